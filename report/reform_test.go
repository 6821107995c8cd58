package report_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"muster"
	"muster/access"
	"muster/item"
	"muster/item/itemtest"
	"muster/party"
	"muster/reform"
	"muster/report"
	"muster/standing"
	"muster/standing/standingtest"
	"muster/work"
)

// reforms is a book with a framework, ff, of two chapters, and a reform.
type reforms struct {
	*standingtest.Book
	p *reform.Part
}

func en(text string) muster.Text { return muster.Text{"en": text} }

func said(role access.Role, by muster.PartyID, kind, about string) muster.Envelope {
	e := standingtest.As(string(role), by, kind, about)
	e.Audience, e.Why = "participants", "a reason"
	return e
}

func newReforms(t *testing.T) *reforms {
	b := standingtest.New(t, party.New(), item.New(), reform.New(), work.NewHands())
	itemtest.Fill(b)
	d := &reforms{b, standing.Find[*reform.Part](b.State)}
	word := func(key, means string) reform.Degree { return reform.Degree{Key: key, Title: en(key), Means: means} }
	d.Add(&reform.Framework{
		Envelope: said(access.ReformCoord, "nsatu", reform.KindFramework, "ff"), Title: en("Facility"),
		Scales: []reform.Scale{
			{Key: "done", Title: en("Fulfilment"), Rates: reform.OfStep, Degrees: []reform.Degree{word("no", reform.NotFulfilled), word("part", reform.Partly), word("yes", reform.Fulfilled)}},
			{Key: "progress", Title: en("Progress"), Rates: reform.OfChapter, Degrees: []reform.Degree{word("none", ""), word("good", "")}},
		},
		Chapters: []reform.Chapter{{Key: "a", Title: en("Justice")}, {Key: "b", Title: en("Energy")}},
		Reports:  []reform.Reporting{{What: en("executors report"), Every: "quarter", Day: 25}},
		Clock:    &reform.Clock{Months: 12, Starts: en("a"), Stops: en("b")},
	}, &reform.Reform{Envelope: said(access.ReformCoord, "nsatu", reform.KindReform, "re"), Title: en("Assets")})
	return d
}

func (d *reforms) step(id, chapter, due string, change func(*reform.Step)) {
	d.TB.Helper()
	x := &reform.Step{
		Envelope: said(access.ReformCoord, "nsatu", reform.KindStep, id), Reform: "re", Framework: "ff", Chapter: chapter, Title: en("Step " + id), Criterion: en("It is done."), Measured: reform.Qualitative, Due: due, Executor: "ua",
	}
	if now, ok := d.p.Steps.Get(d.Known(), id); ok {
		x.Replaces = now.ID
	}
	if change != nil {
		change(x)
	}
	d.Add(x)
}

func (d *reforms) act(id, a string, change func(*reform.Acted)) {
	d.TB.Helper()
	x := &reform.Acted{Act: work.Act{Envelope: said(access.Assessor, "us", reform.KindAct, id), Act: a}}
	if a == reform.ActReport {
		x.Role, x.By, x.Evidence = string(access.Executor), "ua", []reform.Piece{{Title: "Law 1"}}
	}
	if change != nil {
		change(x)
	}
	d.Add(x)
}

// found assesses a step and concludes: yes, part or no.
func (d *reforms) found(id, value string) {
	d.TB.Helper()
	t, _ := d.p.Steps.Get(d.Known(), id)
	r := &reform.Rating{
		Envelope: said(access.Assessor, "us", reform.KindRating, id+"+done"), Step: id, Framework: "ff", Scale: "done", Value: value, Criterion: t.ID, Assessed: "2026-01-05", Evidence: []reform.Piece{{Title: "Gazette 1"}},
	}
	if was, ok := d.p.Ratings.Get(d.Known(), r.About); ok {
		r.Replaces = was.ID
	}
	at, _ := d.p.Steps.State(d.Known(), id)
	held := at.Value.State == reform.Suspended
	if d.Add(r); !held {
		d.act(id, reform.ActAssess, nil)
	}
	d.act(id, map[string]string{"yes": reform.ActFulfil, "part": reform.ActPart, "no": reform.ActMiss}[value], func(x *reform.Acted) {
		if was, _ := d.p.Ratings.Get(d.Known(), r.About); held {
			x.Act.Act, x.Rating, x.Fulfilled = reform.ActFulfilLate, was.ID, "2026-01-05"
		} else if x.Rating = was.ID; value == "yes" {
			x.Fulfilled = "2026-01-05"
		}
	})
}

