package flow

import (
	"errors"
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"testing"
)

func network(supply []int64, arcs ...Arc) *Network { return &Network{supply: supply, arcs: arcs} }

func TestASmallNetworkIsSolvedAndExplained(t *testing.T) {
	// Two ways from 0 to 2: one dear, one cheap with room for four.
	w := network([]int64{6, 0, -6}, Arc{0, 2, 0, Infinite, 10}, Arc{0, 1, 0, 4, 2}, Arc{1, 2, 0, Infinite, 3})
	r, err := Solve(w)
	if err != nil {
		t.Fatal(err)
	}
	if r.Cost != 40 || !slices.Equal(r.Flow, []int64{2, 4, 4}) {
		t.Errorf("cost %d, flow %v; want 40, [2 4 4]", r.Cost, r.Flow)
	}
	if c := r.ReducedCost(w.Arc(1)); c != -5 {
		t.Errorf("one more unit of the cheap way is worth %d, want -5", c)
	}
}

func TestWhatIsWrongIsSaid(t *testing.T) {
	for _, c := range []struct {
		w    *Network
		want string
	}{
		{network([]int64{1, -2}), "unbalanced: nodes supply 1 and demand 2"},
		{network([]int64{5, 0, -5}, Arc{0, 1, 0, 9, 1}, Arc{1, 2, 0, 4, 1}), "infeasible: nodes 0, 1 together have a supply of 5, at least 0 flows in, and arcs out of them carry at most 4"},
		{network([]int64{5, -5}), "infeasible: node 0 together have a supply of 5"},
		{network([]int64{0, 0}, Arc{0, 1, 0, Infinite, 1}, Arc{1, 0, 0, Infinite, -2}), "unbounded: a round over arcs"},
		{network([]int64{0}, Arc{0, 0, 0, Infinite, -2}), "unbounded: a round over arc 0, of infinite capacity, costs -2"},
		{network([]int64{0}, Arc{0, 3, 0, 1, 1}), "arc 0: to node 3; nodes are numbered 0 to 0"},
		{network([]int64{0}, Arc{-1, 0, 0, 1, 1}), "arc 0: from node -1"},
		{network([]int64{0}, Arc{0, 0, 3, 2, 1}), "arc 0: the capacity, 2, is below the lower bound, 3"},
		{network([]int64{0}, Arc{0, 0, 0, Largest + 1, 1}), "arc 0: the capacity is 1152921504606846977"},
		{network([]int64{0}, Arc{0, 0, -Largest - 1, 1, 1}), "arc 0: the lower bound is"},
		{network([]int64{0}, Arc{0, 0, 0, 1, math.MinInt64}), "arc 0: the cost is -9223372036854775808"},
		{network([]int64{math.MinInt64}), "node 0: the supply is -9223372036854775808"},
		{network([]int64{Largest, Largest, -Largest, -Largest}), "too large for 64 bits: supplies and lower bounds"},
		{network([]int64{Largest, -Largest}, Arc{0, 1, 0, Infinite, 1 << 10}), "costs more than 2^63"},
		{network([]int64{1, 0, -1}, Arc{0, 1, 0, Infinite, Largest}, Arc{1, 2, 0, Infinite, Largest}, Arc{0, 2, 0, 1, Largest}), "too large for 64 bits: costs add up"},
	} {
		_, err := Solve(c.w)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%+v: %v; want %q", c.w, err, c.want)
		}
	}
}

func TestChangesOfWhatIsNotThereAreRefused(t *testing.T) {
	s := NewSolver(network([]int64{0, 0}, Arc{0, 1, 0, 5, 1}))
	if err := s.RemoveArc(0); err != nil {
		t.Fatal(err)
	}
	_, added := s.AddArc(Arc{0, 9, 0, 1, 1})
	for what, err := range map[string]error{
		"arc 7: unknown":         s.SetCost(7, 1),
		"arc 0: it was removed":  s.SetBounds(0, 0, 1),
		"node 2: unknown":        s.SetSupply(2, 1),
		"arc 1: to node 9":       added,
		"node -1: unknown":       s.RemoveNode(-1),
		"node 1: the supply is ": s.SetSupply(1, Largest+1),
	} {
		if input := (*InputError)(nil); !errors.As(err, &input) || !strings.Contains(err.Error(), what) {
			t.Errorf("%v, want %q", err, what)
		}
	}
}

