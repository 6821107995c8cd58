package flow

import (
	"math/rand/v2"
	"os"
	"strings"
	"syscall"
	"testing"
)

func cpu() float64 {
	var r syscall.Rusage
	syscall.Getrusage(0, &r)
	return float64(r.Utime.Sec) + float64(r.Utime.Usec)/1e6
}

func TestSpeed(t *testing.T) {
	for _, name := range strings.Fields(os.Getenv("FILES")) {
		w := load(t, name)
		best, cut, one := 1e9, 1e9, 1e9
		var s *Solver
		for range 4 {
			b := cpu()
			s = NewSolver(w)
			s.check()
			s.balanced()
			s.build()
			cut = min(cut, cpu()-b)
			b = cpu()
			s = NewSolver(w)
			if err := s.Solve(); err != nil {
				t.Fatal(name, err)
			}
			best = min(best, cpu()-b)
		}
		r := rand.New(rand.NewPCG(1, 1))
		b := cpu()
		worst := 0.0
		const rounds = 100
		for range rounds {
			i := r.IntN(w.Arcs())
			a := s.net.arcs[i]
			c := cpu()
			kind := r.IntN(3)
			before := s.pivots()
			switch kind {
			case 0:
				s.SetCost(i, a.Cost/2)
			case 1:
				s.SetBounds(i, 0, a.Upper/2)
			case 2:
				if a.From < 100000 && w.supply[a.From] > 0 {
					old := s.net.supply[a.From]
					d := old / 2
					s.SetSupply(a.From, d)
					s.SetSupply(w.Nodes()-1, s.net.supply[w.Nodes()-1]+old-d)
				}
			}
			if err := s.Solve(); err != nil {
				t.Fatal(err)
			}
			worst = max(worst, cpu()-c)
			if os.Getenv("V") != "" {
				t.Logf("kind %d arc %+v %.2f ms %d pivots", kind, a, (cpu()-c)*1e3, s.pivots()-before)
			}
		}
		one = (cpu() - b) / rounds
		pivots := 0
		for _, p := range s.parts {
			pivots += p.pivots
		}
		t.Logf("%s %.3f s, of it cutting %.3f, pivots %d; a change %.3f ms, %.2f%%, worst %.3f", name, best, cut, pivots, one*1e3, one/best*100, worst*1e3)
	}
}

func (s *Solver) pivots() (n int) {
	for _, p := range s.parts {
		n += p.pivots
	}
	return n
}