// instalment is one of some steps, decided on, and those of them that were not fulfilled suspended.
func (d *reforms) instalment(id, amount, payable, decided string, steps ...string) {
	d.TB.Helper()
	d.Add(&reform.Instalment{Envelope: said(access.ReformCoord, "nsatu", reform.KindInstalment, id), Framework: "ff", Title: en(id), Steps: steps, Stake: &reform.Stake{Amount: amount, Currency: "EUR"}})
	d.pay(id, reform.ActRequest, func(x *reform.InstalmentActed) {
		x.Role, x.By, x.Day = string(access.ReformCoord), "nsatu", "2026-01-02"
	})
	d.pay(id, reform.ActAssess, func(x *reform.InstalmentActed) { x.Day = "2026-01-02" })
	d.pay(id, reform.ActDecide, func(x *reform.InstalmentActed) { x.Amount, x.Decision, x.Decided = payable, "Decision "+id, decided })
	d.pay(id, reform.ActPay, func(x *reform.InstalmentActed) { x.Amount, x.Day = payable, "2026-01-02" })
	for _, s := range steps {
		if at, _ := d.p.Steps.State(d.Known(), s); at.Value.State == reform.NotFulfilled {
			d.act(s, reform.ActSuspend, func(x *reform.Acted) { x.Instalment, x.Decision, x.Decided = id, "Decision "+id, decided })
		}
	}
}

func (d *reforms) pay(id, a string, change func(*reform.InstalmentActed)) {
	d.TB.Helper()
	x := &reform.InstalmentActed{Act: work.Act{Envelope: said(access.Assessor, "us", reform.KindInstalmentAct, id), Act: a}}
	change(x)
	d.Add(x)
}

func (d *reforms) on(y, m, day int) standing.View {
	v := d.View(0)
	v.Effective, _ = muster.ParseDay(fmt.Sprintf("%04d-%02d-%02d", y, m, day))
	return v
}

func (d *reforms) board(v standing.View) *report.Scoreboard {
	d.TB.Helper()
	b, err := report.ScoreboardOf(v, "ff")
	if err != nil {
		d.TB.Fatal(err)
	}
	for _, s := range append(slices.Clone(b.Chapters), b.All) {
		sum := 0
		for _, x := range s.States {
			sum += x.Count
		}
		if sum != s.Steps {
			d.TB.Errorf("chapter %q: states come to %d of %d steps", s.Chapter, sum, s.Steps)
		}
	}
	n := 0
	for _, s := range b.Chapters {
		n += s.Steps
	}
	for _, s := range b.Scales {
		count := s.Unrated
		for _, w := range s.Words {
			count += w.Count
		}
		if s.Rates == reform.OfStep && count != b.All.Steps {
			d.TB.Errorf("the words of %s come to %d of %d steps", s.Scale, count, b.All.Steps)
		}
	}
	if n != b.All.Steps {
		d.TB.Errorf("chapters come to %d of %d steps", n, b.All.Steps)
	}
	return b
}

