package reform

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"muster"
	"muster/access"
	"muster/money"
	"muster/party"
	"muster/standing"
	"muster/work"
)

// faults are what is wrong with a statement of this part, as who said it is told.
type faults struct {
	muster.Faults
	s *standing.State
	h *standing.Hearer
}

func faultsOf(s *standing.State, e *muster.Envelope) *faults {
	return &faults{s: s, h: s.Hearer(e)}
}

func (w *faults) party(field string, id muster.PartyID) { w.Add(party.Check(w.s, field, id)) }

// said wants a text in one language or two.
func (w *faults) said(field string, t muster.Text, what string) {
	if len(t) == 0 {
		w.Found(field, "", what+", as in "+field+".en")
	}
	w.Text(field, t)
}

// past reads a day that is not after today.
func (w *faults) past(field, found string) {
	if d, ok := w.Day(field, found); ok && d > muster.DayOf(w.s.Now()) {
		w.Found(field, found, "a day not after today")
	}
}

func (w *faults) number(field, found string) {
	if _, err := money.Parse(found); err != nil {
		w.Found(field, found, "a decimal, as in 30 or 0.25")
	}
}

// amount reads an amount above 0.
func (w *faults) amount(field, found string) (a money.Amount) {
	a, err := money.Parse(found)
	if err != nil || a.Sign() <= 0 {
		w.Found(field, found, "a decimal above 0")
	}
	return a
}

func (w *faults) stake(field string, s *Stake) {
	if c, err := money.ParseCurrency(string(s.Currency)); err != nil {
		w.Add(muster.Invalid(field+".currency", err.Error()))
	} else if c != s.Currency {
		w.Found(field+".currency", string(s.Currency), string(c))
	}
	for _, f := range [][2]string{{"grant", s.Grant}, {"loan", s.Loan}, {"amount", s.Amount}} {
		if f[1] != "" {
			w.amount(field+"."+f[0], f[1])
		}
	}
	switch split := s.Grant != "" || s.Loan != ""; {
	case split && s.Amount != "":
		w.Found(field+".amount", s.Amount, "nothing where grant or loan is given: all of it is their sum")
	case !split && s.Amount == "":
		w.Found(field+".amount", "", "a grant, a loan, or an amount where the split is not known; where nothing is known, leave the stake out")
	}
}

var key = regexp.MustCompile(`^[a-z0-9][a-z0-9.-]{0,31}$`)

// keys wants short ids, each once.
func keys[V any](w *faults, field string, all []V, of func(V) string) {
	seen := map[string]bool{}
	for i, x := range all {
		k := of(x)
		switch at := fmt.Sprintf("%s[%d].key", field, i); {
		case !key.MatchString(k):
			w.Found(at, k, "a short id of lower-case letters, digits, dots and dashes")
		case seen[k]:
			w.Found(at, k, "each key once")
		}
		seen[k] = true
	}
}

// pieces wants evidence that can be found where it says it is.
func (w *faults) pieces(field string, all []Piece) {
	for i, x := range all {
		at := fmt.Sprintf("%s[%d]", field, i)
		if strings.TrimSpace(x.Title) == "" {
			w.Found(at+".title", x.Title, "what it is, as in Law 4512-IX")
		}
		object, id, ok := strings.Cut(x.Where, "/")
		switch {
		case x.Where == "" || strings.HasPrefix(x.Where, "https://") || strings.HasPrefix(x.Where, "http://"):
		case !ok:
			w.Found(at+".where", x.Where, "an address, as in https://zakon.rada.gov.ua/laws/show/4512-20, or an object of this record as OBJECT/ID")
		default:
			if _, ok := work.Reach(w.s, w.h, object, id); !ok {
				w.Found(at+".where", x.Where, "an object of this record as OBJECT/ID, as in step/uf-10.1")
			}
		}
	}
}

func (p *Part) framework(w *faults, field, id string) (Framework, bool) {
	f, ok := p.Frameworks.Get(w.s.Known(), id)
	if !ok || p.Frameworks.Hides(w.h, w.s.Known(), id) {
		w.Found(field, id, "the id of a framework of this record")
		return Framework{}, false
	}
	return f.Value, true
}

// step finds a step that the speaker may see.
func (p *Part) step(w *faults, field, id string) (standing.Version[Step], bool) {
	x, ok := p.Steps.Get(w.s.Known(), id)
	if !ok || p.Steps.Hides(w.h, w.s.Known(), id) {
		w.Found(field, id, "the id of a step of this record")
		return x, false
	}
	return x, true
}

// assesses refuses an assessor that the framework does not name.
func (f *Framework) assesses(e *muster.Envelope) error {
	if len(f.Assessors) == 0 || slices.Contains(f.Assessors, e.By) {
		return nil
	}
	all := make([]string, len(f.Assessors))
	for i, a := range f.Assessors {
		all[i] = string(a)
	}
	return muster.Denied(fmt.Sprintf("%s does not assess by %s; that is for %s", access.Of(e).Words(), f.About, strings.Join(all, ", ")))
}

