package kiel_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"muster/kiel"
	"muster/pledge"
	"muster/sheet"
)

// spoiled is a cell that the test makes wrong, and what must be said about it.
type spoiled struct {
	row     int // as the sheet shows it
	column  string
	found   string
	refused bool
}

// spoiler is a way to make a cell of a column wrong.
type spoiler struct {
	column  string // its heading
	words   []string
	refused bool
}

var badMoney = []string{"a lot", "12,5,0", "1.2.3", "#REF!", "EUR 5", "5 bn", "∞", "=A1", "--7", "0x1F"}

var mainSpoilers = []spoiler{
	{"ID", []string{"", " ", "???", "a b 1", "-"}, true},
	{"countries", []string{"Atlantis", "", "Germny", "42"}, true},
	{"Type of Aid General", []string{"Militry", "", "weapons", "."}, true},
	{"Monetary Value as Given by Source", badMoney, true},
	{"Total", badMoney, true},
	{"Converted Value in EUR", badMoney, true},
	{"Total monetary value delivered in EUR", badMoney, true},
	{"Announcement Date", []string{"soon", "31/31/2022", "2022-13-01", "until spring", "between 1/1/2022", "99"}, false},
	{"No. of Units", []string{"many", "1.000.00", "10 boxes", "12-15", "#N/A"}, false},
	{"No. of Units delivered (in-kind military aid)", []string{"some", "6.000.00", "half", "~5", "#N/A"}, false},
}

var activitySpoilers = []spoiler{
	{"giver", []string{"Atlantis", "", "Swedn"}, true},
	{"kategori", []string{"Militær", "", "."}, true},
	{"maal", []string{"Promise", ""}, true},
	{"verdi_eur", badMoney, true},
	{"verdi_eur_redistr", badMoney, true},
	{"verdi_eur_activity", badMoney, true},
	{"dato", []string{"soon", "2024-02-30", "31/31/2024", "x"}, false},
	{"maaned_nr", []string{"March", "-3", "9999", "3.5"}, false},
}

// spoil makes n cells wrong, each in a row of its own (of a package of its own, where keys are in
// the first column), and returns what must be said.
func spoil(rng *rand.Rand, s sheet.Sheet, h *sheet.Heading, ways []spoiler, n int, packages bool) (sheet.Sheet, []spoiled, map[string]bool) {
	out := sheet.Sheet{Name: s.Name, Rows: append([]sheet.Row(nil), s.Rows...)}
	var said []spoiled
	touched := map[string]bool{} // packages, or rows
	for len(said) < n {
		i := 1 + rng.IntN(len(s.Rows)-1)
		key := fmt.Sprint(s.Rows[i].Number)
		if packages {
			key = s.Rows[i].Cell(0).Text
		}
		if touched[key] {
			continue
		}
		touched[key] = true
		w := ways[rng.IntN(len(ways))]
		c := h.Find(w.column)
		word := w.words[rng.IntN(len(w.words))]
		cells := append([]sheet.Cell(nil), s.Rows[i].Cells...)
		for len(cells) <= c {
			cells = append(cells, sheet.Cell{})
		}
		cells[c] = sheet.Cell{Text: word, Kind: sheet.Text}
		out.Rows[i].Cells = cells
		said = append(said, spoiled{s.Rows[i].Number, h.Column(c), word, w.refused})
	}
	return out, said, touched
}

// reopened saves a sheet as CSV and opens it, so that rows and columns are those of the reader.
func reopened(t testing.TB, s sheet.Sheet, width int) *sheet.Book {
	t.Helper()
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	for _, r := range s.Rows {
		cells := make([]string, width)
		for c := range cells {
			cells[c] = r.Cell(c).Text
		}
		if err := w.Write(cells); err != nil {
			t.Fatal(err)
		}
	}
	w.Flush()
	book, err := sheet.Open("spoiled.csv", b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	return book
}

func TestTwoHundredSeededFaultsAreEachFoundWhereTheyAre(t *testing.T) {
	dir := shared(t)
	files := []struct {
		name     string
		ways     []spoiler
		packages bool
	}{{release7, mainSpoilers, true}, {release8, mainSpoilers, true}, {release9, mainSpoilers, true}, {release13, mainSpoilers, true}, {release28, activitySpoilers, false}}
	const perFile = 40
	total, refusals := 0, 0
	for seed, f := range files {
		t.Run(f.name, func(t *testing.T) {
			b := book(t, dir, f.name)
			at := 0
			for i, s := range b.Sheets {
				if strings.HasPrefix(s.Name, "Bilateral") {
					at = i
				}
			}
			asOf := read(t, b, kiel.Options{}).DataTo
			clean := read(t, &sheet.Book{Name: b.Name, Sheets: []sheet.Sheet{b.Sheets[at]}}, kiel.Options{AsOf: &asOf})
			rng := rand.New(rand.NewPCG(uint64(seed), 20240710))
			h := sheet.HeadingOf(b, &b.Sheets[at], b.Sheets[at].Rows[0])
			bad, said, touched := spoil(rng, b.Sheets[at], h, f.ways, perFile, f.packages)
			var spoiledBook *sheet.Book
			if b.Format == "workbook" {
				spoiledBook = &sheet.Book{Name: b.Name, Format: b.Format, Sheets: []sheet.Sheet{bad}}
			} else {
				spoiledBook = reopened(t, bad, h.Width())
			}
			got := read(t, spoiledBook, kiel.Options{AsOf: &asOf})
			if got.RowsRead != clean.RowsRead {
				t.Errorf("read %d rows, want %d", got.RowsRead, clean.RowsRead)
			}
			refused := 0
			for _, s := range said {
				hits := 0
				for _, x := range got.Faults {
					if x.Row == s.row && x.Column == s.column && x.Found == s.found && x.Refused == s.refused && x.Sheet == bad.Name {
						hits++
					}
				}
				if hits != 1 {
					t.Errorf("row %d, %s: %q (refused %v) was said %d times", s.row, s.column, s.found, s.refused, hits)
				}
				if s.refused {
					refused++
				}
			}
			if got.Refused != refused {
				t.Errorf("got %d rows refused, want %d", got.Refused, refused)
			}
			compareOthers(t, clean, got, touched, f.packages)
			total += len(said)
			refusals += refused
		})
	}
	if total != 200 || refusals < 100 || refusals > 180 {
		t.Errorf("made %d faults, %d of them refusals; want 200, and both sorts", total, refusals)
	}
	t.Logf("%d faults: %d refusals, %d notes", total, refusals, total-refusals)
}

// compareOthers checks that rows apart from the spoiled ones give what they gave. The number among
// rows alike in the activity list's identities may move up when one of them is refused.
func compareOthers(t *testing.T, clean, got *pledge.Draft, touched map[string]bool, packages bool) {
	t.Helper()
	others := func(d *pledge.Draft) (out []string) {
		for _, e := range d.Entries {
			key := fmt.Sprint(e.Row)
			if packages {
				key = strings.TrimPrefix(e.About, "kiel:")
			} else {
				e.About = e.About[:strings.LastIndexByte(e.About, '.')]
			}
			if touched[key] {
				continue
			}
			j, err := json.Marshal(e)
			if err != nil {
				t.Fatal(err)
			}
			out = append(out, string(j))
		}
		return out
	}
	want, have := others(clean), others(got)
	if len(want) != len(have) {
		t.Fatalf("%d entries of untouched rows are left, want %d", len(have), len(want))
	}
	for i := range want {
		if want[i] != have[i] {
			t.Fatalf("an untouched row changed:\ngot  %s\nwant %s", have[i], want[i])
		}
	}
}
