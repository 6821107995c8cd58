package evidence_test

import (
	"fmt"
	"strings"
	"testing"

	"muster"
	"muster/access"
	"muster/evidence"
	"muster/record"
	"muster/work"
)

func TestAnIncidentStaysAllegedUntilTwoItemsOfDifferentOriginCorroborateIt(t *testing.T) {
	d := newVault(t)
	d.verified("e-2")
	copied := entry("e-3", documenter)
	copied.Of, copied.Made = "e-2", "working copy"
	d.Add(document("e-3"), copied, d.event("evidence", "e-3", evidence.EventReceived, documenter), do("e-3", evidence.ActRegister, custodian),
		do("e-3", evidence.ActReview, first), do("e-3", evidence.ActFind, first), do("e-3", evidence.ActVerify, second))
	d.verified("e-4")
	d.verified("e-5")
	d.Add(&evidence.Pair{Envelope: as(second, evidence.KindPair, "e-2+e-5"), Object: "evidence", Verdict: work.Same})
	d.Add(incident("i-1", documenter, "e-1", "e-2", "e-3", "e-5"))
	d.refuses(onIncident("i-1", evidence.ActCorroborate, first), "1 of its items count")
	said, _ := d.p.Incidents.Get(d.Known(), "i-1")
	x := incident("i-1", documenter, "e-2", "e-4")
	x.Replaces = said.ID
	d.Add(x)
	d.is("incident", "i-1", evidence.Alleged)
	d.Add(onIncident("i-1", evidence.ActCorroborate, first))
	self := first
	self.Role = access.LegalOfficer
	d.refuses(onIncident("i-1", evidence.ActConfirm, self), "somebody else goes through it")
	d.Add(onIncident("i-1", evidence.ActConfirm, legal))
	d.is("incident", "i-1", evidence.Reviewed)
	said, _ = d.p.Incidents.Get(d.Known(), "i-1")
	x = incident("i-1", documenter, "e-2")
	x.Replaces = said.ID
	d.Add(x)
	d.is("incident", "i-1", evidence.Alleged)
}

func TestCostSaysItsMethodItsDayAndItsCurrency(t *testing.T) {
	d := newVault(t)
	d.Add(damage("d-1", assessor))
	for text, spoil := range map[string]func(*evidence.DamageActed){
		"method": func(x *evidence.DamageActed) { x.Method = "" }, "price_date": func(x *evidence.DamageActed) { x.PriceDate = "" },
		"currency": func(x *evidence.DamageActed) { x.Currency = "" }, "a day not after today": func(x *evidence.DamageActed) { x.PriceDate = "2027-01-01" }, "a decimal": func(x *evidence.DamageActed) { x.Amount = "much" },
	} {
		x := onDamage("d-1", evidence.ActAssess, assessor)
		spoil(x)
		d.refuses(x, text)
	}
	d.Add(onDamage("d-1", evidence.ActAssess, assessor))
}

func TestNothingIsReferredToACategoryThatTakesNoClaims(t *testing.T) {
	d := newVault(t)
	d.Add(damage("d-1", assessor), onDamage("d-1", evidence.ActAssess, assessor))
	none := onDamage("d-1", evidence.ActClassify, legal)
	none.Code = "Z9"
	d.refuses(none, "one of B1.5, A3.7, B1.9")
	for _, code := range []string{"A3.7", "B1.9"} { // never opened, and closed
		x := onDamage("d-1", evidence.ActClassify, legal)
		x.Code = code
		d.Add(x)
		d.refuses(onDamage("d-1", evidence.ActRefer, legal), "the category "+code+" of rd4u is not known to take claims on 2026-01-05")
	}
	d.Add(onDamage("d-1", evidence.ActClassify, legal), onDamage("d-1", evidence.ActRefer, legal))
	if a, _ := d.p.Assessment(d.Known(), "d-1"); a.Foreign != "R-1" || a.Code != "B1.5" {
		t.Errorf("%+v", a)
	}
}

