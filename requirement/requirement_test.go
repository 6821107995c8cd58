package requirement_test

import (
	"slices"
	"strings"
	"testing"

	"muster"
	"muster/access"
	"muster/item"
	"muster/item/itemtest"
	"muster/party"
	"muster/requirement"
	"muster/standing"
	"muster/standing/standingtest"
	"muster/work"
	"muster/work/worktest"
)

func newBook(t testing.TB) *standingtest.Book {
	b := standingtest.New(t, party.New(), item.New(), requirement.New())
	itemtest.Fill(b)
	return b
}

var officer = access.Principal{Role: access.RecipientOfficer, Party: "ua"}

func line(about string, p access.Principal) *requirement.Line {
	return &requirement.Line{
		Envelope: standingtest.As(string(p.Role), p.Party, requirement.KindLine, about), Requester: "ua", Item: "generator-100kw",
		Quantity: "60", Unit: "each", Priority: 2, NeededBy: "2027-03-01", Place: "Kyiv oblast", List: "annual 2027",
	}
}

func act(about, act string, p access.Principal) *requirement.Acted {
	x := &requirement.Acted{Act: work.Act{Envelope: standingtest.As(string(p.Role), p.Party, requirement.KindAct, about), Act: act}}
	x.Why = "a reason"
	if act == requirement.ActSupersede {
		x.Successor = "other"
	}
	return x
}

func TestEveryActInEveryStateAsEveryRole(t *testing.T) {
	b := newBook(t)
	b.Add(line("other", officer))
	worktest.Walk(t, worktest.World{
		Book: b, Table: &requirement.Life, Parties: map[string]muster.PartyID{requirement.Requester: "ua"}, Other: "nsatu",
		Say: func(about string, p access.Principal) muster.Value { return line(about, p) },
		Act: func(about, a string, p access.Principal) muster.Value { return act(about, a, p) },
	})
}

// A change of a line that was validated sends it back to be validated again; what is over is not changed.
func TestAChangeIsValidatedAgain(t *testing.T) {
	b := newBook(t)
	p := standing.Find[*requirement.Part](b.State)
	state := func() string { v, _ := p.State(b.Known(), "r"); return v.Value.State }
	coordinator := access.Principal{Role: access.Coordinator, Party: "nsatu"}
	b.Add(line("r", officer), act("r", "submit", officer), act("r", "validate", coordinator), act("r", "open", coordinator))
	if state() != requirement.Open {
		t.Fatal(state())
	}
	opened := b.Known()
	changed := line("r", officer)
	changed.Quantity = "40"
	if err := b.Try(changed); err == nil || !strings.Contains(err.Error(), "replaces") {
		t.Errorf("changed without saying what it replaces: %v", err)
	}
	first, _ := p.Get(b.Known(), "r")
	changed.Replaces = first.ID
	b.Add(changed)
	if state() != requirement.Submitted {
		t.Errorf("after a change it is %s", state())
	}
	if then, _ := p.State(opened, "r"); then.Value.State != requirement.Open {
		t.Errorf("the past became %s", then.Value.State)
	}
	if old, _ := p.Get(opened, "r"); old.Value.Quantity.String() != "60" {
		t.Errorf("the past says %s", old.Value.Quantity)
	}
	b.Add(act("r", "withdraw", officer))
	again, now := line("r", officer), first
	now, _ = p.Get(b.Known(), "r")
	again.Replaces = now.ID
	if err := b.Try(again); err == nil || !strings.Contains(err.Error(), "what is over is not changed") {
		t.Errorf("changed after its end: %v", err)
	}
}

// An act that rests on a state which is over is told what happened.
func TestAnActOnAnOldStateIsAConflict(t *testing.T) {
	b := newBook(t)
	p := standing.Find[*requirement.Part](b.State)
	b.Add(line("r", officer))
	seen, _ := p.State(b.Known(), "r")
	b.Add(act("r", "submit", officer))
	late := act("r", "withdraw", officer)
	late.On = seen.ID
	err := b.Try(late)
	if r := muster.Refusals(err); len(r) != 1 || r[0].Kind != muster.KindConflict || !strings.Contains(r[0].Why, "submitted since statement") {
		t.Error(err)
	}
}

