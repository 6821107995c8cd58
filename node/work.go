package node

import (
	"context"
	"time"

	"muster/access"
	"muster/report"
	"muster/standing"
)

// Work lists what waits for somebody, as the principal sees it. Now it is late against the node's clock,
// as known then against the instant of the last statement known.
func (n *Node) Work(ctx context.Context, known string, p access.Principal, which report.Which) (w *report.Work, err error) {
	at, err := n.Known(ctx, known)
	if err != nil {
		return nil, err
	}
	instant := now().Truncate(time.Second)
	if known != "" && known != "now" {
		if instant, err = n.Time(ctx, at); err != nil {
			return nil, err
		}
	}
	v, err := n.State.At(at, Today(), standing.Looker{Principal: p, Today: Today()})
	if err != nil {
		return nil, err
	}
	n.State.Read(func() { w = report.WorkOf(v, p, which, instant) })
	return w, nil
}
