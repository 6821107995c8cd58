package plan

import (
	"fmt"
	"maps"
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"

	"muster"
	"muster/item"
)

// byID is a plan by the ids of its pairs, and what it says of itself.
func byID(p *Problem, plan *Plan) string {
	take := map[string]int64{}
	for i, x := range plan.Take {
		if x > 0 {
			take[p.Lines[p.Pairs[i].Line].ID+" "+p.Stocks[p.Pairs[i].Stock].ID] = x
		}
	}
	s := ""
	for _, k := range slices.Sorted(maps.Keys(take)) {
		s += fmt.Sprintf("%s: %d\n", k, take[k])
	}
	for _, v := range plan.Levels {
		s += fmt.Sprintf("%d %s %s %v\n", v.Level, v.Reach, v.Bound, v.Proven)
	}
	return s
}

// together puts problems beside each other, under names of their own, so that there are several parts.
func together(r *rand.Rand, n int) *Problem {
	all := &Problem{}
	for k := range n {
		p := random(r)
		l, s := len(all.Lines), len(all.Stocks)
		for _, x := range p.Lines {
			x.ID = fmt.Sprintf("%d-%s", k, x.ID)
			x.Requester = muster.PartyID(fmt.Sprintf("%d%s", k, x.Requester))
			all.Lines = append(all.Lines, x)
		}
		for _, x := range p.Stocks {
			x.ID = fmt.Sprintf("%d-%s", k, x.ID)
			all.Stocks = append(all.Stocks, x)
		}
		for _, x := range p.Pairs {
			x.Line += l
			x.Stock += s
			x.Pinned = 0
			all.Pairs = append(all.Pairs, x)
		}
		for _, x := range p.Packages {
			x.ID = fmt.Sprintf("%d-%s", k, x.ID)
			for i := range x.Members {
				if x.Members[i].Line != NoLine {
					x.Members[i].Line += l
				}
			}
			all.Packages = append(all.Packages, x)
		}
		all.Options = p.Options
	}
	all.Options.Nodes = 40 // too few for some, so that plans that are not proven are compared as well
	return all
}

// shuffled is the same problem in another order.
func shuffled(r *rand.Rand, p *Problem) *Problem {
	q := &Problem{Options: p.Options, Serving: slices.Clone(p.Serving)}
	lines, stocks := r.Perm(len(p.Lines)), r.Perm(len(p.Stocks))
	lineAt, stockAt := ranks(lines), ranks(stocks)
	for _, i := range lines {
		q.Lines = append(q.Lines, p.Lines[i])
	}
	for _, i := range stocks {
		q.Stocks = append(q.Stocks, p.Stocks[i])
	}
	for _, i := range r.Perm(len(p.Pairs)) {
		x := p.Pairs[i]
		x.Line, x.Stock = lineAt[x.Line], stockAt[x.Stock]
		q.Pairs = append(q.Pairs, x)
	}
	for _, i := range r.Perm(len(p.Packages)) {
		k := p.Packages[i]
		k.Members = slices.Clone(k.Members)
		for j := range k.Members {
			if k.Members[j].Line != NoLine {
				k.Members[j].Line = lineAt[k.Members[j].Line]
			}
		}
		q.Packages = append(q.Packages, k)
	}
	r.Shuffle(len(q.Serving), func(i, j int) { q.Serving[i], q.Serving[j] = q.Serving[j], q.Serving[i] })
	return q
}

func TestOrderOfWhatIsSaidDoesNotMatter(t *testing.T) {
	seed := seeds(t)
	for i := range rounds(t, 200) {
		r := rand.New(rand.NewPCG(seed, uint64(i)))
		p := together(r, 1+r.IntN(4))
		if i%2 == 0 { // many plans are as good as each other
			for k := range p.Lines {
				p.Lines[k].Need, p.Lines[k].Open, p.Lines[k].InTime = ratioOf("2"), ratioOf("2"), item.Ratio{}
				p.Lines[k].Weight, p.Lines[k].NeededBy = 1, 200
			}
			for k := range p.Pairs {
				p.Pairs[k].Each, p.Pairs[k].Effort = item.One, 1
			}
		}
		plan, err := Solve(p)
		if err != nil {
			t.Fatal(err)
		}
		q := shuffled(r, p)
		again, err := Solve(q)
		if err != nil {
			t.Fatal(err)
		}
		if a, b := byID(p, plan), byID(q, again); a != b {
			t.Fatalf("problem %d of seed %d: in this order\n%s\nin another\n%s", i, seed, a, b)
		}
	}
}

