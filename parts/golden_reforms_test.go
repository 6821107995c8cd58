package parts_test

import (
	"muster"
	"muster/access"
	"muster/reform"
	"muster/standing"
)

// reformed writes a statement of each kind of reforms: steps that are fulfilled, late, in part, reversed and
// dropped, with the money that hangs on them. It returns positions to ask at.
func reformed(m *maker) []muster.Seq {
	who := func(r access.Role, p muster.PartyID) access.Principal { return access.Principal{Role: r, Party: p} }
	keeps, does, finds := who(access.ReformCoord, "hub"), who(access.Executor, "bb"), who(access.Assessor, "aa")
	text := func(en, uk string) muster.Text { return muster.Text{"en": en, "uk": uk} }
	evidence := []reform.Piece{{Title: "Law 1", Where: "https://example.org/law/1"}, {Title: "a gazette", Where: "requirement/r-1"}}
	degree := func(key, means string) reform.Degree {
		return reform.Degree{Key: key, Title: text(key, key), Means: means}
	}
	m.add(&reform.Framework{
		Envelope: spoken(keeps, reform.KindFramework, "fa", forThose, ""), Title: text("Facility", "Механізм"), Keeper: "aa", Assessors: []muster.PartyID{"aa"},
		Scales: []reform.Scale{
			{Key: "done", Title: text("Fulfilment", "Виконання"), Rates: reform.OfStep, Degrees: []reform.Degree{degree("no", reform.NotFulfilled), degree("part", reform.Partly), degree("yes", reform.Fulfilled)}},
			{Key: "progress", Title: text("Progress", "Поступ"), Rates: reform.OfChapter, Degrees: []reform.Degree{degree("none", ""), degree("good", "")}},
		},
		Chapters: []reform.Chapter{{Key: "c1", Title: text("Fundamentals", "Основи")}, {Key: "23", Title: text("Judiciary", "Правосуддя"), In: "c1"}},
		Reports:  []reform.Reporting{{What: text("executors report", "виконавці звітують"), Every: "quarter", Month: 3, Day: 25}},
		Clock:    &reform.Clock{Months: 12, Starts: text("the decision", "рішення"), Stops: text("the day accepted", "прийнятий день")},
	}, &reform.Reform{Envelope: spoken(keeps, reform.KindReform, "re-1", forThose, ""), Title: text("Assets", "Активи"), Text: text("found and kept", "знайдено"), Lead: "bb", Keywords: []string{"assets"}})
	ask := func(about string) *reform.Step {
		return &reform.Step{
			Envelope: spoken(keeps, reform.KindStep, about, forThose, ""), Reform: "re-1", Framework: "fa", Code: "4.1", Chapter: "23", Title: text("Law", "Закон"), Criterion: text("The law is in force.", "Закон чинний."),
			Measured: reform.Qualitative, Law: reform.LawInForce, Elements: []reform.Element{{Key: "a", Text: text("an agency", "агентство")}}, Due: "2026-12-31", Executor: "bb",
			Stake: &reform.Stake{Grant: "10", Loan: "90.50", Currency: "EUR"},
		}
	}
	versions := map[string]muster.ID{}
	put := func(all ...*reform.Step) {
		for _, x := range all {
			versions[x.About] = m.id(m.add(x))
		}
	}
	pre := ask("st-0")
	pre.Precondition, pre.Stake, pre.Elements, pre.Law = true, nil, nil, ""
	grows := ask("st-5")
	grows.Measured, grows.Unit, grows.Baseline, grows.Goal, grows.Needs, grows.Law, grows.Elements = reform.Quantitative, "MW", "100", "250", []string{"st-1"}, "", nil
	put(pre, ask("st-1"), ask("st-2"), ask("st-3"), ask("st-4"), grows)
	amended := ask("st-1")
	amended.Replaces, amended.Why, amended.Due, amended.Criterion = versions["st-1"], "the plan was amended", "2027-03-31", text("The law is in force by March.", "Закон чинний до березня.")
	put(amended)
	do := func(p access.Principal, about, act string, change func(*reform.Acted)) {
		x := &reform.Acted{Act: done(p, reform.KindAct, about, act, "because")}
		if change != nil {
			change(x)
		}
		m.add(x)
	}
	report := func(x *reform.Acted) { x.Evidence, x.Adopted, x.InForce = evidence, "2026-05-02", "2026-06-01" }
	rated := map[string]muster.ID{}
	rate := func(about, value, found string) {
		x := &reform.Rating{
			Envelope: spoken(finds, reform.KindRating, about+"+done", forThose, ""), Step: about, Framework: "fa", Scale: "done", Value: value, Criterion: versions[about], Assessed: "2026-10-01",
			Document: "SWD 1", Paragraph: "4.2", Evidence: evidence, Findings: []reform.Finding{{Element: "a", Found: found, Evidence: evidence[:1], Paragraph: "4.2.1"}}, Adopted: "2026-05-02", InForce: "2026-06-01",
		}
		if was := rated[about]; was != "" {
			x.Replaces, x.Why = was, "new evidence"
		}
		rated[about] = m.id(m.add(x))
	}
	find := func(about, act, day string) {
		do(finds, about, act, func(x *reform.Acted) { x.Rating, x.Fulfilled = rated[about], day })
	}
	do(does, "st-1", reform.ActBegin, nil)
	do(does, "st-1", reform.ActReport, report)
	do(does, "st-1", reform.ActRecall, nil)
	do(does, "st-1", reform.ActReport, report)
	do(finds, "st-1", reform.ActAssess, nil)
	do(finds, "st-1", reform.ActReturn, nil)
	do(does, "st-1", reform.ActReport, report)
	for _, id := range []string{"st-1", "st-2", "st-3"} {
		do(finds, id, reform.ActAssess, nil)
	}
	rate("st-1", "yes", reform.Met)
	find("st-1", reform.ActFulfil, "2026-06-01")
	rate("st-2", "part", reform.PartlyMet)
	find("st-2", reform.ActPart, "")
	do(finds, "st-2", reform.ActReassess, nil)
	rate("st-2", "no", reform.NotMet)
	find("st-2", reform.ActMiss, "")
	rate("st-3", "no", reform.NotMet)
	find("st-3", reform.ActMiss, "")
	assessed := m.add(&reform.Rating{
		Envelope: spoken(finds, reform.KindRating, "fa+23+progress+2026", forThose, ""), Framework: "fa", Chapter: "23", Scale: "progress", Value: "good", Period: "2026", Assessed: "2026-10-01", Document: "SWD 1", Paragraph: "2.1",
	})
	do(keeps, "st-4", reform.ActDrop, nil)
	do(does, "st-5", reform.ActReport, func(x *reform.Acted) { x.Evidence, x.Value = evidence, "260" })
	m.add(&reform.Instalment{
		Envelope: spoken(keeps, reform.KindInstalment, "in-1", forThose, ""), Framework: "fa", Title: text("Instalment 1", "Транш 1"), Number: 1, Steps: []string{"st-1", "st-2", "st-3"}, Preconditions: []string{"st-0"},
		Stake: &reform.Stake{Amount: "300", Currency: "EUR"},
	})
	pay := func(p access.Principal, act, day, amount, decision, step string) {
		x := &reform.InstalmentActed{Act: done(p, reform.KindInstalmentAct, "in-1", act, "because"), Day: day, Amount: amount, Step: step, Decision: decision}
		if decision != "" {
			x.Decided = "2025-10-05"
		}
		m.add(x)
	}
	pay(keeps, reform.ActRequest, "2025-09-01", "", "", "")
	pay(finds, reform.ActAssess, "2025-10-01", "", "", "")
	pay(finds, reform.ActDecide, "", "200", "Decision 1", "")
	pay(keeps, reform.ActPay, "2025-10-06", "150", "", "")
	pay(keeps, reform.ActPay, "2025-10-07", "50", "", "")
	hold := func(x *reform.Acted) { x.Instalment, x.Decision, x.Decided = "in-1", "Decision 1", "2025-10-05" }
	do(finds, "st-2", reform.ActSuspend, hold)
	do(finds, "st-3", reform.ActSuspend, hold)
	held := m.add(&reform.Tally{Envelope: spoken(finds, reform.KindTally, "fa+done+2026-10-01", forThose, ""), Framework: "fa", Scale: "done", On: "2026-10-01", Counts: []reform.Count{{Value: "no", Count: 2}, {Value: "yes", Count: 1}}})
	do(does, "st-2", reform.ActReport, report)
	rate("st-2", "yes", reform.Met)
	find("st-2", reform.ActFulfilLate, "2026-10-05")
	pay(finds, reform.ActRelease, "2026-10-20", "60", "Decision 2", "st-2")
	pay(finds, reform.ActReduce, "", "40", "Decision 2", "st-3")
	do(finds, "st-1", reform.ActReverse, func(x *reform.Acted) { x.Reversed = "2026-10-25" })
	last := m.add(&reform.Step{
		Envelope: spoken(keeps, reform.KindStep, "st-6", forThose, ""), Framework: "fa", Title: text("Plan", "План"), Criterion: text("A plan is there.", "План є."), Measured: reform.Qualitative, Due: "2026-10-01", Executor: "bb",
	})
	return []muster.Seq{muster.Seq(assessed), muster.Seq(held), muster.Seq(last)}
}

