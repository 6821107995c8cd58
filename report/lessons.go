package report

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"muster"
	"muster/access"
	"muster/lesson"
	"muster/measure"
	"muster/standing"
	"muster/work"
)

// Lessons is what became of what was observed, as far as its viewer may see it.
type Lessons struct {
	Foot
	On           muster.Day       `json:"on"`
	Observations []Stage          `json:"observations"`
	Lessons      []Stage          `json:"lessons"`
	Actions      []Stage          `json:"actions"`
	Years        []LessonYear     `json:"years"`       // by the year in which lessons were endorsed
	Overdue      []LessonsOwed    `json:"overdue"`     // by the body that owes, the most first
	Recurrences  []Recurred       `json:"recurrences"` // those that wait for a decision first
	Changes      []LessonChange   `json:"changes"`     // the latest first
	Measures     []MeasuredLesson `json:"measures"`
	Findings     []AuditFinding   `json:"findings"` // of audits, those open longest first
}

// Stage is how much is in a state, and for how long.
type Stage struct {
	State  string `json:"state"`
	N      int    `json:"n"`
	Median int    `json:"median_days"` // that they are in it, half a day rounded up
	Oldest int    `json:"oldest_days"`
	Late   int    `json:"late"`
}

// Columns implements Table.
func (Stage) Columns() []string { return []string{"state", "n", "median days", "oldest days", "late"} }

// Cells implements Row.
func (s Stage) Cells() []string {
	return []string{s.State, strconv.Itoa(s.N), strconv.Itoa(s.Median), strconv.Itoa(s.Oldest), strconv.Itoa(s.Late)}
}

// LessonYear is what became of the lessons that were endorsed in a year.
type LessonYear struct {
	Year     int `json:"year"`
	Endorsed int `json:"endorsed"`
	Learned  int `json:"learned"`
	// Median is the days from endorsement to lesson learned, of those that came there, half a day rounded up; null:
	// none did.
	Median *int `json:"median_days"`
}

// LessonsOwed is what a body is late with.
type LessonsOwed struct {
	Party   muster.PartyID `json:"party"`
	Lessons int            `json:"lessons"`
	Actions int            `json:"actions"`
	Days    int            `json:"days"`   // the longest
	Object  string         `json:"object"` // what is late longest: lesson or action
	First   string         `json:"first"`  // and which
}

// Recurred is an observation of what a lesson had settled.
type Recurred struct {
	Lesson      string      `json:"lesson"`
	Title       muster.Text `json:"title"`
	Observation string      `json:"observation"`
	Decided     string      `json:"decided"` // reopen or keep; empty: nobody decided
}

// LessonChange is what changed with a lesson, and who found that it helps.
type LessonChange struct {
	Lesson   string         `json:"lesson"`
	Title    muster.Text    `json:"title"`
	Document string         `json:"document"`
	Version  string         `json:"version"`
	On       string         `json:"on"`
	Lead     muster.PartyID `json:"lead"`
	State    string         `json:"state"`
	Judged   string         `json:"judged_by"` // ROLE@PARTY that confirmed, waived or failed it; empty: nobody yet
}

// MeasuredLesson is a lesson's measure: as it was when the lesson was endorsed, and now.
type MeasuredLesson struct {
	Lesson  string      `json:"lesson"`
	Title   muster.Text `json:"title"`
	Measure string      `json:"measure"`
	Words   string      `json:"words"`
	Unit    string      `json:"unit"`
	Goal    string      `json:"goal"`
	Said    string      `json:"said"`     // when it was endorsed; empty: it was not
	Then    *Figure     `json:"endorsed"` // computed of the window that ended then; null: it was not endorsed
	Now     Figure      `json:"now"`
}

// Figure is a measure over a window of days.
type Figure struct {
	From    muster.Day `json:"from"`
	To      muster.Day `json:"to"`
	N       int        `json:"n"`
	Value   string     `json:"value"` // empty: there is no case in the window
	Low     string     `json:"low,omitempty"`
	High    string     `json:"high,omitempty"`
	Partial bool       `json:"partial,omitempty"` // not all of it is for the viewer
}

func figureOf(f measure.Figure) Figure {
	return Figure{f.From, f.To, f.N, f.Value, f.Low, f.High, f.Partial}
}

// StagesOf counts the objects of a table by state, in the table's order.
func StagesOf(v standing.View, object string) []Stage {
	d, is, ok := work.ShelvesOf(v.State, object)
	if !ok {
		return nil
	}
	days, late := map[string][]int{}, map[string]int{}
	for x := range d.AllSpoken(v, object) {
		days[x.State] = append(days[x.State], max(0, int(v.Effective-x.Life.Value.Day)))
		if overdue(is.Table, &x.Thing, v.Effective) > 0 {
			late[x.State]++
		}
	}
	out := []Stage{}
	for _, s := range is.Table.States {
		n := days[s.Name]
		if len(n) == 0 {
			continue
		}
		slices.Sort(n)
		out = append(out, Stage{s.Name, len(n), median(n), n[len(n)-1], late[s.Name]})
	}
	return out
}

