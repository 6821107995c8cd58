package flow

import "slices"

// Cost is what the flow costs that the last call of [Solver.Solve] found; 0 if it found none.
func (s *Solver) Cost() int64 {
	if !s.solved {
		return 0
	}
	sum, _ := s.total()
	return sum
}

// total is what the flow costs, or false if that leaves 64 bits.
func (s *Solver) total() (int64, bool) {
	sum := s.fixed
	for _, p := range s.parts {
		sum.plus(p.cost.lo, p.cost.hi)
	}
	return sum.int64()
}

// unfold is what flows on all arcs but freed ones, and the potentials.
func (s *Solver) unfold() (flow, price []int64) {
	flow, s.flow = s.flow, nil
	if flow == nil {
		flow = make([]int64, len(s.net.arcs))
		abreast(len(s.parts), func(k int) int { return len(s.parts[k].arcs) }, func(k int) error {
			s.parts[k].read(flow)
			return nil
		})
	}
	if s.lowered() {
		for i := range flow {
			flow[i] += s.net.arcs[i].Lower
		}
	}
	for _, i := range s.loops {
		if a := &s.net.arcs[i]; s.alive(int(i)) && s.loopCost(a) < 0 {
			flow[i] = a.Upper
		}
	}
	return flow, s.prices()
}

// read adds what flows on a part's arcs, and keeps its prices for the potentials.
func (p *piece) read(flow []int64) {
	p.flows(flow)
	p.even = p.calm()
}

// flows adds what flows on a part's arcs.
func (p *part) flows(flow []int64) {
	for e, i := range p.arcID {
		if p.turned[e] {
			flow[i] += p.room[e]
		}
	}
	for v := 1; v < len(p.twigs); v++ {
		w := &p.twigs[v]
		if w.arc < 0 {
			continue
		}
		x := w.down
		if p.arcs[w.arc].from != int32(v) {
			x = w.up
		}
		if i := p.arcID[w.arc]; p.turned[w.arc] {
			flow[i] -= x
		} else {
			flow[i] += x
		}
	}
}

// Result is what the last call of [Solver.Solve] found, nil if it found none. It stays as it is when the
// solver goes on.
func (s *Solver) Result() *Result {
	if !s.solved || s.result != nil {
		return s.result
	}
	r := &Result{}
	r.Flow, r.Potential = s.unfold()
	r.Cost, _ = s.total()
	s.freedFlows(r.Flow)
	s.result = r
	return r
}

// freedFlows fills in what flows on freed arcs: what is left at the end that has no other.
func (s *Solver) freedFlows(flow []int64) {
	if len(s.freed) == 0 {
		return
	}
	left := slices.Clone(s.net.supply)
	for _, j := range s.joined {
		i := int(j)
		a := &s.net.arcs[i]
		if !s.alive(i) || s.isFreed(j) || a.From == a.To {
			continue
		}
		if s.stands[a.From] != int32(a.From) {
			left[a.From] -= flow[i]
		}
		if s.stands[a.To] != int32(a.To) {
			left[a.To] += flow[i]
		}
	}
	for _, i := range s.freed {
		a := &s.net.arcs[i]
		if s.eliminated(a.From) {
			flow[i] = left[a.From]
		} else {
			flow[i] = -left[a.To]
		}
	}
}

// prices are the potentials of all nodes, those that were read of all parts made to agree where these meet.
func (s *Solver) prices() []int64 {
	all := make([]int64, len(s.net.supply))
	base := make([]int64, len(s.parts))
	done := make([]bool, len(s.parts))
	price := func(v int32) int64 {
		var path []int32
		for u := v; s.home[u] >= 0 && !done[s.home[u]]; u = s.parts[s.home[u]].top {
			path = append(path, s.home[u])
		}
		for i := len(path) - 1; i >= 0; i-- {
			p := s.parts[path[i]]
			above := int64(0)
			if h := s.home[p.top]; h >= 0 {
				above = base[h] + s.parts[h].even[s.nodeAt[p.top]]
			}
			base[path[i]] = above - p.even[p.topAt]
			done[path[i]] = true
		}
		if s.home[v] < 0 {
			return 0
		}
		return base[s.home[v]] + s.parts[s.home[v]].even[s.nodeAt[v]]
	}
	for v, u := range s.stands {
		all[v] = price(u) + s.offset[v]
	}
	return all
}

// calm is the prices of a part without the cost of stand-ins that are left in the tree and carry nothing:
// what hangs from one may be as dear as real arcs allow.
func (p *part) calm() []int64 {
	price := make([]int64, len(p.spots))
	for v := range price {
		price[v] = p.spots[v].price
	}
	const most = 64 // each costs a look at all arcs, and none of this changes what is best
	done := 0
	for v := p.spots[0].thread; v != 0 && done < most; v = p.spots[v].thread {
		w := &p.twigs[v]
		if w.arc >= 0 {
			continue
		}
		done++
		inside := make([]bool, len(price))
		depth := p.spots[v].depth
		for x := v; ; {
			inside[x] = true
			if x = p.spots[x].thread; p.spots[x].depth <= depth {
				break
			}
		}
		// Up to its parent's price: prices above fall where arcs lead in, and rise where they lead out.
		shift := price[w.parent] - price[v]
		for e := range p.arcs {
			a := &p.arcs[e]
			if inside[a.from] == inside[a.to] || p.room[e] == 0 {
				continue
			}
			reduced := a.cost + price[a.from] - price[a.to]
			if inside[a.to] {
				shift = min(shift, max(0, reduced))
			} else {
				shift = max(shift, min(0, -reduced))
			}
		}
		for x, in := range inside {
			if in {
				price[x] += shift
			}
		}
	}
	return price
}
