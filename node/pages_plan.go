package node

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"sync"

	"muster/board"
	"muster/report"
	"muster/standing"
	"muster/web"
)

// fewLines is how many open requirements a plan may have for its reasons to be worked out while a reader
// waits: what the plan is takes a second or so, why each match is as it is takes minutes where hundreds are.
const fewLines = 30

// noReasons is a budget with which no reason is worked out that needs another plan.
const noReasons = -1

// planning is under way for one reader's plan at a time: it takes a processor for a while.
type planning struct{ mu sync.Mutex }

// Plan implements web.PlanSource. The plan comes at once; its reasons are worked out meanwhile, and are there
// when it is asked for again. What is only supposed has those reasons that come quickly.
func (p pages) Plan(ctx context.Context, known string, q report.PlanQuery) (*web.Planned, error) {
	v, m, err := p.at(ctx, known)
	if err != nil {
		return nil, err
	}
	supposed, err := json.Marshal(q.WhatIf)
	if err != nil {
		return nil, err
	}
	key := fmt.Sprintf("plan %d %s %s %d %q %q %x", v.Known, v.Effective, v.Eyes(), q.Transit, q.Fair, q.Line, sha256.Sum256(supposed))
	if x, ok := p.n.boards.get(key + " whole"); ok {
		if whole, ok := x.(*web.Planned); ok {
			return whole, nil
		}
	}
	x, ok := p.n.boards.get(key)
	if !ok {
		x, err, _ = p.n.boards.making.Do(key, func() (any, error) {
			out, err := p.planned(ctx, known, v, m, q, true)
			if err == nil {
				p.n.boards.put(key, out)
			}
			return out, err
		})
		if err != nil {
			return nil, err
		}
	}
	quick, ok := x.(*web.Planned)
	if !ok {
		return nil, fmt.Errorf("%s is kept as a %T", key, x)
	}
	if quick.Plan.Whole || len(q.WhatIf.Changes) > 0 {
		return quick, nil
	}
	if p.n.planning.mu.TryLock() {
		go func(ctx context.Context) {
			defer p.n.planning.mu.Unlock()
			if out, err := p.planned(ctx, known, v, m, q, false); err == nil {
				p.n.boards.put(key+" whole", out)
			} else {
				p.n.log.ErrorContext(ctx, "plan", "error", err)
			}
		}(context.WithoutCancel(ctx))
	}
	out := *quick
	out.Pending = true
	return &out, nil
}

// planned works a plan out in a view; quickly, where it is large, without reasons.
func (p pages) planned(ctx context.Context, known string, v standing.View, m web.Moment, q report.PlanQuery, quick bool) (*web.Planned, error) {
	if known == "" {
		known = fmt.Sprint(v.Known)
	}
	needs, err := p.Needs(ctx, known)
	if err != nil {
		return nil, err
	}
	offers, err := p.Offers(ctx, known)
	if err != nil {
		return nil, err
	}
	out := &web.Planned{Around: needs.Around, Needs: map[string]*board.Need{}, Offers: map[string]*board.Offer{}}
	out.Moment = m
	wanted := 0
	for i := range needs.Lines {
		out.Needs[needs.Lines[i].ID] = &needs.Lines[i]
		if board.Wanted(needs.Lines[i].State) {
			wanted++
		}
	}
	for i := range offers.Lines {
		out.Offers[offers.Lines[i].ID] = &offers.Lines[i]
	}
	if quick && wanted > fewLines {
		q.Budget = noReasons
	}
	out.Plan, err = report.PlanOf(v, q)
	return out, err
}
