package plan

import (
	"math"
	"math/bits"

	"muster/matching/flow"
)

// network is the part as a network in which quantities flow: from the ground over a stock and a line back
// to the ground. It says all that a part says of quantities where what a quantum meets follows from the
// stock and the line: then each is so many units of one measure, and a pair passes on what it gets.
// Quanta of several units, and smallest useful quantities, are not in it: it leaves them to the search.
type network struct {
	a     *part
	unit  []int64 // by stock: the units of a quantum
	per   []int64 // by line: the units of one of its steps
	out   []bool  // by pair: at another rate, so not in the network
	whole bool    // whether all pairs are in it
	exact bool    // whether every unit is 1, so that what flows is whole quanta
}

// mostUnits is how many units a quantum may have.
const mostUnits = 1 << 20

// network finds the measure of a part.
func (a *part) network() *network {
	w := &network{a: a, unit: make([]int64, len(a.stocks)), per: make([]int64, len(a.lines)), out: make([]bool, len(a.pairs)), whole: true, exact: true}
	for k := range a.pairs {
		if a.hi[k] == 0 || a.rough[a.line[k]] { // never used, or what it meets is not a whole number of steps
			w.out[k] = true
			w.whole = w.whole && a.hi[k] == 0
		}
	}
	for s := range w.unit {
		if w.unit[s] == 0 {
			w.measure(int32(s))
		}
	}
	for l, n := range w.per {
		if w.per[l] = max(1, n); a.wide[l] > (1<<58)/w.per[l] {
			w.per[l] = 1
			for _, k := range a.of[l] {
				w.out[k], w.whole = true, false
			}
		}
	}
	for _, n := range w.unit {
		w.exact = w.exact && n == 1
	}
	return w
}

// measure walks from a stock over what is tied to it and finds units so that all that can be agree.
func (w *network) measure(from int32) {
	a := w.a
	w.unit[from] = 1
	stocks, lines := []int32{from}, []int32(nil)
	grow := func(by int64) bool { // all so far become finer
		for _, s := range stocks {
			if w.unit[s] > mostUnits/by {
				return false
			}
		}
		for _, l := range lines {
			if w.per[l] > mostUnits/by {
				return false
			}
		}
		for _, s := range stocks {
			w.unit[s] *= by
		}
		for _, l := range lines {
			w.per[l] *= by
		}
		return true
	}
	leave := func(k int32) { w.out[k], w.whole = true, false }
	for i, j := 0, 0; i < len(stocks) || j < len(lines); {
		if i < len(stocks) {
			s := stocks[i]
			i++
			for _, k := range a.at[s] {
				l := a.line[k]
				if w.out[k] {
					continue
				}
				if w.per[l] == 0 {
					if g := gcd(w.unit[s], a.each[k]); !grow(a.each[k] / g) {
						leave(k)
						continue
					}
					w.per[l] = w.unit[s] / a.each[k]
					lines = append(lines, l)
				} else if w.per[l] > mostUnits/a.each[k] || w.per[l]*a.each[k] != w.unit[s] {
					leave(k)
				}
			}
			continue
		}
		l := lines[j]
		j++
		for _, k := range a.of[l] {
			s := a.stock[k]
			if w.out[k] || w.unit[s] != 0 {
				continue
			}
			if w.per[l] > mostUnits/a.each[k] {
				leave(k)
				continue
			}
			w.unit[s] = w.per[l] * a.each[k]
			stocks = append(stocks, s)
		}
	}
}

