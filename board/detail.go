package board

import (
	"math/big"
	"slices"

	"muster"
	"muster/item"
	"muster/matching"
	"muster/money"
	"muster/offer"
	"muster/requirement"
	"muster/standing"
	"muster/work"
)

// Match is a match with both of its sides.
type Match struct {
	matching.Match
	Statement muster.ID
	Life      standing.Version[work.Life]
	Met       item.Ratio // of the requirement, in the unit of the line
	Need      Need
	Offer     Offer
}

// State is where the match is.
func (m *Match) State() string { return m.Life.Value.State }

// MatchOf is one match, if its viewer may see it and both sides.
func MatchOf(v standing.View, id string) (m Match, ok bool) {
	part := matching.In(v)
	x, ok := part.Get(v.Known, id)
	if !ok {
		return m, false
	}
	return match(v, part, x)
}

func match(v standing.View, part *matching.Part, x standing.Version[matching.Match]) (m Match, ok bool) {
	life, alive := part.State(v.Known, x.Value.About)
	need, okN := NeedOf(v, x.Value.Requirement)
	stock, okO := OfferOf(v, x.Value.Offer)
	if !alive || !okN || !okO || !v.Shows(x.Value.Audience) {
		return m, false
	}
	return Match{x.Value, x.ID, life, part.Met(v.State, v.Known, x.Value), need, stock}, true
}

func matches(v standing.View, part *matching.Part, of []standing.Version[matching.Match]) (all []Match) {
	for _, x := range of {
		if m, ok := match(v, part, x); ok {
			all = append(all, m)
		}
	}
	return all
}

// MatchesOfNeed lists the matches with a requirement that a viewer may see.
func MatchesOfNeed(v standing.View, id string) []Match {
	part := matching.In(v)
	return matches(v, part, part.OfNeed(v.Known, id))
}

// MatchesOfOffer lists the matches with an offer that a viewer may see.
func MatchesOfOffer(v standing.View, id string) []Match {
	part := matching.In(v)
	return matches(v, part, part.OfOffer(v.Known, id))
}

// Candidate is an offer that counts towards a requirement.
type Candidate struct {
	Offer Offer
	Each  item.Ratio    // one unit of the offer meets so many of the requirement
	Rate  *item.StandIn // by which substitution, where the items differ
	Meets item.Ratio    // what is free would meet, in the requirement's unit
	Takes money.Amount  // how much to take: what is open, in whole lots, at most what is free
	Late  int           // days after the day needed by on which it is ready; 0 or less: in time
	Pin   string        // "pin" or "forbid", where a planner said so
}

// Candidates lists the accepted offers that count towards a requirement and have something free, those in
// time first, of those the ones that meet most.
func Candidates(v standing.View, n Need) (all []Candidate) {
	stock, match, catalogue := offer.In(v), matching.In(v), itemsOf(v)
	for id, x := range stock.All(v.Known) {
		if x.Value.Item != n.Item && !slices.Contains(n.Substitutes, x.Value.Item) {
			continue
		}
		o, ok := offered(v, stock, match, catalogue, id, x)
		if !ok || o.State != offer.Accepted || o.Use.Free().Sign() <= 0 {
			continue
		}
		if c, ok := candidate(v, n, o); ok {
			all = append(all, c)
		}
	}
	slices.SortStableFunc(all, func(a, b Candidate) int {
		if (a.Late > 0) != (b.Late > 0) {
			return map[bool]int{true: 1, false: -1}[a.Late > 0]
		}
		return b.Meets.Cmp(a.Meets)
	})
	return all
}

// CandidateOf is one offer as it counts towards a requirement; not ok where it does not.
func CandidateOf(v standing.View, n Need, id string) (Candidate, bool) {
	o, ok := OfferOf(v, id)
	if !ok {
		return Candidate{}, false
	}
	return candidate(v, n, o)
}

func candidate(v standing.View, n Need, o Offer) (c Candidate, ok bool) {
	e, err := matching.ExchangeOf(v.State, v.Known, n.Need, o.Stock)
	if err != nil || len(o.For) > 0 && !slices.Contains(o.For, n.ID) {
		return c, false
	}
	c = Candidate{Offer: o, Each: e.Each, Rate: e.StandIn, Meets: e.Meets(o.Use.Free()), Late: int(o.Ready - n.NeededBy)}
	c.Takes = takes(n.Cover.Open(), e.Each, o)
	if p, ok := matching.In(v).Pin(v.Known, n.ID, o.ID); ok && v.Shows(p.Value.Audience) {
		c.Pin = p.Value.Verdict
	}
	return c, true
}

