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
	plain       bool // whether all is left to the simplex method, for tests
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
	cut := &splitter{p: p, least: least, plain: s.plain}
	pieces := cut.pieces()
	answers := make([]*answer, len(pieces))
	digests := make([]digest, len(pieces))
	each(len(pieces), func(i int) {
		digests[i] = cut.digest(pieces[i])
		if answers[i] = s.known(digests[i]); answers[i] == nil {
			answers[i] = cut.part(pieces[i]).solve(p.Options.Nodes, s.known)
		}
	})
	s.now, s.before = make(map[digest]*answer, len(pieces)), s.now
	take := make([]int64, len(p.Pairs))
	for n, a := range pieces {
		s.now[digests[n]] = answers[n]
		for _, r := range answers[n].rests {
			s.now[r.digest] = r.answer
		}
		for k, i := range a.pairs {
			take[i] = answers[n].x[k]
		}
	}
	gaps := gaps(answers)
	if p.Options.Fair != nil {
		gaps = append(gaps, s.spread(cut, pieces, answers, digests, take))
	}
	plan := &Plan{Take: take}
	for l, reach := range p.Measure(take) {
		v := Value{Level: Level(l), Reach: reach, Bound: reach, Proven: gaps[l].Sign() == 0}
		if by := item.RatioOfRat(gaps[l]); v.Level == Met || v.Level == Whole {
			v.Bound = reach.Plus(by)
		} else {
			v.Bound = reach.Minus(by)
			if v.Bound.Sign() < 0 { // nothing is less than nothing
				v.Bound, v.Proven = item.Ratio{}, reach.Sign() == 0
			}
		}
		plan.Levels = append(plan.Levels, v)
	}
	return plan, nil
}

// known looks an answer up among those of the last solve and of the one before it.
func (s *Solver) known(d digest) *answer {
	if a := s.now[d]; a != nil {
		return a
	}
	return s.before[d]
}

// gaps adds up what parts may still gain, by level. Where a level is not proven in one part, plans that are
// as good on the whole may be less good in the others by as much as that part may still gain.
func gaps(answers []*answer) []*big.Rat {
	all := make([]*big.Rat, levelCount)
	for l := range Level(levelCount) {
		var gap sum
		for _, r := range answers {
			most := r.cap[l]
			for e := range l {
				if all[e].Sign() != 0 && all[e].Cmp(r.gap(e, r.cap[e])) != 0 {
					most = r.looseCap(l, all)
					break
				}
			}
			if most != r.score[l] {
				gap.add(r.gap(l, most))
			}
		}
		all[l] = gap.value()
	}
	return all
}

// looseCap is what a part cannot pass where it may be less good on levels before by so much.
func (r *answer) looseCap(l Level, gaps []*big.Rat) int64 {
	c := &r.loose[l]
	if !c.decided {
		return r.score[l]
	}
	total := product(c.cap, 1<<c.shift)
	for e := range l {
		if c.per[e] == 0 || gaps[e].Sign() == 0 {
			continue
		}
		total.addProduct(c.per[e], ceil(new(big.Rat).Quo(gaps[e], r.by[e])))
	}
	return max(min(total.shifted(c.shift), c.simple), r.score[l])
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
