package flow

import (
	"math/rand/v2"
	"testing"
)

// FuzzChanges makes a network of a seed and changes it as the bytes say; after each solve the answer is
// compared with the reference.
func FuzzChanges(f *testing.F) {
	f.Add(uint64(1), uint64(2), byte(3), true)
	f.Add(uint64(9), uint64(4), byte(20), false)
	f.Fuzz(func(t *testing.T, a, b uint64, changes byte, isMarket bool) {
		r := rand.New(rand.NewPCG(a, b))
		w := random(r)
		if isMarket {
			w = market(r)
		}
		s := NewSolver(w)
		w = network(append([]int64(nil), w.supply...), append([]Arc(nil), w.arcs...)...)
		for range changes%32 + 1 {
			err := s.Solve()
			agree(t, w, s.Result(), err)
			alter(t, r, s, w)
		}
	})
}
