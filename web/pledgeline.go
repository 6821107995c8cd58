package web

import (
	"muster"
	"muster/figure"
	"muster/money"
)

// chart is the cumulative line for a size.
func (p *pledgePage) chart(size figure.Size, id, class string) string {
	return p.cumulative().SVG(size, id, class)
}

// file is the address of the line, or of its numbers, as a file; as known when the page was asked for
// then.
func (p *pledgePage) file(format string) string {
	v := p.query.values()
	v.Set(fieldFormat, format)
	return address(p.bare(), v)
}

// lineFiles lead to the numbers of the line as files.
func (p *pledgePage) lineFiles() []way {
	return []way{{p.file("csv"), p.say("file.csv")}, {p.file("xlsx"), p.say("file.xlsx")}}
}

// alone is the line in a file of its own, which says what the page around it would.
func (p *pledgePage) alone() figure.Form {
	c := p.cumulative()
	c.Title, c.Unit = p.say("file.drawing", "pledge", p.recorded(p.terms.Title), "title", lowerFirst(c.Title)), p.unit.String()
	c.Source = p.say("explore.sourceline", "source", p.res.Cite, "edition", p.res.Edition, "position", p.num64(p.res.Known)) + " " + p.say("foot.method", "method", p.res.Method) + "."
	return c
}

// cumulative is the line of the running total.
func (p *pledgePage) cumulative() figure.Cumulative {
	r := p.res
	c := figure.Cumulative{
		Title: p.say("chart.title", "from", p.day(r.Window.From), "to", p.day(p.lastDay())),
		From:  r.Window.From, To: r.Window.To, Numbers: p.written(p.power),
		Words: figure.CumulativeWords{
			Total: p.say("chart.counted", "amount", p.brief(r.Counted.Amount)),
			Floor: p.say("chart.floor", "amount", p.brief(r.Floor.Amount)), Months: p.short,
		},
	}
	c.Floor = &r.Floor.Amount
	c.Desc = p.say("chart.desc.below", "counted", p.full(r.Counted.Amount), "floor", p.full(r.Floor.Amount))
	if r.Reached != nil {
		c.Reached = &r.Reached.Day
		c.Words.Reached = p.say("chart.reached", "day", p.shortDay(r.Reached.Day))
		c.Desc = p.say("chart.desc.reached", "counted", p.full(r.Counted.Amount), "floor", p.full(r.Floor.Amount), "day", p.day(r.Reached.Day))
	}
	if p.unfinished() {
		c.Until = r.DataTo
		c.Words.Until = p.say("chart.until", "day", p.shortDay(r.DataTo))
	}
	for _, q := range r.Cumulative {
		c.Steps = append(c.Steps, figure.Step{Day: q.Day, Total: q.Amount})
	}
	return c
}

// step is a row of the line's table twin.
type step struct {
	day          muster.Day
	added, total money.Amount
}

func (p *pledgePage) steps() (list []step) {
	var before money.Amount
	for _, q := range p.res.Cumulative {
		list = append(list, step{q.Day, q.Amount.Sub(before), q.Amount})
		before = q.Amount
	}
	return list
}
