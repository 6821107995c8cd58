package web

import (
	"net/http"
	"slices"
	"strconv"

	"muster"
	"muster/money"
	"muster/pledge"
	"muster/sheet"

	"github.com/a-h/templ"
)

// fieldFate chooses among the contributions that moved, fieldAgainst the edition compared with.
const (
	fieldFate    = "fate"
	fieldAgainst = "against"
)

// largest is how many contributions a release note names for each measure; all stand on a page of
// their own, so many at a time.
const (
	largest   = 10
	movedEach = 100
)

// note is a release note in words.
type note struct {
	page
	r       pledge.Release
	e       EditionLine
	against string // the edition compared with, where it is asked for
}

// changesPath is the list of all contributions that moved.
func (p page) changesPath(e EditionLine) string {
	return p.to("/sources/" + segment(string(e.ID)) + "/changes")
}

// moves is the list of all contributions that moved, against the edition that the note speaks of.
func (n note) moves() string {
	if n.against == "" {
		return n.changesPath(n.e)
	}
	return addTo(n.changesPath(n.e), fieldAgainst, n.against)
}

// againstField chooses the edition to compare with.
func againstField(p page, e EditionAccount, asked string) field {
	f := field{name: fieldAgainst, label: p.say("note.against"), value: asked}
	if e.Previous == "" {
		f.options = []option{{"", p.say("note.against.none")}}
	} else if asked == "" {
		f.value = string(e.Previous)
	}
	for _, o := range e.Others {
		f.options = append(f.options, option{string(o.ID), o.Label})
	}
	return f
}

// label is the edition compared with.
func (n note) before() string {
	if n.r.Before == nil {
		return ""
	}
	return n.r.Before.Label
}

// counts says what became of contributions, each count leading to them.
func (n note) counts() templ.Component {
	c := n.r.Edition.Change
	pairs := []any{"before", link(n.editionPath(n.r.Before.ID), n.r.Before.Label), "same", n.count("fate.count.same", c.Same)}
	for _, f := range pledge.Fates {
		key := "fate.count." + string(f)
		text := n.count(key, changeOf(c, f))
		if changeOf(c, f) == 0 {
			pairs = append(pairs, string(f), text)
			continue
		}
		pairs = append(pairs, string(f), link(addTo(n.moves(), fieldFate, string(f)), text))
	}
	if !c.Comparable {
		return n.rich("note.counts.content", pairs...)
	}
	return n.rich("note.counts", pairs...)
}

// total is a sum by a measure in one edition, leading to its rows.
func (n note) total(b pledge.Bridge, a money.Amount, label string) templ.Component {
	return strong(n.entriesPath(entriesQuery{series: muster.SeriesID(n.e.About), measure: b.Event, edition: label}), n.said(b, a))
}

// said is an amount in a sentence, "EUR 1.13 bn"; a small one to the cent, lest it look like nothing.
func (n note) said(b pledge.Bridge, a money.Amount) string {
	m := money.Money{Amount: a, Currency: b.Currency}
	if a.Abs().Cmp(money.New(100_000, 0)) < 0 {
		return n.money(m)
	}
	return n.unitFor(m).full(a)
}

// way is the sentence that says which way a total moved.
func (n note) way(b pledge.Bridge) templ.Component {
	d := b.Difference()
	key := "note.same"
	switch d.Sign() {
	case 1:
		key = "note.more"
	case -1:
		key = "note.less"
	}
	return n.rich(key, "event", upperFirst(n.event(b.Event)), "before", n.total(b, b.Before, n.before()), "after", n.total(b, b.After, n.e.Label), "difference", n.said(b, d.Abs()), "edition", n.before())
}

// steps says what each fate adds, largest first: "61 new contributions add EUR 2.1 bn".
func (n note) steps(b pledge.Bridge) string {
	var list []string
	fates := slices.Clone(pledge.Fates)
	slices.SortStableFunc(fates, func(x, y pledge.Fate) int { return b.Steps[y].Amount.Abs().Cmp(b.Steps[x].Amount.Abs()) })
	for _, f := range fates {
		s := b.Steps[f]
		if s.Contributions == 0 {
			continue
		}
		key := "note.step.add"
		switch s.Amount.Sign() {
		case -1:
			key = "note.step.take"
		case 0:
			key = "note.step.nothing"
		}
		list = append(list, n.count(key, s.Contributions, "fate", n.say("fate.word."+string(f)), "amount", n.said(b, s.Amount.Abs())))
	}
	if len(list) == 0 {
		return ""
	}
	return upperFirst(n.list(list)) + "."
}

