package matching

import (
	"fmt"

	"muster"
	"muster/offer"
	"muster/requirement"
	"muster/standing"
)

// Guard implements standing.Guard: an offer or a requirement on which something firm rests is not ended
// under it.
func (p *Part) Guard(s *standing.State, v muster.Value) error {
	switch x := v.(type) {
	case *offer.Acted:
		if x.Act.Act == offer.ActWithdraw {
			return find(s).stock.Told(s, &x.Envelope, x.About, p.rests(s, &x.Envelope, p.byStock[x.About]))
		}
	case *requirement.Acted:
		if x.Act.Act == requirement.ActWithdraw || x.Act.Act == requirement.ActSupersede {
			return find(s).needs.Told(s, &x.Envelope, x.About, p.rests(s, &x.Envelope, p.byNeed[x.About]))
		}
	}
	return nil
}

// rests refuses to end what one of some matches rests on.
func (p *Part) rests(s *standing.State, e *muster.Envelope, ids []string) error {
	h := s.Hearer(e)
	for _, m := range ids {
		life, ok := p.State(s.Known(), m)
		switch {
		case !ok || life.Value.State != Firm && life.Value.State != InDelivery:
		case p.Hides(h, s.Known(), m):
			return muster.Conflict("act", "a match that is not yours to see rests on it and binds it; a coordinator can cancel it or close it short first")
		default:
			return muster.Conflict("act", fmt.Sprintf("match %s rests on it and is %s%s; cancel it or close it short first", m, life.Value.State, p.Since(h, s.Known(), m)))
		}
	}
	return nil
}
