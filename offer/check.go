package offer

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"muster"
	"muster/access"
	"muster/item"
	"muster/money"
	"muster/party"
	"muster/standing"
)

// ID is how the id of an offer is written.
var ID = regexp.MustCompile(`^[a-z0-9][a-z0-9.-]{0,63}$`)

// The values accepted where a field is a choice (domain: fields the field expects).
var (
	Conditions = []string{"new", "serviceable", "repairable", "parts only"}
	Channels   = []string{"bilateral", "nato trust fund", "purl", "eu", "joint purchase", "coalition fund", "industry", "other"}
	Bases      = []string{"net book", "depreciated", "original cost", "replacement", "market price", "contract price", "donor declared"}
	verdicts   = []string{"same", "part", "different"}
)

// Check implements standing.Part.
func (p *Part) Check(s *standing.State, v muster.Value) error {
	switch x := v.(type) {
	case *Line:
		return p.checkLine(s, x)
	case *Acted:
		return p.checkAct(s, x)
	case *Consent:
		return p.checkConsent(s, x)
	case *ConsentActed:
		return p.checkConsentAct(s, x)
	case *Overlap:
		return p.checkOverlap(s, x)
	}
	return nil
}

// wrong collects what is wrong with a statement, so that all is told at once.
type wrong []error

func (w *wrong) found(field, found, accepts string) {
	*w = append(*w, muster.Invalid(field, fmt.Sprintf("found %q; accepted is %s", found, accepts)))
}

func (w *wrong) oneOf(field, found string, of []string) {
	if !slices.Contains(of, found) {
		w.found(field, found, "one of "+strings.Join(of, ", "))
	}
}

func (w *wrong) day(field, found string) (d muster.Day, ok bool) {
	d, err := muster.ParseDay(found)
	if err != nil {
		*w = append(*w, muster.Invalid(field, err.Error()))
	}
	return d, err == nil
}

func (p *Part) checkLine(s *standing.State, x *Line) error {
	known := s.Known()
	w := wrong{p.lines.CheckThread(known, &x.Envelope), p.lives.CheckSay(known, &x.Envelope, x.Object())}
	if !ID.MatchString(x.About) {
		w.found("about", x.About, "an id of lower-case letters, digits, dots and dashes, as in o-0098")
	}
	parties := standing.Find[*party.Part](s)
	if _, ok := parties.Get(known, x.Donor); !ok {
		w.found("donor", string(x.Donor), "a party of this record")
	}
	if now, ok := p.lines.Get(known, x.About); ok && now.Value.Donor != x.Donor {
		w.found("donor", string(x.Donor), "the party that offered it before, "+string(now.Value.Donor))
	}
	if _, ok := parties.Get(known, x.Owner); x.Owner != "" && !ok {
		w.found("original_owner", string(x.Owner), "a party of this record")
	}
	quantity, err := money.Parse(x.Quantity)
	if err != nil || quantity.Sign() <= 0 {
		w.found("quantity", x.Quantity, "a decimal above 0, as in 40 or 12.5")
	}
	if lot, err := money.Parse(x.Lot); x.Lot != "" && (err != nil || lot.Sign() <= 0 || lot.Cmp(quantity) > 0) {
		w.found("lot", x.Lot, "a decimal above 0 that is not more than the quantity")
	}
	w.item(s, x)
	w.oneOf("condition", x.Condition, Conditions)
	w.oneOf("channel", x.Channel, Channels)
	if ready, ok := w.day("ready", x.Ready); x.ValidUntil != "" {
		if until, good := w.day("valid_until", x.ValidUntil); ok && good && until < ready {
			w.found("valid_until", x.ValidUntil, "a day not before it is ready, "+x.Ready)
		}
	}
	w.value(x.Value)
	return errors.Join(w...)
}

// item refuses an item that is not in the catalogue, and a unit in which it is not counted.
func (w *wrong) item(s *standing.State, x *Line) {
	catalogue := standing.Find[*item.Part](s)
	one, ok := catalogue.Get(s.Known(), x.Item)
	if !ok {
		w.found("item", string(x.Item), "an item of the catalogue")
		return
	}
	if _, err := catalogue.Ratio(s.Known(), x.Item, x.Unit, one.Unit); err != nil {
		*w = append(*w, muster.Invalid("unit", err.Error()))
	}
}

