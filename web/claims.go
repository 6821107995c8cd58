package web

import (
	"cmp"
	"strings"

	"muster/pledge"
	"muster/sheet"
)

var claimColumns = []sheet.ExportColumn{
	{Name: "statement", Kind: sheet.Text},
	{Name: "stands", Kind: sheet.Text},
	{Name: "event", Kind: sheet.Text},
	{Name: "date", Kind: sheet.Date},
	{Name: "date_said", Kind: sheet.Text},
	{Name: "line", Kind: sheet.Text},
	{Name: "item", Kind: sheet.Text},
	{Name: "quantity", Kind: sheet.Number},
	{Name: "unit", Kind: sheet.Text},
	{Name: "said_amount", Kind: sheet.Number},
	{Name: "said_currency", Kind: sheet.Text},
	{Name: "converted_amount", Kind: sheet.Number},
	{Name: "converted_currency", Kind: sheet.Text},
	{Name: "editions", Kind: sheet.Text},
	{Name: "places", Kind: sheet.Text},
}

func (p *contributionPage) export() sheet.Export {
	return sheet.Export{
		Name: p.c.ID, Columns: claimColumns, About: [][2]string{{p.say("contributions.one"), p.c.ID}, {p.say("rows.donor"), p.c.Donor.Name}},
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
