package fund

import (
	"cmp"
	"slices"

	"muster"
	"muster/matching"
	"muster/money"
	"muster/offer"
	"muster/pledge"
	"muster/standing"
)

// Total is what a package costs in one currency and what is given for it. Amounts are exact.
type Total struct {
	Currency  money.Currency
	Asked     money.Amount // what the lines with this currency cost; 0: no line has it
	Funded    money.Amount
	Remaining money.Amount // missing; never below 0
	Excess    money.Amount // given beyond what the lines cost; 0 in a currency that no line has
	Given     []Given
}

// Apart reports whether money was given in a currency in which no line has a price: it counts for nothing
// before somebody converts it.
func (t Total) Apart() bool { return t.Asked.IsZero() && !t.Funded.IsZero() }

// Given is what one statement gives.
type Given struct {
	standing.Version[Gift]
	Amount money.Amount
}

// Totals lists what a package costs and what is given for it, a total for each currency, those of its lines
// first. Not all of it may be for the viewer.
func (p *Part) Totals(v standing.View, id string) (all []Total, withheld bool) {
	pack, ok := p.Get(v.Known, id)
	if !ok {
		return nil, false
	}
	all = p.totals(v.Known, pack.Value.Package, func(a muster.Audience) bool {
		shown := v.Shows(a)
		withheld = withheld || !shown
		return shown
	})
	return all, withheld
}

// totals adds up a package; shown picks the money that counts, nil: all of it.
func (p *Part) totals(known muster.Seq, x Package, shown func(muster.Audience) bool) (all []Total) {
	of := func(c money.Currency) *Total {
		i := slices.IndexFunc(all, func(t Total) bool { return t.Currency == c })
		if i < 0 {
			i = len(all)
			all = append(all, Total{Currency: c})
		}
		return &all[i]
	}
	for _, l := range x.Lines {
		t := of(l.Currency)
		t.Asked = t.Asked.Add(l.Cost())
	}
	for _, id := range p.given[x.About] {
		m, ok := p.money.Get(known, id)
		if !ok || m.Value.Package != x.About || shown != nil && !shown(m.Value.Audience) {
			continue
		}
		a, _ := money.Parse(m.Value.Amount) // Check let only numbers in
		t := of(m.Value.Currency)
		t.Funded, t.Given = t.Funded.Add(a), append(t.Given, Given{Version: m, Amount: a})
	}
	for i := range all {
		all[i].settle()
	}
	return all
}

// settle says what is missing, or too much.
func (t *Total) settle() {
	switch d := t.Funded.Sub(t.Asked); {
	case t.Asked.IsZero():
	case d.Sign() > 0:
		t.Excess = d
	default:
		t.Remaining = d.Neg()
	}
}

// Cost is what a line costs: quantity times price.
func (l Line) Cost() money.Amount {
	q, _ := money.Parse(l.Quantity) // Check let only numbers in
	price, _ := money.Parse(l.Price)
	return q.Mul(price, min(q.Scale()+price.Scale(), money.MaxScale))
}

// Converted is a package in one currency.
type Converted struct {
	Total
	Unconverted []money.Money // what has no reference rate on its day, and so is not in the total
}

// TotalIn is a package in one currency, for who asks for it: prices at the reference rate of the day on which
// they were stated, money at that of the day on which it was given, as positions convert.
func (p *Part) TotalIn(v standing.View, id string, cur money.Currency) (c Converted, withheld bool) {
	pack, ok := p.Get(v.Known, id)
	if !ok {
		return c, false
	}
	c.Currency = cur
	add := func(to *money.Amount, m money.Money, on muster.Day) {
		if a, ok := pledge.Convert(v, m, cur, on); ok {
			*to = to.Add(a)
		} else {
			c.Unconverted = append(c.Unconverted, m)
		}
	}
	for _, l := range pack.Value.Lines {
		add(&c.Asked, money.Money{Amount: l.Cost(), Currency: l.Currency}, pack.Value.Day)
	}
	all, withheld := p.Totals(v, id)
	for _, t := range all {
		for _, g := range t.Given {
			add(&c.Funded, money.Money{Amount: g.Amount, Currency: t.Currency}, g.Value.Day)
			c.Given = append(c.Given, g)
		}
	}
	c.settle()
	return c, withheld
}

// Progress is how far an ordered line has come, in its unit.
type Progress struct {
	Line
	Ordered  money.Amount
	Offers   []string     // as which it arrives
	Offered  money.Amount // of them
	Firm     money.Amount // bound to requirements
	Received money.Amount // and usable
	Withheld bool         // of the offers not all are for the viewer, and what they come to is not counted
}

// Lines says how far the lines of a package have come, by the offers as which they arrive and the matches
// that take from them.
func (p *Part) Lines(v standing.View, id string) (all []Progress) {
	return p.progress(v.State, v.Known, v.Effective, id, v.Shows)
}

func (p *Part) progress(s *standing.State, known muster.Seq, on muster.Day, id string, shown func(muster.Audience) bool) (all []Progress) {
	pack, _ := p.Get(known, id)
	matches, stock := standing.Find[*matching.Part](s), standing.Find[*offer.Part](s)
	for _, l := range pack.Value.Lines {
		x := Progress{Line: l}
		x.Ordered, _ = money.Parse(l.Quantity)
		for _, about := range p.supplied[id] {
			_, key, of := split(about)
			y, stands := p.supplies.Get(known, about)
			o, there := stock.Get(known, of)
			if !stands || key != l.Key || !there {
				continue
			}
			if !shown(o.Value.Audience) || !shown(y.Value.Audience) {
				x.Withheld = true
				continue
			}
			u, _ := matches.Use(s, known, of, on)
			x.Offers, x.Offered = append(x.Offers, of), x.Offered.Add(u.Offered)
			x.Firm, x.Received = x.Firm.Add(u.Firm), x.Received.Add(u.Received)
		}
		slices.SortFunc(x.Offers, cmp.Compare[string])
		all = append(all, x)
	}
	return all
}

// StateOn is where a package is on a day, with what follows from money and receipts.
func (p *Part) StateOn(s *standing.State, known muster.Seq, on muster.Day, id string) string {
	life, _ := p.State(known, id)
	pack, _ := p.Get(known, id)
	everything := func(muster.Audience) bool { return true }
	switch life.Value.State {
	case Open:
		if !slices.ContainsFunc(p.totals(known, pack.Value.Package, nil), func(t Total) bool { return t.Remaining.Sign() > 0 }) {
			return Funded
		}
	case Ordered:
		if !slices.ContainsFunc(p.progress(s, known, on, id, everything), func(x Progress) bool { return x.Received.Cmp(x.Ordered) < 0 }) {
			return Arrived
		}
	}
	return life.Value.State
}
