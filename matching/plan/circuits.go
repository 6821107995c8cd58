package plan

// circuits finds which edges of a graph lie on a way round: edges that lead one way, or both.
type circuits struct {
	n     int
	id    []int32 // by edge: what it stands for
	ends  [][2]int32
	ways  [][2]bool // there, and back
	free  []int32   // ids of edges on a way round
	start []int32   // by node: where its edges begin in at
	at    []int32
}

func newCircuits(nodes int) *circuits { return &circuits{n: nodes} }

func (g *circuits) add(id, from, to int32, there, back bool) {
	g.id, g.ends, g.ways = append(g.id, id), append(g.ends, [2]int32{from, to}), append(g.ways, [2]bool{there, back})
}

// find fills free. An edge that leads one way lies on a way round if its ends can reach each other; one
// that leads both ways if, besides, it is no bridge of what is left when edges between parts that cannot
// are taken away (Boesch and Tindell 1980).
func (g *circuits) find() {
	g.index(func(int) bool { return true })
	group := g.groups()
	inside := func(e int) bool { return group[g.ends[e][0]] == group[g.ends[e][1]] }
	g.index(inside)
	bridge := g.bridges()
	for e, id := range g.id {
		if inside(e) && !bridge[e] {
			g.free = append(g.free, id)
		}
	}
}

// index lists edges by node.
func (g *circuits) index(with func(e int) bool) {
	g.start = make([]int32, g.n+1)
	for e, v := range g.ends {
		if with(e) {
			g.start[v[0]+1]++
			g.start[v[1]+1]++
		}
	}
	for v := range g.n {
		g.start[v+1] += g.start[v]
	}
	g.at = make([]int32, g.start[g.n])
	next := append([]int32(nil), g.start...)
	for e, v := range g.ends {
		if with(e) {
			for _, u := range v {
				g.at[next[u]] = int32(e)
				next[u]++
			}
		}
	}
}

// other is the end of an edge that is not v, and whether it leads there.
func (g *circuits) other(e, v int32) (int32, bool) {
	if g.ends[e][0] == v {
		return g.ends[e][1], g.ways[e][0]
	}
	return g.ends[e][0], g.ways[e][1]
}

// groups are sets of nodes that can reach each other (Tarjan 1972), without recursion.
func (g *circuits) groups() []int32 {
	const none = -1
	seen, low, group := make([]int32, g.n), make([]int32, g.n), make([]int32, g.n)
	for v := range seen {
		seen[v], group[v] = none, none
	}
	cursor := append([]int32(nil), g.start...)
	var open, path []int32
	clock := int32(0)
	for root := range int32(g.n) {
		if seen[root] != none {
			continue
		}
		path = append(path[:0], root)
		for len(path) > 0 {
			v := path[len(path)-1]
			if seen[v] == none {
				seen[v], low[v] = clock, clock
				clock++
				open = append(open, v)
			}
			down := false
			for cursor[v] < g.start[v+1] {
				u, leads := g.other(g.at[cursor[v]], v)
				if leads && seen[u] == none {
					path, down = append(path, u), true
					break
				}
				cursor[v]++
				if leads && group[u] == none {
					low[v] = min(low[v], low[u])
				}
			}
			if down {
				continue
			}
			path = path[:len(path)-1]
			if low[v] != seen[v] {
				continue
			}
			for {
				u := open[len(open)-1]
				open = open[:len(open)-1]
				group[u] = v
				if u == v {
					break
				}
			}
		}
	}
	return group
}

// bridges are edges without which their ends would hang together no more, whichever way edges lead.
func (g *circuits) bridges() []bool {
	const none = -1
	seen, low, by := make([]int32, g.n), make([]int32, g.n), make([]int32, g.n)
	for v := range seen {
		seen[v], by[v] = none, none
	}
	bridge := make([]bool, len(g.id))
	cursor := append([]int32(nil), g.start...)
	var path []int32
	clock := int32(0)
	for root := range int32(g.n) {
		if seen[root] != none {
			continue
		}
		seen[root], low[root] = clock, clock
		clock++
		path = append(path[:0], root)
		for len(path) > 0 {
			v := path[len(path)-1]
			if cursor[v] < g.start[v+1] {
				e := g.at[cursor[v]]
				cursor[v]++
				if e == by[v] {
					continue
				}
				u, _ := g.other(e, v)
				if seen[u] == none {
					seen[u], low[u], by[u] = clock, clock, e
					clock++
					path = append(path, u)
				} else {
					low[v] = min(low[v], seen[u])
				}
				continue
			}
			path = path[:len(path)-1]
			if len(path) > 0 {
				u := path[len(path)-1]
				low[u] = min(low[u], low[v])
				if low[v] > seen[u] {
					bridge[by[v]] = true
				}
			}
		}
	}
	return bridge
}
