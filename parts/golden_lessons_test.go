package parts_test

import (
	"muster"
	"muster/access"
	"muster/lesson"
	"muster/standing"
	"muster/work"
)

// learned writes a statement of each kind of lessons: one that is learned and observed again, and one that is
// noted. It returns positions to ask at.
func learned(m *maker) []muster.Seq {
	own := muster.Audience("lessons/bb")
	who := func(r access.Role, p muster.PartyID) access.Principal { return access.Principal{Role: r, Party: p} }
	saw, keeps, decides := who(access.Observer, "bb"), who(access.LessonsManager, "hub"), who(access.TaskingAuthority, "hub")
	school, depot, checks := who(access.ActionBody, "aa"), who(access.ActionBody, "cc"), who(access.Validator, "bb")
	text := func(en, uk string) muster.Text { return muster.Text{"en": en, "uk": uk} }
	matter := lesson.Matter{
		Title: text("Spares came late", "Запчастини запізно"), Observation: text("half stood still", "половина стояла"), Discussion: muster.Text{"en": "asked for apart"}, Conclusion: muster.Text{"en": "whole sets count"},
		Recommendation: muster.Text{"en": "ask for both"}, Activity: "winter", Lines: []string{"training"}, Keywords: []string{"spares"}, Records: []string{"item/gun", "requirement/r-1", "offer/o-6"},
	}
	observe := func(about, repeats string) *lesson.Observation {
		return &lesson.Observation{Envelope: spoken(saw, lesson.KindObservation, about, own, ""), Originator: "bb", Matter: matter, Releasable: forThose, Repeats: repeats}
	}
	see := func(p access.Principal, about, act string) *lesson.ObservationActed {
		return &lesson.ObservationActed{Act: work.Act{Envelope: spoken(p, lesson.KindObservationAct, about, own, "seen"), Act: act}}
	}
	do := func(p access.Principal, about, act string, change func(*lesson.Acted)) *lesson.Acted {
		x := &lesson.Acted{Act: done(p, lesson.KindAct, about, act, "because")}
		if change != nil {
			change(x)
		}
		return x
	}
	act := func(p access.Principal, about, a string) *lesson.ActionActed {
		return &lesson.ActionActed{Act: done(p, lesson.KindActionAct, about, a, "because")}
	}
	task := func(x *lesson.Acted) { x.Lead, x.Due, x.Value = "aa", "2027-06-30", "41" }

	m.add(observe("ob-2", ""), see(keeps, "ob-2", lesson.ActReject), observe("ob-3", ""), see(saw, "ob-3", lesson.ActWithdraw), observe("ob-4", ""), see(keeps, "ob-4", lesson.ActAccept), see(keeps, "ob-4", lesson.ActSetAside))
	first := m.add(observe("ob-1", ""))
	m.add(see(keeps, "ob-1", lesson.ActAccept))
	shown := observe("ob-1", "")
	shown.Replaces, shown.Audience = m.id(first), forThose
	m.add(shown)
	one := &lesson.Lesson{Envelope: spoken(keeps, lesson.KindLesson, "le-1", forThose, ""), Matter: matter, Observations: []string{"ob-1"}, Measure: &lesson.Measure{Name: lesson.OpenToFirm, Goal: "30"}}
	two := &lesson.Lesson{Envelope: spoken(keeps, lesson.KindLesson, "le-2", forThose, ""), Matter: matter}
	two.Records = []string{"item/gun"}
	plan := &lesson.Action{Envelope: spoken(school, lesson.KindAction, "le-1.1", forThose, ""), Lesson: "le-1", Title: text("change the form", "змінити форму"), Body: "cc", Due: "2027-03-01"}
	m.add(one, two, do(keeps, "le-2", lesson.ActIdentify, nil), do(decides, "le-2", lesson.ActNote, nil), do(keeps, "le-1", lesson.ActIdentify, nil), do(decides, "le-1", lesson.ActReturn, nil), do(keeps, "le-1", lesson.ActIdentify, nil),
		do(decides, "le-1", lesson.ActEndorse, task), do(school, "le-1", lesson.ActRefuse, nil))
	planned := m.add(do(decides, "le-1", lesson.ActEndorse, task), plan, do(school, "le-1", lesson.ActPlan, nil), do(school, "le-1", lesson.ActBegin, nil), act(depot, "le-1.1", lesson.ActStart))
	changed := func(x *lesson.Acted) { x.Document, x.Version, x.Changed = "Form 7", "3", "2026-11-01" }
	m.add(act(depot, "le-1.1", lesson.ActFinish), do(school, "le-1", lesson.ActImplement, changed), do(checks, "le-1", lesson.ActValidate, nil), do(checks, "le-1", lesson.ActFail, nil), do(school, "le-1", lesson.ActBegin, nil),
		do(school, "le-1", lesson.ActImplement, changed), do(decides, "le-1", lesson.ActWaive, nil), do(keeps, "le-1", lesson.ActDisseminate, nil))
	second := m.add(observe("ob-5", "le-1"))
	m.add(see(keeps, "ob-5", lesson.ActAccept))
	shown = observe("ob-5", "le-1")
	shown.Replaces, shown.Audience = m.id(second), forThose
	again := m.add(shown)
	last := m.add(do(decides, "le-1", lesson.ActReopen, func(x *lesson.Acted) { x.Observation = "ob-5" }), do(keeps, "le-1", lesson.ActDrop, nil))
	return []muster.Seq{muster.Seq(planned), muster.Seq(again), muster.Seq(last)}
}

// lessons says where observations, lessons and actions are, who was tasked, what changed and what recurred.
func lessons(say func(...any), v standing.View) {
	p, known := lesson.In(v), v.Known
	for _, t := range p.Tables() {
		for th := range p.Things(v, t.Object) {
			say(t.Object, th.About, th.Title, th.State, th.Life.Value.State, th.Life.Value.Act, th.Life.Value.By, th.Life.ID, th.Object.Parties, th.Days, th.Audience)
		}
	}
	for id, x := range p.Lessons.All(known) {
		task, tasked := p.Task(known, id)
		change, changed := p.Change(known, id)
		say("lesson", id, x.ID, x.Value.Observations, x.Value.Title, "task", task.Value, tasked, "change", struct{ Document, Version, On string }{change.Value.Document, change.Value.Version, change.Value.On}, changed)
	}
	for id, all := range p.Recurrences(v) {
		say("recurred", id, all)
	}
}
