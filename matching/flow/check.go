package flow

import (
	"fmt"
	"math"
	"math/bits"
)

// fine is whether nothing is wrong with an arc, quickly.
func (a *Arc) fine(nodes int) bool {
	return uint(a.From) < uint(nodes) && uint(a.To) < uint(nodes) && a.Lower >= -Largest && a.Lower <= a.Upper && a.Lower <= Largest &&
		(a.Upper <= Largest || a.Upper == Infinite) && a.Cost >= -Largest && a.Cost <= Largest
}

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

// mostNodes is how many nodes and how many arcs there may be.
const mostNodes = math.MaxInt32 / 2

// sums are what a network has of everything.
type sums struct {
	give, take, moved, capacity wide // supplies, demands, lower bounds either sign, finite capacities
}

func (t *sums) supply(b, sign int64) {
	if b > 0 {
		t.give.add(sign * b)
	} else {
		t.take.sub(sign * b)
	}
}

func (t *sums) arc(a *Arc, sign int64) {
	t.moved.add(sign * max(a.Lower, -a.Lower))
	if a.Upper != Infinite {
		t.capacity.add(sign * (a.Upper - a.Lower))
	}
}

// check looks at every node.
func (s *Solver) check() error {
	s.sums = sums{}
	if n, m := len(s.net.supply), len(s.net.arcs); n > mostNodes || m > mostNodes {
		return &OverflowError{fmt.Sprintf("%d nodes and %d arcs; at most %d of each", n, m, mostNodes)}
	}
	for v, b := range s.net.supply {
		if b > Largest || b < -Largest {
			return &InputError{"node", v, fmt.Sprintf("the supply is %d; at most %d either sign", b, Largest)}
		}
		s.sums.supply(b, 1)
	}
	return nil
}

// balanced looks at the sums.
func (s *Solver) balanced() error {
	t := &s.sums
	all := t.give
	all.plus(t.moved.lo, t.moved.hi)
	if x, ok := all.int64(); !ok || x > Largest {
		return &OverflowError{fmt.Sprintf("supplies and lower bounds add up to %s; at most %d", all, Largest)}
	}
	if t.give != t.take {
		give, _ := t.give.int64()
		take, ok := t.take.int64()
		if !ok {
			return &OverflowError{"demands add up to " + t.take.String()}
		}
		return &UnbalancedError{give, take}
	}
	all.plus(t.capacity.lo, t.capacity.hi)
	x, ok := all.int64()
	s.watch = !ok || x > halfway/2
	return nil
}

// setDear sets what a stand-in must cost, given the largest cost of an arc, either sign: more than any path,
// with room for more nodes; 0 if prices might leave 64 bits.
func (p *part) setDear(most int64) {
	p.sized, p.most = 2*len(p.nodeID)+64, most
	hi, lo := bits.Mul64(uint64(most), uint64(p.sized))
	if hi > 0 || lo >= Largest {
		lo, p.most = 0, 0
		for i := range p.arcs {
			c := p.arcs[i].cost
			lo = min(lo+uint64(max(c, -c)), math.MaxInt64)
		}
	}
	if p.dear = 0; lo < Largest {
		p.dear = int64(lo) + 1
	}
}

// dearest is the largest cost of an arc, either sign.
func (p *part) dearest() int64 {
	most := int64(1)
	for i := range p.arcs {
		most = max(most, p.arcs[i].cost, -p.arcs[i].cost)
	}
	return most
}
