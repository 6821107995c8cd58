package reform_test

import (
	"testing"

	"muster"
	"muster/access"
	"muster/reform"
)

// A step that is given to somebody else is not assessed by who worked on it before.
func TestWhoEverDidAStepDoesNotAssessIt(t *testing.T) {
	d := newDesk(t)
	mine := step("s", coordinator)
	mine.Executor = assessor.Party
	d.Add(mine)
	report := d.do("s", reform.ActReport, access.Principal{Role: access.Executor, Party: assessor.Party})
	d.Add(report, d.amended("s", "given to the ministry", func(x *reform.Step) { x.Executor = "ua" }))
	d.refuses(d.do("s", reform.ActAssess, assessor), "who worked on the step does not judge it")
	d.refuses(d.rate("s", "yes", nil), "who worked on the step does not judge it")
	d.Add(instalment("in", "10", coordinator, "s"), pay("in", reform.ActRequest, coordinator, nil))
	d.refuses(pay("in", reform.ActAssess, assessor, nil), "who does a step of it does not judge its own")
}

// Who does a step of a chapter does not say how far the chapter is.
func TestWhoDoesAStepOfAChapterDoesNotRateTheChapter(t *testing.T) {
	d := newDesk(t)
	x := step("s", coordinator)
	x.Executor = assessor.Party
	d.Add(x)
	chapter := func(key string) *reform.Rating {
		return &reform.Rating{
			Envelope: as(assessor, reform.KindRating, "ff+"+key+"+progress+2026"), Framework: "ff", Chapter: key, Scale: "progress", Value: "good", Period: "2026", Assessed: "2026-01-05", Document: "SWD 1", Paragraph: "2.1",
		}
	}
	d.refuses(chapter("23"), "who does a step of the chapter does not judge its own")
	d.refuses(chapter("c1"), "who does a step of the chapter does not judge its own") // the cluster of 23
	d.Add(chapter("8"))
}

// What is asked of a law that is adopted is fulfilled once it is, and a clock stops no sooner.
func TestWhatAsksForALawIsNotFulfilledBeforeItWasAdopted(t *testing.T) {
	d := newDesk(t)
	x := step("s", coordinator)
	x.Law = reform.LawAdopted
	d.Add(x)
	d.acts("s", reform.ActAssess)
	d.Add(d.rate("s", "yes", func(x *reform.Rating) { x.Adopted = "2026-01-05" }))
	d.refuses(d.do("s", reform.ActFulfil, assessor), "a day not before the law was adopted, 2026-01-05")
	on := d.do("s", reform.ActFulfil, assessor)
	on.Fulfilled = "2026-01-05"
	d.Add(on)
}

// A rating by an older wording fulfils no wording that asks for more.
func TestARatingByAnOlderWordingFulfilsNoElementThatCameLater(t *testing.T) {
	d := newDesk(t)
	d.Add(step("s", coordinator), step("t", coordinator))
	d.acts("s", reform.ActAssess)
	d.acts("t", reform.ActAssess)
	a, b := d.rate("s", "yes", nil), d.rate("t", "yes", nil)
	d.Add(d.amended("s", "an audit is asked for too", func(x *reform.Step) { x.Elements = []reform.Element{{Key: "a", Text: en("there is an audit")}} }))
	d.Add(d.amended("t", "a law is asked for", func(x *reform.Step) { x.Law = reform.LawAdopted }))
	d.Add(a, b)
	d.refuses(d.do("s", reform.ActFulfil, assessor), "a rating that finds the element a met; it is by an older wording")
	d.refuses(d.do("t", reform.ActFulfil, assessor), "a rating that says when the law was adopted; it is by an older wording")
}

// That something was fulfilled no longer is not forgotten by what is found in between.
func TestWhatWasReversedIsNotFulfilledBeforeThatWhateverWasFoundSince(t *testing.T) {
	d := newDesk(t)
	d.Add(step("s", coordinator))
	d.acts("s", reform.ActAssess, reform.ActFulfil, reform.ActReverse, reform.ActBegin, reform.ActAssess, reform.ActMiss, reform.ActReassess)
	d.Add(d.rate("s", "yes", nil))
	d.refuses(d.do("s", reform.ActFulfil, assessor), "a day after it was fulfilled no longer, 2026-01-05")
}

