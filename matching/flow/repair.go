package flow

import (
	"cmp"
)

// What changes in a part whose basis stays. Each change leaves a tree with exact prices or flows that
// may break bounds; repair makes it a basis again.

// isTree says whether an arc is in the tree, and below which node.
func (p *part) isTree(e int32) (below int32, yes bool) {
	l := &p.arcs[e]
	if l.from != 0 && p.twigs[l.from].arc == e {
		return l.from, true
	}
	if l.to != 0 && p.twigs[l.to].arc == e {
		return l.to, true
	}
	return 0, false
}

// shift lets a node supply more, all of which flows to the root.
func (p *part) shift(v int32, more int64) {
	p.supply[v] += more
	for v != 0 && more != 0 {
		w := &p.twigs[v]
		w.up -= more
		w.down += more
		p.touched = append(p.touched, v)
		v = w.parent
	}
}

// flow moves more over an arc outside the tree, without changing what the nodes supply.
func (p *part) flow(from, to int32, more int64) {
	s, t := p.supply[from], p.supply[to]
	p.shift(from, -more)
	p.shift(to, more)
	p.supply[from], p.supply[to] = s, t
}

// setRoom changes an arc's capacity.
func (p *part) setRoom(e int32, room int64) {
	more := room - p.room[e]
	if more == 0 {
		return
	}
	p.room[e] = room
	if v, tree := p.isTree(e); tree {
		// The room to the given head changes; how the arc is kept is of no account in the tree.
		if p.turned[e] {
			p.turn(e)
		}
		if w := &p.twigs[v]; p.arcs[e].from == v {
			w.up += more
		} else {
			w.down += more
		}
		p.touched = append(p.touched, v)
		return
	}
	if !p.turned[e] {
		return
	}
	a := p.arcs[e] // from its given head to its tail
	if room == unlimited {
		p.turn(e)
		p.best = false
		p.flow(a.to, a.from, more-room) // nothing flows on it now
		return
	}
	p.flow(a.to, a.from, more)
}

// setCost changes an arc's cost.
func (p *part) setCost(e int32, cost int64) {
	if p.turned[e] {
		cost = -cost
	}
	p.arcs[e].cost, p.best = cost, false
	if _, tree := p.isTree(e); tree {
		p.repriced = true
	}
}

// ground gives an arc its own capacity again that was taken to have none, see stubs.
func (p *part) ground(v int32) {
	if room := p.given[v]; room >= 0 {
		p.given[v] = -1
		p.setRoom(p.stub[v], room)
	}
}

// addNode adds a node that nothing real connects yet.
func (p *part) addNode(id int32) int32 {
	v := int32(len(p.nodeID))
	p.nodeID = append(p.nodeID, id)
	p.supply = append(p.supply, 0)
	p.stub, p.given = append(p.stub, -1), append(p.given, -1)
	p.spots = append(p.spots, spot{depth: 1, thread: p.spots[0].thread})
	p.twigs = append(p.twigs, twig{})
	p.standIn(v, 0, 0)
	p.spots[v].price = -p.dear
	p.twigs[p.spots[0].thread].back = v
	p.twigs[v].back = 0
	p.spots[0].thread = v
	return v
}

// addArc adds an arc that carries nothing.
func (p *part) addArc(id int32, a link, room int64) int32 {
	p.arcs, p.room = append(p.arcs, a), append(p.room, room)
	p.turned, p.arcID = append(p.turned, false), append(p.arcID, id)
	p.best = false
	return int32(len(p.arcs) - 1)
}

// repair makes the tree a basis again: by the dual simplex, or where that leads nowhere by letting each
// arc beyond a bound leave at that bound, with a stand-in beside it for the rest, which the simplex then
// sends elsewhere. It is false if there would be so many stand-ins that prices might leave 64 bits.
func (p *part) repair() bool {
	if len(p.made) > len(p.nodeID) {
		p.tidy()
	}
	if p.repriced {
		p.reprice()
		p.best = false
	}
	p.repriced, p.idle = false, 0
	if len(p.touched) > 0 && p.broken() >= 0 && p.dual() {
		p.best = false // as it should be, but mend looks
		return true
	}
	p.weak, p.best = true, false
	return p.prop()
}

