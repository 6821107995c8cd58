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
		"a party of this record": func(x *lesson.Acted) { x.Lead = "de,pl" }, "a day from today": func(x *lesson.Acted) { x.Due = "2026-01-04" },
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

func TestWhatChangedIsSaidWhereALessonIsImplemented(t *testing.T) {
	d := newDesk(t)
	d.Add(drawn("l", manager))
	d.acts("l", toImplemented[:4]...)
	for text, spoil := range map[string]func(*lesson.Acted){
		"document: it is left out": func(x *lesson.Acted) { x.Document = "" }, "version: it is left out": func(x *lesson.Acted) { x.Version = "" },
		"changed: it is left out": func(x *lesson.Acted) { x.Changed = "" }, "a day not after today": func(x *lesson.Acted) { x.Changed = "2026-02-01" },
	} {
		x := do("l", lesson.ActImplement, school)
		spoil(x)
		d.refuses(x, text)
	}
	d.acts("l", lesson.ActImplement)
	if c, ok := d.p.Change(d.Known(), "l"); !ok || c.Value != (lesson.Change{Document: "Form 7", Version: "3", On: "2026-01-05"}) {
		t.Errorf("%+v", c.Value)
	}
}

func TestWhoImplementedALessonDoesNotValidateIt(t *testing.T) {
	d := newDesk(t)
	d.Add(drawn("l", manager))
	d.acts("l", toImplemented...)
	d.refuses(do("l", lesson.ActValidate, access.Principal{Role: access.Validator, Party: school.Party}), "the lead does not judge its own")
	d.refuses(do("l", lesson.ActValidate, access.Principal{Role: access.Validator, Party: depot.Party}), "who does an action of its plan does not judge its own")
	d.refuses(do("l", lesson.ActWaive, access.Principal{Role: access.TaskingAuthority, Party: school.Party}), "the lead does not judge its own")
	d.acts("l", lesson.ActValidate)
	d.refuses(do("l", lesson.ActConfirm, access.Principal{Role: access.Validator, Party: depot.Party}), "does not judge its own")
	d.acts("l", lesson.ActFail)
	d.is("lesson", "l", lesson.ValidationFailed)
	d.acts("l", lesson.ActBegin, lesson.ActImplement, lesson.ActValidate, lesson.ActConfirm)
	d.is("lesson", "l", lesson.Learned)
}

func TestThatValidationIsNotNecessaryIsArgued(t *testing.T) {
	d := newDesk(t)
	d.Add(drawn("l", manager))
	d.acts("l", toImplemented...)
	silent := do("l", lesson.ActWaive, authority)
	silent.Why = ""
	d.refuses(silent, "why: it is left out; the act waive needs it")
	d.refuses(do("l", lesson.ActWaive, validator), "may not do lesson.waive")
	d.acts("l", lesson.ActWaive)
	d.is("lesson", "l", lesson.Learned)
}

// Vector 9: a lesson whose validation was found not necessary is observed again. That proposes to open it
// again; a person decides; both are kept.
func TestARecurrenceProposesToReopenAndAPersonDecides(t *testing.T) {
	d := newDesk(t)
	d.Add(drawn("l", manager))
	d.acts("l", toImplemented...)
	d.acts("l", lesson.ActWaive)
	d.Add(func() *lesson.Observation { x := observation("o-2", observer); x.Repeats = "l"; return x }())
	d.is("lesson", "l", lesson.Learned) // what is submitted is not accepted
	d.Add(see("o-2", lesson.ActAccept, manager, own))
	d.release("o-2", "l")
	d.is("lesson", "l", lesson.Recurred)
	if at, _ := d.p.Lessons.State(d.Known(), "l"); at.Value.State != lesson.Learned {
		t.Errorf("it became %s by itself", at.Value.State)
	}
	if got := d.tasks(authority); !slices.Equal(got, []string{"l recurred 2026-02-02"}) {
		t.Error(got)
	}
	other := do("l", lesson.ActReopen, authority)
	other.Observation = "o-1"
	d.refuses(other, "an accepted observation that repeats the lesson")
	decide := func(a string) *lesson.Acted {
		x := do("l", a, authority)
		x.Observation = "o-2"
		return x
	}
	proposed := d.Known()
	d.Add(decide(lesson.ActKeep))
	d.is("lesson", "l", lesson.Learned)
	d.refuses(decide(lesson.ActReopen), "decided by keep")
	d.accepted("o-3", "l")
	x := decide(lesson.ActReopen)
	x.Observation = "o-3"
	d.Add(x)
	d.is("lesson", "l", lesson.UnderAnalysis)

	check := func() {
		t.Helper()
		said := []string{}
		for _, r := range d.p.Recurrences(d.View(0))["l"] {
			said = append(said, r.Observation+" "+r.Decided)
		}
		if !slices.Equal(said, []string{"o-2 keep", "o-3 reopen"}) {
			t.Errorf("decided: %v", said)
		}
		if _, ok := d.p.Change(d.Known(), "l"); !ok || len(d.p.Lessons.Steps(d.Known(), "l")) != 9 {
			t.Errorf("what was done before is gone: %v", d.p.Lessons.Steps(d.Known(), "l"))
		}
		if th, _ := d.p.Thing(d.View(proposed), "lesson", "l"); th.State != lesson.Recurred {
			t.Errorf("the past says %s", th.State)
		}
	}
	check()
	d.Reload(fresh()...)
	d.p = standing.Find[*lesson.Part](d.State)
	check()
}

