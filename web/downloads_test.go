package web

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"math/big"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"muster"
	"muster/sheet"
)

// The columns of files that hold numbers and days; all others hold texts.
var (
	fileNumbers = strings.Fields(`said_amount adds_amount gdp gdp_year share indicative counted gap added total committed allocated delivered entries amount partial
		quantity converted_amount without_amount rows new gone changed revalued unchanged refused notes before after difference position known`)
	fileDays = strings.Fields(`date day data_to from until window_from window_to`)
)

// planted are names that a spreadsheet would run if it were let to.
var planted = []string{"=1+1", "+49 Fund", "-5 Fund", "@SUM(A1)", `=HYPERLINK("http://example.org","open")`}

// plant serves the demo's data with names that look like formulas, a line that begins with zeros, and
// a layer called like a formula, and returns the layer's id beside the address.
func plant(t *testing.T) (r reader, layerID string) {
	program, dir := buildProgram(t), t.TempDir()
	data := filepath.Join(dir, "data")
	do := func(args ...string) string {
		t.Helper()
		cmd := exec.Command(program, append(args, "--data", data)...)
		cmd.Stderr = os.Stderr
		out, err := cmd.Output()
		if err != nil {
			t.Fatalf("muster %s: %v\n%s", args, err, out)
		}
		return string(out)
	}
	file := func(name string, rows ...[]string) string {
		t.Helper()
		path := filepath.Join(dir, name)
		f, err := os.Create(path)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		if err := csv.NewWriter(f).WriteAll(rows); err != nil {
			t.Fatal(err)
		}
		return path
	}
	do("demo", "--print")
	parties := [][]string{{"id", "name", "kind"}}
	entries := [][]string{{"contribution", "event", "party", "date", "line", "type", "amount", "currency", "converted_amount", "converted_currency", "item", "quantity", "unit"}}
	for i, name := range planted {
		id := fmt.Sprintf("planted-%d", i)
		parties = append(parties, []string{id, name, "fund"})
		entries = append(entries, []string{fmt.Sprintf("00%d", i), "allocated", id, fmt.Sprintf("2024-07-1%d", i), fmt.Sprintf("00%d", i), "military", "1234567.25", "EUR", "1234567.25", "EUR", name, "3", "piece"})
	}
	entries = append(entries,
		[]string{"0012", "allocated", "de", "2024-08", "0012", "military", "12345678901234567.89", "EUR", "", "", "0099", "", ""},
		[]string{"0012", "committed", "de", "", "x", "military", "-0.1", "EUR", "-0.1", "EUR", "", "", ""})
	do("import", "parties", file("parties.csv", parties...))
	do("import", "entries", file("entries.csv", entries...))
	r = reader{t, serveRecord(t, program, data)}
	rows, err := csv.NewReader(strings.NewReader(r.get("/pledges/washington-2024/rows?party=ca&format=csv"))).ReadAll()
	if err != nil || len(rows) < 2 {
		t.Fatalf("%d rows of Canada, %v", len(rows), err)
	}
	layer := file("layer.csv", []string{"contribution", "line", "event", "kind", "value", "note"},
		[]string{rows[1][1], rows[1][2], rows[1][6], "exclude", "", "=1+1"})
	return r, strings.TrimSpace(do("layer", "import", layer, "--shared", "--name", "=layer"))
}

