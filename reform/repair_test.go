package reform_test

import (
	"testing"

	"muster"
	"muster/access"
	"muster/reform"
	"muster/standing"
)

// A rating by a wording that did not ask for a law in force does not fulfil one that does.
func TestARatingByAnOlderWordingSaysWhetherTheLawIsInForce(t *testing.T) {
	d := newDesk(t)
	d.Add(step("s", coordinator))
	d.acts("s", reform.ActAssess)
	old := d.rate("s", "yes", nil)
	d.Add(d.amended("s", "the law is to be in force", func(x *reform.Step) { x.Law = reform.LawInForce }))
	d.Add(old)
	d.refuses(d.do("s", reform.ActFulfil, assessor), "a rating that says from when the law is in force")
}

// What was reversed is fulfilled again on a later day, not on the one before.
func TestWhatWasReversedIsFulfilledOnALaterDay(t *testing.T) {
	d := newDesk(t)
	d.Add(step("s", coordinator))
	d.acts("s", reform.ActAssess, reform.ActFulfil, reform.ActReverse, reform.ActBegin, reform.ActAssess)
	d.Add(d.rate("s", "yes", nil))
	again := d.do("s", reform.ActFulfil, assessor)
	again.Fulfilled = "2026-01-05" // the day from which it was reversed
	d.refuses(again, "a day after it was fulfilled no longer, 2026-01-05")
}

// Who may not see the act that holds money back sees that it is held, and neither until when nor that it lapsed;
// the same of what became of an instalment.
func TestAClockAndMoneyAreForThoseWhoMaySeeTheActs(t *testing.T) {
	d := newDesk(t)
	d.Add(step("s", coordinator))
	d.acts("s", reform.ActAssess, reform.ActMiss)
	d.decided("in", "100", "60", "2025-01-03", "s")
	hold := d.do("s", reform.ActSuspend, assessor)
	hold.Instalment, hold.Decided, hold.Audience = "in", "2025-01-03", "party/us"
	pay := &reform.InstalmentActed{Act: act("in", reform.ActPay, coordinator).Act, Day: "2025-01-04", Amount: "60"}
	pay.Kind, pay.Audience = reform.KindInstalmentAct, "party/nsatu+party/us"
	d.Add(hold, pay)
	state := func(party muster.PartyID, object, about string) (string, int) {
		t.Helper()
		today := d.View(0).Effective
		v, err := d.State.At(d.Known(), today, standing.Looker{Principal: access.Principal{Role: access.Assessor, Party: party}, Today: today})
		if err != nil {
			t.Fatal(err)
		}
		th, ok := d.p.Thing(v, object, about)
		if !ok {
			t.Fatalf("no %s %s", object, about)
		}
		_, clock := th.Days["clock"]
		return th.State, map[bool]int{true: 1}[clock]
	}
	if s, clock := state("us", "step", "s"); s != reform.Lapsed || clock != 1 {
		t.Errorf("to who may see it the step is %s, with %d clocks", s, clock)
	}
	if s, clock := state("fr", "step", "s"); s != reform.Suspended || clock != 0 {
		t.Errorf("to who may not the step is %s, with %d clocks", s, clock)
	}
	if s, _ := state("us", "instalment", "in"); s != reform.PaidInPart {
		t.Errorf("to who may see it the instalment is %s", s)
	}
	if s, _ := state("fr", "instalment", "in"); s != reform.Paid {
		t.Errorf("to who may not the instalment is %s", s)
	}
}

// Who does a precondition of an instalment does not assess the instalment.
func TestWhoDoesAPreconditionDoesNotJudgeTheInstalment(t *testing.T) {
	d := newDesk(t)
	pre := step("pre", coordinator)
	pre.Precondition, pre.Executor = true, assessor.Party
	d.Add(pre, step("s", coordinator))
	in := &reform.Instalment{Envelope: as(coordinator, reform.KindInstalment, "in"), Framework: "ff", Title: en("first"), Steps: []string{"s"}, Preconditions: []string{"pre"}, Stake: &reform.Stake{Amount: "1", Currency: "EUR"}}
	ask := &reform.InstalmentActed{Act: act("in", reform.ActRequest, coordinator).Act, Day: "2026-01-02"}
	ask.Kind = reform.KindInstalmentAct
	d.Add(in, ask)
	x := &reform.InstalmentActed{Act: act("in", reform.ActAssess, assessor).Act, Day: "2026-01-03"}
	x.Kind = reform.KindInstalmentAct
	d.refuses(x, "does not judge its own")
}
