package work

import (
	"iter"
	"slices"

	"muster"
	"muster/access"
	"muster/standing"
)

// Of says what objects with a life are.
type Of[V any] struct {
	Life     *Table
	Like     string                                                       // an id, as an example: "r-0417"; empty: it is checked elsewhere
	Audience func(x V) muster.Audience                                    // for whom one is
	Object   func(s *standing.State, known muster.Seq, x V) access.Object // one as the rules see it
}

// Objects are the objects of one kind with their lives: what was said of each, and where it is. A part of
// such objects embeds it, and with it answers what all of them are asked.
type Objects[V any] struct {
	said  *Stated[V]
	lives *Lives
	of    Of[V]
}

// NewObjects returns no objects yet.
func NewObjects[V any](of Of[V]) *Objects[V] {
	return &Objects[V]{NewStated(of.Life.Object, of.Audience), NewLives(of.Life), of}
}

// Kept are its containers, and more, as a part holds them.
func (o *Objects[V]) Kept(more ...standing.Kept) standing.Holds {
	return append(standing.Holds{o.said, o.lives}, more...)
}

// Get returns an object as known at a position.
func (o *Objects[V]) Get(known muster.Seq, id string) (standing.Version[V], bool) {
	return o.said.Get(known, id)
}

// Versions are what was said of an object up to a position, in order.
func (o *Objects[V]) Versions(known muster.Seq, id string) []standing.Version[V] {
	return o.said.Versions(known, id)
}

// State is where an object is by acts alone; what else and the calendar make of it is said by those who know
// them.
func (o *Objects[V]) State(known muster.Seq, id string) (standing.Version[Life], bool) {
	return o.lives.Get(known, id)
}

// Lived are the states that an object was in as known at a position, in order.
func (o *Objects[V]) Lived(known muster.Seq, id string) []standing.Version[Life] {
	return o.lives.Versions(known, id)
}

// Count is how many there ever were, to make room for.
func (o *Objects[V]) Count() int { return o.said.Count() }

// All yields every object as known at a position, in order of id.
func (o *Objects[V]) All(known muster.Seq) iter.Seq2[string, standing.Version[V]] {
	return o.said.All(known)
}

// Ever yields every version of every object, of which a part makes its indexes.
func (o *Objects[V]) Ever() iter.Seq2[string, standing.Version[V]] { return o.said.Ever() }

// Visible yields the objects that stand in a view and that its viewer may see, in order of id.
func (o *Objects[V]) Visible(v standing.View) iter.Seq2[string, standing.Version[V]] {
	return o.said.Visible(v)
}

// Shown returns an object that stands in a view, if its viewer may see it.
func (o *Objects[V]) Shown(v standing.View, id string) (standing.Version[V], bool) {
	return o.said.Shown(v, id)
}

// Steps are the statements that an object's life rests on, in order: those that state and change it, the
// acts on it, and more that a part knows of.
func (o *Objects[V]) Steps(known muster.Seq, id string, more ...[]standing.Step) []muster.ID {
	return standing.Statements(append(more, o.Trail(known, id))...)
}

// Trail are the statements that state and change an object and the acts on it, as Steps of another take
// them in.
func (o *Objects[V]) Trail(known muster.Seq, id string) []standing.Step {
	return slices.Concat(standing.Steps(o.said.Register, known, id), standing.Steps(o.lives.Register, known, id))
}

// Object is an object as the rules see it.
func (o *Objects[V]) Object(s *standing.State, known muster.Seq, x V) access.Object {
	return o.of.Object(s, known, x)
}

// Hides reports whether an object stands that the one who says a statement may not see.
func (o *Objects[V]) Hides(h *standing.Hearer, known muster.Seq, id string) bool {
	return o.said.Hides(h, known, id)
}

// Is says where an object is, and Since by which statement and whose it came there, which is empty where the
// one who says a statement may not see that: for refusals.
func (o *Objects[V]) Is(h *standing.Hearer, known muster.Seq, id string) string {
	now, _ := o.State(known, id)
	return o.lives.is(h, id, now)
}

