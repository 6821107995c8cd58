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
		return p.Told(s, &x.Envelope, x.About, p.checkAct(s, x))
	case *Reserve:
		return p.checkReserve(s, x)
	case *Pin:
		return p.checkPin(s, x)
	}
	return nil
}

// hearing is who says a statement of this part, and what it rests on.
type hearing struct {
	around
	*standing.Hearer
	s     *standing.State
	known muster.Seq
}

func hear(s *standing.State, e *muster.Envelope) hearing {
	return hearing{find(s), s.Hearer(e), s, s.Known()}
}

// named is a refusal of a statement that names a requirement and an offer, as its speaker is told it: where
// they may not see one of them, that it is not there.
func (h hearing) named(need, stock string, err error) error {
	if err == nil {
		return nil
	}
	var f muster.Faults
	if h.needs.Hides(h.Hearer, h.known, need) {
		f.Add(noNeed(need))
	}
	if h.stock.Hides(h.Hearer, h.known, stock) {
		f.Add(noOffer(stock))
	}
	if len(f) > 0 {
		return f.Err()
	}
	return err
}

// ofNeed is a refusal for what is so of a match's requirement, which the speaker may not see.
func (h hearing) ofNeed(id string, err error) error {
	if err != nil && h.needs.Hides(h.Hearer, h.known, id) {
		return muster.Conflict("requirement", fmt.Sprintf("requirement %s stands in the way, and why is not yours to see", id))
	}
	return err
}

// ofOffer is the same of a match's offer.
func (h hearing) ofOffer(id string, err error) error {
	if err != nil && h.stock.Hides(h.Hearer, h.known, id) {
		return muster.Conflict("offer", fmt.Sprintf("offer %s stands in the way, and why is not yours to see", id))
	}
	return err
}

func noNeed(id string) error {
	return muster.Found("requirement", id, "the id of a requirement of this record")
}

func noOffer(id string) error { return muster.Found("offer", id, "the id of an offer of this record") }

