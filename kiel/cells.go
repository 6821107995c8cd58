package kiel

import (
	"regexp"
	"strings"

	"muster/money"
	"muster/pledge"
	"muster/sheet"
)

// number is a cell where a number belongs.
type number struct {
	text   string // decimal text, if it is a number
	amount money.Amount
	mark   pledge.Mark // why it is none, if a marker stands there
	word   string      // the marker's own word
	blank  bool
	bad    string // why it is neither, a clause
	commas bool   // commas between its thousands were read as such
}

func (n number) isNumber() bool { return n.text != "" }

// markers are the words that stand where a number belongs, in lower case.
var markers = map[string]pledge.Mark{
	"not given":   pledge.Undisclosed,
	"undisclosed": pledge.Undisclosed,
	"no price":    pledge.Undisclosed,
	"dozens":      pledge.Undisclosed,
	"partially":   pledge.Undisclosed,
	".":           pledge.NotCovered,
}

// acceptsMoney and acceptsCount say what a cell may hold.
const (
	acceptsMoney = "a number, or one of: Not given, undisclosed, No price, dozens, partially, ."
	acceptsCount = "a number, or one of: undisclosed, dozens, partially, ."
)

// thousands is a number with commas between its thousands that cannot be read otherwise: two groups
// or more, or one and a decimal point.
var thousands = regexp.MustCompile(`^[-+]?\d{1,3}(,\d{3})+(\.\d+)?$`)

// readNumber reads a cell where a number belongs.
func readNumber(c sheet.Cell) number {
	s := strings.TrimSpace(c.Text)
	switch {
	case s == "":
		return number{blank: true}
	case c.Kind == sheet.Date:
		return number{bad: "it is a date"}
	case c.Kind == sheet.Error:
		return number{bad: "it is an error value of the spreadsheet"}
	}
	if mark, ok := markers[strings.ToLower(s)]; ok {
		return number{mark: mark, word: s}
	}
	commas := false
	if thousands.MatchString(s) && (strings.Count(s, ",") > 1 || strings.Contains(s, ".")) {
		s, commas = strings.ReplaceAll(s, ",", ""), true
	}
	text, a, err := sheet.Decimal(s)
	if err != nil {
		return number{bad: "it is neither a number nor a known word"}
	}
	return number{text: text, amount: a, commas: commas}
}

// money reads a cell of money; garbage keeps the row out.
func (im *importer) money(column int) number {
	n := readNumber(im.cell(column))
	if n.bad != "" {
		im.refuse(column, acceptsMoney, "The amount cannot be read: "+n.bad+".")
	}
	return n
}

// commasNoted notes that commas in a number were read as thousands.
func (im *importer) commasNoted(e *pledge.Entry, column int, n number) {
	if n.commas {
		im.note(e, column, "a number without commas", "Commas in a number were read as marks between thousands.")
	}
}

// quantity reads a count for an entry; garbage is kept as said, with a note.
func (im *importer) quantity(e *pledge.Entry, column int) number {
	n := readNumber(im.cell(column))
	im.commasNoted(e, column, n)
	switch {
	case n.bad != "":
		e.Quantity = &pledge.Quantity{Said: im.said(column)}
		im.note(e, column, acceptsCount, "The quantity cannot be read; it is kept as said.")
	case n.isNumber():
		e.Quantity = &pledge.Quantity{Number: n.text}
	case !n.blank:
		e.Quantity = &pledge.Quantity{Mark: n.mark, Said: n.word}
	}
	return n
}

// empty reports whether a cell says nothing: blank, or the source's dot for "not applicable".
func empty(s string) bool { return s == "" || s == "." }

// flat joins the lines of a text that serves as a name.
func flat(s string) string { return strings.Join(strings.Fields(s), " ") }
