package work

import (
	"fmt"

	"muster"
	"muster/access"
	"muster/search"
	"muster/standing"
)

// NotesOf says what the statements of one kind are that a Register has beside its objects: what is said of
// something, without a life of its own. What is nil asks and adds nothing.
type NotesOf[V any] struct {
	Called string        // "rating"
	Like   string        // an id, as an example; empty: Check asks it
	Says   standing.Kind // its Name, Words and, where it needs one, Called
	By     []access.Turn // who says and changes one
	NotFor []string      // relations whose parties may not, see access.Rule
	Object func(s *standing.State, known muster.Seq, x *V) access.Object
	Check  func(s *standing.State, x, was *V) error // was is what stood before, nil where nothing did
	Stays  string                                   // why one is not withdrawn; empty: it may be
	Words  func(v muster.Value, said *search.Said)
}

// Notes are the statements of one kind without a life.
type Notes[V any] struct {
	*Stated[V]
	of NotesOf[V]
}

// NewNotes returns none yet.
func NewNotes[V any](of NotesOf[V]) *Notes[V] {
	return &Notes[V]{of: of, Stated: NewStated(of.Called, func(x V) muster.Audience { return any(&x).(muster.Value).Common().Audience })}
}

// Rule is who says and changes one, "rating.say".
func (n *Notes[V]) Rule() access.Rule {
	return access.Rule{Act: access.Act(n.of.Called + ".say"), By: n.of.By, NotFor: n.of.NotFor}
}

// Kept is its container, and more, as a part holds them.
func (n *Notes[V]) Kept(more ...standing.Kept) standing.Holds {
	return append(standing.Holds{n.Stated}, more...)
}

// Over takes in that a statement ended, and reports whether it was one of these.
func (n *Notes[V]) Over(m standing.Moment, target muster.Seq) bool { return n.End(m, target) }

func (n *Notes[V]) kinds() []standing.Kind {
	k := n.of.Says
	k.New, k.By = func() muster.Value { return any(new(V)).(muster.Value) }, access.Speakers
	k.Texts = func(_ *standing.State, _ muster.Seq, v muster.Value) search.Said {
		said := search.Say(v.Common())
		if n.of.Words != nil {
			n.of.Words(v, &said)
		}
		return said
	}
	return []standing.Kind{k}
}

func (n *Notes[V]) check(s *standing.State, v muster.Value) error {
	x, ok := any(v).(*V)
	if !ok {
		return nil
	}
	e := v.Common()
	f := muster.Faults{n.CheckThread(s, e)}
	if e.Withdraws != "" {
		f.Add(muster.Invalid("withdraws", fmt.Sprintf("a %s is withdrawn by a statement record.withdraw/1, or replaced", n.of.Called)))
	}
	var was *V
	if now, ok := n.Get(s.Known(), e.About); ok {
		if f[0] != nil && n.Hides(s.Hearer(e), s.Known(), e.About) {
			return f.Err()
		}
		was = &now.Value
	}
	o := access.Object{}
	if n.of.Object != nil {
		o = n.of.Object(s, s.Known(), x)
	}
	f.Add(may(n.Rule(), s.Hearer(e), access.Of(e), o))
	if n.of.Like != "" {
		f.Add(CheckID(e.About, n.of.Like))
	}
	if n.of.Check != nil {
		f.Add(n.of.Check(s, x, was))
	}
	return f.Err()
}

func (n *Notes[V]) apply(m standing.Moment, v muster.Value) {
	if x, ok := any(v).(*V); ok {
		n.Set(m, v.Common().About, *x)
	}
}

func (n *Notes[V]) stays(_ *standing.State, _ muster.Seq, withdrawn bool) error {
	if withdrawn && n.of.Stays != "" {
		return muster.Invalid("withdraws", n.of.Stays)
	}
	return nil
}
