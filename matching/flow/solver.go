package flow

import (
	"fmt"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
)

// Where an arc lies that lies in no part.
const (
	nowhere = -1 // both ends are one node, or it is gone
	isFreed = -2 // between two nodes that became one, see split.go
)

// Solver finds minimum-cost flows of a network that changes. It keeps its basis: after a change,
// [Solver.Solve] goes on from what it found last. It is not safe for use by several goroutines.
type Solver struct {
	net    Network
	gone   []bool // by arc; shorter where the last ones are there
	sums   sums
	watch  bool
	hubs   map[int32]*hubSum // by node: those with many arcs
	joined []int32           // arcs at nodes that became one with others
	loops  []int32           // arcs in no part, since both ends are one node

	stands []int32
	offset []int64
	freed  []int32
	parts  []*piece
	home   []int32 // by node: the part that it lies in and is not the top of
	nodeAt []int32 // by node: where in that
	arcIn  []int32 // by arc: the part, or nowhere or isFreed; see index
	arcAt  []int32 // by arc: where in that

	tops  []bool // by node: whether parts hang from it
	fixed wide   // what the flow costs besides what the parts say

	// What changed since the parts were solved.
	added   []int32    // arcs in no part yet
	later   []addition // of supplies
	redear  []int32    // parts whose costs have grown
	recheck bool       // whether an arc between nodes that became one may no longer be without bounds
	rebuild bool       // whether the network falls into other parts

	checked, solved bool
	flow            []int64 // of parts that were just made, until the result takes it
	result          *Result
}

// piece is a part with its place among the others.
type piece struct {
	part
	top   int32 // the node by which it hangs from the others
	topAt int32
	cost  wide
	stale bool    // changed since it was solved
	even  []int64 // its prices for the result, see calm
}

// NewSolver returns a solver for a copy of a network.
func NewSolver(w *Network) *Solver {
	return &Solver{net: Network{supply: slices.Clone(w.supply), arcs: slices.Clone(w.arcs)}}
}

// Network is a copy of the network as it is now. Arcs that were removed are in it without any capacity.
func (s *Solver) Network() *Network {
	return &Network{supply: slices.Clone(s.net.supply), arcs: slices.Clone(s.net.arcs)}
}

func (s *Solver) alive(i int) bool { return i >= len(s.gone) || !s.gone[i] }

// Solve finds a flow of least cost, or says why there is none, as the function [Solve] does. What changed
// since the last call is all that it looks at, where that is enough.
func (s *Solver) Solve() error {
	if s.solved {
		return nil
	}
	cold := s.parts == nil
	var g *plan
	var err error
	if cold {
		if g, err = s.survey(); err != nil {
			return err
		}
		defer g.done()
	}
	if err := s.balanced(); err != nil {
		return err
	}
	if s.flow = nil; cold {
		s.flow = make([]int64, len(s.net.arcs))
		err = s.build(g, func(p *piece) error {
			err := p.settle(true)
			if err == nil {
				p.read(s.flow) // while it is at hand
			}
			return err
		})
	} else if err = s.resume(); err == nil {
		err = s.settle()
	}
	if err == nil {
		if _, ok := s.total(); !ok {
			err = &OverflowError{"the flow of least cost costs more than 2^63"}
		}
	}
	if err != nil {
		err = s.explain(err)
		if _, ok := err.(*InfeasibleError); !ok {
			s.parts = nil
		}
		return err
	}
	s.solved = true
	return nil
}

// settle solves a part that is new or changed.
func (p *piece) settle(cold bool) error {
	if !p.stale {
		return nil
	}
	if cold || p.watch || !p.repair() {
		if err := p.start(); err != nil {
			return err
		}
	} else if err := p.mend(); err != nil {
		return err
	}
	if err := p.solve(); err != nil {
		return err
	}
	return p.settled()
}

// settle solves what changed on all cores; of several errors it returns the first part's.
func (s *Solver) settle() error {
	size := func(k int) int {
		if p := s.parts[k]; p.stale {
			return len(p.arcs)
		}
		return 0
	}
	return abreast(len(s.parts), size, func(k int) error { return s.parts[k].settle(false) })
}

// alone is how many arcs beside the largest part another core has to be worth waking for.
const alone = 500

// abreast does so many things on all cores, the largest first; of several errors it returns the first one's.
func abreast(n int, size func(int) int, do func(int) error) error {
	order, total, most := make([]int, n), 0, 0
	for i := range order {
		order[i] = i
		total, most = total+size(i), max(most, size(i))
	}
	if total-most <= alone {
		var first error
		for i := range n {
			if err := do(i); err != nil && first == nil {
				first = err
			}
		}
		return first
	}
	slices.SortStableFunc(order, func(a, b int) int { return size(b) - size(a) })
	errs := make([]error, n)
	var next atomic.Int64
	work := func() {
		for {
			k := int(next.Add(1)) - 1
			if k >= n {
				return
			}
			errs[order[k]] = do(order[k])
		}
	}
	var workers sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), n) - 1 {
		workers.Go(work)
	}
	work()
	workers.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// isFreed says whether an arc is one of those between nodes that became one.
func (s *Solver) isFreed(i int32) bool {
	_, yes := slices.BinarySearch(s.freed, i)
	return yes
}

// index notes where each arc lies, which only changes ask.
func (s *Solver) index() {
	if s.arcIn != nil {
		return
	}
	s.arcIn, s.arcAt = make([]int32, len(s.net.arcs)), make([]int32, len(s.net.arcs))
	for i := range s.arcIn {
		s.arcIn[i] = nowhere
	}
	for _, i := range s.freed {
		s.arcIn[i] = isFreed
	}
	for k, p := range s.parts {
		for e, i := range p.arcID {
			s.arcIn[i], s.arcAt[i] = int32(k), int32(e)
		}
	}
}

func (a *Arc) room() int64 {
	if a.Upper == Infinite {
		return unlimited
	}
	return a.Upper - a.Lower
}

// loopCost is an arc's cost seen from the nodes that its ends became one with.
func (s *Solver) loopCost(a *Arc) int64 {
	return a.Cost + s.offset[a.From] - s.offset[a.To]
}

// settled says whether the part carries nothing on stand-ins, and what the flow costs above the lower
// bounds.
func (p *piece) settled() error {
	p.cost = wide{}
	short := int32(-1) // of the nodes that stand-ins lead away from the cheapest: none of them leads to what it can reach
	for e := range p.arcs {
		if p.turned[e] {
			p.cost.addProduct(p.room[e], -p.arcs[e].cost)
		}
	}
	for v := 1; v < len(p.twigs); v++ {
		w := &p.twigs[v]
		l, x := p.linkOf(w.arc), w.down
		if l.from != int32(v) {
			x = w.up
		}
		if w.arc < 0 {
			if x != 0 && (short < 0 || p.spots[l.from].price < p.spots[short].price) {
				short = l.from
			}
			continue
		}
		p.cost.addProduct(x, l.cost)
	}
	if short >= 0 {
		return &cutError{&p.part, p.reach(short)}
	}
	p.stale = false
	return nil
}

func (s *Solver) loopError(i int) error {
	a := &s.net.arcs[i]
	e := &UnboundedError{Arcs: []int{i}, Cost: a.Cost}
	if a.From == a.To {
		return e
	}
	for _, f := range s.freed {
		b := &s.net.arcs[f]
		if b.From == a.To && b.To == a.From {
			return &UnboundedError{Arcs: []int{i, int(f)}, Cost: a.Cost + b.Cost}
		}
	}
	return fmt.Errorf("flow: arc %d lies between two nodes that are not one", i)
}
