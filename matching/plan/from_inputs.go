package plan

import (
	"cmp"
	"maps"
	"slices"

	"muster"
	"muster/item"
	"muster/money"
)

// Inputs are what a problem is made of: open requirements, offers, what is bound, kept and decided. They
// hold no view, so that a change can be tried on a copy without recording anything.
type Inputs struct {
	On      muster.Day // the day of the plan
	Transit int64      // days from readiness to arrival, where nothing else is known
	Needs   []Need     // in order of id
	Offers  []Offer    // in order of id
	Decided []Decision // in order of requirement and offer
	Serving []Type     // in order of requester and item
	Options Options
	Book    *Book
}

// Need is an open requirement.
type Need struct {
	ID        string
	Requester muster.PartyID
	Item      item.ID
	Unit      item.UnitID
	Quantity  item.Ratio
	Firm      item.Ratio // bound: firm, in delivery, received
	InTime    item.Ratio // of it, what comes by the needed day
	MinLot    item.Ratio // 0: any quantity is of use
	Priority  int
	NeededBy  muster.Day
	// Substitutes are the items accepted in its place.
	Substitutes []item.ID
	Links       []string // requirements that are of use only together with it
	Parts       []Part   // what its item needs to be of use
	Bound       map[string]item.Ratio
	Comes       []Coming // what is firm, and when it came or would come
}

// Coming is what is bound of an offer for a line.
type Coming struct {
	Offer string
	Day   muster.Day
	Meets item.Ratio // in the line's unit
}

// comes is what is firm and comes on days of a window.
func (n *Need) comes(w *Window) (sum item.Ratio) {
	for _, c := range n.Comes {
		if w.Holds(c.Day) {
			sum = sum.Plus(c.Meets)
		}
	}
	return sum
}

// Open is what nothing firm covers yet.
func (n *Need) Open() item.Ratio { return less(n.Quantity, n.Firm) }

// Part is something that the quantity of a line needs to be of use, by the catalogue.
type Part struct {
	Sort     item.Sort
	Target   string      // as the catalogue writes it: an item, family:ID or class:SCHEME:CODE
	Item     item.ID     // the item, where it is one
	Quantity item.Ratio  // for all that the line asks for
	Unit     item.UnitID // of the quantity
	Of       item.ID     // what needs it
	Must     bool        // without it the item is of no use
	// Before and After say from how many days before the line's item is needed to how many after it the part
	// counts. Before nil: at any time before.
	Before *int
	After  int
	// Any says of which items of this position any will do.
	Any []item.ID
}

// Offer is an offer that may still give something: one that is not over.
type Offer struct {
	ID         string
	Donor      muster.PartyID
	Item       item.ID
	Unit       item.UnitID
	Offered    item.Ratio
	Accepted   item.Ratio // 0 where it is not in the state accepted
	Firm       item.Ratio // bound
	Lot        item.Ratio // 0: any quantity
	Ready      muster.Day
	ValidUntil muster.Day
	For        []string // the donor's condition: only for these requirements
	Owner      muster.PartyID
	Consented  bool  // nobody's consent is needed, or it was given
	Sooner     int64 // days by which it comes sooner than readiness and transit say
	Kept       []Kept
}

// Kept is a reservation that holds on the day.
type Kept struct {
	ID       string
	For      string // the requirement that it is kept for; empty: for whom reserved it
	Quantity item.Ratio
	Hidden   bool // it is not for the viewer, who is told that stock is gone and no more
}

// Leaves is the first day on which an offer can leave.
func (o *Offer) Leaves(on muster.Day) muster.Day { return max(o.Ready, on) }

// Arrives is when an offer would be there.
func (in *Inputs) Arrives(o *Offer) muster.Day {
	return o.Leaves(in.On) + muster.Day(in.Transit-o.Sooner)
}

// kept is how much is reserved for a requirement, or for all others than it.
func (o *Offer) kept(line string) (own, others item.Ratio) {
	for _, k := range o.Kept {
		if k.For == line && line != "" {
			own = own.Plus(k.Quantity)
		} else {
			others = others.Plus(k.Quantity)
		}
	}
	return own, others
}

// free is what was accepted and is neither bound nor reserved for anybody.
func (o *Offer) free() item.Ratio {
	all, others := o.kept("")
	return less(o.Accepted, o.Firm.Plus(all).Plus(others))
}

