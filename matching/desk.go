package matching

import (
	"fmt"
	"iter"

	"muster"
	"muster/access"
	"muster/offer"
	"muster/requirement"
	"muster/standing"
	"muster/work"
)

// Tables implements work.Desk. The lives of requirements and offers are shown from here, since what is
// derived of them follows from matches.
func (*Part) Tables() []*work.Table {
	return []*work.Table{&requirement.Life, &offer.Life, &offer.ConsentLife, &Life}
}

// Things implements work.Desk.
func (p *Part) Things(v standing.View, object string) iter.Seq[work.Thing] {
	a := find(v.State)
	switch object {
	case requirement.Life.Object:
		return a.needs.Things(v, p.need(v))
	case offer.Life.Object:
		return a.stock.Things(v, p.offer(v))
	case offer.ConsentLife.Object:
		return a.stock.Consents().Things(v, consent(v, a))
	}
	return p.Objects.Things(v, match(v, a))
}

// Thing implements work.Desk.
func (p *Part) Thing(v standing.View, object, about string) (work.Thing, bool) {
	a := find(v.State)
	switch object {
	case requirement.Life.Object:
		return a.needs.Thing(v, about, p.need(v))
	case offer.Life.Object:
		return a.stock.Thing(v, about, p.offer(v))
	case offer.ConsentLife.Object:
		return a.stock.Consents().Thing(v, about, consent(v, a))
	case Life.Object:
		return p.Objects.Thing(v, about, match(v, a))
	}
	return work.Thing{}, false
}

// urgent is the priority from which a requirement is urgent.
const urgent = 1

func (p *Part) need(v standing.View) func(*work.Thing, requirement.Need) {
	return func(th *work.Thing, x requirement.Need) {
		th.Title = fmt.Sprintf("%s %s %s", x.Quantity, x.Unit, x.Item)
		th.State, th.Urgent = p.RequirementState(v.State, v.Known, x.About, v.Effective), x.Priority <= urgent
		th.Days["needed_by"] = x.NeededBy
	}
}

func (p *Part) offer(v standing.View) func(*work.Thing, offer.Stock) {
	return func(th *work.Thing, x offer.Stock) {
		th.Title, th.State = fmt.Sprintf("%s %s %s", x.Quantity, x.Unit, x.Item), p.OfferState(v.State, v.Known, x.About, v.Effective)
		if x.ValidUntil != muster.MaxDay {
			th.Days["valid_until"] = x.ValidUntil
		}
	}
}

func consent(v standing.View, a around) func(*work.Thing, offer.Consent) {
	return func(th *work.Thing, x offer.Consent) {
		th.Title = fmt.Sprintf("consent of %s to offer %s", x.Owner, x.About)
		if line, ok := a.stock.Shown(v, x.About); ok {
			th.Title = fmt.Sprintf("consent of %s to %s %s %s", x.Owner, line.Value.Quantity, line.Value.Unit, line.Value.Item)
		}
		due, _ := muster.ParseDay(x.Due) // Check let only days in
		th.Days["due"] = due
		if th.State == offer.Requested && due < v.Effective {
			th.State = offer.Overdue
		}
	}
}

// match adds what a desk shows of a match, of its offer only to who may see that.
func match(v standing.View, a around) func(*work.Thing, Match) {
	return func(th *work.Thing, x Match) {
		what := x.Quantity
		if stock, ok := a.stock.Shown(v, x.Offer); ok {
			what = fmt.Sprintf("%s %s %s", x.Quantity, stock.Value.Unit, stock.Value.Item)
		}
		th.Title = fmt.Sprintf("%s of %s for %s", what, x.Offer, x.Requirement)
		if need, ok := a.needs.Get(v.Known, x.Requirement); ok {
			th.Urgent, th.Days["needed_by"] = need.Value.Priority <= urgent, need.Value.NeededBy
		}
		if stock, ok := a.stock.Get(v.Known, x.Offer); ok {
			th.Days["ready"] = stock.Value.Ready
		}
	}
}

// Rules are who may do what is no act on an object with a life.
func Rules() []access.Rule {
	return []access.Rule{
		{Act: "requirement.overlap", By: []access.Turn{coordinator}},
		{Act: "offer.overlap", By: []access.Turn{coordinator}},
		{Act: "offer.reserve", By: Life.By},
		{Act: "plan.pin", By: []access.Turn{coordinator}},
	}
}
