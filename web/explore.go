package web

import (
	"cmp"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"muster"
	"muster/figure"
	"muster/money"
	"muster/pledge"
	"muster/sheet"
)

// The parameters of Explore, beside those of a figure.
const (
	fieldAcross = "across"
	fieldShow   = "show"
)

// exploreDims are the dimensions that a figure is broken down by here.
var exploreDims = []pledge.Dim{pledge.ByDonor, pledge.ByType, pledge.ByYear, pledge.ByMonth, pledge.ByContribution}

// shows are the ways in which a figure is shown.
var shows = []string{"bars", "lines", "stacked", "heatmap", "world", "europe"}

// explorePage is any position by one dimension or two.
type explorePage struct {
	figureWords
	unit
	filter filter
	by     []pledge.Dim
	show   string
	pos    *pledge.Position
	m      *matrix
	form   figure.Form // nil: it cannot be drawn in the way asked for
	table  table
	at     paging
	from   int
}

func (s *site) explore(w http.ResponseWriter, r *http.Request) {
	v := r.URL.Query()
	ledgers, m, err := s.src.Ledgers(r.Context(), given(v, fieldKnown))
	if err != nil {
		s.fail(w, r, err)
		return
	}
	q := readQuestion(v, ledgers)
	p := &explorePage{figureWords: figureWords{q: q, ledger: ledgerOf(q, ledgers), page: s.pageAt(r, s.words.say("nav.explore"), "explore", m)}}
	p.here, p.quick, p.draws = true, true, true
	if p.spread, err = s.lay(r); err != nil {
		s.fail(w, r, err)
		return
	}
	q.Layer = p.over
	p.dims(given(v, fieldBy), given(v, fieldAcross))
	p.show = p.showAsked(given(v, fieldShow))
	if len(ledgers) > 0 && len(q.refused) == 0 {
		q.By = p.by
		p.pos, p.moment, err = s.src.Figure(r.Context(), q.known, q.PositionQuery)
		if err != nil {
			if q.refused = muster.Refusals(err); statusOf(q.refused) != http.StatusBadRequest {
				s.fail(w, r, err)
				return
			}
		} else {
			p.lay(given(v, fieldSort), pageAsked(given(v, fieldPage)))
			if given(v, fieldFormat) == "svg" {
				if p.form == nil {
					s.fail(w, r, muster.Invalid(fieldShow, p.say("explore.undrawn")))
					return
				}
				s.picture(w, "figure", p.moment, p.form)
				return
			}
			if s.file(w, r, p.moment, "figure", p.export()) {
				return
			}
		}
	}
	p.filter = p.ask(ledgers)
	status := http.StatusOK
	if len(q.refused) > 0 {
		status = http.StatusBadRequest
	}
	s.show(w, r, status, p.whole())
}

// picture sends a drawing as a file of its own.
func (s *site) picture(w http.ResponseWriter, name string, m Moment, f figure.Form) {
	if m.Known > 0 {
		name = fmt.Sprintf("%s-known-%d", name, m.Known)
	}
	s.inLanguage(w)
	sendFile(w, "image/svg+xml", name+".svg", []byte(unmarked(figure.File(f, figure.Wide))))
}

// dims reads what the figure is broken down by; each once.
func (p *explorePage) dims(by, across string) {
	p.by = []pledge.Dim{pledge.ByDonor}
	for i, text := range []string{by, across} {
		if text == "" {
			continue
		}
		d := pledge.Dim(text)
		name := []string{fieldBy, fieldAcross}[i]
		switch {
		case !slices.Contains(exploreDims, d):
			p.q.refuse(name, fmt.Sprintf("found %q; accepted are %s", text, spelled(exploreDims)))
		case i == 0:
			p.by[0] = d
		case d == p.by[0]:
			p.q.refuse(name, p.say("explore.twice"))
		case d == pledge.ByContribution:
			p.q.refuse(name, p.say("explore.toomany"))
		default:
			p.by = append(p.by, d)
		}
	}
}

// showAsked reads how the figure is shown; what is not named is what fits it best.
func (p *explorePage) showAsked(text string) string {
	if text == "" {
		switch {
		case inTime(p.by[0]) && len(p.by) > 1:
			return "stacked"
		case inTime(p.by[0]):
			return "lines"
		case len(p.by) > 1:
			return "heatmap"
		}
		return "bars"
	}
	if !slices.Contains(shows, text) {
		p.q.refuse(fieldShow, fmt.Sprintf("found %q; accepted are %s", text, strings.Join(shows, ", ")))
	}
	return text
}

