package reform_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"muster"
	"muster/access"
	"muster/record"
	"muster/reform"
)

func (d *desk) amended(about, why string, change func(*reform.Step)) *reform.Step {
	d.TB.Helper()
	now, ok := d.p.Steps.Get(d.Known(), about)
	if !ok {
		d.TB.Fatalf("no step %s", about)
	}
	x := now.Value
	x.Envelope = as(coordinator, reform.KindStep, about)
	x.Replaces, x.Why = now.ID, why
	change(&x)
	return &x
}

func TestAFrameworkKeepsTheWordsThatWereUsed(t *testing.T) {
	d := newDesk(t)
	d.Add(step("s", coordinator))
	d.Add(d.rate("s", "yes", nil))
	now, _ := d.p.Frameworks.Get(d.Known(), "ff")
	again := func(change func(*reform.Framework)) *reform.Framework {
		x := facility()
		x.Replaces = now.ID
		change(x)
		return x
	}
	d.refuses(again(func(x *reform.Framework) { x.Scales[0].Degrees = x.Scales[0].Degrees[:2] }), "the word yes is left out")
	d.refuses(again(func(x *reform.Framework) { x.Scales = x.Scales[1:] }), "the scale fulfilment is left out")
	d.refuses(again(func(x *reform.Framework) { x.Chapters = x.Chapters[:1] }), "the chapter 23 is left out")
	d.Add(again(func(x *reform.Framework) {
		x.Chapters = append(x.Chapters, reform.Chapter{Key: "24", Title: en("Justice"), In: "c1"})
	}))
}

func TestAReportIsDueByADayOfItsMonth(t *testing.T) {
	day := func(s string) muster.Day { d, _ := muster.ParseDay(s); return d }
	f := facility()
	for _, c := range []struct{ every, from, want string }{
		{"quarter", "2026-01-05", "2026-03-25"},
		{"quarter", "2026-03-25", "2026-03-25"},
		{"quarter", "2026-03-26", "2026-06-25"},
		{"quarter", "2026-12-26", "2027-03-25"},
		{"year", "2026-01-05", "2026-09-15"},
		{"year", "2026-09-16", "2027-09-15"},
	} {
		r := f.Reports[map[string]int{"quarter": 0, "year": 1}[c.every]]
		if got := r.Next(day(c.from)); got != day(c.want) {
			t.Errorf("each %s, from %s: %s, want %s", c.every, c.from, got, c.want)
		}
	}
	if got := (reform.Reporting{Every: "month", Day: 31}).Next(day("2026-02-03")); got != day("2026-02-28") {
		t.Errorf("of a shorter month: %s", got)
	}
}

func TestAnAmendedCriterionKeepsItsVersionsAndSaysWhy(t *testing.T) {
	d := newDesk(t)
	d.Add(step("s", coordinator))
	d.refuses(d.amended("s", "", func(x *reform.Step) { x.Criterion = en("The law is adopted.") }), "the reason why it is amended")
	d.Add(d.amended("s", "plan amended", func(x *reform.Step) { x.Criterion = en("The law enters into force by June.") }))
	all := d.p.Slips(d.View(0), "s")
	if len(all) != 2 || !all[1].Wording || all[1].Why != "plan amended" {
		t.Fatalf("%+v", all)
	}
	versions := d.p.Steps.Versions(d.Known(), "s")
	var said []string
	for _, r := range reform.Difference(versions[0].Value.Criterion.In("en"), versions[1].Value.Criterion.In("en")) {
		said = append(said, r.Change+"|"+r.Text)
	}
	if !slices.Equal(said, []string{"|The law enters into force", "in| by June", "|."}) {
		t.Errorf("%q", said)
	}
}

func TestADeadlineThatMovedIsThereWithItsReason(t *testing.T) {
	d := newDesk(t)
	d.Add(step("s", coordinator))
	d.Add(d.amended("s", "elections", func(x *reform.Step) { x.Due = "2026-06-30" }))
	d.Add(d.amended("s", "still", func(x *reform.Step) { x.Due = "2026-06-15" }))
	var said []string
	for _, s := range d.p.Slips(d.View(0), "s") {
		said = append(said, fmt.Sprintf("%s %s %+d", s.Due, s.Why, s.Moved))
	}
	if !slices.Equal(said, []string{"2026-03-31  +0", "2026-06-30 elections +91", "2026-06-15 still -15"}) {
		t.Errorf("%q", said)
	}
}

