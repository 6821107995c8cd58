package plan

import (
	"cmp"
	"math"
	"slices"
)

// room is what is left of stocks and lines beside quantities.
type room struct {
	a          *part
	x          []int64
	free, open []int64
}

// order is all pairs that count on the first two levels, from the one that counts most for what it takes.
func (a *part) order() []int32 {
	all := make([]int32, 0, len(a.pairs))
	for k := range int32(len(a.pairs)) {
		if (a.met[k] > 0 || a.late[k] > 0) && a.hi[k] > 0 {
			all = append(all, k)
		}
	}
	slices.SortStableFunc(all, func(i, j int32) int {
		return cmp.Or(cmp.Compare(a.met[j], a.met[i]), cmp.Compare(a.late[j], a.late[i]), cmp.Compare(a.effort[i], a.effort[j]))
	})
	return all
}

func (a *part) roomBeside(x []int64) *room {
	r := &room{a: a, x: x, free: slices.Clone(a.free), open: slices.Clone(a.open)}
	for k, v := range x {
		if v != 0 {
			r.free[a.stock[k]] -= v
			r.open[a.line[k]] -= a.each[k] * v
		}
	}
	return r
}

// more adds as much of a pair as fits, and says whether it was any.
func (r *room) more(k int32) bool {
	a := r.a
	add := min(a.hi[k]-r.x[k], r.free[a.stock[k]], r.open[a.line[k]]/a.each[k])
	if add <= 0 || r.x[k]+add < a.use[k] {
		return false
	}
	r.put(k, add)
	return true
}

func (r *room) put(k int32, add int64) {
	r.x[k] += add
	r.free[r.a.stock[k]] -= add
	r.open[r.a.line[k]] -= r.a.each[k] * add
}

// improve tries what the linear problem found as a plan, rounded, and keeps it if it is better.
func (s *search) improve() {
	a := s.a
	x := make([]int64, len(a.pairs))
	copy(x, a.lo)
	r := a.roomBeside(x)
	type part struct {
		k int32
		f float64
	}
	var parts []part
	for k := range int32(len(a.pairs)) {
		v := s.value(k)
		if v <= 1e-6 || math.IsNaN(v) {
			continue
		}
		f := math.Floor(v + 1e-6)
		if t := int64(f); t > x[k] && t >= a.use[k] {
			if add := min(t-x[k], a.hi[k]-x[k], r.free[a.stock[k]], r.open[a.line[k]]/a.each[k]); add > 0 && x[k]+add >= a.use[k] {
				r.put(k, add)
			}
		}
		if v-f > 1e-6 || f < float64(a.use[k]) {
			parts = append(parts, part{k, v - f})
		}
	}
	slices.SortStableFunc(parts, func(p, q part) int { return cmp.Compare(q.f, p.f) })
	for _, p := range parts {
		up := int64(math.Floor(s.value(p.k)+1e-6)) + 1
		add := min(max(up, a.use[p.k])-x[p.k], a.hi[p.k]-x[p.k], r.free[a.stock[p.k]], r.open[a.line[p.k]]/a.each[p.k])
		if add > 0 && x[p.k]+add >= a.use[p.k] {
			r.put(p.k, add)
		}
	}
	r.finish()
	s.offer(x)
}

// finish uses what is left: what is used already gets more first, so that nothing new is begun needlessly.
func (r *room) finish() {
	order := r.a.byWorth
	for _, k := range order {
		if r.x[k] > 0 {
			r.more(k)
		}
	}
	for _, k := range order {
		r.more(k)
	}
}

// offer keeps a plan of the part if it is allowed and better.
func (s *search) offer(x []int64) {
	t := s.a.score(x)
	if !t.beats(s.score) || !s.a.feasible(x) {
		return
	}
	for l := range s.level {
		if t[l] < s.score[l] {
			return
		}
	}
	s.best, s.score = x, t
}
