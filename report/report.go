// Package report lays down the shapes of Muster's answers, once for every door: what the commands
// print, what the API sends and what the client reads back are the same structs, filled by pure
// functions of what stands.
//
// In JSON an amount is {amount, currency} with the amount as decimal text; a day is 2024-07-10; an
// instant is RFC 3339 in UTC; a value that is no number carries one of the five marks.
package report

import (
	"time"

	"muster"
)

// Foot says what an answer rests on: the first Known statements of the record, the last of which was
// recorded at KnownAt, under the root of their tree.
type Foot struct {
	Known   muster.Seq `json:"known" doc:"position: the answer rests on the first so many statements"`
	KnownAt time.Time  `json:"known_at" doc:"when the last of them was recorded"`
	Root    string     `json:"root" doc:"root of the tree over them, base64"`
}

// At returns the foot, for those who need it of any answer.
func (f Foot) At() Foot { return f }

// List is a page of a list. All pages of a list rest on one position, however the record grows
// between them.
type List[T any] struct {
	Foot
	Items []T    `json:"items"`
	Next  string `json:"next,omitempty" doc:"the cursor of the next page; absent on the last one"`
}

// Head is the record as a whole.
type Head struct {
	Foot
	Record     string `json:"record" doc:"the record's id"`
	Title      string `json:"title"`
	Key        string `json:"key,omitempty" doc:"verifier key of its tree heads"`
	Checkpoint string `json:"checkpoint" doc:"the tree head as a C2SP checkpoint, signed where there is a key"`
	Release    string `json:"release" doc:"of the program that answers"`
}

// Table is what can be written as rows of text: an answer of many rows has columns, and each row
// its cells.
type Table interface {
	Columns() []string
}

// Row is one row of a table.
type Row interface {
	Cells() []string
}

// NoEditions is what to say where a figure is asked of a record without one.
const NoEditions = "This record has no edition of any series yet: 'muster import kiel FILE' brings one"
