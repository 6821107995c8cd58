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
)

// Fleet is what a requester has, or is to get, of one kind of thing: every item is a type of its own, to be
// kept up by itself.
type Fleet struct {
	Requester muster.PartyID
	Thing     item.ThingID
	Types     []Type  // the one with most first
	Stood     []Stand // at the ends of the last quarters and today, the earliest first
}

// Type is an item of a fleet, in the item's own unit.
type Type struct {
	Item      item.ID
	Called    item.Names
	Family    item.FamilyID
	Unit      item.UnitID
	InService item.Ratio // received and usable
	Coming    item.Ratio // firm or in delivery

	StandIns  []StandIn // what may stand in for it, in order of id
	Standards []string  // that it is said to meet
}

// StandIn is an item that may stand in for another.
type StandIn struct {
	Item    item.ID
	Called  item.Names
	InFleet bool // the requester has it, or is to get it
}

// All is what is in service and what is coming.
func (t Type) All() item.Ratio { return t.InService.Plus(t.Coming) }

// Families counts the families of a fleet's types; a type without one is a family of its own.
func (f *Fleet) Families() int {
	seen := map[string]bool{}
	for _, t := range f.Types {
		seen[cmp.Or(string(t.Family), "item "+string(t.Item))] = true
	}
	return len(seen)
}

// Type finds an item in the fleet.
func (f *Fleet) Type(id item.ID) (Type, bool) {
	for _, t := range f.Types {
		if t.Item == id {
			return t, true
		}
	}
	return Type{}, false
}

// Fleets lists what requesters have and are to get by matches that bind, by requester and kind of thing: those
// of most types first.
func Fleets(v standing.View) []Fleet { return fleets(v, true) }

// fleets are those, with how many types they had at the ends of the last quarters and what may stand in for each, or
// without that.
func fleets(v standing.View, over bool) (all []Fleet) {
	part, needs, stock, catalogue := matching.In(v), requirement.In(v), offer.In(v), itemsOf(v)
	type key struct {
		requester muster.PartyID
		thing     item.ThingID
	}
	at, stood := map[key]int{}, map[key]*stands{}
	for id, x := range part.All(v.Known) {
		life, ok := part.State(v.Known, id)
		n, okN := needs.Get(v.Known, x.Value.Requirement)
		o, okO := stock.Get(v.Known, x.Value.Offer)
		if !ok || !okN || !okO || !v.Shows(x.Value.Audience) || !v.Shows(n.Value.Audience) {
			continue
		}
		one := catalogue.get(o.Value.Item)
		k := key{n.Value.Requester, one.Thing}
		if over {
			if stood[k] == nil {
				stood[k] = &stands{}
			}
			stood[k].add(v, part, id, o.Value.Item, one.Family)
		}
		if !matching.Binds(life.Value.State) {
			continue
		}
		r, err := catalogue.part.Ratio(v.Known, o.Value.Item, o.Value.Unit, one.Unit)
		if err != nil {
			continue // nobody says any more how many it is
		}
		q := item.RatioOf(part.Takes(v.Known, x.Value)).Times(r)
		i, ok := at[k]
		if !ok {
			i = len(all)
			at[k] = i
			all = append(all, Fleet{Requester: k.requester, Thing: k.thing})
		}
		t := all[i].add(o.Value.Item, one)
		if life.Value.State == matching.Fulfilled || life.Value.State == matching.ShortClosed {
			t.InService = t.InService.Plus(q)
		} else {
			t.Coming = t.Coming.Plus(q)
		}
	}
	for i := range all {
		if over {
			all[i].Stood = stood[key{all[i].Requester, all[i].Thing}].at(v.Effective)
			for j := range all[i].Types {
				all[i].Types[j].StandIns = all[i].standIns(catalogue, v.Known, all[i].Types[j].Item)
			}
		}
		slices.SortFunc(all[i].Types, func(a, b Type) int { return cmp.Or(b.All().Cmp(a.All()), cmp.Compare(a.Item, b.Item)) })
	}
	slices.SortFunc(all, func(a, b Fleet) int {
		return cmp.Or(cmp.Compare(a.Requester, b.Requester), cmp.Compare(len(b.Types), len(a.Types)), cmp.Compare(a.Thing, b.Thing))
	})
	return all
}

// standIns are what may stand in for an item.
func (f *Fleet) standIns(catalogue items, known muster.Seq, id item.ID) (all []StandIn) {
	for _, s := range catalogue.part.Substitutes(known, id) {
		_, has := f.Type(s.Substitute.Substitute)
		all = append(all, StandIn{Item: s.Substitute.Substitute, Called: catalogue.get(s.Substitute.Substitute).Names, InFleet: has})
	}
	return all
}

func (f *Fleet) add(id item.ID, one item.Item) *Type {
	for i := range f.Types {
		if f.Types[i].Item == id {
			return &f.Types[i]
		}
	}
	f.Types = append(f.Types, Type{Item: id, Called: one.Names, Family: one.Family, Unit: one.Unit, Standards: one.Standards})
	return &f.Types[len(f.Types)-1]
}

// FleetOf is what a requester has of a kind of thing; not ok where it is nothing yet.
func FleetOf(v standing.View, requester muster.PartyID, thing item.ThingID) (Fleet, bool) {
	for _, f := range fleets(v, false) {
		if f.Requester == requester && f.Thing == thing {
			return f, true
		}
	}
	return Fleet{}, false
}
