package web

import (
	"context"

	"muster/board"
	"muster/report"
)

// PlanSource answers what the page of the plan asks.
type PlanSource interface {
	// Plan is the best set of matches for all that is open, as far as whoever looks in the context may see
	// it. Refusals are of what is supposed. What is handed out is shared and not to be changed.
	Plan(ctx context.Context, known string, q report.PlanQuery) (*Planned, error)
}

// Planned is a plan with what its page says beside it.
type Planned struct {
	Around
	Plan *report.Plan
	// Pending says that not all reasons are worked out yet, and that they will be.
	Pending bool
	Needs   map[string]*board.Need
	Offers  map[string]*board.Offer
}
