package web

import (
	"cmp"
	"net/http"
	"slices"
	"strings"

	"muster"
	"muster/access"
	"muster/board"
	"muster/fund"
	"muster/item"
	"muster/money"
	"muster/record"
	"muster/sheet"
)

// packagePage is one money package.
type packagePage struct {
	objectPage
	k *PackageDetail
}

func (s *site) packagePage(w http.ResponseWriter, r *http.Request) {
	p, err := s.packageOf(r)
	if err != nil {
		s.fail(w, r, err, way{"/packages", s.words.say("nav.packages")})
		return
	}
	e, name := p.export(), p.k.About
	if given(r.URL.Query(), fieldTable) == "money" {
		e, name = p.exportMoney(), name+"-money"
	}
	if s.file(w, r, p.moment, name, e) {
		return
	}
	s.show(w, r, http.StatusOK, p.whole())
}

// packageOf reads the package of an address, with the forms that whoever signed in may use.
func (s *site) packageOf(r *http.Request) (*packagePage, error) {
	k, err := s.src.Package(r.Context(), given(r.URL.Query(), fieldKnown), printable(r.PathValue("id")))
	if err != nil {
		return nil, err
	}
	p := &packagePage{k: k}
	p.objectPage = s.objectPage(r, "packages", packagePath(k.About), k.Around, k.History)
	p.title = k.Title
	p.actForms(&fund.Life, fund.KindAct, board.Line{ID: k.About, Statement: k.Statement, State: k.State, Life: k.Life}, k.Object, k.Audience)
	p.fundForm()
	p.giftForms()
	p.supplyForm()
	return p, s.remarks(r, &p.objectPage, fund.Life.Object, k.About, k.Audience)
}

// may reports whether whoever signed in may do what is no act on the package, for a donor.
func (p *packagePage) may(act access.Act, donor muster.PartyID) bool {
	return p.writing && slices.ContainsFunc(fund.Rules(), func(r access.Rule) bool {
		return r.Act == act && r.May(p.writer.Principal, access.Object{Parties: map[string]muster.PartyID{"donor": donor}}) == nil
	})
}

// fundForm says what a donor gives.
func (p *packagePage) fundForm() {
	state := p.k.Life.Value.State
	if state != fund.Open && state != fund.Ordered || !p.may("package.fund", p.writer.Party) {
		return
	}
	f := &sayForm{
		name: "fund", kind: fund.KindMoney, title: p.say("fund.title"), text: p.say("fund.text"), button: p.say("fund.send"), strong: true,
		hidden: []way{{"package", p.k.About}, {"about", p.k.Money}, {"audience", string(p.k.Audience)}},
	}
	if p.writer.Role == access.Coordinator {
		f.fields = append(f.fields, sayField{name: "donor", label: p.say("offers.donor"), list: "parties"})
	} else {
		f.hidden = append(f.hidden, way{"donor", string(p.writer.Party)})
	}
	currency := sayField{name: "currency", label: p.say("say.currency")}
	if all := p.k.Costs(); len(all) > 0 {
		currency.value = string(all[0].Currency)
	}
	f.fields = append(f.fields, sayField{name: "amount", label: p.say("say.amount")}, currency, sayField{name: "commitment", label: p.say("say.commitment"), leave: true})
	p.forms = append(p.forms, f)
}

// giftForm is the name of the form that changes what was given.
func giftForm(about string) string { return "fund-" + about }

// giftForms change what whoever signed in said was given before.
func (p *packagePage) giftForms() {
	state := p.k.Life.Value.State
	for _, t := range p.k.Totals {
		for _, g := range t.Given {
			if x := &g.Value; p.writing && x.By == p.writer.Party && (state == fund.Open || state == fund.Ordered) && p.may("package.fund", x.Donor) {
				p.forms = append(p.forms, &sayForm{
					name: giftForm(x.About), kind: fund.KindMoney, title: p.say("fund.change"), button: p.say("state.send"),
					hidden: []way{{"package", x.Package}, {"about", x.About}, {"donor", string(x.Donor)}, {"replaces", string(g.ID)}, {"audience", string(x.Audience)}},
					fields: []sayField{
						{name: "amount", label: p.say("say.amount"), value: x.Amount},
						{name: "currency", label: p.say("say.currency"), value: string(x.Currency)},
						{name: "commitment", label: p.say("say.commitment"), value: x.Commitment, leave: true},
						{name: "why", label: p.say("say.why"), hint: p.say("say.why.change"), long: true, leave: true},
					},
				})
			}
		}
	}
}

