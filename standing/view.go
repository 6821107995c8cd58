package standing

import (
	"fmt"

	"muster"
	"muster/access"
)

// mostAudiences is how many different audiences a record may use: a statement keeps a byte for its own.
const mostAudiences = 256

// Viewer is the audiences whose rows, and whose totals, somebody sees on a day: a bit for each of the
// numbers under which this record keeps them.
type Viewer struct{ rows, totals [mostAudiences / 64]uint64 }

// Sees reports whether a viewer may see statements for an audience, given by its number.
func (v *Viewer) Sees(audience uint8) bool { return v.rows[audience>>6]>>(audience&63)&1 == 1 }

// SeesTotal reports whether a viewer may see totals in which such statements are counted.
func (v *Viewer) SeesTotal(audience uint8) bool { return v.totals[audience>>6]>>(audience&63)&1 == 1 }

// Totals is a viewer who sees what this one sees counted: as they stand behind a total, rows are looked
// through with it.
func (v Viewer) Totals() Viewer { return Viewer{v.totals, v.totals} }

// Unlisted is a viewer of what this one sees counted and not listed; not some where there is no such
// audience.
func (v Viewer) Unlisted() (u Viewer, some bool) {
	for k := range v.totals {
		u.rows[k] = v.totals[k] &^ v.rows[k]
		some = some || u.rows[k] != 0
	}
	u.totals = u.rows
	return u, some
}

// Looker is who looks, and on which day: an audience may open later.
type Looker struct {
	access.Principal
	Today muster.Day
}

// The lookers of tests and of commands on the record's own machine.
var (
	OperatorViewer = Looker{Principal: access.Principal{Role: access.Operator}, Today: muster.MaxDay}
	PublicViewer   = Looker{Principal: access.Anybody(), Today: muster.MaxDay}
)

// Viewer says which of this record's audiences somebody sees.
func (s *State) Viewer(who Looker) Viewer {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.base.audiences.viewer(who)
}

// Eyes tells lookers apart by what they may see: two views with the same eyes show the same, whatever
// else they are asked for.
func (v View) Eyes() string {
	return fmt.Sprintf("%s %x %x", v.Looker.Principal, v.Viewer.rows, v.Viewer.totals)
}

// View is what stood as known at a position, effective on a day, for a viewer. Content is as known
// then; who may see it is as of now.
type View struct {
	*State
	Known     muster.Seq
	Effective muster.Day
	Viewer    Viewer
	Looker    Looker
	All       bool // the viewer sees every row: what was shown of the past stays so, while to others more may open
}

// At returns a view. Known 0 means all that is durable.
func (s *State) At(known muster.Seq, effective muster.Day, who Looker) (View, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	if known > s.safe {
		return View{}, muster.Invalid("known", fmt.Sprintf("found position %d; this record has %d statements", known, s.safe))
	}
	if known == 0 {
		known = s.safe
	}
	return s.viewOf(known, effective, who), nil
}

func (s *State) viewOf(known muster.Seq, effective muster.Day, who Looker) View {
	v := s.base.audiences.viewer(who)
	all := true
	for n := range s.base.audiences.list {
		all = all && v.Sees(uint8(n))
	}
	return View{s, known, effective, v, who, all}
}

// Stood reports whether something that stood from one position until another stands in the view.
func (v View) Stood(from, until muster.Seq) bool { return from <= v.Known && v.Known < until }

// Shows reports whether the view's viewer may see a statement for an audience. Of texts nothing is kept, so
// that only they may have one that has no number; one that cannot be read is the operator's.
func (v View) Shows(a muster.Audience) bool {
	n, ok := v.base.audiences.number(a)
	if ok {
		return v.Viewer.Sees(n)
	}
	x, err := access.ParseAudience(a)
	if err != nil {
		return v.Viewer.Sees(forOperator)
	}
	return v.Looker.SeesRow(x, v.Looker.Today)
}

// AudienceNumber is the number under which a record keeps an audience that one of its statements has.
func (s *State) AudienceNumber(a muster.Audience) uint8 { return s.base.audiences.of(a) }
