package plan

import "math/big"

// grid is how many steps objectives and rows may have in whole numbers: sums of them, and what is made of
// them in floats, stay exact.
const grid = 1 << 50

// part is a piece of a problem that nothing ties to the rest, in whole numbers.
type part struct {
	p                              *Problem
	lines, stocks, pairs, packages []int // places in the problem, by id

	// By pair.
	line, stock []int32 // places in the part
	each, low   []int64 // of its line, in the line's steps: rounded up, and down
	lo, hi, use []int64
	met, late   []int64 // worth by level, in steps
	effort      []int64
	kind        []int32 // the type it would add, −1 for none
	free        []int64 // by stock
	open, wide  []int64 // by line, in its steps: rounded down, and up
	rough       []bool  // by line: whether steps are not exact
	of, at      [][]int32
	kinds       int
	face        *face   // what is left after levels that flows decide, nil before
	fair        *fair   // only where all parts are one, for the last level
	byWorth     []int32 // pairs that count, from the one that counts most
	kits        []kit
	scale
	fixed bool // whether nothing is to be decided
	plain bool // whether no use is made of its network
}

// scale is what one step is, by level.
type scale struct{ by [levelCount]*big.Rat }

// kit is a package in steps of its share.
type kit struct {
	weight  int64
	full    int64
	members []kitMember
}

type kitMember struct {
	have int64
	at   []int32 // pairs
	val  []int64
}

// newPart puts a part in whole numbers; places are in order of ids.
func newPart(p *Problem, lines, stocks, pairs, packages []int, kindBy []int32) *part {
	a := &part{p: p, lines: lines, stocks: stocks, pairs: pairs, packages: packages}
	n := len(pairs)
	a.line, a.stock = make([]int32, n), make([]int32, n)
	lineAt, stockAt := make(map[int]int32, len(lines)), make(map[int]int32, len(stocks))
	for k, i := range lines {
		lineAt[i] = int32(k)
	}
	for k, i := range stocks {
		stockAt[i] = int32(k)
		a.free = append(a.free, p.Stocks[i].Free)
	}
	a.of, a.at = make([][]int32, len(lines)), make([][]int32, len(stocks))
	a.effort, a.kind = make([]int64, n), make([]int32, n)
	kindAt := make(map[int32]int32)
	for k, i := range pairs {
		q := &p.Pairs[i]
		a.line[k], a.stock[k] = lineAt[q.Line], stockAt[q.Stock]
		a.of[a.line[k]] = append(a.of[a.line[k]], int32(k))
		a.at[a.stock[k]] = append(a.at[a.stock[k]], int32(k))
		a.effort[k], a.kind[k] = q.Effort, -1
		if t := kindBy[i]; t >= 0 {
			at, ok := kindAt[t]
			if !ok {
				at = int32(len(kindAt))
				kindAt[t] = at
			}
			a.kind[k] = at
		}
	}
	a.kinds = len(kindAt)
	a.countQuantities()
	a.countLevels()
	a.countKits(lineAt)
	a.byWorth = a.order()
	a.fixed = true
	for k := range pairs {
		a.fixed = a.fixed && a.lo[k] == a.hi[k]
	}
	return a
}

// countQuantities puts lines in steps, and says how much of each pair there can be.
func (a *part) countQuantities() {
	n := len(a.pairs)
	a.each, a.low, a.lo, a.hi, a.use = make([]int64, n), make([]int64, n), make([]int64, n), make([]int64, n), make([]int64, n)
	a.open, a.wide, a.rough = make([]int64, len(a.lines)), make([]int64, len(a.lines)), make([]bool, len(a.lines))
	for l, i := range a.lines {
		if a.countSmall(int32(l)) {
			continue
		}
		line := &a.p.Lines[i]
		open := line.Open.Rat()
		all := []*big.Rat{open}
		for _, k := range a.of[l] {
			all = append(all, a.p.Pairs[a.pairs[k]].Each.Rat())
		}
		d, exact := steps(all, open)
		a.rough[l] = !exact
		a.open[l], a.wide[l] = floor(scaledBy(open, d)), ceil(scaledBy(open, d))
		var eachs []int64
		for m, k := range a.of[l] {
			if all[m+1].Cmp(open) > 0 {
				a.each[k], a.low[k] = a.open[l]+1, a.wide[l]+1 // never fits
			} else {
				r := scaledBy(all[m+1], d)
				a.each[k], a.low[k] = ceil(r), floor(r)
			}
			eachs = append(eachs, a.each[k])
			a.use[k] = a.least(k)
			a.bounds(k, fits(open, all[m+1]))
		}
		if g := gcdOf(eachs); exact && g > 1 {
			a.coarser(int32(l), g)
		}
	}
}

