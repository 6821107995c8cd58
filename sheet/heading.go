package sheet

import (
	"fmt"
	"strings"
	"unicode"

	"muster"
)

// Heading is a row of headings: columns are found by what they are called, whatever the case,
// blanks and punctuation. Where a heading stands twice the first column has it.
type Heading struct {
	book, sheet string
	row         int
	names       []string
	columns     map[string]int
	missing     []string
}

// HeadingOf reads a row as headings.
func HeadingOf(book *Book, s *Sheet, row Row) *Heading {
	h := &Heading{book: book.Name, sheet: s.Name, row: row.Number, columns: map[string]int{}}
	for i, c := range row.Cells {
		h.names = append(h.names, strings.TrimSpace(c.Text))
		if f := Fold(c.Text); f != "" {
			if _, twice := h.columns[f]; !twice {
				h.columns[f] = i
			}
		}
	}
	return h
}

// Fold reduces a heading or a name to its letters and digits in lower case.
func Fold(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

// Find returns the column, counted from 0, of the first alias that is there, else -1.
func (h *Heading) Find(aliases ...string) int {
	for _, a := range aliases {
		if c, ok := h.columns[Fold(a)]; ok {
			return c
		}
	}
	return -1
}

// Need is Find for a column that the table cannot do without; Err names those that were missing.
func (h *Heading) Need(aliases ...string) int {
	c := h.Find(aliases...)
	if c < 0 {
		h.missing = append(h.missing, aliases[0])
	}
	return c
}

// Err refuses the table if a needed column is missing: it names each, and the columns found.
func (h *Heading) Err() error {
	if len(h.missing) == 0 {
		return nil
	}
	where := fmt.Sprintf("row %d", h.row)
	if h.sheet != "" {
		where = fmt.Sprintf("sheet %q, row %d", h.sheet, h.row)
	}
	var found []string
	for _, n := range h.names {
		if n != "" && !strings.HasPrefix(n, "Unnamed: ") {
			found = append(found, fmt.Sprintf("%q", clip(n)))
		}
	}
	const most = 60
	if len(found) > most {
		found = append(found[:most], "…")
	}
	return muster.Invalid(h.book, fmt.Sprintf(`%s: missing is "%s"; the columns found are %s`, where, strings.Join(h.missing, `", "`), strings.Join(found, ", ")))
}

// Column names a column as a fault does: its letter and heading, as in `S "Converted Value in EUR"`.
func (h *Heading) Column(c int) string {
	if c < 0 {
		return ""
	}
	if c < len(h.names) && h.names[c] != "" {
		return fmt.Sprintf("%s %q", Letter(c), clip(h.names[c]))
	}
	return Letter(c)
}

// Name returns the heading of a column as it stands, without blanks around it.
func (h *Heading) Name(c int) string {
	if c < 0 || c >= len(h.names) {
		return ""
	}
	return h.names[c]
}

// Row returns the number of the heading's row.
func (h *Heading) Row() int { return h.row }

// Width returns the number of columns up to the last heading.
func (h *Heading) Width() int { return len(h.names) }