// median is the middle of sorted numbers, between two of them their mean, half a day rounded up.
func median(sorted []int) int {
	n := len(sorted)
	return (sorted[(n-1)/2] + sorted[n/2] + 1) / 2
}

// overdue is for how many days a thing has been late; 0: it is in time.
func overdue(t *work.Table, th *work.Thing, today muster.Day) int {
	last, ok := th.Last(t)
	if !ok {
		return 0
	}
	return max(0, int(today-last))
}

// LessonsOf answers what became of what was observed.
func LessonsOf(v standing.View) *Lessons {
	p := lesson.In(v)
	out := &Lessons{
		On: v.Effective, Observations: StagesOf(v, lesson.ObservationLife.Object), Lessons: StagesOf(v, lesson.Life.Object), Actions: StagesOf(v, lesson.ActionLife.Object),
		Years: []LessonYear{}, Overdue: owed(v, p), Recurrences: recurred(v, p), Changes: []LessonChange{}, Measures: []MeasuredLesson{}, Findings: findings(v, p),
	}
	years := map[int]*LessonYear{}
	cases := map[string]measure.Cases{} // by measure, of which several lessons may have the same
	took := map[int][]int{}
	for x := range p.AllSpoken(v, lesson.Life.Object) {
		l := x.Value.(*lesson.Lesson)
		endorsed, learned, judged := lived(p, v, x.About)
		if endorsed != nil {
			year := endorsed.Time().Year()
			y := years[year]
			if y == nil {
				y = &LessonYear{Year: year}
				years[year] = y
			}
			if y.Endorsed++; learned != nil {
				y.Learned++
				took[year] = append(took[year], max(0, int(*learned-*endorsed))) // days are as said, and may be back-dated
			}
		}
		if c, ok := p.Change(v.Known, x.About); ok && v.Shows(c.Value.Audience) {
			out.Changes = append(out.Changes, LessonChange{x.About, x.Texts, c.Value.Document, c.Value.Version, c.Value.On, x.Parties[lesson.Lead], x.State, judged})
		}
		if m := l.Measure; m != nil {
			c, ok := cases[m.Name]
			if !ok {
				c, _ = measure.CasesOf(v, m.Name)
				cases[m.Name] = c
			}
			out.Measures = append(out.Measures, measureOf(v, p, x, m, &c))
		}
	}
	for year, y := range years {
		if n := took[year]; len(n) > 0 {
			slices.Sort(n)
			middle := median(n)
			y.Median = &middle
		}
		out.Years = append(out.Years, *y)
	}
	slices.SortFunc(out.Years, func(a, b LessonYear) int { return cmp.Compare(a.Year, b.Year) })
	slices.SortStableFunc(out.Changes, func(a, b LessonChange) int { return cmp.Compare(b.On, a.On) })
	return out
}

// lived is when a lesson was endorsed first, when it was learned last, and who judged it last.
func lived(p *lesson.Part, v standing.View, id string) (endorsed, learned *muster.Day, judged string) {
	for _, s := range p.Lessons.Lived(v.Known, id) {
		if s.Value.State == lesson.UnderAnalysis {
			learned = nil // it was opened again
		}
		if !v.Shows(s.Value.For) {
			continue // where it is may be known, and not when it came there and by whom
		}
		day := s.Value.Day
		switch s.Value.State {
		case lesson.Endorsed:
			if endorsed == nil {
				endorsed = &day
			}
		case lesson.Learned:
			learned = &day
		}
		if slices.Contains([]string{lesson.ActConfirm, lesson.ActFail, lesson.ActWaive}, s.Value.Act) {
			judged = s.Value.By
		}
	}
	return endorsed, learned, judged
}

func measureOf(v standing.View, p *lesson.Part, x work.Spoken, m *lesson.Measure, c *measure.Cases) MeasuredLesson {
	out := MeasuredLesson{Lesson: x.About, Title: x.Texts, Measure: m.Name, Goal: m.Goal}
	if _, ok := measure.Of(m.Name); !ok { // a name from before names were checked
		return out
	}
	now := c.At(v.Effective)
	out.Words, out.Unit, out.Now = now.Words, now.Unit, figureOf(now)
	t, ok := p.Task(v.Known, x.About)
	if !ok || !v.Shows(t.Value.Audience) {
		return out
	}
	out.Said = t.Value.Value
	for _, s := range p.Lessons.Lived(v.Known, x.About) {
		if s.From == t.From { // the endorsement that says so, which after another one is not the first
			then := figureOf(c.At(s.Value.Day))
			out.Then = &then
		}
	}
	return out
}

