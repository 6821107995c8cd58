package evidence

import (
	"fmt"
	"slices"
	"strings"

	"muster"
	"muster/money"
	"muster/party"
	"muster/standing"
	"muster/work"
)

func (p *Part) checkDamage(s *standing.State, x, was *Damage) error {
	w := faultsOf(s, &x.Envelope)
	before := &Damage{}
	if was != nil {
		before = was
	}
	w.Add(work.CheckID(x.Damaged, "school-12-kharkiv"))
	w.OneOf("sort", x.Sort, Sorts)
	w.place(&x.Place)
	w.past(x.From, x.Until)
	w.OneOf("extent", x.Extent, Extents)
	w.refs("items", ObjectItem, x.Items, before.Items)
	if x.Incident != "" {
		w.refs("incident", ObjectIncident, []string{x.Incident}, []string{before.Incident})
	}
	if (x.Register == "") != (x.Foreign == "") {
		w.Add(muster.Invalid(fieldForeign, "a register elsewhere and the id there are said together"))
	}
	return w.Err()
}

func (p *Part) checkDamageAct(s *standing.State, x *DamageActed, on *Damage, m work.Move) error {
	w := faultsOf(s, &x.Envelope)
	w.Add(m.Exactly(fieldAmount, x.Amount, fieldCurrency, x.Currency, fieldMethod, x.Method, fieldPrices, x.PriceDate, fieldList, x.List, fieldCode, x.Code, fieldRegister, x.Register, fieldForeign, x.Foreign))
	w.Add(work.NoWider(&x.Envelope, on.Audience, "the entry"))
	if err := w.Err(); err != nil {
		return err
	}
	today := muster.DayOf(s.Now())
	switch x.Act.Act {
	case ActAssess:
		if a, err := money.Parse(x.Amount); err != nil || a.Sign() < 0 {
			w.Found(fieldAmount, x.Amount, "a decimal from 0 on, as in 62000.00")
		}
		if _, err := money.ParseCurrency(x.Currency); err != nil {
			w.Add(muster.InvalidAt(fieldCurrency, err))
		}
		if d, ok := w.Day(fieldPrices, x.PriceDate); ok && d > today {
			w.Found(fieldPrices, x.PriceDate, "a day not after today")
		}
	case ActClassify:
		w.Add(p.checkCode(s.Known(), x.List, x.Code))
	case ActRefer:
		a, _ := p.assessed.Get(s.Known(), x.About)
		if c, ok := p.Code(s.Known(), a.Value.List, a.Value.Code); !ok || !c.Open(today) {
			w.Add(muster.Conflict("act", fmt.Sprintf("the category %s of %s is not known to take claims on %s", a.Value.Code, a.Value.List, today)))
		}
	}
	return w.Err()
}

// checkCode refuses a claim category that its list does not have.
func (p *Part) checkCode(known muster.Seq, list, code string) error {
	l, ok := p.codes.Get(known, list)
	if !ok {
		return muster.Found(fieldList, list, "a code list of this record, as in rd4u")
	}
	var all []string
	for _, c := range l.Value.Codes {
		if c.Code == code {
			return nil
		}
		all = append(all, c.Code)
	}
	return muster.Found(fieldCode, code, "one of "+strings.Join(all, ", "))
}

func (p *Part) checkCase(s *standing.State, x, was *Case) error {
	w := faultsOf(s, &x.Envelope)
	before := &Case{}
	if was != nil {
		before = was
	}
	w.keepers(&x.Envelope)
	w.title(x.Title)
	if w.Add(party.Check(w.s, "for", x.For)); was != nil && x.For != was.For {
		w.Found("for", string(x.For), "the party that it is for, "+string(was.For))
	}
	w.refs("items", ObjectItem, x.Items, before.Items)
	w.refs("incidents", ObjectIncident, x.Incidents, before.Incidents)
	w.refs("damages", ObjectDamage, x.Damages, before.Damages)
	return w.Err()
}

func checkCaseAct(s *standing.State, x *CaseActed, on *Case, m work.Move) error {
	w := faultsOf(s, &x.Envelope)
	w.Add(m.Exactly(fieldBag, x.Bag))
	w.Add(work.NoWider(&x.Envelope, on.Audience, "the case"))
	if x.Bag != "" {
		if _, err := muster.ParseDigest(x.Bag); err != nil {
			w.Add(muster.InvalidAt(fieldBag, err))
		}
	}
	return w.Err()
}

func (p *Part) checkHold(s *standing.State, x, was *Hold) error {
	w := faultsOf(s, &x.Envelope)
	w.keepers(&x.Envelope)
	var before []string
	if was != nil {
		before = was.On
		for _, ref := range before {
			if !slices.Contains(x.On, ref) {
				w.Found("on", strings.Join(x.On, ", "), "all that it is on, "+strings.Join(before, ", ")+": to let one go lift it and put another")
			}
		}
	}
	if len(x.On) == 0 {
		w.Found("on", "", "what is held, as in evidence/e-2026-0101")
	}
	if x.Why == "" {
		w.Found(fieldWhy, "", "on whose order it is held, and why")
	}
	w.refs("on", "", x.On, before)
	return w.Err()
}
