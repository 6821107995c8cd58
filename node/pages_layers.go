package node

import (
	"context"
	"time"

	"muster/layer"
	"muster/party"
	"muster/pledge"
	"muster/standing"
	"muster/web"
)

// pageLayers answers what the pages of layers ask.
type pageLayers struct {
	layer.Store
	pages pages
}

var _ web.LayerSource = pageLayers{}

// Says implements web.LayerSource.
func (p pageLayers) Says(ctx context.Context, known string, rows []pledge.Target) (out []web.Said, m web.Moment, err error) {
	m, err = p.pages.ask(ctx, known, func(v standing.View) error {
		ledger, parties := pledge.In(v), party.In(v)
		for _, t := range rows {
			base, ok := ledger.Base(v, t)
			out = append(out, web.Said{Base: base, OK: ok, Donor: parties.NameOf(v.Known, base.Says.Party)})
		}
		return nil
	})
	return out, m, err
}

// Now implements web.LayerSource.
func (pageLayers) Now() time.Time { return now().Truncate(time.Second) }
