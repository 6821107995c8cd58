package network

import (
	"bufio"
	"fmt"
	"io"
	"math"
	"math/big"
	"math/rand/v2"

	"muster"
	"muster/item"
	"muster/matching/plan"
)

// NewMarket makes a problem of so many lines and as many stocks in categories: needs from 1 to 500,
// priorities, days, distances. A quarter of the lines has a smallest useful quantity, a fifth of the
// pairs another rate than one for one, and every package is three lines of one category.
func NewMarket(n, categories int) *plan.Problem {
	r := rand.New(rand.NewPCG(3, uint64(n)))
	type spot struct{ x, y float64 }
	place := func() spot { return spot{r.Float64() * 1500, r.Float64() * 900} }
	number := func(num, den int64) item.Ratio { return item.RatioOfRat(big.NewRat(num, den)) }
	rates := []item.Ratio{number(2, 3), number(3, 2), number(1, 2), number(2, 1)}
	p := &plan.Problem{}
	spots, ready := make([]spot, n), make([]int, n)
	by, lines := make([][]int, categories), make([][]int, categories)
	for i := range n {
		spots[i], ready[i] = place(), r.IntN(365)
		p.Stocks = append(p.Stocks, plan.Stock{
			ID: fmt.Sprintf("s%06d", i), Donor: muster.PartyID(fmt.Sprint("d", i%25)),
			Item: item.ID(fmt.Sprintf("i%d-%d", i%categories, i/categories%5)), Free: int64(1 + r.IntN(500)),
		})
		by[i%categories] = append(by[i%categories], i)
	}
	for i := range n {
		at, need := place(), int64(1+r.IntN(500))
		l := plan.Line{
			ID: fmt.Sprintf("l%06d", i), Requester: muster.PartyID(fmt.Sprint("r", r.IntN(4))), Need: number(need, 1), Open: number(need, 1),
			Weight: 1 << r.IntN(5), NeededBy: muster.Day(r.IntN(365)),
		}
		if r.IntN(4) == 0 {
			l.MinLot = number(1+need/int64(2+r.IntN(8)), 1)
		}
		p.Lines = append(p.Lines, l)
		k := r.IntN(categories)
		lines[k] = append(lines[k], i)
		seen := make(map[int]bool)
		for c, want := by[k], min(10+r.IntN(41), len(by[k])); len(seen) < want; {
			o := c[r.IntN(len(c))]
			if seen[o] {
				continue
			}
			seen[o] = true
			q := plan.Pair{
				Line: i, Stock: o, Each: item.One, Arrives: muster.Day(ready[o]),
				Effort: int64(math.Hypot(at.x-spots[o].x, at.y-spots[o].y)),
			}
			if r.IntN(5) == 0 {
				q.Each = rates[r.IntN(len(rates))]
			}
			p.Pairs = append(p.Pairs, q)
		}
	}
	for k, of := range lines {
		for i := 0; i+3 <= len(of); i += 12 {
			m := plan.Package{ID: fmt.Sprintf("k%d-%d", k, i), Weight: p.Lines[of[i]].Weight}
			for _, l := range of[i : i+3] {
				m.Members = append(m.Members, plan.Member{Line: l, Full: p.Lines[l].Need})
			}
			p.Packages = append(p.Packages, m)
		}
	}
	return p
}

// WriteLP writes the first level of a problem, what is met in time, in CPLEX's LP format: least of what it
// is with a minus, since some readers know nothing else.
func WriteLP(to io.Writer, p *plan.Problem) error {
	w := bufio.NewWriterSize(to, 1<<20)
	byLine, byStock := make([][]int, len(p.Lines)), make([][]int, len(p.Stocks))
	fmt.Fprint(w, "Minimize\n obj:")
	for i := range p.Pairs {
		q := &p.Pairs[i]
		byLine[q.Line], byStock[q.Stock] = append(byLine[q.Line], i), append(byStock[q.Stock], i)
		if l := &p.Lines[q.Line]; p.Late(i) == 0 {
			each, _ := q.Each.Over(l.Need).Rat().Float64()
			fmt.Fprintf(w, " - %.15g x%d\n", float64(l.Weight)*each, i)
		}
	}
	fmt.Fprint(w, "Subject To\n")
	for s, of := range byStock {
		if len(of) == 0 {
			continue
		}
		fmt.Fprintf(w, " s%d:", s)
		for _, i := range of {
			fmt.Fprintf(w, " + x%d\n", i)
		}
		fmt.Fprintf(w, " <= %d\n", p.Stocks[s].Free)
	}
	most, least := make([]int64, len(p.Pairs)), make([]int64, len(p.Pairs))
	for l, of := range byLine {
		open := p.Lines[l].Open.Rat()
		all := new(big.Int).Set(open.Denom())
		for _, i := range of {
			d := p.Pairs[i].Each.Rat().Denom()
			all.Mul(all, new(big.Int).Quo(d, new(big.Int).GCD(nil, nil, all, d)))
		}
		scale := func(r *big.Rat) string { return new(big.Rat).Mul(r, new(big.Rat).SetInt(all)).RatString() }
		fmt.Fprintf(w, " l%d:", l)
		for _, i := range of {
			q := &p.Pairs[i]
			fmt.Fprintf(w, " + %s x%d\n", scale(q.Each.Rat()), i)
			f, _ := p.Lines[l].Open.Over(q.Each).Rat().Float64()
			most[i] = min(p.Stocks[q.Stock].Free, int64(f+1e-9))
			f, _ = p.Lines[l].MinLot.Over(q.Each).Rat().Float64()
			least[i] = int64(math.Ceil(f - 1e-9))
		}
		fmt.Fprintf(w, " <= %s\n", scale(open))
	}
	for i, n := range least {
		if n > 1 && most[i] >= n {
			fmt.Fprintf(w, " u%d: x%d - %d y%d <= 0\n m%d: x%d - %d y%d >= 0\n", i, i, most[i], i, i, i, n, i)
		}
	}
	fmt.Fprint(w, "Bounds\n")
	for i, n := range most {
		if n < least[i] {
			n = 0
		}
		fmt.Fprintf(w, " x%d <= %d\n", i, n)
	}
	fmt.Fprint(w, "Generals\n")
	for i := range most {
		fmt.Fprintf(w, " x%d\n", i)
	}
	fmt.Fprint(w, "Binaries\n")
	for i, n := range least {
		if n > 1 && most[i] >= n {
			fmt.Fprintf(w, " y%d\n", i)
		}
	}
	fmt.Fprint(w, "End\n")
	return w.Flush()
}
