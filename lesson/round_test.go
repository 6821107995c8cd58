package lesson_test

import (
	"slices"
	"testing"

	"muster"
	"muster/access"
	"muster/lesson"
	"muster/standing"
)

// An observation that joins a lesson later is shown to no more people than it is releasable to, though the lesson
// is shown to those whom it was shown to before.
func TestALessonTakesInNoObservationThatIsNotForItsReaders(t *testing.T) {
	d := newDesk(t)
	x := observation("o-2", observer)
	x.Releasable = ""
	d.Add(x, see("o-2", lesson.ActAccept, manager, own), drawn("l", manager))
	now, _ := d.p.Lessons.Get(d.Known(), "l")
	y := drawn("l", manager)
	y.Replaces, y.Observations = now.ID, []string{"o-1", "o-2"}
	d.refuses(y, "lessons/ua, to whom the observation o-2 is releasable")
}

// Who led a lesson and was replaced, and who began an action of its plan, did a part of it.
func TestWhoEverImplementedALessonDoesNotValidateIt(t *testing.T) {
	d := newDesk(t)
	d.Add(drawn("l", manager))
	d.acts("l", toImplemented...)
	d.acts("l", lesson.ActValidate, lesson.ActFail)
	again := do("l", lesson.ActEndorse, authority)
	again.Lead = "nsatu"
	second := access.Principal{Role: access.ActionBody, Party: "nsatu"}
	d.Add(again, do("l", lesson.ActPlan, second), do("l", lesson.ActBegin, second), do("l", lesson.ActImplement, second))
	first := access.Principal{Role: access.Validator, Party: school.Party}
	d.refuses(do("l", lesson.ActValidate, first), "who implemented it does not judge its own")
	waive := do("l", lesson.ActWaive, access.Principal{Role: access.TaskingAuthority, Party: school.Party})
	d.refuses(waive, "who implemented it does not judge its own")
	d.acts("l", lesson.ActValidate)
}

// An action that is under way stays with the body that began it, which could not refuse it any more.
func TestAnActionThatIsUnderWayStaysWithItsBody(t *testing.T) {
	d := newDesk(t)
	d.Add(drawn("l", manager))
	d.acts("l", lesson.ActIdentify, lesson.ActEndorse)
	d.Add(action("l.1", "l", school, depot), act("l.1", lesson.ActStart, depot))
	now, _ := d.p.Actions.Get(d.Known(), "l.1")
	given := action("l.1", "l", school, school)
	given.Replaces = now.ID
	d.refuses(given, "body: found \"de\"")
}

// A deadline that moves is there with its reason.
func TestTheDayOfAnActionMovesWithAReason(t *testing.T) {
	d := newDesk(t)
	d.Add(drawn("l", manager))
	d.acts("l", lesson.ActIdentify, lesson.ActEndorse)
	d.Add(action("l.1", "l", school, depot))
	now, _ := d.p.Actions.Get(d.Known(), "l.1")
	later := action("l.1", "l", school, depot)
	later.Replaces, later.Due = now.ID, "2026-06-01"
	d.refuses(later, "why: found \"\"; accepted is the reason why its day is another")
	later.Why = "the printer is on leave"
	d.Add(later)
}

// What was accepted before a lesson was settled is no recurrence of it, nor when it is stated again, as to show it
// to more.
func TestWhatWasObservedBeforeIsNoRecurrenceWhenItIsStatedAgain(t *testing.T) {
	d := newDesk(t)
	d.Add(drawn("l", manager))
	d.accepted("o-2", "l")
	d.acts("l", toImplemented...)
	d.acts("l", lesson.ActWaive)
	d.release("o-2", "l")
	d.is("lesson", "l", lesson.Learned)
	first, _ := d.p.Observations.Get(d.Known(), "o-1")
	x := observation("o-1", observer)
	x.Replaces, x.Audience, x.Repeats = first.ID, everybody, "l" // that it repeats it is said only now
	d.Add(x)
	d.is("lesson", "l", lesson.Recurred)
}

// A lesson that is opened again needs something else than what was done before and did not help.
func TestALessonThatWasOpenedAgainHasANewPlan(t *testing.T) {
	d := newDesk(t)
	d.Add(drawn("l", manager))
	d.acts("l", toImplemented...)
	d.acts("l", lesson.ActWaive)
	d.accepted("again-l", "l")
	d.acts("l", lesson.ActReopen, lesson.ActIdentify, lesson.ActEndorse)
	d.refuses(do("l", lesson.ActPlan, school), "has no action since it was opened again")
	d.Add(action("l.2", "l", school, depot), act("l.2", lesson.ActFinish, depot), do("l", lesson.ActPlan, school))
}

// That a validation was waived is an exception to who may see the act that waived it.
func TestAWaiverIsForThoseWhoMaySeeIt(t *testing.T) {
	d := newDesk(t)
	d.Add(drawn("l", manager))
	d.acts("l", toImplemented...)
	x := do("l", lesson.ActWaive, authority)
	x.Audience = "party/nsatu"
	d.Add(x)
	kinds := func(p muster.PartyID) (all []string) {
		today := muster.DayOf(d.Now)
		v, err := d.State.At(d.Known(), today, standing.Looker{Principal: access.Principal{Role: access.Observer, Party: p}, Today: today})
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range d.p.Exceptions(v) {
			all = append(all, e.Kind+" "+e.About)
		}
		return all
	}
	if got := kinds("nsatu"); !slices.Equal(got, []string{"validation-waived l"}) {
		t.Errorf("to who may see it: %v", got)
	}
	if got := kinds("fr"); len(got) != 0 {
		t.Errorf("to who may not: %v", got)
	}
}
