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
		return p.requirements(v, a)
	case offer.Life.Object:
		return p.offers(v, a)
	case offer.ConsentLife.Object:
		return p.consents(v, a)
	}
	return p.things(v, a)
}

// urgent is the priority from which a requirement is urgent.
const urgent = 1

func (p *Part) requirements(v standing.View, a around) iter.Seq[work.Thing] {
	return func(yield func(work.Thing) bool) {
		for id, x := range a.needs.All(v.Known) {
			life, ok := a.needs.State(v.Known, id)
			if !ok || !v.Shows(x.Value.Audience) {
				continue
			}
			th := work.Thing{
				About: id, Title: fmt.Sprintf("%s %s %s", x.Value.Quantity, x.Value.Unit, x.Value.Item), Life: life, Object: x.Value.Object(),
				State: p.RequirementState(v.State, v.Known, id, v.Effective), Urgent: x.Value.Priority <= urgent,
				Days: map[string]muster.Day{"needed_by": x.Value.NeededBy},
			}
			if !yield(th) {
				return
			}
		}
	}
}

func (p *Part) offers(v standing.View, a around) iter.Seq[work.Thing] {
	return func(yield func(work.Thing) bool) {
		for id, x := range a.stock.All(v.Known) {
			life, ok := a.stock.State(v.Known, id)
			if !ok || !v.Shows(x.Value.Audience) {
				continue
			}
			th := work.Thing{
				About: id, Title: fmt.Sprintf("%s %s %s", x.Value.Quantity, x.Value.Unit, x.Value.Item), Life: life, Object: x.Value.Object(),
				State: p.OfferState(v.State, v.Known, id, v.Effective), Days: map[string]muster.Day{},
			}
			if x.Value.ValidUntil != muster.MaxDay {
				th.Days["valid_until"] = x.Value.ValidUntil
			}
			if !yield(th) {
				return
			}
		}
	}
}

func (p *Part) consents(v standing.View, a around) iter.Seq[work.Thing] {
	return func(yield func(work.Thing) bool) {
		for id, x := range a.stock.Consents(v.Known) {
			life, ok := a.stock.ConsentState(v.Known, id)
			line, known := a.stock.Get(v.Known, id)
			if !ok || !known || !v.Shows(x.Value.Audience) {
				continue
			}
			due, _ := muster.ParseDay(x.Value.Due) // Check let only days in
			th := work.Thing{
				About: id, Title: fmt.Sprintf("consent of %s to %s %s %s", x.Value.Owner, line.Value.Quantity, line.Value.Unit, line.Value.Item), Life: life,
				Object: line.Value.Object(), State: life.Value.State, Days: map[string]muster.Day{"due": due},
			}
			if th.State == offer.Requested && due < v.Effective {
				th.State = offer.Overdue
			}
			if !yield(th) {
				return
			}
		}
	}
}

func (p *Part) things(v standing.View, a around) iter.Seq[work.Thing] {
	return func(yield func(work.Thing) bool) {
		for id, x := range p.matches.All(v.Known) {
			life, ok := p.lives.Get(v.Known, id)
			need, okN := a.needs.Get(v.Known, x.Value.Requirement)
			stock, okO := a.stock.Get(v.Known, x.Value.Offer)
			if !ok || !okN || !okO || !v.Shows(x.Value.Audience) {
				continue
			}
			th := work.Thing{
				About: id, Title: fmt.Sprintf("%s %s %s of %s for %s", x.Value.Quantity, stock.Value.Unit, stock.Value.Item, x.Value.Offer, x.Value.Requirement), Life: life,
				Object: a.object(v.Known, &x.Value), State: life.Value.State, Urgent: need.Value.Priority <= urgent,
				Days: map[string]muster.Day{"needed_by": need.Value.NeededBy, "ready": stock.Value.Ready},
			}
			if !yield(th) {
				return
			}
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
