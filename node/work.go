package node

import (
	"context"
	"time"

	"muster/access"
	"muster/report"
)

// Work lists what waits for somebody, as the principal sees it. Now it is late against the node's clock,
// as known then against the instant of the last statement known.
func (n *Node) Work(ctx context.Context, known string, p access.Principal, which report.Which) (w *report.Work, err error) {
	v, err := n.View(access.Looking(ctx, p), known)
	if err != nil {
		return nil, err
	}
	instant := now().Truncate(time.Second)
	if known != "" && known != "now" {
		if instant, err = n.Time(ctx, v.Known); err != nil {
			return nil, err
		}
	}
	n.State.Read(func() { w = report.WorkOf(v, p, which, instant) })
	return w, nil
}