func (p *explorePage) ask(ledgers []Ledger) filter {
	f := filter{action: "/explore", label: p.say("explore.filter"), reset: p.to("/explore"), refused: p.q.refused}
	if len(ledgers) > 1 {
		f.fields = append(f.fields, p.sourceField(ledgers))
	}
	measure := field{name: fieldMeasure, label: p.say("figure.measure"), value: string(p.q.Event)}
	for _, e := range p.ledger.Measures {
		measure.options = append(measure.options, option{string(e), p.event(e)})
	}
	by := field{name: fieldBy, label: p.say("explore.by"), value: string(p.by[0])}
	across := field{name: fieldAcross, label: p.say("explore.across"), options: []option{{"", p.say("explore.nothing")}}}
	if len(p.by) > 1 {
		across.value = string(p.by[1])
	}
	for _, d := range exploreDims {
		by.options = append(by.options, option{string(d), p.say("dim." + string(d))})
		if d != pledge.ByContribution {
			across.options = append(across.options, option{string(d), p.say("dim." + string(d))})
		}
	}
	show := field{name: fieldShow, label: p.say("explore.show"), value: p.show}
	for _, x := range shows {
		show.options = append(show.options, option{x, p.say("show." + x)})
	}
	currency := field{name: fieldCurrency, label: p.say("figure.value"), value: string(p.q.Currency), options: []option{{"", p.say("explore.asconverted")}}}
	for _, c := range []string{"EUR", "USD", "GBP"} {
		currency.options = append(currency.options, option{c, p.say("explore.incurrency", "currency", c)})
	}
	f.fields = append(f.fields, measure, by, across, show, p.donorField(), p.typeField(), p.groupField(),
		field{name: fieldFrom, label: p.say("form.from"), value: given(mustQuery(p.self), fieldFrom), class: "day", example: "2024-07-10"},
		field{name: fieldTo, label: p.say("form.to"), value: given(mustQuery(p.self), fieldTo), class: "day", example: "2025-07-10"},
		currency)
	if len(p.ledger.Editions) > 1 || p.q.Edition != "" {
		f.fields = append(f.fields, p.editionField())
	}
	f.fields = append(f.fields, p.layerField()...)
	f.keep = []way{{fieldKnown, p.q.known}, {fieldYear, p.q.only(pledge.ByYear)}, {fieldMonth, p.q.only(pledge.ByMonth)}}
	return f
}

// lay puts the figure into a table and draws it.
func (p *explorePage) lay(order string, page int) {
	p.m = newMatrix(p.pos, p.valueWord)
	if p.m.currency == "" {
		p.m.currency = cmp.Or(p.q.Currency, "EUR")
	}
	p.m.order(order)
	p.unit = p.unitFor(money.Money{Amount: p.m.total.amount.Abs(), Currency: p.m.currency})
	if len(p.m.rows) == 0 {
		return
	}
	p.form = p.draw()
	var to int
	p.at, p.from, to = p.pagesOf(len(p.m.rows), perPage, page)
	p.table = p.rows(order, to)
}

// behind is the address of the entries behind a row, a column, a cell or all.
func (p *explorePage) behind(i, j int) string {
	var by []pledge.Dim
	var ids []string
	if i >= 0 && !(p.by[0] == pledge.ByContribution && p.m.rows[i].id == "") { // what is shown as a total only has no rows of its own
		by, ids = append(by, p.by[0]), append(ids, p.m.rows[i].id)
	}
	if j >= 0 && len(p.by) > 1 {
		by, ids = append(by, p.by[1]), append(ids, p.m.cols[j].id)
	}
	return p.q.narrowed(by, ids).entriesPath(p.moment)
}

