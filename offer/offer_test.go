package offer_test

import (
	"slices"
	"strings"
	"testing"

	"muster"
	"muster/access"
	"muster/item"
	"muster/item/itemtest"
	"muster/offer"
	"muster/party"
	"muster/standing"
	"muster/standing/standingtest"
	"muster/work"
	"muster/work/worktest"
)

func newBook(t testing.TB) *standingtest.Book {
	b := standingtest.New(t, party.New(), item.New(), offer.New())
	itemtest.Fill(b)
	return b
}

var (
	officer     = access.Principal{Role: access.DonorOfficer, Party: "de"}
	coordinator = access.Principal{Role: access.Coordinator, Party: "nsatu"}
)

func line(about string, p access.Principal) *offer.Line {
	return &offer.Line{
		Envelope: standingtest.As(string(p.Role), p.Party, offer.KindLine, about), Donor: "de", Item: "generator-100kw", Quantity: "40", Unit: "each",
		Condition: "serviceable", Location: "Grafenwöhr", Ready: "2027-01-15", ValidUntil: "2027-06-30", Owner: "us", Channel: "bilateral",
		Value: &offer.Value{Amount: "1200000", Currency: "EUR", Basis: "net book"},
	}
}

func act(about, act string, p access.Principal) *offer.Acted {
	x := &offer.Acted{Act: work.Act{Envelope: standingtest.As(string(p.Role), p.Party, offer.KindAct, about), Act: act}}
	x.Why = "a reason"
	if act == offer.ActAccept {
		x.Quantity = "10"
	}
	return x
}

func consent(about string, p access.Principal) *offer.Consent {
	return &offer.Consent{Envelope: standingtest.As(string(p.Role), p.Party, offer.KindConsent, about), Owner: "us", Due: "2027-01-01"}
}

func consentAct(about, act string, p access.Principal) *offer.ConsentActed {
	x := &offer.ConsentActed{Act: work.Act{Envelope: standingtest.As(string(p.Role), p.Party, offer.KindConsentAct, about), Act: act}}
	x.Why = "a reason"
	return x
}

var parties = map[string]muster.PartyID{offer.Donor: "de", offer.Owner: "us"}

func TestEveryActOnAnOfferInEveryStateAsEveryRole(t *testing.T) {
	worktest.Walk(t, worktest.World{
		Book: newBook(t), Table: &offer.Life, Parties: parties, Other: "nsatu",
		Say: func(about string, p access.Principal) muster.Value { return line(about, p) },
		Act: func(about, a string, p access.Principal) muster.Value { return act(about, a, p) },
	})
}

func TestEveryActOnAConsentInEveryStateAsEveryRole(t *testing.T) {
	b := newBook(t)
	worktest.Walk(t, worktest.World{
		Book: b, Table: &offer.ConsentLife, Parties: parties, Other: "nsatu",
		Say: func(about string, p access.Principal) muster.Value {
			b.Add(line(about, officer))
			return consent(about, p)
		},
		Act: func(about, a string, p access.Principal) muster.Value { return consentAct(about, a, p) },
	})
}

func TestAnOfferIsRefusedByField(t *testing.T) {
	b := newBook(t)
	for field, spoil := range map[string]func(*offer.Line){
		"about":          func(l *offer.Line) { l.About = "O 1" },
		"donor":          func(l *offer.Line) { l.Donor = "xx" },
		"original_owner": func(l *offer.Line) { l.Owner = "xx" },
		"quantity":       func(l *offer.Line) { l.Quantity = "none" },
		"lot":            func(l *offer.Line) { l.Lot = "41" },
		"condition":      func(l *offer.Line) { l.Condition = "good" },
		"channel":        func(l *offer.Line) { l.Channel = "" },
		"ready":          func(l *offer.Line) { l.Ready = "soon" },
		"valid_until":    func(l *offer.Line) { l.ValidUntil = "2027-01-14" },
		"value.basis":    func(l *offer.Line) { l.Value.Basis = "" },
		"value.currency": func(l *offer.Line) { l.Value.Currency = "XXX1" },
		"value.amount":   func(l *offer.Line) { l.Value.Amount = "-1" },
	} {
		l := line("o", officer)
		spoil(l)
		err := b.Try(l)
		if !slices.ContainsFunc(muster.Refusals(err), func(e *muster.Error) bool { return e.Field == field }) {
			t.Errorf("%s: %v", field, err)
		}
	}
}

func TestAValueOfWhichNobodySaysHowItWasFoundIsAnException(t *testing.T) {
	b := newBook(t)
	p := standing.Find[*offer.Part](b.State)
	said, none := line("o-2", officer), line("o-3", officer)
	said.Value.Basis, none.Value = "donor declared", nil
	said.Why = "as we were told"
	b.Add(line("o", officer), none, said)
	if got := p.Exceptions(b.View(0)); len(got) != 1 || got[0].Kind != "basis-unknown" || got[0].About != "o-2" || got[0].At != b.Known() || got[0].Answer != said.Why {
		t.Errorf("%+v", got)
	}
}

