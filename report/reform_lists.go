package report

import (
	"cmp"
	"slices"
	"strconv"

	"muster"
	"muster/reform"
	"muster/standing"
	"muster/work"
)

// DueStep is a step that is not fulfilled, by the day on which it is due.
type DueStep struct {
	StepInShort
	Framework  string         `json:"framework"`
	Chapter    string         `json:"chapter,omitempty"`
	Reform     string         `json:"reform,omitempty"`
	Executor   muster.PartyID `json:"executor"`
	Due        string         `json:"due" doc:"of a step whose money is held, the last day of its clock"`
	DaysLeft   *int           `json:"days_left" doc:"below 0: so many days ago; null: it has no day"`
	Reported   bool           `json:"reported" doc:"who does it reported it done; nobody assessed that"`
	Stake      *StakeAmount   `json:"stake" doc:"the step's own money; null: not known"`
	Instalment string         `json:"instalment,omitempty" doc:"that is paid for it"`
	Hangs      *StakeAmount   `json:"instalment_stake" doc:"all that hangs on the instalment"`
	Needs      []StepInShort  `json:"needs" doc:"steps without which it cannot be done and that are not fulfilled"`
	Statement  muster.ID      `json:"statement"`
}

// Columns implements Table.
func (DueStep) Columns() []string {
	return []string{"due", "days_left", "framework", "step", "code", "title", "chapter", "state", "executor", "reported", "stake", "currency", "instalment", "instalment_stake", "instalment_currency", "needs", "statement"}
}

// Cells implements Row.
func (x DueStep) Cells() []string {
	left := ""
	if x.DaysLeft != nil {
		left = strconv.Itoa(*x.DaysLeft)
	}
	var needs []string
	for _, n := range x.Needs {
		needs = append(needs, n.Step)
	}
	cells := append([]string{x.Due, left, x.Framework, x.Step, x.Code, x.Title.In("en"), x.Chapter, x.State, string(x.Executor), yesNo(x.Reported)}, x.Stake.cells()...)
	return append(append(append(cells, x.Instalment), x.Hangs.cells()...), joined(needs), string(x.Statement))
}

func (s *StakeAmount) cells() []string {
	if s == nil {
		return []string{"", ""}
	}
	return []string{s.Amount.String(), string(s.Currency)}
}

func yesNo(is bool) string {
	if is {
		return "yes"
	}
	return "no"
}

// stepsOf are the steps that a viewer may see, of a framework or of all, in order of id.
func stepsOf(v standing.View, framework string, take func(x standing.Version[reform.Step], state string)) error {
	if framework != "" {
		if _, err := frameworkOf(v, framework); err != nil {
			return err
		}
	}
	p := reform.In(v)
	for th := range p.Things(v, reform.Life.Object) {
		if x, ok := p.Steps.Get(v.Known, th.About); ok && (framework == "" || x.Value.Framework == framework) {
			take(x, th.State)
		}
	}
	return nil
}

// finished are the states in which nothing is due of a step.
var finished = []string{reform.Fulfilled, reform.FulfilledLate, reform.Dropped, reform.Lapsed}

