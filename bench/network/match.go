// Package network makes the networks of flow that the benches solve, and reads and writes them in the
// form of DIMACS.
package network

import (
	"math"
	"math/rand/v2"

	"muster/matching/flow"
)

// categories is how many kinds of goods there are. No offer of one meets a requirement of another,
// unless it may stand in for it.
const categories = 24

// Matching is an instance: n requirements and n offers, each requirement with 10 to 50 offers that could
// meet it. What is not met comes at a price from a node of its own; what is not used goes to another.
type Matching struct {
	Whole *flow.Network
	parts []*flow.Network
}

type place struct {
	x, y float64
	day  int
	q    int64
	pri  int
}

type option struct {
	offer, requirement int
	most, cost         int64
}

// NewMatching makes the instance of that size, always the same. With substitutes a requirement may be met
// from the next category too, which ties all categories together.
func NewMatching(n int, substitutes bool) *Matching {
	r := rand.New(rand.NewPCG(3, uint64(n)))
	extra := rand.New(rand.NewPCG(4, uint64(n)))
	offers, requirements := make([]place, n), make([]place, n)
	byCategory := make([][]int, categories)
	where := func() place {
		return place{x: r.Float64() * 1500, y: r.Float64() * 900, day: r.IntN(365), q: int64(1 + r.IntN(500))}
	}
	for i := range offers {
		offers[i] = where()
		byCategory[i%categories] = append(byCategory[i%categories], i)
	}
	var options []option
	category := make([]int, n)
	for i := range requirements {
		requirements[i] = where()
		q := &requirements[i]
		q.pri = 1 + r.IntN(5)
		category[i] = r.IntN(categories)
		meet := func(r *rand.Rand, among []int, k int, more int64) {
			for seen := map[int]bool{}; len(seen) < k; {
				o := among[r.IntN(len(among))]
				if seen[o] {
					continue
				}
				seen[o] = true
				from := &offers[o]
				late := max(0, from.day-q.day)
				cost := int64(math.Hypot(q.x-from.x, q.y-from.y)) + int64(20*late*q.pri) + int64(r.IntN(50)) + more
				most := min(q.q, from.q)
				if r.IntN(4) == 0 {
					most = 1 + most/3
				}
				options = append(options, option{o, i, most, cost})
			}
		}
		own := byCategory[category[i]]
		meet(r, own, min(10+r.IntN(41), len(own)), 0)
		if substitutes && extra.IntN(2) == 0 {
			other := byCategory[(category[i]+1)%categories]
			meet(extra, other, min(1+extra.IntN(5), len(other)), 1000)
		}
	}
	m := &Matching{Whole: assemble(offers, requirements, options, func(int) bool { return true }, func(int) bool { return true })}
	if substitutes {
		return m
	}
	for c := range categories {
		m.parts = append(m.parts, assemble(offers, requirements, options,
			func(o int) bool { return o%categories == c }, func(q int) bool { return category[q] == c }))
	}
	return m
}

// Parts are the networks of the categories, which do not depend on each other: none with substitutes.
func (m *Matching) Parts() []*flow.Network { return m.parts }

// assemble makes a network of some of the offers and requirements.
func assemble(offers, requirements []place, options []option, isOffer, isRequirement func(int) bool) *flow.Network {
	w := flow.NewNetwork(len(offers)+len(requirements)+2, len(options)+len(offers)+len(requirements)+1)
	offerAt, requirementAt := make([]int, len(offers)), make([]int, len(requirements))
	supply, demand := int64(0), int64(0)
	for o := range offers {
		if isOffer(o) {
			offerAt[o] = w.AddNode(offers[o].q)
			supply += offers[o].q
		}
	}
	for q := range requirements {
		if isRequirement(q) {
			requirementAt[q] = w.AddNode(-requirements[q].q)
			demand += requirements[q].q
		}
	}
	short, unused := w.AddNode(demand), w.AddNode(-supply)
	for _, a := range options {
		if isRequirement(a.requirement) {
			w.AddArc(flow.Arc{From: offerAt[a.offer], To: requirementAt[a.requirement], Upper: a.most, Cost: a.cost})
		}
	}
	for q, p := range requirements {
		if isRequirement(q) {
			w.AddArc(flow.Arc{From: short, To: requirementAt[q], Upper: p.q, Cost: int64(20000 * p.pri)})
		}
	}
	for o, p := range offers {
		if isOffer(o) {
			w.AddArc(flow.Arc{From: offerAt[o], To: unused, Upper: p.q})
		}
	}
	w.AddArc(flow.Arc{From: short, To: unused, Upper: demand})
	return w
}
