package web

import (
	"cmp"
	"net/http"
	"slices"
	"strings"

	"muster"
	"muster/access"
	"muster/reform"
	"muster/report"
)

// reformsDuePage lists the steps that are not fulfilled, by the day on which they are due, and what moved.
type reformsDuePage struct {
	reformPage
	all              *DueSteps
	framework, until string
	shown            []report.DueStep
	moved            []MovedStep
	late, soon       int // of those shown: past their day; due by the end of the quarter
	paging           paging
	rows             table
}

func (s *site) dueSteps(w http.ResponseWriter, r *http.Request) {
	v := r.URL.Query()
	var wrong filter
	on := dayField(&wrong, fieldOn, given(v, fieldOn))
	all, err := s.src.DueSteps(r.Context(), given(v, fieldKnown), on)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	p := &reformsDuePage{all: all, framework: given(v, fieldFramework), until: given(v, fieldUntil)}
	p.reformPage = s.reforming(r, "reforms.due", duePath, all.Around, all.Frameworks, on, wrong)
	p.quick = true
	p.choose(given(v, fieldParty), given(v, fieldLate))
	if len(p.f.refused) > 0 {
		s.show(w, r, http.StatusBadRequest, p.whole())
		return
	}
	if table := given(v, fieldTable); given(v, fieldFormat) != "" {
		e, err := p.sectionFile(p.sections(), cmp.Or(table, "due"), p.say("reforms.due.about"), p.say("reforms.note"))
		if err != nil {
			s.fail(w, r, err, way{duePath, p.title})
			return
		}
		if s.file(w, r, p.moment, cmp.Or(map[string]string{"slippage": "slippage"}[table], "due-steps"), e) {
			return
		}
	}
	p.fill(pageAsked(v.Get(fieldPage)))
	s.show(w, r, http.StatusOK, p.whole())
}

// choose reads the filter and keeps the steps that pass it.
func (p *reformsDuePage) choose(executor, late string) {
	parties := map[string]string{}
	for _, x := range p.all.Steps {
		parties[string(x.Executor)] = p.party(x.Executor)
	}
	p.f.label = p.say("register.filter")
	p.f.fields = []field{
		p.frameworkChoice(p.framework, true), p.choiceOf(fieldParty, p.say("say.reform.executor"), executor, parties),
		{name: fieldUntil, label: p.say("reforms.dueby"), value: p.until, class: "day", example: quarterEnd(p.around.Today).String()},
		{name: fieldLate, label: p.say("work.late"), value: late, options: []option{{"", p.say("filter.any")}, {yes, p.say("work.only")}}},
		p.onField(),
	}
	strays(&p.f)
	last := dayField(&p.f, fieldUntil, p.until)
	if p.framework+executor+p.until+late+given(p.params(), fieldOn) != "" {
		p.f.reset = p.to(duePath)
	}
	for _, x := range p.all.Steps {
		day, err := muster.ParseDay(x.Due)
		isLate := x.DaysLeft != nil && *x.DaysLeft < 0
		if p.framework != "" && x.Framework != p.framework || executor != "" && string(x.Executor) != executor || last != 0 && (err != nil || day > last) || late != "" && !isLate {
			continue
		}
		if isLate {
			p.late++
		} else if err == nil && day <= quarterEnd(p.around.Today) {
			p.soon++
		}
		p.shown = append(p.shown, x)
	}
	for _, x := range p.all.Moved {
		if p.framework == "" || x.Framework == p.framework {
			p.moved = append(p.moved, x)
		}
	}
}

// quarterEnd is the last day of the quarter of a day.
func quarterEnd(d muster.Day) muster.Day {
	y, m, _ := d.Time().Date()
	return muster.NewDay(y, m+(3-(m-1)%3), 0)
}

// lead says how many steps are not fulfilled, how many of them are late, and how many are due soon.
func (p *reformsDuePage) lead() string {
	all := []string{p.count("reforms.due.lead", len(p.shown))}
	if p.late > 0 {
		all = append(all, p.count("reforms.due.late", p.late))
	}
	if p.soon > 0 {
		all = append(all, p.count("reforms.due.quarter", p.soon, "day", p.day(quarterEnd(p.around.Today))))
	}
	return strings.Join(all, " ")
}

// whoActs is whose turn it is on a step: who does it, or who assesses it by its framework.
func (p *reformPage) whoActs(x report.DueStep) string {
	s, ok := reform.Life.State(x.State)
	if !ok || len(s.Waits) == 0 {
		return ""
	}
	turn := s.Waits[0]
	if turn.For == reform.Executor {
		return p.office(turn.Role, x.Executor)
	}
	f, _ := p.frameOf(x.Framework)
	var all []string
	for _, id := range f.Assessors {
		all = append(all, p.party(id))
	}
	if len(all) == 0 {
		return p.say("role." + string(turn.Role))
	}
	return p.say("acting.choice", "role", p.say("role."+string(access.Assessor)), "party", p.eitherOf(all))
}

