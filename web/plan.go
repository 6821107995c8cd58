package web

import (
	"cmp"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"muster"
	"muster/access"
	"muster/figure"
	"muster/item"
	"muster/matching"
	"muster/matching/plan"
	"muster/report"
	"muster/requirement"
)

// fieldIf is a change that the plan supposes, as a file of changes has it; there may be several.
const fieldIf = "if"

// fieldFair is the pledge by whose indicative shares what is given is spread.
const fieldFair = "fair"

// mostSpans is how many matches are drawn; the table has all.
const mostSpans = 30

// planEach is how many rows of a view of the plan stand on a page.
const planEach = 50

// The parts of the plan, one of which is shown at a time; the empty one are the matches.
const (
	viewOpen   = "open"
	viewDonors = "donors"
	viewLosses = "losses"
)

var planViews = []string{"", viewOpen, viewDonors, viewLosses}

// planPage is the plan for all that is open.
type planPage struct {
	boardPage
	x       *Planned
	who     Acting
	signed  bool
	before  *Planned // without what is supposed; nil: nothing is
	changes []report.PlanChange
	matches []*report.PlanMatch // that fit the filter
	open    []*report.PlanOpen
	donors  []report.PlanDonor
	lost    []*report.PlanOffer // offers that the matches take from
	f       filter
	view    string // which part of the plan is shown
	paging  paging // of the view
	from    int    // the rows of the view that are shown
	upto    int
	suppose supposing
	form    pairForm // as it was sent and refused
	done    string   // what was just recorded
}

func (s *site) plan(w http.ResponseWriter, r *http.Request) {
	p, err := s.planOf(r)
	if err != nil {
		s.fail(w, r, err, way{"/plan", s.words.say("nav.plan")})
		return
	}
	if next := p.suppose.next; next != "" {
		http.Redirect(w, r, next, http.StatusSeeOther)
		return
	}
	if len(p.f.refused) > 0 || len(p.suppose.refused) > 0 {
		s.show(w, r, http.StatusBadRequest, p.whole())
		return
	}
	if given(p.params(), fieldFormat) == "svg" {
		s.picture(w, "plan", p.moment, p.drawing())
		return
	}
	e, name, err := p.exportOf(given(p.params(), fieldTable))
	if err != nil {
		s.fail(w, r, err)
		return
	}
	if s.file(w, r, p.moment, name, e) {
		return
	}
	s.show(w, r, http.StatusOK, p.whole())
}

// planOf is the page as asked for, with the plan as supposed.
func (s *site) planOf(r *http.Request) (*planPage, error) {
	v := r.URL.Query()
	known := given(v, fieldKnown)
	p := &planPage{}
	p.who, p.signed = acting(r.Context())
	pledges, err := s.src.Pledges(r.Context())
	if err != nil {
		return nil, err
	}
	q := report.PlanQuery{Transit: plan.Transit, Fair: given(v, fieldFair)}
	now, err := s.src.Plan(r.Context(), known, q)
	if unfair := faultsAt(err, fieldFair); q.Fair != "" && len(unfair) > 0 {
		p.f.refused, q.Fair = unfair, ""
		now, err = s.src.Plan(r.Context(), known, q)
	}
	if err != nil {
		return nil, err
	}
	p.x, p.around = now, now.Around
	p.page, p.board = s.pageAt(r, s.words.say("nav.plan"), "coordination", now.Moment), "plan"
	p.here, p.draws = true, true
	if p.done = given(v, fieldDone); p.done != "" && !p.has("plan.done."+p.done) {
		p.done = ""
	}
	p.self = p.with(fieldDone, "")
	if err := s.supposes(r, p, q); err != nil {
		return nil, err
	}
	p.choose(pledges)
	p.turn(pageAsked(given(v, fieldPage)))
	return p, nil
}

