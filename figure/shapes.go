package figure

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"
)

//go:generate go run ./shapes

//go:embed shapes.txt
var shapesText string

// shapeView is one projection of the world: outlines in whole units of its own.
type shapeView struct {
	width, height float64
	lands         []shape
}

// shape is a country's outline as path data; one too small to have any has only a centre.
type shape struct {
	two, three string  // ISO 3166; "-" for a land without a code
	area       float64 // in units²
	x, y       float64 // the centre of its largest part
	path       string
}

// shapes reads the embedded outlines, once. What cannot be read is left out; a test reads them all.
var shapes = sync.OnceValue(func() map[string]shapeView {
	views := map[string]shapeView{}
	var name string
	var arcs [][][2]int
	for line := range strings.Lines(shapesText) {
		f := strings.Fields(line)
		switch {
		case len(f) == 4 && f[0] == "view":
			name, arcs = f[1], nil
			views[name] = shapeView{width: number(f[2]), height: number(f[3])}
		case len(f) > 2 && f[0] == "a":
			arcs = append(arcs, readArc(f[1:]))
		case len(f) >= 6 && f[0] == "c":
			v := views[name]
			v.lands = append(v.lands, shape{f[1], f[2], number(f[3]), number(f[4]), number(f[5]), outline(arcs, f[6:])})
			views[name] = v
		}
	}
	return views
})

func number(s string) float64 {
	v, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return 0
	}
	return v
}

// readArc reads a point and the ways from each to the next.
func readArc(f []string) (arc [][2]int) {
	var x, y int
	for i := 0; i+1 < len(f); i += 2 {
		x, y = x+int(number(f[i])), y+int(number(f[i+1]))
		arc = append(arc, [2]int{x, y})
	}
	return arc
}

// outline writes rings of arcs as path data with relative steps, as short as they can be written.
func outline(arcs [][][2]int, rings []string) string {
	var b strings.Builder
	for _, ring := range rings {
		var points [][2]int
		for ref := range strings.SplitSeq(ring, ",") {
			digits, back := strings.CutPrefix(ref, "~")
			i := int(number(digits))
			if i < 0 || i >= len(arcs) {
				continue
			}
			for k, q := range arcs[i] {
				if back {
					q = arcs[i][len(arcs[i])-1-k]
				}
				if n := len(points); n == 0 || points[n-1] != q {
					points = append(points, q)
				}
			}
		}
		if len(points) < 3 {
			continue
		}
		b.WriteString("M" + strconv.Itoa(points[0][0]) + step(points[0][1]) + "l")
		for i := 1; i < len(points); i++ {
			dx, dy := points[i][0]-points[i-1][0], points[i][1]-points[i-1][1]
			if i == 1 {
				b.WriteString(strconv.Itoa(dx) + step(dy))
			} else {
				b.WriteString(step(dx) + step(dy))
			}
		}
		b.WriteString("z")
	}
	return b.String()
}

// step writes a number after another: a minus divides as well as a blank.
func step(n int) string {
	if n < 0 {
		return strconv.Itoa(n)
	}
	return " " + strconv.Itoa(n)
}
