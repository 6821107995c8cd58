package plan

import (
	"math"
	"slices"
)

// face is all plans of a part that are the best on the levels so far: where flows reach the best there is,
// each quantity is fixed or free between its bounds, and so is what each stock gives and each line gets.
// It does not depend on which of the best flows was found.
type face struct {
	lo, hi      []int64 // by pair
	stock, line []int64 // what stocks give and lines get, in quanta and steps, where it is fixed
	stockFix    []bool
	lineFix     []bool
	level       Level // levels up to this one are kept by it
}

// face is what a flow leaves open: all flows that cost as little. A flow differs from another by rounds
// that cost nothing, so an arc is free only where it lies on one: between nodes that can reach each other
// over arcs whose reduced cost is 0 and that can carry more, or less; and it is no bridge of those.
func (t *stream) face(level Level) *face {
	w, a := t.w, t.w.a
	net := t.solver.Network()
	nodes := net.Nodes()
	g := newCircuits(nodes)
	for i := range net.Arcs() {
		arc := net.Arc(i)
		if arc.Lower == arc.Upper || t.found.ReducedCost(arc) != 0 {
			continue
		}
		x := t.found.Flow[i]
		g.add(int32(i), int32(arc.From), int32(arc.To), x < arc.Upper, x > arc.Lower)
	}
	g.find()
	f := &face{
		lo: append([]int64(nil), t.lo...), hi: append([]int64(nil), t.hi...), level: level,
		stock: make([]int64, len(w.unit)), line: make([]int64, len(w.per)), stockFix: make([]bool, len(w.unit)), lineFix: make([]bool, len(w.per)),
	}
	free := make([]bool, net.Arcs())
	for _, i := range g.free {
		free[i] = true
	}
	for k := range a.pairs {
		if !free[k] {
			x := t.found.Flow[k]
			f.lo[k], f.hi[k] = x, x // units are quanta
		}
	}
	for s := range w.unit {
		f.stockFix[s], f.stock[s] = !free[w.stockArc(s)], t.found.Flow[w.stockArc(s)]
	}
	for l := range w.per {
		f.lineFix[l], f.line[l] = !free[w.lineArc(l)], t.found.Flow[w.lineArc(l)]/w.per[l]
	}
	return f
}

// faces says whether the search reached what the network allows, so that its best flows are all plans that
// are the best on the level, but for smallest useful quantities; the network then holds such a flow.
func (s *search) faces() bool {
	t := s.flow
	if t == nil || !t.w.exact || t.q != 0 || s.rootY == nil || s.bound != s.score[s.level] {
		return false
	}
	lo, hi := slices.Clone(s.m.lo), slices.Clone(s.m.hi)
	s.useful(lo, hi)
	return t.solve(lo, hi) == lpBest
}

// onto narrows bounds to the face.
func (f *face) onto(lo, hi []int64) {
	for k := range lo {
		lo[k], hi[k] = max(lo[k], f.lo[k]), min(hi[k], f.hi[k])
	}
}

// held are prices that keep the levels so far, in whole steps of them: those of rows that every plan of
// the part keeps to, on a face or not, and of rows that would keep each level.
type held struct {
	stock, line []int64
	per         [levelCount]int64
	worth       []float64 // by pair: what a quantum counts by all of them
}

// with adds the prices of a level to those that keep the levels before, which are taken as often as it
// needs so that no price is below 0 and nothing would change that the levels before fix.
func (h *held) with(s *search, y []int64) *held {
	a, m := s.a, s.m
	now := &held{stock: make([]int64, len(a.stocks)), line: make([]int64, len(a.lines)), worth: make([]float64, len(a.pairs))}
	at := func(row int) int64 {
		if row < 0 {
			return 0
		}
		return y[row]
	}
	for i, row := range m.stockRow {
		now.stock[i] = at(row)
	}
	for i, row := range m.lineRow {
		now.line[i] = at(row)
	}
	for k := range now.worth {
		c := float64(m.cost[k])
		if m.charge[k] > 0 && a.hi[k] > 0 {
			c -= float64(m.charge[k]) / float64(a.hi[k])
		}
		now.worth[k] = math.Ldexp(c, int(s.rootQ))
	}
	if h != nil {
		times := h.times(a, now)
		for i, p := range h.stock {
			now.stock[i] += times * p
		}
		for i, p := range h.line {
			now.line[i] += times * p
		}
		for k, v := range h.worth {
			now.worth[k] += float64(times) * v
		}
		for l, p := range h.per {
			now.per[l] = times * p
		}
		now.per[a.face.level] = times
	}
	for _, all := range [][]int64{now.stock, now.line} {
		for i, p := range all {
			all[i] = max(0, p)
		}
	}
	return now
}

// times is how often the prices before are taken. Any number makes a bound; a good one a good bound.
func (h *held) times(a *part, now *held) int64 {
	most, largest := 0.0, 1.0
	for _, of := range [][2][]int64{{h.stock, now.stock}, {h.line, now.line}} {
		for i, p := range of[0] {
			if largest = max(largest, float64(p)); p > 0 && of[1][i] < 0 {
				most = max(most, -float64(of[1][i])/float64(p))
			}
		}
	}
	for k := range h.worth {
		if a.hi[k] == 0 {
			continue
		}
		s, l := a.stock[k], a.line[k]
		before := h.worth[k] - float64(h.stock[s]) - float64(a.each[k])*float64(h.line[l])
		d := now.worth[k] - float64(now.stock[s]) - float64(a.each[k])*float64(now.line[l])
		if math.Abs(before) >= 1 && before*d < 0 {
			most = max(most, -d/before)
		}
	}
	for _, p := range h.per {
		largest = max(largest, float64(p))
	}
	return int64(min(math.Ceil(most), math.Ldexp(1, 58)/largest))
}

// unfaced is the model of a level and its prices where nothing was concluded from levels before.
func (s *search) unfaced(now *held) (*model, []int64) {
	a, f := s.a, s.a.face
	a.face = nil
	m := a.build(s.level, s.score, a.lo, a.hi)
	a.face = f
	all := make([]int64, len(m.rows))
	for i, row := range m.stockRow {
		if row >= 0 {
			all[row] = now.stock[i]
		}
	}
	for i, row := range m.lineRow {
		if row >= 0 {
			all[row] = now.line[i]
		}
	}
	for l := range f.level + 1 {
		if row := m.keeps[l]; row >= 0 {
			all[row] = now.per[l]
		}
	}
	return m, all
}
