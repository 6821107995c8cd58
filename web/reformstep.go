package web

import (
	"cmp"
	"net/http"
	"slices"
	"strings"

	"muster/reform"
	"muster/report"
	"muster/work"

	"github.com/a-h/templ"
)

// stepMore is what the page of a step shows beside what pages of all objects show.
type stepMore struct {
	*heldPage
	d *StepDetail
}

// moreOfStep shows a step's clock, its wording in versions, and apart from each other what was reported and what
// was assessed; and fits its forms to it.
func moreOfStep(s *site, r *http.Request, p *heldPage) (templ.Component, error) {
	d, err := s.src.StepDetail(r.Context(), given(r.URL.Query(), fieldKnown), p.h.About)
	if err != nil || len(d.Versions) == 0 {
		return templ.NopComponent, err
	}
	m := &stepMore{p, d}
	p.h.NamedBy = slices.DeleteFunc(slices.Clone(p.h.NamedBy), func(n Linked) bool { return n.Object == reform.InstalmentLife.Object }) // they stand with the money
	m.tell()
	m.fit()
	return m.section(), nil
}

// tell gives the facts of the step in words, and leaves out what its own parts show.
func (p *stepMore) tell() {
	x := p.d.Now()
	p.told = []string{"criterion", "elements", "stake.grant", "stake.loan", "stake.amount", "stake.currency"}
	p.said = map[string]string{"measured": p.choiceWord("measured", x.Measured), "law": p.choiceWord("law", x.Law)}
	if f := p.d.Framework; f != nil {
		p.said["framework"] = f.Title.In(p.lang)
		if c, ok := f.Chapter(x.Chapter); ok {
			p.said["chapter"] = c.Title.In(p.lang)
		}
	}
	for _, name := range []string{"baseline", "goal"} {
		if v := p.values[name]; v != "" {
			p.said[name] = p.grouped(v)
		}
	}
	if len(p.d.Others) > 0 {
		p.said["reform"] = cmp.Or(p.d.Others[0].Called.In(p.lang), x.Reform)
	}
	p.said["due"] = p.dayOf(x.Due)
}

// clock says how many days are left and how much is held: "214 days left, EUR 852,505,760 held". It is there
// while money is held.
func (p *stepMore) clock() string {
	if p.d.Hold == nil || p.h.State != reform.Suspended && p.h.State != reform.Lapsed {
		return ""
	}
	left := p.leftWords(p.d.DaysLeft)
	switch stake := p.d.Now().Stake; {
	case stake != nil:
		return upperFirst(p.say("reforms.clock.own", "left", left, "amount", p.sum(stake.Total(), stake.Currency)))
	case p.d.HeldIn != "":
		return upperFirst(p.say("reforms.clock.all", "left", left, "amount", p.sum(p.d.Held, p.d.HeldIn)))
	}
	return upperFirst(left) + "."
}

// clockCites says from which decision the clock runs, and until when; of one that stopped, by what.
func (p *stepMore) clockCites() string {
	h := p.d.Hold
	if h == nil {
		return ""
	}
	cites := p.say("reforms.clock.cites", "decision", h.Decision, "decided", p.dayOf(h.Decided), "until", p.dayOf(h.Until))
	if p.h.State == reform.FulfilledLate && p.d.Conclusion != nil {
		cites += " " + p.say("reforms.clock.stopped", "day", p.dayOf(p.d.Conclusion.Fulfilled))
	}
	return cites
}

// concluded says on which day it is accepted to have been fulfilled, or from which it is so no longer.
func (p *stepMore) concluded() string {
	c := p.d.Conclusion
	switch {
	case c == nil:
		return ""
	case c.Reversed != "":
		return p.say("reforms.reversedon", "day", p.dayOf(c.Reversed), "party", p.party(c.By), "why", c.Why)
	case c.Fulfilled != "":
		return p.say("reforms.fulfilledon", "day", p.dayOf(c.Fulfilled), "party", p.party(c.By))
	}
	return ""
}

