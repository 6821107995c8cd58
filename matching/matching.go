// Package matching brings offers to requirements: matches with their agreement on both sides, what is
// bound, reserved, pinned and forbidden, and how far each requirement is covered.
//
// Firm quantities never exceed an offer, and exceed a requirement only by a named decision.
package matching

import (
	"iter"

	"muster"
	"muster/access"
	"muster/item"
	"muster/money"
	"muster/offer"
	"muster/requirement"
	"muster/search"
	"muster/standing"
	"muster/work"
)

// The kinds of statement of this part.
const (
	KindMatch   = "matching.match/1"
	KindAct     = "matching.act/1"
	KindReserve = "matching.reserve/1"
	KindPin     = "matching.pin/1"
)

// Match is the statement matching.match/1. About is its id, "m-0012". It is not changed: another one is
// proposed in its place.
type Match struct {
	muster.Envelope
	Requirement string    `json:"requirement" say:"the requirement that it meets"`
	Line        muster.ID `json:"line" say:"the statement of the requirement that it was matched with"`
	Offer       string    `json:"offer" say:"the offer that it takes from"`
	Quantity    string    `json:"quantity" say:"how much it takes, in the offer's unit"`
}

// Acted is the statement matching.act/1: about a match.
type Acted struct {
	work.Act
	Override   string `json:"override,omitempty" say:"firm: why more is bound than the requirement asks for; the one who acts answers for it"`
	Commitment string `json:"commitment,omitempty" say:"donor-agree and firm: the contribution whose commitment it fulfils, as the donor chose"`
	Received   string `json:"received,omitempty" say:"short-close: how much was received and is usable, in the offer's unit"`
}

// Reserve is the statement matching.reserve/1. About is its id. It ends by itself, or withdrawn.
type Reserve struct {
	muster.Envelope
	Offer       string `json:"offer" say:"the offer from which a quantity is kept"`
	Requirement string `json:"requirement,omitempty" say:"the requirement for which it is kept"`
	Quantity    string `json:"quantity" say:"how much, in the offer's unit"`
	Until       string `json:"until" say:"the last day of the reservation, at most 30 days on"`
}

// Pin is the statement matching.pin/1: what a plan must respect. About is requirement and offer joined
// with a plus. Withdrawing it lifts it.
type Pin struct {
	muster.Envelope
	Verdict  string `json:"verdict" say:"pin, so that the plan has at least this quantity, or forbid, so that it has none"`
	Quantity string `json:"quantity,omitempty" say:"pin: how much, in the offer's unit"`
}

// Part holds the matches. It is a standing.Part, a standing.Guard and a work.Desk.
type Part struct {
	standing.Holds
	*work.Objects[Match]
	received *standing.Register[money.Amount] // by match, where it was short-closed
	override *standing.Register[string]       // by match, the reason where it exceeds the need
	chosen   *standing.Register[string]       // by match, the commitment that was named for it last
	firm     *standing.Register[muster.Day]   // by match, when it was made firm
	reserves *work.Stated[Reserve]
	pins     *work.Stated[Pin]
	entries  keptEntries
	// Ids of matches and reservations ever made, by what they rest on; what stands is looked up again.
	byNeed, byStock, reserved map[string][]string
}

// New returns the part for an empty record.
func New() *Part {
	p := &Part{
		Objects: work.NewObjects(work.Of[Match]{
			Life: &Life, Like: "m-0012", Audience: func(x Match) muster.Audience { return x.Audience },
			Object: func(s *standing.State, known muster.Seq, x Match) access.Object { return find(s).object(known, &x) },
		}),
		received: standing.NewRegister[money.Amount](), override: standing.NewRegister[string](),
		chosen: standing.NewRegister[string](), firm: standing.NewRegister[muster.Day](),
		reserves: work.NewStated("reservation", func(x Reserve) muster.Audience { return x.Audience }),
		pins:     work.NewStated("pin", func(x Pin) muster.Audience { return x.Audience }),
		byNeed:   map[string][]string{}, byStock: map[string][]string{}, reserved: map[string][]string{},
	}
	p.Holds = p.Kept(p.received, p.override, p.chosen, p.firm, p.reserves, p.pins, &p.entries)
	return p
}

// In finds the part in a view's state.
func In(v standing.View) *Part { return standing.Find[*Part](v.State) }

// Name implements standing.Part.
func (*Part) Name() string { return "matching" }

// Kinds implements standing.Part.
func (*Part) Kinds() []standing.Kind {
	return []standing.Kind{
		{Name: KindMatch, New: func() muster.Value { return new(Match) }, By: access.Speakers, Words: "proposes a match", Texts: texts},
		{Name: KindAct, Called: "match-act", New: func() muster.Value { return new(Acted) }, By: access.Speakers, Words: "acts on a match", Texts: texts},
		{Name: KindReserve, New: func() muster.Value { return new(Reserve) }, By: access.Speakers, Words: "reserves a quantity of an offer", Texts: texts},
		{Name: KindPin, New: func() muster.Value { return new(Pin) }, By: access.Speakers, Words: "pins or forbids a pair in plans", Texts: texts},
	}
}

