package plan

import (
	"cmp"
	"errors"
	"fmt"
	"math/big"
	"strings"

	"muster"
	"muster/item"
)

// Largest is the largest number of quanta, weight or effort that is accepted, so that sums stay within 64 bits.
const Largest = 1 << 40

// FeasibleError says which condition a set of matches breaks.
type FeasibleError struct{ Why string }

func (e *FeasibleError) Error() string { return "plan: " + e.Why }

// PinsError says that pairs are pinned that cannot all be had: together they ask more of a stock than it
// has, or give a line more than is open.
type PinsError struct {
	Pairs []int // places in Problem.Pairs
	Names []string
	Why   string
}

func (e *PinsError) Error() string {
	return fmt.Sprintf("plan: these pins cannot all be kept (%s): %s", e.Why, strings.Join(e.Names, ", "))
}

func (p *Problem) pinsError(pairs []int, why string) error {
	e := &PinsError{Pairs: pairs, Why: why}
	for _, i := range pairs {
		q := &p.Pairs[i]
		e.Names = append(e.Names, fmt.Sprintf("%d of %s for %s", q.Pinned, p.Stocks[q.Stock].ID, p.Lines[q.Line].ID))
	}
	return e
}

// valid says what is wrong with a problem, if anything.
func (p *Problem) valid() error {
	bad := func(field, format string, args ...any) error {
		return muster.Invalid(field, fmt.Sprintf(format, args...))
	}
	lines := make(map[string]bool, len(p.Lines))
	for i := range p.Lines {
		l := &p.Lines[i]
		switch {
		case l.ID == "" || lines[l.ID]:
			return bad("lines", "found %q twice, or no id; accepted are different ids", l.ID)
		case l.Need.Sign() <= 0 || l.Open.Sign() <= 0 || l.InTime.Sign() < 0 || l.MinLot.Sign() < 0:
			return bad("lines", "%s: found need %s, open %s, in time %s, smallest lot %s; accepted are need and open above 0, the others not below 0", l.ID, l.Need, l.Open, l.InTime, l.MinLot)
		case l.Open.Plus(l.InTime).Cmp(l.Need) > 0:
			return bad("lines", "%s: found open %s and in time %s of a need of %s; accepted is what adds up to the need at most", l.ID, l.Open, l.InTime, l.Need)
		case l.Weight < 0 || l.Weight > Largest:
			return bad("lines", "%s: found weight %d; accepted is 0 to 2^40", l.ID, l.Weight)
		}
		lines[l.ID] = true
	}
	stocks := make(map[string]bool, len(p.Stocks))
	for i := range p.Stocks {
		s := &p.Stocks[i]
		if s.ID == "" || stocks[s.ID] {
			return bad("stocks", "found %q twice, or no id; accepted are different ids", s.ID)
		}
		if s.Free < 0 || s.Free > Largest {
			return bad("stocks", "%s: found %d free; accepted is 0 to 2^40", s.ID, s.Free)
		}
		stocks[s.ID] = true
	}
	twice := p.twice()
	for i := range p.Pairs {
		q := &p.Pairs[i]
		if q.Line < 0 || q.Line >= len(p.Lines) || q.Stock < 0 || q.Stock >= len(p.Stocks) {
			return bad("pairs", "found line %d and stock %d; there are %d and %d", q.Line, q.Stock, len(p.Lines), len(p.Stocks))
		}
		who := func() string { return p.Lines[q.Line].ID + " from " + p.Stocks[q.Stock].ID }
		switch {
		case i == twice:
			return bad("pairs", "found %s twice; accepted is one pair for each line and stock", who())
		case q.Each.Sign() <= 0:
			return bad("pairs", "%s: found that one quantum meets %s; accepted is more than 0", who(), q.Each)
		case q.Effort < 0 || q.Effort > Largest:
			return bad("pairs", "%s: found effort %d; accepted is 0 to 2^40", who(), q.Effort)
		case q.Pinned < 0 || q.Pinned > Largest:
			return bad("pairs", "%s: found %d pinned; accepted is 0 to 2^40", who(), q.Pinned)
		}
	}
	return cmp.Or(p.validPackages(), p.validOptions())
}

// twice is the first pair of a line and a stock that an earlier one is of, −1 if there is none.
func (p *Problem) twice() int {
	known := make([]int, 0, len(p.Pairs))
	line := make([]int32, len(p.Pairs))
	for i := range p.Pairs {
		if q := &p.Pairs[i]; q.Line >= 0 && q.Line < len(p.Lines) && q.Stock >= 0 && q.Stock < len(p.Stocks) {
			known, line[i] = append(known, i), int32(q.Line)
		}
	}
	first := -1
	seen := make([]int32, len(p.Stocks)) // with which line last, counted from 1
	for _, i := range inOrder(known, len(p.Lines), line) {
		s := &seen[p.Pairs[i].Stock]
		if *s == line[i]+1 && (first < 0 || i < first) {
			first = i
		}
		*s = line[i] + 1
	}
	return first
}

