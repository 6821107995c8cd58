package matching

import (
	"fmt"
	"slices"

	"muster"
	"muster/item"
	"muster/money"
	"muster/offer"
	"muster/requirement"
	"muster/standing"
)

// Exchange is how an offer's quantity counts towards a requirement: one unit of the offer meets Each units
// of the requirement. StandIn says by which substitution, where the items differ.
type Exchange struct {
	Each    item.Ratio
	StandIn *item.StandIn
}

// ExchangeOf is how an offer counts towards a requirement, or why it does not.
func ExchangeOf(s *standing.State, known muster.Seq, need requirement.Need, stock offer.Stock) (Exchange, error) {
	return exchange(find(s), known, need, stock)
}

// exchange finds how an offer counts towards a requirement, or says why it does not: another item that is
// no accepted substitute, or a conversion that nobody stated.
func exchange(a around, known muster.Seq, need requirement.Need, stock offer.Stock) (x Exchange, err error) {
	asked, _ := a.items.Get(known, need.Item)
	given, _ := a.items.Get(known, stock.Item)
	toBase, err := a.items.Ratio(known, stock.Item, stock.Unit, given.Unit)
	if err != nil {
		return x, err
	}
	fromBase, err := a.items.Ratio(known, need.Item, asked.Unit, need.Unit)
	if err != nil {
		return x, err
	}
	x.Each = toBase
	if stock.Item != need.Item {
		if !slices.Contains(need.Substitutes, stock.Item) {
			return x, muster.Invalid("offer", fmt.Sprintf("it is of %s; the requirement asks for %s%s", stock.Item, need.Item, accepts(need.Substitutes)))
		}
		for _, s := range a.items.Substitutes(known, need.Item) {
			if s.Substitute.Substitute == stock.Item {
				x.StandIn = &s
			}
		}
		if x.StandIn == nil {
			return x, muster.Invalid("offer", fmt.Sprintf("the requirement accepts %s in place of %s, but the catalogue does not say how many stand in for one", stock.Item, need.Item))
		}
		x.Each = x.Each.Over(x.StandIn.Each)
	}
	x.Each = x.Each.Times(fromBase)
	return x, nil
}

func accepts(all []item.ID) string {
	if len(all) == 0 {
		return " and accepts no substitute"
	}
	return fmt.Sprintf(" and accepts %v in its place", all)
}

// Meets is how much of the requirement an amount of the offer meets, in the requirement's unit.
func (x Exchange) Meets(amount money.Amount) item.Ratio { return item.RatioOf(amount).Times(x.Each) }

// Binds reports whether a match in a state binds stock and need.
func Binds(state string) bool { return bound(state) }

// Met is how much of its requirement a match meets, in the unit of the line as it is.
func (p *Part) Met(s *standing.State, known muster.Seq, x Match) item.Ratio {
	life, _ := p.State(known, x.About)
	return p.met(find(s), known, x.About, life.Value.State, x)
}

// bound reports whether a match in a state binds stock and need.
func bound(state string) bool {
	switch state {
	case Firm, InDelivery, Fulfilled, ShortClosed:
		return true
	}
	return false
}

// live reports whether a match in a state may still become firm.
func live(state string) bool {
	switch state {
	case Proposed, ByDonor, ByRecipient, Agreed:
		return true
	}
	return false
}

// Takes is what a match takes from its offer, in the offer's unit: all of it, or what was received where it
// was closed short.
func (p *Part) Takes(known muster.Seq, x Match) money.Amount {
	life, _ := p.State(known, x.About)
	return p.takes(known, x.About, life.Value.State, x)
}

// takes is what a match in a state takes from its offer: all of it, or what was received where it was
// closed short.
func (p *Part) takes(known muster.Seq, id, state string, x Match) money.Amount {
	q, _ := money.Parse(x.Quantity) // Check let only numbers in
	if state == ShortClosed {
		got, _ := p.received.Get(known, id)
		return got.Value
	}
	return q
}
