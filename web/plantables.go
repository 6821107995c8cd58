package web

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"muster"
	"muster/report"
	"muster/sheet"
)

// caption says which rows of a view are shown.
func (p *planPage) caption(key string, n int) string {
	return p.say(key, "n", p.num(n), "from", p.num(min(p.from+1, p.upto)), "to", p.num(p.upto))
}

// matchTable are the matches, one page of them.
func (p *planPage) matchTable() table {
	t := table{class: "board", caption: p.caption("plan.caption", len(p.matches)), columns: []column{
		{name: p.say("plan.need")},
		{name: p.say("plan.by"), class: "date"},
		{name: p.say("plan.offer")},
		{name: p.say("plan.quantity"), number: true},
		{name: p.say("plan.ready"), class: "date"},
		{name: p.say("plan.arrives"), class: "date"},
		{name: p.say("plan.why")},
	}}
	for _, m := range p.matches[p.from:p.upto] {
		words, late := p.early(m)
		arrives := under(plain(p.shortDay(m.Arrives)), words)
		if late {
			arrives = coloured(arrives, "due")
		}
		t.rows = append(t.rows, row{id: pairID(m.Requirement, m.Offer), cells: []cell{
			under(linked(p.itemOf(m.Requirement, cmp.Or(m.StandsInFor, m.Item)), p.to(needPath(m.Requirement))), dotted(m.Requirement, p.party(m.Requester), p.say("plan.priority", "n", p.num(p.priority(m.Requirement))))),
			plain(p.shortDay(m.NeededBy)),
			under(linked(p.party(m.Donor), p.to(offerPath(m.Offer))), dotted(m.Offer, p.standIn(m))),
			under(plain(p.quantity(p.number(m.Quantity), m.Unit)), p.say("plan.meets", "share", p.share(m.Share))),
			plain(p.shortDay(m.Leaves)), arrives, drawn(p.whyCell(m)),
		}})
	}
	return t
}

// standIn says which item a match gives in place of the one that was asked for.
func (p *planPage) standIn(m *report.PlanMatch) string {
	if m.StandsInFor == "" {
		return ""
	}
	return p.say("plan.standin", "item", p.offeredItem(m.Offer, m.Item))
}

// pairID is the anchor of a match in the page.
func pairID(need, offer string) string { return "m-" + need + "-" + offer }

// levels is what the plan reaches on each level of its objective.
func (p *planPage) levels() table {
	t := table{class: "board", hush: true, caption: p.say("plan.levels"), columns: []column{{name: p.say("plan.level")}, {name: p.say("plan.reach"), number: true}, {name: p.say("plan.bound")}}}
	for _, l := range p.x.Plan.Levels {
		t.rows = append(t.rows, row{cells: []cell{
			under(plain(p.say("plan.level."+l.Level)), p.say("plan.level."+l.Level+".means")), plain(p.reach(l)), plain(p.gap(l)),
		}})
	}
	return t
}

// reach is what a level reaches, and of how much at the most.
func (p *planPage) reach(l report.PlanLevel) string {
	if l.Of == "" {
		return p.grouped(l.Short())
	}
	return p.say("plan.reached", "n", p.grouped(l.Short()), "all", p.grouped(l.Of))
}

// gap is how far a level is from the best possible, in words.
func (p *planPage) gap(l report.PlanLevel) string {
	if l.Proven {
		return p.say("plan.best")
	}
	return p.say("plan.within", "gap", p.decimals(l.Gap))
}

// openTable are the requirements that are not met whole in time.
func (p *planPage) openTable() table {
	t := table{class: "board", caption: p.caption("plan.open.caption", len(p.open)), columns: []column{
		{name: p.say("plan.need")}, {name: p.say("plan.by"), class: "date"}, {name: p.say("plan.met"), number: true}, {name: p.say("plan.blocks")}, {name: p.say("plan.change")},
	}}
	for _, o := range p.open[p.from:p.upto] {
		t.rows = append(t.rows, row{cells: []cell{
			under(linked(p.itemOf(o.Requirement, o.Item), p.to(needPath(o.Requirement))), dotted(o.Requirement, p.party(o.Requester), p.say("plan.priority", "n", p.num(o.Priority)))),
			p.dayCell(o.NeededBy, false, false),
			under(plain(p.share(o.Share)), p.say("plan.lacks", "n", p.quantity(p.number(o.Lacks), o.Unit))),
			drawn(p.blocksCell(o)), drawn(p.changeCell(o)),
		}})
	}
	return t
}

