package web

import (
	"cmp"
	"slices"
	"strings"

	"muster/pledge"
	"muster/sheet"
)

var claimColumns = slices.Concat(texts("statement", "stands", "event"), days("date"), texts("date_said", "line", "item"), numbers("quantity"), texts("unit"),
	numbers("said_amount"), texts("said_currency"), numbers("converted_amount"), texts("converted_currency", "editions", "places"))

func (p *contributionPage) export() sheet.Export {
	return sheet.Export{
		Name: p.c.ID, Columns: claimColumns, About: p.about(p.say("about.contribution"), p.say("about.claims"),
			[2]string{p.say("contributions.one"), p.c.ID}, [2]string{p.say("rows.donor"), p.c.Donor.Name}),
		Rows: func(yield func([]string) bool) {
			for _, c := range p.sorted() {
				var editions, places []string
				for _, at := range c.Cited {
					editions, places = append(editions, at.Label), append(places, p.placeOf(at))
				}
				said, saidIn := valueCells(c.Value)
				conv, convIn := valueCells(c.Converted)
				stands := "no"
				if c.Stands {
					stands = "yes"
				}
				number, unit := "", ""
				if c.Quantity != nil {
					number, unit = cmp.Or(c.Quantity.Number, string(c.Quantity.Mark)), c.Quantity.Unit
				}
				if !yield([]string{
					string(c.Statement), stands, string(c.Event), period(&c.Entry).String(), c.Date, c.Line, c.Item, number, unit,
					said, saidIn, conv, convIn, strings.Join(editions, "; "), strings.Join(places, "; "),
				}) {
					return
				}
			}
		},
	}
}

// valueCells are a value's amount or mark, and its currency, for files.
func valueCells(v *pledge.Value) (amount, currency string) {
	if v == nil {
		return "", ""
	}
	return cmp.Or(v.Amount, string(v.Mark)), string(v.Currency)
}
