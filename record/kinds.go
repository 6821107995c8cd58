package record

import (
	"muster"
)

// The kinds of statement that belong to the record itself.
const (
	KindOpen     = "record.open/1"
	KindDocument = "record.document/1"
	KindErase    = "record.erase/1"
	KindKey      = "record.key/1"
	KindNote     = "record.note/1"
)

// Open is the first statement of every record.
type Open struct {
	muster.Envelope
	Record string `json:"record" say:"the record's id: ten letters and digits"`
	Title  string `json:"title" say:"what this record is, in words"`
	Key    string `json:"key,omitempty" say:"verifier key of its tree heads"`
	Made   string `json:"made,omitempty" say:"release of Muster that made it"`
}

// DocumentStated says that a document is kept: its bytes lie in chunks beside the statements.
type DocumentStated struct {
	muster.Envelope
	Digest string `json:"digest" say:"SHA-256 of the document, hex; its name for ever"`
	Size   int64  `json:"size" say:"bytes"`
	Packed string `json:"packed" say:"SHA-256 over the stored chunks, each with its length before it, hex"`
	Chunks int    `json:"chunks" say:"how many"`
	Name   string `json:"name,omitempty" say:"the file's name as it was brought"`
	Format string `json:"format,omitempty" say:"what it is: csv, xlsx, lines"`
}

// Erase says that the body of a statement, or the bytes of a document, were taken out of the
// record; the tree stays whole.
type Erase struct {
	muster.Envelope
	Statement muster.ID `json:"statement,omitempty" say:"the statement whose body is taken out, by its id"`
	Document  string    `json:"document,omitempty" say:"the document whose bytes are taken out, by its digest in hex"`
}

// KeyRotation puts another signing key in the place of the one before. Both sign Text.
type KeyRotation struct {
	muster.Envelope
	Key    string `json:"key" say:"the new verifier key"`
	Signed string `json:"signed" say:"a note with the new key as its text, signed by the old key and the new"`
}

// Note is a text about an object. It carries no amount, date or party, so it can be erased.
type Note struct {
	muster.Envelope
	Text string `json:"text" say:"what is noted about the object"`
}

// KindWithdraw is the kind of a Withdrawal.
const KindWithdraw = "record.withdraw/1"

// Withdrawal ends what another statement said. Withdrawing ends the thread; only withdrawing a
// submission makes what stood before it stand again.
type Withdrawal struct {
	muster.Envelope
}
