package matching

import (
	"muster/standing"
	"muster/work"
)

var _ work.Excepting = (*Part)(nil)

// ExceptionKinds implements work.Excepting.
func (*Part) ExceptionKinds() []work.ExceptionKind {
	return []work.ExceptionKind{{Name: "match-override", Words: "a match was made firm beyond what its requirement needs"}}
}

// Exceptions implements work.Excepting.
func (p *Part) Exceptions(v standing.View) (all []work.Exception) {
	for id, x := range p.override.All(v.Known) {
		if _, ok := p.Shown(v, id); ok {
			all = append(all, work.Exception{Kind: "match-override", Object: Life.Object, About: id, At: x.From, Answer: x.Value})
		}
	}
	return all
}
