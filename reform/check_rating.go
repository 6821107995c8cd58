package reform

import (
	"fmt"
	"strings"

	"muster"
	"muster/access"
	"muster/standing"
	"muster/work"
)

// rated is what a rating is of as the rules see it: whoever does a step does not rate it.
func (p *Part) rated(_ *standing.State, known muster.Seq, x *Rating) access.Object {
	o := access.Object{Parties: map[string]muster.PartyID{}}
	if t, ok := p.Steps.Get(known, x.Step); ok {
		o.Parties[Executor], o.Said = t.Value.Executor, map[string]muster.Audience{Executor: t.Value.Audience}
	}
	return o
}

// of is what a rating is about: what it rates, by which scale, and for which period.
func (x *Rating) of() string {
	all := []string{x.Step, x.Scale}
	if x.Step == "" {
		all = []string{x.Framework, x.Chapter, x.Scale}
	}
	if x.Period != "" {
		all = append(all, x.Period)
	}
	return strings.Join(all, "+")
}

func (p *Part) checkRating(s *standing.State, x, was *Rating) error {
	w := faultsOf(s, &x.Envelope)
	f, ok := p.framework(w, "framework", x.Framework)
	if !ok {
		return w.Err()
	}
	w.Add(f.assesses(&x.Envelope), work.NoWider(&x.Envelope, f.Audience, "its framework"))
	w.past("assessed", x.Assessed)
	scale, known := f.Scale(x.Scale)
	if degree, ok := scale.Degree(x.Value); !known {
		w.Found("scale", x.Scale, "the key of a scale of "+x.Framework)
	} else if !ok {
		var all []string
		for _, d := range scale.Degrees {
			all = append(all, d.Key)
		}
		w.Found("value", x.Value, "one of "+strings.Join(all, ", "))
	} else if x.Step != "" {
		p.checkRatedStep(w, x, degree)
	}
	switch {
	case x.Period != "" && !key.MatchString(x.Period):
		w.Found("period", x.Period, "a period, as in 2025 or 2025-q2")
	case x.Step == "" && x.Period == "":
		w.Found("period", "", "the period for which a chapter is rated, as in 2025")
	}
	switch _, ok := f.Chapter(x.Chapter); {
	case x.Step != "" && x.Chapter != "":
		w.Found("chapter", x.Chapter, "nothing; a step is rated, or a chapter")
	case x.Step == "" && !ok:
		w.Found("chapter", x.Chapter, "the key of a chapter of "+x.Framework+", or a step")
	case x.Step == "" && known && scale.Rates != OfChapter || x.Step != "" && scale.Rates == OfChapter:
		w.Found("scale", x.Scale, "a scale that rates what is rated; this one rates a "+scale.Rates)
	case x.Step == "" && (x.Criterion != "" || len(x.Findings) > 0 || x.Adopted != "" || x.InForce != ""):
		w.Found("chapter", x.Chapter, "no criterion, findings or days of a law; a step has them")
	case x.Step == "" && (x.Document == "" || x.Paragraph == ""):
		w.Found("paragraph", x.Paragraph, "the assessment and where it says so: a chapter's word is read with its paragraph")
	}
	if x.Step == "" {
		w.Add(p.apartFrom(w, x, &f))
	}
	if x.About != x.of() {
		w.Found("about", x.About, x.of())
	}
	w.pieces("evidence", x.Evidence)
	if was != nil && x.Why == "" {
		w.Found("why", "", "the reason why it is rated again")
	}
	return w.Err()
}

// apartFrom refuses an assessor of a chapter who does a step of it, or of a chapter of the cluster that it is.
func (p *Part) apartFrom(w *faults, x *Rating, f *Framework) error {
	for _, t := range p.Steps.All(w.s.Known()) {
		if in, _ := f.Chapter(t.Value.Chapter); t.Value.Framework == x.Framework && t.Value.Executor == x.By && (in.Key == x.Chapter || in.In == x.Chapter) {
			return muster.Denied(fmt.Sprintf("%s may not rate the chapter %s: who does a step of the chapter does not judge its own", access.Of(&x.Envelope).Words(), x.Chapter))
		}
	}
	return nil
}