// reforms says where steps and instalments are, what was reported, rated and concluded, and what became of the
// money.
func reforms(say func(...any), v standing.View) {
	p, known := reform.In(v), v.Known
	for _, t := range p.Tables() {
		for th := range p.Things(v, t.Object) {
			say(t.Object, th.About, th.Title, th.State, th.Life.Value.State, th.Life.Value.Act, th.Life.Value.By, th.Life.ID, th.Object.Parties, th.Days, th.Audience)
		}
	}
	for id, x := range p.Frameworks.All(known) {
		say("framework", id, x.ID, x.Value.Title, x.Value.Scales, x.Value.Chapters, x.Value.Reports, *x.Value.Clock)
	}
	for id, x := range p.Reforms.All(known) {
		say("reform", id, x.ID, x.Value.Title, x.Value.Lead)
	}
	for id, x := range p.Steps.All(known) {
		report, reported := p.Report(v, id)
		found, concluded := p.Conclusion(v, id)
		hold, held := p.Hold(v, id)
		say("step", id, x.ID, moved(p.Slips(v, id)), x.Value.Stake.Total(), "report", report.Value, reported, "conclusion", found.Value, concluded, "hold", hold, held)
	}
	for id, x := range p.Ratings.All(known) {
		say("rating", id, x.ID, x.Value.Value, x.Value.Criterion, x.Value.Findings, x.Value.Assessed)
	}
	for id, x := range p.Tallies.All(known) {
		say("tally", id, x.ID, x.Value.Counts)
	}
	for id, x := range p.Instalments.All(known) {
		purse, withheld := p.Purse(v, &x.Value)
		say("instalment", id, x.ID, purse, purse.Held(), withheld)
	}
}

// moved are the versions of a step as they were said before what changed in their words was told too.
func moved(all []reform.Slip) (out []slip) {
	for _, s := range all {
		out = append(out, slip{s.Statement, s.Said, s.Due, s.Moved, s.Wording, s.Why})
	}
	return out
}

type slip struct {
	Statement muster.ID
	Said, Due string
	Moved     int
	Wording   bool
	Why       string
}
