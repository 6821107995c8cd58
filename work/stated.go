package work

import (
	"fmt"
	"iter"

	"muster"
	"muster/standing"
)

// Stated is a register of which each object has an audience. A refusal tells nobody more of an object than
// they may see of it.
type Stated[V any] struct {
	*standing.Register[V]
	called   string
	audience func(V) muster.Audience
}

// NewStated returns an empty register of objects that are called something, "reservation".
func NewStated[V any](called string, audience func(V) muster.Audience) *Stated[V] {
	return &Stated[V]{standing.NewRegister[V](), called, audience}
}

// Visible yields the objects that stand in a view and that its viewer may see, in order of key.
func (r *Stated[V]) Visible(v standing.View) iter.Seq2[string, standing.Version[V]] {
	return func(yield func(string, standing.Version[V]) bool) {
		for k, x := range r.All(v.Known) {
			if v.Shows(r.audience(x.Value)) && !yield(k, x) {
				return
			}
		}
	}
}

// Shown returns an object that stands in a view, if its viewer may see it.
func (r *Stated[V]) Shown(v standing.View, key string) (x standing.Version[V], ok bool) {
	if x, ok = r.Get(v.Known, key); !ok || !v.Shows(r.audience(x.Value)) {
		return standing.Version[V]{}, false
	}
	return x, true
}

// Hides reports whether an object stands that the one who says a statement may not see.
func (r *Stated[V]) Hides(h *standing.Hearer, known muster.Seq, key string) bool {
	x, ok := r.Get(known, key)
	return ok && !h.Sees(r.audience(x.Value))
}

// CheckThread refuses, as the register does, to speak a second time of what stands; of what the speaker may
// not see it says that there is something and nothing else.
func (r *Stated[V]) CheckThread(s *standing.State, e *muster.Envelope) error {
	err := r.Register.CheckThread(s.Known(), e)
	if err != nil && r.Hides(s.Hearer(e), s.Known(), e.About) {
		return muster.Conflict("about", fmt.Sprintf("what stands about %s is not yours to see; take another id", e.About))
	}
	return err
}

// Told is a refusal as who said the statement is told it: of an object that they may not see, that it is not
// there.
func (r *Stated[V]) Told(s *standing.State, e *muster.Envelope, key string, err error) error {
	if err != nil && r.Hides(s.Hearer(e), s.Known(), key) {
		return muster.Missing("the " + r.called + " " + key)
	}
	return err
}
