package work

import (
	"cmp"
	"iter"
	"slices"
	"time"

	"muster"
	"muster/access"
	"muster/standing"
)

// Thing is an object with a life, as its part describes it.
type Thing struct {
	About    string
	Title    string      // in words
	Texts    muster.Text // the same in each of its languages, where it has several
	State    string      // as shown, derived ones too
	Life     standing.Version[Life]
	Object   access.Object
	Days     map[string]muster.Day // calendar days that limits name
	Urgent   bool
	Audience muster.Audience // for whom the object is
}

// Last is the last day on which what a thing of a table waits for is in time.
func (th *Thing) Last(t *Table) (muster.Day, bool) {
	return t.Last(th.State, th.Life.Value.Since, th.Urgent, th.Days)
}

// Desk is a part whose objects have lives.
type Desk interface {
	standing.Part
	// Tables are the part's tables, one per kind of object.
	Tables() []*Table
	// Things yields the objects of a table that stand in a view and that its viewer may see.
	Things(v standing.View, object string) iter.Seq[Thing]
	// Thing returns one object of a table that stands in a view, whether or not its viewer may see it.
	Thing(v standing.View, object, about string) (Thing, bool)
}

// Task is one thing that waits for somebody.
type Task struct {
	Table  *Table
	Thing  Thing
	Turn   access.Turn    // whose turn it is
	Party  muster.PartyID // for whom they act; empty where any party's will do
	Acts   []Move         // what they can do
	Since  time.Time
	Due    time.Time // zero: no limit
	Urgent bool
	Handed *Handed // where it was handed over, or a deputy has it
}

// Late reports whether a task is overdue at an instant.
func (t Task) Late(now time.Time) bool { return !t.Due.IsZero() && !now.Before(t.Due) }

// Mine reports whether a task waits for a principal: for their office, and where an officer of it has it
// and they are known by name, for them.
func (t Task) Mine(p access.Principal) bool {
	if t.Handed != nil {
		return same(t.Handed.To, p)
	}
	return t.may(p)
}

// Desks are the parts of a state whose objects have lives.
func Desks(s *standing.State) []Desk { return standing.All[Desk](s) }

// Tables are all tables of a state, in order of its parts.
func Tables(s *standing.State) (all []*Table) {
	for _, d := range Desks(s) {
		all = append(all, d.Tables()...)
	}
	return all
}

// Tasks lists what waits for anybody in a view: the most overdue first, then what is due soonest, then
// what waits longest.
func Tasks(v standing.View) []Task {
	var all []Task
	for _, d := range Desks(v.State) {
		for _, t := range d.Tables() {
			for th := range d.Things(v, t.Object) {
				all = append(all, t.tasks(th)...)
			}
		}
	}
	for _, h := range standing.All[*Hands](v.State) {
		for i := range all {
			h.hand(v, &all[i])
		}
	}
	slices.SortStableFunc(all, func(a, b Task) int {
		if a.Due.IsZero() != b.Due.IsZero() {
			return map[bool]int{true: 1, false: -1}[a.Due.IsZero()]
		}
		return cmp.Or(a.Due.Compare(b.Due), a.Since.Compare(b.Since), cmp.Compare(a.Thing.About, b.Thing.About))
	})
	return all
}

// tasks lists whose turn it is at one thing. Where the shown state is derived and waits for somebody of
// its own, that counts.
func (t *Table) tasks(th Thing) (all []Task) {
	s, ok := t.State(th.State)
	if !ok {
		return nil
	}
	own := th.Life.Value.State
	for _, turn := range s.Waits {
		task := Task{Table: t, Thing: th, Turn: turn, Since: th.Life.Value.Since, Urgent: th.Urgent}
		if turn.For != "" {
			task.Party = th.Object.Parties[turn.For]
		}
		for _, m := range t.From(own) {
			if slices.Contains(m.By, turn) {
				task.Acts = append(task.Acts, m)
			}
		}
		task.Due, _ = s.Limit.Due(th.Life.Value.Since, th.Urgent, th.Days)
		all = append(all, task)
	}
	return all
}
