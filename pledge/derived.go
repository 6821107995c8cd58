package pledge

import (
	"iter"
	"maps"
	"slices"

	"muster"
	"muster/indicator"
	"muster/money"
	"muster/standing"
)

// DerivedSeries is the series of entries that follow from something else in the record and fall under no
// contribution that somebody stated.
const DerivedSeries muster.SeriesID = "matching"

// What a method does with entries that follow from firm matches.
const (
	LeaveOut = "leave_out"
	Count    = "count"
)

// Derived is an entry that nobody stated: it follows from a match. It lies beside the rows for one
// computation, is never recorded, and goes when what it follows from goes.
type Derived struct {
	Entry                       // its Value is what it adds to the figures, which may be less than Whole
	From      muster.Seq        // the statement from which on it follows
	Audiences []muster.Audience // of all that it follows from: who sees it sees each
	Match     string            // the match that it follows from
	Act       string            // the act on the match: it was made firm, cancelled, closed short
	Whole     *Money            // what the act is worth; nil: the offer has no value
	Fulfils   string            // how its contribution was found: one of Chosen, Proposed, None
	Rest      Rest              // why it adds less than the whole, or what it adds
	Rate      *money.Money      // the commitment's currency, where the value was converted to compare with it
}

// How the commitment that a match fulfils was found.
const (
	Chosen   = "chosen"   // the donor named it
	Proposed = "proposed" // nobody did; it fits by donor, currency, amount and date
	None     = "none"
)

// Rest says what of a match's worth an entry adds.
type Rest string

// What an entry adds.
const (
	Whole      Rest = ""            // all that the act is worth
	SaidByThem Rest = "in source"   // only what goes beyond what the source itself says was allocated
	Exceeds    Rest = "exceeds"     // what goes beyond the commitment, so that it is committed too
	Uncommit   Rest = "uncommitted" // it fulfils no commitment, so that all of it is committed too
)

// With returns the part with derived entries beside its rows, for one computation over one view; the part
// itself where there are none. What adds nothing is left out.
func (p *Part) With(v standing.View, all []Derived) *Part {
	x := (*Part)(nil)
	for i := range all {
		d := &all[i]
		if d.Value == nil {
			continue
		}
		if a, err := money.Parse(d.Value.Amount); err == nil && a.IsZero() {
			continue
		}
		if x == nil {
			x = p.beside()
		}
		x.lay(v, d)
	}
	if x == nil {
		return p
	}
	return x
}

// beside returns a part of the same rows to which rows can be added without the first's knowing.
func (p *Part) beside() *Part {
	x := *p
	x.base = p
	x.blocks = slices.Clone(p.blocks)
	if k := len(x.blocks) - 1; p.n%blockRows != 0 {
		x.blocks[k] = &block{values: p.blocks[k].values}
	}
	x.contributions = p.contributions.clone()
	x.lines, x.types, x.parties, x.currencies = p.lines.clone(), p.types.clone(), p.parties.clone(), p.currencies.clone()
	x.series, x.seriesNumber = slices.Clip(p.series), maps.Clone(p.seriesNumber)
	x.wide, x.derived = maps.Clone(p.wide), slices.Clip(p.derived)
	return &x
}

// lay adds a derived entry as a row.
func (p *Part) lay(v standing.View, d *Derived) {
	_, sn := p.seriesOf(SeriesOf(d.About))
	_, b, i := p.fill(&d.Entry, sn, uint32(d.From))
	b.from[i], b.until[i] = uint32(d.From), forever
	// Whoever may not see one of what it follows from may not see it, and the strictest of them says what its
	// totals are.
	b.audience[i] = v.AudienceNumber(d.Audience)
	for _, a := range d.Audiences {
		n := v.AudienceNumber(a)
		if now := b.audience[i]; !v.Viewer.SeesTotal(n) && v.Viewer.SeesTotal(now) || !v.Viewer.Sees(n) && v.Viewer.Sees(now) && v.Viewer.SeesTotal(now) {
			b.audience[i] = n
		}
	}
	p.derived = append(p.derived, *d)
}

// clone is a list of keys that can be added to without the other's knowing.
func (k *keys) clone() *keys {
	return &keys{arena: slices.Clip(k.arena), end: slices.Clip(k.end), head: slices.Clone(k.head), index: slices.Clone(k.index), seed: k.seed}
}

