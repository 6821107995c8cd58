package web

import (
	"slices"

	"muster"
	"muster/money"
	"muster/pledge"
)

// entriesQuery says which rows of the ledger stand behind a number.
type entriesQuery struct {
	series         muster.SeriesID
	measure        pledge.Event
	donor          muster.PartyID
	kind           string // type of assistance
	year, month    string // "2024", "2024-07"; for these three "none" means those that say none
	group          muster.PartyID
	from, to       string // days
	edition        string // label; empty: what stands
	currency, rate string
}

// entriesPath is the address of the rows behind a number.
func (p page) entriesPath(q entriesQuery) string {
	return p.to("/entries", fieldSource, string(q.series), "measure", string(q.measure), "donor", string(q.donor), "type", q.kind,
		"year", q.year, "month", q.month, "group", string(q.group), "from", q.from, "to", q.to, "edition", q.edition,
		"currency", q.currency, "rate", q.rate)
}

// contributionPath is the address of one contribution.
func (p page) contributionPath(id string) string { return p.to("/contributions/" + segment(id)) }

// contributionSaid is the address of one contribution as an edition has it; empty: what stands.
func (p page) contributionSaid(id, edition string) string {
	if edition == "" {
		return p.contributionPath(id)
	}
	return addTo(p.contributionPath(id), fieldEdition, edition)
}

// partyPath is the address of one party.
func (p page) partyPath(id muster.PartyID) string { return p.to("/parties/" + segment(string(id))) }

// editionPath is the address of one edition.
func (p page) editionPath(id muster.ID) string { return p.to("/sources/" + segment(string(id))) }

// measured is how a page shows amounts by measure: in one currency and unit, so that they can be
// compared down a column; what is in another currency stands below in words.
type measured struct {
	unit
	measures []pledge.Event
}

// measuredBy chooses the currency that most entries are in, and the unit that fits the largest sum.
func (w *words) measuredBy(t Tally, all ...Sums) measured {
	entries, most := map[money.Currency]int{}, money.Money{Currency: "EUR"}
	for _, s := range all {
		for _, list := range s {
			for _, a := range list {
				entries[a.Currency] += a.Entries
			}
		}
	}
	for c, n := range entries {
		if best := entries[most.Currency]; n > best || n == best && c < most.Currency {
			most.Currency = c
		}
	}
	for _, s := range all {
		for _, list := range s {
			for _, a := range list {
				if a.Currency == most.Currency && a.Amount.Abs().Cmp(most.Amount) > 0 {
					most.Amount = a.Amount.Abs()
				}
			}
		}
	}
	return measured{w.unitFor(most), t.Measures}
}

// of is a sum in the page's currency; not ok where there is none, or no entry of it has an amount.
func (m measured) of(s Sums, e pledge.Event) (Amount, bool) {
	for _, a := range s[e] {
		if a.Currency == m.currency {
			return a, a.Partial < a.Entries
		}
	}
	return Amount{}, false
}

// sumCell is a sum as a table shows it, leading to its rows.
func (p page) sumCell(m measured, s Sums, e pledge.Event, href string) cell {
	if len(s[e]) == 0 {
		return unknown(p.say("sums.none"))
	}
	c := cell{href: href}
	if a, ok := m.of(s, e); ok {
		c.text = m.cell(a.Amount)
		if a.Partial > 0 {
			c.small = p.count("sums.partial", a.Partial)
		}
	} else {
		c.text, c.class = p.say("mark.none"), "nc"
	}
	var others []string
	for _, a := range s[e] {
		if a.Currency != m.currency {
			others = append(others, p.unitFor(a.Money).full(a.Amount))
		}
	}
	if len(others) > 0 {
		slices.Sort(others)
		c.small = p.say("sums.others", "list", p.list(others))
	}
	return c
}

// measureColumns heads a column for each measure.
func (p page) measureColumns(m measured, sorted bool) (list []column) {
	for _, e := range m.measures {
		c := column{name: p.say("sums.heading", "event", upperFirst(p.event(e)), "unit", m.unit.String()), number: true}
		if sorted {
			c.sort = string(e)
		}
		list = append(list, c)
	}
	return list
}

// mainMeasure is the one a list is sorted by: what was allocated, as the pledge counts by it, else
// the first.
func (t Tally) mainMeasure() pledge.Event {
	if slices.Contains(t.Measures, pledge.Allocated) {
		return pledge.Allocated
	}
	if len(t.Measures) > 0 {
		return t.Measures[0]
	}
	return ""
}