// prop lets stand-ins carry what tree arcs cannot; and where nothing more could flow towards the root,
// too, unless the tree may be weak. It is false if prices might leave 64 bits.
func (p *part) prop() bool {
	for _, v := range p.touched {
		w := p.twigs[v]
		if w.up > 0 && w.down >= 0 || w.up == 0 && p.weak {
			continue
		}
		carry := -min(w.up, 0)
		if w.down < 0 {
			carry = w.down
		}
		if w.arc >= 0 {
			from := v
			if w.up <= 0 {
				from = w.parent
			}
			if p.arcs[w.arc].from != from {
				p.turn(w.arc)
			}
		}
		p.standIn(v, w.parent, carry)
		p.repriced = true
	}
	p.touched = p.touched[:0]
	if int64(len(p.made)+2) > 2*Largest/p.dear {
		p.tidy()
		if int64(len(p.made)+2) > 2*Largest/p.dear {
			return false
		}
	}
	if p.repriced {
		p.reprice()
	}
	p.repriced = false
	return true
}

// tidy forgets the stand-ins that have left the tree.
func (p *part) tidy() {
	kept := make([]link, 0, 16)
	for v := 1; v < len(p.twigs); v++ {
		if w := &p.twigs[v]; w.arc < 0 {
			l := p.made[^w.arc]
			w.arc = ^int32(len(kept))
			kept = append(kept, l)
		}
	}
	p.made = kept
}

// reprice finds all prices from the tree.
func (p *part) reprice() {
	for i := range p.made {
		p.made[i].cost = p.dear
	}
	for v := p.spots[0].thread; v != 0; v = p.spots[v].thread {
		w := &p.twigs[v]
		l, above := p.linkOf(w.arc), p.spots[w.parent].price
		if l.from == v {
			p.spots[v].price = above - l.cost
		} else {
			p.spots[v].price = above + l.cost
		}
	}
}

// mend pivots after a repair. There is little to do, and it is done best by the arc that improves most:
// of those that cross the cut that a stand-in spans, the one that the dual simplex would choose. So all
// arcs are looked at, those that improve most are kept, and the best is sought among them until they are
// used up.
func (p *part) mend() error {
	const most = 256
	for {
		list, limit := p.list[:0], int64(0)
		spots := p.spots
		for e := range p.arcs {
			a := &p.arcs[e]
			c := a.cost + spots[a.from].price - spots[a.to].price
			if c >= limit {
				continue
			}
			if list = append(list, chance{c, int32(e)}); len(list) == 4*most {
				list, limit = fewest(list, most)
			}
		}
		p.list = list
		if p.best = len(list) == 0; p.best {
			return nil
		}
		for {
			best, least := int32(-1), int64(0)
			for _, o := range list {
				if c := p.reduced(&p.arcs[o.arc]); c < least {
					best, least = o.arc, c
				}
			}
			if best < 0 {
				break
			}
			if err := p.pivot(best); err != nil {
				return err
			}
			if p.weak && p.idle > 1000+len(p.nodeID) {
				return nil // and solve sees to it
			}
		}
	}
}

// chance is an arc with its reduced cost.
type chance struct {
	reduced int64
	arc     int32
}

func (a chance) compare(b chance) int {
	return cmp.Or(cmp.Compare(a.reduced, b.reduced), cmp.Compare(a.arc, b.arc))
}

// fewest keeps the n lowest of some, and says what the highest of them is. Of equals it keeps any, always
// the same.
func fewest(all []chance, n int) ([]chance, int64) {
	from, to := 0, len(all)
	for to-from > 1 {
		pivot := all[(from+to)/2].reduced
		i, j := from, to-1
		for i <= j {
			for all[i].reduced < pivot {
				i++
			}
			for all[j].reduced > pivot {
				j--
			}
			if i <= j {
				all[i], all[j] = all[j], all[i]
				i++
				j--
			}
		}
		switch {
		case n <= j:
			to = j + 1
		case n >= i:
			from = i
		default:
			from = to
		}
	}
	high := all[0].reduced
	for _, c := range all[:n] {
		high = max(high, c.reduced)
	}
	return all[:n], high
}
