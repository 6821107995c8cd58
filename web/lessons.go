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
	"muster/lesson"
	"muster/money"
	"muster/report"
	"muster/sheet"
	"muster/work"

	"github.com/a-h/templ"
)

// lessonsPath is the board of lessons.
const lessonsPath = "/lessons"

// lessonsPage is the board of lessons: what waits where, who is late, what changed, whether it helps.
type lessonsPage struct {
	registerPage
	b *LessonsBoard
}

func (s *site) lessons(w http.ResponseWriter, r *http.Request) {
	b, err := s.src.Lessons(r.Context(), given(r.URL.Query(), fieldKnown))
	if err != nil {
		s.fail(w, r, err)
		return
	}
	p := &lessonsPage{b: b}
	p.registerPage = s.register(r, lesson.Life.Object, lessonsPath, b.Around, work.Declared{}, nil)
	p.title, p.here, p.board = p.say("lessons.title"), true, "lessons.board"
	if table := given(r.URL.Query(), fieldTable); given(r.URL.Query(), fieldFormat) != "" {
		e, err := p.sectionFile(p.b.Sections(), cmp.Or(table, "lessons"), p.say("lessons.about"), p.say("lessons.about.method"))
		if err != nil {
			s.fail(w, r, err, way{lessonsPath, p.title})
			return
		}
		if s.file(w, r, p.moment, "lessons-"+cmp.Or(table, "stages"), e) {
			return
		}
	}
	s.show(w, r, http.StatusOK, p.whole())
}

// funnel is the stages of one kind of object, each with how long things have been there.
func (p *registerPage) funnel(object string, all []report.Stage) table {
	t := table{class: "board", caption: upperFirst(p.say("lessons.funnel.caption", "objects", p.objects(object))), hush: true, columns: []column{
		{name: p.say("board.state")}, {name: p.say("lessons.n"), number: true}, {name: p.say("lessons.median"), number: true}, {name: p.say("lessons.oldest"), number: true}, {name: p.say("work.late"), number: true},
	}}
	for _, x := range all {
		late := plain(p.num(x.Late))
		if x.Late > 0 {
			late = coloured(linked(p.num(x.Late), p.to(shelfPath(object), fieldState, x.State, fieldLate, yes)), "due")
		}
		t.rows = append(t.rows, row{cells: []cell{
			linked(upperFirst(p.stateWord(x.State)), p.to(shelfPath(object), fieldState, x.State)), plain(p.num(x.N)), plain(p.num(x.Median)), plain(p.num(x.Oldest)), late,
		}})
	}
	return t
}

// stages draws how many lessons are in each stage, in the order in which they come there.
func (p *lessonsPage) stages() figure.Form {
	f := figure.Bars{Head: figure.Head{
		Title: p.say("lessons.drawn"), Desc: p.say("lessons.drawn.desc"), Columns: []string{p.say("board.state"), p.say("lessons.n")}, Numbers: p.whole0(),
	}}
	for _, x := range p.b.Lessons.Lessons {
		n := money.New(int64(x.N), 0)
		f.Bars = append(f.Bars, figure.Bar{Name: upperFirst(p.stateWord(x.State)), Datum: figure.Datum{Value: &n, Href: p.to(shelfPath(lesson.Life.Object), fieldState, x.State)}})
	}
	return f
}

// whole0 writes whole numbers in drawings.
func (p page) whole0() figure.Numbers {
	n := p.written(0)
	n.Decimals = 0
	return n
}

// mayObserve reports whether whoever signed in may state an observation.
func (p *lessonsPage) mayObserve() bool {
	return p.writing && mayBegin(&lesson.ObservationLife, p.writer.Principal)
}

// sums are what the board says first.
func (p *lessonsPage) sums() (submitted, endorsed, learned, late int) {
	for _, x := range p.b.Observations {
		submitted += x.N
	}
	for _, y := range p.b.Years {
		endorsed, learned = endorsed+y.Endorsed, learned+y.Learned
	}
	for _, o := range p.b.Overdue {
		late += o.Lessons + o.Actions
	}
	return submitted, endorsed, learned, late
}

