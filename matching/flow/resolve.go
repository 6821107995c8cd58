package flow

// resume brings what changed into the parts. Where it changes how the network falls into parts, they
// are made anew and begin with what flows now.
func (s *Solver) resume() error {
	if s.recheck && !s.rebuild {
		for _, i := range s.freed {
			v := s.net.arcs[i].From
			if !s.eliminated(v) {
				v = s.net.arcs[i].To
			}
			s.rebuild = s.rebuild || !s.impliedAt(int(i), v)
		}
	}
	s.recheck = false
	if !s.rebuild {
		s.rebuild = !s.place()
	}
	if !s.rebuild {
		s.rebuild = !s.pass()
	}
	for _, k := range s.redear {
		if !s.rebuild {
			p := s.parts[k]
			p.setDear(p.dearest())
			s.rebuild = p.dear == 0
			p.repriced = true
		}
	}
	s.added, s.later, s.redear = s.added[:0], s.later[:0], s.redear[:0]
	if s.rebuild {
		return s.again()
	}
	return nil
}

// place puts new arcs, and new nodes at their ends, into parts; false if one of them ties parts together.
func (s *Solver) place() bool {
	for _, i := range s.added {
		for _, v := range []int{s.net.arcs[i].From, s.net.arcs[i].To} {
			if u := s.stands[v]; s.home[u] == nowhere && !s.tops[u] && !s.adopt(u) {
				return false
			}
		}
	}
	for _, i := range s.added {
		a := &s.net.arcs[i]
		k, u, v, ok := s.common(s.stands[a.From], s.stands[a.To])
		if !ok {
			return false
		}
		p := s.parts[k]
		p.stale = true
		if s.alive(int(i)) {
			// Nodes whose arcs all lead one way may have one the other way now.
			p.ground(u)
			p.ground(v)
		}
		s.arcIn[i], s.arcAt[i] = k, p.addArc(i, link{s.loopCost(a), u, v}, a.room())
		if c := p.arcs[s.arcAt[i]].cost; max(c, -c) > p.most || len(p.nodeID) > p.sized {
			s.redear = append(s.redear, k)
		}
	}
	return true
}

// common finds the part in which two nodes lie, and where.
func (s *Solver) common(u, v int32) (part, uAt, vAt int32, ok bool) {
	for _, k := range []int32{s.home[u], s.home[v]} {
		if k == nowhere {
			continue
		}
		x, inX := s.within(k, u)
		y, inY := s.within(k, v)
		if inX && inY {
			return k, x, y, true
		}
	}
	return 0, 0, 0, false
}

func (s *Solver) within(k, v int32) (at int32, ok bool) {
	switch {
	case s.home[v] == k:
		return s.nodeAt[v], true
	case s.parts[k].top == v:
		return s.parts[k].topAt, true
	}
	return 0, false
}

// adopt takes a node that is in no part into the one with which most of its new arcs can lie in it.
func (s *Solver) adopt(v int32) bool {
	var ends []int32
	for _, i := range s.added {
		a := &s.net.arcs[i]
		switch x, y := s.stands[a.From], s.stands[a.To]; v {
		case x:
			ends = append(ends, y)
		case y:
			ends = append(ends, x)
		}
	}
	best, most := int32(nowhere), 0
	for j, u := range ends {
		k := s.home[u]
		if k == nowhere || k == best || j > 64 {
			continue
		}
		n := 0
		for _, w := range ends {
			if _, in := s.within(k, w); in {
				n++
			}
		}
		if n > most {
			best, most = k, n
		}
	}
	if best == nowhere {
		return false
	}
	s.home[v], s.nodeAt[v] = best, s.parts[best].addNode(v)
	return true
}

// pass hands what nodes supply more to the parts, over the nodes by which they hang; false if it does
// not add up where nothing can take it.
func (s *Solver) pass() bool {
	left := map[int32]int64{}
	for _, d := range s.later {
		v := s.stands[d.node]
		for s.home[v] != nowhere {
			p := s.parts[s.home[v]]
			p.stale = true
			p.supplyMore(s.nodeAt[v], d.more)
			p.supplyMore(p.topAt, -d.more)
			v = p.top
		}
		left[v] += d.more
	}
	for _, x := range left {
		if x != 0 {
			return false
		}
	}
	return true
}

func (p *part) supplyMore(v int32, more int64) {
	p.shift(v, more)
	if p.given[v] < 0 {
		return
	}
	e := p.stub[v]
	b := p.supply[v]
	if (p.arcs[e].from == 0) != p.turned[e] {
		b = -b
	}
	if b < 0 || p.given[v] < b {
		p.ground(v)
	}
}

// again makes the parts anew and starts each with the flow there was, as far as it obeys the bounds.
func (s *Solver) again() error {
	flow, price := s.unfold()
	s.rebuild = false
	g, err := s.survey()
	if err != nil {
		return err
	}
	defer g.done()
	return s.build(g, func(p *piece) error {
		n, m := len(p.nodeID), len(p.arcs)
		p.stubs()
		p.setBlock()
		f, c := make([]int64, m), make([]int64, n)
		for e, i := range p.arcID {
			if a := &s.net.arcs[i]; a.Upper != Infinite || flow[i] < Largest {
				f[e] = min(max(0, flow[i]-a.Lower), p.room[e])
			}
		}
		for v, id := range p.nodeID {
			c[v] = price[id]
		}
		return p.resumed(f, c)
	})
}
