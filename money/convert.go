package money

import (
	"fmt"
	"math/bits"
)

// ConvertScale is the number of decimals of a conversion of ours.
const ConvertScale = 8

// pow10[n] is 10^n.
var pow10 = [MaxScale + 1]uint64{
	1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9,
	1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
}

// Divide returns coef×10^-scale ÷ (rate×10^-rateScale), rounded once, half to even, to ConvertScale
// decimals, as a coefficient; ok is false if that does not fit an int64, if rate is not above 0 or
// a scale is above MaxScale. It allocates nothing: it runs once per entry of a scan.
func Divide(coef int64, scale uint8, rate int64, rateScale uint8) (q int64, ok bool) {
	if rate <= 0 || scale > MaxScale || rateScale > MaxScale {
		return 0, false
	}
	m, ok := quo(magnitude(coef), uint64(rate), ConvertScale+int(rateScale)-int(scale))
	if !ok {
		return 0, false
	}
	return signed(coef < 0, m)
}

// Multiply returns coef×10^-scale × (rate×10^-rateScale), rounded and refused as Divide does.
func Multiply(coef int64, scale uint8, rate int64, rateScale uint8) (q int64, ok bool) {
	if rate <= 0 || scale > MaxScale || rateScale > MaxScale {
		return 0, false
	}
	m, ok := mul(magnitude(coef), uint64(rate), ConvertScale-int(scale)-int(rateScale))
	if !ok {
		return 0, false
	}
	return signed(coef < 0, m)
}

// ToBase converts a, in a currency of which rate units make one unit of the base, to the base:
// a ÷ rate, rounded once, half to even, to ConvertScale decimals. A rate not above 0 is refused.
func ToBase(a, rate Amount) (Amount, error) {
	if rate.Sign() <= 0 {
		return Amount{}, fmt.Errorf("money: rate %s: a rate must be above 0", rate)
	}
	return a.Quo(rate, ConvertScale)
}

// FromBase converts a from the base at rate units per unit of the base: a × rate, rounded and
// refused as ToBase does.
func FromBase(a, rate Amount) (Amount, error) {
	if rate.Sign() <= 0 {
		return Amount{}, fmt.Errorf("money: rate %s: a rate must be above 0", rate)
	}
	return a.Mul(rate, ConvertScale), nil
}

func signed(neg bool, m uint64) (int64, bool) {
	if neg {
		return -int64(m), m <= 1<<63 // two's complement: −2^63 is its own negation
	}
	return int64(m), m < 1<<63
}

// quo is n × 10^e ÷ d rounded half to even, for n ≤ 2^63, −19 ≤ e ≤ 38 and d > 0; ok is false beyond 64 bits.
func quo(n, d uint64, e int) (q uint64, ok bool) {
	if e < 0 {
		hi, lo := bits.Mul64(d, pow10[-e])
		if hi != 0 {
			// The divisor is at least 2^64 and n, the magnitude of an int64, at most 2^63: the
			// quotient is at most a half, and the half itself goes to the even 0.
			return 0, true
		}
		return divide(0, n, lo)
	}
	hi, lo := bits.Mul64(n, pow10[min(e, MaxScale)])
	if e > MaxScale {
		var fits bool
		if hi, lo, fits = mul128(hi, lo, pow10[e-MaxScale]); !fits {
			return 0, false
		}
	}
	if hi >= d {
		return 0, false
	}
	return divide(hi, lo, d)
}

// mul is n × m × 10^e rounded half to even, for −38 ≤ e ≤ 19; ok is false beyond 64 bits.
func mul(n, m uint64, e int) (q uint64, ok bool) {
	hi, lo := bits.Mul64(n, m)
	switch {
	case e >= 0:
		hi, lo, ok = mul128(hi, lo, pow10[e])
		return lo, ok && hi == 0
	case -e <= MaxScale:
		if hi >= pow10[-e] {
			return 0, false
		}
		return divide(hi, lo, pow10[-e])
	}
	// Two divisions; the first remainder only breaks ties of the second.
	if hi >= pow10[MaxScale] {
		return 0, false
	}
	first, rest := bits.Div64(hi, lo, pow10[MaxScale])
	step := pow10[-e-MaxScale]
	q, r := first/step, first%step
	if half := step / 2; r > half || r == half && (rest > 0 || q&1 == 1) {
		q++
	}
	return q, true
}

// divide is (hi, lo) ÷ d rounded half to even, for hi < d.
func divide(hi, lo, d uint64) (q uint64, ok bool) {
	q, r := bits.Div64(hi, lo, d)
	if up := d - r; r > up || r == up && q&1 == 1 {
		q++
		return q, q != 0
	}
	return q, true
}

// mul128 is (hi, lo) × m; ok is false beyond 128 bits.
func mul128(hi, lo, m uint64) (h, l uint64, ok bool) {
	over, mid := bits.Mul64(hi, m)
	carry, l := bits.Mul64(lo, m)
	h, c := bits.Add64(mid, carry, 0)
	return h, l, over == 0 && c == 0
}
