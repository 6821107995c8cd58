package web

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"muster"
	"muster/access"
	"muster/reform"
)

// fit makes the forms of a step offer what fits it: ratings that mean what an act concludes, the instalments that
// are paid for it with the decision on each, and nothing of a law or a value where it asks for none. Who assesses
// it gets the form by which it is rated.
func (p *stepMore) fit() {
	x := p.d.Now()
	for _, f := range p.forms {
		if f.kind != reform.KindAct {
			continue
		}
		f.fields = slices.DeleteFunc(f.fields, func(c sayField) bool {
			return c.name == "value" && x.Measured != reform.Quantitative || (c.name == "adopted" || c.name == "in_force") && x.Law == ""
		})
		for i := range f.fields {
			p.fitField(f, &f.fields[i])
		}
	}
	if p.mayRate() {
		p.forms = append(p.forms, p.rateForm())
	}
}

func (p *stepMore) fitField(f *sayForm, c *sayField) {
	switch c.name {
	case "rating":
		c.options = []option{{"", p.say("say.none")}}
		for _, r := range p.d.Ratings {
			if r.Value.By != p.writer.Party || !p.means(r.Value, f.name) {
				continue
			}
			scale, word := p.word(r.Value)
			c.options = append(c.options, option{string(r.ID), p.say("reforms.rated", "scale", scale, "word", word, "day", p.dayOf(r.Value.Assessed))})
			c.value = string(r.ID)
		}
		c.hint = p.say("reforms.rating.hint")
	case "instalment":
		c.options = []option{{"", p.say("say.none")}}
		for _, in := range p.d.Instalments {
			c.options = append(c.options, option{in.About, in.Title.In(p.lang)})
			c.value = in.About
		}
	case "decision":
		c.value = p.decision().Name
	case "decided":
		c.value = p.decision().On
	}
}

// decision is that on the instalment that a form names at first.
func (p *stepMore) decision() (d Decision) {
	for _, in := range p.d.Instalments {
		d = p.d.Decisions[in.About]
	}
	return d
}

// means reports whether a rating's word means what an act of a form concludes.
func (p *stepMore) means(r reform.Rating, form string) bool {
	want := map[string]string{reform.ActFulfil: reform.Fulfilled, reform.ActFulfilLate: reform.Fulfilled, reform.ActPart: reform.Partly, reform.ActMiss: reform.NotFulfilled}[strings.TrimPrefix(form, reform.Life.Object+"-")]
	if p.d.Framework == nil {
		return false
	}
	s, _ := p.d.Framework.Scale(r.Scale)
	d, _ := s.Degree(r.Value)
	return d.Means == want
}

// mayRate reports whether whoever signed in assesses by the framework, and does not do the step.
func (p *stepMore) mayRate() bool {
	f := p.d.Framework
	return p.writing && f != nil && p.writer.Role == access.Assessor && p.writer.Party != p.d.Now().Executor && (len(f.Assessors) == 0 || slices.Contains(f.Assessors, p.writer.Party))
}

// scaleSep stands between a scale and a word of it in the values of the form.
const scaleSep = "/"

