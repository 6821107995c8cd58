package matching

import (
	"fmt"

	"muster"
	"muster/item"
	"muster/money"
	"muster/offer"
	"muster/requirement"
	"muster/standing"
)

// Guard implements standing.Guard: an offer or a requirement on which something firm rests is not ended
// under it, nor stated again as something else or as less.
func (p *Part) Guard(s *standing.State, v muster.Value) error {
	switch x := v.(type) {
	case *offer.Line:
		return p.guardStock(s, x)
	case *requirement.Line:
		return p.guardNeed(s, x)
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

// guardStock refuses to state an offer again with less than is firm of it, or as another thing than what it
// was matched as. Check let its numbers in.
func (p *Part) guardStock(s *standing.State, x *offer.Line) error {
	was, ok := find(s).stock.Get(s.Known(), x.About)
	if !ok {
		return nil
	}
	f := p.another(s, &x.Envelope, "offer", p.byStock[x.About], x.Item != was.Value.Item, x.Unit != was.Value.Unit)
	u, _ := p.Use(s, s.Known(), x.About, muster.DayOf(s.Now()))
	if q, _ := money.Parse(x.Quantity); q.Cmp(u.Firm) < 0 {
		f.Add(muster.Conflict("quantity", fmt.Sprintf("found %s; %s %s of this offer are firm, and accepted is that or more; cancel a match or close it short first", q, u.Firm, was.Value.Unit)))
	}
	return find(s).stock.Told(s, &x.Envelope, x.About, f.Err())
}

// guardNeed does the same of a requirement; less than is firm needs a reason, as to bind more than is needed
// does.
func (p *Part) guardNeed(s *standing.State, x *requirement.Line) error {
	was, ok := find(s).needs.Get(s.Known(), x.About)
	if !ok {
		return nil
	}
	f := p.another(s, &x.Envelope, "requirement", p.byNeed[x.About], x.Item != was.Value.Item, x.Unit != was.Value.Unit)
	c, _ := p.Cover(s, s.Known(), x.About)
	if q, _ := money.Parse(x.Quantity); item.RatioOf(q).Cmp(c.Firm) < 0 && x.Why == "" {
		f.Add(muster.Conflict("quantity", fmt.Sprintf("found %s; %s %s are firm for this requirement: say in why it is less, or cancel a match or close it short first", q, c.Firm, was.Value.Unit)))
	}
	return find(s).needs.Told(s, &x.Envelope, x.About, f.Err())
}

// another refuses another item or another unit for what some matches are about.
func (p *Part) another(s *standing.State, e *muster.Envelope, what string, ids []string, item, unit bool) (f muster.Faults) {
	for _, field := range []struct {
		name    string
		changed bool
	}{{"item", item}, {"unit", unit}} {
		if field.changed {
			f.Add(p.matched(s, e, field.name, what, ids))
		}
	}
	return f
}

// matched refuses to change a field of what some matches are about.
func (p *Part) matched(s *standing.State, e *muster.Envelope, field, what string, ids []string) error {
	h := s.Hearer(e)
	for _, m := range ids {
		life, ok := p.State(s.Known(), m)
		switch {
		case !ok || !live(life.Value.State) && !bound(life.Value.State):
		case p.Hides(h, s.Known(), m):
			return muster.Conflict(field, "a match that is not yours to see is about it as it was; state another "+what)
		default:
			return muster.Conflict(field, fmt.Sprintf("match %s is about it as it was and is %s; state another %s", m, life.Value.State, what))
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
