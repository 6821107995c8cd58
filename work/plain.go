package work

import (
	"muster"
	"muster/access"
	"muster/search"
	"muster/standing"
)

// PlainOf says what the statements of one kind in a Register are that state no object with a life: a list of
// codes, a grant, what happened to an object.
type PlainOf[V any] struct {
	Says standing.Kind // its Name, Words and, where they need it, Called, By, Erasable and Apart
	// Rule, where it is given, is who may say it beside what Check asks.
	Rule  *access.Rule
	Check func(s *standing.State, x *V) error
	Said  func(m standing.Moment, x *V)
	// Over takes in that a statement ended; nil: its kind is neither replaced nor withdrawn, as Final says.
	Over  func(m standing.Moment, target muster.Seq) bool
	Final string // why it is not: "custody is not taken back: what happened stays"
	Words func(v muster.Value, said *search.Said)
}

// Plain are the statements of one kind that state no object with a life. What a part keeps of them it keeps
// beside, see Register.Beside.
type Plain[V any] struct{ of PlainOf[V] }

// NewPlain returns what takes in the statements of a kind.
func NewPlain[V any](of PlainOf[V]) *Plain[V] { return &Plain[V]{of} }

// Kept implements Piece: nothing is kept here.
func (*Plain[V]) Kept(more ...standing.Kept) standing.Holds { return more }

// Over implements Piece.
func (p *Plain[V]) Over(m standing.Moment, target muster.Seq) bool {
	return p.of.Over != nil && p.of.Over(m, target)
}

func (p *Plain[V]) stays(*standing.State, muster.Seq, bool) error {
	if p.of.Over != nil {
		return nil
	}
	return muster.Invalid("withdraws", p.of.Final)
}

func (p *Plain[V]) kinds() []standing.Kind {
	says := p.of.Says
	says.New = func() muster.Value { return any(new(V)).(muster.Value) }
	if says.By == nil {
		says.By = access.Speakers
	}
	if p.of.Words != nil {
		says.Texts = func(_ *standing.State, _ muster.Seq, v muster.Value) search.Said {
			said := search.Say(v.Common())
			p.of.Words(v, &said)
			return said
		}
	}
	return []standing.Kind{says}
}

func (p *Plain[V]) check(s *standing.State, v muster.Value) error {
	x, ok := any(v).(*V)
	if !ok {
		return nil
	}
	if p.of.Rule != nil {
		if err := p.of.Rule.May(access.Of(v.Common()), access.Object{}); err != nil {
			return err
		}
	}
	return p.of.Check(s, x)
}

func (p *Plain[V]) apply(m standing.Moment, v muster.Value) {
	if x, ok := any(v).(*V); ok && p.of.Said != nil {
		p.of.Said(m, x)
	}
}
