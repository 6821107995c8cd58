package node

import (
	"context"
	"fmt"

	"muster"
	"muster/board"
	"muster/item"
	"muster/matching"
	"muster/money"
	"muster/offer"
	"muster/requirement"
	"muster/standing"
	"muster/web"
)

// Pair implements web.BoardSource.
func (p pages) Pair(ctx context.Context, need, stock string) (*web.PairDetail, error) {
	v, m, err := p.at(ctx, "")
	if err != nil {
		return nil, err
	}
	out := &web.PairDetail{}
	p.n.State.Read(func() {
		var ok bool
		if out.Need, ok = board.NeedOf(v, need); !ok {
			err = muster.Missing("the requirement " + need)
			return
		}
		if out.Offer, ok = board.OfferOf(v, stock); !ok {
			err = muster.Missing("the offer " + stock)
			return
		}
		out.Around = around(v, m)
		if c, ok := board.CandidateOf(v, out.Need, stock); ok {
			out.Counts = &c
			out.Kit, out.Unknown = kit(v, out.Need, out.Offer, c.Takes)
		} else if _, why := matching.ExchangeOf(v.State, v.Known, out.Need.Need, out.Offer.Stock); why != nil {
			out.Why = why.Error()
		}
		if f, ok := board.FleetOf(v, out.Need.Requester, out.Offer.Thing); ok {
			out.Fleet = &f
		}
		part := matching.In(v)
		if pin, ok := part.Pin(v.Known, need, stock); ok && v.Shows(pin.Value.Audience) {
			out.Pin = &pin
		}
		out.Match, out.Reserve = free("m", func(id string) bool { _, ok := part.Get(v.Known, id); return ok }), free("v", func(id string) bool { _, ok := part.Reserve(v.Known, id); return ok })
	})
	return out, err
}

// kit is what so much of an offer cannot be used without, or why that cannot be worked out.
func kit(v standing.View, n board.Need, o board.Offer, quantity money.Amount) (all []board.Part, unknown string) {
	if quantity.Sign() <= 0 {
		return nil, ""
	}
	all, err := board.Kit(v, n, o.Item, quantity, o.Unit)
	if err != nil {
		return nil, err.Error()
	}
	return all, ""
}

// free finds the first id of a letter and a number that nothing has; ids are given out in order as a rule.
func free(letter string, has func(id string) bool) string {
	step := 1
	for has(fmt.Sprintf("%s-%04d", letter, step)) {
		step *= 2
	}
	low, high := step/2, step // something has low's, nothing high's
	for high-low > 1 {
		if mid := (low + high) / 2; has(fmt.Sprintf("%s-%04d", letter, mid)) {
			low = mid
		} else {
			high = mid
		}
	}
	return fmt.Sprintf("%s-%04d", letter, high)
}

// Free implements web.BoardSource.
func (p pages) Free(ctx context.Context, kind string) (id string, err error) {
	v, _, err := p.at(ctx, "")
	if err != nil {
		return "", err
	}
	p.n.State.Read(func() {
		if other, ok := freeOf(v, kind); ok {
			id = other
		} else if other, ok := freeOn(v, kind); ok {
			id = other
		} else if kind == requirement.KindLine {
			id = free("r", func(id string) bool { _, ok := requirement.In(v).Get(v.Known, id); return ok })
		} else {
			id = free("o", func(id string) bool { _, ok := offer.In(v).Get(v.Known, id); return ok })
		}
	})
	return id, nil
}

// Overlaps implements web.BoardSource.
func (p pages) Overlaps(ctx context.Context, known string) (*web.Overlaps, error) {
	return laid(ctx, p, "overlaps", known, func(v standing.View, a web.Around) *web.Overlaps {
		out := &web.Overlaps{Around: a, Decided: map[string]muster.ID{}}
		var ids []item.ID
		for _, pair := range requirement.In(v).Overlaps(v) {
			out.Needs = append(out.Needs, pair)
			ids = append(ids, pair.A.Value.Item)
		}
		for _, pair := range offer.In(v).Overlaps(v) {
			out.Stock = append(out.Stock, pair)
			ids = append(ids, pair.A.Value.Item)
		}
		out.Crowds = board.Crowds(v)
		for about, d := range requirement.In(v).Decisions(v) {
			out.Decided[about] = d.ID
		}
		for about, d := range offer.In(v).Decisions(v) {
			out.Decided[about] = d.ID
		}
		out.Names = namesOf(v, ids)
		return out
	})
}

// Types implements web.BoardSource.
func (p pages) Types(ctx context.Context, known string) (*web.Types, error) {
	return laid(ctx, p, "types", known, func(v standing.View, a web.Around) *web.Types {
		return &web.Types{Around: a, Fleets: board.Fleets(v)}
	})
}
