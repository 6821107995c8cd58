// Package offer keeps what donors offer: stock with quantity, condition, readiness and validity, the
// consent of original owners, what was accepted of it, and stock that was offered twice.
//
// An offer is independent of any commitment: the two meet when a match fulfils one.
package offer

import (
	"encoding/json"
	"iter"
	"slices"

	"muster"
	"muster/access"
	"muster/item"
	"muster/money"
	"muster/search"
	"muster/standing"
	"muster/work"
)

// The kinds of statement of this part.
const (
	KindLine       = "offer.line/1"
	KindAct        = "offer.act/1"
	KindConsent    = "offer.consent/1"
	KindConsentAct = "offer.consent-act/1"
	KindOverlap    = "offer.overlap/1"
)

// Line is the statement offer.line/1. About is its id, "o-0098".
type Line struct {
	muster.Envelope
	Donor      muster.PartyID `json:"donor" say:"the party that offers it"`
	Item       item.ID        `json:"item" say:"what is offered: an item of the catalogue"`
	Quantity   string         `json:"quantity" say:"how much, a decimal above 0"`
	Unit       item.UnitID    `json:"unit" say:"the unit of the quantity and of the lot"`
	Condition  string         `json:"condition" say:"new, serviceable, repairable or parts only"`
	Location   string         `json:"location,omitempty" say:"where it lies, coarse"`
	Ready      string         `json:"ready" say:"the first day on which it can leave, as in 2027-01-15"`
	ValidUntil string         `json:"valid_until,omitempty" say:"the last day on which the offer holds; absent: until withdrawn"`
	Lot        string         `json:"lot,omitempty" say:"it goes in multiples of this quantity only"`
	Owner      muster.PartyID `json:"original_owner,omitempty" say:"the party whose consent the transfer needs"`
	Return     string         `json:"return_conditions,omitempty" say:"what must come back and when, in words"`
	Channel    string         `json:"channel" say:"bilateral, nato trust fund, purl, eu, joint purchase, coalition fund, industry or other"`
	Value      *Value         `json:"value,omitempty" say:"what the donor values all of it at"`
	Stock      string         `json:"stock,omitempty" say:"the donor's own reference of the stock, so that stock offered twice is seen"`
	Elsewhere  []string       `json:"elsewhere,omitempty" say:"where else this stock was offered"`
	Commitment string         `json:"commitment,omitempty" say:"the contribution that it fulfils, as in de:2026-14"`
	For        []string       `json:"for,omitempty" say:"the donor's condition: only for these requirements"`
}

// Value is what an offer is worth and on which basis, which is never left out.
type Value struct {
	Amount   string `json:"amount" say:"a decimal"`
	Currency string `json:"currency" say:"an ISO 4217 code"`
	Basis    string `json:"basis" say:"net book, depreciated, original cost, replacement, market price, contract price or donor declared"`
}

// Acted is the statement offer.act/1: about an offer.
type Acted struct {
	work.Act
	Quantity   string `json:"quantity,omitempty" say:"accept: how much is accepted now, in the offer's unit"`
	Conditions string `json:"conditions,omitempty" say:"accept: under which conditions, in words"`
}

// Consent is the statement offer.consent/1. About is the offer's id.
type Consent struct {
	muster.Envelope
	Owner muster.PartyID `json:"original_owner" say:"the party that was asked"`
	Due   string         `json:"due" say:"the day by which an answer is needed"`
	Ref   string         `json:"ref,omitempty" say:"the letter or case that asks for it"`
}

// ConsentActed is the statement offer.consent-act/1: about the consent to an offer.
type ConsentActed struct {
	work.Act
	Until string `json:"until,omitempty" say:"grant: the last day on which the consent holds"`
}

// Overlap is the statement offer.overlap/1: a person's decision on two offers that may be one stock.
// About is both ids in order, joined with a plus.
type Overlap struct {
	muster.Envelope
	Verdict work.Verdict `json:"verdict" say:"same, part or different"`
}

// Stock is an offer with its numbers read.
type Stock struct {
	Line
	Quantity, Lot     money.Amount // Lot 0: any quantity
	Ready, ValidUntil muster.Day   // ValidUntil MaxDay: until withdrawn
}

// Part holds the offers. It is a standing.Part.
type Part struct {
	standing.Holds
	*work.Objects[Stock]
	accepted *standing.Register[money.Amount] // by offer: how much in all
	consents *work.Objects[Consent]
	granted  *standing.Register[string] // by offer: the last day on which a consent holds; empty: any
	overlaps *work.Stated[Overlap]
}

// New returns the part for an empty record.
func New() *Part {
	p := &Part{
		Objects: work.NewObjects(work.Of[Stock]{
			Life: &Life, Like: "o-0098", Audience: func(x Stock) muster.Audience { return x.Audience },
			Object: func(_ *standing.State, _ muster.Seq, x Stock) access.Object { return x.Object() },
		}),
		accepted: standing.NewRegister[money.Amount](), granted: standing.NewRegister[string](),
		overlaps: work.NewStated("decision about", func(x Overlap) muster.Audience { return x.Audience }),
	}
	p.consents = work.NewObjects(work.Of[Consent]{
		Life: &ConsentLife, Audience: func(x Consent) muster.Audience { return x.Audience },
		Object: func(_ *standing.State, known muster.Seq, x Consent) access.Object {
			line, _ := p.Get(known, x.About)
			return line.Value.Object()
		},
	})
	p.Holds = slices.Concat(p.Kept(p.accepted), p.consents.Kept(p.granted, p.overlaps))
	return p
}

// In finds the part in a view's state.
func In(v standing.View) *Part { return standing.Find[*Part](v.State) }

