package web

import (
	"strconv"

	"muster"
	"muster/figure"
	"muster/money"
	"muster/reform"
	"muster/report"
)

// dayOf writes a day that a statement says.
func (p *boardPage) dayOf(text string) string {
	d, err := muster.ParseDay(text)
	if err != nil {
		return text
	}
	return p.shortDay(d)
}

// wordings are all that two versions of a step ask for: in the reader's language, or where it is the same there, in
// the one in which it is not.
func (p *boardPage) wordings(before, after *reform.Step) (was, now string) {
	asks := func(x *reform.Step, lang string) string {
		text := x.Asks(lang)
		if x.Law != "" {
			text += "\n" + p.choiceWord("law", x.Law)
		}
		return text
	}
	for _, lang := range append([]string{p.lang}, textLangs...) {
		if was, now = asks(before, lang), asks(after, lang); was != now {
			break
		}
	}
	return was, now
}

// scores has a row for each chapter: what was assessed in its own columns, apart from what is only reported.
func (p *reformsPage) scores() table {
	t := table{class: "board", caption: p.say("reforms.caption"), hush: true, columns: []column{
		{name: p.say("say.reform.chapter")},
		{name: p.say("reforms.steps"), number: true},
		{name: p.say("reforms.due"), number: true},
		{name: p.say("reforms.intime"), small: p.say("reforms.asassessed"), number: true},
		{name: p.say("reforms.late"), small: p.say("reforms.asassessed"), number: true},
		{name: p.say("reforms.percent"), small: p.say("reforms.asassessed"), number: true},
		{name: p.say("reforms.only"), number: true},
		{name: p.stateWord(reform.Suspended), number: true},
		{name: p.stateWord(reform.Lapsed), number: true},
		{name: p.stateWord(reform.Overdue), number: true},
	}}
	for i := 7; i < len(t.columns); i++ {
		t.columns[i].name = upperFirst(t.columns[i].name)
	}
	cells := func(name cell, c report.Score, chapter string) []cell {
		percent := unknown(p.say("reforms.nodue"))
		if c.Percent != "" {
			percent = plain(p.say("reforms.share", "n", p.grouped(c.Percent)))
		}
		all := []cell{name, linked(p.num(c.Steps), p.stepsOf(chapter, stateAll)), plain(p.num(c.Due)), plain(p.num(c.Kept)), plain(p.num(c.Late)), percent, p.stateCount(c, chapter, reform.Reported, "")}
		for _, state := range []string{reform.Suspended, reform.Lapsed, reform.Overdue} {
			all = append(all, p.stateCount(c, chapter, state, "due"))
		}
		return all
	}
	for _, c := range p.b.Chapters {
		t.rows = append(t.rows, row{cells: cells(plain(p.chapter(c)), c, c.Chapter)})
	}
	t.total = cells(plain(p.say("reforms.all")), p.b.All, "")
	return t
}

// stateCount is how many steps of a chapter are in a state, leading to them.
func (p *reformsPage) stateCount(c report.Score, chapter, state, class string) cell {
	n := c.In(state)
	if n == 0 {
		return plain(p.num(0))
	}
	return coloured(linked(p.num(n), p.stepsOf(chapter, state)), class)
}

// sum is an amount with every digit and its currency, as the reader's language puts them.
func (p *boardPage) sum(a money.Amount, c money.Currency) string {
	return p.inCurrency(c, p.grouped(a.String()))
}

// stakeWords write money that hangs on something, exactly.
func (p *boardPage) stakeWords(s *report.StakeAmount) string {
	if s == nil {
		return ""
	}
	return p.sum(s.Amount, s.Currency)
}

