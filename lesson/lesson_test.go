package lesson_test

import (
	"slices"
	"strings"
	"testing"

	"muster"
	"muster/access"
	"muster/item"
	"muster/item/itemtest"
	"muster/lesson"
	"muster/party"
	"muster/standing"
	"muster/standing/standingtest"
	"muster/work"
	"muster/work/worktest"
)

var (
	observer  = access.Principal{Role: access.Observer, Party: "ua"}
	manager   = access.Principal{Role: access.LessonsManager, Party: "nsatu"}
	analyst   = access.Principal{Role: access.Analyst, Party: "nsatu"}
	authority = access.Principal{Role: access.TaskingAuthority, Party: "nsatu"}
	school    = access.Principal{Role: access.ActionBody, Party: "de"}
	depot     = access.Principal{Role: access.ActionBody, Party: "pl"}
	validator = access.Principal{Role: access.Validator, Party: "us"}
)

func fresh() []standing.Part {
	return []standing.Part{party.New(), item.New(), lesson.New(), work.NewHands()}
}

// desk is a book with one accepted observation, o-1, that ua made and that participants may see.
type desk struct {
	*standingtest.Book
	p *lesson.Part
}

func newDesk(t testing.TB) *desk {
	b := standingtest.New(t, fresh()...)
	itemtest.Fill(b)
	d := &desk{b, standing.Find[*lesson.Part](b.State)}
	d.accepted("o-1", "")
	return d
}

func as(p access.Principal, kind, about string, to muster.Audience) muster.Envelope {
	e := standingtest.As(string(p.Role), p.Party, kind, about)
	e.Audience = to
	return e
}

// everybody is for whom lessons of these tests are, own the circle of what was submitted.
const everybody, own = muster.Audience("participants"), muster.Audience("lessons/ua")

func en(text string) muster.Text { return muster.Text{"en": text} }

func matter(title string) lesson.Matter {
	return lesson.Matter{
		Title: muster.Text{"en": title, "uk": "запчастини запізно"}, Observation: en("spares came after the vehicles"), Discussion: en("they were asked for apart"), Conclusion: en("half stood still"),
		Recommendation: en("who asks for vehicles asks for spares"), Lines: []string{"training", "materiel"}, Keywords: []string{"spares"}, Records: []string{"item/truck"},
	}
}

func observation(about string, p access.Principal) *lesson.Observation {
	return &lesson.Observation{Envelope: as(p, lesson.KindObservation, about, own), Originator: "ua", Matter: matter("Spares came late"), Releasable: everybody}
}

func drawn(about string, p access.Principal) *lesson.Lesson {
	return &lesson.Lesson{Envelope: as(p, lesson.KindLesson, about, everybody), Matter: matter("Spares come with vehicles"), Observations: []string{"o-1"}}
}

func action(about, of string, by, body access.Principal) *lesson.Action {
	return &lesson.Action{Envelope: as(by, lesson.KindAction, about, everybody), Lesson: of, Title: en("change the form"), Body: body.Party, Due: "2026-03-01"}
}

// do is an act with all that it must say.
func do(about, act string, p access.Principal) *lesson.Acted {
	x := &lesson.Acted{Act: work.Act{Envelope: as(p, lesson.KindAct, about, everybody), Act: act}}
	x.Why = "a reason"
	switch act {
	case lesson.ActEndorse:
		x.Lead, x.Due = school.Party, "2026-06-30"
	case lesson.ActImplement:
		x.Document, x.Version, x.Changed = "Form 7", "3", "2026-01-05"
	case lesson.ActReopen, lesson.ActKeep:
		x.Observation = "again-" + about
	}
	return x
}

func see(about, act string, p access.Principal, to muster.Audience) *lesson.ObservationActed {
	x := &lesson.ObservationActed{Act: work.Act{Envelope: as(p, lesson.KindObservationAct, about, to), Act: act}}
	x.Why = "a reason"
	return x
}

func act(about, a string, p access.Principal) *lesson.ActionActed {
	x := &lesson.ActionActed{Act: work.Act{Envelope: as(p, lesson.KindActionAct, about, everybody), Act: a}}
	x.Why = "a reason"
	return x
}