// rateForm is the form by which an assessor rates the step, in the words of the framework's scales.
func (p *stepMore) rateForm() *sayForm {
	x := p.d.Now()
	f := &sayForm{
		name: "rate", kind: reform.KindRating, title: p.say("reforms.rate"), button: p.say("reforms.rate.send"), text: p.say("reforms.rate.text"), strong: true,
		hidden: []way{{"framework", x.Framework}, {"criterion", string(p.h.Statement)}, {"audience", string(p.h.Audience)}}, places: map[string]string{"scale": "value"},
	}
	word := sayField{name: "value", label: p.say("reforms.word"), hint: p.say("reforms.rate.word"), options: []option{{"", p.say("say.none")}}}
	for _, s := range p.d.Framework.Scales {
		if s.Rates == reform.OfChapter {
			continue
		}
		for _, d := range s.Degrees {
			word.options = append(word.options, option{s.Key + scaleSep + d.Key, p.say("reforms.scaleword", "scale", s.Title.In(p.lang), "word", d.Title.In(p.lang))})
		}
	}
	again := false
	for _, r := range p.d.Ratings {
		if r.Value.Period == "" {
			f.hidden = append(f.hidden, way{"replaces." + r.Value.Scale, string(r.ID)})
			again = true
		}
	}
	f.fields = []sayField{
		word,
		{name: "assessed", label: p.say("say.reform.assessed"), day: true, value: p.around.Today.String()},
		{name: "document", label: p.say("reforms.document"), leave: true},
		{name: "paragraph", label: p.say("reforms.inparagraph"), leave: true},
		{name: "evidence", label: p.say("say.reform.evidence"), hint: p.say("reforms.evidence.hint"), long: true},
	}
	for i, e := range x.Elements {
		f.hidden = append(f.hidden, way{fmt.Sprintf("element.%d", i), e.Key})
		named := func(name string) string { return fmt.Sprintf("findings.%d.%s", i, name) }
		found := sayField{name: named("found"), label: p.say("reforms.elementfound", "key", e.Key), hint: e.Text.In(p.lang), options: []option{{"", p.say("say.none")}}}
		for _, w := range reform.Found {
			found.options = append(found.options, option{w, p.choiceWord(fieldFound, w)})
		}
		f.fields = append(f.fields, found,
			sayField{name: named("paragraph"), label: p.say("reforms.elementparagraph", "key", e.Key)},
			sayField{name: named("evidence"), label: p.say("reforms.elementevidence", "key", e.Key), long: true})
		for _, name := range []string{"found", "paragraph", "evidence", "element"} {
			f.places[fmt.Sprintf("findings[%d].%s", i, name)] = cmp.Or(map[string]string{"element": named("found")}[name], named(name))
		}
	}
	if x.Law != "" {
		f.fields = append(f.fields, sayField{name: "adopted", label: p.say("say.reform.adopted"), day: true, leave: true}, sayField{name: "in_force", label: p.say("say.reform.in.force"), day: true, leave: true})
	}
	if again {
		f.fields = append(f.fields, sayField{name: "why", label: p.say("say.why"), hint: p.say("reforms.rate.why"), long: true, leave: true})
	}
	return f
}

// ratingFrom reads the form by which a step is rated.
func ratingFrom(_, about string, get func(string) string) (muster.Value, []*muster.Error) {
	scale, word, _ := strings.Cut(get("value"), scaleSep)
	x := &reform.Rating{
		Envelope: muster.Envelope{Kind: reform.KindRating, About: about + "+" + scale, Audience: muster.Audience(get("audience")), Replaces: muster.ID(get("replaces." + scale)), Why: get("why")},
		Step:     about, Framework: get("framework"), Scale: scale, Value: word, Criterion: muster.ID(get("criterion")), Assessed: get("assessed"), Document: get("document"), Paragraph: get("paragraph"),
		Evidence: piecesIn(get("evidence")), Adopted: get("adopted"), InForce: get("in_force"),
	}
	for i := 0; get(fmt.Sprintf("element.%d", i)) != ""; i++ {
		at := func(name string) string { return get(fmt.Sprintf("findings.%d.%s", i, name)) }
		x.Findings = append(x.Findings, reform.Finding{Element: get(fmt.Sprintf("element.%d", i)), Found: at("found"), Paragraph: at("paragraph"), Evidence: piecesIn(at("evidence"))})
	}
	if x.Replaces == "" {
		x.Why = "" // a first score replaces none
	}
	return x, nil
}

// piecesIn are pieces of evidence that were typed a line each: what it is, and after a bar where it is.
func piecesIn(text string) (all []reform.Piece) {
	for line := range strings.Lines(text) {
		title, where, _ := strings.Cut(line, bar)
		if title = strings.TrimSpace(title); title != "" {
			all = append(all, reform.Piece{Title: title, Where: strings.TrimSpace(where)})
		}
	}
	return all
}