// mayChange reports whether whoever signed in stated the package and may still change it.
func (p *packagePage) mayChange() bool {
	return p.writing && p.k.PackageLine.By == p.writer.Party && p.k.Life.Value.State == fund.Open && fund.Life.Say().May(p.writer.Principal, p.k.Object) == nil
}

// supplyForm links an offer to an ordered line.
func (p *packagePage) supplyForm() {
	if p.k.Life.Value.State != fund.Ordered {
		return
	}
	f := &sayForm{name: "supply", kind: fund.KindSupply, title: p.say("supply.title"), text: p.say("supply.text"), button: p.say("supply.send"), strong: true, hidden: []way{{"audience", string(p.k.Audience)}}}
	line := sayField{name: "line", label: p.say("package.line")}
	for _, l := range p.k.Progress {
		line.options = append(line.options, option{l.Key, dotted(p.lineName(l.Line), p.amount(l.Quantity, l.Unit))})
	}
	stock := sayField{name: "offer", label: p.say("say.offer"), hint: p.say("supply.offer.hint")}
	for i := range p.k.Stock {
		if o := &p.k.Stock[i]; p.may("package.supply", o.Donor) && !slices.ContainsFunc(p.k.Progress, func(l fund.Progress) bool { return slices.Contains(l.Offers, o.ID) }) {
			stock.options = append(stock.options, option{o.ID, dotted(o.ID, p.item(o.Line), p.quantity(p.qty(o.Quantity), o.Unit), p.party(o.Donor))})
		}
	}
	if len(stock.options) > 0 {
		f.fields = []sayField{line, stock}
		p.forms = append(p.forms, f)
	}
}

func (s *site) actOnPackage(w http.ResponseWriter, r *http.Request) {
	id := printable(r.PathValue("id"))
	about := id
	switch v := r.PostForm; v.Get("kind") {
	case fund.KindMoney:
		about = given(v, "about")
	case fund.KindSupply:
		about = strings.Join([]string{id, given(v, "line"), given(v, "offer")}, "+")
	}
	s.recordForm(w, r, []string{fund.KindAct, fund.KindMoney, fund.KindSupply, record.KindNote}, about, packagePath(id), func(refused []*muster.Error) {
		p, err := s.packageOf(r)
		if err != nil {
			s.fail(w, r, err, way{"/packages", s.words.say("nav.packages")})
			return
		}
		for _, e := range refused { // the link is known by line and offer, which are chosen
			if e.Field == "about" && r.PostForm.Get("form") == "supply" {
				e.Field = "offer"
			}
		}
		p.took(r.PostForm, refused)
		s.show(w, r, statusOf(refused), p.whole())
	})
}

func (p *packagePage) next() (who, when string, late bool) { return p.heldNext(&fund.Life, &p.k.Held) }

// packageClass colours a package's state.
func packageClass(state string) string {
	if state == fund.Funded || state == fund.Arrived {
		return "on"
	}
	return ""
}

// amount is a number as text with its unit.
func (p *boardPage) amount(n, unit string) string {
	return p.quantity(p.grouped(n), item.UnitID(unit))
}

// money lists who gave how much, with what the package costs and what is left.
func (p *packagePage) money() table {
	t := table{class: "board", hush: true, caption: p.say("package.money"), columns: []column{{name: p.say("offers.donor")}, {name: p.say("package.day"), class: "date"}, {name: p.say("package.amount"), number: true}, {name: p.say("package.share"), number: true}}}
	changes := slices.ContainsFunc(p.forms, func(f *sayForm) bool { return f.kind == fund.KindMoney && f.name != "fund" })
	if changes {
		t.columns = append(t.columns, column{name: p.say("attach.do")})
	}
	for _, x := range p.k.Totals {
		for _, g := range x.Given {
			who := linked(p.party(g.Value.Donor), p.partyPath(g.Value.Donor))
			if g.Value.Commitment != "" {
				who.small = p.say("package.commitment", "id", g.Value.Commitment)
			}
			cells := []cell{who, plain(p.shortDay(g.Value.Day)), linked(p.exact(g.Amount, x.Currency), p.statementAt(g.ID)), plain(p.shareOf(g.Amount, x.Asked))}
			if f := p.form(giftForm(g.Value.About)); f != nil {
				cells = append(cells, drawn(p.actForm(f)))
			} else if changes {
				cells = append(cells, cell{})
			}
			t.rows = append(t.rows, row{cells: cells})
		}
	}
	for _, x := range p.k.Totals {
		if x.Apart() {
			continue
		}
		add := func(key string, a money.Amount) {
			t.rows = append(t.rows, row{cells: []cell{plain(p.say(key)), {}, plain(p.exact(a, x.Currency)), plain(p.shareOf(a, x.Asked)), {}}[:len(t.columns)]})
		}
		add("package.money.total", x.Funded)
		add("package.money.cost", x.Asked)
		if x.Remaining.Sign() > 0 {
			add("package.lack", x.Remaining)
		}
		if x.Excess.Sign() > 0 {
			add("package.toomuch", x.Excess)
		}
	}
	return t
}

