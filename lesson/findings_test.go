package lesson_test

import (
	"slices"
	"strings"
	"testing"

	"muster"
	"muster/access"
	"muster/lesson"
	"muster/party"
	"muster/report"
	"muster/standing"
	"muster/standing/standingtest"
)

// found submits what an audit found, accepts it and shows it to all who take part.
func (d *desk) found(about, audit string) {
	d.TB.Helper()
	x := observation(about, observer)
	x.Finding = &lesson.Audited{Audit: audit, Reference: "4.2"}
	d.Add(x, see(about, lesson.ActAccept, manager, own))
	first, _ := d.p.Observations.Get(d.Known(), about)
	again := observation(about, observer)
	again.Finding, again.Replaces, again.Audience = x.Finding, first.ID, everybody
	d.Add(again)
}

func (d *desk) as(p access.Principal) standing.View {
	d.TB.Helper()
	v, err := d.State.At(0, muster.DayOf(d.Now), standing.Looker{Principal: p, Today: muster.DayOf(d.Now)})
	if err != nil {
		d.TB.Fatal(err)
	}
	return v
}

func TestAFindingNamesItsAuditAndStaysOnceAccepted(t *testing.T) {
	d := newDesk(t)
	x := observation("f-1", observer)
	x.Finding = &lesson.Audited{Reference: "4.2"}
	d.refuses(x, "the audit that found it")
	d.found("f-1", "Audit office, report 12/2026")
	first, _ := d.p.Observations.Get(d.Known(), "f-1")
	for name, other := range map[string]*lesson.Audited{"none": nil, "another": {Audit: "Somebody else"}} {
		again := observation("f-1", observer)
		again.Finding, again.Replaces, again.Audience = other, first.ID, everybody
		if err := d.Try(again); err == nil || !strings.Contains(err.Error(), "stays as it was said") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// An audit's finding is followed along the chain: a recommendation, a response, what was done, and whether somebody
// else followed it up. What is found learned without validation is done, and nobody followed it up.
func TestAnAuditFindingIsFollowedFromItsRecommendationToItsFollowUp(t *testing.T) {
	d := newDesk(t)
	d.found("f-1", "Audit office, report 12/2026")
	is := func(stage, state, judged string) {
		t.Helper()
		all := report.LessonsOf(d.as(observer)).Findings
		i := slices.IndexFunc(all, func(f report.AuditFinding) bool { return f.Observation == "f-1" })
		if i < 0 {
			t.Fatal("the finding is not listed")
		}
		if f := all[i]; f.Stage != stage || f.State != state || f.Judged != judged {
			t.Errorf("it is at %s, %s, judged by %q; want %s, %s, %q", f.Stage, f.State, f.Judged, stage, state, judged)
		}
	}
	is(report.StageFinding, lesson.Accepted, "")
	x := drawn("l-1", manager)
	x.Observations = []string{"f-1"}
	d.Add(x)
	is(report.StageFinding, lesson.UnderAnalysis, "")
	d.acts("l-1", lesson.ActIdentify)
	is(report.StageRecommendation, lesson.Identified, "")
	d.acts("l-1", lesson.ActEndorse)
	is(report.StageResponse, lesson.Endorsed, "")
	d.acts("l-1", lesson.ActRefuse)
	is(report.StageResponse, lesson.TaskRefused, "")
	d.acts("l-1", lesson.ActEndorse, lesson.ActPlan, lesson.ActBegin, lesson.ActImplement)
	is(report.StageDone, lesson.Implemented, "")
	d.acts("l-1", lesson.ActValidate, lesson.ActFail)
	is(report.StageFollowedUp, lesson.ValidationFailed, "validator@us")
	d.acts("l-1", lesson.ActBegin)
	is(report.StageResponse, lesson.Implementing, "validator@us")
	d.acts("l-1", lesson.ActImplement, lesson.ActWaive)
	is(report.StageDone, lesson.Learned, "tasking-authority@nsatu")

	// Of another finding there is a lesson that was validated; both are closed.
	d.found("f-2", "Audit office, report 12/2026")
	x = drawn("l-2", manager)
	x.Observations = []string{"f-2"}
	d.Add(x)
	d.acts("l-2", slices.Concat(toImplemented, []string{lesson.ActValidate, lesson.ActConfirm})...)
	for _, f := range report.LessonsOf(d.as(observer)).Findings {
		if f.Observation == "f-2" && f.Stage != report.StageFollowedUp || f.Days != 0 || f.Document != "Form 7" || f.Lead != "de" {
			t.Errorf("%+v", f)
		}
	}
	// That validation was waived is for those who may see the act; others are told that it is done, and not by whom. What
	// a lesson that was dropped said is not the finding's.
	d.found("f-4", "Audit office, report 12/2026")
	for _, id := range []string{"l-3", "l-4"} {
		x = drawn(id, manager)
		x.Observations = []string{"f-4"}
		d.Add(x)
	}
	d.Add(do("l-3", lesson.ActDrop, analyst))
	d.acts("l-4", toImplemented...)
	waived := do("l-4", lesson.ActWaive, authority)
	waived.Audience = "operator"
	d.Add(waived)
	for _, f := range report.LessonsOf(d.as(observer)).Findings {
		if f.Observation == "f-4" && (f.Stage != report.StageDone || f.Judged != "" || f.Lesson != "l-4" || f.Days != 0) {
			t.Errorf("%+v", f)
		}
	}
	// What was submitted and is not accepted is nobody's to see but its originator's.
	y := observation("f-3", observer)
	y.Finding = &lesson.Audited{Audit: "Audit office"}
	d.Add(y)
	for _, f := range report.LessonsOf(d.as(school)).Findings {
		if f.Observation == "f-3" {
			t.Error("a finding that is not accepted is shown to another party")
		}
	}
}

// A digest holds what all of its audience may see, whoever asks for it, and of that what who asks may see.
func TestADigestHoldsWhatAllOfItsAudienceMaySee(t *testing.T) {
	d := newDesk(t)
	d.Add(&party.Group{Envelope: standingtest.As("operator", "operator", party.KindGroup, "nato"), Name: "NATO"})
	for _, p := range []muster.PartyID{"de", "us", "nsatu"} {
		d.Add(&party.Member{Envelope: standingtest.As("operator", "operator", party.KindMember, "nato/"+string(p)), Group: "nato", Party: p, From: "2020-01-01"})
	}
	learn := func(id string, to muster.Audience, lines ...string) {
		t.Helper()
		x := drawn(id, manager)
		x.Observations, x.Audience, x.Lines = nil, to, lines
		d.Add(x)
		acts := slices.Concat(toImplemented, []string{lesson.ActValidate, lesson.ActConfirm})
		for _, a := range acts {
			p := map[string]access.Principal{lesson.ActIdentify: analyst, lesson.ActEndorse: authority, lesson.ActValidate: validator, lesson.ActConfirm: validator}[a]
			if p.Role == "" {
				p = school
			}
			if a == lesson.ActPlan {
				one, done := action(id+".1", id, school, school), act(id+".1", lesson.ActFinish, school)
				one.Audience, done.Audience = to, to
				d.Add(one, done)
			}
			y := do(id, a, p)
			y.Audience = to
			d.Add(y)
		}
	}
	learn("l-all", everybody, "training")
	learn("l-public", "public", "doctrine")
	learn("l-de", "group/nato", "training")
	d.Add(drawn("l-open", manager))
	digest := func(p access.Principal, q report.LessonDigestQuery) string {
		t.Helper()
		x, err := report.LessonDigestOf(d.as(p), q)
		if err != nil {
			t.Fatal(err)
		}
		var ids []string
		for _, l := range x.Lessons {
			if l.Document == "" || len(l.Recommendation) == 0 {
				t.Errorf("%s says not what changed or what to do: %+v", l.Lesson, l)
			}
			ids = append(ids, l.Lesson)
		}
		slices.Sort(ids)
		return strings.Join(ids, " ")
	}
	today := muster.DayOf(d.Now)
	tomorrow := today + 1
	for _, c := range []struct {
		of   access.Principal
		q    report.LessonDigestQuery
		want string
	}{
		{manager, report.LessonDigestQuery{}, "l-all l-public"},
		{manager, report.LessonDigestQuery{For: "public"}, "l-public"},
		{manager, report.LessonDigestQuery{Line: "training"}, "l-all"},
		{manager, report.LessonDigestQuery{Since: &today}, "l-all l-public"},
		{manager, report.LessonDigestQuery{Since: &tomorrow}, ""},
		{access.Principal{Role: access.Coordinator, Party: "us"}, report.LessonDigestQuery{For: "party/de"}, "l-all l-de l-public"},
		{access.Principal{Role: access.Coordinator, Party: "us"}, report.LessonDigestQuery{For: "party/ua"}, "l-all l-public"},
		{access.Principal{Role: access.Observer, Party: "ua"}, report.LessonDigestQuery{For: "party/de"}, "l-all l-public"}, // who asks is no member
		{access.Anybody(), report.LessonDigestQuery{}, "l-public"},
	} {
		if got := digest(c.of, c.q); got != c.want {
			t.Errorf("%s asks for %+v: %s; want %s", c.of, c.q, got, c.want)
		}
	}
	for q, want := range map[report.LessonDigestQuery]string{{For: "friends"}: "for", {Line: "food"}: "line"} {
		if _, err := report.LessonDigestOf(d.as(manager), q); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%+v: %v", q, err)
		}
	}
}
