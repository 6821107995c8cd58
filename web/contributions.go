package web

import (
	"math"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"muster"
	"muster/money"
	"muster/pledge"
	"muster/sheet"
)

// contributionsPage is a list of contributions.
type contributionsPage struct {
	figureWords
	filter  filter
	found   *ContributionList
	columns []string // those shown, by name
	table   table
	at      paging
	from    int
}

// fieldColumns is the parameter that says which columns are shown.
const fieldColumns = "columns"

// contributionColumns are the columns of a list of contributions: those shown where none are named
// first.
var contributionColumns = []string{"donor", "type", "date", "committed", "allocated", "delivered", "entries"}

func (s *site) contributions(w http.ResponseWriter, r *http.Request) {
	v := r.URL.Query()
	ledgers, m, err := s.src.Ledgers(r.Context(), given(v, fieldKnown))
	if err != nil {
		s.fail(w, r, err)
		return
	}
	q := readQuestion(v, ledgers)
	p := &contributionsPage{figureWords: figureWords{q: q, ledger: ledgerOf(q, ledgers), page: s.pageAt(r, s.words.say("nav.contributions"), "contributions", m)}}
	p.here, p.quick = true, true
	if p.spread, err = s.lay(r); err != nil {
		s.fail(w, r, err)
		return
	}
	q.Layer = p.over
	p.columns = p.columnsAsked(v)
	p.filter = p.form(ledgers)
	status := http.StatusOK
	if len(ledgers) > 0 && len(q.refused) == 0 {
		order, page, each := given(v, fieldSort), pageAsked(given(v, fieldPage)), perPage
		from := (max(page, 1) - 1) * each
		if given(v, fieldFormat) != "" {
			from, each = 0, math.MaxInt32
		}
		p.found, err = s.src.Contributions(r.Context(), q.known, pledge.ContributionQuery{
			Series: q.Series, Edition: q.Edition, Group: q.Group, From: q.From, To: q.To, Only: q.Only, Order: order, Layer: q.Layer,
		}, from, each)
		if err != nil {
			if q.refused = muster.Refusals(err); statusOf(q.refused) != http.StatusBadRequest {
				s.fail(w, r, err)
				return
			}
		} else {
			p.moment = p.found.Moment
			if s.file(w, r, p.moment, "contributions", p.export()) {
				return
			}
			p.at, p.from, _ = p.pagesOf(p.found.Total, perPage, page)
			p.table = p.rows(order)
		}
	}
	if len(q.refused) > 0 {
		status = http.StatusBadRequest
		p.filter.refused = q.refused
	}
	s.show(w, r, status, p.whole())
}

// columnsAsked reads which columns are to be shown, in their usual order; all of them where none is
// named.
func (p *contributionsPage) columnsAsked(v url.Values) []string {
	asked := several(v, fieldColumns)
	out := slices.DeleteFunc(slices.Clone(contributionColumns), func(c string) bool {
		return len(asked) > 0 && !slices.Contains(asked, c)
	})
	if len(out) == 0 {
		out = slices.Clone(contributionColumns)
	}
	// A measure that the source never speaks of is no column, unless it was asked for.
	return slices.DeleteFunc(out, func(c string) bool {
		return slices.Contains(measureColumns, pledge.Event(c)) && !slices.Contains(asked, c) && !slices.Contains(p.ledger.Measures, pledge.Event(c))
	})
}

var measureColumns = []pledge.Event{pledge.Committed, pledge.Allocated, pledge.Delivered}

// shows reports whether a column is shown.
func (p *contributionsPage) shows(name string) bool { return slices.Contains(p.columns, name) }

// form is the filter above the list.
func (p *contributionsPage) form(ledgers []Ledger) filter {
	f := filter{action: "/contributions", label: p.say("contributions.filter"), reset: p.to("/contributions")}
	if len(ledgers) > 1 {
		f.fields = append(f.fields, p.sourceField(ledgers))
	}
	f.fields = append(f.fields, p.donorField(), p.typeField(), p.groupField(),
		field{name: fieldYear, label: p.say("figure.year"), value: p.q.only(pledge.ByYear), class: "year", example: "2024"},
		field{name: fieldFrom, label: p.say("form.from"), value: given(mustQuery(p.self), fieldFrom), class: "day", example: "2024-07-10"},
		field{name: fieldTo, label: p.say("form.to"), value: given(mustQuery(p.self), fieldTo), class: "day", example: "2025-07-10"},
	)
	if len(p.ledger.Editions) > 1 || p.q.Edition != "" {
		f.fields = append(f.fields, p.editionField())
	}
	f.fields = append(f.fields, p.layerField()...)
	f.keep = []way{{fieldKnown, p.q.known}, {fieldSort, given(mustQuery(p.self), fieldSort)}, {fieldColumns, given(mustQuery(p.self), fieldColumns)}, {fieldMonth, p.q.only(pledge.ByMonth)}}
	return f
}