// DueSteps lists the steps that are not fulfilled, of a framework or of all: what is due first comes first, what
// has no day last. Until, where it is not zero, leaves out what is due later.
func DueSteps(v standing.View, framework string, until muster.Day) ([]DueStep, error) {
	p := reform.In(v)
	paid := map[string]*reform.Instalment{}
	for _, in := range p.Instalments.Visible(v) {
		for _, id := range slices.Concat(in.Value.Steps, in.Value.Preconditions) {
			paid[id] = &in.Value
		}
	}
	all := []DueStep{}
	err := stepsOf(v, framework, func(x standing.Version[reform.Step], state string) {
		if slices.Contains(finished, state) {
			return
		}
		s := &x.Value
		d := DueStep{StepInShort: stepOf(s, state), Framework: s.Framework, Chapter: s.Chapter, Reform: s.Reform, Executor: s.Executor, Due: s.Due, Stake: stakeOf(s.Stake), Needs: []StepInShort{}, Statement: x.ID}
		if _, shown := p.Report(v, s.About); shown {
			at, _ := p.Steps.State(v.Known, s.About)
			d.Reported = at.Value.Act == reform.ActReport // the last that was done to it
		}
		if h, ok := p.Hold(v, s.About); ok && state == reform.Suspended {
			d.Due = h.Until
		}
		if day, err := muster.ParseDay(d.Due); err == nil {
			left := int(day - v.Effective)
			d.DaysLeft = &left
			if until != 0 && day > until {
				return
			}
		} else if until != 0 {
			return
		}
		if in := paid[s.About]; in != nil {
			d.Instalment, d.Hangs = in.About, stakeOf(in.Stake)
		}
		for _, id := range s.Needs {
			n, ok := p.Steps.Shown(v, id)
			th, _ := p.Thing(v, reform.Life.Object, id)
			if ok && th.State != reform.Fulfilled && th.State != reform.FulfilledLate {
				d.Needs = append(d.Needs, stepOf(&n.Value, th.State))
			}
		}
		all = append(all, d)
	})
	slices.SortStableFunc(all, func(a, b DueStep) int {
		if (a.DaysLeft == nil) != (b.DaysLeft == nil) {
			return map[bool]int{true: 1, false: -1}[a.DaysLeft == nil]
		}
		return cmp.Or(cmp.Compare(a.Due, b.Due), cmp.Compare(a.Step, b.Step))
	})
	return all, err
}

// takenBack reports whether who does a step took their last report of it back.
func takenBack(v standing.View, p *reform.Part, step string, report muster.Seq) bool {
	return slices.ContainsFunc(p.Steps.Lived(v.Known, step), func(x standing.Version[work.Life]) bool { return x.Value.Act == reform.ActRecall && x.From > report })
}

// Slippage is a version of a step that moved its deadline or its wording.
type Slippage struct {
	StepInShort
	Framework string       `json:"framework"`
	Version   int          `json:"version" doc:"from 2 on: the first one moved nothing"`
	Was       string       `json:"was" doc:"the day by which it was due before"`
	Due       string       `json:"due"`
	Moved     int          `json:"moved" doc:"by how many days; below 0: it came forward"`
	Total     int          `json:"moved_since_first" doc:"since the first version that had a day"`
	Wording   bool         `json:"wording" doc:"what is asked for is other than before: the criterion, its elements, the goal, what is asked of a law"`
	Words     []reform.Run `json:"difference,omitempty" doc:"what changed in it, by words in the order of reading, in the first language in which it did; absent where no words did"`
	Why       string       `json:"why"`
	Statement muster.ID    `json:"statement"`
}

// Columns implements Table.
func (Slippage) Columns() []string {
	return []string{"framework", "step", "code", "title", "version", "was", "due", "moved", "moved_since_first", "wording", "why", "statement"}
}

// Cells implements Row.
func (x Slippage) Cells() []string {
	return []string{
		x.Framework, x.Step, x.Code, x.Title.In("en"), strconv.Itoa(x.Version), x.Was, x.Due, strconv.Itoa(x.Moved), strconv.Itoa(x.Total), yesNo(x.Wording), x.Why, string(x.Statement),
	}
}

// Slippages lists every amendment that moved a deadline or a wording, by step and in order.
func Slippages(v standing.View, framework string) ([]Slippage, error) {
	p := reform.In(v)
	all := []Slippage{}
	err := stepsOf(v, framework, func(x standing.Version[reform.Step], state string) {
		before, first := "", ""
		for i, s := range p.Slips(v, x.Value.About) {
			first = cmp.Or(first, s.Due)
			total := 0
			if a, err := muster.ParseDay(first); err == nil {
				if b, err := muster.ParseDay(s.Due); err == nil {
					total = int(b - a)
				}
			}
			if i > 0 && (s.Due != before || s.Wording) {
				all = append(all, Slippage{
					StepInShort: stepOf(&x.Value, state), Framework: x.Value.Framework, Version: i + 1, Was: before, Due: s.Due, Moved: s.Moved, Total: total, Wording: s.Wording, Words: s.Words, Why: s.Why, Statement: s.Statement,
				})
			}
			before = s.Due
		}
	})
	return all, err
}

