package figure

import (
	"math"

	"muster"
)

// Spans shows when each of several things is on its way, against the day on which it is due: a bar from the
// day it can leave to the day it arrives, and a mark at the due day. What comes late has the bar of what is
// taken back, and its text says so.
type Spans struct {
	Head   // columns: what, leaves, arrives, due, said of it
	Rows   []Span
	Months [12]string
}

// Span is one thing on its way.
type Span struct {
	Name     string
	From, To muster.Day
	Due      muster.Day
	Text     string // "5 days late"
	Href     string
}

// SVG draws a row for each thing; the drawing is as high as it has rows.
func (s Spans) SVG(size Size, id, class string) string { return render(s, size, id, class) }

// Table has a row for each thing.
func (s Spans) Table() Table {
	w := Table{Caption: s.Title}
	for i := range 5 {
		w.Columns = append(w.Columns, Column{s.column(i), false})
	}
	for _, r := range s.Rows {
		from, to, due := muster.OnDay(r.From), muster.OnDay(r.To), muster.OnDay(r.Due)
		w.Rows = append(w.Rows, []Cell{{Text: r.Name, Href: r.Href}, {Period: &from}, {Period: &to}, {Period: &due}, {Text: r.Text}})
	}
	return w
}

func (s Spans) draw(p *pen, size Size) float64 {
	at, height := s.span(size), 24.0
	if !size.Beside {
		height = 40
	}
	bottom := float64(len(s.Rows))*height + 6
	for i, r := range s.Rows {
		y := float64(i)*height + height - 10
		if size.Beside {
			p.text("x", "start", 0, y+4.5, fit(r.Name, size.Text, at.left-12))
		} else {
			p.text("x", "start", 0, y-13, fit(r.Name, size.Text, size.Width))
		}
		p.line("g", at.left, y, at.right, y)
		class := "tm"
		if r.To > r.Due {
			class = "o"
		}
		a, b, due := at.at(r.From), at.at(r.To), at.at(r.Due)
		p.begin(r.Href, r.Name+", "+spoken(r.From, s.Months)+" – "+spoken(r.To, s.Months)+": "+r.Text)
		p.put(`<rect class="`, class, `" x="`, a, `" y="`, y-5, `" width="`, math.Max(b-a, 3), `" height="10" rx="3"/>`)
		p.line("i", due, y-9, due, y+9)
		p.end(r.Href)
		s.say(p, size, at, r.Text, a, b, due, y+4.5)
	}
	p.line("z", at.left, bottom, at.right, bottom)
	p.days(at, bottom, size, s.Months)
	return bottom + 3*size.Text
}

// say writes a text to the right of a bar from a to b and its mark, else to their left, else between the
// two; where it has no room the table says it.
func (Spans) say(p *pen, size Size, at span, text string, a, b, due, y float64) {
	const gap = 8
	w := wide(text, size.Text)
	for _, end := range []float64{math.Max(b, due) + gap + w, math.Min(a, due) - gap, a - gap, due - gap} {
		begin := end - w
		clear := (end < a || begin > b) && (end < due || begin > due)
		if clear && begin >= at.left && end <= size.Width {
			p.text("t h", "end", end, y, text)
			return
		}
	}
}

// span is the axis: from the first day that anything leaves or is due to the last.
func (s Spans) span(size Size) span {
	from, to := muster.MaxDay, muster.MinDay
	names := 0.0
	for _, r := range s.Rows {
		from, to = min(from, r.From, r.Due), max(to, r.To, r.Due)
		names = math.Max(names, wide(r.Name, size.Text))
	}
	from, to = axis(from, to, 0, 0)
	pad := muster.Day(max((int64(to)-int64(from))/30, 2))
	left := 8.0
	if size.Beside {
		left = math.Min(names, size.Width*0.34) + 16
	}
	return span{muster.Day(max(int64(from)-int64(pad), math.MinInt32)), muster.Day(min(int64(to)+int64(pad), math.MaxInt32)), left, size.Width - 8}
}
