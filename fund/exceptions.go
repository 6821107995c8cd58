package fund

import (
	"muster/standing"
	"muster/work"
)

var _ work.Excepting = (*Part)(nil)

// ExceptionKinds implements work.Excepting.
func (*Part) ExceptionKinds() []work.ExceptionKind {
	return []work.ExceptionKind{{Name: "order-override", Words: "a package was ordered with less money than it costs"}}
}

// Exceptions implements work.Excepting.
func (p *Part) Exceptions(v standing.View) (all []work.Exception) {
	for id, x := range p.override.All(v.Known) {
		if _, ok := p.Shown(v, id); ok {
			all = append(all, work.Exception{Kind: "order-override", Object: Life.Object, About: id, At: x.From, Answer: x.Value})
		}
	}
	return all
}