// accepted submits an observation, accepts it and shows it to whom it is releasable.
func (d *desk) accepted(about, repeats string) {
	d.TB.Helper()
	x := observation(about, observer)
	x.Repeats = repeats
	d.Add(x, see(about, lesson.ActAccept, manager, own))
	d.release(about, repeats)
}

func (d *desk) release(about, repeats string) {
	d.TB.Helper()
	x := observation(about, observer)
	first, _ := d.p.Observations.Get(d.Known(), about)
	x.Repeats, x.Replaces, x.Audience = repeats, first.ID, everybody
	d.Add(x)
}

// acts are the acts on a lesson up to one, each by who does it, with an action of the plan that is done.
func (d *desk) acts(about string, acts ...string) {
	d.TB.Helper()
	who := map[string]access.Principal{
		lesson.ActIdentify: analyst, lesson.ActPlan: school, lesson.ActBegin: school, lesson.ActImplement: school, lesson.ActRefuse: school,
		lesson.ActValidate: validator, lesson.ActConfirm: validator, lesson.ActFail: validator, lesson.ActDisseminate: manager,
	}
	for _, a := range acts {
		p, ok := who[a]
		if !ok {
			p = authority
		}
		if a == lesson.ActPlan {
			d.Add(action(about+".1", about, school, depot), act(about+".1", lesson.ActFinish, depot))
		}
		d.Add(do(about, a, p))
	}
}

var toImplemented = []string{lesson.ActIdentify, lesson.ActEndorse, lesson.ActPlan, lesson.ActBegin, lesson.ActImplement}

func (d *desk) state(object, about string) string {
	d.TB.Helper()
	th, ok := d.p.Thing(d.View(0), object, about)
	if !ok {
		d.TB.Fatalf("no %s %s", object, about)
	}
	return th.State
}

func (d *desk) is(object, about, want string) {
	d.TB.Helper()
	if got := d.state(object, about); got != want {
		d.TB.Errorf("the %s %s is %s, want %s", object, about, got, want)
	}
}

// refuses wants a statement refused, in words that hold a text.
func (d *desk) refuses(v muster.Value, text string) {
	d.TB.Helper()
	if err := d.Try(v); err == nil || !strings.Contains(err.Error(), text) {
		d.TB.Errorf("%s about %s: %v; want it refused with %q", v.Common().Kind, v.Common().About, err, text)
	}
}

// tasks are what waits for somebody: object, id and state, with the day on which it is due.
func (d *desk) tasks(p access.Principal) (all []string) {
	for _, t := range work.Tasks(d.View(0)) {
		if t.Mine(p) {
			all = append(all, strings.TrimSpace(t.Thing.About+" "+t.Thing.State+" "+muster.DayOf(t.Due.Add(-1)).String()))
		}
	}
	return all
}

func TestEveryActOnAnObservationInEveryStateAsEveryRole(t *testing.T) {
	worktest.Walk(t, worktest.World{
		Book: newDesk(t).Book, Table: &lesson.ObservationLife, Other: "nsatu", Whom: access.Whom(own), Parties: map[string]muster.PartyID{lesson.Originator: "ua"},
		Say: func(about string, p access.Principal) muster.Value { return observation(about, p) },
		Act: func(about, a string, p access.Principal) muster.Value { return see(about, a, p, own) },
	})
}

func TestEveryActOnALessonInEveryStateAsEveryRole(t *testing.T) {
	d := newDesk(t)
	worktest.Walk(t, worktest.World{
		Book: d.Book, Table: &lesson.Life, Other: "nsatu", Parties: map[string]muster.PartyID{lesson.Lead: "de"},
		Say: func(about string, p access.Principal) muster.Value { return drawn(about, p) },
		Act: func(about, a string, p access.Principal) muster.Value { return do(about, a, p) },
		Ready: func(about, a string) {
			at, _ := d.p.Lessons.State(d.Known(), about)
			if _, ok := d.p.Actions.Get(d.Known(), about+".1"); !ok && at.Value.State == lesson.Endorsed {
				d.Add(action(about+".1", about, school, depot), act(about+".1", lesson.ActFinish, depot))
			}
			if _, ok := d.p.Observations.Get(d.Known(), "again-"+about); !ok && (a == lesson.ActReopen || a == lesson.ActKeep) {
				d.accepted("again-"+about, about)
			}
		},
	})
}

