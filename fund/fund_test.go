package fund_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"muster"
	"muster/access"
	"muster/fund"
	"muster/indicator"
	"muster/item"
	"muster/item/itemtest"
	"muster/matching"
	"muster/matching/matchingtest"
	"muster/money"
	"muster/offer"
	"muster/party"
	"muster/pledge"
	"muster/requirement"
	"muster/standing"
	"muster/standing/standingtest"
	"muster/work"
	"muster/work/worktest"
)

var (
	recipient, coordinator = matchingtest.Recipient, matchingtest.Coordinator
	donor, as              = matchingtest.Donor, matchingtest.As
	germany                = donor("de")
)

func fresh() []standing.Part {
	return []standing.Part{party.New(), indicator.New(), pledge.New(), item.New(), requirement.New(), offer.New(), matching.New(), fund.New()}
}

// desk is a book with an open requirement r of 100 generators.
type desk struct {
	*standingtest.Book
	p *fund.Part
}

func newDesk(t testing.TB) *desk {
	b := standingtest.New(t, fresh()...)
	itemtest.Fill(b)
	b.Add(&indicator.Values{Envelope: standingtest.As("", party.Operator, indicator.KindValues, indicator.EuroRates+"/USD"), Title: "Rates", Unit: "USD for 1 EUR", Values: "2026-01-05 1.25\n"})
	matchingtest.Open(b, "r", "100")
	return &desk{b, standing.Find[*fund.Part](b.State)}
}

// pack is a package of 500 m in two lines.
func pack(id string, by access.Principal) *fund.Package {
	return &fund.Package{Envelope: as(by, fund.KindPackage, id), Title: "Package 1", FundBy: "2026-02-01", Due: "2026-05-01", Lines: []fund.Line{
		{Key: "1", Requirement: "r", Quantity: "40", Unit: "each", Price: "2500000.50", Currency: "USD"},
		{Key: "2", Item: "interceptors", Quantity: "1", Unit: "lot", Price: "399999980", Currency: "USD"},
	}}
}

func gives(id, amount string, cur money.Currency, by access.Principal) *fund.Money {
	return &fund.Money{Envelope: as(by, fund.KindMoney, id), Package: "p", Donor: by.Party, Amount: amount, Currency: cur, Commitment: "de:2026-14"}
}

func act(id, a string, by access.Principal) *fund.Acted {
	return &fund.Acted{Act: work.Act{Envelope: as(by, fund.KindAct, id), Act: a}}
}

func TestEveryActOnAPackageInEveryStateAsEveryRole(t *testing.T) {
	worktest.Walk(t, worktest.World{
		Book: newDesk(t).Book, Table: &fund.Life, Other: "nsatu", Parties: map[string]muster.PartyID{requirement.Requester: "ua"},
		Say: func(about string, p access.Principal) muster.Value { return pack(about, p) },
		Act: func(about, a string, p access.Principal) muster.Value {
			x := act(about, a, p)
			if a == fund.ActOrder {
				x.Override = "the first tranche is enough"
			}
			return x
		},
	})
}

func (d *desk) total() string {
	var all []string
	totals, withheld := d.p.Totals(d.View(0), "p")
	for _, t := range totals {
		s := fmt.Sprintf("%s %s of %s by %d", t.Currency, t.Funded, t.Asked, len(t.Given))
		switch {
		case t.Apart():
			s += " apart"
		case t.Excess.Sign() > 0:
			s += ", " + t.Excess.String() + " in excess"
		case t.Remaining.Sign() > 0:
			s += ", " + t.Remaining.String() + " missing"
		}
		all = append(all, s)
	}
	if withheld {
		all = append(all, "withheld")
	}
	return strings.Join(all, "; ") + " " + d.state()
}

func (d *desk) state() string {
	return d.p.StateOn(d.State, d.Known(), muster.DayOf(d.Now), "p")
}

