package lesson_test

import (
	"slices"
	"testing"

	"muster"
	"muster/access"
	"muster/lesson"
	"muster/standing"
)

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
	if c, ok := d.p.Change(d.Known(), "l"); !ok || c.Value != (lesson.Change{Document: "Form 7", Version: "3", On: "2026-01-05", Audience: everybody}) {
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
	if got := d.p.Exceptions(d.View(0)); len(got) != 0 {
		t.Errorf("before it: %+v", got)
	}
	d.acts("l", lesson.ActWaive)
	at := d.Known()
	d.is("lesson", "l", lesson.Learned)
	d.acts("l", lesson.ActDisseminate) // that it was not validated stays so
	if got := d.p.Exceptions(d.View(0)); len(got) != 1 || got[0].Kind != "validation-waived" || got[0].About != "l" || got[0].At != at {
		t.Errorf("%+v, at %d", got, at)
	}
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
	x.Measure = &lesson.Measure{Name: lesson.OpenToFirm, Goal: "30"}
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