// An observation that came before a lesson was settled is no recurrence of it.
func TestWhatWasObservedBeforeIsNoRecurrence(t *testing.T) {
	d := newDesk(t)
	d.Add(drawn("l", manager))
	d.accepted("o-2", "l")
	d.acts("l", toImplemented...)
	d.acts("l", lesson.ActWaive, lesson.ActDisseminate)
	d.is("lesson", "l", lesson.Disseminated)
}

// What was decided on stays as it was; what it is found by, and where it came from, may grow.
func TestWhatWasDecidedOnStays(t *testing.T) {
	d := newDesk(t)
	d.Add(drawn("l", manager))
	d.acts("l", lesson.ActIdentify)
	change := func() *lesson.Lesson {
		now, _ := d.p.Lessons.Get(d.Known(), "l")
		x := drawn("l", manager)
		x.Replaces = now.ID
		return x
	}
	x := change()
	x.Measure = &lesson.Measure{Name: "median days from open requirement to firm match", Goal: "30"}
	d.Add(x)
	d.is("lesson", "l", lesson.UnderAnalysis) // changed before the decision it is analysed again
	d.acts("l", lesson.ActIdentify)
	d.refuses(do("l", lesson.ActEndorse, authority), "value: it is left out")
	e := do("l", lesson.ActEndorse, authority)
	e.Value = "41"
	d.Add(e)
	d.refuses(change(), "what was decided on stays") // it would drop the measure
	y := change()
	y.Measure, y.Keywords = x.Measure, []string{"spares", "vehicles"}
	d.Add(y)
	d.is("lesson", "l", lesson.Endorsed)
}

func TestABestPracticeIsToldToo(t *testing.T) {
	d := newDesk(t)
	d.Add(drawn("l", manager))
	d.acts("l", lesson.ActIdentify, lesson.ActPractice, lesson.ActDisseminate)
	d.is("lesson", "l", lesson.Disseminated)
}

func TestWhatIsSaidIsRefusedByField(t *testing.T) {
	d := newDesk(t)
	for field, spoil := range map[string]func(*lesson.Observation){
		"title": func(x *lesson.Observation) { x.Title = nil }, "observation": func(x *lesson.Observation) { x.Observation = nil },
		"discussion": func(x *lesson.Observation) { x.Discussion = muster.Text{"en": "a", "uk": "b", "pl": "c"} },
		"lines[0]":   func(x *lesson.Observation) { x.Lines = []string{"morale"} }, "records[0]": func(x *lesson.Observation) { x.Records = []string{"item/none"} },
		"records[1]": func(x *lesson.Observation) { x.Records = []string{"item/truck", "item/truck"} }, "originator": func(x *lesson.Observation) { x.Originator = "xx" },
		"releasable": func(x *lesson.Observation) { x.Releasable = "friends" }, "repeats": func(x *lesson.Observation) { x.Repeats = "l-none" }, "about": func(x *lesson.Observation) { x.About = "O 2" },
	} {
		x := observation("o-2", manager)
		spoil(x)
		if err := d.Try(x); !slices.ContainsFunc(muster.Refusals(err), func(e *muster.Error) bool { return e.Field == field }) {
			t.Errorf("%s: %v", field, err)
		}
	}
	x := drawn("l", manager)
	x.Measure = &lesson.Measure{Goal: "few"}
	d.refuses(x, "measure.name")
	d.refuses(x, "measure.goal")
}