// lossTable is what the plan loses with each offer that it uses.
func (p *planPage) lossTable() table {
	t := table{class: "board", caption: p.caption("plan.loss.caption", len(p.lost)), columns: []column{{name: p.say("plan.offer")}, {name: p.say("plan.loss.lines")}, {name: p.say("plan.loss.levels")}}}
	for _, x := range p.lost[p.from:p.upto] {
		o := p.x.Offers[x.Offer]
		t.rows = append(t.rows, row{cells: []cell{
			under(linked(p.item(o.Line), p.to(offerPath(x.Offer))), dotted(x.Offer, p.party(o.Donor))), drawn(p.fallsCell(x)), drawn(p.lossCell(x)),
		}})
	}
	return t
}

// lossWords say on which levels a plan would be worse, or better.
func (p *planPage) lossWords(all []report.PlanLoss) (out []string) {
	for _, l := range all {
		key, by := "plan.worse", p.number(l.By)
		if len(l.By) > 0 && l.By[0] == '-' {
			key, by = "plan.better", p.number(l.By[1:])
		}
		out = append(out, p.say(key, "level", p.say("plan.level."+l.Level), "n", by))
	}
	return out
}

// exportOf is one of the page's tables, with the name of its file.
func (p *planPage) exportOf(which string) (sheet.Export, string, error) {
	switch which {
	case "":
		return p.export(), "plan", nil
	case "open":
		return p.exportOpen(), "plan-open", nil
	}
	return sheet.Export{}, "", muster.Invalid(fieldTable, fmt.Sprintf("found %q; accepted is open, or nothing for the matches", which))
}

func (p *planPage) aboutPlan(of string) [][2]string {
	facts := [][2]string{{p.say("plan.day"), p.x.Plan.Day.String()}, {p.say("plan.transit"), strconv.FormatInt(p.x.Plan.Transit, 10)}}
	if by := given(p.params(), fieldFair); by != "" {
		facts = append(facts, [2]string{p.say("plan.fair"), by})
	}
	for _, ch := range p.changes {
		facts = append(facts, [2]string{p.say("plan.if"), p.changeWords(ch)})
	}
	return p.about(of, p.say("about.plan.method"), facts...)
}

// export are the matches, with every digit.
func (p *planPage) export() sheet.Export {
	return sheet.Export{
		Name: p.say("nav.plan"), About: p.aboutPlan(p.say("about.plan")),
		Columns: slices.Concat(texts("requirement", "requester"), namedNumbers("priority"), texts("offer", "donor", "item", "quantity", "unit", "meets", "meets_unit", "share"),
			days("leaves", "arrives", "needed_by"), namedNumbers("days_late"), texts("stands_in_for", "why")),
		Rows: lazily(func() (rows [][]string) {
			for _, m := range p.matches {
				rows = append(rows, []string{
					m.Requirement, string(m.Requester), strconv.Itoa(p.priority(m.Requirement)), m.Offer, string(m.Donor), string(m.Item), m.Quantity, string(m.Unit), m.Meets, string(m.MeetsUnit), m.Share,
					m.Leaves.String(), m.Arrives.String(), m.NeededBy.String(), strconv.FormatInt(m.DaysLate, 10), string(m.StandsInFor), p.matchWords(m),
				})
			}
			return rows
		}),
	}
}

// exportOpen are the requirements that stay open: a row for each thing that blocks one.
func (p *planPage) exportOpen() sheet.Export {
	return sheet.Export{
		Name: p.say("plan.open"), About: p.aboutPlan(p.say("about.plan.open")),
		Columns: slices.Concat(texts("requirement", "requester", "item", "quantity", "unit"), namedNumbers("priority"), days("needed_by"), texts("met", "lacks", "blocks", "change", "then")),
		Rows: lazily(func() (rows [][]string) {
			for _, o := range p.open {
				head := []string{o.Requirement, string(o.Requester), string(o.Item), o.Quantity, string(o.Unit), strconv.Itoa(o.Priority), o.NeededBy.String(), o.Share, o.Lacks}
				blocks := o.Blocks
				if len(blocks) == 0 {
					blocks = []report.PlanBlock{{}}
				}
				change := ""
				if o.Change != nil {
					change = p.doWords(o.Change)
				}
				for _, b := range blocks {
					says := ""
					if b.Reason != "" {
						says = p.blockWords(&b, o)
					}
					rows = append(rows, append(slices.Clone(head), says, change, o.Rises))
				}
			}
			return rows
		}),
	}
}
