package matching

import (
	"muster"
	"muster/item"
	"muster/money"
	"muster/offer"
	"muster/requirement"
	"muster/standing"
)

// Cover is how far a requirement is met, each in its unit.
type Cover struct {
	Need     item.Ratio // asked for
	Proposed item.Ratio // in matches that are proposed or agreed, not firm
	Firm     item.Ratio // bound: firm, in delivery, received
	Moving   item.Ratio // of it in delivery
	Received item.Ratio // of it received and usable
	Matches  []string   // that count, in the order in which they were made
}

// Open is what nothing firm covers yet; never below 0.
func (c Cover) Open() item.Ratio { return less(c.Need, c.Firm) }

// less is a − b, or 0 where b is more.
func less(a, b item.Ratio) item.Ratio {
	if a.Cmp(b) <= 0 {
		return item.Ratio{}
	}
	return a.Minus(b)
}

// Cover returns how far a requirement is met as known at a position.
func (p *Part) Cover(s *standing.State, known muster.Seq, id string) (c Cover, ok bool) {
	a := find(s)
	need, ok := a.needs.Get(known, id)
	if !ok {
		return c, false
	}
	c.Need = item.RatioOf(need.Value.Quantity)
	for _, m := range p.byNeed[id] {
		x, ok := p.Get(known, m)
		life, alive := p.State(known, m)
		if !ok || !alive {
			continue
		}
		state := life.Value.State
		met := p.met(a, known, m, state, x.Value)
		switch {
		case live(state):
			c.Proposed = c.Proposed.Plus(met)
		case bound(state):
			c.Firm = c.Firm.Plus(met)
			switch state {
			case InDelivery:
				c.Moving = c.Moving.Plus(met)
			case Fulfilled, ShortClosed:
				c.Received = c.Received.Plus(met)
			}
		default:
			continue
		}
		c.Matches = append(c.Matches, m)
	}
	return c, true
}

// met is how much of its requirement a match meets, by the version of the line that it was made with and
// in the unit of the line as it is.
func (p *Part) met(a around, known muster.Seq, id, state string, x Match) item.Ratio {
	need, _ := a.needs.Get(known, x.Requirement)
	stock, ok := a.stock.Get(known, x.Offer)
	if !ok {
		return item.Ratio{}
	}
	e, err := exchange(a, known, need.Value, stock.Value)
	if err != nil {
		// The line or the offer was changed to another item since: what was bound for the old one meets
		// nothing of the new.
		return item.Ratio{}
	}
	return e.Meets(p.takes(known, id, state, x))
}

// Use is what becomes of an offer, each in its unit.
type Use struct {
	Offered  money.Amount
	Accepted money.Amount
	Proposed money.Amount // in matches not firm
	Firm     money.Amount // bound
	Received money.Amount // of it received and usable
	Reserved money.Amount // by reservations that hold on the day
	Matches  []string
}

// Free is what was accepted and is neither bound nor reserved; never below 0.
func (u Use) Free() money.Amount {
	free := u.Accepted.Sub(u.Firm).Sub(u.Reserved)
	if free.Sign() < 0 {
		return money.Amount{}
	}
	return free
}

// Use returns what becomes of an offer as known at a position, on a day.
func (p *Part) Use(s *standing.State, known muster.Seq, id string, on muster.Day) (u Use, ok bool) {
	a := find(s)
	stock, ok := a.stock.Get(known, id)
	if !ok {
		return u, false
	}
	u.Offered, u.Accepted = stock.Value.Quantity, a.stock.Accepted(known, id)
	for _, m := range p.byStock[id] {
		x, ok := p.Get(known, m)
		life, alive := p.State(known, m)
		if !ok || !alive {
			continue
		}
		q := p.takes(known, m, life.Value.State, x.Value)
		switch {
		case live(life.Value.State):
			u.Proposed = u.Proposed.Add(q)
		case bound(life.Value.State):
			u.Firm = u.Firm.Add(q)
			if s := life.Value.State; s == Fulfilled || s == ShortClosed {
				u.Received = u.Received.Add(q)
			}
		default:
			continue
		}
		u.Matches = append(u.Matches, m)
	}
	for _, r := range p.Reservations(known, id, on) {
		q, _ := money.Parse(r.Value.Quantity)
		u.Reserved = u.Reserved.Add(q)
	}
	return u, true
}

// Reservations lists the reservations of an offer that hold on a day.
func (p *Part) Reservations(known muster.Seq, id string, on muster.Day) (all []standing.Version[Reserve]) {
	for _, r := range p.reserved[id] {
		x, ok := p.reserves.Get(known, r)
		if !ok || x.Value.Offer != id {
			continue
		}
		if until, err := muster.ParseDay(x.Value.Until); err == nil && on <= until {
			all = append(all, x)
		}
	}
	return all
}

// RequirementState is where a requirement is, with what follows from matches and the calendar.
func (p *Part) RequirementState(s *standing.State, known muster.Seq, id string, on muster.Day) string {
	a := find(s)
	life, ok := a.needs.State(known, id)
	if !ok || life.Value.State != requirement.Open {
		return life.Value.State
	}
	c, _ := p.Cover(s, known, id)
	need, _ := a.needs.Get(known, id)
	return NeedState(life.Value.State, c, need.Value.NeededBy, on)
}

// NeedState is where a requirement is that by acts alone is in a state, for whoever knows its cover already.
func NeedState(state string, c Cover, neededBy, on muster.Day) string {
	switch {
	case state != requirement.Open:
		return state
	case c.Received.Cmp(c.Need) >= 0:
		return requirement.Fulfilled
	case c.Firm.Cmp(c.Need) >= 0:
		return requirement.Covered
	case neededBy < on:
		return requirement.Expired
	case c.Firm.Sign() > 0:
		return requirement.PartlyCovered
	}
	return requirement.Open
}

// OfferState is where an offer is, with what follows from the calendar: it lapses with its last day,
// unless all that was accepted of it is bound.
func (p *Part) OfferState(s *standing.State, known muster.Seq, id string, on muster.Day) string {
	a := find(s)
	life, ok := a.stock.State(known, id)
	stock, _ := a.stock.Get(known, id)
	if !ok || on <= stock.Value.ValidUntil {
		return life.Value.State
	}
	u, _ := p.Use(s, known, id, on)
	return StockState(life.Value.State, u, stock.Value.ValidUntil, on)
}

// StockState is where an offer is that by acts alone is in a state, for whoever knows its use already.
func StockState(state string, u Use, until, on muster.Day) string {
	switch {
	case state == offer.Declined || state == offer.Withdrawn || on <= until:
		return state
	case state == offer.Accepted && u.Firm.Cmp(u.Accepted) >= 0:
		return state
	}
	return offer.Lapsed
}