func TestEveryActOnAnActionInEveryStateAsEveryRole(t *testing.T) {
	d := newDesk(t)
	d.Add(drawn("l", manager))
	d.acts("l", lesson.ActIdentify, lesson.ActEndorse)
	worktest.Walk(t, worktest.World{
		Book: d.Book, Table: &lesson.ActionLife, Other: "nsatu", Parties: map[string]muster.PartyID{lesson.Lead: "de", lesson.Body: "pl"},
		Say: func(about string, p access.Principal) muster.Value { return action(about, "l", p, depot) },
		Act: func(about, a string, p access.Principal) muster.Value { return act(about, a, p) },
	})
}

// A submitted observation is for its originator and lessons managers: no coordinator, no other party.
func TestWhatIsSubmittedIsSeenByItsOriginatorAndLessonsManagersOnly(t *testing.T) {
	d := newDesk(t)
	for _, to := range []muster.Audience{"public", "participants", "party/ua", "lessons/de", ""} {
		x := observation("o-2", observer)
		x.Audience = to
		d.refuses(x, "lessons/ua, until a lessons manager has accepted it")
	}
	d.Add(observation("o-2", observer))
	sees := func(p access.Principal) bool {
		v, err := d.State.At(0, muster.DayOf(d.Now), standing.Looker{Principal: p, Today: muster.DayOf(d.Now)})
		if err != nil {
			t.Fatal(err)
		}
		_, ok := d.p.Observations.Shown(v, "o-2")
		return ok
	}
	for _, r := range access.Roles {
		for _, who := range []muster.PartyID{"ua", "de"} {
			p := access.Principal{Role: r, Party: who}
			want := r != access.Public && (who == "ua" || r == access.LessonsManager || r == access.Auditor || r == access.Operator)
			if sees(p) != want {
				t.Errorf("%s sees it: %v, want %v", p, !want, want)
			}
		}
	}
	d.refuses(see("o-2", lesson.ActAccept, manager, "public"), "to whom the observation is shown")
	d.refuses(see("o-2", lesson.ActAccept, authority, own), "is not in this record") // to who may not see it, it is not there
	d.Add(see("o-2", lesson.ActAccept, manager, own))
	first, _ := d.p.Observations.Get(d.Known(), "o-2")
	wide := observation("o-2", observer)
	wide.Replaces, wide.Audience = first.ID, "public"
	d.refuses(wide, "participants, to whom it is releasable")
	d.release("o-2", "")
	if !sees(authority) || sees(access.Anybody()) {
		t.Error("once released it is for participants")
	}
}

func TestAllFourPartsAreSaidBeforeALessonLeavesAnalysis(t *testing.T) {
	d := newDesk(t)
	for name, leave := range map[string]func(*lesson.Lesson){
		"observation": func(x *lesson.Lesson) { x.Observation = nil }, "discussion": func(x *lesson.Lesson) { x.Discussion = nil },
		"conclusion": func(x *lesson.Lesson) { x.Conclusion = nil }, "recommendation": func(x *lesson.Lesson) { x.Recommendation = nil },
	} {
		x := drawn("l-"+name, analyst)
		leave(x)
		d.Add(x)
		d.refuses(do("l-"+name, lesson.ActIdentify, analyst), "the lesson has no "+name)
	}
}