func TestVerifyTellsRightFromWrong(t *testing.T) {
	w := network([]int64{6, 0, -6}, Arc{0, 2, 0, Infinite, 10}, Arc{0, 1, 0, 4, 2}, Arc{1, 2, 0, Infinite, 3})
	for _, c := range []struct {
		flow, potential []int64
		want            string
	}{
		{[]int64{2, 4, 4}, []int64{0, 7, 10}, ""},
		{[]int64{1, 5, 5}, []int64{0, 7, 10}, "arc 1 carries 5, outside 0 to 4"},
		{[]int64{2, 4, 3}, []int64{0, 7, 10}, "node 1 keeps 1"},
		{[]int64{3, 3, 3}, []int64{0, 7, 10}, "not proven best: arc 1"},
		{[]int64{2, 4, 4}, []int64{0, 7, 11}, "not proven best: arc 0"},
		{[]int64{2, 4}, []int64{0, 7, 10}, "2 flows"},
		{[]int64{2, 4, 4}, []int64{math.MaxInt64, 7, math.MinInt64}, "not proven best"},
	} {
		err := Verify(w, c.flow, c.potential)
		if (err == nil) != (c.want == "") || err != nil && !strings.Contains(err.Error(), c.want) {
			t.Errorf("%v %v: %v, want %q", c.flow, c.potential, err, c.want)
		}
	}
}

// large makes a market of several parts, large enough for all that large ones are treated with.
func large(r *rand.Rand, parts, n int) *Network {
	w := &Network{}
	for range parts * n {
		w.AddNode(1 + r.Int64N(100))
	}
	for range parts * n {
		w.AddNode(-1 - r.Int64N(100))
	}
	give, take := int64(0), int64(0)
	for _, b := range w.supply {
		give, take = give+max(b, 0), take-min(b, 0)
	}
	short, spare := w.AddNode(take), w.AddNode(-give)
	for i := range parts * n {
		q := parts*n + i
		for range 20 {
			w.AddArc(Arc{i/n*n + r.IntN(n), q, 0, 1 + r.Int64N(60), r.Int64N(5000)})
		}
		w.AddArc(Arc{i, spare, 0, w.supply[i], 0})
		w.AddArc(Arc{short, q, 0, -w.supply[q], 10000 * (1 + r.Int64N(5))})
	}
	w.AddArc(Arc{short, spare, 0, take, 0})
	return w
}

// What flows may be as large as 32 bits allow, and larger.
func TestCapacitiesAtTheEndOf32BitsAndBeyond(t *testing.T) {
	r := rand.New(rand.NewPCG(13, 14))
	plain := large(r, 2, 500)
	want, err := Solve(plain)
	if err != nil {
		t.Fatal(err)
	}
	narrow := map[bool]bool{}
	for _, by := range []int64{1, 1000, 2000, 2300, 4000, 1 << 30} {
		w := &Network{supply: slices.Clone(plain.supply), arcs: slices.Clone(plain.arcs)}
		for v := range w.supply {
			w.supply[v] *= by
		}
		for i := range w.arcs {
			w.arcs[i].Upper *= by
		}
		s := NewSolver(w)
		if err := s.Solve(); err != nil {
			t.Fatal(err)
		}
		got := s.Result()
		if err := Verify(w, got.Flow, got.Potential); err != nil || got.Cost != by*want.Cost {
			t.Errorf("times %d: cost %d, want %d: %v", by, got.Cost, by*want.Cost, err)
		}
		for _, p := range s.parts {
			narrow[p.fits()] = true
		}
	}
	if len(narrow) != 2 {
		t.Errorf("only ever %v", narrow)
	}
}

func TestTheSameNetworkGivesTheSameFlowOnAnyNumberOfCores(t *testing.T) {
	w := large(rand.New(rand.NewPCG(5, 6)), 5, 500)
	var first *Result
	for _, cores := range []int{1, 2, 8} {
		old := runtime.GOMAXPROCS(cores)
		s := NewSolver(w)
		err := s.Solve()
		runtime.GOMAXPROCS(old)
		if err != nil {
			t.Fatal(err)
		}
		r := s.Result()
		if err := Verify(w, r.Flow, r.Potential); err != nil {
			t.Fatal(err)
		}
		if len(s.parts) != 5 {
			t.Errorf("%d parts, want 5", len(s.parts))
		}
		if first == nil {
			first = r
		}
		if r.Cost != first.Cost || !slices.Equal(r.Flow, first.Flow) || !slices.Equal(r.Potential, first.Potential) {
			t.Errorf("another answer with %d cores", cores)
		}
	}
}

