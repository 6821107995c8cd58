package lesson

import (
	"muster/standing"
	"muster/work"
)

var _ work.Excepting = (*Part)(nil)

// ExceptionKinds implements work.Excepting.
func (*Part) ExceptionKinds() []work.ExceptionKind {
	return []work.ExceptionKind{{Name: "validation-waived", Words: "a lesson was found learned without validation"}}
}

// Exceptions implements work.Excepting.
func (p *Part) Exceptions(v standing.View) (all []work.Exception) {
	for id := range p.Lessons.Visible(v) {
		for _, at := range p.Lessons.Lived(v.Known, id) { // it stays one, wherever the lesson goes on
			if at.Value.Act == ActWaive && v.Shows(at.Value.For) {
				all = append(all, work.Exception{Kind: "validation-waived", Object: Life.Object, About: id, At: at.From})
			}
		}
	}
	return all
}
