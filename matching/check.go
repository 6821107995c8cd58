package matching

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"muster"
	"muster/access"
	"muster/item"
	"muster/money"
	"muster/offer"
	"muster/pledge"
	"muster/requirement"
	"muster/standing"
	"muster/work"
)

// reserveDays is how long a reservation may last: it keeps others waiting.
const reserveDays = 30

// Check implements standing.Part.
func (p *Part) Check(s *standing.State, v muster.Value) error {
	switch x := v.(type) {
	case *Match:
		return p.checkMatch(s, x)
	case *Acted:
		return p.checkAct(s, x)
	case *Reserve:
		return p.checkReserve(s, x)
	case *Pin:
		return p.checkPin(s, x)
	}
	return nil
}

// pair finds the requirement and the offer that a statement names.
func (a around) pair(known muster.Seq, need, stock string) (requirement.Need, offer.Stock, error) {
	n, okN := a.needs.Get(known, need)
	o, okO := a.stock.Get(known, stock)
	var errs []error
	if !okN {
		errs = append(errs, muster.Found("requirement", need, "the id of a requirement of this record"))
	}
	if !okO {
		errs = append(errs, muster.Found("offer", stock, "the id of an offer of this record"))
	}
	return n.Value, o.Value, errors.Join(errs...)
}

// amount reads a quantity above 0.
func amount(field, text string) (money.Amount, error) {
	q, err := money.Parse(text)
	if err != nil || q.Sign() <= 0 {
		return q, muster.Found(field, text, "a decimal above 0")
	}
	return q, nil
}

func (p *Part) checkMatch(s *standing.State, x *Match) error {
	known := s.Known()
	a := find(s)
	if err := errors.Join(work.CheckID(x.About, "m-0012"), p.matches.CheckThread(known, &x.Envelope)); err != nil {
		return err
	}
	need, stock, err := a.pair(known, x.Requirement, x.Offer)
	if err != nil {
		return err
	}
	if err := p.lives.CheckSay(known, &x.Envelope, a.object(known, x)); err != nil {
		return err
	}
	q, err := amount("quantity", x.Quantity)
	if err != nil {
		return err
	}
	return errors.Join(a.checkOpen(known, x), checkLots(stock, q), p.checkWanted(a, known, need, stock, x, q))
}

// checkOpen refuses to match what is not open, or not as it was.
func (a around) checkOpen(known muster.Seq, x *Match) error {
	now, _ := a.needs.Get(known, x.Requirement)
	life, _ := a.needs.State(known, x.Requirement)
	state, _ := a.stock.State(known, x.Offer)
	switch {
	case life.Value.State != requirement.Open:
		return muster.Conflict("requirement", fmt.Sprintf("requirement %s is %s since statement %s; only an open one is matched", x.Requirement, life.Value.State, life.ID))
	case x.Line != now.ID:
		return muster.Conflict("line", fmt.Sprintf("requirement %s was stated again as %s; look at it again", x.Requirement, now.ID))
	case state.Value.State != offer.Accepted:
		return muster.Conflict("offer", fmt.Sprintf("offer %s is %s since statement %s; only an accepted one is matched", x.Offer, state.Value.State, state.ID))
	}
	return nil
}

// checkLots refuses a quantity that is no multiple of the offer's lot, unless it is all there is.
func checkLots(stock offer.Stock, q money.Amount) error {
	if stock.Lot.IsZero() || q.Equal(stock.Quantity) {
		return nil
	}
	if n, exact := item.RatioOf(q).Over(item.RatioOf(stock.Lot)).Amount(); !exact || n.Round(0).Cmp(n) != 0 {
		return muster.Invalid("quantity", fmt.Sprintf("found %s; the offer goes in lots of %s", q, stock.Lot))
	}
	return nil
}

// checkWanted refuses what does not count towards the requirement: another item, a donor's condition that
// names other requirements, less than is of use.
func (p *Part) checkWanted(a around, known muster.Seq, need requirement.Need, stock offer.Stock, x *Match, q money.Amount) error {
	e, err := exchange(a, known, need, stock)
	if err != nil {
		return err
	}
	if len(stock.For) > 0 && !slices.Contains(stock.For, x.Requirement) {
		return muster.Invalid("offer", fmt.Sprintf("the donor gives it for %s only", strings.Join(stock.For, ", ")))
	}
	met := e.Meets(q)
	if lot := item.RatioOf(need.MinLot); met.Cmp(lot) < 0 && met.Cmp(item.RatioOf(need.Quantity)) < 0 {
		return muster.Invalid("quantity", fmt.Sprintf("found %s, which meets %s %s; the requirement has use for %s and more", q, met, need.Unit, need.MinLot))
	}
	return nil
}

