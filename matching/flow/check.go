package flow

import (
	"fmt"
	"math"
	"math/bits"
)

// wrong says what is wrong with an arc of a network of so many nodes, if anything.
func (a *Arc) wrong(nodes int) string {
	switch {
	case a.From < 0 || a.From >= nodes:
		return fmt.Sprintf("from node %d; nodes are numbered 0 to %d", a.From, nodes-1)
	case a.To < 0 || a.To >= nodes:
		return fmt.Sprintf("to node %d; nodes are numbered 0 to %d", a.To, nodes-1)
	case a.Lower > Largest || a.Lower < -Largest:
		return fmt.Sprintf("the lower bound is %d; at most %d either sign", a.Lower, Largest)
	case a.Upper != Infinite && (a.Upper > Largest || a.Upper < -Largest):
		return fmt.Sprintf("the capacity is %d; at most %d either sign, or Infinite", a.Upper, Largest)
	case a.Upper < a.Lower:
		return fmt.Sprintf("the capacity, %d, is below the lower bound, %d", a.Upper, a.Lower)
	case a.Cost > Largest || a.Cost < -Largest:
		return fmt.Sprintf("the cost is %d; at most %d either sign", a.Cost, Largest)
	}
	return ""
}

// check looks at the network as a whole.
func (s *Solver) check() error {
	if n := len(s.net.supply); n > math.MaxInt32/2 || len(s.net.arcs) > math.MaxInt32/2 {
		return &OverflowError{fmt.Sprintf("%d nodes and %d arcs; at most %d of each", n, len(s.net.arcs), math.MaxInt32/2)}
	}
	var supply, demand, moved, capacity wide
	for v, b := range s.net.supply {
		switch {
		case b > Largest || b < -Largest:
			return &InputError{"node", v, fmt.Sprintf("the supply is %d; at most %d either sign", b, Largest)}
		case b > 0:
			supply.add(b)
		default:
			demand.sub(b)
		}
	}
	for i := range s.net.arcs {
		a := &s.net.arcs[i]
		if why := a.wrong(len(s.net.supply)); why != "" {
			return &InputError{"arc", i, why}
		}
		if !s.alive(i) {
			continue
		}
		moved.add(max(a.Lower, -a.Lower))
		if a.Upper != Infinite {
			capacity.add(a.Upper - a.Lower)
		}
	}
	all := supply
	all.minus(wide{lo: uint64(moved.lo), hi: moved.hi}.negated())
	if t, ok := all.int64(); !ok || t > Largest {
		return &OverflowError{fmt.Sprintf("supplies and lower bounds add up to %s; at most %d", all, Largest)}
	}
	if supply != demand {
		b, _ := supply.int64()
		d, ok := demand.int64()
		if !ok {
			return &OverflowError{fmt.Sprintf("demands add up to %s", demand)}
		}
		return &UnbalancedError{b, d}
	}
	all.minus(capacity.negated())
	t, ok := all.int64()
	s.watch = !ok || t > halfway/2
	return nil
}

// dearth is what a stand-in must cost in a part of so many nodes: more than any path, or 0 if prices
// might leave 64 bits.
func dearth(nodes int, costs []link) int64 {
	most, sum := int64(1), uint64(0)
	for i := range costs {
		c := max(costs[i].cost, -costs[i].cost)
		most = max(most, c)
		if sum += uint64(c); sum > math.MaxInt64 {
			sum = math.MaxInt64
		}
	}
	hi, lo := bits.Mul64(uint64(most), uint64(nodes))
	if hi > 0 || lo > sum {
		lo = sum
	}
	if lo >= Largest {
		return 0
	}
	return int64(lo) + 1
}