// pair finds the requirement and the offer that a statement names.
func (a around) pair(known muster.Seq, need, stock string) (requirement.Need, offer.Stock, error) {
	n, okN := a.needs.Get(known, need)
	o, okO := a.stock.Get(known, stock)
	var errs []error
	if !okN {
		errs = append(errs, noNeed(need))
	}
	if !okO {
		errs = append(errs, noOffer(stock))
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
	h := hear(s, &x.Envelope)
	need, stock, err := h.pair(h.known, x.Requirement, x.Offer)
	if err != nil {
		return errors.Join(work.CheckID(x.About, "m-0012"), err)
	}
	if _, err := p.CheckSay(s, &x.Envelope, *x); err != nil {
		return h.named(x.Requirement, x.Offer, err)
	}
	q, err := amount("quantity", x.Quantity)
	if err != nil {
		return err
	}
	return h.named(x.Requirement, x.Offer, errors.Join(h.checkOpen(x), checkLots(stock, q), checkWanted(h.around, h.known, need, stock, x, q)))
}

// checkOpen refuses to match what is not open, or not as it was.
func (h hearing) checkOpen(x *Match) error {
	now, _ := h.needs.Get(h.known, x.Requirement)
	life, _ := h.needs.State(h.known, x.Requirement)
	state, _ := h.stock.State(h.known, x.Offer)
	switch {
	case life.Value.State != requirement.Open:
		return h.ofNeed(x.Requirement, muster.Conflict("requirement", h.needs.Is(h.Hearer, h.known, x.Requirement)+"; only an open one is matched"))
	case x.Line != now.ID:
		return h.ofNeed(x.Requirement, muster.Conflict("line", fmt.Sprintf("requirement %s was stated again as %s; look at it again", x.Requirement, now.ID)))
	case state.Value.State != offer.Accepted:
		return h.ofOffer(x.Offer, muster.Conflict("offer", h.stock.Is(h.Hearer, h.known, x.Offer)+"; only an accepted one is matched"))
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
func checkWanted(a around, known muster.Seq, need requirement.Need, stock offer.Stock, x *Match, q money.Amount) error {
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
	match, move, err := p.CheckAct(s, x)
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
		return p.checkFirm(hear(s, &x.Envelope), x, match.Value)
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
func (p *Part) checkFirm(h hearing, x *Acted, m Match) error {
	known, today := h.known, muster.DayOf(h.s.Now())
	if err := h.checkOpen(&m); err != nil {
		return err
	}
	need, stock, err := h.pair(known, m.Requirement, m.Offer)
	if err != nil {
		return err
	}
	if stock.ValidUntil < today {
		return h.ofOffer(m.Offer, muster.Conflict("offer", fmt.Sprintf("offer %s lapsed with %s; the donor can state it again with a later day", m.Offer, stock.ValidUntil)))
	}
	if !h.stock.Consented(known, m.Offer, today) {
		return h.ofOffer(m.Offer, muster.Conflict("offer", fmt.Sprintf("offer %s needs the consent of %s, which was not given", m.Offer, stock.Owner)))
	}
	q, _ := money.Parse(m.Quantity)
	if err := h.ofOffer(m.Offer, p.checkLeft(h, x, m, q)); err != nil {
		return err
	}
	e, err := exchange(h.around, known, need, stock)
	if err != nil {
		return h.ofNeed(m.Requirement, h.ofOffer(m.Offer, err))
	}
	c, _ := p.Cover(h.s, known, m.Requirement)
	if met := e.Meets(q); c.Firm.Plus(met).Cmp(c.Need) > 0 && x.Override == "" {
		return h.ofNeed(m.Requirement, muster.Conflict("quantity", fmt.Sprintf("requirement %s needs %s %s, of which %s are firm%s; this match would add %s: take less, or say in override why more is bound",
			m.Requirement, c.Need, need.Unit, c.Firm, p.untold(h, c.Matches), met)))
	}
	return nil
}

// checkLeft refuses to bind more of an offer than is left for the one who acts.
func (p *Part) checkLeft(h hearing, x *Acted, m Match, q money.Amount) error {
	today := muster.DayOf(h.s.Now())
	u, _ := p.Use(h.s, h.known, m.Offer, today)
	left := u.Accepted.Sub(u.Firm)
	if q.Cmp(left) > 0 {
		return muster.Conflict("quantity", fmt.Sprintf("of offer %s %s were accepted and %s are firm already%s; %s are left", m.Offer, u.Accepted, u.Firm, p.lastFirm(h, m.Offer), left))
	}
	var others []string
	var untold money.Amount
	for _, r := range p.Reservations(h.known, m.Offer, today) {
		if r.Value.Requirement == m.Requirement && m.Requirement != "" || r.Value.By == x.By {
			continue
		}
		kept, _ := money.Parse(r.Value.Quantity)
		left = left.Sub(kept)
		if h.Sees(r.Value.Audience) {
			others = append(others, fmt.Sprintf("%s until %s by %s", kept, r.Value.Until, access.Of(&r.Value.Envelope)))
		} else {
			untold = untold.Add(kept)
		}
	}
	if !untold.IsZero() {
		others = append(others, fmt.Sprintf("%s by what is not yours to see", untold))
	}
	if q.Cmp(left) > 0 {
		return muster.Conflict("quantity", fmt.Sprintf("of offer %s %s are reserved; %s are left for this match", m.Offer, strings.Join(others, ", "), left))
	}
	return nil
}

// untold says how much of what is firm is in matches that the speaker may not see.
func (p *Part) untold(h hearing, ids []string) string {
	for _, id := range ids {
		if life, _ := p.State(h.known, id); bound(life.Value.State) && p.Hides(h.Hearer, h.known, id) {
			return ", some of them by matches that are not yours to see"
		}
	}
	return ""
}

// lastFirm says who bound an offer last, so that whoever came second knows what happened.
func (p *Part) lastFirm(h hearing, id string) string {
	var last string
	var at muster.Seq
	for _, m := range p.byStock[id] {
		life, ok := p.State(h.known, m)
		if !ok || !bound(life.Value.State) || life.From <= at {
			continue
		}
		switch at = life.From; {
		case p.Hides(h.Hearer, h.known, m):
			last = ", last by a match that is not yours to see"
		case !h.Sees(life.Value.For):
			last = ", last by match " + m
		default:
			last = fmt.Sprintf(", last by match %s (%s, statement %s)", m, life.Value.By, life.ID)
		}
	}
	return last
}

func (p *Part) checkReserve(s *standing.State, x *Reserve) error {
	known, today := s.Known(), muster.DayOf(s.Now())
	h := hear(s, &x.Envelope)
	if err := work.CheckID(x.About, "v-0003"); err != nil {
		return err
	}
	if _, ok := h.stock.Get(known, x.Offer); !ok {
		return noOffer(x.Offer)
	}
	if _, ok := h.needs.Get(known, x.Requirement); x.Requirement != "" && !ok {
		return noNeed(x.Requirement)
	}
	o := h.object(known, &Match{Requirement: x.Requirement, Offer: x.Offer})
	if err := (access.Rule{Act: "offer.reserve", By: Life.By}).May(access.Of(&x.Envelope), o); err != nil {
		return h.named(x.Requirement, x.Offer, err)
	}
	q, err := amount("quantity", x.Quantity)
	if err != nil {
		return err
	}
	until, err := muster.ParseDay(x.Until)
	if err != nil || until < today || until > today+reserveDays {
		return muster.Invalid("until", fmt.Sprintf("found %q; accepted is a day from %s to %s", x.Until, today, today+reserveDays))
	}
	if err := p.reserves.CheckThread(s, &x.Envelope); err != nil {
		return err
	}
	u, _ := p.Use(s, known, x.Offer, today)
	if now, ok := p.reserves.Get(known, x.About); ok && now.Value.Offer == x.Offer {
		was, _ := money.Parse(now.Value.Quantity)
		u.Reserved = u.Reserved.Sub(was)
	}
	if q.Cmp(u.Free()) > 0 {
		return h.named("", x.Offer, muster.Conflict("quantity", fmt.Sprintf("found %s; of offer %s %s are neither firm nor reserved", x.Quantity, x.Offer, u.Free())))
	}
	return nil
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
	return p.pins.CheckThread(s, &x.Envelope)
}
