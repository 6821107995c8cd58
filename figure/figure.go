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
type pen struct {
	strings.Builder
	id     string // of the drawing, for what must be unique in the page
	file   bool   // the drawing is a file of its own, where an address within a site leads nowhere
	linked bool   // something is a link
}

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
	if s == "" {
		return
	}
	p.put(`<text class="`, class, `" x="`, x, `" y="`, y, `"`)
	if anchor != "start" {
		p.put(` text-anchor="`, anchor, `"`)
	}
	p.put(`>`, escape(s), `</text>`)
}

// rect writes a box; sides that run backwards are turned.
func (p *pen) rect(class string, x, y, width, height float64) {
	if width < 0 {
		x, width = x+width, -width
	}
	if height < 0 {
		y, height = y+height, -height
	}
	p.put(`<rect class="`, class, `" x="`, x, `" y="`, y, `" width="`, width, `" height="`, height, `"/>`)
}

// begin opens what belongs to a mark: a link where it has an address, and the words a pointer shows.
func (p *pen) begin(href, words string) {
	if !leads(href, p.file) {
		p.put(`<g>`)
	} else {
		p.linked = true
		p.put(`<a href="`, escape(href), `">`)
	}
	if words != "" {
		p.put(`<title>`, escape(words), `</title>`)
	}
}

// end closes what begin opened.
func (p *pen) end(href string) {
	if leads(href, p.file) {
		p.put(`</a>`)
	} else {
		p.put(`</g>`)
	}
}

// leads says whether an address may be linked to: one of the web, or in a page one within the site.
func leads(href string, file bool) bool {
	if strings.HasPrefix(href, "https://") || strings.HasPrefix(href, "http://") {
		return true
	}
	return !file && href != "" && strings.ContainsAny(href[:1], "/?#") && !strings.HasPrefix(href, "//")
}

// hatch defines the pattern of what is not known, for use where one unit is drawn scale wide.
func (p *pen) hatch(name string, scale float64) {
	k := strconv.FormatFloat(1/scale, 'f', 3, 64)
	p.put(`<defs><pattern id="`, escape(p.id), `-`, name, `" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45) scale(`, k, `)">`,
		`<rect class="hp" width="6" height="6"/><path class="hl" d="M3 0V6"/></pattern></defs>`)
}

// hatched is the attribute that fills with a pattern of what is not known.
func (p *pen) hatched(name string) string { return ` fill="url(#` + escape(p.id) + `-` + name + `)"` }

// open begins a drawing that stands for an image: it has a role, a title and a description.
func (p *pen) open(class, id, role string, width, height float64, title, desc string) {
	p.put(`<svg class="`, escape(class), `" viewBox="0 0 `, width, ` `, height,
		`" role="`, role, `" aria-labelledby="`, escape(id), `-t" aria-describedby="`, escape(id), `-d">`,
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
