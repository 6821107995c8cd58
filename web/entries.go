package web

import (
	"math"
	"net/http"
	"slices"
	"strings"

	"muster"
	"muster/money"
	"muster/pledge"
	"muster/sheet"
)

// entriesPage is the entries that a figure, or one number of it, is made of.
type entriesPage struct {
	figureWords
	entries *EntryList
	from    int // the first one shown, from 0
	table   table
	at      paging
}

// figureWords says of which figure a page speaks.
type figureWords struct {
	page
	q      *question
	ledger Ledger
}

// ledgerOf finds the series that a question asks for.
func ledgerOf(q *question, ledgers []Ledger) Ledger {
	for _, l := range ledgers {
		if l.Series == q.Series {
			return l
		}
	}
	return Ledger{}
}

func (s *site) entries(w http.ResponseWriter, r *http.Request) {
	ledgers, m, err := s.src.Ledgers(r.Context(), given(r.URL.Query(), fieldKnown))
	if err != nil {
		s.fail(w, r, err)
		return
	}
	q := readQuestion(r.URL.Query(), ledgers)
	if len(q.refused) > 0 {
		s.fail(w, r, q.refused[0])
		return
	}
	order := given(r.URL.Query(), fieldSort)
	page, each := pageAsked(given(r.URL.Query(), fieldPage)), perPage
	from := (max(page, 1) - 1) * each
	if given(r.URL.Query(), fieldFormat) != "" {
		from, each = 0, math.MaxInt32
	}
	p := &entriesPage{figureWords: figureWords{q: q, ledger: ledgerOf(q, ledgers), page: s.pageAt(r, "", "explore", m)}}
	p.quick = true
	if p.spread, err = s.lay(r); err != nil {
		s.fail(w, r, err)
		return
	}
	q.Layer = p.over
	if len(ledgers) > 0 {
		if p.entries, err = s.src.Entries(r.Context(), q.known, q.PositionQuery, order, from, each); err != nil {
			s.fail(w, r, err)
			return
		}
		p.moment = p.entries.Moment
		if s.file(w, r, p.moment, "entries", p.export()) {
			return
		}
		p.at, p.from, _ = p.pagesOf(p.entries.Total, perPage, page)
		p.table = p.rows(order)
	}
	p.title = p.heading()
	s.show(w, r, http.StatusOK, p.whole())
}

// donorName is a donor's name, where the ledger knows it.
func (p figureWords) donorName(id string) string {
	for _, d := range p.ledger.Donors {
		if string(d.ID) == id {
			return d.Name
		}
	}
	return id
}

func (p figureWords) groupName(id muster.PartyID) string {
	for _, g := range p.ledger.Groups {
		if g.ID == id {
			return g.Name
		}
	}
	return string(id)
}

// valueWord is a value of a dimension as people read it.
func (p figureWords) valueWord(d pledge.Dim, id string) string {
	switch d {
	case pledge.ByDonor:
		return p.donorName(id)
	case pledge.ByType:
		return p.kindOf(id)
	case pledge.ByEvent:
		return p.event(pledge.Event(id))
	case pledge.ByYear, pledge.ByMonth:
		if id == "" {
			return p.say("figure.undated")
		}
		if d == pledge.ByMonth {
			if when, err := muster.ParsePeriod(id); err == nil {
				return p.period(when)
			}
		}
	case pledge.ByContribution:
		if id == "" {
			return p.say("figure.unlisted")
		}
	}
	return id
}

// kindOf is a type of assistance: "military".
func (w *words) kindOf(assistance string) string {
	if key := "type." + assistance; w.has(key) {
		return w.say(key)
	}
	return assistance
}

func (p page) event(e pledge.Event) string {
	if key := "event." + string(e); p.has(key) {
		return p.say(key)
	}
	return string(e)
}

