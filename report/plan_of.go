package report

import (
	"slices"
	"strconv"

	"muster"
	"muster/item"
	"muster/matching/plan"
)

// planOf lays a plan out.
func planOf(c *plan.Case, p *plan.Plan, why *plan.Why, tried plan.WhatIf) *Plan {
	x := &Plan{
		Day: c.In.On, Transit: c.In.Transit, Changes: []PlanChange{}, Levels: []PlanLevel{}, Matches: []PlanMatch{}, Open: []PlanOpen{}, Packages: []PlanPackage{},
		Donors: []PlanDonor{}, Offers: []PlanOffer{}, Pins: []PlanPin{}, Whole: !why.Spent,
	}
	for _, ch := range tried.Changes {
		x.Changes = append(x.Changes, PlanChange(ch))
	}
	for _, l := range p.Levels {
		x.Levels = append(x.Levels, levelOf(l))
	}
	var lines, packages int64
	for i := range c.Lines {
		lines += c.Lines[i].Weight
	}
	for i := range c.Packages {
		packages += c.Packages[i].Weight
	}
	x.Levels[plan.Met].Of, x.Levels[plan.Whole].Of = strconv.FormatInt(lines, 10), strconv.FormatInt(packages, 10)
	belongs := map[string][]string{}
	for _, b := range why.Bundles {
		y := PlanPackage{Package: b.Package, Share: b.Share.String(), Parts: []PlanPart{}, Missing: []PlanMissing{}, Change: (*PlanChange)(b.Change)}
		for _, part := range b.Parts {
			y.Parts = append(y.Parts, partOf(&part))
			if of := belongs[part.Line]; !slices.Contains(of, b.Package) {
				belongs[part.Line] = append(of, b.Package)
			}
		}
		for _, m := range b.Missing {
			y.Missing = append(y.Missing, PlanMissing{string(m.Part.Sort), m.Part.Target, m.Short.String(), m.Part.Unit, m.Part.Must})
		}
		if b.Change != nil {
			y.Says = changeWords(b.Change)
		}
		if b.Rises.Sign() > 0 {
			y.Rises = b.Rises.String()
		}
		x.Packages = append(x.Packages, y)
	}
	for i := range why.Matches {
		x.Matches = append(x.Matches, matchOf(c, &why.Matches[i], belongs))
	}
	for i := range why.Open {
		x.Open = append(x.Open, openOf(c, &why.Open[i]))
	}
	for _, d := range why.Donors {
		y := PlanDonor{Donor: d.Donor, Lines: []PlanFilling{}}
		for _, f := range d.Lines {
			reason := string(f.Reason)
			if reason == "" {
				reason = string(plan.Late)
			}
			z := PlanFilling{f.Line, f.Offer, f.Meets.String(), f.Share.String(), reason, f.Late, ""}
			z.Says = fillingWords(&z)
			y.Lines = append(y.Lines, z)
		}
		x.Donors = append(x.Donors, y)
	}
	for _, h := range why.Offers {
		y := PlanOffer{Offer: h.Offer, Loses: lossesOf(&h.Loses), Exact: h.Exact, Lines: []PlanFall{}, Looked: h.Looked}
		for _, f := range h.Lines {
			y.Lines = append(y.Lines, PlanFall{f.Line, f.Was.String(), f.Is.String()})
		}
		x.Offers = append(x.Offers, y)
	}
	for _, u := range c.Unpinned {
		x.Pins = append(x.Pins, PlanPin{u.Line, u.Offer, u.Quantity.String(), u.Held.String(), u.Why})
	}
	return x
}

func partOf(part *plan.Piece) PlanPart {
	x := PlanPart{
		Requirement: part.Line, Full: part.Full.String(), There: part.There.String(), Share: part.Share.String(), Late: part.Late, Early: part.Early,
	}
	if d := part.Days; d != nil {
		if d.First != muster.MinDay {
			x.From = &d.First
		}
		x.By = &d.Last
	}
	return x
}