// The words of two texts, whichever they are, are all in their difference, in order.
func FuzzDifference(f *testing.F) {
	f.Add("The law is adopted.", "The law is adopted, and in force.")
	f.Add("", "a")
	f.Add("закон набрав чинності", "закон ще не набрав чинності")
	f.Fuzz(func(t *testing.T, was, now string) {
		var a, b strings.Builder
		for _, r := range reform.Difference(was, now) {
			if r.Change != reform.Put {
				a.WriteString(r.Text)
			}
			if r.Change != reform.Out {
				b.WriteString(r.Text)
			}
		}
		if a.String() != was || b.String() != now {
			t.Errorf("%q and %q come back as %q and %q", was, now, a.String(), b.String())
		}
	})
}

func TestAQuantitativeStepHasAGoalAndAUnit(t *testing.T) {
	d := newDesk(t)
	x := step("s", coordinator)
	x.Measured = reform.Quantitative
	d.refuses(x, "a quantitative step has both")
	x.Unit, x.Baseline, x.Goal = "MW", "100", "250"
	d.Add(x)
	d.refuses(d.do("s", reform.ActReport, ministry), "the value reached, in MW")
	r := d.do("s", reform.ActReport, ministry)
	r.Value = "260"
	d.Add(r)
	y := step("s2", coordinator)
	y.Goal = "250"
	d.refuses(y, "a qualitative step has none")
}

func TestAReportIsNoAssessment(t *testing.T) {
	d := newDesk(t)
	d.Add(step("s", coordinator))
	d.acts("s", reform.ActBegin, reform.ActReport)
	d.is("step", "s", reform.Reported)
	v := d.View(0)
	if r, ok := d.p.Report(v, "s"); !ok || r.Value.By != "ua" || r.Value.Evidence[0].Title != "Law 4512-IX" {
		t.Errorf("the report is %+v", r.Value)
	}
	if c, ok := d.p.Conclusion(v, "s"); ok || len(d.p.RatingsOf(v)["s"]) > 0 {
		t.Errorf("a report became %+v", c.Value)
	}
	for _, a := range []string{reform.ActFulfil, reform.ActPart, reform.ActAssess} {
		d.refuses(act("s", a, ministry), "executor")
	}
	empty := act("s", reform.ActReport, ministry)
	d.acts("s", reform.ActRecall)
	d.refuses(empty, "evidence: it is left out; the act report needs it")
}

func TestWhoDoesAStepDoesNotAssessIt(t *testing.T) {
	d := newDesk(t)
	d.Add(step("s", coordinator))
	self := access.Principal{Role: access.Assessor, Party: ministry.Party}
	d.acts("s", reform.ActReport)
	d.refuses(act("s", reform.ActAssess, self), "the executor does not judge its own")
	d.refuses(d.rate("s", "yes", func(x *reform.Rating) { x.By = self.Party }), "the executor does not judge its own")
	d.Add(instalment("in", "10", coordinator, "s"), pay("in", reform.ActRequest, coordinator, nil))
	d.refuses(pay("in", reform.ActAssess, self, nil), "who does a step of it does not judge its own")
}

func TestAFrameworkNamesWhoAssessesByIt(t *testing.T) {
	d := newDesk(t)
	f := facility()
	f.About, f.Assessors = "hh", []muster.PartyID{"de"}
	x := step("s", coordinator)
	x.Framework = "hh"
	d.Add(f, x)
	d.refuses(act("s", reform.ActAssess, assessor), "does not assess by hh; that is for de")
	d.refuses(d.rate("s", "yes", nil), "does not assess by hh")
	d.Add(act("s", reform.ActAssess, access.Principal{Role: access.Assessor, Party: "de"}))
}

