package figure

import (
	"cmp"
	"math"
	"slices"

	"muster"
)

// Timeline shows what happened to one contribution: when, as finely as it is known, and how far up
// the ladder it is. A day is a dot; a month or an interval is a bar as long as it; an open end is an
// arrow. A rung nothing has reached yet stays empty, and says so.
type Timeline struct {
	Head    // columns: event, when, what
	Rungs   []Rung
	Events  []Event
	Undated string // the place of events without a date
	Months  [12]string
}

// Rung is a kind of event. They are in the order in which assistance climbs, the first lowest.
type Rung struct {
	Name string
	Back bool // it takes something back: reduced, cancelled, returned
}

// Event is one thing that happened.
type Event struct {
	Rung int // its place in Rungs
	When muster.Period
	Text string // what, as it is to be read: "EUR 23.46 m"
	Href string
}

// SVG draws the ladder; the drawing is as high as it has rungs.
func (t Timeline) SVG(size Size, id, class string) string { return render(t, size, id, class) }

// Table has a row for each event, in the caller's order.
func (t Timeline) Table() Table {
	w := Table{Caption: t.Title, Columns: []Column{{t.column(0), false}, {t.column(1), false}, {t.column(2), false}}}
	for _, e := range t.Events {
		name, when := "", e.When
		if t.has(e) {
			name = t.Rungs[e.Rung].Name
		}
		w.Rows = append(w.Rows, []Cell{{Text: name}, {Period: &when}, {Text: e.Text, Href: e.Href}})
	}
	return w
}

func (t Timeline) has(e Event) bool { return e.Rung >= 0 && e.Rung < len(t.Rungs) }

// ladder is a timeline with its places worked out.
type ladder struct {
	Timeline
	size     Size
	span     span
	height   float64        // of a rung
	undated  float64        // where events without a date are; 0: there are none
	occupied [][][2]float64 // for each rung the room that marks and texts take, on its line and above
}

func (t Timeline) draw(p *pen, size Size) float64 {
	d := t.lay(size)
	bottom := float64(len(t.Rungs)) * d.height
	d.climb(p)
	for i, r := range t.Rungs {
		y, class := d.y(i), "x"
		if !slices.ContainsFunc(t.Events, func(e Event) bool { return e.Rung == i }) {
			class = "t"
		}
		if size.Beside {
			p.text(class, "start", 0, y+4.5, fit(r.Name, size.Text, d.span.left-12))
		} else {
			p.text(class+" h", "start", 0, y-d.lift(), fit(r.Name, size.Text, size.Width))
		}
		p.line("g", d.span.left, y, size.Width, y)
	}
	p.line("z", d.span.left, bottom, d.span.right, bottom)
	p.days(d.span, bottom, size, t.Months)
	if d.undated > 0 {
		p.text("t", "end", size.Width, bottom+size.Text+7, fit(t.Undated, size.Text, size.Width-d.span.right))
	}
	events := slices.Clone(t.Events)
	slices.SortStableFunc(events, func(a, b Event) int { return cmp.Compare(a.When.From, b.When.From) })
	for _, e := range events { // no text may lie on a mark, so marks take their room first
		if t.has(e) {
			a, b := d.extent(e.When)
			d.occupied[2*e.Rung] = append(d.occupied[2*e.Rung], [2]float64{a, b})
		}
	}
	for _, e := range events {
		if t.has(e) {
			d.mark(p, e)
		}
	}
	return bottom + 3*size.Text
}

func (t Timeline) lay(size Size) *ladder {
	d := &ladder{Timeline: t, size: size, height: 34, occupied: make([][][2]float64, 2*len(t.Rungs))}
	from, to, undated := muster.MaxDay, muster.MinDay, false
	for _, e := range t.Events {
		if e.When.Precision == muster.Undated {
			undated = true
			continue
		}
		for _, n := range []muster.Day{e.When.From, e.When.To} {
			if n != muster.MinDay && n != muster.MaxDay {
				from, to = min(from, n), max(to, n)
			}
		}
	}
	from, to = axis(from, to, 0, 0)
	pad := muster.Day(max((int64(to)-int64(from))/30, 2))
	left, right := 8.0, size.Width-8
	if size.Beside {
		names := 0.0
		for _, r := range t.Rungs {
			names = math.Max(names, wide(r.Name, size.Text))
		}
		left = math.Min(names, size.Width*0.3) + 16
	} else {
		d.height = 46
		for i, r := range t.Rungs { // the name stands above the line
			d.occupied[2*i+1] = [][2]float64{{0, wide(fit(r.Name, size.Text, size.Width), size.Text)}}
		}
	}
	if undated {
		right -= math.Max(40, math.Min(wide(t.Undated, size.Text)+16, size.Width/4))
		d.undated = size.Width - 10
	}
	d.span = span{muster.Day(max(int64(from)-int64(pad), math.MinInt32)), muster.Day(min(int64(to)+int64(pad), math.MaxInt32)), left, right}
	return d
}

