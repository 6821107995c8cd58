package lesson

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"muster"
	"muster/access"
	"muster/item"
	"muster/money"
	"muster/party"
	"muster/standing"
	"muster/work"
)

// faults are what is wrong with a statement of this part, as who said it is told.
type faults struct {
	muster.Faults
	s *standing.State
	e *muster.Envelope
	h *standing.Hearer
}

func faultsOf(s *standing.State, e *muster.Envelope) *faults {
	return &faults{s: s, e: e, h: s.Hearer(e)}
}

func (w *faults) party(field string, id muster.PartyID) { w.Add(party.Check(w.s, field, id)) }

// day reads a day from the one on that a statement speaks of, or the one that was said before. What was decided
// before it is recorded may have been due since.
func (w *faults) day(field, found, before string) {
	from := muster.DayOf(w.s.Now())
	if said, err := muster.ParseDay(w.e.Effective); err == nil && said < from {
		from = said
	}
	if d, ok := w.Day(field, found); ok && d < from && found != before {
		w.Found(field, found, "a day from "+from.String()+" on")
	}
}

func (w *faults) matter(x, was *Matter) {
	if len(x.Title) == 0 {
		w.Found("title", "", "a title in one language or two, as in title.en")
	}
	for _, t := range x.texts() {
		w.Text(t.name, t.text)
	}
	for i, l := range x.Lines {
		w.OneOf(fmt.Sprintf("lines[%d]", i), l, Lines)
	}
	for i, ref := range x.Records {
		object, id, _ := strings.Cut(ref, "/")
		field := fmt.Sprintf("records[%d]", i)
		switch {
		case slices.Contains(x.Records[:i], ref):
			w.Found(field, ref, "each record once")
		case slices.Contains(was.Records, ref) || w.has(object, id):
		default:
			w.Found(field, ref, "an object of this record as OBJECT/ID, as in item/generator-60kw or requirement/r-0417")
		}
	}
}

// has reports whether an object is there that the speaker may see.
func (w *faults) has(object, id string) bool {
	if object == "item" {
		_, ok := standing.Find[*item.Part](w.s).Get(w.s.Known(), item.ID(id))
		return ok
	}
	_, ok := work.Reach(w.s, w.h, object, id)
	return ok
}

// texts are the texts of a matter by field, the title first.
func (x *Matter) texts() []named {
	return []named{{"title", x.Title}, {"observation", x.Observation}, {"discussion", x.Discussion}, {"conclusion", x.Conclusion}, {"recommendation", x.Recommendation}}
}

type named struct {
	name string
	text muster.Text
}

func (p *Part) checkObservation(s *standing.State, x, was *Observation) error {
	w := faultsOf(s, &x.Envelope)
	before := &Observation{}
	if was != nil {
		before = was
	}
	w.matter(&x.Matter, &before.Matter)
	if len(x.Observation) == 0 {
		w.Found("observation", "", "what happened, and what was expected")
	}
	if w.party("originator", x.Originator); was != nil && x.Originator != was.Originator {
		w.Found("originator", string(x.Originator), "the party that observed it, "+string(was.Originator))
	}
	at, _ := p.Observations.State(s.Known(), x.About)
	accepted := at.Value.State == Accepted
	w.released(x, accepted)
	if x.Finding != nil && x.Finding.Audit == "" {
		w.Found("finding.audit", "", "the audit that found it, or its report, as it is called")
	}
	if accepted && !reflect.DeepEqual(x.Finding, before.Finding) {
		w.Add(muster.Conflict("finding", "it was accepted; where an audit found it, or that none did, stays as it was said"))
	}
	switch _, ok := work.Reach(s, w.h, Life.Object, x.Repeats); {
	case accepted && before.Repeats != "" && x.Repeats != before.Repeats:
		w.Found("repeats", x.Repeats, "the lesson that it was said to repeat, "+before.Repeats)
	case x.Repeats != "" && x.Repeats != before.Repeats && !ok:
		w.Found("repeats", x.Repeats, "the id of a lesson of this record")
	}
	return w.Err()
}

