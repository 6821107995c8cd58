package plan

import (
	"fmt"
	"math/rand/v2"
	"testing"
)

// Where flows decide, what is reached and proven is what the simplex method alone finds: on thousands of small problems and on large ones that hang together.
func TestFlowsAndSimplexAgree(t *testing.T) {
	seed := seeds(t)
	agree := func(name string, p *Problem) (proven int) {
		t.Helper()
		byFlow, err := Solve(p)
		if err != nil {
			return 0
		}
		plain, err := (&Solver{plain: true}).Solve(p)
		if err != nil {
			t.Fatal(err)
		}
		if err := sound(p, byFlow); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		a, b := levelsOf(byFlow.Levels, false), levelsOf(plain.Levels, false)
		aBound, bBound := levelsOf(byFlow.Levels, true), levelsOf(plain.Levels, true)
		for l := range a {
			if a[l].Cmp(bBound[l]) > 0 || b[l].Cmp(aBound[l]) > 0 {
				t.Fatalf("%s, level %d: by flow%s within%s, by simplex%s within%s", name, l, show(a), show(aBound), show(b), show(bBound))
			}
			if byFlow.Levels[l].Proven {
				proven++
			}
			if a[l].Cmp(b[l]) != 0 {
				break // later levels are beside different ones
			}
		}
		return proven
	}
	for i := range rounds(t, 1500) {
		agree(fmt.Sprintf("problem %d of seed %d", i, seed), random(rand.New(rand.NewPCG(seed, uint64(i)))))
	}
	for i := range rounds(t, 3) {
		for _, c := range []struct {
			lines, parts int
			with         sides
		}{{60, 6, noSides}, {150, 1, noSides}, {400, 2, noSides}, {60, 6, fewSides}, {150, 1, fewSides}, {100, 2, allSides}} {
			p := market(seed+uint64(i), c.lines, c.parts, 10, c.with)
			p.Options.Nodes = 5
			name := fmt.Sprintf("%d lines in %d parts with %v, seed %d", c.lines, c.parts, c.with, seed+uint64(i))
			if proven := agree(name, p); proven < 2 && c.with == noSides {
				t.Errorf("%s: without side constraints flows prove the first two levels, and %d levels are proven", name, proven)
			}
		}
	}
}

// A face is exactly what the best plans have in common: every pair that it fixes is the same in all of
// them, and every pair that it leaves free is not.
func TestFaceIsWhatBestPlansHaveInCommon(t *testing.T) {
	seed := seeds(t)
	free, fixed := 0, 0
	for i := range rounds(t, 1500) {
		r := rand.New(rand.NewPCG(seed, uint64(i)))
		p := random(r)
		p.Packages, p.Serving, p.Options.Fair = nil, nil, nil
		for k := range p.Lines {
			p.Lines[k].MinLot, p.Lines[k].Open, p.Lines[k].InTime = ratioOf("0"), p.Lines[k].Need, ratioOf("0")
		}
		for k := range p.Pairs {
			p.Pairs[k].Each, p.Pairs[k].Pinned = ratioOf("1"), 0
		}
		cut := &splitter{p: p, least: make([]int64, len(p.Pairs))}
		cut.pieces()
		a := cut.whole()
		s := search{a: a, m: a.build(Met, score{}, a.lo, a.hi), w: a.network(), level: Met, best: append([]int64(nil), a.lo...), nodes: 100}
		if s.run(); !s.faces() {
			t.Fatalf("problem %d of seed %d: flows do not decide it", i, seed)
		}
		f := s.flow.face(Met)
		seen := make([]map[int64]bool, len(a.pairs))
		for k := range seen {
			seen[k] = make(map[int64]bool)
		}
		everyX(a, func(x []int64) {
			switch v := a.score(x)[Met]; {
			case v > s.score[Met]:
				t.Fatalf("problem %d of seed %d: %v is worth %d, more than the best, %d", i, seed, x, v, s.score[Met])
			case v == s.score[Met]:
				for k := range x {
					seen[k][x[k]] = true
				}
			}
		})
		for k, values := range seen {
			if f.lo[k] == f.hi[k] {
				fixed++
				if len(values) != 1 || !values[f.lo[k]] {
					t.Fatalf("problem %d of seed %d: pair %d is fixed at %d; the best plans have %v", i, seed, k, f.lo[k], values)
				}
				continue
			}
			if free++; len(values) == 1 {
				t.Fatalf("problem %d of seed %d: pair %d is free; the best plans have %v", i, seed, k, values)
			}
		}
	}
	if free == 0 || fixed == 0 {
		t.Fatalf("%d free, %d fixed: nothing to see here", free, fixed)
	}
}

// everyX calls for all quantities that a part allows.
func everyX(a *part, do func(x []int64)) {
	x := make([]int64, len(a.pairs))
	var walk func(k int)
	walk = func(k int) {
		if k == len(x) {
			if a.feasible(x) {
				do(x)
			}
			return
		}
		for x[k] = a.lo[k]; x[k] <= a.hi[k]; x[k]++ {
			walk(k + 1)
		}
		x[k] = 0
	}
	walk(0)
}
