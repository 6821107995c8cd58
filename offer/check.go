package offer

import (
	"errors"
	"fmt"

	"muster"
	"muster/access"
	"muster/item"
	"muster/money"
	"muster/party"
	"muster/standing"
	"muster/work"
)

// The values accepted where a field is a choice (domain: fields the field expects).
var (
	Conditions = []string{"new", "serviceable", "repairable", "parts only"}
	Channels   = []string{"bilateral", "nato trust fund", "purl", "eu", "joint purchase", "coalition fund", "industry", "other"}
	Bases      = []string{"net book", "depreciated", "original cost", "replacement", "market price", "contract price", "donor declared"}
)

// Check implements standing.Part.
func (p *Part) Check(s *standing.State, v muster.Value) error {
	switch x := v.(type) {
	case *Line:
		return p.checkLine(s, x)
	case *Acted:
		return p.Told(s, &x.Envelope, x.About, p.checkAct(s, x))
	case *Consent:
		return p.Told(s, &x.Envelope, x.About, p.checkConsent(s, x))
	case *ConsentActed:
		return p.consents.Told(s, &x.Envelope, x.About, p.Told(s, &x.Envelope, x.About, p.checkConsentAct(s, x)))
	case *Overlap:
		return p.checkOverlap(s, x)
	}
	return nil
}

func (p *Part) checkLine(s *standing.State, x *Line) error {
	known := s.Known()
	was, err := p.CheckSay(s, &x.Envelope, x.read())
	w := muster.Faults{err}
	parties := standing.Find[*party.Part](s)
	if _, ok := parties.Get(known, x.Donor); !ok {
		w.Found("donor", string(x.Donor), "a party of this record")
	}
	if was != nil && was.Donor != x.Donor {
		w.Found("donor", string(x.Donor), "the party that offered it before, "+string(was.Donor))
	}
	if _, ok := parties.Get(known, x.Owner); x.Owner != "" && !ok {
		w.Found("original_owner", string(x.Owner), "a party of this record")
	}
	quantity, err := money.Parse(x.Quantity)
	if err != nil || quantity.Sign() <= 0 {
		w.Found("quantity", x.Quantity, "a decimal above 0, as in 40 or 12.5")
	}
	if lot, err := money.Parse(x.Lot); x.Lot != "" && (err != nil || lot.Sign() <= 0 || lot.Cmp(quantity) > 0) {
		w.Found("lot", x.Lot, "a decimal above 0 that is not more than the quantity")
	}
	checkItem(&w, s, x)
	w.OneOf("condition", x.Condition, Conditions)
	w.OneOf("channel", x.Channel, Channels)
	if ready, ok := w.Day("ready", x.Ready); x.ValidUntil != "" {
		if until, good := w.Day("valid_until", x.ValidUntil); ok && good && until < ready {
			w.Found("valid_until", x.ValidUntil, "a day not before it is ready, "+x.Ready)
		}
	}
	checkValue(&w, x.Value)
	return w.Err()
}

// checkItem refuses an item that is not in the catalogue, and a unit in which it is not counted.
func checkItem(w *muster.Faults, s *standing.State, x *Line) {
	catalogue := standing.Find[*item.Part](s)
	one, ok := catalogue.Get(s.Known(), x.Item)
	if !ok {
		w.Found("item", string(x.Item), "an item of the catalogue")
		return
	}
	if _, err := catalogue.Ratio(s.Known(), x.Item, x.Unit, one.Unit); err != nil {
		w.Add(muster.InvalidAt("unit", err))
	}
}

func checkValue(w *muster.Faults, v *Value) {
	if v == nil {
		return
	}
	if a, err := money.Parse(v.Amount); err != nil || a.Sign() < 0 {
		w.Found("value.amount", v.Amount, "a decimal, not below 0")
	}
	if _, err := money.ParseCurrency(v.Currency); err != nil {
		w.Add(muster.Invalid("value.currency", err.Error()))
	}
	w.OneOf("value.basis", v.Basis, Bases)
}

func (p *Part) checkAct(s *standing.State, x *Acted) error {
	line, move, err := p.CheckAct(s, x)
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
	left := line.Value.Quantity.Sub(p.Accepted(s.Known(), x.About))
	q, err := money.Parse(x.Quantity)
	switch {
	case err != nil || q.Sign() <= 0:
		return muster.Found("quantity", x.Quantity, "a decimal above 0")
	case q.Cmp(left) > 0:
		return muster.Invalid("quantity", fmt.Sprintf("found %s; of the %s offered %s are left to accept", x.Quantity, line.Value.Quantity, left))
	}
	return nil
}

func (p *Part) checkConsent(s *standing.State, x *Consent) error {
	known := s.Known()
	line, ok := p.Get(known, x.About)
	if !ok {
		return muster.Missing("the offer " + x.About)
	}
	_, err := p.consents.CheckSay(s, &x.Envelope, *x)
	w := muster.Faults{err}
	if x.Owner != line.Value.Owner {
		w.Found("original_owner", string(x.Owner), fmt.Sprintf("the one that the offer names, %q", line.Value.Owner))
	}
	w.Day("due", x.Due)
	return w.Err()
}

func (p *Part) checkConsentAct(s *standing.State, x *ConsentActed) error {
	_, move, err := p.consents.CheckAct(s, x)
	if err != nil {
		return err
	}
	if x.Until != "" {
		var w muster.Faults
		if _, ok := w.Day("until", x.Until); !ok || x.Act.Act != ActGrant {
			return muster.Found("until", x.Until, "a day, where consent is granted")
		}
	}
	return move.Given("why", x.Why)
}

func (p *Part) checkOverlap(s *standing.State, x *Overlap) error {
	known := s.Known()
	has := func(id string) bool { _, ok := p.Get(known, id); return ok }
	rule := access.Rule{Act: "offer.overlap", By: []access.Turn{coordinator}}
	return errors.Join(work.CheckPair(&x.Envelope, x.Verdict, "offers", has, rule), p.overlaps.CheckThread(s, &x.Envelope))
}