// Vector 3 on the scoreboard: of sixteen steps due thirteen are fulfilled and three held; 3.05 of 4.5 bn were
// paid; one is fulfilled while the clock runs, and 597,494,240 are released beside an instalment of 1,351,906,159.
func TestTheScoreboardOfInstalmentFour(t *testing.T) {
	d := newReforms(t)
	var ids []string
	for i := range 16 {
		id := fmt.Sprintf("s%02d", i)
		ids = append(ids, id)
		d.step(id, []string{"a", "b"}[i%2], "2025-03-31", nil)
		d.act(id, reform.ActReport, nil)
		d.found(id, map[bool]string{true: "yes", false: "no"}[i < 13])
	}
	d.instalment("in-4", "4500000000", "3050000000", "2025-08-08", ids...)
	b := d.board(d.on(2026, 1, 6))
	if b.All.Due != 16 || b.All.Done() != 13 || b.All.Percent != "81.2" { // 81.25, half to even
		t.Errorf("%+v", b.All)
	}
	if len(b.Held) != 3 || b.Held[0].DaysLeft != 214 || b.Held[0].Stake != nil || b.Held[0].Held.Amount.String() != "1450000000" {
		t.Errorf("%+v", b.Held)
	}
	d.found("s13", "yes")
	d.pay("in-4", reform.ActRelease, func(x *reform.InstalmentActed) {
		x.Amount, x.Decision, x.Decided, x.Day, x.Step = "597494240", "Decision 5", "2025-11-04", "2025-11-13", "s13"
	})
	d.instalment("in-5", "1351906159", "1351906159", "2025-11-04")
	b = d.board(d.on(2026, 1, 6))
	if m := b.Money[0]; m.Paid.String() != "4401906159" || m.Released.String() != "597494240" || m.Held.String() != "852505760" {
		t.Errorf("%+v", m)
	}
	if b.All.Kept != 13 || b.All.Late != 1 || b.All.Percent != "87.5" {
		t.Errorf("%+v", b.All)
	}
	in := b.Instalments
	if len(in) != 2 || in[0].Instalment != "in-4" || in[0].State != reform.PaidInPart || in[0].Done != 14 || in[0].Suspended != 2 || in[0].DaysLeft == nil || *in[0].DaysLeft != 214 || in[0].Held.String() != "852505760" || in[1].DaysLeft != nil {
		t.Errorf("%+v", in)
	}
	for _, x := range b.Sections() {
		for _, row := range x.Rows {
			if len(row) != len(x.Columns) {
				t.Errorf("%s: %d cells under %d columns", x.Key, len(row), len(x.Columns))
			}
		}
	}
	b = d.board(d.on(2026, 8, 9)) // the day after the last of the clock
	if in := b.Instalments[0]; in.Lapsed != 2 || in.Suspended != 0 || in.DaysLeft != nil {
		t.Errorf("%+v", in)
	}
	if b.All.In(reform.Lapsed) != 2 || b.Held[0].DaysLeft != -1 || b.Held[0].State != reform.Lapsed {
		t.Errorf("%+v %+v", b.All, b.Held)
	}
}

// What is reported is not counted as fulfilled, whatever who does it says.
func TestTheScoreboardCountsAReportAsAReport(t *testing.T) {
	d := newReforms(t)
	d.step("s1", "a", "2026-01-01", nil)
	d.step("s2", "", "2026-01-01", nil)
	d.step("s3", "a", "", nil)
	d.step("pre", "a", "2026-01-01", func(x *reform.Step) { x.Precondition = true })
	d.step("gone", "a", "2026-01-01", nil)
	d.act("gone", reform.ActDrop, func(x *reform.Acted) { x.Role, x.By = string(access.ReformCoord), "nsatu" })
	d.act("s1", reform.ActReport, nil)
	b := d.board(d.on(2026, 1, 5))
	if b.All.Steps != 3 || b.All.Due != 2 || b.All.Done() != 0 || b.All.Percent != "0.0" || b.All.In(reform.Reported) != 1 || b.All.In(reform.Overdue) != 1 || b.All.Undated != 1 {
		t.Errorf("%+v", b.All)
	}
	if len(b.Precondition) != 1 || b.Dropped != 1 || b.Chapters[len(b.Chapters)-1].Chapter != "" {
		t.Errorf("%+v", b)
	}
	if b.Reports[0].By != muster.NewDay(2026, 3, 25) {
		t.Errorf("%+v", b.Reports)
	}
	if empty := d.board(d.on(2025, 1, 5)); empty.All.Percent != "" {
		t.Errorf("of nothing due the share is %q", empty.All.Percent)
	}
}