func (p *lessonsPage) overdueTable() table {
	t := table{class: "board", caption: p.say("lessons.overdue.caption"), hush: true, columns: []column{{name: p.say("say.body")}, {name: upperFirst(p.objects(lesson.Life.Object)), number: true}, {name: upperFirst(p.objects(lesson.ActionLife.Object)), number: true}, {name: p.say("lessons.longest")}, {name: p.say("lessons.first")}}}
	for _, o := range p.b.Overdue {
		t.rows = append(t.rows, row{cells: []cell{linked(p.party(o.Party), p.partyPath(o.Party)), plain(p.num(o.Lessons)), plain(p.num(o.Actions)), plain(p.count("register.days", o.Days)), linked(o.First, p.to(heldPath(o.Object, o.First)))}})
	}
	return t
}

func (p *lessonsPage) yearTable() table {
	t := table{class: "board", caption: p.say("lessons.years.caption"), hush: true, columns: []column{{name: p.say("lessons.year")}, {name: p.say("lessons.endorsed"), number: true}, {name: p.say("lessons.learned"), number: true}, {name: p.say("lessons.share"), number: true}, {name: p.say("lessons.took"), number: true}}}
	for _, y := range p.b.Years {
		took := plain("–")
		if y.Median != nil {
			took = plain(p.num(*y.Median))
		}
		t.rows = append(t.rows, row{cells: []cell{plain(strconv.Itoa(y.Year)), plain(p.num(y.Endorsed)), plain(p.num(y.Learned)), plain(p.say("lessons.percent", "n", p.num((200*y.Learned+y.Endorsed)/(2*y.Endorsed)))), took}})
	}
	return t
}

func (p *lessonsPage) changeTable() table {
	t := table{class: "board", caption: p.say("lessons.changes.caption"), hush: true, columns: []column{{name: p.say("say.lesson")}, {name: p.say("say.document")}, {name: p.say("say.changed"), class: "date"}, {name: p.say("lessons.judged")}}}
	for _, c := range p.b.Changes {
		on, err := muster.ParseDay(c.On)
		day := plain(c.On)
		if err == nil {
			day = plain(p.shortDay(on))
		}
		judged := plain(p.say("lessons.nobody"))
		if c.Judged != "" {
			judged = under(plain(p.officeWords(c.Judged)), p.stateWord(c.State))
		}
		t.rows = append(t.rows, row{cells: []cell{
			under(linked(c.Title.In(p.lang), p.to(heldPath(lesson.Life.Object, c.Lesson))), dotted(c.Lesson, p.party(c.Lead))), under(plain(c.Document), p.say("lessons.version", "version", c.Version)), day, judged,
		}})
	}
	return t
}

func (p *lessonsPage) againTable() table {
	t := table{class: "board", caption: p.say("lessons.again.caption"), hush: true, columns: []column{{name: p.say("say.lesson")}, {name: p.say("say.observation")}, {name: p.say("say.verdict")}}}
	for _, x := range p.b.Recurrences {
		decided := coloured(plain(p.say("lessons.undecided")), "due")
		if x.Decided != "" {
			decided = plain(p.actWord(lesson.Life.Object, x.Decided))
		}
		t.rows = append(t.rows, row{cells: []cell{under(linked(x.Title.In(p.lang), p.to(heldPath(lesson.Life.Object, x.Lesson))), x.Lesson), linked(x.Observation, p.to(heldPath("observation", x.Observation))), decided}})
	}
	return t
}

func (p *lessonsPage) measureTable() table {
	t := table{class: "board", caption: p.say("lessons.measures.caption"), hush: true, columns: []column{{name: p.say("say.lesson")}, {name: p.say("say.measure.name")}, {name: p.say("lessons.goal"), number: true}, {name: p.say("lessons.then"), number: true}, {name: p.say("lessons.now"), number: true}}}
	for _, m := range p.b.Measures {
		then := plain("–")
		if m.Then != nil {
			then = p.figureCell(*m.Then, m.Unit)
		}
		t.rows = append(t.rows, row{cells: []cell{
			under(linked(m.Title.In(p.lang), p.to(heldPath(lesson.Life.Object, m.Lesson))), m.Lesson), plain(p.measureWords(m.Measure)), plain(p.say(unitKey(m.Unit), "n", m.Goal)), then, p.figureCell(m.Now, m.Unit),
		}})
	}
	return t
}