func TestEligibilityIsAHintAndTheCauseStaysAlleged(t *testing.T) {
	d := newVault(t)
	d.verified("e-2")
	d.verified("e-3")
	d.Add(incident("i-1", documenter, "e-2", "e-3"))
	x := damage("d-1", legal)
	x.Incident = "i-1"
	early := damage("d-2", legal)
	early.Damaged, early.From, early.Until, early.Place.Region = "old", "2022-01-01", "2022-02-28", "PL"
	d.Add(x, early)
	hints := func(id string) string { return fmt.Sprint(d.p.Hints(d.View(0), id, "rd4u")) }
	if got := hints("d-1"); got != "[{date yes} {territory yes} {cause alleged}]" {
		t.Error(got)
	}
	if got := hints("d-2"); got != "[{date in part} {territory no} {cause alleged}]" {
		t.Error(got)
	}
	d.Add(onIncident("i-1", evidence.ActCorroborate, first))
	if got := hints("d-1"); got != "[{date yes} {territory yes} {cause corroborated}]" {
		t.Error(got)
	}
	// Who sees the damage and not the incident is told nothing of what became of it.
	if got := fmt.Sprint(d.p.Hints(d.sees(assessor), "d-1", "rd4u")); got != "[{date yes} {territory yes} {cause alleged}]" {
		t.Error(got)
	}
	if got := d.p.Hints(d.sees(access.Anybody()), "d-1", "rd4u"); got != nil {
		t.Error(got)
	}
}

func TestOneObjectEnteredTwiceIsSeenAndNeverMerged(t *testing.T) {
	d := newVault(t)
	second := damage("d-2", assessor)
	later := damage("d-3", assessor)
	later.From, later.Until = "2026-01-04", "2026-01-05" // the same object, hit again
	abroad, known := damage("d-4", assessor), damage("d-5", assessor)
	abroad.Damaged, abroad.Register, abroad.Foreign = "a", "rd4u", "R-7"
	known.Damaged, known.Register, known.Foreign = "b", "rd4u", "R-7"
	d.Add(damage("d-1", assessor), second, later, abroad, known)
	d.Add(onDamage("d-1", evidence.ActAssess, assessor), onDamage("d-2", evidence.ActAssess, assessor))
	pairs := func() string { return fmt.Sprint(d.p.Doubles(d.View(0))) }
	if got := pairs(); got != "[{d-1 d-2 object  } {d-4 d-5 register  }]" {
		t.Error(got)
	}
	totals := func() string {
		rows, left := d.p.Totals(d.View(0))
		var all []string
		for _, r := range rows {
			all = append(all, fmt.Sprint(r.Sort, " ", r.Region, " ", r.Month, " ", r.Currency, " ", r.Entries, " ", r.Open, " ", r.Cost))
		}
		return fmt.Sprint(strings.Join(all, "; "), " without ", left)
	}
	if got := totals(); got != "school UA-63 2026-01  3 2 0; school UA-63 2026-01 EUR 2 2 124001.00 without 0" {
		t.Error(got)
	}
	d.Add(&evidence.Pair{Envelope: as(legal, evidence.KindPair, "d-1+d-2"), Object: "damage", Verdict: work.Same})
	if got := totals(); got != "school UA-63 2026-01  3 2 0; school UA-63 2026-01 EUR 1 0 62000.50 without 1" {
		t.Error(got)
	}
	if _, ok := d.p.Damages.Get(d.Known(), "d-2"); !ok {
		t.Error("an entry was merged away")
	}
}

func TestALegalHoldStopsErasure(t *testing.T) {
	d := newVault(t)
	text := &evidence.Text{Envelope: as(documenter, evidence.KindText, "e-1"), Object: "evidence", Sort: "source", Text: "zq a name"}
	text.Audience = evidence.Restricted
	d.Add(text)
	at := d.ID(int(d.Known()))
	d.Add(&evidence.Told{Envelope: as(documenter, evidence.KindTold, "e-1"), Object: "evidence", Sort: "source", Text: at}, incident("i-1", documenter, "e-1"), hold("h-1", legal, "incident/i-1"))
	erase := func(x record.Erase) *record.Erase {
		x.Envelope = as(operator, record.KindErase, "")
		return &x
	}
	for _, x := range []record.Erase{{Statement: at}, {Document: digest("e-1")}} {
		d.refuses(erase(x), "the legal hold h-1 is on it")
	}
	d.refuses(hold("h-2", documenter, "evidence/e-1"), "may not do hold.say")
	said, _ := d.p.LegalHolds.Get(d.Known(), "h-1")
	less := hold("h-1", legal, "evidence/e-1")
	less.Replaces = said.ID
	d.refuses(less, "to let one go lift it and put another")
	d.Add(lift("h-1", legal), erase(record.Erase{Statement: at}), erase(record.Erase{Document: digest("e-1")}))
}

