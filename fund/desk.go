package fund

import (
	"fmt"
	"iter"

	"muster"
	"muster/standing"
	"muster/work"
)

var _ work.Desk = (*Part)(nil)

// Tables implements work.Desk.
func (*Part) Tables() []*work.Table { return []*work.Table{&Life} }

// Things implements work.Desk.
func (p *Part) Things(v standing.View, _ string) iter.Seq[work.Thing] {
	return p.Objects.Things(v, p.tell(v))
}

// Thing implements work.Desk.
func (p *Part) Thing(v standing.View, _, about string) (work.Thing, bool) {
	return p.Objects.Thing(v, about, p.tell(v))
}

// tell adds what a desk shows of a package.
func (p *Part) tell(v standing.View) func(*work.Thing, Stated) {
	return func(th *work.Thing, x Stated) {
		th.Title, th.State = fmt.Sprintf("%s, %d lines", x.Title, len(x.Lines)), p.StateOn(v.State, v.Known, v.Effective, x.About)
		for name, said := range map[string]string{"fund_by": x.FundBy, "due": x.Due} {
			if d, err := muster.ParseDay(said); err == nil {
				th.Days[name] = d
			}
		}
	}
}