// checkRatedStep refuses a rating of a step that does not say by which wording and by what evidence.
func (p *Part) checkRatedStep(w *faults, x *Rating, degree Degree) {
	t, ok := p.step(w, "step", x.Step)
	if !ok {
		return
	}
	w.Add(work.NoWider(&x.Envelope, t.Value.Audience, "the step"), p.workedOn(w.s, &x.Envelope, x.Step))
	if t.Value.Framework != x.Framework {
		w.Found("framework", x.Framework, "the framework of the step, "+t.Value.Framework)
	}
	var by *Step
	for _, v := range p.Steps.Versions(w.s.Known(), x.Step) {
		if v.ID == x.Criterion && w.h.Sees(v.Value.Audience) {
			by = &v.Value
		}
	}
	if by == nil {
		w.Found("criterion", string(x.Criterion), "the statement of a version of the step, as in "+string(t.ID))
		return
	}
	if len(x.Evidence) == 0 {
		w.Found("evidence", "", "by what it was found, one piece or more")
	}
	w.law(x.Adopted, x.InForce)
	if degree.Means == Fulfilled && by.Law == LawAdopted && x.Adopted == "" {
		w.Found("adopted", "", "the day on which the law was adopted, which the criterion asks for")
	}
	if degree.Means == Fulfilled && by.Law == LawInForce {
		if x.InForce == "" || x.InForce > x.Assessed {
			w.Found("in_force", x.InForce, "the day from which the law is in force, not after the assessment: the criterion asks for a law in force, and one that was adopted is not yet that")
		}
	}
	w.findings(x, by, degree)
}

// findings wants one finding of each element, and all of them met where the whole is.
func (w *faults) findings(x *Rating, by *Step, degree Degree) {
	found := map[string]string{}
	for i, f := range x.Findings {
		at := fmt.Sprintf("findings[%d].", i)
		known := false
		for _, e := range by.Elements {
			known = known || e.Key == f.Element
		}
		if _, twice := found[f.Element]; !known || twice {
			w.Found(at+"element", f.Element, "the key of an element of the criterion, each once")
		}
		found[f.Element] = f.Found
		w.OneOf(at+"found", f.Found, Found)
		w.pieces(at+"evidence", f.Evidence)
		if len(f.Evidence) == 0 || f.Paragraph == "" {
			w.Found(at+"evidence", titles(f.Evidence), "by what it was found, and the paragraph that says so")
		}
	}
	for _, e := range by.Elements {
		switch is, ok := found[e.Key]; {
		case !ok:
			w.Found("findings", "", "a finding of each element; there is none of "+e.Key)
		case degree.Means == Fulfilled && is != Met:
			w.Found("value", x.Value, fmt.Sprintf("a word that does not mean fulfilled: the element %s is %s", e.Key, is))
		}
	}
}

func (p *Part) checkTally(s *standing.State, x, was *Tally) error {
	w := faultsOf(s, &x.Envelope)
	f, ok := p.framework(w, "framework", x.Framework)
	if !ok {
		return w.Err()
	}
	w.Add(work.NoWider(&x.Envelope, f.Audience, "its framework"))
	if access.Of(&x.Envelope).Role == access.Assessor {
		w.Add(f.assesses(&x.Envelope))
	}
	w.past("on", x.On)
	if want := strings.Join([]string{x.Framework, x.Scale, x.On}, "+"); x.About != want {
		w.Found("about", x.About, want)
	}
	scale, ok := f.Scale(x.Scale)
	if !ok {
		w.Found("scale", x.Scale, "the key of a scale of "+x.Framework)
	}
	seen := map[string]bool{}
	for i, c := range x.Counts {
		if _, is := scale.Degree(c.Value); ok && !is || seen[c.Value] {
			w.Found(fmt.Sprintf("counts[%d].value", i), c.Value, "the key of a word of the scale, each once")
		}
		seen[c.Value] = true
		if c.Count < 0 {
			w.Found(fmt.Sprintf("counts[%d].count", i), fmt.Sprint(c.Count), "a whole number, not below 0")
		}
	}
	if len(x.Counts) == 0 {
		w.Found("counts", "", "how many have each word")
	}
	if was != nil && x.Why == "" {
		w.Found("why", "", "the reason why they are counted again")
	}
	return w.Err()
}
