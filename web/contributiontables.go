package web

import (
	"slices"

	"muster/money"
	"muster/pledge"
)

func (p *contributionPage) itemTable() table {
	t := table{
		caption: p.count("contribution.items.caption", len(p.items)),
		columns: []column{
			{name: p.say("field.item")}, {name: p.say("field.item_type")}, {name: p.say("event.committed"), number: true}, {name: p.say("event.delivered"), number: true}, {name: p.say("contribution.read")},
		},
	}
	count := func(q *pledge.Quantity) cell {
		switch {
		case q == nil:
			return unknown(p.say("contribution.uncounted"))
		case q.Mark != "":
			return unknown(quantity(p.page, q))
		}
		return plain(quantity(p.page, q))
	}
	for _, x := range p.items {
		name := x.name
		if name == "" {
			name = x.line
		}
		t.rows = append(t.rows, row{cells: []cell{plain(name), plain(x.kind), count(x.committed), count(x.delivered), p.readCell(x.said)}})
	}
	return t
}

// readCell says where a claim was read in the edition shown, and leads to it.
func (p *contributionPage) readCell(c *Claim) cell {
	if c.Derived != nil {
		return p.readFrom(*c)
	}
	for _, at := range slices.Backward(c.Cited) {
		if p.as == "" || at.Label == p.as {
			return linked(at.Label+", "+p.placeOf(at), p.statementAt(c.Statement))
		}
	}
	return unknown(p.say("statement.read.none"))
}

// readFrom says where a claim was read, or what it follows from where nobody stated it.
func (p *contributionPage) readFrom(c Claim) cell {
	if c.Derived != nil {
		return plain(p.say("contribution.derived."+c.Derived.Fulfils, "match", c.Derived.Match))
	}
	return drawn(p.cited(c.Cited))
}

func (p *contributionPage) claims() table {
	t := table{
		caption: p.count("contribution.claims.caption", len(p.c.Claims)), class: "ids",
		columns: []column{
			{name: p.say("contribution.statement")},
			{name: p.say("rows.event")},
			{name: p.say("rows.date")},
			{name: p.say("field.item")},
			{name: p.say("rows.said"), number: true},
			{name: p.say("field.converted"), number: true},
			{name: p.say("contribution.read")},
		},
	}
	for _, c := range p.sorted() {
		id := drawn(p.claimHeading(c))
		t.rows = append(t.rows, row{cells: []cell{
			id, plain(p.event(c.Event)), under(plain(p.period(period(&c.Entry))), saidDate(&c.Entry)), under(plain(c.Item), quantity(p.page, c.Quantity)),
			p.value(c.Value), p.value(c.Converted), p.readFrom(c),
		}})
	}
	return t
}

// saidDate is a date as its source wrote it, where that is another than the one read.
func saidDate(e *pledge.Entry) string {
	if e.Period == "" || e.Period == e.Date {
		return ""
	}
	return "“" + e.Date + "”"
}

// value is an amount as it was said, or its mark with the word that stood there.
func (p page) value(v *pledge.Value) cell {
	switch {
	case v == nil:
		return unknown(p.say("mark.none"))
	case v.Mark != "":
		return under(unknown(p.mark(v.Mark)), v.Said)
	}
	a, err := money.Parse(v.Amount)
	if err != nil {
		return plain(string(v.Currency) + " " + v.Amount)
	}
	return plain(p.exactly(money.Money{Amount: a, Currency: v.Currency}))
}

// quantity is a count as it was said: "12 pieces", or its mark.
func quantity(p page, q *pledge.Quantity) string {
	switch {
	case q == nil:
		return ""
	case q.Mark != "":
		if q.Said != "" {
			return q.Said
		}
		return p.mark(q.Mark)
	}
	text := q.Number
	if a, err := money.Parse(q.Number); err == nil {
		text = p.grouped(a.Canonical())
	}
	if q.Unit != "" {
		text += " " + q.Unit
	}
	return text
}