func TestManyObservationsMakeOneLesson(t *testing.T) {
	d := newDesk(t)
	d.accepted("o-2", "")
	d.Add(observation("o-3", observer))
	x := drawn("l", manager)
	x.Observations = []string{"o-1", "o-2", "o-3"}
	d.refuses(x, "only an accepted one makes a lesson")
	x.Observations = x.Observations[:2]
	d.is("observation", "o-2", lesson.Accepted)
	d.Add(x)
	d.is("observation", "o-2", lesson.Analysed)
	d.acts("l", lesson.ActIdentify)
	d.is("observation", "o-1", lesson.InLesson)
	d.is("observation", "o-2", lesson.InLesson)
	d.refuses(see("o-2", lesson.ActSetAside, manager, own), "the lesson l rests on it")
	wide := drawn("l-2", manager)
	wide.Audience = "public"
	d.refuses(wide, "participants, to whom the observation o-1 is releasable")
}

func TestATaskNamesOneLeadingBodyAndADay(t *testing.T) {
	d := newDesk(t)
	d.Add(drawn("l", manager))
	d.acts("l", lesson.ActIdentify)
	for text, spoil := range map[string]func(*lesson.Acted){
		"lead: it is left out": func(x *lesson.Acted) { x.Lead = "" }, "due: it is left out": func(x *lesson.Acted) { x.Due = "" },
		"a party of this record": func(x *lesson.Acted) { x.Lead = "de,pl" }, "a day from ": func(x *lesson.Acted) { x.Due = "2026-01-04" },
		"value: the act endorse has no such field": func(x *lesson.Acted) { x.Value = "41" },
	} {
		x := do("l", lesson.ActEndorse, authority)
		spoil(x)
		d.refuses(x, text)
	}
	d.acts("l", lesson.ActEndorse)
	if got := d.tasks(school); !slices.Equal(got, []string{"l endorsed and tasked 2026-02-02"}) {
		t.Error(got)
	}
}

func TestABodyMayRefuseWithAReasonAndTheAuthorityDecidesAgain(t *testing.T) {
	d := newDesk(t)
	d.Add(drawn("l", manager))
	d.acts("l", lesson.ActIdentify, lesson.ActEndorse)
	silent := do("l", lesson.ActRefuse, school)
	silent.Why = ""
	d.refuses(silent, "why")
	d.refuses(do("l", lesson.ActRefuse, depot), "the lead is de")
	d.acts("l", lesson.ActRefuse)
	if mine, his := d.tasks(authority), d.tasks(school); !slices.Equal(mine, []string{"l task refused 2026-01-19"}) || len(his) > 0 {
		t.Errorf("the authority has %v, the body %v", mine, his)
	}
	again := do("l", lesson.ActEndorse, authority)
	again.Lead = depot.Party
	d.Add(again)
	if task, _ := d.p.Task(d.Known(), "l"); task.Value.Lead != depot.Party {
		t.Errorf("%+v", task.Value)
	}
	d.refuses(do("l", lesson.ActPlan, school), "the lead is pl")
}

func TestALessonHasSeveralActionsUnderOneLead(t *testing.T) {
	d := newDesk(t)
	d.Add(drawn("l", manager))
	d.refuses(action("l.1", "l", authority, depot), "actions are planned from its endorsement")
	d.acts("l", lesson.ActIdentify, lesson.ActEndorse)
	d.refuses(do("l", lesson.ActPlan, school), "has no action")
	d.refuses(action("l.1", "l", depot, depot), "the lead is de")
	d.Add(action("l.1", "l", school, depot), action("l.2", "l", school, school), act("l.1", lesson.ActRefuse, depot))
	d.refuses(do("l", lesson.ActPlan, school), "1 of 2 actions were refused")
	first, _ := d.p.Actions.Get(d.Known(), "l.1")
	given := action("l.1", "l", school, school)
	given.Replaces = first.ID
	d.Add(given)
	d.is("action", "l.1", lesson.ActionPlanned)
	d.Add(do("l", lesson.ActPlan, school), do("l", lesson.ActBegin, school), act("l.1", lesson.ActFinish, school))
	d.refuses(do("l", lesson.ActImplement, school), "1 of 2 actions are not done")
	if got := d.tasks(school); !slices.Equal(got, []string{"l.2 planned 2026-03-01", "l implementing 2026-06-30"}) {
		t.Error(got)
	}
	d.Add(act("l.2", lesson.ActDrop, school), do("l", lesson.ActImplement, school))
}
