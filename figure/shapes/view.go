package main

import (
	"bytes"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

// spot is a point of the plane, y downwards.
type spot struct{ x, y float64 }

// camera says how a view is projected and how coarse it may be.
type camera struct {
	name          string
	project       func(place) spot // in Earth radii
	west, north   place            // a point on the left edge, and one on the upper
	east, south   place
	width         float64 // in units of the file
	least         float64 // triangles smaller than this, in units², are no corner
	beyond        float64 // the same for what lies outside the frame
	island        float64 // islands smaller than this, in units², are left out
	scale, dx, dy float64
}

// The views. Both projections are equal-area, so that ink is in proportion to land.
var (
	world = camera{
		name: "world", project: equalEarth, width: 2000, least: 5, beyond: 5, island: 12,
		west: place{-180, 0}, east: place{180, 0}, north: place{0, 83.7}, south: place{0, -56},
	}
	europe = camera{
		name: "europe", project: lambert(place{12, 52}), width: 1360, least: 4.2, beyond: 4000, island: 9,
		west: place{-10.3, 38.5}, east: place{45.4, 37.5}, north: place{25, 71.6}, south: place{24, 34.3},
	}
)

// equalEarth is the Equal Earth projection (Šavrič, Patterson, Jenny 2018).
func equalEarth(p place) spot {
	const a1, a2, a3, a4 = 1.340264, -0.081106, 0.000893, 0.003796
	t := math.Asin(math.Sqrt(3) / 2 * math.Sin(p.lat*math.Pi/180))
	t2 := t * t
	t6 := t2 * t2 * t2
	return spot{
		2 * math.Sqrt(3) * p.lon * math.Pi / 180 * math.Cos(t) / (3 * (9*a4*t6*t2 + 7*a3*t6 + 3*a2*t2 + a1)),
		-t * (a4*t6*t2 + a3*t6 + a2*t2 + a1),
	}
}

// lambert is Lambert's azimuthal equal-area projection about a centre.
func lambert(centre place) func(place) spot {
	sin0, cos0 := math.Sincos(centre.lat * math.Pi / 180)
	return func(p place) spot {
		sin, cos := math.Sincos(p.lat * math.Pi / 180)
		sinL, cosL := math.Sincos((p.lon - centre.lon) * math.Pi / 180)
		k := math.Sqrt(2 / math.Max(1e-9, 1+sin0*sin+cos0*cos*cosL))
		return spot{k * cos * sinL, -k * (cos0*sin - sin0*cos*cosL)}
	}
}

// view is what is written: arcs in whole units and the countries made of them.
type view struct {
	name          string
	width, height int
	arcs          [][][2]int
	lands         []land
}

type land struct {
	code
	area   float64 // in units², of all its parts in the source
	centre spot    // of its largest part
	rings  [][]int
}

// view projects a topology. What small lands it lacks and another has are added without an outline.
func (c camera) view(t, small *topology) view {
	left, right := c.project(c.west).x, c.project(c.east).x
	top, bottom := c.project(c.north).y, c.project(c.south).y
	c.scale = c.width / (right - left)
	c.dx, c.dy = -left*c.scale, -top*c.scale
	height := (bottom - top) * c.scale
	v := view{name: c.name, width: int(c.width), height: int(math.Round(height))}

	arcs := c.arcs(t)
	simple := make([][]spot, len(arcs))
	for i, a := range arcs {
		simple[i] = c.simplify(a, height)
	}
	used := map[int]int{} // arcs that a kept ring is made of, by their new number
	for _, k := range t.countries {
		l := measured(k, arcs)
		seen := false
		for _, ring := range k.rings {
			outline, thin := joined(arcs, ring), joined(simple, ring)
			area, _ := areaOf(outline)
			const sliver = 12 // what reaches less far into the frame looks like a stain
			inside := slices.ContainsFunc(outline, func(p spot) bool {
				return p.x >= sliver && p.x <= c.width-sliver && p.y >= sliver && p.y <= height-sliver
			})
			seen = seen || inside
			// A ring of several arcs has neighbours; left out, it would be a hole.
			if !inside || len(ring) == 1 && (area < c.island || len(thin) < 4) {
				continue
			}
			var refs []int
			for _, ref := range ring {
				n := max(ref, ^ref)
				if _, ok := used[n]; !ok {
					used[n] = len(v.arcs)
					v.arcs = append(v.arcs, whole(simple[n]))
				}
				if ref >= 0 {
					refs = append(refs, used[n])
				} else {
					refs = append(refs, ^used[n])
				}
			}
			l.rings = append(l.rings, refs)
		}
		if seen {
			v.lands = append(v.lands, l)
		}
	}
	if small != nil {
		fine := c.arcs(small)
		for _, k := range small.countries {
			if k.two != "" && !slices.ContainsFunc(v.lands, func(l land) bool { return l.two == k.two }) {
				v.lands = append(v.lands, measured(k, fine))
			}
		}
	}
	slices.SortStableFunc(v.lands, func(a, b land) int { return strings.Compare(a.two, b.two) })
	return v
}

func (c camera) arcs(t *topology) (arcs [][]spot) {
	for _, a := range t.arcs {
		var line []spot
		for _, p := range a {
			s := c.project(p)
			line = append(line, spot{s.x*c.scale + c.dx, s.y*c.scale + c.dy})
		}
		arcs = append(arcs, line)
	}
	return arcs
}

func measured(k country, arcs [][]spot) land {
	l, largest := land{code: k.code}, 0.0
	for _, ring := range k.rings {
		area, centre := areaOf(joined(arcs, ring))
		l.area += area
		if area > largest {
			largest, l.centre = area, centre
		}
	}
	return l
}

func joined(arcs [][]spot, ring []int) (outline []spot) {
	for _, ref := range ring {
		outline = append(outline, along(arcs, ref)...)
	}
	return outline
}

// areaOf returns a ring's area and centre of gravity.
func areaOf(ring []spot) (area float64, centre spot) {
	for i, p := range ring {
		q := ring[(i+1)%len(ring)]
		cross := p.x*q.y - q.x*p.y
		area += cross / 2
		centre.x += (p.x + q.x) * cross / 6
		centre.y += (p.y + q.y) * cross / 6
	}
	if area == 0 {
		return 0, ring[0]
	}
	return math.Abs(area), spot{centre.x / area, centre.y / area}
}

// simplify leaves out corners, the one that spans the smallest triangle first (Visvalingam and
// Whyatt 1993). The ends stay, since other arcs begin there.
func (c camera) simplify(arc []spot, height float64) []spot {
	line := slices.Clone(arc)
	// So far outside that leaving out a corner cannot move the line into the frame.
	margin := 2 * math.Sqrt(c.beyond)
	for len(line) > 2 {
		best, at := math.Inf(1), 0
		for i := 1; i < len(line)-1; i++ {
			a, b, d := line[i-1], line[i], line[i+1]
			size := math.Abs((b.x-a.x)*(d.y-a.y)-(d.x-a.x)*(b.y-a.y)) / 2
			out := func(p spot) bool {
				return p.x < -margin || p.x > c.width+margin || p.y < -margin || p.y > height+margin
			}
			if out(a) && out(b) && out(d) {
				size *= c.least / c.beyond
			}
			if size < best {
				best, at = size, i
			}
		}
		if best >= c.least {
			break
		}
		line = slices.Delete(line, at, at+1)
	}
	return line
}

// whole rounds to units and leaves out points that fall together.
func whole(arc []spot) (points [][2]int) {
	for i, p := range arc {
		q := [2]int{int(math.Round(p.x)), int(math.Round(p.y))}
		if n := len(points); n > 0 && points[n-1] == q && !(i == len(arc)-1 && n == 1) {
			continue
		}
		points = append(points, q)
	}
	return points
}

const head = `# Outlines of countries for maps. Written by figure/shapes; see there. Do not edit.
# Natural Earth (public domain) by world-atlas 2.0.2 (ISC); codes of ISO 3166 by datasets/country-codes (ODC-PDDL).
# view: name, width, height. a: an arc, its first point and then the way to each next one, x before y.
# c: alpha-2, alpha-3, area, centre, then rings of arcs, ~ for backwards. A land without a code has - for both.
`

func write(views ...view) []byte {
	var b bytes.Buffer
	b.WriteString(head)
	for _, v := range views {
		fmt.Fprintf(&b, "view %s %d %d\n", v.name, v.width, v.height)
		for _, arc := range v.arcs {
			b.WriteByte('a')
			var x, y int
			for _, p := range arc {
				fmt.Fprintf(&b, " %d %d", p[0]-x, p[1]-y)
				x, y = p[0], p[1]
			}
			b.WriteByte('\n')
		}
		for _, l := range v.lands {
			two, three := l.two, l.three
			if two == "" {
				two, three = "-", "-"
			}
			fmt.Fprintf(&b, "c %s %s %.0f %.0f %.0f", two, three, l.area, l.centre.x, l.centre.y)
			for _, ring := range l.rings {
				b.WriteByte(' ')
				for i, ref := range ring {
					if i > 0 {
						b.WriteByte(',')
					}
					if ref < 0 {
						b.WriteByte('~')
					}
					b.WriteString(strconv.Itoa(max(ref, ^ref)))
				}
			}
			b.WriteByte('\n')
		}
	}
	return b.Bytes()
}