// findingTable is what audits found, and what became of it.
func (p *lessonsPage) findingTable() table {
	t := table{class: "board", caption: p.say("findings.caption"), hush: true, columns: []column{{name: p.say("findings.finding")}, {name: p.say("findings.stage")}, {name: p.say("findings.recommendation")}, {name: p.say("findings.response")}, {name: p.say("findings.done")}, {name: p.say("findings.followed")}, {name: p.say("findings.open"), number: true}}}
	for _, f := range p.b.Findings {
		recommendation, response, done, followed := plain("–"), plain("–"), plain("–"), plain("–")
		if f.Lesson != "" {
			recommendation = linked(f.Lesson, p.to(heldPath(lesson.Life.Object, f.Lesson)))
			response = plain(upperFirst(p.stateWord(f.State)))
		}
		if f.Lead != "" {
			response = under(response, dotted(p.party(f.Lead), p.untilWords(f.Due)))
		}
		if f.Document != "" {
			done = under(plain(f.Document), p.dayOf(f.Changed))
		}
		if f.Judged != "" {
			followed = plain(p.officeWords(f.Judged))
		}
		open := plain(p.num(f.Days))
		if f.Days == 0 {
			open = plain(p.say("findings.closed"))
		}
		t.rows = append(t.rows, row{cells: []cell{under(linked(f.Title.In(p.lang), p.to(heldPath("observation", f.Observation))), dotted(f.Audit, f.Reference)), plain(p.say("findings.stage." + f.Stage)), recommendation, response, done, followed, open}})
	}
	return t
}

// untilWords say until when something is due, if that is said.
func (p *boardPage) untilWords(due string) string {
	if due == "" {
		return ""
	}
	return p.say("findings.due", "day", p.dayOf(due))
}

// unitKey is the key of a measure's unit.
func unitKey(unit string) string {
	if unit == "%" {
		return "lessons.unit.percent"
	}
	return "lessons.unit.days"
}

// figureCell is a figure with how many cases stand behind it and how far they spread.
func (p *boardPage) figureCell(f report.Figure, unit string) cell {
	if f.Value == "" {
		return under(unknown(p.say("lessons.nocase")), p.say("lessons.window", "from", p.shortDay(f.From), "to", p.shortDay(f.To)))
	}
	spread := ""
	if f.Low != "" {
		spread = p.say("lessons.spread", "low", p.grouped(f.Low), "high", p.grouped(f.High))
	}
	return under(plain(p.say(unitKey(unit), "n", p.grouped(f.Value))), dotted(p.count("lessons.cases", f.N), spread, p.partial(f.Partial)))
}

func (p *boardPage) partial(is bool) string {
	if is {
		return p.say("figure.withheld")
	}
	return ""
}

// measureWords are what a measure says.
func (p *boardPage) measureWords(name string) string {
	return p.choiceWord("measure.name", name)
}

// sectionFile is one of a board's tables as a file.
func (p *registerPage) sectionFile(all []report.Section, table, about, method string) (e sheet.Export, err error) {
	i := slices.IndexFunc(all, func(x report.Section) bool { return x.Key == table })
	if i < 0 {
		var keys []string
		for _, x := range all {
			keys = append(keys, x.Key)
		}
		return e, muster.Invalid(fieldTable, fmt.Sprintf("found %q; accepted are %s", printable(table), strings.Join(keys, ", ")))
	}
	e = sheet.Export{Name: p.title, About: p.about(about, method), Rows: slices.Values(all[i].Rows)}
	for _, c := range all[i].Columns {
		of := texts
		if c.Number {
			of = numbers
		}
		e.Columns = append(e.Columns, of(strings.ReplaceAll(c.Name, " ", "_"))...)
	}
	return e, nil
}

