package report_test

import (
	"testing"

	"muster"
	"muster/access"
	"muster/item"
	"muster/item/itemtest"
	"muster/lesson"
	"muster/matching"
	"muster/offer"
	"muster/party"
	"muster/report"
	"muster/requirement"
	"muster/standing/standingtest"
	"muster/work"
)

// taught is a book of lessons.
type taught struct{ *standingtest.Book }

func newTaught(t *testing.T) *taught {
	b := standingtest.New(t, party.New(), item.New(), requirement.New(), offer.New(), matching.New(), lesson.New(), work.NewHands())
	itemtest.Fill(b)
	return &taught{b}
}

// lesson states a lesson with a measure.
func (d *taught) lesson(id string) {
	d.TB.Helper()
	d.Add(&lesson.Lesson{
		Envelope: said(access.LessonsManager, "nsatu", lesson.KindLesson, id), Measure: &lesson.Measure{Name: lesson.Unanswered, Goal: "10"},
		Matter: lesson.Matter{Title: en("Spares"), Observation: en("o"), Discussion: en("d"), Conclusion: en("c"), Recommendation: en("r")},
	})
}

// acts does acts on a lesson, each as whoever may, on a day.
func (d *taught) acts(id, on string, acts ...string) {
	d.TB.Helper()
	who := map[string]access.Principal{
		lesson.ActIdentify: {Role: access.LessonsManager, Party: "nsatu"}, lesson.ActEndorse: {Role: access.TaskingAuthority, Party: "nsatu"}, lesson.ActRefuse: {Role: access.ActionBody, Party: "de"}, lesson.ActPlan: {Role: access.ActionBody, Party: "de"},
		lesson.ActBegin: {Role: access.ActionBody, Party: "de"}, lesson.ActImplement: {Role: access.ActionBody, Party: "de"}, lesson.ActWaive: {Role: access.TaskingAuthority, Party: "nsatu"},
	}
	for _, a := range acts {
		p := who[a]
		x := &lesson.Acted{Act: work.Act{Envelope: said(p.Role, p.Party, lesson.KindAct, id), Act: a}}
		x.Effective = on
		switch a {
		case lesson.ActEndorse:
			x.Lead, x.Due, x.Value = "de", "2026-06-30", "41"
		case lesson.ActPlan:
			y := &lesson.Action{Envelope: said(p.Role, p.Party, lesson.KindAction, id+".1"), Lesson: id, Title: en("a form"), Body: "de", Due: "2026-06-30"}
			z := &lesson.ActionActed{Act: work.Act{Envelope: said(p.Role, p.Party, lesson.KindActionAct, id+".1"), Act: lesson.ActFinish}}
			d.Add(y, z)
		case lesson.ActImplement:
			x.Document, x.Version, x.Changed = "Form 7", "3", "2025-01-05"
		}
		d.Add(x)
	}
}

// Of an even number of lessons the median lies between the two in the middle.
func TestTheMedianOfTwoLiesBetweenThem(t *testing.T) {
	d := newTaught(t)
	for id, learned := range map[string]string{"l-1": "2025-05-11", "l-2": "2025-05-31"} {
		d.lesson(id)
		d.acts(id, "2025-05-01", lesson.ActIdentify, lesson.ActEndorse, lesson.ActPlan, lesson.ActBegin, lesson.ActImplement)
		d.acts(id, learned, lesson.ActWaive)
	}
	years := report.LessonsOf(d.View(0)).Years
	if len(years) != 1 || years[0].Learned != 2 || years[0].Median == nil || *years[0].Median != 20 {
		t.Errorf("%+v, want 10 and 30 days, 20 in the middle", years)
	}
	d.lesson("l-3")
	d.acts("l-3", "2025-05-01", lesson.ActIdentify)
	d.lesson("l-4")
	d.acts("l-4", "2025-05-21", lesson.ActIdentify)
	for _, s := range report.LessonsOf(d.View(0)).Lessons {
		if s.State == lesson.Identified && s.Median != s.Oldest-10 {
			t.Errorf("%+v, want the median 10 days below the oldest", s)
		}
	}
}

// A lesson that was endorsed again is measured from the endorsement that says its value.
func TestAMeasureIsOfTheEndorsementThatSaysItsValue(t *testing.T) {
	d := newTaught(t)
	d.lesson("l")
	d.acts("l", "2025-01-10", lesson.ActIdentify, lesson.ActEndorse, lesson.ActRefuse)
	d.acts("l", "2025-11-20", lesson.ActEndorse)
	m := report.LessonsOf(d.View(0)).Measures
	want := muster.NewDay(2025, 11, 20)
	if len(m) != 1 || m[0].Then == nil || m[0].Then.To != want {
		t.Errorf("%+v", m)
	}
}
