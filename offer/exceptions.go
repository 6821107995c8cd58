package offer

import (
	"muster/standing"
	"muster/work"
)

var _ work.Excepting = (*Part)(nil)

// declared is the basis of a value of which nobody says how it was found.
const declared = "donor declared"

// ExceptionKinds implements work.Excepting.
func (*Part) ExceptionKinds() []work.ExceptionKind {
	return []work.ExceptionKind{{Name: "basis-unknown", Words: "an offer has a value whose basis is not known"}}
}

// Exceptions implements work.Excepting.
func (p *Part) Exceptions(v standing.View) (all []work.Exception) {
	for id, x := range p.Visible(v) {
		if x.Value.Value != nil && x.Value.Value.Basis == declared {
			all = append(all, work.Exception{Kind: "basis-unknown", Object: Life.Object, About: id, At: x.From, Answer: x.Value.Why})
		}
	}
	return all
}
