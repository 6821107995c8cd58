package plan

import (
	"math"
	"slices"
)

// lp is a linear problem, least cost·x with rows·x + slack = rhs and everything between bounds, solved by
// the dual simplex method in floats. Nothing that it says is trusted: see [model.bound]. Since every
// variable has finite bounds, each basis is as good a start as any other: where a price has the wrong
// sign the variable goes to its other bound.
type lp struct {
	m, n   int
	cols   [][]cell // by column: rows; slacks are not among them
	rows   [][]cell // by row: columns
	rhs    []float64
	lo, hi []float64 // columns, then slacks
	cost   []float64
	x, d   []float64
	basis  []int32   // by place: variable
	place  []int32   // by variable: −1 for at its lower bound, −2 for at its upper one
	weight []float64 // by place: what an infeasibility counts (Devex)
	f      factor

	y, rho, alpha, w, v []float64
	hit                 []int32 // where alpha is not 0
	inHit               []bool
	unit                []cell    // slack columns
	steps               int       // in all
	idle                int       // steps of this solve that gained nothing
	shifted             []float64 // the costs, while they are shifted
	enough              float64   // an objective that is as bad as none
	ray                 int8      // the sign of the row in rho that shows that nothing fits
}

const (
	atLower    = -1
	atUpper    = -2
	pivotFit   = 1e-7 // what is too small to divide by
	slackPrice = 1e-8 // how wrong a price may become in one step
	priceFit   = 1e-9 // how far from 0 a price may be
	fit        = 1e-7 // how far outside its bounds a variable may be
)

type lpStatus int

const (
	lpBest lpStatus = iota
	lpNone          // nothing fits: rho is a combination of rows that shows it
	lpLimit
)

// newLP makes a problem of columns by row; the basis is the slacks.
func newLP(cols [][]cell, rhs []float64) *lp {
	m, n := len(rhs), len(cols)
	s := &lp{m: m, n: n, cols: cols, rhs: rhs}
	s.rows = make([][]cell, m)
	count := make([]int, m)
	for _, c := range cols {
		for _, e := range c {
			count[e.at]++
		}
	}
	for i := range s.rows {
		s.rows[i] = make([]cell, 0, count[i])
	}
	for j, c := range cols {
		for _, e := range c {
			s.rows[e.at] = append(s.rows[e.at], cell{int32(j), e.v})
		}
	}
	all := n + m
	s.lo, s.hi, s.cost = make([]float64, all), make([]float64, all), make([]float64, all)
	s.x, s.d, s.alpha = make([]float64, all), make([]float64, all), make([]float64, all)
	s.place, s.inHit = make([]int32, all), make([]bool, all)
	s.basis, s.weight = make([]int32, m), make([]float64, m)
	s.y, s.rho, s.w, s.v = make([]float64, m), make([]float64, m), make([]float64, m), make([]float64, m)
	s.unit = make([]cell, m)
	s.enough = math.Inf(1)
	for j := range n {
		s.place[j] = atLower
	}
	for i := range m {
		s.basis[i], s.place[n+i] = int32(n+i), int32(i)
		s.weight[i] = 1
		s.unit[i] = cell{int32(i), 1}
	}
	return s
}

func (s *lp) column(v int) []cell {
	if v >= s.n {
		return s.unit[v-s.n : v-s.n+1]
	}
	return s.cols[v]
}

// refactor makes the basis anew, putting slacks where it is singular.
func (s *lp) refactor() {
	for {
		ok, badCols, badRows := s.f.build(s.m, func(c int) []cell { return s.column(int(s.basis[c])) })
		if ok {
			return
		}
		for i, c := range badCols {
			out := s.basis[c]
			s.place[out] = atLower
			in := int32(s.n) + badRows[i]
			s.basis[c], s.place[in] = in, c
			s.weight[c] = 1
		}
	}
}

// refresh computes prices and values from the basis, and puts variables outside it where their prices want
// them.
func (s *lp) refresh() { s.reprice(true) }

// reprice computes prices and values from the basis; with flip set, variables outside it go where their
// prices want them.
func (s *lp) reprice(flip bool) {
	c := s.w
	for i, v := range s.basis {
		c[i] = s.cost[v]
	}
	s.f.backward(c, s.y)
	for j := range s.n {
		if s.place[j] >= 0 {
			s.d[j] = 0
			continue
		}
		d := s.cost[j]
		for _, e := range s.cols[j] {
			d -= float64(s.y[e.at] * e.v)
		}
		s.d[j] = d
	}
	for i := range s.m {
		if j := s.n + i; s.place[j] < 0 {
			s.d[j] = s.cost[j] - s.y[i]
		} else {
			s.d[j] = 0
		}
	}
	s.values(flip)
}

