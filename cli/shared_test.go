package cli_test

import (
	"encoding/csv"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"muster/sheet"
)

// shared is the folder with the real data and the acceptance checks.
func shared(t *testing.T) string {
	t.Helper()
	dir := os.Getenv("MUSTER_SHARED")
	if dir == "" {
		dir = "../../shared"
	}
	if _, err := os.Stat(dir); err != nil {
		t.Skipf("the real data are not here (%v): put shared/ beside the repository, or name its place in MUSTER_SHARED", err)
	}
	abs, err := filepath.Abs(dir)
	if err != nil {
		t.Fatal(err)
	}
	return abs
}

func tracker(t *testing.T, name string) string {
	return filepath.Join(shared(t), "data/kiel-ukraine-support-tracker", name)
}

func TestAcceptanceChecksPass(t *testing.T) {
	checks := filepath.Join(shared(t), "accept/run")
	bin := filepath.Join(t.TempDir(), "muster")
	build := exec.Command("go", "build", "-o", bin, "./cmd/muster")
	build.Dir, build.Env = "..", append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	c := exec.Command(checks, "02")
	c.Dir, c.Env = "..", append(os.Environ(), "MUSTER_BIN="+bin, "TMPDIR="+t.TempDir())
	out, err := c.CombinedOutput()
	t.Logf("%s", out)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(out), "ok    02b-pledge-figures") {
		t.Error("the checks did not run")
	}
}

func TestRelease28DiffersFromItsSummaryInTwoDonors(t *testing.T) {
	data := t.TempDir()
	done(t, "import", "kiel", tracker(t, "release28-derived/bilateral_activities.csv"), "--label", "Release 28", "--data", data)
	out, errs, code := run(t, "check", "kiel", tracker(t, "release28-derived/country_summary.csv"), "--data", data)
	if code != 1 || !strings.HasSuffix(out, "40 of 42 donors equal (to 10⁻⁶ bn EUR), Release 28\n") {
		t.Fatalf("exit code %d\n%s%s", code, out, errs)
	}
	if n := strings.Count(out, "differs: "); n != 2 {
		t.Errorf("%d donors differ, want 2:\n%s", n, out)
	}
	for _, want := range []string{"differs: EU (Commission and Council): ", "(−3.168)", "differs: Slovenia: "} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is not in\n%s", want, out)
		}
	}
}

// TestMainSheetSavedAsCSVChangesNothing saves release 7's main sheet as a spreadsheet would, and
// brings it into the series that has the workbook.
func TestMainSheetSavedAsCSVChangesNothing(t *testing.T) {
	data, workbook := t.TempDir(), tracker(t, "release07_until-2022-10-03_corrected.xlsx")
	done(t, "import", "kiel", workbook, "--label", "Release 7", "--data", data)
	figure := []string{"position", "--measure", "committed", "--by", "donor,type", "--format", "csv", "--data", data}
	before := done(t, figure...)

	book, err := sheet.OpenFile(workbook)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "main.csv")
	saveMain(t, book, path)
	out := done(t, "import", "kiel", path, "--label", "Release 7 as CSV", "--as-of", "2022-10-03", "--data", data)
	want := "contributions against Release 7: 0 new, 0 gone, 0 changed, 0 revalued, 432 unchanged"
	if !strings.Contains(out, want) {
		t.Errorf("%q is not in\n%s", want, out)
	}
	if after := done(t, figure...); after != before {
		t.Errorf("the figures changed:\n%s\nwant\n%s", after, before)
	}
}

func saveMain(t *testing.T, book *sheet.Book, path string) {
	t.Helper()
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	w := csv.NewWriter(f)
	for _, s := range book.Sheets {
		if !strings.Contains(s.Name, "MAIN DATA") {
			continue
		}
		for _, r := range s.Rows {
			var cells []string
			for _, c := range r.Cells {
				cells = append(cells, c.Text)
			}
			if err := w.Write(cells); err != nil {
				t.Fatal(err)
			}
		}
	}
	w.Flush()
	if err := w.Error(); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestOnePackageIsRevaluedFourTimes(t *testing.T) {
	data := t.TempDir()
	for _, f := range []string{
		"release07_until-2022-10-03_corrected.xlsx", "main-data_retrieved-2023-01-05_utf8.csv",
		"main-data_retrieved-2023-03-02_utf16le.csv.gz", "main-data_retrieved-2023-09-21_utf16le.csv.gz",
	} {
		done(t, "import", "kiel", tracker(t, f), "--label", f, "--data", data)
	}
	var said []struct {
		Entry struct {
			Event     string
			Value     struct{ Amount, Currency string }
			Converted struct{ Amount, Currency string }
		}
	}
	out := done(t, "contribution", "AUH1", "--all", "--format", "json", "--data", data)
	if err := json.Unmarshal([]byte(out), &said); err != nil {
		t.Fatal(err)
	}
	euros := map[string]bool{}
	for _, s := range said {
		if s.Entry.Event != "committed" {
			continue
		}
		if s.Entry.Value.Amount != "35000000" || s.Entry.Value.Currency != "AUD" {
			t.Errorf("said %s %s, want 35000000 AUD", s.Entry.Value.Amount, s.Entry.Value.Currency)
		}
		euros[s.Entry.Converted.Amount] = true
	}
	if len(euros) != 4 {
		t.Errorf("EUR values %v, want four of them", euros)
	}
}
