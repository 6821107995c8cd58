package money

import (
	"math"
	"math/big"
	"testing"

	"pgregory.net/rapid"
)

func TestAnEmptySumIsZero(t *testing.T) {
	var s Sum
	if s.Total().String() != "0" || s.N() != 0 {
		t.Errorf("got %s of %d", s.Total(), s.N())
	}
	s.Add(0, 2)
	if s.Total().String() != "0.00" || s.N() != 1 {
		t.Errorf("got %s of %d, want 0.00 of 1", s.Total(), s.N())
	}
}

func TestTenMillionLargestEntriesSumExactly(t *testing.T) {
	const n = 10_000_000
	for _, c := range []struct {
		coef  int64
		scale uint8
	}{{math.MaxInt64, 0}, {math.MinInt64, 19}} {
		var s Sum
		for range n {
			s.Add(c.coef, c.scale)
		}
		want := new(big.Int).Mul(big.NewInt(c.coef), big.NewInt(n))
		if rat(s.Total()).Cmp(fromUnits(want, int(c.scale))) != 0 || s.N() != n {
			t.Errorf("%d entries of %d at %d: %s of %d", n, c.coef, c.scale, s.Total(), s.N())
		}
	}
}

func TestEntriesThatCancelLeaveNothing(t *testing.T) {
	var s Sum
	for _, a := range amounts("12.50", "-12.5", "99999999999999999999999999999999999999", "-99999999999999999999999999999999999999") {
		s.AddAmount(a)
	}
	if s.Total().String() != "0.00" || s.N() != 4 {
		t.Errorf("got %s of %d", s.Total(), s.N())
	}
}

// Doubling 200 times passes every accumulator's limit.
func TestMergingBeyond128BitsStaysExact(t *testing.T) {
	for _, coef := range []int64{math.MaxInt64, math.MinInt64, -1} {
		var s Sum
		s.Add(coef, 2)
		s.Add(1, 5)
		want := new(big.Rat).Add(fromUnits(big.NewInt(coef), 2), fromUnits(big.NewInt(1), 5))
		for i := range 200 {
			s.Merge(&s)
			want.Add(want, want)
			if rat(s.Total()).Cmp(want) != 0 {
				t.Fatalf("%d doubled %d times: %s, want %s", coef, i+1, s.Total(), want.FloatString(5))
			}
		}
	}
}

func TestACopiedSumGoesOnIndependently(t *testing.T) {
	var s Sum
	s.AddAmount(MustParse("99999999999999999999999999999999999999"))
	c := s
	c.AddAmount(MustParse("99999999999999999999999999999999999999"))
	c.Add(1, 0)
	if s.Total().String() != "99999999999999999999999999999999999999" || s.N() != 1 {
		t.Errorf("the original became %s of %d", s.Total(), s.N())
	}
}

func TestAddingAllocatesNothing(t *testing.T) {
	var s Sum
	a := MustParse("-12.345")
	var q int64
	got := testing.AllocsPerRun(100, func() {
		s.Add(1250, 2)
		s.AddAmount(a)
		d, _ := Divide(1250, 2, 16025, 4)
		m, _ := Multiply(1250, 2, 16025, 4)
		q += d + m
	})
	if got != 0 || q == 0 {
		t.Errorf("%v allocations", got)
	}
}

// checkSum adds the amounts one by one, and again in two sums merged.
func checkSum(t rapid.TB, all []Amount) {
	t.Helper()
	var whole, left, right Sum
	want, scale := new(big.Rat), uint8(0)
	for i, a := range all {
		whole.AddAmount(a)
		if i%3 == 0 {
			left.AddAmount(a)
		} else {
			right.AddAmount(a)
		}
		want.Add(want, rat(a))
		scale = max(scale, a.Scale())
	}
	left.Merge(&right)
	for _, s := range []*Sum{&whole, &left} {
		if rat(s.Total()).Cmp(want) != 0 || s.N() != len(all) {
			t.Errorf("%v: %s of %d, want %s", all, s.Total(), s.N(), want.FloatString(MaxScale))
		}
		checkForm(t, s.Total(), scale)
	}
}

func TestSumsAgreeWithBigRat(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var all []Amount
		for range rapid.IntRange(0, 60).Draw(t, "entries") {
			all = append(all, anyAmount(t, "entry"))
		}
		checkSum(t, all)
	})
}
