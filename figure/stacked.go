package figure

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"muster"
	"muster/money"
)

// Stacked shows what a total is made of, over time. Layers lie on one another in their order, the
// first at the bottom and darkest; what is below 0 hangs below 0.
type Stacked struct {
	Head   // columns: day
	Days   []muster.Day
	Layers []Layer // up to six
	Total  string  // names the sum of all at its end; empty: not drawn
	Months [12]string
}

// Layer is one part, a value for each day. If one of them is not known on a day, the total is not
// either: that day is hatched.
type Layer struct {
	Name   string
	Values []Datum
	Href   string // of the layer as a whole
}

// SVG draws the layers.
func (s Stacked) SVG(size Size, id, class string) string { return render(s, size, id, class) }

// Table has a row for each day and a column for each layer.
func (s Stacked) Table() Table {
	t := Table{Caption: s.Title, Columns: []Column{{s.column(0), false}}}
	for _, l := range s.Layers {
		t.Columns = append(t.Columns, Column{l.Name, true})
	}
	for i, d := range s.Days {
		on := muster.OnDay(d)
		row := []Cell{{Period: &on}}
		for _, l := range s.Layers {
			row = append(row, l.at(i).cell())
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func (l Layer) at(i int) Datum {
	if i < len(l.Values) {
		return l.Values[i]
	}
	return Datum{}
}

// heap is what lies on a day: the lower and upper edge of each layer. Up and down are the sums of
// what is above and below 0.
type heap struct {
	known    bool
	edges    [][2]float64
	up, down float64
	total    money.Amount
}

func (s Stacked) heaps() (all []heap) {
	for i := range s.Days {
		h := heap{known: true}
		for _, l := range s.Layers {
			v := l.at(i).Value
			if v == nil {
				h = heap{}
				break
			}
			h.total = h.total.Add(*v)
			if y := s.value(*v); y >= 0 {
				h.edges = append(h.edges, [2]float64{h.up, h.up + y})
				h.up += y
			} else {
				h.edges = append(h.edges, [2]float64{h.down + y, h.down})
				h.down += y
			}
		}
		all = append(all, h)
	}
	return all
}

func (s Stacked) draw(p *pen, size Size) float64 {
	heaps, last := s.heaps(), -1
	lo, hi := 0.0, 0.0
	from, to := muster.MaxDay, muster.MinDay
	for i, h := range heaps {
		lo, hi = math.Min(lo, h.down), math.Max(hi, h.up)
		from, to = min(from, s.Days[i]), max(to, s.Days[i])
		if h.known && len(h.edges) > 0 {
			last = i
		}
	}
	var labels []label
	if last >= 0 {
		for i, l := range s.Layers {
			e := heaps[last].edges[i]
			labels = append(labels, label{
				name: l.Name, value: s.text(l.at(last)), class: "vs", y: (e[0] + e[1]) / 2, weight: e[1] - e[0],
			})
		}
		if s.Total != "" {
			labels = append(labels, label{name: s.Total, value: s.say(heaps[last].total), y: s.value(heaps[last].total), weight: math.MaxFloat64})
		}
	}
	from, to = axis(from, to, 0, 0)
	g := newPlot(p, s.Numbers, size, 0, lo, hi, from, to, labels, s.Months)
	s.unknown(p, g, heaps)
	for k, l := range s.Layers {
		p.begin(l.Href, l.Name)
		s.layer(p, g, heaps, k)
		p.end(l.Href)
	}
	p.line("z", g.left, g.y.at(0), g.right, g.y.at(0))
	for i := range labels {
		at := g.at(s.Days[last])
		labels[i].y = g.y.at(labels[i].y)
		labels[i].x = g.right
		if s.Total != "" && i == len(labels)-1 {
			p.put(`<circle class="d" cx="`, at, `" cy="`, labels[i].y, `" r="3.5"/>`)
		}
	}
	p.ends(labels, size, math.Max(g.top-2*size.Text, 0), g.bottom+size.Text)
	return size.Height
}

// layer draws layer k over each run of days that are known.
func (s Stacked) layer(p *pen, g plot, heaps []heap, k int) {
	class := "s s" + strconv.Itoa(min(k+1, 6))
	for i := 0; i < len(heaps); i++ {
		if !heaps[i].known {
			continue
		}
		end := i
		for end+1 < len(heaps) && heaps[end+1].known {
			end++
		}
		var d strings.Builder
		for j := i; j <= end; j++ {
			d.WriteString(map[bool]string{true: "M", false: "L"}[j == i] + coord(g.at(s.Days[j])) + " " + coord(g.y.at(heaps[j].edges[k][1])))
		}
		for j := end; j >= i; j-- {
			d.WriteString("L" + coord(g.at(s.Days[j])) + " " + coord(g.y.at(heaps[j].edges[k][0])))
		}
		if i == end { // one day alone is a bar, so that it is seen
			x := clamp(g.at(s.Days[i]), g.left, g.right-3)
			y := g.y.at(heaps[i].edges[k][1])
			p.rect(class, x, y, 3, g.y.at(heaps[i].edges[k][0])-y)
		} else {
			p.put(`<path class="`, class, `" d="`, d.String(), `Z"/>`)
		}
		i = end
	}
}

// unknown hatches the days of which a layer is not known, with the word for that.
func (s Stacked) unknown(p *pen, g plot, heaps []heap) {
	if !slices.ContainsFunc(heaps, func(h heap) bool { return !h.known }) {
		return
	}
	p.hatch("h", 1)
	for i := 0; i < len(heaps); i++ {
		if heaps[i].known {
			continue
		}
		end := i
		for end+1 < len(heaps) && !heaps[end+1].known {
			end++
		}
		a, b := g.at(s.Days[max(i-1, 0)]), g.at(s.Days[min(end+1, len(s.Days)-1)])
		p.put(`<rect x="`, a, `" y="`, g.top, `" width="`, math.Max(b-a, 0), `" height="`, g.bottom-g.top, `"`, p.hatched("h"), `/>`)
		for _, l := range s.Layers {
			if q := l.at(i); q.Value == nil && wide(q.Word, 13) < b-a {
				p.text("t h", "middle", (a+b)/2, g.top+18, q.Word)
				break
			}
		}
		i = end
	}
}
