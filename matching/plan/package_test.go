package plan

import (
	"math/rand/v2"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"muster"
	"muster/item"
)

// Of a line that several parts share, so much of all of them is there as can be had by each, what comes on a day
// being for one alone: the share that no set of parts, of all there are, rules out (Hall).
func TestPartsOfOneLineHaveTheirsAtOnce(t *testing.T) {
	seed := seeds(t)
	several := 0
	for i := range rounds(t, 2000) {
		r := rand.New(rand.NewPCG(seed, uint64(i)))
		var parts []portion
		for range 1 + r.IntN(4) {
			first := muster.Day(r.IntN(6))
			parts = append(parts, portion{number(int64(1 + r.IntN(4))), Window{first, first + muster.Day(r.IntN(4))}})
		}
		var comes [9]int64 // by day
		for d := range comes {
			comes[d] = int64(r.IntN(3))
		}
		want := item.One
		for set := 1; set < 1<<len(parts); set++ {
			takes, there := item.Ratio{}, int64(0)
			for k, p := range parts {
				if set>>k&1 == 1 {
					takes = takes.Plus(p.full)
				}
			}
			for d, n := range comes {
				for k, p := range parts {
					if set>>k&1 == 1 && p.days.First <= muster.Day(d) && muster.Day(d) <= p.days.Last {
						there += n
						break
					}
				}
			}
			want = least(want, number(there).Over(takes))
		}
		got := item.One
		all := atOnce(parts)
		for _, p := range all {
			there := int64(0)
			for d, n := range comes {
				if p.days.Holds(muster.Day(d)) {
					there += n
				}
			}
			got = least(got, number(there).Over(p.full))
		}
		if got.Cmp(want) != 0 {
			t.Fatalf("case %d of seed %d: %s of %+v with %v, want %s; counted %+v", i, seed, got, parts, comes, want, all)
		}
		if len(all) > len(parts) {
			several++
		}
	}
	if several == 0 {
		t.Error("no parts hung together: nothing to see here")
	}
}

func TestAMemberCountsFromItsFirstToItsLastDay(t *testing.T) {
	p := &Problem{
		Lines:    []Line{{ID: "course", Need: number(2), Open: number(2), Weight: 1, NeededBy: 100}},
		Stocks:   []Stock{{ID: "early", Free: 1}, {ID: "late", Free: 1}},
		Pairs:    []Pair{{Line: 0, Stock: 0, Each: item.One, Arrives: 89}, {Line: 0, Stock: 1, Each: item.One, Arrives: 111}},
		Packages: []Package{{ID: "vehicle", Weight: 6, Members: []Member{{Line: 0, Full: number(2), Days: &Window{90, 110}}}}},
	}
	for _, c := range []struct {
		early, late muster.Day
		want        string
	}{{89, 111, "0"}, {90, 111, "3"}, {89, 110, "3"}, {90, 110, "6"}} {
		p.Pairs[0].Arrives, p.Pairs[1].Arrives = c.early, c.late
		plan, err := Solve(p)
		if err != nil {
			t.Fatal(err)
		}
		if v := plan.Levels[Whole]; v.Reach.String() != c.want || !v.Proven {
			t.Errorf("on days %d and %d: %+v, want %s", c.early, c.late, v, c.want)
		}
	}
	p.Packages[0].Members[0].Days = &Window{110, 90}
	if _, err := Solve(p); err == nil || !strings.Contains(err.Error(), "1970-04-21 to 1970-04-01") {
		t.Errorf("a window that ends before it begins: %v", err)
	}
}

// Which of two offers is given follows from the days of the package alone, also for a solver that knows an answer
// for other days.
func TestASolverHeedsOtherDaysOfAPackage(t *testing.T) {
	p := &Problem{
		Lines:    []Line{{ID: "course", Need: item.One, Open: item.One, Weight: 1, NeededBy: 100}},
		Stocks:   []Stock{{ID: "a", Free: 1}, {ID: "b", Free: 1}},
		Pairs:    []Pair{{Line: 0, Stock: 0, Each: item.One, Arrives: 80}, {Line: 0, Stock: 1, Each: item.One, Arrives: 90}},
		Packages: []Package{{ID: "vehicle", Weight: 1, Members: []Member{{Line: 0, Full: item.One}}}},
	}
	var s Solver
	for _, c := range []struct {
		days Window
		a, b int64
	}{{Window{muster.MinDay, 89}, 1, 0}, {Window{81, 90}, 0, 1}, {Window{80, 80}, 1, 0}, {Window{90, muster.MaxDay}, 0, 1}} {
		p.Packages[0].Members[0].Days = &c.days
		plan, err := s.Solve(p)
		if err != nil {
			t.Fatal(err)
		}
		if v := plan.Levels[Whole]; plan.Take[0] != c.a || plan.Take[1] != c.b || !v.Proven || v.Reach.Cmp(item.One) != 0 {
			t.Errorf("from %d to %d: %v, %+v", c.days.First, c.days.Last, plan.Take, v)
		}
	}
}

