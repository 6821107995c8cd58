// Package flow finds minimum-cost flows: exact, in whole numbers, with lower bounds, capacities that
// may be infinite, costs of either sign, and supplies.
//
// A network is cut into parts that do not depend on each other; each is solved by a network simplex of
// its own, on all cores, and the same network gives the same flow however many there are. A [Solver]
// keeps what it found, so that after a change only what the change touches is looked at again. An
// answer carries its proof, the potentials, and [Verify] checks it without trusting how it came about.
package flow

import "math"

// Infinite is the capacity of an arc that has none.
const Infinite = math.MaxInt64

// Largest is the largest finite bound or supply, either sign. Larger ones are refused: sums of them
// would leave 64 bits.
const Largest = 1 << 60

// Arc leads from one node to another. What flows lies between Lower and Upper, and each unit costs Cost.
type Arc struct {
	From, To     int
	Lower, Upper int64
	Cost         int64
}

// Network is what flows from where to where: nodes are numbered from 0 in the order in which they were
// added, and so are arcs. The zero value is an empty network.
type Network struct {
	supply []int64
	arcs   []Arc
}

// NewNetwork returns an empty network with room for so many nodes and arcs.
func NewNetwork(nodes, arcs int) *Network {
	return &Network{supply: make([]int64, 0, nodes), arcs: make([]Arc, 0, arcs)}
}

// AddNode adds a node that supplies so much, or with a negative number demands it, and returns its number.
func (w *Network) AddNode(supply int64) int {
	w.supply = append(w.supply, supply)
	return len(w.supply) - 1
}

// AddArc adds an arc and returns its number. [Solve] says what is wrong with it, if anything.
func (w *Network) AddArc(a Arc) int {
	w.arcs = append(w.arcs, a)
	return len(w.arcs) - 1
}

// Nodes is how many nodes there are.
func (w *Network) Nodes() int { return len(w.supply) }

// Arcs is how many arcs there are.
func (w *Network) Arcs() int { return len(w.arcs) }

// Supply is what a node supplies, negative if it demands.
func (w *Network) Supply(node int) int64 { return w.supply[node] }

// Arc is the arc of that number.
func (w *Network) Arc(arc int) Arc { return w.arcs[arc] }

// Result is a flow of least cost with its proof.
type Result struct {
	Cost      int64
	Flow      []int64 // by arc
	Potential []int64 // by node: what one more unit there would cost, but for a constant
}

// ReducedCost is what one more unit on an arc of the network would cost, everything else adapting to it:
// not negative where more could flow, not positive where less could.
func (r *Result) ReducedCost(a Arc) int64 { return a.Cost + r.Potential[a.From] - r.Potential[a.To] }

// Solve finds a flow of least cost, or says why there is none: see [InputError], [UnbalancedError],
// [InfeasibleError], [UnboundedError], [OverflowError].
func Solve(w *Network) (*Result, error) {
	s := &Solver{net: *w} // nothing of it will change, so no copy
	if err := s.Solve(); err != nil {
		return nil, err
	}
	return s.Result(), nil
}