// released refuses to show an observation to others than its originator and lessons managers before it is
// accepted, and then to more than it is releasable to.
func (w *faults) released(x *Observation, accepted bool) {
	own := access.Lessons(x.Originator)
	to, err := access.ParseAudience(x.Releasable)
	if err == nil {
		err = standing.Find[*party.Part](w.s).CheckCircle(w.s.Known(), to.Rows)
	}
	if x.Releasable != "" && err != nil {
		w.Add(muster.InvalidAt("releasable", err))
		return
	}
	a, err := access.ParseAudience(x.Audience)
	switch {
	case err != nil || string(x.Audience) == string(own):
	case !accepted:
		w.Found("audience", string(x.Audience), fmt.Sprintf("%s, until a lessons manager has accepted it", own))
	case x.Releasable == "":
		w.Found("audience", string(x.Audience), fmt.Sprintf("%s; it says of nobody else that it is releasable to them", own))
	case !a.Within(to):
		w.Found("audience", string(x.Audience), fmt.Sprintf("%s, or what lies within %s, to whom it is releasable", own, to))
	}
}

func (p *Part) checkObservationAct(s *standing.State, x *ObservationActed, on *Observation, _ work.Move) error {
	if err := work.NoWider(&x.Envelope, on.Audience, "the observation"); err != nil {
		return err
	}
	if x.Act.Act != ActSetAside {
		return nil
	}
	h := s.Hearer(&x.Envelope)
	for id, l := range p.Lessons.All(s.Known()) {
		if at, _ := p.Lessons.State(s.Known(), id); at.Value.State == Dropped || !slices.Contains(l.Value.Observations, x.About) {
			continue
		}
		if !h.Sees(l.Value.Audience) {
			return muster.Conflict("act", "a lesson that is not yours to see rests on it")
		}
		return muster.Conflict("act", "the lesson "+id+" rests on it")
	}
	return nil
}

func (p *Part) checkLesson(s *standing.State, x, was *Lesson) error {
	w := faultsOf(s, &x.Envelope)
	before := &Lesson{}
	if was != nil {
		before = was
	}
	w.matter(&x.Matter, p.named(w, x, before))
	a, err := access.ParseAudience(x.Audience)
	for i, id := range x.Observations {
		field := fmt.Sprintf("observations[%d]", i)
		o, ok := p.Observations.Get(s.Known(), id)
		at, _ := p.Observations.State(s.Known(), id)
		to, _ := access.ParseAudience(o.Value.Releasable)
		if o.Value.Releasable == "" {
			to.Rows, to.Totals = access.Lessons(o.Value.Originator), access.Lessons(o.Value.Originator)
		}
		switch {
		case slices.Contains(x.Observations[:i], id):
			w.Found(field, id, "each observation once")
		case !ok || p.Observations.Hides(w.h, s.Known(), id) && !slices.Contains(before.Observations, id):
			w.Found(field, id, "the id of an observation of this record")
		case at.Value.State != Accepted && !slices.Contains(before.Observations, id):
			w.Add(muster.Conflict(field, p.Observations.Is(w.h, s.Known(), id)+"; only an accepted one makes a lesson"))
		case err == nil && !a.Within(to) && (x.Audience != before.Audience || !slices.Contains(before.Observations, id)):
			w.Found("audience", string(x.Audience), fmt.Sprintf("what lies within %s, to whom the observation %s is releasable", to, id))
		}
	}
	if m := x.Measure; m != nil {
		if before.Measure == nil || before.Measure.Name != m.Name {
			w.OneOf("measure.name", m.Name, Measures)
		}
		if _, err := money.Parse(m.Goal); err != nil {
			w.Found("measure.goal", m.Goal, "a decimal, as in 30 or 0.25")
		}
	}
	at, _ := p.Lessons.State(s.Known(), x.About)
	if decided := was != nil && at.Value.State != UnderAnalysis && at.Value.State != Identified; decided && !same(x, was) {
		w.Add(muster.Conflict("replaces", p.Lessons.Is(w.h, s.Known(), x.About)+"; what was decided on stays as it was: of it only audience, keywords, records and observations change"))
	}
	return w.Err()
}