func (d *desk) comes(want string) {
	d.TB.Helper()
	if got := d.total(); got != want {
		d.TB.Errorf("it comes to %q, want %q", got, want)
	}
}

// 500 m, funded by 275 + 146 + 90 = 511: what is missing, and what is too much, stays visible.
func TestAPackageOf500FundedBy511(t *testing.T) {
	d := newDesk(t)
	p := pack("p", coordinator)
	p.Lines = []fund.Line{{Key: "1", Item: "air defence", Quantity: "1", Unit: "lot", Price: "500000000", Currency: "USD"}}
	d.Add(p)
	d.comes("USD 0 of 500000000 by 0, 500000000 missing open")
	d.Add(gives("f1", "275000000", "USD", donor("de")), gives("f2", "146000000", "USD", donor("pl")))
	d.comes("USD 421000000 of 500000000 by 2, 79000000 missing open")
	two := d.Known()
	refused(t, d.Try(act("p", fund.ActOrder, coordinator)), "act", "79000000 are missing")
	d.Add(gives("f3", "90000000", "USD", donor("us")))
	d.comes("USD 511000000 of 500000000 by 3, 11000000 in excess funded")
	if all, _ := d.p.Totals(d.View(two), "p"); all[0].Remaining.String() != "79000000" {
		t.Errorf("the past became %v", all)
	}
	d.Add(act("p", fund.ActOrder, coordinator))
	d.comes("USD 511000000 of 500000000 by 3, 11000000 in excess ordered")
	d.Reload(fresh()...)
	d.p = standing.Find[*fund.Part](d.State)
	d.comes("USD 511000000 of 500000000 by 3, 11000000 in excess ordered")
}

func TestOtherCurrenciesStayApartUntilSomebodyConverts(t *testing.T) {
	d := newDesk(t)
	d.Add(pack("p", coordinator), gives("f1", "100.10", "USD", donor("de")), gives("f2", "400000000", "EUR", donor("pl")), gives("f3", "5", "GBP", donor("us")))
	d.comes("USD 100.10 of 500000000.00 by 1, 499999899.90 missing; EUR 400000000 of 0 by 1 apart; GBP 5 of 0 by 1 apart open")
	c, _ := d.p.TotalIn(d.View(0), "p", "USD")
	if got := fmt.Sprint(c.Funded.Canonical(), " of ", c.Asked.Canonical(), " ", c.Excess.Canonical(), " ", c.Unconverted); got != "500000100.1 of 500000000 100.1 [GBP 5]" {
		t.Error(got)
	}
	c, _ = d.p.TotalIn(d.View(0), "p", "EUR")
	if got := fmt.Sprint(c.Funded.Canonical(), " of ", c.Asked.Canonical(), " ", c.Excess.Canonical()); got != "400000080.08 of 400000000 80.08" {
		t.Error(got)
	}
}

// What is given can be changed until it is ordered with; more can be given after that.
func TestMoneyMovesUntilThePackageIsOrdered(t *testing.T) {
	d := newDesk(t)
	d.Add(pack("p", coordinator), gives("f1", "500000000", "USD", germany))
	at := d.ID(int(d.Known()))
	less := gives("f1", "499999999", "USD", germany)
	less.Replaces = at
	d.Add(less)
	d.comes("USD 499999999 of 500000000.00 by 1, 1.00 missing open")
	order := act("p", fund.ActOrder, coordinator)
	order.Override, order.Ref = "one dollar", "case 7"
	if got := d.p.Exceptions(d.View(0)); len(got) != 0 {
		t.Errorf("before it: %+v", got)
	}
	d.Add(order)
	if got := d.p.Exceptions(d.View(0)); len(got) != 1 || got[0].Kind != "order-override" || got[0].About != "p" || got[0].At != d.Known() || got[0].Answer != "one dollar" {
		t.Errorf("%+v", got)
	}
	again := gives("f1", "1", "USD", germany)
	again.Replaces = d.ID(int(d.Known()) - 1)
	refused(t, d.Try(again), "package", "its money stays as it was given")
	changed := pack("p", coordinator)
	now, _ := d.p.Get(d.Known(), "p")
	changed.Replaces = now.ID
	refused(t, d.Try(changed), "replaces", "what was ordered is not changed")
	d.Add(gives("f2", "1", "USD", donor("us")))
	d.comes("USD 500000000 of 500000000.00 by 2 ordered")
	d.Add(act("p", fund.ActClose, coordinator))
	refused(t, d.Try(gives("f3", "1", "USD", germany)), "package", "it takes no money")
}

