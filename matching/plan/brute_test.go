package plan

import (
	"fmt"
	"math/big"
	"math/rand/v2"

	"muster"
	"muster/item"
	"muster/money"
)

// ratioOf reads a number as tests write it; "0" too.
func ratioOf(s string) item.Ratio {
	r, ok := new(big.Rat).SetString(s)
	if !ok {
		panic(s)
	}
	return item.RatioOfRat(r)
}

func amountOf(s string) money.Amount { return money.MustParse(s) }

// random makes a small problem in which everything that a problem can say may happen.
func random(r *rand.Rand) *Problem {
	pick := func(all ...string) item.Ratio { return ratioOf(all[r.IntN(len(all))]) }
	p := &Problem{}
	parties := []muster.PartyID{"a", "b"}
	for i := range 1 + r.IntN(3) {
		l := Line{
			ID: fmt.Sprintf("l%d", i), Requester: parties[r.IntN(2)], Need: pick("1", "2", "3", "4", "5", "7/2"),
			Weight: int64(r.IntN(4)), NeededBy: muster.Day(100 + r.IntN(3)*10),
		}
		l.Open = l.Need
		if r.IntN(3) == 0 {
			l.Open = l.Need.Times(pick("1/2", "2/3", "9/10"))
			if r.IntN(2) == 0 {
				l.InTime = l.Need.Minus(l.Open).Times(pick("1", "1/2"))
			}
		}
		if r.IntN(3) == 0 {
			l.MinLot = pick("1", "3/2", "2", "2/3")
		}
		p.Lines = append(p.Lines, l)
	}
	for i := range 1 + r.IntN(3) {
		p.Stocks = append(p.Stocks, Stock{
			ID: fmt.Sprintf("s%d", i), Donor: muster.PartyID(fmt.Sprintf("d%d", r.IntN(3))),
			Item: item.ID(fmt.Sprintf("i%d", r.IntN(3))), Quantum: amountOf("1"), Free: int64(r.IntN(4)),
		})
	}
	for l := range p.Lines {
		for s := range p.Stocks {
			if r.IntN(4) == 0 {
				continue
			}
			q := Pair{Line: l, Stock: s, Each: pick("1", "1", "1", "2/3", "3/2", "1/2", "2", "5/7"), Arrives: muster.Day(90 + r.IntN(4)*10), Effort: int64(r.IntN(4))}
			if r.IntN(9) == 0 {
				q.Pinned = int64(1 + r.IntN(2))
			}
			if r.IntN(20) == 0 {
				q.Arrives += 400
			}
			p.Pairs = append(p.Pairs, q)
		}
	}
	for i := range r.IntN(3) {
		k := Package{ID: fmt.Sprintf("k%d", i), Weight: int64(r.IntN(4))}
		for l := range p.Lines {
			if r.IntN(2) == 0 {
				m := Member{Line: l, Full: pick("1", "2", "3", "5/2"), Have: pick("0", "0", "1/2", "1")}
				if r.IntN(10) == 0 {
					m.Line = NoLine
				}
				k.Members = append(k.Members, m)
				for r.IntN(3) == 0 { // in days of its own, and one line for several parts
					m.Days = &Window{First: muster.Day(80 + r.IntN(4)*10)}
					m.Days.Last = m.Days.First + muster.Day(r.IntN(4)*10)
					switch r.IntN(4) {
					case 0:
						m.Days.First = muster.MinDay
					case 1:
						m.Days.Last = muster.MaxDay
					}
					k.Members[len(k.Members)-1] = m
					if m.Full = pick("1", "2", "3"); r.IntN(2) == 0 {
						k.Members = append(k.Members, m)
					}
				}
			}
		}
		if len(k.Members) > 0 {
			p.Packages = append(p.Packages, k)
		}
	}
	for range r.IntN(3) {
		p.Serving = append(p.Serving, Type{parties[r.IntN(2)], item.ID(fmt.Sprintf("i%d", r.IntN(3)))})
	}
	if r.IntN(2) == 0 {
		p.Options.Fair = map[muster.PartyID]item.Ratio{"d0": ratioOf("1/2"), "d1": ratioOf("1/3"), "d9": ratioOf("1/6")}
	}
	p.Options.Nodes = 100_000
	return p
}

// brute tries every plan and returns the best by level; ok is false if none is allowed. It shares no code
// with what it is compared to, and computes in fractions.
func brute(p *Problem) (best []*big.Rat, ok bool) {
	everyPlan(p, func(v []*big.Rat) {
		if !ok || lexLess(best, v) {
			best, ok = v, true
		}
	})
	return best, ok
}

