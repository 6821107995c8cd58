package flow

import (
	"math"
	"math/bits"
	"slices"
	"sync"
)

// scaled is from how many arcs on a part is first brought near its best flow by scaling. Small ones are
// solved before that has begun to pay.
var scaled = 8000

// start makes the first basis.
func (p *part) start() error {
	p.made, p.next, p.touched, p.repriced = p.made[:0], 0, p.touched[:0], false
	p.weak, p.idle, p.best = false, 0, false
	for e, turned := range p.turned {
		if turned {
			p.turn(int32(e))
		}
	}
	p.stubs()
	p.setBlock()
	if len(p.arcs) >= scaled && !p.watch {
		if done, err := p.approach(); done {
			return err
		}
	}
	p.hang()
	return nil
}

// setBlock sets how many arcs are looked at before the best of them enters the tree.
func (p *part) setBlock() { p.block = max(16, int(math.Sqrt(float64(len(p.arcs))))) }

// hang makes a basis in which every node hangs from the root by an arc of its own that can carry its
// supply, or by a stand-in; then what supplies can reach demands directly is sent, best arcs first.
func (p *part) hang() {
	n := len(p.nodeID)
	p.spots, p.twigs = make([]spot, n), make([]twig, n)
	left := slices.Clone(p.supply)
	for v := int32(1); v < int32(n); v++ {
		p.hangFromRoot(v)
	}
	p.spread(left)
	for v := int32(1); v < int32(n); v++ {
		if w := &p.twigs[v]; w.parent == 0 && w.up == 0 && w.down == 0 {
			p.load(v, left[v])
		}
	}
	p.grow()
}

// stubs finds for each node the arc between it and the root by which it can hang there: the cheapest of
// those that can carry its supply and still let something more flow towards the root.
//
// Where all arcs of a node lead out of it, none can carry more than its supply; an arc to the root with
// that capacity or more has in effect none, and is taken to have none. Without this no offer could hang
// from the sink by an arc that its whole stock would fill. The same holds of arcs that all lead in.
func (p *part) stubs() {
	n := len(p.nodeID)
	for v, room := range p.given {
		if room >= 0 {
			p.room[p.stub[v]] = room
		}
	}
	for v := range p.stub {
		p.stub[v], p.given[v] = -1, -1
	}
	kept := scratches.Get().(*scratch)
	defer scratches.Put(kept)
	kept.in, kept.out, kept.sorted = resized(kept.in, n), resized(kept.out, n), kept.sorted[:0]
	in, out := kept.in, kept.out
	clear(in)
	clear(out)
	for e := range p.arcs {
		a := &p.arcs[e]
		out[a.from], in[a.to] = true, true
		if a.from == 0 || a.to == 0 {
			kept.sorted = append(kept.sorted, int32(e))
		}
	}
	for _, e := range kept.sorted {
		a := p.arcs[e]
		v, b := a.from, p.supply[a.from]
		idle := !in[v] && p.room[e] >= b
		if a.from == 0 {
			v, b = a.to, -p.supply[a.to]
			idle = !out[v] && p.room[e] >= b
		}
		if b < 0 || b == 0 && a.from == 0 || p.room[e] < b || p.room[e] == b && a.to == 0 && !idle {
			continue
		}
		if old := p.stub[v]; old < 0 || a.cost < p.arcs[old].cost {
			p.stub[v] = e
		}
	}
	for v, e := range p.stub {
		if e < 0 {
			continue
		}
		if a := p.arcs[e]; a.from != 0 && !in[v] || a.from == 0 && !out[v] {
			p.given[v], p.room[e] = p.room[e], unlimited
		}
	}
}

// hangFromRoot hangs a node from the root, for now with nothing on its arc.
func (p *part) hangFromRoot(v int32) {
	w := &p.twigs[v]
	*w = twig{arc: p.stub[v]}
	if p.stub[v] < 0 {
		w.arc = ^int32(len(p.made))
		if p.supply[v] >= 0 {
			p.made = append(p.made, link{cost: p.dear, from: v, to: 0})
		} else {
			p.made = append(p.made, link{cost: p.dear, from: 0, to: v})
		}
	}
	if l := p.linkOf(w.arc); l.from == 0 {
		p.spots[v].price = l.cost
	} else {
		p.spots[v].price = -l.cost
	}
}

// load puts a node's supply on the arc to its parent.
func (p *part) load(v int32, supply int64) {
	w := &p.twigs[v]
	room := unlimited
	if w.arc >= 0 {
		room = p.room[w.arc]
	}
	if supply < 0 || p.linkOf(w.arc).from != v {
		w.up, w.down = -supply, room+supply
		return
	}
	w.up, w.down = room-supply, supply
}

