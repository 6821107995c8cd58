package flow

import (
	"errors"
	"math"
	"math/rand/v2"
	"testing"
)

// reference solves a network by successive shortest paths, found by Bellman and Ford's algorithm: slow,
// short, and nothing like the solver. It says "infeasible" or "unbounded" where that is so.
func reference(w *Network) (cost int64, what string) {
	type edge struct {
		to, twin   int
		room, cost int64
	}
	n := len(w.supply)
	edges := make([][]edge, n)
	left := append([]int64(nil), w.supply...)
	add := func(u, v int, room, cost int64) {
		edges[u] = append(edges[u], edge{v, len(edges[v]), room, cost})
		k := len(edges[u]) - 1
		if u == v {
			edges[u][k].twin++
		}
		edges[v] = append(edges[v], edge{u, k, 0, -cost})
	}
	// A round over arcs without capacity that costs less than nothing.
	far := make([]int64, n)
	for round := 0; ; round++ {
		shorter := false
		for _, a := range w.arcs {
			if a.Upper == Infinite && far[a.From]+a.Cost < far[a.To] {
				far[a.To], shorter = far[a.From]+a.Cost, true
			}
		}
		if !shorter {
			break
		}
		if round > n {
			return 0, "unbounded"
		}
	}
	plenty := int64(1)
	for _, b := range left {
		plenty += max(b, -b)
	}
	for _, a := range w.arcs {
		plenty += max(a.Lower, -a.Lower)
		if a.Upper != Infinite {
			plenty += max(a.Upper, -a.Upper)
		}
	}
	for _, a := range w.arcs {
		cost += a.Lower * a.Cost
		left[a.From] -= a.Lower
		left[a.To] += a.Lower
		room := a.Upper - a.Lower
		if a.Upper == Infinite {
			room = plenty
		}
		if a.Cost < 0 {
			cost += room * a.Cost
			left[a.From] -= room
			left[a.To] += room
			add(a.To, a.From, room, -a.Cost)
		} else {
			add(a.From, a.To, room, a.Cost)
		}
	}
	for {
		s := -1
		for v, b := range left {
			if b > 0 {
				s = v
			}
		}
		if s < 0 {
			return cost, ""
		}
		dist, from, by := make([]int64, n), make([]int, n), make([]int, n)
		for v := range dist {
			dist[v] = math.MaxInt64 / 4
		}
		dist[s] = 0
		for again := true; again; {
			again = false
			for u := range edges {
				for k, e := range edges[u] {
					if e.room > 0 && dist[u] < math.MaxInt64/4 && dist[u]+e.cost < dist[e.to] {
						dist[e.to], from[e.to], by[e.to], again = dist[u]+e.cost, u, k, true
					}
				}
			}
		}
		t := -1
		for v, b := range left {
			if b < 0 && dist[v] < math.MaxInt64/4 && (t < 0 || dist[v] < dist[t]) {
				t = v
			}
		}
		if t < 0 {
			return 0, "infeasible"
		}
		x := min(left[s], -left[t])
		for v := t; v != s; v = from[v] {
			x = min(x, edges[from[v]][by[v]].room)
		}
		for v := t; v != s; v = from[v] {
			e := &edges[from[v]][by[v]]
			e.room -= x
			edges[v][e.twin].room += x
			cost += x * e.cost
		}
		left[s] -= x
		left[t] += x
	}
}

// random makes a small network of some shape. Most have a flow.
func random(r *rand.Rand) *Network {
	w := &Network{}
	n := 1 + r.IntN(9)
	for range n {
		w.AddNode(0)
	}
	size := []int64{1, 3, 10, 1000}[r.IntN(4)]
	costs := []int64{1, 3, 20, 100000}[r.IntN(4)]
	small := func(k int64) int64 { return r.Int64N(k + 1) }
	m := r.IntN(4 * n)
	hub, sink := r.IntN(n), r.IntN(n)
	shape := r.IntN(4)
	for range m {
		a := Arc{From: r.IntN(n), To: r.IntN(n), Upper: small(size), Cost: small(costs)}
		switch shape {
		case 1: // two hubs
			if r.IntN(2) == 0 {
				a.From = hub
			} else {
				a.To = sink
			}
		case 2: // in parts
			a.To = min(n-1, a.From/3*3+r.IntN(3))
			if r.IntN(4) == 0 {
				a.To = hub
			}
		}
		if r.IntN(4) == 0 {
			a.Upper = Infinite
		}
		if r.IntN(5) == 0 {
			a.Cost = -a.Cost
		}
		if r.IntN(4) == 0 {
			a.Lower = small(size) - size/2
			a.Upper = max(a.Upper, a.Lower)
		}
		w.AddArc(a)
	}
	// Supplies that some flow meets, or nearly.
	for _, a := range w.arcs {
		x := a.Lower
		if a.Upper == Infinite {
			x += small(size)
		} else {
			x += small(a.Upper - a.Lower)
		}
		w.supply[a.From] += x
		w.supply[a.To] -= x
	}
	if shape == 1 && hub != sink {
		w.AddArc(Arc{hub, sink, 0, 100 * size * int64(m+1), small(costs)})
		w.supply[hub] += 10 * size
		w.supply[sink] -= 10 * size
	}
	if r.IntN(6) == 0 {
		u, v, x := r.IntN(n), r.IntN(n), small(size)
		w.supply[u] += x
		w.supply[v] -= x
	}
	return w
}

