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
// changed are decided again. The answer is the same as that of a new one. The zero value is ready; it is
// not for several goroutines at once.
type Solver struct{}

// Solve finds a plan, as the function [Solve] does.
func (s *Solver) Solve(p *Problem) (*Plan, error) {
	if err := p.valid(); err != nil {
		return nil, err
	}
	least, err := p.pinned()
	if err != nil {
		return nil, err
	}
	cut := splitter{p: p, least: least}
	parts := cut.parts()
	answers := make([]*answer, len(parts))
	each(len(parts), func(i int) { answers[i] = parts[i].solve(p.Options.Nodes, nil) })
	take := make([]int64, len(p.Pairs))
	for n, a := range parts {
		for k, i := range a.pairs {
			take[i] = answers[n].x[k]
		}
	}
	plan := &Plan{Take: take}
	reach := p.Measure(take)
	for l, bound := range bounds(parts, answers) {
		if Level(l) == Types {
			bound.Add(bound, new(big.Rat).SetInt64(int64(cut.certain)))
		}
		v := Value{Level: Level(l), Reach: reach[l], Bound: item.RatioOfRat(bound)}
		v.Proven = v.Reach.Cmp(v.Bound) == 0
		plan.Levels = append(plan.Levels, v)
	}
	return plan, nil
}

// bounds adds up what parts cannot pass, by level. Where a level is not proven in one part, plans that are
// as good on the whole may be less good in the others by as much as that part may still gain.
func bounds(parts []*part, answers []*answer) []*big.Rat {
	all := make([]*big.Rat, levelCount)
	var gaps [levelCount]*big.Rat // what all parts together may gain
	for l := range Level(levelCount) {
		var bound sum
		gap := new(big.Rat)
		for n, a := range parts {
			r := answers[n]
			cap := r.cap[l]
			for e := range l {
				if gaps[e].Sign() != 0 && gaps[e].Cmp(own(a, r, e)) != 0 {
					cap = a.looseCap(r, l, gaps)
					break
				}
			}
			v := a.value(l, cap)
			gap.Add(gap, new(big.Rat).Abs(new(big.Rat).Sub(v, a.value(l, r.score[l]))))
			bound.add(v)
		}
		all[l], gaps[l] = bound.value(), gap
	}
	return all
}

// own is what a part itself may gain on a level.
func own(a *part, r *answer, l Level) *big.Rat {
	v := new(big.Rat).Sub(a.value(l, r.cap[l]), a.value(l, r.score[l]))
	return v.Abs(v)
}

// looseCap is what a part cannot pass where it may be less good on levels before by so much.
func (a *part) looseCap(r *answer, l Level, gaps [levelCount]*big.Rat) int64 {
	c := r.loose[l]
	total := product(c.cap, 1<<c.shift)
	for e := range l {
		if c.per[e] == 0 || gaps[e].Sign() == 0 {
			continue
		}
		step := new(big.Rat).Sub(a.value(e, 1), a.value(e, 0))
		n := ceil(new(big.Rat).Quo(gaps[e], step.Abs(step)))
		total.addProduct(c.per[e], n)
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