func gcd(a, b int64) int64 {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

// stream is a network as the relaxation of a model: what it finds is exact, but for what the network
// leaves out, and so are its prices.
type stream struct {
	w      *network
	m      *model
	q      uint // costs are in steps of 2^−q
	solver *flow.Solver
	found  *flow.Result
	lo, hi []int64 // what the solver has
	slope  []int64 // by pair: what a unit costs, where it is not what the model says
}

// Nodes and arcs: the ground, stocks, lines; pairs, stocks, lines.
func (w *network) stockNode(s int) int { return 1 + s }
func (w *network) lineNode(l int) int  { return 1 + len(w.unit) + l }
func (w *network) stockArc(s int) int  { return len(w.a.pairs) + s }
func (w *network) lineArc(l int) int   { return len(w.a.pairs) + len(w.unit) + l }

// stream makes the relaxation of a model that has rows of stocks and lines alone.
func (w *network) stream(m *model) *stream {
	a := w.a
	n := len(a.pairs)
	t := &stream{w: w, m: m}
	exact, sum := true, 0.0
	for k := range n {
		if w.out[k] {
			continue
		}
		exact = exact && m.charge[k] == 0 && m.cost[k]%w.unit[a.stock[k]] == 0
		sum += math.Abs(float64(m.cost[k]))*float64(a.hi[k]) + float64(m.charge[k])
	}
	if !exact {
		for t.q = 20; t.q > 0 && math.Ldexp(sum, int(t.q)) > 1<<59; {
			t.q--
		}
	}
	t.lo, t.hi = append([]int64(nil), m.lo[:n]...), append([]int64(nil), m.hi[:n]...)
	net := flow.NewNetwork(1+len(w.unit)+len(w.per), n+len(w.unit)+len(w.per))
	for range 1 + len(w.unit) + len(w.per) {
		net.AddNode(0)
	}
	for k := range n {
		net.AddArc(t.arc(k))
	}
	for s := range w.unit {
		lo, hi := t.ground(m.stockRow[s], w.unit[s])
		net.AddArc(flow.Arc{From: 0, To: w.stockNode(s), Lower: lo, Upper: hi})
	}
	for l := range w.per {
		lo, hi := t.ground(m.lineRow[l], w.per[l])
		net.AddArc(flow.Arc{From: w.lineNode(l), To: 0, Lower: lo, Upper: hi})
	}
	t.solver = flow.NewSolver(net)
	return t
}

// ground is what may flow between the ground and a node with that row.
func (t *stream) ground(row int, unit int64) (lo, hi int64) {
	if row < 0 {
		return 0, flow.Infinite
	}
	r := &t.m.rows[row]
	if hi = r.rhs * unit; r.equal {
		lo = hi
	}
	return lo, hi
}

// arc is a pair as it is now.
func (t *stream) arc(k int) flow.Arc {
	a, w := t.w.a, t.w
	s := int(a.stock[k])
	r := flow.Arc{From: w.stockNode(s), To: w.lineNode(int(a.line[k]))}
	if w.out[k] {
		return r
	}
	u := w.unit[s]
	r.Lower, r.Upper, r.Cost = t.lo[k]*u, t.hi[k]*u, t.cost(k)
	return r
}

// cost is what a unit of a pair costs: a charge is spread over as much as there can be.
func (t *stream) cost(k int) int64 {
	if t.slope != nil {
		return t.slope[k]
	}
	m := t.m
	u := t.w.unit[t.w.a.stock[k]]
	if t.q == 0 && m.charge[k] == 0 {
		return -m.cost[k] / u // also where it is not exact: prices are prices
	}
	c := float64(m.cost[k])
	if m.charge[k] > 0 && t.lo[k] == 0 && t.hi[k] > 0 {
		c -= float64(m.charge[k]) / float64(t.hi[k])
	}
	return -int64(math.Round(math.Ldexp(c/float64(u), int(t.q))))
}

// solve finds what flows between bounds.
func (t *stream) solve(lo, hi []int64) lpStatus {
	for k := range t.lo {
		if t.w.out[k] || lo[k] == t.lo[k] && hi[k] == t.hi[k] {
			continue
		}
		t.lo[k], t.hi[k] = lo[k], hi[k]
		b := t.arc(k)
		if t.solver.SetBounds(k, b.Lower, b.Upper) != nil || t.m.charge[k] > 0 && t.solver.SetCost(k, b.Cost) != nil {
			return lpLimit
		}
	}
	return t.again()
}

func (t *stream) again() lpStatus {
	switch err := t.solver.Solve(); err.(type) {
	case nil:
		t.found = t.solver.Result()
		return lpBest
	case *flow.InfeasibleError:
		t.found = nil
		return lpNone
	default:
		t.found = nil
		return lpLimit
	}
}

// reslope gives units other costs than the model's, by pair; nil: the model's.
func (t *stream) reslope(by []int64) lpStatus {
	t.slope = by
	for k := range t.lo {
		if !t.w.out[k] && t.solver.SetCost(k, t.cost(k)) != nil {
			return lpLimit
		}
	}
	return t.again()
}

// value is how much of a pair there is, in quanta.
func (t *stream) value(k int32) float64 {
	if t.found == nil || t.w.out[k] {
		return 0
	}
	return float64(t.found.Flow[k]) / float64(t.w.unit[t.w.a.stock[k]])
}

// price is that of a node, in steps of 2^−q a unit, against the ground.
func (t *stream) price(node int) int64 { return t.found.Potential[node] - t.found.Potential[0] }

// prices are those of the model's rows.
func (t *stream) prices() ([]int64, uint) {
	y := make([]int64, len(t.m.rows))
	if t.found == nil {
		return y, t.q
	}
	put := func(row int, p, unit int64) {
		if row < 0 {
			return
		}
		if hi, lo := bits.Mul64(uint64(max(p, -p)), uint64(unit)); hi != 0 || lo > 1<<60 {
			p, unit = min(max(p, -1), 1)<<60, 1 // any price will do
		}
		if p *= unit; p < 0 && !t.m.rows[row].equal {
			p = 0
		}
		y[row] = p
	}
	for s, u := range t.w.unit {
		put(t.m.stockRow[s], t.price(t.w.stockNode(s)), u)
	}
	for l, u := range t.w.per {
		put(t.m.lineRow[l], -t.price(t.w.lineNode(l)), u)
	}
	return y, t.q
}
