package figure

import (
	"math"
	"slices"
	"strconv"

	"muster/money"
)

// classes divide amounts into at most seven of rising darkness. Where nothing is below 0, what is 0
// is a class of its own, since nothing given is something else than a little.
type classes struct {
	breaks []money.Amount // each begins a class and belongs to it
	zero   bool           // 0 has a class of its own
	zeros  bool           // and something is in it
	none   string         // the style of that class
	words  []string       // of what is not known
}

// classify finds round breaks: evenly spaced, or where a few amounts are far larger than the rest at
// 1, 2 and 5 times powers of ten, so that the rest can be told apart. Given ones go before.
func classify(data []Datum, given []money.Amount) classes {
	c := classes{none: "q0"}
	var values []float64
	lo, hi := 0.0, 0.0
	for _, d := range data {
		if d.Value == nil {
			if !slices.Contains(c.words, d.Word) && d.Word != "" {
				c.words = append(c.words, d.Word)
			}
			continue
		}
		v := d.Value.Float()
		lo, hi = math.Min(lo, v), math.Max(hi, v)
		c.zeros = c.zeros || d.Value.IsZero()
		if v > 0 {
			values = append(values, v)
		}
	}
	c.zero = lo >= 0
	slices.Sort(c.words)
	slices.Sort(values)
	switch {
	case len(given) > 0:
		c.breaks = slices.Clone(given)
		slices.SortFunc(c.breaks, money.Amount.Cmp)
		c.breaks = slices.CompactFunc(c.breaks, money.Amount.Equal)
	case hi == 0 && lo == 0:
	case lo >= 0 && values[len(values)/2] < hi/6:
		c.breaks = decades(hi)
	default:
		s := newScale(lo, hi, 6, 0, 1)
		for _, t := range s.ticks {
			if t > lo && t < hi {
				c.breaks = append(c.breaks, exact(t))
			}
		}
	}
	c.breaks = c.breaks[:min(len(c.breaks), 6)]
	return c
}

// decades are the six largest of 1, 2 and 5 times powers of ten below hi.
func decades(hi float64) (breaks []money.Amount) {
	power := int(math.Floor(math.Log10(hi)))
	for p := power; len(breaks) < 6 && p > power-4; p-- {
		for _, m := range []float64{5, 2, 1} {
			if v := m * math.Pow(10, float64(p)); v < hi && len(breaks) < 6 {
				if a := exact(v); !a.IsZero() {
					breaks = append(breaks, a)
				}
			}
		}
	}
	slices.SortFunc(breaks, money.Amount.Cmp)
	return breaks
}

// exact is the amount a round float stands for; 0 where it is beyond an amount.
func exact(v float64) money.Amount {
	a, _, err := money.ParseRounded(strconv.FormatFloat(v, 'g', 3, 64))
	if err != nil {
		return money.Amount{}
	}
	return a
}

// shade is the class of an amount: 0 for none given, then 1 to 7 from light to dark.
func (c classes) shade(a money.Amount) int {
	if c.zero && a.Sign() <= 0 {
		return 0
	}
	n := 0
	for n < len(c.breaks) && a.Cmp(c.breaks[n]) >= 0 {
		n++
	}
	return c.step(n)
}

// step spreads the classes there are over the seven shades.
func (c classes) step(n int) int {
	if len(c.breaks) == 0 {
		return 4
	}
	return 1 + int(math.Round(float64(n)*6/float64(len(c.breaks))))
}

// key draws what the shades and the hatching stand for from (x, y) rightwards and down within width,
// and returns where it ends.
func (c classes) key(p *pen, n Numbers, size Size, x, y, width float64) float64 {
	text, box := size.Text-1, 14.0
	left := x
	room := func(w float64) {
		if left > x && left+w > x+width {
			left, y = x, y+box+18
		}
	}
	if c.zero && c.zeros {
		p.rect(c.none, left+0.5, y+0.5, 24, box-1)
		label := n.short(money.Amount{})
		p.text("t j", "middle", left+12, y+box+text+2, label)
		left += 34
	}
	labels, step := make([]string, len(c.breaks)), 30.0
	for i, b := range c.breaks {
		labels[i] = n.short(b)
		step = math.Max(step, wide(labels[i], text)*bold+8)
	}
	every := 1
	if count := float64(len(c.breaks) + 1); count > 1 {
		ramp := math.Min(step*count, math.Max(width-(left-x), width*0.6))
		if most := size.Width * 0.6; size.Beside && ramp > most {
			ramp = most
		}
		room(ramp)
		for step*count > ramp*float64(every)+0.5 && every < len(c.breaks) {
			every++
		}
		step = ramp / count
		for i := range len(c.breaks) + 1 {
			p.rect("q"+strconv.Itoa(c.step(i)), left+float64(i)*step, y, step, box)
			if i == 0 || i%every != 0 {
				continue
			}
			at, half := left+float64(i)*step, wide(labels[i-1], text)/2
			if 2*half <= step*float64(every) && at >= half && at+half <= size.Width {
				p.text("t j", "middle", at, y+box+text+2, labels[i-1])
			}
		}
		left += ramp + 18
	}
	for _, w := range c.words[:min(len(c.words), 4)] {
		w = fit(w, text, width-32)
		room(30 + wide(w, text))
		p.put(`<rect x="`, left, `" y="`, y, `" width="24" height="`, box, `"`, p.hatched("h"), `/>`)
		p.text("t j", "start", left+30, y+box-3, w)
		left += 30 + wide(w, text) + 14
	}
	return y + box + text + 8
}
