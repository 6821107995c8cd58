package figure

import (
	"cmp"
	"math"
	"slices"

	"muster/money"
)

// Pair is a value beside the mark it is held against. A value that is not known is nil and is not
// drawn; it is never drawn as 0.
type Pair struct{ Value, Mark *money.Amount }

// Paired draws one bar with a mark per row of a table, all rows to one scale.
//
// One scale is the honest one for amounts, and it leaves short bars beside a long one. The table
// then has a second Paired of each value as part of its own mark, where every row is legible.
type Paired struct {
	Pairs   []Pair
	Numbers // how the values of the axis are written; its ticks choose their decimals
	// Break cuts the bars of a few rows far longer than the rest and draws a break into them, so
	// that the rest stay legible. The scale then ends at the longest that is not cut.
	Break bool
	Width float64 // 0: 240
}

// The height of a row's drawing and of the axis above the rows.
const (
	rowHeight  = 18.0
	axisHeight = 24.0
	inset      = 2.0 // so that a mark at either end lies inside the drawing
)

// Scale is a Paired with its scale worked out.
type Scale struct {
	Paired
	x   scale
	cut bool
}

// Scale works out the scale over all rows.
func (p Paired) Scale() Scale {
	if p.Width == 0 {
		p.Width = 240
	}
	s := Scale{Paired: p}
	var lo, hi float64
	for _, q := range p.Pairs {
		hi = math.Max(hi, math.Max(s.value(q.Value), s.value(q.Mark)))
		lo = math.Min(lo, math.Min(s.value(q.Value), s.value(q.Mark)))
	}
	if p.Break {
		if end := s.breakAt(hi); end < hi {
			hi, s.cut = end, true
		}
	}
	s.x = newScale(lo, hi, 4, inset, p.Width-inset)
	return s
}

// breakAt returns where the scale ends: at the longest, unless at most one row in eight, and those
// more than twice the next, stretch it.
func (s *Scale) breakAt(hi float64) float64 {
	var tops []float64
	for _, q := range s.Pairs {
		tops = append(tops, math.Max(s.value(q.Value), s.value(q.Mark)))
	}
	slices.SortFunc(tops, func(a, b float64) int { return cmp.Compare(b, a) })
	for i := 0; i < len(tops)/8; i++ {
		if tops[i+1] > 0 && tops[i] > 2*tops[i+1] {
			hi = 1.2 * tops[i+1]
		}
	}
	return hi
}

func (s *Scale) value(a *money.Amount) float64 {
	if a == nil {
		return 0
	}
	return s.Numbers.value(*a)
}

// Cut says whether any bar is cut at the break.
func (s Scale) Cut() bool { return s.cut }

// Row draws row i. The numbers stand in the table, so the drawing is hidden from screen readers.
func (s Scale) Row(i int) string {
	p := &pen{}
	p.put(`<svg class="bar" viewBox="0 0 `, s.Width, ` `, rowHeight, `" aria-hidden="true" focusable="false">`)
	q, zero := s.Pairs[i], s.x.at(0)
	if s.x.lo < 0 {
		p.line("g", zero, 0, zero, rowHeight)
	}
	if q.Value != nil && !q.Value.IsZero() {
		s.bar(p, zero, s.value(q.Value))
	}
	if q.Mark != nil {
		s.mark(p, s.value(q.Mark))
	}
	p.put(`</svg>`)
	return p.String()
}

// bar draws from zero to v. What is not zero is at least a pixel long, so that it is seen.
func (s Scale) bar(p *pen, zero, v float64) {
	x := s.x.at(v)
	from, width := math.Min(zero, x), math.Max(math.Abs(x-zero), 1)
	from = math.Min(from, s.Width-inset-width)
	p.put(`<rect class="b" x="`, from, `" y="4" width="`, width, `" height="10"/>`)
	if s.cut && v > s.x.hi {
		b := s.Width - 20
		p.put(`<path class="c" d="M`, b, ` 16l5 -14h3l-5 14zM`, b+7, ` 16l5 -14h3l-5 14z"/>`)
	}
}

// mark draws what the bar is held against; beyond a break it is an arrow at the end.
func (s Scale) mark(p *pen, v float64) {
	if s.cut && v > s.x.hi {
		e := s.Width - inset
		p.put(`<path class="i" d="M`, e-6, ` 3L`, e, ` 9L`, e-6, ` 15"/>`)
		return
	}
	x := s.x.at(v)
	p.line("i", x, 0, x, rowHeight)
}

// Axis draws the scale for the head of the column. Suffix follows each number ("%").
func (s Scale) Axis(suffix string) string {
	p := &pen{}
	p.put(`<svg class="bar" viewBox="0 0 `, s.Width, ` `, axisHeight, `" aria-hidden="true" focusable="false">`)
	for _, t := range s.x.ticks {
		x, label := s.x.at(t), s.tick(s.x, t)+suffix
		anchor := "middle"
		if half := wide(label, 12) / 2; x < half {
			anchor, x = "start", math.Max(x-inset, 0)
		} else if x+half > s.Width {
			anchor, x = "end", math.Min(x+inset, s.Width)
		}
		p.text("t", anchor, x, 13, label)
		p.line("k", s.x.at(t), 18, s.x.at(t), axisHeight)
	}
	p.put(`</svg>`)
	return p.String()
}
