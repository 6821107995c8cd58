package flow

import (
	"fmt"
	"math/bits"
)

// wide is a two's complement sum of 128 bits.
type wide struct {
	lo uint64
	hi int64
}

func (s *wide) add(x int64) { s.plus(uint64(x), x>>63) }

func (s *wide) sub(x int64) {
	lo, borrow := bits.Sub64(s.lo, uint64(x), 0)
	s.lo, s.hi = lo, s.hi-x>>63-int64(borrow)
}

func (s *wide) plus(lo uint64, hi int64) {
	var carry uint64
	s.lo, carry = bits.Add64(s.lo, lo, 0)
	s.hi += hi + int64(carry)
}

func (s *wide) addProduct(x, y int64) {
	hi, lo := bits.Mul64(uint64(x), uint64(y))
	s.plus(lo, int64(hi)-x>>63&y-y>>63&x)
}

func (s wide) sign() int {
	switch {
	case s.hi < 0:
		return -1
	case s.hi == 0 && s.lo == 0:
		return 0
	}
	return 1
}

func (s wide) int64() (int64, bool) { return int64(s.lo), s.hi == int64(s.lo)>>63 }

func (s wide) String() string {
	if x, ok := s.int64(); ok {
		return fmt.Sprint(x)
	}
	return "more than 64 bits"
}

func (s *wide) minus(t wide) {
	lo, borrow := bits.Sub64(s.lo, t.lo, 0)
	s.lo, s.hi = lo, s.hi-t.hi-int64(borrow)
}
