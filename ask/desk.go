package ask

import (
	"fmt"
	"iter"
	"maps"

	"muster"
	"muster/requirement"
	"muster/standing"
	"muster/work"
)

var _ work.Desk = (*Part)(nil)

// Tables implements work.Desk.
func (*Part) Tables() []*work.Table { return []*work.Table{&Life} }

// Things implements work.Desk. An open ask is one thing for each donor that has not answered for all
// lines, so that each has it on its desk; once all have, it is one thing again.
func (p *Part) Things(v standing.View, _ string) iter.Seq[work.Thing] {
	return func(yield func(work.Thing) bool) {
		for th := range p.Objects.Things(v, p.tell(v)) {
			for _, one := range p.split(v, th) {
				if !yield(one) {
					return
				}
			}
		}
	}
}

// Thing implements work.Desk: of an ask that waits for several donors, as the first of them has it.
func (p *Part) Thing(v standing.View, _, about string) (work.Thing, bool) {
	th, ok := p.Objects.Thing(v, about, p.tell(v))
	if !ok {
		return th, false
	}
	return p.split(v, th)[0], true
}

// tell adds what a desk shows of an ask.
func (p *Part) tell(v standing.View) func(*work.Thing, Ask) {
	needs := requirement.In(v)
	return func(th *work.Thing, x Ask) {
		th.Title = fmt.Sprintf("%d lines asked of %d donors", len(x.Lines), len(x.Donors))
		th.Days["reply_by"], _ = muster.ParseDay(x.ReplyBy) // Check let only days in
		th.Urgent = urgent(v, needs, x.Lines)
	}
}

// split is an open ask once for each donor that is silent, and any other as it is.
func (p *Part) split(v standing.View, th work.Thing) (all []work.Thing) {
	if th.State != Open {
		return []work.Thing{th}
	}
	x, _ := p.Get(v.Known, th.About)
	for _, donor := range p.Silent(v.Known, th.About) {
		one := th
		one.Title = fmt.Sprintf("%d lines asked of %s", len(x.Value.Lines), donor)
		one.Object.Parties = maps.Clone(th.Object.Parties)
		one.Object.Parties[Donor] = donor
		if th.Days["reply_by"] < v.Effective {
			one.State = Overdue
		}
		all = append(all, one)
	}
	if all == nil {
		th.State = Answered
		all = append(all, th)
	}
	return all
}

// urgent reports whether one of an ask's lines has the first priority.
func urgent(v standing.View, needs *requirement.Part, lines []string) bool {
	for _, id := range lines {
		if n, ok := needs.Get(v.Known, id); ok && n.Value.Priority <= 1 {
			return true
		}
	}
	return false
}
