package web

import (
	"encoding/csv"
	"fmt"
	"net/http"
	"strings"
	"time"
)

// sendCSV sends a list as a file: its columns, and on every row at which position of the record it
// was answered, so that a file says what it is without a companion. Texts that a spreadsheet would
// run are made texts again; numbers holds the columns that are numbers and stay as they are.
func (p page) sendCSV(w http.ResponseWriter, name string, columns []string, numbers map[string]bool, rows [][]string) {
	var b strings.Builder
	out := csv.NewWriter(&b)
	out.UseCRLF = true
	out.Write(append(columns[:len(columns):len(columns)], "known", "known_at", "root")) //nolint:errcheck // a Builder does not fail
	for _, r := range rows {
		line := make([]string, 0, len(columns)+3)
		for i, c := range r {
			if !numbers[columns[i]] {
				c = inert(c)
			}
			line = append(line, c)
		}
		out.Write(append(line, p.moment.position(), p.moment.At.UTC().Format(time.RFC3339Nano), p.moment.Root)) //nolint:errcheck // a Builder does not fail
	}
	out.Flush()
	sendFile(w, "text/csv; charset=utf-8; header=present", fmt.Sprintf("%s-known-%d.csv", name, p.moment.Known), []byte(b.String()))
}

// sendFile sends bytes to be kept, never to be shown or run.
func sendFile(w http.ResponseWriter, kind, name string, body []byte) {
	w.Header().Set("Content-Type", kind)
	w.Header().Set("Content-Disposition", fmt.Sprintf(`attachment; filename="%s"`, plainName(name)))
	w.Write(body) //nolint:errcheck // the reader left
}

// plainName keeps what every system takes in the name of a file.
func plainName(s string) string {
	s = strings.Map(func(r rune) rune {
		if r == '-' || r == '.' || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' {
			return r
		}
		return '_'
	}, s)
	if s = strings.TrimLeft(s, "."); len(s) > 120 {
		s = s[len(s)-120:]
	}
	if s == "" {
		return "file"
	}
	return s
}