// Prices are what explanations are made of: none may have the cost of a stand-in in it.
func TestPotentialsStayAsLargeAsCostsMakeThem(t *testing.T) {
	w := large(rand.New(rand.NewPCG(7, 8)), 2, 300)
	dead := w.AddNode(0) // nothing leads out of it
	w.AddArc(Arc{0, dead, 0, 5, 3})
	w.AddArc(Arc{1, dead, 0, 5, 4})
	r, err := Solve(w)
	if err != nil {
		t.Fatal(err)
	}
	for v, p := range r.Potential {
		if p-r.Potential[0] > 200_000 || r.Potential[0]-p > 200_000 {
			t.Errorf("node %d has a potential of %d, node 0 %d", v, p, r.Potential[0])
		}
	}
}

func TestALargeNetworkIsFollowedThroughItsChanges(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 10))
	w := large(r, 3, 400)
	s := NewSolver(w)
	w = &Network{supply: slices.Clone(w.supply), arcs: slices.Clone(w.arcs)}
	for round := range 60 {
		if err := s.Solve(); err != nil {
			t.Fatal(err)
		}
		got := s.Result()
		if err := Verify(w, got.Flow, got.Potential); err != nil {
			t.Fatalf("round %d: %v", round, err)
		}
		if s.Cost() != got.Cost {
			t.Fatalf("cost %d and %d", s.Cost(), got.Cost)
		}
		if round%15 == 0 {
			fresh, err := Solve(w)
			if err != nil || fresh.Cost != got.Cost {
				t.Fatalf("round %d: cost %d, a fresh solver says %+v %v", round, got.Cost, fresh, err)
			}
		}
		offer := r.IntN(1200)
		less := w.supply[offer] / 2
		for v, more := range map[int]int64{offer: -less, 2401: less} {
			w.supply[v] += more
			if err := s.SetSupply(v, w.supply[v]); err != nil {
				t.Fatal(err)
			}
		}
		i := r.IntN(len(w.arcs) - 1)
		w.arcs[i].Cost = r.Int64N(8000)
		if err := s.SetCost(i, w.arcs[i].Cost); err != nil {
			t.Fatal(err)
		}
		if i = r.IntN(len(w.arcs) - 1); w.arcs[i].Cost < 8000 {
			w.arcs[i].Upper /= 2
			if err := s.SetBounds(i, 0, w.arcs[i].Upper); err != nil {
				t.Fatal(err)
			}
		}
		if s.rebuild {
			t.Fatalf("round %d: the parts would be made anew", round)
		}
	}
}

// A requirement that is new, with what could meet it, belongs to the part of those offers.
func TestANewNodeIsTakenIntoAPart(t *testing.T) {
	w := large(rand.New(rand.NewPCG(11, 12)), 3, 400)
	s := NewSolver(w)
	if err := s.Solve(); err != nil {
		t.Fatal(err)
	}
	before := s.Cost()
	v, err := s.AddNode(-50)
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	must(err)
	add := func(a Arc) {
		_, err := s.AddArc(a)
		must(err)
	}
	add(Arc{2400, v, 0, 50, 30000})
	must(s.SetSupply(2400, w.supply[2400]+50))
	must(s.SetBounds(len(w.arcs)-1, 0, w.supply[2400]+50))
	for o := range 10 {
		add(Arc{400 + o, v, 0, 40, 100})
	}
	parts := s.parts
	must(s.Solve())
	if &parts[0] != &s.parts[0] {
		t.Error("the parts were made anew")
	}
	r := s.Result()
	must(Verify(&s.net, r.Flow, r.Potential))
	fresh, err := Solve(&s.net)
	must(err)
	if fresh.Cost != r.Cost || r.Cost == before {
		t.Errorf("cost %d, fresh %d, before %d", r.Cost, fresh.Cost, before)
	}
}
