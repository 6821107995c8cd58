package plan

import (
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"testing"
	"time"

	"muster"
	"muster/item"
)

// market makes a problem of so many lines and stocks in categories: needs from 1 to 500, priorities,
// days, distances, and side conditions where asked for.
func market(n, cats int, side bool) *Problem {
	r := rand.New(rand.NewPCG(3, uint64(n)))
	type spot struct{ x, y float64 }
	num := func(k int) item.Ratio { return ratioOf(fmt.Sprint(k)) }
	p := &Problem{}
	spots := make([]spot, n)
	by := make([][]int, cats)
	for i := range n {
		spots[i] = spot{r.Float64() * 1500, r.Float64() * 900}
		p.Stocks = append(p.Stocks, Stock{ID: fmt.Sprintf("s%06d", i), Donor: muster.PartyID(fmt.Sprint("d", i%25)), Item: item.ID(fmt.Sprintf("i%d-%d", i%cats, i/cats%5)), Free: int64(1 + r.IntN(500))})
		by[i%cats] = append(by[i%cats], i)
	}
	ready := make([]int, n)
	for i := range ready {
		ready[i] = r.IntN(365)
	}
	for i := range n {
		at := spot{r.Float64() * 1500, r.Float64() * 900}
		need := 1 + r.IntN(500)
		l := Line{ID: fmt.Sprintf("l%06d", i), Requester: muster.PartyID(fmt.Sprint("r", r.IntN(20))), Need: num(need), Open: num(need), Weight: 1 << r.IntN(5), NeededBy: muster.Day(r.IntN(365))}
		if side && r.IntN(4) == 0 {
			l.MinLot = num(1 + need/(2+r.IntN(8)))
		}
		p.Lines = append(p.Lines, l)
		c := by[r.IntN(cats)]
		seen := map[int]bool{}
		for k := min(10+r.IntN(41), len(c)); len(seen) < k; {
			o := c[r.IntN(len(c))]
			if seen[o] {
				continue
			}
			seen[o] = true
			q := Pair{Line: i, Stock: o, Each: item.One, Arrives: muster.Day(ready[o]), Effort: int64(math.Hypot(at.x-spots[o].x, at.y-spots[o].y))}
			if side && r.IntN(5) == 0 {
				q.Each = ratioOf([]string{"2/3", "3/2", "1/2", "2"}[r.IntN(4)])
			}
			p.Pairs = append(p.Pairs, q)
		}
	}
	if side {
		for i := 0; i+3 < n; i += 20 {
			k := Package{ID: fmt.Sprintf("k%d", i), Weight: p.Lines[i].Weight}
			for j := range 3 {
				k.Members = append(k.Members, Member{Line: i + j, Full: p.Lines[i+j].Need})
			}
			p.Packages = append(p.Packages, k)
		}
	}
	return p
}

func TestMarketTimes(t *testing.T) {
	var n, cats int
	var side bool
	if _, err := fmt.Sscan(os.Getenv("PLAN_MARKET"), &n, &cats, &side); err != nil {
		t.Skip("PLAN_MARKET=LINES CATEGORIES true|false")
	}
	p := market(n, cats, side)
	if os.Getenv("PLAN_SERVING") != "" {
		for _, q := range p.Pairs {
			p.Serving = append(p.Serving, Type{p.Lines[q.Line].Requester, p.Stocks[q.Stock].Item})
		}
	}
	began := time.Now()
	plan, err := Solve(p)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d pairs: %v", len(p.Pairs), time.Since(began))
	for _, v := range plan.Levels {
		a, _ := v.Reach.Rat().Float64()
		b, _ := v.Bound.Rat().Float64()
		t.Logf("level %d: %.9g of %.9g, gap %.3g %%, proven %v", v.Level, a, b, 100*math.Abs(a-b)/math.Max(1e-9, math.Abs(a)), v.Proven)
	}
}
