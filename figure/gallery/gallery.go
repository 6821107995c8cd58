// Package gallery has one example of every form of figure, on the first year of the Washington
// pledge, with a sentence on when to use it. It is a page of its own and the visual test of figures.
package gallery

import (
	"slices"
	"time"

	"muster"
	"muster/figure"
	"muster/money"
)

// Example is a form at its best.
type Example struct {
	Name string // of the form, for addresses and words: "bars"
	When string // when to use it, a sentence or two
	Form figure.Form
}

var months = [12]string{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"}

const (
	notCovered = "not covered"
	window     = "10 July 2024 to 9 July 2025"
)

var billions = figure.Numbers{Power: 9, Decimals: 2}

// Examples lists the gallery in the order a reader chooses a form by: how much, how it came about,
// where, and what happened.
func Examples() []Example {
	f := readFacts(facts)
	return []Example{
		{"bars", "To compare amounts. The eye reads lengths from a common start better than anything else, so this is the form to begin with.", f.bars()},
		{"paired", "To compare amounts each with a mark of its own: a share, a floor, a promise.", f.paired()},
		{"waterfall", "To explain a difference: what lies between two totals, each step named, and the part no step explains.", f.waterfall()},
		{"steps", "To follow one total day by day against what it is held against: whether it was reached, and when.", f.cumulative()},
		{"lines", "To follow a few amounts over time. One of them is the point; the others are there to compare it with.", f.lines()},
		{"band", "To show how far apart things are over time, or how sure a number is: a line with what lies around it.", f.band()},
		{"stacked", "To see a total grow and what it is made of. Only the lowest layer and the total can be read exactly; to compare the parts use lines.", f.stacked()},
		{"heatmap", "To find a pattern in many numbers of two dimensions: who, by when. It shows where to look; the table says how much.", f.heatmap()},
		{"world", "To see where, at a glance. A large country is not a large amount: where that would mislead use bars.", f.world()},
		{"europe", "The same where most donors are; small ones are circles, and who lies beyond is named below.", f.europe()},
		{"timeline", "To see how far one contribution has come up the ladder, and how finely each step is dated.", f.timeline()},
	}
}

func (f factsRead) bars() figure.Bars {
	b := figure.Bars{Head: figure.Head{
		Title: "Military allocations by Ally, " + window, Unit: "EUR bn", Source: source, Numbers: billions,
		Desc:    "One bar for each of the twelve Allies with the largest military allocations, and the three of which the source does not speak.",
		Columns: []string{"Ally", "Counted, EUR"},
	}}
	for i, a := range f.allies {
		if i < 12 || a.counted == nil {
			b.Bars = append(b.Bars, figure.Bar{Name: a.name, Datum: a.datum()})
		}
	}
	return b
}

func (a ally) datum() figure.Datum {
	if a.counted == nil {
		return figure.Datum{Word: notCovered}
	}
	return figure.Datum{Value: a.counted, Href: "/parties/" + a.code}
}

func (f factsRead) paired() figure.Bars {
	b := figure.Bars{
		Head: figure.Head{
			Title: "Counted beside the indicative share by GDP, " + window, Unit: "EUR bn", Source: source, Numbers: billions,
			Desc:    "A bar for what counts of each of the ten largest shares, and a mark for the share.",
			Columns: []string{"Ally", "Counted, EUR", "Indicative share, EUR"},
		},
		Key: "counted", Held: "indicative share",
	}
	byShare := slices.Clone(f.allies)
	slices.SortStableFunc(byShare, func(a, b ally) int { return b.share.Cmp(a.share) })
	for _, a := range byShare[:min(10, len(byShare))] {
		b.Bars = append(b.Bars, figure.Bar{Name: a.name, Datum: a.datum(), Mark: &a.share})
	}
	return b
}

// waterfall leads from the floor to what is counted, Ally by Ally.
func (f factsRead) waterfall() figure.Waterfall {
	var total, floor money.Amount
	type gap struct {
		ally
		above money.Amount
	}
	var gaps []gap
	for _, a := range f.allies {
		floor = floor.Add(a.share)
		above := a.share.Neg()
		if a.counted != nil {
			total, above = total.Add(*a.counted), a.counted.Sub(a.share)
		}
		gaps = append(gaps, gap{a, above})
	}
	slices.SortStableFunc(gaps, func(a, b gap) int { return b.above.Abs().Cmp(a.above.Abs()) })
	w := figure.Waterfall{
		Head: figure.Head{
			Title: "From the floor to what was counted: who is above and below the indicative share", Unit: "EUR bn", Source: source, Numbers: billions,
			Desc:    "Starting at the floor of 40 billion euros, each step is an Ally's counted amount less its indicative share, the largest first; the last step is all others together.",
			Columns: []string{"", "Above or below the share, EUR", "Total, EUR"},
		},
		From: figure.Total{Name: "Floor", Value: floor}, To: figure.Total{Name: "Counted", Value: total, Href: "/pledges/washington-2024"},
		Remainder: "All other Allies",
	}
	for _, g := range gaps[:min(11, len(gaps))] {
		w.Steps = append(w.Steps, figure.Move{Name: g.name, Datum: figure.Datum{Value: &g.above, Href: "/parties/" + g.code}})
	}
	return w
}

// running is an Ally's allocations so far at the end of each quarter.
func (f factsRead) running(code string) (sums []money.Amount) {
	var sum money.Amount
	for _, q := range f.quarters {
		sum = sum.Add(f.by[code][q])
		sums = append(sums, sum)
	}
	return sums
}

// largest are the n Allies with the most allocated in all quarters.
func (f factsRead) largest(n int) []ally {
	all := slices.Clone(f.allies)
	last := func(a ally) (sum money.Amount) {
		for _, s := range f.running(a.code) {
			sum = s
		}
		return sum
	}
	slices.SortStableFunc(all, func(a, b ally) int { return last(b).Cmp(last(a)) })
	return all[:min(n, len(all))]
}

// cumulative is what counts, day by day, against the floor.
func (f factsRead) cumulative() figure.Cumulative {
	floor, total := money.New(40_000_000_000, 0), money.Amount{}
	c := figure.Cumulative{
		Title: "Counted against the floor of EUR 40 bn, " + window, Unit: "EUR bn", Source: source,
		From: muster.NewDay(2024, time.July, 10), To: muster.NewDay(2025, time.July, 10),
		Steps: f.steps, Floor: &floor, Numbers: billions,
		Desc:  "A stepped line rises over the year towards the floor of 40 billion euros.",
		Words: figure.CumulativeWords{Floor: "40 floor", Months: months, Columns: []string{"Day", "Added, EUR", "Total, EUR"}},
	}
	for _, s := range f.steps {
		if total = s.Total; c.Reached == nil && total.Cmp(floor) >= 0 {
			c.Reached = &s.Day
			c.Words.Reached = "floor reached " + s.Day.Time().Format("2 Jan 2006")
		}
	}
	c.Words.Total = total.Mul(money.New(1, 9), 2).String() + " counted"
	return c
}

func (f factsRead) lines() figure.Lines {
	l := figure.Lines{
		Head: figure.Head{
			Title: "Military allocations so far, by the largest donors", Unit: "EUR bn, cumulative by end of quarter", Source: source,
			Numbers: figure.Numbers{Power: 9, Decimals: 1}, Columns: []string{"To"},
			Desc: "Five rising lines: the United States leads and goes flat in 2025, while the European lines go on rising.",
		},
		Months: months,
	}
	for _, a := range f.largest(5) {
		s := figure.Series{Name: a.name}
		for i, v := range f.running(a.code) {
			s.Points = append(s.Points, figure.Point{Day: lastDay(f.quarters[i]), Datum: figure.Datum{Value: &v, Href: "/parties/" + a.code}})
		}
		l.Series = append(l.Series, s)
	}
	return l
}

func (f factsRead) band() figure.Lines {
	l := figure.Lines{
		Head: figure.Head{
			Title: "How far Allies have come towards their indicative share, " + window, Unit: "% of the indicative share, at the end of each month", Source: source,
			Numbers: figure.Numbers{Suffix: "%"}, Columns: []string{"Day", "lower quarter", "upper quarter"},
			Desc: "The line is the median of the Allies the source covers. Half of them lie in the band, which is wide: some have given a multiple of their share, some almost nothing.",
		},
		Held: &figure.Level{Name: "share", Value: money.New(100, 0)}, Band: "the middle half of the Allies", Months: months,
	}
	s := figure.Series{Name: "Median"}
	for _, r := range f.ratios {
		s.Points = append(s.Points, figure.Point{Day: r.day, Datum: figure.Datum{Value: &r.median}, Low: &r.low, High: &r.high})
	}
	l.Series = []figure.Series{s}
	return l
}

func (f factsRead) stacked() figure.Stacked {
	s := figure.Stacked{
		Head: figure.Head{
			Title: "Military allocations of all Allies so far, and whose they are", Unit: "EUR bn, cumulative by end of quarter", Source: source,
			Numbers: figure.Numbers{Power: 9, Decimals: 1}, Columns: []string{"To"},
			Desc: "Six layers rise to the total: the United States, the four next largest donors, and all other Allies together.",
		},
		Total: "All Allies", Months: months,
	}
	for _, q := range f.quarters {
		s.Days = append(s.Days, lastDay(q))
	}
	named := f.largest(5)
	rest := make([]money.Amount, len(f.quarters))
	for _, a := range f.allies {
		if slices.ContainsFunc(named, func(n ally) bool { return n.code == a.code }) {
			continue
		}
		for i, v := range f.running(a.code) {
			rest[i] = rest[i].Add(v)
		}
	}
	layer := func(name string, values []money.Amount) {
		l := figure.Layer{Name: name}
		for _, v := range values {
			l.Values = append(l.Values, figure.Datum{Value: &v})
		}
		s.Layers = append(s.Layers, l)
	}
	for _, a := range named {
		layer(a.name, f.running(a.code))
	}
	layer("Other Allies", rest)
	return s
}

func (f factsRead) heatmap() figure.HeatMap {
	h := figure.HeatMap{
		Head: figure.Head{
			Title: "Military allocations by Ally and quarter", Unit: "EUR bn", Source: source, Numbers: figure.Numbers{Power: 9, Decimals: 1},
			Desc:    "Rows are the twelve largest donors and one that is not covered, columns are quarters; darker is more.",
			Columns: []string{"Ally"},
		},
		Across: f.quarters, Ordered: true,
	}
	named := f.largest(12)
	for _, a := range f.allies {
		if a.counted == nil {
			named = append(named, a)
			break
		}
	}
	for _, a := range named {
		h.Rows = append(h.Rows, a.name)
		var row []figure.Datum
		for _, q := range f.quarters {
			v := f.by[a.code][q]
			d := figure.Datum{Value: &v}
			if a.counted == nil {
				d = figure.Datum{Word: notCovered}
			}
			row = append(row, d)
		}
		h.Cells = append(h.Cells, row)
	}
	return h
}

func (f factsRead) world() figure.Map {
	m := figure.Map{
		Head: figure.Head{
			Title: "Military allocations by Ally, " + window, Unit: "EUR bn", Source: source + " Map: Natural Earth.", Numbers: billions,
			Desc:    "A map of the world on which Allies are shaded by what they allocated. Albania, North Macedonia and Montenegro are not covered.",
			Columns: []string{"Ally", "Counted, EUR"},
		},
		View: figure.World, Beyond: "Not on this map:",
	}
	for _, a := range f.allies {
		m.Countries = append(m.Countries, figure.Country{Code: a.code, Name: a.name, Datum: a.datum()})
	}
	return m
}

func (f factsRead) europe() figure.Map {
	m := f.world()
	m.View, m.Breaks = figure.Europe, nil
	m.Title, m.Unit = "Counted as part of the indicative share, "+window, "% of the indicative share"
	m.Desc = "A map of Europe on which Allies are shaded by what counts of their support as part of their indicative share; the Nordic and Baltic states are darkest."
	m.Columns, m.Numbers = []string{"Ally", "% of the indicative share"}, figure.Numbers{Suffix: "%"}
	for _, n := range []int64{25, 50, 100, 200, 400, 600} {
		m.Breaks = append(m.Breaks, money.New(n, 0))
	}
	for i, a := range f.allies {
		if a.counted == nil {
			continue
		}
		if r, err := a.counted.Mul(money.New(100, 0), 2).Quo(a.share, 1); err == nil {
			m.Countries[i].Value = &r
		}
	}
	return m
}

func (f factsRead) timeline() figure.Timeline {
	t := contribution()
	t.Columns = []string{"Event", "When", "What"}
	t.Months, t.Undated = months, "undated"
	for _, name := range []string{"announced", "committed", "dispatched", "delivered", "confirmed"} {
		t.Rungs = append(t.Rungs, figure.Rung{Name: name})
	}
	return t
}