func (p *Part) checkFramework(s *standing.State, x, was *Framework) error {
	w := faultsOf(s, &x.Envelope)
	w.said("title", x.Title, "what it is called")
	if x.Keeper != "" {
		w.party("keeper", x.Keeper)
	}
	for i, id := range x.Assessors {
		w.party(fmt.Sprintf("assessors[%d]", i), id)
	}
	if len(x.Scales) == 0 {
		w.Found("scales", "", "one scale or more, in the framework's own words")
	}
	keys(w, "scales", x.Scales, func(c Scale) string { return c.Key })
	for i, c := range x.Scales {
		at := fmt.Sprintf("scales[%d].", i)
		w.said(at+"title", c.Title, "what the framework calls it")
		w.OneOf(at+"rates", c.Rates, Rated)
		if len(c.Degrees) < 2 {
			w.Found(at+"degrees", fmt.Sprint(len(c.Degrees)), "two words or more")
		}
		keys(w, at+"degrees", c.Degrees, func(d Degree) string { return d.Key })
		for k, d := range c.Degrees {
			at := fmt.Sprintf("%sdegrees[%d].", at, k)
			w.said(at+"title", d.Title, "the framework's own word")
			if d.Means != "" && c.Rates != OfStep {
				w.Found(at+"means", d.Means, "nothing; only a scale that rates steps says where they are")
			} else if d.Means != "" {
				w.OneOf(at+"means", d.Means, Concluded)
			}
		}
	}
	keys(w, "chapters", x.Chapters, func(c Chapter) string { return c.Key })
	for i, c := range x.Chapters {
		at := fmt.Sprintf("chapters[%d].", i)
		w.said(at+"title", c.Title, "what the framework calls it")
		if in, ok := x.Chapter(c.In); c.In != "" && (!ok || in.In != "" || c.In == c.Key) {
			w.Found(at+"in", c.In, "the key of a cluster among the chapters")
		}
	}
	for i, r := range x.Reports {
		at := fmt.Sprintf("reports[%d].", i)
		w.said(at+"what", r.What, "what is reported")
		if Spans[r.Every] == 0 {
			w.OneOf(at+"every", r.Every, []string{"month", "quarter", "half-year", "year"})
		} else if r.Month < 0 || r.Month > Spans[r.Every] {
			w.Found(at+"month", fmt.Sprint(r.Month), fmt.Sprintf("a month of the %s, 1 to %d", r.Every, Spans[r.Every]))
		}
		if r.Day < 1 || r.Day > 31 {
			w.Found(at+"day", fmt.Sprint(r.Day), "a day of the month, 1 to 31")
		}
	}
	if c := x.Clock; c != nil {
		if c.Months < 1 || c.Months > 120 {
			w.Found("clock.months", fmt.Sprint(c.Months), "a number of months, 1 to 120")
		}
		w.said("clock.starts", c.Starts, "the decision on whose day it starts")
		w.said("clock.stops", c.Stops, "the day on which it stops")
	}
	if was != nil {
		w.Add(p.kept(w, x, was))
	}
	return w.Err()
}

// kept refuses a framework that no longer has what steps and ratings name, or in which it means something else:
// what was said in its words stays to be read.
func (p *Part) kept(w *faults, x, was *Framework) error {
	var f muster.Faults
	gone := map[string]bool{}
	once := func(field, text string) {
		if !gone[field+text] {
			gone[field+text] = true
			f.Add(muster.Conflict(field, text))
		}
	}
	lost := func(field, what string) { once(field, what+" is left out, and something of this record names it") }
	for _, t := range p.Steps.All(w.s.Known()) {
		if _, ok := x.Chapter(t.Value.Chapter); t.Value.Framework == x.About && t.Value.Chapter != "" && !ok {
			lost("chapters", "the chapter "+t.Value.Chapter)
		}
	}
	word := func(scale, value, chapter string) {
		c, ok := x.Scale(scale)
		d, used := c.Degree(value)
		old, _ := was.Scale(scale)
		meant, _ := old.Degree(value)
		switch {
		case !ok:
			lost("scales", "the scale "+scale)
		case !used:
			lost("scales", "of the scale "+scale+" the word "+value)
		case c.Rates != old.Rates:
			once("scales", fmt.Sprintf("found %q; the scale %s rates a %s, and something of this record was rated by it", c.Rates, scale, old.Rates))
		case d.Means != meant.Means:
			once("scales", fmt.Sprintf("found %q; the word %s of the scale %s means %s, and something of this record was rated so", d.Means, value, scale, cmp.Or(meant.Means, "nothing by itself")))
		}
		if _, ok := x.Chapter(chapter); chapter != "" && !ok {
			lost("chapters", "the chapter "+chapter)
		}
	}
	for _, r := range p.Ratings.All(w.s.Known()) {
		if r.Value.Framework == x.About {
			word(r.Value.Scale, r.Value.Value, r.Value.Chapter)
		}
	}
	for _, t := range p.Tallies.All(w.s.Known()) {
		for _, c := range t.Value.Counts {
			if t.Value.Framework == x.About {
				word(t.Value.Scale, c.Value, "")
			}
		}
	}
	return f.Err()
}

