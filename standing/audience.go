package standing

import (
	"fmt"

	"muster"
	"muster/access"
)

// audiences numbers the audiences that a record's statements have, in order of their first; the public
// and the operator come before them. It is an Undo.
type audiences struct {
	list  []access.Audience
	byRaw map[muster.Audience]uint8 // as written
}

// The numbers that every record begins with.
const (
	forPublic uint8 = iota
	forOperator
)

func newAudiences() *audiences {
	a := &audiences{byRaw: map[muster.Audience]uint8{}}
	a.enter(muster.Public)
	a.enter(muster.Operator)
	a.byRaw[""] = forOperator // nothing becomes public by being left out
	return a
}

// number is the number of an audience that was entered.
func (a *audiences) number(raw muster.Audience) (uint8, bool) {
	n, ok := a.byRaw[raw]
	return n, ok
}

// of is the number of an audience; one that was never entered is the operator's.
func (a *audiences) of(raw muster.Audience) uint8 {
	if n, ok := a.byRaw[raw]; ok {
		return n
	}
	return forOperator
}

// check refuses an audience that is none, or one too many.
func (a *audiences) check(raw muster.Audience) error {
	if _, ok := a.byRaw[raw]; ok {
		return nil
	}
	x, err := access.ParseAudience(raw)
	if err != nil {
		return err
	}
	if text := x.String(); text != string(raw) {
		return muster.Invalid("audience", fmt.Sprintf("found %q; written shortest it is %q", raw, text))
	}
	if len(a.list) == mostAudiences {
		return muster.Conflict("audience", fmt.Sprintf("found %q; this record's statements have %d different audiences already, the most that it keeps apart: use one of these", raw, mostAudiences))
	}
	return nil
}

// enter numbers an audience. One that this release cannot read is for nobody but the operator.
func (a *audiences) enter(raw muster.Audience) {
	if _, ok := a.byRaw[raw]; ok || len(a.list) == mostAudiences {
		return
	}
	x, err := access.ParseAudience(raw)
	if err != nil {
		return
	}
	a.byRaw[raw] = uint8(len(a.list))
	a.list = append(a.list, x)
}

// viewer says which audiences somebody sees.
func (a *audiences) viewer(who Looker) (v Viewer) {
	for n, x := range a.list {
		if who.SeesRow(x, who.Today) {
			v.rows[n>>6] |= 1 << (n & 63)
		}
		if who.SeesTotal(x, who.Today) {
			v.totals[n>>6] |= 1 << (n & 63)
		}
	}
	return v
}

// Mark implements Undo.
func (a *audiences) Mark() int { return len(a.list) }

// Rollback implements Undo.
func (a *audiences) Rollback(mark int) {
	for _, x := range a.list[mark:] {
		delete(a.byRaw, muster.Audience(x.String()))
	}
	a.list = a.list[:mark]
}

// Keep implements Undo.
func (*audiences) Keep() {}

func (a *audiences) save(w *SnapshotWriter) {
	var raw []string
	for _, x := range a.list {
		raw = append(raw, x.String())
	}
	w.JSON(raw)
}

func (a *audiences) load(r *SnapshotReader) {
	var raw []muster.Audience
	r.JSON(&raw)
	for _, x := range raw {
		a.enter(x)
	}
}
