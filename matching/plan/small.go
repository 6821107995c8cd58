package plan

import (
	"math/big"
	"math/bits"

	"muster/item"
)

// small is a number as two whole ones in lowest terms, both below smallMost either sign: what nearly all
// numbers of a problem are. What is said of them is exact, and where an answer is not small its ok is false.
type small struct{ num, den int64 }

// It is less for tests alone.
var smallMost int64 = 1 << 31 // so that products of two, and sums of two of those, stay within 64 bits

func smallOf(r item.Ratio) (s small, ok bool) {
	num, den, ok := r.Small()
	s = small{num, den}
	return s, ok && s.fits()
}

func (a small) fits() bool { return -smallMost < a.num && a.num < smallMost && a.den < smallMost }

// lowest is a quotient in lowest terms; den is above 0.
func lowest(num, den int64) (small, bool) {
	if den > 1 {
		if g := gcd(max(num, -num), den); g > 1 {
			num, den = num/g, den/g
		}
	}
	s := small{num, den}
	return s, s.fits()
}

func (a small) plus(b small) (small, bool) {
	if a.den == b.den {
		return lowest(a.num+b.num, a.den)
	}
	return lowest(a.num*b.den+b.num*a.den, a.den*b.den)
}

func (a small) times(b small) (small, bool) { return lowest(a.num*b.num, a.den*b.den) }

// over divides by a number above 0.
func (a small) over(b small) (small, bool) { return lowest(a.num*b.den, a.den*b.num) }

// nearest is so many times a number that is not negative, as the function nearest rounds it.
func (a small) nearest(times int64) (int64, bool) {
	hi, lo := bits.Mul64(uint64(2*a.num), uint64(times))
	lo, carry := bits.Add64(lo, uint64(a.den), 0)
	if hi += carry; hi >= uint64(2*a.den) {
		return 0, false
	}
	n, _ := bits.Div64(hi, lo, uint64(2*a.den))
	if n == 0 && a.num > 0 {
		n = 1
	}
	return int64(n), n <= 1<<62
}

// smallSteps is steps for small numbers; the largest sum may be more than small.
func smallSteps(all []small, most small) (d int64, exact bool) {
	fits := func(d int64) bool { return !product(grid, most.den).less(product(most.num, d)) }
	d = 1
	for _, r := range all {
		part := d / gcd(d, r.den)
		if part > grid/r.den {
			d = 0
			break
		}
		d = part * r.den
	}
	if d > 0 && fits(d) {
		return d, true
	}
	for k := 60; k > 0; k-- {
		if fits(1 << k) {
			return 1 << k, false
		}
	}
	return 1, false
}

func (a small) rat() *big.Rat { return big.NewRat(a.num, a.den) }

// tally adds up numbers that mostly are small. The zero value is 0.
type tally struct {
	few  small // den 0 is 0
	many *big.Rat
}

func (t *tally) add(s small, ok bool, exact func() *big.Rat) {
	if t.many == nil && ok {
		if t.few.den == 0 {
			t.few = s
			return
		}
		if r, fits := t.few.plus(s); fits {
			t.few = r
			return
		}
	}
	t.many = t.rat()
	t.many.Add(t.many, exact())
}

// small is the sum, if it is.
func (t *tally) small() (small, bool) {
	if t.few.den == 0 {
		return small{0, 1}, t.many == nil
	}
	return t.few, t.many == nil
}

// rat is the sum; it is a copy.
func (t *tally) rat() *big.Rat {
	if t.many != nil {
		return new(big.Rat).Set(t.many)
	}
	s, _ := t.small()
	return s.rat()
}