// choose reads the filter and keeps what passes it.
func (p *planPage) choose(pledges []Terms) {
	v := p.params()
	requester, donor, of, priority, words := given(v, fieldRequester), given(v, fieldDonor), given(v, fieldItem), given(v, fieldPriority), given(v, fieldText)
	requesters, donors, items := map[string]string{}, map[string]string{}, map[string]string{}
	pl := p.x.Plan
	for i := range pl.Matches {
		m := &pl.Matches[i]
		requesters[string(m.Requester)], donors[string(m.Donor)] = p.party(m.Requester), p.party(m.Donor)
		asked := cmp.Or(m.StandsInFor, m.Item)
		items[string(asked)] = p.itemOf(m.Requirement, asked)
	}
	for i := range pl.Open {
		o := &pl.Open[i]
		requesters[string(o.Requester)], items[string(o.Item)] = p.party(o.Requester), p.itemOf(o.Requirement, o.Item)
	}
	p.view = given(v, fieldShow)
	keep := []way{{fieldKnown, p.asked}, {fieldShow, p.view}}
	for _, ch := range v[fieldIf] {
		keep = append(keep, way{fieldIf, ch})
	}
	p.f = filter{action: "/plan", label: p.say("plan.filter"), keep: keep, refused: p.f.refused, fields: []field{
		{name: fieldText, label: p.say("filter.text"), value: words},
		p.choiceOf(fieldRequester, p.say("needs.requester"), requester, requesters),
		p.choiceOf(fieldDonor, p.say("offers.donor"), donor, donors),
		p.choiceOf(fieldItem, p.say("plan.item"), of, items),
		p.choiceOf(fieldPriority, p.say("needs.priority"), priority, map[string]string{"1": "1", "2": "2", "3": "3", "4": "4", "5": "5"}),
	}}
	p.f.fields = slices.DeleteFunc(p.f.fields, func(x field) bool { return x.options != nil && len(x.options) < 3 && x.value == "" })
	fair := field{name: fieldFair, label: p.say("plan.fair"), value: given(v, fieldFair), options: []option{{"", p.say("plan.fair.not")}}}
	for _, t := range pledges {
		fair.options = append(fair.options, option{t.Name, cmp.Or(t.Title, t.Name)})
	}
	p.f.fields = append(p.f.fields, fair)
	if len(p.f.refused) == 0 {
		strays(&p.f)
	}
	if !slices.Contains(planViews, p.view) {
		p.f.refused = append(p.f.refused, &muster.Error{
			Kind: muster.KindInvalid, Field: fieldShow, Why: fmt.Sprintf("found %q; accepted are %s, or nothing for the matches", printable(p.view), strings.Join(planViews[1:], ", ")),
		})
	}
	if requester+donor+of+priority+words+fair.value != "" {
		p.f.reset = p.with(fieldFair, "", fieldRequester, "", fieldDonor, "", fieldItem, "", fieldPriority, "", fieldText, "", fieldPage, "")
	}
	looked := found(words)
	fits := func(id string, who muster.PartyID, asked item.ID, rank int, text string) bool {
		return (requester == "" || string(who) == requester) && (of == "" || string(asked) == of) && (priority == "" || strconv.Itoa(rank) == priority) &&
			(looked == "" || strings.Contains(found(id+" "+text), looked))
	}
	for i := range pl.Matches {
		m := &pl.Matches[i]
		asked := cmp.Or(m.StandsInFor, m.Item)
		if (donor == "" || string(m.Donor) == donor) && fits(m.Requirement, m.Requester, asked, p.priority(m.Requirement), m.Offer+" "+p.itemOf(m.Requirement, asked)+" "+p.party(m.Donor)) {
			p.matches = append(p.matches, m)
		}
	}
	for i := range pl.Open {
		o := &pl.Open[i]
		if fits(o.Requirement, o.Requester, o.Item, o.Priority, p.itemOf(o.Requirement, o.Item)) {
			p.open = append(p.open, o)
		}
	}
	for _, d := range pl.Donors {
		if donor == "" || string(d.Donor) == donor {
			p.donors = append(p.donors, d)
		}
	}
	taken := map[string]bool{}
	for _, m := range p.matches {
		taken[m.Offer] = true
	}
	for i := range pl.Offers {
		if x := &pl.Offers[i]; taken[x.Offer] && p.x.Offers[x.Offer] != nil {
			p.lost = append(p.lost, x)
		}
	}
}

// planView is a part of the plan and how many rows it has.
type planView struct {
	name string
	n    int
}