// Name implements standing.Part.
func (*Part) Name() string { return "offer" }

// Kinds implements standing.Part.
func (*Part) Kinds() []standing.Kind {
	return []standing.Kind{
		{Name: KindLine, Called: "offer", New: func() muster.Value { return new(Line) }, By: access.Speakers, Words: "states an offer", Texts: texts},
		{Name: KindAct, Called: "offer-act", New: func() muster.Value { return new(Acted) }, By: access.Speakers, Words: "acts on an offer", Texts: texts},
		{Name: KindConsent, New: func() muster.Value { return new(Consent) }, By: access.Speakers, Words: "asks an original owner for consent", Texts: texts},
		{Name: KindConsentAct, New: func() muster.Value { return new(ConsentActed) }, By: access.Speakers, Words: "answers for an original owner", Texts: texts},
		{Name: KindOverlap, Called: "offer-overlap", New: func() muster.Value { return new(Overlap) }, By: access.Speakers, Words: "decides whether two offers are one stock", Texts: texts},
	}
}

// Apply implements standing.Part.
func (p *Part) Apply(m standing.Moment, v muster.Value) {
	switch x := v.(type) {
	case *Line:
		stock := x.read()
		p.Say(m, &x.Envelope, stock)
		// What is offered no more is accepted no more; if it is offered again, it waits to be accepted.
		if was, ok := p.accepted.Get(m.At, x.About); ok && stock.Quantity.Cmp(was.Value) < 0 {
			p.accepted.Set(m, x.About, stock.Quantity)
		}
	case *Acted:
		p.Do(m, x)
		if more, err := money.Parse(x.Quantity); err == nil && x.Act.Act == ActAccept {
			was, _ := p.accepted.Get(m.At, x.About)
			p.accepted.Set(m, x.About, was.Value.Add(more))
		}
	case *Consent:
		p.consents.Say(m, &x.Envelope, *x)
	case *ConsentActed:
		p.consents.Do(m, x)
		p.granted.Set(m, x.About, x.Until)
	case *Overlap:
		p.overlaps.Set(m, x.About, *x)
	}
}

// read reads an offer's numbers, which Check let in.
func (x *Line) read() Stock {
	s := Stock{Line: *x, ValidUntil: muster.MaxDay}
	s.Quantity, _ = money.Parse(x.Quantity)
	s.Lot, _ = money.Parse(x.Lot)
	s.Ready, _ = muster.ParseDay(x.Ready)
	if d, err := muster.ParseDay(x.ValidUntil); err == nil {
		s.ValidUntil = d
	}
	return s
}

// MarshalJSON writes the statement alone, for a snapshot: what is read from it has days without end, which
// are no text.
func (s Stock) MarshalJSON() ([]byte, error) { return json.Marshal(s.Line) } //nolint:wrapcheck // as said

// UnmarshalJSON implements json.Unmarshaler.
func (s *Stock) UnmarshalJSON(b []byte) error {
	var x Line
	err := json.Unmarshal(b, &x)
	*s = x.read()
	return err //nolint:wrapcheck // as said
}

// End implements standing.Part.
func (p *Part) End(m standing.Moment, target muster.Seq) {
	_ = p.Over(m, target) || p.consents.Over(m, target) || p.overlaps.End(m, target)
}

// CheckEnd implements standing.Ender: acts stay done, and offers end by an act.
func (p *Part) CheckEnd(s *standing.State, target muster.Seq) error {
	if k := s.KindOf(target); k == KindAct || k == KindConsentAct {
		return p.Final()
	}
	return nil
}

// Accepted is how much of an offer is accepted, in its unit: no more than is offered.
func (p *Part) Accepted(known muster.Seq, id string) money.Amount {
	v, _ := p.accepted.Get(known, id)
	return v.Value
}

// Consented reports whether an offer may be transferred on a day: it needs nobody's consent, or has it.
func (p *Part) Consented(known muster.Seq, id string, on muster.Day) bool {
	line, ok := p.Get(known, id)
	if !ok || line.Value.Owner == "" {
		return ok
	}
	life, ok := p.consents.State(known, id)
	until, _ := p.granted.Get(known, id)
	if !ok || life.Value.State != Granted {
		return false
	}
	last, err := muster.ParseDay(until.Value)
	return err != nil || on <= last // without a last day it holds
}

// Consents are the consents that were asked of original owners, by the id of their offer.
func (p *Part) Consents() *work.Objects[Consent] { return p.consents }

// Steps are the statements that an offer's life rests on, in order: those that state and change it, the
// acts on it, and those of the consent to it.
func (p *Part) Steps(known muster.Seq, id string) []muster.ID {
	return p.Objects.Steps(known, id, p.consents.Trail(known, id), standing.Steps(p.accepted, known, id))
}

// Decisions yields what persons decided on pairs, as far as a viewer may see it, by pair.
func (p *Part) Decisions(v standing.View) iter.Seq2[string, standing.Version[Overlap]] {
	return p.overlaps.Visible(v)
}

// Object is an offer as the rules see it.
func (x *Line) Object() access.Object {
	return access.Object{Parties: map[string]muster.PartyID{Donor: x.Donor, Owner: x.Owner}}
}

func texts(_ *standing.State, _ muster.Seq, v muster.Value) (said search.Said) {
	said = search.Say(v.Common())
	switch x := v.(type) {
	case *Line:
		said.Add(search.Body, x.Return)
		said.Add(search.Aside, string(x.Item), x.Location, x.Stock, x.Channel, string(x.Donor))
	case *Acted:
		said.Add(search.Body, x.Conditions)
	case *Consent:
		said.Add(search.Aside, x.Ref, string(x.Owner))
	}
	return said
}