// bridge is the way from one total to the next as a table.
func (n note) bridge(b pledge.Bridge) table {
	t := table{class: "slim", caption: n.say("note.bridge", "event", n.event(b.Event)), columns: []column{
		{name: n.say("note.what")}, {name: n.say("note.contributions"), number: true}, {name: string(b.Currency), number: true},
	}}
	entries := func(label string) string {
		return n.entriesPath(entriesQuery{series: muster.SeriesID(n.e.About), measure: b.Event, edition: label})
	}
	t.rows = append(t.rows, row{cells: []cell{plain(n.before()), {}, linked(n.centsOf(b.Before, b.Currency), entries(n.before()))}})
	for _, f := range pledge.Fates {
		s := b.Steps[f]
		path := addTo(addTo(n.moves(), fieldFate, string(f)), fieldMeasure, string(b.Event))
		c := []cell{plain(n.say("fate." + string(f))), plain("0"), plain(n.signedCents(s.Amount, b.Currency))}
		if s.Contributions > 0 {
			c[1], c[2] = linked(n.num(s.Contributions), path), coloured(linked(n.signedCents(s.Amount, b.Currency), path), sideClass(s.Amount))
		}
		t.rows = append(t.rows, row{cells: c})
	}
	if !b.Rest.IsZero() {
		t.rows = append(t.rows, row{cells: []cell{plain(n.say("note.rest")), {}, plain(n.signedCents(b.Rest, b.Currency))}})
	}
	t.total = []cell{plain(n.e.Label), {}, linked(n.centsOf(b.After, b.Currency), entries(n.e.Label))}
	return t
}

func (w *words) centsOf(a money.Amount, c money.Currency) string {
	return w.cents(money.Money{Amount: a, Currency: c})
}

// signedCents is an amount to the cent with a plus or a minus before it.
func (w *words) signedCents(a money.Amount, c money.Currency) string {
	if a.Sign() > 0 {
		return "+" + w.centsOf(a, c)
	}
	return w.centsOf(a, c)
}

// moved is a table of contributions and what each adds to a difference.
func (p note) moved(caption string, currency money.Currency, list []pledge.Moved) table {
	t := table{caption: caption, columns: []column{
		{name: p.say("note.contribution")},
		{name: p.say("note.became")},
		{name: p.say("rows.donor")},
		{name: p.say("rows.type")},
		{name: p.say("note.side", "edition", p.before(), "currency", string(currency)), number: true},
		{name: p.say("note.side", "edition", p.e.Label, "currency", string(currency)), number: true},
		{name: p.say("note.difference", "currency", string(currency)), number: true},
	}}
	amount := func(a *money.Amount, there bool) cell {
		switch {
		case a != nil:
			return plain(p.centsOf(*a, currency))
		case there:
			return unknown(p.say("mark.none"))
		}
		return cell{text: "–", aside: p.say("note.notthere")}
	}
	for _, m := range list {
		edition := p.e.Label
		if m.Fate == pledge.IsGone {
			edition = p.before()
		}
		t.rows = append(t.rows, row{cells: []cell{
			linked(m.Contribution, p.contributionSaid(m.Contribution, edition)), plain(p.say("fate.word." + string(m.Fate))), linked(m.Name, p.partyPath(m.Party)), plain(m.Type),
			amount(m.Before, m.Fate != pledge.IsNew), amount(m.After, m.Fate != pledge.IsGone), coloured(plain(p.signedCents(m.Difference, currency)), sideClass(m.Difference)),
		}})
	}
	return t
}

// top is the largest differences of a measure.
func (n note) top(b pledge.Bridge) table {
	return n.moved(n.say("note.largest", "n", strconv.Itoa(min(largest, len(b.Moved))), "all", n.num(len(b.Moved))), b.Currency, b.Moved[:min(largest, len(b.Moved))])
}

// changesPage is all contributions that moved between two editions.
type changesPage struct {
	note
	f       filter
	shown   []pledge.Moved
	measure pledge.Bridge // the measure shown
	paging  paging
	list    table
	sum     money.Amount
}