// Shows by whom evidence is said to show something.
const (
	OfReport     = "report"     // of who does the step
	OfAssessment = "assessment" // of who assesses it
)

// Evidence is a piece of evidence, with who says that it shows what.
type Evidence struct {
	Step      string         `json:"step,omitempty"`
	Framework string         `json:"framework"`
	Chapter   string         `json:"chapter,omitempty"`
	Of        string         `json:"of" enum:"report,assessment" doc:"a report by who does the step, or an assessment by who does not"`
	By        muster.PartyID `json:"by"`
	On        string         `json:"on" doc:"the day of the report or the assessment"`
	Title     string         `json:"title"`
	Where     string         `json:"where,omitempty" doc:"an address, or an object of this record as OBJECT/ID"`
	Element   string         `json:"element,omitempty"`
	Found     string         `json:"found,omitempty" doc:"of the element; else the word of the scale"`
	Document  string         `json:"document,omitempty" doc:"the assessment that says so"`
	Paragraph string         `json:"paragraph,omitempty"`
	Criterion muster.ID      `json:"criterion,omitempty" doc:"the version of the step that it was assessed by"`
	Statement muster.ID      `json:"statement"`
}

// Columns implements Table.
func (Evidence) Columns() []string {
	return []string{"framework", "step", "chapter", "of", "by", "on", "title", "where", "element", "found", "document", "paragraph", "criterion", "statement"}
}

// Cells implements Row.
func (x Evidence) Cells() []string {
	return []string{x.Framework, x.Step, x.Chapter, x.Of, string(x.By), x.On, x.Title, x.Where, x.Element, x.Found, x.Document, x.Paragraph, string(x.Criterion), string(x.Statement)}
}

// EvidenceIndex lists every piece of evidence that a report or an assessment names, by step: what was reported
// last, and what was assessed by ratings that stand. Of a step it lists its own alone.
func EvidenceIndex(v standing.View, framework, step string) ([]Evidence, error) {
	p, all := reform.In(v), []Evidence{}
	ratings := p.RatingsOf(v)
	seen := step == ""
	err := stepsOf(v, framework, func(x standing.Version[reform.Step], _ string) {
		s := &x.Value
		if step != "" && s.About != step {
			return
		}
		seen = true
		if r, ok := p.Report(v, s.About); ok && !takenBack(v, p, s.About, r.From) {
			for _, e := range r.Value.Evidence {
				all = append(all, Evidence{Step: s.About, Framework: s.Framework, Chapter: s.Chapter, Of: OfReport, By: r.Value.By, On: r.Value.On.String(), Title: e.Title, Where: e.Where, Statement: r.ID})
			}
		}
		for _, r := range ratings[s.About] {
			all = append(all, assessed(s.Chapter, r)...)
		}
	})
	if err == nil && !seen {
		err = muster.Missing("the step " + step)
	}
	for _, r := range p.Ratings.Visible(v) {
		if r.Value.Step == "" && step == "" && (framework == "" || r.Value.Framework == framework) {
			all = append(all, assessed(r.Value.Chapter, r)...)
		}
	}
	return all, err
}