// named are the records that a lesson may name although its speaker may not see them: those that it named, and
// those of its observations.
func (p *Part) named(w *faults, x, before *Lesson) *Matter {
	all := slices.Clone(before.Records)
	for _, id := range x.Observations {
		if o, ok := p.Observations.Get(w.s.Known(), id); ok && !p.Observations.Hides(w.h, w.s.Known(), id) {
			all = append(all, o.Value.Records...)
		}
	}
	return &Matter{Records: all}
}

// same reports whether two versions of a lesson say the same of what is decided on.
func same(x, was *Lesson) bool {
	a, b := x.Matter, was.Matter
	a.Keywords, a.Records = b.Keywords, b.Records
	return reflect.DeepEqual(a, b) && reflect.DeepEqual(x.Measure, was.Measure)
}

func (p *Part) checkAct(s *standing.State, x *Acted, on *Lesson, m work.Move) error {
	w := faultsOf(s, &x.Envelope)
	if x.Act.Act == ActEndorse && on.Measure != nil {
		m.Needs = append(slices.Clone(m.Needs), "value")
	}
	w.Add(m.Exactly(fieldLead, string(x.Lead), fieldDue, x.Due, "value", x.Value, fieldDocument, x.Document, fieldVersion, x.Version, fieldChanged, x.Changed, fieldObservation, x.Observation))
	w.Add(work.NoWider(&x.Envelope, on.Audience, "the lesson"))
	if err := w.Err(); err != nil {
		return err
	}
	switch x.Act.Act {
	case ActIdentify:
		for _, t := range on.texts() {
			if len(t.text) == 0 {
				w.Add(muster.Conflict("act", fmt.Sprintf("the lesson has no %s; before analysis ends it says what happened (observation), why (discussion), what follows (conclusion) and who should do what (recommendation)", t.name)))
			}
		}
	case ActEndorse:
		w.party(fieldLead, x.Lead)
		w.day(fieldDue, x.Due, "")
		if _, err := money.Parse(x.Value); x.Value != "" && err != nil {
			w.Found("value", x.Value, "a decimal, as in 41 or 0.4")
		}
	case ActPlan, ActImplement:
		p.checkActions(w, x)
	case ActValidate, ActConfirm, ActFail, ActWaive:
		w.Add(p.apart(w, x))
	case ActReopen, ActKeep:
		if r, ok := p.again.Get(s.Known(), x.About+"+"+x.Observation); !ok || p.Observations.Hides(w.h, s.Known(), x.Observation) {
			w.Found(fieldObservation, x.Observation, "an accepted observation that repeats the lesson, made since it was settled")
		} else if r.Value.Decided != "" {
			w.Add(muster.Conflict(fieldObservation, fmt.Sprintf("it was decided by %s on %s already", r.Value.Decided, x.Observation)))
		}
	}
	return w.Err()
}

// apart refuses a judgement by who implemented a lesson or did an action of its plan, whoever leads it now.
func (p *Part) apart(w *faults, x *Acted) error {
	did := func(lived []standing.Version[work.Life], acts ...string) bool {
		return slices.ContainsFunc(lived, func(l standing.Version[work.Life]) bool {
			_, by, _ := strings.Cut(l.Value.By, "@")
			return slices.Contains(acts, l.Value.Act) && by == string(x.By)
		})
	}
	denied := func(why string) error {
		return muster.Denied(fmt.Sprintf("%s may not do lesson.%s: %s does not judge its own", access.Of(&x.Envelope).Words(), x.Act.Act, why))
	}
	if did(p.Lessons.Lived(w.s.Known(), x.About), ActBegin, ActImplement) {
		return denied("who implemented it")
	}
	for id, a := range p.Actions.All(w.s.Known()) {
		if a.Value.Lesson == x.About && (a.Value.Body == x.By || did(p.Actions.Lived(w.s.Known(), id), ActStart, ActFinish)) {
			return denied("who does an action of its plan")
		}
	}
	return nil
}

