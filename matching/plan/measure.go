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

// lateness is how many days late a pair counts, at most Never.
func (p *Problem) lateness(i int) int64 { return min(p.Late(i), Never) }

// Measure is what a set of matches reaches on every level that is asked for, exactly.
func (p *Problem) Measure(take []int64) []item.Ratio {
	var met, late sum
	lines := make([]*big.Rat, len(p.Lines)) // what comes in time
	types := make(map[Type]bool)
	effort := new(big.Int)
	given := make(map[muster.PartyID]*sum)
	for _, t := range p.Serving {
		types[t] = true
	}
	serving := len(types)
	type part struct{ inTime, days big.Rat } // of a line: what comes in time, and what comes, times 365 less the days it is late
	of := make([]part, len(p.Lines))
	for i, x := range take {
		if x == 0 {
			continue
		}
		q := &p.Pairs[i]
		got, days := q.meets(x), p.lateness(i)
		l := &of[q.Line]
		if days == 0 {
			l.inTime.Add(&l.inTime, got)
		}
		l.days.Add(&l.days, new(big.Rat).Mul(got, new(big.Rat).SetInt64(Never-days)))
		types[Type{p.Lines[q.Line].Requester, p.Stocks[q.Stock].Item}] = true
		effort.Add(effort, big.NewInt(q.Effort))
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
		l, o := &p.Lines[i], &of[i]
		w := new(big.Rat).SetInt64(l.Weight)
		w.Quo(w, l.Need.Rat())
		come := l.InTime.Rat()
		met.add(come.Mul(w, come.Add(come, &o.inTime)))
		open := l.Open.Rat()
		open.Mul(open, new(big.Rat).SetInt64(Never))
		late.add(open.Mul(w, open.Sub(open, &o.days)))
		lines[i] = &o.inTime
	}
	levels := []item.Ratio{
		item.RatioOfRat(met.value()), item.RatioOfRat(late.value()), item.RatioOfRat(p.whole(lines, take)),
		item.RatioOfRat(new(big.Rat).SetInt64(int64(len(types) - serving))), item.RatioOfRat(new(big.Rat).SetInt(effort)),
	}
	if p.Options.Fair != nil {
		levels = append(levels, item.RatioOfRat(p.spread(given)))
	}
	return levels
}

// whole is the packages' shares times their weights, by what comes in time of each line; where a member has
// days of its own, by what comes then.
func (p *Problem) whole(lines []*big.Rat, take []int64) *big.Rat {
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
				s.Add(s, lines[m.Line])
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

// sum adds numbers of many different denominators: those of the same first, so that no long number is
// reduced more often than there are denominators.
type sum struct{ by map[string]*fraction }

type fraction struct{ num, denom big.Int }

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
	total := new(big.Rat)
	for _, f := range s.by {
		total.Add(total, new(big.Rat).SetFrac(&f.num, &f.denom))
	}
	return total
}
