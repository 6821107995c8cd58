package requirement

import (
	"errors"
	"fmt"
	"regexp"
	"strings"

	"muster"
	"muster/access"
	"muster/item"
	"muster/money"
	"muster/party"
	"muster/standing"
)

// ID is how the id of a requirement is written.
var ID = regexp.MustCompile(`^[a-z0-9][a-z0-9.-]{0,63}$`)

// Check implements standing.Part.
func (p *Part) Check(s *standing.State, v muster.Value) error {
	switch x := v.(type) {
	case *Line:
		return p.checkLine(s, x)
	case *Acted:
		return p.checkAct(s, x)
	case *Overlap:
		return p.checkOverlap(s, x)
	}
	return nil
}

// checkLine tells all that is wrong with a line at once.
func (p *Part) checkLine(s *standing.State, x *Line) error {
	known := s.Known()
	errs := []error{p.lines.CheckThread(known, &x.Envelope), p.lives.CheckSay(known, &x.Envelope, x.Object())}
	say := func(field, found, accepts string) {
		errs = append(errs, muster.Invalid(field, fmt.Sprintf("found %q; accepted is %s", found, accepts)))
	}
	if !ID.MatchString(x.About) {
		say("about", x.About, "an id of lower-case letters, digits, dots and dashes, as in r-0417")
	}
	if _, ok := standing.Find[*party.Part](s).Get(known, x.Requester); !ok {
		say("requester", string(x.Requester), "a party of this record")
	}
	if now, ok := p.lines.Get(known, x.About); ok && now.Value.Requester != x.Requester {
		say("requester", string(x.Requester), "the party that asked for it before, "+string(now.Value.Requester))
	}
	quantity, err := money.Parse(x.Quantity)
	if err != nil || quantity.Sign() <= 0 {
		say("quantity", x.Quantity, "a decimal above 0, as in 40 or 12.5")
	}
	if lot, err := money.Parse(x.MinLot); x.MinLot != "" && (err != nil || lot.Sign() <= 0 || lot.Cmp(quantity) > 0) {
		say("min_lot", x.MinLot, "a decimal above 0 that is not more than the quantity")
	}
	if x.Priority < 1 || x.Priority > 5 {
		say("priority", fmt.Sprint(x.Priority), "1, the most urgent, to 5")
	}
	if _, err := muster.ParseDay(x.NeededBy); err != nil {
		errs = append(errs, muster.Invalid("needed_by", err.Error()))
	}
	errs = append(errs, checkItems(s, x)...)
	for i, id := range x.Links {
		if _, ok := p.lines.Get(known, id); !ok || id == x.About {
			say(fmt.Sprintf("links[%d]", i), id, "another requirement of this record")
		}
	}
	return errors.Join(errs...)
}

// checkItems refuses items that are not in the catalogue, and a unit in which the item is not counted.
func checkItems(s *standing.State, x *Line) (errs []error) {
	catalogue := standing.Find[*item.Part](s)
	one, ok := catalogue.Get(s.Known(), x.Item)
	if !ok {
		return []error{muster.Invalid("item", fmt.Sprintf("found %q; accepted is an item of the catalogue", x.Item))}
	}
	if _, err := catalogue.Ratio(s.Known(), x.Item, x.Unit, one.Unit); err != nil {
		errs = append(errs, muster.Invalid("unit", err.Error()))
	}
	for i, id := range x.Substitutes {
		if _, ok := catalogue.Get(s.Known(), id); !ok || id == x.Item {
			errs = append(errs, muster.Invalid(fmt.Sprintf("substitutes[%d]", i), fmt.Sprintf("found %q; accepted is another item of the catalogue", id)))
		}
	}
	return errs
}

// checkAct refuses an act that the table does not allow, and supersession by nothing.
func (p *Part) checkAct(s *standing.State, x *Acted) error {
	known := s.Known()
	line, ok := p.lines.Get(known, x.About)
	if !ok {
		return muster.Missing("the requirement " + x.About)
	}
	move, err := p.lives.Check(known, x, line.Value.Object())
	if err != nil {
		return err
	}
	if x.Successor != "" && x.Act.Act != ActSupersede {
		return muster.Invalid("successor", fmt.Sprintf("the act %s has no successor; %s has", x.Act.Act, ActSupersede))
	}
	if x.Act.Act == ActSupersede {
		if _, ok := p.lines.Get(known, x.Successor); !ok || x.Successor == x.About {
			return muster.Invalid("successor", fmt.Sprintf("found %q; accepted is the id of another requirement of this record", x.Successor))
		}
	}
	return move.Given("why", x.Why)
}

// verdicts on two lines that may state one need.
var verdicts = []string{"same", "part", "different"}

func (p *Part) checkOverlap(s *standing.State, x *Overlap) error {
	known := s.Known()
	a, b, ok := strings.Cut(x.About, "+")
	_, okA := p.lines.Get(known, a)
	_, okB := p.lines.Get(known, b)
	if !ok || !okA || !okB || a >= b {
		return muster.Invalid("about", fmt.Sprintf("found %q; accepted are the ids of two requirements in order, joined with a plus", x.About))
	}
	if x.Verdict != verdicts[0] && x.Verdict != verdicts[1] && x.Verdict != verdicts[2] {
		return muster.Invalid("verdict", fmt.Sprintf("found %q; accepted are %s", x.Verdict, strings.Join(verdicts, ", ")))
	}
	if x.Keep != "" && (x.Verdict != "same" || x.Keep != a && x.Keep != b) {
		return muster.Invalid("keep", fmt.Sprintf("found %q; accepted is %s or %s, where the verdict is same", x.Keep, a, b))
	}
	if x.Why == "" {
		return muster.Invalid("why", "say why; the other party will ask")
	}
	rule := access.Rule{Act: "requirement.overlap", By: []access.Turn{coordinator}}
	if err := rule.May(access.Of(&x.Envelope), access.Object{}); err != nil {
		return err
	}
	return p.overlaps.CheckThread(known, &x.Envelope)
}