func (p *Part) checkReform(s *standing.State, x, _ *Reform) error {
	w := faultsOf(s, &x.Envelope)
	w.said("title", x.Title, "what it is called")
	w.Text("text", x.Text)
	if x.Lead != "" {
		w.party("lead", x.Lead)
	}
	return w.Err()
}

func (p *Part) checkStep(s *standing.State, x, was *Step) error {
	w := faultsOf(s, &x.Envelope)
	w.said("title", x.Title, "what it is about")
	w.said("criterion", x.Criterion, "the wording by which it is fulfilled")
	w.party("executor", x.Executor)
	if _, ok := p.Reforms.Get(s.Known(), x.Reform); x.Reform != "" && (!ok || p.Reforms.Hides(w.h, s.Known(), x.Reform)) {
		w.Found("reform", x.Reform, "the id of a reform of this record")
	}
	if f, ok := p.framework(w, "framework", x.Framework); ok {
		w.Add(work.NoWider(&x.Envelope, f.Audience, "its framework"))
		if _, ok := f.Chapter(x.Chapter); x.Chapter != "" && !ok {
			w.Found("chapter", x.Chapter, "the key of a chapter of "+x.Framework)
		}
	}
	w.measured(x)
	if x.Law != "" {
		w.OneOf("law", x.Law, Laws)
	}
	keys(w, "elements", x.Elements, func(e Element) string { return e.Key })
	for i, e := range x.Elements {
		w.said(fmt.Sprintf("elements[%d].text", i), e.Text, "what it asks for")
	}
	if x.Due != "" {
		w.Day("due", x.Due)
	}
	if x.Stake != nil {
		w.stake("stake", x.Stake)
	}
	for i, id := range x.Needs {
		if _, ok := p.step(w, fmt.Sprintf("needs[%d]", i), id); ok && id == x.About {
			w.Found(fmt.Sprintf("needs[%d]", i), id, "another step")
		}
	}
	if was == nil {
		return w.Err()
	}
	if x.Framework != was.Framework {
		w.Found("framework", x.Framework, "the framework that asks for it, "+was.Framework)
	}
	if x.Why == "" {
		w.Found("why", "", "the reason why it is amended: what it said before stays to be seen")
	}
	for _, in := range p.Instalments.All(s.Known()) {
		if x.Precondition != was.Precondition && (slices.Contains(in.Value.Steps, x.About) || slices.Contains(in.Value.Preconditions, x.About)) {
			w.Found("precondition", fmt.Sprint(x.Precondition), "what it is in an instalment; change that first")
			break
		}
	}
	return w.Err()
}

// measured checks how a step is measured: one that is quantitative has a unit and a goal.
func (w *faults) measured(x *Step) {
	w.OneOf("measured", x.Measured, Measured)
	fields := [][2]string{{"unit", x.Unit}, {"baseline", x.Baseline}, {"goal", x.Goal}}
	for _, f := range fields {
		switch {
		case x.Measured == Qualitative && f[1] != "":
			w.Found(f[0], f[1], "nothing; a qualitative step has none")
		case x.Measured == Quantitative && f[1] == "" && f[0] != "baseline":
			w.Found(f[0], "", "a unit and a goal; a quantitative step has both")
		case f[1] != "" && f[0] != "unit":
			w.number(f[0], f[1])
		}
	}
}

func (p *Part) checkInstalment(s *standing.State, x, was *Instalment) error {
	w := faultsOf(s, &x.Envelope)
	w.said("title", x.Title, "what it is called")
	if f, ok := p.framework(w, "framework", x.Framework); ok {
		w.Add(work.NoWider(&x.Envelope, f.Audience, "its framework"))
	}
	if x.Stake == nil {
		w.Found("stake", "", "all that hangs on it, as in stake.amount and stake.currency")
	} else {
		w.stake("stake", x.Stake)
	}
	seen := map[string]bool{}
	for _, group := range []struct {
		field string
		ids   []string
		pre   bool
	}{{"steps", x.Steps, false}, {"preconditions", x.Preconditions, true}} {
		for i, id := range group.ids {
			field := fmt.Sprintf("%s[%d]", group.field, i)
			t, ok := p.step(w, field, id)
			switch {
			case !ok:
			case seen[id]:
				w.Found(field, id, "each step once")
			case t.Value.Framework != x.Framework:
				w.Found(field, id, "a step of the same framework")
			case t.Value.Precondition != group.pre:
				w.Found(field, id, map[bool]string{true: "a precondition; steps are listed among steps", false: "a step; a precondition is kept apart, among preconditions"}[group.pre])
			}
			seen[id] = true
		}
	}
	if was == nil {
		return w.Err()
	}
	if x.Why == "" {
		w.Found("why", "", "the reason why it is changed")
	}
	if at, _ := p.Instalments.State(s.Known(), x.About); !slices.Contains([]string{ToRequest, Requested, Examined}, at.Value.State) {
		w.Add(muster.Conflict("replaces", p.Instalments.Is(w.h, s.Known(), x.About)+"; what was decided on stays as it was"))
	}
	return w.Err()
}
