package web

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"muster"
	"muster/report"
	"muster/sheet"
)

// mostOthers is how many tasks of others stand on the page; their file has all.
const mostOthers = 50

// mineTable is what waits for who is signed in, each task with a box to tick.
func (p *workPage) mineTable() table {
	t := table{class: "board", caption: p.count("work.mine.caption", len(p.mine)), columns: []column{
		{name: p.say("work.task")}, {name: p.say("work.acts")}, {name: p.say("work.since"), class: "date"}, {name: p.say("work.due"), class: "date"}, {name: p.say("work.from")},
	}}
	g, from, to := p.pagesOf(len(p.mine), boardEach, pageAsked(given(p.params(), fieldPage)))
	if p.paging = g; g.text != "" {
		t.caption = p.say("work.mine.part", "n", p.num(len(p.mine)), "from", p.num(from+1), "to", p.num(to))
	}
	for _, x := range p.mine[from:to] {
		t.rows = append(t.rows, row{cells: []cell{
			drawn(p.taskCell(x)), drawn(p.actsCell(x)), plain(p.shortDay(muster.DayOf(x.Since))), p.dueCell(x), drawn(p.fromCell(x)),
		}})
	}
	return t
}

// othersTable is what the party waits for from others.
func (p *workPage) othersTable() table {
	t := table{class: "board", caption: p.count("work.others.caption", len(p.others)), columns: []column{
		{name: p.say("work.task")}, {name: p.say("work.waits")}, {name: p.say("work.since"), class: "date"}, {name: p.say("work.due"), class: "date"},
	}}
	if len(p.others) > mostOthers {
		t.caption = p.say("work.others.part", "n", p.num(len(p.others)), "to", p.num(mostOthers))
	}
	for _, x := range p.others[:min(len(p.others), mostOthers)] {
		who, _ := p.handedWords(x)
		t.rows = append(t.rows, row{cells: []cell{
			under(linked(x.Title, p.to(objectPath(x.Object, x.About))), p.aboutTask(x)),
			under(plain(p.office(x.Role, x.Party)), dotted(p.actsOf(x), who)), plain(p.shortDay(muster.DayOf(x.Since))), p.dueCell(x),
		}})
	}
	return t
}

// lateTable adds up what is late by who must act.
func (p *workPage) lateTable() table {
	all := p.w.Late.ByParty()
	t := table{class: "board", caption: p.count("work.overdue.caption", len(all)), columns: []column{
		{name: p.say("work.waits")}, {name: p.say("work.overdue.n"), number: true}, {name: p.say("work.overdue.by")}, {name: p.say("work.overdue.oldest")},
	}}
	for _, o := range all {
		t.rows = append(t.rows, row{cells: []cell{
			plain(p.office(o.Oldest.Role, o.Oldest.Party)), plain(p.num(o.Tasks)), coloured(plain(p.lateWords(o.Oldest)), "due"),
			under(linked(o.Oldest.Title, p.to(objectPath(o.Oldest.Object, o.Oldest.About))), p.aboutTask(o.Oldest)),
		}})
	}
	return t
}

// aboutTask is the second line of a task: what it is, its id and where it is.
func (p *workPage) aboutTask(t report.Task) string {
	return dotted(p.objectWord(t.Object)+" "+t.About, p.stateWord(t.State))
}

func (p *workPage) actsOf(t report.Task) string {
	var words []string
	for _, a := range t.Acts {
		words = append(words, p.actWord(t.Object, a))
	}
	return p.eitherOf(words)
}

// dueCell is when a task is due, and by how much it is late.
func (p *workPage) dueCell(t report.Task) cell {
	c := plain(p.dueWords(t))
	if at, within := p.minuteDue(t); within {
		c.small = at
	}
	if t.Late {
		return coloured(under(c, dotted(c.small, p.say("work.lateby", "span", p.lateWords(t)))), "due")
	}
	if t.Due == nil {
		c.class = "nc"
	}
	return c
}

// lateMine is how much of what waits is late, and how much is urgent.
func (p *workPage) lateMine() (late, urgent int) {
	for _, t := range p.w.Mine.Items {
		if t.Late {
			late++
		}
		if t.Urgent {
			urgent++
		}
	}
	return late, urgent
}

// exportOf is one of the page's tables, with the name of its file.
func (p *workPage) exportOf(which string) (sheet.Export, string, error) {
	switch which {
	case "":
		return p.export(p.say("work.mine"), p.mine), "work", nil
	case "others":
		return p.export(p.say("work.others"), p.others), "work-others", nil
	case "overdue":
		return p.exportLate(), "work-overdue", nil
	}
	return sheet.Export{}, "", muster.Invalid(fieldTable, fmt.Sprintf("found %q; accepted are others and overdue, or nothing for what waits for you", which))
}

// export is a list of tasks, in the columns of the command line.
func (p *workPage) export(name string, all []report.Task) sheet.Export {
	return sheet.Export{
		Name: name, About: p.about(p.say("about.work"), p.say("about.work.method"), [2]string{p.say("work.as"), p.who.String()}), Columns: taskColumns(),
		Rows: lazily(func() (rows [][]string) {
			for _, t := range all {
				rows = append(rows, t.Cells())
			}
			return rows
		}),
	}
}

// exportLate is what is late by who must act.
func (p *workPage) exportLate() sheet.Export {
	return sheet.Export{
		Name: p.say("work.overdue"), About: p.about(p.say("about.overdue"), p.say("about.work.method"), [2]string{p.say("work.as"), p.who.String()}),
		Columns: slices.Concat(texts("waits_for"), numbers("late"), texts("latest_by", "object", "about", "title")),
		Rows: lazily(func() (rows [][]string) {
			for _, o := range p.w.Late.ByParty() {
				rows = append(rows, []string{o.Waits, strconv.Itoa(o.Tasks), o.Oldest.LateBy, o.Oldest.Object, o.Oldest.About, o.Oldest.Title})
			}
			return rows
		}),
	}
}

// taskColumns are the columns of a file of tasks, as files name columns.
func taskColumns() []sheet.ExportColumn {
	cs := texts((report.Task{}).Columns()...)
	for i := range cs {
		cs[i].Name = strings.ReplaceAll(cs[i].Name, " ", "_")
	}
	return cs
}
