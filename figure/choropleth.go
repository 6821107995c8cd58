package figure

import (
	"math"
	"strconv"
	"strings"

	"muster/money"
)

// View is what part of the world a map shows.
type View string

// The views. Both are equal-area: as much ink for as much land.
const (
	World  View = "world"  // without Antarctica; Equal Earth projection
	Europe View = "europe" // Iceland to Türkiye; Lambert azimuthal projection
)

// Map shows an amount for each country by its darkness. A country that is not named is blank; one
// of which nothing is known is hatched. A country too small to be seen is a circle.
//
// Land is no amount: a large country is not a large one. Where lengths matter draw Bars.
type Map struct {
	Head      // columns: country, value
	View      View
	Countries []Country
	Breaks    []money.Amount // where classes begin, at most six; none: round ones are found
	Beyond    string         // "Not on this map:", before those with a value that the view does not show
}

// Country is an amount of one country, by its code of ISO 3166 in two or three letters (Kosovo: XK).
type Country struct {
	Code, Name string
	Datum
}

// SVG draws the map; the drawing is as high as its view is at the size's width.
func (m Map) SVG(size Size, id, class string) string { return render(m, size, id, class) }

// Table has a row for each country, in the caller's order.
func (m Map) Table() Table {
	t := Table{Caption: m.Title, Columns: []Column{{m.column(0), false}, {m.column(1), true}}}
	for _, c := range m.Countries {
		t.Rows = append(t.Rows, []Cell{{Text: c.Name}, c.cell()})
	}
	return t
}

// view is the outlines, of the world where there is no such view.
func (m Map) view() shapeView {
	if v, ok := shapes()[string(m.View)]; ok {
		return v
	}
	return shapes()[string(World)]
}

func (m Map) draw(p *pen, size Size) float64 {
	v := m.view()
	width := size.Width
	if size.Beside && v.height/v.width > 0.6 {
		width = math.Min(width*0.68, 540*v.width/v.height)
	}
	scale := width / v.width
	height := v.height * scale
	p.hatch("h", 1)
	p.hatch("m", scale)
	p.put(`<defs><clipPath id="`, escape(p.id), `-c"><rect width="`, v.width, `" height="`, v.height, `"/></clipPath></defs>`)
	p.put(`<g clip-path="url(#`, escape(p.id), `-c)" transform="scale(`, strconv.FormatFloat(scale, 'f', 4, 64), `)">`)

	var all []Datum
	byCode := map[string]Country{}
	for _, c := range m.Countries {
		all = append(all, c.Datum)
		byCode[strings.ToUpper(c.Code)] = c
	}
	c := classify(all, m.Breaks)
	c.none = "q0 mq"
	drawn := map[string]bool{}
	var blank strings.Builder
	var named []shape
	for _, s := range v.lands {
		_, two := byCode[s.two]
		_, three := byCode[s.three]
		if two || three {
			named = append(named, s)
			drawn[s.two], drawn[s.three] = true, true
		} else {
			blank.WriteString(s.path)
		}
	}
	if blank.Len() > 0 {
		p.put(`<path class="ld" d="`, blank.String(), `"/>`)
	}
	for _, s := range named {
		m.country(p, c, s, byCode, scale, size)
	}
	p.put(`</g>`)
	bottom := height
	if width < size.Width-200 {
		bottom = math.Max(height, c.key(p, m.Numbers, size, width+24, height-46, size.Width-width-24))
	} else {
		bottom = c.key(p, m.Numbers, size, 0, height+10, size.Width)
	}
	return m.beyond(p, size, bottom, drawn)
}

// country draws one that is named: its outline, or a circle where that could not be seen.
func (m Map) country(p *pen, c classes, s shape, byCode map[string]Country, scale float64, size Size) {
	k, ok := byCode[s.two]
	if !ok {
		k = byCode[s.three]
	}
	class, fill := "mq mh", p.hatched("m")
	if k.Value != nil {
		class, fill = "mq q"+strconv.Itoa(c.shade(*k.Value)), ""
	}
	p.begin(k.Href, k.Name+": "+m.text(k.Datum))
	if s.path != "" {
		p.put(`<path class="`, class, `"`, fill, ` d="`, s.path, `"/>`)
	}
	least, radius := 24.0, 4.0
	if !size.Beside {
		least, radius = 10, 2.6
	}
	if s.path == "" || s.area*scale*scale < least {
		p.put(`<circle class="`, class, ` mc"`, fill, ` cx="`, s.x, `" cy="`, s.y, `" r="`, radius/scale, `"/>`)
	}
	p.end(k.Href)
}

// beyond names the countries that the view does not show, with their values.
func (m Map) beyond(p *pen, size Size, y float64, drawn map[string]bool) float64 {
	var list []string
	for _, c := range m.Countries {
		if !drawn[strings.ToUpper(c.Code)] {
			list = append(list, joinWords(c.Name, m.text(c.Datum)))
		}
	}
	if len(list) == 0 || m.Beyond == "" {
		return y
	}
	y += 6
	for _, line := range wrap(joinWords(m.Beyond, strings.Join(list, " · ")), size.Text, size.Width, 6) {
		y += size.Text + 4
		p.text("t", "start", 0, y, line)
	}
	return y + 6
}
