package flow

import "math"

// unlimited is an infinite capacity inside a part. Finite capacities, and all flows, stay below half of
// it, so that sums of two stay within 64 bits and the room on an unlimited arc is told from any other.
const (
	unlimited = int64(1) << 62
	halfway   = unlimited / 2
)

// part is one independent problem and its basis. The tree hangs from node 0.
//
// Arcs outside the tree carry nothing: one that is full is kept turned round, with its cost negated and
// its flow counted from the other end. So whether an arc may enter the tree is the sign of its reduced
// cost alone, tree arcs, whose reduced cost is 0, are passed over by the same comparison, and pricing
// reads 16 bytes an arc.
type part struct {
	spots  []spot
	twigs  []twig
	arcs   []link
	room   []int64 // by arc: its capacity
	turned []bool  // by arc: whether it is kept turned round
	made   []link  // arcs that stand in for real ones in the tree, see repair.go; from child to parent or back

	arcID  []int32 // by arc: its number in the network
	nodeID []int32 // by node
	supply []int64 // by node
	stub   []int32 // by node: an arc to or from the root by which it can hang there, or −1
	given  []int64 // by node: that arc's capacity if it is taken to have none, see stubs; −1 if it is not

	dear   int64 // what a stand-in costs: more than any path
	most   int64 // the largest cost for which that holds
	sized  int   // the number of nodes for which it does
	next   int   // where pricing goes on
	block  int
	pivots int
	watch  bool // whether flows might leave 64 bits

	touched  []int32  // nodes whose arc to the parent changed since the last pivot
	repriced bool     // whether the cost of a tree arc did
	best     bool     // whether every arc outside the tree is known to have a reduced cost of at least 0
	list     []chance // see mend and crossing
	mark     []int32  // by node: the stamp of the last subtree it was in, see crossing
	stamp    int32
	low      []edge // see shorten
	above    int64
	weak     bool // whether up may be 0 somewhere
	idle     int  // how many pivots have moved nothing since one last did
}

// spot is what pricing and the walk over a subtree read of a node.
type spot struct {
	price  int64 // potential
	thread int32 // the next node, parents before their children
	depth  int32
}

// twig is what walks towards the root read of a node: its parent, the arc that leads there, and how
// much more can flow up and down on it. Up is never 0: the tree is strongly feasible, so that pivots
// that move nothing come to an end (Cunningham 1976).
type twig struct {
	up, down int64
	parent   int32
	arc      int32 // ^k is stand-in k
	back     int32 // thread, backwards
}

// link is an arc as pricing reads it.
type link struct {
	cost     int64
	from, to int32
}

func (p *part) reduced(l *link) int64 {
	return l.cost + p.spots[l.from].price - p.spots[l.to].price
}

// link of a tree arc or stand-in.
func (p *part) linkOf(arc int32) *link {
	if arc < 0 {
		return &p.made[^arc]
	}
	return &p.arcs[arc]
}