func (p *explorePage) rows(order string, to int) table {
	t := table{
		caption: p.say("explore.caption", "what", p.subject(), "unit", p.unit.String()), sorted: cmp.Or(order, "-total"), class: "wide",
		columns: []column{{name: p.say("dim." + string(p.by[0])), sort: "name"}},
		total:   []cell{plain(p.say("explore.all"))},
	}
	if order == "" && inTime(p.by[0]) {
		t.sorted = "name"
	}
	for j, c := range p.m.cols {
		t.columns = append(t.columns, column{name: c.word, number: true})
		t.total = append(t.total, p.cellOf(&c.count, p.behind(-1, j)))
	}
	t.columns = append(t.columns, column{name: p.say("explore.total"), sort: "total", number: true}, column{name: p.say("contributions.entries"), number: true})
	t.total = append(t.total, p.cellOf(&p.m.total, p.behind(-1, -1)), plain(p.num(p.m.total.entries)))
	for i := p.from; i < to; i++ {
		x := p.m.rows[i]
		r := row{cells: []cell{p.nameOf(x)}}
		for j := range p.m.cols {
			r.cells = append(r.cells, p.cellOf(p.m.at(i, j), p.behind(i, j)))
		}
		t.rows = append(t.rows, row{cells: append(r.cells, p.cellOf(&x.count, p.behind(i, -1)), plain(p.num(x.entries)))})
	}
	return t
}

// nameOf names a row, with a link to what it is about.
func (p *explorePage) nameOf(x axis) cell {
	switch {
	case x.id == "":
		return unknown(x.word)
	case p.by[0] == pledge.ByDonor:
		return linked(x.word, p.partyPath(muster.PartyID(x.id)))
	case p.by[0] == pledge.ByContribution:
		return linked(x.word, p.contributionSaid(x.id, p.q.Edition))
	}
	return plain(x.word)
}

// cellOf is a number of the table; where no entry is, a dash, and where none has a value, the word
// for that.
func (p *explorePage) cellOf(c *count, href string) cell {
	switch {
	case c == nil || c.entries == 0:
		return unknown(p.say("contributions.silent"))
	case !c.known():
		return cell{text: p.say("rows.unvalued"), href: href, class: "nc"}
	}
	out := linked(p.cell(c.amount), href)
	if c.partial > 0 {
		out.small = p.say("explore.partial", "n", p.num(c.partial))
	}
	return out
}

// subject says what is shown: "allocated by donor and type; only military".
func (p *explorePage) subject() string {
	text := p.say("explore.by1", "event", p.event(p.q.Event), "by", p.say("dim.in."+string(p.by[0])))
	if len(p.by) > 1 {
		text = p.say("explore.by2", "event", p.event(p.q.Event), "by", p.say("dim.in."+string(p.by[0])), "and", p.say("dim.in."+string(p.by[1])))
	}
	if n := p.narrowing(); len(n) > 0 {
		text += "; " + p.say("explore.only", "what", strings.Join(n, ", "))
	}
	return text
}

func (p *explorePage) export() sheet.Export {
	x := sheet.Export{Name: p.say("nav.explore"), About: p.about(p.meansOf(p.q.Event), p.laidMethod("about.sums"), append([][2]string{{p.say("explore.what"), p.subject()}}, p.fileFacts(p.pos.Withheld, nil)...)...)}
	for _, d := range p.by {
		x.Columns = append(x.Columns, sheet.ExportColumn{Name: string(d), Kind: sheet.Text})
		if d == pledge.ByDonor {
			x.Columns = append(x.Columns, sheet.ExportColumn{Name: "donor_name", Kind: sheet.Text})
		}
	}
	x.Columns = append(x.Columns, sheet.ExportColumn{Name: "currency", Kind: sheet.Text}, sheet.ExportColumn{Name: "amount", Kind: sheet.Number},
		sheet.ExportColumn{Name: "entries", Kind: sheet.Number}, sheet.ExportColumn{Name: "partial", Kind: sheet.Number})
	x.Rows = func(yield func([]string) bool) {
		for _, r := range p.pos.Rows {
			var line []string
			for i, d := range p.by {
				line = append(line, r.IDs[i])
				if d == pledge.ByDonor {
					line = append(line, r.Keys[i])
				}
			}
			amount := r.Amount.Canonical()
			if r.Partial == r.Entries {
				amount = "not known"
			}
			if !yield(append(line, string(r.Currency), amount, fmt.Sprint(r.Entries), fmt.Sprint(r.Partial))) {
				return
			}
		}
	}
	return p.laidExport(p.pos.Laid, x, nil)
}
