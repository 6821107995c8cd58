package main

import (
	"bytes"
	"math"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// folder is where the sources are, if they are here.
func folder(t *testing.T) string {
	t.Helper()
	shared := os.Getenv("MUSTER_SHARED")
	if shared == "" {
		shared = filepath.Join("..", "..", "..", "shared")
	}
	dir := filepath.Join(shared, "data", "codes-geo")
	if _, err := os.Stat(dir); err != nil {
		t.Skipf("no real data: %s is absent (MUSTER_SHARED names another folder)", dir)
	}
	return dir
}

func TestTheCommittedShapesAreThoseOfTheSource(t *testing.T) {
	got, err := generate(folder(t))
	if err != nil {
		t.Fatal(err)
	}
	want, err := os.ReadFile("../shapes.txt")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Error("figure/shapes.txt is not what the source gives; run go generate ./figure and look at the maps")
	}
	if len(want) > 90_000 {
		t.Errorf("figure/shapes.txt has %d bytes; it is part of every build, keep it below 90,000", len(want))
	}
}

// The source draws Crimea as Russia's, and a line through Cyprus and Somalia.
func TestLandsFollowTheUnitedNations(t *testing.T) {
	dir := folder(t)
	codes, err := readCodes(filepath.Join(dir, "country-codes.csv"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range []string{"world-atlas_countries-110m.topojson", "world-atlas_countries-50m.topojson.gz"} {
		top, err := readTopology(filepath.Join(dir, file), codes)
		if err != nil {
			t.Fatal(err)
		}
		owners := map[string][]string{}
		for _, c := range top.countries {
			for _, ring := range c.rings {
				for _, ref := range ring {
					if slices.Contains(ring, ^ref) {
						t.Errorf("%s: %s has a border within itself", file, c.two)
					}
					for _, p := range along(top.arcs, ref) {
						if p.lon > 33 && p.lon < 35.5 && p.lat > 44.3 && p.lat < 45.5 && !slices.Contains(owners["Crimea"], c.two) {
							owners["Crimea"] = append(owners["Crimea"], c.two)
						}
						if p.lon > 32 && p.lon < 34.7 && p.lat > 34.4 && p.lat < 35.8 && !slices.Contains(owners["Cyprus"], c.two) {
							owners["Cyprus"] = append(owners["Cyprus"], c.two)
						}
					}
				}
			}
		}
		if got := owners["Crimea"]; !slices.Equal(got, []string{"UA"}) {
			t.Errorf("%s: Crimea belongs to %v", file, got)
		}
		if got := owners["Cyprus"]; !slices.Equal(got, []string{"CY"}) {
			t.Errorf("%s: Cyprus belongs to %v", file, got)
		}
		if !slices.ContainsFunc(top.countries, func(c country) bool { return c.two == "XK" }) {
			t.Errorf("%s: no Kosovo", file)
		}
	}
}

func TestSimplifyingKeepsTheEndsOfAnArc(t *testing.T) {
	var arc []spot
	for i := range 200 {
		arc = append(arc, spot{float64(i), 3 * math.Sin(float64(i)/5)})
	}
	thin := world.simplify(arc, 900)
	if len(thin) >= len(arc) || thin[0] != arc[0] || thin[len(thin)-1] != arc[len(arc)-1] {
		t.Errorf("%d points of %d, from %v to %v", len(thin), len(arc), thin[0], thin[len(thin)-1])
	}
}

func TestProjectionsKeepAreas(t *testing.T) {
	for name, project := range map[string]func(place) spot{"Equal Earth": equalEarth, "Lambert": lambert(place{12, 52})} {
		cell := func(lon, lat float64) float64 {
			const d = 0.01
			a, _ := areaOf([]spot{project(place{lon, lat}), project(place{lon + d, lat}), project(place{lon + d, lat + d}), project(place{lon, lat + d})})
			return a / math.Cos((lat+d/2)*math.Pi/180)
		}
		if r := cell(10, 5) / cell(25, 65); math.Abs(r-1) > 0.001 {
			t.Errorf("%s draws land at 5° %.4f times as large as at 65°", name, r)
		}
	}
}
