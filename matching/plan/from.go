package plan

import (
	"cmp"
	"slices"
	"strings"

	"muster"
	"muster/item"
	"muster/matching"
	"muster/money"
	"muster/offer"
	"muster/requirement"
	"muster/standing"
)

// Transit is how many days from readiness to arrival a plan reckons with, where nothing else is said: how
// far an offer has to go is not known.
const Transit = 14

// From reads a view: what is open, what is offered, and what was decided, of what its viewer may see. What
// is bound counts whoever may see it, since stock is gone or not. It takes the view's lock by itself.
func From(v standing.View, transit int64, options Options) *Inputs {
	in := &Inputs{On: v.Effective, Transit: transit, Options: options, Book: NewBook(viewed{v})}
	v.Read(func() {
		r := reader{v, in, matching.In(v), requirement.In(v), offer.In(v), item.In(v), map[Type]bool{}}
		r.offers()
		r.needs()
		r.decided()
		r.serving()
	})
	// What a line needs asks the catalogue, which takes the lock by itself.
	for i := range in.Needs {
		n := &in.Needs[i]
		n.Parts = in.Book.of.Parts(n.Item, n.Quantity, n.Unit)
	}
	in.whatMeets()
	return in
}

// reader reads a view into inputs.
type reader struct {
	v       standing.View
	in      *Inputs
	matches *matching.Part
	lines   *requirement.Part
	stock   *offer.Part
	items   *item.Part
	serves  map[Type]bool
}

func (r *reader) offers() {
	for id, x := range r.stock.All(r.v.Known) {
		life, ok := r.stock.State(r.v.Known, id)
		if s, _ := offer.Life.State(life.Value.State); !ok || s.Final || !r.v.Shows(x.Value.Audience) {
			continue
		}
		use, _ := r.matches.Use(r.v.State, r.v.Known, id, r.v.Effective)
		s := x.Value
		o := Offer{
			ID: id, Donor: s.Donor, Item: s.Item, Unit: s.Unit, Offered: item.RatioOf(s.Quantity), Firm: item.RatioOf(use.Firm), Lot: item.RatioOf(s.Lot),
			Ready: s.Ready, ValidUntil: s.ValidUntil, For: s.For, Owner: s.Owner, Consented: r.stock.Consented(r.v.Known, id, r.v.Effective),
		}
		if life.Value.State == offer.Accepted {
			o.Accepted = item.RatioOf(use.Accepted)
		}
		for _, k := range r.matches.Reservations(r.v.Known, id, r.v.Effective) {
			q, _ := money.Parse(k.Value.Quantity) // Check let only numbers in
			o.Kept = append(o.Kept, Kept{k.Value.About, k.Value.Requirement, item.RatioOf(q), !r.v.Shows(k.Value.Audience)})
		}
		r.in.Offers = append(r.in.Offers, o)
	}
}

// needs reads every requirement: what is firm for one that is not open any more serves its requester too.
func (r *reader) needs() {
	for id, x := range r.lines.All(r.v.Known) {
		bound := r.matches.Bound(r.v.State, r.v.Known, id)
		for _, b := range bound {
			if s, ok := r.stock.Get(r.v.Known, b.Offer); ok {
				r.serves[Type{x.Value.Requester, s.Value.Item}] = true
			}
		}
		life, ok := r.lines.State(r.v.Known, id)
		if !ok || life.Value.State != requirement.Open || !r.v.Shows(x.Value.Audience) {
			continue
		}
		l := x.Value
		n := Need{
			ID: id, Requester: l.Requester, Item: l.Item, Unit: l.Unit, Quantity: item.RatioOf(l.Quantity), MinLot: item.RatioOf(l.MinLot),
			Priority: l.Priority, NeededBy: l.NeededBy, Substitutes: l.Substitutes, Links: l.Links, Bound: map[string]item.Ratio{},
		}
		for _, b := range bound {
			n.Firm = n.Firm.Plus(b.Meets)
			n.Bound[b.Offer] = n.Bound[b.Offer].Plus(item.RatioOf(b.Takes))
			n.Comes = append(n.Comes, Coming{b.Offer, r.arrives(b), b.Meets})
			if r.arrives(b) <= n.NeededBy {
				n.InTime = n.InTime.Plus(b.Meets)
			}
		}
		r.in.Needs = append(r.in.Needs, n)
	}
}

// arrives is when what is bound came, or would come.
func (r *reader) arrives(b matching.Bound) muster.Day {
	if b.State == matching.Fulfilled || b.State == matching.ShortClosed {
		return b.Since
	}
	ready := r.v.Effective
	if s, ok := r.stock.Get(r.v.Known, b.Offer); ok && b.State == matching.Firm {
		ready = max(ready, s.Value.Ready)
	}
	if b.State == matching.InDelivery {
		ready = b.Since // it left then
	}
	return max(ready+muster.Day(r.in.Transit), r.v.Effective)
}

func (r *reader) decided() {
	for about, x := range r.matches.Pins(r.v.Known) {
		need, stock, _ := strings.Cut(about, "+")
		d := Decision{Line: need, Offer: stock, Forbid: x.Value.Verdict == "forbid", Why: x.Value.Why, Hidden: !r.v.Shows(x.Value.Audience)}
		if q, err := money.Parse(x.Value.Quantity); err == nil {
			d.Quantity = item.RatioOf(q)
		}
		r.in.Decided = append(r.in.Decided, d)
	}
}

func (r *reader) serving() {
	for t := range r.serves {
		r.in.Serving = append(r.in.Serving, t)
	}
	slices.SortFunc(r.in.Serving, func(a, b Type) int {
		return cmp.Or(cmp.Compare(a.Requester, b.Requester), cmp.Compare(a.Item, b.Item))
	})
}

// whatMeets looks up which items of the position any part may be met by.
func (in *Inputs) whatMeets() {
	var all []item.ID
	for i := range in.Needs {
		all = append(all, in.Needs[i].Item)
	}
	for i := range in.Offers {
		all = append(all, in.Offers[i].Item)
	}
	slices.Sort(all)
	all = slices.Compact(all)
	type of struct {
		needer item.ID
		target string
	}
	found := map[of][]item.ID{}
	for i := range in.Needs {
		parts := slices.Clone(in.Needs[i].Parts)
		for k := range parts {
			p := &parts[k]
			key := of{p.Of, string(p.Sort) + "/" + p.Target}
			any, ok := found[key]
			if !ok {
				for _, x := range all {
					if p.Item == x || p.Item == "" && in.Book.of.Meets(x, p) {
						any = append(any, x)
					}
				}
				found[key] = any
			}
			p.Any = any
		}
		in.Needs[i].Parts = parts
	}
}
