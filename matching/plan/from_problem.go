package plan

import (
	"slices"

	"muster/item"
)

// Case is a problem with what it was made from, and what was left out of it and why.
type Case struct {
	*Problem
	In       *Inputs
	Of       []string  // the offer of each stock
	Out      []LeftOut // in order of requirement and offer
	Missing  []Missing // parts of packages that nobody asked for
	Unpinned []Unpinned
}

// Reason is why an offer cannot meet a line.
type Reason string

// The reasons, in the order in which they are said.
const (
	Unconvertible Reason = "unconvertible"  // no conversion between the two units is known
	WrongItem     Reason = "wrong_item"     // it was pinned, or is for this line alone, and is of another item
	NotAccepted   Reason = "not_accepted"   // it could stand in, and the line does not accept it
	Condition     Reason = "condition"      // the donor gives it for other requirements
	NoConsent     Reason = "no_consent"     // its original owner did not agree
	Lapsed        Reason = "lapsed"         // it holds until a day before it can leave
	Unassessed    Reason = "unaccepted"     // what is left of it was not accepted
	Reserved      Reason = "reserved"       // what is left of it is reserved for others
	LotTooLarge   Reason = "lot_too_large"  // one lot is more than is open
	TooLittle     Reason = "too_little"     // what is left of it is less than is of use
	OpenTooSmall  Reason = "open_too_small" // what is open is less than the line itself has use for in one match
	Forbidden     Reason = "forbidden"      // a planner forbids the pair
	Withheld      Reason = "withheld"       // something that is not for the viewer keeps it out
)

// Reasons lists them.
var Reasons = []Reason{
	Unconvertible, WrongItem, NotAccepted, Condition, NoConsent, Lapsed, Unassessed, Reserved, LotTooLarge, TooLittle, OpenTooSmall, Forbidden, Withheld,
}

// LeftOut is a pair that cannot be. Where it has one reason, one change may bring it in.
type LeftOut struct {
	Line, Offer string
	Reasons     []Reason
	Late        int64 // by how many days it would come late
}

// Missing is a part of a package that its requester did not ask for, or for less.
type Missing struct {
	Package string // the line that needs it
	Part    Part
	Short   item.Ratio // how much nobody asked for, in the part's unit
}

// Unpinned is a pin that cannot be held, or not whole.
type Unpinned struct {
	Decision
	Held item.Ratio
}

// Case makes the problem.
func (in *Inputs) Case() *Case {
	c := &Case{Problem: &Problem{Serving: in.Serving, Options: in.Options}, In: in}
	m := maker{c: c, in: in, byItem: map[item.ID][]int{}, main: map[string]int{}, lines: map[string]int{}, forbidden: map[[2]string]Reason{}}
	m.run()
	return c
}

// maker makes a problem of inputs.
type maker struct {
	c         *Case
	in        *Inputs
	byItem    map[item.ID][]int // places of offers
	lines     map[string]int    // places of lines in the problem
	main      map[string]int    // places of stocks, by offer: what is free for all
	forbidden map[[2]string]Reason
}

func (m *maker) run() {
	for i := range m.in.Offers {
		m.byItem[m.in.Offers[i].Item] = append(m.byItem[m.in.Offers[i].Item], i)
	}
	for _, d := range m.in.Decided {
		if d.Forbid {
			m.forbidden[[2]string{d.Line, d.Offer}] = Forbidden
			if d.Hidden {
				m.forbidden[[2]string{d.Line, d.Offer}] = Withheld
			}
		}
	}
	for i := range m.in.Needs {
		n := &m.in.Needs[i]
		if n.Open().Sign() == 0 {
			continue
		}
		m.lines[n.ID] = len(m.c.Lines)
		m.c.Lines = append(m.c.Lines, Line{
			ID: n.ID, Requester: n.Requester, Need: n.Quantity, Open: n.Open(), InTime: n.InTime, MinLot: n.MinLot, Weight: Weights[n.Priority], NeededBy: n.NeededBy,
		})
		for _, o := range m.candidates(n) {
			m.pair(n, &m.in.Offers[o])
		}
	}
	m.pins()
	m.packages()
}

// candidates are the offers that come into question for a line: of its item, of what may stand in for it, and
// those that a decision or a donor's condition names with it.
func (m *maker) candidates(n *Need) (places []int) {
	items := slices.Concat([]item.ID{n.Item}, n.Substitutes, m.in.Book.standing(n.Item))
	slices.Sort(items)
	for _, i := range slices.Compact(items) {
		places = append(places, m.byItem[i]...)
	}
	for i := range m.in.Offers {
		if o := &m.in.Offers[i]; len(o.For) > 0 && slices.Contains(o.For, n.ID) {
			places = append(places, i)
		}
	}
	slices.Sort(places)
	return slices.Compact(places)
}