// mustQuery are the parameters of an address that was asked for.
func mustQuery(address string) url.Values {
	u, err := url.ParseRequestURI(address)
	if err != nil {
		return url.Values{}
	}
	return u.Query()
}

func (p figureWords) sourceField(ledgers []Ledger) field {
	f := field{name: fieldSource, label: p.say("figure.source"), value: string(p.q.Series)}
	for _, l := range ledgers {
		f.options = append(f.options, option{string(l.Series), string(l.Series)})
	}
	return f
}

func (p figureWords) donorField() field {
	f := field{name: fieldDonor, label: p.say("rows.donor"), value: p.q.only(pledge.ByDonor), options: []option{{"", p.say("figure.all")}}}
	for _, d := range p.ledger.Donors {
		f.options = append(f.options, option{string(d.ID), d.Name})
	}
	return f
}

func (p figureWords) typeField() field {
	f := field{name: fieldType, label: p.say("rows.type"), value: p.q.only(pledge.ByType), options: []option{{"", p.say("figure.all")}}}
	for _, t := range p.ledger.Types {
		f.options = append(f.options, option{t, p.valueWord(pledge.ByType, t)})
	}
	return f
}

func (p figureWords) groupField() field {
	f := field{name: fieldGroup, label: p.say("figure.members"), value: string(p.q.Group), options: []option{{"", p.say("figure.everybody")}}}
	for _, g := range p.ledger.Groups {
		f.options = append(f.options, option{string(g.ID), g.Name})
	}
	return f
}

func (p figureWords) editionField() field {
	f := field{name: fieldEdition, label: p.say("figure.edition"), value: p.q.Edition, options: []option{{"", p.say("form.edition.latest")}}}
	for _, e := range p.ledger.Editions {
		f.options = append(f.options, option{e.Label, e.Label})
	}
	return f
}

// names of the columns, as headings; small says the unit.
func (p *contributionsPage) heading(name string) column {
	switch name {
	case "donor", "type", "date":
		c := column{name: p.say("rows." + name)}
		if name != "type" {
			c.sort = name
		}
		return c
	case "entries":
		return column{name: p.say("contributions.entries"), number: true}
	}
	return column{name: p.event(pledge.Event(name)), small: p.unitOf(pledge.Event(name)), sort: name, number: true}
}

// unitOf is the currency of a measure's column: the one that most of it is in.
func (p *contributionsPage) unitOf(e pledge.Event) string {
	if s := p.mainSum(e); s != nil {
		return string(s.Currency)
	}
	return ""
}

// mainSum is the sum of a measure in the currency that most entries have.
func (p *contributionsPage) mainSum(e pledge.Event) *pledge.PositionRow {
	var best *pledge.PositionRow
	for i := range p.found.Sums[e] {
		if s := &p.found.Sums[e][i]; best == nil || s.Entries-s.Partial > best.Entries-best.Partial {
			best = s
		}
	}
	return best
}

func (p *contributionsPage) rows(order string) table {
	t := table{
		caption: p.say("contributions.caption", "from", p.num(p.from+1), "to", p.num(p.from+len(p.found.Rows)), "n", p.num(p.found.Total)),
		sorted:  order,
		columns: []column{{name: p.say("contributions.one"), sort: "source"}},
		total:   []cell{plain(p.say("rows.total", "n", p.num(p.found.Total)))},
	}
	if t.sorted == "" {
		t.sorted = "source"
	}
	for _, name := range p.columns {
		t.columns = append(t.columns, p.heading(name))
		t.total = append(t.total, p.totalOf(name))
	}
	for _, c := range p.found.Rows {
		id := linked(c.ID, p.contributionSaid(c.ID, p.q.Edition))
		if c.Weak {
			id.small = p.say("contributions.weak")
		}
		r := row{cells: []cell{id}}
		for _, name := range p.columns {
			r.cells = append(r.cells, p.cellOf(name, c))
		}
		t.rows = append(t.rows, r)
	}
	return t
}

func (p *contributionsPage) cellOf(name string, c pledge.ContributionRow) cell {
	switch name {
	case "donor":
		return linked(c.Name, p.partyPath(c.Party))
	case "type":
		return plain(p.valueWord(pledge.ByType, c.Type))
	case "date":
		return plain(p.period(c.First))
	case "entries":
		return plain(p.num(c.Entries))
	}
	return p.valueCell(pledge.Event(name), c)
}

