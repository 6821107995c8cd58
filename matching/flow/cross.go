package flow

import "math"

// cross makes a basis of the flow. What it leaves over at nodes stand-ins carry to and from the root. The
// tree prefers arcs that are neither empty nor full, then those whose reduced cost is low; those of the
// first that would close a cycle are then brought to the tree or to one of their bounds by a pivot each,
// which never makes the flow dearer.
func (g *approach[T]) cross(p *part) error {
	n := int32(len(p.nodeID))
	p.spots, p.twigs = make([]spot, n), make([]twig, n)
	flow, price := g.flows(), g.price
	inTree, best := make([]bool, len(p.arcs)), make([]int64, n) // best is the key of the best way to a node so far
	for v := range best {
		best[v] = math.MaxInt64
	}
	const between, reached = -1, -2
	var q nearest
	left := n
	limit := 2*g.slack + 1 // dearer ways are looked at where those below it do not lead everywhere
	reach := func(v int32) {
		best[v] = reached
		left--
		mine := price[v]
		for i := g.at[v]; i < g.at[v+1]; i++ {
			h := &g.halves[i]
			u := h.to
			c := max(0, price[u]-mine-int64(h.cost)) // of its twin, which leads here
			if c > limit || best[u] < 0 || h.room == 0 && c >= best[u] || g.halves[h.twin].room == 0 {
				continue
			}
			if h.room > 0 {
				c = between
			}
			best[u] = c
			q.push(way{c, i, u})
		}
	}
	pull := func(v int32) { // what leads from v to where the tree already is
		for i := g.at[v]; i < g.at[v+1]; i++ {
			h := &g.halves[i]
			c := max(0, int64(h.cost)+price[v]-price[h.to])
			if best[h.to] != reached || h.room == 0 || c >= best[v] {
				continue
			}
			best[v] = c
			q.push(way{c, h.twin, v})
		}
	}
	reach(0)
	for v := int32(1); v < n; v++ {
		if g.excess[v] != 0 {
			p.standIn(v, 0, g.excess[v])
			reach(v)
		}
	}
	for next := int32(1); left > 0; {
		if len(q) == 0 && limit < math.MaxInt64 {
			limit = math.MaxInt64
			for v := range n {
				if best[v] != reached {
					pull(v)
				}
			}
			continue
		}
		if len(q) == 0 {
			for best[next] == reached {
				next++
			}
			p.standIn(next, 0, 0)
			reach(next)
			continue
		}
		c := q.pop()
		if best[c.node] == reached {
			continue
		}
		e := g.arc[c.half]
		w := twig{up: flow[e], down: p.room[e] - flow[e], parent: g.halves[g.halves[c.half].twin].to, arc: e}
		if p.arcs[e].from == c.node {
			w.up, w.down = w.down, w.up
		}
		p.twigs[c.node], inTree[e] = w, true
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

// way is an arc by which a node can be reached, by its half at the other end.
type way struct {
	key        int64
	half, node int32
}

func (x way) before(y way) bool { return x.key < y.key || x.key == y.key && x.half < y.half }

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
