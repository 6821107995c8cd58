package plan

import (
	"container/heap"
	"math"
)

// search is a branch and bound on one level of a part.
type search struct {
	a      *part
	m      *model
	w      *network // of the part, nil where it has none
	level  Level
	best   []int64 // by pair
	score  score   // of best
	nodes  int     // still to be looked at
	open   openNodes
	seq    int
	lo, hi []int64
	rootLo []int64
	rootHi []int64
	rootY  []int64 // prices at the root, of rows
	rootQ  uint
	begin  start   // the basis to begin with, if any
	root   start   // and that of the root
	lost   int64   // the largest bound of what was given up
	flow   *stream // the relaxation, where the network says all of it; else it is the linear problem
	bound  int64   // at the root
}

// node is a part of the search: its parent's bounds, but for some.
type node struct {
	parent *node
	cuts   []cut
	bound  int64
	depth  int
	seq    int
}

// cut is new bounds of a column.
type cut struct {
	col    int32
	lo, hi int64
}

type openNodes []*node

func (h openNodes) Len() int { return len(h) }
func (h openNodes) Less(i, j int) bool {
	a, b := h[i], h[j]
	if a.bound != b.bound {
		return a.bound > b.bound
	}
	if a.depth != b.depth {
		return a.depth > b.depth
	}
	return a.seq < b.seq
}
func (h openNodes) Swap(i, j int) { h[i], h[j] = h[j], h[i] }
func (h *openNodes) Push(x any)   { *h = append(*h, x.(*node)) }
func (h *openNodes) Pop() any {
	old := *h
	n := old[len(old)-1]
	*h = old[:len(old)-1]
	return n
}

// run searches until nothing better can be or the nodes are used up, and returns what cannot be passed.
func (s *search) run() int64 {
	m := s.m
	s.relaxBy()
	s.rootLo, s.rootHi = append([]int64(nil), m.lo...), append([]int64(nil), m.hi...)
	s.lo, s.hi = make([]int64, len(m.lo)), make([]int64, len(m.lo))
	s.lost = math.MinInt64
	cur := &node{bound: math.MaxInt64}
	for {
		if cur == nil {
			if len(s.open) == 0 {
				break
			}
			cur = heap.Pop(&s.open).(*node)
		}
		if cur.bound <= s.score[s.level] {
			cur = nil
			continue
		}
		if s.nodes <= 0 {
			s.lost = max(s.lost, cur.bound)
			cur = nil
			continue
		}
		s.nodes--
		root := cur.parent == nil
		if cur = s.look(cur); root && cur != nil {
			switch {
			case s.flow != nil:
				s.slopes()
			case len(s.a.pairs) > divesFrom:
				s.dive()
			}
		}
	}
	return max(s.lost, s.score[s.level])
}

// look solves a node and returns the one to go on with, nil if there is none.
func (s *search) look(n *node) *node {
	copy(s.lo, s.rootLo)
	copy(s.hi, s.rootHi)
	for p := n; p != nil; p = p.parent {
		for _, c := range p.cuts {
			s.lo[c.col], s.hi[c.col] = max(s.lo[c.col], c.lo), min(s.hi[c.col], c.hi)
		}
	}
	if !s.useful(s.lo, s.hi) {
		return nil
	}
	y, q, none := s.relax(n.parent == nil)
	if none {
		return nil
	}
	bound := min(n.bound, s.m.bound(y, q, s.lo, s.hi, false))
	if n.parent == nil {
		s.rootY, s.rootQ, s.bound = y, q, bound
	}
	s.improve()
	if bound <= s.score[s.level] {
		return nil
	}
	var cuts []cut
	was, wasHi := append([]int64(nil), s.lo...), append([]int64(nil), s.hi...)
	s.m.tighten(s.score[s.level]+1, s.lo, s.hi)
	for j := range s.lo {
		if s.lo[j] > s.hi[j] {
			return nil
		}
		if s.lo[j] != was[j] || s.hi[j] != wasHi[j] {
			if n.parent == nil {
				s.rootLo[j], s.rootHi[j] = s.lo[j], s.hi[j]
			} else {
				cuts = append(cuts, cut{int32(j), s.lo[j], s.hi[j]})
			}
		}
	}
	n.cuts = append(n.cuts, cuts...)
	down, up, ok := s.branch()
	if !ok {
		// Everything is decided, and what was found is all there is.
		return s.settle(n, bound)
	}
	child := func(c cut) *node {
		s.seq++
		return &node{parent: n, cuts: []cut{c}, bound: bound, depth: n.depth + 1, seq: s.seq}
	}
	first, second := child(down), child(up)
	if x := s.value(down.col); x > float64(down.hi)+0.5 {
		first, second = second, first
	}
	heap.Push(&s.open, second)
	return first
}

// useful narrows bounds to what is of use, or says that nothing is between them.
func (s *search) useful(lo, hi []int64) bool {
	for j := range lo {
		if lo[j] > hi[j] {
			return false
		}
		if lo[j] == 0 && hi[j] < s.m.use[j] {
			hi[j] = 0
		}
		if lo[j] > 0 {
			lo[j] = max(lo[j], s.m.use[j])
		}
	}
	return true
}

// settle ends a node in which nothing is left to decide.
func (s *search) settle(_ *node, bound int64) *node {
	x := s.hi[:len(s.a.pairs)]
	if s.a.feasible(x) {
		s.offer(append([]int64(nil), x...))
		return nil // and it reaches what it reaches
	}
	if s.a.anyRough() {
		s.lost = max(s.lost, bound) // rows in steps cannot tell; what it might reach is not ruled out
	}
	return nil
}

func (a *part) anyRough() bool {
	for _, r := range a.rough {
		if r {
			return true
		}
	}
	return false
}

// value is where the linear problem puts a column.
func (s *search) value(j int32) float64 {
	if s.flow != nil {
		return s.flow.value(j)
	}
	return s.m.lp.x[j] * s.m.colBy[j]
}

// branch picks what to decide next: ranges of one column that together leave out nothing that is allowed.
func (s *search) branch() (down, up cut, ok bool) {
	best, bestBy := int32(-1), -1.0
	var at int64
	for j := range int32(len(s.lo)) {
		lo, hi := s.lo[j], s.hi[j]
		if lo == hi || s.m.follow[j] {
			continue
		}
		x := min(max(s.value(j), float64(lo)), float64(hi))
		f := math.Floor(x + 1e-6)
		part := x - f
		by := min(part, 1-part) * 2
		cutAt := int64(f)
		if by < 2e-6 {
			by = 0
			cutAt = min(int64(math.Round(x)), hi-1)
		}
		if use := s.m.use[j]; lo == 0 && x > 1e-6 && (x < float64(use)-1e-6 || (s.m.charge[j] > 0 || s.m.paid != nil && int(j) < len(s.m.paid) && s.m.paid[j]) && x < float64(hi)-1e-6) {
			// Between nothing and what is of use, or used without its price paid in full.
			share := x / float64(max(use, hi))
			by = 1 + min(share, 1-share)
			if s.m.charge[j] > 0 {
				by += float64(s.m.charge[j]) * s.m.costBy
			}
			cutAt = 0
		}
		if lo == 0 && cutAt < s.m.use[j] {
			cutAt = 0
		}
		by += float64(math.Abs(float64(s.m.cost[j])) * s.m.costBy * 0.01)
		if by > bestBy {
			best, bestBy, at = j, by, cutAt
		}
	}
	if best < 0 {
		return down, up, false
	}
	return cut{best, s.lo[best], at}, cut{best, at + 1, s.hi[best]}, true
}
