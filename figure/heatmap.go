package figure

import (
	"math"
	"strconv"

	"muster/money"
)

// HeatMap shows an amount for each pair of two things by its darkness, with the number in the cell
// where it has room. What is not known is hatched.
type HeatMap struct {
	Head    // columns: what the rows are
	Rows    []string
	Across  []string       // names of the columns
	Cells   [][]Datum      // by row, then column; a missing one is not known
	Breaks  []money.Amount // where classes begin, at most six; none: round ones are found
	Ordered bool           // the columns are a sequence, as of months: where there is no room for all their names, some suffice
}

// SVG draws the map of cells; the drawing is as high as its rows need.
func (h HeatMap) SVG(size Size, id, class string) string { return render(h, size, id, class) }

// Table has a row for each row and a column for each column.
func (h HeatMap) Table() Table {
	t := Table{Caption: h.Title, Columns: []Column{{h.column(0), false}}}
	for _, c := range h.Across {
		t.Columns = append(t.Columns, Column{c, true})
	}
	for i, r := range h.Rows {
		row := []Cell{{Text: r}}
		for j := range h.Across {
			row = append(row, h.at(i, j).cell())
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func (h HeatMap) at(i, j int) Datum {
	if i < len(h.Cells) && j < len(h.Cells[i]) {
		return h.Cells[i][j]
	}
	return Datum{}
}

func (h HeatMap) draw(p *pen, size Size) float64 {
	p.hatch("h", 1)
	var all []Datum
	most := 0.0
	for i := range h.Rows {
		for j := range h.Across {
			all = append(all, h.at(i, j))
			if v := h.at(i, j).Value; v != nil {
				most = math.Max(most, wide(h.say(*v), 12))
			}
		}
	}
	c := classify(all, h.Breaks)
	names := 0.0
	for _, r := range h.Rows {
		names = math.Max(names, wide(r, size.Text))
	}
	left := math.Min(names, size.Width*0.33) + 12
	step := math.Min((size.Width-left)/math.Max(float64(len(h.Across)), 1), 96)
	high := 24.0
	written := most+6 <= step
	y := h.heads(p, size, left, step)
	for i, r := range h.Rows {
		p.text("x", "end", left-10, y+high/2+4.5, fit(r, size.Text, left-10))
		for j := range h.Across {
			h.cell(p, c, i, j, left+float64(j)*step, y, step, high, written)
		}
		y += high
	}
	if len(all) == 0 {
		return y
	}
	return c.key(p, h.Numbers, size, 0, y+14, size.Width)
}

// cell draws one, with a hairline of paper around it.
func (h HeatMap) cell(p *pen, c classes, i, j int, x, y, width, height float64, written bool) {
	d := h.at(i, j)
	words := h.Rows[i] + ", " + h.Across[j] + ": " + h.text(d)
	p.begin(d.Href, words)
	inner := math.Max(width-1, 0.5)
	if d.Value == nil {
		p.put(`<rect x="`, x, `" y="`, y, `" width="`, inner, `" height="`, height-1, `"`, p.hatched("h"), `/>`)
	} else {
		shade := c.shade(*d.Value)
		p.rect("q"+strconv.Itoa(shade), x, y, inner, height-1)
		if written {
			class := "x j"
			if shade > 4 {
				class = "x j c"
			}
			p.text(class, "middle", x+inner/2, y+height/2+4, h.say(*d.Value))
		}
	}
	p.end(d.Href)
}

// heads names the columns and returns where the rows begin: side by side where all have room, some
// of them where they are a sequence, else upright.
func (h HeatMap) heads(p *pen, size Size, left, step float64) float64 {
	most := 0.0
	for _, a := range h.Across {
		most = math.Max(most, wide(a, size.Text))
	}
	if most <= step || h.Ordered {
		every := 1
		for float64(every)*step < most && every < len(h.Across) {
			every++
		}
		for j := 0; j < len(h.Across); j += every {
			x := left + float64(j)*step
			if every == 1 {
				p.text("t", "middle", x+step/2, size.Text+2, fit(h.Across[j], size.Text, step))
			} else if room := size.Width - x; room >= math.Min(most, float64(every)*step) {
				p.text("t", "start", x, size.Text+2, fit(h.Across[j], size.Text, room))
				p.line("k", x, size.Text+6, x, size.Text+10)
			}
		}
		return size.Text + 10
	}
	height := math.Min(most, 10*size.Text)
	every := max(1, int(math.Ceil(size.Text/step)))
	for j := 0; j < len(h.Across); j += every {
		x, y := math.Min(left+(float64(j)+0.5)*step+size.Text*0.35, size.Width), height+2
		p.put(`<text class="t" x="`, x, `" y="`, y, `" transform="rotate(-90 `, x, ` `, y, `)">`, escape(fit(h.Across[j], size.Text, height)), `</text>`)
	}
	return height + 8
}
