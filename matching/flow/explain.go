package flow

import (
	"errors"
	"slices"
)

// cutError names nodes of a part that have more than they can get rid of.
type cutError struct {
	part  *part
	nodes []int32
}

func (e *cutError) Error() string { return "infeasible part" }

// cycleError names an endless cycle in a part.
type cycleError struct {
	arcs []int32 // of the network, in order
}

func (e *cycleError) Error() string { return "unbounded part" }

// reach lists the nodes that something more could flow to from here, in the network's numbers.
func (p *part) reach(from int32) (all []int32) {
	n := len(p.nodeID)
	flows := make([]int64, len(p.arcs)) // as the arcs are kept
	for v := 1; v < n; v++ {
		if w := &p.twigs[v]; w.arc >= 0 {
			if flows[w.arc] = w.down; p.arcs[w.arc].from != int32(v) {
				flows[w.arc] = w.up
			}
		}
	}
	var ends [][]int32 = make([][]int32, n)
	for e, a := range p.arcs {
		if flows[e] < p.room[e] {
			ends[a.from] = append(ends[a.from], a.to)
		}
		if flows[e] > 0 {
			ends[a.to] = append(ends[a.to], a.from)
		}
	}
	seen := make([]bool, n)
	seen[from] = true
	for todo := []int32{from}; len(todo) > 0; {
		v := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		all = append(all, p.nodeID[v])
		for _, u := range ends[v] {
			if !seen[u] {
				seen[u] = true
				todo = append(todo, u)
			}
		}
	}
	return all
}

// endless names the cycle that an arc closes with the tree.
func (p *part) endless(e int32) error {
	var up, down []int32
	for u, v := p.arcs[e].from, p.arcs[e].to; u != v; {
		du, dv := p.spots[u].depth, p.spots[v].depth
		if du >= dv {
			down = append(down, p.twigs[u].arc)
			u = p.twigs[u].parent
		}
		if dv >= du {
			up = append(up, p.twigs[v].arc)
			v = p.twigs[v].parent
		}
	}
	slices.Reverse(down)
	c := &cycleError{}
	for _, a := range slices.Concat([]int32{e}, up, down) {
		if a < 0 {
			return &OverflowError{"a cycle without capacities runs over nodes that nothing else connects"}
		}
		c.arcs = append(c.arcs, p.arcID[a])
	}
	return c
}

// watched checks the flows that a pivot changed.
func (p *part) watched(s, t int32) error {
	for u, v := s, t; u != v; {
		x := u
		if p.spots[u].depth < p.spots[v].depth {
			x, v = v, p.twigs[v].parent
		} else {
			u = p.twigs[u].parent
		}
		if w := &p.twigs[x]; min(w.up, w.down) > halfway/2 && w.up+w.down == unlimited {
			return &OverflowError{"more than 2^60 flows on an arc of infinite capacity"}
		}
	}
	return nil
}

// explain says in the network's terms what a part found.
func (s *Solver) explain(err error) error {
	if cut := (*cutError)(nil); errors.As(err, &cut) {
		for k, p := range s.parts {
			if &p.part == cut.part {
				return s.infeasible(int32(k), cut.nodes)
			}
		}
	}
	if cycle := (*cycleError)(nil); errors.As(err, &cycle) {
		return s.unbounded(cycle.arcs)
	}
	return err
}

// infeasible adds to nodes of a part all that hangs from them outside of it, and counts what crosses.
func (s *Solver) infeasible(part int32, nodes []int32) error {
	s.index()
	n := len(s.net.supply)
	next := make([][]int32, n)
	for i := range s.net.arcs {
		a := &s.net.arcs[i]
		if (s.alive(i) || s.arcIn[i] >= 0) && (s.arcIn[i] != part || part < 0) {
			next[a.From] = append(next[a.From], int32(a.To))
			next[a.To] = append(next[a.To], int32(a.From))
		}
	}
	inside := make([]bool, n)
	todo := slices.Clone(nodes)
	for v := range n {
		if slices.Contains(nodes, s.stands[v]) && s.stands[v] != int32(v) {
			todo = append(todo, int32(v))
		}
	}
	for _, v := range todo {
		inside[v] = true
	}
	for len(todo) > 0 {
		v := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		for _, u := range next[v] {
			if !inside[u] {
				inside[u] = true
				todo = append(todo, u)
			}
		}
	}
	e := &InfeasibleError{}
	for v, in := range inside {
		if in {
			e.Nodes = append(e.Nodes, v)
			e.Supply += s.net.supply[v]
		}
	}
	var in, out wide
	for i := range s.net.arcs {
		switch a := &s.net.arcs[i]; {
		case !s.alive(i) || inside[a.From] == inside[a.To]:
		case inside[a.From]:
			out.add(a.Upper)
		default:
			in.add(a.Lower)
		}
	}
	e.Out, _ = out.int64()
	e.In, _ = in.int64()
	return e
}

// unbounded names a cycle. Where it runs over nodes that became one, the arc between them belongs to it.
func (s *Solver) unbounded(cycle []int32) error {
	e := &UnboundedError{}
	for k, i := range cycle {
		e.Arcs = append(e.Arcs, int(i))
		e.Cost += s.net.arcs[i].Cost
		at, to := s.net.arcs[i].To, s.net.arcs[cycle[(k+1)%len(cycle)]].From
		if at == to {
			continue
		}
		for _, f := range s.freed {
			if a := &s.net.arcs[f]; a.From == at && a.To == to {
				e.Arcs = append(e.Arcs, int(f))
				e.Cost += a.Cost
			}
		}
	}
	return e
}
