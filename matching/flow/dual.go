package flow

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

// right makes all reduced costs right, filling arcs that are worth it; false if one has no end.
func (p *part) right() bool {
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
	p.crossing(v, p.twigs[v].up < 0)
	for {
		if len(p.list) == 0 {
			return false
		}
		k := 0
		for i, c := range p.list {
			if c.compare(p.list[k]) < 0 {
				k = i
			}
		}
		e := p.list[k].arc
		p.list[k] = p.list[len(p.list)-1]
		p.list = p.list[:len(p.list)-1]
		a := p.arcs[e]
		w := &p.twigs[v]
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
		p.weak = true
		return true
	}
}

// crossing lists the arcs that lead out of the subtree of v, or into it.
func (p *part) crossing(v int32, out bool) {
	if len(p.mark) < len(p.nodeID) {
		p.mark = make([]int32, 2*len(p.nodeID))
		p.stamp = 0
	}
	p.stamp++
	size := 0
	depth := p.spots[v].depth
	for x := v; ; {
		p.mark[x] = p.stamp
		size++
		if x = p.spots[x].thread; p.spots[x].depth <= depth {
			break
		}
	}
	p.list = p.list[:0]
	look := func(e int32) {
		a := &p.arcs[e]
		from, to := p.mark[a.from] == p.stamp, p.mark[a.to] == p.stamp
		if from == to || from != out || p.room[e] == 0 {
			return
		}
		if _, tree := p.isTree(e); !tree {
			p.list = append(p.list, chance{p.reduced(a), e})
		}
	}
	if size > len(p.nodeID)/4 {
		for e := range p.arcs {
			look(int32(e))
		}
		return
	}
	if len(p.ends) != 2*len(p.arcs) || len(p.at) != len(p.nodeID)+1 {
		p.at, p.ends = p.incident()
	}
	for x := v; ; {
		for _, e := range p.ends[p.at[x]:p.at[x+1]] {
			look(e)
		}
		if x = p.spots[x].thread; p.spots[x].depth <= depth {
			break
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
