package figure

import (
	"math"
	"strings"

	"muster"
	"muster/money"
)

// Form is a figure of any kind: Bars, Lines, Stacked, Waterfall, HeatMap, Map, Timeline and
// Cumulative.
type Form interface {
	// SVG draws for a size. Id must be unique in the page; class is put on the drawing.
	SVG(size Size, id, class string) string
	// Table says the same as a table, exactly.
	Table() Table
	head() Head
	// draw draws from (0, 0) downwards, size.Width wide, and returns how high that is.
	draw(p *pen, size Size) float64
}

// Head is what every figure has around its data. All of it is words as they are to be read.
type Head struct {
	Title, Desc string   // what a screen reader says; a file shows the title
	Unit        string   // "EUR bn", drawn above; empty where the page's heading says it
	Source      string   // drawn below; empty where the page says it
	Columns     []string // headings of the table twin, in the order each form names
	Numbers
}

func (h Head) head() Head { return h }

// column returns the heading of a column of the table twin.
func (h Head) column(i int) string {
	if i < len(h.Columns) {
		return h.Columns[i]
	}
	return ""
}

// Numbers says how amounts are written. The zero value writes them whole, "1,234".
type Numbers struct {
	Power     int    // amounts are shown divided by 10^Power: 9 for billions
	Decimals  uint8  // the same for all, so that they line up
	Suffix    string // "%"
	Thousands string // empty: a comma
	Point     string // empty: a full stop
}

// say writes an amount.
func (n Numbers) say(a money.Amount) string {
	switch p := min(max(n.Power, -money.MaxScale), money.MaxScale); {
	case p > 0:
		a = a.Mul(money.New(1, uint8(p)), n.Decimals)
	case p < 0:
		a = a.Mul(money.MustParse("1"+strings.Repeat("0", -p)), n.Decimals)
	}
	return n.local(grouped(a.Fixed(n.Decimals))) + n.Suffix
}

// signed is say with a plus before what is above 0.
func (n Numbers) signed(a money.Amount) string {
	if a.Sign() > 0 {
		return "+" + n.say(a)
	}
	return n.say(a)
}

// short is say without decimals that are all zero.
func (n Numbers) short(a money.Amount) string {
	text := n.say(a)
	body := strings.TrimSuffix(text, n.Suffix)
	point := n.local(".")
	if i := strings.LastIndex(body, point); i >= 0 {
		body = strings.TrimSuffix(strings.TrimRight(body, "0"), point)
	}
	return body + n.Suffix
}

// local puts the reader's own signs into a number written the English way.
func (n Numbers) local(s string) string {
	if n.Thousands == "" && n.Point == "" {
		return s
	}
	thousands, point := ",", "."
	if n.Thousands != "" {
		thousands = n.Thousands
	}
	if n.Point != "" {
		point = n.Point
	}
	return strings.NewReplacer(",", thousands, ".", point).Replace(s)
}

// value is an amount in the shown unit, for placing it.
func (n Numbers) value(a money.Amount) float64 { return a.Float() / math.Pow(10, float64(n.Power)) }

// grouped sets thousands apart and writes a real minus.
func grouped(s string) string {
	sign := ""
	if strings.HasPrefix(s, "-") {
		if strings.Trim(s, "-0.") != "" {
			sign = "−"
		}
		s = s[1:]
	}
	whole, rest, point := strings.Cut(s, ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if point {
		whole += "." + rest
	}
	return sign + whole
}

// Datum is a number, or the word that stands where there is none ("not covered"). A word is never
// drawn as 0. Href is the address of the rows the number is made of; empty: none.
type Datum struct {
	Value *money.Amount
	Word  string
	Href  string
}

// text is the datum as it is read.
func (n Numbers) text(d Datum) string {
	if d.Value == nil {
		return d.Word
	}
	return n.say(*d.Value)
}

// Table is a figure's twin: the same as rows. Amounts are whole, in no unit, for the page to write.
type Table struct {
	Caption string
	Columns []Column
	Rows    [][]Cell // as many cells as there are columns; the first names the row
}

// Column is the heading of a column and whether it holds numbers.
type Column struct {
	Name   string
	Number bool
}

// Cell holds one of a text, an amount and a period. A cell of a column of numbers that holds a text
// holds the word for a number that is not known.
type Cell struct {
	Text   string
	Amount *money.Amount
	Period *muster.Period
	Href   string
}

func (d Datum) cell() Cell {
	if d.Value == nil {
		return Cell{Text: d.Word, Href: d.Href}
	}
	return Cell{Amount: d.Value, Href: d.Href}
}

// room between the parts of a drawing.
const gap = 10.0

// render draws a form for a page.
func render(f Form, size Size, id, class string) string {
	h, body := f.head(), &pen{id: id}
	height := frame(body, f, size)
	p := &pen{}
	role := "img"
	if body.linked {
		role = "group" // what is inside an image cannot be reached
	}
	p.open(class, id, role, size.Width, height, h.Title, h.Desc)
	p.put(body.String(), `</svg>`)
	return p.String()
}

// frame draws a form between its unit and its source, and returns how high all of it is.
func frame(p *pen, f Form, size Size) float64 {
	h, top := f.head(), 0.0
	if h.Unit != "" {
		for _, line := range wrap(h.Unit, size.Text, size.Width, 3) {
			top += size.Text + 4
			p.text("t", "start", 0, top, line)
		}
		top += gap
		p.put(`<g transform="translate(0 `, top, `)">`)
	}
	height := top + f.draw(p, size)
	if h.Unit != "" {
		p.put(`</g>`)
	}
	if h.Source != "" {
		height += gap / 2
		for _, line := range wrap(h.Source, size.Text-1, size.Width, 8) {
			height += size.Text + 4
			p.text("t j", "start", 0, height, line)
		}
		height += gap / 2
	}
	return height
}

// fit cuts a text that would be wider than its room.
func fit(s string, size, room float64) string {
	if wide(s, size) <= room {
		return s
	}
	runes := []rune(s)
	n := int(room/(size*0.64)) - 1
	if n < 1 {
		return ""
	}
	return strings.TrimRight(string(runes[:min(n, len(runes))]), " ,;:–-") + "…"
}

// wrap breaks a text into at most n lines; the last is cut.
func wrap(s string, size, room float64, n int) (lines []string) {
	words := strings.Fields(s)
	for len(words) > 0 {
		if len(lines) == n-1 {
			return append(lines, fit(strings.Join(words, " "), size, room))
		}
		k := 1
		for k < len(words) && wide(strings.Join(words[:k+1], " "), size) <= room {
			k++
		}
		lines = append(lines, fit(strings.Join(words[:k], " "), size, room))
		words = words[k:]
	}
	return lines
}
