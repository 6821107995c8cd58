package web

import (
	"cmp"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"muster"
	"muster/board"
	"muster/requirement"
	"muster/sheet"
)

// needsPage is the board of requirements.
type needsPage struct {
	boardPage
	all    *Needs
	shown  []*board.Need
	states []stateCount // of those that fit the rest of the filter, whatever their state
	facts  needsFacts
	f      filter
	sorted string
	paging paging
	list   table
}

// needsFacts are what the board says first, of the lines that want offers.
type needsFacts struct{ wanted, first, late, bare int }

func (s *site) needs(w http.ResponseWriter, r *http.Request) {
	v := r.URL.Query()
	all, err := s.src.Needs(r.Context(), given(v, fieldKnown))
	if err != nil {
		s.fail(w, r, err)
		return
	}
	p := &needsPage{boardPage: boardPage{page: s.pageAt(r, s.words.say("nav.needs"), "coordination", all.Moment), around: all.Around, board: "needs"}, all: all}
	p.here, p.quick = true, true
	p.choose(v.Get)
	if len(p.f.refused) > 0 {
		s.show(w, r, http.StatusBadRequest, p.whole())
		return
	}
	p.order(v.Get(fieldSort))
	if s.file(w, r, p.moment, "needs", p.export()) {
		return
	}
	p.fill(pageAsked(v.Get(fieldPage)))
	s.show(w, r, http.StatusOK, p.whole())
}

// choose reads the filter and keeps the lines that pass it.
func (p *needsPage) choose(get func(string) string) {
	state, requester, coalition, priority := get(fieldState), get(fieldRequester), get(fieldCoalition), get(fieldPriority)
	of, thing, family, words, before := get(fieldItem), get(fieldThing), get(fieldFamily), get(fieldText), get(fieldNeededBefore)
	p.f = filter{action: "/needs", label: p.say("needs.filter"), keep: []way{{fieldKnown, p.asked}, {fieldSort, get(fieldSort)}, {fieldItem, of}}}
	requesters, coalitions, things, families := map[string]string{}, map[string]string{}, map[string]string{}, map[string]string{}
	for i := range p.all.Lines {
		n := &p.all.Lines[i]
		requesters[string(n.Requester)] = p.party(n.Requester)
		if n.Coalition != "" {
			coalitions[n.Coalition] = n.Coalition
		}
		things[string(n.Thing)] = p.around.Things[n.Thing].In(p.lang)
		if n.Family != "" {
			families[string(n.Family)] = p.around.Family[n.Family].In(p.lang)
		}
	}
	p.f.fields = []field{
		{name: fieldText, label: p.say("filter.text"), value: words},
		p.stateChoice(&requirement.Life, p.say("needs.open"), state),
		p.choiceOf(fieldRequester, p.say("needs.requester"), requester, requesters),
		p.choiceOf(fieldThing, p.say("board.thing"), thing, things),
		p.choiceOf(fieldFamily, p.say("board.family"), family, families),
		p.choiceOf(fieldCoalition, p.say("needs.coalition"), coalition, coalitions),
		p.choiceOf(fieldPriority, p.say("needs.priority"), priority, map[string]string{"1": "1", "2": "2", "3": "3", "4": "4", "5": "5"}),
		{name: fieldNeededBefore, label: p.say("needs.before"), value: before, example: "2027-03-01", class: "day"},
	}
	p.f.fields = slices.DeleteFunc(p.f.fields, func(x field) bool { return x.options != nil && len(x.options) < 3 && x.value == "" })
	strays(&p.f)
	day := dayField(&p.f, fieldNeededBefore, before)
	if state+requester+coalition+priority+of+thing+family+words+before != "" {
		p.f.reset = p.to("/needs")
	}
	looked, urgent := found(words), priority
	count := map[string]int{}
	for i := range p.all.Lines {
		n := &p.all.Lines[i]
		if requester != "" && string(n.Requester) != requester || coalition != "" && n.Coalition != coalition || urgent != "" && strconv.Itoa(n.Priority) != urgent ||
			!ofItem(n.Line, n.Item, of, thing, family) || day != 0 && n.NeededBy >= day || looked != "" && !strings.Contains(p.all.Words[i], looked) {
			continue
		}
		count[n.State]++
		p.tell(n)
		if state == stateAll || state == n.State || state == "" && board.Wanted(n.State) {
			p.shown = append(p.shown, n)
		}
	}
	p.states = statesOf(&requirement.Life, count)
}

// tell counts a line among the facts.
func (p *needsPage) tell(n *board.Need) {
	if !board.Wanted(n.State) {
		return
	}
	p.facts.wanted++
	if n.Priority == 1 {
		p.facts.first++
	}
	if n.NeededBy < p.around.Today {
		p.facts.late++
	}
	if n.Cover.Firm.Sign() == 0 {
		p.facts.bare++
	}
}