// Since is a part of what Is says.
func (o *Objects[V]) Since(h *standing.Hearer, known muster.Seq, id string) string {
	now, _ := o.State(known, id)
	return since(h, now)
}

// Told is a refusal as who said the statement is told it: of an object that they may not see, that it is not
// there.
func (o *Objects[V]) Told(s *standing.State, e *muster.Envelope, id string, err error) error {
	return o.said.Told(s, e, id, err)
}

// CheckSay refuses to state or change an object where another one has the id, where it is not the speaker's
// to do, or where its life is over; x is the object as stated. It returns what stood before; nil where
// nothing did, or where it is not told.
func (o *Objects[V]) CheckSay(s *standing.State, e *muster.Envelope, x V) (was *V, err error) {
	f := muster.Faults{o.said.CheckThread(s, e)}
	if now, ok := o.Get(s.Known(), e.About); ok {
		if f[0] != nil && o.Hides(s.Hearer(e), s.Known(), e.About) {
			return nil, f.Err()
		}
		was = &now.Value
	}
	f.Add(o.lives.CheckSay(s, e, o.of.Object(s, s.Known(), x)))
	if o.of.Like != "" {
		f.Add(CheckID(e.About, o.of.Like))
	}
	return was, f.Err()
}

// CheckAct refuses an act on an object that is not there, that does not fit its state, or that is not the
// speaker's to do.
func (o *Objects[V]) CheckAct(s *standing.State, x Acts) (now standing.Version[V], m Move, err error) {
	about := x.Acting().About
	now, ok := o.Get(s.Known(), about)
	if !ok {
		return now, m, muster.Missing("the " + o.of.Life.Object + " " + about)
	}
	m, err = o.lives.Check(s, x, o.of.Object(s, s.Known(), now.Value))
	return now, m, err
}

// CheckMove is CheckAct for an act that stands to other parties than the object: an answer is its donor's.
func (o *Objects[V]) CheckMove(s *standing.State, x Acts, as access.Object) (Move, error) {
	return o.lives.Check(s, x, as)
}

// Say takes in that an object was stated or changed.
func (o *Objects[V]) Say(m standing.Moment, e *muster.Envelope, x V) {
	o.said.Set(m, e.About, x)
	o.lives.Said(m, e)
}

// Do takes an act in.
func (o *Objects[V]) Do(m standing.Moment, x Acts) { o.lives.Apply(m, x) }

// Over takes in that a statement ended, and reports whether it stated one of these objects.
func (o *Objects[V]) Over(m standing.Moment, target muster.Seq) bool { return o.said.End(m, target) }

// Final refuses to end an act by itself.
func (o *Objects[V]) Final() error { return o.lives.CheckEnd() }

// Thing is an object as a desk has it; tell adds what the part knows of it.
func (o *Objects[V]) Thing(v standing.View, id string, tell func(*Thing, V)) (Thing, bool) {
	x, ok := o.Get(v.Known, id)
	if !ok {
		return Thing{}, false
	}
	return o.thing(v, id, x, tell)
}

// Things yields the objects that a view's viewer may see, as a desk has them.
func (o *Objects[V]) Things(v standing.View, tell func(*Thing, V)) iter.Seq[Thing] {
	return func(yield func(Thing) bool) {
		for id, x := range o.Visible(v) {
			if th, ok := o.thing(v, id, x, tell); ok && !yield(th) {
				return
			}
		}
	}
}

func (o *Objects[V]) thing(v standing.View, id string, x standing.Version[V], tell func(*Thing, V)) (Thing, bool) {
	life, ok := o.State(v.Known, id)
	if !ok {
		return Thing{}, false
	}
	th := Thing{About: id, State: life.Value.State, Life: life, Object: o.of.Object(v.State, v.Known, x.Value), Days: map[string]muster.Day{}, Audience: o.of.Audience(x.Value)}
	tell(&th, x.Value)
	return th, true
}