func (p *packagePage) shareOf(a, of money.Amount) string {
	q, ok := percent(a, of)
	if !ok {
		return "–"
	}
	return q.String() + nbsp + "%"
}

// lineName is what a line buys: its words, or its requirement's item.
func (p *packagePage) lineName(l fund.Line) string {
	if n, ok := p.k.Names[l.Requirement]; ok {
		return cmp.Or(l.Item, n.In(p.lang))
	}
	return cmp.Or(l.Item, l.Requirement)
}

// bought lists the lines with their prices and how far each came.
func (p *packagePage) bought() table {
	t := table{class: "board", hush: true, caption: p.say("package.lines.caption"), columns: []column{{name: p.say("package.line")}, {name: p.say("say.quantity"), number: true}, {name: p.say("package.price"), number: true}, {name: p.say("package.costs"), number: true}, {name: p.say("package.arrives")}, {name: p.say("package.arrived"), number: true}}}
	ordered := p.k.Life.Value.State != fund.Open && p.k.Life.Value.State != fund.Withdrawn
	for _, l := range p.k.Progress {
		name := plain(p.lineName(l.Line))
		if _, shown := p.k.Names[l.Requirement]; shown {
			name.href, name.small = p.to(needPath(l.Requirement)), dotted(p.say("package.key", "key", l.Key), l.Requirement)
		} else {
			name.small = p.say("package.key", "key", l.Key)
		}
		arrives := plain(p.say("package.notyet"))
		if ordered {
			arrives = plain(p.say("package.none"))
		}
		if len(l.Offers) > 0 {
			arrives = drawn(p.supplied(l.Offers))
		}
		if l.Withheld {
			arrives.small = p.say("package.withheld")
		}
		t.rows = append(t.rows, row{cells: []cell{
			name, plain(p.amount(l.Quantity, l.Unit)), plain(string(l.Currency) + nbsp + p.grouped(l.Price)), plain(p.exact(l.Cost(), l.Currency)), arrives, plain(p.say("package.received", "n", p.qty(l.Received), "all", p.qty(l.Ordered))),
		}})
	}
	for _, x := range p.k.Totals {
		if !x.Apart() {
			t.rows = append(t.rows, row{cells: []cell{plain(p.say("package.total", "currency", string(x.Currency))), {}, {}, plain(p.exact(x.Asked, x.Currency)), {}, {}}})
		}
	}
	return t
}

// export is the lines as a file, and exportMoney who gave how much.
func (p *packagePage) export() sheet.Export {
	return sheet.Export{
		Name: p.k.About, About: p.about(p.say("about.package"), p.say("about.packages.method")),
		Columns: slices.Concat(texts("package", "line", "item", "requirement"), numbers("quantity"), texts("unit"), numbers("price", "cost"), texts("currency", "offers"), numbers("offered", "firm", "received"), texts("withheld")),
		Rows: lazily(func() (rows [][]string) {
			for _, l := range p.k.Progress {
				rows = append(rows, []string{p.k.About, l.Key, p.lineName(l.Line), l.Requirement, l.Quantity, l.Unit, l.Price, l.Cost().String(), string(l.Currency), strings.Join(l.Offers, " "), l.Offered.String(), l.Firm.String(), l.Received.String(), map[bool]string{true: p.say("package.withheld")}[l.Withheld]})
			}
			return rows
		}),
	}
}

func (p *packagePage) exportMoney() sheet.Export {
	return sheet.Export{
		Name: p.k.About, About: p.about(p.say("about.packages"), p.say("about.packages.method")),
		Columns: slices.Concat(texts("package", "donor", "name"), days("given"), numbers("amount"), texts("currency", "commitment", "statement")),
		Rows: lazily(func() (rows [][]string) {
			for _, t := range p.k.Totals {
				for _, g := range t.Given {
					rows = append(rows, []string{p.k.About, string(g.Value.Donor), p.party(g.Value.Donor), g.Value.Day.String(), g.Amount.String(), string(t.Currency), g.Value.Commitment, string(g.ID)})
				}
			}
			return rows
		}),
	}
}