// bounds says how much of a pair there can be, given how much its line takes.
func (a *part) bounds(k int32, fits int64) {
	a.hi[k] = min(a.free[a.stock[k]], fits)
	if pin := a.p.Pairs[a.pairs[k]].Pinned; pin > 0 {
		a.lo[k] = max(pin, a.use[k])
	}
	if a.hi[k] < a.use[k] {
		a.hi[k] = a.lo[k] // pins were checked
	}
}

// coarser takes steps of a line together, so many as one.
func (a *part) coarser(l int32, g int64) {
	for _, k := range a.of[l] {
		a.each[k], a.low[k] = a.each[k]/g, a.low[k]/g
	}
	a.open[l] /= g
	a.wide[l] = a.open[l]
}

// countSmall is countQuantities for a line whose numbers are small and whose steps are exact; else it is false.
func (a *part) countSmall(l int32) bool {
	open, ok := smallOf(a.p.Lines[a.lines[l]].Open)
	all := []small{open}
	for _, k := range a.of[l] {
		each, small := smallOf(a.p.Pairs[a.pairs[k]].Each)
		all, ok = append(all, each), ok && small
	}
	if !ok {
		return false
	}
	d, exact := smallSteps(all, open)
	if !exact {
		return false
	}
	a.open[l] = open.num * (d / open.den)
	a.wide[l] = a.open[l]
	eachs := make([]int64, len(a.of[l]))
	for m, k := range a.of[l] {
		each := all[m+1]
		a.each[k] = a.open[l] + 1 // never fits
		if each.num*open.den <= open.num*each.den {
			a.each[k] = each.num * (d / each.den)
		}
		a.low[k], eachs[m] = a.each[k], a.each[k]
		a.use[k] = a.least(k)
		a.bounds(k, open.num*each.den/(open.den*each.num))
	}
	if g := gcdOf(eachs); g > 1 {
		a.coarser(l, g)
	}
	return true
}

// fits is how often b goes into a.
func fits(a, b *big.Rat) int64 {
	return floor(new(big.Rat).SetInt(new(big.Int).Div(
		new(big.Int).Mul(a.Num(), b.Denom()), new(big.Int).Mul(a.Denom(), b.Num()))))
}

// least is the fewest quanta of a pair that are of use.
func (a *part) least(k int32) int64 { return a.p.least(a.pairs[k]) }

// least is the fewest quanta of a pair that are of use, at least 1.
func (p *Problem) least(i int) int64 {
	q := &p.Pairs[i]
	lot := p.Lines[q.Line].MinLot
	if lot.Sign() == 0 {
		return 1
	}
	least, ok1 := smallOf(lot)
	each, ok2 := smallOf(q.Each)
	if ok1 && ok2 {
		whole := each.num * least.den
		return max(1, (least.num*each.den+whole-1)/whole)
	}
	return max(1, ceil(p.Lines[q.Line].MinLot.Over(q.Each).Rat()))
}

// countLevels puts what pairs count on the first two levels in steps.
func (a *part) countLevels() {
	n := len(a.pairs)
	a.met, a.late = make([]int64, n), make([]int64, n)
	worth, d := a.worths()
	for k, i := range a.pairs {
		v := worth[k]
		days := a.p.lateness(i)
		if days == 0 {
			a.met[k] = v
		}
		a.late[k] = v * (Never - days)
	}
	by := func(all []int64) *big.Rat {
		g := gcdOf(all)
		for k := range all {
			all[k] /= g
		}
		return new(big.Rat).SetFrac(big.NewInt(g), d)
	}
	a.by[Met], a.by[Lateness] = by(a.met), by(a.late)
	a.by[Types], a.by[Effort] = big.NewRat(1, 1), big.NewRat(1, 1)
}