// narrowing lists in words what a figure is narrowed to: "Germany", "military", "July 2024".
func (p figureWords) narrowing() (out []string) {
	for _, f := range onlyFields {
		var words []string
		for _, k := range p.q.Only {
			if k.Dim == f.dim {
				words = append(words, p.valueWord(f.dim, k.ID))
			}
		}
		if len(words) > 3 {
			words = []string{p.count("figure.several."+f.name, len(words))}
		}
		if len(words) > 0 {
			out = append(out, p.list(words))
		}
	}
	if p.q.Group != "" {
		out = append(out, p.say("figure.group", "group", p.groupName(p.q.Group)))
	}
	switch {
	case p.q.From != nil && p.q.To != nil:
		out = append(out, p.say("period.between", "from", p.day(*p.q.From), "to", p.day(*p.q.To-1)))
	case p.q.From != nil:
		out = append(out, p.say("period.after", "day", p.day(*p.q.From)))
	case p.q.To != nil:
		out = append(out, p.say("period.until", "day", p.day(*p.q.To-1)))
	}
	return out
}

func (p *entriesPage) heading() string {
	return p.say("entries.heading", "what", strings.Join(append(p.narrowing(), p.event(p.q.Event)), " · "))
}

// sums says what the entries come to, currency by currency.
func (p *entriesPage) sums() string {
	var out []string
	for _, s := range p.entries.Sums {
		if s.Entries > s.Partial {
			out = append(out, p.exactly(money.Money{Amount: s.Amount, Currency: s.Currency}))
		}
	}
	if len(out) == 0 {
		return ""
	}
	return p.list(out)
}

// unvalued is how many entries have no value that could be added.
func (p *entriesPage) unvalued() (n int) {
	for _, s := range p.entries.Sums {
		n += s.Partial
	}
	return n
}

func (p *entriesPage) rows(order string) table {
	t := table{
		caption: p.say("rows.caption", "from", p.num(p.from+1), "to", p.num(p.from+len(p.entries.Lines)), "n", p.num(p.entries.Total)),
		sorted:  order,
		columns: []column{
			{name: p.say("rows.statement"), sort: "statement"},
			{name: p.say("rows.date"), sort: "date"},
			{name: p.say("rows.donor"), sort: "donor"},
			{name: p.say("rows.type")},
			{name: p.say("rows.said"), number: true},
			{name: p.say("entries.adds"), number: true, sort: "amount"},
		},
	}
	if t.sorted == "" {
		t.sorted = "date"
	}
	for _, l := range p.entries.Lines {
		t.rows = append(t.rows, row{cells: []cell{
			{part: p.entryHeading(l)},
			{text: p.period(l.Period)},
			linked(l.Name, p.partyPath(l.Party)),
			plain(p.valueWord(pledge.ByType, l.Type)),
			p.saidCell(l),
			p.addsCell(l),
		}})
	}
	return t
}

// leftOutAnchor is where the entries stand that a layer keeps out.
const leftOutAnchor = "left-out"

// excluded are the entries that the layer keeps out, as many as a page has of others.
func (p *entriesPage) excluded() table {
	shown := p.entries.Excluded[:min(perPage, len(p.entries.Excluded))]
	t := table{
		caption: p.say("rows.caption", "from", "1", "to", p.num(len(shown)), "n", p.num(len(p.entries.Excluded))),
		columns: []column{
			{name: p.say("rows.statement")},
			{name: p.say("rows.date")},
			{name: p.say("rows.donor")},
			{name: p.say("rows.type")},
			{name: p.say("rows.said"), number: true},
			{name: p.say("layer.wouldadd"), number: true},
		},
	}
	for _, l := range shown {
		t.rows = append(t.rows, row{cells: []cell{
			{part: p.entryHeading(l)}, plain(p.period(l.Period)), linked(l.Name, p.partyPath(l.Party)), plain(p.valueWord(pledge.ByType, l.Type)), p.saidCell(l), p.addsCell(l),
		}})
	}
	return t
}

func (p figureWords) saidCell(l pledge.Line) cell {
	switch {
	case l.Value != nil:
		return plain(p.exactly(*l.Value))
	case l.Mark != "":
		return unknown(p.mark(l.Mark))
	}
	return unknown(p.say("mark.none"))
}

