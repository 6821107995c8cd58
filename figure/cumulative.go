package figure

import (
	"math"
	"strings"

	"muster"
	"muster/money"
)

// Step is a day on which a running total changed, and the total at its end.
type Step struct {
	Day   muster.Day
	Total money.Amount
}

// Cumulative is a running total over a span of days, held against a floor.
type Cumulative struct {
	Title, Desc string     // what a screen reader says
	Unit        string     // what a file shows above; a page says it in its heading
	Source      string     // what a file shows below
	From, To    muster.Day // the axis: From included, To not
	Until       muster.Day // the last day anything is known of, where that is before the span's end; 0: the whole span is known
	Steps       []Step     // by day; before the first the total is 0
	Floor       *money.Amount
	Reached     *muster.Day // the day the floor was reached
	Words       CumulativeWords
	Numbers     // how the values of the axis are written; its ticks choose their decimals
}

// CumulativeWords are the labels as they are to be read, numbers in them included.
type CumulativeWords struct {
	Total   string // "41.04 counted"
	Floor   string // "40 floor"
	Reached string // "floor reached 27 Jun 2025"
	Until   string // "data to 28 Feb 2026"
	Months  [12]string
	Columns []string // headings of the table twin: day, added, total
}

// SVG draws the line for a size. Id must be unique in the page, class is put on the drawing.
func (c Cumulative) SVG(size Size, id, class string) string {
	p := &pen{}
	p.open(class, id, "img", size.Width, size.Height, c.Title, c.Desc)
	c.draw(p, size)
	p.put(`</svg>`)
	return p.String()
}

func (c Cumulative) draw(p *pen, size Size) float64 {
	d := c.lay(size)
	d.axes(p)
	d.steps(p)
	d.floor(p)
	d.labels(p)
	return size.Height
}

func (c Cumulative) head() Head {
	return Head{Title: c.Title, Desc: c.Desc, Unit: c.Unit, Source: c.Source, Numbers: c.Numbers}
}

// Table has a row for each day: day, what was added, running total.
func (c Cumulative) Table() Table {
	h := Head{Columns: c.Words.Columns}
	t := Table{Caption: c.Title, Columns: []Column{{h.column(0), false}, {h.column(1), true}, {h.column(2), true}}}
	var before money.Amount
	for _, s := range c.Steps {
		on, added, total := muster.OnDay(s.Day), s.Total.Sub(before), s.Total
		t.Rows = append(t.Rows, []Cell{{Period: &on}, {Amount: &added}, {Amount: &total}})
		before = s.Total
	}
	return t
}

// layout is a drawing with its places worked out.
type layout struct {
	Cumulative
	size                     Size
	left, right, top, bottom float64 // the plot's edges
	y                        scale
	points                   []point // the line's corners before each rise; the last is its end
}

type point struct{ x, y float64 }

// lay finds room for the labels and places the line.
func (c Cumulative) lay(size Size) *layout {
	if c.To <= c.From {
		c.To = c.From + 1
	}
	d := &layout{Cumulative: c, size: size, top: size.Label + 10, bottom: size.Height - 3*size.Text}
	lo, hi := 0.0, 0.0
	for _, s := range c.Steps {
		lo, hi = math.Min(lo, d.value(s.Total)), math.Max(hi, d.value(s.Total))
	}
	if c.Floor != nil {
		lo, hi = math.Min(lo, d.value(*c.Floor)), math.Max(hi, d.value(*c.Floor))
	}
	d.y = newScale(lo, hi, 5, d.bottom, d.top)
	widest := 0.0
	for _, t := range d.y.ticks {
		widest = math.Max(widest, wide(d.tick(d.y, t), size.Text))
	}
	d.left = math.Min(widest+10, size.Width/3)
	d.right = size.Width - 6
	if size.Beside {
		margin := math.Max(wide(c.Words.Total, size.Label), wide(c.Words.Floor, size.Label))
		d.right = size.Width - clamp(margin+14, 20, size.Width/3)
	}
	d.place()
	return d
}

// day returns the pixel of a day's beginning.
func (d *layout) day(n muster.Day) float64 {
	return span{d.From, d.To, d.left, d.right}.at(n)
}

// place turns steps into corners: the total of a day is reached at the day's beginning and holds
// until the next step.
func (d *layout) place() {
	d.points = append(d.points, point{d.left, d.y.at(0)})
	for _, s := range d.Steps {
		d.points = append(d.points, point{d.day(s.Day), d.y.at(d.value(s.Total))})
	}
	end := d.right
	if d.partial() {
		end = d.day(d.Until + 1)
	}
	last := d.points[len(d.points)-1]
	d.points = append(d.points, point{math.Max(end, last.x), last.y})
}

// partial says whether the data end before the span does.
func (d *layout) partial() bool { return d.Until != 0 && d.Until >= d.From && d.Until+1 < d.To }

func (d *layout) end() point { return d.points[len(d.points)-1] }