func TestAPackageAndItsMoneyAreRefusedByField(t *testing.T) {
	d := newDesk(t)
	for field, spoil := range map[string]func(*fund.Package){
		"about":                func(x *fund.Package) { x.About = "P 1" },
		"title":                func(x *fund.Package) { x.Title = "" },
		"lines":                func(x *fund.Package) { x.Lines = nil },
		"lines[1].key":         func(x *fund.Package) { x.Lines[1].Key = "1" },
		"lines[0].requirement": func(x *fund.Package) { x.Lines[0].Requirement = "none" },
		"lines[1].item":        func(x *fund.Package) { x.Lines[1].Item = "" },
		"lines[0].quantity":    func(x *fund.Package) { x.Lines[0].Quantity = "0" },
		"lines[0].unit":        func(x *fund.Package) { x.Lines[0].Unit = "" },
		"lines[0].price":       func(x *fund.Package) { x.Lines[0].Price = "dear" },
		"lines[0].currency":    func(x *fund.Package) { x.Lines[0].Currency = "usd" },
		"due":                  func(x *fund.Package) { x.Due = "May" },
	} {
		x := pack("p", coordinator)
		spoil(x)
		refused(t, d.Try(x), field, "")
	}
	d.Add(pack("p", recipient))
	for field, spoil := range map[string]func(*fund.Money){
		"about":      func(x *fund.Money) { x.About = "F 1" },
		"package":    func(x *fund.Money) { x.Package = "none" },
		"amount":     func(x *fund.Money) { x.Amount = "-1" },
		"currency":   func(x *fund.Money) { x.Currency = "XXX1" },
		"commitment": func(x *fund.Money) { x.Commitment = "2026-14" },
		"":           func(x *fund.Money) { x.Donor = "pl" },
	} {
		x := gives("f", "1", "USD", germany)
		spoil(x)
		refused(t, d.Try(x), field, "")
	}
}

func refused(t *testing.T, err error, field, words string) {
	t.Helper()
	if !slices.ContainsFunc(muster.Refusals(err), func(e *muster.Error) bool { return e.Field == field && strings.Contains(e.Why, words) }) {
		t.Errorf("%q %q: %v", field, words, err)
	}
}

func stock(id, quantity, channel string) *offer.Line {
	return matchingtest.Stock("us", id, "generator-100kw", quantity, channel)
}

func supply(about string) *fund.Supply {
	return &fund.Supply{Envelope: as(donor("us"), fund.KindSupply, about)}
}