// quanta is what of an offer is free for all, and what is reserved for each requirement, in whole steps. What is
// free and less than a step makes one with what is reserved, once.
func (o *Offer) quanta(step item.Ratio) (free int64, own map[string]int64) {
	own = map[string]int64{}
	free = fitting(o.free(), step)
	rest := o.free().Minus(times(step, free))
	for _, k := range o.Kept {
		if k.For == "" || own[k.For] > 0 {
			continue
		}
		all, _ := o.kept(k.For)
		n := fitting(all.Plus(rest), step)
		own[k.For] = n
		rest = less(rest, less(times(step, n), all))
	}
	return free, own
}

// quantum is the smallest step in which an offer goes: its lot, or all of it where the lot is more. Without
// a lot it goes in whole units, or where its quantity has decimals in steps of its last one.
func (o *Offer) quantum() item.Ratio {
	if o.Lot.Sign() > 0 {
		if o.Lot.Cmp(o.Offered) > 0 {
			return o.Offered
		}
		return o.Lot
	}
	step := item.One
	ten := item.One
	for range 9 {
		ten = ten.Plus(item.One)
	}
	for _, q := range []item.Ratio{o.Offered, o.Accepted, o.Firm} {
		for step.Sign() > 0 && !whole(q.Over(step)) {
			if step = step.Over(ten); step.Over(q).Cmp(finest) < 0 {
				return step
			}
		}
	}
	return step
}

// finest bounds steps, where a quantity has no decimal at all.
var finest = func() item.Ratio { r, _ := item.ParseRatio("0.000000001"); return r }()

func whole(q item.Ratio) bool { return q.Rat().IsInt() }

// Decision is a pin or a forbid that was not lifted.
type Decision struct {
	Line, Offer string
	Forbid      bool
	Quantity    item.Ratio // of a pin, in the offer's unit
	Why         string
	Hidden      bool // it is not for the viewer: it holds, and is not spoken of
}

// less is a − b, or 0 where b is more.
func less(a, b item.Ratio) item.Ratio {
	if a.Cmp(b) <= 0 {
		return item.Ratio{}
	}
	return a.Minus(b)
}

func least(a, b item.Ratio) item.Ratio {
	if a.Cmp(b) <= 0 {
		return a
	}
	return b
}

// fitting is the whole number of times that b goes into a.
func fitting(a, b item.Ratio) int64 {
	q := a.Over(b).Rat()
	return q.Num().Div(q.Num(), q.Denom()).Int64()
}

// covering is the smallest whole number of times that b goes at least into a.
func covering(a, b item.Ratio) int64 {
	n := fitting(a, b)
	if times(b, n).Cmp(a) < 0 {
		n++
	}
	return n
}

// Times is n times a ratio.
func times(a item.Ratio, n int64) item.Ratio { return a.Times(number(n)) }

// Clone returns a copy on which changes can be tried.
func (in *Inputs) Clone() *Inputs {
	c := *in
	c.Needs, c.Offers, c.Decided, c.Serving = slices.Clone(in.Needs), slices.Clone(in.Offers), slices.Clone(in.Decided), slices.Clone(in.Serving)
	c.Options.Fair = maps.Clone(in.Options.Fair)
	return &c
}

// Need finds a requirement; not ok where it is not open.
func (in *Inputs) Need(id string) (*Need, bool) {
	i, ok := slices.BinarySearchFunc(in.Needs, id, func(n Need, id string) int { return cmp.Compare(n.ID, id) })
	if !ok {
		return nil, false
	}
	return &in.Needs[i], true
}

// Offer finds an offer; not ok where it is over.
func (in *Inputs) Offer(id string) (*Offer, bool) {
	i, ok := slices.BinarySearchFunc(in.Offers, id, func(o Offer, id string) int { return cmp.Compare(o.ID, id) })
	if !ok {
		return nil, false
	}
	return &in.Offers[i], true
}

func (in *Inputs) addNeed(n Need) {
	i, _ := slices.BinarySearchFunc(in.Needs, n.ID, func(n Need, id string) int { return cmp.Compare(n.ID, id) })
	in.Needs = slices.Insert(in.Needs, i, n)
}

func (in *Inputs) addOffer(o Offer) {
	i, _ := slices.BinarySearchFunc(in.Offers, o.ID, func(o Offer, id string) int { return cmp.Compare(o.ID, id) })
	in.Offers = slices.Insert(in.Offers, i, o)
}

// Weights are what a line's share counts by its priority: each priority counts twice what the next does.
var Weights = map[int]int64{1: 16, 2: 8, 3: 4, 4: 2, 5: 1}

// number is a whole number as a ratio.
func number(n int64) item.Ratio { return item.RatioOf(money.New(n, 0)) }