// What was reversed is fulfilled again by a new assessment, not by the one that it was fulfilled by before.
func TestWhatWasReversedIsAssessedAnew(t *testing.T) {
	d := newDesk(t)
	d.Add(step("s", coordinator))
	d.acts("s", reform.ActAssess)
	d.Add(d.rate("s", "yes", func(x *reform.Rating) { x.Assessed = "2026-01-04" }))
	d.Add(d.do("s", reform.ActFulfil, assessor))
	early := d.do("s", reform.ActReverse, assessor)
	early.Reversed = "2026-01-03"
	d.refuses(early, "a day not before it was fulfilled, 2026-01-04")
	d.acts("s", reform.ActReverse, reform.ActBegin, reform.ActAssess)
	d.Now = d.Now.AddDate(0, 0, 2)
	again := d.do("s", reform.ActFulfil, assessor)
	again.Fulfilled = "2026-01-06"
	d.refuses(again, "a rating made since it was fulfilled no longer, 2026-01-05")
	d.Add(d.rate("s", "yes", nil))
	now := d.do("s", reform.ActFulfil, assessor)
	now.Fulfilled = "2026-01-06"
	d.Add(now)
}

// Money that one instalment holds for a step is released and given up of that one.
func TestMoneyIsReleasedOfTheInstalmentThatHoldsIt(t *testing.T) {
	d := newDesk(t)
	d.Add(step("s", coordinator), step("u", coordinator))
	d.acts("s", reform.ActAssess, reform.ActMiss)
	d.acts("u", reform.ActAssess, reform.ActMiss)
	d.decided("one", "100", "60", "2024-01-05", "s", "u")
	d.decided("two", "100", "60", "2024-01-05", "s", "u")
	for _, id := range []string{"s", "u"} {
		hold := d.do(id, reform.ActSuspend, assessor)
		hold.Instalment, hold.Decided = "one", "2024-01-05"
		d.Add(hold)
	}
	d.Add(d.rate("s", "yes", nil))
	late := d.do("s", reform.ActFulfilLate, assessor)
	late.Fulfilled = "2024-06-01"
	d.Add(late)
	of := func(a, id string) func(*reform.InstalmentActed) {
		return func(x *reform.InstalmentActed) { x.Step = id }
	}
	d.refuses(pay("two", reform.ActRelease, assessor, of(reform.ActRelease, "s")), "two holds no money for s")
	d.refuses(pay("two", reform.ActReduce, assessor, of(reform.ActReduce, "u")), "two holds no money for u")
	d.Add(pay("one", reform.ActRelease, assessor, of(reform.ActRelease, "s")), pay("one", reform.ActReduce, assessor, of(reform.ActReduce, "u")))
}

// Nothing is paid on a day before the decision by which it is paid.
func TestNothingIsPaidBeforeItsDecision(t *testing.T) {
	d := newDesk(t)
	d.Add(step("s", coordinator))
	d.acts("s", reform.ActAssess, reform.ActMiss, reform.ActSuspend, reform.ActFulfilLate)
	d.refuses(pay("in-s", reform.ActPay, coordinator, func(x *reform.InstalmentActed) { x.Day = "2026-01-04" }), "a day not before the decision, 2026-01-05")
	d.refuses(pay("in-s", reform.ActRelease, assessor, func(x *reform.InstalmentActed) { x.Day, x.Step = "2026-01-04", "s" }), "a day not before the decision, 2026-01-05")
	before := pay("in-s", reform.ActRelease, assessor, func(x *reform.InstalmentActed) { x.Decided, x.Step = "2026-01-04", "s" })
	d.refuses(before, "a day not before the decision that held it, 2026-01-05")
}

// A decision may pay nothing: all of it is held, and the clocks run.
func TestADecisionMayPayNothing(t *testing.T) {
	d := newDesk(t)
	d.Add(step("s", coordinator))
	d.acts("s", reform.ActAssess, reform.ActMiss)
	d.decided("in-s", "100", "0", "2026-01-05", "s")
	d.acts("s", reform.ActSuspend)
	in, _ := d.p.Instalments.Get(d.Known(), "in-s")
	if purse, _ := d.p.Purse(d.View(0), &in.Value); purse.Held().String() != "100" || purse.Decided != "2026-01-05" {
		t.Errorf("%+v", purse)
	}
	d.refuses(pay("in-s", reform.ActPay, coordinator, func(x *reform.InstalmentActed) { x.Amount = "0" }), "a decimal above 0")
}

