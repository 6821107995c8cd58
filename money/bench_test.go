package money

import "testing"

// benchCases are entries as a ledger holds them, so that the divider sees varied operands.
var benchCases = func() (c [1024][2]int64) {
	x := uint64(88172645463325252)
	for i := range c {
		x ^= x << 13
		x ^= x >> 7
		x ^= x << 17
		c[i] = [2]int64{int64(x>>24) - 1<<38, 5_000 + int64(x%400_000)}
	}
	return c
}()

var sink int64

func BenchmarkDivide(b *testing.B) {
	i := 0
	for b.Loop() {
		c := &benchCases[i&1023]
		q, _ := Divide(c[0], 2, c[1], 4)
		sink += q
		i++
	}
}

func BenchmarkMultiply(b *testing.B) {
	i := 0
	for b.Loop() {
		c := &benchCases[i&1023]
		q, _ := Multiply(c[0], 2, c[1], 4)
		sink += q
		i++
	}
}

func BenchmarkSumAdd(b *testing.B) {
	var s Sum
	i := 0
	for b.Loop() {
		s.Add(benchCases[i&1023][0], uint8(i&7))
		i++
	}
	sink += int64(s.N())
}

func BenchmarkParse(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		a, _ := Parse("41043752802.31")
		sink += int64(a.Scale())
	}
}

func BenchmarkSignificant(b *testing.B) {
	b.ReportAllocs()
	a := MustParse("41043752802.310001")
	for b.Loop() {
		sink += int64(len(a.Significant(15)))
	}
}
