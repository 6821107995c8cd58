package flow

import (
	"math"
	"slices"
)

// After a change of a supply or a bound all reduced costs are still right, and only some flows in the
// tree break their bounds. The dual simplex takes such an arc out of the tree at the bound it breaks and
// brings in, of the arcs that can carry the rest, the one with the least reduced cost: so reduced costs
// stay right, and with the last broken bound the flow is the best again. It takes about as many pivots as
// the change moves things, where the primal simplex, with a stand-in, first makes a large part of the
// tree dear and then looks at everything.

// dual does that, and says whether it came to an end. Where it did not, nothing is lost: repair goes on
// from what there is.
func (p *part) dual() bool {
	if !p.right() {
		return false
	}
	p.shorten()
	for budget := 1000 + len(p.nodeID); ; budget-- {
		v := p.broken()
		if v < 0 {
			return true
		}
		if budget == 0 || !p.exchange(v) {
			return false
		}
	}
}

// shorten lists the arcs with a low reduced cost, about as many as there are nodes: the arc that an
// exchange wants is nearly always among them. All others have one above p.above, less what prices have
// since been shifted by.
func (p *part) shorten() {
	const sample = 1024
	if len(p.arcs) <= 2*sample { // looking at all of them is quicker than choosing
		p.lengthen()
		return
	}
	step := max(1, len(p.arcs)/sample)
	var some []int64
	for e := 0; e < len(p.arcs); e += step {
		some = append(some, p.reduced(&p.arcs[e]))
	}
	slices.Sort(some)
	p.above = some[min(len(some)-1, 2*len(some)*len(p.nodeID)/len(p.arcs))]
	p.low = p.low[:0]
	for e := range p.arcs {
		if p.reduced(&p.arcs[e]) <= p.above {
			p.low = append(p.low, edge{p.arcs[e].from, p.arcs[e].to, int32(e)})
		}
	}
}

// right makes all reduced costs right, filling arcs that are worth it; false if one has no end.
func (p *part) right() bool {
	if p.best {
		return true
	}
	for e := range p.arcs {
		a := p.arcs[e]
		if p.reduced(&a) >= 0 {
			continue
		}
		if p.room[e] == unlimited {
			return false
		}
		p.flow(a.from, a.to, p.room[e])
		p.turn(int32(e))
	}
	return true
}

// broken finds the node whose arc to its parent is furthest beyond a bound, −1 if none is.
func (p *part) broken() int32 {
	worst, by := int32(-1), int64(0)
	kept := p.touched[:0]
	for _, v := range p.touched {
		over := min(p.twigs[v].up, p.twigs[v].down)
		if over >= 0 {
			continue
		}
		kept = append(kept, v)
		if over < by {
			worst, by = v, over
		}
	}
	p.touched = kept
	return worst
}

// exchange takes the arc above v out of the tree; false if no other can carry what it does not.
func (p *part) exchange(v int32) bool {
	p.surround(v)
	out := p.twigs[v].up < 0
	p.crossing(out)
	short := 0 // how often the list was too short
	for {
		k := -1
		for i, c := range p.list {
			if k < 0 || c.compare(p.list[k]) < 0 {
				k = i
			}
		}
		if short < 2 && len(p.low) < len(p.arcs) && (k < 0 || p.list[k].reduced > p.above) {
			if short++; short == 1 {
				p.shorten()
			} else {
				p.lengthen()
			}
			p.crossing(out)
			continue
		}
		if k < 0 {
			return false
		}
		e, reduced := p.list[k].arc, p.list[k].reduced
		p.list[k] = p.list[len(p.list)-1]
		p.list = p.list[:len(p.list)-1]
		a, w := p.arcs[e], &p.twigs[v]
		move := -min(w.up, w.down)
		if room := p.room[e]; room < move {
			// It is full before the arc is within its bound: then it stays outside the tree.
			p.round(a.from, a.to, room, true)
			p.turn(e)
			continue
		}
		in, hang := a.from, a.to
		if w.down < 0 {
			in, hang = hang, in
		}
		p.round(a.from, a.to, move, true)
		p.bring(e, 0, move, v, in, hang)
		p.touched = append(p.touched, in)
		p.above -= reduced
		p.weak = true
		if short == 2 {
			p.shorten()
		}
		return true
	}
}

// edge is an arc of which it does not matter here which way it is kept.
type edge struct {
	u, v, arc int32
}

// lengthen lists all arcs.
func (p *part) lengthen() {
	p.above, p.low = math.MaxInt64, p.low[:0]
	for e := range p.arcs {
		p.low = append(p.low, edge{p.arcs[e].from, p.arcs[e].to, int32(e)})
	}
}

// surround marks the subtree of v.
func (p *part) surround(v int32) {
	if len(p.mark) < len(p.nodeID) {
		p.mark, p.stamp = make([]int32, 2*len(p.nodeID)), 0
	}
	if p.stamp == math.MaxInt32 {
		clear(p.mark)
		p.stamp = 0
	}
	p.stamp++
	depth := p.spots[v].depth
	for x := v; ; {
		p.mark[x] = p.stamp
		if x = p.spots[x].thread; p.spots[x].depth <= depth {
			return
		}
	}
}

// crossing lists the arcs, of those with a low reduced cost, that lead out of what is marked, or into it.
func (p *part) crossing(out bool) {
	p.list = p.list[:0]
	mark, stamp := p.mark, p.stamp
	for _, d := range p.low {
		if (mark[d.u] == stamp) == (mark[d.v] == stamp) {
			continue
		}
		e := d.arc
		a := &p.arcs[e]
		if (mark[a.from] == stamp) != out || p.room[e] == 0 {
			continue
		}
		if _, tree := p.isTree(e); !tree {
			p.list = append(p.list, chance{p.reduced(a), e})
		}
	}
}

// strengthen makes the tree strongly feasible again, which the dual simplex does not keep; false as prop.
func (p *part) strengthen() bool {
	for v := 1; v < len(p.twigs); v++ {
		p.touched = append(p.touched, int32(v))
	}
	p.weak, p.idle = false, 0
	return p.prop()
}
