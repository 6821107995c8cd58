package figure

import (
	"math"

	"muster/money"
)

// Waterfall is the bridge between two totals: each step begins where the one before it ended.
// Where the steps do not lead from the first total to the last, the difference is a step of its own.
type Waterfall struct {
	Head      // columns: name, change, total after it
	From, To  Total
	Steps     []Move
	Remainder string // names the difference that no step explains
}

// Total is where a bridge begins or ends.
type Total struct {
	Name  string
	Value money.Amount
	Href  string
}

// Move is one step, up or down, or the word for one that is not known.
type Move struct {
	Name string
	Datum
}

// SVG draws the bridge from the top down.
func (w Waterfall) SVG(size Size, id, class string) string { return render(w, size, id, class) }

// moves are the steps, and the remainder if there is one.
func (w Waterfall) moves() []Move {
	at := w.From.Value
	all := append([]Move(nil), w.Steps...)
	for _, m := range all {
		if m.Value != nil {
			at = at.Add(*m.Value)
		}
	}
	if rest := w.To.Value.Sub(at); !rest.IsZero() {
		all = append(all, Move{w.Remainder, Datum{Value: &rest}})
	}
	return all
}

// Table has a row for each total and each step.
func (w Waterfall) Table() Table {
	t := Table{Caption: w.Title, Columns: []Column{{w.column(0), false}, {w.column(1), true}, {w.column(2), true}}}
	at := w.From.Value
	t.Rows = append(t.Rows, []Cell{{Text: w.From.Name}, {}, {Amount: &w.From.Value, Href: w.From.Href}})
	for _, m := range w.moves() {
		if m.Value == nil {
			t.Rows = append(t.Rows, []Cell{{Text: m.Name}, m.cell(), {}})
			continue
		}
		at = at.Add(*m.Value)
		after := at
		t.Rows = append(t.Rows, []Cell{{Text: m.Name}, m.cell(), {Amount: &after}})
	}
	t.Rows = append(t.Rows, []Cell{{Text: w.To.Name}, {}, {Amount: &w.To.Value, Href: w.To.Href}})
	return t
}

func (w Waterfall) change(m Move) string {
	if m.Value == nil {
		return m.Word
	}
	return w.signed(*m.Value)
}

func (w Waterfall) draw(p *pen, size Size) float64 {
	moves := w.moves()
	names := math.Max(wide(w.From.Name, size.Text), wide(w.To.Name, size.Text)) * 1.06 // bold
	values := math.Max(wide(w.say(w.From.Value), size.Text), wide(w.say(w.To.Value), size.Text)) * 1.06
	at := w.From.Value
	lo, hi := math.Min(0, w.value(at)), math.Max(0, w.value(at))
	for _, m := range moves {
		names, values = math.Max(names, wide(m.Name, size.Text)), math.Max(values, wide(w.change(m), size.Text))
		if m.Value != nil {
			at = at.Add(*m.Value)
			lo, hi = math.Min(lo, w.value(at)), math.Max(hi, w.value(at))
		}
	}
	r := rows{size: size, names: math.Min(names, size.Width*0.34), values: math.Min(values, size.Width*0.3), joined: true}
	left, right := r.plot()
	x := newScale(lo, hi, 4, left, right)

	y := w.total(p, r, x, 0, w.From)
	at = w.From.Value
	from := x.at(w.value(at))
	for _, m := range moves {
		w.join(p, r, from, y)
		p.begin(m.Href, m.Name+": "+w.change(m))
		class := "x"
		if m.Value == nil {
			class = "x nc"
		}
		top := r.row(p, y, m.Name, w.change(m), class)
		end := from
		if m.Value != nil {
			at = at.Add(*m.Value)
			end = x.at(w.value(at))
			// A step to the left is hollow, so that it is told from one to the right in grey too.
			if m.Value.Sign() < 0 {
				p.rect("o", end, top+0.8, math.Max(from-end, 1), r.thick()-1.6)
			} else if m.Value.Sign() > 0 {
				p.rect("b", from, top, math.Max(end-from, 1), r.thick())
			}
		}
		p.end(m.Href)
		from = end
		y += r.height()
	}
	w.join(p, r, from, y)
	end := w.total(p, r, x, y, w.To)
	if size.Beside {
		p.line("z", x.at(0), 0, x.at(0), end)
	}
	return end + 4
}

// join leads from the bar of the row before to that of the row at y.
func (w Waterfall) join(p *pen, r rows, x, y float64) {
	p.line("e", x, y+r.offset()-r.height()+r.thick(), x, y+r.offset())
}

// total draws where the bridge begins or ends, and returns where the next row begins.
func (w Waterfall) total(p *pen, r rows, x scale, y float64, t Total) float64 {
	p.begin(t.Href, t.Name+": "+w.say(t.Value))
	top := r.row(p, y, t.Name, w.say(t.Value), "x bo")
	p.rect("tt", x.at(0), top, x.at(w.value(t.Value))-x.at(0), r.thick())
	p.end(t.Href)
	return y + r.height()
}
