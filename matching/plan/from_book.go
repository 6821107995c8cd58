package plan

import (
	"muster/item"
	"muster/matching"
	"muster/standing"
)

// RateKey asks how one unit of an item counts towards a need of another.
type RateKey struct {
	Asked item.ID
	In    item.UnitID
	Given item.ID
	Of    item.UnitID
}

// Rate is the answer: how much of what is asked for, in its unit, one of what is given meets. Missing says
// why it does not count.
type Rate struct {
	Each    item.Ratio
	StandIn string // under which conditions it stands in, where the items differ and somebody said
	Missing string
}

// Catalogue answers what the catalogue of items says.
type Catalogue interface {
	Rate(k RateKey) Rate
	// StandIns are the items that may stand in for one, in order.
	StandIns(of item.ID) []item.ID
	// Parts are what so much of an item needs to be of use.
	Parts(of item.ID, quantity item.Ratio, unit item.UnitID) []Part
	// Meets reports whether an item is what a part asks for.
	Meets(of item.ID, p *Part) bool
}

// Book remembers what a catalogue says.
type Book struct {
	of       Catalogue
	rates    map[RateKey]Rate
	standIns map[item.ID][]item.ID
}

// NewBook returns a book of a catalogue.
func NewBook(c Catalogue) *Book {
	return &Book{c, map[RateKey]Rate{}, map[item.ID][]item.ID{}}
}

func (b *Book) rate(k RateKey) Rate {
	if k.Asked == k.Given && k.In == k.Of {
		return Rate{Each: item.One}
	}
	r, ok := b.rates[k]
	if !ok {
		r = b.of.Rate(k)
		b.rates[k] = r
	}
	return r
}

func (b *Book) standing(of item.ID) []item.ID {
	all, ok := b.standIns[of]
	if !ok {
		all = b.of.StandIns(of)
		b.standIns[of] = all
	}
	return all
}

// viewed is the catalogue of a view. It takes the view's lock by itself.
type viewed struct{ standing.View }

func (c viewed) Rate(k RateKey) (r Rate) {
	c.Read(func() {
		x, err := matching.Counts(c.View, k.Asked, k.In, k.Given, k.Of)
		if err != nil {
			r.Missing = err.Error()
			return
		}
		if r.Each = x.Each; x.StandIn != nil {
			r.StandIn = x.StandIn.Conditions
		}
	})
	return r
}

func (c viewed) StandIns(of item.ID) (all []item.ID) {
	c.Read(func() {
		for _, s := range item.In(c.View).Substitutes(c.Known, of) {
			all = append(all, s.Substitute.Substitute)
		}
	})
	return all
}

func (c viewed) Parts(of item.ID, quantity item.Ratio, unit item.UnitID) (all []Part) {
	c.Read(func() {
		items := item.In(c.View)
		x, ok := items.Get(c.Known, of)
		if !ok {
			return
		}
		base, err := items.Ratio(c.Known, of, unit, x.Unit)
		if err != nil {
			return
		}
		lines, err := items.Expand(c.Known, of, quantity.Times(base))
		if err != nil {
			return
		}
		var above []Part // by depth: the last part so far
		for _, l := range lines {
			p := Part{
				Sort: l.Sort, Target: l.Target(), Item: l.NeedsItem, Quantity: l.Total, Unit: l.Unit, Of: l.Of, Must: l.Essential, Before: l.Before, After: l.After,
			}
			if l.Depth > 0 {
				p.within(&above[l.Depth-1])
			}
			above = append(above[:l.Depth], p)
			all = append(all, p)
		}
	})
	return all
}

// within counts a part's days, which are around those of another part that needs it, from the item of the line:
// it may come as long before and after as both may together.
func (p *Part) within(other *Part) {
	p.After += other.After
	if p.Before == nil || other.Before == nil {
		p.Before = nil
		return
	}
	both := *p.Before + *other.Before
	p.Before = &both
}

func (c viewed) Meets(of item.ID, p *Part) (meets bool) {
	c.Read(func() {
		items := item.In(c.View)
		for _, n := range items.Needs(c.Known, p.Of) {
			if n.Sort == p.Sort && n.Target() == p.Target {
				x, ok := items.Get(c.Known, of)
				meets = ok && x.Meets(&n.Needs)
				return
			}
		}
	})
	return meets
}