// solve pivots until no arc would lower the cost.
func (p *part) solve() error {
	for !p.best {
		e := p.enter()
		if e < 0 {
			p.best = true
			break
		}
		if err := p.pivot(e); err != nil {
			return err
		}
		if p.weak && p.idle > 1000+len(p.nodeID) {
			if !p.strengthen() {
				if err := p.start(); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// enter finds an arc worth bringing into the tree: the best of the first block that has one, going on
// where it last stopped. −1 is none.
func (p *part) enter() int32 {
	spots := p.spots
	best, min := int32(-1), int64(0)
	from, left := p.next, len(p.arcs)
	for left > 0 {
		to := from + p.block
		if to > len(p.arcs) {
			to = len(p.arcs)
		}
		part := p.arcs[from:to]
		for i := range part {
			a := &part[i]
			if c := a.cost + spots[a.from].price - spots[a.to].price; c < min {
				min, best = c, int32(from+i)
			}
		}
		left -= to - from
		if from = to; from == len(p.arcs) {
			from = 0
		}
		if best >= 0 {
			break
		}
	}
	p.next = from
	return best
}

// pivot sends as much as it can round the cycle that the arc closes with the tree, and lets the arc that
// stops it leave.
func (p *part) pivot(e int32) error { return p.pivotFrom(e, 0) }

// pivotFrom is pivot for an arc outside the tree that already carries so much.
func (p *part) pivotFrom(e int32, done int64) error {
	p.pivots++
	spots, twigs := p.spots, p.twigs
	a := p.arcs[e]
	s, t := a.from, a.to

	// Of several arcs that stop it, the last one seen from where the two sides meet, in the direction
	// of the flow, keeps the tree strongly feasible.
	dS, dT := int64(math.MaxInt64), int64(math.MaxInt64)
	outS, outT := int32(-1), int32(-1)
	for u, v := s, t; u != v; {
		du, dv := spots[u].depth, spots[v].depth
		if du >= dv {
			w := &twigs[u]
			if w.down < dS {
				dS, outS = w.down, u
			}
			u = w.parent
		}
		if dv >= du {
			w := &twigs[v]
			if w.up <= dT {
				dT, outT = w.up, v
			}
			v = w.parent
		}
	}
	move, out, in, hang := dS, outS, s, t
	if room := p.room[e] - done; room <= move {
		move, out = room, -1
	}
	if dT <= move {
		move, out, in, hang = dT, outT, t, s
	}
	if move > halfway {
		return p.endless(e)
	}
	if move > 0 {
		p.idle = 0
		p.round(s, t, move, false)
	} else {
		p.idle++
	}
	if out < 0 {
		p.turn(e)
		return nil
	}
	p.bring(e, done, move, out, in, hang)
	if p.watch && move > 0 {
		return p.watched(s, t)
	}
	return nil
}

// round sends more round the cycle of the tree and an arc from s to t.
func (p *part) round(s, t int32, move int64, touch bool) {
	spots, twigs := p.spots, p.twigs
	for u, v := s, t; u != v; {
		du, dv := spots[u].depth, spots[v].depth
		if du >= dv {
			w := &twigs[u]
			w.down -= move
			w.up += move
			if touch {
				p.touched = append(p.touched, u)
			}
			u = w.parent
		}
		if dv >= du {
			w := &twigs[v]
			w.up -= move
			w.down += move
			if touch {
				p.touched = append(p.touched, v)
			}
			v = w.parent
		}
	}
}

// bring takes an arc into the tree that carries done and from now on move more, for the one above out,
// whose subtree hangs by in from hang then.
func (p *part) bring(e int32, done, move int64, out, in, hang int32) {
	joint := twig{parent: hang, arc: e, up: p.room[e] - done - move, down: done + move}
	reduced := p.reduced(&p.arcs[e])
	if in == p.arcs[e].from {
		reduced = -reduced
	} else {
		joint.up, joint.down = joint.down, joint.up
	}
	p.release(out)
	p.rehang(out, in, joint, reduced)
}

// turn keeps an arc outside the tree the other way round.
func (p *part) turn(e int32) {
	a := &p.arcs[e]
	a.from, a.to, a.cost = a.to, a.from, -a.cost
	p.turned[e] = !p.turned[e]
}

// release takes the arc above a node out of the tree: empty as it is kept from now on.
func (p *part) release(out int32) {
	w := &p.twigs[out]
	if w.arc < 0 {
		return // a stand-in is gone for good
	}
	from := out
	if w.up == 0 {
		from = w.parent
	}
	if p.arcs[w.arc].from != from {
		p.turn(w.arc)
	}
}

// rehang takes the subtree below out's arc and hangs it by its node in, as joint says; its prices
// change by shift. It walks the subtree once, in its new order.
func (p *part) rehang(out, in int32, joint twig, shift int64) {
	spots, twigs := p.spots, p.twigs
	before := twigs[out].back
	hang := joint.parent
	depth := spots[hang].depth + 1
	w, below, tail := in, int32(-1), int32(-1)
	var after int32 // what follows the subtree of below
	for {
		was := spots[w].depth
		lower := depth - was
		if tail >= 0 {
			spots[tail].thread = w
			twigs[w].back = tail
		}
		x := w
		for {
			here := &spots[x]
			here.price += shift
			here.depth += lower
			y := here.thread
			if y == below {
				y = after
				if spots[y].depth > was {
					here.thread = y
					twigs[y].back = x
				}
			}
			if spots[y].depth <= was {
				tail, after = x, y
				break
			}
			x = y
		}
		old := twigs[w]
		joint.back = old.back
		twigs[w] = joint
		if w == out {
			break
		}
		joint = twig{parent: w, arc: old.arc, up: old.down, down: old.up}
		below = w
		w = old.parent
		depth++
	}
	spots[before].thread = after
	twigs[after].back = before
	next := spots[hang].thread
	spots[hang].thread = in
	twigs[in].back = hang
	spots[tail].thread = next
	twigs[next].back = tail
}
