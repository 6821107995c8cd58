package node

import (
	"context"

	"muster"
	"muster/standing"
	"muster/web"
)

// pages answers what the pages ask. Each answer first takes in what other processes recorded.
type pages struct{ n *Node }

var _ web.Source = pages{}

// at is the view that a page asks for, and where in the record it stands.
func (p pages) at(ctx context.Context, known string) (v standing.View, m web.Moment, err error) {
	if err := p.n.Log.CatchUp(ctx); err != nil {
		return v, m, err
	}
	if v, err = p.n.View(ctx, known); err != nil {
		return v, m, err
	}
	m, err = p.moment(ctx, v.Known)
	return v, m, err
}

func (p pages) moment(ctx context.Context, known muster.Seq) (m web.Moment, err error) {
	m.Known, m.Record = known, p.n.Log.ID()
	if m.At, err = p.n.Time(ctx, known); err != nil {
		return m, err
	}
	root, err := p.n.Root(ctx, known)
	m.Root = root.String()
	return m, err
}

// Now implements web.RecordSource.
func (p pages) Now(ctx context.Context) (web.Moment, error) {
	_, m, err := p.at(ctx, "")
	return m, err
}
