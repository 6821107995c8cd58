package flow

import (
	"math"
	"slices"
	"sync"
)

// half is an arc seen from one end: what could still flow from there.
type half[T int32 | int64] struct {
	cost, room T
	to, twin   int32
}

// approach brings a flow near the best one by cost scaling (Goldberg and Tarjan 1990) and stops early:
// from there the simplex needs a twentieth of the pivots that it needs from nothing, and those were the
// dear ones. Nothing depends on how good the flow is, except time.
//
// Where costs and flows have room in 32 bits it takes those: that is half of the memory that it walks over.
type approach[T int32 | int64] struct {
	dear    int64
	endless T         // a room above this is one without an end
	halves  []half[T] // by node
	at      []int32   // by node: where its halves begin
	first   []int32   // by arc: its half at the tail
	arc     []int32   // by half: its arc
	now     []int32   // by node: the half that it tries next
	price   []int64
	excess  []int64
	queue   []int32
	queued  []bool
	slack   int64 // how far below 0 a reduced cost may be
	budget  int   // halves that may still be looked at
}

// approaches are kept for the next part: their memory is most of what one takes.
var narrow, broad = sync.Pool{New: func() any { return new(approach[int32]) }}, sync.Pool{New: func() any { return new(approach[int64]) }}

func resized[T any](s []T, n int) []T { return slices.Grow(s[:0], n)[:n] }

// approach makes a basis of a flow near the best one; false if there is none to be had quickly.
func (p *part) approach() (done bool, err error) {
	if p.fits() {
		return approachWith[int32](p, &narrow, math.MaxInt32/2)
	}
	return approachWith[int64](p, &broad, halfway)
}

// fitting is up to what something fits into 32 bits, sums of two too.
var fitting = int64(math.MaxInt32 / 2)

// fits says whether all costs and all that could flow anywhere fit into 32 bits.
func (p *part) fits() bool {
	most, sum := fitting, int64(0)
	for _, b := range p.supply {
		if sum += max(b, -b); sum > most {
			return false
		}
	}
	for e := range p.arcs {
		if c := p.arcs[e].cost; c > most || c < -most {
			return false
		}
		if room := p.room[e]; room <= halfway {
			if sum += room; sum > most {
				return false
			}
		}
	}
	return true
}

func approachWith[T int32 | int64](p *part, kept *sync.Pool, endless T) (done bool, err error) {
	g := kept.Get().(*approach[T])
	defer kept.Put(g)
	g.take(p, endless)
	if !g.run() {
		return false, nil
	}
	return true, g.cross(p)
}

// resumed makes a basis of any flow, arcs in the order of p.arcs, and prices that say which arcs matter.
func (p *part) resumed(flow, price []int64) error {
	g := broad.Get().(*approach[int64])
	defer broad.Put(g)
	g.take(p, halfway)
	copy(g.price, price)
	for e, x := range flow {
		a, h := &p.arcs[e], &g.halves[g.first[e]]
		g.excess[a.from] -= x
		g.excess[a.to] += x
		h.room -= x
		g.halves[h.twin].room += x
	}
	return g.cross(p)
}

// take begins with no flow and prices of 0.
func (g *approach[T]) take(p *part, endless T) {
	n, m := len(p.nodeID), len(p.arcs)
	g.dear, g.budget, g.endless, g.slack = p.dear, 600*m, endless, 0
	g.halves, g.arc = resized(g.halves, 2*m), resized(g.arc, 2*m)
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
		g.halves[i] = half[T]{T(a.cost), T(min(p.room[e], 2*int64(g.endless))), a.to, j}
		g.halves[j] = half[T]{T(-a.cost), 0, a.from, i}
		g.first[e], g.arc[i], g.arc[j] = i, int32(e), int32(e)
	}
}

// run lowers the error that a reduced cost may have from a 64th of the largest cost to a 1,600th, or in a
// small part where that is laborious leaves the rest to the simplex. It is false where it led nowhere, as
// it does if there is no flow at all.
func (g *approach[T]) run() bool {
	most := int64(1)
	for i := range g.halves {
		most = max(most, int64(g.halves[i].cost))
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
func (g *approach[T]) flows() []int64 {
	flow := make([]int64, len(g.first))
	for e, i := range g.first {
		flow[e] = int64(g.halves[g.halves[i].twin].room)
	}
	return flow
}

// phase makes every reduced cost at least −slack where more could flow.
func (g *approach[T]) phase(slack int64) bool {
	g.slack = slack
	n := int32(len(g.now))
	copy(g.now, g.at)
	for v := range n {
		for i := g.at[v]; i < g.at[v+1]; i++ {
			h := &g.halves[i]
			if h.room == 0 || h.room > g.endless || int64(h.cost)+g.price[v]-g.price[h.to] >= -slack {
				continue
			}
			g.excess[v] -= int64(h.room)
			g.excess[h.to] += int64(h.room)
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
func (g *approach[T]) discharge(v int32, slack int64) bool {
	if g.budget -= 8; g.budget < 0 { // round and round a cycle without capacities
		return false
	}
	const none = math.MinInt64
	price := g.price
	begin, end := g.at[v], g.at[v+1]
	i := g.now[v]
	mine, left := price[v], g.excess[v]
	for {
		start := i
		best := int64(none) // the price at which something could be sent
		for ; i < end; i++ {
			h := &g.halves[i]
			u := h.to
			c := price[u] - int64(h.cost)
			if h.room == 0 {
				c = none
			}
			if c <= mine {
				best = max(best, c)
				continue
			}
			x := min(left, int64(h.room))
			if h.room -= T(x); h.room > 0 {
				best = max(best, c)
			}
			g.halves[h.twin].room += T(x)
			left -= x
			if g.excess[u] += x; g.excess[u] > 0 && !g.queued[u] {
				g.queued[u] = true
				g.queue = append(g.queue, u)
			}
			if left == 0 {
				g.now[v], g.excess[v], g.price[v] = i, 0, mine
				return true
			}
		}
		for i = begin; i < start; i++ {
			h := &g.halves[i]
			c := price[h.to] - int64(h.cost)
			if h.room == 0 {
				c = none
			}
			best = max(best, c)
		}
		if g.budget -= int(end - begin); g.budget < 0 || best < -2*g.dear {
			return false
		}
		mine = best - slack
		i = begin
		g.now[v] = begin
	}
}
