// Package plan proposes the best set of matches for all open requirements and offers, says how far from the
// best possible it may be, and explains itself: why this one, what blocks a line, what would unblock it.
//
// A plan is a function of what stands, of the day and of the options: it is never recorded, and the same
// position always gives the same plan. The core below is integral minimum-cost flow (matching/flow); what
// flows cannot say (lots, smallest useful quantities, whole packages, numbers of types) is decided by
// branch and bound on top.
package plan

import (
	"muster"
	"muster/item"
	"muster/money"
)

// Problem is what is decided on. Quantities of a stock are counted in its quanta, whole numbers; how much
// of a line one quantum meets is exact.
type Problem struct {
	Lines    []Line
	Stocks   []Stock
	Pairs    []Pair // at most one for each line and stock; pairs that cannot be are left out
	Packages []Package
	// Serving are the items that a requester has or gets already: they are no new type.
	Serving []Type
	Options Options
}

// Line is an open requirement.
type Line struct {
	ID        string
	Requester muster.PartyID
	Need      item.Ratio // what was asked for, above 0
	Open      item.Ratio // what nothing firm covers yet, above 0 and at most Need
	InTime    item.Ratio // of what is firm, what comes by the needed day
	MinLot    item.Ratio // the smallest quantity of one match that is of use; 0: any
	Weight    int64      // what its share counts, by its priority
	NeededBy  muster.Day
}

// Stock is an offer, or what is left of it.
type Stock struct {
	ID      string
	Donor   muster.PartyID
	Item    item.ID
	Quantum money.Amount // in the offer's unit: its lot, or the smallest step in which it goes
	Free    int64        // quanta that are accepted and neither firm nor reserved
}

// Pair is a stock that may meet a line.
type Pair struct {
	Line, Stock int        // places in Problem
	Each        item.Ratio // how much of the line one quantum meets, in the line's unit, above 0
	Arrives     muster.Day // when it would be there
	Effort      int64      // what moving it takes, whatever the quantity
	Pinned      int64      // quanta that the plan must have at least
}

// Late is by how many days a pair comes late; 0: in time.
func (p *Problem) Late(i int) int64 {
	return max(0, int64(p.Pairs[i].Arrives-p.Lines[p.Pairs[i].Line].NeededBy))
}

// Package is lines that are of use only together: a vehicle with its crew course, spares, ammunition.
type Package struct {
	ID      string // of the line that the others serve
	Members []Member
	Weight  int64
}

// Member is a line of a package. Full is how much of it makes the package whole; what counts of it
// divided by Full, at most 1, is its share, and the package's share is that of the least.
type Member struct {
	Line int        // its place in Problem, NoLine where nothing of it is open
	Full item.Ratio // above 0
	Have item.Ratio // what is firm and counts, or is there already
	// Days are those on which it has to come to count, whatever its line's own day; nil: what comes by the
	// line's day counts.
	Days *Window
}

// Window is days from the first to the last, both among them; muster.MinDay and MaxDay leave it open.
type Window struct{ First, Last muster.Day }

// Holds reports whether a day is in the window.
func (w *Window) Holds(d muster.Day) bool { return w.First <= d && d <= w.Last }

// counts reports whether what comes by a pair of a member's line counts for the package.
func (p *Problem) counts(m *Member, i int) bool {
	if m.Days == nil {
		return p.Late(i) == 0
	}
	return m.Days.Holds(p.Pairs[i].Arrives)
}

// NoLine stands for a line of which nothing is open.
const NoLine = -1

// Type is an item in service with a requester.
type Type struct {
	Requester muster.PartyID
	Item      item.ID
}

// Options are what a planner chooses.
type Options struct {
	Fair map[muster.PartyID]item.Ratio // indicative shares of donors, adding up to 1; nil: not asked for
	// Nodes bounds the search of a part of the problem, as a number, never as a time, so that the same
	// question gives the same plan on any machine; 0: as many as by default.
	Nodes int
}

// Level is one of the objectives, the earlier before the later without exchange.
type Level int

// The levels, in order.
const (
	// Met: every line's share met by its day (at most 1), times its weight, summed; as much as can be.
	Met Level = iota
	// Lateness: days late times share times weight, summed, what stays open counting as Never days; as little
	// as can be.
	Lateness
	// Whole: every package's share times its weight, summed; as much as can be.
	Whole
	// Types: items that come new to a requester; as few as can be.
	Types
	// Effort: what the moves take, summed over pairs used; as little as can be.
	Effort
	// Spread: what donors give over their indicative share, summed, measured in share times weight; as little as can be. Only where
	// Options.Fair is given.
	Spread
)

// Never is how many days late what is not met at all counts, and at most what is met late.
const Never = 365

// Plan is the answer.
type Plan struct {
	Take   []int64 // by pair: quanta
	Levels []Value // by level
}

// Value is what a plan reaches on a level, and a bound that no plan which is as good on the levels before
// can pass. Where both are equal the plan is the best there is.
type Value struct {
	Level  Level
	Reach  item.Ratio
	Bound  item.Ratio
	Proven bool // Reach equals Bound
}
