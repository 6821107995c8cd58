package figure

import (
	"encoding/xml"
	"errors"
	"io"
	"math"
	"regexp"
	"strconv"
	"strings"
)

// words is a text of a drawing with the room it is estimated to take.
type words struct {
	text, class            string
	left, right, top, base float64
}

// sight is what can be seen of a drawing, whatever groups it lies in.
type sight struct {
	width, height float64
	words         []words
	links, roles  []string
	classes       map[string]int // elements with a class
	hatched       int            // elements filled with the pattern
}

type frameOf struct{ scale, y float64 }

var (
	moved  = regexp.MustCompile(`^translate\(0 ([0-9.]+)\)$`)
	scaled = regexp.MustCompile(`^scale\(([0-9.]+)\)$`)
)

type fataler interface {
	Helper()
	Fatalf(string, ...any)
}

// look parses a drawing; it fails on what is not well formed, is no number, is styled in place or
// lies outside. Map outlines are cut off by their frame and are not looked at.
func look(t fataler, svg string, size Size) (s sight) {
	t.Helper()
	if strings.Contains(svg, "NaN") || strings.Contains(svg, "Inf") || strings.Contains(svg, "style=") {
		t.Fatalf("no number, or a style in place: %s", svg)
	}
	s.classes = map[string]int{}
	at, rotated := []frameOf{{1, 0}}, false
	dec := xml.NewDecoder(strings.NewReader(svg))
	var class, anchor string
	var x, y float64
	var inText bool
	for {
		tok, err := dec.Token()
		if errors.Is(err, io.EOF) {
			return s
		}
		if err != nil {
			t.Fatalf("not well-formed: %v in %s", err, svg)
		}
		here := at[len(at)-1]
		switch tok := tok.(type) {
		case xml.StartElement:
			a := map[string]string{}
			for _, q := range tok.Attr {
				a[q.Name.Local] = q.Value
			}
			num := func(k string) float64 { v, _ := strconv.ParseFloat(a[k], 64); return v }
			class = a["class"]
			for c := range strings.FieldsSeq(class) {
				s.classes[c]++
			}
			if tok.Name.Local == "defs" {
				if err := dec.Skip(); err != nil {
					t.Fatalf("not well-formed: %v in %s", err, svg)
				}
				continue
			}
			if strings.HasPrefix(a["fill"], "url(") {
				s.hatched++
			}
			next := here
			if m := moved.FindStringSubmatch(a["transform"]); m != nil {
				v, _ := strconv.ParseFloat(m[1], 64)
				next.y += v
			} else if m := scaled.FindStringSubmatch(a["transform"]); m != nil {
				next.scale, _ = strconv.ParseFloat(m[1], 64)
			}
			at = append(at, next)
			box := func(x1, y1, x2, y2 float64) {
				if here.scale != 1 {
					return
				}
				y1, y2 = y1+here.y, y2+here.y
				if math.Min(x1, x2) < -0.11 || math.Max(x1, x2) > s.width+0.11 || math.Min(y1, y2) < -0.11 || math.Max(y1, y2) > s.height+0.11 {
					t.Fatalf("%s %v lies outside %g × %g: %s", tok.Name.Local, tok.Attr, s.width, s.height, svg)
				}
			}
			switch tok.Name.Local {
			case "svg":
				f := strings.Fields(a["viewBox"])
				s.width, _ = strconv.ParseFloat(f[2], 64)
				s.height, _ = strconv.ParseFloat(f[3], 64)
				s.roles = append(s.roles, a["role"])
			case "line":
				box(num("x1"), num("y1"), num("x2"), num("y2"))
			case "rect":
				if num("width") < 0 || num("height") < 0 {
					t.Fatalf("rect %v: %s", tok.Attr, svg)
				}
				box(num("x"), num("y"), num("x")+num("width"), num("y")+num("height"))
			case "circle":
				if class != "no" {
					box(num("cx")-num("r"), num("cy")-num("r"), num("cx")+num("r"), num("cy")+num("r"))
				}
			case "a":
				s.links = append(s.links, a["href"])
			case "text":
				inText, x, y, anchor = true, num("x"), num("y")+here.y, a["text-anchor"]
				rotated = strings.HasPrefix(a["transform"], "rotate")
			}
		case xml.CharData:
			if !inText {
				continue
			}
			w := words{text: string(tok), class: class, base: y}
			font := size.Text
			switch {
			case strings.Contains(" "+class+" ", " j "):
				font--
			case strings.HasPrefix(class, "v ") && !strings.Contains(class, "x6"):
				font = size.Label
			}
			width := wide(w.text, font)
			w.left, w.right, w.top = x, x+width, y-font
			switch {
			case rotated:
				w.left, w.right, w.top = x-font, x, y-width
			case anchor == "end":
				w.left, w.right = x-width, x
			case anchor == "middle":
				w.left, w.right = x-width/2, x+width/2
			}
			if w.left < -0.6 || w.right > s.width+0.6 || w.top < -3.5 || w.base > s.height+0.6 {
				t.Fatalf("%q (%s) at %.1f–%.1f, %.1f–%.1f is wider than %g × %g: %s", w.text, class, w.left, w.right, w.top, w.base, s.width, s.height, svg)
			}
			s.words = append(s.words, w)
		case xml.EndElement:
			inText = false
			at = at[:len(at)-1]
		}
	}
}

// has finds a text.
func (s sight) has(text string) bool {
	for _, w := range s.words {
		if w.text == text {
			return true
		}
	}
	return false
}

// apart fails where two labels at ends overlap.
func (s sight) apart(t fataler, svg string) {
	t.Helper()
	for i, a := range s.words {
		for _, b := range s.words[i+1:] {
			if !strings.HasPrefix(a.class, "v ") || !strings.HasPrefix(b.class, "v ") {
				continue
			}
			if a.base > b.top+2 && b.base > a.top+2 && a.right > b.left && b.right > a.left {
				t.Fatalf("%q and %q overlap: %s", a.text, b.text, svg)
			}
		}
	}
}