func (p figureWords) addsCell(l pledge.Line) cell {
	if l.Counted == nil {
		return unknown(p.say("rows.unvalued"))
	}
	c := linked(p.money(*l.Counted), p.statementAt(l.Statement))
	if l.Negative {
		c = coloured(c, "dn")
		c.aside = p.say("rows.reduction")
	}
	return c
}

// markWord is the word for a value that is no number.
func (p page) mark(m pledge.Mark) string {
	if key := "mark." + string(m); p.has(key) {
		return p.say(key)
	}
	return string(m)
}

// facts are what the figure is, in pairs of a word and its value: for the page and for files.
func (p figureWords) facts() [][2]string {
	out := [][2]string{
		{p.say("figure.source"), p.ledger.Title},
		{p.say("figure.measure"), p.event(p.q.Event)},
	}
	if p.q.Edition != "" {
		out = append(out, [2]string{p.say("figure.edition"), p.q.Edition})
	} else if len(p.ledger.Editions) > 0 {
		out = append(out, [2]string{p.say("figure.edition"), p.say("figure.latest", "edition", p.standing())})
	}
	if n := p.narrowing(); len(n) > 0 {
		out = append(out, [2]string{p.say("figure.only"), strings.Join(n, "; ")})
	}
	rate := p.say("figure.rate.source")
	if p.q.Rate == pledge.ReferenceRate || p.q.Rate == "" && p.q.Currency != "" {
		rate = p.say("figure.rate.reference", "currency", string(p.q.Currency))
	}
	if p.over != nil {
		out = append(out, [2]string{p.say("layer.one"), p.say("layer.fact", "name", p.over.Name, "digest", p.over.Digest, "rows", p.count("layer.rows", p.over.Len()))})
	}
	return append(out,
		[2]string{p.say("figure.value"), rate},
		[2]string{p.say("figure.unit"), p.say("figure.unit.text")},
	)
}

// fileFacts are the facts of a file, with what is not among its rows.
func (p figureWords) fileFacts(withheld bool, unlisted []pledge.PositionRow) [][2]string {
	out := p.facts()
	if withheld {
		out = append(out, [2]string{p.say("figure.withheld.name"), p.say("figure.withheld")})
	}
	if len(unlisted) > 0 {
		out = append(out, [2]string{p.say("figure.withheld.name"), p.count("figure.unlisted", entriesIn(unlisted), "sum", p.moneyRows(unlisted))})
	}
	return out
}

// laidMethod says how a file's numbers came about, the layer over them included.
func (p page) laidMethod(key string) string {
	if p.over == nil {
		return p.say(key)
	}
	return p.say(key) + " " + p.say("about.layer", "name", p.over.Method())
}

// standing is the label of the edition that stands.
func (p figureWords) standing() string {
	i := slices.IndexFunc(p.ledger.Editions, func(e Edition) bool { return e.Stands })
	if i < 0 {
		return p.say("mark.none")
	}
	return p.ledger.Editions[i].Label
}

var entryColumns = slices.Concat(texts("statement", "contribution", "line", "party", "name", "type", "event"), days("date"),
	numbers("said_amount"), texts("said_currency", "mark"), numbers("adds_amount"), texts("adds_currency"))

func (p *entriesPage) export() sheet.Export {
	return p.laidExport(p.entries.Laid, sheet.Export{Name: p.say("entries.sheet"), Columns: entryColumns, About: p.about(p.meansOf(p.q.Event), p.laidMethod("about.entries"), p.fileFacts(p.entries.Withheld, p.entries.Unlisted)...), Rows: func(yield func([]string) bool) {
		for _, l := range p.entries.Lines {
			said, saidIn := moneyCells(l.Value)
			adds, addsIn := moneyCells(l.Counted)
			if !yield([]string{
				string(l.Statement), l.Contribution, l.Line, string(l.Party), l.Name, l.Type, string(l.Event), l.Period.String(),
				said, saidIn, string(l.Mark), adds, addsIn,
			}) {
				return
			}
		}
	}}, func(i int) string { return p.judgedWords(p.entries.Lines[i].Judged, p.entries.Lines[i].Said) })
}