// kitted are inputs of ten a, needed by day 30, and of the ten c that they need, on some days around that one.
// All of a are offered in time, and those of c on a day.
func kitted(comes, neededBy int, before *int, after int) *Inputs {
	in := scene()
	in.Needs[0].NeededBy = on + 30
	part := Need{ID: "s", Requester: "ua", Item: "c", Unit: "each", Quantity: number(10), Priority: 2, NeededBy: on + muster.Day(neededBy)}
	in.Needs = append(in.Needs, part)
	spare := in.Offers[0]
	spare.ID, spare.Item, spare.Ready = "p", "c", on+muster.Day(comes-Transit)
	in.Offers = append(in.Offers, spare)
	in.Needs[0].Parts = shelf{}.Parts("a", number(10), "each")
	in.Needs[0].Parts[0].Before, in.Needs[0].Parts[0].After = before, after
	in.whatMeets()
	return in
}

func TestAPartThatComesTooLateForItsPackageSaysSoAndTheNamedChangeMends(t *testing.T) {
	in := kitted(40, 90, nil, 5) // in time for its own line; of use until day 35
	_, p, why := explained(t, in)
	if len(why.Open) != 0 || len(why.Bundles) != 1 || p.Levels[Whole].Reach.Sign() != 0 {
		t.Fatalf("%+v, open %+v", why.Bundles, why.Open)
	}
	b := why.Bundles[0]
	part := b.Parts[1]
	if part.Line != "s" || b.Share.Sign() != 0 || part.There.Sign() != 0 || part.Late != 5 || part.Early != 0 || *part.Days != (Window{muster.MinDay, on + 35}) {
		t.Fatalf("%+v", b)
	}
	ch := b.Change
	if ch == nil || ch.Act != Earlier || ch.Offer != "p" || ch.Days != 5 || b.Rises.Cmp(item.One) != 0 {
		t.Fatalf("%+v", ch)
	}
	with, err := in.What(WhatIf{Changes: []Change{*ch}})
	if err != nil {
		t.Fatal(err)
	}
	if _, _, why = explained(t, with); why.Bundles[0].Share.Cmp(item.One) != 0 || why.Bundles[0].Change != nil || why.Bundles[0].Parts[1].Late != 0 {
		t.Errorf("%+v", why.Bundles[0])
	}
	if ch.Days--; in.Apply(*ch) != nil {
		t.Fatal("a day less cannot be made")
	}
	if _, _, why = explained(t, in); why.Bundles[0].Share.Sign() != 0 {
		t.Errorf("a day less is enough: %+v", why.Bundles[0])
	}
}

func TestDaysOfAPartAreAroundTheDayOfItsItem(t *testing.T) {
	ten := 10
	for _, c := range []struct {
		name        string
		in          *Inputs
		share       string
		late, early int64
	}{
		{"on the last day", kitted(35, 90, &ten, 5), "1", 0, 0},
		{"on the first day", kitted(20, 20, &ten, 5), "1", 0, 0},
		{"a day too early", kitted(19, 19, &ten, 5), "0", 0, 1},
		{"at any time before", kitted(19, 19, nil, 5), "1", 0, 0},
		{"no days after", kitted(31, 90, nil, 0), "0", 1, 0},
		{"late for its own line and in time for the package", kitted(35, 20, &ten, 5), "1", 0, 0},
	} {
		_, _, why := explained(t, c.in)
		b := why.Bundles[0]
		if part := b.Parts[1]; b.Share.String() != c.share || part.Late != c.late || part.Early != c.early {
			t.Errorf("%s: %+v", c.name, b)
		}
		if c.early > 0 && why.Bundles[0].Change != nil {
			t.Errorf("%s: %+v mends it", c.name, why.Bundles[0].Change)
		}
	}
}

