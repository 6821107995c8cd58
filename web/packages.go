package web

import (
	"net/http"
	"slices"
	"strings"

	"muster"
	"muster/fund"
	"muster/money"
	"muster/sheet"
)

// packagesPage is the list of money packages.
type packagesPage struct {
	boardPage
	all    *Packages
	shown  []*PackageLine
	states []stateCount
	f      filter
	paging paging
	list   table
	facts  struct{ open, short, ordered int }
}

func packagePath(id string) string { return "/packages/" + segment(id) }

func (s *site) packages(w http.ResponseWriter, r *http.Request) {
	v := r.URL.Query()
	all, err := s.src.Packages(r.Context(), given(v, fieldKnown))
	if err != nil {
		s.fail(w, r, err)
		return
	}
	p := &packagesPage{boardPage: boardPage{page: s.pageAt(r, s.words.say("nav.packages"), "coordination", all.Moment), around: all.Around, board: "packages"}, all: all}
	p.here, p.quick = true, true
	p.choose(v.Get)
	if len(p.f.refused) > 0 {
		s.show(w, r, http.StatusBadRequest, p.whole())
		return
	}
	if s.file(w, r, p.moment, "packages", p.export()) {
		return
	}
	p.fill(pageAsked(v.Get(fieldPage)))
	s.show(w, r, http.StatusOK, p.whole())
}

// choose reads the filter and keeps the packages that pass it.
func (p *packagesPage) choose(get func(string) string) {
	state, donor := get(fieldState), get(fieldDonor)
	donors := map[string]string{}
	for i := range p.all.Lines {
		for _, d := range p.all.Lines[i].funders() {
			donors[string(d)] = p.party(d)
		}
	}
	p.f = filter{action: "/packages", label: p.say("packages.filter"), keep: []way{{fieldKnown, p.asked}}, fields: []field{
		p.stateChoice(&fund.Life, p.say("packages.open"), state), p.choiceOf(fieldDonor, p.say("offers.donor"), donor, donors),
	}}
	strays(&p.f)
	if state+donor != "" {
		p.f.reset = p.to("/packages")
	}
	count := map[string]int{}
	for i := range p.all.Lines {
		l := &p.all.Lines[i]
		if donor != "" && !slices.Contains(l.funders(), muster.PartyID(donor)) {
			continue
		}
		count[l.State]++
		switch l.State {
		case fund.Open:
			p.facts.open, p.facts.short = p.facts.open+1, p.facts.short+1
		case fund.Funded:
			p.facts.open++
		case fund.Ordered:
			p.facts.ordered++
		}
		live := l.Life.Value.State == fund.Open || l.Life.Value.State == fund.Ordered
		if state == stateAll || state == l.State || state == "" && live {
			p.shown = append(p.shown, l)
		}
	}
	p.states = statesOf(&fund.Life, count)
}

// funders are the donors that gave, each once.
func (l *PackageLine) funders() (all []muster.PartyID) {
	for _, t := range l.Totals {
		for _, g := range t.Given {
			if !slices.Contains(all, g.Value.Donor) {
				all = append(all, g.Value.Donor)
			}
		}
	}
	return all
}

// exact writes an amount with its currency and every digit.
func (p *boardPage) exact(a money.Amount, c money.Currency) string {
	return string(c) + nbsp + p.grouped(a.String())
}

// costWords, fundedWords and restWords say of each currency what a package costs, what was given, and what is
// missing or too much.
func (p *boardPage) costWords(l *PackageLine) string {
	return p.eachTotal(l, func(t fund.Total) string { return p.exact(t.Asked, t.Currency) })
}

func (p *boardPage) fundedWords(l *PackageLine) string {
	return p.eachTotal(l, func(t fund.Total) string { return p.exact(t.Funded, t.Currency) })
}

func (p *boardPage) restWords(l *PackageLine) string {
	words := p.eachTotal(l, p.restOf)
	for _, t := range l.Totals {
		if t.Apart() {
			words = dotted(words, p.say("packages.apart", "n", p.exact(t.Funded, t.Currency)))
		}
	}
	return words
}

