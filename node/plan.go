package node

import (
	"context"

	"muster/report"
)

// Plan works out the plan for all that is open in what whoever looks may see.
func (n *Node) Plan(ctx context.Context, known string, q report.PlanQuery) (*report.Plan, error) {
	v, err := n.View(ctx, known)
	if err != nil {
		return nil, err
	}
	if q.On != nil {
		v.Effective = *q.On
	}
	p, err := report.PlanOf(v, q)
	if err != nil {
		return nil, err
	}
	p.Foot, err = n.Foot(ctx, v)
	return p, err
}
