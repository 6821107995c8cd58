package plan

import (
	"math/big"
	"math/rand/v2"
	"reflect"
	"testing"

	"muster/item"
)

// What is worked out in small numbers is what long ones say.
func TestSmallNumbersSayWhatLongOnesSay(t *testing.T) {
	for seed := range uint64(40) {
		p := market(seed, 60, 2, 10, []sides{noSides, fewSides, allSides}[seed%3])
		r := rand.New(rand.NewPCG(seed, 9))
		if seed%2 == 1 { // of odd denominators, and some too long to be small
			for i := range p.Lines {
				l := &p.Lines[i]
				by := item.RatioOfRat(big.NewRat(1+r.Int64N(9), 1+r.Int64N(9)))
				if r.IntN(4) == 0 {
					by = item.RatioOfRat(big.NewRat(1<<40+r.Int64N(99), 1<<40))
				}
				l.Need, l.MinLot = l.Need.Times(by), l.MinLot.Times(by)
				l.Open = l.Need
				if r.IntN(2) == 0 {
					l.InTime = l.Need.Over(number(3))
					l.Open = l.Need.Minus(l.InTime)
				}
			}
			for i := range p.Pairs {
				if r.IntN(3) == 0 {
					p.Pairs[i].Each = p.Pairs[i].Each.Times(item.RatioOfRat(big.NewRat(1+r.Int64N(7), 1+r.Int64N(7))))
				}
			}
		}
		take := make([]int64, len(p.Pairs))
		for i := range take {
			take[i] = r.Int64N(40) * r.Int64N(2)
		}
		read := func() (*part, []item.Ratio) {
			cut := &splitter{p: p, least: make([]int64, len(p.Pairs))}
			cut.pieces()
			return cut.whole(), p.Measure(take)
		}
		few, is := read()
		smallMost = 1
		many, want := read()
		smallMost = 1 << 31
		if !reflect.DeepEqual(few, many) {
			t.Errorf("seed %d: another part than in long numbers", seed)
		}
		for l := range want {
			if is[l].Cmp(want[l]) != 0 {
				t.Errorf("seed %d: level %d reaches %s; in long numbers %s", seed, Level(l), is[l], want[l])
			}
		}
	}
}

func TestSmallNumbersAreRoundedAsLongOnes(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	for range 2000 {
		s, _ := lowest(r.Int64N(1<<r.IntN(31)), 1+r.Int64N(1<<r.IntN(31)))
		times := 1 + r.Int64N(1<<r.IntN(51))
		is, ok := s.nearest(times)
		if want := nearest(scaledBy(s.rat(), big.NewInt(times))); ok && is != want {
			t.Fatalf("%d/%d times %d: %d, want %d", s.num, s.den, times, is, want)
		}
	}
}
