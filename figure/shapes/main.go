// Shapes writes figure/shapes.txt: the outlines of countries that maps are drawn with, projected
// once, simplified and in whole numbers.
//
//	go generate ./figure     reads the folder MUSTER_SHARED names, ../shared without it
//
// The source is Natural Earth (public domain) as TopoJSON in world-atlas 2.0.2 (ISC): the world from
// the 1:110m file, Europe, and the states too small for that file, from 1:50m. The codes are those of
// ISO 3166 by datasets/country-codes (ODC-PDDL).
//
// TopoJSON keeps each border once, as an arc that both neighbours refer to. Arcs are simplified, not
// outlines, so that neighbours still touch.
package main

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
)

func main() {
	shared := cmp.Or(os.Getenv("MUSTER_SHARED"), filepath.Join("..", "..", "shared"))
	text, err := generate(filepath.Join(shared, "data", "codes-geo"))
	if err == nil {
		err = os.WriteFile("shapes.txt", text, 0o644)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "shapes:", err)
		os.Exit(1)
	}
}

// generate builds the file from the folder of sources.
func generate(folder string) ([]byte, error) {
	codes, err := readCodes(filepath.Join(folder, "country-codes.csv"))
	if err != nil {
		return nil, err
	}
	coarse, err := readTopology(filepath.Join(folder, "world-atlas_countries-110m.topojson"), codes)
	if err != nil {
		return nil, err
	}
	fine, err := readTopology(filepath.Join(folder, "world-atlas_countries-50m.topojson.gz"), codes)
	if err != nil {
		return nil, err
	}
	return write(world.view(coarse, fine), europe.view(fine, nil)), nil
}
