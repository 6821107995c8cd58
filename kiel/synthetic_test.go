package kiel_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"muster"
	"muster/kiel"
	"muster/pledge"
	"muster/sheet"
)

// entry returns the entry of a row and event as JSON, for comparison.
func entry(t testing.TB, d *pledge.Draft, row int, event pledge.Event) string {
	t.Helper()
	for _, e := range d.Entries {
		if e.Row == row && e.Event == event {
			j, err := json.Marshal(e.Entry)
			if err != nil {
				t.Fatal(err)
			}
			return string(j)
		}
	}
	return "none"
}

func TestARowOfMainDataSaysWhatItsCellsSay(t *testing.T) {
	d := read(t, book(t, "testdata/main.csv"), kiel.Options{Label: "invented"})
	for _, c := range []struct {
		row   int
		event pledge.Event
		want  string
	}{
		{2, pledge.Committed, `{"kind":"pledge.entry/1","about":"kiel:NOM1","line":"invented launcher","event":"committed","party":"no","type":"military","subtype":"Weapons and equipment","date":"2022-03-01","value":{"amount":"200000000","currency":"NOK"},"converted":{"amount":"20000000.5","currency":"EUR"},"quantity":{"number":"100"},"basis":"Value is given by the source","item":"invented launcher","item_type":"Portable defence system","text":"Two kinds of things.\nOn two lines.","links":["https://example.org/a","https://example.org/b"],"details":[{"name":"Sub-type of item","said":"Invented"},{"name":"Unit price in USD","said":"5000"},{"name":"Value committed, own estimate in USD","said":"500000"},{"name":"Official source","said":"Yes"},{"name":"Source of price","said":"Contracts"},{"name":"Item, short","said":"launcher"}]}`},
		{2, pledge.Delivered, `{"kind":"pledge.entry/1","about":"kiel:NOM1","line":"invented launcher","event":"delivered","party":"no","type":"military","subtype":"Weapons and equipment","converted":{"amount":"8000000","currency":"EUR"},"quantity":{"number":"40"},"basis":"Value is given by the source","item":"invented launcher","item_type":"Portable defence system","links":["https://example.org/d"],"details":[{"name":"Value delivered, own estimate in USD","said":"200000"}]}`},
		{3, pledge.Committed, `{"kind":"pledge.entry/1","about":"kiel:NOM1","line":"invented launcher #2","event":"committed","party":"no","type":"military","subtype":"Weapons and equipment","date":"2022-03-01","quantity":{"mark":"undisclosed","said":"undisclosed"},"item":"invented launcher","item_type":"Portable defence system","details":[{"name":"Soviet origin","said":"yes"},{"name":"Value committed, own estimate in USD","said":"No price"},{"name":"Official source","said":"No"},{"name":"Heavy but undisclosed, committed","said":"yes"}]}`},
		{3, pledge.Delivered, `{"kind":"pledge.entry/1","about":"kiel:NOM1","line":"invented launcher #2","event":"delivered","party":"no","type":"military","subtype":"Weapons and equipment","quantity":{"mark":"undisclosed","said":"dozens"},"item":"invented launcher","item_type":"Portable defence system"}`},
		{4, pledge.Committed, `{"kind":"pledge.entry/1","about":"kiel:NOM1","line":"-","event":"committed","party":"no","type":"military","subtype":"Weapons and equipment","date":"until 6/9/2022","period":"/2022-06-09","quantity":{"mark":"not_covered","said":"."},"details":[{"name":"Official source","said":"No"}]}`},
		{4, pledge.Delivered, "none"},
		{5, pledge.Committed, `{"kind":"pledge.entry/1","about":"kiel:DEF2","line":"-","event":"committed","party":"de","type":"financial","subtype":"Loan","date":"25/07/2022","period":"2022-07-25","value":{"amount":"5000000","currency":"EUR"},"converted":{"amount":"5000000","currency":"EUR"},"quantity":{"mark":"not_covered","said":"."},"basis":"tracker's own estimate","text":"A loan.","links":["https://example.org/e"],"details":[{"name":"Basis as coded","said":"Value is calculated with prices"},{"name":"Monetary value as given by source","said":"Not given"},{"name":"Through IMF or World Bank","said":"yes"},{"name":"Official source","said":"Yes"}],"notes":["The date was read with the day first, since no month has that number."]}`},
		{6, pledge.Committed, `{"kind":"pledge.entry/1","about":"kiel:FRH3","line":"kit","event":"committed","party":"fr","type":"humanitarian","subtype":"Equipment","date":"not specified, 03/22","period":"2022-03","value":{"mark":"undisclosed","said":"Not given"},"converted":{"currency":"EUR","mark":"not_covered","said":"."},"quantity":{"said":"6.000.00"},"basis":"Value is not given at all","item":"kit","item_type":"Humanitarian","text":"Kits.","details":[{"name":"Official source","said":"No"}],"notes":["The quantity cannot be read; it is kept as said."]}`},
		{7, pledge.Delivered, `{"kind":"pledge.entry/1","about":"kiel:PLM4","line":"thing","event":"delivered","party":"pl","type":"military","subtype":"Weapons","quantity":{"number":"12"},"item":"thing","item_type":"Heavy weapon","notes":["More is said to be delivered than was committed."]}`},
		{12, pledge.Committed, `{"kind":"pledge.entry/1","about":"kiel:GBM1","line":"thing","event":"committed","party":"gb","type":"military","subtype":"Weapons","date":"2922-02-09","value":{"mark":"undisclosed","said":"7 XYZ"},"converted":{"currency":"EUR","mark":"not_covered"},"quantity":{"number":"1"},"item":"thing","item_type":"Heavy weapon","text":"A stray date.","details":[{"name":"Official source","said":"No"}],"notes":["The date lies after the day that the edition's data run to.","The amount has no currency that can be read; it is kept as said.","The package has no value in EUR."]}`},
	} {
		if got := entry(t, d, c.row, c.event); got != c.want {
			t.Errorf("row %d, %s:\ngot  %s\nwant %s", c.row, c.event, got, c.want)
		}
	}
	if d.Label != "invented" || d.Series != "kiel" || d.By != "kiel-institute" || !slices.Equal(d.Measures, []pledge.Event{pledge.Committed, pledge.Delivered}) {
		t.Errorf("got %q, %q, %q, %q", d.Label, d.Series, d.By, d.Measures)
	}
}

