package lists

import (
	"fmt"
	"slices"
	"strings"

	"muster/access"
	"muster/item"
	"muster/party"
	"muster/sheet"
	"muster/standing"
)

// exampleRow is the reference of the template's example, which is passed over when it comes back.
const exampleRow = "example"

// The days of the example, counted from today.
const (
	exampleFirst = 30
	exampleLast  = 180
)

// Template is an empty list to fill in, with an example and, on a sheet of its own, what each column accepts.
func (l *List) Template(v standing.View, as access.Principal) sheet.Export {
	e := sheet.Export{Name: "Template", About: [][2]string{{"Rows", "one for each line; the one with the reference example is passed over"}}}
	example := make([]string, 0, len(l.Columns))
	days := 0
	for i := range l.Columns {
		c := &l.Columns[i]
		kind, cell := sheet.Text, c.Example
		switch {
		case c.Day:
			kind = sheet.Date
			if cell != "" {
				cell = (v.Effective + exampleFirst).String()
				if days++; days > 1 {
					cell = (v.Effective + exampleLast).String()
				}
			}
		case c.Number:
			kind = sheet.Number
		case c.Field == l.Party:
			cell = party.In(v).NameOf(v.Known, as.Party)
		case c.Field == "item":
			cell = firstItem(v, cell)
		}
		e.Columns, example = append(e.Columns, sheet.ExportColumn{Name: c.Called[0], Kind: kind}), append(example, cell)
		e.About = append(e.About, [2]string{c.Called[0], l.accepts(v, c)})
	}
	e.Rows = func(yield func([]string) bool) { yield(example) }
	return e
}

// firstItem is the example where the catalogue has it, else an item that it has.
func firstItem(v standing.View, like string) string {
	first := like
	for x := range item.In(v).All(v.Known) {
		if !v.Shows(x.Audience) {
			continue
		}
		if n := x.Names.In("en"); n == like || first == like {
			first = n
			if n == like {
				break
			}
		}
	}
	return first
}

// accepts says what a column accepts, in words.
func (l *List) accepts(v standing.View, c *Column) string {
	words := map[reads]string{
		asReference: "an id of letters, digits, dots and dashes: yours, the same each time you bring the list", asParty: "a party by its name or id",
		asUnit: "a unit by its name, code or sign", asNumber: "a number above 0", asDay: "a day, as in 2027-01-15 or 15.01.2027", asCode: "an ISO 4217 code, as in EUR",
	}[c.reads]
	switch {
	case c.Choices != nil:
		words = "one of " + strings.Join(c.Choices, ", ")
	case c.Field == "for" || c.Field == "links":
		words = "requirements by their numbers, with semicolons between"
	case c.Field == l.Party:
		words = "your own party; empty: it is meant"
	case c.reads == asItem:
		var all []string
		for x := range item.In(v).All(v.Known) {
			if v.Shows(x.Audience) {
				all = append(all, fmt.Sprintf("%s (%s)", x.Names.In("en"), x.About))
			}
		}
		slices.Sort(all)
		words = "an item of the catalogue by its name, id or NSN: " + strings.Join(all[:min(len(all), mostItems)], "; ")
	case words == "":
		words = "text"
	}
	if !c.Required {
		words += "; may stay empty"
	}
	return words
}

// mostItems bounds the list of items that the template has.
const mostItems = 300

// Accepts says of each column of a page or a file what it accepts.
func (l *List) Accepts(v standing.View) (all [][2]string) {
	for i := range l.Columns {
		all = append(all, [2]string{l.Columns[i].Called[0], l.accepts(v, &l.Columns[i])})
	}
	return all
}
