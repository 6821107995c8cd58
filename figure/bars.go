package figure

import (
	"math"

	"muster/money"
)

// Bars compares amounts, a bar each, from one zero. Beside each may stand the mark it is held
// against. The order is the caller's: by size where nothing speaks for another.
type Bars struct {
	Head      // columns: name, value, mark (if any bar has one)
	Bars      []Bar
	Key, Held string // what a bar is and what a mark is; drawn where there are marks
}

// Bar is one amount, or the word for one that is not known.
type Bar struct {
	Name string
	Datum
	Mark *money.Amount
}

// SVG draws the bars; the drawing is as high as they need.
func (b Bars) SVG(size Size, id, class string) string { return render(b, size, id, class) }

// Table has a row for each bar.
func (b Bars) Table() Table {
	t := Table{Caption: b.Title, Columns: []Column{{b.column(0), false}, {b.column(1), true}}}
	if b.marked() {
		t.Columns = append(t.Columns, Column{b.column(2), true})
	}
	for _, q := range b.Bars {
		row := []Cell{{Text: q.Name}, q.cell()}
		if b.marked() {
			row = append(row, Cell{Amount: q.Mark})
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func (b Bars) marked() bool {
	for _, q := range b.Bars {
		if q.Mark != nil {
			return true
		}
	}
	return false
}

func (b Bars) draw(p *pen, size Size) float64 {
	names, values, lo, hi := 0.0, 0.0, 0.0, 0.0
	for _, q := range b.Bars {
		names = math.Max(names, wide(q.Name, size.Text))
		values = math.Max(values, wide(b.text(q.Datum), size.Text))
		for _, a := range []*money.Amount{q.Value, q.Mark} {
			if a != nil {
				lo, hi = math.Min(lo, b.value(*a)), math.Max(hi, b.value(*a))
			}
		}
	}
	r := rows{size: size, names: math.Min(names, size.Width*0.34), values: math.Min(values, size.Width*0.3)}
	left, right := r.plot()
	x := newScale(lo, hi, 4, left, right)
	y := 0.0
	if b.marked() {
		y = b.key(p, size)
	}
	top := y
	for _, q := range b.Bars {
		words := q.Name + ": " + b.text(q.Datum)
		if q.Mark != nil && b.Held != "" {
			words += "; " + b.Held + ": " + b.say(*q.Mark)
		}
		p.begin(q.Href, words)
		class := "x"
		if q.Value == nil {
			class = "x nc"
		}
		at := r.row(p, y, q.Name, b.text(q.Datum), class)
		if q.Value != nil && !size.Beside { // one line for all would cross the names
			p.line("z", x.at(0), at-2, x.at(0), at+r.thick()+2)
		}
		if q.Value != nil && !q.Value.IsZero() {
			// What is not zero is at least a pixel long, so that it is seen.
			from, to := x.at(0), x.at(b.value(*q.Value))
			if math.Abs(to-from) < 1 {
				to = from + math.Copysign(1, b.value(*q.Value))
			}
			p.rect("b", from, at, to-from, r.thick())
		}
		if q.Mark != nil {
			m := x.at(b.value(*q.Mark))
			p.line("i", m, at-3, m, at+r.thick()+3)
		}
		p.end(q.Href)
		y += r.height()
	}
	if y > top && size.Beside {
		p.line("z", x.at(0), top, x.at(0), y)
	}
	return math.Max(y+4, size.Text*2)
}

// key says what a bar and a mark are, and returns where it ends.
func (b Bars) key(p *pen, size Size) float64 {
	if b.Key == "" && b.Held == "" {
		return 0
	}
	p.rect("b", 0, 3, 22, 10)
	key := fit(b.Key, size.Text, size.Width/2-40)
	p.text("t", "start", 28, 13, key)
	x := 28 + wide(key, size.Text) + 18
	p.line("i", x, 0, x, 16)
	p.text("t", "start", x+8, 13, fit(b.Held, size.Text, size.Width-x-8))
	return 28
}

// rows are named lines with a plot in each: name, plot and value side by side, or where there is no
// room for that the plot below the two.
type rows struct {
	size          Size
	names, values float64 // how wide they are
	joined        bool    // lines lead from bar to bar: where the plot is below, they must not cross the values
}

func (r rows) plot() (left, right float64) {
	if !r.size.Beside && r.joined {
		return 2, r.size.Width - r.values - 12
	}
	if !r.size.Beside {
		return 2, r.size.Width - 2
	}
	return r.names + 14, r.size.Width - r.values - 14
}

func (r rows) height() float64 {
	if !r.size.Beside {
		return 36
	}
	return 22
}

func (r rows) thick() float64 {
	if !r.size.Beside {
		return 8
	}
	return 12
}

// offset is where in a row its bar begins.
func (r rows) offset() float64 {
	if !r.size.Beside {
		return 21
	}
	return 5
}

// row writes a row's name and value, and returns the top of its bar.
func (r rows) row(p *pen, y float64, name, value, class string) float64 {
	at := y + r.offset()
	if r.size.Beside {
		p.text("x", "start", 0, y+15.5, fit(name, r.size.Text, r.names+1))
		p.text(class+" y", "end", r.size.Width, y+15.5, fit(value, r.size.Text, r.values+1))
		return at
	}
	value = fit(value, r.size.Text, r.size.Width/2)
	line := y + 15
	if r.joined {
		line = at + r.thick()
	}
	p.text("x h", "start", 0, y+15, fit(name, r.size.Text, r.size.Width-wide(value, r.size.Text)-8))
	p.text(class+" y", "end", r.size.Width, line, value)
	return at
}
