package flow

import "slices"

// A network falls into parts where it hangs together by single nodes only: what flows over such a node
// into the part behind it is known, it is what that part lacks. So the blocks of the graph (its parts
// without a node whose loss would cut them) are independent problems.
//
// Instances of matching hang together by two nodes: one that stands for what is not delivered and one
// for what is not used, with an arc between them for the rest. The bounds of that arc are implied by
// those of the other arcs at its end, so it can be taken to have none; then the prices at its two ends
// differ by its cost whatever flows, and the two are one node.

// plan says how a network was cut.
type plan struct {
	stands []int32 // by node: the node it became one with, itself for most
	offset []int64 // by node: its price above that node's
	freed  []int32 // arcs without bounds of their own between nodes that became one
	blocks []block // parents before children is the reverse order
	home   []int32 // by node: the block that it lies in and does not hang from, −1 if it is a root
}

// block is a set of arcs, with the node by which it hangs from the rest.
type block struct {
	top   int32
	nodes []int32 // without top
	arcs  []int32
}

// joinHubs finds pairs of nodes that can become one. Only nodes with many arcs are looked at: only they
// tie together what would be parts otherwise.
func (s *Solver) joinHubs() (stands []int32, offset []int64, freed []int32) {
	n := len(s.net.supply)
	stands, offset = make([]int32, n), make([]int64, n)
	degree := make([]int32, n)
	for v := range stands {
		stands[v] = int32(v)
	}
	for i := range s.net.arcs {
		a := &s.net.arcs[i]
		if s.alive(i) && a.From != a.To {
			degree[a.From]++
			degree[a.To]++
		}
	}
	hub := make([]bool, n)
	some := false
	for v, d := range degree {
		hub[v] = int(d)*int(d) >= 4*n
		some = some || hub[v]
	}
	if !some {
		return stands, offset, nil
	}
	s.hubs = make(map[int32]*hubSum)
	var between []int32
	for i := range s.net.arcs {
		a := &s.net.arcs[i]
		if !s.alive(i) || a.From == a.To {
			continue
		}
		if hub[a.From] && hub[a.To] {
			between = append(between, int32(i))
		}
		for _, v := range []int{a.From, a.To} {
			if hub[v] {
				h := s.hubs[int32(v)]
				if h == nil {
					h = &hubSum{}
					s.hubs[int32(v)] = h
				}
				h.count(a, v, 1)
			}
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
			stands[v] = int32(u)
			if offset[v] = -a.Cost; v == a.To {
				offset[v] = a.Cost
			}
			freed = append(freed, i)
			locked[v], locked[u] = true, true
			break
		}
	}
	return stands, offset, freed
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

// cut finds the parts. Mostly they hang by one node, the one with the most arcs, which is seen quickly;
// where taking it away leaves no two of any size, the blocks are sought.
func (s *Solver) cut() *plan {
	n := len(s.net.supply)
	g := &plan{home: make([]int32, n)}
	g.stands, g.offset, g.freed = s.joinHubs()
	if !s.aroundHub(g) {
		s.cutBlocks(g)
	}
	return g
}

// aroundHub finds the parts that only one node keeps together; false if there are none, or one of them
// has most of the arcs.
func (s *Solver) aroundHub(g *plan) bool {
	n := len(g.stands)
	if n == 0 {
		return false
	}
	degree := make([]int32, n)
	group := make([]int32, n)
	for v := range group {
		group[v] = int32(v)
	}
	for i := range s.net.arcs {
		a := &s.net.arcs[i]
		if u, v := g.stands[a.From], g.stands[a.To]; u != v && !s.gone[i] {
			degree[u]++
			degree[v]++
		}
	}
	hub := int32(0)
	for v, d := range degree {
		if d > degree[hub] {
			hub = int32(v)
		}
	}
	find := func(v int32) int32 {
		for group[v] != v {
			group[v] = group[group[v]]
			v = group[v]
		}
		return v
	}
	for i := range s.net.arcs {
		a := &s.net.arcs[i]
		u, v := g.stands[a.From], g.stands[a.To]
		if u == v || u == hub || v == hub || s.gone[i] {
			continue
		}
		if u, v = find(u), find(v); u < v {
			group[v] = u
		} else if v < u {
			group[u] = v
		}
	}
	part := make([]int32, n) // by group, and then by node
	arcs, tied := make([]int, 0, 64), make([]bool, 0, 64)
	for v := range part {
		part[v] = -1
		if degree[v] > 0 && int32(v) != hub && group[v] == int32(v) {
			part[v] = int32(len(arcs))
			arcs, tied = append(arcs, 0), append(tied, false)
		}
	}
	if len(arcs) < 2 {
		return false
	}
	for v := range part {
		if degree[v] > 0 && int32(v) != hub {
			part[v] = part[find(int32(v))]
		}
	}
	of, total := make([]int32, len(s.net.arcs)), 0
	for i := range s.net.arcs {
		a := &s.net.arcs[i]
		u, v := g.stands[a.From], g.stands[a.To]
		if of[i] = -1; u == v || s.gone[i] {
			continue
		}
		k := part[u]
		if u == hub {
			k = part[v]
		}
		if of[i] = k; u == hub || v == hub {
			tied[k] = true
		}
		arcs[k]++
		total++
	}
	for k, m := range arcs {
		if !tied[k] || 2*m > total {
			return false
		}
	}
	g.blocks = make([]block, len(arcs))
	for k := range g.blocks {
		g.blocks[k].top, g.blocks[k].arcs = hub, make([]int32, 0, arcs[k])
	}
	for v := range g.home {
		k := part[v]
		if g.home[v] = k; k >= 0 {
			g.blocks[k].nodes = append(g.blocks[k].nodes, int32(v))
		}
	}
	g.fill(of)
	return true
}

// fill hands out the arcs, in their order.
func (g *plan) fill(of []int32) {
	for i, k := range of {
		if k >= 0 {
			g.blocks[k].arcs = append(g.blocks[k].arcs, int32(i))
		}
	}
}

// cutBlocks finds the blocks (Hopcroft and Tarjan 1973), without recursion.
func (s *Solver) cutBlocks(g *plan) {
	n := len(g.stands)
	skip := func(i int, u, v int32) bool { return u == v || !s.alive(i) }

	// Arcs by node, both ends.
	at := make([]int32, n+1)
	for i := range s.net.arcs {
		u, v := g.stands[s.net.arcs[i].From], g.stands[s.net.arcs[i].To]
		if !skip(i, u, v) {
			at[u]++
			at[v]++
		}
	}
	total := int32(0)
	for v := range at {
		total += at[v]
		at[v] = total
	}
	type half struct{ to, arc int32 }
	halves := make([]half, total)
	for i := len(s.net.arcs) - 1; i >= 0; i-- {
		u, v := g.stands[s.net.arcs[i].From], g.stands[s.net.arcs[i].To]
		if !skip(i, u, v) {
			at[u]--
			halves[at[u]] = half{v, int32(i)}
			at[v]--
			halves[at[v]] = half{u, int32(i)}
		}
	}

	const unseen = -1
	seen, low, by := make([]int32, n), make([]int32, n), make([]int32, n)
	cursor := slices.Clone(at[:n])
	for v := range seen {
		seen[v], g.home[v], by[v] = unseen, -1, -1
	}
	of := make([]int32, len(s.net.arcs)) // by arc: its block
	for i := range of {
		of[i] = -1
	}
	var path, nodes, arcs []int32
	clock := int32(0)
	visit := func(root int32) {
		seen[root], low[root] = clock, clock
		clock++
		path = append(path[:0], root)
		for len(path) > 0 {
			v := path[len(path)-1]
			if cursor[v] < at[v+1] {
				h := halves[cursor[v]]
				cursor[v]++
				switch u := h.to; {
				case seen[u] == unseen:
					seen[u], low[u], by[u] = clock, clock, h.arc
					clock++
					arcs = append(arcs, h.arc)
					nodes = append(nodes, u)
					path = append(path, u)
				case seen[u] < seen[v] && h.arc != by[v]:
					arcs = append(arcs, h.arc)
					low[v] = min(low[v], seen[u])
				}
				continue
			}
			path = path[:len(path)-1]
			if len(path) == 0 {
				break
			}
			u := path[len(path)-1]
			low[u] = min(low[u], low[v])
			if low[v] < seen[u] {
				continue
			}
			b := block{top: u}
			k := len(arcs) - 1
			for arcs[k] != by[v] {
				k--
			}
			for _, i := range arcs[k:] {
				of[i] = int32(len(g.blocks))
			}
			b.arcs = make([]int32, 0, len(arcs)-k)
			arcs = arcs[:k]
			k = len(nodes) - 1
			for nodes[k] != v {
				k--
			}
			b.nodes = slices.Clone(nodes[k:])
			nodes = nodes[:k]
			for _, x := range b.nodes {
				g.home[x] = int32(len(g.blocks))
			}
			slices.Sort(b.nodes)
			g.blocks = append(g.blocks, b)
		}
	}
	for v := range int32(n) {
		if seen[v] == unseen && g.stands[v] == v {
			visit(v)
		}
	}
	g.fill(of)
}