// lessonMeasure is what a lesson's page shows of its measure.
type lessonMeasure struct {
	*heldPage
	m *Measured
}

// measureOfLesson is its measure, if it names one that is computed.
func measureOfLesson(s *site, r *http.Request, p *heldPage) (templ.Component, error) {
	m, err := s.src.Measured(r.Context(), given(r.URL.Query(), fieldKnown), p.h.About)
	if err != nil || m == nil {
		return templ.NopComponent, err
	}
	return (&lessonMeasure{p, m}).section(), nil
}

// beginObservation has what is submitted for its originator and lessons managers, and releasable once accepted.
func beginObservation(who access.Principal, values map[string]string) {
	values["audience"], values["releasable"] = string(access.Lessons(who.Party)), string(access.WhomParticipants)
}

// beginForPublic has what a framework asks for public, as most of them are.
func beginForPublic(_ access.Principal, values map[string]string) {
	values["audience"] = string(access.WhomPublic)
}

func beginForParticipants(_ access.Principal, values map[string]string) {
	values["audience"] = string(access.WhomParticipants)
}

// drawing is the measure by quarter, against its goal.
func (p *lessonMeasure) drawing() figure.Form {
	n := p.written(0)
	n.Decimals = 1
	f := figure.Lines{Head: figure.Head{
		Title: p.measureWords(p.m.Measure), Desc: p.say("measure.desc"), Unit: p.m.Unit, Columns: []string{p.say("measure.quarter"), p.say("measure.low"), p.say("measure.high")}, Numbers: n,
	}, Months: p.short, Band: p.say("measure.band")}
	line := figure.Series{Name: p.say("measure.value")}
	for _, q := range p.m.Quarters {
		x := figure.Point{Day: q.From, Datum: figure.Datum{Word: p.say("lessons.nocase")}}
		if a, err := money.Parse(q.Value); err == nil {
			x.Value, x.Word = &a, ""
		}
		if low, err := money.Parse(q.Low); err == nil {
			if high, err := money.Parse(q.High); err == nil {
				x.Low, x.High = &low, &high
			}
		}
		line.Points = append(line.Points, x)
	}
	f.Series = []figure.Series{line}
	if goal, err := money.Parse(p.m.Goal); err == nil {
		f.Held = &figure.Level{Name: p.say("say.measure.goal"), Value: goal}
	}
	return f
}

// twin is the drawing as a table, the latest quarter first.
func (p *lessonMeasure) twin() table {
	t := table{class: "board", caption: p.say("measure.caption", "measure", p.measureWords(p.m.Measure)), hush: true, columns: []column{{name: p.say("measure.quarter")}, {name: p.say("measure.value"), number: true}}}
	for _, q := range slices.Backward(p.m.Quarters) {
		t.rows = append(t.rows, row{cells: []cell{plain(p.say("lessons.window", "from", p.shortDay(q.From), "to", p.shortDay(q.To))), p.figureCell(report.Figure{From: q.From, To: q.To, N: q.N, Value: q.Value, Low: q.Low, High: q.High, Partial: q.Partial}, q.Unit)}})
	}
	return t
}

// fell says in a sentence what the measure was and is.
func (p *lessonMeasure) fell() string {
	now := cmp.Or(p.m.Now.Value, p.say("lessons.nocase"))
	if p.m.Then == nil || p.m.Then.Value == "" {
		return p.say("measure.now", "now", now, "unit", p.m.Unit, "goal", p.m.Goal)
	}
	return p.say("measure.fell", "then", p.m.Then.Value, "day", p.day(p.m.Then.To), "now", now, "unit", p.m.Unit, "goal", p.m.Goal)
}

// validating says that whoever validates the lesson is shown the measure to inform them.
func (p *lessonMeasure) validating() bool {
	return slices.Contains([]string{lesson.Implemented, lesson.Validating}, p.h.State)
}
