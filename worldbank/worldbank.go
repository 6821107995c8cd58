// Package worldbank reads the World Bank's yearly indicators as long tables: Country Name, Country
// Code, Year, Value. The text of every number is kept. Regional aggregates stand among the
// countries under codes of their own (EUU, WLD); which codes are states is for the caller to say.
//
// Source: World Bank, World Development Indicators (CC BY 4.0).
package worldbank

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"muster"
	"muster/sheet"
)

// Title names the source.
const Title = "World Bank, World Development Indicators"

// Value is an indicator's value in a year.
type Value struct {
	Year int
	Text string // decimal text; a number with an exponent is written out
}

// Area is a country or a regional aggregate.
type Area struct {
	Code   string  // of three letters: ISO 3166-1 alpha-3 for a state
	Name   string  // as the source calls it
	Values []Value // sorted by year
}

// Series is an indicator for all areas.
type Series struct {
	Indicator string // the heading over the values, as in "CPI"; "Value" says no more
	Areas     []Area // sorted by code
	RowsRead  int    // rows of the file with content; rows read = values + blank + refused
	Values    int
	Blank     int // rows without a value
	Refused   int
	Faults    []muster.Fault // in the file's order
}

// Area returns the area of a code.
func (s Series) Area(code string) (Area, bool) {
	i, ok := slices.BinarySearchFunc(s.Areas, code, func(a Area, c string) int { return cmp.Compare(a.Code, c) })
	if !ok {
		return Area{}, false
	}
	return s.Areas[i], true
}

// In returns the value of a year.
func (a Area) In(year int) (Value, bool) {
	i, ok := slices.BinarySearchFunc(a.Values, year, func(v Value, y int) int { return cmp.Compare(v.Year, y) })
	if !ok {
		return Value{}, false
	}
	return a.Values[i], true
}

var code = regexp.MustCompile(`^[A-Z]{3}$`)

// The years that a row may speak of.
const (
	firstYear = 1900
	lastYear  = 2200
)

// Read reads an indicator. A row whose code, year or value cannot be read, or whose code and year
// stand twice, is refused; one without a value is counted as blank. A book without such a table is
// refused.
func Read(book *sheet.Book) (Series, error) {
	r, rows, err := find(book)
	if err != nil {
		return Series{}, err
	}
	for _, row := range rows {
		r.row(row)
	}
	if r.series.Values == 0 {
		return Series{}, muster.Invalid(book.Name, fmt.Sprintf("none of its %d rows has a value that can be read", r.series.RowsRead))
	}
	for _, a := range r.areas {
		slices.SortFunc(a.Values, func(a, b Value) int { return cmp.Compare(a.Year, b.Year) })
		r.series.Areas = append(r.series.Areas, *a)
	}
	slices.SortFunc(r.series.Areas, func(a, b Area) int { return cmp.Compare(a.Code, b.Code) })
	return r.series, nil
}

type reader struct {
	s                       *sheet.Sheet
	h                       *sheet.Heading
	name, code, year, value int
	areas                   map[string]*Area
	seen                    map[string]int // code and year → row
	series                  Series
}

// find returns the first table with headings for a code and a year; the value is under Value, or
// under the one heading that is left.
func find(book *sheet.Book) (*reader, []sheet.Row, error) {
	for i := range book.Sheets {
		s := &book.Sheets[i]
		for j, row := range s.Rows[:min(len(s.Rows), 10)] {
			h := sheet.HeadingOf(book, s, row)
			if h.Find("Country Code") < 0 || h.Find("Year") < 0 {
				continue
			}
			r := &reader{s: s, h: h, areas: map[string]*Area{}, seen: map[string]int{}}
			r.name, r.code, r.year = h.Need("Country Name", "Country"), h.Find("Country Code"), h.Find("Year")
			if r.value = h.Find("Value"); r.value < 0 {
				r.value = r.only()
			}
			if r.value < 0 {
				h.Need("Value")
			}
			r.series.Indicator = h.Name(r.value)
			return r, s.Rows[j+1:], h.Err()
		}
	}
	return nil, nil, muster.Invalid(book.Name, `no yearly indicator is in it; accepted is a table with the headings "Country Name", "Country Code", "Year", "Value", one row a country and year`)
}

// only returns the one column with a heading of its own, or -1.
func (r *reader) only() int {
	at := -1
	for c := range r.h.Width() {
		if c == r.name || c == r.code || c == r.year || r.h.Name(c) == "" {
			continue
		}
		if at >= 0 {
			return -1
		}
		at = c
	}
	return at
}

func (r *reader) refuse(row sheet.Row, column int, accepts, why string) {
	r.series.Refused++
	r.series.Faults = append(r.series.Faults, muster.Fault{
		Sheet: r.s.Name, Row: row.Number, Column: r.h.Column(column),
		Found: row.Cell(column).Text, Accepts: accepts, Why: why, Refused: true,
	})
}

func (r *reader) row(row sheet.Row) {
	r.series.RowsRead++
	said := func(c int) string { return strings.TrimSpace(row.Cell(c).Text) }
	at := said(r.code)
	if !code.MatchString(at) {
		r.refuse(row, r.code, "a code of three capital letters, as in DEU", "The country's code cannot be read.")
		return
	}
	year, err := strconv.Atoi(said(r.year))
	if err != nil || year < firstYear || year > lastYear {
		r.refuse(row, r.year, fmt.Sprintf("a year from %d to %d", firstYear, lastYear), "The year cannot be read.")
		return
	}
	text := said(r.value)
	if text == "" || text == ".." { // two dots are the World Bank's mark for no data
		r.series.Blank++
		return
	}
	text, _, err = sheet.Decimal(text)
	if err != nil || row.Cell(r.value).Kind == sheet.Date {
		r.refuse(row, r.value, "a number, or nothing", "The value cannot be read.")
		return
	}
	key := at + said(r.year)
	if first, twice := r.seen[key]; twice {
		r.refuse(row, r.year, "each country and year once", fmt.Sprintf("The country and year already stand in row %d.", first))
		return
	}
	r.seen[key] = row.Number
	if r.areas[at] == nil {
		r.areas[at] = &Area{Code: at, Name: said(r.name)}
	}
	r.areas[at].Values = append(r.areas[at].Values, Value{year, text})
	r.series.Values++
}
