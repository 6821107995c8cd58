package plan

import (
	"fmt"
	"math/rand/v2"

	"muster"
	"muster/item"
)

// sides is which side constraints a market has, and how many of them: shares of 1.
type sides struct {
	lots     float64 // stocks that go in lots of several
	useful   float64 // lines with a smallest useful quantity
	rates    float64 // pairs at another rate than one for one
	packages float64 // lines that are in packages, three each
	types    bool    // whether items can come new
}

var (
	noSides  = sides{}
	fewSides = sides{0.02, 0.02, 0.01, 0.03, false}
	allSides = sides{0.2, 0.25, 0.2, 0.25, true}
)

// market makes so many lines and as many stocks in separate parts, each line with about degree pairs.
func market(seed uint64, n, parts, degree int, with sides) *Problem {
	r := rand.New(rand.NewPCG(seed, uint64(n)))
	p := &Problem{}
	by, lines := make([][]int, parts), make([][]int, parts)
	ready, at := make([]int, n), make([]int, n)
	lot := make([]item.Ratio, n)
	for i := range n {
		ready[i], at[i] = r.IntN(365), r.IntN(1000)
		s := Stock{
			ID: fmt.Sprintf("s%06d", i), Donor: muster.PartyID(fmt.Sprint("d", i%25)),
			Item: item.ID(fmt.Sprintf("i%d-%d", i%parts, i/parts%5)), Free: int64(1 + r.IntN(500)),
		}
		if lot[i] = item.One; r.Float64() < with.lots {
			k := int64(2 + r.IntN(11))
			lot[i], s.Free = number(k), 1+s.Free/k
		}
		p.Stocks = append(p.Stocks, s)
		by[i%parts] = append(by[i%parts], i)
	}
	rates := []item.Ratio{ratioOf("2/3"), ratioOf("3/2"), ratioOf("1/2"), ratioOf("2")}
	for i := range n {
		need := int64(1 + r.IntN(500))
		l := Line{
			ID: fmt.Sprintf("l%06d", i), Requester: muster.PartyID(fmt.Sprint("r", r.IntN(4))), Need: number(need), Open: number(need),
			Weight: 1 << r.IntN(5), NeededBy: muster.Day(r.IntN(365)),
		}
		if r.Float64() < with.useful {
			l.MinLot = number(1 + need/int64(2+r.IntN(8)))
		}
		p.Lines = append(p.Lines, l)
		k, place := r.IntN(parts), r.IntN(1000)
		lines[k] = append(lines[k], i)
		seen := make(map[int]bool)
		for c, want := by[k], min(degree/2+1+r.IntN(degree), len(by[k])); len(seen) < want; {
			o := c[r.IntN(len(c))]
			if seen[o] {
				continue
			}
			seen[o] = true
			q := Pair{Line: i, Stock: o, Each: lot[o], Arrives: muster.Day(ready[o]), Effort: int64(max(place-at[o], at[o]-place))}
			if r.Float64() < with.rates {
				q.Each = q.Each.Times(rates[r.IntN(len(rates))])
			}
			p.Pairs = append(p.Pairs, q)
		}
	}
	if !with.types {
		for i := range p.Stocks {
			for k := range 4 {
				p.Serving = append(p.Serving, Type{muster.PartyID(fmt.Sprint("r", k)), p.Stocks[i].Item})
			}
		}
	}
	for k, of := range lines {
		for i := 0; i+3 <= len(of); i += 3 {
			if r.Float64() >= with.packages {
				continue
			}
			m := Package{ID: fmt.Sprintf("k%d-%d", k, i), Weight: p.Lines[of[i]].Weight}
			for _, l := range of[i : i+3] {
				m.Members = append(m.Members, Member{Line: l, Full: p.Lines[l].Need})
			}
			p.Packages = append(p.Packages, m)
		}
	}
	return p
}
