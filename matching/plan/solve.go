package plan

import (
	"math/big"
	"runtime"
	"sync"
	"sync/atomic"

	"muster/item"
)

// Solve finds a plan: the best there is, or one with a bound for how much better another could be. It
// fails where the problem says something that cannot be, and where pins cannot all be kept ([*PinsError]).
func Solve(p *Problem) (*Plan, error) { return new(Solver).Solve(p) }

// Solver keeps its last answers, so that of a problem that has changed a little only the parts that
// changed are decided again. The answer is the same as that of a new one: what was had before is never a
// reason for a plan. The zero value is ready; it is not for several goroutines at once.
type Solver struct {
	now, before map[digest]*answer // of the last solve, and of the one before it
	spreads     map[digest]*spreadAnswer
}

// Solve finds a plan, as the function [Solve] does.
func (s *Solver) Solve(p *Problem) (*Plan, error) {
	if err := p.valid(); err != nil {
		return nil, err
	}
	least, err := p.pinned()
	if err != nil {
		return nil, err
	}
	cut := &splitter{p: p, least: least}
	pieces := cut.pieces()
	answers := make([]*answer, len(pieces))
	digests := make([]digest, len(pieces))
	each(len(pieces), func(i int) {
		digests[i] = cut.digest(pieces[i])
		if answers[i] = s.now[digests[i]]; answers[i] == nil {
			answers[i] = s.before[digests[i]]
		}
		if answers[i] == nil {
			answers[i] = cut.part(pieces[i]).solve(p.Options.Nodes)
		}
	})
	s.now, s.before = make(map[digest]*answer, len(pieces)), s.now
	take := make([]int64, len(p.Pairs))
	for n, a := range pieces {
		s.now[digests[n]] = answers[n]
		for k, i := range a.pairs {
			take[i] = answers[n].x[k]
		}
	}
	all := bounds(answers)
	all[Types].Add(all[Types], new(big.Rat).SetInt64(int64(cut.certain)))
	if p.Options.Fair != nil {
		all = append(all, s.spread(cut, pieces, answers, digests, take))
	}
	plan := &Plan{Take: take}
	reach := p.Measure(take)
	for l, bound := range all {
		v := Value{Level: Level(l), Reach: reach[l], Bound: item.RatioOfRat(bound)}
		v.Proven = v.Reach.Cmp(v.Bound) == 0
		plan.Levels = append(plan.Levels, v)
	}
	return plan, nil
}

// bounds adds up what parts cannot pass, by level. Where a level is not proven in one part, plans that are
// as good on the whole may be less good in the others by as much as that part may still gain.
func bounds(answers []*answer) []*big.Rat {
	all := make([]*big.Rat, levelCount)
	var gaps [levelCount]*big.Rat // what all parts together may gain
	for l := range Level(levelCount) {
		var bound, gap sum
		for _, r := range answers {
			most := r.cap[l]
			for e := range l {
				if gaps[e].Sign() != 0 && gaps[e].Cmp(r.gap(e, r.cap[e])) != 0 {
					most = r.looseCap(l, gaps)
					break
				}
			}
			bound.add(r.value(l, most))
			if most != r.score[l] {
				gap.add(r.gap(l, most))
			}
		}
		all[l], gaps[l] = bound.value(), gap.value()
	}
	return all
}

// gap is what a part may gain on a level up to so many steps.
func (r *answer) gap(l Level, most int64) *big.Rat {
	if most == r.score[l] {
		return new(big.Rat)
	}
	v := new(big.Rat).Sub(r.value(l, most), r.value(l, r.score[l]))
	return v.Abs(v)
}

// looseCap is what a part cannot pass where it may be less good on levels before by so much.
func (r *answer) looseCap(l Level, gaps [levelCount]*big.Rat) int64 {
	c := r.loose[l]
	total := product(c.cap, 1<<c.shift)
	for e := range l {
		if c.per[e] == 0 || gaps[e].Sign() == 0 {
			continue
		}
		step := new(big.Rat).Sub(r.value(e, 1), r.value(e, 0))
		total.addProduct(c.per[e], ceil(new(big.Rat).Quo(gaps[e], step.Abs(step))))
	}
	return max(total.shifted(c.shift)+1, r.score[l])
}

// each does something with every number below n, on all cores.
func each(n int, do func(int)) {
	var next atomic.Int64
	var workers sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), n) {
		workers.Go(func() {
			for {
				i := int(next.Add(1)) - 1
				if i >= n {
					return
				}
				do(i)
			}
		})
	}
	workers.Wait()
}
