package sheet_test

import (
	"bytes"
	"fmt"
	"math"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"muster"
	"muster/sheet"
)

func open(t testing.TB, name string, data []byte) *sheet.Book {
	t.Helper()
	b, err := sheet.Open(name, data)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// plain writes a sheet's rows as number|cell|cell, for comparison.
func plain(s sheet.Sheet) (rows []string) {
	for _, r := range s.Rows {
		line := fmt.Sprint(r.Number)
		for _, c := range r.Cells {
			line += "|" + c.Text
		}
		rows = append(rows, line)
	}
	return rows
}

func TestDelimitedTextIsReadInAnyEncodingAndForm(t *testing.T) {
	big := []byte{0xfe, 0xff}
	for _, r := range "Країна,Сума\nУкраїна,5\n" {
		big = append(big, byte(r>>8), byte(r))
	}
	cases := []struct {
		name   string
		data   []byte
		format string
		want   []string
	}{
		{"plain", []byte("a,b\n1,2\n"), "comma-separated text, UTF-8", []string{"1|a|b", "2|1|2"}},
		{"no last line end", []byte("a,b\n1,2"), "comma-separated text, UTF-8", []string{"1|a|b", "2|1|2"}},
		{"mark of UTF-8", []byte("\xef\xbb\xbfa;b\r\n1,5;2\r\n"), "semicolon-separated text, UTF-8", []string{"1|a|b", "2|1,5|2"}},
		{"tabs, old Mac line ends", []byte("a\tb\r1\t2\r"), "tab-separated text, UTF-8", []string{"1|a|b", "2|1|2"}},
		{"UTF-16 LE", utf16le("ä,€\n1,𝄞\n"), "comma-separated text, UTF-16 LE", []string{"1|ä|€", "2|1|𝄞"}},
		{"UTF-16 BE", big, "comma-separated text, UTF-16 BE", []string{"1|Країна|Сума", "2|Україна|5"}},
		{"UTF-16 without a mark", utf16le("donor,type,value\nFrance,military,1\n")[2:], "comma-separated text, UTF-16", []string{"1|donor|type|value", "2|France|military|1"}},
		{"Windows-1251", []byte("\xca\xf0\xe0\xbf\xed\xe0;\xd1\xf3\xec\xe0\n\xd3\xea\xf0\xe0\xbf\xed\xe0;5\n"), "semicolon-separated text, Windows-1251", []string{"1|Країна|Сума", "2|Україна|5"}},
		{"Windows-1252", []byte("pays,valeur\nT\xfcrkiye,5 \x80\n"), "comma-separated text, Windows-1252", []string{"1|pays|valeur", "2|Türkiye|5 €"}},
		{"gzip", gz(t, []byte("a,b\n1,2\n")), "comma-separated text, UTF-8, gzipped", []string{"1|a|b", "2|1|2"}},
		{"said outright", []byte("sep=;\na,b;c\n"), "semicolon-separated text, UTF-8", []string{"1|a,b|c"}},
		{"commas in quotes do not part", []byte("x;y\n\"a,b,c\";\"1,2,3\"\n"), "semicolon-separated text, UTF-8", []string{"1|x|y", "2|a,b,c|1,2,3"}},
		{"trailing commas", []byte("Date,USD,\n2024-01-02,1.1,\n"), "comma-separated text, UTF-8", []string{"1|Date|USD", "2|2024-01-02|1.1"}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			b := open(t, "x", c.data)
			if b.Format != c.format {
				t.Errorf("got format %q, want %q", b.Format, c.format)
			}
			if got := plain(b.Sheets[0]); !slices.Equal(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestAGuessedEncodingIsSaid(t *testing.T) {
	for name, data := range map[string][]byte{
		"Windows-1252": []byte("pays\nT\xfcrkiye\n"),
		"UTF-16":       utf16le("donor,type,value\n")[2:],
	} {
		b := open(t, "x.csv", data)
		if len(b.Notes) != 1 || !strings.Contains(b.Notes[0], name) {
			t.Errorf("got notes %q; want one that says %s", b.Notes, name)
		}
	}
	if b := open(t, "x.csv", []byte("a,ü\n")); len(b.Notes) != 0 {
		t.Errorf("got notes %q for UTF-8; want none", b.Notes)
	}
}

func TestARecordWithLineBreaksIsOneRowAndBlankLinesCount(t *testing.T) {
	b := open(t, "x.csv", []byte("id,text\r\n1,\"two\r\nlines, \"\"quoted\"\"\"\r\n\r\n,\r\n2,plain \"inner\" quote\r\n"))
	want := []string{"1|id|text", "2|1|two\r\nlines, \"quoted\"", "5|2|plain \"inner\" quote"}
	if got := plain(b.Sheets[0]); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestRecordsGivesTheRowsOfOpen(t *testing.T) {
	data := gz(t, []byte("a;b\n1;\"x\ny\"\n\n2;3\n"))
	var s sheet.Sheet
	for row, err := range sheet.Records("x.csv.gz", data) {
		if err != nil {
			t.Fatal(err)
		}
		s.Rows = append(s.Rows, row)
	}
	if got, want := plain(s), plain(open(t, "x", data).Sheets[0]); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	for _, err := range sheet.Records("x.xlsx", smallest(t, "")) {
		if err == nil || !strings.Contains(err.Error(), "it is a workbook") {
			t.Errorf("got %v; want that a workbook has no records", err)
		}
	}
}

// byExcelize writes a workbook with a library that is not ours.
func byExcelize(t testing.TB, set func(f *excelize.File)) []byte {
	t.Helper()
	f := excelize.NewFile()
	set(f)
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestAWorkbookKeepsWhatItsCellsAre(t *testing.T) {
	data := byExcelize(t, func(f *excelize.File) {
		day, _ := f.NewStyle(&excelize.Style{NumFmt: 14})
		custom := `dd/mm/yyyy\ hh:mm`
		minute, _ := f.NewStyle(&excelize.Style{CustomNumFmt: &custom})
		euro := `#,##0.00\ "€ per day"`
		money, _ := f.NewStyle(&excelize.Style{CustomNumFmt: &euro})
		for cell, v := range map[string]any{
			"A1": "text", "B1": 0.3, "C1": 1e-7, "D1": 44621, "E1": 44621.75, "F1": true, "G1": "  ", "H1": 1234.5, "I1": "007", "K1": -1e15, "A4": "Žluť\nдва",
		} {
			if err := f.SetCellValue("Sheet1", cell, v); err != nil {
				t.Fatal(err)
			}
		}
		f.SetCellStyle("Sheet1", "D1", "D1", day)    //nolint:errcheck // the cells show it
		f.SetCellStyle("Sheet1", "E1", "E1", minute) //nolint:errcheck // the cells show it
		f.SetCellStyle("Sheet1", "H1", "H1", money)  //nolint:errcheck // the cells show it
		f.SetCellRichText("Sheet1", "L1", []excelize.RichTextRun{{Text: "two "}, {Text: "runs"}})
		if _, err := f.NewSheet("Empty"); err != nil {
			t.Fatal(err)
		}
	})
	b := open(t, "x.csv", data) // the name lies; the content counts
	want := []sheet.Cell{
		{"text", sheet.Text},
		{"0.3", sheet.Number},
		{"0.0000001", sheet.Number},
		{"2022-03-01", sheet.Date},
		{"2022-03-01T18:00:00", sheet.Date},
		{"TRUE", sheet.Text},
		{},
		{"1234.5", sheet.Number},
		{"007", sheet.Text},
		{},
		{"-1000000000000000", sheet.Number},
		{"two runs", sheet.Text},
	}
	if b.Format != "workbook" || len(b.Sheets) != 2 || b.Sheets[1].Name != "Empty" || len(b.Sheets[1].Rows) != 0 {
		t.Fatalf("got %s with %d sheets", b.Format, len(b.Sheets))
	}
	rows := b.Sheets[0].Rows
	if len(rows) != 2 || rows[0].Number != 1 || rows[1].Number != 4 || rows[1].Cell(0).Text != "Žluť\nдва" {
		t.Fatalf("got rows %q", plain(b.Sheets[0]))
	}
	for i, w := range want {
		if got := rows[0].Cell(i); got != w {
			t.Errorf("column %s: got %v %s, want %v %s", sheet.Letter(i), got, got.Kind, w, w.Kind)
		}
	}
	if got := rows[0].Cell(99); got != (sheet.Cell{}) {
		t.Errorf("beyond the row's end: got %v, want a blank", got)
	}
}

func TestAnErrorCellIsNoText(t *testing.T) {
	b := open(t, "x.xlsx", smallest(t, `<row><c t="e"><v>#N/A</v></c><c t="str"><v>a_x000D_b</v></c><c t="inlineStr"><is><t>in</t><rPh><t>reading</t></rPh></is></c><c><v>NaN</v></c><c t="d"><v>2024-07-10T00:00:00</v></c></row>`))
	want := []sheet.Cell{{"#N/A", sheet.Error}, {"a\rb", sheet.Text}, {"in", sheet.Text}, {"NaN", sheet.Error}, {"2024-07-10", sheet.Date}}
	if got := b.Sheets[0].Rows[0].Cells; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestAWorkbookNumberIsTheShortestDecimalOfItsFloat(t *testing.T) {
	// Spreadsheets write 17 digits, with or without an exponent.
	for raw, want := range map[string]string{
		"5.3347630855840759E-2": "0.05334763085584076", "0.10000000000000001": "0.1", "23456872.863749079": "23456872.86374908",
		"1E+15": "1000000000000000", "-0": "0", "35000000": "35000000", "4.8399999999999997e-05": "0.0000484",
	} {
		b := open(t, "x", smallest(t, `<row><c><v>`+raw+`</v></c></row>`))
		if got := b.Sheets[0].Rows[0].Cell(0); got != (sheet.Cell{Text: want, Kind: sheet.Number}) {
			t.Errorf("%s: got %v, want %s", raw, got, want)
		}
	}
	rapid.Check(t, func(rt *rapid.T) {
		f := rapid.Float64Range(-1e18, 1e18).Draw(rt, "f")
		b := open(t, "x", smallest(t, fmt.Sprintf(`<row><c><v>%.17g</v></c></row>`, f)))
		text := b.Sheets[0].Rows[0].Cell(0).Text
		got, err := strconv.ParseFloat(text, 64)
		if err != nil || got != f || strings.ContainsAny(text, "eE") || len(text) > len(strconv.FormatFloat(f, 'f', -1, 64)) {
			rt.Fatalf("%v came back as %q", f, text)
		}
	})
}

func TestDatesAgreeWithTheLibraryThatWroteThem(t *testing.T) {
	days := []time.Time{
		time.Date(1900, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(1900, 3, 1, 0, 0, 0, 0, time.UTC), time.Date(1999, 12, 31, 0, 0, 0, 0, time.UTC),
		time.Date(2024, 2, 29, 0, 0, 0, 0, time.UTC), time.Date(2922, 2, 9, 0, 0, 0, 0, time.UTC),
	}
	for _, early := range []bool{false, true} {
		data := byExcelize(t, func(f *excelize.File) {
			if err := f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &early}); err != nil {
				t.Fatal(err)
			}
			for i, d := range days {
				if err := f.SetCellValue("Sheet1", fmt.Sprintf("A%d", i+1), d); err != nil {
					t.Fatal(err)
				}
			}
		})
		rows := open(t, "x", data).Sheets[0].Rows
		for i, d := range days {
			if early && d.Year() < 1904 {
				continue
			}
			if got, want := rows[i].Cell(0), (sheet.Cell{Text: d.Format(time.DateOnly), Kind: sheet.Date}); got != want {
				t.Errorf("from 1904 %v: got %v %s, want %v", early, got, got.Kind, want)
			}
		}
	}
}

func TestRealFilesAgreeWithExcelize(t *testing.T) {
	path := filepath.Join(shared(t), "data/kiel-ukraine-support-tracker/release07_until-2022-10-03_corrected.xlsx")
	book, err := sheet.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenFile(path, excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close() //nolint:errcheck // only read from
	if got, want := len(book.Sheets), len(f.GetSheetList()); got != want {
		t.Fatalf("got %d sheets, want %d", got, want)
	}
	for _, name := range []string{"ReadMe", "Bilateral assistance, MAIN DATA", "Country Summary"} {
		i := slices.IndexFunc(book.Sheets, func(s sheet.Sheet) bool { return s.Name == name })
		want, err := f.GetRows(name, excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		cells := 0
		for _, row := range book.Sheets[i].Rows {
			for c, got := range row.Cells {
				w := ""
				if c < len(want[row.Number-1]) {
					w = want[row.Number-1][c]
				}
				cells++
				switch got.Kind {
				case sheet.Number:
					var a, b float64
					fmt.Sscan(got.Text, &a) //nolint:errcheck // a wrong text gives another number
					fmt.Sscan(w, &b)        //nolint:errcheck // as above
					if a != b && math.Abs(a-b) > 0 {
						t.Errorf("%s %s%d: got %q, want %q", name, sheet.Letter(c), row.Number, got.Text, w)
					}
				case sheet.Date:
					var serial float64
					fmt.Sscan(w, &serial) //nolint:errcheck // a wrong text gives another day
					at, _ := excelize.ExcelDateToTime(serial, false)
					if at.Format(time.DateOnly) != got.Text {
						t.Errorf("%s %s%d: got %q, want %s", name, sheet.Letter(c), row.Number, got.Text, at)
					}
				case sheet.Text, sheet.Error:
					if got.Text != w {
						t.Errorf("%s %s%d: got %q, want %q", name, sheet.Letter(c), row.Number, got.Text, w)
					}
				}
			}
		}
		if cells < 40 {
			t.Errorf("%s: compared %d cells only", name, cells)
		}
	}
}

func TestLettersOfColumns(t *testing.T) {
	for i, want := range map[int]string{0: "A", 25: "Z", 26: "AA", 27: "AB", 701: "ZZ", 702: "AAA", sheet.MaxColumns - 1: "XFD", -1: ""} {
		if got := sheet.Letter(i); got != want {
			t.Errorf("column %d: got %q, want %q", i, got, want)
		}
	}
}

func TestHeadingsAreFoundByWhatTheyAreCalled(t *testing.T) {
	b := open(t, "main.csv", []byte("ID, Countries ,Sub-type of item,,OfficialSource,Sub-type of item,Total ,Unnamed: 7\n1,2,3,4,5,6,7,8\n"))
	h := sheet.HeadingOf(b, &b.Sheets[0], b.Sheets[0].Rows[0])
	for _, c := range []struct {
		alias []string
		want  int
	}{{[]string{"id"}, 0}, {[]string{"donor", "countries"}, 1}, {[]string{"SUB TYPE OF ITEM"}, 2}, {[]string{"Official Source"}, 4}, {[]string{"total"}, 6}, {[]string{"nothing"}, -1}, {[]string{""}, -1}} {
		if got := h.Find(c.alias...); got != c.want {
			t.Errorf("%q: got column %d, want %d", c.alias, got, c.want)
		}
	}
	if got, want := h.Column(6), `G "Total"`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if got, want := h.Column(3), "D"; got != want {
		t.Errorf("a blank heading: got %s, want %s", got, want)
	}
	if h.Need("ID") != 0 || h.Err() != nil {
		t.Errorf("nothing is missing, got %v", h.Err())
	}
	h.Need("Announcement Date", "date")
	want := `main.csv: row 1: missing is "Announcement Date"; the columns found are "ID", "Countries", "Sub-type of item", "OfficialSource", "Sub-type of item", "Total"`
	if err := h.Err(); err == nil || err.Error() != want {
		t.Errorf("got %v\nwant %s", err, want)
	}
}

func TestFaultsAreWrittenSoThatNoSpreadsheetRunsThem(t *testing.T) {
	var b bytes.Buffer
	err := sheet.WriteFaults(&b, []muster.Fault{
		{Sheet: "Main", Row: 12, Column: `S "Value"`, Found: "=HYPERLINK(\"x\")", Accepts: "a number", Why: "No.", Refused: true},
		{Row: 3, Column: "A", Found: "-12.5"},
		{Found: "-rm"},
		{Found: "@SUM"},
		{Found: "+1"},
		{Found: "\t=1"},
		{Found: "\r=1"},
		{Found: "two\nlines"},
	})
	if err != nil {
		t.Fatal(err)
	}
	rows := open(t, "faults.csv", b.Bytes()).Sheets[0].Rows
	if got, want := plain(sheet.Sheet{Rows: rows[:2]}), []string{"1|sheet|row|column|verdict|found|accepts|why", `2|Main|12|S "Value"|refused|'=HYPERLINK("x")|a number|No.`}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	for i, want := range []string{"-12.5", "'-rm", "'@SUM", "+1", "'\t=1", "'\r=1", "two\nlines"} {
		if got := rows[i+2].Cell(4).Text; got != want {
			t.Errorf("got %q, want %q", got, want)
		}
		if got := rows[i+2].Cell(3).Text; got != "note" {
			t.Errorf("got verdict %q, want note", got)
		}
	}
}
