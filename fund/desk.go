package fund

import (
	"fmt"
	"iter"

	"muster"
	"muster/requirement"
	"muster/standing"
	"muster/work"
)

// Tables implements work.Desk.
func (*Part) Tables() []*work.Table { return []*work.Table{&Life} }

// Things implements work.Desk.
func (p *Part) Things(v standing.View, _ string) iter.Seq[work.Thing] {
	needs := requirement.In(v)
	return func(yield func(work.Thing) bool) {
		for id, x := range p.packages.All(v.Known) {
			life, ok := p.lives.Get(v.Known, id)
			if !ok || !v.Shows(x.Value.Audience) {
				continue
			}
			th := work.Thing{
				About: id, Title: fmt.Sprintf("%s, %d lines", x.Value.Title, len(x.Value.Lines)), Life: life, State: p.Shown(v.State, v.Known, v.Effective, id),
				Object: x.Value.object(v.Known, needs), Days: map[string]muster.Day{},
			}
			for name, said := range map[string]string{"fund_by": x.Value.FundBy, "due": x.Value.Due} {
				if d, err := muster.ParseDay(said); err == nil {
					th.Days[name] = d
				}
			}
			if !yield(th) {
				return
			}
		}
	}
}
