package flow

import (
	"bufio"
	"fmt"
	"os"
	"testing"
	"time"
)

func load(t *testing.T, name string) *Network {
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	w := NewNetwork(0, 0)
	sc := bufio.NewScanner(f)
	for sc.Scan() {
		l := sc.Text()
		var a, b, lo, up, c int64
		switch {
		case l == "":
		case l[0] == 'p':
			var n int
			fmt.Sscanf(l, "p min %d", &n)
			for range n {
				w.AddNode(0)
			}
		case l[0] == 'n':
			fmt.Sscanf(l, "n %d %d", &a, &b)
			w.supply[a-1] = b
		case l[0] == 'a':
			fmt.Sscanf(l, "a %d %d %d %d %d", &a, &b, &lo, &up, &c)
			w.AddArc(Arc{int(a - 1), int(b - 1), lo, up, c})
		}
	}
	return w
}

func TestTry(t *testing.T) {
	for _, name := range []string{"/work/shared/data/min-cost-flow/Network1.dmx", "/work/shared/data/min-cost-flow/Network2.dmx", "/work/shared/data/min-cost-flow/Network3.dmx", "/tmp/fl/m1000.min", "/tmp/fl/m10000.min", "/tmp/fl/p100/p00.min", "/tmp/fl/p100/p01.min", "/tmp/fl/p100/p02.min"} {
		w := load(t, name)
		began := time.Now()
		s := NewSolver(w)
		if err := s.Solve(); err != nil {
			t.Fatal(name, err)
		}
		took := time.Since(began)
		r := s.Result()
		if err := Verify(w, r.Flow, r.Potential); err != nil {
			t.Error(name, err)
		}
		pivots := 0
		for _, p := range s.parts {
			pivots += p.pivots
		}
		t.Log(name, r.Cost, took, len(s.parts), "parts", pivots, "pivots")
	}
}