// pair decides whether an offer may meet a line, and keeps the reasons where not.
func (m *maker) pair(n *Need, o *Offer) {
	if o.Offered.Cmp(o.Firm) <= 0 {
		return // all of it is bound: it is no offer any more
	}
	out := LeftOut{Line: n.ID, Offer: o.ID, Late: max(0, int64(m.in.Arrives(o)-n.NeededBy))}
	say := func(r Reason) { out.Reasons = append(out.Reasons, r) }
	rate := m.in.Book.rate(RateKey{n.Item, n.Unit, o.Item, o.Unit})
	mayStand := slices.Contains(m.in.Book.standing(n.Item), o.Item)
	switch {
	case o.Item != n.Item && !mayStand:
		say(WrongItem)
	case rate.Missing != "":
		say(Unconvertible)
	case o.Item != n.Item && !slices.Contains(n.Substitutes, o.Item):
		say(NotAccepted)
	}
	if len(o.For) > 0 && !slices.Contains(o.For, n.ID) {
		say(Condition)
	}
	if !o.Consented {
		say(NoConsent)
	}
	if o.ValidUntil < o.Leaves(m.in.On) {
		say(Lapsed)
	}
	if r := m.forbidden[[2]string{n.ID, o.ID}]; r != "" {
		say(r)
	}
	if rate.Each.Sign() > 0 {
		if r := m.quantities(n, o, rate.Each); r != "" {
			say(r)
		}
	}
	if len(out.Reasons) == 0 {
		m.add(n, o, rate.Each)
		return
	}
	m.c.Out = append(m.c.Out, out)
}

// quantities says whether what is left of an offer and what is open of a line fit each other.
func (m *maker) quantities(n *Need, o *Offer, each item.Ratio) Reason {
	step := o.quantum()
	own, others := o.kept(n.ID)
	free, keeps := o.quanta(step)
	quanta := max(free, keeps[n.ID]) // what is reserved for the line goes as a match of its own
	meets := step.Times(each)
	fit := fitting(n.Open(), meets)
	switch {
	case quanta == 0 && less(o.Accepted, o.Firm.Plus(own)).Cmp(step) >= 0 && others.Sign() > 0:
		if slices.ContainsFunc(o.Kept, func(k Kept) bool { return k.For != n.ID && !k.Hidden }) {
			return Reserved
		}
		return Withheld
	case quanta == 0 && o.free().Plus(own).Sign() > 0:
		return TooLittle
	case quanta == 0:
		return Unassessed
	case n.Open().Cmp(n.MinLot) < 0:
		return OpenTooSmall
	case fit == 0:
		return LotTooLarge
	case times(meets, min(quanta, fit)).Cmp(n.MinLot) >= 0:
		return ""
	case times(meets, quanta).Cmp(n.MinLot) < 0:
		return TooLittle
	}
	return LotTooLarge
}

// add adds a pair, and what is reserved for the line as a stock of its own.
func (m *maker) add(n *Need, o *Offer, each item.Ratio) {
	line, step := m.lines[n.ID], o.quantum()
	pair := func(stock int) {
		m.c.Pairs = append(m.c.Pairs, Pair{Line: line, Stock: stock, Each: step.Times(each), Arrives: m.in.Arrives(o), Effort: 1})
	}
	if s, ok := m.stock(o, step); ok {
		pair(s)
	}
	if _, keeps := o.quanta(step); keeps[n.ID] > 0 {
		pair(m.keep(o, o.ID+"+"+n.ID, step, keeps[n.ID]))
	}
}

func (m *maker) stock(o *Offer, step item.Ratio) (place int, ok bool) {
	if place, ok = m.main[o.ID]; ok {
		return place, true
	}
	free, _ := o.quanta(step)
	if free == 0 {
		return 0, false
	}
	m.main[o.ID] = m.keep(o, o.ID, step, free)
	return m.main[o.ID], true
}

func (m *maker) keep(o *Offer, id string, step item.Ratio, free int64) int {
	q, _ := step.Amount() // a lot, or a decimal step
	m.c.Stocks = append(m.c.Stocks, Stock{ID: id, Donor: o.Donor, Item: o.Item, Quantum: q, Free: free})
	m.c.Of = append(m.c.Of, o.ID)
	return len(m.c.Stocks) - 1
}

// pins sets what the plan must have at least. A pin is held as far as stock and need go; what is firm of the
// pair counts towards it.
func (m *maker) pins() {
	free := make([]int64, len(m.c.Stocks))
	for i := range free {
		free[i] = m.c.Stocks[i].Free
	}
	open := make([]item.Ratio, len(m.c.Lines))
	for i := range open {
		open[i] = m.c.Lines[i].Open
	}
	for _, d := range m.in.Decided {
		if d.Forbid {
			continue
		}
		n, okN := m.in.Need(d.Line)
		o, okO := m.in.Offer(d.Offer)
		if !okN || !okO {
			continue // one of the two is over, or hidden: there is nothing to plan
		}
		step := o.quantum()
		want := covering(less(d.Quantity, n.Bound[d.Offer]), step)
		left := want
		for i := range m.c.Pairs {
			p := &m.c.Pairs[i]
			if m.c.Lines[p.Line].ID != d.Line || m.c.Of[p.Stock] != d.Offer {
				continue
			}
			take := min(left, free[p.Stock], fitting(open[p.Line], p.Each))
			if times(p.Each, take).Cmp(n.MinLot) < 0 {
				take = 0
			}
			p.Pinned = take
			left -= take
			free[p.Stock] -= take
			open[p.Line] = less(open[p.Line], times(p.Each, take))
		}
		if left > 0 && !d.Hidden {
			m.c.Unpinned = append(m.c.Unpinned, Unpinned{d, times(step, want-left).Plus(n.Bound[d.Offer])})
		}
	}
}
