package plan

import (
	"fmt"
	"slices"

	"muster"
	"muster/item"
)

// Act is what a change does.
type Act string

// The changes, in the order of what they ask of people.
const (
	Lift       Act = "lift"       // a planner lifts the pin or the forbid of a pair
	Release    Act = "release"    // a reservation is given up
	Accept     Act = "accept"     // so much more of an offer is accepted
	Consent    Act = "consent"    // the original owner agrees
	Substitute Act = "substitute" // the line accepts another item in its place
	Smaller    Act = "smaller"    // the line has use for a smaller quantity in one match
	Admit      Act = "admit"      // the donor lets the offer go to this line too
	Split      Act = "split"      // the donor splits the lot into smaller ones
	Extend     Act = "extend"     // the offer holds for so many days more
	Earlier    Act = "earlier"    // the offer is there so many days earlier
	AddLine    Act = "add_line"   // a requirement for a missing part of a package is stated
	More       Act = "more"       // somebody offers so much more of the item

	// What a planner tries beside them.
	NeededBy Act = "needed_by" // a requirement is needed by another day
	Ready    Act = "ready"     // an offer is ready on another day
	Valid    Act = "valid"     // an offer holds until another day
	Quantity Act = "quantity"  // a requirement asks for, or an offer has, another quantity
	Withdraw Act = "withdraw"  // a requirement or an offer is withdrawn
	Forbid   Act = "forbid"    // a pair is forbidden
	Pin      Act = "pin"       // a pair is pinned with a quantity
	AddOffer Act = "add_offer" // an accepted offer more
	AddNeed  Act = "add_need"  // an open requirement more
)

// cost is what a change asks of people: a number to order changes by, no money.
type cost struct{ base, day int64 }

// Costs are what each change costs, and each day of it. What the desk decides by itself comes before what it
// must ask of a requester, that before what it must ask of a donor, and more stock comes last.
var Costs = map[Act]cost{
	Lift: {1, 0}, Release: {2, 0}, Accept: {3, 0}, Substitute: {4, 0}, Smaller: {5, 0}, Consent: {6, 0}, Admit: {7, 0}, Split: {8, 0},
	Extend: {10, 1}, Earlier: {10, 2}, AddLine: {500, 0}, More: {1000, 0},
}

// Change is one change of the inputs: of what it speaks depends on the act. It is written as JSON in a file of
// changes to try.
type Change struct {
	Act         Act            `json:"change" doc:"what is changed, as docs/planning.md lists it"`
	Line        string         `json:"requirement,omitempty" doc:"the requirement; of add_need and add_line an id of your own"`
	Offer       string         `json:"offer,omitempty" doc:"the offer; of add_offer an id of your own"`
	Reservation string         `json:"reservation,omitempty" doc:"release: which"`
	Item        item.ID        `json:"item,omitempty"`
	Quantity    item.Ratio     `json:"quantity,omitzero" doc:"a decimal"`
	Unit        item.UnitID    `json:"unit,omitempty"`
	Days        int64          `json:"days,omitempty" doc:"extend and earlier: how many"`
	Day         *muster.Day    `json:"day,omitempty" doc:"needed_by, ready, valid, add_need: which; add_offer: when it is ready"`
	Party       muster.PartyID `json:"party,omitempty" doc:"the donor of an offer that is added, the requester of a requirement, the owner whose consent is meant"`
	Lot         item.Ratio     `json:"lot,omitzero" doc:"add_offer: it goes in multiples of this quantity"`
	MinLot      item.Ratio     `json:"min_lot,omitzero" doc:"add_need: the smallest quantity of use in one match"`
	Priority    int            `json:"priority,omitempty" doc:"add_need: 1, the most urgent, to 5; absent: 3"`
	Substitutes []item.ID      `json:"substitutes,omitempty" doc:"add_need: items accepted in its place"`
	ValidUntil  *muster.Day    `json:"valid_until,omitempty" doc:"add_offer: the last day on which it holds"`
}

