package reform_test

import (
	"testing"

	"muster"
	"muster/reform"
	"muster/standing"
)

func TestTheMoneyOfAStepMayBeUnknown(t *testing.T) {
	d := newDesk(t)
	x := step("s", coordinator)
	x.Stake = &reform.Stake{Currency: "EUR"}
	d.refuses(x, "where nothing is known, leave the stake out")
	x.Stake = &reform.Stake{Grant: "5", Amount: "20", Currency: "EUR"}
	d.refuses(x, "all of it is their sum")
	x.Stake = nil
	y := step("s2", coordinator)
	y.Stake = &reform.Stake{Grant: "5", Loan: "15.50", Currency: "EUR"}
	d.Add(x, y)
	if got := y.Stake.Total().String(); got != "20.50" {
		t.Error(got)
	}
}

func TestTheClockRunsFromTheDatedDecision(t *testing.T) {
	d := newDesk(t)
	d.Add(step("s", coordinator))
	d.acts("s", reform.ActAssess, reform.ActMiss)
	d.decided("in", "100", "60", "2025-08-08", "s")
	hold := d.do("s", reform.ActSuspend, assessor)
	hold.Instalment = "in"
	d.refuses(hold, "the decision on the instalment and its day, Decision 1 of 2025-08-08")
	hold.Decided = "2025-08-08"
	d.Add(hold)
	h, _ := d.p.Hold(d.View(0), "s")
	if h.Until != "2026-08-08" || h.Left(muster.NewDay(2026, 1, 6)) != 214 {
		t.Errorf("%+v, %d days left", h, h.Left(muster.NewDay(2026, 1, 6)))
	}
	if got := (&reform.Clock{Months: 12}).Until(muster.NewDay(2024, 2, 29)); got != muster.NewDay(2025, 2, 28) {
		t.Errorf("from a leap day it runs until %s", got)
	}
}

func TestTheClockStopsOnTheDayOfFulfilmentNotOfTheReport(t *testing.T) {
	d := newDesk(t)
	d.Add(step("s", coordinator))
	d.acts("s", reform.ActAssess, reform.ActMiss)
	d.decided("in", "100", "60", "2025-01-03", "s")
	hold := d.do("s", reform.ActSuspend, assessor)
	hold.Instalment, hold.Decided = "in", "2025-01-03"
	d.Add(hold)
	d.is("step", "s", reform.Lapsed) // until 3 January 2026; it is the 5th
	if at, _ := d.p.Steps.State(d.Known(), "s"); at.Value.State != reform.Suspended {
		t.Errorf("the calendar recorded %s", at.Value.State)
	}
	d.acts("s", reform.ActReport)
	d.Add(d.rate("s", "yes", nil))
	late := d.do("s", reform.ActFulfilLate, assessor)
	late.Fulfilled = "2026-01-04"
	d.refuses(late, "ran until 2026-01-03, and what was fulfilled later has lapsed")
	late.Fulfilled = "2026-01-03"
	d.Add(late)
	d.is("step", "s", reform.FulfilledLate)
}

func TestAnInstalmentIsReducedOnlyOnceTheClockRanOut(t *testing.T) {
	d := newDesk(t)
	d.Add(step("s", coordinator))
	d.acts("s", reform.ActAssess, reform.ActMiss, reform.ActSuspend)
	cut := pay("in-s", reform.ActReduce, assessor, func(x *reform.InstalmentActed) { x.Step, x.Amount = "s", "40" })
	d.refuses(cut, "365 days are left")
	d.refuses(pay("in-s", reform.ActRelease, assessor, func(x *reform.InstalmentActed) { x.Step = "s" }), "released for a step that was fulfilled late")
	d.Now = d.Now.AddDate(1, 0, 1)
	d.Add(pay("in-s", reform.ActPay, coordinator, nil), cut)
	d.is("step", "s", reform.Lapsed)
	d.is("instalment", "in-s", reform.Reduced)
}