// valueCell is what was said of one measure: the number in the column's unit, others with theirs, or
// the mark that stands instead.
func (p *contributionsPage) valueCell(e pledge.Event, c pledge.ContributionRow) cell {
	v, ok := c.Of(e)
	if !ok {
		return unknown(p.say("contributions.silent"))
	}
	unit := p.unitOf(e)
	var texts []string
	for _, s := range v.Sums {
		text := p.cents(s)
		if string(s.Currency) != unit {
			text = p.money(s)
		}
		texts = append(texts, text)
	}
	for _, m := range v.Marks {
		texts = append(texts, p.mark(m))
	}
	if len(texts) == 0 {
		return unknown(p.say("rows.unvalued"))
	}
	q := *p.q
	q.Event, q.Only = e, []pledge.Key{{Dim: pledge.ByContribution, ID: c.ID}}
	q.From, q.To, q.Group = nil, nil, ""
	out := linked(strings.Join(texts, "; "), q.entriesPath(p.moment))
	if len(v.Sums) == 0 {
		out.class = "nc"
	}
	return out
}

// totalOf is what the whole list comes to in one column.
func (p *contributionsPage) totalOf(name string) cell {
	e := pledge.Event(name)
	if !slices.Contains(measureColumns, e) {
		return cell{}
	}
	s := p.mainSum(e)
	if s == nil || s.Entries == s.Partial {
		return cell{}
	}
	q := *p.q
	q.Event = e
	out := linked(p.cents(money.Money{Amount: s.Amount, Currency: s.Currency}), q.entriesPath(p.moment))
	if n := len(p.found.Sums[e]); n > 1 {
		out.small = p.count("contributions.others", n-1)
	}
	return out
}

func (p *contributionsPage) export() sheet.Export {
	x := sheet.Export{Name: p.say("nav.contributions"), About: p.about(p.meansOfAll(p.measuresShown()), p.laidMethod("about.sums"), p.fileFacts(p.found.Withheld, nil)...), Columns: []sheet.ExportColumn{{Name: "contribution", Kind: sheet.Text}}}
	for _, name := range p.columns {
		switch e := pledge.Event(name); {
		case name == "donor":
			x.Columns = append(x.Columns, sheet.ExportColumn{Name: "party", Kind: sheet.Text}, sheet.ExportColumn{Name: "name", Kind: sheet.Text})
		case name == "date":
			x.Columns = append(x.Columns, sheet.ExportColumn{Name: "date", Kind: sheet.Date})
		case name == "entries":
			x.Columns = append(x.Columns, sheet.ExportColumn{Name: "entries", Kind: sheet.Number})
		case slices.Contains(measureColumns, e):
			x.Columns = append(x.Columns, sheet.ExportColumn{Name: name, Kind: sheet.Number}, sheet.ExportColumn{Name: name + "_currency", Kind: sheet.Text})
		default:
			x.Columns = append(x.Columns, sheet.ExportColumn{Name: name, Kind: sheet.Text})
		}
	}
	x.Rows = func(yield func([]string) bool) {
		for _, c := range p.found.Rows {
			if !yield(p.line(c)) {
				return
			}
		}
	}
	x = p.laidExport(nil, x, nil)
	for _, e := range measureColumns {
		if rows := p.found.Without[e]; len(rows) > 0 {
			x.About = append(x.About, [2]string{p.say("layer.about.without"), p.event(e) + ": " + p.moneyRows(rows)})
		}
	}
	return x
}

// measuresShown are the columns that are measures.
func (p *contributionsPage) measuresShown() (out []pledge.Event) {
	for _, name := range p.columns {
		if e := pledge.Event(name); slices.Contains(measureColumns, e) {
			out = append(out, e)
		}
	}
	return out
}

// line is a contribution as a row of a file.
func (p *contributionsPage) line(c pledge.ContributionRow) []string {
	out := []string{c.ID}
	for _, name := range p.columns {
		switch e := pledge.Event(name); {
		case name == "donor":
			out = append(out, string(c.Party), c.Name)
		case name == "type":
			out = append(out, c.Type)
		case name == "date":
			out = append(out, c.First.String())
		case name == "entries":
			out = append(out, strconv.Itoa(c.Entries))
		default:
			v, _ := c.Of(e)
			amount, currency := fileValue(v)
			out = append(out, amount, currency)
		}
	}
	return out
}

// fileValue is a measure of a contribution in a file: its amount and currency; of several currencies
// all, parted by semicolons; or the mark that stands instead.
func fileValue(v pledge.EventValues) (amount, currency string) {
	var amounts, currencies []string
	for _, s := range v.Sums {
		amounts, currencies = append(amounts, s.Amount.String()), append(currencies, string(s.Currency))
	}
	if len(amounts) == 0 {
		for _, m := range v.Marks {
			amounts = append(amounts, string(m))
		}
	}
	return strings.Join(amounts, ";"), strings.Join(currencies, ";")
}
