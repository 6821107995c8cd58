package money

import (
	"encoding/binary"
	"math"
	"testing"
)

func FuzzParse(f *testing.F) {
	for _, s := range []string{"12.50", "-0.00", "+3", "1e5", "4.84e-05", ".5", "5.", "1,000", "1e-999999999999", "0e99", "undisclosed", "−1", "99999999999999999999999999999999999999", "1.0e-19", "4.840080708345812e-05", "5e-20", "-15e-20"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		checkParse(t, s)
		checkParseRounded(t, s)
	})
}

// wide makes an amount of up to 128 bits; times more than 1 makes it wider still.
func wide(neg bool, hi, lo uint64, scale, times uint8) Amount {
	a := from128(neg, hi, lo, scale%(MaxScale+1))
	for range times % 4 {
		a = a.Mul(from128(false, math.MaxUint64, lo, 0), a.Scale())
	}
	return a
}

func addWideSeeds(f *testing.F, rest ...any) {
	for _, hi := range []uint64{0, 1, math.MaxUint64} {
		for _, lo := range []uint64{0, 1, 5, 1250, 1 << 63, math.MaxUint64} {
			f.Add(append([]any{lo%2 == 0, hi, lo, uint8(lo % 20), uint8(hi % 3)}, rest...)...)
		}
	}
}

func FuzzAddSub(f *testing.F) {
	addWideSeeds(f, true, uint64(0), uint64(1250), uint8(2), uint8(0))
	f.Fuzz(func(t *testing.T, n1 bool, h1, l1 uint64, s1, t1 uint8, n2 bool, h2, l2 uint64, s2, t2 uint8) {
		checkArithmetic(t, wide(n1, h1, l1, s1, t1), wide(n2, h2, l2, s2, t2))
	})
}

func FuzzRound(f *testing.F) {
	addWideSeeds(f, uint8(2))
	f.Fuzz(func(t *testing.T, neg bool, hi, lo uint64, scale, times, to uint8) {
		checkRound(t, wide(neg, hi, lo, scale, times), to%30)
	})
}

func FuzzQuoMul(f *testing.F) {
	addWideSeeds(f, false, uint64(0), uint64(16025), uint8(4), uint8(0), uint8(8))
	f.Fuzz(func(t *testing.T, n1 bool, h1, l1 uint64, s1, t1 uint8, n2 bool, h2, l2 uint64, s2, t2, to uint8) {
		checkQuoMul(t, wide(n1, h1, l1, s1, t1), wide(n2, h2, l2, s2, t2), to%(MaxScale+1))
	})
}

func FuzzSignificant(f *testing.F) {
	addWideSeeds(f, 15)
	f.Fuzz(func(t *testing.T, neg bool, hi, lo uint64, scale, times uint8, n int) {
		a := wide(neg, hi, lo, scale, times%2)
		if n > 100 || n < -100 {
			n %= 100
		}
		checkSignificant(t, a, n)
	})
}

func FuzzDivideMultiply(f *testing.F) {
	for _, coef := range []int64{0, 1, -1, 3_500_000_000, math.MaxInt64, math.MinInt64, 1e18, 5} {
		for _, rate := range []int64{0, -1, 1, 2, 16025, math.MaxInt64, 1e18} {
			f.Add(coef, uint8(2), rate, uint8(4))
			f.Add(coef, uint8(19), rate, uint8(0))
			f.Add(coef, uint8(0), rate, uint8(19))
			f.Add(coef, uint8(19), rate, uint8(19))
		}
	}
	f.Fuzz(func(t *testing.T, coef int64, scale uint8, rate int64, rateScale uint8) {
		checkConversion(t, coef, scale, rate, rateScale)
	})
}

// amountsIn reads amounts of 10 bytes each: a size and scale, then the coefficient.
func amountsIn(b []byte) []Amount {
	var all []Amount
	for ; len(b) >= 10 && len(all) < 100; b = b[10:] {
		coef := binary.BigEndian.Uint64(b[2:])
		all = append(all, wide(b[0]&1 == 1, uint64(b[0]>>3)*coef, coef, b[1], b[0]>>1&1))
	}
	return all
}

func FuzzSum(f *testing.F) {
	f.Add([]byte("\x00\x02\x00\x00\x00\x00\x00\x00\x04\xe2\x01\x03\x00\x00\x00\x00\x00\x00\x00\x05"))
	f.Add([]byte("\xff\x13\xff\xff\xff\xff\xff\xff\xff\xff\xfe\x00\xff\xff\xff\xff\xff\xff\xff\xff"))
	f.Fuzz(func(t *testing.T, b []byte) { checkSum(t, amountsIn(b)) })
}

func FuzzApportion(f *testing.F) {
	f.Add(false, uint64(0), uint64(4_000_000_000_000), uint8(2), []byte("\x00\x00\x00\x00\x00\x00\x00\x00\x4e\x20\x00\x00\x00\x00\x00\x00\x00\x00\x11\x94"))
	f.Add(true, uint64(1), uint64(1), uint8(19), []byte("\xff\x13\xff\xff\xff\xff\xff\xff\xff\xff\xfe\x00\xff\xff\xff\xff\xff\xff\xff\xff"))
	f.Fuzz(func(t *testing.T, neg bool, hi, lo uint64, scale uint8, b []byte) {
		total := wide(neg, hi, lo, scale, 0)
		weights := amountsIn(b)
		some := false
		for i := range weights {
			weights[i] = weights[i].Abs()
			some = some || !weights[i].IsZero()
		}
		if !some {
			if parts, err := Apportion(total, weights, total.Scale()); err == nil {
				t.Fatalf("%v is split by %v", parts, weights)
			}
			return
		}
		checkApportion(t, total, weights, total.Scale())
	})
}
