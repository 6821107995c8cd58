package main

import (
	"math/bits"

	"muster/money"
)

// sum128 is a two's complement 128-bit sum of eight decimals.
type sum128 struct {
	lo uint64
	hi int64
}

// bareLoop is what a position costs at least: one pass over arrays, every amount divided by its
// day's rate and rounded once, half to even, to eight decimals, and added up by donor and kind.
func (l *ledger) bareLoop(cells []sum128) {
	const shift = 1e10 // eight decimals and the rate's four, less the amount's two
	table := make([]uint64, len(currencies)*days)
	for c := range l.rate {
		for d, x := range l.rate[c] {
			table[c*days+d] = uint64(x)
		}
	}
	clear(cells)
	donor, kind, ccy, amount := l.donor[:len(l.day)], l.kind[:len(l.day)], l.ccy[:len(l.day)], l.amount[:len(l.day)]
	for i, d := range l.day {
		rate := table[int(ccy[i])*days+int(d)]
		hi, lo := bits.Mul64(uint64(amount[i]), shift)
		q, r := bits.Div64(hi, lo, rate)
		if up := rate - r; r > up || r == up && q&1 == 1 {
			q++
		}
		c := &cells[int(donor[i])*kinds+int(kind[i])]
		var carry uint64
		c.lo, carry = bits.Add64(c.lo, q, 0)
		c.hi += int64(carry)
	}
}

// total is the exact sum of some cells.
func total(cells []sum128) money.Amount {
	var all money.Amount
	for _, c := range cells {
		hi := money.New(c.hi, 0).Mul(money.MustParse("18446744073709551616"), 0)
		lo := money.New(int64(c.lo>>1), 0).Mul(money.New(2, 0), 0).Add(money.New(int64(c.lo&1), 0))
		all = all.Add(hi.Add(lo).Mul(money.New(1, 8), 8))
	}
	return all
}
