package plan

import (
	"math/big"

	"muster"
	"muster/item"
)

// worth is what one quantum of a pair counts: its share of the line, times the weight.
func (p *Problem) worth(i int) *big.Rat {
	q := &p.Pairs[i]
	l := &p.Lines[q.Line]
	r := q.Each.Over(l.Need).Rat()
	return r.Mul(r, new(big.Rat).SetInt64(l.Weight))
}

// smallWorth is worth where it is small.
func (p *Problem) smallWorth(i int) (small, bool) {
	q := &p.Pairs[i]
	l := &p.Lines[q.Line]
	each, ok1 := smallOf(q.Each)
	need, ok2 := smallOf(l.Need)
	if !ok1 || !ok2 || l.Weight >= smallMost {
		return small{}, false
	}
	r, ok := each.over(need)
	if !ok {
		return r, false
	}
	return r.times(small{l.Weight, 1})
}

// lateness is how many days late a pair counts, at most Never.
func (p *Problem) lateness(i int) int64 { return min(p.Late(i), Never) }

// Measure is what a set of matches reaches on every level that is asked for, exactly.
func (p *Problem) Measure(take []int64) []item.Ratio {
	var met, late sum
	types := make(map[Type]bool)
	var effort wide
	given := make(map[muster.PartyID]*sum)
	for _, t := range p.Serving {
		types[t] = true
	}
	serving := len(types)
	of := make([]came, len(p.Lines))
	for i, x := range take {
		if x == 0 {
			continue
		}
		q := &p.Pairs[i]
		of[q.Line].add(q, x, p.lateness(i))
		types[Type{p.Lines[q.Line].Requester, p.Stocks[q.Stock].Item}] = true
		effort.add(product(q.Effort, 1))
		if p.Options.Fair == nil {
			continue
		}
		d := p.Stocks[q.Stock].Donor
		if given[d] == nil {
			given[d] = new(sum)
		}
		w := p.worth(i)
		given[d].add(w.Mul(w, new(big.Rat).SetInt64(x)))
	}
	for i := range p.Lines {
		p.Lines[i].measure(&of[i], &met, &late)
	}
	inTime := func(line int) *big.Rat { return of[line].inTime.rat() }
	levels := []item.Ratio{
		item.RatioOfRat(met.value()), item.RatioOfRat(late.value()), item.RatioOfRat(p.whole(inTime, take)),
		item.RatioOfRat(new(big.Rat).SetInt64(int64(len(types) - serving))), item.RatioOfRat(new(big.Rat).SetInt(effort.int())),
	}
	if p.Options.Fair != nil {
		levels = append(levels, item.RatioOfRat(p.spread(given)))
	}
	return levels
}

// came is what comes of a line: in time, and all of it, times 365 less the days it is late.
type came struct{ inTime, days tally }

func (c *came) add(q *Pair, x, late int64) {
	each, ok := smallOf(q.Each)
	ok = ok && x < smallMost
	var got, days small
	if ok {
		got, ok = each.times(small{x, 1})
	}
	if late == 0 {
		c.inTime.add(got, ok, func() *big.Rat { return q.meets(x) })
	}
	if ok {
		days, ok = got.times(small{Never - late, 1})
	}
	c.days.add(days, ok, func() *big.Rat {
		r := q.meets(x)
		return r.Mul(r, new(big.Rat).SetInt64(Never-late))
	})
}

// measure adds what a line counts of which so much came.
func (l *Line) measure(c *came, met, late *sum) {
	if m, d, ok := l.measured(c); ok {
		met.addSmall(m)
		late.addSmall(d)
		return
	}
	w := new(big.Rat).SetInt64(l.Weight)
	w.Quo(w, l.Need.Rat())
	come := l.InTime.Rat()
	met.add(come.Mul(w, come.Add(come, c.inTime.rat())))
	open := l.Open.Rat()
	open.Mul(open, new(big.Rat).SetInt64(Never))
	late.add(open.Mul(w, open.Sub(open, c.days.rat())))
}