// An ordered line arrives as offers, which are matched and received as any other.
func TestAnOrderedLineArrivesAsOffers(t *testing.T) {
	d := newDesk(t)
	p := pack("p", coordinator)
	p.Lines = p.Lines[:1]
	d.Add(p, gives("f", "100000020", "USD", germany), stock("o1", "30", "purl"), stock("o2", "11", "purl"), stock("o3", "10", "joint purchase"), stock("o4", "5", "bilateral"))
	refused(t, d.Try(supply("p+1+o1")), "about", "lines arrive once it is ordered")
	d.Add(act("p", fund.ActOrder, coordinator), supply("p+1+o1"))
	refused(t, d.Try(supply("p+1+o2")), "about", "10 are left")
	refused(t, d.Try(supply("p+1+o4")), "about", "an offer through one of")
	refused(t, d.Try(supply("p+7+o3")), "about", "of one of its lines")
	d.Add(supply("p+1+o3"))
	if x := d.p.Lines(d.View(0), "p")[0]; fmt.Sprint(x.Offers, x.Offered, x.Firm, x.Received) != "[o1 o3] 40 0 0" {
		t.Errorf("%+v", x)
	}
	line, _ := standing.Find[*requirement.Part](d.State).Get(d.Known(), "r")
	for id, o := range map[string]string{"m1": "o1", "m2": "o3"} {
		q := map[string]string{"o1": "30", "o3": "10"}[o]
		matchingtest.Accept(d.Book, "us", o, q)
		d.Add(&matching.Match{Envelope: as(coordinator, matching.KindMatch, id), Requirement: "r", Line: line.ID, Offer: o, Quantity: q})
		for _, x := range []struct {
			act string
			by  access.Principal
		}{{"donor-agree", donor("us")}, {"recipient-agree", recipient}, {"firm", coordinator}, {"dispatch", donor("us")}, {"fulfil", recipient}} {
			if d.state() == fund.Arrived {
				t.Fatal("it arrived before it was received")
			}
			d.Add(&matching.Acted{Act: work.Act{Envelope: as(x.by, matching.KindAct, id), Act: x.act}})
		}
	}
	if x := d.p.Lines(d.View(0), "p")[0]; x.Received.String() != "40" || d.state() != fund.Arrived {
		t.Errorf("%+v, %s", x, d.state())
	}
	var tasks []string
	for _, x := range work.Tasks(d.View(0)) {
		if x.Table == &fund.Life {
			tasks = append(tasks, x.Thing.About+" "+x.Thing.State+" "+string(x.Turn.Role))
		}
	}
	if !slices.Equal(tasks, []string{"p arrived coordinator"}) {
		t.Error(tasks)
	}
}

// Who may not see what another gives is told that not all is there.
func TestMoneyIsForWhomItsAudienceNames(t *testing.T) {
	d := newDesk(t)
	secret := gives("f", "1", "USD", germany)
	secret.Audience = "party/de"
	d.Add(pack("p", coordinator), secret)
	v, err := d.State.At(d.Known(), muster.DayOf(d.Now), standing.Looker{Principal: donor("pl"), Today: muster.DayOf(d.Now)})
	if err != nil {
		t.Fatal(err)
	}
	if all, withheld := d.p.Totals(v, "p"); !withheld || !all[0].Funded.IsZero() {
		t.Errorf("%v, %v", all, withheld)
	}
}

// Who may not see an offer as which a line arrives, or that it does, is told that not all of it is shown: what
// comes to nothing says so too.
func TestWhatArrivesIsForWhomItsAudienceNames(t *testing.T) {
	for _, hide := range []func(*offer.Line, *fund.Supply){
		func(o *offer.Line, _ *fund.Supply) { o.Audience = "party/us" }, func(_ *offer.Line, s *fund.Supply) { s.Audience = "party/us" },
	} {
		d := newDesk(t)
		o, x := stock("o1", "30", "purl"), supply("p+1+o1")
		hide(o, x)
		order := act("p", fund.ActOrder, coordinator)
		order.Override = "urgent"
		d.Add(pack("p", coordinator), o, order, x)
		for party, sees := range map[muster.PartyID]bool{"pl": false, "us": true} {
			v, err := d.State.At(d.Known(), muster.DayOf(d.Now), standing.Looker{Principal: donor(party), Today: muster.DayOf(d.Now)})
			if err != nil {
				t.Fatal(err)
			}
			all := d.p.Lines(v, "p")
			if all[0].Withheld == sees || all[0].Offered.IsZero() == sees || (len(all[0].Offers) > 0) != sees || all[1].Withheld {
				t.Errorf("%s: %+v", party, all)
			}
		}
	}
}
