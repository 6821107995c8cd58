package web

import (
	"net/http"

	"muster/figure"
	"muster/money"
	"muster/reform"

	"github.com/a-h/templ"
)

// instalmentMore is what the page of an instalment shows beside what pages of all objects show.
type instalmentMore struct {
	*heldPage
	d *InstalmentDetail
}

// moreOfInstalment shows an instalment's money, the decisions that moved it, and its steps with their clocks.
func moreOfInstalment(s *site, r *http.Request, p *heldPage) (templ.Component, error) {
	d, err := s.src.InstalmentDetail(r.Context(), given(r.URL.Query(), fieldKnown), p.h.About)
	if err != nil {
		return nil, err
	}
	m := &instalmentMore{p, d}
	p.told = []string{"steps", "preconditions", "stake.grant", "stake.loan", "stake.amount", "stake.currency"}
	p.said = map[string]string{}
	if d.Framework != nil {
		p.said["framework"] = d.Framework.Title.In(p.lang)
	}
	m.fit()
	return m.section(), nil
}

// fit makes the forms offer the steps for which money is released or given up, and what a decision may be of.
func (p *instalmentMore) fit() {
	for _, f := range p.forms {
		if f.kind != reform.KindInstalmentAct {
			continue
		}
		for i := range f.fields {
			switch c := &f.fields[i]; c.name {
			case "step":
				want := reform.Lapsed
				if f.name == reform.InstalmentLife.Object+"-"+reform.ActRelease {
					want = reform.FulfilledLate
				}
				c.options = []option{{"", p.say("say.none")}}
				for _, x := range p.d.Steps[0] {
					if x.State == want {
						c.options = append(c.options, option{x.About, dotted(x.Code, x.Title.In(p.lang))})
					}
				}
			case "amount":
				c.hint = p.say("reforms.amount.hint", "currency", string(p.d.Currency))
			case "day":
				c.value = p.around.Today.String()
			}
		}
	}
}

// parts are what became of the instalment's money.
func (p *instalmentMore) parts() []struct {
	name string
	a    money.Amount
} {
	b := p.d.Purse
	return []struct {
		name string
		a    money.Amount
	}{
		{p.say("reforms.stake"), b.Asked}, {p.say("reforms.payable"), b.Payable}, {p.say("reforms.paid"), b.Paid}, {p.say("reforms.released"), b.Released}, {p.say("reforms.held"), b.Held()}, {p.say("reforms.reduced"), b.Reduced},
	}
}

// drawing shows them as bars.
func (p *instalmentMore) drawing() figure.Form {
	u := p.unitFor(money.Money{Amount: p.d.Purse.Asked, Currency: p.d.Currency})
	n := p.written(u.power)
	f := figure.Bars{Head: figure.Head{Title: p.say("reforms.itsmoney"), Desc: p.say("reforms.money.desc", "what", p.title), Unit: u.String(), Columns: []string{p.say("need.twin.what"), u.String()}, Numbers: n}}
	for _, x := range p.parts() {
		f.Bars = append(f.Bars, figure.Bar{Name: x.name, Datum: figure.Datum{Value: &x.a}})
	}
	return f
}

// money is the same as a table, with every digit.
func (p *instalmentMore) money() table {
	t := table{class: "board", caption: p.say("reforms.itsmoney"), hush: true, columns: []column{{name: p.say("need.twin.what")}, {name: string(p.d.Currency), number: true}}}
	for _, x := range p.parts() {
		t.rows = append(t.rows, row{cells: []cell{plain(x.name), plain(p.grouped(x.a.String()))}})
	}
	return t
}

// moves are the decisions and payments, in order.
func (p *instalmentMore) moves() table {
	t := table{class: "board", caption: p.say("reforms.moves"), hush: true, columns: []column{{name: p.say("reforms.act")}, {name: p.say("say.reform.day"), class: "date"}, {name: p.say("say.reform.decision")}, {name: upperFirst(p.objectWord(reform.Life.Object))}, {name: string(p.d.Currency), number: true}}}
	for _, m := range p.d.Purse.Moves {
		step, decision, day := plain("–"), plain("–"), m.Day
		if m.Step != "" {
			step = linked(m.Step, p.to(heldPath(reform.Life.Object, m.Step)))
		}
		if m.Decision != "" {
			decision = under(plain(m.Decision), p.dayOf(m.Decided))
		}
		if day == "" {
			day = m.Decided
		}
		t.rows = append(t.rows, row{cells: []cell{linked(p.say("reforms.did."+m.Act), p.statementAt(m.Statement)), plain(p.dayOf(day)), decision, step, plain(p.grouped(m.Amount.String()))}})
	}
	return t
}

func (p *instalmentMore) groupTitle(i int) string {
	if i == 1 {
		return p.say("say.reform.preconditions")
	}
	return p.say("say.reform.steps")
}

// steps are those that it is paid for, or its preconditions, each with its clock: from which decision it runs, and
// by what it stopped.
func (p *instalmentMore) steps(i int) table {
	t := table{class: "board", caption: p.groupTitle(i), hush: true, columns: []column{{name: upperFirst(p.objectWord(reform.Life.Object))}, {name: p.say("board.state")}, {name: p.say("reforms.clock")}, {name: p.say("reforms.accepted"), class: "date"}}}
	if i == 0 {
		t.columns = append(t.columns, column{name: p.say("reforms.own"), number: true})
	}
	for _, x := range p.d.Steps[i] {
		clock := plain("–")
		switch {
		case x.Hold == nil:
		case x.State == reform.Suspended || x.State == reform.Lapsed:
			clock = under(plain(p.leftWords(x.DaysLeft)), p.clockFrom(x.Hold))
			if x.DaysLeft <= soon {
				clock.class = "due"
			}
		default:
			clock = under(plain(p.say("reforms.clock.over")), p.clockFrom(x.Hold))
		}
		accepted := plain("–")
		if x.Fulfilled != "" {
			accepted = plain(p.dayOf(x.Fulfilled))
		}
		r := row{cells: []cell{under(linked(x.Title.In(p.lang), p.to(heldPath(reform.Life.Object, x.About))), dotted(x.About, x.Code)), drawn(p.stateCell(x.State, "")), clock, accepted}}
		if i == 0 {
			own := unknown(p.say("reforms.unknown"))
			if x.Stake != nil {
				own = plain(p.sum(x.Stake.Total(), x.Stake.Currency))
			}
			r.cells = append(r.cells, own)
		}
		t.rows = append(t.rows, r)
	}
	return t
}

func (p *boardPage) clockFrom(h *reform.Hold) string {
	return p.say("reforms.clock.from", "decision", h.Decision, "decided", p.dayOf(h.Decided), "until", p.dayOf(h.Until))
}

// lead says in a sentence what became of it.
func (p *instalmentMore) lead() string {
	done := 0
	for _, x := range p.d.Steps[0] {
		if x.State == reform.Fulfilled || x.State == reform.FulfilledLate {
			done++
		}
	}
	return p.count("reforms.instalment.lead", len(p.d.Steps[0]), "done", p.num(done))
}