// lines writes faults shortly.
func lines(faults []muster.Fault) (out []string) {
	for _, f := range faults {
		verdict := "note"
		if f.Refused {
			verdict = "refused"
		}
		letter, _, _ := strings.Cut(f.Column, " ")
		out = append(out, fmt.Sprintf("%s%d %s %q", letter, f.Row, verdict, f.Found))
	}
	return out
}

func TestEveryDoubtNamesItsCell(t *testing.T) {
	for file, want := range map[string][]string{
		"testdata/main.csv": {
			`C5 note "25/07/2022"`, `M6 note "6.000.00"`, `C7 note "sometime in spring"`, `N7 note "12"`,
			`A8 refused ""`, `B9 refused "Atlantis"`, `D10 refused "Moral"`, `H11 refused "a lot"`, `S11 refused "1.2.3"`,
			`C12 note "2922-02-09 00:00:00"`, `G12 note "XYZ"`, `S12 note ""`, `AB13 note "0"`,
			`AB14 note "1"`, `H14 note "9,000,000.50"`, `B15 note "Denmark"`, `AB15 note "1"`, `S16 note "77"`,
		},
		"testdata/activities.csv": {
			`H5 note "48"`, `H8 note "40"`, `A9 refused "Germny"`, `D10 refused "Promise"`, `F11 refused "ten"`, `H12 note "late"`, `B12 note "some day"`,
		},
	} {
		d := read(t, book(t, file), kiel.Options{})
		if got := lines(d.Faults); !slices.Equal(got, want) {
			t.Errorf("%s:\ngot  %q\nwant %q", file, got, want)
		}
	}
}

