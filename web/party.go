package web

import (
	"net/http"
	"slices"
	"strings"
	"time"

	"muster"
	"muster/figure"

	"github.com/a-h/templ"
)

// partyPage is one party.
type partyPage struct {
	page
	measured
	p Party
}

func (s *site) party(w http.ResponseWriter, r *http.Request) {
	v := r.URL.Query()
	x, err := s.src.Party(r.Context(), given(v, fieldKnown), muster.SeriesID(given(v, fieldSource)), muster.PartyID(printable(r.PathValue("id"))))
	if err != nil {
		s.fail(w, r, err, way{"/parties", s.words.say("nav.parties")})
		return
	}
	p := &partyPage{page: s.pageAt(r, x.Name, "parties", x.Moment), p: x}
	all := []Sums{x.Given}
	for _, part := range x.ByType {
		all = append(all, part.Sums)
	}
	p.measured = p.measuredBy(x.Tally, all...)
	file, name, err := p.exportOf(given(v, fieldTable))
	if err != nil {
		s.fail(w, r, err, way{p.to("/parties/" + segment(string(x.PartyLine.ID))), x.Name})
		return
	}
	if s.file(w, r, p.moment, name, file) {
		return
	}
	s.show(w, r, http.StatusOK, p.whole())
}

// spoken says whether the source speaks of the party at all.
func (p *partyPage) spoken() bool { return len(p.p.Given) > 0 }

// answer is what the party gave by each measure, in a sentence: "EUR 6.93 bn allocated".
func (p *partyPage) answer() templ.Component {
	var said []any
	key := "party.gave.once"
	for _, e := range p.measures {
		a, ok := p.of(p.p.Given, e)
		if !ok {
			continue
		}
		number := strong(p.entriesPath(entriesQuery{series: p.p.Series, measure: e, donor: p.p.PartyLine.ID}), p.full(a.Amount))
		if len(said) == 0 {
			said = []any{"first", number, "event", p.event(e)}
		} else if len(said) == 4 {
			key = "party.gave.twice"
			said = append(said, "second", number, "other", p.event(e))
		}
	}
	if len(said) == 0 {
		return p.rich("party.gave.none", "name", p.p.Name)
	}
	return p.rich(key, append(said, "name", p.p.Name, "edition", link(p.editionPath(p.p.Tally.ID), p.p.Edition), "day", p.day(p.p.DataTo))...)
}

// parts is a table of what the party gave by type, year or month, the main measure drawn.
func (p *partyPage) parts(caption, head string, list []Part, name func(string) string, query func(string) entriesQuery) table {
	list = slices.Clone(list)
	slices.SortStableFunc(list, func(a, b Part) int { // what has no key stands below the rest
		switch {
		case a.Key == "" && b.Key != "":
			return 1
		case b.Key == "" && a.Key != "":
			return -1
		}
		return 0
	})
	main := p.p.mainMeasure()
	bars := figure.Paired{Numbers: p.written(p.power), Width: 200}
	for _, part := range list {
		pair := figure.Pair{}
		if a, ok := p.of(part.Sums, main); ok {
			pair.Value = &a.Amount
		}
		bars.Pairs = append(bars.Pairs, pair)
	}
	scale := bars.Scale()
	t := table{caption: caption, hush: true, columns: append([]column{{name: head}}, p.measureColumns(p.measured, false)...)}
	t.columns = append(t.columns, column{name: p.say("party.drawn", "event", p.event(main)), class: "bars"})
	for i, part := range list {
		cells := []cell{plain(name(part.Key))}
		for _, e := range p.measures {
			q := query(part.Key)
			q.series, q.measure, q.donor = p.p.Series, e, p.p.PartyLine.ID
			cells = append(cells, p.sumCell(p.measured, part.Sums, e, p.entriesPath(q)))
		}
		t.rows = append(t.rows, row{cells: append(cells, drawn(templ.Raw(scale.Row(i))))})
	}
	t.total = []cell{plain(p.say("party.all"))}
	for _, e := range p.measures {
		t.total = append(t.total, p.sumCell(p.measured, p.p.Given, e, p.entriesPath(entriesQuery{series: p.p.Series, measure: e, donor: p.p.PartyLine.ID})))
	}
	t.total = append(t.total, cell{})
	return t
}