// Cost is what a change costs, by Costs.
func (ch *Change) Cost() int64 { c := Costs[ch.Act]; return c.base + c.day*ch.Days }

// Apply makes a change. The error names the field, what was found and what would be accepted.
func (in *Inputs) Apply(ch Change) error {
	do, ok := doers[ch.Act]
	if !ok {
		return muster.Invalid("change", fmt.Sprintf("found %q; accepted are %v", ch.Act, Acts()))
	}
	return do(in, &ch)
}

// doers are the changes as functions.
var doers = map[Act]func(*Inputs, *Change) error{
	Lift: lift, Release: release, Accept: accept, Consent: consent, Substitute: substitute, Smaller: smaller, Admit: admit, Split: split, Extend: extend,
	Earlier: earlier, AddLine: addNeed, More: more, NeededBy: neededBy, Ready: ready, Valid: valid, Quantity: quantity, Withdraw: withdraw,
	Forbid: forbid, Pin: pin, AddOffer: addOffer, AddNeed: addNeed,
}

// Acts lists the changes there are, in order of what they cost, then by name.
func Acts() (all []Act) {
	for a := range doers {
		all = append(all, a)
	}
	slices.SortFunc(all, func(a, b Act) int {
		x, y := Costs[a].base, Costs[b].base
		switch {
		case x == 0 && y > 0:
			return 1
		case y == 0 && x > 0:
			return -1
		case x != y:
			return int(x - y)
		case a < b:
			return -1
		}
		return 1
	})
	return all
}

func (in *Inputs) theNeed(ch *Change) (*Need, error) {
	n, ok := in.Need(ch.Line)
	if !ok {
		return nil, muster.Found("requirement", ch.Line, "the id of an open requirement")
	}
	return n, nil
}

func (in *Inputs) theOffer(ch *Change) (*Offer, error) {
	o, ok := in.Offer(ch.Offer)
	if !ok {
		return nil, muster.Found("offer", ch.Offer, "the id of an offer that is not over")
	}
	return o, nil
}

func above(field string, q item.Ratio) error {
	if q.Sign() <= 0 {
		return muster.Found(field, q.String(), "a decimal above 0")
	}
	if _, ok := q.Amount(); !ok {
		return muster.Invalid(field, fmt.Sprintf("found %s, which has no exact decimal; accepted is a decimal above 0", q))
	}
	return nil
}

func (ch *Change) someDays() error {
	if ch.Days < 1 || ch.Days > 3650 {
		return muster.Invalid("days", fmt.Sprintf("found %d; accepted are days from 1 to 3650", ch.Days))
	}
	return nil
}

func (ch *Change) theDay() (muster.Day, error) {
	if ch.Day == nil {
		return 0, muster.Invalid("day", "it is left out; accepted is a day as in 2027-03-01")
	}
	return *ch.Day, nil
}

func lift(in *Inputs, ch *Change) error {
	was := len(in.Decided)
	in.Decided = slices.DeleteFunc(slices.Clone(in.Decided), func(d Decision) bool { return d.Line == ch.Line && d.Offer == ch.Offer })
	if len(in.Decided) == was {
		return muster.Invalid("offer", fmt.Sprintf("requirement %q and offer %q are neither pinned nor forbidden", ch.Line, ch.Offer))
	}
	return nil
}

func release(in *Inputs, ch *Change) error {
	o, err := in.theOffer(ch)
	if err != nil {
		return err
	}
	was := len(o.Kept)
	o.Kept = slices.DeleteFunc(slices.Clone(o.Kept), func(k Kept) bool { return k.ID == ch.Reservation })
	if len(o.Kept) == was {
		return muster.Invalid("reservation", fmt.Sprintf("found %q; offer %s has no such reservation", ch.Reservation, ch.Offer))
	}
	return nil
}

