package flow

// cross makes a basis of any flow, arcs in the order of p.arcs, and prices that say which arcs matter.
// What the flow leaves over at nodes stand-ins carry to and from the root. The tree prefers arcs that
// are neither empty nor full; those of them that would close a cycle are then brought to the tree or to
// one of their bounds by a pivot each, which never makes the flow dearer.
func (p *part) cross(flow, price []int64) error {
	n := int32(len(p.nodeID))
	p.spots, p.twigs = make([]spot, n), make([]twig, n)
	at, ends := p.incident()
	inTree, reached := make([]bool, len(p.arcs)), make([]bool, n)
	var q nearest
	reach := func(v int32) {
		reached[v] = true
		for _, e := range ends[at[v]:at[v+1]] {
			a := &p.arcs[e]
			u, up, cost := a.from, p.room[e]-flow[e], a.cost
			if u == v {
				u, up, cost = a.to, flow[e], -cost
			}
			if reached[u] || up == 0 {
				continue
			}
			c := max(0, cost+price[u]-price[v])
			if flow[e] > 0 && flow[e] < p.room[e] {
				c = -1
			}
			q.push(way{c, e, u, v})
		}
	}
	reach(0)
	loose := p.loose(flow)
	for v := int32(1); v < n; v++ {
		if loose[v] != 0 {
			p.standIn(v, 0, loose[v])
			reach(v)
		}
	}
	for next := int32(1); ; {
		if len(q) == 0 {
			for next < n && reached[next] {
				next++
			}
			if next == n {
				break
			}
			p.standIn(next, 0, 0)
			reach(next)
			continue
		}
		c := q.pop()
		if reached[c.node] {
			continue
		}
		w := twig{up: flow[c.arc], down: p.room[c.arc] - flow[c.arc], parent: c.parent, arc: c.arc}
		if p.arcs[c.arc].from == c.node {
			w.up, w.down = w.down, w.up
		}
		p.twigs[c.node], inTree[c.arc] = w, true
		reach(c.node)
	}
	p.grow()
	for e := range p.arcs {
		done := flow[e]
		if inTree[e] || done == 0 {
			continue
		}
		if done == p.room[e] {
			p.turn(int32(e))
			continue
		}
		if c := p.reduced(&p.arcs[e]); c > 0 || c == 0 && p.room[e] == unlimited {
			p.turn(int32(e))
			done = p.room[e] - done
		}
		if err := p.pivotFrom(int32(e), done); err != nil {
			return err
		}
	}
	return nil
}

// standIn hangs a node from another by an arc that is not there and carries what must be carried up,
// or down if that is negative.
func (p *part) standIn(v, parent int32, up int64) {
	w := twig{parent: parent, arc: ^int32(len(p.made)), back: p.twigs[v].back}
	if up >= 0 {
		p.made = append(p.made, link{p.dear, v, parent})
		w.up, w.down = unlimited-up, up
	} else {
		p.made = append(p.made, link{p.dear, parent, v})
		w.up, w.down = -up, unlimited+up
	}
	p.twigs[v] = w
}

// loose is what a flow leaves over at each node.
func (p *part) loose(flow []int64) []int64 {
	left := make([]int64, len(p.supply))
	copy(left, p.supply)
	for e := range p.arcs {
		left[p.arcs[e].from] -= flow[e]
		left[p.arcs[e].to] += flow[e]
	}
	return left
}

// incident lists the arcs at each node: those at v are ends[at[v]:at[v+1]].
func (p *part) incident() (at, ends []int32) {
	at, ends = make([]int32, len(p.nodeID)+1), make([]int32, 2*len(p.arcs))
	for i := range p.arcs {
		at[p.arcs[i].from]++
		at[p.arcs[i].to]++
	}
	sum := int32(0)
	for v := range at {
		sum += at[v]
		at[v] = sum
	}
	for e := len(p.arcs) - 1; e >= 0; e-- {
		for _, v := range []int32{p.arcs[e].from, p.arcs[e].to} {
			at[v]--
			ends[at[v]] = int32(e)
		}
	}
	return at, ends
}

// way is an arc by which a node can be reached.
type way struct {
	key          int64
	arc          int32
	node, parent int32
}

func (x way) before(y way) bool { return x.key < y.key || x.key == y.key && x.arc < y.arc }

// nearest is a heap.
type nearest []way

func (q *nearest) push(x way) {
	h := append(*q, x)
	i := len(h) - 1
	for i > 0 {
		up := (i - 1) / 2
		if !x.before(h[up]) {
			break
		}
		h[i] = h[up]
		i = up
	}
	h[i] = x
	*q = h
}

func (q *nearest) pop() way {
	h := *q
	top, x := h[0], h[len(h)-1]
	h = h[:len(h)-1]
	*q = h
	if len(h) == 0 {
		return top
	}
	i := 0
	for {
		c := 2*i + 1
		if c >= len(h) {
			break
		}
		if c+1 < len(h) && h[c+1].before(h[c]) {
			c++
		}
		if !h[c].before(x) {
			break
		}
		h[i] = h[c]
		i = c
	}
	h[i] = x
	return top
}