// owed is what bodies are late with.
func owed(v standing.View, p *lesson.Part) []LessonsOwed {
	by := map[muster.PartyID]*LessonsOwed{}
	add := func(t *work.Table, relation string, th work.Spoken, count func(*LessonsOwed)) {
		late := overdue(t, &th.Thing, v.Effective)
		party := th.Parties[relation]
		if s, _ := t.State(th.State); late == 0 || party == "" || !slices.ContainsFunc(s.Waits, func(w access.Turn) bool { return w.For == relation }) {
			return
		}
		o := by[party]
		if o == nil {
			o = &LessonsOwed{Party: party}
			by[party] = o
		}
		if count(o); late > o.Days {
			o.Days, o.Object, o.First = late, t.Object, th.About
		}
	}
	for th := range p.AllSpoken(v, lesson.Life.Object) {
		add(&lesson.Life, lesson.Lead, th, func(o *LessonsOwed) { o.Lessons++ })
	}
	for th := range p.AllSpoken(v, lesson.ActionLife.Object) {
		add(&lesson.ActionLife, lesson.Body, th, func(o *LessonsOwed) { o.Actions++ })
	}
	out := []LessonsOwed{}
	for _, o := range by {
		out = append(out, *o)
	}
	slices.SortFunc(out, func(a, b LessonsOwed) int {
		return cmp.Or(cmp.Compare(b.Lessons+b.Actions, a.Lessons+a.Actions), cmp.Compare(b.Days, a.Days), cmp.Compare(a.Party, b.Party))
	})
	return out
}

func recurred(v standing.View, p *lesson.Part) []Recurred {
	out := []Recurred{}
	for id, all := range p.Recurrences(v) {
		th, ok := p.Spoken(v, lesson.Life.Object, id)
		if !ok {
			continue
		}
		for _, r := range all {
			out = append(out, Recurred{id, th.Texts, r.Observation, r.Decided})
		}
	}
	slices.SortFunc(out, func(a, b Recurred) int {
		return cmp.Or(cmp.Compare(len(a.Decided), len(b.Decided)), cmp.Compare(a.Lesson, b.Lesson), cmp.Compare(a.Observation, b.Observation))
	})
	return out
}

// Sections implements Sectioned.
func (l *Lessons) Sections() []Section {
	years := Section{Key: "years", Name: "lessons by the year of their endorsement", Columns: columns("year", "#endorsed", "#learned", "#median days")}
	for _, y := range l.Years {
		median := ""
		if y.Median != nil {
			median = strconv.Itoa(*y.Median)
		}
		years.Rows = append(years.Rows, []string{strconv.Itoa(y.Year), strconv.Itoa(y.Endorsed), strconv.Itoa(y.Learned), median})
	}
	late := Section{Key: "overdue", Name: "overdue by body", Columns: columns("party", "#lessons", "#actions", "#longest days", "which")}
	for _, o := range l.Overdue {
		late.Rows = append(late.Rows, []string{string(o.Party), strconv.Itoa(o.Lessons), strconv.Itoa(o.Actions), strconv.Itoa(o.Days), o.Object + "/" + o.First})
	}
	again := Section{Key: "again", Name: "observed again", Columns: columns("lesson", "observation", "decided", "title")}
	for _, r := range l.Recurrences {
		again.Rows = append(again.Rows, []string{r.Lesson, r.Observation, cmp.Or(r.Decided, "nobody yet"), r.Title.In("en")})
	}
	changes := Section{Key: "changes", Name: "what changed", Columns: columns("on", "lesson", "document", "version", "by", "state", "judged by")}
	for _, c := range l.Changes {
		changes.Rows = append(changes.Rows, []string{c.On, c.Lesson, c.Document, c.Version, string(c.Lead), c.State, c.Judged})
	}
	measures := Section{Key: "measures", Name: "measures", Columns: columns("lesson", "measure", "unit", "#goal", "#when endorsed", "#now", "#n", "quartiles", "window")}
	for _, m := range l.Measures {
		then := ""
		if m.Then != nil {
			then = cmp.Or(m.Then.Value, "no case")
		}
		measures.Rows = append(measures.Rows, []string{
			m.Lesson, m.Measure, m.Unit, m.Goal, then, cmp.Or(m.Now.Value, "no case"), strconv.Itoa(m.Now.N), strings.Trim(m.Now.Low+"–"+m.Now.High, "–"), m.Now.From.String() + "/" + m.Now.To.String(),
		})
	}
	return []Section{stages("observations", l.Observations), stages("lessons", l.Lessons), stages("actions", l.Actions), years, late, again, changes, measures, findingsSection(l.Findings)}
}