// changeOne changes something about a problem.
func changeOne(r *rand.Rand, p *Problem) {
	switch r.IntN(9) {
	case 0:
		p.Stocks[r.IntN(len(p.Stocks))].Free = int64(r.IntN(4))
	case 1:
		p.Lines[r.IntN(len(p.Lines))].Weight = int64(r.IntN(4))
	case 2:
		if n := len(p.Pairs); n > 0 {
			p.Pairs[r.IntN(n)].Arrives += muster.Day(r.IntN(30) - 15)
		}
	case 3:
		if n := len(p.Pairs); n > 1 {
			i := r.IntN(n)
			p.Pairs = slices.Delete(p.Pairs, i, i+1)
		}
	case 4:
		if n := len(p.Pairs); n > 0 {
			p.Pairs[r.IntN(n)].Each = ratioOf([]string{"1", "2/3", "3/2"}[r.IntN(3)])
		}
	case 5:
		l := &p.Lines[r.IntN(len(p.Lines))]
		p.Serving = append(p.Serving, Type{l.Requester, item.ID(fmt.Sprintf("i%d", r.IntN(3)))})
	case 6:
		p.Stocks[r.IntN(len(p.Stocks))].Donor = muster.PartyID(fmt.Sprintf("d%d", r.IntN(3)))
	case 8:
		if n := len(p.Packages); n > 0 {
			k := &p.Packages[r.IntN(n)]
			first := muster.Day(80 + r.IntN(50))
			k.Members = slices.Clone(k.Members)
			k.Members[r.IntN(len(k.Members))].Days = &Window{first, first + muster.Day(r.IntN(30))}
		}
	case 7: // something that ties two parts together
		l, s := r.IntN(len(p.Lines)), r.IntN(len(p.Stocks))
		if !slices.ContainsFunc(p.Pairs, func(q Pair) bool { return q.Line == l && q.Stock == s }) {
			p.Pairs = append(p.Pairs, Pair{Line: l, Stock: s, Each: item.One, Arrives: 100, Effort: 2})
		}
	}
}

func TestPlanAfterChangesIsThatOfANewSolver(t *testing.T) {
	seed := seeds(t)
	for i := range rounds(t, 40) {
		r := rand.New(rand.NewPCG(seed, uint64(i)))
		p := together(r, 1+r.IntN(5))
		var s Solver
		for step := range 12 {
			got, err := s.Solve(p)
			if err != nil {
				t.Fatal(err)
			}
			want, err := Solve(p)
			if err != nil {
				t.Fatal(err)
			}
			if a, b := byID(p, got), byID(p, want); a != b {
				t.Fatalf("problem %d of seed %d, change %d: after changes\n%s\nanew\n%s", i, seed, step, a, b)
			}
			if err := sound(p, got); err != nil {
				t.Fatalf("problem %d of seed %d, change %d: %v", i, seed, step, err)
			}
			changeOne(r, p)
		}
	}
}

// With hardly any nodes a plan is still allowed, and its bounds are still bounds.
func TestBoundsHoldWhereLittleIsSearched(t *testing.T) {
	seed := seeds(t)
	unproven := 0
	for i := range rounds(t, 1500) {
		p := random(rand.New(rand.NewPCG(seed, uint64(i))))
		p.Options.Nodes = 1
		plan, err := Solve(p)
		if err != nil {
			continue
		}
		if err := sound(p, plan); err != nil {
			t.Fatalf("problem %d of seed %d: %v", i, seed, err)
		}
		if err := boundsHold(p, plan); err != nil {
			t.Fatalf("problem %d of seed %d: %v\n%+v", i, seed, err, p)
		}
		for _, v := range plan.Levels {
			if !v.Proven {
				unproven++
			}
		}
	}
	if unproven == 0 {
		t.Fatal("every plan was proven; there was nothing to see here")
	}
}

func FuzzPlan(f *testing.F) {
	f.Add(uint64(1), uint64(2), uint16(100))
	f.Add(uint64(7), uint64(9), uint16(0))
	f.Fuzz(func(t *testing.T, a, b uint64, nodes uint16) {
		p := random(rand.New(rand.NewPCG(a, b)))
		plan, err := Solve(p)
		if err := againstBrute(p, plan, err); err != nil {
			t.Fatal(err)
		}
		if p.Options.Nodes = int(nodes % 200); err != nil {
			return
		}
		if plan, err = Solve(p); err != nil {
			t.Fatal(err)
		}
		if err := sound(p, plan); err != nil {
			t.Fatal(err)
		}
		if err := boundsHold(p, plan); err != nil {
			t.Fatal(err)
		}
	})
}