func TestAnUnknownPartyIsRefusedNamingTheNearest(t *testing.T) {
	d := read(t, book(t, "testdata/activities.csv"), kiel.Options{})
	i := slices.IndexFunc(d.Faults, func(f muster.Fault) bool { return f.Row == 9 })
	if got, want := d.Faults[i].Accepts, `a party of this record, by any of its names; the nearest is "Germany"`; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestRowsAlikeAreContributionsOfTheirOwn(t *testing.T) {
	d := read(t, book(t, "testdata/activities.csv"), kiel.Options{})
	var got []string
	for _, e := range d.Entries {
		v := "no value"
		if e.Value != nil {
			v = e.Value.Amount
		}
		got = append(got, fmt.Sprintf("%d %s %s %s %s|%s", e.Row, e.About, e.Event, v, e.Date, e.Period))
	}
	want := []string{
		"2 kiel:no.military.allocation.2024-07-10.1000.5.1 allocated 1000.5 2024-07-10|",
		"2 kiel:no.military.allocation.2024-07-10.1000.5.1 committed 5000.25 2024-07-10|",
		"3 kiel:no.military.allocation.2024-07-10.1000.5.2 allocated 1000.5 2024-07-10|",
		"4 kiel:no.military.allocation.2024-07-10.1000.5.3 allocated 1000.5 2024-07-10|",
		"5 kiel:tr.humanitarian.allocation.m48.0.1 allocated 250.0 month 48|2025-12",
		"6 kiel:tr.humanitarian.commitment.undated.0.1 committed 0.0 |",
		"7 kiel:tr.humanitarian.commitment.undated.90.1 committed 90.0 |",
		"8 kiel:cz.financial.allocation.2025-03-25.-75.5.1 allocated -75.5 2025-03-25|",
		"8 kiel:cz.financial.allocation.2025-03-25.-75.5.1 committed -75.5 2025-03-25|",
		"12 kiel:de.financial.allocation.some-day.0.00006.1 allocated 0.00006 some day|",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got  %s\nwant %s", strings.Join(got, "\n     "), strings.Join(want, "\n     "))
	}
	i := slices.IndexFunc(d.Entries, func(r pledge.Row) bool { return r.Row == 5 })
	if e := d.Entries[i]; len(e.Details) != 1 || e.Details[0] != (pledge.Detail{Name: "value before redistribution (EUR)", Said: "0.0"}) {
		t.Errorf("got details %v", e.Details)
	}
}

// asWorkbook saves CSV as a workbook with real dates and numbers, and a ReadMe before it.
func asWorkbook(t testing.TB, path, name, readMe string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	records, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	f := excelize.NewFile()
	set := func(sheet string, c, r int, v any) {
		cell, err := excelize.CoordinatesToCellName(c, r)
		if err == nil {
			err = f.SetCellValue(sheet, cell, v)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := f.SetSheetName("Sheet1", "ReadMe"); err != nil {
		t.Fatal(err)
	}
	set("ReadMe", 2, 2, readMe)
	if _, err := f.NewSheet(name); err != nil {
		t.Fatal(err)
	}
	for r, cells := range records {
		for c, s := range cells {
			var v any = s
			if at, err := time.Parse("2006-01-02 15:04:05", s); err == nil {
				v = at
			} else if sheet.IsNumber(s) {
				v = json.Number(s)
				var n float64
				if _, err := fmt.Sscan(s, &n); err == nil {
					v = n
				}
			}
			if s != "" {
				set(name, c+1, r+1, v)
			}
		}
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestAWorkbookAndItsCSVSayTheSameUpToTheDayItStates(t *testing.T) {
	b, err := sheet.Open("t.xlsx", asWorkbook(t, "testdata/main.csv", "Any name", "An invented release (covering January 24 to May 31, 2022)"))
	if err != nil {
		t.Fatal(err)
	}
	got, want := read(t, b, kiel.Options{}), read(t, book(t, "testdata/main.csv"), kiel.Options{})
	if got.DataTo.String() != "2022-05-31" || got.DataToFrom != `stated in sheet "ReadMe", row 2, column B` || got.Label != "data to 2022-05-31" {
		t.Errorf("got %s, %s, %q", got.DataTo, got.DataToFrom, got.Label)
	}
	if len(got.Entries) != len(want.Entries) || got.Entries[0].Sheet != "Any name" {
		t.Fatalf("got %d entries of %q, want %d", len(got.Entries), got.Entries[0].Sheet, len(want.Entries))
	}
	for i := range want.Entries {
		g, w := got.Entries[i].Entry, want.Entries[i].Entry
		g.Notes, w.Notes = nil, nil // a later day stated makes fewer dates stray
		if canonical(t, g) != canonical(t, w) {
			t.Errorf("got  %s\nwant %s", canonical(t, g), canonical(t, w))
		}
	}
}

func TestTheDayTheDataRunToIsNoStray(t *testing.T) {
	head := "giver,dato,kategori,maal,verdi_eur,verdi_eur_redistr,verdi_eur_activity,maaned_nr\n"
	row := func(day string) string { return "Norway," + day + ",Military,Allocation,1,1,0,0\n" }
	ten := ""
	for i := range 10 {
		ten += row(fmt.Sprintf("2024-05-%02d", i+1))
	}
	asOf := muster.NewDay(2024, 6, 30)
	for name, c := range map[string]struct {
		text string
		opt  kiel.Options
		want string
	}{
		"a stray future date does not count": {head + ten + row("2042-05-01"), kiel.Options{}, "2024-05-10"},
		"the last day of ten does":           {head + ten + row("2024-05-25"), kiel.Options{}, "2024-05-25"},
		"what the importer says goes first":  {head + ten, kiel.Options{AsOf: &asOf}, "2024-06-30"},
		"few rows: the latest":               {head + row("2024-01-01") + row("2024-03-01"), kiel.Options{}, "2024-03-01"},
	} {
		b, err := sheet.Open("a.csv", []byte(c.text))
		if err != nil {
			t.Fatal(err)
		}
		d := read(t, b, c.opt)
		if d.DataTo.String() != c.want || d.DataToFrom == "" {
			t.Errorf("%s: got %s (%s), want %s", name, d.DataTo, d.DataToFrom, c.want)
		}
	}
	b, err := sheet.Open("a.csv", []byte(head+row("")))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := kiel.Read(b, who, kiel.Options{}); err == nil || !strings.Contains(err.Error(), "as-of") {
		t.Errorf("no day at all: got %v; want to be asked for one", err)
	}
}

func TestABookWithoutTheTrackerIsRefusedSayingWhatItHolds(t *testing.T) {
	main, err := os.ReadFile("testdata/main.csv")
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct{ text, want string }{
		"another table":    {"a,b\n1,2\n", `Its first row is "a", "b". Accepted are the main data`},
		"a missing column": {strings.Replace(string(main), "Converted Value in EUR", "Converted", 1), `row 1: missing is "Converted Value in EUR"; the columns found are "ID", "Countries", "Announcement Date"`},
		"missing money":    {"giver,dato,kategori,maal,verdi\nNorway,2024-01-01,Military,Allocation,1\n", `missing is "verdi_eur", "verdi_eur_redistr", "verdi_eur_activity", "maaned_nr"`},
	} {
		b, err := sheet.Open("x.csv", []byte(c.text))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := kiel.Read(b, who, kiel.Options{}); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v; want it to say %s", name, err, c.want)
		}
	}
	empty, err := sheet.Open("x.xlsx", asWorkbook(t, "testdata/summary.csv", "Summary", "nothing"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := kiel.Read(empty, who, kiel.Options{}); err == nil || !strings.Contains(err.Error(), `Its sheets are "ReadMe", "Summary".`) {
		t.Errorf("got %v; want the sheets by name", err)
	}
}

func TestASummaryIsReadWithItsPlaces(t *testing.T) {
	got, err := kiel.ReadSummary(book(t, "testdata/summary.csv"))
	if err != nil {
		t.Fatal(err)
	}
	want := []kiel.Total{
		{Name: "Norway", Type: "financial", Event: pledge.Allocated, Amount: "0.0", Row: 2, Column: `C "financial_allocation"`},
		{Name: "Norway", Type: "humanitarian", Event: pledge.Allocated, Amount: "0.0000001", Row: 2, Column: `D "humanitarian_allocation"`},
		{Name: "Norway", Type: "military", Event: pledge.Allocated, Amount: "2.5", Row: 2, Column: `E "military_allocation"`},
		{Name: "Norway", Type: "total", Event: pledge.Allocated, Amount: "2.5000001", Row: 2, Column: `F "total_allocation"`},
	}
	if !slices.Equal(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
	for text, why := range map[string]string{
		"a,b\n1,2\n": "no summary by donor is in it",
		"land,financial_allocation,humanitarian_allocation,military_allocation,total_allocation\nNorway,1,2,lots,3\n": `row 2, column D "military_allocation": found "lots"`,
		"land,financial_allocation,humanitarian_allocation,military_allocation,total_allocation\nTotal,1,2,3,3\n":     "has no donor",
	} {
		b, err := sheet.Open("s.csv", []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := kiel.ReadSummary(b); err == nil || !strings.Contains(err.Error(), why) {
			t.Errorf("got %v; want it to say %s", err, why)
		}
	}
}