// A line that waits says by how many days which offer misses the package; what is firm counts by when it comes.
func TestAnOpenLineSaysByHowMuchAPartMissesItsPackage(t *testing.T) {
	in := kitted(40, 90, nil, 5)
	in.Offers[0].Ready = on + 20 // the line itself is four days late
	_, _, why := explained(t, in)
	if got, want := said(why), "late o by 4; package p by 5 to s 0 false; "; !strings.HasPrefix(got, want) {
		t.Errorf("%s, want %s", got, want)
	}
	in = kitted(40, 90, nil, 5)
	in.Needs[1].Firm, in.Needs[1].InTime = number(6), number(6)
	in.Needs[1].Comes = []Coming{{"f", on + 35, number(2)}, {"g", on + 38, number(4)}}
	in.Offers[0].Ready = on + 20
	_, _, why = explained(t, in)
	if got, want := said(why), "late o by 4; package g by 3 to s 0 false; package p by 5 to s 0 false; "; !strings.HasPrefix(got, want) {
		t.Errorf("%s, want %s", got, want)
	}
	if part := why.Bundles[0].Parts[1]; part.There.String() != "2" || part.Share.String() != "0.2" {
		t.Errorf("%+v", part)
	}
}

// A line that is linked and is a part as well counts as both.
func TestALinkedPartIsNotMissing(t *testing.T) {
	in := kitted(25, 25, nil, 0)
	in.Needs[0].Links = []string{"s"}
	_, _, why := explained(t, in)
	if b := why.Bundles[0]; len(b.Missing) != 0 || b.Share.Cmp(item.One) != 0 {
		t.Errorf("%+v", b)
	}
}

// With another day what is firm comes in time or does not, for its own line and for packages.
func TestAnotherDayMovesTheDaysOfParts(t *testing.T) {
	in := kitted(40, 90, nil, 5)
	in.Needs[0].Firm, in.Needs[0].Comes = number(4), []Coming{{"f", on + 34, number(4)}}
	day := on + 35
	with, err := in.What(WhatIf{Changes: []Change{{Act: NeededBy, Line: "r", Day: &day}}})
	if err != nil {
		t.Fatal(err)
	}
	if _, _, why := explained(t, with); with.Needs[0].InTime.String() != "4" || in.Needs[0].InTime.Sign() != 0 || why.Bundles[0].Share.Cmp(item.One) != 0 {
		t.Errorf("in time %s, %+v", with.Needs[0].InTime, why.Bundles[0])
	}
}

// A change that is named for a package makes more of it whole, in the plan of everything.
func TestTheChangeNamedForAPackageMendsIt(t *testing.T) {
	named := 0
	rapid.Check(t, func(rt *rapid.T) {
		in := kitted(rapid.IntRange(14, 70).Draw(rt, "comes"), rapid.IntRange(10, 90).Draw(rt, "needed"), nil, 0)
		others := drawn(rt)
		in.Decided = others.Decided
		for i := range others.Needs {
			in.addNeed(others.Needs[i])
		}
		for i := range others.Offers {
			in.addOffer(others.Offers[i])
		}
		for i := range in.Needs {
			n := &in.Needs[i]
			n.Parts = shelf{}.Parts(n.Item, n.Quantity, n.Unit)
			for k := range n.Parts {
				n.Parts[k].After = rapid.IntRange(0, 9).Draw(rt, "after")
				if b := rapid.IntRange(0, 40).Draw(rt, "before"); b > 0 {
					n.Parts[k].Before = &b
				}
			}
		}
		in.whatMeets()
		c, p, was := solved(rt, in)
		why, err := Explain(c, p, "", Budget)
		if err != nil {
			rt.Fatal(err)
		}
		for _, b := range why.Bundles {
			if b.Change == nil || b.Change.Act != Earlier {
				continue
			}
			named++
			with := in.Clone()
			if err := with.Apply(*b.Change); err != nil {
				rt.Fatal(err)
			}
			c, p, is := solved(rt, with)
			after, err := Explain(c, p, b.Package, Budget)
			if err != nil {
				rt.Fatal(err)
			}
			by := lost(was.reach, is.reach)
			if l, ok := by.First(); !ok || by[l].Sign() > 0 {
				rt.Fatalf("%s: %+v makes no plan better: %v\n%s", b.Package, *b.Change, by, told(in))
			}
			if k := after.Bundles[0]; k.Package != b.Package || k.Share.Cmp(b.Rises) != 0 || k.Share.Cmp(b.Share) <= 0 {
				rt.Fatalf("%s: %+v was to make it %s and makes it %s\n%s", b.Package, *b.Change, b.Rises, k.Share, told(in))
			}
		}
	})
	if named == 0 {
		t.Error("no change was ever named: the test has lost its way")
	}
	t.Log(named)
}
