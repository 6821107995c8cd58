package plan

import (
	"math"
	"math/bits"
)

// model is a question in whole numbers: what is the most that Σ cost·x − Σ charge (of what is not 0) can
// be, where every row's Σ a·x is at most its rhs, every x a whole number between its bounds and, if it is
// not 0, at least use.
type model struct {
	lo, hi []int64
	use    []int64
	charge []int64
	cost   []int64
	follow []bool // follows from the others: shares of packages, which are not branched on
	paid   []bool // by pair, where not nil: using it at all has its price, whether cost says so or not
	rows   []row
	keeps  [levelCount]int // rows that say what a level must keep to, −1 for none

	pairs, flowRows   int   // how many columns are quantities, and how many rows are of them alone
	stockRow, lineRow []int // by stock and line: its row, −1 where it says nothing

	lp      *lp
	rowBy   []float64 // what a row is multiplied with in lp
	colBy   []float64 // a column of lp times this is x
	costBy  float64
	reduced []wide // by column: what one more is worth by the prices of the last bound
	gain    []wide // by column: what it adds to that bound
	total   wide   // that bound
	shift   uint   // all in units of 2^−shift
}

type row struct {
	at  []int32
	val []int64
	rhs int64

	equal bool // Σ a·x is rhs, no less
}

func (m *model) addCol(lo, hi, use, charge, cost int64, follow bool) int32 {
	m.lo, m.hi = append(m.lo, lo), append(m.hi, hi)
	m.use, m.charge, m.cost = append(m.use, max(1, use)), append(m.charge, charge), append(m.cost, cost)
	m.follow = append(m.follow, follow)
	return int32(len(m.lo) - 1)
}

func (m *model) addRow(rhs int64) *row {
	m.rows = append(m.rows, row{rhs: rhs})
	return &m.rows[len(m.rows)-1]
}

func (r *row) put(col int32, v int64) {
	if v != 0 {
		r.at, r.val = append(r.at, col), append(r.val, v)
	}
}

// prepare makes the linear problem in floats, scaled.
func (m *model) prepare() {
	n := len(m.lo)
	m.colBy, m.rowBy = make([]float64, n), make([]float64, len(m.rows))
	for j := range n {
		m.colBy[j] = 1
		if m.hi[j] > 0 {
			m.colBy[j] = math.Ldexp(1, bits.Len64(uint64(m.hi[j])))
			if !m.follow[j] {
				m.colBy[j] = min(m.colBy[j], 1<<10)
			}
		}
	}
	cols := make([][]cell, n)
	rhs := make([]float64, len(m.rows))
	for i := range m.rows {
		r := &m.rows[i]
		most := 0.0
		for k, j := range r.at {
			most = max(most, math.Abs(float64(r.val[k])*m.colBy[j]))
		}
		if most == 0 {
			most = 1
		}
		m.rowBy[i] = 1 / most
		rhs[i] = float64(r.rhs) / most
		for k, j := range r.at {
			cols[j] = append(cols[j], cell{int32(i), float64(r.val[k]) * m.colBy[j] / most})
		}
	}
	m.lp = newLP(cols, rhs)
	m.setCost()
}

// setCost hands the costs on, least where the model asks for most; charges come with the bounds.
func (m *model) setCost() {
	most := 0.0
	for j := range m.cost {
		most = max(most, math.Abs(float64(m.cost[j])*m.colBy[j]), float64(m.charge[j]))
	}
	if most == 0 {
		most = 1
	}
	m.costBy = 1 / most
}

// solve solves the linear problem between bounds.
func (m *model) solve(lo, hi []int64, steps int) lpStatus {
	m.between(lo, hi)
	return m.lp.solve(steps)
}

// between hands bounds to the linear problem, and costs: charges are spread over what may be used at most.
func (m *model) between(lo, hi []int64) {
	s := m.lp
	for j := range m.lo {
		s.lo[j], s.hi[j] = float64(lo[j])/m.colBy[j], float64(hi[j])/m.colBy[j]
		c := float64(m.cost[j])
		if m.charge[j] > 0 && lo[j] == 0 && hi[j] > 0 {
			c -= float64(m.charge[j]) / float64(hi[j])
		}
		s.cost[j] = -c * m.colBy[j] * m.costBy
	}
	for i := range m.rows {
		// What a row can be less than its rhs: with it slacks have bounds too.
		r := &m.rows[i]
		least := 0.0
		for k, j := range r.at {
			v := float64(r.val[k])
			if v > 0 {
				least += float64(v * float64(lo[j]))
			} else {
				least += float64(v * float64(hi[j]))
			}
		}
		s.hi[s.n+i] = max(0, (float64(r.rhs)-least)*m.rowBy[i]) + 1
		if r.equal {
			s.hi[s.n+i] = 0
		}
	}
}