func (p *Problem) validPackages() error {
	ids := make(map[string]bool, len(p.Packages))
	for i := range p.Packages {
		k := &p.Packages[i]
		if ids[k.ID] || len(k.Members) == 0 || k.Weight < 0 || k.Weight > Largest {
			return muster.Invalid("packages", fmt.Sprintf("%q: found %d members and weight %d; accepted are packages of different ids with members and weights from 0 to 2^40", k.ID, len(k.Members), k.Weight))
		}
		ids[k.ID] = true
		for _, m := range k.Members {
			if m.Line < NoLine || m.Line >= len(p.Lines) || m.Full.Sign() <= 0 || m.Have.Sign() < 0 {
				return muster.Invalid("packages", fmt.Sprintf("%s: found a member with line %d, full at %s, %s there; accepted is a line of %d or %d for none, more than 0, and not below 0",
					k.ID, m.Line, m.Full, m.Have, len(p.Lines), NoLine))
			}
			if d := m.Days; d != nil && d.First > d.Last {
				return muster.Invalid("packages", fmt.Sprintf("%s: found a member that counts from %s to %s; accepted is a last day that is not before the first", k.ID, d.First, d.Last))
			}
		}
	}
	return nil
}

func (p *Problem) validOptions() error {
	if p.Options.Nodes < 0 {
		return muster.Invalid("nodes", fmt.Sprintf("found %d; accepted is 0 or more", p.Options.Nodes))
	}
	if p.Options.Fair == nil {
		return nil
	}
	sum := item.Ratio{}
	for d, f := range p.Options.Fair {
		if f.Sign() < 0 {
			return muster.Invalid("fair", fmt.Sprintf("found %s for %s; accepted is 0 or more", f, d))
		}
		sum = sum.Plus(f)
	}
	if sum.Cmp(item.One) != 0 {
		return muster.Invalid("fair", fmt.Sprintf("found shares that add up to %s; accepted is 1", sum))
	}
	return nil
}

// Check says whether so much of each pair can be had together: nil, or a [*FeasibleError] that names the
// first condition that is broken.
func (p *Problem) Check(take []int64) error {
	broken := func(format string, args ...any) error { return &FeasibleError{fmt.Sprintf(format, args...)} }
	if len(take) != len(p.Pairs) {
		return broken("found quantities for %d pairs; there are %d", len(take), len(p.Pairs))
	}
	stock := make([]int64, len(p.Stocks))
	line := make([]*big.Rat, len(p.Lines))
	for i, x := range take {
		q := &p.Pairs[i]
		l, s := &p.Lines[q.Line], &p.Stocks[q.Stock]
		if x < 0 || x > Largest {
			return broken("%s gets %d of %s; accepted is 0 to 2^40", l.ID, x, s.ID)
		}
		if x < q.Pinned {
			return broken("%s gets %d of %s, of which %d are pinned", l.ID, x, s.ID, q.Pinned)
		}
		if x == 0 {
			continue
		}
		if stock[q.Stock] += x; stock[q.Stock] > s.Free {
			return broken("more than the %d of %s are given", s.Free, s.ID)
		}
		m := q.meets(x)
		if m.Cmp(l.MinLot.Rat()) < 0 {
			return broken("%s gets %s of %s, less than the %s that are of use", l.ID, m.RatString(), s.ID, l.MinLot)
		}
		if line[q.Line] == nil {
			line[q.Line] = m
		} else {
			line[q.Line].Add(line[q.Line], m)
		}
		if line[q.Line].Cmp(l.Open.Rat()) > 0 {
			return broken("%s gets more than the %s that are open", l.ID, l.Open)
		}
	}
	return nil
}

// meets is how much of its line so many quanta of a pair meet.
func (q *Pair) meets(x int64) *big.Rat {
	r := new(big.Rat).SetInt64(x)
	return r.Mul(r, q.Each.Rat())
}

// checkPins says which pins cannot be had together.
func (p *Problem) checkPins(least []int64) error {
	stock := make(map[int][]int)
	line := make(map[int][]int)
	for i := range p.Pairs {
		if q := &p.Pairs[i]; q.Pinned > 0 {
			stock[q.Stock] = append(stock[q.Stock], i)
			line[q.Line] = append(line[q.Line], i)
		}
	}
	var errs []error
	for s := range p.Stocks {
		if len(stock[s]) == 0 {
			continue
		}
		sum := new(big.Int)
		for _, i := range stock[s] {
			sum.Add(sum, big.NewInt(least[i]))
		}
		if sum.Cmp(big.NewInt(p.Stocks[s].Free)) > 0 {
			errs = append(errs, p.pinsError(stock[s], fmt.Sprintf("%s has %d, and with the smallest useful lot they take %s", p.Stocks[s].ID, p.Stocks[s].Free, sum)))
		}
	}
	for l := range p.Lines {
		if len(line[l]) == 0 {
			continue
		}
		sum := new(big.Rat)
		for _, i := range line[l] {
			sum.Add(sum, p.Pairs[i].meets(least[i]))
		}
		if sum.Cmp(p.Lines[l].Open.Rat()) > 0 {
			errs = append(errs, p.pinsError(line[l], fmt.Sprintf("of %s, %s are open, and with the smallest useful lot they meet %s", p.Lines[l].ID, p.Lines[l].Open, sum.RatString())))
		}
	}
	return errors.Join(errs...)
}
