//go:build !nodemo

package gallery

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"muster/figure"
)

// The examples are the visual test: whoever changes one looks at it (see TestPreview).
func TestTheExamplesAreTheGoldenOnes(t *testing.T) {
	golden := func(name, got string) {
		t.Helper()
		path := filepath.Join("testdata", name+".svg")
		if *update {
			if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s changed; run go test ./figure/gallery -update and look at it", path)
		}
	}
	for _, e := range Examples() {
		golden(e.Name+"-wide", e.Form.SVG(figure.Wide, "w", "wide")+"\n")
		golden(e.Name+"-narrow", e.Form.SVG(figure.Narrow, "n", "narrow")+"\n")
	}
	golden("bars-file", figure.File(Examples()[0].Form, figure.Wide))
}

// The figures of the gallery are those of docs/methods.md.
func TestTheBridgeLeadsFromTheFloorToWhatIsCounted(t *testing.T) {
	w := readFacts(facts).waterfall()
	if got := w.From.Value.Fixed(2); got != "40000000000.00" {
		t.Errorf("floor %s", got)
	}
	if got := w.To.Value.Fixed(2); got != "41043752802.31" {
		t.Errorf("counted %s", got)
	}
}

func TestTheTablesHoldTheExactNumbers(t *testing.T) {
	for _, e := range Examples() {
		table := e.Form.Table()
		if table.Caption == "" || len(table.Rows) == 0 {
			t.Errorf("%s: table %q with %d rows", e.Name, table.Caption, len(table.Rows))
		}
		for _, c := range table.Columns[1:] {
			if strings.TrimSpace(c.Name) == "" {
				t.Errorf("%s: a column without a heading", e.Name)
			}
		}
	}
	row := readFacts(facts).bars().Table().Rows[0]
	if row[0].Text != "United States" || row[1].Amount.Fixed(2) != "10182949121.63" {
		t.Errorf("the first bar is %v", row)
	}
}