func (p *partyPage) byType() table {
	return p.parts(p.say("party.type.caption", "unit", p.unit.String()), p.say("party.type"), p.p.ByType, func(k string) string {
		if k == "" {
			return p.say("party.type.none")
		}
		return upperFirst(p.kindOf(k))
	}, func(k string) entriesQuery { return entriesQuery{kind: orNone(k)} })
}

func (p *partyPage) byYear() table {
	return p.parts(p.say("party.year.caption", "unit", p.unit.String()), p.say("party.year"), p.p.ByYear, p.undated, func(k string) entriesQuery { return entriesQuery{year: orNone(k)} })
}

func (p *partyPage) byMonth() table {
	return p.parts(p.say("party.month.caption", "unit", p.unit.String()), p.say("party.month"), p.p.ByMonth, func(k string) string {
		if t, err := time.Parse("2006-01", k); err == nil {
			return p.month(t)
		}
		return p.undated(k)
	}, func(k string) entriesQuery { return entriesQuery{month: orNone(k)} })
}

// undated names what is dated less finely than a month.
func (p *partyPage) undated(k string) string {
	if k == "" {
		return p.say("party.undated")
	}
	return k
}

// belongs is the table of groups over time.
func (p *partyPage) belongs() table {
	t := table{hush: true, caption: p.say("party.groups.caption", "name", p.p.Name), columns: []column{
		{name: p.say("party.group")}, {name: p.say("party.from")}, {name: p.say("party.until")}, {name: p.say("party.stated")},
	}}
	for _, b := range p.p.Belongs {
		until := p.say("party.still")
		if b.Until != nil {
			until = p.day(*b.Until - 1)
		}
		t.rows = append(t.rows, row{cells: []cell{
			linked(b.Group.Name, p.to("/parties", fieldGroup, string(b.Group.ID))), plain(p.day(b.From)), plain(until), linked(string(b.Statement), p.statementAt(b.Statement)),
		}})
	}
	return t
}

// shares is the party's part of each pledge.
func (p *partyPage) shares() table {
	var t table
	for _, x := range p.p.Shares {
		u := p.unitFor(x.Share.Indicative)
		if t.columns == nil {
			t.caption = p.say("party.shares.caption", "unit", u.String())
			t.columns = []column{
				{name: p.say("party.pledge")},
				{name: p.say("carry.counted"), number: true},
				{name: p.say("carry.share"), number: true},
				{name: p.say("carry.gap"), small: p.say("carry.gap.how"), number: true},
			}
		}
		path := "/pledges/" + segment(x.Name)
		share := p.to(path+"/shares") + "#" + segment(string(x.Share.Party))
		cells := []cell{under(linked(p.recorded(x.Title), p.to(path)), p.recorded(x.Method))}
		if x.Share.Counted == nil {
			cells = append(cells, unknown(p.say("mark."+string(x.Share.Mark))), linked(u.cell(x.Share.Indicative.Amount), share), plain("–"))
		} else {
			gap := x.Share.Gap.Amount.Neg()
			cells = append(cells, linked(u.cell(x.Share.Counted.Amount), p.to(path+"/rows", fieldParty, string(x.Share.Party))),
				linked(u.cell(x.Share.Indicative.Amount), share), coloured(linked(u.signed(gap), share), sideClass(gap)))
		}
		t.rows = append(t.rows, row{cells: cells})
	}
	return t
}

// names lists what else the party is called by.
func (p *partyPage) names() string {
	return strings.Join(p.p.Aliases, " · ")
}
