package web

import (
	"slices"
	"strconv"

	"muster/sheet"
)

// stamps are the answer that a file of a pledge is of, for a file that has one sheet only.
func (p *pledgePage) stamps() (out []sheet.Stamp) {
	r := p.res
	add := func(columns []sheet.ExportColumn, texts ...string) {
		for i, c := range columns {
			out = append(out, sheet.Stamp{ExportColumn: c, Text: texts[i]})
		}
	}
	add(texts("pledge", "method"), r.Pledge, r.Method)
	add(days("window_from", "window_to"), r.Window.From.String(), r.Window.To.String())
	add(texts("months_inside", "membership", "series", "edition"), strconv.FormatBool(r.MonthsIn), r.Membership, string(r.Series), r.Edition)
	return out
}

// facts say the same in words.
func (p *pledgePage) facts() [][2]string {
	r := p.res
	out := [][2]string{
		{p.say("figure.pledge"), p.recorded(p.terms.Title)},
		{p.say("define.figure.counted"), p.exactly(r.Counted)},
		{p.say("define.figure.floor"), p.exactly(r.Floor)},
		{p.say("how.window"), p.say("how.window.text", "from", p.day(r.Window.From), "to", p.day(p.lastDay()))},
		{p.say("how.months"), p.monthsRule()},
		{p.say("how.membership"), p.say("form.membership." + r.Membership)},
	}
	if p.hasEdition() {
		out = append(out, [2]string{p.say("how.source"), p.sourceLine()})
	}
	if p.hasShares() {
		out = append(out, [2]string{p.say("how.key"), p.shareKey()})
	}
	if r.Proxy != "" {
		out = append(out, [2]string{p.say("define.proxy"), r.Proxy})
	}
	for _, l := range r.LeftOut {
		out = append(out, [2]string{p.say("left.heading"), p.reason(l) + ": " + p.exactly(l.Amount)})
	}
	return out
}

// methodLine names the method with what it is called.
func (p *pledgePage) methodLine() string { return p.res.Method + ", " + p.recorded(p.res.MethodText) }

func (p *pledgePage) monthsRule() string {
	if p.res.MonthsIn {
		return p.say("how.months.in")
	}
	return p.say("how.months.out")
}

// shareKey says by what the shares are worked out.
func (p *pledgePage) shareKey() string {
	return p.say("how.key.text", "source", p.res.GDPSource, "year", strconv.Itoa(p.res.GDPYear), "who", p.memberCount(len(p.res.Shares)))
}

func (p *rowsPage) export() sheet.Export {
	facts := [][2]string{{p.say("explore.what"), p.heading()}}
	return p.laidExport(nil, sheet.Export{
		Name: p.say("entries.sheet"), Stamps: p.stamps(), About: p.about(p.say("about.rows"), p.methodLine(), append(facts, p.facts()...)...),
		Columns: slices.Concat(texts("statement", "contribution", "line", "party", "name", "type", "event"), days("date"),
			numbers("said_amount"), texts("said_currency", "mark"), numbers("adds_amount"), texts("adds_currency", "left_out")),
		Rows: func(yield func([]string) bool) {
			for _, l := range p.lines {
				said, saidIn := moneyCells(l.Value)
				adds, addsIn := moneyCells(l.Counted)
				if !yield([]string{
					string(l.Statement), l.Contribution, l.Line, string(l.Party), l.Name, l.Type, string(l.Event), l.Period.String(),
					said, saidIn, string(l.Mark), adds, addsIn, string(l.Reason),
				}) {
					return
				}
			}
		},
	}, func(i int) string { return p.judgedWords(p.lines[i].Judged, p.lines[i].Said) })
}

// export has the shares. Gap is share − counted, as everywhere in files.
func (p sharesPage) export() sheet.Export {
	return sheet.Export{
		Name: p.say("shares.title"), Stamps: p.stamps(), About: p.about(p.say("define.how.share", "year", strconv.Itoa(p.res.GDPYear)), p.methodLine(), append(p.facts(), [2]string{p.say("define.figure.gap"), p.say("how.files")})...),
		Columns: slices.Concat(texts("party", "name"), numbers("gdp"), texts("gdp_currency"), namedNumbers("gdp_year"),
			numbers("share", "indicative", "counted", "gap"), texts("mark", "currency")),
		Rows: lazily(func() (rows [][]string) {
			for _, s := range p.res.Shares {
				counted, _ := moneyCells(s.Counted)
				gap, _ := moneyCells(s.Gap)
				key := []string{s.GDP.Amount.String(), string(p.res.GDPUnit), strconv.Itoa(p.res.GDPYear), s.Share.String(), s.Indicative.Amount.String()}
				if !p.hasShares() { // what is not known is no zero
					key, gap = make([]string, len(key)), ""
				}
				rows = append(rows, append(append([]string{string(s.Party), s.Name}, key...), counted, gap, string(s.Mark), string(p.res.Counted.Currency)))
			}
			return rows
		}),
	}
}

// export has the running total, a row for each day on which something counts.
func (p *pledgePage) export() sheet.Export {
	return sheet.Export{
		Name: p.say("chart.heading"), Stamps: p.stamps(), About: p.about(p.say("about.line"), p.methodLine(), p.facts()...),
		Columns: slices.Concat(days("day"), numbers("added", "total"), texts("currency")),
		Rows: lazily(func() (rows [][]string) {
			for _, s := range p.steps() {
				rows = append(rows, []string{s.day.String(), s.added.String(), s.total.String(), string(p.res.Counted.Currency)})
			}
			return rows
		}),
	}
}
