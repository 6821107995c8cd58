package sheet

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"io/fs"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"
)

func export(rows ...[]string) Export {
	return Export{
		Name: "Contributions", Columns: []ExportColumn{{Name: "id", Kind: Text}, {Name: "allocated, EUR", Kind: Number}, {Name: "day", Kind: Date}, {Name: "text", Kind: Text}},
		Rows: slices.Values(rows), About: [][2]string{{"Measure", "allocated"}, {"Known", "5914"}, {"Root", "nzyZ1gmVQ0CkuT2mcPMn="}},
	}
}

func written(t testing.TB, e Export) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := e.Workbook(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestWorkbooksHaveCellsOfTheRightKindAndNoFormula(t *testing.T) {
	data := written(t, export(
		[]string{"kiel:DEM12", "1234567.89", "2024-07-10", "=HYPERLINK(\"http://x\",\"y\")"},
		[]string{"kiel:FRM1", "not covered", "2024-07", "+SUM(A1)"},
		[]string{"kiel:ITM1", "-0.5", "", "a\nb <&> ünï"},
		[]string{"kiel:ITM2", "12345678901234567.89", "1850-01-01", "@x"},
	))
	book, err := Open("out.xlsx", data)
	if err != nil {
		t.Fatal(err)
	}
	if len(book.Sheets) != 2 || book.Sheets[0].Name != "Contributions" || book.Sheets[1].Name != "About" {
		t.Fatalf("sheets %v", book.Sheets)
	}
	want := [][]Cell{
		{{"id", Text}, {"allocated, EUR", Text}, {"day", Text}, {"text", Text}},
		{{"kiel:DEM12", Text}, {"1234567.89", Number}, {"2024-07-10", Date}, {"=HYPERLINK(\"http://x\",\"y\")", Text}},
		{{"kiel:FRM1", Text}, {"not covered", Text}, {"2024-07", Text}, {"+SUM(A1)", Text}},
		{{"kiel:ITM1", Text}, {"-0.5", Number}, {"", Blank}, {"a\nb <&> ünï", Text}},
		{{"kiel:ITM2", Text}, {"12345678901234568", Number}, {"1850-01-01", Text}, {"@x", Text}},
	}
	for r, row := range want {
		for c, cell := range row {
			if got := book.Sheets[0].Rows[r].Cell(c); got != cell {
				t.Errorf("row %d, column %s: %v, want %v", r+1, Letter(c), got, cell)
			}
		}
	}
	if got := book.Sheets[1].Rows[2].Cell(1).Text; got != "nzyZ1gmVQ0CkuT2mcPMn=" {
		t.Errorf("the second sheet says %q", got)
	}
	// A reader has the float that is nearest; the file has every digit.
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	if part, err := fs.ReadFile(z, "xl/worksheets/sheet1.xml"); err != nil || !strings.Contains(string(part), "<v>12345678901234567.89</v>") {
		t.Errorf("the file has not every digit of a number, %v", err)
	}
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	for _, at := range []string{"D2", "D3", "D5"} {
		if formula, err := f.GetCellFormula("Contributions", at); formula != "" || err != nil {
			t.Errorf("%s has the formula %q, %v", at, formula, err)
		}
	}
}

func TestExportedTablesReadBackAsTheyWere(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		// What no sheet holds: control characters, and blanks alone, which are nothing.
		text := rapid.StringMatching(`[ -~äöüĂїЖ\n]{0,12}`).Filter(func(s string) bool { return strings.TrimSpace(s) == s })
		var rows [][]string
		for range rapid.IntRange(1, 5).Draw(rt, "rows") {
			rows = append(rows, []string{"x" + text.Draw(rt, "id"), rapid.StringMatching(`-?[1-9][0-9]{0,8}(\.[0-9]{0,4}[1-9])?`).Draw(rt, "number"), "2024-02-29", text.Draw(rt, "text")})
		}
		book, err := Open("out.xlsx", written(t, export(rows...)))
		if err != nil {
			rt.Fatal(err)
		}
		var b bytes.Buffer
		if err := export(rows...).CSV(&b); err != nil {
			rt.Fatal(err)
		}
		flat, err := csv.NewReader(&b).ReadAll()
		if err != nil {
			rt.Fatal(err)
		}
		for r, row := range rows {
			for c, want := range row {
				if got := book.Sheets[0].Rows[r+1].Cell(c).Text; got != want {
					rt.Errorf("workbook, row %d, column %s: %q, want %q", r+2, Letter(c), got, want)
				}
				got := flat[r+1][c]
				if got != want && strings.TrimPrefix(got, "'") != want {
					rt.Errorf("csv, row %d, column %s: %q, want %q", r+2, Letter(c), got, want)
				}
				if c != 1 && strings.ContainsAny(got[:min(1, len(got))], "=+-@") && !IsNumber(got) {
					rt.Errorf("csv: %q would run", got)
				}
			}
		}
	})
}

func TestACSVFileSaysItsStampsOnEveryRowAndQuotesTextThatLooksLikeANumber(t *testing.T) {
	e := export(
		[]string{"007", "1234567.89", "2024-07-10", "=1+1"},
		[]string{"2024-17", "undisclosed", "2024-07", `say "x", y`},
		[]string{"x", "", "", "-5"},
	)
	e.Stamps = []Stamp{{ExportColumn{Name: "known", Kind: Number}, "5914"}, {ExportColumn{Name: "root"}, "+nz="}}
	var b bytes.Buffer
	if err := e.CSV(&b); err != nil {
		t.Fatal(err)
	}
	want := "id,\"allocated, EUR\",day,text,known,root\r\n" +
		"\"007\",1234567.89,2024-07-10,'=1+1,5914,'+nz=\r\n" +
		"\"2024-17\",undisclosed,2024-07,\"say \"\"x\"\", y\",5914,'+nz=\r\n" +
		"x,,,\"-5\",5914,'+nz=\r\n"
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
	book, err := Open("out.xlsx", written(t, e))
	if err != nil {
		t.Fatal(err)
	}
	if row := book.Sheets[0].Rows[1]; row.Cell(0) != (Cell{"007", Text}) || len(row.Cells) != 4 {
		t.Errorf("the workbook's first row is %v", row)
	}
}

func TestNumbersAreWrittenAsXMLHasThem(t *testing.T) {
	for text, want := range map[string]string{
		"1234.50": "1234.50", "-0.5": "-0.5", "+7": "7", ".5": "0.5", "-.25": "-0.25", "3.": "3", "1e5": "1E5", "-2.E-3": "-2E-3", "007": "007",
	} {
		if got := inFull(text); got != want {
			t.Errorf("%s is written as %s, want %s", text, got, want)
		}
	}
}

func TestColumnsAreAsWideAndHaveAsManyDecimalsAsHelps(t *testing.T) {
	e := Export{Columns: []ExportColumn{{Name: "n", Kind: Number}, {Name: "n", Kind: Number}, {Name: "n", Kind: Number}, {Name: "year", Kind: Number, Plain: true}, {Name: "t", Kind: Text}}, Rows: slices.Values([][]string{
		{"12", "1234567.123456789", "0.123456789012", "2023", strings.Repeat("x", 100)},
		{"not covered", "0.1", "0.5", "2024", "y"},
	})}
	for i, want := range []look{{13, 0, true, false}, {15, 2, true, false}, {13, 8, true, false}, {8, 0, true, true}, {62, 0, false, false}} {
		if got := e.looks()[i]; got != want {
			t.Errorf("column %d looks %+v, want %+v", i, got, want)
		}
	}
}