// prices are the rows' prices in whole numbers of 2^−q units of the objective: rounded, so that what is
// concluded from them is exact whatever they are. With free set they are those of a combination of rows,
// to show that nothing fits.
func (m *model) prices(free bool) (y []int64, q uint) {
	s := m.lp
	raw := make([]float64, len(m.rows))
	most, mostCost := 0.0, 0.0
	for i := range raw {
		switch {
		case free:
			raw[i] = s.rho[i] * float64(-s.ray) * m.rowBy[i]
		default:
			raw[i] = -s.y[i] * m.rowBy[i] / m.costBy
		}
		if math.IsNaN(raw[i]) || raw[i] < 0 && !m.rows[i].equal {
			raw[i] = 0
		}
		most = max(most, math.Abs(raw[i]))
	}
	if free && most > 0 {
		for i := range raw {
			raw[i] /= most
		}
		most = 1
	}
	for j := range m.cost {
		mostCost = max(mostCost, math.Abs(float64(m.cost[j])), float64(m.charge[j]))
	}
	q = 44
	for q > 0 && (math.Ldexp(most, int(q)) > 1<<50 || !free && math.Ldexp(mostCost, int(q)) > 1<<60) {
		q--
	}
	y = make([]int64, len(raw))
	for i, v := range raw {
		y[i] = int64(math.Round(max(-(1 << 52), min(math.Ldexp(v, int(q)), 1<<52))))
	}
	return y, q
}

// bound is what the objective cannot pass between bounds, by the prices y: for any y not below 0 (of
// rows that say what is exactly, any at all), Σ y·rhs + Σ the most that a column can add once its rows are paid for. It is exact. Without cost it says,
// where it is below 0, that nothing fits.
func (m *model) bound(y []int64, q uint, lo, hi []int64, free bool) int64 {
	n := len(m.lo)
	m.shift = q
	m.reduced, m.gain = resized(m.reduced, n, wide{}), resized(m.gain, n, wide{})
	var total wide
	if !free {
		for j, c := range m.cost {
			m.reduced[j] = product(c, 1<<q)
		}
	}
	for i, p := range y {
		if p == 0 {
			continue
		}
		r := &m.rows[i]
		total.addProduct(p, r.rhs)
		for k, j := range r.at {
			m.reduced[j].addProduct(-p, r.val[k])
		}
	}
	for j := range n {
		g := m.most(j, lo[j], hi[j], free)
		m.gain[j] = g
		total.add(g)
	}
	m.total = total
	return total.shifted(q)
}

// most is the most that a column can add between bounds.
func (m *model) most(j int, lo, hi int64, free bool) wide {
	d := m.reduced[j]
	var best wide
	charge := m.charge[j]
	if free {
		charge = 0
	}
	if lo == 0 && (hi < m.use[j] || hi == 0) {
		return best
	}
	x := hi
	if d.sign() <= 0 {
		x = max(lo, m.use[j])
	}
	used := scaled(d, x)
	if charge != 0 {
		used.add(product(-charge, 1<<m.shift))
	}
	if lo == 0 && used.sign() < 0 {
		return best
	}
	return used
}

// scaled multiplies with a number of either sign.
func scaled(d wide, x int64) wide {
	if x < 0 {
		return d.times(-x).negative()
	}
	return d.times(x)
}

// tighten narrows bounds to what the last bound leaves possible for solutions that reach at least `least`.
func (m *model) tighten(least int64, lo, hi []int64) {
	slack := m.total
	slack.add(product(-least, 1<<m.shift))
	if slack.sign() < 0 {
		return
	}
	for j := range m.lo {
		if lo[j] == hi[j] || m.follow[j] {
			continue
		}
		d := m.reduced[j]
		if m.charge[j] != 0 || m.use[j] > 1 && lo[j] == 0 {
			m.tightenUse(j, slack, lo, hi)
			continue
		}
		switch d.sign() {
		case 1:
			lo[j] = max(lo[j], hi[j]-slack.over(d))
		case -1:
			hi[j] = min(hi[j], lo[j]+slack.over(d.negative()))
		}
	}
}

// tightenUse decides whether a column is used at all, where using it has a price or a least quantity.
func (m *model) tightenUse(j int, slack wide, lo, hi []int64) {
	if lo[j] != 0 {
		return
	}
	from := m.use[j]
	if hi[j] < from {
		hi[j] = 0
		return
	}
	used := m.most(j, from, hi[j], false)
	if miss := m.gain[j]; m.gain[j].sign() > 0 { // used, and what is missed if it is not
		if slack.less(miss) {
			lo[j] = from
		}
	} else if miss := used.negative(); slack.less(miss) {
		hi[j] = 0
	}
}
