package node_test

import (
	"context"
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"muster"
	"muster/kiel"
	"muster/node"
	"muster/pledge"
	"muster/sheet"
)

// The files of the real data.
const (
	tracker   = "kiel-ukraine-support-tracker"
	release7  = tracker + "/release07_until-2022-10-03_corrected.xlsx"
	release8  = tracker + "/main-data_retrieved-2023-01-05_utf8.csv"
	release9  = tracker + "/main-data_retrieved-2023-03-02_utf16le.csv.gz"
	release13 = tracker + "/main-data_retrieved-2023-09-21_utf16le.csv.gz"
	release28 = tracker + "/release28-derived/bilateral_activities.csv"
	summary28 = tracker + "/release28-derived/country_summary.csv"
	ratesFile = "ecb-fx/eurofxref-hist_to-2026-04-13.csv.gz"
	gdpFile   = "gdp-cpi/gdp_current-usd.csv.gz"
)

// shared returns a file of the real data. Its tests are skipped only where the data are absent.
func shared(t testing.TB, name string) (string, []byte) {
	t.Helper()
	dir := os.Getenv("MUSTER_SHARED")
	if dir == "" {
		dir = filepath.Join("..", "..", "shared")
	}
	if _, err := os.Stat(filepath.Join(dir, "data")); err != nil {
		t.Skipf("the real data are not here (%v): put shared/ beside the repository, or name its place in MUSTER_SHARED", err)
	}
	b, err := sheet.ReadFile(filepath.Join(dir, "data", name))
	if err != nil {
		t.Fatal(err)
	}
	return filepath.Base(name), b
}

// fresh begins a record with all that records begin with.
func fresh(t testing.TB) *node.Node {
	t.Helper()
	n, err := node.Open(context.Background(), node.Config{Data: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := n.Close(); err != nil {
			t.Error(err)
		}
	})
	return n
}

// imported brings a file and checks what holds of every import: rows read = recorded + unchanged +
// refused, and an account of every refusal.
func imported(t testing.TB, n *node.Node, im node.Import) *node.Done {
	t.Helper()
	done, err := n.Import(context.Background(), im)
	if err != nil {
		t.Fatalf("%s: %v", im.Name, err)
	}
	accounted(t, im.Name, done)
	return done
}

func accounted(t testing.TB, name string, d *node.Done) {
	t.Helper()
	if d.Rows == 0 || d.Rows != d.Recorded+d.Unchanged+d.Refused {
		t.Errorf("%s: %d rows read are not %d recorded, %d unchanged and %d refused", name, d.Rows, d.Recorded, d.Unchanged, d.Refused)
	}
}

func file(t testing.TB, kind, name, label string) node.Import {
	base, data := shared(t, name)
	return node.Import{Kind: kind, Name: base, Data: data, Label: label}
}

// position asks for a position of the tracker as known at a position, as CSV.
func position(t testing.TB, n *node.Node, known string, q pledge.PositionQuery) string {
	t.Helper()
	v, err := n.View(context.Background(), known)
	if err != nil {
		t.Fatal(err)
	}
	if q.Series == "" {
		q.Series = kiel.Series
	}
	if q.By == nil {
		q.By = []pledge.Dim{pledge.ByDonor, pledge.ByType}
	}
	var p *pledge.Position
	n.State.Read(func() { p, err = pledge.In(v).Position(v, q) })
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, r := range p.Rows {
		fmt.Fprintln(&b, strings.Join(r.Keys, ","), r.Currency, r.Amount, r.Entries, r.Partial)
	}
	return b.String()
}

func size(n *node.Node) muster.Seq { return n.State.Durable() }

// mainSheetAsCSV saves the main sheet of a workbook as CSV, dates as pandas writes them.
func mainSheetAsCSV(t testing.TB, data []byte) []byte {
	t.Helper()
	book, err := sheet.Open("release 7.xlsx", data)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	w := csv.NewWriter(&b)
	for _, s := range book.Sheets {
		if s.Name != "Bilateral assistance, MAIN DATA" {
			continue
		}
		width := 0
		for _, r := range s.Rows {
			width = max(width, len(r.Cells))
		}
		for _, r := range s.Rows {
			cells := make([]string, width)
			for i, c := range r.Cells {
				if cells[i] = c.Text; c.Kind == sheet.Date {
					cells[i] += " 00:00:00"
				}
			}
			if err := w.Write(cells); err != nil {
				t.Fatal(err)
			}
		}
	}
	w.Flush()
	if b.Len() == 0 {
		t.Fatal("the workbook has no main sheet")
	}
	return []byte(b.String())
}