func TestALineIsRefusedByField(t *testing.T) {
	b := newBook(t)
	for field, spoil := range map[string]func(*requirement.Line){
		"about":     func(l *requirement.Line) { l.About = "R 1" },
		"requester": func(l *requirement.Line) { l.Requester = "xx" },
		"quantity":  func(l *requirement.Line) { l.Quantity = "-3" },
		"min_lot":   func(l *requirement.Line) { l.MinLot = "61" },
		"priority":  func(l *requirement.Line) { l.Priority = 6 },
		"needed_by": func(l *requirement.Line) { l.NeededBy = "soon" },
		"links[0]":  func(l *requirement.Line) { l.Links = []string{"r"} },
		"audience":  func(l *requirement.Line) { l.Audience = "friends" },
	} {
		l := line("r", officer)
		spoil(l)
		err := b.Try(l)
		if !slices.ContainsFunc(muster.Refusals(err), func(e *muster.Error) bool { return e.Field == field }) {
			t.Errorf("%s: %v", field, err)
		}
	}
	if err := b.Try(line("r", access.Principal{Role: access.DonorOfficer, Party: "de"})); err == nil {
		t.Error("a donor officer states a requirement of the recipient")
	}
}

func TestOneNeedInTwoListsIsSeen(t *testing.T) {
	b := newBook(t)
	p := standing.Find[*requirement.Part](b.State)
	coordinator := access.Principal{Role: access.Coordinator, Party: "nsatu"}
	other := func(id string, change func(*requirement.Line)) *requirement.Line {
		l := line(id, officer)
		l.List = "urgent"
		change(l)
		return l
	}
	b.Add(line("a", officer), other("b", func(*requirement.Line) {}),
		other("c", func(l *requirement.Line) { l.Place = "Odesa oblast" }), other("d", func(l *requirement.Line) { l.NeededBy = "2027-06-01" }),
		other("e", func(l *requirement.Line) { l.List = "annual 2027" }), other("f", func(*requirement.Line) {}))
	for _, id := range []string{"a", "b", "c", "d", "e"} {
		b.Add(act(id, "submit", officer))
	}
	about := func() (all []string) {
		for _, pair := range p.Overlaps(b.View(0)) {
			all = append(all, pair.About()+map[bool]string{true: "", false: " decided"}[pair.Undecided()])
		}
		return all
	}
	if got := about(); !slices.Equal(got, []string{"a+b", "b+e"}) {
		t.Fatal(got)
	}
	decide := func(p access.Principal) *requirement.Overlap {
		x := &requirement.Overlap{Envelope: standingtest.As(string(p.Role), p.Party, requirement.KindOverlap, "a+b"), Verdict: "same", Keep: "a"}
		x.Why = "both count the same hospital"
		return x
	}
	if err := b.Try(decide(officer)); err == nil {
		t.Error("the requester decided")
	}
	b.Add(decide(coordinator))
	if got := about(); !slices.Equal(got, []string{"a+b decided", "b+e"}) {
		t.Error(got)
	}
}

// A decision on two lines is for its own audience: whoever may not see it sees the pair, that it was decided,
// and neither how nor why.
func TestADecisionIsForItsOwnAudience(t *testing.T) {
	b := newBook(t)
	one, two := line("a", officer), line("b", officer)
	two.List = "urgent 2027"
	b.Add(one, act("a", "submit", officer), two, act("b", "submit", officer))
	x := &requirement.Overlap{Envelope: standingtest.As("coordinator", "nsatu", requirement.KindOverlap, "a+b"), Verdict: work.Same}
	x.Why, x.Audience = "a secret reason", "party/us"
	b.Add(x)
	p := standing.Find[*requirement.Part](b.State)
	for party, sees := range map[muster.PartyID]bool{"de": false, "us": true} {
		v, err := b.State.At(0, muster.DayOf(b.Now), standing.Looker{Principal: access.Principal{Role: access.DonorOfficer, Party: party}, Today: muster.DayOf(b.Now)})
		if err != nil {
			t.Fatal(err)
		}
		pairs, decisions := p.Overlaps(v), 0
		for range p.Decisions(v) {
			decisions++
		}
		if len(pairs) != 1 || pairs[0].Undecided() || pairs[0].Withheld == sees || (pairs[0].Decided != nil) != sees || (decisions == 1) != sees {
			t.Errorf("%s: %+v and %d decisions", party, pairs, decisions)
		}
	}
}
