package plan

import (
	"cmp"
	"math"
	"slices"
)

const (
	dives     = 24  // how often a dive goes on at most
	divesFrom = 500 // pairs: with fewer the search itself is soon at the bottom
)

// dive goes down from the root quickly, to find a good plan: of what the linear problem uses by halves
// (less than what is of use, a price paid in part, a type that comes in part) the slighter half is left
// out, then what comes out in parts of quanta is rounded down by halves, and what is found each time is
// tried, rounded.
func (s *search) dive() {
	m := s.m
	copy(s.lo, s.rootLo)
	copy(s.hi, s.rootHi)
	if m.solve(s.lo, s.hi, 1000+4*len(m.rows)) != lpBest {
		return
	}
	type half struct {
		j int32
		f float64
	}
	for range dives {
		var halves, odd []half
		for j := range int32(len(m.lo)) {
			if s.lo[j] == s.hi[j] || m.follow[j] {
				continue
			}
			x, full := s.value(j), 0.0
			if f := x - math.Floor(x); f > 1e-6 && f < 1-1e-6 {
				odd = append(odd, half{j, f})
			}
			if s.lo[j] != 0 {
				continue
			}
			switch {
			case m.use[j] > 1:
				full = float64(m.use[j])
			case m.charge[j] > 0 || m.cost[j] < 0:
				full = float64(s.hi[j])
			}
			if x > 1e-6 && x < full-1e-6 {
				halves = append(halves, half{j, x / full})
			}
		}
		order := func(a, b half) int { return cmp.Or(cmp.Compare(a.f, b.f), cmp.Compare(a.j, b.j)) }
		switch {
		case len(halves) > 0:
			slices.SortFunc(halves, order)
			for _, h := range halves[:(len(halves)+1)/2] {
				s.hi[h.j] = 0
			}
		case len(odd) > 0:
			slices.SortFunc(odd, order)
			for _, h := range odd[:(len(odd)+1)/2] {
				s.hi[h.j] = max(s.lo[h.j], int64(math.Floor(s.value(h.j))))
			}
		default:
			return
		}
		if m.solve(s.lo, s.hi, 200+len(m.rows)) != lpBest {
			return
		}
		s.improve()
	}
}