// checkActions refuses to agree a plan without actions, and to call implemented what is not done.
func (p *Part) checkActions(w *faults, x *Acted) {
	if x.Act.Act == ActImplement {
		if d, ok := w.Day(fieldChanged, x.Changed); ok && d > muster.DayOf(w.s.Now()) {
			w.Found(fieldChanged, x.Changed, "a day not after today")
		}
	}
	all, n, open, opened := 0, 0, 0, muster.Seq(0)
	for _, l := range p.Lessons.Lived(w.s.Known(), x.About) {
		if l.Value.Act == ActReopen {
			opened = l.From
		}
	}
	for id, a := range p.Actions.All(w.s.Known()) {
		at, _ := p.Actions.State(w.s.Known(), id)
		if a.Value.Lesson != x.About || at.Value.State == ActionDropped {
			continue
		}
		all++
		if first := p.Actions.Versions(w.s.Known(), id)[0]; first.From > opened {
			n++ // what was done before it was opened again did not help
		}
		if at.Value.State == ActionRefused || x.Act.Act == ActImplement && at.Value.State != ActionDone {
			open++
		}
	}
	switch {
	case n == 0 && opened > 0:
		w.Add(muster.Conflict("act", "the lesson has no action since it was opened again; state one or more first"))
	case n == 0:
		w.Add(muster.Conflict("act", "the lesson has no action; state one or more first"))
	case open > 0 && x.Act.Act == ActPlan:
		w.Add(muster.Conflict("act", fmt.Sprintf("%d of %d actions were refused; give them to another body or drop them", open, all)))
	case open > 0:
		w.Add(muster.Conflict("act", fmt.Sprintf("%d of %d actions are not done; finish or drop them", open, all)))
	}
}

func (p *Part) checkAction(s *standing.State, x, was *Action) error {
	w := faultsOf(s, &x.Envelope)
	before := &Action{}
	if was != nil {
		before = was
	}
	if len(x.Title) == 0 {
		w.Found("title", "", "what is to be done, as in title.en")
	}
	w.Text("title", x.Title)
	w.party("body", x.Body)
	w.day(fieldDue, x.Due, before.Due)
	if was != nil {
		p.checkMoved(w, x, was)
	}
	l, ok := p.Lessons.Get(s.Known(), x.Lesson)
	at, _ := p.Lessons.State(s.Known(), x.Lesson)
	switch {
	case !ok || p.Lessons.Hides(w.h, s.Known(), x.Lesson):
		w.Found("lesson", x.Lesson, "the id of a lesson of this record")
	case was != nil && x.Lesson != was.Lesson:
		w.Found("lesson", x.Lesson, "the lesson that it belongs to, "+was.Lesson)
	case !slices.Contains([]string{Endorsed, Planned, Implementing, ValidationFailed}, at.Value.State):
		w.Add(muster.Conflict("lesson", p.Lessons.Is(w.h, s.Known(), x.Lesson)+"; actions are planned from its endorsement until it is implemented"))
	default:
		w.Add(work.NoWider(&x.Envelope, l.Value.Audience, "the lesson"))
	}
	return w.Err()
}

// checkMoved refuses to move the day of an action without a reason, and to give one that is under way to a body
// that could not refuse it any more.
func (p *Part) checkMoved(w *faults, x, was *Action) {
	if x.Due != was.Due && x.Why == "" {
		w.Found("why", "", "the reason why its day is another: "+was.Due+" stays to be seen")
	}
	if at, _ := p.Actions.State(w.s.Known(), x.About); x.Body != was.Body && at.Value.State == ActionRunning {
		w.Found("body", string(x.Body), fmt.Sprintf("%s, who began it; drop it and state another", was.Body))
	}
}
