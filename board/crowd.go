package board

import (
	"math/big"
	"slices"
	"strings"

	"muster/ask"
	"muster/item"
	"muster/matching"
	"muster/money"
	"muster/offer"
	"muster/requirement"
	"muster/standing"
)

// Crowd is a requirement to which several offers bring more than it needs.
type Crowd struct {
	Need    Need
	Claims  []Claim    // in order of the offers' ids
	Offered item.Ratio // by all of them, in the requirement's unit
	Excess  item.Ratio // beyond what is needed
}

// Claim is an offer that is meant for a requirement: given for it alone, matched with it, or named in an
// answer for it.
type Claim struct {
	Offer Offer
	Meets item.Ratio   // of the requirement, in its unit
	Keep  money.Amount // trimmed to so much, in its unit, nothing is too much; 0: trimming it is no way
}

// Of finds an offer's claim.
func (c *Crowd) Of(id string) (Claim, bool) {
	i := slices.IndexFunc(c.Claims, func(x Claim) bool { return x.Offer.ID == id })
	if i < 0 {
		return Claim{}, false
	}
	return c.Claims[i], true
}

// claims are what offers bring to requirements, by requirement and offer.
type claims map[string]map[string]item.Ratio

// add keeps the most that an offer is said to bring.
func (c claims) add(need, stock string, meets item.Ratio) {
	if c[need] == nil {
		c[need] = map[string]item.Ratio{}
	}
	if was, ok := c[need][stock]; !ok || was.Cmp(meets) < 0 {
		c[need][stock] = meets
	}
}

// Crowds lists the requirements, of those that still ask for something, to which several offers that a
// viewer may see bring more than is needed.
func Crowds(v standing.View) (all []Crowd) {
	found := claims{}
	forAlone(v, found)
	matched(v, found)
	answered(v, found)
	for id, of := range found {
		if len(of) < 2 {
			continue
		}
		n, ok := NeedOf(v, id)
		if s := n.Life.Value.State; !ok || s != requirement.Submitted && s != requirement.Validated && s != requirement.Open {
			continue
		}
		if c, ok := crowd(v, n, of); ok {
			all = append(all, c)
		}
	}
	slices.SortFunc(all, func(a, b Crowd) int { return strings.Compare(a.Need.ID, b.Need.ID) })
	return all
}

// forAlone adds the offers that are given for one requirement alone.
func forAlone(v standing.View, found claims) {
	for id, o := range offer.In(v).All(v.Known) {
		if len(o.Value.For) != 1 {
			continue
		}
		if n, ok := requirement.In(v).Get(v.Known, o.Value.For[0]); ok {
			if e, err := matching.ExchangeOf(v.State, v.Known, n.Value, o.Value); err == nil {
				found.add(n.Value.About, id, e.Meets(o.Value.Quantity))
			}
		}
	}
}

// matched adds what is matched, firm or not; of an offer that was made smaller since, what there is.
func matched(v standing.View, found claims) {
	part := matching.In(v)
	for id, m := range part.All(v.Known) {
		life, _ := part.State(v.Known, id)
		bound := matching.Binds(life.Value.State)
		if s, ok := matching.Life.State(life.Value.State); !ok || !bound && s.Final || !v.Shows(m.Value.Audience) {
			continue
		}
		meets := part.Met(v.State, v.Known, m.Value)
		if o, ok := offer.In(v).Get(v.Known, m.Value.Offer); ok && !bound {
			n, _ := requirement.In(v).Get(v.Known, m.Value.Requirement)
			if e, err := matching.ExchangeOf(v.State, v.Known, n.Value, o.Value); err == nil {
				meets = less(meets, e.Meets(o.Value.Quantity))
			}
		}
		found.add(m.Value.Requirement, m.Value.Offer, meets)
	}
}

// answered adds the offers that donors named in answers for a line.
func answered(v standing.View, found claims) {
	asks := ask.In(v)
	for id, x := range asks.All(v.Known) {
		if life, ok := asks.State(v.Known, id); !ok || life.Value.State == ask.Withdrawn || !v.Shows(x.Value.Audience) {
			continue
		}
		for _, line := range x.Value.Lines {
			n, ok := requirement.In(v).Get(v.Known, line)
			for _, donor := range x.Value.Donors {
				a, said := asks.Answer(v.Known, id, line, donor)
				if !ok || !said || a.Value.Offer == "" || !v.Shows(a.Value.Audience) {
					continue
				}
				o, there := offer.In(v).Get(v.Known, a.Value.Offer)
				e, err := matching.ExchangeOf(v.State, v.Known, n.Value, o.Value)
				if !there || err != nil {
					continue
				}
				meets, most := item.RatioOf(n.Value.Quantity), e.Meets(o.Value.Quantity)
				if part, err := item.ParseRatio(a.Value.Quantity); err == nil {
					meets = part
				}
				found.add(line, a.Value.Offer, less(meets, most))
			}
		}
	}
}

func less(a, b item.Ratio) item.Ratio {
	if a.Cmp(b) < 0 {
		return a
	}
	return b
}

// crowd lays a requirement out with its claims; not ok where they are not too much.
func crowd(v standing.View, n Need, of map[string]item.Ratio) (c Crowd, ok bool) {
	c.Need = n
	each := map[string]item.Ratio{}
	for id, meets := range of {
		o, ok := OfferOf(v, id)
		if !ok || !Live(o.State) && o.Use.Firm.Sign() == 0 || meets.Sign() <= 0 {
			continue
		}
		if e, err := matching.ExchangeOf(v.State, v.Known, n.Need, o.Stock); err == nil {
			each[id] = e.Each
			c.Claims, c.Offered = append(c.Claims, Claim{Offer: o, Meets: meets}), c.Offered.Plus(meets)
		}
	}
	if len(c.Claims) < 2 || c.Offered.Cmp(n.Cover.Need) <= 0 {
		return c, false
	}
	c.Excess = c.Offered.Minus(n.Cover.Need)
	slices.SortFunc(c.Claims, func(a, b Claim) int { return strings.Compare(a.Offer.ID, b.Offer.ID) })
	for i := range c.Claims {
		c.Claims[i].Keep = c.Claims[i].keep(c.Excess, each[c.Claims[i].Offer.ID])
	}
	return c, true
}

// keep is what may stay of an offer that is all meant for the requirement, in whole lots; never less than is
// firm of it.
func (x *Claim) keep(excess, each item.Ratio) money.Amount {
	o := &x.Offer
	left := x.Meets.Minus(excess).Over(each)
	if x.Meets.Cmp(item.RatioOf(o.Quantity).Times(each)) != 0 || left.Sign() <= 0 || !Live(o.State) {
		return money.Amount{}
	}
	keep, exact := left.Amount()
	if lot := o.Lot; !lot.IsZero() || !exact {
		if lot.IsZero() {
			lot = money.New(1, 0)
		}
		in := left.Over(item.RatioOf(lot)).Rat()
		whole, _ := money.Parse(new(big.Int).Quo(in.Num(), in.Denom()).String())
		keep, _ = item.RatioOf(whole).Times(item.RatioOf(lot)).Amount()
	}
	if keep.Cmp(o.Use.Firm) < 0 {
		return money.Amount{}
	}
	return keep
}
