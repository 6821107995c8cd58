package figure

import (
	"cmp"
	"math"
	"slices"
)

// label is the name of a line or a band at its end.
type label struct {
	name, value string
	class       string
	x, y        float64 // what it names
	weight      float64 // of two that have no room, the lighter is left out
}

// labelSize is the font size of labels at ends; bold letters take more room than its estimate.
func labelSize(size Size) float64 {
	if size.Beside {
		return size.Label
	}
	return size.Text
}

const bold = 1.12

// margin is how wide the labels are, at most about a third of the drawing.
func margin(labels []label, size Size) float64 {
	most, text := 0.0, labelSize(size)*bold
	for _, l := range labels {
		if size.Beside {
			most = math.Max(most, wide(l.name+" "+l.value, text))
		} else {
			most = math.Max(most, math.Max(wide(l.name, text), wide(l.value, text)))
		}
	}
	return math.Min(most, size.Width*0.37) + 16
}

// ends writes labels at the right of a plot, each as near to what it names as the others let it be.
// With little room a name and its value stand on two lines.
func (p *pen) ends(labels []label, size Size, top, bottom float64) {
	text := labelSize(size)
	lines := 1.0
	if !size.Beside {
		lines = 2
	}
	height := lines*(text+2) + 3
	placed := spread(labels, height, top+height/2, bottom-height/2)
	for i, l := range placed.labels {
		y := placed.at[i]
		x, room := l.x+12, (size.Width-l.x-12)/bold
		if math.Abs(y-l.y) > 5 {
			p.put(`<path class="e" d="M`, l.x+4, ` `, l.y, `L`, l.x+10, ` `, y, `"/>`)
		}
		if size.Beside {
			value := fit(l.value, text, room)
			p.text("v "+l.class, "start", x, y+text*0.35, joinWords(fit(l.name, text, room-wide(" "+value, text)), value))
			continue
		}
		p.text("v x6 "+l.class, "start", x, y-2, fit(l.name, text, room))
		p.text("v x6 "+l.class, "start", x, y+text, fit(l.value, text, room))
	}
}

func joinWords(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + " " + b
}

type placing struct {
	labels []label
	at     []float64 // the middle of each
}

// spread places labels height apart between lo and hi, as near to their own y as can be: those that
// would overlap form a block that is centred on what they name. What has no room is left out.
func spread(labels []label, height, lo, hi float64) placing {
	labels = slices.Clone(labels)
	slices.SortStableFunc(labels, func(a, b label) int { return cmp.Compare(b.weight, a.weight) })
	if n := int((hi-lo)/height) + 1; len(labels) > max(n, 0) {
		labels = labels[:max(n, 0)]
	}
	slices.SortStableFunc(labels, func(a, b label) int { return cmp.Compare(a.y, b.y) })
	type block struct {
		sum float64 // of the places wanted, each less the labels before it
		n   int
	}
	var blocks []block
	for i, l := range labels {
		blocks = append(blocks, block{l.y - float64(i)*height, 1})
		for len(blocks) > 1 {
			a, b := blocks[len(blocks)-2], blocks[len(blocks)-1]
			if a.sum/float64(a.n) <= b.sum/float64(b.n) {
				break
			}
			blocks = append(blocks[:len(blocks)-2], block{a.sum + b.sum, a.n + b.n})
		}
	}
	out := placing{labels: labels}
	for _, b := range blocks {
		for range b.n {
			at := clamp(b.sum/float64(b.n), lo, math.Max(lo, hi-float64(len(labels)-1)*height))
			out.at = append(out.at, at+float64(len(out.at))*height)
		}
	}
	return out
}