// money says what hangs on the step: its own amount where that is known, else only the instalment's.
func (p *stepMore) money() []heldFact {
	var all []heldFact
	if s := p.d.Now().Stake; s != nil {
		all = append(all, heldFact{label: p.say("reforms.own"), text: p.sum(s.Total(), s.Currency)})
		for _, part := range [][2]string{{p.say("say.reform.stake.grant"), s.Grant}, {p.say("say.reform.stake.loan"), s.Loan}} {
			if part[1] != "" && s.Grant != "" && s.Loan != "" {
				all = append(all, heldFact{label: part[0], text: p.inCurrency(s.Currency, p.grouped(part[1]))})
			}
		}
	} else if len(p.d.Instalments) > 0 && !p.d.Now().Precondition {
		all = append(all, heldFact{label: p.say("reforms.own"), text: p.say("reforms.own.unknown")})
	}
	for _, in := range p.d.Instalments {
		text := in.Title.In(p.lang)
		if in.Stake != nil {
			text = p.say("reforms.allof", "what", text, "amount", p.sum(in.Stake.Total(), in.Stake.Currency))
		}
		all = append(all, heldFact{label: upperFirst(p.objectWord(reform.InstalmentLife.Object)), names: []Linked{{Ref: work.Ref{Object: reform.InstalmentLife.Object, ID: in.About}, Title: text, There: true}}})
	}
	return all
}

// versions are all versions, the latest first, with what each moved and why.
func (p *stepMore) versions() table {
	t := table{class: "board", caption: p.say("reforms.versions.caption"), columns: []column{{name: p.say("reforms.version")}, {name: p.say("register.due"), class: "date"}, {name: p.say("say.why")}, {name: p.say("reforms.wording")}}}
	for i, v := range slices.Backward(p.d.Versions) {
		due, wording := plain(cmp.Or(p.dayOf(v.Due), "–")), plain(v.Criterion.In(p.lang))
		if i > 0 {
			due = under(due, p.movedWords(v.Slip.Moved))
			if wording = plain(p.say("reforms.samewording")); v.Slip.Wording {
				wording = drawn(p.changed(p.wordings(&p.d.Versions[i-1].Step, &v.Step)))
			}
		}
		if v.Slip.Moved > 0 {
			due.class = "due"
		}
		t.rows = append(t.rows, row{cells: []cell{linked(p.say("reforms.versionn", "n", p.num(i+1)), p.statementAt(v.Slip.Statement)), due, plain(cmp.Or(v.Why, "–")), wording}})
	}
	return t
}

// elements are the parts of the criterion, with what was found of each.
func (p *stepMore) elements() table {
	t := table{class: "board", caption: p.say("reforms.elements"), columns: []column{{name: p.say("reforms.element")}, {name: p.say("reforms.found")}, {name: p.say("reforms.bywhat")}}}
	for _, e := range p.d.Now().Elements {
		found, by := unknown(p.say("reforms.notfound")), ""
		for _, r := range p.d.Ratings {
			for _, f := range r.Value.Findings {
				if f.Element != e.Key {
					continue
				}
				var all []string
				for _, x := range f.Evidence {
					all = append(all, x.Title)
				}
				found, by = under(plain(p.choiceWord(fieldFound, f.Found)), dotted(p.party(r.Value.By), p.say("reforms.paragraph", "paragraph", f.Paragraph))), p.list(all)
			}
		}
		t.rows = append(t.rows, row{cells: []cell{under(plain(e.Text.In(p.lang)), e.Key), found, plain(by)}})
	}
	return t
}

// reportFacts are what who does the step says beside its evidence.
func (p *stepMore) reportFacts() []heldFact {
	r := p.d.Report
	value := ""
	if r.Value != "" {
		value = p.grouped(r.Value) + nbsp + p.d.Now().Unit
	}
	return factsOf(p.say("say.reform.adopted"), p.dayOf(r.Adopted), p.say("say.reform.in.force"), p.dayOf(r.InForce), p.say("say.reform.value"), value)
}

// factsOf are words with what they stand for, those that say something.
func factsOf(all ...string) (out []heldFact) {
	for i := 0; i+1 < len(all); i += 2 {
		if all[i+1] != "" {
			out = append(out, heldFact{label: all[i], text: all[i+1]})
		}
	}
	return out
}

