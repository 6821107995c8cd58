// Package lesson keeps what was observed, the lessons identified from it, who was tasked with them, what
// changed, and whether somebody else found that it helps.
//
// A lesson is not learned until something is done differently. Nothing becomes so by itself: what a measure
// shows, or what is observed again, informs the person who decides.
package lesson

import (
	"muster"
	"muster/search"
	"muster/standing"
	"muster/work"
)

// The kinds of statement of this part.
const (
	KindObservation    = "lesson.observation/1"
	KindObservationAct = "lesson.observation-act/1"
	KindLesson         = "lesson.lesson/1"
	KindAct            = "lesson.act/1"
	KindAction         = "lesson.action/1"
	KindActionAct      = "lesson.action-act/1"
)

// Lines are the lines of development along which something is changed.
var Lines = []string{"doctrine", "organisation", "training", "materiel", "leadership", "personnel", "facilities", "interoperability"}

// The figures that lessons may name as their measure; they are computed elsewhere, from what the record says.
const (
	OpenToFirm = "days-open-to-firm"
	Unanswered = "offers-lapsed-unanswered"
)

// Measures are those figures.
var Measures = []string{OpenToFirm, Unanswered}

// Matter is what an observation and a lesson say: what happened, why, what follows, and who should do what.
type Matter struct {
	Title          muster.Text `json:"title" say:"what it is about, in a line, in up to two languages"`
	Observation    muster.Text `json:"observation,omitempty" say:"what happened, and what was expected"`
	Discussion     muster.Text `json:"discussion,omitempty" say:"why it happened, and how"`
	Conclusion     muster.Text `json:"conclusion,omitempty" say:"what follows from it"`
	Recommendation muster.Text `json:"recommendation,omitempty" say:"who should do what"`
	Activity       string      `json:"activity,omitempty" say:"the activity in which it was observed: a course, an exercise, a delivery"`
	Lines          []string    `json:"lines,omitempty" say:"lines of development: doctrine, organisation, training, materiel, leadership, personnel, facilities, interoperability"`
	Keywords       []string    `json:"keywords,omitempty" say:"words by which it is found"`
	Records        []string    `json:"records,omitempty" of:"*" say:"what of this record it came from, each as OBJECT/ID: item/generator-60kw, requirement/r-0417, offer/o-0098, match/m-0012"`
}

// Audited is where an audit found what an observation says.
type Audited struct {
	Audit     string `json:"audit" say:"the audit that found it, or its report, as it is called"`
	Reference string `json:"reference,omitempty" say:"the number or paragraph of the finding there"`
}

// Observation is the statement lesson.observation/1. About is its id, "o-2026-014". Until a lessons manager
// has accepted it, it is for the circle lessons/ORIGINATOR; stated again after that by who
// stated it, it is for those to whom it was said to be releasable: what was submitted stays unseen.
type Observation struct {
	muster.Envelope
	Originator muster.PartyID `json:"originator" say:"the party whose people observed it"`
	Matter
	Releasable muster.Audience `json:"releasable,omitempty" say:"the audience to which it may be shown once it is accepted; absent: its originator and lessons managers alone"`
	Finding    *Audited        `json:"finding,omitempty" say:"where an audit found it"`
	Repeats    string          `json:"repeats,omitempty" of:"lesson" say:"the lesson that should have made it impossible: to open that again is proposed"`
}

// ObservationActed is the statement lesson.observation-act/1.
type ObservationActed struct{ work.Act }

// Measure is a figure by which it is seen whether a lesson helps.
type Measure struct {
	Name string `json:"name" oneof:"days-open-to-firm offers-lapsed-unanswered" say:"a figure that Muster computes: days-open-to-firm, the median days from open requirement to firm match, or offers-lapsed-unanswered, the share in per cent of offers that lapse unanswered"`
	Goal string `json:"goal" say:"the value to be reached, a decimal"`
}

// Lesson is the statement lesson.lesson/1. About is its id, "l-2026-003".
type Lesson struct {
	muster.Envelope
	Matter
	Observations []string `json:"observations,omitempty" of:"observation" say:"the observations that it was identified from"`
	Measure      *Measure `json:"measure,omitempty" say:"by what it is seen whether it helps"`
}

