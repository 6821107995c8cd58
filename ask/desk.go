package ask

import (
	"fmt"
	"iter"
	"maps"

	"muster"
	"muster/access"
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
		for id, x := range p.asks.All(v.Known) {
			life, ok := p.lives.Get(v.Known, id)
			if !ok || !v.Shows(x.Value.Audience) {
				continue
			}
			for _, th := range p.things(v, x.Value, life) {
				if !yield(th) {
					return
				}
			}
		}
	}
}

// Thing implements work.Desk: of an ask that waits for several donors, as the first of them has it.
func (p *Part) Thing(v standing.View, _, about string) (work.Thing, bool) {
	x, ok := p.asks.Get(v.Known, about)
	life, alive := p.lives.Get(v.Known, about)
	if !ok || !alive {
		return work.Thing{}, false
	}
	return p.things(v, x.Value, life)[0], true
}

func (p *Part) things(v standing.View, x Ask, life standing.Version[work.Life]) (all []work.Thing) {
	due, _ := muster.ParseDay(x.ReplyBy) // Check let only days in
	needs := requirement.In(v)
	th := work.Thing{
		About: x.About, Title: fmt.Sprintf("%d lines asked of %d donors", len(x.Lines), len(x.Donors)), State: life.Value.State, Life: life,
		Object: x.object(v.Known, needs), Days: map[string]muster.Day{"reply_by": due}, Urgent: urgent(v, needs, x.Lines),
	}
	if th.State != Open {
		return []work.Thing{th}
	}
	for _, donor := range p.Silent(v.Known, x.About) {
		one := th
		one.Title = fmt.Sprintf("%d lines asked of %s", len(x.Lines), donor)
		one.Object = access.Object{Parties: maps.Clone(th.Object.Parties)}
		one.Object.Parties[Donor] = donor
		if due < v.Effective {
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
