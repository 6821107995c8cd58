package matching_test

import (
	"strings"
	"testing"

	"muster"
	"muster/access"
	"muster/item"
	"muster/item/itemtest"
	"muster/matching"
	"muster/offer"
	"muster/party"
	"muster/requirement"
	"muster/standing"
	"muster/standing/standingtest"
	"muster/work"
	"muster/work/worktest"
)

var (
	recipient   = access.Principal{Role: access.RecipientOfficer, Party: "ua"}
	germany     = access.Principal{Role: access.DonorOfficer, Party: "de"}
	coordinator = access.Principal{Role: access.Coordinator, Party: "nsatu"}
	mover       = access.Principal{Role: access.MovementOfficer, Party: "nsatu"}
	receiver    = access.Principal{Role: access.ReceivingOfficer, Party: "ua"}
)

// desk is a book with the scene and the parts of coordination.
type desk struct {
	*standingtest.Book
	p *matching.Part
}

// fresh are the parts of coordination, with nothing in them.
func fresh() []standing.Part {
	return []standing.Part{party.New(), item.New(), requirement.New(), offer.New(), matching.New()}
}

func newDesk(t testing.TB) *desk {
	b := standingtest.New(t, fresh()...)
	itemtest.Fill(b)
	return &desk{b, standing.Find[*matching.Part](b.State)}
}

func as(p access.Principal, kind, about string) muster.Envelope {
	return standingtest.As(string(p.Role), p.Party, kind, about)
}

func needOf(id, quantity string, change ...func(*requirement.Line)) *requirement.Line {
	l := &requirement.Line{
		Envelope: as(recipient, requirement.KindLine, id), Requester: "ua", Item: "generator-100kw", Quantity: quantity, Unit: "each",
		Priority: 2, NeededBy: "2027-03-01", Substitutes: []item.ID{"generator-60kw"},
	}
	for _, f := range change {
		f(l)
	}
	return l
}

func stockOf(id, quantity string, change ...func(*offer.Line)) *offer.Line {
	l := &offer.Line{
		Envelope: as(germany, offer.KindLine, id), Donor: "de", Item: "generator-100kw", Quantity: quantity, Unit: "each", Condition: "new",
		Ready: "2026-12-15", ValidUntil: "2027-06-30", Channel: "bilateral",
	}
	for _, f := range change {
		f(l)
	}
	return l
}

func onNeed(id, act string, p access.Principal) *requirement.Acted {
	return &requirement.Acted{Act: work.Act{Envelope: why(as(p, requirement.KindAct, id)), Act: act}}
}

func onStock(id, act, quantity string, p access.Principal) *offer.Acted {
	return &offer.Acted{Act: work.Act{Envelope: why(as(p, offer.KindAct, id)), Act: act}, Quantity: quantity}
}

func why(e muster.Envelope) muster.Envelope {
	e.Why = "a reason"
	return e
}

// open states a requirement and opens it.
func (d *desk) open(l *requirement.Line) {
	d.Add(l, onNeed(l.About, "submit", recipient), onNeed(l.About, "validate", coordinator), onNeed(l.About, "open", coordinator))
}

// accept states an offer and accepts all of it.
func (d *desk) accept(l *offer.Line) {
	d.Add(l, onStock(l.About, "notify", "", germany), onStock(l.About, "assess", "", coordinator), onStock(l.About, "accept", l.Quantity, coordinator))
}

func (d *desk) match(id, need, stock, quantity string, p access.Principal) *matching.Match {
	line, _ := standing.Find[*requirement.Part](d.State).Get(d.Known(), need)
	return &matching.Match{Envelope: as(p, matching.KindMatch, id), Requirement: need, Line: line.ID, Offer: stock, Quantity: quantity}
}

func act(id, act string, p access.Principal) *matching.Acted {
	x := &matching.Acted{Act: work.Act{Envelope: why(as(p, matching.KindAct, id)), Act: act}}
	if act == matching.ActShortClose {
		x.Received = "0"
	}
	return x
}

// agree proposes a match and has both sides agree.
func (d *desk) agree(id, need, stock, quantity string) {
	d.Add(d.match(id, need, stock, quantity, coordinator), act(id, "donor-agree", germany), act(id, "recipient-agree", recipient))
}

func (d *desk) cover(id string) string {
	c, _ := d.p.Cover(d.State, d.Known(), id)
	return strings.Join([]string{c.Need.String(), c.Proposed.String(), c.Firm.String(), c.Moving.String(), c.Received.String(), c.Open().String()}, " ") +
		" " + d.p.RequirementState(d.State, d.Known(), id, muster.NewDay(2026, 12, 1))
}

