package web

import "testing"

// Lessons board (domain: a day in the work): 31 submitted, 9 endorsed, 4 overdue at one body; one refused with
// reason; one validated by the school that did not write it.
func TestTheLessonsBoardShowsWhoOwesAndWhatHelps(t *testing.T) {
	s, _ := scene(t)
	const glossary, kits = "Hand out a glossary before a course", "Half of its life is left when a medical item leaves"
	s.visit("/")
	s.acts("lessons manager, NATO")
	s.followed("Lessons")
	s.read("31 observations were submitted and 9 lessons endorsed; 2 of them are learned", "Overdue by body", "Poland 4 ", "nobody decided yet")
	s.read("57 days", "15 days")
	s.keep("lessons-board")

	// Who observes something is shown what was observed before, while they type.
	s.acts("observer, Ukraine")
	s.followed("Observations")
	s.read("Fill in a sheet offline")
	s.followed("State an observation")
	s.types("Title, in English", "Labels in one language")
	s.waits("Labels are in one language only")
	s.followed("Observations")
	s.acts("lessons manager, NATO")
	s.followed("Board")

	// One was refused with its reason: it is the authority's to decide again, and it tasks another body.
	s.followed("Task refused")
	s.followed(kits)
	s.read("The action body refused with a reason; the authority decides again.", "the stocks are another ministry's, which decides on their age")
	s.acts("tasking authority, NATO")
	s.unfold("Endorse and task")
	s.types("Lead action body", "pl")
	s.types("Due", "2030-03-01")
	s.pressed("Endorse and task")
	s.read("endorsed", "Lead action body: Poland · Due: 1 March 2030")

	// One is validated by who did not write it: they see what changed, and their word makes it a lesson learned.
	s.acts("validator, United Kingdom")
	s.followed("My work")
	s.beside(glossary, glossary)
	s.read("Somebody who did not implement it checks that it helps.", "action body, Germany", "Document that changed: Course handbook")
	s.unfold("Confirm that it helps")
	s.types("Why", "Two courses began without a day of words; asked of both staffs.")
	s.pressed("Confirm that it helps")
	s.read("lesson learned", "Two courses began without a day of words; asked of both staffs.", "validator, United Kingdom")
	s.acts("lessons manager, NATO")
	s.followed("Board")
	s.read("31 observations were submitted and 9 lessons endorsed; 3 of them are learned")
}