// instalments has a row for each, with what became of its money.
func (p *reformsPage) instalments(currency money.Currency) table {
	t := table{class: "board", caption: p.say("reforms.instalments.caption", "currency", string(currency)), hush: true, columns: []column{
		{name: upperFirst(p.objectWord(reform.InstalmentLife.Object))},
		{name: p.say("board.state")},
		{name: p.say("reforms.stepsdone"), number: true},
		{name: p.say("reforms.stake"), small: string(currency), number: true},
		{name: p.say("reforms.paid"), small: string(currency), number: true},
		{name: p.say("reforms.released"), small: string(currency), number: true},
		{name: p.say("reforms.held"), small: string(currency), number: true},
	}}
	var sum report.ReformMoney
	for _, m := range p.b.Money {
		if m.Currency == currency {
			sum = m
		}
	}
	given := sum.Reduced.Sign() != 0 // a column of its own only where something was given up
	if given {
		t.columns = append(t.columns, column{name: p.say("reforms.reduced"), small: string(currency), number: true})
	}
	t.columns = append(t.columns, column{name: p.say("reforms.clock")})
	moneys := func(all ...money.Amount) (out []cell) {
		if !given {
			all = all[:len(all)-1]
		}
		for _, a := range all {
			out = append(out, plain(p.grouped(a.String())))
		}
		return out
	}
	for _, x := range p.b.Instalments {
		if x.Currency != currency {
			continue
		}
		withheld := ""
		if x.Withheld {
			withheld = p.say("figure.withheld")
		}
		r := row{cells: []cell{
			under(linked(x.Title.In(p.lang), p.to(heldPath(reform.InstalmentLife.Object, x.Instalment))), dotted(x.Instalment, withheld)), drawn(p.stateCell(x.State, "")), plain(p.say("reforms.nof", "n", p.num(x.Done), "of", p.num(x.Steps))),
		}}
		r.cells = append(r.cells, moneys(x.AtStake, x.Paid, x.Released, x.Held, x.Reduced)...)
		t.rows = append(t.rows, row{cells: append(r.cells, p.clockCell(x))})
	}
	if len(t.rows) > 1 {
		t.total = append([]cell{plain(p.say("reforms.all")), plain(""), plain("")}, moneys(sum.AtStake, sum.Paid, sum.Released, sum.Held, sum.Reduced)...)
		t.total = append(t.total, plain(""))
	}
	return t
}

// clockCell says of how many steps an instalment holds money, and how long the first clock runs.
func (p *reformsPage) clockCell(x report.Instalment) cell {
	var more string
	if x.Lapsed > 0 {
		more = p.count("reforms.lapsed", x.Lapsed)
	}
	switch {
	case x.DaysLeft != nil:
		c := under(plain(p.count("reforms.left", *x.DaysLeft)), dotted(p.say("reforms.untilday", "day", p.dayOf(x.Until)), p.count("reforms.ofsteps", x.Suspended), more))
		if *x.DaysLeft <= soon {
			c.class = "due"
		}
		return c
	case more != "":
		return coloured(plain(more), "due")
	}
	return plain("–")
}

// held are the steps whose money is held, with their clocks.
func (p *reformsPage) held() table {
	t := table{class: "board", caption: p.say("reforms.clocks"), hush: true, columns: []column{
		{name: upperFirst(p.objectWord(reform.Life.Object))}, {name: p.say("board.state")}, {name: p.say("say.reform.decision")}, {name: p.say("reforms.until"), class: "date"}, {name: p.say("reforms.own"), number: true}, {name: p.say("reforms.heldof"), number: true},
	}}
	for _, h := range p.b.Held {
		own := unknown(p.say("reforms.unknown"))
		if h.Stake != nil {
			own = plain(p.stakeWords(h.Stake))
		}
		all := unknown(p.say("figure.withheld"))
		if h.Held != nil {
			all = plain(p.stakeWords(h.Held))
		}
		t.rows = append(t.rows, row{cells: []cell{
			under(linked(h.Title.In(p.lang), p.to(heldPath(reform.Life.Object, h.Step))), dotted(h.Step, h.Code)), drawn(p.stateCell(h.State, "")),
			under(plain(h.Decision), p.dayOf(h.Decided)), p.leftCell(h.Until, h.DaysLeft), own, under(all, p.say("reforms.of", "what", h.Instalment)),
		}})
	}
	return t
}