// A word that something was rated by means what it meant.
func TestAWordThatWasUsedMeansWhatItMeant(t *testing.T) {
	d := newDesk(t)
	d.Add(step("s", coordinator))
	d.Add(d.rate("s", "part", nil))
	now, _ := d.p.Frameworks.Get(d.Known(), "ff")
	again := func(change func(*reform.Framework)) *reform.Framework {
		x := facility()
		x.Replaces = now.ID
		change(x)
		return x
	}
	d.refuses(again(func(x *reform.Framework) { x.Scales[0].Degrees[1].Means = reform.Fulfilled }), "the word part of the scale fulfilment means partly fulfilled")
	d.refuses(again(func(x *reform.Framework) {
		x.Scales[0].Rates = reform.OfResult
		for i := range x.Scales[0].Degrees {
			x.Scales[0].Degrees[i].Means = ""
		}
	}), "the scale fulfilment rates a step")
	d.Add(again(func(x *reform.Framework) {
		x.Scales[0].Degrees[1].Title = muster.Text{"en": "part", "uk": "частково"}
	}))
}

// Counts are published by who keeps or assesses by a framework, or by the coordinator of reforms.
func TestCountsAreSaidByAnAssessorOfTheFramework(t *testing.T) {
	d := newDesk(t)
	x := table()
	x.About, x.Assessors = "hh", []muster.PartyID{"us"}
	d.Add(x)
	count := func(p access.Principal) *reform.Tally {
		return &reform.Tally{Envelope: as(p, reform.KindTally, "hh+measure+2026-01-01"), Framework: "hh", Scale: "measure", On: "2026-01-01", Counts: []reform.Count{{Value: "implemented", Count: 318}}}
	}
	d.refuses(count(access.Principal{Role: access.Assessor, Party: "de"}), "does not assess by hh")
	d.Add(count(assessor))
}

// Whatever a version asks for otherwise is a change of its wording: an element, a goal, a law that is no longer to
// be in force, a text in the other language.
func TestWhateverIsAskedForOtherwiseIsAChangeOfWording(t *testing.T) {
	d := newDesk(t)
	x := step("s", coordinator)
	x.Criterion = muster.Text{"en": "Capacity grows.", "uk": "Потужність зростає."}
	x.Measured, x.Unit, x.Goal, x.Law = reform.Quantitative, "MW", "250", reform.LawInForce
	x.Elements = []reform.Element{{Key: "a", Text: en("new lines")}, {Key: "b", Text: en("new plants")}}
	d.Add(x)
	amend := func(change func(*reform.Step)) reform.Slip {
		t.Helper()
		d.Add(d.amended("s", "the plan was amended", change))
		all := d.p.Slips(d.View(0), "s")
		return all[len(all)-1]
	}
	words := func(s reform.Slip) (text string) {
		for _, r := range s.Words {
			if r.Change != reform.Kept {
				text += r.Change + "|" + r.Text + ";"
			}
		}
		return text
	}
	for _, c := range []struct {
		change func(*reform.Step)
		want   string
	}{
		{func(x *reform.Step) { x.Goal = "100" }, "out|250;in|100;"},
		{func(x *reform.Step) { x.Elements = x.Elements[:1] }, "out|b: new plants\n;"},
		{func(x *reform.Step) {
			x.Criterion = muster.Text{"en": "Capacity grows.", "uk": "Потужність росте."}
		}, "out|зростає;in|росте;"},
		{func(x *reform.Step) { x.Law = reform.LawAdopted }, ""},
	} {
		if s := amend(c.change); !s.Wording || words(s) != c.want {
			t.Errorf("wording %v, %q; want %q", s.Wording, words(s), c.want)
		}
	}
	if s := amend(func(x *reform.Step) { x.Due = "2027-01-01" }); s.Wording || s.Words != nil {
		t.Errorf("only its day moved: %+v", s)
	}
}

// While a step is assessed again nobody is told that it is fulfilled.
func TestWhatIsAssessedAgainIsNotSaidToBeFulfilled(t *testing.T) {
	d := newDesk(t)
	d.Add(step("s", coordinator))
	day := func() string {
		th, _ := d.p.Thing(d.View(0), "step", "s")
		return d.p.Fulfilled(d.View(0), &th)
	}
	d.acts("s", reform.ActAssess, reform.ActFulfil)
	if got := day(); got != "2026-01-04" {
		t.Errorf("fulfilled on %q", got)
	}
	d.acts("s", reform.ActReassess)
	if got := day(); got != "" {
		t.Errorf("assessed again, and still fulfilled on %q", got)
	}
}
