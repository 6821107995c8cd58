package fund

import (
	"fmt"
	"iter"

	"muster"
	"muster/requirement"
	"muster/standing"
	"muster/work"
)

var _ work.Desk = (*Part)(nil)

// Tables implements work.Desk.
func (*Part) Tables() []*work.Table { return []*work.Table{&Life} }

// Things implements work.Desk.
func (p *Part) Things(v standing.View, _ string) iter.Seq[work.Thing] {
	return func(yield func(work.Thing) bool) {
		for id, x := range p.packages.All(v.Known) {
			if th, ok := p.Thing(v, Life.Object, id); ok && v.Shows(x.Value.Audience) && !yield(th) {
				return
			}
		}
	}
}

// Thing implements work.Desk.
func (p *Part) Thing(v standing.View, _, about string) (work.Thing, bool) {
	x, ok := p.packages.Get(v.Known, about)
	life, alive := p.lives.Get(v.Known, about)
	if !ok || !alive {
		return work.Thing{}, false
	}
	th := work.Thing{
		About: about, Title: fmt.Sprintf("%s, %d lines", x.Value.Title, len(x.Value.Lines)), Life: life, State: p.Shown(v.State, v.Known, v.Effective, about),
		Object: x.Value.object(v.Known, requirement.In(v)), Days: map[string]muster.Day{},
	}
	for name, said := range map[string]string{"fund_by": x.Value.FundBy, "due": x.Value.Due} {
		if d, err := muster.ParseDay(said); err == nil {
			th.Days[name] = d
		}
	}
	return th, true
}
