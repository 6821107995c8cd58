package web

import (
	"cmp"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"muster"
	"muster/money"
	"muster/party"
	"muster/pledge"
	"muster/sheet"
)

// fieldKind asks for parties of one kind only.
const fieldKind = "kind"

// partiesEach is how many parties stand on a page.
const partiesEach = 100

// partiesPage is the list of parties.
type partiesPage struct {
	page
	measured
	all    Parties
	shown  []PartyLine // after the filter, in order
	f      filter
	sorted string
	paging paging
	list   table
	spoken int // of all, of whom the source speaks
}

func (s *site) parties(w http.ResponseWriter, r *http.Request) {
	v := r.URL.Query()
	all, err := s.src.Parties(r.Context(), given(v, fieldKnown), muster.SeriesID(given(v, fieldSource)))
	refused := muster.Refusals(err)
	if err != nil && statusOf(refused) != http.StatusBadRequest {
		s.fail(w, r, err)
		return
	}
	p := &partiesPage{page: s.pageAt(r, s.words.say("nav.parties"), "parties", all.Moment), all: all}
	p.here, p.quick = true, true
	keep := p.choose(refused)
	if len(p.f.refused) > 0 {
		s.show(w, r, http.StatusBadRequest, p.whole())
		return
	}
	p.order(keep, v.Get(fieldSort))
	if s.file(w, r, p.moment, "parties", p.export()) {
		return
	}
	p.fill(pageAsked(v.Get(fieldPage)))
	s.show(w, r, http.StatusOK, p.whole())
}

// choose reads the filter and returns which parties pass it.
func (p *partiesPage) choose(refused []*muster.Error) (keep func(PartyLine) bool) {
	v := p.params()
	kind, group, words := given(v, fieldKind), muster.PartyID(given(v, fieldGroup)), given(v, fieldText)
	p.f = filter{action: "/parties", label: p.say("parties.filter"), refused: refused, keep: []way{{fieldKnown, p.asked}, {fieldSort, given(v, fieldSort)}}}
	kinds := []option{{"", p.say("filter.any")}, {"state", p.say("kind.state")}, {"institution", p.say("kind.institution")}, {"fund", p.say("kind.fund")}}
	groups := []option{{"", p.say("filter.any")}}
	for _, g := range p.all.Groups {
		groups = append(groups, option{string(g.ID), g.Name})
	}
	p.f.fields = []field{
		{name: fieldText, label: p.say("filter.text"), value: words, example: "Türkiye"},
		{name: fieldKind, label: p.say("parties.kind"), value: kind, options: kinds},
		{name: fieldGroup, label: p.say("parties.group"), value: string(group), options: groups},
	}
	if asked := given(v, fieldSource); len(p.all.All) > 1 || asked != "" {
		p.f.fields = append(p.f.fields, p.seriesField(p.all.All, cmp.Or(asked, string(p.all.Series))))
	}
	for _, x := range p.f.fields[1:3] {
		if x.stray() && len(refused) == 0 {
			p.f.refused = append(p.f.refused, &muster.Error{Kind: muster.KindInvalid, Field: x.name, Why: notOffered(x)})
		}
	}
	if kind != "" || group != "" || words != "" {
		p.f.reset = p.to("/parties")
	}
	folded := party.FoldName(words)
	return func(l PartyLine) bool {
		return (kind == "" || l.Kind == kind) && (group == "" || slices.Contains(l.Groups, group)) && (folded == "" || l.named(folded))
	}
}

// seriesField chooses the source whose numbers stand beside the names.
func (p page) seriesField(all []muster.SeriesID, value string) field {
	f := field{name: fieldSource, label: p.say("parties.source"), value: value, options: []option{}}
	for _, s := range all {
		f.options = append(f.options, option{string(s), string(s)})
	}
	return f
}

// notOffered says of a choice that it was handed something else than what it offers.
func notOffered(x field) string {
	var accepted []string
	for _, o := range x.options {
		if o.value != "" {
			accepted = append(accepted, o.value)
		}
	}
	return fmt.Sprintf("found %q; accepted are %s", x.value, strings.Join(accepted, ", "))
}

// named says that one of a party's names holds a text, both folded.
func (l PartyLine) named(folded string) bool {
	for _, n := range append([]string{string(l.ID), l.Name, l.ISO2, l.ISO3}, l.Aliases...) {
		if strings.Contains(party.FoldName(n), folded) {
			return true
		}
	}
	return false
}

// order filters and sorts.
func (p *partiesPage) order(keep func(PartyLine) bool, asked string) {
	var sums []Sums
	for _, l := range p.all.List {
		if keep(l) {
			p.shown = append(p.shown, l)
		}
		if len(l.Given) > 0 {
			p.spoken++
			sums = append(sums, l.Given)
		}
	}
	p.measured = p.measuredBy(p.all.Tally, sums...)
	usual := "name"
	if m := p.all.mainMeasure(); m != "" {
		usual = "-" + string(m)
	}
	p.sorted = sortOf(asked, usual, p.columns())
	key, falling := strings.TrimPrefix(p.sorted, "-"), strings.HasPrefix(p.sorted, "-")
	slices.SortStableFunc(p.shown, func(a, b PartyLine) int {
		c, last := p.compare(a, b, key)
		if falling && !last {
			c = -c
		}
		return cmp.Or(c, cmp.Compare(party.FoldName(a.Name), party.FoldName(b.Name)))
	})
}