// left is what of an offer was not accepted yet. What is bound or kept was.
func (o *Offer) left() item.Ratio {
	_, kept := o.kept("")
	own := o.Firm.Plus(kept)
	if own.Cmp(o.Accepted) < 0 {
		own = o.Accepted
	}
	return less(o.Offered, own)
}

func accept(in *Inputs, ch *Change) error {
	o, err := in.theOffer(ch)
	if err == nil {
		err = above("quantity", ch.Quantity)
	}
	if err != nil {
		return err
	}
	if left := o.left(); ch.Quantity.Cmp(left) > 0 {
		return muster.Invalid("quantity", fmt.Sprintf("found %s; of offer %s %s were not accepted yet", ch.Quantity, ch.Offer, left))
	}
	o.Accepted = less(o.Offered, less(o.left(), ch.Quantity))
	return nil
}

func consent(in *Inputs, ch *Change) error {
	o, err := in.theOffer(ch)
	if err == nil {
		o.Consented = true
	}
	return err
}

func substitute(in *Inputs, ch *Change) error {
	n, err := in.theNeed(ch)
	if err != nil {
		return err
	}
	if !slices.Contains(in.Book.standing(n.Item), ch.Item) {
		return muster.Invalid("item", fmt.Sprintf("found %q; accepted is an item that may stand in for %s by the catalogue: %v", ch.Item, n.Item, in.Book.standing(n.Item)))
	}
	n.Substitutes = append(slices.Clone(n.Substitutes), ch.Item)
	return nil
}

func smaller(in *Inputs, ch *Change) error {
	n, err := in.theNeed(ch)
	if err == nil && ch.Quantity.Sign() < 0 {
		err = muster.Invalid("quantity", fmt.Sprintf("found %s; accepted is a decimal from 0", ch.Quantity))
	}
	if err == nil {
		n.MinLot = ch.Quantity
	}
	return err
}

func admit(in *Inputs, ch *Change) error {
	o, err := in.theOffer(ch)
	if err != nil {
		return err
	}
	if _, err := in.theNeed(ch); err != nil {
		return err
	}
	if len(o.For) > 0 {
		o.For = append(slices.Clone(o.For), ch.Line)
	}
	return nil
}

func split(in *Inputs, ch *Change) error {
	o, err := in.theOffer(ch)
	if err == nil {
		err = above("quantity", ch.Quantity)
	}
	if err == nil {
		o.Lot = ch.Quantity
	}
	return err
}

func extend(in *Inputs, ch *Change) error {
	o, err := in.theOffer(ch)
	if err == nil {
		err = ch.someDays()
	}
	if err == nil && o.ValidUntil != muster.MaxDay {
		o.ValidUntil += muster.Day(ch.Days)
	}
	return err
}

func earlier(in *Inputs, ch *Change) error {
	o, err := in.theOffer(ch)
	if err == nil {
		err = ch.someDays()
	}
	if err != nil {
		return err
	}
	if most := int64(in.Arrives(o) - in.On); ch.Days > most {
		return muster.Invalid("days", fmt.Sprintf("found %d; offer %s can be there %d days earlier, which is on %s, at most", ch.Days, ch.Offer, most, in.On))
	}
	o.Sooner += ch.Days
	return nil
}

func forbid(in *Inputs, ch *Change) error {
	return in.decide(ch, Decision{Line: ch.Line, Offer: ch.Offer, Forbid: true})
}

func pin(in *Inputs, ch *Change) error {
	if err := above("quantity", ch.Quantity); err != nil {
		return err
	}
	return in.decide(ch, Decision{Line: ch.Line, Offer: ch.Offer, Quantity: ch.Quantity})
}

func (in *Inputs) decide(ch *Change, d Decision) error {
	if _, err := in.theNeed(ch); err != nil {
		return err
	}
	if _, err := in.theOffer(ch); err != nil {
		return err
	}
	in.Decided = slices.DeleteFunc(slices.Clone(in.Decided), func(x Decision) bool { return x.Line == ch.Line && x.Offer == ch.Offer })
	in.Decided = append(in.Decided, d)
	return nil
}