// stated is how many rows somebody stated: derived ones come after them.
func (p *Part) stated() int { return p.n - len(p.derived) }

// derivedRows yields the rows that nobody stated.
func (p *Part) derivedRows() iter.Seq[uint32] {
	return func(yield func(uint32) bool) {
		for row := uint32(p.stated()); row < uint32(p.n); row++ {
			if !yield(row) {
				return
			}
		}
	}
}

// derivedAt is what a row follows from; nil where somebody stated it.
func (p *Part) derivedAt(row uint32) *Derived {
	if n := int(row) - p.stated(); n >= 0 && len(p.derived) > 0 {
		return &p.derived[n]
	}
	return nil
}

// Claim is what a row says of a contribution, for who compares it with something else.
type Claim struct {
	Contribution string
	Event        Event
	Type         string
	Period       muster.Period
	Said         *Money // as said; nil: no amount
	Converted    *Money // by the source itself
}

// Claims yields what stands about a contribution, oldest first, whoever may see it.
func (p *Part) Claims(known muster.Seq, about string) (all []Claim) {
	c, ok := p.contributions.find(about)
	if !ok {
		return nil
	}
	at := stampOf(known)
	for r := p.contributions.head[c]; r != 0; {
		b, i := p.at(r - 1)
		if p.stoodAt(b, i, r-1, at) && b.flags[i]&spoken != 0 {
			all = append(all, p.claim(b, i, r-1))
		}
		r = b.next[i]
	}
	slices.Reverse(all)
	return all
}

// Committed yields the commitments of a party that stand and that it speaks of itself: in an edition that
// it published, or one by one.
func (p *Part) Committed(known muster.Seq, who muster.PartyID) iter.Seq[Claim] {
	return func(yield func(Claim) bool) {
		n, ok := p.parties.find(string(who))
		if !ok {
			return
		}
		at := stampOf(known)
		own := make([]bool, len(p.series))
		for k, s := range p.series {
			e := s.standingEdition(at)
			own[k] = e == nil && len(s.editions) == 0 || e != nil && e.By == who
		}
		committed := uint8(slices.Index(Events, Committed))
		for row := range uint32(p.stated()) {
			b, i := p.at(row)
			if b.event[i] == committed && uint32(b.party[i]) == n && own[b.series[i]] && b.flags[i]&spoken != 0 && p.stoodAt(b, i, row, at) && !yield(p.claim(b, i, row)) {
				return
			}
		}
	}
}

func (p *Part) claim(b *block, i int, row uint32) Claim {
	c := Claim{
		Contribution: p.contributions.name(b.contribution[i]), Event: Events[b.event[i]], Type: p.types.list[b.kind[i]],
		Period: muster.Period{From: muster.Day(b.dayFrom[i]), To: muster.Day(b.dayTo[i]), Precision: muster.Precision(b.precision[i])},
	}
	if a, ok := p.amount(b, i, row); ok {
		c.Said = &Money{Amount: a, Currency: money.Currency(p.currencies.list[b.currency[i]])}
	}
	if b.flags[i]&hasConverted != 0 {
		a, _ := p.sourceValue(b, i, row)
		c.Converted = &Money{Amount: a, Currency: money.Currency(p.currencies.list[b.convCurrency[i]])}
	}
	return c
}

// In is what the claim comes to in a currency: as said, as its source converted it, or at the reference rate
// of its day. Not ok where none of these is there.
func (c Claim) In(v standing.View, cur money.Currency) (a money.Amount, ok bool) {
	for _, m := range []*Money{c.Said, c.Converted} {
		if m != nil && m.Currency == cur {
			return m.Amount, true
		}
	}
	if c.Said == nil || c.Period.Precision != muster.ExactDay {
		return a, false
	}
	return Convert(v, *c.Said, cur, c.Period.From)
}

// Convert turns an amount into another currency at the reference rate of a day, as positions do. Not ok
// where there is no rate.
func Convert(v standing.View, m Money, to money.Currency, on muster.Day) (money.Amount, bool) {
	if m.Currency == to {
		return m.Amount, true
	}
	rates := indicator.In(v)
	var target *indicator.Table
	if to != "EUR" {
		target = rates.Table(v, indicator.EuroRates+"/"+string(to))
	}
	return convert(m.Amount, m.Currency, rates.Table(v, indicator.EuroRates+"/"+string(m.Currency)), target, on)
}