// Acted is the statement lesson.act/1.
type Acted struct {
	work.Act
	Lead        muster.PartyID `json:"lead,omitempty" say:"endorse: the one action body that has the lead"`
	Due         string         `json:"due,omitempty" say:"endorse: the last day on which it is implemented in time, as in 2027-06-30"`
	Value       string         `json:"value,omitempty" say:"endorse: the value of the lesson's measure on that day, where it names one"`
	Document    string         `json:"document,omitempty" say:"implement: the document that changed"`
	Version     string         `json:"version,omitempty" say:"implement: the version of the document that has the change"`
	Changed     string         `json:"changed,omitempty" say:"implement: the day on which the change came into force"`
	Observation string         `json:"observation,omitempty" say:"the observation for which a lesson is opened again, or kept as it is"`
}

// Action is the statement lesson.action/1: one action of a lesson's plan. About is its id.
type Action struct {
	muster.Envelope
	Lesson string         `json:"lesson" of:"lesson" say:"the lesson whose plan it belongs to"`
	Title  muster.Text    `json:"title" say:"what is to be done, in up to two languages"`
	Body   muster.PartyID `json:"body" say:"the action body that does it"`
	Due    string         `json:"due" say:"the last day on which it is done in time"`
}

// ActionActed is the statement lesson.action-act/1.
type ActionActed struct{ work.Act }

// Task is who was tasked with a lesson last.
type Task struct {
	Lead     muster.PartyID
	Due      string
	Value    string          // of the lesson's measure on that day
	Audience muster.Audience // of the act
}

// Change is what changed with a lesson.
type Change struct {
	Document, Version, On string
	Audience              muster.Audience // of the act that said so
}

// Recurrence is an observation accepted of what a lesson had settled, with what was decided on it.
type Recurrence struct {
	Lesson, Observation string
	Decided             string // the act that decided: reopen or keep; empty: nobody did yet
}

// Part holds observations, lessons and actions. It is a standing.Part and a work.Desk.
type Part struct {
	*work.Register
	Observations *work.Shelf[Observation, ObservationActed]
	Lessons      *work.Shelf[Lesson, Acted]
	Actions      *work.Shelf[Action, ActionActed]
	tasks        *standing.Register[Task]       // by lesson
	changes      *standing.Register[Change]     // by lesson
	again        *standing.Register[Recurrence] // by lesson and observation
}

// New returns the part for an empty record.
func New() *Part {
	p := &Part{tasks: standing.NewRegister[Task](), changes: standing.NewRegister[Change](), again: standing.NewRegister[Recurrence]()}
	p.Observations = work.NewShelf(work.ShelfOf[Observation, ObservationActed]{
		Life: &ObservationLife, Like: "o-2026-014", Says: standing.Kind{Name: KindObservation, Words: "states an observation"},
		Does:   standing.Kind{Name: KindObservationAct, Words: "acts on an observation"},
		Object: observed, Check: p.checkObservation, CheckAct: p.checkObservationAct, Words: words, Tell: p.tellObservation,
		Said: func(m standing.Moment, x *Observation) {
			if all := p.Observations.Versions(m.At, x.About); len(all) < 2 || all[len(all)-2].Value.Repeats != x.Repeats {
				p.recur(m, x.About) // stated again, it says what it said before a lesson was settled
			}
		},
		Done: func(m standing.Moment, x *ObservationActed) { p.recur(m, x.About) },
	})
	p.Lessons = work.NewShelf(work.ShelfOf[Lesson, Acted]{
		Life: &Life, Like: "l-2026-003", Says: standing.Kind{Name: KindLesson, Words: "states a lesson"},
		Does:   standing.Kind{Name: KindAct, Called: "lesson-act", Words: "acts on a lesson"},
		Object: p.tasked, Check: p.checkLesson, CheckAct: p.checkAct, Words: words, Tell: p.tellLesson, Done: p.done,
	})
	p.Actions = work.NewShelf(work.ShelfOf[Action, ActionActed]{
		Life: &ActionLife, Like: "l-2026-003.1", Says: standing.Kind{Name: KindAction, Words: "states an action of a lesson's plan"},
		Does:   standing.Kind{Name: KindActionAct, Words: "acts on an action"},
		Object: p.acting, Check: p.checkAction, Words: words, Tell: tellAction,
	})
	p.Register = work.NewRegister("lesson", p.Observations, p.Lessons, p.Actions)
	p.Beside(p.tasks, p.changes, p.again)
	return p
}

