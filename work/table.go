// Package work says by tables what may be done to an object next, by whom and within what time, keeps
// in what state each object is, and lists from these alone what waits for whom.
//
// A part declares a Table for each kind of object that has a life, embeds Act in the statement that
// moves it, and keeps the lives in a Lives. The table is the documentation, the test and the check.
package work

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"muster"
	"muster/access"
)

// Table is the life of one kind of object.
type Table struct {
	Object string        // what it is, "requirement"
	Kind   string        // of the statements that move it, "requirement.act/1"
	By     []access.Turn // who states and changes the object itself
	States []State       // the first is where an object begins
	Moves  []Move
}

// State is where an object may be.
type State struct {
	Name  string
	Words string        // a sentence: what it means to be there
	Waits []access.Turn // who must act next; none: nobody
	Limit Limit         // how long it may wait
	Final bool          // nothing follows, and the object is not changed any more
	// Change is the state to which a change of the object leads from here; empty: it stays.
	Change string
	// Derived says that it follows from other statements and the calendar: no act leads to it, and it goes
	// back by itself. Of are the states of which the object is in one meanwhile, whose moves hold.
	Derived bool
	Of      []string
}

// Move is an act that takes an object from one state to another. Once released a move keeps its
// meaning, since the record is folded by it; what must change is another act.
type Move struct {
	Act    string
	Kind   string // of the statement that does it, where it is another than the table's
	From   []string
	To     string        // empty: it stays where it is
	By     []access.Turn // who may
	NotFor []string      // relations whose parties may not, see access.Rule
	Needs  []string      // fields that the act must give, as its statement names them
	Words  string        // what it does, for people: "validates the requirement"
}

// Limit is how long an object may stay in a state: hours, days, working days, or until a day that the
// object names. Of several the earliest counts. The zero Limit has no end.
type Limit struct {
	Hours       int
	Days        int
	WorkingDays int    // Monday to Friday
	Until       string // a field of the object with a calendar day, "needed_by"; the day itself is still in time
	UrgentHours int    // in place of the others where the object is urgent
}

// Due is when the limit ends for an object that came into the state at an instant; not ok without one.
func (l Limit) Due(since time.Time, urgent bool, days map[string]muster.Day) (due time.Time, ok bool) {
	take := func(t time.Time) {
		if !ok || t.Before(due) {
			due, ok = t, true
		}
	}
	if urgent && l.UrgentHours > 0 {
		return since.Add(time.Duration(l.UrgentHours) * time.Hour), true
	}
	if l.Hours > 0 {
		take(since.Add(time.Duration(l.Hours) * time.Hour))
	}
	if l.Days > 0 {
		take(endOf(muster.DayOf(since) + muster.Day(l.Days)))
	}
	if l.WorkingDays > 0 {
		take(endOf(addWorking(muster.DayOf(since), l.WorkingDays)))
	}
	if d, given := days[l.Until]; given && l.Until != "" {
		take(endOf(d))
	}
	return due, ok
}

// endOf is the end of a day: what is due on it is late on the next.
func endOf(d muster.Day) time.Time { return (d + 1).Time() }

// addWorking goes on by working days.
func addWorking(d muster.Day, n int) muster.Day {
	for n > 0 {
		d++
		if w := d.Time().Weekday(); w != time.Saturday && w != time.Sunday {
			n--
		}
	}
	return d
}

// Begin is the state in which an object begins.
func (t *Table) Begin() string { return t.States[0].Name }

// State returns a state by name.
func (t *Table) State(name string) (State, bool) {
	for _, s := range t.States {
		if s.Name == name {
			return s, true
		}
	}
	return State{}, false
}

// Move returns what an act does to an object in a state.
func (t *Table) Move(state, act string) (Move, bool) {
	for _, m := range t.Moves {
		if m.Act == act && slices.Contains(m.From, state) {
			return m, true
		}
	}
	return Move{}, false
}

// From lists the moves there are from a state, in the order of the table.
func (t *Table) From(state string) []Move {
	var all []Move
	for _, m := range t.Moves {
		if slices.Contains(m.From, state) {
			all = append(all, m)
		}
	}
	return all
}

// Acts lists the acts of the table, each once.
func (t *Table) Acts() []string {
	var all []string
	for _, m := range t.Moves {
		if !slices.Contains(all, m.Act) {
			all = append(all, m.Act)
		}
	}
	return all
}

