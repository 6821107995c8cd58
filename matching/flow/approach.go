package flow

import (
	"math"
	"slices"
	"sync"
)

// half is an arc seen from one end: what could still flow from there.
type half struct {
	cost, room int64
	to, twin   int32
}

// approach brings a flow near the best one by cost scaling (Goldberg and Tarjan 1990) and stops early:
// from there the simplex needs a twentieth of the pivots that it needs from nothing, and those were the
// dear ones. Nothing depends on how good the flow is, except time.
type approach struct {
	dear   int64
	halves []half  // by node
	at     []int32 // by node: where its halves begin
	first  []int32 // by arc: its half at the tail
	now    []int32 // by node: the half that it tries next
	price  []int64
	excess []int64
	queue  []int32
	queued []bool
	budget int // halves that may still be looked at
}

// approaches are kept for the next part: their memory is most of what one takes.
var approaches = sync.Pool{New: func() any { return new(approach) }}

func resized[T any](s []T, n int) []T { return slices.Grow(s[:0], n)[:n] }

func newApproach(p *part) *approach {
	n, m := len(p.nodeID), len(p.arcs)
	g := approaches.Get().(*approach)
	g.dear, g.budget = p.dear, 600*m
	g.halves = resized(g.halves, 2*m)
	g.at, g.first, g.now = resized(g.at, n+1), resized(g.first, m), resized(g.now, n)
	g.price, g.excess, g.queued = resized(g.price, n), resized(g.excess, n), resized(g.queued, n)
	clear(g.at)
	clear(g.price)
	copy(g.excess, p.supply)
	for i := range p.arcs {
		g.at[p.arcs[i].from]++
		g.at[p.arcs[i].to]++
	}
	sum := int32(0)
	for v := range g.at {
		sum += g.at[v]
		g.at[v] = sum
	}
	for e := m - 1; e >= 0; e-- {
		a := &p.arcs[e]
		g.at[a.from]--
		g.at[a.to]--
		i, j := g.at[a.from], g.at[a.to]
		g.halves[i] = half{a.cost, p.room[e], a.to, j}
		g.halves[j] = half{-a.cost, 0, a.from, i}
		g.first[e] = i
	}
	return g
}

// run lowers the error that a reduced cost may have from a 64th of the largest cost to a 1,600th, or in a
// small part where that is laborious leaves the rest to the simplex. It is false where it led nowhere, as
// it does if there is no flow at all.
func (g *approach) run() bool {
	most := int64(1)
	for i := range g.halves {
		most = max(most, g.halves[i].cost)
	}
	all := g.budget
	for _, by := range []int64{64, 320, 1600} {
		if !g.phase(max(1, most/by)) {
			return false
		}
		if len(g.now) < 4000 && all-g.budget > 40*len(g.first) {
			break
		}
	}
	return true
}

// flows is what flows on each arc.
func (g *approach) flows() []int64 {
	flow := make([]int64, len(g.first))
	for e, i := range g.first {
		flow[e] = g.halves[g.halves[i].twin].room
	}
	return flow
}

// phase makes every reduced cost at least −slack where more could flow.
func (g *approach) phase(slack int64) bool {
	n := int32(len(g.now))
	copy(g.now, g.at)
	for v := range n {
		for i := g.at[v]; i < g.at[v+1]; i++ {
			h := &g.halves[i]
			if h.room == 0 || h.room > halfway || h.cost+g.price[v]-g.price[h.to] >= -slack {
				continue
			}
			g.excess[v] -= h.room
			g.excess[h.to] += h.room
			g.halves[h.twin].room += h.room
			h.room = 0
		}
	}
	g.queue = g.queue[:0]
	for v := range n {
		if g.queued[v] = g.excess[v] > 0; g.queued[v] {
			g.queue = append(g.queue, v)
		}
	}
	for k := 0; k < len(g.queue); k++ {
		v := g.queue[k]
		g.queued[v] = false
		if !g.discharge(v, slack) {
			return false
		}
		if k > 4096 && 2*k > len(g.queue) {
			g.queue = append(g.queue[:0], g.queue[k+1:]...)
			k = -1
		}
	}
	return true
}

// discharge sends on what a node has too much of, lowering its price as often as need be.
func (g *approach) discharge(v int32, slack int64) bool {
	if g.budget -= 8; g.budget < 0 { // round and round a cycle without capacities
		return false
	}
	price := g.price
	begin, end := g.at[v], g.at[v+1]
	i := g.now[v]
	mine, left := price[v], g.excess[v]
	for {
		whole := i == begin
		best := int64(math.MinInt64) // the price at which something could be sent
		for ; i < end; i++ {
			h := &g.halves[i]
			if h.room == 0 {
				continue
			}
			u := h.to
			c := price[u] - h.cost
			if c <= mine {
				best = max(best, c)
				continue
			}
			x := min(left, h.room)
			if h.room -= x; h.room > 0 {
				best = max(best, c)
			}
			g.halves[h.twin].room += x
			left -= x
			if g.excess[u] += x; g.excess[u] > 0 && !g.queued[u] {
				g.queued[u] = true
				g.queue = append(g.queue, u)
			}
			if left == 0 {
				g.now[v], g.excess[v], price[v] = i, 0, mine
				return true
			}
		}
		if !whole { // what lies before the place where it went on
			for i = begin; i < end; i++ {
				if h := &g.halves[i]; h.room > 0 {
					best = max(best, price[h.to]-h.cost)
				}
			}
		}
		if g.budget -= int(end - begin); g.budget < 0 || best < -2*g.dear {
			return false
		}
		mine = best - slack
		i = begin
		g.now[v] = begin
	}
}