func TestNoMoreIsPaidThanWasDecidedAndNoMoreReleasedThanIsHeld(t *testing.T) {
	d := newDesk(t)
	d.Add(step("s", coordinator))
	d.acts("s", reform.ActAssess, reform.ActMiss, reform.ActSuspend)
	amount := func(a, of string) *reform.InstalmentActed {
		return pay("in-s", a, assessor, func(x *reform.InstalmentActed) {
			if x.Amount = of; a == reform.ActRelease {
				x.Step = "s"
			}
		})
	}
	d.refuses(amount(reform.ActPay, "60.01"), "what is left of what is decided and not paid, 60 EUR, or less")
	d.Add(amount(reform.ActPay, "50"), amount(reform.ActPay, "10"))
	d.refuses(amount(reform.ActPay, "1"), "0 EUR, or less")
	d.is("instalment", "in-s", reform.PaidInPart)
	d.acts("s", reform.ActFulfilLate)
	d.refuses(amount(reform.ActRelease, "41"), "what is left of what is held, 40 EUR, or less")
	d.Add(amount(reform.ActRelease, "40"))
	d.is("instalment", "in-s", reform.Released)
}

// Vector 3: sixteen steps, thirteen fulfilled, 3.05 of 4.5 bn paid; one of the three that were held is fulfilled
// late, and 597,494,240 are released with instalment 5.
func TestInstalmentFour(t *testing.T) {
	d := newDesk(t)
	var ids []string
	for i := range 16 {
		id := "uf-4." + string(rune('a'+i))
		ids = append(ids, id)
		d.Add(step(id, coordinator))
		if i < 13 {
			d.acts(id, reform.ActReport, reform.ActAssess, reform.ActFulfil)
		} else {
			d.acts(id, reform.ActReport, reform.ActAssess, reform.ActMiss)
		}
	}
	d.decided("in-4", "4500000000", "3050000000", "2025-08-08", ids...)
	for _, id := range ids[13:] {
		x := d.do(id, reform.ActSuspend, assessor)
		x.Instalment, x.Decided = "in-4", "2025-08-08"
		d.Add(x)
	}
	paid := func(in, a, amount, step string) *reform.InstalmentActed {
		return pay(in, a, assessor, func(x *reform.InstalmentActed) { x.Amount, x.Step = amount, step })
	}
	d.Add(paid("in-4", reform.ActPay, "3050000000", ""))
	d.is("instalment", "in-4", reform.PaidInPart)
	d.acts(ids[13], reform.ActFulfilLate)
	d.Add(paid("in-4", reform.ActRelease, "597494240", ids[13]))
	d.decided("in-5", "1351906159", "1351906159", "2025-11-04")
	d.Add(paid("in-5", reform.ActPay, "1351906159", ""))

	check := func() {
		t.Helper()
		v := d.View(0)
		four, _ := d.p.Instalments.Get(d.Known(), "in-4")
		five, _ := d.p.Instalments.Get(d.Known(), "in-5")
		a, _ := d.p.Purse(v, &four.Value)
		b, _ := d.p.Purse(v, &five.Value)
		if sum := a.Released.Add(b.Paid).String(); sum != "1949400399" {
			t.Errorf("released and paid come to %s", sum)
		}
		if a.Paid.String() != "3050000000" || a.Held().String() != "852505760" {
			t.Errorf("%s paid, %s held", a.Paid, a.Held())
		}
		d.is("instalment", "in-4", reform.PaidInPart)
		d.is("instalment", "in-5", reform.Paid)
		states := map[string]int{}
		for th := range d.p.Things(v, "step") {
			states[th.State]++
		}
		if states[reform.Fulfilled] != 13 || states[reform.FulfilledLate] != 1 || states[reform.Suspended] != 2 {
			t.Errorf("%v", states)
		}
		if h, _ := d.p.Hold(v, ids[15]); h.Left(muster.NewDay(2026, 1, 6)) != 214 {
			t.Errorf("%d days are left", h.Left(muster.NewDay(2026, 1, 6)))
		}
	}
	check()
	d.Reload(fresh()...)
	d.p = standing.Find[*reform.Part](d.State)
	check()
}