func (p *Part) checkAct(s *standing.State, x *Acted) error {
	known := s.Known()
	a := find(s)
	match, ok := p.matches.Get(known, x.About)
	if !ok {
		return muster.Missing("the match " + x.About)
	}
	move, err := p.lives.Check(known, x, a.object(known, &match.Value))
	if err != nil {
		return err
	}
	if err := move.Given("why", x.Why, "received", x.Received); err != nil {
		return err
	}
	if x.Commitment != "" && x.Act.Act != ActFirm && x.Act.Act != ActDonorAgree {
		return muster.Invalid("commitment", fmt.Sprintf("the act %s has no such field; %s and %s have", x.Act.Act, ActDonorAgree, ActFirm))
	}
	if series := string(pledge.SeriesOf(x.Commitment)); x.Commitment != "" && (series == "" || series == x.Commitment) {
		return muster.Found("commitment", x.Commitment, "a contribution, named by its series, a colon and its key, as in de:2026-14")
	}
	for _, f := range []struct{ name, given, act string }{{"override", x.Override, ActFirm}, {"received", x.Received, ActShortClose}} {
		if f.given != "" && x.Act.Act != f.act {
			return muster.Invalid(f.name, fmt.Sprintf("the act %s has no such field; %s has", x.Act.Act, f.act))
		}
	}
	switch x.Act.Act {
	case ActFirm:
		return p.checkFirm(s, a, x, match.Value)
	case ActShortClose:
		got, err := money.Parse(x.Received)
		all, _ := money.Parse(match.Value.Quantity)
		if err != nil || got.Sign() < 0 || got.Cmp(all) >= 0 {
			return muster.Invalid("received", fmt.Sprintf("found %q; accepted is a decimal from 0 to less than the %s of the match", x.Received, all))
		}
	}
	return nil
}

// checkFirm keeps what must hold of all that is bound: no more than the offer, no more than the need unless
// somebody decides so, nobody else's reservation, and the original owner's consent.
func (p *Part) checkFirm(s *standing.State, a around, x *Acted, m Match) error {
	known, today := s.Known(), muster.DayOf(s.Now())
	if err := a.checkOpen(known, &m); err != nil {
		return err
	}
	need, stock, err := a.pair(known, m.Requirement, m.Offer)
	if err != nil {
		return err
	}
	if stock.ValidUntil < today {
		return muster.Conflict("offer", fmt.Sprintf("offer %s lapsed with %s; the donor can state it again with a later day", m.Offer, stock.ValidUntil))
	}
	if !a.stock.Consented(known, m.Offer, today) {
		return muster.Conflict("offer", fmt.Sprintf("offer %s needs the consent of %s, which was not given", m.Offer, stock.Owner))
	}
	q, _ := money.Parse(m.Quantity)
	if err := p.checkLeft(s, x, m, q); err != nil {
		return err
	}
	e, err := exchange(a, known, need, stock)
	if err != nil {
		return err
	}
	c, _ := p.Cover(s, known, m.Requirement)
	if met := e.Meets(q); c.Firm.Plus(met).Cmp(c.Need) > 0 && x.Override == "" {
		return muster.Conflict("quantity", fmt.Sprintf("requirement %s needs %s %s, of which %s are firm; this match would add %s: take less, or say in override why more is bound", m.Requirement, c.Need, need.Unit, c.Firm, met))
	}
	return nil
}

// checkLeft refuses to bind more of an offer than is left for the one who acts.
func (p *Part) checkLeft(s *standing.State, x *Acted, m Match, q money.Amount) error {
	known, today := s.Known(), muster.DayOf(s.Now())
	u, _ := p.Use(s, known, m.Offer, today)
	left := u.Accepted.Sub(u.Firm)
	if q.Cmp(left) > 0 {
		return muster.Conflict("quantity", fmt.Sprintf("of offer %s %s were accepted and %s are firm already%s; %s are left", m.Offer, u.Accepted, u.Firm, p.lastFirm(known, m.Offer), left))
	}
	var others []string
	for _, r := range p.Reservations(known, m.Offer, today) {
		if r.Value.Requirement == m.Requirement && m.Requirement != "" || r.Value.By == x.By {
			continue
		}
		kept, _ := money.Parse(r.Value.Quantity)
		left = left.Sub(kept)
		others = append(others, fmt.Sprintf("%s until %s by %s", kept, r.Value.Until, access.Of(&r.Value.Envelope)))
	}
	if q.Cmp(left) > 0 {
		return muster.Conflict("quantity", fmt.Sprintf("of offer %s %s are reserved; %s are left for this match", m.Offer, strings.Join(others, ", "), left))
	}
	return nil
}

