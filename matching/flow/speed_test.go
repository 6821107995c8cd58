package flow

import (
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
		best := 1e9
		for range 6 {
			b := cpu()
			s := NewSolver(w)
			if err := s.Solve(); err != nil {
				t.Fatal(name, err)
			}
			took := cpu() - b
			best = min(best, took)
			pivots := 0
			for _, p := range s.parts {
				pivots += p.pivots
			}
			t.Logf("%s %.3f s %d pivots %.1f µs each", name, best, pivots, took/float64(pivots)*1e6)
		}
	}
}