func TestARatingCitesTheWordingAndTheEvidence(t *testing.T) {
	d := newDesk(t)
	d.Add(step("s", coordinator), step("other", coordinator))
	d.refuses(d.rate("s", "yes", func(x *reform.Rating) { x.Criterion = "" }), "the statement of a version of the step")
	other, _ := d.p.Steps.Get(d.Known(), "other")
	d.refuses(d.rate("s", "yes", func(x *reform.Rating) { x.Criterion = other.ID }), "the statement of a version of the step")
	d.refuses(d.rate("s", "yes", func(x *reform.Rating) { x.Evidence = nil }), "by what it was found")
	d.refuses(d.rate("s", "yes", func(x *reform.Rating) { x.Evidence[0].Where = "evidence/e-1" }), "an object of this record as OBJECT/ID")
	first, _ := d.p.Steps.Get(d.Known(), "s")
	d.Add(d.amended("s", "plan amended", func(x *reform.Step) { x.Criterion = en("another") }))
	d.Add(d.rate("s", "yes", func(x *reform.Rating) { x.Criterion = first.ID })) // by the wording of the request
}

func TestARatingIsInTheFrameworksOwnWords(t *testing.T) {
	d := newDesk(t)
	d.Add(step("s", coordinator))
	d.refuses(d.rate("s", "moderately prepared", nil), "one of no, part, yes")
	d.refuses(d.rate("s", "good", func(x *reform.Rating) { x.Scale, x.About = "progress", "s+progress" }), "this one rates a chapter")
	chapter := &reform.Rating{Envelope: as(assessor, reform.KindRating, "ff+23+progress+2025"), Framework: "ff", Chapter: "23", Scale: "progress", Value: "some", Period: "2025", Assessed: "2025-11-04", Document: "SWD(2025) 1", Paragraph: "2.1.1"}
	silent := *chapter
	silent.Paragraph = ""
	d.refuses(&silent, "read with its paragraph")
	d.Add(chapter)
}

func TestAScoreIsChangedWithAReason(t *testing.T) {
	d := newDesk(t)
	d.Add(step("s", coordinator))
	d.acts("s", reform.ActAssess, reform.ActPart)
	d.refuses(d.rate("s", "yes", func(x *reform.Rating) { x.Why = "" }), "the reason why it is rated again")
	silent := act("s", reform.ActReassess, assessor)
	silent.Why = ""
	d.refuses(silent, "why: it is left out; the act reassess needs it")
	now, _ := d.p.Ratings.Get(d.Known(), "s+fulfilment")
	e := as(assessor, record.KindWithdraw, "")
	e.Withdraws, e.Why = now.ID, "never mind"
	d.refuses(&record.Withdrawal{Envelope: e}, "a rating is not withdrawn")
	d.acts("s", reform.ActReassess, reform.ActFulfil)
	if all := d.p.Ratings.Versions(d.Known(), "s+fulfilment"); len(all) != 2 || all[0].Value.Value != "part" {
		t.Errorf("what it was rated before is gone: %+v", all)
	}
}

func TestAConclusionFollowsFromARatingThatMeansIt(t *testing.T) {
	d := newDesk(t)
	d.Add(step("s", coordinator), step("other", coordinator))
	d.acts("s", reform.ActAssess)
	d.refuses(act("s", reform.ActPart, assessor), "rating: it is left out")
	d.Add(d.rate("s", "part", nil), d.rate("other", "yes", nil))
	d.refuses(d.do("s", reform.ActFulfil, assessor), "a rating that means fulfilled; it says part")
	x := d.do("s", reform.ActFulfil, assessor)
	r, _ := d.p.Ratings.Get(d.Known(), "other+fulfilment")
	x.Rating = r.ID
	d.refuses(x, "the statement of a rating of this step")
	d.refuses(d.do("s", reform.ActPart, access.Principal{Role: access.Assessor, Party: "de"}), "who rates a step concludes")
	d.Add(d.do("s", reform.ActPart, assessor))
	d.is("step", "s", reform.Partly)
}

