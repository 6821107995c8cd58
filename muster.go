// Package muster holds the words every other package shares: what a statement is, who spoke,
// when, about what, and which kinds of error there are.
//
// It knows nothing of storage, of what stands, or of any part; it imports the standard library
// and money only.
package muster

import (
	"fmt"
	"strconv"
	"strings"
)

// Seq is a position in a record: the number of statements up to and including one. The first
// statement has position 1; 0 is the empty record. A position is only a position: references,
// URLs and citations use an ID.
type Seq uint64

// ID names a statement for ever: the id of the record it was first made in, a dash, and that
// record's own counter ("k7gkq2mz4t-1842"). A statement merged from another record keeps its ID.
type ID string

// NewID joins a record id and its counter.
func NewID(record string, counter uint64) ID {
	return ID(record + "-" + strconv.FormatUint(counter, 10))
}

// Split returns the record id and the counter of id.
func (id ID) Split() (record string, counter uint64, err error) {
	i := strings.LastIndexByte(string(id), '-')
	if i < 1 {
		return "", 0, Invalid("id", fmt.Sprintf("found %q; a statement's id is a record id, a dash and a number, as in k7gkq2mz4t-12", string(id)))
	}
	n, err := strconv.ParseUint(string(id[i+1:]), 10, 64)
	if err != nil || n == 0 || id[i+1] == '0' || id[i+1] == '+' {
		return "", 0, Invalid("id", fmt.Sprintf("found %q; after the dash comes a number from 1 up", string(id)))
	}
	return string(id[:i]), n, nil
}

// PartyID names a party: a state by its ISO 3166 two-letter code in lower case ("de"), an
// institution or a fund by a short name ("eu-institutions").
type PartyID string

// SeriesID names a source's dataset, of which editions appear ("kiel").
type SeriesID string

// Audience says to whom a statement is shown. Until the access table exists only Public and
// Operator are accepted.
type Audience string

// The audiences accepted so far.
const (
	Public   Audience = "public"
	Operator Audience = "operator"
)

// Citation says where a statement was read: the submission that carried it, and the place in its
// file as the sheet shows it. Column is a letter as in a sheet ("H"), or a heading.
type Citation struct {
	Submission ID     `json:"submission,omitempty"`
	Sheet      string `json:"sheet,omitempty"`
	Row        int    `json:"row,omitempty"`
	Column     string `json:"column,omitempty"`
	Text       string `json:"text,omitempty"` // a source in words: title, publisher, address
}

// Envelope is what every statement's body begins with, in this order. A kind's own struct embeds
// it first, so that a body is one flat JSON object.
type Envelope struct {
	Kind      string    `json:"kind"`                // "pledge.entry/1"
	By        PartyID   `json:"by,omitempty"`        // whose claim it is; absent where a submission says it for all its rows
	Role      string    `json:"role,omitempty"`      // in what role the speaker acted
	ActedBy   string    `json:"acted_by,omitempty"`  // the person or program that typed it for By
	About     string    `json:"about,omitempty"`     // the object spoken of
	Effective string    `json:"effective,omitempty"` // the day from which it holds, ISO
	Source    *Citation `json:"source,omitempty"`    // where it was read
	Audience  Audience  `json:"audience,omitempty"`  // absent: the submission's, else operator
	Replaces  ID        `json:"replaces,omitempty"`  // a statement that stands now and gives way to this one
	Withdraws ID        `json:"withdraws,omitempty"` // a statement that stands now and ends with this one
	Why       string    `json:"why,omitempty"`       // the reason, in words
	Request   *Request  `json:"request,omitempty"`   // on the first statement of a request that came with an idempotency key
}

// Request is the idempotency key of a request, kept with its first statement so that it is sealed
// with it: the same key from the same party with the same input answers as the first time.
type Request struct {
	Key        string `json:"key"`
	Input      string `json:"input"`      // SHA-256 of the input, hex
	Statements int    `json:"statements"` // how many statements the request made
}

// Value is a statement's body as a Go value: a struct that embeds Envelope.
type Value interface {
	// Common returns the envelope inside the value, to read and to complete.
	Common() *Envelope
}

// Common lets every struct that embeds Envelope be a Value.
func (e *Envelope) Common() *Envelope { return e }

// Statement is a statement as stored: the head is what the tree seals, the body what it commits
// to. Salt and Body are nil once erased. Hashes are the tree hashes that it completed.
type Statement struct {
	Position Seq
	Head     []byte
	Salt     []byte
	Body     []byte
	Hashes   []byte
}

// Fault is one doubt about one cell of a file that somebody brought. A refused fault kept its row
// out; a note let it in, as said.
type Fault struct {
	Sheet   string // as the workbook shows it; empty for a CSV
	Row     int    // as the sheet shows it, the heading row counted
	Column  string // letter and heading, as in `S "Converted Value in EUR"`
	Found   string // the cell as it stands
	Accepts string // what would be accepted there
	Why     string // a sentence
	Refused bool
}
