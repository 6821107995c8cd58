package plan

import "math"

// renew is after how many steps the basis is factored anew.
const renew = 64

// idle is after how many steps that gain nothing prices are shifted a little.
const idle = 30

// solve goes on from the basis that it has until nothing is outside its bounds, at most so many steps.
func (s *lp) solve(most int) lpStatus {
	s.refactor()
	s.refresh()
	began := s.steps
	s.shifted, s.idle = nil, 0
	status := s.descend(most)
	if s.shifted != nil {
		copy(s.cost, s.shifted)
		s.shifted = nil
		if status == lpBest && !s.climb(max(0, most-(s.steps-began))) {
			return lpLimit
		}
	}
	return status
}

// shift makes all prices outside the basis a little more different from 0, so that steps gain something.
func (s *lp) shift() {
	if s.shifted == nil {
		s.shifted = append([]float64(nil), s.cost...)
	}
	s.idle = -1 << 30 // once
	for j := range s.d {
		by := 1e-6 * (1 + math.Mod(float64(j)*0.6180339887498949, 1))
		switch s.place[j] {
		case atLower:
			s.cost[j] += by
			s.d[j] += by
		case atUpper:
			s.cost[j] -= by
			s.d[j] -= by
		}
	}
}

func (s *lp) descend(most int) lpStatus {
	stuck := 0
	for step := 0; ; step++ {
		if s.idle > idle {
			s.shift()
		}
		if len(s.f.etas) >= renew {
			s.refactor()
			s.refresh()
		}
		r := s.leaving()
		if r < 0 {
			if len(s.f.etas) == 0 {
				return lpBest
			}
			s.refactor() // what was found by many steps is looked at once more
			s.refresh()
			if r = s.leaving(); r < 0 {
				return lpBest
			}
		}
		if step >= most || step%8 == 7 && s.objective() > s.enough {
			return lpLimit
		}
		s.steps++
		switch s.step(r) {
		case stepDone:
			stuck = 0
		case stepNone:
			if len(s.f.etas) == 0 {
				return lpNone
			}
			s.refactor()
			s.refresh()
		case stepPoor:
			if stuck++; stuck > 3 {
				return lpLimit
			}
			s.refactor()
			s.refresh()
		}
	}
}

type stepResult int

const (
	stepDone stepResult = iota
	stepNone            // nothing can come in
	stepPoor            // the numbers do not agree with each other
)

func (s *lp) step(r int) stepResult {
	p := s.basis[r]
	sign, bound := -1.0, s.lo[p]
	if s.x[p] > s.hi[p] {
		sign, bound = 1, s.hi[p]
	}
	s.price(r)
	q, passed := s.entering(sign, math.Abs(s.x[p]-bound))
	if q < 0 {
		s.ray = int8(sign)
		return stepNone
	}
	clear(s.v)
	for _, e := range s.column(int(q)) {
		s.v[e.at] = e.v
	}
	s.f.forward(s.v, s.w)
	aq := s.alpha[q]
	if math.Abs(s.w[r]-aq) > float64(1e-6*(1+math.Abs(aq))) {
		if len(s.f.etas) > 0 {
			return stepPoor
		}
	}
	if math.Abs(s.w[r]) < 1e-8 {
		return stepPoor
	}
	w := append([]float64(nil), s.w...)
	if len(passed) > 0 {
		clear(s.v)
		for _, f := range passed {
			j := f.j
			if j == q {
				continue
			}
			by := s.hi[j] - s.lo[j]
			if s.place[j] == atUpper {
				by = -by
			}
			s.place[j] = atLower + atUpper - s.place[j]
			s.x[j] += by
			for _, e := range s.column(int(j)) {
				s.v[e.at] += float64(e.v * by)
			}
		}
		s.f.forward(s.v, s.w)
		for i, v := range s.basis {
			s.x[v] -= s.w[i]
		}
	}
	t := s.d[q] / aq
	if math.Abs(t) < 1e-9 {
		s.idle++
	}
	for _, j := range s.hit {
		d := s.d[j] - float64(t*s.alpha[j])
		if s.place[j] == atLower && d < 0 || s.place[j] == atUpper && d > 0 {
			if s.lo[j] != s.hi[j] {
				if s.shifted == nil {
					s.shifted = append([]float64(nil), s.cost...)
				}
				s.cost[j] -= d
			}
			d = 0
		}
		s.d[j] = d
	}
	s.d[q] = 0
	s.d[p] = -t
	move := (s.x[p] - bound) / w[r]
	wr := s.weight[r]
	for i, v := range s.basis {
		if w[i] == 0 {
			continue
		}
		s.x[v] -= float64(w[i] * move)
		if i != r {
			g := w[i] / w[r]
			s.weight[i] = max(s.weight[i], float64(float64(g*g)*wr))
		}
	}
	s.x[q] += move
	s.x[p] = bound
	s.weight[r] = max(wr/float64(w[r]*w[r]), 1)
	if sign > 0 {
		s.place[p] = atUpper
	} else {
		s.place[p] = atLower
	}
	s.basis[r], s.place[q] = q, int32(r)
	s.f.replace(int32(r), w)
	return stepDone
}