func (p *reformsDuePage) fill(at int) {
	g, from, to := p.pagesOf(len(p.shown), boardEach, at)
	p.paging = g
	p.rows = table{class: "board", caption: p.say("register.caption", "n", p.num(len(p.shown)), "from", p.num(from+1), "to", p.num(to)), columns: []column{
		{name: upperFirst(p.objectWord(reform.Life.Object))}, {name: p.say("register.due"), class: "date"}, {name: p.say("board.state")}, {name: p.say("register.next")}, {name: p.say("reforms.hangs"), number: true},
	}}
	for _, x := range p.shown[from:to] {
		p.rows.rows = append(p.rows.rows, row{cells: p.dueCells(x)})
	}
}

func (p *reformsDuePage) dueCells(x report.DueStep) []cell {
	due := unknown(p.say("reforms.noday"))
	if d, err := muster.ParseDay(x.Due); err == nil {
		due = p.dayCell(d, false, true)
		if x.State == reform.Suspended {
			due = p.leftCell(x.Due, *x.DaysLeft)
		}
	}
	hangs := unknown(p.say("reforms.unknown"))
	instalment := p.to(heldPath(reform.InstalmentLife.Object, x.Instalment))
	switch {
	case x.Stake != nil:
		hangs = under(plain(p.stakeWords(x.Stake)), p.say("reforms.ofstep"))
	case x.Hangs != nil:
		hangs = under(linked(p.stakeWords(x.Hangs), instalment), p.say("reforms.ofinstalment", "id", x.Instalment))
	case x.Instalment == "":
		hangs = plain("–")
	}
	said := ""
	if x.Reported {
		said = p.say("reforms.reported")
	}
	needs := ""
	if len(x.Needs) > 0 {
		var all []string
		for _, n := range x.Needs {
			all = append(all, cmp.Or(n.Code, n.Step))
		}
		needs = p.say("reforms.needs", "step", p.list(all))
	}
	return []cell{
		under(linked(x.Title.In(p.lang), p.to(heldPath(reform.Life.Object, x.Step))), dotted(p.frameName(x.Framework), x.Code, needs)), due,
		under(drawn(p.stateCell(x.State, "")), said), plain(cmp.Or(upperFirst(p.whoActs(x)), "–")), hangs,
	}
}

// slippage has a row for each amendment that moved a deadline or a wording.
func (p *reformsDuePage) slippage() table {
	t := table{class: "board", caption: p.say("reforms.moved"), hush: true, columns: []column{
		{name: upperFirst(p.objectWord(reform.Life.Object))}, {name: p.say("reforms.was"), class: "date"}, {name: p.say("reforms.isnow"), class: "date"}, {name: p.say("reforms.bydays"), number: true}, {name: p.say("say.why")}, {name: p.say("reforms.wording")},
	}}
	for _, x := range slices.Backward(p.moved) {
		moved := plain(p.movedWords(x.Moved))
		if x.Moved > 0 {
			moved.class = "due"
		}
		if x.Total != x.Moved {
			moved = under(moved, p.say("reforms.total", "moved", p.movedWords(x.Total)))
		}
		wording := plain(p.say("reforms.samewording"))
		if x.Wording {
			wording = drawn(p.changed(p.wordings(&x.Before, &x.After)))
		}
		t.rows = append(t.rows, row{cells: []cell{
			under(linked(x.Title.In(p.lang), p.to(heldPath(reform.Life.Object, x.Step))), dotted(p.frameName(x.Framework), x.Code, p.say("reforms.versionn", "n", p.num(x.Version)))),
			plain(cmp.Or(p.dayOf(x.Was), "–")), linked(cmp.Or(p.dayOf(x.Due), "–"), p.statementAt(x.Statement)), moved, plain(x.Why), wording,
		}})
	}
	return t
}

// movedWords say by how much a deadline moved.
func (p *boardPage) movedWords(days int) string {
	switch {
	case days > 0:
		return p.count("reforms.later", days)
	case days < 0:
		return p.count("reforms.sooner", -days)
	}
	return p.say("reforms.sameday")
}

// sections are the page's tables as files.
func (p *reformsDuePage) sections() []report.Section {
	due := report.SectionOf("due", "due", p.shown, "days_left", "stake", "instalment_stake")
	moved := report.SectionOf("slippage", "slippage", []report.Slippage{}, "version", "moved", "moved_since_first")
	moved.Columns = append(moved.Columns, report.SectionColumn{Name: "before"}, report.SectionColumn{Name: "after"})
	for _, x := range p.moved {
		before, after := p.wordings(&x.Before, &x.After)
		moved.Rows = append(moved.Rows, append(x.Cells(), before, after))
	}
	return []report.Section{due, moved}
}