// In finds the part in a view's state.
func In(v standing.View) *Part { return standing.Find[*Part](v.State) }

// Task is who was tasked with a lesson last.
func (p *Part) Task(known muster.Seq, lesson string) (standing.Version[Task], bool) {
	return p.tasks.Get(known, lesson)
}

// Change is what changed with a lesson last.
func (p *Part) Change(known muster.Seq, lesson string) (standing.Version[Change], bool) {
	return p.changes.Get(known, lesson)
}

// Recurrences are the observations of what lessons had settled that a viewer may see, by lesson.
func (p *Part) Recurrences(v standing.View) map[string][]Recurrence {
	all := map[string][]Recurrence{}
	for _, x := range p.again.All(v.Known) {
		if _, ok := p.Observations.Shown(v, x.Value.Observation); ok {
			all[x.Value.Lesson] = append(all[x.Value.Lesson], x.Value)
		}
	}
	return all
}

// done keeps what an act on a lesson says beside where it leads.
func (p *Part) done(m standing.Moment, x *Acted) {
	switch x.Act.Act {
	case ActEndorse:
		p.tasks.Set(m, x.About, Task{x.Lead, x.Due, x.Value, x.Audience})
	case ActImplement:
		p.changes.Set(m, x.About, Change{x.Document, x.Version, x.Changed, x.Audience})
	case ActReopen, ActKeep:
		for key, r := range p.again.All(m.At) {
			// Opened again for one, a lesson is open for all that were waiting.
			if r.Value.Lesson == x.About && r.Value.Decided == "" && (x.Act.Act == ActReopen || r.Value.Observation == x.Observation) {
				r.Value.Decided = x.Act.Act
				p.again.Set(m, key, r.Value)
			}
		}
	}
}

// recur takes in that an accepted observation repeats a lesson that was settled.
func (p *Part) recur(m standing.Moment, id string) {
	x, _ := p.Observations.Get(m.At, id)
	at, _ := p.Observations.State(m.At, id)
	if x.Value.Repeats == "" || at.Value.State != Accepted || !p.isSettled(m.At, x.Value.Repeats) {
		return
	}
	key := x.Value.Repeats + "+" + id
	if _, ok := p.again.Get(m.At, key); !ok {
		p.again.Set(m, key, Recurrence{Lesson: x.Value.Repeats, Observation: id})
	}
}

func words(v muster.Value, said *search.Said) {
	matter := func(x *Matter) {
		said.Add(search.Name, x.Title.Each()...)
		for _, t := range []muster.Text{x.Observation, x.Discussion, x.Conclusion, x.Recommendation} {
			said.Add(search.Body, t.Each()...)
		}
		said.Add(search.Aside, x.Activity)
		said.Add(search.Aside, x.Lines...)
		said.Add(search.Aside, x.Keywords...)
		said.Add(search.Aside, x.Records...)
	}
	switch x := v.(type) {
	case *Observation:
		matter(&x.Matter)
		said.Add(search.Aside, string(x.Originator), x.Repeats)
		if x.Finding != nil {
			said.Add(search.Aside, x.Finding.Audit, x.Finding.Reference)
		}
	case *Lesson:
		matter(&x.Matter)
		said.Add(search.Aside, x.Observations...)
		if x.Measure != nil {
			said.Add(search.Aside, x.Measure.Name)
		}
	case *Acted:
		said.Add(search.Body, x.Document)
		said.Add(search.Aside, string(x.Lead), x.Version, x.Observation)
	case *Action:
		said.Add(search.Name, x.Title.Each()...)
		said.Add(search.Aside, string(x.Body), x.Lesson)
	}
}
