package demo

import (
	"bytes"
	"compress/gzip"
	"encoding/csv"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

func TestBundledFilesHoldTheirRowsAndOpen(t *testing.T) {
	want := map[string]struct{ rows, columns int }{
		"gdp.csv.gz":                     {593, 4},
		"ecb.csv.gz":                     {1093, 43},
		"kiel/release07_facts.csv.gz":    {1032, 44},
		"kiel/release08_facts.csv.gz":    {1190, 49},
		"kiel/release28_military.csv.gz": {3566, 10},
		"synthetic/release.csv":          {152, 11},
	}
	total := 0
	for _, f := range Files() {
		total += len(f.Data)
		records := open(t, f)
		w, listed := want[f.Name]
		if !listed || len(records)-1 != w.rows || len(records[0]) != w.columns {
			t.Errorf("%s: %d rows of %d columns, want %d of %d", f.Name, len(records)-1, len(records[0]), w.rows, w.columns)
		}
		if _, err := time.Parse(time.DateOnly, f.AsOf); err != nil || f.Label == "" {
			t.Errorf("%s: label %q, as of %q", f.Name, f.Label, f.AsOf)
		}
	}
	if total > 1<<20 {
		t.Errorf("the bundled files take %d bytes, want at most 1 MiB", total)
	}
}

// An address stands alone in its cell, in a column of sources; all else is short.
func TestBundledFilesCarryNoTextOfTheirPublishers(t *testing.T) {
	addresses := 0
	for _, f := range Files() {
		records := open(t, f)
		for n, record := range records {
			for i, cell := range record {
				if n > 0 && cell != "" && strings.HasPrefix(records[0][i], "Source ") {
					if addresses++; !strings.HasPrefix(cell, "http") || strings.ContainsAny(cell, " \t\n") {
						t.Errorf("%s row %d, %s: %q is not one address", f.Name, n+1, records[0][i], cell)
					}
					continue
				}
				if low := strings.ToLower(cell); strings.Contains(low, "http") || strings.Contains(low, "www.") {
					t.Errorf("%s row %d column %d holds an address: %q", f.Name, n+1, i+1, cell)
				}
				if utf8.RuneCountInString(cell) > 120 {
					t.Errorf("%s row %d column %d is text, not a fact: %q", f.Name, n+1, i+1, cell)
				}
			}
		}
	}
	if !Synthetic && addresses < 4000 {
		t.Errorf("%d addresses of sources; the extracts have more", addresses)
	}
}

func TestEditionsComeLastAndInOrder(t *testing.T) {
	kinds, last := "", ""
	for _, f := range Files() {
		kinds += f.Kind + " "
		if f.Kind != "kiel" {
			continue
		}
		if f.AsOf <= last {
			t.Errorf("%s runs to %s and comes after an edition that runs to %s", f.Name, f.AsOf, last)
		}
		last = f.AsOf
		if Synthetic != strings.Contains(f.Label, "Synthetic") {
			t.Errorf("%s: label %q, synthetic %v", f.Name, f.Label, Synthetic)
		}
	}
	want := "gdp rates kiel kiel kiel "
	if Synthetic {
		want = "gdp rates kiel "
	}
	if kinds != want {
		t.Errorf("order of import: %s, want %s", kinds, want)
	}
}

func TestNoticeNamesTheSourceOrSaysInvented(t *testing.T) {
	want := []string{"Kiel Working Paper, No. 2218", "Licence not stated by the publisher", "World Bank", "European Central Bank"}
	if Synthetic {
		want = []string{"Synthetic", "invented", "World Bank", "European Central Bank"}
	}
	for _, w := range want {
		if !strings.Contains(Notice(), w) {
			t.Errorf("the notice does not say %q: %s", w, Notice())
		}
	}
}

// Every cell of an extract is empty or the very cell of its source.
func TestExtractsSayWhatTheirSourcesSay(t *testing.T) {
	data := filepath.Join(shared(t), "data")
	sources := map[string]struct {
		path string
		key  func(heading, record []string) bool // the source's rows that were taken
	}{
		"gdp.csv.gz": {"gdp-cpi/gdp_current-usd.csv.gz", func(h, r []string) bool {
			return at(h, r, "Year") >= "2021" && !aggregate(t, at(h, r, "Country Code"))
		}},
		"ecb.csv.gz": {"ecb-fx/eurofxref-hist_to-2026-04-13.csv.gz", func(h, r []string) bool {
			return at(h, r, "Date") >= "2022-01-01"
		}},
		"kiel/release08_facts.csv.gz": {"kiel-ukraine-support-tracker/main-data_retrieved-2023-01-05_utf8.csv", func(_, _ []string) bool {
			return true
		}},
		"kiel/release28_military.csv.gz": {"kiel-ukraine-support-tracker/release28-derived/bilateral_activities.csv", func(h, r []string) bool {
			return strings.TrimSpace(at(h, r, "kategori")) == "Military"
		}},
	}
	for _, f := range Files() {
		s, has := sources[f.Name]
		if !has {
			continue
		}
		b, err := os.ReadFile(filepath.Join(data, s.path))
		if err != nil {
			t.Fatal(err)
		}
		source := open(t, File{Name: s.path, Data: b})
		got, n := open(t, f), 1
		for _, record := range source[1:] {
			if !s.key(source[0], record) {
				continue
			}
			if n == len(got) {
				t.Fatalf("%s ends after %d rows; its source goes on with %q", f.Name, n-1, record)
			}
			for i, cell := range got[n] {
				if cell != record[i] && (cell != "" || !left(source[0][i])) {
					t.Fatalf("%s row %d, %s: %q, its source says %q", f.Name, n+1, source[0][i], cell, record[i])
				}
			}
			n++
		}
		if n != len(got) {
			t.Errorf("%s has %d rows, its source %d of them", f.Name, len(got)-1, n-1)
		}
	}
}

// left reports whether an extract leaves the column empty: it may leave out texts, and never a fact
// that figures are made of.
func left(heading string) bool {
	switch strings.ToLower(strings.TrimSpace(heading)) {
	case "id", "countries", "announcement date", "type of aid general", "original currency", "monetary value as given by source",
		"items", "no. of units", "total", "converted value in eur", "total monetary value delivered in eur",
		"total_value_dummy (1 is first row in the package)", "giver", "dato", "kategori", "maal", "verdi_eur_redistr", "value", "date":
		return false
	}
	return true
}

func at(heading, record []string, name string) string {
	for i, h := range heading {
		if h == name {
			return record[i]
		}
	}
	return ""
}

var aggregates map[string]bool

func aggregate(t *testing.T, code string) bool {
	if aggregates == nil {
		b, err := os.ReadFile("../parts/seed/aggregates.csv")
		if err != nil {
			t.Fatal(err)
		}
		aggregates = map[string]bool{}
		for _, r := range open(t, File{Name: "aggregates.csv", Data: b}) {
			aggregates[r[0]] = true
		}
	}
	return aggregates[code]
}

func open(t *testing.T, f File) [][]string {
	t.Helper()
	var r io.Reader = bytes.NewReader(f.Data)
	if strings.HasSuffix(f.Name, ".gz") {
		z, err := gzip.NewReader(r)
		if err != nil {
			t.Fatalf("%s: %v", f.Name, err)
		}
		r = z
	}
	records, err := csv.NewReader(r).ReadAll()
	if err != nil || len(records) < 2 {
		t.Fatalf("%s: %d rows, %v", f.Name, len(records), err)
	}
	return records
}

// shared finds the real data beside the repository.
func shared(t *testing.T) string {
	t.Helper()
	dir := os.Getenv("MUSTER_SHARED")
	if dir == "" {
		dir = filepath.Join("..", "..", "shared")
	}
	if _, err := os.Stat(dir); err != nil {
		t.Skipf("the real data are not here: %v (MUSTER_SHARED names their folder)", err)
	}
	return dir
}

// The invented sets are what their scripts make, so that neither is changed without the other.
func TestTheStoryIsWhatItsScriptWrites(t *testing.T) {
	for script, tables := range map[string][]Table{"story.py": Story(), "reforms.py": Reforms()} {
		dir := t.TempDir()
		if out, err := exec.Command("python3", script, dir).CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		for _, x := range tables {
			if b, err := os.ReadFile(filepath.Join(dir, x.Name)); err != nil || string(b) != x.Data {
				t.Errorf("%s is not what %s writes (%v)", x.Name, script, err)
			}
		}
	}
}
