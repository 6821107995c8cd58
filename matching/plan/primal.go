package plan

import "math"

// start is a basis to begin with.
type start struct {
	basis, place []int32
	n            int
}

// keep copies the basis.
func (s *lp) keep() start {
	return start{append([]int32(nil), s.basis...), append([]int32(nil), s.place...), s.n}
}

// from begins with the basis of a problem of which this one has all columns and rows, in the same places,
// and more after them; of those, columns stand at their upper bounds where upper says so.
func (s *lp) from(b start, upper func(j int) bool) {
	shift := func(v int32) int32 {
		if int(v) >= b.n {
			return v + int32(s.n-b.n)
		}
		return v
	}
	for j := range s.place {
		s.place[j] = atLower
		if j >= b.n && j < s.n && upper(j) {
			s.place[j] = atUpper
		}
	}
	for j, at := range b.place {
		s.place[shift(int32(j))] = at
	}
	for i, v := range b.basis {
		s.basis[i] = shift(v)
	}
	for i := len(b.basis); i < s.m; i++ {
		s.basis[i], s.place[s.n+i] = int32(s.n+i), int32(i)
	}
	for i, v := range s.basis {
		s.place[v] = int32(i)
	}
}

// climb is the primal simplex method: it goes on from a basis that is within its bounds, or nearly so,
// to one with the right prices. It says false where the basis is not within them, or steps run out.
func (s *lp) climb(most int) bool {
	s.refactor()
	s.reprice(false)
	weight := make([]float64, s.n+s.m)
	for j := range weight {
		weight[j] = 1
	}
	for _, v := range s.basis {
		x := s.x[v]
		if x < s.lo[v]-1e-5 || x > s.hi[v]+1e-5 {
			return false
		}
	}
	for step := 0; step < most; step++ {
		if len(s.f.etas) >= renew {
			s.refactor()
			s.reprice(false)
		}
		q := s.cheapest(weight)
		if q < 0 {
			if len(s.f.etas) == 0 {
				return true
			}
			s.refactor()
			s.reprice(false)
			if q = s.cheapest(weight); q < 0 {
				return true
			}
		}
		s.steps++
		clear(s.v)
		for _, e := range s.column(q) {
			s.v[e.at] = e.v
		}
		s.f.forward(s.v, s.w)
		w := append([]float64(nil), s.w...)
		sign := 1.0
		if s.place[q] == atUpper {
			sign = -1
		}
		r, t := s.blocking(w, sign, s.hi[q]-s.lo[q])
		if r < 0 { // it goes to its other bound
			s.place[q] = atLower + atUpper - s.place[q]
			s.x[q] += float64(sign * t)
			for i, v := range s.basis {
				s.x[v] -= float64(w[i] * float64(sign*t))
			}
			continue
		}
		s.price(r)
		aq := s.alpha[q]
		if math.Abs(aq-w[r]) > float64(1e-6*(1+math.Abs(aq))) && len(s.f.etas) > 0 {
			s.refactor()
			s.reprice(false)
			continue
		}
		p := s.basis[r]
		td := s.d[q] / w[r]
		wq := weight[q]
		for _, j := range s.hit {
			s.d[j] -= float64(td * s.alpha[j])
			g := s.alpha[j] / w[r]
			weight[j] = max(weight[j], float64(float64(g*g)*wq))
		}
		weight[p] = max(1, wq/float64(w[r]*w[r]))
		s.d[q], s.d[p] = 0, -td
		for i, v := range s.basis {
			s.x[v] -= float64(w[i] * float64(sign*t))
		}
		s.x[q] += float64(sign * t)
		if float64(sign*w[r]) > 0 {
			s.place[p], s.x[p] = atLower, s.lo[p]
		} else {
			s.place[p], s.x[p] = atUpper, s.hi[p]
		}
		s.basis[r], s.place[q] = int32(q), int32(r)
		s.f.replace(int32(r), w)
	}
	return false
}

// cheapest is the variable outside the basis that promises most, −1 if none promises anything.
func (s *lp) cheapest(weight []float64) int {
	best, q := 0.0, -1
	for j := range s.n + s.m {
		d := s.d[j]
		switch s.place[j] {
		case atLower:
			if d >= -priceFit {
				continue
			}
		case atUpper:
			if d <= priceFit {
				continue
			}
		default:
			continue
		}
		if s.lo[j] == s.hi[j] {
			continue
		}
		if g := float64(d*d) / weight[j]; g > best {
			best, q = g, j
		}
	}
	return q
}

// blocking is the place whose variable meets a bound first as one goes its way, and how far it goes; −1
// where its own other bound comes first. Bounds are taken as a little wider, and of those met within that
// the one with the largest entry is picked.
func (s *lp) blocking(w []float64, sign, span float64) (r int, t float64) {
	const slack = 1e-7
	limit := math.Inf(1)
	for i, a := range w {
		a = float64(a * sign)
		if a > priceFit {
			limit = min(limit, (s.x[s.basis[i]]-s.lo[s.basis[i]]+slack)/a)
		} else if a < -priceFit {
			limit = min(limit, (s.x[s.basis[i]]-s.hi[s.basis[i]]-slack)/a)
		}
	}
	if span <= limit {
		return -1, span
	}
	r = -1
	best := 0.0
	for i, a := range w {
		a = float64(a * sign)
		to := 0.0
		switch {
		case a > priceFit:
			to = (s.x[s.basis[i]] - s.lo[s.basis[i]]) / a
		case a < -priceFit:
			to = (s.x[s.basis[i]] - s.hi[s.basis[i]]) / a
		default:
			continue
		}
		if to <= limit && math.Abs(a) > best {
			best, r, t = math.Abs(a), i, to
		}
	}
	return r, max(0, t)
}
