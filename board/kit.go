package board

import (
	"slices"

	"muster"
	"muster/item"
	"muster/matching"
	"muster/money"
	"muster/offer"
	"muster/standing"
)

// Part is something without which an item is of no use to whoever needs it, and what of it is there in time.
type Part struct {
	item.Needs
	Called  item.Names
	Total   item.Ratio // how much is needed, in the unit of the need
	By      muster.Day // the last day on which it is in time
	Firm    item.Ratio // in firm matches with the lines that ask for it, from offers ready in time
	Offered item.Ratio // beside that in offers that are ready in time and neither firm nor reserved
	Who     []muster.PartyID
	Late    *Offer // where it is too little: the first that comes, too late
}

// InTime reports whether enough of it is firm or offered in time.
func (p *Part) InTime() bool { return p.Firm.Plus(p.Offered).Cmp(p.Total) >= 0 }

// None reports whether nothing of it is there in time.
func (p *Part) None() bool { return p.Firm.Plus(p.Offered).Sign() == 0 }

// Kit lists what so much of an item, which need not be the one that a requirement asks for, cannot be used
// without by whoever needs it; the error names a conversion that is missing.
func Kit(v standing.View, n Need, of item.ID, quantity money.Amount, unit item.UnitID) (all []Part, err error) {
	catalogue := itemsOf(v)
	total := item.RatioOf(quantity)
	if one := catalogue.get(of); one.Unit != "" {
		r, err := catalogue.part.Ratio(v.Known, of, unit, one.Unit)
		if err != nil {
			return nil, err
		}
		total = total.Times(r)
	}
	lines, err := catalogue.part.Expand(v.Known, of, total)
	if err != nil {
		return nil, err
	}
	near := beside(v, n)
	for _, l := range lines {
		if !l.Essential {
			continue
		}
		p := Part{Needs: l.Need.Needs, Called: target(v, catalogue, &l.Need.Needs), Total: l.Total, By: n.NeededBy + muster.Day(l.After)}
		p.firm(v, catalogue, near)
		p.offered(v, catalogue, n, near)
		all = append(all, p)
	}
	return all, nil
}

// firm adds what is firm of a part in time, in the lines that ask for it.
func (p *Part) firm(v standing.View, catalogue items, near []Need) {
	for _, b := range near {
		one := catalogue.get(b.Item)
		if !one.Meets(&p.Needs) {
			continue
		}
		each, err := catalogue.part.Ratio(v.Known, b.Item, b.Unit, p.Unit)
		if err != nil {
			continue
		}
		for _, m := range MatchesOfNeed(v, b.ID) {
			if matching.Binds(m.State()) && m.Offer.Ready <= p.By {
				p.Firm = p.Firm.Plus(m.Met.Times(each))
				p.who(m.Offer.Donor)
			}
		}
	}
}

// offered adds what is offered of a part in time, and finds the first that is late.
func (p *Part) offered(v standing.View, catalogue items, n Need, near []Need) {
	stock, match := offer.In(v), matching.In(v)
	for id, x := range stock.All(v.Known) {
		one := catalogue.get(x.Value.Item)
		if !one.Meets(&p.Needs) || !given(x.Value.For, n.ID, near) {
			continue
		}
		o, ok := offered(v, stock, match, catalogue, id, x)
		each, err := catalogue.part.Ratio(v.Known, x.Value.Item, x.Value.Unit, p.Unit)
		if !ok || err != nil || !Live(o.State) {
			continue
		}
		free := o.Quantity.Sub(o.Use.Firm).Sub(o.Use.Reserved)
		switch {
		case free.Sign() <= 0:
		case o.Ready <= p.By:
			p.Offered = p.Offered.Plus(item.RatioOf(free).Times(each))
			p.who(o.Donor)
		case p.Late == nil || o.Ready < p.Late.Ready:
			p.Late = &o
		}
	}
}

func (p *Part) who(donor muster.PartyID) {
	if !slices.Contains(p.Who, donor) {
		p.Who = append(p.Who, donor)
	}
}

// given reports whether an offer may be taken for a requirement or the lines beside it.
func given(only []string, id string, near []Need) bool {
	return len(only) == 0 || slices.Contains(only, id) || slices.ContainsFunc(near, func(b Need) bool { return slices.Contains(only, b.ID) })
}
