package work

import (
	"fmt"
	"strings"
	"time"

	"muster"
	"muster/access"
	"muster/standing"
)

// Act is what every statement that moves an object begins with. About is the object's id. A part's own
// struct embeds it first and adds what its acts say.
type Act struct {
	muster.Envelope
	Act string    `json:"act" say:"what is done: one of the acts listed below"`
	On  muster.ID `json:"on,omitempty" say:"the statement that brought the object where it is; where another did since, the act is refused with what happened"`
}

// Acting returns the act inside a statement.
func (a *Act) Acting() *Act { return a }

// Acts is a statement that moves an object.
type Acts interface {
	muster.Value
	Acting() *Act
}

// Life is where an object is, and how it came there.
type Life struct {
	State string
	Since time.Time       // when it was recorded that it came into this state
	Day   muster.Day      // on which it came there: as said, else as recorded
	Act   string          // by which act; empty where it began
	By    string          // ROLE@PARTY that acted
	For   muster.Audience // to whom the act is shown: who may not see it is told where the object is, and not how it came there
}

// Lives are the lives of one kind of object. It is a standing.Undo.
type Lives struct {
	*standing.Register[Life]
	table *Table
}

// NewLives returns no lives yet.
func NewLives(t *Table) *Lives { return &Lives{standing.NewRegister[Life](), t} }

// Table is the table that the lives follow.
func (l *Lives) Table() *Table { return l.table }

// CheckSay refuses to state or change an object where it is not the speaker's to do, or where the
// object's life is over.
func (l *Lives) CheckSay(s *standing.State, e *muster.Envelope, o access.Object) error {
	if e.Withdraws != "" {
		return muster.Invalid("withdraws", fmt.Sprintf("a %s is not withdrawn as a statement; the act withdraw ends it and keeps what was", l.table.Object))
	}
	h := s.Hearer(e)
	if now, ok := l.Get(s.Known(), e.About); ok {
		if at, _ := l.table.State(now.Value.State); at.Final {
			return muster.Conflict("replaces", l.is(h, e.About, now)+"; what is over is not changed")
		}
	}
	return may(l.table.Say(), h, access.Of(e), o)
}

// may asks a rule, which names in its refusal no party of which the speaker may not know.
func may(r access.Rule, h *standing.Hearer, p access.Principal, o access.Object) error {
	err := r.May(p, o)
	if err == nil || len(o.Said) == 0 {
		return err
	}
	return r.May(p, o.For(h.Sees))
}

// NoWider refuses a statement on something that would be shown to others than that is; what names it, as in
// "the lesson".
func NoWider(e *muster.Envelope, on muster.Audience, what string) error {
	a, err := access.ParseAudience(e.Audience)
	if of, _ := access.ParseAudience(on); err == nil && !a.Within(of) {
		return muster.Found("audience", string(e.Audience), fmt.Sprintf("what lies within %s, to whom %s is shown", of, what))
	}
	return err //nolint:wrapcheck // it says what is accepted
}

// is says where an object is, and to who may see the act that brought it there, since when.
func (l *Lives) is(h *standing.Hearer, about string, now standing.Version[Life]) string {
	return fmt.Sprintf("%s %s is %s%s", l.table.Object, about, now.Value.State, since(h, now))
}

// since says by which statement an object came where it is, and whose, to who may see that statement.
func since(h *standing.Hearer, now standing.Version[Life]) string {
	if !h.Sees(now.Value.For) {
		return ""
	}
	return fmt.Sprintf(" since statement %s by %s", now.ID, now.Value.By)
}

// Said takes in that an object was stated or changed: it begins, or goes where a change leads.
func (l *Lives) Said(m standing.Moment, e *muster.Envelope) {
	state := l.table.Begin()
	if now, ok := l.Get(m.At, e.About); ok {
		s, _ := l.table.State(now.Value.State)
		if s.Change == "" {
			return
		}
		state = s.Change
	}
	l.Set(m, e.About, Life{State: state, Since: m.Time, Day: dayOf(m, e), By: access.Of(e).String(), For: e.Audience})
}

// Check refuses an act that does not fit the object's state, that is not the speaker's to do, or that
// rests on a state which is over.
func (l *Lives) Check(s *standing.State, x Acts, o access.Object) (Move, error) {
	a := x.Acting()
	h := s.Hearer(&a.Envelope)
	now, ok := l.Get(s.Known(), a.About)
	if !ok {
		return Move{}, muster.Missing("the " + l.table.Object + " " + a.About)
	}
	if a.Replaces != "" || a.Withdraws != "" {
		return Move{}, muster.Invalid("replaces", "an act is not replaced or withdrawn: what was done stays done, and another act leads on")
	}
	m, ok := l.table.Move(now.Value.State, a.Act)
	if a.On != "" && a.On != now.ID {
		return m, muster.Conflict("on", l.is(h, a.About, now)+"; look at it again")
	}
	if !ok {
		return m, l.refuse(h, now, a)
	}
	return m, may(l.table.Rule(m), h, access.Of(&a.Envelope), o)
}

// refuse says why an act does not fit where an object is, and which acts would.
func (l *Lives) refuse(h *standing.Hearer, now standing.Version[Life], a *Act) error {
	state := now.Value.State
	s, _ := l.table.State(state)
	is := fmt.Sprintf("found %s; %s", a.Act, l.is(h, a.About, now))
	var here []string
	for _, m := range l.table.From(state) {
		here = append(here, m.Act)
	}
	for _, m := range l.table.Moves {
		if m.Act != a.Act {
			continue
		}
		if s.Final {
			return muster.Conflict("act", is+", and nothing follows that")
		}
		return muster.Conflict("act", is+", where accepted are "+strings.Join(here, ", "))
	}
	return muster.Invalid("act", fmt.Sprintf("found %q; the acts on a %s are %s", a.Act, l.table.Object, strings.Join(l.table.Acts(), ", ")))
}

// Apply takes an act in; what the table does not know changes nothing.
func (l *Lives) Apply(m standing.Moment, x Acts) {
	a := x.Acting()
	now, ok := l.Get(m.At, a.About)
	if !ok {
		return
	}
	move, ok := l.table.Move(now.Value.State, a.Act)
	if !ok {
		return
	}
	next := Life{State: move.To, Since: m.Time, Day: dayOf(m, &a.Envelope), Act: a.Act, By: access.Of(&a.Envelope).String(), For: a.Audience}
	if move.To == "" {
		next.State, next.Since, next.Day = now.Value.State, now.Value.Since, now.Value.Day // it stays, and its time runs on
	}
	l.Set(m, a.About, next)
}

// dayOf is the day on which something happened: as said, and not later than it was recorded.
func dayOf(m standing.Moment, e *muster.Envelope) muster.Day {
	recorded := muster.DayOf(m.Time)
	if d, err := muster.ParseDay(e.Effective); err == nil && d < recorded {
		return d
	}
	return recorded
}

// CheckEnd refuses to end an act by itself.
func (l *Lives) CheckEnd() error {
	return muster.Invalid("withdraws", "an act is not replaced or withdrawn: what was done stays done, and another act leads on")
}
