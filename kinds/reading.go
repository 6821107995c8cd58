package kinds

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"muster/sheet"
)

// Reading says how tables of a kind are read that people keep for themselves, beside what Read takes of
// everybody: what their columns may be called, and how they write what stands in them.
type Reading struct {
	// Called are headings of a field beside its name, by field. The first is what it is called in faults
	// where the table has no column for it.
	Called map[string][]string
	// Cells make of a cell, or of each of a list, what a statement says; an error says what was found and
	// what is accepted.
	Cells map[string]func(text string) (string, error)
	// Pass passes over columns that are none of the kind's, which Table.Passed names, and over sheets that
	// have none of its columns. Without it they are refused, so that nothing is lost that somebody wrote.
	Pass bool
}

// As is the kind, its tables read so.
func (k Kind) As(r Reading) Kind {
	k.reading = r
	return k
}

// called finds the field that people call by a heading.
func (k *Kind) called(heading string) string {
	for field, names := range k.reading.Called {
		for _, n := range names {
			if sheet.Fold(n) == sheet.Fold(heading) {
				return field
			}
		}
	}
	return ""
}

// says makes of a cell as people write it what its statement says.
func (k *Kind) says(c column, text string) (out, why string) {
	read := k.reading.Cells[c.path]
	if read == nil {
		return text, ""
	}
	parts := []string{text}
	if c.list {
		parts = split(text)
	}
	var errs []error
	for i, p := range parts {
		s, err := read(p)
		errs = append(errs, err)
		parts[i] = s
	}
	if err := errors.Join(errs...); err != nil {
		return "", err.Error()
	}
	if c.list {
		return joined(parts), ""
	}
	return parts[0], ""
}

// Passed is a column that was passed over.
type Passed struct {
	Sheet  string
	Row    int    // of the headings
	Column string // as a fault names it
	Name   string // what it is called
}

// pass takes down a column that is none of the kind's, or refuses it.
func (t *Table) pass(h *sheet.Heading, name string, i int) error {
	if t.kind.reading.Pass {
		t.Passed = append(t.Passed, Passed{name, h.Row(), h.Column(i), h.Name(i)})
		return nil
	}
	return t.at(h, name, i, fmt.Sprintf("a statement of kind %s has no such field; accepted are %s", t.kind.Name, t.names()))
}

// strange reports whether a sheet has none of the kind's columns and is passed over.
func (t *Table) strange(book *sheet.Book, s *sheet.Sheet) bool {
	if !t.kind.reading.Pass || len(book.Sheets) == 1 {
		return false
	}
	h := sheet.HeadingOf(book, s, s.Rows[0])
	for i := range h.Width() {
		if _, ok := t.kind.column(h.Name(i)); ok {
			return false
		}
	}
	t.Notes = append(t.Notes, "sheet "+strconv.Quote(s.Name)+" has none of the columns and was passed over")
	return true
}

// Has reports whether the table has a column for a field.
func (t *Table) Has(field string) bool {
	_, ok := t.places[field]
	return ok
}

// headings lists what people may call the columns; where nothing says so, the names of the fields.
func (t *Table) headings() string {
	var all []string
	for _, f := range t.kind.Fields {
		if names := t.kind.reading.Called[f.Name]; len(names) > 0 {
			all = append(all, names[0])
		}
	}
	if len(all) == 0 {
		return t.names()
	}
	return strings.Join(all, ", ")
}

// JSON reports whether the file was JSON, which has no columns.
func (t *Table) JSON() bool { return t.places == nil }