// The State Anti-Corruption Programme as published on 31 December 2024, in NAZK's own words and order.
func TestTheCountsOfNAZK(t *testing.T) {
	d := newReforms(t)
	words := []struct {
		key string
		n   int
	}{{"not-started", 360}, {"not-implemented", 90}, {"in-progress", 277}, {"partly", 101}, {"implemented", 318}}
	scale := reform.Scale{Key: "measure", Title: en("Measures"), Rates: reform.OfStep}
	tally := &reform.Tally{Envelope: said(access.ReformCoord, "nsatu", reform.KindTally, "sap+measure+2024-12-31"), Framework: "sap", Scale: "measure", On: "2024-12-31"}
	tally.Source = &muster.Citation{Text: "dap.nazk.gov.ua"}
	for _, w := range words {
		scale.Degrees = append(scale.Degrees, reform.Degree{Key: w.key, Title: en(w.key)})
		tally.Counts = append(tally.Counts, reform.Count{Value: w.key, Count: w.n})
	}
	d.Add(&reform.Framework{Envelope: said(access.ReformCoord, "nsatu", reform.KindFramework, "sap"), Title: en("Programme"), Scales: []reform.Scale{scale}}, tally)
	n := 0
	for _, w := range words { // each measure in the record, rated
		for range w.n {
			id := fmt.Sprintf("m%04d", n)
			n++
			d.step(id, "", "", func(x *reform.Step) { x.Framework, x.Reform = "sap", "" })
			t, _ := d.p.Steps.Get(d.Known(), id)
			d.Add(&reform.Rating{
				Envelope: said(access.Assessor, "us", reform.KindRating, id+"+measure"), Step: id, Framework: "sap", Scale: "measure", Value: w.key, Criterion: t.ID, Assessed: "2024-12-31", Evidence: []reform.Piece{{Title: "table"}},
			})
		}
	}
	d.step("unrated", "", "", func(x *reform.Step) { x.Framework, x.Reform = "sap", "" })
	b, err := report.ScoreboardOf(d.View(0), "sap")
	if err != nil {
		t.Fatal(err)
	}
	s := b.Scales[0]
	for i, w := range words {
		if s.Words[i].Word != w.key || s.Words[i].Count != w.n || s.Words[i].Published != w.n {
			t.Errorf("%+v, want %d %s", s.Words[i], w.n, w.key)
		}
	}
	if s.Unrated != 1 || s.Published.Total != 1146 || s.Published.Source != "dap.nazk.gov.ua" {
		t.Errorf("%+v %+v", s, s.Published)
	}
	before := d.View(0)
	before.Effective = muster.NewDay(2024, 12, 30)
	if b, _ := report.ScoreboardOf(before, "sap"); b.Scales[0].Published != nil {
		t.Error("on the day before it was not published yet")
	}
}

func TestWhatIsDueNamesTheMoneyThatHangsOnIt(t *testing.T) {
	d := newReforms(t)
	d.step("s1", "a", "2026-06-30", func(x *reform.Step) { x.Stake = &reform.Stake{Grant: "5", Loan: "10", Currency: "EUR"} })
	d.step("s2", "b", "2026-02-28", func(x *reform.Step) { x.Needs = []string{"s1"} })
	d.step("s3", "b", "2025-06-30", nil)
	d.step("s4", "b", "", nil)
	d.step("s5", "b", "2026-01-01", nil)
	d.found("s3", "no")
	d.found("s5", "yes")
	d.instalment("in", "100", "60", "2025-08-08", "s2", "s3")
	all, err := report.DueSteps(d.on(2026, 1, 6), "ff", 0)
	if err != nil {
		t.Fatal(err)
	}
	var said []string
	for _, x := range all {
		left, own, hangs := "–", "not known", ""
		if x.DaysLeft != nil {
			left = fmt.Sprint(*x.DaysLeft)
		}
		if x.Stake != nil {
			own = x.Stake.Amount.String()
		}
		if x.Hangs != nil {
			hangs = x.Hangs.Amount.String()
		}
		said = append(said, strings.Join([]string{x.Step, x.State, left, own, hangs, fmt.Sprint(len(x.Needs))}, " "))
	}
	if want := []string{"s2 planned 53 not known 100 1", "s1 planned 175 15  0", "s3 suspended 214 not known 100 0", "s4 planned – not known  0"}; !slices.Equal(said, want) {
		t.Errorf("%q", said)
	}
	if soon, _ := report.DueSteps(d.on(2026, 1, 6), "", muster.NewDay(2026, 3, 31)); len(soon) != 1 {
		t.Errorf("%+v", soon)
	}
	if _, err := report.DueSteps(d.View(0), "none", 0); err == nil {
		t.Error("a framework that is not there is not refused")
	}
}

