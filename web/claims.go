package web

import (
	"cmp"
	"slices"
	"strconv"
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

// tableTimeline asks for the file of when each event happened.
const tableTimeline = "timeline"

// exportTimeline is when each event happened, a row for each currency of what happened together.
func (p *contributionPage) exportTimeline() sheet.Export {
	return sheet.Export{
		Name: p.say("contribution.timeline"), About: p.about(p.say("contribution.timeline.of", "id", p.c.ID), p.laidMethod("about.sums"), [2]string{p.say("rows.donor"), p.c.Donor.Name}),
		Columns: slices.Concat(texts("event"), days("date"), numbers("entries", "amount"), texts("currency", "marks")),
		Rows: lazily(func() (rows [][]string) {
			for _, m := range movesOf(p.counted) {
				var marks []string
				for _, mark := range m.marks {
					marks = append(marks, string(mark))
				}
				head, entries := []string{string(m.event), m.when.String()}, strconv.Itoa(len(m.claims))
				for _, sum := range m.sums {
					rows = append(rows, append(slices.Clone(head), entries, sum.Amount.String(), string(sum.Currency), strings.Join(marks, "; ")))
				}
				if len(m.sums) == 0 {
					rows = append(rows, append(head, entries, "", "", strings.Join(marks, "; ")))
				}
			}
			return rows
		}),
	}
}

// valueCells are a value's amount or mark, and its currency, for files.
func valueCells(v *pledge.Value) (amount, currency string) {
	if v == nil {
		return "", ""
	}
	return cmp.Or(v.Amount, string(v.Mark)), string(v.Currency)
}
