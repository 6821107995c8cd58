package matching

import (
	"cmp"
	"iter"
	"slices"

	"muster"
	"muster/money"
	"muster/offer"
	"muster/pledge"
	"muster/standing"
)

// Ledger is the ledger of a view with what follows from firm matches beside its rows. Nothing of it was
// stated: a match made firm allocates its worth under the commitment that it fulfils, and cancelling it or
// closing it short takes it back.
func Ledger(v standing.View) *pledge.Part {
	ledger := pledge.In(v)
	return ledger.With(v, In(v).Entries(v))
}

// binding is an act by which a match takes from its offer, or gives back.
type binding struct {
	at       muster.Seq
	day      muster.Day
	act      string
	match    standing.Version[Match]
	stock    offer.Stock
	quantity money.Amount  // negative where it gives back
	worth    *pledge.Money // nil: the offer has no value
	made     muster.Day    // when the match was made firm, on whose rate its worth is compared
}

// Entries lists what follows from firm matches for the ledger, in the order in which they were made firm,
// cancelled and closed short. It knows all of them, whoever looks: each entry says for whom it is.
//
// Under a commitment, what is allocated in all is what its source says or what follows, whichever is more,
// and what is committed grows only where the matches exceed it. So no import and no match counts twice.
//
// They are kept by position and shared: who is given them changes nothing of them.
func (p *Part) Entries(v standing.View) []pledge.Derived {
	return p.entries.of(v.Known, func() (all []pledge.Derived) {
		b := newBooks(v)
		for _, x := range p.bindings(v) {
			all = append(all, b.enter(p, x)...)
		}
		return all
	})
}

// bindings are the acts that bind and unbind, in order.
func (p *Part) bindings(v standing.View) (all []binding) {
	stock := find(v.State).stock
	for id, firm := range p.firm.All(v.Known) {
		m, ok := p.Get(v.Known, id)
		o, known := stock.Get(v.Known, m.Value.Offer)
		life, _ := p.State(v.Known, id)
		if !ok || !known {
			continue
		}
		q, _ := money.Parse(m.Value.Quantity) // Check let only numbers in
		x := binding{at: firm.From, day: firm.Value, act: ActFirm, match: m, stock: o.Value, quantity: q, worth: worth(o.Value, q), made: firm.Value}
		back := x
		back.at, back.day, back.act = life.From, muster.DayOf(life.Value.Since), life.Value.Act
		switch life.Value.State {
		case Cancelled:
			back.give(money.Amount{})
			all = append(all, x, back)
		case ShortClosed:
			back.give(p.takes(v.Known, id, ShortClosed, m.Value))
			all = append(all, x, back)
		default:
			all = append(all, x)
		}
	}
	slices.SortStableFunc(all, func(a, b binding) int { return cmp.Compare(a.at, b.at) })
	return all
}

// give makes a binding one that gives back all but what is kept.
func (x *binding) give(kept money.Amount) {
	left := worth(x.stock, kept)
	if x.worth != nil {
		x.worth = &pledge.Money{Amount: left.Amount.Sub(x.worth.Amount), Currency: left.Currency}
	}
	x.quantity = kept.Sub(x.quantity)
}

// worth is a quantity's share of what an offer is valued at, rounded half to even to the decimals of the
// value and at least of its currency.
func worth(o offer.Stock, q money.Amount) *pledge.Money {
	if o.Value == nil {
		return nil
	}
	whole, err := money.Parse(o.Value.Amount)
	cur, bad := money.ParseCurrency(o.Value.Currency)
	if err != nil || bad != nil {
		return nil
	}
	a, err := whole.Mul(q, min(whole.Scale()+q.Scale(), money.MaxScale)).Quo(o.Quantity, max(whole.Scale(), cur.Minor()))
	if err != nil {
		return nil
	}
	return &pledge.Money{Amount: a, Currency: cur}
}

// books are the accounts of commitments while entries are worked out.
type books struct {
	v        standing.View
	ledger   *pledge.Part
	pass     int // how often commitments were looked through
	accounts map[string]*account
	of       map[string]fulfilled            // by match
	own      map[muster.PartyID][]commitment // by the donor that speaks of them
}

func newBooks(v standing.View) *books {
	return &books{v: v, ledger: pledge.In(v), accounts: map[string]*account{}, of: map[string]fulfilled{}, own: map[muster.PartyID][]commitment{}}
}

// commitments are those that a donor speaks of itself, looked up once.
func (b *books) commitments(donor muster.PartyID) []commitment {
	all, ok := b.own[donor]
	if !ok {
		for c := range b.ledger.Committed(b.v.Known, donor) {
			all = append(all, commitment{Claim: c})
		}
		b.own[donor] = all
	}
	return all
}

// commitment is a claim of one, with its account once it was looked at.
type commitment struct {
	pledge.Claim
	account *account
}