// ratingFacts are what a rating rests on: the assessment and where it says so, the version of the criterion, the
// days of a law as found.
func (p *stepMore) ratingFacts(r reform.Rating) []heldFact {
	version := ""
	for i, v := range p.d.Versions {
		if v.Slip.Statement == r.Criterion {
			version = p.say("reforms.ofversions", "n", p.num(i+1), "of", p.num(len(p.d.Versions)))
		}
	}
	paragraph := ""
	if r.Paragraph != "" {
		paragraph = p.say("reforms.paragraph", "paragraph", r.Paragraph)
	}
	return factsOf(p.say("reforms.document"), dotted(r.Document, paragraph), p.say("reforms.version"), version, p.say("say.reform.adopted"), p.dayOf(r.Adopted), p.say("say.reform.in.force"), p.dayOf(r.InForce), p.say("say.why"), r.Why)
}

// word is what a rating says, in the framework's own words.
func (p *stepMore) word(r reform.Rating) (scale, word string) {
	if f := p.d.Framework; f != nil {
		if s, ok := f.Scale(r.Scale); ok {
			d, _ := s.Degree(r.Value)
			return s.Title.In(p.lang), d.Title.In(p.lang)
		}
	}
	return r.Scale, r.Value
}

func (p *stepMore) scaleOf(r reform.Rating) string {
	scale, _ := p.word(r)
	return scale + ": "
}

func (p *stepMore) wordOf(r reform.Rating) string {
	_, word := p.word(r)
	return word + "."
}

// where leads to a piece of evidence; empty: it is somewhere else.
func (p *stepMore) where(at string) string {
	if strings.HasPrefix(at, "https://") || strings.HasPrefix(at, "http://") {
		return at
	}
	if object, id, ok := strings.Cut(at, "/"); ok {
		if _, _, there := pageOf(object, id); there {
			return p.to(objectPath(object, id))
		}
	}
	return ""
}

// evidence is the index of all that was named as evidence: by who does the step, and apart from it by who
// assesses it.
func (p *stepMore) evidence() table {
	t := table{class: "board", caption: p.say("reforms.index"), hush: true, columns: []column{{name: p.say("reforms.piece")}, {name: p.say("reforms.saidby")}, {name: p.say("reforms.shows")}, {name: p.say("reforms.onday"), class: "date"}}}
	for _, e := range p.d.Evidence {
		piece := plain(e.Title)
		if href := p.where(e.Where); href != "" {
			piece = linked(e.Title, href)
		} else if e.Where != "" {
			piece = under(piece, e.Where)
		}
		of, shows := p.say("reforms.of.report"), "–"
		if e.Of == report.OfAssessment {
			of, shows = p.say("reforms.of.assessment"), p.foundWords(e)
		}
		t.rows = append(t.rows, row{cells: []cell{piece, under(plain(of), p.party(e.By)), plain(shows), linked(p.dayOf(e.On), p.statementAt(e.Statement))}})
	}
	return t
}

// foundWords are what a piece of evidence is said to show: of an element what was found, else the word of the
// scale.
func (p *stepMore) foundWords(e report.Evidence) string {
	paragraph := ""
	if e.Paragraph != "" {
		paragraph = p.say("reforms.paragraph", "paragraph", e.Paragraph)
	}
	if e.Element != "" {
		return dotted(p.say("reforms.elementis", "key", e.Element, "found", p.choiceWord(fieldFound, e.Found)), paragraph)
	}
	for _, r := range p.d.Ratings {
		if r.ID == e.Statement {
			_, word := p.word(r.Value)
			return dotted(word, paragraph)
		}
	}
	return dotted(e.Found, paragraph)
}

// others are what other frameworks ask of the same reform.
func (p *stepMore) others() table {
	t := table{class: "board", caption: p.say("reforms.others"), hush: true, columns: []column{{name: upperFirst(p.objectWord(reform.Life.Object))}, {name: p.say("reforms.asks")}, {name: p.say("board.state")}, {name: p.say("reforms.assessment")}, {name: p.say("register.due"), class: "date"}}}
	for _, x := range p.d.Others {
		rating := unknown(p.say("reforms.norating"))
		if x.Rating != "" {
			rating = under(plain(cmp.Or(x.Word.In(p.lang), x.Rating)), p.party(x.By))
		}
		t.rows = append(t.rows, row{cells: []cell{
			under(linked(x.Title.In(p.lang), p.to(heldPath(reform.Life.Object, x.Step))), dotted(x.Framework, x.Code)), plain(x.Asks.In(p.lang)), drawn(p.stateCell(x.State, "")), rating, plain(cmp.Or(p.dayOf(x.Due), "–")),
		}})
	}
	return t
}