// Apply implements standing.Part.
func (p *Part) Apply(m standing.Moment, v muster.Value) {
	switch x := v.(type) {
	case *Match:
		p.Say(m, &x.Envelope, *x)
		p.enterMatch(x)
	case *Acted:
		p.Do(m, x)
		if x.Commitment != "" {
			p.chosen.Set(m, x.About, x.Commitment)
		}
		if x.Act.Act == ActFirm {
			p.firm.Set(m, x.About, muster.DayOf(m.Time))
		}
		switch {
		case x.Act.Act == ActShortClose:
			if got, err := money.Parse(x.Received); err == nil {
				p.received.Set(m, x.About, got)
			}
		case x.Act.Act == ActFirm && x.Override != "":
			p.override.Set(m, x.About, x.Override)
		}
	case *Reserve:
		p.reserves.Set(m, x.About, *x)
		p.enterReserve(x)
	case *Pin:
		p.pins.Set(m, x.About, *x)
	}
}

func (p *Part) enterMatch(x *Match) {
	p.byNeed[x.Requirement] = add(p.byNeed[x.Requirement], x.About)
	p.byStock[x.Offer] = add(p.byStock[x.Offer], x.About)
}

func (p *Part) enterReserve(x *Reserve) { p.reserved[x.Offer] = add(p.reserved[x.Offer], x.About) }

// add keeps a list of ids without repetition; ids come nearly always new.
func add(ids []string, id string) []string {
	for _, have := range ids {
		if have == id {
			return ids
		}
	}
	return append(ids, id)
}

// End implements standing.Part.
func (p *Part) End(m standing.Moment, target muster.Seq) {
	_ = p.Over(m, target) || p.reserves.End(m, target) || p.pins.End(m, target)
}

// CheckEnd implements standing.Ender: matches end by an act; reservations and pins can be withdrawn.
func (p *Part) CheckEnd(s *standing.State, target muster.Seq) error {
	switch s.KindOf(target) {
	case KindAct:
		return p.Final()
	case KindMatch:
		return muster.Invalid("withdraws", "a match is not replaced or withdrawn; the act cancel ends it, and another one is proposed in its place")
	}
	return nil
}

// Load implements standing.Part. The indexes are not kept; what was entered in them and taken back may stay,
// since what stands is looked up again.
func (p *Part) Load(r *standing.SnapshotReader) {
	p.Holds.Load(r)
	for _, v := range p.Ever() {
		p.enterMatch(&v.Value)
	}
	for _, v := range p.reserves.Ever() {
		p.enterReserve(&v.Value)
	}
}

// OfNeed lists the matches with a requirement that stand, in the order in which they were made.
func (p *Part) OfNeed(known muster.Seq, id string) []standing.Version[Match] {
	return p.those(known, p.byNeed[id])
}

// OfOffer lists the matches with an offer that stand, in the order in which they were made.
func (p *Part) OfOffer(known muster.Seq, id string) []standing.Version[Match] {
	return p.those(known, p.byStock[id])
}

func (p *Part) those(known muster.Seq, ids []string) (all []standing.Version[Match]) {
	for _, id := range ids {
		if m, ok := p.Get(known, id); ok {
			all = append(all, m)
		}
	}
	return all
}

// Reserve returns a reservation as known at a position; it may have ended by its day.
func (p *Part) Reserve(known muster.Seq, id string) (standing.Version[Reserve], bool) {
	return p.reserves.Get(known, id)
}

// Reserves yields every reservation that was not withdrawn, whether its day has passed or not.
func (p *Part) Reserves(known muster.Seq) iter.Seq2[string, standing.Version[Reserve]] {
	return p.reserves.All(known)
}

// Pin returns what a plan must respect of a pair.
func (p *Part) Pin(known muster.Seq, need, stock string) (standing.Version[Pin], bool) {
	return p.pins.Get(known, need+"+"+stock)
}

// Pins yields what plans must respect.
func (p *Part) Pins(known muster.Seq) iter.Seq2[string, standing.Version[Pin]] {
	return p.pins.All(known)
}

// around are the parts that a match rests on.
type around struct {
	items *item.Part
	needs *requirement.Part
	stock *offer.Part
}

func find(s *standing.State) around {
	return around{standing.Find[*item.Part](s), standing.Find[*requirement.Part](s), standing.Find[*offer.Part](s)}
}

// object is a match as the rules see it: its parties are those of the requirement and the offer.
func (a around) object(known muster.Seq, x *Match) access.Object {
	o := access.Object{Parties: map[string]muster.PartyID{}, Said: map[string]muster.Audience{}}
	if need, ok := a.needs.Get(known, x.Requirement); ok {
		o.Parties[requirement.Requester], o.Said[requirement.Requester] = need.Value.Requester, need.Value.Audience
	}
	if stock, ok := a.stock.Get(known, x.Offer); ok {
		o.Parties[offer.Donor], o.Said[offer.Donor] = stock.Value.Donor, stock.Value.Audience
	}
	return o
}

func texts(_ *standing.State, _ muster.Seq, v muster.Value) (said search.Said) {
	said = search.Say(v.Common())
	switch x := v.(type) {
	case *Match:
		said.Add(search.Aside, x.Requirement, x.Offer)
	case *Acted:
		said.Add(search.Body, x.Override)
	case *Reserve:
		said.Add(search.Aside, x.Requirement, x.Offer)
	}
	return said
}
