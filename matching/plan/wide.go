package plan

import (
	"math"
	"math/big"
	"math/bits"
)

// wide is a whole number of 128 bits: sums of products of which one alone may need 100.
type wide struct {
	hi int64
	lo uint64
}

func (a *wide) add(b wide) {
	var carry uint64
	a.lo, carry = bits.Add64(a.lo, b.lo, 0)
	a.hi += b.hi + int64(carry)
}

func (a wide) negative() wide {
	lo, borrow := bits.Sub64(0, a.lo, 0)
	return wide{-a.hi - int64(borrow), lo}
}

func product(a, b int64) wide {
	hi, lo := bits.Mul64(uint64(a), uint64(b))
	h := int64(hi)
	if a < 0 {
		h -= b
	}
	if b < 0 {
		h -= a
	}
	return wide{h, lo}
}

func (a *wide) addProduct(x, y int64) { a.add(product(x, y)) }

// times multiplies by a number that is not negative.
func (a wide) times(n int64) wide {
	if a.hi == int64(a.lo)>>63 {
		return product(int64(a.lo), n)
	}
	neg := a.hi < 0
	if neg {
		a = a.negative()
	}
	hi, lo := bits.Mul64(a.lo, uint64(n))
	r := wide{int64(hi) + a.hi*n, lo}
	if neg {
		r = r.negative()
	}
	return r
}

func (a wide) sign() int {
	switch {
	case a.hi < 0:
		return -1
	case a.hi == 0 && a.lo == 0:
		return 0
	}
	return 1
}

func (a wide) less(b wide) bool { return a.hi < b.hi || a.hi == b.hi && a.lo < b.lo }

// shifted divides by 2^q, rounded down, and keeps to 64 bits.
func (a wide) shifted(q uint) int64 {
	if q > 0 {
		a = wide{a.hi >> q, a.lo>>q | uint64(a.hi)<<(64-q)}
	}
	switch {
	case a.hi == int64(a.lo)>>63:
		return int64(a.lo)
	case a.hi < 0:
		return math.MinInt64
	}
	return math.MaxInt64
}

// over divides a number that is not negative by one above 0, rounded down, and keeps to 62 bits.
func (a wide) over(b wide) int64 {
	const most = 1 << 62
	if a.hi == 0 && b.hi == 0 {
		return int64(min(a.lo/b.lo, most))
	}
	f := (float64(a.hi)*0x1p64 + float64(a.lo)) / (float64(b.hi)*0x1p64 + float64(b.lo))
	if f >= most {
		return most
	}
	// Rounded up a little: too much is never wrong where it is used, to say how far something may move.
	return int64(f*(1+1e-12)) + 1
}

// int is the number as a long one.
func (a wide) int() *big.Int {
	n := new(big.Int).Lsh(big.NewInt(a.hi), 64)
	return n.Add(n, new(big.Int).SetUint64(a.lo))
}