// fulfilled is which commitment a match fulfils, and how that was found.
type fulfilled struct{ contribution, how string }

// account is one commitment: what its source says of it, and what follows from matches so far.
type account struct {
	currency  money.Currency
	kind      string       // of assistance
	committed money.Amount // less what was reduced, cancelled and lapsed
	allocated money.Amount // by the source itself
	pass      int          // when it was looked at last
	vague     bool         // a claim has no value in the currency: what exceeds cannot be said

	derived, counted, exceeding money.Amount
}

// enter works out the entries of one act.
func (b *books) enter(p *Part, x binding) []pledge.Derived {
	f := b.fulfils(p, x)
	acc := b.account(f.contribution, x)
	if x.worth == nil {
		if x.quantity.Sign() < 0 || !bound(p.stateOf(b.v.Known, x.match.Value.About)) {
			return nil // what has no value is there, or is not
		}
		d := x.entry(f, acc, pledge.Allocated)
		d.Value = &pledge.Value{Mark: pledge.NotYetReported}
		return []pledge.Derived{d}
	}
	alloc := x.entry(f, acc, pledge.Allocated)
	in, ok := pledge.Convert(b.v, *x.worth, acc.currency, x.made)
	if !ok || acc.vague { // nothing to compare with: it is allocated under the commitment, and exceeds nothing that is known
		alloc.Value = said(*x.worth)
		return []pledge.Derived{alloc}
	}
	if x.worth.Currency != acc.currency {
		alloc.Rate = &pledge.Money{Amount: in, Currency: acc.currency}
	}
	adds, exceeds := acc.take(in)
	alloc.Value = said(*x.worth)
	if !adds.Equal(in) {
		alloc.Value, alloc.Rest = said(pledge.Money{Amount: adds, Currency: acc.currency}), pledge.SaidByThem
	}
	all := []pledge.Derived{alloc}
	if !exceeds.IsZero() {
		d := x.entry(f, acc, pledge.Committed)
		d.Rate, d.Rest = alloc.Rate, pledge.Exceeds
		d.Value = said(pledge.Money{Amount: exceeds, Currency: acc.currency})
		if f.how == pledge.None {
			d.Rest = pledge.Uncommit
		}
		all = append(all, d)
	}
	return all
}

// take adds what an act is worth and says what that adds to what is allocated, and to what is committed.
func (a *account) take(in money.Amount) (adds, exceeds money.Amount) {
	a.derived = a.derived.Add(in)
	counted, exceeding := over(a.derived, a.allocated), over(a.derived, most(a.committed, a.allocated))
	adds, exceeds = counted.Sub(a.counted), exceeding.Sub(a.exceeding)
	a.counted, a.exceeding = counted, exceeding
	return adds, exceeds
}

// over is by how much a is more than b; 0 where it is not.
func over(a, b money.Amount) money.Amount {
	if a.Cmp(b) <= 0 {
		return money.Amount{}
	}
	return a.Sub(b)
}

func most(a, b money.Amount) money.Amount {
	if a.Cmp(b) >= 0 {
		return a
	}
	return b
}

func said(m pledge.Money) *pledge.Value {
	return &pledge.Value{Amount: m.Amount.String(), Currency: m.Currency}
}

// entry begins an entry of an act.
func (x *binding) entry(f fulfilled, a *account, e pledge.Event) pledge.Derived {
	line := "match " + x.match.Value.About
	if x.act != ActFirm {
		line += " " + x.act
	}
	d := pledge.Derived{From: x.at, Match: x.match.Value.About, Act: x.act, Whole: x.worth, Fulfils: f.how, Audiences: []muster.Audience{x.match.Value.Audience, x.stock.Audience}}
	d.Entry = pledge.Entry{
		Envelope: muster.Envelope{Kind: pledge.KindEntry, About: f.contribution, Audience: x.match.Value.Audience},
		Line:     line, Event: e, Party: x.stock.Donor, Type: a.kind, Date: x.day.String(), Item: string(x.stock.Item),
		Quantity: &pledge.Quantity{Number: x.quantity.String(), Unit: string(x.stock.Unit)},
	}
	if x.stock.Value != nil {
		d.Basis = x.stock.Value.Basis
	}
	return d
}

// fulfils finds the commitment of an act's match, the first time it is met.
func (b *books) fulfils(p *Part, x binding) fulfilled {
	id := x.match.Value.About
	if f, ok := b.of[id]; ok {
		return f
	}
	f := fulfilled{string(pledge.DerivedSeries) + ":" + id, pledge.None}
	if c, ok := p.chosen.Get(b.v.Known, id); ok {
		f = fulfilled{c.Value, pledge.Chosen}
	} else if s := string(pledge.SeriesOf(x.stock.Commitment)); s != "" && s != x.stock.Commitment {
		f = fulfilled{x.stock.Commitment, pledge.Chosen}
	} else if c, ok := b.likeliest(x); ok {
		f = fulfilled{c.Contribution, pledge.Proposed}
	}
	b.of[id] = f
	return f
}

