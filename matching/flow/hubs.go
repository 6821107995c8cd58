package flow

// Instances of matching hang together by two nodes: one that stands for what is not delivered and one
// for what is not used, with an arc between them for the rest. The bounds of that arc are implied by
// those of the other arcs at its end, so it can be taken to have none; then the prices at its two ends
// differ by its cost whatever flows, and the two are one node.

// joinHubs finds pairs of nodes that can become one. Only nodes with many arcs are looked at: only they
// tie together what would be parts otherwise.
func (s *Solver) joinHubs(g *plan) {
	n := len(g.stands)
	s.hubs, s.joined = nil, nil
	hub := make([]int32, n) // by node: which hub it is, counted from 1
	hubs, ends := int32(0), int32(0)
	for v, d := range g.degree {
		if int(d)*int(d) >= 4*n {
			hubs++
			hub[v], ends = hubs, ends+d
		}
	}
	if hubs == 0 {
		return
	}
	quick, at := make([]quickSum, hubs+1), make([]int32, 0, min(int(ends), len(g.ends)))
	for i, d := range g.ends {
		h, k := hub[d.u], hub[d.v]
		if h|k == 0 || d.u == d.v {
			continue
		}
		at = append(at, int32(i))
		upper := s.net.arcs[i].Upper
		quick[h].out.add(upper)
		quick[k].in.add(upper)
	}
	sure := !s.watch && !s.lowered() // no sum leaves 64 bits
	if sure {
		some := false
		for v, h := range hub {
			if q := &quick[h]; h > 0 {
				supply := s.net.supply[v]
				q.may = q.out.some(q.in, supply) || q.in.some(q.out, -supply)
				some = some || q.may
			}
		}
		if !some {
			return
		}
	}
	sums := make([]*hubSum, hubs+1)
	var between []int32
	for _, i := range at {
		d := g.ends[i]
		h, k := hub[d.u], hub[d.v]
		if h == 0 || k == 0 || sure && !quick[h].may && !quick[k].may {
			continue
		}
		upper := s.net.arcs[i].Upper
		if sure && !quick[h].out.all(upper, quick[h].in, s.net.supply[d.u]) && !quick[k].in.all(upper, quick[k].out, -s.net.supply[d.v]) {
			continue
		}
		between = append(between, i)
		for _, x := range []int32{h, k} {
			if sums[x] == nil {
				sums[x] = &hubSum{}
			}
		}
	}
	if len(between) == 0 {
		return
	}
	for _, i := range at {
		d := g.ends[i]
		if h := sums[hub[d.u]]; h != nil {
			h.count(&s.net.arcs[i], int(d.u), 1)
		}
		if h := sums[hub[d.v]]; h != nil {
			h.count(&s.net.arcs[i], int(d.v), 1)
		}
	}
	s.hubs = make(map[int32]*hubSum)
	for v, h := range hub {
		if sums[h] != nil {
			s.hubs[int32(v)] = sums[h]
		}
	}
	locked := map[int]bool{}
	for _, i := range between {
		a := &s.net.arcs[i]
		if locked[a.From] || locked[a.To] {
			continue
		}
		for _, v := range []int{a.From, a.To} {
			if !s.impliedAt(int(i), v) {
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

// quickSum adds up capacities at a node as long as they stay within 64 bits.
type quickSum struct {
	in, out capacities
	may     bool // whether all might hold of one of its arcs
}

type capacities struct{ sum, most, endless int64 }

func (c *capacities) add(upper int64) {
	if upper == Infinite {
		c.endless++
	} else {
		c.sum += upper
		c.most = max(c.most, upper)
	}
}

// some says whether all might hold of an arc.
func (c *capacities) some(back capacities, supply int64) bool {
	return c.all(Infinite, back, supply) || c.all(c.most, back, supply)
}

// all says whether what flows one way at a node has to flow, but for what the others that lead that way can
// carry, on an arc that is one of them, and it can carry all that could come by those that lead the other way.
func (c *capacities) all(upper int64, back capacities, supply int64) bool {
	if upper == Infinite {
		return c.endless == 1 && supply >= c.sum
	}
	return c.endless == 0 && back.endless == 0 && supply >= c.sum-upper && supply+back.sum <= upper
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
