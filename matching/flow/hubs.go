package flow

// Instances of matching hang together by two nodes: one that stands for what is not delivered and one
// for what is not used, with an arc between them for the rest. The bounds of that arc are implied by
// those of the other arcs at its end, so it can be taken to have none; then the prices at its two ends
// differ by its cost whatever flows, and the two are one node.

// joinHubs finds pairs of nodes that can become one. Only nodes with many arcs are looked at: only they
// tie together what would be parts otherwise.
func (s *Solver) joinHubs(g *plan) {
	s.hubs, s.joined = nil, nil
	at := s.likelyHubs(g)
	if len(at) == 0 {
		return
	}
	s.hubs = make(map[int32]*hubSum)
	sums := make([]*hubSum, len(g.degree))
	for v, may := range g.may {
		if may {
			sums[v] = &hubSum{}
			s.hubs[int32(v)] = sums[v]
		}
	}
	for _, i := range at {
		a := &s.net.arcs[i]
		for _, v := range [2]int{a.From, a.To} {
			if h := sums[v]; h != nil {
				h.count(a, v, 1)
			}
		}
	}
	locked := map[int]bool{}
	for _, i := range at {
		a := &s.net.arcs[i]
		if g.hub[a.From] == 0 || g.hub[a.To] == 0 || locked[a.From] || locked[a.To] {
			continue
		}
		for _, v := range [2]int{a.From, a.To} {
			if sums[v] == nil || !s.impliedAt(int(i), v) {
				continue
			}
			u := a.From + a.To - v
			g.stands[v] = int32(u)
			if g.offset[v] = -a.Cost; v == a.To {
				g.offset[v] = a.Cost
			}
			g.freed = append(g.freed, i)
			locked[v], locked[u] = true, true
			break
		}
	}
	if len(g.freed) == 0 {
		return
	}
	for _, i := range at {
		d := g.ends[i]
		u, v := g.stands[d.u], g.stands[d.v]
		if u == d.u && v == d.v {
			continue
		}
		s.joined = append(s.joined, i)
		g.degree[d.u]--
		g.degree[d.v]--
		if g.ends[i] = (pair{u, v}); u == v {
			g.loops = append(g.loops, i)
			continue
		}
		g.degree[u]++
		g.degree[v]++
	}
}

// likelyHubs notes which nodes have many arcs and may have one with a bound that the others imply, and lists
// the arcs of those.
func (s *Solver) likelyHubs(g *plan) []int32 {
	n := len(g.degree)
	g.hub, g.may = resized(g.hub, n), resized(g.may, n)
	hubs := int32(0)
	for v, d := range g.degree {
		if g.hub[v], g.may[v] = 0, int(d)*int(d) >= 4*n; g.may[v] {
			hubs++
			g.hub[v] = hubs
		}
	}
	if hubs == 0 {
		return nil
	}
	g.quick, g.at = resized(g.quick, int(hubs)+1), resized(g.at, len(g.ends))
	clear(g.quick)
	hub, quick, some := g.hub, g.quick, g.at[:0]
	for i, d := range g.ends {
		h, k := hub[d.u], hub[d.v]
		if h|k == 0 || d.u == d.v {
			continue
		}
		some = append(some, int32(i))
		upper := s.net.arcs[i].Upper
		quick[h].out.add(upper)
		quick[k].in.add(upper)
	}
	if s.watch || s.lowered() {
		return some // sums may have left 64 bits, or there is more to be said
	}
	for v, h := range hub {
		if h > 0 {
			q, supply := &quick[h], s.net.supply[v]
			g.may[v] = q.out.imply(&q.in, supply) || q.in.imply(&q.out, -supply)
		}
	}
	at := some[:0]
	for _, i := range some {
		if d := g.ends[i]; g.may[d.u] || g.may[d.v] {
			at = append(at, i)
		}
	}
	return at
}

// quickSum adds up capacities at a node as long as they stay within 64 bits.
type quickSum struct{ in, out capacities }

type capacities struct{ sum, most, endless int64 }

func (c *capacities) add(upper int64) {
	if upper == Infinite {
		c.endless++
		return
	}
	c.sum += upper
	c.most = max(c.most, upper)
}

// imply says whether what flows one way at a node has to flow, but for what the others that lead that way can
// carry, on one of them, and that can carry all that could come by those that lead the other way.
func (c *capacities) imply(back *capacities, supply int64) bool {
	if c.endless == 1 && supply >= c.sum {
		return true
	}
	return c.endless == 0 && back.endless == 0 && supply >= c.sum-c.most && supply+back.sum <= c.most
}

// hubSum adds up the bounds of the arcs at a node.
type hubSum struct {
	lowerIn, lowerOut, upperIn, upperOut wide // of what is finite
	endlessIn, endlessOut                int  // how many are not
}

func (h *hubSum) count(a *Arc, v int, sign int64) {
	lower, upper, endless := &h.lowerIn, &h.upperIn, &h.endlessIn
	if a.From == v {
		lower, upper, endless = &h.lowerOut, &h.upperOut, &h.endlessOut
	}
	lower.add(sign * a.Lower)
	if a.Upper == Infinite {
		*endless += int(sign)
	} else {
		upper.add(sign * a.Upper)
	}
}

// impliedAt says whether an arc's bounds follow from those of the other arcs at its end v.
func (s *Solver) impliedAt(i, v int) bool {
	a := s.net.arcs[i]
	h := *s.hubs[int32(v)]
	h.count(&a, v, -1)
	// What flows on it is, at its tail, the supply and what comes in less what else goes out.
	least, most := h.lowerIn, h.upperIn
	minus := func(x *wide, y wide) { x.minus(y) }
	endlessMost, endlessLeast := h.endlessIn, h.endlessOut
	minus(&least, h.upperOut)
	minus(&most, h.lowerOut)
	supply := s.net.supply[v]
	if a.To == v {
		least, most = h.lowerOut, h.upperOut
		endlessMost, endlessLeast = h.endlessOut, h.endlessIn
		minus(&least, h.upperIn)
		minus(&most, h.lowerIn)
		supply = -supply
	}
	least.add(supply)
	most.add(supply)
	least.sub(a.Lower)
	if endlessLeast > 0 || least.sign() < 0 {
		return false
	}
	if a.Upper == Infinite {
		return true
	}
	most.sub(a.Upper)
	return endlessMost == 0 && most.sign() <= 0
}
