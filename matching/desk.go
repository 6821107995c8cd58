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
		return shown(v, a.needs.All(v.Known), func(x standing.Version[requirement.Need]) muster.Audience { return x.Value.Audience }, p.requirement(v, a))
	case offer.Life.Object:
		return shown(v, a.stock.All(v.Known), func(x standing.Version[offer.Stock]) muster.Audience { return x.Value.Audience }, p.offer(v, a))
	case offer.ConsentLife.Object:
		return shown(v, a.stock.Consents(v.Known), func(x standing.Version[offer.Consent]) muster.Audience { return x.Value.Audience }, consent(v, a))
	}
	return shown(v, p.matches.All(v.Known), func(x standing.Version[Match]) muster.Audience { return x.Value.Audience }, p.thing(v, a))
}

// Thing implements work.Desk.
func (p *Part) Thing(v standing.View, object, about string) (work.Thing, bool) {
	a := find(v.State)
	switch object {
	case requirement.Life.Object:
		if x, ok := a.needs.Get(v.Known, about); ok {
			return p.requirement(v, a)(about, x)
		}
	case offer.Life.Object:
		if x, ok := a.stock.Get(v.Known, about); ok {
			return p.offer(v, a)(about, x)
		}
	case offer.ConsentLife.Object:
		if x, ok := a.stock.Consent(v.Known, about); ok {
			return consent(v, a)(about, x)
		}
	case Life.Object:
		if x, ok := p.matches.Get(v.Known, about); ok {
			return p.thing(v, a)(about, x)
		}
	}
	return work.Thing{}, false
}

// shown yields what the viewer may see of some objects.
func shown[V any](v standing.View, all iter.Seq2[string, V], audience func(V) muster.Audience, thing func(string, V) (work.Thing, bool)) iter.Seq[work.Thing] {
	return func(yield func(work.Thing) bool) {
		for id, x := range all {
			if !v.Shows(audience(x)) {
				continue
			}
			if th, ok := thing(id, x); ok && !yield(th) {
				return
			}
		}
	}
}

// urgent is the priority from which a requirement is urgent.
const urgent = 1

func (p *Part) requirement(v standing.View, a around) func(string, standing.Version[requirement.Need]) (work.Thing, bool) {
	return func(id string, x standing.Version[requirement.Need]) (work.Thing, bool) {
		life, ok := a.needs.State(v.Known, id)
		return work.Thing{
			About: id, Title: fmt.Sprintf("%s %s %s", x.Value.Quantity, x.Value.Unit, x.Value.Item), Life: life, Object: x.Value.Object(),
			State: p.RequirementState(v.State, v.Known, id, v.Effective), Urgent: x.Value.Priority <= urgent,
			Days: map[string]muster.Day{"needed_by": x.Value.NeededBy},
		}, ok
	}
}

func (p *Part) offer(v standing.View, a around) func(string, standing.Version[offer.Stock]) (work.Thing, bool) {
	return func(id string, x standing.Version[offer.Stock]) (work.Thing, bool) {
		life, ok := a.stock.State(v.Known, id)
		th := work.Thing{
			About: id, Title: fmt.Sprintf("%s %s %s", x.Value.Quantity, x.Value.Unit, x.Value.Item), Life: life, Object: x.Value.Object(),
			State: p.OfferState(v.State, v.Known, id, v.Effective), Days: map[string]muster.Day{},
		}
		if x.Value.ValidUntil != muster.MaxDay {
			th.Days["valid_until"] = x.Value.ValidUntil
		}
		return th, ok
	}
}

func consent(v standing.View, a around) func(string, standing.Version[offer.Consent]) (work.Thing, bool) {
	return func(id string, x standing.Version[offer.Consent]) (work.Thing, bool) {
		life, ok := a.stock.ConsentState(v.Known, id)
		line, known := a.stock.Get(v.Known, id)
		if !ok || !known {
			return work.Thing{}, false
		}
		due, _ := muster.ParseDay(x.Value.Due) // Check let only days in
		th := work.Thing{
			About: id, Title: fmt.Sprintf("consent of %s to %s %s %s", x.Value.Owner, line.Value.Quantity, line.Value.Unit, line.Value.Item), Life: life,
			Object: line.Value.Object(), State: life.Value.State, Days: map[string]muster.Day{"due": due},
		}
		if th.State == offer.Requested && due < v.Effective {
			th.State = offer.Overdue
		}
		return th, true
	}
}

func (p *Part) thing(v standing.View, a around) func(string, standing.Version[Match]) (work.Thing, bool) {
	return func(id string, x standing.Version[Match]) (work.Thing, bool) {
		life, ok := p.lives.Get(v.Known, id)
		need, okN := a.needs.Get(v.Known, x.Value.Requirement)
		stock, okO := a.stock.Get(v.Known, x.Value.Offer)
		if !ok || !okN || !okO {
			return work.Thing{}, false
		}
		return work.Thing{
			About: id, Title: fmt.Sprintf("%s %s %s of %s for %s", x.Value.Quantity, stock.Value.Unit, stock.Value.Item, x.Value.Offer, x.Value.Requirement), Life: life,
			Object: a.object(v.Known, &x.Value), State: life.Value.State, Urgent: need.Value.Priority <= urgent,
			Days: map[string]muster.Day{"needed_by": need.Value.NeededBy, "ready": stock.Value.Ready},
		}, true
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
