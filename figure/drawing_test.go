package figure

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
)

// drawing is what a test needs to know of an SVG: where everything lies.
type drawing struct {
	width, height float64
	xs, ys        []float64
	line          []point // corners of the class l path
	texts         []string
	title, desc   string
	role          string
}

var numbers = regexp.MustCompile(`-?[0-9]+(\.[0-9]+)?`)

// read parses an SVG and fails on anything that is not well formed or no number.
func read(t interface {
	Helper()
	Fatalf(string, ...any)
}, svg string,
) (d drawing) {
	t.Helper()
	if strings.Contains(svg, "NaN") || strings.Contains(svg, "Inf") {
		t.Fatalf("a coordinate is no number: %s", svg)
	}
	dec := xml.NewDecoder(strings.NewReader(svg))
	var inside string
	for {
		tok, err := dec.Token()
		if errors.Is(err, io.EOF) {
			return d
		}
		if err != nil {
			t.Fatalf("not well-formed: %v in %s", err, svg)
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			inside = tok.Name.Local
			d.element(t, tok)
		case xml.CharData:
			switch inside {
			case "text":
				d.texts = append(d.texts, string(tok))
			case "title":
				d.title += string(tok)
			case "desc":
				d.desc += string(tok)
			}
		case xml.EndElement:
			inside = ""
		}
	}
}

func (d *drawing) element(t interface {
	Helper()
	Fatalf(string, ...any)
}, e xml.StartElement,
) {
	t.Helper()
	attr := map[string]string{}
	for _, a := range e.Attr {
		attr[a.Name.Local] = a.Value
	}
	num := func(s string) float64 {
		v, err := strconv.ParseFloat(s, 64)
		if err != nil {
			t.Fatalf("%s: %v", e.Name.Local, err)
		}
		return v
	}
	switch e.Name.Local {
	case "svg":
		var a, b float64
		if n, _ := fmt.Sscanf(attr["viewBox"], "%g %g %g %g", &a, &b, &d.width, &d.height); n != 4 {
			t.Fatalf("viewBox %q", attr["viewBox"])
		}
		d.role = attr["role"]
	case "line":
		d.xs = append(d.xs, num(attr["x1"]), num(attr["x2"]))
		d.ys = append(d.ys, num(attr["y1"]), num(attr["y2"]))
	case "text":
		d.xs, d.ys = append(d.xs, num(attr["x"])), append(d.ys, num(attr["y"]))
	case "circle":
		x, y, r := num(attr["cx"]), num(attr["cy"]), num(attr["r"])
		d.xs, d.ys = append(d.xs, x-r, x+r), append(d.ys, y-r, y+r)
	case "rect":
		x, y, w, h := num(attr["x"]), num(attr["y"]), num(attr["width"]), num(attr["height"])
		if w < 0 || h < 0 {
			t.Fatalf("rect of %g by %g", w, h)
		}
		d.xs, d.ys = append(d.xs, x, x+w), append(d.ys, y, y+h)
	case "path":
		if attr["class"] != "l" && attr["class"] != "a" {
			return
		}
		corners := path(attr["d"])
		for _, c := range corners {
			d.xs, d.ys = append(d.xs, c.x), append(d.ys, c.y)
		}
		if attr["class"] == "l" {
			d.line = corners
		}
	}
}

// path follows M, H, V and Z, the only commands used by the line and its area.
func path(s string) (corners []point) {
	var at point
	for _, c := range regexp.MustCompile(`[MHVZ][^MHVZ]*`).FindAllString(s, -1) {
		v := numbers.FindAllString(c, -1)
		f := func(i int) float64 { x, _ := strconv.ParseFloat(v[i], 64); return x }
		switch c[0] {
		case 'M':
			at = point{f(0), f(1)}
		case 'H':
			at.x = f(0)
		case 'V':
			at.y = f(0)
		}
		corners = append(corners, at)
	}
	return corners
}

// inside checks that nothing lies outside the viewBox.
func (d drawing) inside(t interface {
	Helper()
	Fatalf(string, ...any)
}, svg string,
) {
	t.Helper()
	for i := range d.xs {
		if d.xs[i] < 0 || d.xs[i] > d.width || d.ys[i] < 0 || d.ys[i] > d.height {
			t.Fatalf("(%g, %g) lies outside %g × %g: %s", d.xs[i], d.ys[i], d.width, d.height, svg)
		}
	}
}