// spread sends what nodes with a supply can send directly to nodes with a demand, the best arcs first.
// Whichever of the two is then done hangs from the other.
//
// The best are those that save most beside the way over the root, half of what the arcs out of the
// same node cost on average taken off: what is dear wherever it goes then goes where it is least so, and does
// not find that taken by what could as well have gone elsewhere. That leaves a third fewer pivots than savings
// alone.
func (p *part) spread(left []int64) {
	kept := scratches.Get().(*scratch)
	defer scratches.Put(kept)
	kept.average, kept.savings = resized(kept.average, len(left)), resized(kept.savings, len(p.arcs))
	average, savings := kept.average, kept.savings[:0]
	clear(average)
	for e := range p.arcs {
		if a := &p.arcs[e]; a.from != 0 && a.to != 0 {
			m := &average[a.from]
			m.sum += a.cost // may leave 64 bits, which costs only time
			m.n++
		}
	}
	for v := range average {
		if m := &average[v]; m.n > 0 {
			m.sum /= 2 * m.n
		}
	}
	for e := range p.arcs {
		a := &p.arcs[e]
		if a.from == 0 || a.to == 0 || left[a.from] <= 0 || left[a.to] >= 0 || p.room[e] == 0 {
			continue
		}
		if c := p.reduced(a); c < 0 {
			savings = append(savings, chance{c - average[a.from].sum, int32(e)})
		}
	}
	for _, e := range kept.ascending(savings) {
		a := p.arcs[e]
		s, t, room := a.from, a.to, p.room[e]
		if left[s] <= 0 || left[t] >= 0 {
			continue
		}
		x := min(left[s], -left[t], room)
		left[s] -= x
		left[t] += x
		switch {
		case left[t] == 0: // with something on its arc, unlike the stub
			p.twigs[t] = twig{parent: s, arc: e, up: x, down: room - x}
		case x == room:
			p.turn(e)
		default:
			p.twigs[s] = twig{parent: t, arc: e, up: room - x, down: x}
		}
	}
}

// scratch is memory for making a basis, kept for the next part.
type scratch struct {
	average            []mean
	in, out            []bool
	savings            []chance
	sorted             []int32
	first, next, stack []int32
}

type mean struct{ sum, n int64 }

var scratches = sync.Pool{New: func() any { return new(scratch) }}

// ascending lists the arcs of some chances, the least first, but for those that differ by no more than a
// 256th of how much all differ: they stay in their order.
func (t *scratch) ascending(all []chance) []int32 {
	if len(all) == 0 {
		return nil
	}
	const digits = 9
	low, high := all[0].reduced, all[0].reduced
	for _, c := range all {
		low, high = min(low, c.reduced), max(high, c.reduced)
	}
	shift := max(0, bits.Len64(uint64(high)-uint64(low))-digits)
	t.sorted = resized(t.sorted, len(all))
	var at [1 << digits]int32
	for i := range all {
		at[(uint64(all[i].reduced)-uint64(low))>>shift&(1<<digits-1)]++
	}
	sum := int32(0)
	for d, n := range at {
		at[d] = sum
		sum += n
	}
	for _, c := range all {
		d := (uint64(c.reduced) - uint64(low)) >> shift & (1<<digits - 1)
		t.sorted[at[d]] = c.arc
		at[d]++
	}
	return t.sorted
}

// grow makes threads, depths and prices from the parents of all nodes.
func (p *part) grow() {
	n := int32(len(p.twigs))
	kept := scratches.Get().(*scratch)
	defer scratches.Put(kept)
	kept.first, kept.next = resized(kept.first, int(n)), resized(kept.next, int(n))
	first, next := kept.first, kept.next
	clear(first)
	clear(next)
	for v := n - 1; v > 0; v-- {
		u := p.twigs[v].parent
		next[v], first[u] = first[u], v
	}
	p.spots[0] = spot{}
	last := int32(0)
	stack := append(kept.stack[:0], 0)
	for len(stack) > 0 {
		v := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if v != 0 {
			w := &p.twigs[v]
			l := p.linkOf(w.arc)
			u := w.parent
			p.spots[v].depth = p.spots[u].depth + 1
			if l.from == v {
				p.spots[v].price = p.spots[u].price - l.cost
			} else {
				p.spots[v].price = p.spots[u].price + l.cost
			}
			p.spots[last].thread, w.back = v, last
			last = v
		}
		if s := next[v]; s != 0 && v != 0 {
			stack = append(stack, s)
		}
		if c := first[v]; c != 0 {
			stack = append(stack, c)
		}
	}
	p.spots[last].thread, p.twigs[0].back = 0, last
	kept.stack = stack
}