// everyPlan calls for the levels of every plan that is allowed.
func everyPlan(p *Problem, do func(levels []*big.Rat)) {
	take := make([]int64, len(p.Pairs))
	left := make([]int64, len(p.Stocks))
	for i, s := range p.Stocks {
		left[i] = s.Free
	}
	open := make([]*big.Rat, len(p.Lines))
	for i, l := range p.Lines {
		open[i] = l.Open.Rat()
	}
	var walk func(i int)
	walk = func(i int) {
		if i == len(p.Pairs) {
			do(bruteLevels(p, take))
			return
		}
		q := p.Pairs[i]
		for x := int64(0); x <= left[q.Stock]; x++ {
			got := new(big.Rat).Mul(big.NewRat(x, 1), q.Each.Rat())
			if got.Cmp(open[q.Line]) > 0 {
				break
			}
			if x < q.Pinned || x > 0 && got.Cmp(p.Lines[q.Line].MinLot.Rat()) < 0 {
				continue
			}
			take[i] = x
			left[q.Stock] -= x
			before := open[q.Line]
			open[q.Line] = new(big.Rat).Sub(before, got)
			walk(i + 1)
			left[q.Stock] += x
			open[q.Line] = before
			take[i] = 0
		}
	}
	walk(0)
}

// lexLess says whether b is better; every level is turned so that more is better.
func lexLess(a, b []*big.Rat) bool {
	for l := range a {
		if c := a[l].Cmp(b[l]); c != 0 {
			return c < 0
		}
	}
	return false
}

// bruteLevels is what a plan reaches, levels of which less is better with a minus.
func bruteLevels(p *Problem, take []int64) []*big.Rat {
	num := func(n int64) *big.Rat { return big.NewRat(n, 1) }
	add := func(to *big.Rat, factors ...*big.Rat) {
		f := num(1)
		for _, g := range factors {
			f.Mul(f, g)
		}
		to.Add(to, f)
	}
	met, late, whole, types, effort := num(0), num(0), num(0), num(0), num(0)
	inTime := make([]*big.Rat, len(p.Lines))
	given := map[muster.PartyID]*big.Rat{}
	total := num(0)
	for i, l := range p.Lines {
		inTime[i] = num(0)
		left := l.Open.Rat()
		share := new(big.Rat).Inv(l.Need.Rat())
		came := l.InTime.Rat()
		for j, q := range p.Pairs {
			if q.Line != i || take[j] == 0 {
				continue
			}
			got := new(big.Rat).Mul(num(take[j]), q.Each.Rat())
			left.Sub(left, got)
			days := int64(q.Arrives) - int64(l.NeededBy)
			switch {
			case days <= 0:
				came.Add(came, got)
				inTime[i].Add(inTime[i], got)
			case days > 365:
				add(late, num(-365), got, share, num(l.Weight))
			default:
				add(late, num(-days), got, share, num(l.Weight))
			}
			effort.Sub(effort, num(q.Effort))
			d := p.Stocks[q.Stock].Donor
			if given[d] == nil {
				given[d] = num(0)
			}
			add(given[d], got, share, num(l.Weight))
			add(total, got, share, num(l.Weight))
		}
		met.Add(met, new(big.Rat).Mul(num(l.Weight), new(big.Rat).Mul(came, share)))
		add(late, num(-365), left, share, num(l.Weight))
	}
	for _, k := range p.Packages {
		least := num(1)
		for _, m := range k.Members {
			have := m.Have.Rat()
			if m.Line >= 0 && m.Days == nil {
				have.Add(have, inTime[m.Line])
			}
			for j, q := range p.Pairs {
				if m.Days != nil && q.Line == m.Line && q.Arrives >= m.Days.First && q.Arrives <= m.Days.Last {
					have.Add(have, new(big.Rat).Mul(num(take[j]), q.Each.Rat()))
				}
			}
			if have.Quo(have, m.Full.Rat()); have.Cmp(least) < 0 {
				least = have
			}
		}
		add(whole, least, num(k.Weight))
	}
	known := map[Type]bool{}
	for _, t := range p.Serving {
		known[t] = true
	}
	for j, q := range p.Pairs {
		t := Type{p.Lines[q.Line].Requester, p.Stocks[q.Stock].Item}
		if take[j] > 0 && !known[t] {
			known[t] = true
			types.Sub(types, num(1))
		}
	}
	all := []*big.Rat{met, late, whole, types, effort}
	if p.Options.Fair == nil {
		return all
	}
	spread := num(0)
	for d, g := range given {
		f, ok := p.Options.Fair[d]
		if !ok {
			f = ratioOf("0")
		}
		if over := new(big.Rat).Sub(g, new(big.Rat).Mul(f.Rat(), total)); over.Sign() > 0 {
			spread.Sub(spread, over)
		}
	}
	return append(all, spread)
}