// levels are how answers call the levels, and whether the most is best.
var levels = [...]struct {
	name string
	most bool
}{{"met", true}, {"lateness", false}, {"whole", true}, {"types", false}, {"effort", false}, {"spread", false}}

func levelOf(v plan.Value) PlanLevel {
	l := PlanLevel{Level: levels[v.Level].name, Aim: "least", Reach: v.Reach.String(), Bound: v.Bound.String(), Proven: v.Proven}
	of, gap := v.Reach, v.Reach.Minus(v.Bound)
	if levels[v.Level].most {
		l.Aim, of, gap = "most", v.Bound, v.Bound.Minus(v.Reach)
	}
	if of.Sign() > 0 {
		gap = gap.Over(of)
	}
	l.Gap = percent(gap, true)
	l.Says = "the best possible"
	if !v.Proven {
		l.Says = "within " + l.Gap + " % of the best possible"
	}
	return l
}

func lossesOf(by *plan.Losses) []PlanLoss {
	all := []PlanLoss{}
	for l, b := range by {
		if b.Sign() != 0 {
			all = append(all, PlanLoss{levels[l].name, b.String()})
		}
	}
	return all
}

func matchOf(c *plan.Case, m *plan.Match, packages map[string][]string) PlanMatch {
	n, _ := c.In.Need(m.Line)
	o, _ := c.In.Offer(m.Offer)
	x := PlanMatch{
		Requirement: n.ID, Requester: n.Requester, Offer: o.ID, Donor: o.Donor, Item: o.Item, Quantity: m.Quantity.String(), Unit: o.Unit, Meets: m.Meets.String(),
		MeetsUnit: n.Unit, Share: m.Share.String(), Leaves: m.Leaves, Arrives: m.Arrives, NeededBy: n.NeededBy, DaysLate: m.Late, Packages: packages[n.ID],
		Pinned: m.Pinned, Looked: m.Looked, Instead: []PlanInstead{},
	}
	if o.Item != n.Item {
		x.StandsInFor = n.Item
	}
	for _, other := range m.Others {
		y := PlanInstead{Offer: other.Offer, DaysLate: other.Late, Loses: lossesOf(&other.Loses), Exact: other.Exact}
		y.Says = insteadWords(&y, &other.Loses)
		x.Instead = append(x.Instead, y)
	}
	x.Says = matchWords(&x)
	return x
}

func openOf(c *plan.Case, o *plan.Open) PlanOpen {
	n, _ := c.In.Need(o.Line)
	x := PlanOpen{
		Requirement: n.ID, Requester: n.Requester, Item: n.Item, Quantity: n.Quantity.String(), Unit: n.Unit, Priority: n.Priority, NeededBy: n.NeededBy,
		Share: o.Share.String(), Lacks: o.Lacks.String(), Blocks: []PlanBlock{}, Change: (*PlanChange)(o.Change), Looked: o.Looked,
	}
	if o.Change != nil {
		x.Costs, x.Rises, x.ChangeSays = o.Change.Cost(), o.Rises.String(), changeWords(o.Change)
	}
	for _, b := range o.Blocks {
		y := PlanBlock{Reason: string(b.Reason), Offer: b.Offer, Days: b.Days, Early: b.Early, Line: b.Line, Higher: b.Higher, Party: b.Party}
		for _, r := range b.Also {
			y.Also = append(y.Also, string(r))
		}
		if b.Quantity.Sign() > 0 {
			y.Quantity = b.Quantity.String()
		}
		y.Says = blockWords(&y, n)
		x.Blocks = append(x.Blocks, y)
	}
	return x
}

// PerCent writes a share, as answers have it, in per cent.
func PerCent(text string) string {
	var r item.Ratio
	if r.UnmarshalText([]byte(text)) != nil {
		return text
	}
	return percent(r, false) + " %"
}