func TestReleaseSevenIsItsPublishersSummaryAndItsCSVChangesNothing(t *testing.T) {
	ctx := context.Background()
	n := fresh(t)
	im := file(t, "kiel", release7, "Release 7")
	done := imported(t, n, im)
	if done.Rows != 1032 || done.Refused != 0 {
		t.Errorf("got %d rows, %d refused; want 1032, none", done.Rows, done.Refused)
	}
	book, err := sheet.Open(im.Name, im.Data)
	if err != nil {
		t.Fatal(err)
	}
	c, err := n.CheckSummary(ctx, "", "", book)
	if err != nil {
		t.Fatal(err)
	}
	if c.Donors != 41 || c.Equal != 41 || len(c.Differ) != 0 || c.Edition != "Release 7" {
		t.Errorf("got %+v; want 41 of 41 donors equal", c)
	}
	q := pledge.PositionQuery{Event: pledge.Committed}
	before := position(t, n, "", q)
	again := imported(t, n, node.Import{Kind: "kiel", Name: "main.csv", Data: mainSheetAsCSV(t, im.Data), Label: "saved as CSV", AsOf: &done.Ledger.DataTo})
	if again.Recorded != 0 || again.Unchanged != 1032 || again.Ledger.Same == 0 || again.Ledger.New+again.Ledger.Gone+again.Ledger.Changed+again.Ledger.Revalued != 0 {
		t.Errorf("the main sheet as CSV: %+v, changed %+v; want all 1032 rows unchanged", again, again.Ledger.Change)
	}
	if after := position(t, n, "", q); after != before {
		t.Errorf("the main sheet as CSV changed figures:\n%s\nbefore:\n%s", after, before)
	}
	for at := done.Known + 1; at <= again.Known; at++ {
		s, err := n.Statement(ctx, fmt.Sprint(at))
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasPrefix(string(s.Body), `{"kind":"pledge.entry/`) {
			t.Errorf("an entry was recorded: %s", s.Body)
		}
	}
	// The same bytes make nothing at all.
	now := size(n)
	if same := imported(t, n, im); same.Statements != 0 || same.Ledger.Again != "Release 7" || size(n) != now {
		t.Errorf("the same bytes made %d statements, again %q", same.Statements, same.Ledger.Again)
	}
}

func TestReleaseTwentyEightDiffersFromItsSummaryInTwoDonors(t *testing.T) {
	n := fresh(t)
	done := imported(t, n, file(t, "kiel", release28, "Release 28"))
	if done.Rows != 5565 || done.Recorded != 5565 || done.Noted != 37 || done.Ledger.Comparable {
		t.Errorf("got %+v", done)
	}
	name, data := shared(t, summary28)
	book, err := sheet.Open(name, data)
	if err != nil {
		t.Fatal(err)
	}
	c, err := n.CheckSummary(context.Background(), "", "", book)
	if err != nil {
		t.Fatal(err)
	}
	if c.Donors != 42 || c.Equal != 40 || len(c.Differ) != 2 {
		t.Fatalf("got %+v; want 40 of 42 donors equal", c)
	}
	for i, want := range []string{"EU (Commission and Council)", "Slovenia"} {
		found := false
		for _, d := range c.Differ {
			found = found || strings.HasPrefix(d, want+": ")
		}
		if !found {
			t.Errorf("donor %d: %q is not among %q", i, want, c.Differ)
		}
	}
	if !strings.Contains(strings.Join(c.Differ, "\n"), "(−3.168)") {
		t.Errorf("the difference of −3.168 bn is not in %q", c.Differ)
	}
}

func TestADryRunOfRealDataRecordsNothing(t *testing.T) {
	n := fresh(t)
	im := file(t, "kiel", release8, "Release 8")
	im.DryRun = true
	before := size(n)
	dry := imported(t, n, im)
	if size(n) != before || dry.Known != before {
		t.Errorf("a dry run left %d statements", size(n)-before)
	}
	im.DryRun = false
	wet := imported(t, n, im)
	if fmt.Sprint(dry.Rows, dry.Recorded, dry.Refused, dry.Noted, dry.Statements, dry.Ledger.Change, len(dry.Faults)) !=
		fmt.Sprint(wet.Rows, wet.Recorded, wet.Refused, wet.Noted, wet.Statements, wet.Ledger.Change, len(wet.Faults)) {
		t.Errorf("a dry run says %+v, the import %+v", dry, wet)
	}
}
