package intake

import (
	"fmt"
	"io"
	"strings"
	"time"

	"muster"
)

// Receipt is what the giver of a folder is handed: what was received, by whom, with the digest of each file, so that
// they can show later what they gave. It is theirs: it names their files as they do, which the record does not.
type Receipt struct {
	Record   string
	By       string // who received it: NAME, a documenter of ua
	At       time.Time
	Known    muster.Seq // the record's position afterwards
	Root     string     // of its tree there
	Received []Received
}

// Received is one file of a receipt.
type Received struct {
	File   string
	Digest string
	Size   int64
	Item   string
	Before bool // it was in the record before
}

// Write writes the receipt as plain text, to be printed.
func (r *Receipt) Write(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "RECEIPT\n\nReceived %s as evidence on %s\nby %s\nfor record %s, position %d, root %s\n\n", files(len(r.Received)), r.At.UTC().Format("2 January 2006, 15:04 UTC"), r.By, r.Record, r.Known, r.Root)
	for i, x := range r.Received {
		before := ""
		if x.Before {
			before = "; the same bytes were here before"
		}
		fmt.Fprintf(&b, "%d. %s\n   SHA-256 %s\n   %d bytes; item %s%s\n\n", i+1, x.File, x.Digest, x.Size, x.Item, before)
	}
	b.WriteString("Each file is kept as it was given. To show later what was given, work out the SHA-256 of\nyour own copy (sha256sum FILE) and compare.\n\n\nGiven by ______________________________    Received by ______________________________\n")
	_, err := io.WriteString(w, b.String())
	return err
}

func files(n int) string {
	if n == 1 {
		return "1 file"
	}
	return fmt.Sprintf("%d files", n)
}
