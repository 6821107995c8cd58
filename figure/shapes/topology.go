package main

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"
)

// code is a country in the letters of ISO 3166; a land without one has none.
type code struct{ two, three string }

// place is a point in degrees: longitude, latitude.
type place struct{ lon, lat float64 }

// country is a set of rings. A ring lists arcs; ^i is arc i backwards.
type country struct {
	code
	rings [][]int
}

// topology is a TopoJSON file read: arcs in degrees and who they border.
type topology struct {
	arcs      [][]place
	countries []country // by code
}

// The source draws some lands by who holds them. Maps follow the United Nations instead: Crimea is
// Ukraine's (General Assembly resolution 68/262), the island of Cyprus is one state (Security Council
// resolution 550), and Somaliland is part of Somalia. Kosovo has no code of ISO; XK is the one in use.
var byName = map[string]code{
	"Kosovo":     {"XK", "XKX"},
	"N. Cyprus":  {"CY", "CYP"},
	"Somaliland": {"SO", "SOM"},
}

// skipped are lands no map shows: the one at the pole, and islands that no code stands for.
var skipped = map[string]bool{"Antarctica": true, "Indian Ocean Ter.": true}

// crimea holds the one ring of Russia in the source that lies between these degrees.
var crimea = struct{ west, south, east, north float64 }{32, 44, 37, 46.5}

func readCodes(path string) (map[int]code, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	n, two, three := slices.Index(rows[0], "ISO3166-1-numeric"), slices.Index(rows[0], "ISO3166-1-Alpha-2"), slices.Index(rows[0], "ISO3166-1-Alpha-3")
	if n < 0 || two < 0 || three < 0 {
		return nil, fmt.Errorf("%s: lacks a column of ISO 3166 codes", path)
	}
	codes := map[int]code{}
	for _, r := range rows[1:] {
		if id, err := strconv.Atoi(r[n]); err == nil {
			codes[id] = code{r[two], r[three]}
		}
	}
	return codes, nil
}

// readTopology reads a file, plain or gzip.
func readTopology(path string, codes map[int]code) (*topology, error) {
	raw, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	if strings.HasSuffix(path, ".gz") {
		z, err := gzip.NewReader(bytes.NewReader(raw))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		if raw, err = io.ReadAll(z); err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
	}
	var file struct {
		Transform struct{ Scale, Translate [2]float64 }
		Arcs      [][][2]float64
		Objects   struct {
			Countries struct {
				Geometries []struct {
					Type       string
					ID         string
					Arcs       json.RawMessage
					Properties struct{ Name string }
				}
			}
		}
	}
	if err := json.Unmarshal(raw, &file); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	t := &topology{}
	for _, a := range file.Arcs {
		var x, y float64
		var arc []place
		for _, d := range a {
			x, y = x+d[0], y+d[1]
			q := place{
				x*file.Transform.Scale[0] + file.Transform.Translate[0],
				y*file.Transform.Scale[1] + file.Transform.Translate[1],
			}
			// The date line is both 180 and −180; a line that jumps means the other of the two.
			if n := len(arc); n > 0 && math.Abs(q.lon-arc[n-1].lon) > 180 {
				q.lon = math.Copysign(180, arc[n-1].lon)
			}
			arc = append(arc, q)
		}
		t.arcs = append(t.arcs, arc)
	}
	rings := map[code][][]int{}
	for _, g := range file.Objects.Countries.Geometries {
		if skipped[g.Properties.Name] {
			continue
		}
		parts := [][][]int{nil}
		var target any = &parts
		if g.Type == "Polygon" {
			target = &parts[0]
		}
		if err := json.Unmarshal(g.Arcs, target); err != nil {
			return nil, fmt.Errorf("%s: %s: %w", path, g.Properties.Name, err)
		}
		id, err := strconv.Atoi(g.ID)
		c, ok := byName[g.Properties.Name]
		if !ok && err == nil {
			c = codes[id]
		}
		for _, part := range parts {
			for _, ring := range part {
				owner := c
				if c.two == "RU" && t.within(ring) {
					owner = code{"UA", "UKR"}
				}
				rings[owner] = append(rings[owner], ring)
			}
		}
	}
	for c, r := range rings {
		t.countries = append(t.countries, country{c, t.dissolve(r)})
	}
	slices.SortFunc(t.countries, func(a, b country) int { return cmp.Compare(a.two, b.two) })
	return t, nil
}

// along returns an arc's points in the direction it is referred to.
func along[P any](arcs [][]P, ref int) []P {
	if ref >= 0 {
		return arcs[ref]
	}
	back := slices.Clone(arcs[^ref])
	slices.Reverse(back)
	return back
}

func (t *topology) within(ring []int) bool {
	for _, ref := range ring {
		for _, p := range along(t.arcs, ref) {
			if p.lon < crimea.west || p.lon > crimea.east || p.lat < crimea.south || p.lat > crimea.north {
				return false
			}
		}
	}
	return true
}

// dissolve takes out the borders between rings of one country, which occur once in each direction,
// and joins what is left.
func (t *topology) dissolve(rings [][]int) [][]int {
	uses := map[int]int{}
	for _, r := range rings {
		for _, ref := range r {
			uses[ref]++
		}
	}
	var kept [][]int
	loose := map[place][]int{} // arcs of rings that lost one, by where they begin
	for _, r := range rings {
		inner := slices.ContainsFunc(r, func(ref int) bool { return uses[^ref] > 0 })
		if !inner {
			kept = append(kept, r)
			continue
		}
		for _, ref := range r {
			if uses[^ref] == 0 {
				start := along(t.arcs, ref)[0]
				loose[start] = append(loose[start], ref)
			}
		}
	}
	starts := slices.SortedFunc(maps.Keys(loose), func(a, b place) int {
		return cmp.Or(cmp.Compare(a.lon, b.lon), cmp.Compare(a.lat, b.lat))
	})
	for _, start := range starts {
		for len(loose[start]) > 0 {
			var ring []int
			for at := start; len(loose[at]) > 0; {
				ref := loose[at][0]
				loose[at] = loose[at][1:]
				ring = append(ring, ref)
				points := along(t.arcs, ref)
				at = points[len(points)-1]
			}
			kept = append(kept, ring)
		}
	}
	return kept
}
