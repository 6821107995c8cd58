package plan

import "math"

// relaxBy picks what a node is relaxed to: the network where it says all of it, else the linear problem.
func (s *search) relaxBy() {
	w, m := s.w, s.m
	if w != nil && w.whole && m.flows() {
		s.flow = w.stream(m)
		return
	}
	m.prepare()
}

// flows says whether a model is of quantities, stocks and lines alone.
func (m *model) flows() bool {
	if len(m.lo) != m.pairs {
		return false
	}
	for i := range m.rows[m.flowRows:] {
		if len(m.rows[m.flowRows+i].at) > 0 {
			return false
		}
	}
	return true
}

// relax solves the relaxation between bounds and returns prices; none where nothing fits.
func (s *search) relax(root bool) (y []int64, q uint, none bool) {
	m := s.m
	if s.flow != nil {
		if s.flow.solve(s.lo, s.hi) == lpNone {
			return nil, 0, true
		}
		y, q = s.flow.prices()
		return y, q, false
	}
	limit := 1000 + 4*len(m.rows)
	if root && s.begin.basis != nil {
		m.lp.from(s.begin, func(j int) bool { return !m.follow[j] })
		m.between(s.lo, s.hi)
		m.lp.climb(limit) // where it fails the dual method goes on from anywhere
	}
	if !root {
		limit = 100 + len(m.rows)/2
	}
	m.lp.enough = -(float64(s.score[s.level]) - 0.01*math.Abs(float64(s.score[s.level])) - 1) * m.costBy
	status := m.solve(s.lo, s.hi, limit)
	if root {
		s.root = m.lp.keep()
	}
	if status == lpNone {
		if y, q := m.prices(true); m.bound(y, q, s.lo, s.hi, true) < 0 {
			return nil, 0, true
		}
	}
	y, q = m.prices(false)
	return y, q, false
}

// slopings is how often slopes are set at most.
const slopings = 40

// slopes looks for plans that pay few charges: what a pair carries bears its charge, so that a unit costs
// the less the more of it there is, until what flows stays as it is (Kim and Pardalos 1999).
func (s *search) slopes() {
	t, m := s.flow, s.m
	paid := false
	for _, c := range m.charge {
		paid = paid || c > 0
	}
	if !paid || t.solve(s.rootLo, s.rootHi) != lpBest {
		return
	}
	slope := make([]int64, len(t.lo))
	for k := range slope {
		if !t.w.out[k] {
			slope[k] = t.cost(k)
		}
	}
	before := append([]int64(nil), t.found.Flow...)
	for range slopings {
		for k := range slope {
			u := t.w.unit[t.w.a.stock[k]]
			if x := t.found.Flow[k]; x > 0 && m.charge[k] > 0 && !t.w.out[k] {
				slope[k] = int64(math.Ldexp(float64(m.charge[k])/float64(x)-float64(m.cost[k])/float64(u), int(t.q)))
			}
		}
		if t.reslope(slope) != lpBest {
			break
		}
		s.improve()
		same := true
		for k, x := range t.found.Flow {
			same = same && x == before[k]
		}
		if same {
			break
		}
		copy(before, t.found.Flow)
	}
	t.reslope(nil)
}
