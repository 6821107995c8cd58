//go:build !nodemo

package demo

import (
	"path/filepath"
	"strconv"
	"testing"

	"github.com/xuri/excelize/v2"
)

// Release 7 comes from a workbook, so its extract is compared cell by cell as values: a number by the
// float it is, a date by its day, all else letter by letter.
func TestRelease7SaysWhatTheWorkbookSays(t *testing.T) {
	book, err := excelize.OpenFile(filepath.Join(shared(t), "data", "kiel-ukraine-support-tracker", "release07_until-2022-10-03_corrected.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	source, err := book.GetRows("Bilateral assistance, MAIN DATA", excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	got := open(t, File{Name: "release07.gz", Data: release07})
	if len(got) != len(source) {
		t.Fatalf("%d rows, the workbook has %d", len(got), len(source))
	}
	facts := 0
	for n, record := range got[1:] {
		for i, cell := range record {
			said := ""
			if i < len(source[n+1]) {
				said = source[n+1][i]
			}
			switch {
			case cell == "" && (said == "" || i != 8 && left(got[0][i])):
			case same(t, cell, said):
				facts++
			default:
				t.Fatalf("row %d, %s: %q, the workbook says %q", n+2, got[0][i], cell, said)
			}
		}
	}
	if facts < 15*1000 {
		t.Errorf("only %d cells hold anything", facts)
	}
}

func same(t *testing.T, cell, said string) bool {
	t.Helper()
	if cell == said {
		return true
	}
	want, err := strconv.ParseFloat(said, 64)
	if err != nil {
		return false
	}
	if got, err := strconv.ParseFloat(cell, 64); err == nil {
		return got == want
	}
	day, err := excelize.ExcelDateToTime(want, false)
	return err == nil && day.Format("2006-01-02") == cell
}