// assessed is the evidence of a rating: of the whole, and of each element.
func assessed(chapter string, r standing.Version[reform.Rating]) (all []Evidence) {
	x := &r.Value
	base := Evidence{
		Step: x.Step, Framework: x.Framework, Chapter: chapter, Of: OfAssessment, By: x.By, On: x.Assessed, Found: x.Value, Document: x.Document, Paragraph: x.Paragraph, Criterion: x.Criterion, Statement: r.ID,
	}
	for _, e := range x.Evidence {
		is := base
		is.Title, is.Where = e.Title, e.Where
		all = append(all, is)
	}
	for _, f := range x.Findings {
		for _, e := range f.Evidence {
			is := base
			is.Title, is.Where, is.Element, is.Found, is.Paragraph = e.Title, e.Where, f.Element, f.Found, f.Paragraph
			all = append(all, is)
		}
	}
	return all
}

// Crossed is a step of a reform beside what other frameworks ask of the same.
type Crossed struct {
	Reform string      `json:"reform" doc:"its id; empty: a step of no reform"`
	Called muster.Text `json:"reform_title,omitempty"`
	StepInShort
	Framework string         `json:"framework"`
	Asks      muster.Text    `json:"criterion"`
	Due       string         `json:"due,omitempty"`
	Rating    string         `json:"rating,omitempty" doc:"the word that it was rated last, on the first of the framework's scales that has one"`
	Word      muster.Text    `json:"rating_title,omitempty"`
	By        muster.PartyID `json:"assessor,omitempty"`
	Assessed  string         `json:"assessed,omitempty"`
	Stake     *StakeAmount   `json:"stake"`
	Statement muster.ID      `json:"statement"`
}

// Columns implements Table.
func (Crossed) Columns() []string {
	return []string{"reform", "reform_title", "framework", "step", "code", "title", "state", "due", "rating", "assessor", "assessed", "stake", "currency", "criterion", "statement"}
}

// Cells implements Row.
func (x Crossed) Cells() []string {
	cells := []string{x.Reform, x.Called.In("en"), x.Framework, x.Step, x.Code, x.Title.In("en"), x.State, x.Due, x.Rating, string(x.By), x.Assessed}
	return append(append(cells, x.Stake.cells()...), x.Asks.In("en"), string(x.Statement))
}

// Crosswalk lists the steps by reform: what each framework asks of it, and how it rated that. Steps of no reform
// come last.
func Crosswalk(v standing.View, name string) ([]Crossed, error) {
	p, all := reform.In(v), []Crossed{}
	if _, ok := p.Reforms.Shown(v, name); name != "" && !ok {
		return nil, muster.Missing("the reform " + name)
	}
	ratings := p.RatingsOf(v)
	err := stepsOf(v, "", func(x standing.Version[reform.Step], state string) {
		s := &x.Value
		if name != "" && s.Reform != name {
			return
		}
		c := Crossed{StepInShort: stepOf(s, state), Framework: s.Framework, Asks: s.Criterion, Due: s.Due, Stake: stakeOf(s.Stake), Statement: x.ID}
		if r, ok := p.Reforms.Shown(v, s.Reform); ok {
			c.Reform, c.Called = s.Reform, r.Value.Title
		}
		if f, ok := p.Frameworks.Shown(v, s.Framework); ok {
			c.rate(&f.Value, ratings[s.About])
		}
		all = append(all, c)
	})
	slices.SortStableFunc(all, func(a, b Crossed) int {
		if (a.Reform == "") != (b.Reform == "") {
			return map[bool]int{true: 1, false: -1}[a.Reform == ""]
		}
		return cmp.Or(cmp.Compare(a.Reform, b.Reform), cmp.Compare(a.Framework, b.Framework), cmp.Compare(a.Due, b.Due), cmp.Compare(a.Step, b.Step))
	})
	return all, err
}

func (c *Crossed) rate(f *reform.Framework, all []standing.Version[reform.Rating]) {
	for _, scale := range f.Scales {
		for _, r := range all {
			if r.Value.Scale == scale.Key && r.Value.Assessed >= c.Assessed {
				d, _ := scale.Degree(r.Value.Value)
				c.Rating, c.Word, c.By, c.Assessed = r.Value.Value, d.Title, r.Value.By, r.Value.Assessed
			}
		}
		if c.Rating != "" {
			return
		}
	}
}
