//go:build nodemo

package demo

import _ "embed"

// Synthetic says whether the bundled editions are invented.
const Synthetic = true

//go:embed synthetic/release.csv
var invented []byte

func editions() []File {
	return []File{{"synthetic/release.csv", "Synthetic", "kiel", "2025-12-31", invented}}
}

// Notice says that the figures are invented, for the screen.
func Notice() string {
	return "Synthetic: every contribution shown is invented for demonstration. The states are real, none of the figures beside them is. " +
		keyFigures
}
