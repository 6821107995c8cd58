package flow

import "fmt"

// Verify checks that a flow obeys every bound and every supply, and that the potentials prove that none
// costs less: no arc that could carry more has a negative reduced cost, none that could carry less a
// positive one. It shares nothing with the solver but the network.
func Verify(w *Network, flow, potential []int64) error {
	if len(flow) != len(w.arcs) || len(potential) != len(w.supply) {
		return fmt.Errorf("flow: %d flows and %d potentials for %d arcs and %d nodes", len(flow), len(potential), len(w.arcs), len(w.supply))
	}
	left := make([]wide, len(w.supply))
	for v, b := range w.supply {
		left[v].add(b)
	}
	for i, a := range w.arcs {
		x := flow[i]
		if x < a.Lower || x > a.Upper {
			return fmt.Errorf("flow: arc %d carries %d, outside %d to %d", i, x, a.Lower, a.Upper)
		}
		left[a.From].sub(x)
		left[a.To].add(x)
		var reduced wide
		reduced.add(a.Cost)
		reduced.add(potential[a.From])
		reduced.sub(potential[a.To])
		if sign := reduced.sign(); sign < 0 && x < a.Upper || sign > 0 && x > a.Lower {
			return fmt.Errorf("flow: not proven best: arc %d carries %d of %d to %d at a reduced cost of sign %d", i, x, a.Lower, a.Upper, sign)
		}
	}
	for v := range left {
		if left[v].sign() != 0 {
			return fmt.Errorf("flow: node %d keeps %s of its supply of %d", v, left[v], w.supply[v])
		}
	}
	return nil
}

// CostOf is what a flow costs, or false if that leaves 64 bits.
func CostOf(w *Network, flow []int64) (int64, bool) {
	var sum wide
	for i, x := range flow {
		sum.addProduct(x, w.arcs[i].Cost)
	}
	return sum.int64()
}
