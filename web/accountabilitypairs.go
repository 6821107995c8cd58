package web

import (
	"cmp"
	"net/http"
	"slices"

	"muster"
	"muster/evidence"
	"muster/work"
)

// maybeOne are two things of evidence of which a person decides whether they are one.
type maybeOne struct {
	object, a, b, why, verdict string
	decided                    muster.ID // the statement of the verdict
	audience                   muster.Audience
	form                       *sayForm // by which whoever may decides
}

// mostDecided is how many pairs have their form on the page, those of which nobody decided first.
const mostDecided = 25

// pair lists what may be one, what nobody decided on first, with the forms of who may decide.
func (p *accountabilityPage) pair() {
	for _, x := range p.b.Doubles {
		why := p.say("accountability.sameobject", "object", x.Object)
		if x.Why != "object" {
			why = p.say("accountability.sameid")
		}
		p.ones = append(p.ones, maybeOne{evidence.ObjectDamage, x.Entry, x.Other, why, x.Verdict, x.Decided, x.Audience, nil})
	}
	for _, x := range p.b.Backlog.Alike {
		p.ones = append(p.ones, maybeOne{evidence.ObjectItem, x.Item, x.Other, p.say("accountability.alike", "n", p.num(x.Differ)), x.Verdict, x.Decided, evidence.Keepers, nil})
	}
	slices.SortStableFunc(p.ones, func(a, b maybeOne) int {
		return cmp.Compare(min(len(a.verdict), 1), min(len(b.verdict), 1))
	})
	if !p.writing || !evidence.MayPair(p.writer.Principal) {
		return
	}
	for i := range p.ones[:min(len(p.ones), mostDecided)] {
		o := &p.ones[i]
		about := work.PairOf(o.a, o.b)
		o.form = &sayForm{
			name: anchorOf(about), kind: evidence.KindPair, title: p.say("overlaps.decide", "pair", about), button: p.say("overlaps.send"),
			hidden: []way{{"about", about}, {"object", o.object}, {"replaces", string(o.decided)}, {"audience", string(o.audience)}},
		}
		verdict := sayField{name: "verdict", label: p.say("say.verdict"), value: o.verdict}
		for _, v := range work.Verdicts {
			verdict.options = append(verdict.options, option{v, p.say("verdict." + v)})
		}
		o.form.fields = []sayField{verdict, {name: fieldWhy, label: p.say("say.why"), hint: p.say("say.why.hint"), long: true}}
		p.forms = append(p.forms, o.form)
	}
}

// pairs are those things as a table.
func (p *accountabilityPage) pairs() table {
	t := table{class: "board", caption: p.say("accountability.pairs.caption"), hush: true, columns: []column{{name: p.say("accountability.first")}, {name: p.say("accountability.second")}, {name: p.say("accountability.because")}, {name: p.say("say.verdict")}}}
	for _, o := range p.ones {
		decided := coloured(plain(p.say("lessons.undecided")), "due")
		if o.verdict != "" {
			decided = plain(p.say("verdict." + o.verdict))
			if o.decided != "" {
				decided = linked(decided.text, p.statementAt(o.decided))
			}
		}
		t.rows = append(t.rows, row{cells: []cell{linked(o.a, p.to(heldPath(o.object, o.a))), linked(o.b, p.to(heldPath(o.object, o.b))), plain(o.why), decided}})
	}
	return t
}

// decidePair records whether two things of evidence are one.
func (s *site) decidePair(w http.ResponseWriter, r *http.Request) {
	s.recordForm(w, r, []string{evidence.KindPair}, given(r.PostForm, "about"), accountabilityPath+"#pairs", func(refused []*muster.Error) {
		p, err := s.accountabilityOf(outlasting(r))
		if err != nil {
			s.fail(w, r, err)
			return
		}
		p.took(r.PostForm, refused)
		s.show(w, r, statusOf(refused), p.whole())
	})
}