// order sorts what is shown; as it comes the most urgent is first.
func (p *needsPage) order(asked string) {
	p.sorted = sortOf(asked, "priority", p.columns())
	key, falling := strings.TrimPrefix(p.sorted, "-"), strings.HasPrefix(p.sorted, "-")
	if p.sorted == "priority" {
		return
	}
	slices.SortStableFunc(p.shown, func(a, b *board.Need) (c int) {
		switch key {
		case "item":
			c = cmp.Or(cmp.Compare(p.item(a.Line), p.item(b.Line)), cmp.Compare(a.ID, b.ID))
		case "priority":
			c = cmp.Compare(a.Priority, b.Priority)
		case "by":
			c = cmp.Compare(a.NeededBy, b.NeededBy)
		case "covered":
			c = a.Cover.Firm.Over(a.Cover.Need).Cmp(b.Cover.Firm.Over(b.Cover.Need))
		case "state":
			c = cmp.Compare(a.State, b.State)
		}
		if falling {
			return -c
		}
		return c
	})
}

func (p *needsPage) columns() []column {
	return []column{
		{name: p.say("needs.line"), sort: "item"},
		{name: p.say("needs.priority"), sort: "priority", class: "tight"},
		{name: p.say("needs.quantity"), number: true},
		{name: p.say("needs.covered"), sort: "covered", class: "covers"},
		{name: p.say("needs.by"), sort: "by", class: "date"},
		{name: p.say("board.state"), sort: "state"},
	}
}

// fill makes the table of one page.
func (p *needsPage) fill(at int) {
	g, from, to := p.pagesOf(len(p.shown), boardEach, at)
	p.paging = g
	p.list = table{class: "board", columns: p.columns(), sorted: p.sorted, caption: p.say("needs.caption", "n", p.num(len(p.shown)), "from", p.num(from+1), "to", p.num(to))}
	for _, n := range p.shown[from:to] {
		p.list.rows = append(p.list.rows, row{cells: []cell{
			under(linked(p.item(n.Line), p.to(needPath(n.ID))), p.aboutNeed(n)),
			plain(p.num(n.Priority)),
			plain(p.quantity(p.qty(n.Quantity), n.Unit)),
			drawn(p.coverCell(n)),
			p.dayCell(n.NeededBy, !board.Wanted(n.State), false),
			drawn(p.stateCell(n.State, p.waitsFor(n))),
		}})
	}
}

// aboutNeed is the second line of a requirement: its id, whose it is and what it belongs to.
func (p *needsPage) aboutNeed(n *board.Need) string {
	return dotted(n.ID, p.party(n.Requester), n.Coalition)
}

// dotted joins what there is with dots between.
func dotted(parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), " · ")
}

// waitsFor says who must act on a requirement next.
func (p *boardPage) waitsFor(n *board.Need) string {
	who, when, _ := p.waits(&requirement.Life, n.Line, n.Priority == 1, map[string]muster.Day{"needed_by": n.NeededBy})
	if who == "" || board.Wanted(n.State) {
		return ""
	}
	return dotted(who, when)
}

func needPath(id string) string  { return "/needs/" + segment(id) }
func offerPath(id string) string { return "/offers/" + segment(id) }

// export is the list as shown, with every digit.
func (p *needsPage) export() sheet.Export {
	return sheet.Export{
		Name: p.say("nav.needs"), About: p.about(p.say("about.needs"), p.say("about.needs.method")),
		Columns: slices.Concat(texts("requirement", "item", "name", "requester", "coalition"), namedNumbers("priority"), numbers("quantity", "firm", "in_delivery", "received", "proposed", "open"),
			texts("unit"), days("needed_by"), namedNumbers("days_left"), texts("state", "waits_for", "statement")),
		Rows: lazily(func() (rows [][]string) {
			for _, n := range p.shown {
				rows = append(rows, []string{
					n.ID, string(n.Item), p.item(n.Line), string(n.Requester), n.Coalition, strconv.Itoa(n.Priority), n.Quantity.String(), n.Cover.Firm.String(), n.Cover.Moving.String(),
					n.Cover.Received.String(), n.Cover.Proposed.String(), n.Cover.Open().String(), string(n.Unit), n.NeededBy.String(), strconv.Itoa(int(n.NeededBy - p.around.Today)), n.State, p.waitsFor(n), string(n.Statement),
				})
			}
			return rows
		}),
	}
}

func (p *boardPage) state() string { return given(p.params(), fieldState) }

// coverWords are the numbers of a bar beside what is firm.
func (p *boardPage) coverWords(n *board.Need) string {
	c := n.Cover
	var parts []string
	if c.Received.Sign() > 0 {
		parts = append(parts, p.say("needs.received", "n", p.part(c.Received)))
	}
	if c.Moving.Sign() > 0 {
		parts = append(parts, p.say("needs.moving", "n", p.part(c.Moving)))
	}
	if c.Proposed.Sign() > 0 {
		parts = append(parts, p.say("needs.proposed", "n", p.part(c.Proposed)))
	}
	return dotted(parts...)
}

// stateClass colours a state: on for what is done, off for what is late or over.
func stateClass(state string) string {
	switch state {
	case "covered", "fulfilled", "firm", "accepted", "granted":
		return "on"
	case "expired", "lapsed", "overdue", "refused", "returned", "not asked":
		return "off"
	}
	return ""
}
