package node

import (
	"cmp"
	"context"
	"slices"

	"muster"
	"muster/board"
	"muster/fund"
	"muster/item"
	"muster/requirement"
	"muster/standing"
	"muster/web"
)

// Packages implements web.AskSource.
func (p pages) Packages(ctx context.Context, known string) (*web.Packages, error) {
	return laid(ctx, p, "packages", known, func(v standing.View, a web.Around) *web.Packages {
		out := &web.Packages{Around: a}
		for id := range fund.In(v).All(v.Known) {
			if l, ok := packageLine(v, id); ok {
				out.Lines = append(out.Lines, l)
			}
		}
		slices.SortStableFunc(out.Lines, func(a, b web.PackageLine) int {
			return cmp.Or(cmp.Compare(packageOrder(a.State), packageOrder(b.State)), cmp.Compare(a.About, b.About))
		})
		return out
	})
}

// packageOrder puts first what wants money.
func packageOrder(state string) int {
	return slices.Index([]string{fund.Open, fund.Funded, fund.Ordered, fund.Arrived, fund.Closed, fund.Withdrawn}, state)
}

func packageLine(v standing.View, id string) (l web.PackageLine, ok bool) {
	part := fund.In(v)
	x, ok := part.Get(v.Known, id)
	th, alive := part.Thing(v, fund.Life.Object, id)
	if !ok || !alive || !v.Shows(x.Value.Audience) {
		return l, false
	}
	l = web.PackageLine{Stated: x.Value, Held: web.Held{Statement: x.ID, State: th.State, Life: th.Life, Object: th.Object, Days: th.Days, Urgent: th.Urgent}}
	l.Totals, l.Withheld = part.Totals(v, id)
	l.Progress = part.Lines(v, id)
	return l, true
}

// Package implements web.AskSource.
func (p pages) Package(ctx context.Context, known, id string) (*web.PackageDetail, error) {
	v, m, err := p.at(ctx, known)
	if err != nil {
		return nil, err
	}
	out, ok := &web.PackageDetail{}, false
	var steps []muster.ID
	p.n.State.Read(func() {
		if out.PackageLine, ok = packageLine(v, id); !ok {
			return
		}
		out.Around = around(v, m)
		steps = fund.In(v).Steps(v.Known, id)
		out.Names = map[string]item.Names{}
		for _, l := range out.PackageLine.Lines {
			if n, ok := requirement.In(v).Get(v.Known, l.Requirement); ok && v.Shows(n.Value.Audience) {
				out.Names[l.Requirement] = namesOf(v, []item.ID{n.Value.Item})[n.Value.Item]
			}
		}
		out.Money, _ = freeOf(v, fund.KindMoney)
		if out.Life.Value.State == fund.Ordered {
			for _, o := range board.Offers(v) {
				if board.Live(o.State) && slices.Contains(fund.Channels, o.Channel) && slices.ContainsFunc(out.PackageLine.Lines, func(l fund.Line) bool { return l.Unit == string(o.Unit) }) {
					out.Stock = append(out.Stock, o)
				}
			}
		}
	})
	if !ok {
		return nil, muster.Missing("the package " + id)
	}
	out.History, err = p.history(ctx, v, fund.Life.Object, id, steps)
	return out, err
}