// lastFirm says who bound an offer last, so that whoever came second knows what happened.
func (p *Part) lastFirm(known muster.Seq, id string) string {
	var last string
	var at muster.Seq
	for _, m := range p.byStock[id] {
		if life, ok := p.lives.Get(known, m); ok && bound(life.Value.State) && life.From > at {
			at, last = life.From, fmt.Sprintf(", last by match %s (%s, statement %s)", m, life.Value.By, life.ID)
		}
	}
	return last
}

func (p *Part) checkReserve(s *standing.State, x *Reserve) error {
	known, today := s.Known(), muster.DayOf(s.Now())
	a := find(s)
	if err := work.CheckID(x.About, "v-0003"); err != nil {
		return err
	}
	stock, ok := a.stock.Get(known, x.Offer)
	if !ok {
		return muster.Found("offer", x.Offer, "the id of an offer of this record")
	}
	o := access.Object{Parties: map[string]muster.PartyID{offer.Donor: stock.Value.Donor}}
	if need, ok := a.needs.Get(known, x.Requirement); ok {
		o.Parties[requirement.Requester] = need.Value.Requester
	} else if x.Requirement != "" {
		return muster.Found("requirement", x.Requirement, "the id of a requirement of this record")
	}
	if err := (access.Rule{Act: "offer.reserve", By: Life.By}).May(access.Of(&x.Envelope), o); err != nil {
		return err
	}
	q, err := amount("quantity", x.Quantity)
	if err != nil {
		return err
	}
	until, err := muster.ParseDay(x.Until)
	if err != nil || until < today || until > today+reserveDays {
		return muster.Invalid("until", fmt.Sprintf("found %q; accepted is a day from %s to %s", x.Until, today, today+reserveDays))
	}
	u, _ := p.Use(s, known, x.Offer, today)
	if now, ok := p.reserves.Get(known, x.About); ok && now.ID == x.Replaces && now.Value.Offer == x.Offer {
		was, _ := money.Parse(now.Value.Quantity)
		u.Reserved = u.Reserved.Sub(was)
	}
	if q.Cmp(u.Free()) > 0 {
		return muster.Conflict("quantity", fmt.Sprintf("found %s; of offer %s %s are neither firm nor reserved", x.Quantity, x.Offer, u.Free()))
	}
	return p.reserves.CheckThread(known, &x.Envelope)
}

func (p *Part) checkPin(s *standing.State, x *Pin) error {
	known := s.Known()
	need, stock, ok := strings.Cut(x.About, "+")
	if !ok {
		return muster.Invalid("about", fmt.Sprintf("found %q; accepted are the ids of a requirement and an offer, joined with a plus", x.About))
	}
	if _, _, err := find(s).pair(known, need, stock); err != nil {
		return err
	}
	switch x.Verdict {
	case "pin":
		if _, err := amount("quantity", x.Quantity); err != nil {
			return err
		}
	case "forbid":
		if x.Quantity != "" {
			return muster.Invalid("quantity", "what is forbidden has no quantity")
		}
	default:
		return muster.Invalid("verdict", fmt.Sprintf("found %q; accepted are pin and forbid", x.Verdict))
	}
	if x.Why == "" {
		return muster.Invalid("why", "say why; the plan shows it until it is lifted")
	}
	if err := (access.Rule{Act: "plan.pin", By: []access.Turn{coordinator}}).May(access.Of(&x.Envelope), access.Object{}); err != nil {
		return err
	}
	return p.pins.CheckThread(known, &x.Envelope)
}

// Guard implements standing.Guard: an offer or a requirement on which something firm rests is not ended
// under it.
func (p *Part) Guard(s *standing.State, v muster.Value) error {
	var ids []string
	switch x := v.(type) {
	case *offer.Acted:
		if x.Act.Act == offer.ActWithdraw {
			ids = p.byStock[x.About]
		}
	case *requirement.Acted:
		if x.Act.Act == requirement.ActWithdraw || x.Act.Act == requirement.ActSupersede {
			ids = p.byNeed[x.About]
		}
	}
	for _, m := range ids {
		if life, ok := p.lives.Get(s.Known(), m); ok && (life.Value.State == Firm || life.Value.State == InDelivery) {
			return muster.Conflict("act", fmt.Sprintf("match %s rests on it and is %s since statement %s; cancel it or close it short first", m, life.Value.State, life.ID))
		}
	}
	return nil
}
