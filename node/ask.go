package node

import (
	"context"

	"muster"
	"muster/pledge"
	"muster/report"
	"muster/standing"
)

// Foot says what an answer given from a view rests on.
func (n *Node) Foot(ctx context.Context, v standing.View) (f report.Foot, err error) {
	f.Known = v.Known
	if f.KnownAt, err = n.Time(ctx, v.Known); err != nil {
		return f, err
	}
	root, err := n.Root(ctx, v.Known)
	f.Root = root.String()
	return f, err
}

// listed answers with a list read from a view.
func listed[T any](ctx context.Context, n *Node, known string, read func(standing.View) ([]T, error)) (*report.List[T], error) {
	v, err := n.View(ctx, known)
	if err != nil {
		return nil, err
	}
	var l report.List[T]
	n.State.Read(func() { l.Items, err = read(v) })
	if err != nil {
		return nil, err
	}
	l.Foot, err = n.Foot(ctx, v)
	return &l, err
}

// Editions lists a series' editions and what each changed.
func (n *Node) Editions(ctx context.Context, known string, series muster.SeriesID) (*report.List[report.Edition], error) {
	return listed(ctx, n, known, func(v standing.View) ([]report.Edition, error) { return report.Editions(v, series) })
}

// Parties lists the parties.
func (n *Node) Parties(ctx context.Context, known string) (*report.List[report.Party], error) {
	return listed(ctx, n, known, func(v standing.View) ([]report.Party, error) { return report.Parties(v, "") })
}

// Position adds up what is known.
func (n *Node) Position(ctx context.Context, known string, q pledge.PositionQuery) (p *report.Position, err error) {
	v, err := n.View(ctx, known)
	if err != nil {
		return nil, err
	}
	n.State.Read(func() { p, err = report.PositionOf(v, q) })
	return p, err
}
