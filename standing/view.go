package standing

import (
	"fmt"

	"muster"
)

// Viewer is the set of audiences whose statements one may see, a bit for each.
type Viewer uint64

// The viewers there are until the access table exists.
const (
	PublicViewer   Viewer = 1 << iota
	operatorAlone         // never a viewer by itself: the operator sees what is public too
	OperatorViewer = PublicViewer | operatorAlone
)

// AudienceBit numbers an audience. An absent one is the operator's: nothing becomes public by
// being left out.
func AudienceBit(a muster.Audience) uint8 {
	if a == muster.Public {
		return 0
	}
	return 1
}

// Sees reports whether a viewer may see statements of an audience, given by its number.
func (v Viewer) Sees(bit uint8) bool { return v>>bit&1 == 1 }

// View is what stood as known at a position, effective on a day, for a viewer. Content is as known
// then; who may see it is as of now.
type View struct {
	*State
	Known     muster.Seq
	Effective muster.Day
	Viewer    Viewer
}

// At returns a view. Known 0 means all that is durable.
func (s *State) At(known muster.Seq, effective muster.Day, viewer Viewer) (View, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	if known > s.safe {
		return View{}, muster.Invalid("known", fmt.Sprintf("found position %d; this record has %d statements", known, s.safe))
	}
	if known == 0 {
		known = s.safe
	}
	return View{s, known, effective, viewer}, nil
}

// Stood reports whether something that stood from one position until another stands in the view.
func (v View) Stood(from, until muster.Seq) bool { return from <= v.Known && v.Known < until }
