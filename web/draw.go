package web

import (
	"slices"

	"muster"
	"muster/figure"
	"muster/money"
	"muster/pledge"
)

// The most that a drawing holds before it says nothing any more; the table below it has all.
const (
	mostBars   = 40
	mostLines  = 5
	mostLayers = 5
)

// head is what every drawing of the figure has around its data.
func (p *explorePage) head(columns ...string) figure.Head {
	return figure.Head{
		Title: upperFirst(p.subject()), Desc: p.say("explore.desc", "total", p.full(p.m.total.amount), "n", p.num(p.m.total.entries)),
		Unit: p.unit.String(), Source: p.say("explore.sourceline", "source", p.ledger.Title, "edition", p.editionName(), "position", p.num64(p.moment.Known)),
		Columns: columns, Numbers: p.written(p.power),
	}
}

func (p figureWords) editionName() string {
	if p.q.Edition != "" {
		return p.q.Edition
	}
	return p.standing()
}

// datum is a cell for a drawing.
func (p *explorePage) datum(c *count, href string) figure.Datum {
	switch {
	case c == nil || c.entries == 0:
		return figure.Datum{Word: p.say("explore.noentry")}
	case !c.known():
		return figure.Datum{Word: p.say("rows.unvalued"), Href: href}
	}
	a := c.amount
	return figure.Datum{Value: &a, Href: href}
}

// draw draws the figure in the way asked for; nil where it cannot be.
func (p *explorePage) draw() figure.Form {
	switch p.show {
	case "bars":
		return p.bars()
	case "heatmap":
		if len(p.by) > 1 {
			return p.heatmap()
		}
	case "world", "europe":
		if p.by[0] == pledge.ByDonor {
			return p.world()
		}
	case "lines", "stacked":
		return p.overTime()
	}
	return nil
}

func (p *explorePage) bars() figure.Form {
	f := figure.Bars{Head: p.head(p.say("dim."+string(p.by[0])), p.event(p.q.Event))}
	for i, r := range p.m.rows[:min(len(p.m.rows), mostBars)] {
		f.Bars = append(f.Bars, figure.Bar{Name: r.word, Datum: p.datum(&r.count, p.behind(i, -1))})
	}
	return f
}

func (p *explorePage) heatmap() figure.Form {
	f := figure.HeatMap{Head: p.head(p.say("dim." + string(p.by[0]))), Ordered: inTime(p.by[1])}
	for _, c := range p.m.cols {
		f.Across = append(f.Across, c.word)
	}
	for i, r := range p.m.rows[:min(len(p.m.rows), mostBars)] {
		f.Rows = append(f.Rows, r.word)
		var cells []figure.Datum
		for j := range p.m.cols {
			cells = append(cells, p.datum(p.m.at(i, j), p.behind(i, j)))
		}
		f.Cells = append(f.Cells, cells)
	}
	return f
}

func (p *explorePage) world() figure.Form {
	f := figure.Map{Head: p.head(p.say("dim.donor"), p.event(p.q.Event)), View: figure.World, Beyond: p.say("explore.beyond")}
	if p.show == "europe" {
		f.View = figure.Europe
	}
	for i, r := range p.m.rows {
		at := slices.IndexFunc(p.ledger.Donors, func(d Named) bool { return string(d.ID) == r.id })
		if at < 0 {
			continue
		}
		f.Countries = append(f.Countries, figure.Country{Code: p.ledger.Donors[at].ISO2, Name: r.word, Datum: p.datum(&r.count, p.behind(i, -1))})
	}
	return f
}

// overTime draws the dimension that is a time along the axis, and of the other the largest.
func (p *explorePage) overTime() figure.Form {
	time, other := 0, -1
	switch {
	case inTime(p.by[0]):
		if len(p.by) > 1 {
			other = 1
		}
	case len(p.by) > 1 && inTime(p.by[1]):
		time, other = 1, 0
	default:
		return nil
	}
	along, parts := p.m.rows, []axis{{word: p.event(p.q.Event)}}
	if time == 1 {
		along, parts = p.m.cols, p.m.rows
	} else if other == 1 {
		parts = p.m.cols
	}
	cell := func(t, k int) (*count, string) {
		i, j := t, k
		if time == 1 {
			i, j = k, t
		}
		if other < 0 {
			return &p.m.rows[t].count, p.behind(t, -1)
		}
		return p.m.at(i, j), p.behind(i, j)
	}
	along = slices.Clone(along)
	var days []muster.Day
	var places []int // in along, of what is dated
	for t, x := range along {
		if d, ok := firstDay(x.id); ok {
			days, places = append(days, d), append(places, t)
		}
	}
	if len(days) == 0 {
		return nil
	}
	slices.SortStableFunc(places, func(a, b int) int {
		x, _ := firstDay(along[a].id)
		y, _ := firstDay(along[b].id)
		return int(x - y)
	})
	slices.Sort(days)
	if p.show == "lines" {
		return p.lines(days, places, parts, cell)
	}
	return p.stacked(days, places, parts, cell)
}

// firstDay is the first day of a year or a month.
func firstDay(id string) (muster.Day, bool) {
	if len(id) == 4 {
		id += "-01"
	}
	when, err := muster.ParsePeriod(id)
	return when.From, err == nil && when.Precision != muster.Undated
}

func (p *explorePage) lines(days []muster.Day, places []int, parts []axis, cell func(t, k int) (*count, string)) figure.Form {
	f := figure.Lines{Head: p.head(p.say("rows.date")), Months: p.short}
	for k, part := range parts[:min(len(parts), mostLines)] {
		s := figure.Series{Name: part.word}
		for n, t := range places {
			c, href := cell(t, k)
			s.Points = append(s.Points, figure.Point{Day: days[n], Datum: p.zero(c, href)})
		}
		f.Series = append(f.Series, s)
	}
	return f
}

func (p *explorePage) stacked(days []muster.Day, places []int, parts []axis, cell func(t, k int) (*count, string)) figure.Form {
	f := figure.Stacked{Head: p.head(p.say("rows.date")), Days: days, Months: p.short, Total: p.say("explore.total")}
	for k, part := range parts[:min(len(parts), mostLayers)] {
		l := figure.Layer{Name: part.word}
		for _, t := range places {
			c, href := cell(t, k)
			l.Values = append(l.Values, p.zero(c, href))
		}
		f.Layers = append(f.Layers, l)
	}
	if len(parts) > mostLayers {
		rest := figure.Layer{Name: p.say("explore.rest", "n", p.num(len(parts)-mostLayers))}
		for _, t := range places {
			var sum money.Amount
			for k := mostLayers; k < len(parts); k++ {
				if c, _ := cell(t, k); c != nil {
					sum = sum.Add(c.amount)
				}
			}
			rest.Values = append(rest.Values, figure.Datum{Value: &sum})
		}
		f.Layers = append(f.Layers, rest)
	}
	return f
}

// zero is a cell over time: where the source has no entry in a span it speaks of, what was added in
// it is nothing.
func (p *explorePage) zero(c *count, href string) figure.Datum {
	if c == nil || c.entries == 0 {
		return figure.Datum{Value: new(money.Amount)}
	}
	return p.datum(c, href)
}