func (s *site) changes(w http.ResponseWriter, r *http.Request) {
	v := r.URL.Query()
	e, err := s.src.Edition(r.Context(), given(v, fieldKnown), muster.ID(printable(r.PathValue("id"))))
	if err != nil {
		s.fail(w, r, err, way{"/sources", s.words.say("nav.sources")})
		return
	}
	p := &changesPage{note: note{page: s.pageAt(r, s.words.say("changes.title", "edition", e.Label), "sources", e.Moment), e: e.EditionLine}}
	p.quick = true
	against := againstField(p.page, e, printable(given(v, fieldAgainst)))
	if p.against = given(v, fieldAgainst); against.stray() {
		p.f = p.filter(against)
		s.show(w, r, http.StatusBadRequest, p.whole())
		return
	}
	if p.r, err = s.src.Release(r.Context(), given(v, fieldKnown), e.ID, muster.ID(p.against)); err != nil {
		s.fail(w, r, err, way{p.editionPath(e.ID), e.Label})
		return
	}
	if p.choose(against); len(p.f.refused) > 0 {
		s.show(w, r, http.StatusBadRequest, p.whole())
		return
	}
	if s.file(w, r, p.moment, "changes-"+fileName(p.e.Label), p.export()) {
		return
	}
	g, from, to := p.pagesOf(len(p.shown), movedEach, pageAsked(v.Get(fieldPage)))
	p.paging = g
	p.list = p.moved(p.say("changes.caption", "from", strconv.Itoa(from+1), "to", strconv.Itoa(to), "n", p.num(len(p.shown))), p.measure.Currency, p.shown[from:to])
	p.list.total = []cell{plain(p.say("parties.all", "n", p.num(len(p.shown)))), {}, {}, {}, {}, {}, plain(p.signedCents(p.sum, p.measure.Currency))}
	s.show(w, r, http.StatusOK, p.whole())
}

// choose reads which measure and fate are asked for; the first measure where none is.
func (p *changesPage) choose(against field) {
	v := p.params()
	measure, fate := given(v, fieldMeasure), given(v, fieldFate)
	fates := []option{{"", p.say("filter.any")}}
	for _, f := range pledge.Fates {
		fates = append(fates, option{string(f), p.say("fate.word." + string(f))})
	}
	measures := []option{}
	for _, b := range p.r.Bridges {
		o := option{string(b.Event), p.event(b.Event)}
		if key := string(b.Event) + " " + string(b.Currency); p.several(b.Event) {
			o = option{key, p.event(b.Event) + ", " + string(b.Currency)}
		}
		measures = append(measures, o)
		if p.measure.Event == "" && (measure == "" || measure == o.value || measure == string(b.Event)) {
			p.measure = b
			measure = o.value
		}
	}
	p.f = p.filter(
		against,
		field{name: fieldMeasure, label: p.say("changes.measure"), value: measure, options: measures},
		field{name: fieldFate, label: p.say("note.became"), value: fate, options: fates},
	)
	var sum money.Sum
	for _, m := range p.measure.Moved {
		if fate == "" || string(m.Fate) == fate {
			p.shown = append(p.shown, m)
			sum.AddAmount(m.Difference)
		}
	}
	p.sum = sum.Total()
}

// filter asks with fields, and says which of them were handed what they do not offer.
func (p *changesPage) filter(fields ...field) filter {
	return withRefusals(filter{action: "/sources/" + segment(string(p.e.ID)) + "/changes", label: p.say("changes.filter"), keep: []way{{fieldKnown, p.asked}}, fields: fields})
}

// withRefusals says what is wrong with a filter's choices.
func withRefusals(f filter) filter {
	for _, x := range f.fields {
		if x.stray() {
			f.refused = append(f.refused, &muster.Error{Kind: muster.KindInvalid, Field: x.name, Why: notOffered(x)})
		}
	}
	return f
}

// several says that a measure comes in more than one currency.
func (p *changesPage) several(e pledge.Event) bool {
	n := 0
	for _, b := range p.r.Bridges {
		if b.Event == e {
			n++
		}
	}
	return n > 1
}

func (p *changesPage) export() sheet.Export {
	return sheet.Export{
		Name: p.say("changes.sheet"), About: p.about(p.say("about.changes")+" "+p.meansOf(p.measure.Event)+". "+p.fatesMean()+".", p.say("about.difference"),
			[2]string{p.say("figure.source"), p.e.About}, [2]string{p.say("figure.edition"), p.e.Label}, [2]string{p.say("changes.against"), p.before()}),
		Columns: slices.Concat(texts("contribution", "became", "party", "name", "type", "measure", "currency"), numbers("before", "after", "difference"), texts("source", "edition", "against")),
		Rows: func(yield func([]string) bool) {
			for _, m := range p.shown {
				if !yield([]string{
					m.Contribution, string(m.Fate), string(m.Party), m.Name, m.Type, string(p.measure.Event), string(p.measure.Currency), amountCell(m.Before), amountCell(m.After), m.Difference.String(),
					p.e.About, p.e.Label, p.before(),
				}) {
					return
				}
			}
		},
	}
}
