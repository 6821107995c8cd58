// Package figure draws series as SVG that can be read without seeing it: each drawing carries a
// title and a description, takes its colours from the page's style sheet, and says the same in
// grey and on paper. The same data give the same bytes.
//
// A drawing is made for its width. A phone gets a drawing of its own, not a shrunken one, so a
// page holds both and shows one.
//
// Amounts become floats here and only here: a drawing has a tenth of a pixel, an amount does not.
// Whatever a reader may want to know exactly stands in the table beside the drawing.
package figure

import (
	"encoding/xml"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Size is a drawing's room, in the units of its viewBox; a page shows it at about one pixel each.
type Size struct {
	Width, Height float64
	Text          float64 // font size of the axes
	Label         float64 // font size of the labels on lines
	// Beside says that labels stand in a margin to the right of the line's end. Where there is no
	// room for a margin they stand inside, over the line.
	Beside bool
}

// The two sizes a page holds: a column of text on a desk or on paper, and a phone.
var (
	Wide   = Size{Width: 880, Height: 310, Text: 13, Label: 14.5, Beside: true}
	Narrow = Size{Width: 360, Height: 270, Text: 13, Label: 14}
)

// pen writes SVG elements. Numbers are written with one decimal, so that equal drawings are equal
// bytes.
type pen struct{ strings.Builder }

// put writes its arguments: text as it is, numbers with at most one decimal.
func (p *pen) put(parts ...any) {
	for _, x := range parts {
		switch v := x.(type) {
		case string:
			p.WriteString(v)
		case float64:
			p.WriteString(coord(v))
		}
	}
}

// line writes a straight line.
func (p *pen) line(class string, x1, y1, x2, y2 float64) {
	p.put(`<line class="`, class, `" x1="`, x1, `" y1="`, y1, `" x2="`, x2, `" y2="`, y2, `"/>`)
}

// text writes a line of text. Anchor is start, middle or end.
func (p *pen) text(class, anchor string, x, y float64, s string) {
	p.put(`<text class="`, class, `" x="`, x, `" y="`, y, `"`)
	if anchor != "start" {
		p.put(` text-anchor="`, anchor, `"`)
	}
	p.put(`>`, escape(s), `</text>`)
}

// open begins a drawing that stands for an image: it has a role, a title and a description.
func (p *pen) open(class, id string, width, height float64, title, desc string) {
	p.put(`<svg class="`, escape(class), `" viewBox="0 0 `, width, ` `, height,
		`" role="img" aria-labelledby="`, escape(id), `-t" aria-describedby="`, escape(id), `-d">`,
		`<title id="`, escape(id), `-t">`, escape(title), `</title><desc id="`, escape(id), `-d">`, escape(desc), `</desc>`)
}

// coord writes a coordinate with at most one decimal, without a negative zero.
func coord(v float64) string {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		v = 0
	}
	s := strconv.FormatFloat(v, 'f', 1, 64)
	s = strings.TrimSuffix(s, ".0")
	if s == "-0" {
		return "0"
	}
	return s
}

// escape makes s safe inside an element or a quoted attribute; what XML cannot hold becomes the
// replacement sign.
func escape(s string) string {
	var b strings.Builder
	xml.EscapeText(&b, []byte(s)) //nolint:errcheck // a Builder does not fail
	return b.String()
}

// clamp keeps v between lo and hi; what is no number becomes lo.
func clamp(v, lo, hi float64) float64 {
	if !(v > lo) { //nolint:staticcheck // so that NaN goes to lo
		return lo
	}
	if v > hi {
		return hi
	}
	return v
}

// wide estimates how much room a line of text takes, generously: the font is the reader's own.
func wide(s string, size float64) float64 { return float64(utf8.RuneCountInString(s)) * size * 0.64 }
