//go:build !nodemo

package demo

import _ "embed"

// Synthetic says whether the bundled editions are invented.
const Synthetic = false

//go:embed kiel/release07_facts.csv.gz
var release07 []byte

//go:embed kiel/release08_facts.csv.gz
var release08 []byte

//go:embed kiel/release28_military.csv.gz
var release28 []byte

func editions() []File {
	return []File{
		{"kiel/release07_facts.csv.gz", "Release 7", "kiel", "2022-10-03", release07},
		{"kiel/release08_facts.csv.gz", "Release 8", "kiel", "2022-11-20", release08},
		{"kiel/release28_military.csv.gz", "Release 28 (military rows)", "kiel", "2026-02-28", release28},
	}
}

// Notice says whose figures these are and how they are cited, for the screen.
func Notice() string {
	return "Facts from releases 7, 8 and 28 of the Ukraine Support Tracker, Kiel Institute for the World Economy: " +
		"Antezza, A., Bushnell, K., Frank, A., Frank, P., Franz, L., Kharitonov, I., Kumar, B., Rebinskaya, E. & Trebesch, C. (2022), " +
		"“The Ukraine Support Tracker: Which countries help Ukraine and how?”, Kiel Working Paper, No. 2218. " +
		"Licence not stated by the publisher. Of release 28 only the military rows are here, of releases 7 and 8 no texts. " +
		keyFigures
}
