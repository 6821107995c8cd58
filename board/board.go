// Package board lays out coordination line by line, each in one pass over a view: what is needed with its
// cover, what is offered with its use, which types are in service, and what a package lacks.
//
// It computes nothing that the parts do not; it brings together what a list or a page shows of an object.
package board

import (
	"cmp"
	"slices"

	"muster"
	"muster/item"
	"muster/matching"
	"muster/offer"
	"muster/requirement"
	"muster/standing"
	"muster/work"
)

// Line is what the lines of a board have in common.
type Line struct {
	ID        string
	Statement muster.ID  // that states it as it is
	Called    item.Names // the item's
	Thing     item.ThingID
	Family    item.FamilyID
	State     string                      // as shown, derived ones too
	Life      standing.Version[work.Life] // by acts alone
}

// Need is a requirement with its cover.
type Need struct {
	Line
	requirement.Need
	Cover matching.Cover
}

// Offer is an offer with its use.
type Offer struct {
	Line
	offer.Stock
	Use     matching.Use
	Consent string // of its original owner: a state of a consent, or NotAsked; empty: none is needed
}

// NotAsked says of a consent that is needed that nobody asked for it yet.
const NotAsked = "not asked"

// Wanted reports whether a requirement still wants offers: it is open, and not all of it is firm.
func Wanted(state string) bool {
	return state == requirement.Open || state == requirement.PartlyCovered || state == requirement.Expired
}

// Live reports whether an offer may still be matched, now or once it was accepted.
func Live(state string) bool {
	switch state {
	case offer.Announced, offer.Notified, offer.Assessment, offer.Accepted:
		return true
	}
	return false
}

// items remembers what the catalogue says of items, since many lines are of few.
type items struct {
	part  *item.Part
	known muster.Seq
	have  map[item.ID]item.Item
}

func itemsOf(v standing.View) items {
	return items{standing.Find[*item.Part](v.State), v.Known, map[item.ID]item.Item{}}
}

func (x items) get(id item.ID) item.Item {
	one, ok := x.have[id]
	if !ok {
		if one, ok = x.part.Get(x.known, id); !ok {
			one.Names = item.Names{"en": string(id)}
		}
		x.have[id] = one
	}
	return one
}

func (x items) line(id string, of item.ID, statement muster.ID, life standing.Version[work.Life]) Line {
	one := x.get(of)
	return Line{ID: id, Statement: statement, Called: one.Names, Thing: one.Thing, Family: one.Family, Life: life}
}

// order is what a board is ordered by; of equal ones the id decides.
type order struct {
	first int
	then  muster.Day
}

// ordered puts lines, which come in order of id, in another order. Lines are large: their places are sorted,
// and each is moved once.
func ordered[T any](all []T, by func(*T) order) []T {
	type place struct {
		order
		at int
	}
	places := make([]place, len(all))
	for i := range all {
		places[i] = place{by(&all[i]), i}
	}
	slices.SortFunc(places, func(a, b place) int {
		return cmp.Or(a.first-b.first, cmp.Compare(a.then, b.then), a.at-b.at)
	})
	out := make([]T, len(all))
	for i, p := range places {
		out[i] = all[p.at]
	}
	return out
}

// Needs lists the requirements that a viewer may see: the most urgent first, of those the one that is needed
// first.
func Needs(v standing.View) []Need {
	lines, match, catalogue := requirement.In(v), matching.In(v), itemsOf(v)
	all := make([]Need, 0, lines.Count())
	for id, x := range lines.All(v.Known) {
		if n, ok := need(v, lines, match, catalogue, id, x); ok {
			all = append(all, n)
		}
	}
	return ordered(all, func(n *Need) order { return order{n.Priority, n.NeededBy} })
}

func need(v standing.View, lines *requirement.Part, match *matching.Part, catalogue items, id string, x standing.Version[requirement.Need]) (n Need, ok bool) {
	life, ok := lines.State(v.Known, id)
	if !ok || !v.Shows(x.Value.Audience) {
		return n, false
	}
	n = Need{Line: catalogue.line(id, x.Value.Item, x.ID, life), Need: x.Value}
	n.Cover, _ = match.Cover(v.State, v.Known, id)
	n.State = matching.NeedState(life.Value.State, n.Cover, n.NeededBy, v.Effective)
	return n, true
}

// NeedOf is one of them.
func NeedOf(v standing.View, id string) (Need, bool) {
	lines := requirement.In(v)
	x, ok := lines.Get(v.Known, id)
	if !ok {
		return Need{}, false
	}
	return need(v, lines, matching.In(v), itemsOf(v), id, x)
}

// Offers lists the offers that a viewer may see: what ends first, first.
func Offers(v standing.View) []Offer {
	stock, match, catalogue := offer.In(v), matching.In(v), itemsOf(v)
	all := make([]Offer, 0, stock.Count())
	for id, x := range stock.All(v.Known) {
		if o, ok := offered(v, stock, match, catalogue, id, x); ok {
			all = append(all, o)
		}
	}
	return ordered(all, func(o *Offer) order { return order{0, o.ValidUntil} })
}

func offered(v standing.View, stock *offer.Part, match *matching.Part, catalogue items, id string, x standing.Version[offer.Stock]) (o Offer, ok bool) {
	life, ok := stock.State(v.Known, id)
	if !ok || !v.Shows(x.Value.Audience) {
		return o, false
	}
	o = Offer{Line: catalogue.line(id, x.Value.Item, x.ID, life), Stock: x.Value}
	o.Use, _ = match.Use(v.State, v.Known, id, v.Effective)
	o.State = matching.StockState(life.Value.State, o.Use, o.ValidUntil, v.Effective)
	o.Consent = consent(v, stock, x.Value)
	return o, true
}

// consent is where the consent of an offer's original owner is.
func consent(v standing.View, stock *offer.Part, x offer.Stock) string {
	if x.Owner == "" {
		return ""
	}
	life, ok := stock.Consents().State(v.Known, x.About)
	if !ok {
		return NotAsked
	}
	if asked, ok := stock.Consents().Get(v.Known, x.About); ok && life.Value.State == offer.Requested {
		if due, err := muster.ParseDay(asked.Value.Due); err == nil && due < v.Effective {
			return offer.Overdue
		}
	}
	return life.Value.State
}

// OfferOf is one of them.
func OfferOf(v standing.View, id string) (Offer, bool) {
	stock := offer.In(v)
	x, ok := stock.Get(v.Known, id)
	if !ok {
		return Offer{}, false
	}
	return offered(v, stock, matching.In(v), itemsOf(v), id, x)
}
