package lesson

import (
	"slices"

	"muster"
	"muster/access"
	"muster/standing"
	"muster/work"
)

// observed is an observation as the rules see it.
func observed(_ *standing.State, _ muster.Seq, x *Observation) access.Object {
	return access.Object{Parties: map[string]muster.PartyID{Originator: x.Originator}}
}

// tasked is a lesson as the rules see it.
func (p *Part) tasked(_ *standing.State, known muster.Seq, x *Lesson) access.Object {
	o := access.Object{Parties: map[string]muster.PartyID{}}
	p.lead(known, x, &o)
	return o
}

// acting is an action as the rules see it.
func (p *Part) acting(_ *standing.State, known muster.Seq, x *Action) access.Object {
	o := access.Object{Parties: map[string]muster.PartyID{Body: x.Body}}
	if l, ok := p.Lessons.Get(known, x.Lesson); ok {
		p.lead(known, &l.Value, &o)
	}
	return o
}

// lead says who leads a lesson. It is told to who may see both the lesson and the act that said so.
func (p *Part) lead(known muster.Seq, x *Lesson, o *access.Object) {
	t, ok := p.tasks.Get(known, x.About)
	if !ok {
		return
	}
	o.Parties[Lead], o.Said = t.Value.Lead, map[string]muster.Audience{Lead: t.Value.Audience}
	act, _ := access.ParseAudience(t.Value.Audience)
	if of, _ := access.ParseAudience(x.Audience); !act.Within(of) {
		o.Said[Lead] = x.Audience
	}
}

// isSettled reports whether a lesson is where an observation proposes to open it again.
func (p *Part) isSettled(known muster.Seq, lesson string) bool {
	at, ok := p.Lessons.State(known, lesson)
	return ok && slices.Contains(settled, at.Value.State)
}

// tellLesson adds what a desk shows of a lesson.
func (p *Part) tellLesson(v standing.View) func(*work.Thing, Lesson) {
	waiting := p.Recurrences(v)
	return func(th *work.Thing, x Lesson) {
		th.Title, th.Texts = x.Title.In("en"), x.Title
		if t, ok := p.tasks.Get(v.Known, x.About); ok && v.Shows(t.Value.Audience) {
			th.Days[fieldDue], _ = muster.ParseDay(t.Value.Due) // Check let only days in
		}
		undecided := func(r Recurrence) bool { return r.Decided == "" }
		if slices.Contains(settled, th.State) && slices.ContainsFunc(waiting[x.About], undecided) {
			th.State = Recurred
		}
	}
}

// tellObservation adds what a desk shows of an observation: where it went, as far as the viewer may see the
// lesson.
func (p *Part) tellObservation(v standing.View) func(*work.Thing, Observation) {
	went := map[string]string{}
	for id, x := range p.Lessons.Visible(v) {
		at, _ := p.Lessons.State(v.Known, id)
		for _, o := range x.Value.Observations {
			switch {
			case at.Value.State == Dropped:
			case at.Value.State != UnderAnalysis:
				went[o] = InLesson
			case went[o] == "":
				went[o] = Analysed
			}
		}
	}
	return func(th *work.Thing, x Observation) {
		th.Title, th.Texts = x.Title.In("en"), x.Title
		if to := went[x.About]; to != "" && th.State == Accepted {
			th.State = to
		}
	}
}

func tellAction(standing.View) func(*work.Thing, Action) {
	return func(th *work.Thing, x Action) {
		th.Title, th.Texts = x.Title.In("en"), x.Title
		th.Days[fieldDue], _ = muster.ParseDay(x.Due) // Check let only days in
	}
}
