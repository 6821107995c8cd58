package money

import "math/bits"

// Sum adds amounts exactly, whatever their scales, without allocating; its zero value is an empty
// sum. It keeps a signed 128-bit accumulator per scale, which 2^64 entries of any int64 cannot
// overflow; amounts whose coefficient is no int64 are kept beside it at any size, and a merge that
// would overflow an accumulator moves it there. So no order and no number of entries loses a digit.
// A Sum copied by value goes on independently. It takes about 400 bytes.
type Sum struct {
	acc  [MaxScale + 1]accumulator
	seen uint32 // bit n: some entry had n decimals
	n    int
	rest Amount // what the accumulators do not hold
}

// accumulator is a two's complement 128-bit integer.
type accumulator struct {
	lo uint64
	hi int64
}

// Add adds coef × 10^-scale. It panics if scale is above MaxScale.
func (s *Sum) Add(coef int64, scale uint8) {
	checkScale(scale)
	acc := &s.acc[scale]
	lo, carry := bits.Add64(acc.lo, uint64(coef), 0)
	acc.lo = lo
	acc.hi += coef>>63 + int64(carry)
	s.seen |= 1 << scale
	s.n++
}

// AddAmount adds a.
func (s *Sum) AddAmount(a Amount) {
	if coef, scale, ok := a.Coefficient(); ok {
		s.Add(coef, scale)
		return
	}
	s.rest = s.rest.Add(a)
	s.seen |= 1 << a.scale
	s.n++
}

// Merge adds all that o has added; o stays as it is.
func (s *Sum) Merge(o *Sum) {
	add := *o // also right for s.Merge(s)
	for i := range s.acc {
		a, b := &s.acc[i], add.acc[i]
		lo, carry := bits.Add64(a.lo, b.lo, 0)
		hi, _ := bits.Add64(uint64(a.hi), uint64(b.hi), carry)
		if (a.hi < 0) == (b.hi < 0) && (int64(hi) < 0) != (a.hi < 0) {
			s.rest = s.rest.Add(b.amount(uint8(i)))
			continue
		}
		a.lo, a.hi = lo, int64(hi)
	}
	s.rest = s.rest.Add(add.rest)
	s.seen |= add.seen
	s.n += add.n
}

// Total returns the sum, exact, with as many decimals as the longest entry had. Beyond MaxDigits
// digits it is still exact: Amount goes on as a big integer, and only Parse would refuse its text.
func (s *Sum) Total() Amount {
	t := s.rest
	t.scale = uint8(max(0, bits.Len32(s.seen)-1))
	for i, acc := range s.acc {
		if acc != (accumulator{}) {
			t.dec = t.dec.Add(acc.amount(uint8(i)).dec)
		}
	}
	return t
}

// N is the number of entries added, zeros and merged ones included.
func (s *Sum) N() int { return s.n }

func (a accumulator) amount(scale uint8) Amount {
	hi, lo := uint64(a.hi), a.lo
	if a.hi < 0 {
		var borrow uint64
		lo, borrow = bits.Sub64(0, lo, 0)
		hi, _ = bits.Sub64(0, hi, borrow)
	}
	return from128(a.hi < 0, hi, lo, scale)
}