// compare orders two parties by a column; last says that one has no value there and so stands below
// the other whatever the order.
func (p *partiesPage) compare(a, b PartyLine, key string) (c int, last bool) {
	switch key {
	case "name":
		return cmp.Compare(party.FoldName(a.Name), party.FoldName(b.Name)), false
	case "kind":
		return cmp.Compare(a.Kind, b.Kind), false
	case "iso":
		return cmp.Compare(a.ISO2, b.ISO2), false
	}
	x, okX := p.of(a.Given, pledge.Event(key))
	y, okY := p.of(b.Given, pledge.Event(key))
	switch {
	case okX && okY:
		return x.Amount.Cmp(y.Amount), false
	case okX:
		return -1, true
	case okY:
		return 1, true
	}
	return len(b.Given) - len(a.Given), true // what the source speaks of at all comes first
}

func (p *partiesPage) columns() []column {
	cs := []column{
		{name: p.say("parties.name"), sort: "name"},
		{name: p.say("parties.kind"), sort: "kind"},
		{name: p.say("parties.iso"), sort: "iso"},
		{name: p.say("parties.groups")},
	}
	return append(cs, p.measureColumns(p.measured, true)...)
}

// groupName is a group's name, or its id where it has none.
func (p *partiesPage) groupName(id muster.PartyID) string {
	for _, g := range p.all.Groups {
		if g.ID == id {
			return g.Name
		}
	}
	return string(id)
}

func (p *partiesPage) groupNames(ids []muster.PartyID) string {
	var names []string
	for _, id := range ids {
		names = append(names, p.groupName(id))
	}
	return strings.Join(names, ", ")
}

// fill makes the table of one page, with the sums of all that pass the filter.
func (p *partiesPage) fill(at int) {
	g, from, to := p.pagesOf(len(p.shown), partiesEach, at)
	p.paging = g
	p.list = table{columns: p.columns(), sorted: p.sorted, caption: p.say("parties.caption", "n", strconv.Itoa(len(p.shown)), "from", strconv.Itoa(from+1), "to", strconv.Itoa(to))}
	for _, l := range p.shown[from:to] {
		cells := []cell{linked(l.Name, p.sourced(p.partyPath(l.ID))), plain(p.kindWord(l.Kind)), plain(strings.TrimSpace(l.ISO2 + " " + l.ISO3)), plain(p.groupNames(l.Groups))}
		for _, e := range p.measures {
			if len(l.Given) == 0 {
				cells = append(cells, unknown(p.say("mark.not_covered")))
				continue
			}
			cells = append(cells, p.sumCell(p.measured, l.Given, e, p.entriesPath(entriesQuery{series: p.all.Series, measure: e, donor: l.ID})))
		}
		p.list.rows = append(p.list.rows, row{cells: cells})
	}
	if len(p.measures) > 0 && len(p.shown) > 1 {
		p.list.total = []cell{plain(p.say("parties.all", "n", strconv.Itoa(len(p.shown)))), {}, {}, {}}
		for _, e := range p.measures {
			p.list.total = append(p.list.total, plain(p.cell(sumIn(p.measured, p.shown, e))))
		}
	}
}

// sumIn is what parties come to by a measure, in a page's currency.
func sumIn(m measured, list []PartyLine, e pledge.Event) money.Amount {
	var sum money.Sum
	for _, l := range list {
		if a, ok := m.of(l.Given, e); ok {
			sum.AddAmount(a.Amount)
		}
	}
	return sum.Total()
}

// sourced keeps the source that was asked for on a link to a party.
func (p page) sourced(path string) string {
	if s := given(p.params(), fieldSource); s != "" {
		return addTo(path, fieldSource, s)
	}
	return path
}

func (p page) kindWord(kind string) string {
	if key := "kind." + kind; p.has(key) {
		return p.say(key)
	}
	return kind
}

// export is the list as shown, with every digit.
func (p *partiesPage) export() sheet.Export {
	return sheet.Export{
		Name: p.say("nav.parties"), About: p.about(p.say("about.parties")+" "+p.meansOfAll(p.measures), p.say("about.sums"), p.tallyFacts(p.all.Tally)...),
		Columns: slices.Concat(texts("party", "name", "kind", "iso2", "iso3", "groups", "source", "edition", "measure"),
			numbers("amount"), texts("currency"), numbers("entries", "without_amount"), texts("mark")),
		Rows: lazily(func() (rows [][]string) {
			for _, l := range p.shown {
				head := []string{string(l.ID), l.Name, l.Kind, l.ISO2, l.ISO3, p.groupNames(l.Groups), string(p.all.Series), p.all.Edition}
				for _, e := range p.measures {
					if len(l.Given) == 0 {
						rows = append(rows, append(slices.Clone(head), string(e), "", "", "0", "0", string(pledge.NotCovered)))
					}
					for _, a := range l.Given[e] {
						rows = append(rows, append(slices.Clone(head), string(e), a.forFile(), string(a.Currency), strconv.Itoa(a.Entries), strconv.Itoa(a.Partial), ""))
					}
				}
				if len(p.measures) == 0 {
					rows = append(rows, append(head, "", "", "", "0", "0", ""))
				}
			}
			return rows
		}),
	}
}

// forFile is a sum for a file; empty where no entry has an amount.
func (a Amount) forFile() string {
	if a.Partial == a.Entries {
		return ""
	}
	return a.Amount.String()
}

// tallyFacts say in which edition of which source sums are counted.
func (p page) tallyFacts(t Tally) [][2]string {
	if t.Edition == "" {
		return [][2]string{{p.say("figure.edition"), p.say("mark.none")}}
	}
	return [][2]string{
		{p.say("figure.source"), string(t.Series)},
		{p.say("figure.edition"), p.say("figure.latest", "edition", t.Edition)},
		{p.say("about.publisher"), t.Cite},
		{p.say("figure.value"), p.say("figure.rate.source")},
		{p.say("figure.unit"), p.say("figure.unit.text")},
	}
}