// Each file is opened in LibreOffice as a workbook and as CSV: numbers are numbers, to the last
// digit, days are days, texts are texts whatever they begin with, and nothing is a formula.
func TestDownloadsOpenInLibreOffice(t *testing.T) {
	if testing.Short() {
		t.Skip("starts an office; go test without -short runs it")
	}
	r, layer := plant(t)
	var head struct {
		Root  string
		Known int
	}
	if err := json.Unmarshal([]byte(r.get("/v1/record")), &head); err != nil {
		t.Fatal(err)
	}
	sources := r.table("/sources")
	var edition string
	for _, row := range sources[1:] {
		if row[16] != "" { // against
			edition = row[2]
		}
	}
	paths := []string{
		"/pledges/washington-2024", "/pledges/washington-2024/rows?party=de", "/pledges/washington-2024/rows?layer=" + layer, "/pledges/washington-2024/shares",
		"/contributions?donor=dk&year=2024", "/contributions?source=entries", "/contributions/entries:0012", "/contributions/entries:0012?table=timeline", "/contributions/entries:000",
		"/explore?by=donor&across=year", "/explore?source=entries&by=donor", "/explore?source=entries&by=contribution",
		"/entries?donor=de&year=2024", "/entries?source=entries", "/entries?donor=ca&layer=" + layer,
		"/parties?source=entries", "/parties/de", "/parties/planted-0?source=entries", "/parties/de?table=groups", "/parties/de?table=pledges",
		"/sources", "/sources/" + edition + "/changes", "/record", "/layers/" + layer, "/layers/" + layer + "?pledge=washington-2024",
	}
	books, flat := map[string][]byte{}, map[string][]byte{}
	for i, path := range paths {
		books[fmt.Sprintf("%d.xlsx", i)] = []byte(r.get(addTo(path, fieldFormat, "xlsx")))
		flat[fmt.Sprintf("%d.csv", i)] = []byte(r.get(addTo(path, fieldFormat, "csv")))
	}
	// Commas, double quotes, UTF-8, from the first line, no formats, English: as its dialog has it; and
	// with "Format quoted field as text" chosen there.
	asBook, asCSV := opened(t, "", books), opened(t, "CSV:44,34,76,1,,1033,false,false", flat)
	asText := opened(t, "CSV:44,34,76,1,,1033,true,false", flat)
	seen := map[string]int{}
	for i, path := range paths {
		rows, err := csv.NewReader(strings.NewReader(string(flat[fmt.Sprintf("%d.csv", i)]))).ReadAll()
		if err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		if len(rows) < 2 {
			t.Errorf("%s: no rows", path)
			continue
		}
		book := asBook[fmt.Sprintf("%d.xlsx", i)]
		if len(book) != 2 || book[1].name != "About" {
			t.Errorf("%s: the workbook has %d sheets", path, len(book))
			continue
		}
		checkAbout(t, path, book[1], map[string]string{"Known position": fmt.Sprint(head.Known), "Root of the record": head.Root})
		check := cellCheck{t: t, path: path, seen: seen, rows: rows}
		check.sheet("workbook", book[0], unquoted, func(c officeCell, want string) bool { return c.kind == "string" && c.text == want })
		check.sheet("csv", asCSV[fmt.Sprintf("%d.csv", i)][0], func(text string) string { return text }, func(c officeCell, want string) bool { return c.kind != "string" || c.text == want })
		check.sheet("csv, quoted as text", asText[fmt.Sprintf("%d.csv", i)][0], func(text string) string { return text }, func(c officeCell, want string) bool { return c.kind == "string" && c.text == want })
	}
	for _, name := range planted {
		if seen[name] == 0 {
			t.Errorf("%q stood in no cell that was looked at", name)
		}
	}
	for _, id := range []string{"0012", "000", "0099"} {
		if seen[id] == 0 {
			t.Errorf("%q stood in no cell that was looked at", id)
		}
	}
	t.Logf("%d cells of text, %d numbers, %d days", seen["text"], seen["number"], seen["day"])
}

// table is a list as rows of texts, its headings first.
func (r reader) table(path string) [][]string {
	r.Helper()
	rows, err := csv.NewReader(strings.NewReader(r.get(addTo(path, fieldFormat, "csv")))).ReadAll()
	if err != nil {
		r.Fatal(err)
	}
	return rows
}