// worths is what one quantum of each pair counts, in steps, and how many of those are 1.
func (a *part) worths() ([]int64, *big.Int) {
	steps := make([]int64, len(a.pairs))
	if d, ok := a.smallWorths(steps); ok {
		return steps, big.NewInt(d)
	}
	worth := make([]*big.Rat, len(a.pairs))
	for k, i := range a.pairs {
		worth[k] = a.p.worth(i)
	}
	most := new(big.Rat)
	for _, i := range a.lines {
		l := &a.p.Lines[i]
		w := new(big.Rat).SetInt64(l.Weight)
		share := new(big.Rat).Mul(w, l.Open.Over(l.Need).Rat())
		most.Add(most, new(big.Rat).SetInt64(ceil(share)))
	}
	d := countedBy(worth, most.Mul(most, new(big.Rat).SetInt64(Never)))
	for k, r := range worth {
		steps[k] = nearest(scaledBy(r, d))
	}
	return steps, d
}

// smallWorths is worths where all numbers are small; else it is false.
func (a *part) smallWorths(steps []int64) (d int64, ok bool) {
	worth := make([]small, len(a.pairs))
	for k, i := range a.pairs {
		if worth[k], ok = a.p.smallWorth(i); !ok {
			return 0, false
		}
	}
	most := int64(0)
	for _, i := range a.lines {
		l := &a.p.Lines[i]
		open, ok1 := smallOf(l.Open)
		need, ok2 := smallOf(l.Need)
		if !ok1 || !ok2 || l.Weight >= smallMost || most >= grid {
			return 0, false
		}
		share, ok := open.over(need)
		if !ok {
			return 0, false
		}
		most += (share.num*l.Weight + share.den - 1) / share.den
	}
	if most >= grid {
		return 0, false
	}
	d, exact := smallSteps(worth, small{most * Never, 1})
	if !exact {
		d = max(1, d>>6) // as countedBy
	}
	for k, w := range worth {
		if steps[k], ok = w.nearest(d); !ok {
			return 0, false
		}
	}
	return d, true
}

// countKits puts packages in steps of their shares.
func (a *part) countKits(lineAt map[int]int32) {
	var all []*big.Rat
	weight := new(big.Rat).SetInt64(1)
	for _, i := range a.packages {
		k := &a.p.Packages[i]
		weight.Add(weight, new(big.Rat).SetInt64(k.Weight))
		for _, m := range k.Members {
			all = append(all, m.Have.Over(m.Full).Rat())
			if m.Line == NoLine {
				continue
			}
			for _, j := range a.of[lineAt[m.Line]] {
				if q := a.pairs[j]; a.p.counts(&m, q) {
					all = append(all, a.p.Pairs[q].Each.Over(m.Full).Rat())
				}
			}
		}
	}
	d := countedBy(all, weight)
	a.by[Whole] = new(big.Rat).SetFrac(big.NewInt(1), d)
	for _, i := range a.packages {
		k := &a.p.Packages[i]
		t := kit{weight: k.Weight, full: d.Int64()}
		for _, m := range k.Members {
			have := m.Have.Over(m.Full).Rat()
			if have.Cmp(big.NewRat(1, 1)) >= 0 {
				continue
			}
			u := kitMember{have: nearest(scaledBy(have, d))}
			if m.Line != NoLine {
				for _, j := range a.of[lineAt[m.Line]] {
					if q := a.pairs[j]; a.p.counts(&m, q) {
						r := a.p.Pairs[q].Each.Over(m.Full).Rat()
						u.at = append(u.at, j)
						u.val = append(u.val, min(t.full, nearest(scaledBy(r, d))))
					}
				}
			}
			t.members = append(t.members, u)
		}
		a.kits = append(a.kits, t)
	}
}