// axes draws the grid, the values at its left and the days below.
func (d *layout) axes(p *pen) {
	for _, t := range d.y.ticks {
		y := d.y.at(t)
		class := "g"
		if t == 0 {
			class = "z"
		}
		p.line(class, d.left, y, d.right, y)
		p.text("t", "end", d.left-7, y+d.size.Text*0.35, d.tick(d.y, t))
	}
	p.days(span{d.From, d.To, d.left, d.right}, d.bottom, d.size, d.Words.Months)
}

// steps draws the area and the line over it. Corners that fall on one tenth of a pixel are left
// out.
func (d *layout) steps(p *pen) {
	var path strings.Builder
	x, y := coord(d.points[0].x), coord(d.points[0].y)
	path.WriteString("M" + x + " " + y)
	for _, q := range d.points[1:] {
		if s := coord(q.x); s != x {
			path.WriteString("H" + s)
			x = s
		}
		if s := coord(q.y); s != y {
			path.WriteString("V" + s)
			y = s
		}
	}
	p.put(`<path class="a" d="`, path.String(), `V`, d.y.at(0), `H`, d.left, `Z"/>`)
	p.put(`<path class="l" d="`, path.String(), `"/>`)
}

// floor draws the floor, the day it was reached, and where the data end.
func (d *layout) floor(p *pen) {
	if d.partial() && d.Words.Until != "" {
		x := d.end().x
		p.line("m", x, d.top-6, x, d.bottom)
		anchor := "start" // beyond the end the plot is empty
		if x+6+wide(d.Words.Until, d.size.Text) > d.size.Width {
			anchor, x = "end", x-12
		}
		p.text("t h", anchor, x+6, d.y.at(0)-10, d.Words.Until)
	}
	if d.Floor == nil {
		return
	}
	y := d.y.at(d.value(*d.Floor))
	p.line("f", d.left, y, d.right, y)
	if d.Reached == nil {
		return
	}
	x := d.day(*d.Reached)
	p.line("m", x, y, x, d.y.at(0))
	d.note(p, x, d.y.at(0)-10, d.Words.Reached)
}

// note writes beside a vertical line, on the side with more room.
func (d *layout) note(p *pen, x, y float64, s string) {
	if x > (d.left+d.right)/2 {
		p.text("t h", "end", x-6, y, s)
		return
	}
	p.text("t h", "start", x+6, y, s)
}

// labels names the line and the floor at their ends.
func (d *layout) labels(p *pen) {
	end, size := d.end(), d.size.Label
	p.put(`<circle class="d" cx="`, end.x, `" cy="`, end.y, `" r="4"/>`)
	if !d.size.Beside || d.partial() {
		d.labelsInside(p)
		return
	}
	x, y := d.right+10, end.y+size*0.35
	if d.Floor == nil {
		p.text("v", "start", x, y, d.Words.Total)
		return
	}
	floor := d.y.at(d.value(*d.Floor)) + size*0.35
	if gap := size + 5; math.Abs(y-floor) < gap {
		up := (gap - math.Abs(y-floor)) / 2
		if y > floor {
			up = -up
		}
		y, floor = y-up, floor+up
		// Two labels pushed apart may leave the drawing at the top; then both come down.
		if top := math.Min(y, floor); top < size {
			y, floor = y+size-top, floor+size-top
		}
	}
	p.text("v", "start", x, y, d.Words.Total)
	p.text("v vf", "start", x, floor, d.Words.Floor)
}

// labelsInside names the line over its end, and the floor over its beginning where there is no
// margin.
func (d *layout) labelsInside(p *pen) {
	end, size := d.end(), d.size.Label
	y := end.y - 9
	if d.Floor != nil {
		floor := d.y.at(d.value(*d.Floor))
		if end.y > floor && y-size < floor+2 {
			// Under the line, so that neither it nor the floor crosses the label; over the floor where
			// that would be too far from the end.
			y = d.lowest(end.x-wide(d.Words.Total, size)) + size + 5
			if y > math.Min(end.y+4*size, d.bottom-5) {
				y = floor - 7
			}
		}
		if d.size.Beside {
			p.text("v vf", "start", d.right+10, floor+size*0.35, d.Words.Floor)
		} else {
			p.text("v vf h", "start", d.left+5, floor-7, d.Words.Floor)
		}
	}
	anchor, x := "end", end.x
	if end.x-wide(d.Words.Total, size) < d.left {
		anchor, x = "start", end.x+8
	}
	p.text("v h", anchor, x, clamp(y, size, d.size.Height-size), d.Words.Total)
}

// lowest returns the lowest place of the line from x on, as a pixel.
func (d *layout) lowest(x float64) float64 {
	low, at := d.top, d.points[0].y
	for _, p := range d.points {
		if p.x > x {
			low = math.Max(low, at) // the line held this height into the span
			low = math.Max(low, p.y)
		}
		at = p.y
	}
	return low
}
