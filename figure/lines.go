package figure

import (
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"

	"muster"
	"muster/money"
)

// Lines shows how a few amounts change over time. The first is the one the figure is about and is
// blue; the rest are grey, told apart by their strokes and named at their ends.
type Lines struct {
	Head                // columns: day; with a band also low and high
	From, To muster.Day // the axis, To not included; both 0: as far as the points reach
	Series   []Series   // up to about six
	Held     *Level     // what the lines are held against
	Band     string     // what the band is ("lowest to highest"); drawn above
	Months   [12]string
}

// Series is one line. Its points go by day.
type Series struct {
	Name   string
	Points []Point
}

// Point is an amount on a day. Where it is not known the line has a gap. Low and High, where both
// are known, are the band.
type Point struct {
	Day muster.Day
	Datum
	Low, High *money.Amount
}

// Level is an amount that lines are held against.
type Level struct {
	Name  string
	Value money.Amount
}

// SVG draws the lines.
func (l Lines) SVG(size Size, id, class string) string { return render(l, size, id, class) }

// Table has a row for each day and a column for each line, and two more for a line with a band.
func (l Lines) Table() Table {
	t := Table{Caption: l.Title, Columns: []Column{{l.column(0), false}}}
	days := map[muster.Day]bool{}
	for _, s := range l.Series {
		t.Columns = append(t.Columns, Column{s.Name, true})
		if s.banded() {
			t.Columns = append(t.Columns, Column{joinWords(s.Name, l.column(1)), true}, Column{joinWords(s.Name, l.column(2)), true})
		}
		for _, q := range s.Points {
			days[q.Day] = true
		}
	}
	for _, d := range slices.Sorted(maps.Keys(days)) {
		on := muster.OnDay(d)
		row := []Cell{{Period: &on}}
		for _, s := range l.Series {
			var at Point
			if i := slices.IndexFunc(s.Points, func(q Point) bool { return q.Day == d }); i >= 0 {
				at = s.Points[i]
			}
			row = append(row, at.cell())
			if s.banded() {
				row = append(row, Cell{Amount: at.Low}, Cell{Amount: at.High})
			}
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func (s Series) banded() bool {
	return slices.ContainsFunc(s.Points, func(q Point) bool { return q.Low != nil && q.High != nil })
}

// last returns the last point that is known.
func (s Series) last() (q Point, ok bool) {
	for _, q := range slices.Backward(s.Points) {
		if q.Value != nil {
			return q, true
		}
	}
	return q, false
}

// plot is a grid over days with values at its left and room for labels at its right.
type plot struct {
	span
	top, bottom float64
	y           scale
	n           Numbers
}

// newPlot finds the room and draws the grid.
func newPlot(p *pen, n Numbers, size Size, top, lo, hi float64, from, to muster.Day, labels []label, months [12]string) plot {
	g := plot{top: top + size.Text*0.6, bottom: top + size.Height - 3*size.Text, n: n}
	steps := 5
	if !size.Beside {
		steps = 4
	}
	g.y = newScale(lo, hi, steps, g.bottom, g.top)
	widest := 0.0
	for _, t := range g.y.ticks {
		widest = math.Max(widest, wide(n.tick(g.y, t), size.Text))
	}
	left, right := math.Min(widest+10, size.Width/4), size.Width-margin(labels, size)
	g.span = span{from, to, left, math.Max(right, left+20)}
	for _, t := range g.y.ticks {
		y, class := g.y.at(t), "g"
		if t == 0 {
			class = "z"
		}
		p.line(class, g.left, y, g.right, y)
		p.text("t", "end", g.left-7, y+size.Text*0.35, fit(n.tick(g.y, t), size.Text, g.left-7))
	}
	p.days(g.span, g.bottom, size, months)
	return g
}

func (n Numbers) tick(s scale, v float64) string { return n.local(s.tick(v)) + n.Suffix }

func (g plot) place(d muster.Day, a money.Amount) point {
	return point{g.at(d), g.y.at(g.n.value(a))}
}

// reach returns the days the points cover.
func (l Lines) reach() (from, to muster.Day) {
	from, to = muster.MaxDay, muster.MinDay
	for _, s := range l.Series {
		for _, q := range s.Points {
			from, to = min(from, q.Day), max(to, q.Day)
		}
	}
	return axis(from, to, l.From, l.To)
}

// axis is the asked-for span, or as far as days reach; the last of them lies on the right edge.
func axis(from, to, askedFrom, askedTo muster.Day) (muster.Day, muster.Day) {
	if askedTo > askedFrom {
		return askedFrom, askedTo
	}
	if from > to {
		from, to = 0, 0
	}
	if from == to {
		return from, min(to, muster.MaxDay-1) + 1
	}
	return from, to
}

func (l Lines) draw(p *pen, size Size) float64 {
	lo, hi, top := 0.0, 0.0, 0.0
	var labels []label
	for i, s := range l.Series {
		for _, q := range s.Points {
			for _, a := range []*money.Amount{q.Value, q.Low, q.High} {
				if a != nil {
					lo, hi = math.Min(lo, l.value(*a)), math.Max(hi, l.value(*a))
				}
			}
		}
		if q, ok := s.last(); ok {
			labels = append(labels, label{name: s.Name, value: l.say(*q.Value), class: "v" + strconv.Itoa(min(i+1, 6)), weight: float64(-i)})
		}
	}
	if l.Held != nil {
		lo, hi = math.Min(lo, l.value(l.Held.Value)), math.Max(hi, l.value(l.Held.Value))
		labels = append(labels, label{name: l.Held.Name, value: l.short(l.Held.Value), class: "vf", weight: 1})
	}
	if l.Band != "" && slices.ContainsFunc(l.Series, Series.banded) {
		p.rect("a", 0, 2, 22, 12)
		p.text("t", "start", 28, 12.5, fit(l.Band, size.Text, size.Width-28))
		top = 26
	}
	from, to := l.reach()
	g := newPlot(p, l.Numbers, size, top, lo, hi, from, to, labels, l.Months)
	for _, s := range l.Series {
		g.band(p, s)
	}
	for i, s := range slices.Backward(l.Series) { // the first lies on top
		g.line(p, s, "n"+strconv.Itoa(min(i+1, 6)))
	}
	k := 0
	for i, s := range l.Series {
		if q, ok := s.last(); ok {
			at := g.place(q.Day, *q.Value)
			p.put(`<circle class="d d`, strconv.Itoa(min(i+1, 6)), `" cx="`, at.x, `" cy="`, at.y, `" r="3.5"/>`)
			labels[k].x, labels[k].y = g.right, at.y
			k++
		}
	}
	if l.Held != nil {
		y := g.y.at(l.value(l.Held.Value))
		p.line("f", g.left, y, g.right, y)
		labels[k].x, labels[k].y = g.right, y
	}
	for i, s := range l.Series {
		g.open(p, s, "d d"+strconv.Itoa(min(i+1, 6)), l.Months)
	}
	p.ends(labels, size, math.Max(g.top-size.Text, 0), g.bottom+size.Text)
	return top + size.Height
}

// line draws a series; a point between two gaps is a dot.
func (g plot) line(p *pen, s Series, class string) {
	var path strings.Builder
	run := 0
	for i, q := range s.Points {
		if q.Value == nil {
			run = 0
			continue
		}
		at := g.place(q.Day, *q.Value)
		if run == 0 {
			path.WriteString("M")
		} else {
			path.WriteString("L")
		}
		path.WriteString(coord(at.x) + " " + coord(at.y))
		run++
		if run == 1 && (i+1 == len(s.Points) || s.Points[i+1].Value == nil) {
			path.WriteString("h0") // round ends make it a dot
		}
	}
	if path.Len() > 0 {
		p.put(`<path class="l `, class, `" d="`, path.String(), `"/>`)
	}
}

// band draws what lies between low and high, wherever both are known.
func (g plot) band(p *pen, s Series) {
	var run []Point
	flush := func() {
		if len(run) > 1 {
			var d strings.Builder
			for i, q := range run {
				at := g.place(q.Day, *q.High)
				d.WriteString(map[bool]string{true: "M", false: "L"}[i == 0] + coord(at.x) + " " + coord(at.y))
			}
			for _, q := range slices.Backward(run) {
				at := g.place(q.Day, *q.Low)
				d.WriteString("L" + coord(at.x) + " " + coord(at.y))
			}
			p.put(`<path class="a" d="`, d.String(), `Z"/>`)
		}
		run = nil
	}
	for _, q := range s.Points {
		if q.Low == nil || q.High == nil {
			flush()
			continue
		}
		run = append(run, q)
	}
	flush()
}

// open lets each point with an address be opened: room around it to hit, and a dot once it is.
func (g plot) open(p *pen, s Series, class string, months [12]string) {
	for _, q := range s.Points {
		if q.Value == nil || !leads(q.Href, p.file) {
			continue
		}
		at := g.place(q.Day, *q.Value)
		p.begin(q.Href, joinWords(s.Name, spoken(q.Day, months))+": "+g.n.say(*q.Value))
		p.put(`<circle class="no" cx="`, at.x, `" cy="`, at.y, `" r="8"/><circle class="po `, class, `" cx="`, at.x, `" cy="`, at.y, `" r="4"/>`)
		p.end(q.Href)
	}
}
