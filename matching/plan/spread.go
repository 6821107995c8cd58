package plan

import (
	"math/big"

	"muster"
)

// spreadMost is up to how many pairs the last level is searched: it is about all donors, so that parts
// are not apart from each other there.
const spreadMost = 4000

// fair is what donors give beside what they might, in steps.
type fair struct {
	donor []int32 // by pair
	worth []int64 // by pair
	share []int64 // by donor, of all
	all   int64
	by    *big.Rat // what one step is
	most  int64    // what all that is given can be worth
}

// over is what is given over the shares, in steps of 1/all.
func (f *fair) over(x []int64) (sum int64) {
	given := make([]int64, len(f.share))
	total := int64(0)
	for k, v := range x {
		given[f.donor[k]] += f.worth[k] * v
		total += f.worth[k] * v
	}
	for d, g := range given {
		sum += max(0, f.all*g-f.share[d]*total)
	}
	return sum
}

// setFair puts shares in steps; false where they do not fit into the grid.
func (a *part) setFair() bool {
	f := &fair{}
	at := make(map[muster.PartyID]int32)
	var shares, worth []*big.Rat
	for _, i := range a.pairs {
		d := a.p.Stocks[a.p.Pairs[i].Stock].Donor
		n, ok := at[d]
		if !ok {
			n = int32(len(shares))
			at[d] = n
			shares = append(shares, a.p.Options.Fair[d].Rat())
		}
		f.donor = append(f.donor, n)
		worth = append(worth, a.p.worth(i))
	}
	all, d := common(shares, gridInt), common(worth, gridInt)
	if all == nil || d == nil {
		return false
	}
	f.all = all.Int64()
	for _, s := range shares {
		f.share = append(f.share, floor(scaledBy(s, all)))
	}
	for _, w := range worth {
		f.worth = append(f.worth, floor(scaledBy(w, d)))
	}
	g := gcdOf(f.worth)
	most := new(big.Int)
	for k := range f.worth {
		f.worth[k] /= g
	}
	for _, i := range a.lines {
		l := &a.p.Lines[i]
		w := l.Open.Over(l.Need).Rat()
		w.Mul(w, new(big.Rat).SetInt64(l.Weight))
		most.Add(most, big.NewInt(ceil(w.Mul(w, new(big.Rat).SetFrac(d, big.NewInt(g))))))
	}
	if most.Mul(most, all); most.Cmp(gridInt) > 0 {
		return false
	}
	f.most = most.Int64() / f.all
	f.by = new(big.Rat).SetFrac(big.NewInt(g), new(big.Int).Mul(d, all))
	a.fair = f
	return true
}

// buildFair adds to a model what is given in all, and what each donor gives over its share.
func (a *part) buildFair(m *model, reached score) {
	f := a.fair
	total := m.addCol(0, f.most, 1, 0, 0, true)
	r := m.addRow(0)
	r.put(total, 1)
	for k, w := range f.worth {
		r.put(int32(k), -w)
	}
	first := int32(len(m.lo))
	for range f.share {
		m.addCol(0, f.most*f.all, 1, 0, -1, true)
	}
	rows := make([]row, len(f.share))
	for d, s := range f.share {
		rows[d].put(total, -s)
		rows[d].put(first+int32(d), -1)
	}
	for k, d := range f.donor {
		rows[d].put(int32(k), f.all*f.worth[k])
	}
	m.rows = append(m.rows, rows...)
	// Effort: a pair used in part is counted in part here, and in full when it is decided.
	m.paid = make([]bool, len(a.pairs))
	sum := int64(0)
	for _, e := range a.effort {
		sum += e
	}
	shift := uint(20)
	for shift > 0 && sum > (1<<60)>>shift {
		shift--
	}
	m.keeps[Effort] = len(m.rows)
	e := m.addRow(-reached[Effort] << shift)
	for k, by := range a.effort {
		if by > 0 && a.hi[k] > 0 {
			m.paid[k] = true
			e.put(int32(k), (by<<shift)/a.hi[k])
		}
	}
}

// spread decides the last level over all parts together, changes what is taken, and returns what may
// still be gained.
func (s *splitter) spread(pieces []*piece, answers []*answer, take []int64) *big.Rat {
	// Nothing is less than nothing over: what there is may be gained.
	unsearched := func() *big.Rat { return s.p.Measure(take)[Spread].Rat() }
	if len(s.pairs) > spreadMost {
		return unsearched()
	}
	whole := s.whole()
	if !whole.setFair() {
		return unsearched()
	}
	x := make([]int64, len(s.pairs))
	for k, i := range s.pairs {
		x[k] = take[i]
	}
	lo, hi := whole.lo, whole.hi
	if provenAll(answers) {
		at := make([]int, len(take))
		for k, i := range s.pairs {
			at[i] = k
		}
		lo, hi = make([]int64, len(x)), make([]int64, len(x))
		for n, a := range pieces {
			for k, i := range a.pairs {
				lo[at[i]], hi[at[i]] = answers[n].lo[k], answers[n].hi[k]
			}
		}
	}
	nodes := s.p.Options.Nodes
	if nodes == 0 {
		nodes = whole.usualNodes()
	}
	t := search{a: whole, level: Spread, best: x, score: whole.score(x), nodes: nodes}
	t.m = whole.build(Spread, t.score, lo, hi)
	bound := max(t.score[Spread], min(0, t.run()))
	for k, i := range s.pairs {
		take[i] = t.best[k]
	}
	v := new(big.Rat).SetInt64(bound - t.score[Spread])
	return v.Mul(v, whole.fair.by)
}

// provenAll says whether every part is the best there is on all levels before the last.
func provenAll(answers []*answer) bool {
	for _, r := range answers {
		if r.score != r.cap {
			return false
		}
	}
	return true
}
