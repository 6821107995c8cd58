// Package demo carries the data that `muster demo` shows: facts taken from public sources, or an
// invented set in their place (README.md says which, from where, and how they are cited).
package demo

import _ "embed"

// File is one bundled file, as an importer would be handed it.
type File struct {
	Name  string // as in this folder: "kiel/release07_facts.csv.gz"
	Label string // the edition's label: "Release 7"
	Kind  string // which importer reads it: "kiel", "gdp" or "rates"
	AsOf  string // the day its data run to, ISO
	Data  []byte // the file's bytes, gzipped where the name says so
}

//go:embed gdp.csv.gz
var gdp []byte

//go:embed ecb.csv.gz
var ecb []byte

// Files returns the bundled files in the order in which they are to be imported.
func Files() []File {
	return append([]File{
		{"gdp.csv.gz", "GDP 2021–2023", "gdp", "2023-12-31", gdp},
		{"ecb.csv.gz", "ECB reference rates 2022–2026", "rates", "2026-04-13", ecb},
	}, editions()...)
}

// keyFigures names the sources of what is bundled in either case.
const keyFigures = "GDP: World Bank, World Development Indicators (CC BY 4.0). Rates: European Central Bank, euro foreign exchange reference rates."
