package plan

import (
	"math/big"
	"slices"
)

// levelCount is how many levels are decided part by part: spread is about all parts together.
const levelCount = int(Effort) + 1

// score is what a plan of a part reaches by level, in steps, more being better.
type score [levelCount + 1]int64

func (a score) beats(b score) bool {
	for l := range a {
		if a[l] != b[l] {
			return a[l] > b[l]
		}
	}
	return false
}

// score is what so much of each pair reaches.
func (a *part) score(x []int64) (s score) {
	kinds := make([]bool, a.kinds)
	for k, v := range x {
		if v == 0 {
			continue
		}
		s[Met] += a.met[k] * v
		s[Lateness] += a.late[k] * v
		s[Effort] -= a.effort[k]
		if t := a.kind[k]; t >= 0 && !kinds[t] {
			kinds[t] = true
			s[Types]--
		}
	}
	for i := range a.kits {
		s[Whole] += a.kits[i].weight * a.kits[i].share(x)
	}
	if a.fair != nil {
		s[Spread] = -a.fair.over(x)
	}
	return s
}

func (k *kit) share(x []int64) int64 {
	t := k.full
	for i := range k.members {
		m := &k.members[i]
		have := m.have
		for n, j := range m.at {
			if have += m.val[n] * x[j]; have >= t {
				break
			}
		}
		t = min(t, have)
	}
	return t
}

// feasible says whether so much of each pair can be had.
func (a *part) feasible(x []int64) bool {
	for k, v := range x {
		if v < a.lo[k] || v > a.hi[k] || v != 0 && v < a.use[k] {
			return false
		}
	}
	for s, ks := range a.at {
		sum := int64(0)
		for _, k := range ks {
			sum += x[k]
		}
		if sum > a.free[s] {
			return false
		}
	}
	return !slices.ContainsFunc(a.of, func(ks []int32) bool { return !a.lineFits(ks, x) })
}

func (a *part) lineFits(ks []int32, x []int64) bool {
	if len(ks) == 0 {
		return true
	}
	l := a.line[ks[0]]
	sum := int64(0)
	for _, k := range ks {
		sum += a.each[k] * x[k]
	}
	if !a.rough[l] || sum <= a.open[l] {
		return sum <= a.open[l]
	}
	exact := new(big.Rat)
	for _, k := range ks {
		exact.Add(exact, a.p.Pairs[a.pairs[k]].meets(x[k]))
	}
	return exact.Cmp(a.p.Lines[a.lines[l]].Open.Rat()) <= 0
}
