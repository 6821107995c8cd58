package web

import (
	"strings"
	"testing"
	"time"
)

// Ministry of justice (domain: a day in the work): step reported done; assessor marks partly since the law is not
// in force; 12-month clock shows 214 days and the sum held.
func TestTheMinistryReportsAndTheAssessorFindsItPartly(t *testing.T) {
	s, _ := scene(t)
	day := func(n int) string { return time.Now().UTC().AddDate(0, 0, n).Format(time.DateOnly) }
	const law, due = "Law on enforcement of court decisions", "Of 18 steps that are due 15 are fulfilled as assessed, 83.3 %."

	// The ministry looks what is due, and reports the step done.
	s.visit("/")
	s.acts("executor, Ukraine")
	s.followed("Reforms")
	s.read(due, "EUR 0.85 bn is held with 214 days left on the first clock", "Reported, not assessed")
	s.goes("link", "5", "Energy")
	s.read("1 to 5 of 5")
	s.followed("Scoreboard")
	s.followed("What is due")
	s.read("8 steps are not fulfilled. 1 is late.", "12 days late", "EUR 2,300,000,000", "for three years")
	s.beside(law, law)
	s.read("214 days left, EUR 852,505,760 held of the instalment.", "The clock started with Council decision on instalment 4", "suspended", "not known; only the instalment’s is")
	s.unfold("Report it done")
	s.types("Evidence", "Law 4601-IX as published | https://zakon.rada.gov.ua/laws/show/4601-20")
	s.types("Law adopted", day(-30))
	s.types("Law in force from", day(60))
	s.pressed("Report it done")
	s.read("Ukraine reported it done on", "This is a report, not an assessment.", "Law 4601-IX as published", "214 days left", "suspended")
	s.followed("What is due")
	s.read("reported done, not assessed")

	// A report is no assessment: the board counts nothing more.
	s.followed("Scoreboard")
	s.read(due)

	// The assessor rates it: fulfilled is not taken while the law is not in force, partly is.
	s.acts("assessor, EU (Commission and Council)")
	s.followed("What is due")
	s.beside(law, law)
	s.unfold("Rate it")
	rate := func(word string) {
		t.Helper()
		s.types("Word", "Fulfilment: "+word)
		s.types("Assessment", "Assessment of instalment 6")
		s.types("Paragraph", "2.4")
		s.types("Evidence", "Law 4601-IX as published")
		s.types("Law adopted", day(-30))
		s.types("Law in force from", day(60))
		s.types("Why", "The law was adopted and is not in force.")
		s.pressed("Record the rating")
	}
	rate("fulfilled")
	s.read("one that was adopted is not yet that")
	rate("partly fulfilled")
	s.read("Fulfilment: partly fulfilled. By EU (Commission and Council)", "Assessment of instalment 6 · paragraph 2.4", "The law was adopted and is not in force.", "214 days left, EUR 852,505,760 held of the instalment.", "suspended")
	s.followed("all scores")
	s.read("rating")

	// A step in time: reported, assessed, rated, and concluded on.
	s.followed("Reforms")
	s.acts("executor, Ukraine")
	s.followed("What is due")
	s.beside("Rules for the agency", "Rules for the agency")
	s.unfold("Report it done")
	s.types("Evidence", "Order of the cabinet, 12 pages")
	s.pressed("Report it done")
	s.followed("Scoreboard")
	if !strings.Contains(s.says(), "1 more is reported done and not assessed yet.") {
		t.Errorf("the board does not tell what is reported from what is assessed:\n%s", s.says())
	}
	s.read(due)
	s.acts("assessor, EU (Commission and Council)")
	s.followed("What is due")
	s.beside("Rules for the agency", "Rules for the agency")
	s.pressed("Begin to assess")
	s.unfold("Rate it")
	s.types("Word", "Fulfilment: partly fulfilled")
	s.types("Evidence", "Order of the cabinet, 12 pages")
	s.pressed("Record the rating")
	s.unfold("Find partly fulfilled")
	s.pressed("Find partly fulfilled")
	s.read("partly fulfilled", "Ukraine reported it done on", "By EU (Commission and Council)", "EUR 130,000,000")

	// What the money did.
	s.followed("Instalments")
	s.beside("Instalment 4", "Instalment 4")
	s.read("It is paid for 16 steps, of which 14 are fulfilled.", "597,494,240", "852,505,760", "Council decision on instalment 5")
	s.followed("Scoreboard")
	s.types("Framework", "State Anti-Corruption Programme")
	s.reach("button", "Show", "")
	s.goes("button", "Show", "")
	s.read("1,146 measures were counted as of 31 Dec 2024: 318 implemented, 101 partly implemented, 277 in progress, 90 not implemented and 360 not started.")
}
