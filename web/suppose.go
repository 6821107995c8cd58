package web

import (
	"cmp"
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"strings"

	"muster"
	"muster/item"
	"muster/lists"
	"muster/matching/plan"
	"muster/report"

	"github.com/a-h/templ"
)

// The fields of the form that supposes something.
const (
	fieldSuppose = "suppose"
	fieldOf      = "of"
)

// mostIfs is how many changes an address may hold.
const mostIfs = 30

// supposals are the changes that the form offers; any other that a file of changes may have can stand in the
// address.
var supposals = []plan.Act{plan.Withdraw, plan.Ready, plan.Valid, plan.NeededBy, plan.Quantity}

// supposing is the form that supposes something.
type supposing struct {
	act, of, to string
	refused     []*muster.Error
	next        string // where the change that was sent leads
}

// why is what is wrong with a control of the form, if anything.
func (x supposing) why(field string) string { return whyOf(x.refused, field) }

// supposes reads what the address and the form suppose, and works the plan out with it. What is refused is
// told at the form, beside the plan without it.
func (s *site) supposes(r *http.Request, p *planPage, q report.PlanQuery) error {
	v := r.URL.Query()
	ifs := v[fieldIf]
	if len(ifs) > mostIfs {
		p.suppose.refused = append(p.suppose.refused, &muster.Error{Kind: muster.KindInvalid, Field: fieldIf, Why: p.say("plan.if.many", "n", p.num(len(ifs)), "most", p.num(mostIfs))})
		return nil
	}
	what, err := plan.ReadWhatIf([]byte("[" + strings.Join(ifs, ",") + "]"))
	if err != nil {
		p.suppose.refused = faultsAt(err, fieldIf)
		return nil
	}
	p.suppose.act, p.suppose.of, p.suppose.to = given(v, fieldSuppose), strings.TrimSpace(given(v, fieldOf)), strings.TrimSpace(given(v, fieldTo))
	sent := p.suppose.act != ""
	if sent {
		ch, refused := p.supposed()
		if len(refused) > 0 {
			p.suppose.refused = refused
			return nil
		}
		what.Changes = append(what.Changes, ch)
	}
	if len(what.Changes) == 0 {
		return nil
	}
	q.WhatIf = what
	with, err := s.src.Plan(r.Context(), given(v, fieldKnown), q)
	if err != nil {
		at := fieldIf
		if sent {
			at = fieldOf
		}
		if p.suppose.refused = faultsAt(err, at); len(p.suppose.refused) == 0 {
			return err
		}
		return nil
	}
	if sent {
		p.suppose.next = p.withIfs(what.Changes)
		return nil
	}
	for _, ch := range what.Changes {
		p.changes = append(p.changes, report.PlanChange(ch))
	}
	p.before, p.x = p.x, with
	return nil
}

// faultsAt are the refusals in an error, those of what no control is about told at one.
func faultsAt(err error, at string) (out []*muster.Error) {
	var some []*muster.Error
	if some = muster.Refusals(err); len(some) == 0 {
		var f *plan.Fault
		if errors.As(err, &f) {
			some = muster.Refusals(f.Err)
		}
	}
	for _, e := range some {
		x := *e
		if x.Field != fieldOf && x.Field != fieldTo {
			x.Field = at
		}
		out = append(out, &x)
	}
	return out
}

// supposed is the change that the form sent.
func (p *planPage) supposed() (ch plan.Change, refused []*muster.Error) {
	refuse := func(field, why string) {
		refused = append(refused, &muster.Error{Kind: muster.KindInvalid, Field: field, Why: why})
	}
	x := &p.suppose
	ch.Act = plan.Act(x.act)
	if !slices.Contains(supposals, ch.Act) {
		refuse(fieldSuppose, p.say("plan.if.unknown", "found", printable(x.act)))
		return ch, refused
	}
	switch need, offer := p.x.Needs[x.of] != nil, p.x.Offers[x.of] != nil; {
	case need && ch.Act != plan.Ready && ch.Act != plan.Valid:
		ch.Line = x.of
	case offer && ch.Act != plan.NeededBy:
		ch.Offer = x.of
	case ch.Act == plan.NeededBy:
		refuse(fieldOf, p.say("plan.if.noneed", "found", printable(x.of)))
	case ch.Act == plan.Ready || ch.Act == plan.Valid:
		refuse(fieldOf, p.say("plan.if.nooffer", "found", printable(x.of)))
	default:
		refuse(fieldOf, p.say("plan.if.neither", "found", printable(x.of)))
	}
	switch ch.Act {
	case plan.Withdraw:
	case plan.Quantity:
		var n item.Ratio
		if err := n.UnmarshalText([]byte(lists.PlainNumber(x.to))); err != nil || n.Sign() <= 0 {
			refuse(fieldTo, p.say("plan.if.number", "found", printable(x.to)))
		}
		ch.Quantity = n
	default:
		d, err := muster.ParseDay(x.to)
		if err != nil {
			refuse(fieldTo, p.say("plan.if.day", "found", printable(x.to)))
		}
		ch.Day = &d
	}
	return ch, refused
}

// withIfs is the page's address with changes supposed.
func (p *planPage) withIfs(all []plan.Change) string {
	v := p.params()
	for _, name := range []string{fieldIf, fieldSuppose, fieldOf, fieldTo, fieldPage, fieldFormat, fieldTable} {
		v.Del(name)
	}
	for _, ch := range all {
		if b, err := json.Marshal(ch); err == nil {
			v.Add(fieldIf, string(b))
		}
	}
	return address("/plan", v)
}

// without is the page's address without one of the changes that it supposes.
func (p *planPage) without(i int) string {
	var rest []plan.Change
	for k, ch := range p.changes {
		if k != i {
			rest = append(rest, plan.Change(ch))
		}
	}
	return p.withIfs(rest)
}

