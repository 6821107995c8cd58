package web

import (
	"cmp"
	"context"
	"errors"
	"fmt"
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
	"muster/requirement"
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
	for _, x := range p.k.Totals {
		for _, g := range x.Given {
			who := linked(p.party(g.Value.Donor), p.partyPath(g.Value.Donor))
			if g.Value.Commitment != "" {
				who.small = p.say("package.commitment", "id", g.Value.Commitment)
			}
			t.rows = append(t.rows, row{cells: []cell{who, plain(p.shortDay(g.Value.Day)), linked(p.exact(g.Amount, x.Currency), p.statementAt(g.ID)), plain(p.shareOf(g.Amount, x.Asked))}})
		}
	}
	for _, x := range p.k.Totals {
		if x.Apart() {
			continue
		}
		add := func(key string, a money.Amount) {
			t.rows = append(t.rows, row{cells: []cell{plain(p.say(key)), {}, plain(p.exact(a, x.Currency)), plain(p.shareOf(a, x.Asked))}})
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

// packageRows is how many lines the form of a new package has room for.
const packageRows = 8

// newPackagePage is the form by which a package is stated.
type newPackagePage struct{ objectPage }

var rowNames = []string{"item", "requirement", "quantity", "unit", "price", "currency"}

// newPackage shows the form, or records what it sent.
func (s *site) newPackage(w http.ResponseWriter, r *http.Request) {
	who, ok := acting(r.Context())
	if !ok {
		s.fail(w, r, muster.Denied(s.words.say("write.denied")), way{"/packages", s.words.say("nav.packages")})
		return
	}
	own := access.Object{Parties: map[string]muster.PartyID{requirement.Requester: who.Party}}
	p, err := s.newPackageOf(r)
	if err = errors.Join(fund.Life.Say().May(who.Principal, own), err); err != nil {
		s.fail(w, r, err, way{"/packages", s.words.say("nav.packages")})
		return
	}
	if r.Method != http.MethodPost {
		s.show(w, r, http.StatusOK, p.whole())
		return
	}
	x, rows := packageFrom(r.PostForm.Get)
	_, err = s.src.Say(context.WithoutCancel(r.Context()), who.Principal, x, r.PostForm.Get("shown"))
	refused := muster.Refusals(err)
	switch {
	case err == nil:
		http.Redirect(w, r, packagePath(x.About), http.StatusSeeOther)
	case len(refused) == 0:
		s.fail(w, r, err)
	default:
		for _, e := range refused {
			for i, n := range rows { // rows left empty are not in the statement, so that they count anew
				if rest, ok := strings.CutPrefix(e.Field, fmt.Sprintf("lines[%d].", i)); ok {
					e.Field = fmt.Sprintf("lines.%d.%s", n, rest)
					break
				}
			}
			if e.Field == "lines" {
				e.Field = "lines.0.item"
			}
		}
		p.took(r.PostForm, refused)
		s.show(w, r, statusOf(refused), p.whole())
	}
}

// packageFrom reads the form; rows are those of the form that its lines are from.
func packageFrom(get func(string) string) (x *fund.Package, rows []int) {
	text := func(name string) string { return strings.TrimSpace(get(name)) }
	x = &fund.Package{Envelope: muster.Envelope{Kind: fund.KindPackage, About: text("about"), Audience: muster.Audience(text("audience"))}, Title: text("title"), FundBy: text("fund_by"), Due: text("due")}
	for i := range packageRows {
		at := func(name string) string { return text(fmt.Sprintf("lines.%d.%s", i, name)) }
		if at("item")+at("requirement")+at("quantity")+at("price") == "" {
			continue
		}
		rows = append(rows, i)
		x.Lines = append(x.Lines, fund.Line{
			Key: fmt.Sprint(len(rows)), Item: at("item"), Requirement: at("requirement"), Quantity: strings.ReplaceAll(at("quantity"), ",", ""), Unit: at("unit"),
			Price: strings.ReplaceAll(at("price"), ",", ""), Currency: money.Currency(at("currency")),
		})
	}
	return x, rows
}

func (s *site) newPackageOf(r *http.Request) (*newPackagePage, error) {
	all, err := s.src.Packages(r.Context(), "")
	if err != nil {
		return nil, err
	}
	p := &newPackagePage{objectPage: s.objectPage(r, "packages", "/packages/new", all.Around, nil)}
	p.title = p.say("packages.new")
	id, err := s.src.Free(r.Context(), fund.KindPackage)
	f := &sayForm{name: "package", kind: fund.KindPackage, title: p.title, button: p.say("packnew.send"), fields: []sayField{
		{name: "title", label: p.say("packnew.title")},
		{name: "fund_by", label: p.say("packnew.fundby"), day: true, leave: true},
		{name: "due", label: p.say("packnew.due"), day: true, leave: true},
		{name: "about", label: p.say("say.about"), hint: p.say("say.about.hint"), value: id},
		p.audiences(""),
	}}
	for i := range packageRows {
		for _, name := range rowNames {
			x := sayField{name: fmt.Sprintf("lines.%d.%s", i, name), label: p.say("packnew." + name)}
			if name == "unit" {
				x.options = p.control(slot{name: "unit"}, "").options
				x.value = "each"
			}
			if name == "currency" {
				x.value = "EUR"
			}
			f.fields = append(f.fields, x)
		}
	}
	p.forms = []*sayForm{f}
	return p, err
}

// rowFields are the controls of one line.
func (p *newPackagePage) rowFields(i int) (out []sayField) {
	for _, x := range p.forms[0].fields {
		if strings.HasPrefix(x.name, fmt.Sprintf("lines.%d.", i)) {
			out = append(out, x)
		}
	}
	return out
}