func (w *wrong) value(v *Value) {
	if v == nil {
		return
	}
	if a, err := money.Parse(v.Amount); err != nil || a.Sign() < 0 {
		w.found("value.amount", v.Amount, "a decimal, not below 0")
	}
	if _, err := money.ParseCurrency(v.Currency); err != nil {
		*w = append(*w, muster.Invalid("value.currency", err.Error()))
	}
	w.oneOf("value.basis", v.Basis, Bases)
}

func (p *Part) checkAct(s *standing.State, x *Acted) error {
	known := s.Known()
	line, ok := p.lines.Get(known, x.About)
	if !ok {
		return muster.Missing("the offer " + x.About)
	}
	move, err := p.lives.Check(known, x, line.Value.Object())
	if err != nil {
		return err
	}
	if err := move.Given("why", x.Why, "quantity", x.Quantity); err != nil {
		return err
	}
	if x.Act.Act != ActAccept {
		if x.Quantity != "" || x.Conditions != "" {
			return muster.Invalid("quantity", fmt.Sprintf("the act %s has no quantity and no conditions; %s has", x.Act.Act, ActAccept))
		}
		return nil
	}
	left := line.Value.Quantity.Sub(p.Accepted(known, x.About))
	q, err := money.Parse(x.Quantity)
	switch {
	case err != nil || q.Sign() <= 0:
		return muster.Invalid("quantity", fmt.Sprintf("found %q; accepted is a decimal above 0", x.Quantity))
	case q.Cmp(left) > 0:
		return muster.Invalid("quantity", fmt.Sprintf("found %s; of the %s offered %s are left to accept", x.Quantity, line.Value.Quantity, left))
	}
	return nil
}

func (p *Part) checkConsent(s *standing.State, x *Consent) error {
	known := s.Known()
	line, ok := p.lines.Get(known, x.About)
	if !ok {
		return muster.Missing("the offer " + x.About)
	}
	w := wrong{p.consents.CheckThread(known, &x.Envelope), p.consentLives.CheckSay(known, &x.Envelope, line.Value.Object())}
	if x.Owner != line.Value.Owner {
		w.found("original_owner", string(x.Owner), fmt.Sprintf("the one that the offer names, %q", line.Value.Owner))
	}
	w.day("due", x.Due)
	return errors.Join(w...)
}

func (p *Part) checkConsentAct(s *standing.State, x *ConsentActed) error {
	known := s.Known()
	line, ok := p.lines.Get(known, x.About)
	if !ok {
		return muster.Missing("the offer " + x.About)
	}
	move, err := p.consentLives.Check(known, x, line.Value.Object())
	if err != nil {
		return err
	}
	if x.Until != "" {
		var w wrong
		if _, ok := w.day("until", x.Until); !ok || x.Act.Act != ActGrant {
			return muster.Invalid("until", fmt.Sprintf("found %q; accepted is a day, where consent is granted", x.Until))
		}
	}
	return move.Given("why", x.Why)
}

func (p *Part) checkOverlap(s *standing.State, x *Overlap) error {
	known := s.Known()
	a, b, ok := strings.Cut(x.About, "+")
	_, okA := p.lines.Get(known, a)
	_, okB := p.lines.Get(known, b)
	if !ok || !okA || !okB || a >= b {
		return muster.Invalid("about", fmt.Sprintf("found %q; accepted are the ids of two offers in order, joined with a plus", x.About))
	}
	var w wrong
	w.oneOf("verdict", x.Verdict, verdicts)
	if x.Why == "" {
		w.found("why", x.Why, "the reason; the other donor will ask")
	}
	rule := access.Rule{Act: "offer.overlap", By: []access.Turn{coordinator}}
	w = append(w, rule.May(access.Of(&x.Envelope), access.Object{}), p.overlaps.CheckThread(known, &x.Envelope))
	return errors.Join(w...)
}