// Two parts of which neither is searched to its end: a plan may be less good in one for being better in
// the other, so that bounds of later levels must allow for what earlier ones may still gain elsewhere.
func TestBoundsHoldAcrossParts(t *testing.T) {
	seed := seeds(t)
	seen := 0
	for i := range rounds(t, 1500) {
		r := rand.New(rand.NewPCG(seed, uint64(i)))
		p := together(r, 2)
		p.Options.Nodes, p.Options.Fair = 1, nil
		plans := 1
		for _, s := range p.Stocks {
			plans *= int(s.Free + 1)
		}
		if plans > 100 {
			continue
		}
		plan, err := Solve(p)
		if err != nil {
			t.Fatal(err)
		}
		if plan.Levels[Met].Proven {
			continue
		}
		seen++
		if err := boundsHold(p, plan); err != nil {
			t.Fatalf("problem %d of seed %d: %v\n%+v", i, seed, err, p)
		}
	}
	if seen == 0 {
		t.Fatal("every plan was proven; there was nothing to see here")
	}
	t.Logf("%d plans", seen)
}

func TestCheckNamesWhatIsBroken(t *testing.T) {
	p := &Problem{
		Lines:  []Line{{ID: "l", Need: ratioOf("5"), Open: ratioOf("4"), MinLot: ratioOf("2")}},
		Stocks: []Stock{{ID: "s", Free: 3}, {ID: "t", Free: 9}},
		Pairs:  []Pair{{Line: 0, Stock: 0, Each: ratioOf("2/3")}, {Line: 0, Stock: 1, Each: item.One, Pinned: 2}},
	}
	for _, c := range []struct {
		take []int64
		want string
	}{
		{[]int64{3, 2}, ""},
		{[]int64{0, 4}, ""},
		{[]int64{0, 1}, "plan: l gets 1 of t, of which 2 are pinned"},
		{[]int64{2, 2}, "plan: l gets 4/3 of s, less than the 2 that are of use"},
		{[]int64{4, 2}, "plan: more than the 3 of s are given"},
		{[]int64{3, 3}, "plan: l gets more than the 4 that are open"},
		{[]int64{-1, 2}, "plan: l gets -1 of s; accepted is 0 to 2^40"},
		{[]int64{1}, "plan: found quantities for 1 pairs; there are 2"},
	} {
		got := ""
		if err := p.Check(c.take); err != nil {
			got = err.Error()
		}
		if got != c.want {
			t.Errorf("%v: %q, want %q", c.take, got, c.want)
		}
	}
	p.Pairs[1].Pinned = 5
	_, err := Solve(p)
	if want := "plan: these pins cannot all be kept (of l, 4 are open, and with the smallest useful lot they meet 5): 5 of t for l"; err == nil || err.Error() != want {
		t.Errorf("%v, want %s", err, want)
	}
}

// What one part may still gain in time lets another give up as much, and so save effort.
func TestGapsOfOnePartLoosenBoundsOfOthers(t *testing.T) {
	one, half := big.NewRat(1, 1), big.NewRat(1, 2)
	open := &answer{scale: scale{[levelCount]*big.Rat{one, one, one, one, one}}, score: score{10}, cap: score{12}}
	done := &answer{scale: scale{[levelCount]*big.Rat{half, one, one, one, one}}, score: score{7, 0, 0, 0, -25}, cap: score{7, 0, 0, 0, -25}}
	done.loose[Effort] = looseCap{decided: true, cap: -20, shift: 3}
	done.loose[Effort].per[Met] = 2 << 3 // of effort for each half
	for _, c := range []struct {
		answers []*answer
		want    int64
	}{
		{[]*answer{done}, 0},
		{[]*answer{done, done}, 0},
		{[]*answer{open, done}, 13}, // 2 are 4 halves; −20 + 4·2, beside −25
	} {
		if got := gaps(c.answers)[Effort]; got.Cmp(big.NewRat(c.want, 1)) != 0 {
			t.Errorf("of %d parts effort may gain %s, want %d", len(c.answers), got.RatString(), c.want)
		}
	}
}
