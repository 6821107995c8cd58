package pledge

import (
	"math/bits"

	"muster"
	"muster/indicator"
	"muster/money"
)

// The commonest question converts every row into euros at its day's rate.

// euroSum is a key's sum in euros, with money.ConvertScale decimals whatever its amounts had.
type euroSum struct {
	sum    int64 // what overflows goes to the cell's own sum
	n      uint32
	scales uint32 // bit n: some amount had n decimals
}

// divisor divides amounts of one currency and scale by the rate of a day.
type divisor struct {
	rates []int64 // by day from first; 0 where there is none
	unit  uint64  // what an amount is multiplied by before, so that the quotient has its decimals
	first int32   // day
	scale uint32  // bit n: what it gives has n decimals
}

// divisorScales is how many scales of amounts, from 0 up, have divisors; others are divided one by
// one.
const divisorScales = 5

// makeDivisors prepares the division of every currency's amounts; a divisor has no rates where the
// powers of ten do not fit.
func (sc *scan) makeDivisors() {
	sc.divisors = make([]divisor, len(sc.tables)*divisorScales)
	for i := range sc.divisors {
		currency, scale := i/divisorScales, i%divisorScales
		d, t := &sc.divisors[i], sc.tables[currency]
		d.scale = 1 << money.ConvertScale
		if currency == sc.euro {
			// An amount in euros is itself, on every day of the other rates: to go the same way as they do is
			// quicker than to ask which is which.
			t, d.scale = sc.ones(), 1<<scale
		}
		d.prepare(t, scale)
	}
}

func (d *divisor) prepare(t *indicator.Table, scale int) {
	e := money.ConvertScale + int(t.Scale) - scale
	if e < 0 || e > maxExact {
		return
	}
	d.rates, d.first, d.unit = t.Coef, int32(t.First), 1
	for range e {
		d.unit *= 10
	}
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

// on returns the rate of a day; 0 where there is none.
func (d *divisor) on(day int32) int64 {
	if at := uint(int(day) - int(d.first)); at < uint(len(d.rates)) {
		return d.rates[at]
	}
	return 0
}

// quotient returns coef × unit ÷ rate, rounded half to even, or false where it has more than 62 bits or
// there is no rate.
func quotient(coef int64, unit uint64, rate int64) (int64, bool) {
	sign := coef >> 63
	hi, lo := bits.Mul64(uint64((coef^sign)-sign), unit)
	if int64(hi) >= rate {
		return 0, false
	}
	q, rest := bits.Div64(hi, lo, uint64(rate))
	_, up := bits.Sub64(uint64(rate), 2*rest+q&1, 0) // beyond a half, or a half of an odd one
	return (int64(q+up) ^ sign) - sign, q < 1<<62
}

// addEuros is addRow for the commonest question. The loop calls nothing, or its numbers would have to
// leave the registers; what does not go the usual way is added after it.
func (w *worker) addEuros(b *block, sel []uint16, plain bool) {
	if w.euros == nil {
		w.euros = make([]euroSum, len(w.cells))
	}
	if !plain {
		sel = w.plainRows(b, sel)
	}
	odd, divisors, euros := 0, w.divisors, w.euros
	key := w.key[:len(sel)]
	for j := range sel {
		i := sel[j] & (blockRows - 1)
		d := &divisors[int(b.currency[i])*divisorScales+int(b.scale[i])]
		if q, ok := quotient(b.coef[i], d.unit, d.on(b.dayFrom[i])); ok {
			e := &euros[key[j]]
			if sum := e.sum + q; (sum^e.sum)&(sum^q) >= 0 {
				e.sum = sum
				e.n++
				e.scales |= d.scale
				continue
			}
		}
		w.odd[odd&(blockRows-1)] = uint16(j)
		odd++
	}
	for _, j := range w.odd[:odd] {
		k := w.key[j]
		w.spill(int(k)) // it may be full
		w.addEuro(&w.cells[k], b, int(sel[j]))
	}
}

// plainRows adds the rows that cannot be divided by a divisor one by one, and leaves the others with
// their keys.
func (w *worker) plainRows(b *block, sel []uint16) []uint16 {
	n := 0
	for j, i := range sel {
		i &= blockRows - 1
		if b.scale[i] >= divisorScales || b.flags[i]&(hasValue|wideValue) != hasValue || b.precision[i] != uint8(muster.ExactDay) {
			w.addEuro(&w.cells[w.key[j]], b, int(i))
			continue
		}
		w.sel[n], w.key[n] = i, w.key[j]
		n++
	}
	return w.sel[:n]
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
	if e.n == 0 {
		return
	}
	s := w.cells[key].sum(0)
	scale := uint8(bits.Len32(e.scales) - 1)
	for range money.ConvertScale - scale {
		e.sum /= 10 // leaves nothing over: no amount had more decimals
	}
	s.sum.Add(e.sum, scale)
	s.entries += int(e.n)
	e.sum, e.n = 0, 0
}

// mergeEuros takes in what another worker has in euros.
func (w *worker) mergeEuros(o *worker) {
	if w.euros == nil {
		w.euros = o.euros
		return
	}
	for k := range o.euros {
		e, x := &w.euros[k], &o.euros[k]
		if sum := e.sum + x.sum; (sum^e.sum)&(sum^x.sum) < 0 {
			w.spill(k) // it is empty then
		}
		e.sum += x.sum
		e.n += x.n
		e.scales |= x.scales
	}
}

// settle moves all that is in euros to its cells.
func (w *worker) settle() {
	for k := range w.euros {
		w.spill(k)
	}
}
