package pledge

import (
	"math/bits"

	"muster"
	"muster/indicator"
	"muster/money"
)

// The commonest question converts every row into euros at its day's rate. Dividing by a rate that
// comes up again and again costs a few multiplications once its reciprocal is known.

// euroSum is a key's sum in euros, with money.ConvertScale decimals whatever its amounts had.
type euroSum struct {
	sum    int64 // what overflows goes to the cell's own sum
	n      uint32
	scales uint32 // bit n: some amount had n decimals
}

// divisor divides amounts of one currency and scale by the rate of a day.
type divisor struct {
	rates []reciprocal // by day from first
	unit  uint64
	first int32  // day
	scale uint32 // bit n: what it gives has n decimals
	made  bool
}

// reciprocal is a rate, and unit ÷ rate as mul × 2^(shift-64), rounded down.
type reciprocal struct {
	mul, rate uint64
	limit     uint64 // amounts below it are divided right; 0: there is no rate, or none that fits
	shift     uint64
}

// maxRate keeps twice a remainder within 64 bits.
const maxRate = 1 << 61

// newDivisor prepares the division of amounts with a scale by the rates of a table; an empty one
// where the powers of ten between them do not fit.
func newDivisor(t *indicator.Table, scale uint8) divisor {
	e := money.ConvertScale + int(t.Scale) - int(scale)
	if e < 0 || e > maxExact {
		return divisor{made: true}
	}
	d := divisor{first: int32(t.First), unit: 1, scale: 1 << money.ConvertScale, made: true, rates: make([]reciprocal, len(t.Coef))}
	for range e {
		d.unit *= 10
	}
	for i, c := range t.Coef {
		if c > 0 && c < maxRate {
			d.rates[i] = d.invert(uint64(c))
		}
	}
	return d
}

func (d *divisor) invert(rate uint64) reciprocal {
	// As many digits as keep the quotient below 2^64.
	digits := 63 + bits.Len64(rate) - bits.Len64(d.unit)
	if digits < 3 || digits > 63 {
		return reciprocal{}
	}
	mul, _ := bits.Div64(d.unit>>(64-digits), d.unit<<digits, rate)
	return reciprocal{mul: mul, rate: rate, limit: 1 << (digits - 2), shift: uint64(64 - digits)}
}

// on returns the rate of a day; one with no limit where there is none.
func (d *divisor) on(day int32) *reciprocal {
	if at := uint(int(day) - int(d.first)); at < uint(len(d.rates)) {
		return &d.rates[at]
	}
	return &noRate
}

var noRate reciprocal

// divide returns m × unit ÷ rate, rounded half to even, for m below the limit: then the quotient has
// at most 62 bits, and the reciprocal is near enough to be one short at most.
func (r *reciprocal) divide(m, unit uint64) uint64 {
	n, _ := bits.Mul64(m<<(r.shift&63), r.mul)
	rest := m*unit - n*r.rate // both wrap around; their difference is less than twice the rate
	_, below := bits.Sub64(rest, r.rate, 0)
	n += 1 - below
	rest -= r.rate & (below - 1)
	_, up := bits.Sub64(r.rate, 2*rest+n&1, 0) // beyond a half, or a half of an odd one
	return n + up
}

// divisorScales is how many scales of amounts, from 0 up, have divisors; others are divided one by
// one.
const divisorScales = 5

// makeDivisor makes the divisor of a currency and scale when the first such amount is met; false if
// that was done before.
func (w *worker) makeDivisor(currency, scale uint8) bool {
	if scale >= divisorScales {
		return false
	}
	d := &w.divisors[int(currency)*divisorScales+int(scale)]
	if d.made {
		return false
	}
	if int(currency) != w.euro {
		*d = newDivisor(w.tables[currency], scale)
		return true
	}
	// An amount in euros is itself, on every day of the other rates: to go the same way as they do is
	// quicker than to ask which is which.
	*d = newDivisor(w.ones(), scale)
	d.scale = 1 << scale
	return true
}

