package figure

import (
	"math"
	"strconv"
	"strings"
)

// scale maps values onto pixels. It reaches from lo to hi and is marked at ticks.
type scale struct {
	lo, hi float64   // values
	a, b   float64   // pixels of lo and hi
	ticks  []float64 // from lo up, evenly spaced
	step   float64
}

// newScale covers lo to hi and always 0, with at most n steps between ticks at 1, 2, 2.5 or 5
// times a power of ten.
func newScale(lo, hi float64, n int, a, b float64) scale {
	lo, hi = math.Min(lo, 0), math.Max(hi, 0)
	if hi-lo == 0 {
		hi = 1
	}
	raw := (hi - lo) / float64(n)
	power := math.Pow(10, math.Floor(math.Log10(raw)))
	step := 10 * power
	for _, m := range []float64{1, 2, 2.5, 5} {
		if m*power >= raw*(1-1e-9) {
			step = m * power
			break
		}
	}
	s := scale{lo: lo, hi: hi, a: a, b: b, step: step}
	for k := math.Ceil(lo/step - 1e-9); k*step <= hi*(1+1e-9); k++ {
		s.ticks = append(s.ticks, k*step)
	}
	return s
}

// at returns the pixel of a value, never outside the scale.
func (s scale) at(v float64) float64 {
	p := s.a + (v-s.lo)/(s.hi-s.lo)*(s.b-s.a)
	return clamp(p, math.Min(s.a, s.b), math.Max(s.a, s.b))
}

// tick writes a tick's value with the decimals its step needs, thousands apart, and a real minus.
func (s scale) tick(v float64) string {
	if math.Abs(v) >= 1e15 {
		return strings.Replace(strconv.FormatFloat(v, 'g', 3, 64), "-", "−", 1)
	}
	decimals := 0
	for d, step := 0, s.step; d < 9; d, step = d+1, step*10 {
		if math.Abs(step-math.Round(step)) < 1e-6*step {
			decimals = d
			break
		}
		decimals = d + 1
	}
	text := strconv.FormatFloat(math.Abs(v), 'f', decimals, 64)
	whole, rest, _ := strings.Cut(text, ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if rest != "" {
		whole += "." + rest
	}
	if v < 0 && strings.Trim(text, "0.") != "" {
		return "−" + whole
	}
	return whole
}