func TestSlippageEvidenceAndCrosswalk(t *testing.T) {
	d := newReforms(t)
	d.step("s1", "a", "2026-01-31", nil)
	d.step("s1", "a", "2026-03-31", nil)
	d.step("s1", "a", "2026-03-31", func(x *reform.Step) { x.Title = en("another title") })
	d.step("s1", "a", "2026-03-11", func(x *reform.Step) { x.Criterion = en("It is done well.") })
	d.act("s1", reform.ActReport, nil)
	d.found("s1", "part")
	d.step("s0", "a", "", func(x *reform.Step) { x.Reform = "" })
	slips, err := report.Slippages(d.View(0), "ff")
	if err != nil || len(slips) != 2 || slips[0].Moved != 59 || slips[1].Moved != -20 || slips[1].Total != 39 || !slips[1].Wording || slips[1].Version != 4 {
		t.Errorf("%+v, %v", slips, err)
	}
	pieces, err := report.EvidenceIndex(d.View(0), "", "s1")
	if err != nil || len(pieces) != 2 || pieces[0].Of != report.OfReport || pieces[0].By != "ua" || pieces[1].Of != report.OfAssessment || pieces[1].By != "us" || pieces[1].Criterion == "" {
		t.Errorf("%+v, %v", pieces, err)
	}
	if _, err := report.EvidenceIndex(d.View(0), "", "none"); err == nil {
		t.Error("a step that is not there is not refused")
	}
	// A report that was taken back is none, and shows nothing.
	d.step("s2", "a", "2026-05-31", nil)
	d.act("s2", reform.ActReport, nil)
	said := func() (reported bool, pieces int) {
		t.Helper()
		all, _ := report.DueSteps(d.on(2026, 1, 6), "ff", 0)
		for _, x := range all {
			reported = reported || x.Step == "s2" && x.Reported
		}
		index, _ := report.EvidenceIndex(d.View(0), "", "s2")
		return reported, len(index)
	}
	if reported, n := said(); !reported || n != 1 {
		t.Errorf("reported: %t, with %d pieces", reported, n)
	}
	d.act("s2", reform.ActRecall, func(x *reform.Acted) { x.Role, x.By = string(access.Executor), "ua" })
	if reported, n := said(); reported || n != 0 {
		t.Errorf("taken back: %t, with %d pieces", reported, n)
	}
	// A version without a day does not make the way from the first one shorter.
	d.step("s2", "a", "", nil)
	d.step("s2", "a", "2026-06-30", nil)
	slips, _ = report.Slippages(d.View(0), "ff")
	if last := slips[len(slips)-1]; last.Step != "s2" || last.Total != 30 {
		t.Errorf("%+v", last)
	}
	d.act("s2", reform.ActDrop, func(x *reform.Acted) { x.Role, x.By = string(access.ReformCoord), "nsatu" })
	walk, err := report.Crosswalk(d.View(0), "")
	if err != nil || len(walk) != 3 || walk[0].Reform != "re" || walk[0].Rating != "part" || walk[2].Reform != "" {
		t.Errorf("%+v, %v", walk, err)
	}
}

// What was fulfilled later is no share of what was due on a day before.
func TestTheShareOfAPastDayIsOfWhatWasFulfilledByThen(t *testing.T) {
	d := newReforms(t)
	for _, id := range []string{"s1", "s2"} {
		d.step(id, "a", "2025-06-30", nil)
		d.found(id, "yes") // on 5 January 2026
	}
	if s := d.board(d.on(2025, 12, 31)).All; s.Due != 2 || s.Done() != 0 || s.Percent != "0.0" {
		t.Errorf("at the end of 2025: %+v", s)
	}
	if c := d.board(d.on(2025, 12, 31)).Scales[0]; c.Unrated != 2 {
		t.Errorf("at the end of 2025: %+v", c)
	}
	if s := d.board(d.on(2026, 1, 5)).All; s.Done() != 2 || s.Percent != "100.0" {
		t.Errorf("on the day on which they were fulfilled: %+v", s)
	}
}
