package flow

import "slices"

// build cuts the network, makes the parts and begins with each.
func (s *Solver) build(g *plan, begin func(*piece) error) error {
	s.parts = nil
	s.cut(g)
	n := len(s.net.supply)
	s.stands, s.offset, s.freed, s.home = g.stands, g.offset, g.freed, g.home
	s.nodeAt, s.tops = make([]int32, n), make([]bool, n)
	s.added, s.later, s.redear, s.recheck, s.rebuild = nil, nil, nil, false, false
	s.arcIn, s.arcAt, s.loops = nil, nil, nil
	for _, i := range g.loops {
		if s.isFreed(i) {
			continue
		}
		if a := &s.net.arcs[i]; a.Upper == Infinite && s.loopCost(a) < 0 {
			return s.loopError(int(i))
		}
		s.loops = append(s.loops, i)
	}
	left := s.left()
	lacks := make([]int64, len(g.blocks)) // what comes from their tops
	for k := range g.blocks {
		for _, v := range g.blocks[k].nodes {
			lacks[k] -= left[v]
		}
		left[g.blocks[k].top] -= lacks[k]
	}
	for v := range n {
		if s.stands[v] == int32(v) && s.home[v] < 0 && left[v] > 0 {
			return s.infeasible(nowhere, []int32{int32(v)})
		}
	}
	s.fixed = wide{}
	for v, o := range s.offset {
		if o != 0 {
			s.fixed.addProduct(-o, s.net.supply[v])
		}
	}
	if s.lowered() {
		for i := range s.net.arcs {
			s.countLower(i, 1)
		}
	}
	for _, i := range s.loops {
		s.countLoop(int(i), 1)
	}
	for k := range g.blocks {
		s.tops[g.blocks[k].top] = true
	}
	s.parts = make([]*piece, len(g.blocks))
	return abreast(len(g.blocks), func(k int) int { return len(g.blocks[k].arcs) }, func(k int) error {
		p := s.piece(&g.blocks[k], g.ends, left, lacks[k])
		if s.parts[k] = p; p.dear == 0 {
			return &OverflowError{"costs add up to more than 2^60 along a path"}
		}
		return begin(p)
	})
}

// left is what each node has to give when lower bounds are served.
func (s *Solver) left() []int64 {
	left := make([]int64, len(s.net.supply))
	for v, b := range s.net.supply {
		left[s.stands[v]] += b
	}
	if s.lowered() {
		for i := range s.net.arcs {
			if a := &s.net.arcs[i]; a.Lower != 0 && s.alive(i) {
				left[s.stands[a.From]] -= a.Lower
				left[s.stands[a.To]] += a.Lower
			}
		}
	}
	return left
}

// lowered says whether any arc has a lower bound.
func (s *Solver) lowered() bool { return s.sums.moved != wide{} }

// piece makes one part; what it lacks comes from its top.
func (s *Solver) piece(b *block, ends []pair, left []int64, lack int64) *piece {
	p := &piece{top: b.top, stale: true}
	n := len(b.nodes) + 1
	p.watch = s.watch
	ints, longs := make([]int32, 2*n), make([]int64, 2*n)
	p.nodeID, p.stub = ints[:n:n], ints[n:]
	p.supply, p.given = longs[:n:n], longs[n:]
	p.nodeID[0], p.supply[0] = b.top, lack
	for i, v := range b.nodes {
		p.nodeID[i+1], p.supply[i+1] = v, left[v]
		s.nodeAt[v] = int32(i + 1)
	}
	for i := range p.given {
		p.stub[i], p.given[i] = -1, -1
	}
	nodeAt := s.nodeAt
	local := func(v int32) int32 {
		if v == b.top {
			return 0
		}
		return nodeAt[v]
	}
	m := len(b.arcs)
	p.arcs, p.room, p.turned, p.arcID = make([]link, m), make([]int64, m), make([]bool, m), b.arcs
	degree := make([]int32, n)
	most := int64(1)
	for e, i := range b.arcs {
		a, d := &s.net.arcs[i], ends[i]
		u, v := local(d.u), local(d.v)
		degree[u]++
		degree[v]++
		cost := a.Cost
		if int32(a.From) != d.u || int32(a.To) != d.v {
			cost = s.loopCost(a)
		}
		most = max(most, cost, -cost)
		p.arcs[e], p.room[e] = link{cost, u, v}, a.room()
	}
	if root := slices.Index(degree, slices.Max(degree)); root != 0 {
		p.rootAt(int32(root))
		s.nodeAt[p.nodeID[0]] = 0
	}
	p.setDear(most)
	return p
}

// rootAt makes the root of a node: the one with the most arcs, so that what hangs from it is small.
func (p *piece) rootAt(root int32) {
	p.nodeID[0], p.nodeID[root] = p.nodeID[root], p.nodeID[0]
	p.supply[0], p.supply[root] = p.supply[root], p.supply[0]
	p.topAt = root
	swap := func(v int32) int32 {
		switch v {
		case 0:
			return root
		case root:
			return 0
		}
		return v
	}
	for e := range p.arcs {
		a := &p.arcs[e]
		a.from, a.to = swap(a.from), swap(a.to)
	}
}