// What is accepted in tranches never exceeds what is offered.
func TestAnOfferIsAcceptedInParts(t *testing.T) {
	b := newBook(t)
	p := standing.Find[*offer.Part](b.State)
	b.Add(line("o", officer), act("o", "notify", officer), act("o", "assess", coordinator), act("o", "accept", coordinator))
	more := act("o", "accept", coordinator)
	more.Quantity = "31"
	if err := b.Try(more); err == nil || !strings.Contains(err.Error(), "of the 40 offered 30 are left") {
		t.Error(err)
	}
	more.Quantity = "30"
	before := b.Known()
	b.Add(more)
	if got := p.Accepted(b.Known(), "o"); got.String() != "40" {
		t.Error(got)
	}
	if got := p.Accepted(before, "o"); got.String() != "10" {
		t.Errorf("the past says %s", got)
	}
	mark := b.State.Mark()
	_ = b.Admit(act("o", "withdraw", officer))
	b.State.Rollback(mark)
	if life, _ := p.State(b.Known(), "o"); life.Value.State != offer.Accepted {
		t.Errorf("taken back: %s", life.Value.State)
	}
}

func TestConsentHoldsUntilItsDay(t *testing.T) {
	b := newBook(t)
	p := standing.Find[*offer.Part](b.State)
	on := muster.NewDay(2027, 2, 1)
	b.Add(line("o", officer), consent("o", officer))
	if p.Consented(b.Known(), "o", on) {
		t.Error("consented before an answer")
	}
	yes := consentAct("o", "grant", access.Principal{Role: access.DonorOfficer, Party: "us"})
	yes.Until = "2027-02-01"
	b.Add(yes)
	if !p.Consented(b.Known(), "o", on) || p.Consented(b.Known(), "o", on+1) {
		t.Error("the consent holds until 2027-02-01")
	}
	b.Add(consentAct("o", "refuse", officer))
	if p.Consented(b.Known(), "o", on) {
		t.Error("consented after a refusal")
	}
	free := line("free", officer)
	free.Owner = ""
	b.Add(free)
	if !p.Consented(b.Known(), "free", on) {
		t.Error("nobody's consent is needed")
	}
}

// What has no last day has none after a restart either.
func TestAnOfferWithoutEndIsInASnapshot(t *testing.T) {
	b := newBook(t)
	endless := line("o", officer)
	endless.ValidUntil = ""
	b.Add(endless, consent("o", officer), consentAct("o", "grant", officer))
	b.Reload(party.New(), item.New(), offer.New())
	p := standing.Find[*offer.Part](b.State)
	if got, _ := p.Get(b.Known(), "o"); got.Value.ValidUntil != muster.MaxDay || got.Value.Quantity.String() != "40" || got.Value.Ready != muster.NewDay(2027, 1, 15) {
		t.Errorf("%+v", got.Value)
	}
	if !p.Consented(b.Known(), "o", muster.NewDay(2099, 1, 1)) {
		t.Error("the consent had no last day")
	}
}

func TestStockOfferedTwiceIsSeen(t *testing.T) {
	b := newBook(t)
	p := standing.Find[*offer.Part](b.State)
	as := func(id string, change func(*offer.Line)) *offer.Line {
		l := line(id, officer)
		change(l)
		return l
	}
	b.Add(line("a", officer), as("b", func(l *offer.Line) { l.Channel = "eu" }), as("c", func(l *offer.Line) { l.Quantity = "39"; l.Channel = "eu" }),
		as("d", func(l *offer.Line) { l.Stock = "7"; l.Quantity = "5" }), as("e", func(l *offer.Line) { l.Stock = "7"; l.Quantity = "6" }))
	about := func() (all []string) {
		for _, pair := range p.Overlaps(b.View(0)) {
			all = append(all, pair.About()+" "+strings.Join(pair.Same, "+")+map[bool]string{true: "", false: " decided"}[pair.Undecided()])
		}
		return all
	}
	if got := about(); !slices.Equal(got, []string{"a+b item+quantity+location", "d+e stock"}) {
		t.Fatal(got)
	}
	x := &offer.Overlap{Envelope: standingtest.As("coordinator", "nsatu", offer.KindOverlap, "a+b"), Verdict: "same"}
	x.Why = "one depot"
	b.Add(x)
	if got := about(); got[0] != "a+b item+quantity+location decided" {
		t.Error(got)
	}
}

// A decision on two offers is for its own audience.
func TestADecisionIsForItsOwnAudience(t *testing.T) {
	b := newBook(t)
	p := standing.Find[*offer.Part](b.State)
	two := line("b", officer)
	two.Channel = "eu"
	x := &offer.Overlap{Envelope: standingtest.As("coordinator", "nsatu", offer.KindOverlap, "a+b"), Verdict: "same"}
	x.Why, x.Audience = "a secret reason", "party/us"
	b.Add(line("a", officer), two, x)
	for party, sees := range map[muster.PartyID]bool{"pl": false, "us": true} {
		v, err := b.State.At(0, muster.DayOf(b.Now), standing.Looker{Principal: access.Principal{Role: access.DonorOfficer, Party: party}, Today: muster.DayOf(b.Now)})
		if err != nil {
			t.Fatal(err)
		}
		if all := p.Overlaps(v); len(all) != 1 || all[0].Undecided() || all[0].Withheld == sees || (all[0].Decided != nil) != sees {
			t.Errorf("%s: %+v", party, all)
		}
	}
}