// checkAbout looks at a workbook's second sheet.
func checkAbout(t *testing.T, path string, about officeSheet, want map[string]string) {
	t.Helper()
	said := map[string]string{}
	for i := range about.rows {
		for j := range 2 {
			if c := about.at(i, j); c.formula != "" || c.kind != "string" {
				t.Errorf("%s: the second sheet has %+v", path, c)
			}
		}
		said[about.at(i, 0).text] = about.at(i, 1).text
	}
	for _, name := range []string{"Definition", "Method", "Known position", "Last statement recorded", "Root of the record", "Page"} {
		if said[name] == "" || want[name] != "" && said[name] != want[name] {
			t.Errorf("%s: the second sheet says %q of %q", path, said[name], name)
		}
	}
	if u, err := url.Parse(said["Page"]); err != nil || !strings.HasPrefix(path, u.Path) {
		t.Errorf("%s: the second sheet says it is page %q", path, said["Page"])
	}
}

// unquoted is a text of a CSV file without the apostrophe that keeps it from being run.
func unquoted(s string) string {
	if rest, ok := strings.CutPrefix(s, "'"); ok && sheet.Harmless(rest) != rest {
		return rest
	}
	return s
}

// cellCheck holds what LibreOffice made of a file to the file's CSV.
type cellCheck struct {
	t    *testing.T
	path string
	rows [][]string
	seen map[string]int
}

func (c cellCheck) sheet(how string, got officeSheet, textOf func(string) string, isText func(officeCell, string) bool) {
	c.t.Helper()
	heads := c.rows[0]
	if how == "workbook" { // what all rows have in common stands on the second sheet
		n := 0
		for n < len(heads) && got.at(0, n).text != "" {
			n++
		}
		if heads = heads[:n]; slices.Contains(heads, "root") || !slices.Contains(c.rows[0], "root") {
			c.t.Errorf("%s, %s: columns %v", c.path, how, heads)
		}
	}
	if len(got.rows) != len(c.rows) {
		c.t.Errorf("%s, %s: %d rows, want %d", c.path, how, len(got.rows), len(c.rows))
	}
	for i, row := range c.rows {
		for j, head := range heads {
			cell, want := got.at(i, j), textOf(row[j])
			ok, kind := false, "text"
			switch _, err := muster.ParseDay(want); {
			case i == 0:
				ok = cell.kind == "string" && cell.text == head
			case want == "":
				ok = cell == officeCell{}
			case slices.Contains(fileNumbers, head) && sheet.IsNumber(want):
				kind = "number"
				ok = cell.kind == "float" && sameNumber(cell.value, want)
			case slices.Contains(fileDays, head) && err == nil:
				kind, ok = "day", cell.kind == "date" && cell.value == want
			default:
				ok = isText(cell, want)
			}
			if !ok || cell.formula != "" {
				c.t.Errorf("%s, %s, row %d, %s: LibreOffice has %+v for %q", c.path, how, i+1, head, cell, row[j])
			}
			c.seen[kind]++
			c.seen[unquoted(row[j])]++
		}
	}
}

// sameNumber says that LibreOffice has exactly a number or, where that has more than 15 digits, the
// one of 15 digits that is nearest.
func sameNumber(got, want string) bool {
	x, ok := new(big.Rat).SetString(got)
	y, fine := new(big.Rat).SetString(want)
	if !ok || !fine {
		return false
	}
	off := new(big.Rat).Sub(x, y)
	if digitsOf(want) <= 15 {
		return off.Sign() == 0
	}
	return off.Abs(off).Cmp(new(big.Rat).Mul(new(big.Rat).Abs(y), big.NewRat(5, 1e15))) <= 0
}

// digitsOf counts the digits of a number without zeros before and after.
func digitsOf(s string) int {
	s = strings.Trim(strings.TrimLeft(s, "+-"), "0")
	if strings.Contains(s, ".") {
		return len(strings.Trim(strings.Replace(s, ".", "", 1), "0"))
	}
	return len(s)
}