func (p *boardPage) eachTotal(l *PackageLine, words func(fund.Total) string) string {
	var all []string
	for _, t := range l.Totals {
		if !t.Apart() {
			all = append(all, words(t))
		}
	}
	return strings.Join(all, " · ")
}

func (p *boardPage) restOf(t fund.Total) string {
	switch {
	case t.Remaining.Sign() > 0:
		return p.say("packages.missing", "n", p.exact(t.Remaining, t.Currency))
	case t.Excess.Sign() > 0:
		return p.say("packages.excess", "n", p.exact(t.Excess, t.Currency))
	}
	return p.say("packages.exact")
}

// fundedOf draws what is given for a package: the whole length is the cost, or what is given where that is more.
func fundedOf(t fund.Total) (c cover) {
	all := t.Asked
	if t.Funded.Cmp(all) > 0 {
		all = t.Funded
	}
	share := func(a money.Amount) int {
		q, err := a.Mul(money.New(1000, 0), a.Scale()).Quo(all, 0)
		if err != nil {
			return 0
		}
		n := 0
		for _, d := range q.String() {
			n = n*10 + int(d-'0')
		}
		return n
	}
	if all.Sign() <= 0 {
		return c
	}
	c.need = share(t.Asked)
	c.moving = min(share(t.Funded), c.need)
	c.firm = share(t.Funded) - c.moving
	return c
}

// restLate reports whether money is missing that was needed by now.
func (p *boardPage) restLate(l *PackageLine) bool {
	d, ok := l.Days["fund_by"]
	return ok && l.State == fund.Open && d < p.around.Today
}

// fill makes the table of one page.
func (p *packagesPage) fill(at int) {
	g, from, to := p.pagesOf(len(p.shown), boardEach, at)
	p.paging = g
	p.list = table{class: "board", caption: p.say("packages.caption", "n", p.num(len(p.shown)), "from", p.num(from+1), "to", p.num(to)), columns: []column{
		{name: p.say("packages.package")}, {name: p.say("packages.cost"), number: true}, {name: p.say("packages.funded"), class: "covers"}, {name: p.say("packages.by"), class: "date"}, {name: p.say("board.state")},
	}}
	for _, l := range p.shown[from:to] {
		by := plain("–")
		if d, ok := l.Days["fund_by"]; ok {
			by = p.dayCell(d, l.Life.Value.State != fund.Open || l.State == fund.Funded, false)
		}
		p.list.rows = append(p.list.rows, row{cells: []cell{
			under(linked(l.Title, p.to(packagePath(l.About))), dotted(l.About, p.count("packages.nlines", len(l.Stated.Lines)), p.count("packages.funders", len(l.funders())))),
			plain(p.costWords(l)), drawn(p.fundedCell(l)), by, drawn(p.stateCell(l.State, "")),
		}})
	}
}

// export is the list as shown: a row for each package and currency.
func (p *packagesPage) export() sheet.Export {
	return sheet.Export{
		Name: p.say("nav.packages"), About: p.about(p.say("about.packages"), p.say("about.packages.method")),
		Columns: slices.Concat(texts("package", "title", "state"), days("fund_by", "due"), namedNumbers("lines"), texts("currency"), numbers("cost", "funded", "missing", "excess"), namedNumbers("donors"), texts("statement")),
		Rows: lazily(func() (rows [][]string) {
			for _, l := range p.shown {
				for _, t := range l.Totals {
					rows = append(rows, slices.Concat([]string{l.About, l.Title, l.State, l.FundBy, l.Due}, counts(len(l.Stated.Lines)),
						[]string{string(t.Currency), t.Asked.String(), t.Funded.String(), t.Remaining.String(), t.Excess.String()}, counts(len(l.funders())), []string{string(l.Statement)}))
				}
			}
			return rows
		}),
	}
}