// trying is the page's address with one change more.
func (p *planPage) trying(ch *report.PlanChange) string {
	var all []plan.Change
	for _, x := range p.changes {
		all = append(all, plan.Change(x))
	}
	return p.withIfs(append(all, plan.Change(*ch)))
}

// changeWords say what is supposed.
func (p *planPage) changeWords(ch report.PlanChange) string {
	key := "plan.if." + string(ch.Act)
	if !p.has(key) {
		return p.doWords(&ch)
	}
	to := ""
	if ch.Day != nil {
		to = p.day(*ch.Day)
	}
	if ch.Quantity.Sign() != 0 {
		to = p.part(ch.Quantity)
	}
	return p.say(key, "what", cmp.Or(ch.Offer, ch.Line), "to", to)
}

// levelDifferences sets what is reached with what is supposed beside what is reached without.
func (p *planPage) levelDifferences() table {
	t := table{class: "board", hush: true, caption: p.say("plan.if.levels"), columns: []column{
		{name: p.say("plan.level")}, {name: p.say("plan.if.before"), number: true}, {name: p.say("plan.if.after"), number: true}, {name: p.say("plan.if.difference")},
	}}
	for _, a := range p.before.Plan.Levels {
		for _, b := range p.x.Plan.Levels {
			if a.Level == b.Level {
				t.rows = append(t.rows, row{cells: []cell{plain(p.say("plan.level." + a.Level)), plain(p.reach(a)), plain(p.reach(b)), p.differs(a, b)}})
			}
		}
	}
	return t
}

// differs says whether a level is better or worse with what is supposed, and by how much.
func (p *planPage) differs(a, b report.PlanLevel) cell {
	var was, is item.Ratio
	if was.UnmarshalText([]byte(a.Reach)) != nil || is.UnmarshalText([]byte(b.Reach)) != nil {
		return plain("")
	}
	by := is.Minus(was)
	if a.Aim == "least" {
		by = was.Minus(is)
	}
	switch by.Sign() {
	case 1:
		return coloured(plain(p.say("plan.if.better", "n", p.part(by))), "up")
	case -1:
		return coloured(plain(p.say("plan.if.worse", "n", p.part(was.Minus(was).Minus(by)))), "dn")
	}
	return unknown(p.say("plan.if.same"))
}

// metIn is the share of a requirement that a plan meets in time: what it does not name as open is met whole.
func metIn(x *report.Plan, need string) string {
	for i := range x.Open {
		if x.Open[i].Requirement == need {
			return x.Open[i].Share
		}
	}
	return "1"
}

// lineDifferences are the requirements of which more or less is met in time.
func (p *planPage) lineDifferences() table {
	t := table{class: "board", caption: p.say("plan.if.lines"), columns: []column{
		{name: p.say("plan.need")}, {name: p.say("plan.if.before"), number: true}, {name: p.say("plan.if.after"), number: true}, {name: p.say("plan.if.difference")},
	}}
	var ids []string
	for _, x := range []*report.Plan{p.before.Plan, p.x.Plan} {
		for i := range x.Open {
			ids = append(ids, x.Open[i].Requirement)
		}
	}
	slices.Sort(ids)
	for _, id := range slices.Compact(ids) {
		if slices.ContainsFunc(p.changes, func(ch report.PlanChange) bool { return ch.Act == plan.Withdraw && ch.Line == id }) {
			continue
		}
		a, b := metIn(p.before.Plan, id), metIn(p.x.Plan, id)
		var was, is item.Ratio
		if a == b || was.UnmarshalText([]byte(a)) != nil || is.UnmarshalText([]byte(b)) != nil {
			continue
		}
		what := coloured(plain(p.say("plan.if.more")), "up")
		if is.Cmp(was) < 0 {
			what = coloured(plain(p.say("plan.if.less")), "dn")
		}
		name := plain(id)
		if n := p.x.Needs[id]; n != nil {
			name = under(linked(p.item(n.Line), p.to(needPath(id))), dotted(id, p.party(n.Requester), p.say("plan.priority", "n", p.num(n.Priority))))
		}
		t.rows = append(t.rows, row{cells: []cell{name, plain(p.share(a)), plain(p.share(b)), what}})
	}
	return t
}

// attrs say of a control that what it holds is refused.
func (x supposing) attrs(field string) templ.Attributes {
	if x.why(field) == "" {
		return nil
	}
	return templ.Attributes{"aria-invalid": "true", "aria-describedby": field + "-why"}
}

// other is what is wrong and about none of the two.
func (x supposing) other() string { return cmp.Or(x.why(fieldIf), x.why(fieldSuppose)) }

// objects are what can be supposed to change: what the plan speaks of.
func (p *planPage) objects() (out []option) {
	seen := map[string]bool{}
	add := func(id, text string) {
		if !seen[id] {
			seen[id] = true
			out = append(out, option{id, text})
		}
	}
	for i := range p.x.Plan.Matches {
		m := &p.x.Plan.Matches[i]
		add(m.Requirement, p.needName(m.Requirement))
		add(m.Offer, dotted(m.Offer, p.offeredItem(m.Offer, m.Item), p.party(m.Donor)))
	}
	for i := range p.x.Plan.Open {
		add(p.x.Plan.Open[i].Requirement, p.needName(p.x.Plan.Open[i].Requirement))
	}
	slices.SortFunc(out, func(a, b option) int { return strings.Compare(a.value, b.value) })
	return out
}

// needName is a requirement with its item.
func (p *planPage) needName(id string) string {
	if n := p.x.Needs[id]; n != nil {
		return dotted(id, p.item(n.Line))
	}
	return id
}