// Last is the last day on which what an object waits for is in time; not ok where it waits for nobody, or
// without a limit.
func (t *Table) Last(state string, since time.Time, urgent bool, days map[string]muster.Day) (muster.Day, bool) {
	s, _ := t.State(state)
	due, ok := s.Limit.Due(since, urgent, days)
	if !ok || len(s.Waits) == 0 {
		return 0, false
	}
	return muster.DayOf(due.Add(-1)), true
}

// Name is an act of this table among those of all tables, "requirement.validate". Where an act is done
// by different people from different states, the rule is the move's.
func (t *Table) Name(act string) access.Act { return access.Act(t.Object + "." + act) }

// Say is who may state and change the object itself, "requirement.say".
func (t *Table) Say() access.Rule { return access.Rule{Act: t.Name("say"), By: t.By} }

// Rules are all rules of the table: one for stating the object, and one for each move.
func (t *Table) Rules() []access.Rule {
	all := []access.Rule{t.Say()}
	for _, m := range t.Moves {
		all = append(all, t.Rule(m))
	}
	return all
}

// Rule is who may make a move.
func (t *Table) Rule(m Move) access.Rule {
	return access.Rule{Act: t.Name(m.Act), By: m.By, NotFor: m.NotFor}
}

// Problems says what is wrong with the table itself; parts' tests ask.
func (t *Table) Problems() (bad []string) {
	say := func(format string, args ...any) { bad = append(bad, t.Object+": "+fmt.Sprintf(format, args...)) }
	reached := map[string]bool{}
	if len(t.States) > 0 {
		reached[t.Begin()] = true
	}
	for i, m := range t.Moves {
		if _, ok := t.State(m.To); m.To != "" && !ok {
			say("act %s leads to %q, which is no state", m.Act, m.To)
		}
		reached[m.To] = true
		if len(m.By) == 0 || m.Words == "" {
			say("act %s lacks who may do it, or its words", m.Act)
		}
		for _, from := range m.From {
			s, ok := t.State(from)
			if !ok || s.Final || s.Derived {
				say("act %s starts from %q, which is no state, final or derived", m.Act, from)
			}
			for _, other := range t.Moves[:i] {
				if other.Act == m.Act && slices.Contains(other.From, from) {
					say("act %s from %s has two moves", m.Act, from)
				}
			}
		}
	}
	for i, s := range t.States {
		if _, twice := (&Table{States: t.States[:i]}).State(s.Name); twice || s.Words == "" || s.Name != strings.ToLower(s.Name) {
			say("state %q is there twice, is not lower case, or has no words", s.Name)
		}
		if s.Derived {
			for _, name := range s.Of {
				if of, ok := t.State(name); !ok || of.Derived {
					say("state %s is derived of %q, which is no state of its own", s.Name, name)
				}
			}
			if len(s.Of) == 0 {
				say("state %s is derived of nothing", s.Name)
			}
			continue
		}
		if !reached[s.Name] {
			say("no act leads to state %s", s.Name)
		}
		if _, ok := t.State(s.Change); s.Change != "" && (!ok || s.Final) {
			say("a change in state %s leads to %q, which is no state, or the state is final", s.Name, s.Change)
		}
		if s.Final != (len(t.From(s.Name)) == 0) {
			say("state %s is final, or has moves, but not just one of the two", s.Name)
		}
		for _, turn := range s.Waits {
			if !slices.ContainsFunc(t.From(s.Name), func(m Move) bool { return slices.Contains(m.By, turn) }) {
				say("state %s waits for a %s, who has no act there", s.Name, turn)
			}
		}
	}
	return bad
}

// Given refuses an act that leaves out a field which the move needs; fields and their texts come in
// pairs.
func (m Move) Given(pairs ...string) error {
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] == "" && slices.Contains(m.Needs, pairs[i]) {
			return muster.Invalid(pairs[i], fmt.Sprintf("it is left out; the act %s needs it", m.Act))
		}
	}
	return nil
}

// Exactly is Given, and refuses as well a field that the move does not need.
func (m Move) Exactly(pairs ...string) error {
	f := muster.Faults{m.Given(pairs...)}
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] != "" && !slices.Contains(m.Needs, pairs[i]) {
			f.Add(muster.Invalid(pairs[i], fmt.Sprintf("the act %s has no such field", m.Act)))
		}
	}
	return f.Err()
}