// leftCell is the last day of a clock with the days that are left.
func (p *boardPage) leftCell(until string, left int) cell {
	c := under(plain(p.dayOf(until)), p.leftWords(left))
	if left <= soon {
		c.class = "due"
	}
	return c
}

func (p *boardPage) leftWords(left int) string {
	if left < 0 {
		return p.count("reforms.over", -left)
	}
	return p.count("reforms.left", left)
}

// scale draws how many have each word of a scale: what is in the record, and where more was published than is
// there, what was published.
func (p *reformsPage) scale(c report.ScaleCount) figure.Form {
	published := p.published(c)
	f := figure.Bars{Head: figure.Head{Title: c.Title.In(p.lang), Desc: p.scaleNote(c), Columns: []string{c.Title.In(p.lang), p.say("reforms.count")}, Numbers: p.whole0()}}
	for _, w := range c.Words {
		n := money.New(int64(w.Count), 0)
		if published {
			n = money.New(int64(w.Published), 0)
		}
		f.Bars = append(f.Bars, figure.Bar{Name: w.Title.In(p.lang), Datum: figure.Datum{Value: &n}})
	}
	return f
}

// published reports whether a drawing is of published counts: of those that are more than the record has itself.
func (p *reformsPage) published(c report.ScaleCount) bool {
	here := 0
	for _, w := range c.Words {
		here += w.Count
	}
	return c.Published != nil && c.Published.Total > here
}

// scaleNote says what a drawing counts, and what it leaves out.
func (p *reformsPage) scaleNote(c report.ScaleCount) string {
	switch {
	case p.published(c):
		return p.say("reforms.scale.published", "n", p.num(c.Published.Total), "on", p.dayOf(c.Published.On), "party", p.party(c.Published.By), "source", c.Published.Source)
	case c.Rates == reform.OfChapter && c.Period == "":
		return p.say("reforms.scale.nochapter")
	case c.Rates == reform.OfChapter:
		return p.say("reforms.scale.chapters", "period", c.Period, "n", p.num(c.Unrated))
	case c.Rates == reform.OfResult:
		return p.say("reforms.scale.results", "n", p.num(c.Unrated))
	}
	return p.say("reforms.scale.steps", "n", p.num(c.Unrated))
}

// rated reports whether anybody has a word of a scale.
func (p *reformsPage) rated(c report.ScaleCount) bool {
	for _, w := range c.Words {
		if w.Count > 0 {
			return true
		}
	}
	return c.Published != nil
}

// scaleTable is the same as a table, with what is in the record beside what was published.
func (p *reformsPage) scaleTable(c report.ScaleCount) table {
	t := table{class: "board", caption: c.Title.In(p.lang), hush: true, columns: []column{{name: p.say("reforms.word")}, {name: p.say("reforms.here"), number: true}}}
	total := 0
	if c.Published != nil {
		t.columns = append(t.columns, column{name: p.say("reforms.published"), small: p.dayOf(c.Published.On), number: true})
	}
	for _, w := range c.Words {
		r := row{cells: []cell{plain(w.Title.In(p.lang)), plain(p.num(w.Count))}}
		if total += w.Count; c.Published != nil {
			r.cells = append(r.cells, linked(p.num(w.Published), p.statementAt(c.Published.Statement)))
		}
		t.rows = append(t.rows, r)
	}
	none := row{cells: []cell{plain(p.say("reforms.unrated")), plain(p.num(c.Unrated))}}
	t.total = []cell{plain(p.say("reforms.all")), plain(p.num(total + c.Unrated))}
	if c.Published != nil {
		none.cells = append(none.cells, plain("–"))
		t.total = append(t.total, plain(p.num(c.Published.Total)))
	}
	t.rows = append(t.rows, none)
	return t
}

func (p *reformsPage) scaleID(i int) string { return "scale-" + strconv.Itoa(i) }