// agree compares what the solver says with the reference.
func agree(t *testing.T, w *Network, got *Result, err error) {
	t.Helper()
	cost, what := reference(w)
	var infeasible *InfeasibleError
	var unbounded *UnboundedError
	switch {
	case errors.As(err, &infeasible):
		if what == "" {
			t.Fatalf("%v; want a flow of cost %d in %+v", err, cost, w)
		}
		proveInfeasible(t, w, infeasible)
	case errors.As(err, &unbounded):
		if what != "unbounded" {
			t.Fatalf("%v; want %q %d in %+v", err, what, cost, w)
		}
		proveUnbounded(t, w, unbounded)
	case err != nil:
		t.Fatalf("%v of %+v", err, w)
	case what != "":
		t.Fatalf("a flow of cost %d; want %s of %+v", got.Cost, what, w)
	case got.Cost != cost:
		t.Fatalf("cost %d, want %d of %+v", got.Cost, cost, w)
	default:
		if err := Verify(w, got.Flow, got.Potential); err != nil {
			t.Fatalf("%v in %+v", err, w)
		}
		if c, ok := CostOf(w, got.Flow); !ok || c != cost {
			t.Fatalf("the flow costs %d, said %d", c, cost)
		}
	}
}

func proveInfeasible(t *testing.T, w *Network, e *InfeasibleError) {
	t.Helper()
	inside := map[int]bool{}
	var supply, in, out int64
	for _, v := range e.Nodes {
		inside[v] = true
		supply += w.supply[v]
	}
	for i, a := range w.arcs {
		if inside[a.From] && !inside[a.To] {
			if a.Upper == Infinite {
				t.Fatalf("arc %d leaves %v without a capacity in %+v", i, e.Nodes, w)
			}
			out += a.Upper
		}
		if !inside[a.From] && inside[a.To] {
			in += a.Lower
		}
	}
	if supply != e.Supply || in != e.In || out != e.Out || supply+in <= out {
		t.Fatalf("%v (%v): supply %d, in %d, out %d in %+v", e, e.Nodes, supply, in, out, w)
	}
}

func proveUnbounded(t *testing.T, w *Network, e *UnboundedError) {
	t.Helper()
	cost := int64(0)
	for k, i := range e.Arcs {
		a, next := w.arcs[i], w.arcs[e.Arcs[(k+1)%len(e.Arcs)]]
		if cost += a.Cost; a.Upper != Infinite || a.To != next.From {
			t.Fatalf("%v: no cycle without capacities in %+v", e, w)
		}
	}
	if cost != e.Cost || cost >= 0 {
		t.Fatalf("%v: a round costs %d in %+v", e, cost, w)
	}
}

// everyWay runs a test with small networks treated as small and as large.
func everyWay(t *testing.T, f func(t *testing.T)) {
	oldScaled, oldFitting := scaled, fitting
	defer func() { scaled, fitting = oldScaled, oldFitting }()
	for _, c := range []struct {
		name         string
		from, within int
	}{{"from stubs", scaled, math.MaxInt32 / 2}, {"from scaling", 0, math.MaxInt32 / 2}, {"from scaling in 64 bits", 0, 0}} {
		scaled, fitting = c.from, int64(c.within)
		t.Run(c.name, f)
	}
}

func TestRandomNetworksAgreeWithTheReference(t *testing.T) {
	everyWay(t, func(t *testing.T) {
		r := rand.New(rand.NewPCG(1, 2))
		for range 20000 {
			w := random(r)
			got, err := Solve(w)
			agree(t, w, got, err)
		}
	})
}
