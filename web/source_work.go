package web

import (
	"context"

	"muster"
	"muster/access"
	"muster/report"
)

// WorkSource answers what the page of one's own work asks, and records what is done on it.
type WorkSource interface {
	// Work is what waits for a principal, what their party waits for from others, and what is late with
	// anybody, as far as they may see it. known is a position, a day or an instant; empty: all.
	Work(ctx context.Context, known string, as access.Principal) (*Worked, error)
	// SayAll records statements for a principal who looked at the record as it was at a position, all of
	// them or, where some are refused, none: refusals by number of the statement, from 0. The same sent
	// twice from there is recorded once.
	SayAll(ctx context.Context, as access.Principal, shown string, values ...muster.Value) (map[int][]*muster.Error, error)
}

// Worked is the work of a principal.
type Worked struct {
	Around
	Mine, Others, Late *report.Work
	Whom               map[string]muster.Audience // to whom an object is shown, by ObjectKey
}

// ObjectKey names an object among objects of every kind.
func ObjectKey(object, about string) string { return object + " " + about }
