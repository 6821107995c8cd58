package pledge

import (
	"slices"
	"strings"

	"muster/standing"
)

// Choices answers the same question asked other ways: a window a day later, months inside,
// membership on each entry's date, every other method.
func (p *Part) Choices(v standing.View, name string, q Query) []Choice {
	w, err := p.weighing(v, name, q)
	if err != nil {
		return nil
	}
	var out []Choice
	ask := func(text, query string, other Query) {
		x, err := p.weighing(v, name, other)
		if err != nil {
			return
		}
		t := x.tally()
		if t.entries == 0 {
			return
		}
		out = append(out, Choice{Text: text, Query: query, Counted: Money{Amount: t.total.Total(), Currency: x.terms.Floor.Currency}})
	}
	later := q
	from, to := w.window.From+1, w.window.To+1
	later.From, later.To = &from, &to
	ask("window a day later", "from="+from.String()+"&to="+to.String(), later)
	if !w.inside {
		inside := q
		inside.MonthsInside = true
		ask("with rows dated only to a month inside the window", "months-inside=yes", inside)
	}
	if !w.byEntry {
		entry := q
		entry.Membership = EntryDate
		ask("members on each entry's own date", "membership="+EntryDate, entry)
	}
	for _, m := range p.Methods(v) {
		if m.Name != w.method.Name && m.Series == w.method.Series && w.speaksOf(m.Types) {
			other := q
			other.Method = m.Name
			ask(m.Text, "method="+m.Name, other)
		}
	}
	return slices.DeleteFunc(out, func(c Choice) bool { return strings.TrimSpace(c.Text) == "" })
}

// speaksOf reports whether the edition weighed has rows of each of these types: a method over types
// that it lacks would give the answer of another question.
func (w *weighing) speaksOf(types []string) bool {
	has := map[uint16]bool{}
	w.rows(func(_ uint32, b *block, i int) { has[b.kind[i]] = true })
	for _, t := range types {
		if n, ok := w.p.types.find(t); !ok || !has[uint16(n)] {
			return false
		}
	}
	return true
}
