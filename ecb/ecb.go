// Package ecb reads the European Central Bank's history of euro reference rates: units of each
// currency per euro, one row a day. The text of every rate is kept.
//
// Source: European Central Bank, euro foreign exchange reference rates (free to reuse with the
// source named).
package ecb

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"muster"
	"muster/money"
	"muster/sheet"
)

// Title names the source.
const Title = "European Central Bank, euro foreign exchange reference rates"

// Rate is one reference rate: units of a currency per euro on a day.
type Rate struct {
	Day  muster.Day
	Text string // decimal text as published
}

// Rates is a history. A day on which a currency has no rate (a weekend, a holiday, before it began
// or after it ended) is absent.
type Rates struct {
	Currencies []money.Currency          // sorted
	ByCurrency map[money.Currency][]Rate // each sorted by day, oldest first
	From, To   muster.Day
	RowsRead   int // rows of the file with content; rows read = days + refused
	Days       int
	Refused    int
	Faults     []muster.Fault // a refused row, or a cell left out with a note, in the file's order
}

const (
	acceptsDay  = "a day, as in 2024-07-10"
	acceptsRate = "a number above 0, or N/A where there is no rate"
)

// Read reads a history: a heading Date with currency codes beside it, then one row a day in any
// order. A row whose day cannot be read or stands twice is refused; a cell that is no rate is left
// out with a note. A book without such a table is refused.
func Read(book *sheet.Book) (Rates, error) {
	s, h, rows, err := find(book)
	if err != nil {
		return Rates{}, err
	}
	r := reader{s: s, h: h, columns: map[int]money.Currency{}, rates: Rates{ByCurrency: map[money.Currency][]Rate{}}}
	if err := r.headings(book); err != nil {
		return Rates{}, err
	}
	seen := map[muster.Day]int{}
	for _, row := range rows {
		r.row(row, seen)
	}
	if r.rates.Days == 0 {
		return Rates{}, muster.Invalid(book.Name, fmt.Sprintf("none of its %d rows has a day that can be read; accepted is %s", r.rates.RowsRead, acceptsDay))
	}
	for c, list := range r.rates.ByCurrency {
		slices.SortFunc(list, func(a, b Rate) int { return cmp.Compare(a.Day, b.Day) })
		r.rates.Currencies = append(r.rates.Currencies, c)
	}
	slices.Sort(r.rates.Currencies)
	return r.rates, nil
}

// find returns the first table with a heading Date and a column for the dollar or any other code.
func find(book *sheet.Book) (*sheet.Sheet, *sheet.Heading, []sheet.Row, error) {
	for i := range book.Sheets {
		s := &book.Sheets[i]
		for j, row := range s.Rows[:min(len(s.Rows), 10)] {
			h := sheet.HeadingOf(book, s, row)
			if h.Find("Date") < 0 {
				continue
			}
			for c := range row.Cells {
				if _, err := money.ParseCurrency(h.Name(c)); err == nil {
					return s, h, s.Rows[j+1:], nil
				}
			}
		}
	}
	return nil, nil, nil, muster.Invalid(book.Name, `no history of reference rates is in it; accepted is the ECB's eurofxref-hist: a heading "Date" and currency codes (USD, JPY, …), then one row a day`)
}

type reader struct {
	s       *sheet.Sheet
	h       *sheet.Heading
	date    int
	columns map[int]money.Currency
	rates   Rates
}

// headings finds each currency's column. One that stands twice is refused, since either could be
// meant; an unknown code is left out with a note.
func (r *reader) headings(book *sheet.Book) error {
	r.date = r.h.Find("Date")
	at := map[money.Currency]int{}
	for c := range r.h.Width() {
		name := r.h.Name(c)
		if c == r.date || name == "" {
			continue
		}
		code, err := money.ParseCurrency(name)
		if err != nil {
			r.fault(r.h.Row(), c, name, "an ISO 4217 code, as in USD", "The heading is no currency; its column is left out.", false)
			continue
		}
		if first, twice := at[code]; twice {
			return muster.Invalid(book.Name, fmt.Sprintf("row %d: %s stands in columns %s and %s; accepted is one column for each currency", r.h.Row(), code, sheet.Letter(first), sheet.Letter(c)))
		}
		at[code], r.columns[c] = c, code
	}
	return nil
}

func (r *reader) fault(row, column int, found, accepts, why string, refused bool) {
	r.rates.Faults = append(r.rates.Faults, muster.Fault{Sheet: r.s.Name, Row: row, Column: r.h.Column(column), Found: found, Accepts: accepts, Why: why, Refused: refused})
}

func (r *reader) row(row sheet.Row, seen map[muster.Day]int) {
	r.rates.RowsRead++
	said := strings.TrimSpace(row.Cell(r.date).Text)
	day, err := muster.ParseDay(said)
	why := "The day cannot be read."
	first, twice := seen[day]
	if err == nil && twice {
		err, why = muster.Invalid("", "twice"), fmt.Sprintf("The day already stands in row %d.", first)
	}
	if err != nil {
		r.rates.Refused++
		r.fault(row.Number, r.date, row.Cell(r.date).Text, acceptsDay+", once", why, true)
		return
	}
	seen[day] = row.Number
	if r.rates.Days == 0 {
		r.rates.From, r.rates.To = day, day
	}
	r.rates.Days++
	r.rates.From, r.rates.To = min(r.rates.From, day), max(r.rates.To, day)
	for c := range max(len(row.Cells), r.h.Width()) {
		r.cell(row, c, day)
	}
}

func (r *reader) cell(row sheet.Row, c int, day muster.Day) {
	text := strings.TrimSpace(row.Cell(c).Text)
	code, ok := r.columns[c]
	switch {
	case c == r.date || text == "" || strings.EqualFold(text, "N/A") || text == "-":
		return
	case !ok:
		if r.h.Name(c) == "" {
			r.fault(row.Number, c, text, "nothing, as no currency stands over it", "The cell is left out.", false)
		}
		return
	}
	text, a, err := sheet.Decimal(text)
	if err != nil || a.Sign() <= 0 || row.Cell(c).Kind == sheet.Date {
		r.fault(row.Number, c, row.Cell(c).Text, acceptsRate, fmt.Sprintf("The rate of %s on %s cannot be read; it is left out.", code, day), false)
		return
	}
	r.rates.ByCurrency[code] = append(r.rates.ByCurrency[code], Rate{day, text})
}
