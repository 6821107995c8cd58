package flow

import (
	"math/rand/v2"
	"testing"
)

// alter makes one random change to a solver, and the same to a network of which a cold solver knows
// nothing but the result.
func alter(t *testing.T, r *rand.Rand, s *Solver, w *Network) {
	t.Helper()
	n, m := len(w.supply), len(w.arcs)
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	arc := -1
	if m > 0 {
		if arc = r.IntN(m); !s.alive(arc) {
			arc = -1
		}
	}
	bounds := func() (int64, int64) {
		lower, upper := int64(0), r.Int64N(30)
		if r.IntN(5) == 0 {
			lower = r.Int64N(5) - 2
		}
		if r.IntN(6) == 0 {
			upper = Infinite
		}
		return lower, max(lower, upper)
	}
	cost := func() int64 { return r.Int64N(40) - int64(5*r.IntN(2)) }
	newArc := func(u, v int) {
		a := Arc{From: u, To: v, Cost: cost()}
		a.Lower, a.Upper = bounds()
		i, err := s.AddArc(a)
		must(err)
		if j := w.AddArc(a); i != j {
			t.Fatalf("arc %d, want %d", i, j)
		}
	}
	supply := func(v int, b int64) {
		must(s.SetSupply(v, b))
		w.supply[v] = b
	}
	switch k := r.IntN(12); {
	case k < 3 && arc >= 0:
		w.arcs[arc].Cost = cost()
		must(s.SetCost(arc, w.arcs[arc].Cost))
	case k < 5 && arc >= 0:
		a := &w.arcs[arc]
		if r.IntN(2) == 0 {
			if a.Upper == Infinite {
				a.Upper = 7
			}
			a.Upper = max(a.Upper+r.Int64N(5)-2, a.Lower)
		} else {
			a.Lower, a.Upper = bounds()
		}
		must(s.SetBounds(arc, a.Lower, a.Upper))
	case k < 8:
		u, v, x := r.IntN(n), r.IntN(n), r.Int64N(6)
		supply(u, w.supply[u]+x)
		supply(v, w.supply[v]-x)
	case k < 9:
		newArc(r.IntN(n), r.IntN(n))
	case k < 10 && arc >= 0:
		w.arcs[arc].Lower, w.arcs[arc].Upper = 0, 0
		must(s.RemoveArc(arc))
	case k < 11:
		v, err := s.AddNode(0)
		must(err)
		w.AddNode(0)
		for range r.IntN(4) {
			newArc(v, r.IntN(n))
			newArc(r.IntN(n), v)
		}
		u, x := r.IntN(n), r.Int64N(6)-3
		supply(v, x)
		supply(u, w.supply[u]-x)
	case r.IntN(3) == 0:
		v, u := r.IntN(n), r.IntN(n)
		b := w.supply[v]
		must(s.RemoveNode(v))
		w.supply[v] = 0
		for i := range w.arcs {
			if a := &w.arcs[i]; a.From == v || a.To == v {
				a.Lower, a.Upper = 0, 0
			}
		}
		supply(u, w.supply[u]+b)
	}
}

// balanced networks of the matching kind, which fall into parts.
func market(r *rand.Rand) *Network {
	w := &Network{}
	k, n := 1+r.IntN(3), 2+r.IntN(8)
	give, take := int64(0), int64(0)
	for range k * n {
		b := 1 + r.Int64N(9)
		w.AddNode(b)
		give += b
	}
	for range k * n {
		b := 1 + r.Int64N(9)
		w.AddNode(-b)
		take += b
	}
	short, spare := w.AddNode(take), w.AddNode(-give)
	for c := range k {
		for i := range n {
			for range 1 + r.IntN(3) {
				w.AddArc(Arc{c*n + i, k*n + c*n + r.IntN(n), 0, 1 + r.Int64N(9), r.Int64N(50)})
			}
		}
	}
	for i := range k * n {
		w.AddArc(Arc{i, spare, 0, w.supply[i], 0})
		w.AddArc(Arc{short, k*n + i, 0, -w.supply[k*n+i], 100 * (1 + r.Int64N(5))})
	}
	w.AddArc(Arc{short, spare, 0, take + r.Int64N(3), 0})
	return w
}

func TestAfterChangesTheCostIsThatOfAFreshSolve(t *testing.T) {
	everyWay(t, func(t *testing.T) {
		r := rand.New(rand.NewPCG(3, 4))
		again, kept := 0, 0
		for round := range 1500 {
			w := market(r)
			if round%3 == 0 {
				w = random(r)
			}
			s := NewSolver(w)
			w = &Network{supply: append([]int64(nil), w.supply...), arcs: append([]Arc(nil), w.arcs...)}
			for range 1 + r.IntN(20) {
				err := s.Solve()
				agree(t, w, s.Result(), err)
				for range 1 + r.IntN(3) {
					alter(t, r, s, w)
				}
				if s.parts != nil && !s.rebuild {
					kept++
				} else {
					again++
				}
			}
		}
		if kept < again/4 {
			t.Errorf("kept the parts %d times of %d", kept, kept+again)
		}
	})
}
