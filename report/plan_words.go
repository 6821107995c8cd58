package report

import (
	"fmt"
	"strings"

	"muster/item"
	"muster/matching/plan"
)

// Words for people, made of what answers hold as data.

func days(n int64) string {
	if n == 1 {
		return "1 day"
	}
	return fmt.Sprintf("%d days", n)
}

// reasons are why an offer cannot meet a line, after "offer o-1".
var reasons = map[string]string{
	string(plan.Unconvertible): "is counted in a unit that does not convert to the requirement's",
	string(plan.WrongItem):     "is of another item",
	string(plan.NotAccepted):   "could stand in, which the requirement does not accept",
	string(plan.Condition):     "is given for other requirements only",
	string(plan.NoConsent):     "lacks the consent of its original owner",
	string(plan.Lapsed):        "lapses before it can leave",
	string(plan.Unassessed):    "was not accepted, or what was accepted is bound",
	string(plan.Reserved):      "is reserved for others",
	string(plan.LotTooLarge):   "goes in lots that are larger than what is open",
	string(plan.TooLittle):     "has less left than is of use",
	string(plan.OpenTooSmall):  "cannot be used, since less is open than the requirement has use for in one match",
	string(plan.Forbidden):     "is forbidden for it by a planner",
	string(plan.Withheld):      "is kept out by something that is not for you",
	string(plan.Late):          "comes late",
}

func blockWords(b *PlanBlock, n *plan.Need) string {
	switch plan.BlockReason(b.Reason) {
	case plan.NoOffer:
		return fmt.Sprintf("nobody offers %s or what may stand in for it", n.Item)
	case plan.NotEnough:
		return "all that is offered for it is given to it"
	case plan.Late:
		return fmt.Sprintf("offer %s comes %s late", b.Offer, days(b.Days))
	case plan.Taken:
		what := fmt.Sprintf("%s of offer %s went to %s", Rounded(b.Quantity), b.Offer, b.Line)
		if b.Higher {
			what += ", which is of higher priority"
		}
		return what
	case plan.BlockPart:
		if b.Line == "" {
			return "its package lacks a part that nobody asked for"
		}
		switch {
		case b.Days > 0:
			return fmt.Sprintf("its package is incomplete: offer %s for %s comes %s too late for it", b.Offer, b.Line, days(b.Days))
		case b.Early > 0:
			return fmt.Sprintf("its package is incomplete: offer %s for %s comes %s too early for it", b.Offer, b.Line, days(b.Early))
		}
		return fmt.Sprintf("its package is incomplete: %s is not met in time", b.Line)
	}
	if b.Party != "" && b.Reason == string(plan.NoConsent) {
		return fmt.Sprintf("offer %s lacks the consent of %s", b.Offer, b.Party)
	}
	words := fmt.Sprintf("offer %s %s", b.Offer, reasons[b.Reason])
	if len(b.Also) > 0 {
		words += fmt.Sprintf(" (and %s)", strings.Join(b.Also, ", "))
	}
	return words
}

// Short says how much of a part of a package is there, and why not more where its days say so.
func (p *PlanPart) Short() string {
	words := fmt.Sprintf("%s has %s of %s", p.Requirement, Rounded(p.There), Rounded(p.Full))
	if p.Late > 0 {
		words += fmt.Sprintf(", some comes %s too late for the package", days(p.Late))
	}
	if p.Early > 0 {
		words += fmt.Sprintf(", some comes %s too early for the package", days(p.Early))
	}
	return words
}

func changeWords(ch *plan.Change) string {
	switch ch.Act {
	case plan.Lift:
		return fmt.Sprintf("lift the decision on %s and offer %s", ch.Line, ch.Offer)
	case plan.Release:
		return fmt.Sprintf("give up reservation %s of offer %s", ch.Reservation, ch.Offer)
	case plan.Accept:
		return fmt.Sprintf("accept %s more of offer %s", ch.Quantity, ch.Offer)
	case plan.Substitute:
		return fmt.Sprintf("let %s accept %s in its place", ch.Line, ch.Item)
	case plan.Smaller:
		if ch.Quantity.Sign() == 0 {
			return fmt.Sprintf("let %s take any quantity", ch.Line)
		}
		return fmt.Sprintf("let %s take %s in one match", ch.Line, ch.Quantity)
	case plan.Consent:
		return fmt.Sprintf("get the consent of %s to offer %s", ch.Party, ch.Offer)
	case plan.Admit:
		return fmt.Sprintf("have the donor give offer %s for %s too", ch.Offer, ch.Line)
	case plan.Split:
		return fmt.Sprintf("split the lots of offer %s to %s", ch.Offer, ch.Quantity)
	case plan.Extend:
		return fmt.Sprintf("have offer %s hold %s longer", ch.Offer, days(ch.Days))
	case plan.Earlier:
		return fmt.Sprintf("get offer %s there %s earlier", ch.Offer, days(ch.Days))
	case plan.AddLine:
		return fmt.Sprintf("state a requirement for %s %s of %s", ch.Quantity, ch.Unit, ch.Item)
	case plan.More:
		return fmt.Sprintf("find %s %s more of %s, there by %s", ch.Quantity, ch.Unit, ch.Item, ch.Day)
	}
	return string(ch.Act)
}

// worse are the levels as what a plan loses.
var worse = map[string]string{
	"met": "less would be met in time", "lateness": "it would come later", "whole": "packages would be less whole", "types": "a type more would come into service",
	"effort": "it would take more movements", "spread": "donors would share it less fairly",
}

func insteadWords(x *PlanInstead, by *plan.Losses) string {
	l, ok := by.First()
	if !ok {
		return fmt.Sprintf("offer %s would do as well; the order alone decided", x.Offer)
	}
	if by[l].Sign() < 0 {
		return fmt.Sprintf("offer %s may do better: the plan is not the best possible", x.Offer)
	}
	return fmt.Sprintf("with offer %s %s (%s by %s)", x.Offer, worse[levels[l].name], levels[l].name, decimal(by[l]))
}

// decimal writes a number for people: exactly where that is short, a decimal or a ratio as 2/3, else to two
// decimals.
func decimal(r item.Ratio) string {
	if s := r.String(); len(s) <= len("12345.67") && !strings.Contains(s, "/") || len(s) <= len("11/12") {
		return s
	}
	return "about " + strings.TrimSuffix(r.Rat().FloatString(2), ".00")
}

// Rounded writes a number, as answers have it, for people.
func Rounded(text string) string {
	var r item.Ratio
	if r.UnmarshalText([]byte(text)) != nil {
		return text
	}
	return decimal(r)
}

func matchWords(m *PlanMatch) string {
	switch {
	case m.Pinned:
		return "a planner pinned it"
	case !m.Looked:
		return "not looked into"
	case len(m.Instead) == 0:
		return "no other offer can meet it"
	}
	return m.Instead[0].Says
}

func fillingWords(f *PlanFilling) string {
	if f.Reason == string(plan.Late) {
		return fmt.Sprintf("offer %s would meet %s of %s if it came %s earlier", f.Offer, PerCent(f.Share), f.Requirement, days(f.DaysLate))
	}
	return fmt.Sprintf("offer %s would meet %s of %s, but it %s", f.Offer, PerCent(f.Share), f.Requirement, reasons[f.Reason])
}

// Says is what a change asks of people, in words.
func (c PlanChange) Says() string { return changeWords((*plan.Change)(&c)) }