// Commitment is one that a match might fulfil, with what of it is left.
type Commitment struct {
	Contribution string
	Date         muster.Period
	Left         pledge.Money
}

// Commitments lists the commitments of its donor that a match might fulfil, the likeliest first, for the
// donor to choose from; of those that others fulfil already what is left of them.
func (p *Part) Commitments(v standing.View, id string) []Commitment {
	m, ok := p.Get(v.Known, id)
	stock, known := find(v.State).stock.Get(v.Known, m.Value.Offer)
	if !ok || !known {
		return nil
	}
	b := newBooks(v)
	all := p.bindings(v)
	for _, x := range all {
		b.enter(p, x)
	}
	for _, x := range all { // the others keep theirs, and this one chooses anew
		if x.match.Value.About == id && x.worth != nil {
			a := b.account(b.of[id].contribution, x)
			if in, ok := pledge.Convert(v, *x.worth, a.currency, x.made); ok && !a.vague {
				a.take(in.Neg())
			}
		}
	}
	q := p.takes(v.Known, id, p.stateOf(v.Known, id), m.Value)
	return b.proposals(binding{day: v.Effective, made: v.Effective, match: m, stock: stock.Value, quantity: q, worth: worth(stock.Value, q)})
}

// proposals are the commitments that the donor speaks of itself, in the currency of the offer, made by the
// day of the act, of which enough is left: the tightest first, of several the latest.
func (b *books) proposals(x binding) []Commitment {
	all := slices.Collect(b.enough(x))
	slices.SortStableFunc(all, likelier)
	return all
}

// likeliest is the first of them.
func (b *books) likeliest(x binding) (best Commitment, ok bool) {
	for c := range b.enough(x) {
		if !ok || likelier(c, best) < 0 {
			best, ok = c, true
		}
	}
	return best, ok
}

func likelier(p, q Commitment) int {
	return cmp.Or(p.Left.Amount.Cmp(q.Left.Amount), cmp.Compare(q.Date.To, p.Date.To), cmp.Compare(p.Contribution, q.Contribution))
}

// enough yields the commitments of the donor of which enough is left, each once, by the first claim that fits.
func (b *books) enough(x binding) iter.Seq[Commitment] {
	return func(yield func(Commitment) bool) {
		if x.worth == nil {
			return
		}
		all := b.commitments(x.stock.Donor)
		b.pass++
		for i := range all {
			c := &all[i]
			if c.Said == nil || c.Said.Currency != x.worth.Currency || c.Period.Precision == muster.Undated || c.Period.To > x.day || c.Type != "" && c.Type != military {
				continue
			}
			if c.account == nil {
				c.account = b.account(c.Contribution, x)
			}
			a := c.account
			if a.pass == b.pass {
				continue
			}
			if a.pass = b.pass; a.vague || a.currency != x.worth.Currency {
				continue
			}
			if left := over(a.committed, most(a.derived, a.allocated)); left.Cmp(x.worth.Amount) >= 0 && !yield(Commitment{c.Contribution, c.Period, pledge.Money{Amount: left, Currency: a.currency}}) {
				return
			}
		}
	}
}

// military is the type of assistance of what fulfils no commitment that says another.
const military = "military"

// account opens a commitment's account: in its own currency, else in that of what is entered first.
func (b *books) account(contribution string, x binding) *account {
	if a := b.accounts[contribution]; a != nil {
		if a.currency == "" && x.worth != nil {
			a.currency = x.worth.Currency // what was entered before had no value
		}
		return a
	}
	a := &account{kind: military}
	if x.worth != nil {
		a.currency = x.worth.Currency
	}
	claims := b.ledger.Claims(b.v.Known, contribution)
	if i := slices.IndexFunc(claims, func(c pledge.Claim) bool { return c.Event == pledge.Committed && c.Said != nil }); i >= 0 {
		a.currency, a.kind = claims[i].Said.Currency, claims[i].Type
	}
	for _, c := range claims {
		amount, ok := c.In(b.v, a.currency)
		switch c.Event {
		case pledge.Committed:
			a.committed = a.committed.Add(amount)
		case pledge.Reduced, pledge.Cancelled, pledge.Lapsed:
			a.committed = a.committed.Sub(amount.Abs())
		case pledge.Allocated:
			a.allocated = a.allocated.Add(amount)
		default:
			continue
		}
		a.vague = a.vague || !ok
	}
	b.accounts[contribution] = a
	return a
}

func (p *Part) stateOf(known muster.Seq, id string) string {
	life, _ := p.State(known, id)
	return life.Value.State
}

// Shown reports whether a viewer may see an entry: it may see all that it follows from.
func Shown(v standing.View, d *pledge.Derived) bool {
	return !slices.ContainsFunc(d.Audiences, func(a muster.Audience) bool { return !v.Shows(a) })
}
