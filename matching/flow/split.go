package flow

import (
	"slices"
	"sync"
)

// A network falls into parts where it hangs together by single nodes only: what flows over such a node
// into the part behind it is known, it is what that part lacks. So the blocks of the graph (its parts
// without a node whose loss would cut them) are independent problems.

// plan says how a network was cut.
type plan struct {
	stands []int32 // by node: the node it became one with, itself for most
	offset []int64 // by node: its price above that node's
	freed  []int32 // arcs without bounds of their own between nodes that became one
	blocks []block // parents before children is the reverse order
	home   []int32 // by node: the block that it lies in and does not hang from, −1 if it is a root
	ends   []pair  // by arc: what its ends became one with; twice the same for an arc in no part
	degree []int32 // by node: how many arcs it has in parts
	loops  []int32 // arcs that are there and whose ends are one node

	// Of joinHubs.
	hub   []int32    // by node: which hub it is, counted from 1
	may   []bool     // by node: whether it may become one with another
	quick []quickSum // by hub
	at    []int32

	// Of aroundHub, by node.
	group, arms, part []int32
}

type pair struct{ u, v int32 }

// block is a set of arcs, with the node by which it hangs from the rest.
type block struct {
	top   int32
	nodes []int32 // without top
	arcs  []int32
}

// survey looks at every arc once, keeps what the others need of it, and the first time says what is wrong.
func (s *Solver) survey() (*plan, error) {
	if !s.checked {
		if err := s.check(); err != nil {
			return nil, err
		}
	}
	n, m := len(s.net.supply), len(s.net.arcs)
	g := plans.Get().(*plan)
	g.stands, g.offset, g.home = make([]int32, n), make([]int64, n), make([]int32, n)
	g.ends, g.degree = resized(g.ends, m), resized(g.degree, n)
	for v := range g.stands {
		g.stands[v] = int32(v)
	}
	clear(g.degree)
	var capacity wide
	for i := range s.net.arcs {
		a := &s.net.arcs[i]
		if !s.checked {
			if !a.fine(n) {
				return nil, &InputError{"arc", i, a.wrong(n)}
			}
			if a.Lower != 0 {
				s.sums.moved.add(max(a.Lower, -a.Lower))
			}
			if a.Upper != Infinite {
				capacity.add(a.Upper - a.Lower)
			}
		}
		u, v := int32(a.From), int32(a.To)
		if !s.alive(i) {
			u, v = 0, 0
		} else if u == v {
			g.loops = append(g.loops, int32(i))
		} else {
			g.degree[u]++
			g.degree[v]++
		}
		g.ends[i] = pair{u, v}
	}
	if !s.checked {
		s.checked, s.sums.capacity = true, capacity
	}
	return g, nil
}

// plans are kept for the next network: what is as long as it has arcs is most of what they take.
var plans = sync.Pool{New: func() any { return new(plan) }}

func (g *plan) done() {
	g.stands, g.offset, g.freed, g.blocks, g.home, g.loops = nil, nil, nil, nil, nil, nil
	plans.Put(g)
}

// cut finds the parts. Mostly they hang by one node, the one with the most arcs, which is seen quickly;
// where taking it away leaves no two of any size, the blocks are sought.
func (s *Solver) cut(g *plan) {
	s.joinHubs(g)
	if !g.aroundHub() {
		g.cutBlocks()
	}
}

// aroundHub finds the parts that only one node keeps together; false if there are none, or one of them
// has most of many arcs.
func (g *plan) aroundHub() bool {
	n := len(g.stands)
	if n == 0 {
		return false
	}
	degree := g.degree
	g.group, g.arms, g.part = resized(g.group, n), resized(g.arms, n), resized(g.part, n)
	group, arms, part := g.group, g.arms, g.part // arms: how many arcs a node has to the hub
	clear(arms)
	for v := range group {
		group[v] = int32(v)
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
	for _, d := range g.ends {
		switch {
		case group[d.u] == group[d.v]: // of one group, or one node
		case d.u == hub:
			arms[d.v]++
		case d.v == hub:
			arms[d.u]++
		default:
			u, v := find(d.u), find(d.v)
			low := min(u, v)
			group[u], group[v], group[d.u], group[d.v] = low, low, low, low
		}
	}
	parts := 0
	for v := range part {
		part[v] = -1
		if degree[v] > 0 && int32(v) != hub && group[v] == int32(v) {
			part[v] = int32(parts)
			parts++
		}
	}
	small := len(g.ends) < scaled // and so not worth more cutting
	if parts == 0 || parts == 1 && !small {
		return false
	}
	sizes := make([]struct{ nodes, ends, arms int }, parts)
	for v := range part {
		if degree[v] > 0 && int32(v) != hub {
			k := part[find(int32(v))]
			part[v] = k
			z := &sizes[k]
			z.nodes++
			z.ends += int(degree[v])
			z.arms += int(arms[v])
		}
	}
	arcs, total := make([]int, parts), 0
	for k, z := range sizes {
		arcs[k] = (z.ends + z.arms) / 2
		total += arcs[k]
	}
	for k, m := range arcs {
		if sizes[k].arms == 0 || 2*m > total && !small {
			return false
		}
	}
	g.blocks = make([]block, parts)
	for k := range g.blocks {
		g.blocks[k] = block{top: hub, nodes: make([]int32, 0, sizes[k].nodes)}
	}
	for v := range g.home {
		k := part[v]
		if g.home[v] = k; k >= 0 {
			g.blocks[k].nodes = append(g.blocks[k].nodes, int32(v))
		}
	}
	g.room(arcs)
	last := int32(0)
	b := g.blocks[last].arcs
	for i, d := range g.ends {
		if d.u == d.v {
			continue
		}
		if k := max(part[d.u], part[d.v]); k != last { // the hub is in none; neighbours mostly are of one block
			g.blocks[last].arcs = b
			b, last = g.blocks[k].arcs, k
		}
		b = append(b, int32(i))
	}
	g.blocks[last].arcs = b
	return true
}

// room makes room for so many arcs in each block.
func (g *plan) room(arcs []int) {
	all := make([]int32, 0, len(g.ends))
	for k, m := range arcs {
		g.blocks[k].arcs = all[:0:m]
		all = all[m:m]
	}
}

// cutBlocks finds the blocks (Hopcroft and Tarjan 1973), without recursion.
func (g *plan) cutBlocks() {
	n := len(g.stands)

	// Arcs by node, both ends.
	at := make([]int32, n+1)
	total := int32(0)
	for v, d := range g.degree {
		total += d
		at[v] = total
	}
	at[n] = total
	type half struct{ to, arc int32 }
	halves := make([]half, total)
	for i := len(g.ends) - 1; i >= 0; i-- {
		if u, v := g.ends[i].u, g.ends[i].v; u != v {
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
	of := make([]int32, len(g.ends)) // by arc: its block
	for i := range of {
		of[i] = -1
	}
	var path, nodes, arcs []int32
	var sizes []int
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
			sizes = append(sizes, len(arcs)-k)
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
	g.room(sizes)
	for i, k := range of {
		if k >= 0 {
			g.blocks[k].arcs = append(g.blocks[k].arcs, int32(i))
		}
	}
}
