package requirement

import (
	"fmt"
	"strings"

	"muster"
	"muster/access"
	"muster/item"
	"muster/money"
	"muster/party"
	"muster/standing"
	"muster/work"
)

// Check implements standing.Part.
func (p *Part) Check(s *standing.State, v muster.Value) error {
	switch x := v.(type) {
	case *Line:
		return p.checkLine(s, x)
	case *Acted:
		return p.Told(s, &x.Envelope, x.About, p.checkAct(s, x))
	case *Overlap:
		return p.checkOverlap(s, x)
	}
	return nil
}

// checkLine tells all that is wrong with a line at once.
func (p *Part) checkLine(s *standing.State, x *Line) error {
	known := s.Known()
	was, err := p.CheckSay(s, &x.Envelope, x.read())
	w := muster.Faults{err}
	if _, ok := standing.Find[*party.Part](s).Get(known, x.Requester); !ok {
		w.Found("requester", string(x.Requester), "a party of this record")
	}
	if was != nil && was.Requester != x.Requester {
		w.Found("requester", string(x.Requester), "the party that asked for it before, "+string(was.Requester))
	}
	quantity, err := money.Parse(x.Quantity)
	if err != nil || quantity.Sign() <= 0 {
		w.Found("quantity", x.Quantity, "a decimal above 0, as in 40 or 12.5")
	}
	if lot, err := money.Parse(x.MinLot); x.MinLot != "" && (err != nil || lot.Sign() <= 0 || lot.Cmp(quantity) > 0) {
		w.Found("min_lot", x.MinLot, "a decimal above 0 that is not more than the quantity")
	}
	if x.Priority < 1 || x.Priority > 5 {
		w.Found("priority", fmt.Sprint(x.Priority), "1, the most urgent, to 5")
	}
	w.Day("needed_by", x.NeededBy)
	w.Add(checkItems(s, x)...)
	for i, id := range x.Links {
		if _, ok := p.Get(known, id); !ok || id == x.About {
			w.Found(fmt.Sprintf("links[%d]", i), id, "another requirement of this record")
		}
	}
	return w.Err()
}

// checkItems refuses items that are not in the catalogue, and a unit in which the item is not counted.
func checkItems(s *standing.State, x *Line) (errs []error) {
	catalogue := standing.Find[*item.Part](s)
	one, ok := catalogue.Get(s.Known(), x.Item)
	if !ok {
		return []error{muster.Found("item", string(x.Item), "an item of the catalogue")}
	}
	if _, err := catalogue.Ratio(s.Known(), x.Item, x.Unit, one.Unit); err != nil {
		errs = append(errs, muster.InvalidAt("unit", err))
	}
	for i, id := range x.Substitutes {
		if _, ok := catalogue.Get(s.Known(), id); !ok || id == x.Item {
			errs = append(errs, muster.Found(fmt.Sprintf("substitutes[%d]", i), string(id), "another item of the catalogue"))
		}
	}
	return errs
}

// checkAct refuses an act that the table does not allow, and supersession by nothing.
func (p *Part) checkAct(s *standing.State, x *Acted) error {
	known := s.Known()
	_, move, err := p.CheckAct(s, x)
	if err != nil {
		return err
	}
	if x.Successor != "" && x.Act.Act != ActSupersede {
		return muster.Invalid("successor", fmt.Sprintf("the act %s has no successor; %s has", x.Act.Act, ActSupersede))
	}
	if x.Act.Act == ActSupersede {
		if _, ok := p.Get(known, x.Successor); !ok || x.Successor == x.About {
			return muster.Found("successor", x.Successor, "the id of another requirement of this record")
		}
	}
	return move.Given("why", x.Why)
}

func (p *Part) checkOverlap(s *standing.State, x *Overlap) error {
	known := s.Known()
	has := func(id string) bool { _, ok := p.Get(known, id); return ok }
	rule := access.Rule{Act: "requirement.overlap", By: []access.Turn{coordinator}}
	errs := muster.Faults{work.CheckPair(&x.Envelope, x.Verdict, "requirements", has, rule), p.overlaps.CheckThread(s, &x.Envelope)}
	if a, b, _ := strings.Cut(x.About, "+"); x.Keep != "" && (x.Verdict != work.Same || x.Keep != a && x.Keep != b) {
		errs.Found("keep", x.Keep, fmt.Sprintf("%s or %s, where the verdict is same", a, b))
	}
	return errs.Err()
}