// measured is measure for numbers that are small.
func (l *Line) measured(c *came) (met, late small, ok bool) {
	need, ok1 := smallOf(l.Need)
	open, ok2 := smallOf(l.Open)
	firm, ok3 := smallOf(l.InTime)
	come, ok4 := c.inTime.small()
	days, ok5 := c.days.small()
	if !ok1 || !ok2 || !ok3 || !ok4 || !ok5 || l.Weight >= smallMost {
		return met, late, false
	}
	w, ok1 := small{l.Weight, 1}.over(need)
	come, ok2 = come.plus(firm)
	open, ok3 = open.times(small{Never, 1})
	if !ok1 || !ok2 || !ok3 {
		return met, late, false
	}
	days.num = -days.num
	left, ok1 := open.plus(days)
	met, ok2 = w.times(come)
	if !ok1 || !ok2 {
		return met, late, false
	}
	late, ok = w.times(left)
	return met, late, ok
}

// whole is the packages' shares times their weights, by what comes in time of each line; where a member has
// days of its own, by what comes then.
func (p *Problem) whole(inTime func(line int) *big.Rat, take []int64) *big.Rat {
	var all sum
	of := p.withDays(take)
	for i := range p.Packages {
		k := &p.Packages[i]
		share := big.NewRat(1, 1)
		for _, m := range k.Members {
			s := m.Have.Rat()
			switch {
			case m.Line == NoLine:
			case m.Days == nil:
				s.Add(s, inTime(m.Line))
			default:
				for _, j := range of[m.Line] {
					if p.counts(&m, j) {
						s.Add(s, p.Pairs[j].meets(take[j]))
					}
				}
			}
			if s.Quo(s, m.Full.Rat()); s.Cmp(share) < 0 {
				share = s
			}
		}
		all.add(new(big.Rat).Mul(share, new(big.Rat).SetInt64(k.Weight)))
	}
	return all.value()
}

// withDays are the pairs that are used of lines with members that have days of their own; nil where there are
// none.
func (p *Problem) withDays(take []int64) map[int][]int {
	var of map[int][]int
	for i := range p.Packages {
		for _, m := range p.Packages[i].Members {
			if m.Line == NoLine || m.Days == nil {
				continue
			}
			if of == nil {
				of = make(map[int][]int)
			}
			of[m.Line] = nil
		}
	}
	if of == nil {
		return nil
	}
	for j, x := range take {
		if x == 0 {
			continue
		}
		if all, ok := of[p.Pairs[j].Line]; ok {
			of[p.Pairs[j].Line] = append(all, j)
		}
	}
	return of
}

// spread is what donors give over their indicative share of what is given.
func (p *Problem) spread(given map[muster.PartyID]*sum) *big.Rat {
	total := new(big.Rat)
	for _, g := range given { // exact, so in any order
		total.Add(total, g.value())
	}
	over := new(big.Rat)
	for d, g := range given {
		o := p.Options.Fair[d].Rat()
		o.Mul(o, total)
		if o.Sub(g.value(), o); o.Sign() > 0 {
			over.Add(over, o)
		}
	}
	return over
}

// sum adds numbers of many different denominators: those of the same first, and in the end all over one, so
// that no long number is ever reduced but the last.
type sum struct {
	small map[int64]wide // by denominator
	by    map[string]*fraction
}

type fraction struct{ num, denom big.Int }

func (s *sum) addSmall(r small) {
	if r.num == 0 {
		return
	}
	if s.small == nil {
		s.small = make(map[int64]wide)
	}
	w := s.small[r.den]
	w.add(product(r.num, 1))
	s.small[r.den] = w
}

func (s *sum) add(r *big.Rat) {
	if r.Sign() == 0 {
		return
	}
	if s.by == nil {
		s.by = make(map[string]*fraction)
	}
	k := string(r.Denom().Bytes())
	f := s.by[k]
	if f == nil {
		f = new(fraction)
		f.denom.Set(r.Denom())
		s.by[k] = f
	}
	f.num.Add(&f.num, r.Num())
}

func (s *sum) value() *big.Rat {
	all := make([]*fraction, 0, len(s.small)+len(s.by))
	for d, w := range s.small {
		f := new(fraction)
		f.num.Set(w.int())
		f.denom.SetInt64(d)
		all = append(all, f)
	}
	for _, f := range s.by {
		all = append(all, f)
	}
	common, g, q := big.NewInt(1), new(big.Int), new(big.Int)
	for _, f := range all {
		g.GCD(nil, nil, common, &f.denom)
		common.Mul(common, q.Quo(&f.denom, g))
	}
	total := new(big.Int)
	for _, f := range all {
		total.Add(total, g.Mul(&f.num, q.Quo(common, &f.denom)))
	}
	return new(big.Rat).SetFrac(total, common)
}