// values computes where everything is.
func (s *lp) values(flip bool) {
	copy(s.v, s.rhs)
	for j := range s.n + s.m {
		if s.place[j] >= 0 {
			continue
		}
		switch {
		case flip && s.d[j] < -priceFit:
			s.place[j] = atUpper
		case flip && s.d[j] > priceFit:
			s.place[j] = atLower
		}
		x := s.lo[j]
		if s.place[j] == atUpper {
			x = s.hi[j]
		}
		s.x[j] = x
		if x == 0 {
			continue
		}
		for _, e := range s.column(j) {
			s.v[e.at] -= float64(e.v * x)
		}
	}
	s.f.forward(s.v, s.w)
	for i, v := range s.basis {
		s.x[v] = s.w[i]
	}
}

// leaving is the place in the basis that is outside its bounds the most, −1 if none is.
func (s *lp) leaving() int {
	best, r := 0.0, -1
	for i, v := range s.basis {
		x := s.x[v]
		out := max(s.lo[v]-x, x-s.hi[v])
		if out <= float64(fit*(1+float64(math.Abs(x)*1e-6))) {
			continue
		}
		if q := float64(out*out) / s.weight[i]; q > best {
			best, r = q, i
		}
	}
	return r
}

// price computes the row of place r in all variables outside the basis.
func (s *lp) price(r int) {
	clear(s.w)
	s.w[r] = 1
	s.f.backward(s.w, s.rho)
	for _, j := range s.hit {
		s.alpha[j], s.inHit[j] = 0, false
	}
	s.hit = s.hit[:0]
	for i, t := range s.rho {
		if t < tiny && t > -tiny {
			continue
		}
		for _, e := range s.rows[i] {
			if s.place[e.at] >= 0 {
				continue
			}
			if !s.inHit[e.at] {
				s.inHit[e.at] = true
				s.hit = append(s.hit, e.at)
			}
			s.alpha[e.at] += float64(t * e.v)
		}
		if j := int32(s.n + i); s.place[j] < 0 {
			s.alpha[j], s.inHit[j] = t, true
			s.hit = append(s.hit, j)
		}
	}
}

type ratio struct {
	j int32
	t float64
}

// entering finds which variable comes in for place r, which is outside by so much; those that are passed
// on the way and go to their other bounds come before it in the list that is returned.
func (s *lp) entering(sign, out float64) (q int32, passed []ratio) {
	var all []ratio
	largest := 0.0
	for _, j := range s.hit {
		largest = max(largest, math.Abs(s.alpha[j]))
	}
	pivotFit := max(pivotFit, largest*1e-9)
	for _, j := range s.hit {
		if s.lo[j] == s.hi[j] {
			continue
		}
		a := float64(sign * s.alpha[j])
		switch {
		case s.place[j] == atLower && a > pivotFit:
			all = append(all, ratio{j, max(0, s.d[j]) / a})
		case s.place[j] == atUpper && a < -pivotFit:
			all = append(all, ratio{j, min(0, s.d[j]) / a})
		}
	}
	if len(all) == 0 {
		return -1, nil
	}
	slices.SortFunc(all, func(a, b ratio) int {
		switch {
		case a.t < b.t:
			return -1
		case a.t > b.t:
			return 1
		}
		return int(a.j - b.j)
	})
	slope, at := out, 0
	for at < len(all)-1 {
		j := all[at].j
		if slope -= float64(math.Abs(s.alpha[j]) * (s.hi[j] - s.lo[j])); slope < 0 {
			break
		}
		at++
	}
	// A price may be a little wrong for a while, so that of several the one with the largest entry can come in;
	// and rather a smaller step than one that divides by next to nothing.
	for {
		limit := math.Inf(1)
		for k := at; k < len(all) && all[k].t <= limit; k++ {
			j := all[k].j
			limit = min(limit, (math.Abs(s.d[j])+slackPrice)/math.Abs(s.alpha[j]))
		}
		best := at
		for k := at; k < len(all) && all[k].t <= limit; k++ {
			if math.Abs(s.alpha[all[k].j]) > math.Abs(s.alpha[all[best].j]) {
				best = k
			}
		}
		if at == 0 || math.Abs(s.alpha[all[best].j]) > 1e-5 {
			return all[best].j, all[:at]
		}
		at--
	}
}

// objective is what everything costs where it is.
func (s *lp) objective() (z float64) {
	for j, c := range s.cost[:s.n] {
		if c != 0 {
			z += float64(c * s.x[j])
		}
	}
	return z
}