// The ministry of justice: it reports the law as done; the law was adopted, and is not in force.
func TestALawThatWasAdoptedIsNotInForce(t *testing.T) {
	d := newDesk(t)
	x := step("s", coordinator)
	x.Law = reform.LawInForce
	d.Add(x)
	r := d.do("s", reform.ActReport, ministry)
	r.InForce = "2026-07-01"
	d.refuses(r, "the one on which the law was adopted")
	r.Adopted = "2026-01-02"
	d.Add(r)
	d.acts("s", reform.ActAssess)
	law := func(x *reform.Rating) { x.Adopted, x.InForce = "2026-01-02", "2026-07-01" }
	d.refuses(d.rate("s", "yes", law), "one that was adopted is not yet that")
	d.refuses(d.rate("s", "yes", func(x *reform.Rating) { x.Adopted = "2026-01-02" }), "one that was adopted is not yet that")
	d.Add(d.rate("s", "part", law))
	d.Add(d.do("s", reform.ActPart, assessor), d.do("s", reform.ActReassess, assessor))
	d.is("step", "s", reform.Assessed)
	d.Add(d.rate("s", "yes", func(x *reform.Rating) { x.Adopted, x.InForce = "2026-01-02", "2026-01-05" }))
	early := d.do("s", reform.ActFulfil, assessor)
	early.Fulfilled = "2026-01-03"
	d.refuses(early, "a day not before the law is in force, 2026-01-05")
}

func TestEachElementOfACriterionHasItsFinding(t *testing.T) {
	d := newDesk(t)
	x := step("s", coordinator)
	x.Elements = []reform.Element{{Key: "a", Text: en("the head is selected openly")}, {Key: "b", Text: en("there is an audit")}}
	d.Add(x)
	found := func(b string) func(*reform.Rating) {
		return func(x *reform.Rating) {
			x.Findings = []reform.Finding{{Element: "a", Found: reform.Met, Evidence: evidence(), Paragraph: "4.1"}, {Element: "b", Found: b, Evidence: evidence(), Paragraph: "4.2"}}
		}
	}
	d.refuses(d.rate("s", "part", nil), "there is none of a")
	d.refuses(d.rate("s", "yes", found(reform.NotMet)), "the element b is not met")
	d.refuses(d.rate("s", "part", func(x *reform.Rating) { found(reform.NotMet)(x); x.Findings[1].Paragraph = "" }), "the paragraph that says so")
	d.Add(d.rate("s", "part", found(reform.NotMet)))
	d.Add(d.rate("s", "yes", found(reform.Met)))
}

func TestAPreconditionIsKeptApartFromSteps(t *testing.T) {
	d := newDesk(t)
	pre := step("pre", coordinator)
	pre.Precondition = true
	d.Add(pre, step("s", coordinator))
	d.refuses(instalment("in", "10", coordinator, "s", "pre"), "a precondition is kept apart, among preconditions")
	x := instalment("in", "10", coordinator, "s")
	x.Preconditions = []string{"pre"}
	d.Add(x)
	d.refuses(d.amended("pre", "why not", func(x *reform.Step) { x.Precondition = false }), "what it is in an instalment")
}

func TestAFulfilledStepCanBeReversed(t *testing.T) {
	d := newDesk(t)
	d.Add(step("s", coordinator))
	d.acts("s", reform.ActAssess, reform.ActFulfil)
	silent := d.do("s", reform.ActReverse, assessor)
	silent.Why = ""
	d.refuses(silent, "why: it is left out")
	d.acts("s", reform.ActReverse)
	d.is("step", "s", reform.Reversed)
	if c, _ := d.p.Conclusion(d.View(0), "s"); c.Value.Reversed != "2026-01-05" {
		t.Errorf("%+v", c.Value)
	}
	d.acts("s", reform.ActSuspend)
	d.is("step", "s", reform.Suspended)
}

func TestWhatIsPastItsDayIsOverdueAndRecordedAsWhatItIs(t *testing.T) {
	d := newDesk(t)
	x := step("s", coordinator)
	x.Due = "2026-01-04"
	d.Add(x)
	d.is("step", "s", reform.Overdue)
	d.acts("s", reform.ActReport)
	d.is("step", "s", reform.Reported)
}

func TestAStepIsAnObjectAndNotWithdrawn(t *testing.T) {
	d := newDesk(t)
	d.Add(step("s", coordinator))
	now, _ := d.p.Steps.Get(d.Known(), "s")
	e := as(coordinator, record.KindWithdraw, "")
	e.Withdraws, e.Why = now.ID, "never mind"
	d.refuses(&record.Withdrawal{Envelope: e}, "an act ends it")
}