// takes is how much of an offer to take for what is open: whole lots, and no more than is free.
func takes(open, each item.Ratio, o Offer) money.Amount {
	free := o.Use.Free()
	want := open.Over(each)
	if want.Cmp(item.RatioOf(free)) >= 0 {
		return free
	}
	lot := o.Lot
	if lot.IsZero() {
		if a, ok := want.Amount(); ok {
			return a
		}
		lot = money.New(1, 0)
	}
	return lots(want, lot, free)
}

// lots is the fewest whole lots that do for a quantity, or as many as there are where they do not.
func lots(want item.Ratio, lot, free money.Amount) money.Amount {
	whole := func(r item.Ratio, up bool) *big.Int {
		n, rest := new(big.Int).QuoRem(r.Rat().Num(), r.Rat().Denom(), new(big.Int))
		if up && rest.Sign() > 0 {
			n.Add(n, big.NewInt(1))
		}
		return n
	}
	each := item.RatioOf(lot)
	n := whole(want.Over(each), true)
	if most := whole(item.RatioOf(free).Over(each), false); n.Cmp(most) > 0 {
		n = most
	}
	a, err := money.Parse(n.String())
	if err != nil {
		return free
	}
	r, _ := item.RatioOf(a).Times(each).Amount()
	return r
}

// Piece is something that makes a requirement usable, with the lines that ask for it.
type Piece struct {
	item.Needs
	Called    item.Names
	Depth     int
	Total     item.Ratio // how much in all, in the unit of the need
	Lines     []Need     // that ask for it: those linked with the requirement, and others of its list and place
	Essential bool
}

// Package lists what a requirement needs to be usable, with the lines that ask for it; the error names a
// conversion that is missing.
func Package(v standing.View, n Need) (all []Piece, err error) {
	catalogue := itemsOf(v)
	one := catalogue.get(n.Item)
	quantity := item.RatioOf(n.Quantity)
	if one.Unit != "" {
		r, err := catalogue.part.Ratio(v.Known, n.Item, n.Unit, one.Unit)
		if err != nil {
			return nil, err
		}
		quantity = quantity.Times(r)
	}
	lines, err := catalogue.part.Expand(v.Known, n.Item, quantity)
	if err != nil {
		return nil, err
	}
	near := beside(v, n)
	for _, l := range lines {
		p := Piece{Needs: l.Need.Needs, Depth: l.Depth, Total: l.Total, Essential: l.Need.Essential}
		p.Called = target(v, catalogue, &p.Needs)
		for _, b := range near {
			if x := catalogue.get(b.Item); x.Meets(&p.Needs) {
				p.Lines = append(p.Lines, b)
			}
		}
		all = append(all, p)
	}
	return all, nil
}

// target is what is needed, by name.
func target(v standing.View, catalogue items, n *item.Needs) item.Names {
	if n.NeedsItem != "" {
		return catalogue.get(n.NeedsItem).Names
	}
	if f, ok := catalogue.part.Family(v.Known, n.NeedsFamily); ok {
		return f.Names
	}
	return item.Names{"en": n.Target()}
}

// beside lists the lines that belong together with a requirement: linked with it in either direction, or of
// one requester, list and coalition.
func beside(v standing.View, n Need) (all []Need) {
	for id, x := range requirement.In(v).All(v.Known) {
		linked := slices.Contains(n.Links, id) || slices.Contains(x.Value.Links, n.ID)
		same := x.Value.Requester == n.Requester && x.Value.List == n.List && n.List != "" && x.Value.Coalition == n.Coalition && n.Coalition != ""
		if id == n.ID || !linked && !same {
			continue
		}
		if b, ok := NeedOf(v, id); ok && b.State != requirement.Withdrawn && b.State != requirement.Superseded {
			all = append(all, b)
		}
	}
	return all
}

// StandIns lists what a requirement accepts in its item's place, with the rate of each.
func StandIns(v standing.View, n Need) (all []item.StandIn) {
	for _, s := range standing.Find[*item.Part](v.State).Substitutes(v.Known, n.Item) {
		if slices.Contains(n.Substitutes, s.Substitute.Substitute) {
			all = append(all, s)
		}
	}
	return all
}