// views are the parts of the plan, in the order of planViews.
func (p *planPage) views() []planView {
	return []planView{{"", len(p.matches)}, {viewOpen, len(p.open)}, {viewDonors, len(p.donors)}, {viewLosses, len(p.lost)}}
}

// turn opens a page of the view.
func (p *planPage) turn(at int) {
	for _, v := range p.views() {
		if v.name == p.view {
			p.paging, p.from, p.upto = p.pagesOf(v.n, planEach, at)
		}
	}
}

// itemOf is what a requirement's item is called.
func (p *planPage) itemOf(need string, of item.ID) string {
	if n := p.x.Needs[need]; n != nil && n.Item == of {
		return p.item(n.Line)
	}
	return string(of)
}

// offeredItem is what an offer's item is called.
func (p *planPage) offeredItem(offer string, of item.ID) string {
	if o := p.x.Offers[offer]; o != nil {
		return p.item(o.Line)
	}
	return string(of)
}

func (p *planPage) priority(need string) int {
	if n := p.x.Needs[need]; n != nil {
		return n.Priority
	}
	return 0
}

// share writes a share as per cent.
func (p *planPage) share(text string) string { return p.decimals(report.PerCent(text)) }

// decimals writes a number with the signs of the reader's language.
func (p *planPage) decimals(text string) string { return strings.Replace(text, ".", p.signs.point, 1) }

// number writes a quantity: exactly where it has few decimals, else rounded and marked so.
func (p *planPage) number(text string) string {
	var r item.Ratio
	if r.UnmarshalText([]byte(text)) != nil {
		return text
	}
	return p.part(r)
}

// early says by how many days a match comes before or after the day on which it is needed.
func (p *planPage) early(m *report.PlanMatch) (words string, late bool) {
	switch n := int(m.Arrives - m.NeededBy); {
	case n > 0:
		return p.count("plan.late", n), true
	case n < 0:
		return p.count("plan.early", -n), false
	}
	return p.say("plan.onday"), false
}

// inTime is how many of the plan's matches come in time.
func (p *planPage) inTime() (n int) {
	for i := range p.x.Plan.Matches {
		if p.x.Plan.Matches[i].DaysLate <= 0 {
			n++
		}
	}
	return n
}

// mayPropose reports whether who is signed in may propose a match.
func (p *planPage) mayPropose(m *report.PlanMatch) bool {
	o := access.Object{Parties: map[string]muster.PartyID{requirement.Requester: m.Requester, "donor": m.Donor}}
	return p.signed && p.asked == "" && p.before == nil && matching.Life.Say().May(p.who.Principal, o) == nil
}

// mayPin reports whether who is signed in may tell the plan what to respect.
func (p *planPage) mayPin() bool {
	return p.signed && p.asked == "" && p.before == nil && p.who.Role == access.Coordinator
}

// drawing shows when each match is on its way, against the day on which it is needed.
func (p *planPage) drawing() figure.Form {
	f := figure.Spans{Head: figure.Head{
		Title: p.say("plan.drawn"), Desc: p.say("plan.drawn.desc", "n", p.num(min(len(p.matches), mostSpans)), "late", p.num(len(p.matches)-p.timely())),
		Columns: []string{p.say("plan.need"), p.say("plan.ready"), p.say("plan.arrives"), p.say("plan.by"), p.say("plan.against")},
	}, Months: p.short}
	for _, m := range p.drawnMatches() {
		words, _ := p.early(m)
		f.Rows = append(f.Rows, figure.Span{
			Name: m.Requirement + " · " + p.itemOf(m.Requirement, cmp.Or(m.StandsInFor, m.Item)), From: m.Leaves, To: m.Arrives, Due: m.NeededBy, Text: words, Href: p.to(needPath(m.Requirement)),
		})
	}
	return f
}

// drawnMatches are those of the filter that are needed first.
func (p *planPage) drawnMatches() []*report.PlanMatch {
	all := slices.Clone(p.matches)
	slices.SortStableFunc(all, func(a, b *report.PlanMatch) int { return cmp.Compare(a.NeededBy, b.NeededBy) })
	return all[:min(len(all), mostSpans)]
}

// timely counts the matches of the filter that come in time.
func (p *planPage) timely() (n int) {
	for _, m := range p.matches {
		if m.DaysLate <= 0 {
			n++
		}
	}
	return n
}