// What a hold was on stays held when hold, case, incident or entry of damage are stated again without it.
func TestALegalHoldIsNotEscapedByStatingAnythingAgain(t *testing.T) {
	d := newVault(t)
	for _, id := range []string{"e-2", "e-3", "e-4", "e-5", "e-6"} {
		d.registered(id)
	}
	hit := damage("d-1", legal)
	hit.Items = []string{"e-4"}
	c := theCase("c-1", legal)
	c.Items, c.Incidents, c.Damages = []string{"e-2"}, []string{"i-1"}, []string{"d-1"}
	before := incident("i-1", documenter, "e-3", "e-6")
	d.Add(before, hit)
	again := func(x muster.Value, id muster.ID) muster.Value {
		x.Common().Replaces = id
		return x
	}
	now := func(object, about string) muster.ID {
		th, _ := d.p.Thing(d.View(0), object, about)
		all := d.p.StepsOf(d.Known(), object, th.About)
		return all[len(all)-1]
	}
	d.Add(again(incident("i-1", documenter, "e-3"), now("incident", "i-1"))) // e-6 left it before there was a hold
	d.Add(c, hold("h-1", legal, "case/c-1"))
	less, none, other := theCase("c-1", legal), damage("d-1", legal), hold("h-1", legal, "case/c-1", "evidence/e-5")
	less.Items = []string{"e-1"}
	d.Add(again(incident("i-1", documenter), now("incident", "i-1")), again(none, now("damage", "d-1")), again(less, now("case", "c-1")), again(other, now("hold", "h-1")))
	held := func() (all string) {
		for i := 1; i <= 6; i++ {
			if _, ok := d.p.Held(d.Known(), fmt.Sprint("evidence/e-", i)); ok {
				all += fmt.Sprint(i, " ")
			}
		}
		return all
	}
	if got := held(); got != "1 2 3 4 5 " {
		t.Errorf("held are %s", got)
	}
	x := &record.Erase{Envelope: as(operator, record.KindErase, ""), Document: digest("e-3")}
	d.refuses(x, "the legal hold h-1 is on it")
	d.Add(lift("h-1", legal))
	if got := held(); got != "" {
		t.Errorf("lifted, and held are %s", got)
	}
	d.Add(x)
}

// No object of the register, no act on one and no event of custody is withdrawn: a legal hold is lifted.
func TestNothingOfTheRegisterIsWithdrawnAsAStatement(t *testing.T) {
	d := newVault(t)
	d.Add(incident("i-1", documenter, "e-1"), damage("d-1", assessor), theCase("c-1", legal), hold("h-1", legal, "evidence/e-1"))
	withdraw := func(p access.Principal, id muster.ID) *record.Withdrawal {
		e := as(p, record.KindWithdraw, "")
		e.Withdraws = id
		return &record.Withdrawal{Envelope: e}
	}
	at := func(object, about string) muster.ID { return d.p.StepsOf(d.Known(), object, about)[0] }
	for object, of := range map[string]struct {
		about string
		by    access.Principal
	}{"evidence": {"e-1", documenter}, "incident": {"i-1", documenter}, "damage": {"d-1", assessor}, "case": {"c-1", legal}, "hold": {"h-1", legal}} {
		d.refuses(withdraw(of.by, at(object, of.about)), "a "+object+" is not withdrawn as a statement")
	}
	d.refuses(withdraw(documenter, d.p.Chain(d.Known(), "evidence", "e-1")[0].ID), "custody is not taken back")
	if _, held := d.p.Held(d.Known(), "evidence/e-1"); !held {
		t.Error("the hold is gone")
	}
}
