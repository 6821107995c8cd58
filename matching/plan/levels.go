package plan

import (
	"math/big"
	"slices"
)

// answer is what a part's search found.
type answer struct {
	scale
	x     []int64 // by pair of the piece
	score score
	cap   score // what cannot be passed by plans of the part that are as good on the levels before
	// The same by the prices at the root alone, and what it grows by where the levels before may be less
	// good by one step, in units of 2^−shift: other parts may make up for that.
	loose [levelCount]looseCap
	nodes int
	// What a plan that is as good can still be.
	lo, hi []int64
	rests  []restAnswer // where flows decided the first levels, what was left then
}

type looseCap struct {
	decided bool  // whether there is anything to decide
	simple  int64 // what cannot be passed whatever the levels before
	cap     int64
	per     [levelCount]int64 // by level before
	shift   uint
}

// decides says whether a level has anything to decide in a part.
func (a *part) decides(l Level) bool {
	some := func(by []int64) bool { return slices.ContainsFunc(by, func(v int64) bool { return v != 0 }) }
	switch l {
	case Met:
		return some(a.met)
	case Lateness:
		return some(a.late)
	case Whole:
		return slices.ContainsFunc(a.kits, func(k kit) bool {
			return k.weight > 0 && slices.ContainsFunc(k.members, func(m kitMember) bool { return len(m.at) > 0 })
		})
	case Types:
		return a.kinds > 0
	}
	return some(a.effort)
}

// usualNodes is how many nodes are looked at by default: fewer where each takes longer.
func (a *part) usualNodes() int { return min(max(30, 100_000/(1+len(a.pairs))), 2000) }

// solve decides a part, level by level. What is left when flows have decided the first levels is looked
// up in what is known already.
func (a *part) solve(nodes int, known func(digest) *answer) *answer {
	begin := slices.Clone(a.lo)
	a.roomBeside(begin).finish()
	return a.solveFrom(Met, begin, nodes, known)
}

// solveFrom decides a part from a level on, the face that it is on keeping those before.
func (a *part) solveFrom(first Level, begin []int64, nodes int, known func(digest) *answer) *answer {
	asked := nodes
	if nodes == 0 {
		nodes = a.usualNodes()
	}
	s := search{a: a, best: begin, score: a.score(begin)}
	r := &answer{scale: a.scale}
	lo, hi := slices.Clone(a.lo), slices.Clone(a.hi)
	var w *network
	if !a.plain {
		w = a.network()
	}
	var held *held
	onFace := true // whether all levels so far are kept by the face
	last := Level(levelCount)
	for l := first; l < last; l++ {
		if a.fixed || !a.decides(l) {
			continue
		}
		if known != nil && l > Lateness && onFace && a.face != nil {
			last = l
			break
		}
		t := search{a: a, m: a.build(l, s.score, lo, hi), w: w, level: l, best: s.best, score: s.score, nodes: nodes, begin: s.root}
		r.cap[l] = t.run()
		r.nodes += nodes - t.nodes
		s.best, s.score, s.root = t.best, t.score, t.root
		prices := t.loosen(&r.loose[l], held)
		t.narrow(lo, hi)
		if onFace = onFace && l <= Lateness && t.faces(); onFace {
			a.face = t.flow.face(l)
			a.face.onto(lo, hi)
			held = prices
		}
	}
	r.x, r.score, r.lo, r.hi = s.best, s.score, lo, hi
	if last < Level(levelCount) {
		a.decideRests(r, s.best, asked, known)
	}
	for l := range Level(levelCount) {
		if a.fixed || l < first || !a.decides(l) {
			r.cap[l] = r.score[l]
		}
		r.cap[l] = max(r.cap[l], r.score[l])
	}
	return r
}

// loosen is the bound at the root without what was concluded from levels before.
func (s *search) loosen(c *looseCap, before *held) *held {
	a, m := s.a, s.m
	y := s.rootY
	if y == nil {
		y = make([]int64, len(m.rows))
	}
	var now *held
	if before != nil || a.face == nil && s.flow != nil && s.flow.w.exact {
		now = before.with(s, y)
	}
	if before != nil {
		m, y = s.unfaced(now)
	}
	lo, hi := slices.Clone(m.lo), slices.Clone(m.hi)
	copy(lo, a.lo)
	copy(hi, a.hi)
	c.decided, c.simple = true, m.bound(make([]int64, len(m.rows)), 0, lo, hi, false)
	c.cap, c.shift = m.bound(y, s.rootQ, lo, hi, false), s.rootQ
	for l, i := range m.keeps {
		if i >= 0 {
			c.per[l] = y[i]
		}
	}
	return now
}

// narrow keeps between bounds what a plan can still be that is as good on this level.
func (s *search) narrow(lo, hi []int64) {
	if s.rootY == nil {
		return
	}
	m := s.m
	all, most := slices.Clone(m.lo), slices.Clone(m.hi)
	if m.bound(s.rootY, s.rootQ, all, most, false) < s.score[s.level] {
		return
	}
	m.tighten(s.score[s.level], all, most)
	for k := range lo {
		lo[k], hi[k] = max(lo[k], all[k]), min(hi[k], most[k])
	}
}

// gap is what a part may gain on a level up to so many steps.
func (r *answer) gap(l Level, most int64) *big.Rat {
	n := new(big.Rat).SetInt64(most - r.score[l])
	return n.Mul(n, r.by[l])
}
