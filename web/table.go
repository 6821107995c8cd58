package web

import (
	"strings"

	"github.com/a-h/templ"
)

// table is a list as every page shows it: a heading for each column, the unit in the heading,
// numbers to the right, a rule per row, the sum at the foot. On a phone each row becomes a block in
// which every cell names its column. A page fills one and draws it with page.table.
type table struct {
	caption string
	columns []column
	rows    []row
	total   []cell // the last row, a cell for each column; nil: none
	sorted  string // the column it is sorted by, with a minus before it for falling; empty: not sortable
	class   string
	hush    bool // the caption is for readers who do not see the heading above it
}

// column is a heading.
type column struct {
	name   string
	small  string // a second line of the heading
	sort   string // what sorting by it is called in an address; empty: it is not sorted by
	class  string // "bars" for drawings, which a phone leaves out
	number bool   // a number: to the right, and falling first when sorted by
}

// row is one line of a table; its first cell is the line's heading.
type row struct {
	id    string // an anchor
	cells []cell
}

// cell is what stands under a heading.
type cell struct {
	text  string
	href  string          // where the text leads; empty: it is no link
	small string          // a second line
	class string          // "up", "dn", "nc" (a value that is no number)
	aside string          // said to readers who do not see the class
	part  templ.Component // instead of text
}

// plain, linked, unknown and drawn are the commonest cells: a text, a text that leads somewhere, a
// value that is no number, and a part of its own.
func plain(text string) cell             { return cell{text: text} }
func linked(text, href string) cell      { return cell{text: text, href: href} }
func unknown(word string) cell           { return cell{text: word, class: "nc"} }
func drawn(part templ.Component) cell    { return cell{part: part} }
func under(c cell, small string) cell    { c.small = small; return c }
func coloured(c cell, class string) cell { c.class = class; return c }

// next is the order that a click on the heading asks for: falling first for numbers, rising for
// words, and the other way when it is sorted by already.
func (t table) next(c column) string {
	rising, falling := c.sort, "-"+c.sort
	switch {
	case t.sorted == rising:
		return falling
	case t.sorted == falling:
		return rising
	case c.number:
		return falling
	}
	return rising
}

// order is how a heading is announced; nil where the table is sorted by another column.
func (t table) order(c column) templ.Attributes {
	if c.sort == "" || strings.TrimPrefix(t.sorted, "-") != c.sort {
		return nil
	}
	if strings.HasPrefix(t.sorted, "-") {
		return templ.Attributes{"aria-sort": "descending"}
	}
	return templ.Attributes{"aria-sort": "ascending"}
}

// arrow shows the order to the eye.
func (t table) arrow(c column) string {
	switch {
	case c.sort == "" || strings.TrimPrefix(t.sorted, "-") != c.sort:
		return ""
	case strings.HasPrefix(t.sorted, "-"):
		return "↓"
	}
	return "↑"
}

func (t table) numberAt(i int) bool { return i < len(t.columns) && t.columns[i].number }

// sortOf reads how a list is to be sorted: one of the columns' names with or without a minus, else
// the usual order.
func sortOf(asked, usual string, columns []column) string {
	for _, c := range columns {
		if c.sort != "" && strings.TrimPrefix(asked, "-") == c.sort {
			return asked
		}
	}
	return usual
}
