package web

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"

	"muster/sheet"
)

// From a number of the overview to the statement it rests on, with its proof, in four clicks; and
// without a script.
func TestANumberOfTheOverviewOpensToItsStatementInFourClicks(t *testing.T) {
	b := openBrowser(t, http.NotFoundHandler())
	program := buildProgram(t)
	b.base = sharedDemo(t)
	tell(b, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	b.visit("/explore?by=donor&across=year")
	tell(b, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: false})
	b.follow("table.stack tbody tr:nth-child(4) td.n a") // Denmark in a year
	if lead := b.lead(); !strings.Contains(lead, "They sum to EUR") {
		t.Errorf("the entries: %s", lead)
	}
	b.follow("table.stack tbody th .id a") // the contribution of the first
	if title := script[string](b, `document.querySelector('h1').innerText`); !strings.Contains(title, "Contribution kiel:dk.") {
		t.Errorf("the contribution: %s", title)
	}
	for _, want := range []string{"row ", "file", "Release 28"} {
		if cited := script[string](b, `document.querySelector('.cited').innerText`); !strings.Contains(cited, want) {
			t.Errorf("where it was read: %q does not say %q", cited, want)
		}
	}
	b.follow("#claims ~ table tbody th a") // its statement
	if lead := b.lead(); !strings.Contains(lead, "military assistance from Denmark was ") {
		t.Errorf("the statement: %s", lead)
	}
	checkProof(t, program, script[string](b, `document.querySelector('a[href$="/proof"]').href`))
}

// What a page shows can be had as a file: the workbook opens with its numbers as numbers, and a
// second sheet that says what it is.
func TestDownloadsOpenInASpreadsheet(t *testing.T) {
	r := reader{t, sharedDemo(t)}
	var head struct{ Root string }
	if err := json.Unmarshal([]byte(r.get("/v1/record")), &head); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"/explore?by=donor&across=year", "/contributions?donor=dk", "/entries?donor=de&year=2024"} {
		book := []byte(r.get(path + "&format=xlsx"))
		cells := workbookCells(t, book)
		if len(cells) != 2 || len(cells[0]) < 3 {
			t.Fatalf("%s: %d sheets", path, len(cells))
		}
		about := ""
		for _, row := range cells[1] {
			about += strings.Join(row, " ") + "\n"
		}
		for _, want := range []string{"allocated", "Release 28", head.Root, "Known position"} {
			if !strings.Contains(about, want) && !(want == "allocated" && strings.HasPrefix(path, "/contributions")) {
				t.Errorf("%s: the second sheet does not say %q:\n%s", path, want, about)
			}
		}
	}
}

// workbookCells reads a workbook back: its sheets' rows as texts.
func workbookCells(t *testing.T, data []byte) (sheets [][][]string) {
	t.Helper()
	book, err := sheet.Open("download.xlsx", data)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range book.Sheets {
		var rows [][]string
		for _, r := range s.Rows {
			var cells []string
			for _, c := range r.Cells {
				cells = append(cells, c.Text)
			}
			rows = append(rows, cells)
		}
		sheets = append(sheets, rows)
	}
	return sheets
}
