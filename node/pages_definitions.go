package node

import (
	"context"
	"crypto/sha256"
	"fmt"

	"muster/pledge"
	"muster/web"
)

// Definitions implements web.DefinitionSource.
func (p pages) Definitions(ctx context.Context, known string) (out web.Definitions, err error) {
	v, m, err := p.at(ctx, known)
	if err != nil {
		return out, err
	}
	out.Moment = m
	p.n.State.Read(func() {
		ledger := pledge.In(v)
		for _, x := range ledger.Methods(v) {
			out.Methods = append(out.Methods, web.MethodDefined{Method: x, Statement: ledger.StatedBy(v.Known, x.About)})
		}
		for _, t := range ledger.Pledges(v) {
			out.Pledges = append(out.Pledges, web.PledgeDefined{Terms: t, Statement: ledger.StatedBy(v.Known, t.About)})
		}
		for _, s := range ledger.Series(v) {
			var t web.Tally
			if t, err = tally(v, s); err != nil {
				return
			}
			out.Sources = append(out.Sources, t)
		}
	})
	for i := range out.Methods {
		at, perr := p.n.position(string(out.Methods[i].Statement))
		if perr != nil {
			return out, perr
		}
		st, serr := p.n.Store.Statement(ctx, at)
		if serr != nil {
			return out, serr
		}
		out.Methods[i].Digest = fmt.Sprintf("%x", sha256.Sum256(st.Body))
	}
	return out, err
}