// ones is a rate of 1 on every day that any other rate has.
func (sc *scan) ones() *indicator.Table {
	one := &indicator.Table{}
	for _, t := range sc.tables {
		if len(t.Coef) == 0 {
			continue
		}
		last := t.First + muster.Day(len(t.Coef))
		if n := len(one.Coef); n > 0 {
			last = max(last, one.First+muster.Day(n))
			one.First = min(one.First, t.First)
		} else {
			one.First = t.First
		}
		one.Coef = make([]int64, last-one.First)
	}
	for i := range one.Coef {
		one.Coef[i] = 1
	}
	return one
}

// addEuros is addRow for the commonest question, without a call per row.
func (w *worker) addEuros(b *block, n int) {
	if w.p.n < rowsEach { // too few for divisors to be worth making
		for j, i := range w.sel[:n] {
			w.addEuro(&w.cells[w.key[j]], b, int(i))
		}
		return
	}
	if w.euros == nil {
		w.euros = make([]euroSum, len(w.cells))
		w.divisors = make([]divisor, len(w.tables)*divisorScales)
	}
	divisors, euros, sel := w.divisors, w.euros, w.sel[:n]
	key := w.key[:len(sel)]
	for j := 0; j < len(sel); j++ {
		i := sel[j] & (blockRows - 1)
		scale := b.scale[i]
		if scale < divisorScales && b.flags[i]&(hasValue|wideValue) == hasValue && b.precision[i] == uint8(muster.ExactDay) {
			d := &divisors[int(b.currency[i])*divisorScales+int(scale)]
			r := d.on(b.dayFrom[i])
			sign := b.coef[i] >> 63
			if m := uint64((b.coef[i] ^ sign) - sign); m < r.limit {
				q := (int64(r.divide(m, d.unit)) ^ sign) - sign
				e := &euros[key[j]]
				sum := e.sum + q
				if (sum^e.sum)&(sum^q) < 0 {
					w.spill(int(key[j]))
					sum = q
				}
				e.sum = sum
				e.n++
				e.scales |= d.scale
				continue
			}
		}
		if w.makeDivisor(b.currency[i], scale) {
			j-- // again
			continue
		}
		w.addEuro(&w.cells[key[j]], b, int(i))
	}
}

// addEuro adds one row to its cell.
func (w *worker) addEuro(c *cell, b *block, i int) {
	s := c.sum(0)
	s.entries++
	cur := b.currency[i]
	if b.flags[i]&(hasValue|wideValue) == hasValue {
		if w.euro >= 0 && int(cur) == w.euro {
			s.sum.Add(b.coef[i], b.scale[i])
			return
		}
		t := w.tables[cur]
		if at := int64(b.dayFrom[i]) - int64(t.First); at >= 0 && at < int64(len(t.Coef)) && b.precision[i] == uint8(muster.ExactDay) {
			if q, ok := money.Divide(b.coef[i], b.scale[i], t.Coef[at], t.Scale); ok {
				s.sum.Add(q, money.ConvertScale)
				return
			}
		}
	}
	if a, ok := w.value(b, i); ok {
		s.sum.AddAmount(a)
	} else {
		s.partial++
	}
}

// spill moves what a key has in euros to its cell, with the decimals that its amounts had.
func (w *worker) spill(key int) {
	e := &w.euros[key]
	s := w.cells[key].sum(0)
	scale := uint8(bits.Len32(e.scales) - 1)
	for range money.ConvertScale - scale {
		e.sum /= 10 // leaves nothing over: no amount had more decimals
	}
	s.sum.Add(e.sum, scale)
	s.entries += int(e.n)
	e.sum, e.n = 0, 0
}

// settle moves all that is in euros to its cells.
func (w *worker) settle() {
	for k := range w.euros {
		if w.euros[k].n > 0 {
			w.spill(k)
		}
	}
}