func (d *desk) refuses(v muster.Value, kind muster.ErrorKind, words string) {
	d.TB.Helper()
	err := d.Try(v)
	all := muster.Refusals(err)
	if len(all) == 0 || all[0].Kind != kind || !strings.Contains(err.Error(), words) {
		d.TB.Errorf("%s about %s: %v, want %s with %q", v.Common().Kind, v.Common().About, err, kind, words)
	}
}

func TestEveryActOnAMatchInEveryStateAsEveryRole(t *testing.T) {
	d := newDesk(t)
	n := 0
	worktest.Walk(t, worktest.World{
		Book: d.Book, Table: &matching.Life, Other: "nsatu", Parties: map[string]muster.PartyID{offer.Donor: "de", requirement.Requester: "ua"},
		Say: func(about string, p access.Principal) muster.Value {
			n++
			d.open(needOf("r-"+about, "60"))
			d.accept(stockOf("o-"+about, "40"))
			return d.match(about, "r-"+about, "o-"+about, "10", p)
		},
		Act: func(about, a string, p access.Principal) muster.Value { return act(about, a, p) },
	})
	if n < 9 {
		t.Errorf("walked %d states", n)
	}
}

// A need of 60: 40 of its own kind and a substitute of which two stand in for one.
func TestMatchesCoverANeed(t *testing.T) {
	d := newDesk(t)
	d.open(needOf("r", "60"))
	d.accept(stockOf("o", "40"))
	d.accept(stockOf("small", "50", func(l *offer.Line) { l.Item = "generator-60kw" }))
	d.agree("m1", "r", "o", "40")
	if got := d.cover("r"); got != "60 40 0 0 0 60 open" {
		t.Error(got)
	}
	d.Add(act("m1", "firm", coordinator))
	if got := d.cover("r"); got != "60 0 40 0 0 20 partly covered" {
		t.Error(got)
	}
	d.agree("m2", "r", "small", "40")
	d.Add(act("m2", "firm", coordinator))
	if got := d.cover("r"); got != "60 0 60 0 0 0 covered" {
		t.Error(got)
	}
	covered := d.Known()
	d.Add(act("m1", "dispatch", mover), act("m1", "fulfil", receiver), act("m2", "dispatch", mover))
	if got := d.cover("r"); got != "60 0 60 20 40 0 covered" {
		t.Error(got)
	}
	short := act("m2", "short-close", coordinator)
	short.Received = "30"
	d.Add(short)
	if got := d.cover("r"); got != "60 0 55 0 55 5 partly covered" {
		t.Error(got)
	}
	if u, _ := d.p.Use(d.State, d.Known(), "small", muster.NewDay(2026, 12, 1)); u.Free().String() != "20" {
		t.Errorf("%s free of 50 after 30 were received", u.Free())
	}
	d.agree("m3", "r", "small", "10")
	d.Add(act("m3", "firm", coordinator), act("m3", "dispatch", mover), act("m3", "fulfil", receiver))
	if got := d.cover("r"); got != "60 0 60 0 60 0 fulfilled" {
		t.Error(got)
	}
	if got := d.p.RequirementState(d.State, covered, "r", muster.NewDay(2026, 12, 1)); got != requirement.Covered {
		t.Errorf("the past became %s", got)
	}
}

func TestWhatIsBoundNeverExceedsWhatThereIs(t *testing.T) {
	d := newDesk(t)
	d.open(needOf("r", "30"))
	d.open(needOf("other", "30"))
	d.accept(stockOf("o", "40"))
	d.agree("m1", "r", "o", "30")
	d.agree("m2", "other", "o", "20")
	d.Add(act("m1", "firm", coordinator))
	d.refuses(act("m2", "firm", coordinator), muster.KindConflict, "last by match m1 (coordinator@nsatu")
	d.agree("m3", "r", "o", "5")
	d.refuses(act("m3", "firm", coordinator), muster.KindConflict, "say in override why")
	over := act("m3", "firm", coordinator)
	over.Override = "two break on the way"
	if got := standing.Find[*matching.Part](d.State).Exceptions(d.View(0)); len(got) != 0 {
		t.Errorf("before it: %+v", got)
	}
	d.Add(over)
	if got := standing.Find[*matching.Part](d.State).Exceptions(d.View(0)); len(got) != 1 || got[0].Kind != "match-override" || got[0].About != "m3" || got[0].At != d.Known() || got[0].Answer != over.Override {
		t.Errorf("%+v", got)
	}
	d.refuses(onStock("o", "withdraw", "", germany), muster.KindConflict, "match m1 rests on it")
	d.refuses(onNeed("r", "withdraw", recipient), muster.KindConflict, "match m1 rests on it")
	d.Add(act("m1", "cancel", germany), act("m2", "firm", coordinator))
	if got := d.cover("r"); got != "30 0 5 0 0 25 partly covered" {
		t.Error(got)
	}
}