// y is the line of a rung.
func (d *ladder) y(i int) float64 {
	row := float64(len(d.Rungs)-1-i) * d.height
	if d.size.Beside {
		return row + d.height/2 + 4
	}
	return row + d.height - 12
}

// lift is how far above its line a rung's upper texts stand.
func (d *ladder) lift() float64 {
	if d.size.Beside {
		return 9
	}
	return 14
}

// ends returns the pixels of a period, and whether it goes on beyond them.
func (d *ladder) ends(w muster.Period) (a, b float64, before, after bool) {
	if w.Precision == muster.Undated {
		return d.undated, d.undated, false, false
	}
	a, b = d.span.at(w.From), d.span.at(w.To)
	if w.To < muster.MaxDay {
		b = d.span.at(w.To + 1)
	}
	if w.Precision == muster.ExactDay {
		return a, a, false, false
	}
	return math.Min(a, b), math.Max(a, b), w.From == muster.MinDay, w.To == muster.MaxDay
}

// extent is the room a mark takes: a dot has a width, and so has the shortest bar.
func (d *ladder) extent(w muster.Period) (a, b float64) {
	a, b, _, _ = d.ends(w)
	if w.Precision == muster.ExactDay || w.Precision == muster.Undated {
		return a - 5.5, b + 5.5
	}
	return a, math.Max(b, a+3)
}

// climb joins the first event of each rung to that of the next. What is only known to have happened
// by a day happened by that day.
func (d *ladder) climb(p *pen) {
	x, y, begun := 0.0, 0.0, false
	for i, r := range d.Rungs {
		first := math.Inf(1)
		for _, e := range d.Events {
			if e.Rung != i || e.When.Precision == muster.Undated {
				continue
			}
			a, b, before, _ := d.ends(e.When)
			if before {
				a = b
			}
			first = math.Min(first, a)
		}
		if math.IsInf(first, 1) || r.Back {
			continue
		}
		if begun {
			p.put(`<path class="e" d="M`, x, ` `, y, `H`, first, `V`, d.y(i), `"/>`)
		}
		x, y, begun = first, d.y(i), true
	}
}

// mark draws an event, and its text beside it where there is room.
func (d *ladder) mark(p *pen, e Event) {
	_, _, before, after := d.ends(e.When)
	a, b := d.extent(e.When)
	y, class := d.y(e.Rung), "tm"
	if d.Rungs[e.Rung].Back {
		class = "o"
	}
	when := e.When.String()
	if e.When.Precision == muster.ExactDay {
		when = spoken(e.When.From, d.Months)
	} else if e.When.Precision == muster.Undated {
		when = d.Undated
	}
	p.begin(e.Href, d.Rungs[e.Rung].Name+", "+when+": "+e.Text)
	if e.When.Precision == muster.ExactDay || e.When.Precision == muster.Undated {
		p.put(`<circle class="`, class, `" cx="`, (a+b)/2, `" cy="`, y, `" r="5.5"/>`)
	} else {
		p.put(`<rect class="`, class, `" x="`, a, `" y="`, y-5, `" width="`, b-a, `" height="10" rx="3"/>`)
		if before {
			p.put(`<path class="ar" d="M`, a+8, ` `, y-3, `L`, a+4, ` `, y, `L`, a+8, ` `, y+3, `"/>`)
		}
		if after {
			p.put(`<path class="ar" d="M`, b-8, ` `, y-3, `L`, b-4, ` `, y, `L`, b-8, ` `, y+3, `"/>`)
		}
	}
	d.say(p, e, a, b, y)
	p.end(e.Href)
}

// say writes an event's text to its right, else to its left, else above it; where it has no room at
// all the table says it.
func (d *ladder) say(p *pen, e Event, a, b, y float64) {
	w := wide(e.Text, d.size.Text)
	taken := &d.occupied[2*e.Rung]
	if d.take(taken, b+7, w) {
		p.text("x h", "start", b+7, y+4.5, e.Text)
	} else if d.take(taken, a-7-w, w) {
		p.text("x h", "end", a-7, y+4.5, e.Text)
	} else {
		above := &d.occupied[2*e.Rung+1]
		if len(*above) > 0 {
			a = math.Max(a, (*above)[len(*above)-1][1]+gap)
		}
		if d.take(above, a, w) {
			p.text("x", "start", a, y-d.lift(), e.Text)
		}
	}
}

// take takes the room from x on where it is free.
func (d *ladder) take(taken *[][2]float64, x, w float64) bool {
	if x < d.span.left-2 || x+w > d.size.Width {
		return false
	}
	for _, t := range *taken {
		if x < t[1]+4 && x+w > t[0]-4 {
			return false
		}
	}
	*taken = append(*taken, [2]float64{x, x + w})
	return true
}
