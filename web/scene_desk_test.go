package web

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"muster/sheet"
)

// The ministry's sheet, as its people call the columns.
var ministrys = []string{"Our reference", "Country", "Equipment", "Qty", "UoM", "Condition", "Depot", "Ready from", "Expires", "Lot", "Channel", "Total value", "Currency", "Valuation basis", "For requirement"}

// mistakes are what is wrong with a row each: the column, what stands there, and words of what is accepted.
var mistakes = []struct {
	row            int
	column, found  string
	accepted, says string
}{
	{7, "Ready from", "soon", "year-month-day", "soon"},
	{19, "Equipment", "hovercraft", "an item of the catalogue", "hovercraft"},
	{33, "Qty", "40 pcs", "a decimal above 0", "40 pcs"},
	{40, "UoM", "dozen or so", "one of", "dozen or so"},
	{58, "Valuation basis", "", "net book", "an empty cell"},
	{71, "Country", "Poland", "Germany", "Poland"},
	{86, "Condition", "a bit rusty", "serviceable", "a bit rusty"},
	{99, "Channel", "by pigeon", "bilateral", "by pigeon"},
	{120, "Qty", "-5", "a decimal above 0", "-5"},
	{133, "Expires", "2020-01-01", "not before it is ready", "2020-01-01"},
	{150, "Our reference", "", "lower-case letters", "an empty cell"},
	{168, "Our reference", "MIN-0002", "each reference once", "min-0002"},
	{185, "Lot", "5000", "not more than the quantity", "5000"},
	{207, "Currency", "EURO", "", "EURO"},
}

// rowsOf is the sheet with 212 rows, the row's number in the sheet being its own: row 2 is the first.
func rowsOf(wrong bool) (rows [][]string) {
	day := func(n int) string { return time.Now().UTC().AddDate(0, 0, n).Format("02.01.2006") }
	for n := 2; n < 214; n++ {
		rows = append(rows, []string{fmt.Sprintf("MIN-%04d", n), "Germany", "Pickup 4x4", fmt.Sprint(n), "each", "serviceable", "depot B", day(20), day(120), "", "bilateral", fmt.Sprintf("%d,000", n), "EUR", "market price", ""})
	}
	vehicles := rows[0]
	vehicles[3], vehicles[11], vehicles[14] = "40", "1,600,000", "r-9001"
	for _, m := range mistakes {
		if wrong {
			rows[m.row-2][slices.Index(ministrys, m.column)] = m.found
		}
	}
	return rows
}

// saved is a sheet as a file, CSV or a workbook.
func saved(t *testing.T, name string, rows [][]string) string {
	t.Helper()
	var b bytes.Buffer
	if strings.HasSuffix(name, ".csv") {
		w := csv.NewWriter(&b)
		if err := w.WriteAll(append([][]string{ministrys}, rows...)); err != nil {
			t.Fatal(err)
		}
	} else if err := (sheet.Export{Name: "Offers", Columns: texts(ministrys...), Rows: slices.Values(rows)}).Workbook(&b); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// Monday, donor desk (domain: a day in the work): the officer loads the ministry's sheet; 14 of 212 rows have
// errors named by row and column; she fixes, reloads, nothing doubles; sees that her offer of 40 vehicles
// overlaps another donor's on a line needing 60, and trims it.
func TestMondayAtTheDonorDesk(t *testing.T) {
	s, prepare := scene(t)
	soon := time.Now().UTC().AddDate(0, 0, 90).Format(time.DateOnly)
	prepare("requirement.line", "recipient-officer@ua", "about,requester,item,quantity,unit,priority,needed_by,place\nr-9001,ua,pickup-4x4,60,each,1,"+soon+",Carpathians\n")
	prepare("requirement.act", "recipient-officer@ua", "about,act\nr-9001,submit\n")
	prepare("offer.line", "donor-officer@pl", "about,donor,item,quantity,unit,condition,ready,channel,for\no-9001,pl,pickup-4x4,40,each,serviceable,"+soon+",bilateral,r-9001\n")

	s.visit("/")
	s.acts("donor officer, Germany")
	s.followed("Coordination")
	s.followed("Offers")
	before := s.number("offers stand")

	// The sheet with its mistakes: each is named, and nothing is recorded.
	s.followed("Load a sheet")
	s.brings("Your sheet, workbook or CSV", saved(t, "ministry.csv", rowsOf(true)))
	s.pressed("Show what it would do")
	s.read("14 of 212 rows have errors.", "Nothing is recorded yet.", "198 rows that are right")
	s.keep("sheet-faults")
	cells := script[[][]string](s.browser, `[...[...document.querySelectorAll('table')].find(t => t.innerText.includes('Accepted is')).tBodies[0].rows].map(r => [...r.cells].map(c => c.innerText.replace(/\s+/g, ' ').trim()))`)
	if len(cells) != len(mistakes) {
		t.Errorf("%d faults are listed, want %d: %v", len(cells), len(mistakes), cells)
	}
	for _, m := range mistakes {
		letter := sheet.Letter(slices.Index(ministrys, m.column))
		if !slices.ContainsFunc(cells, func(c []string) bool {
			return c[0] == fmt.Sprint(m.row) && c[1] == fmt.Sprintf("%s %q", letter, m.column) && strings.Contains(c[3], m.says) && strings.Contains(c[4], m.accepted)
		}) {
			t.Errorf("row %d, column %s %q with %q is not named so: %v", m.row, letter, m.column, m.found, cells)
		}
	}
	s.followed("Offers")
	if n := s.number("offers stand"); n != before {
		t.Errorf("%d offers stand after a sheet with errors was tried, want %d", n, before)
	}

	// The corrected one, as a workbook.
	right := saved(t, "ministry.xlsx", rowsOf(false))
	load := func() {
		t.Helper()
		s.followed("Load a sheet")
		s.brings("Your sheet, workbook or CSV", right)
		s.pressed("Show what it would do")
	}
	load()
	s.read("212 rows would be recorded.", "New: 212; changed: 0; already recorded: 0; with errors: 0")
	s.pressed("Record 212 rows")
	s.read("212 rows were recorded")
	s.followed("See the offers")
	if n := s.number("offers stand"); n != before+212 {
		t.Errorf("%d offers stand, want %d and 212", n, before)
	}
	load()
	s.read("Nothing is new: all 212 rows are already recorded.", "New: 0; changed: 0; already recorded: 212")
	s.followed("See the offers")
	if n := s.number("offers stand"); n != before+212 {
		t.Errorf("loaded twice, %d offers stand, want %d and 212", n, before)
	}

	// Forty and forty for sixty: she trims hers.
	s.followed("Overlaps")
	s.read("Pickup 4x4: 60 each needed, 80 offered: 40 by Germany (min-0002) and 40 by Poland (o-9001). 20 too many.")
	s.beside("r-9001", "min-0002")
	s.read("Overlaps with other offers.", "40 by Germany (min-0002, this offer)")
	s.keep("offer-overlap")
	s.unfold("Trim this offer")
	s.types("Quantity, each", "20")
	s.types("Value of all of it, EUR", "800000")
	s.types("Why", "Poland gives the other forty.")
	s.pressed("Trim it")
	s.read("20 each · Pickup 4x4", "Poland gives the other forty.")
	s.misses("Overlaps with other offers.")
	s.followed("Overlaps")
	s.misses("r-9001")
}