func TestAMatchIsRefusedForWhatItIs(t *testing.T) {
	d := newDesk(t)
	d.open(needOf("r", "60", func(l *requirement.Line) { l.MinLot = "4" }))
	d.open(needOf("shells", "480", func(l *requirement.Line) { l.Item, l.Unit, l.Substitutes = "shell-155", "round", nil }))
	d.Add(needOf("draft", "1"))
	d.accept(stockOf("o", "40", func(l *offer.Line) { l.Lot = "2" }))
	d.accept(stockOf("truck", "4", func(l *offer.Line) { l.Item = "truck" }))
	d.accept(stockOf("pallets", "30", func(l *offer.Line) { l.Item, l.Unit = "shell-155", "pallet" }))
	d.accept(stockOf("tied", "4", func(l *offer.Line) { l.For = []string{"shells"} }))
	d.accept(stockOf("owned", "4", func(l *offer.Line) { l.Owner = "us" }))
	d.Add(stockOf("new", "4"))
	for words, m := range map[string]*matching.Match{
		"only an open one":     d.match("m", "draft", "o", "1", coordinator),
		"only an accepted one": d.match("m", "r", "new", "4", coordinator),
		"asks for generator":   d.match("m", "r", "truck", "4", coordinator),
		"in lots of 2":         d.match("m", "r", "o", "5", coordinator),
		"has use for 4":        d.match("m", "r", "o", "2", coordinator),
		"for shells only":      d.match("m", "r", "tied", "4", coordinator),
		"above 0":              d.match("m", "r", "o", "0", coordinator),
	} {
		err := d.Try(m)
		if err == nil || !strings.Contains(err.Error(), words) {
			t.Errorf("%q: %v", words, err)
		}
	}
	d.agree("m1", "shells", "pallets", "20")
	d.Add(act("m1", "firm", coordinator))
	if got := d.cover("shells"); got != "480 0 480 0 0 0 covered" {
		t.Error(got)
	}
	d.agree("m2", "r", "owned", "4")
	d.refuses(act("m2", "firm", coordinator), muster.KindConflict, "needs the consent of us")
	d.Add(&offer.Consent{Envelope: as(germany, offer.KindConsent, "owned"), Owner: "us", Due: "2026-12-01"},
		&offer.ConsentActed{Act: work.Act{Envelope: as(access.Principal{Role: access.DonorOfficer, Party: "us"}, offer.KindConsentAct, "owned"), Act: "grant"}})
	d.Add(act("m2", "firm", coordinator))
}

func TestAReservationKeepsOthersOut(t *testing.T) {
	d := newDesk(t)
	d.open(needOf("r", "60"))
	d.open(needOf("other", "60"))
	d.accept(stockOf("o", "40"))
	keep := func(id, need, quantity, until string) *matching.Reserve {
		return &matching.Reserve{Envelope: as(recipient, matching.KindReserve, id), Offer: "o", Requirement: need, Quantity: quantity, Until: until}
	}
	d.refuses(keep("k", "r", "30", "2027-12-01"), muster.KindInvalid, "accepted is a day from")
	d.refuses(keep("k", "r", "41", "2026-01-20"), muster.KindConflict, "40 are neither firm nor reserved")
	d.Add(keep("k", "r", "30", "2026-01-20"))
	d.refuses(keep("k2", "other", "11", "2026-01-20"), muster.KindConflict, "10 are neither firm nor reserved")
	d.agree("m1", "other", "o", "20")
	d.refuses(act("m1", "firm", coordinator), muster.KindConflict, "30 until 2026-01-20 by recipient-officer@ua")
	d.agree("m2", "r", "o", "30")
	if err := d.Try(act("m2", "firm", coordinator)); err != nil {
		t.Errorf("the reservation is for this requirement: %v", err)
	}
	d.Now = d.Now.AddDate(0, 0, 16)
	d.Add(act("m1", "firm", coordinator))
}
