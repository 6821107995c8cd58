package pledge

import (
	"muster"
	"muster/indicator"
	"muster/money"
)

// add adds the chosen rows to their cells.
func (w *worker) add(b *block, s *summary, sel []uint16) {
	if len(sel) == 0 {
		return
	}
	if w.cells == nil {
		w.addSparse(b, sel)
		return
	}
	key := w.key[:len(sel)]
	d := 0
	if len(w.dims) > 1 && w.dims[0].column != nil && w.dims[1].column != nil {
		// Both at once, since nearly every question is by two of them.
		first, second, card := w.dims[0].column(b), w.dims[1].column(b), uint32(w.dims[1].card)
		for j, i := range sel {
			i &= blockRows - 1
			key[j] = uint32(first[i])*card + uint32(second[i])
		}
		d = 2
	}
	for ; d < len(w.dims); d++ {
		x := &w.dims[d]
		card := uint32(x.card)
		if d == 0 {
			card = 0 // the first dimension sets the key, whatever an earlier block left there
		}
		for j, i := range sel {
			key[j] = key[j]*card + x.code(b, int(i))
		}
	}
	if len(w.dims) == 0 {
		clear(key)
	}
	if w.divisors != nil {
		w.addEuros(b, sel, s.plain)
		return
	}
	for j, i := range sel {
		w.addRow(&w.cells[key[j]], b, int(i))
	}
}

func (w *worker) addSparse(b *block, sel []uint16) {
	for _, i := range sel {
		var key uint64
		for d := range w.dims {
			key = key*max(w.dims[d].card, 1) + uint64(w.dims[d].code(b, int(i)))
		}
		c := w.sparse[key]
		if c == nil {
			c = new(cell)
			w.sparse[key] = c
		}
		w.addRow(c, b, int(i))
	}
}

func (w *worker) addRow(c *cell, b *block, i int) {
	cur := b.currency[i]
	switch {
	case w.q.Rate == ReferenceRate:
		cur = 0
	case b.flags[i]&(hasConverted|convMarked) != 0:
		cur = b.convCurrency[i]
	}
	s := c.sum(cur)
	s.entries++
	if w.q.Rate == SourceRate {
		// Nearly every row: an amount as such costs an allocation.
		switch f := b.flags[i]; {
		case f&(hasConverted|wideConv) == hasConverted:
			s.sum.Add(b.conv[i], b.convScale[i])
			return
		case f&(hasConverted|convMarked|wideConv|hasValue|wideValue) == hasValue:
			s.sum.Add(b.coef[i], b.scale[i])
			return
		}
	}
	if a, ok := w.value(b, i); ok {
		s.sum.AddAmount(a)
	} else {
		s.partial++
	}
}

// value is what a row adds: the source's own conversion, or where it gives none the amount as
// said; or the amount as said at the reference rate of its day.
func (sc *scan) value(b *block, i int) (money.Amount, bool) {
	row := sc.rowAt(b, i)
	if sc.q.Rate == SourceRate {
		return sc.p.sourceValue(b, i, row)
	}
	a, ok := sc.p.amount(b, i, row)
	if !ok {
		return a, false
	}
	cur := money.Currency(sc.p.currencies.list[b.currency[i]])
	if cur == sc.q.Currency {
		return a, true
	}
	if muster.Precision(b.precision[i]) != muster.ExactDay {
		return a, false
	}
	return convert(a, cur, sc.tables[b.currency[i]], sc.target, muster.Day(b.dayFrom[i]))
}

// convert turns an amount into euros, or into the target's currency, rounding once.
func convert(a money.Amount, cur money.Currency, from, target *indicator.Table, d muster.Day) (money.Amount, bool) {
	one := money.New(1, 0)
	div, mul := one, one
	if cur != "EUR" {
		c, ok := from.On(d)
		if !ok {
			return a, false
		}
		div = money.New(c, from.Scale)
	}
	if target != nil {
		c, ok := target.On(d)
		if !ok {
			return a, false
		}
		mul = money.New(c, target.Scale)
	}
	if a.Scale()+mul.Scale() > maxExact {
		return a, false
	}
	out, err := a.Mul(mul, a.Scale()+mul.Scale()).Quo(div, money.ConvertScale)
	return out, err == nil
}

// maxExact is the most decimals an amount can have.
const maxExact = 19

// rowAt is the number of a row, needed only for what lies beside the columns.
func (sc *scan) rowAt(b *block, i int) uint32 {
	if b.flags[i]&(wideValue|wideConv) == 0 {
		return 0
	}
	row, _ := sc.p.rowOf(b.stmt[i])
	return row
}

// amount is a row's amount as said.
func (p *Part) amount(b *block, i int, row uint32) (money.Amount, bool) {
	switch {
	case b.flags[i]&wideValue != 0:
		return p.wide[row], true
	case b.flags[i]&hasValue != 0:
		return money.New(b.coef[i], b.scale[i]), true
	}
	return money.Amount{}, false
}

// sourceValue is a row's value by the source's own conversion, or as said where it gives none.
func (p *Part) sourceValue(b *block, i int, row uint32) (money.Amount, bool) {
	switch {
	case b.flags[i]&wideConv != 0:
		return p.wideConv[row], true
	case b.flags[i]&hasConverted != 0:
		return money.New(b.conv[i], b.convScale[i]), true
	case b.flags[i]&convMarked != 0:
		return money.Amount{}, false
	}
	return p.amount(b, i, row)
}

// sourceCurrency is the currency of sourceValue.
func (p *Part) sourceCurrency(b *block, i int) money.Currency {
	if b.flags[i]&(hasConverted|convMarked) != 0 {
		return money.Currency(p.currencies.list[b.convCurrency[i]])
	}
	return money.Currency(p.currencies.list[b.currency[i]])
}
