package node_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"muster"
	"muster/node"
	"muster/pledge"
	"muster/sheet"
)

// spoiler makes cells under a heading wrong; the row is then refused, or taken with a note.
type spoiler struct {
	heading string
	words   []string
	refused bool
}

var (
	badMoney   = []string{"a lot", "12,5,0", "1.2.3", "#REF!", "EUR 5", "5 bn", "∞", "=A1", "--7", "0x1F"}
	mainFaults = []spoiler{
		{"ID", []string{"", "???", "a b 1"}, true},
		{"countries", []string{"Atlantis", "", "42"}, true},
		{"Type of Aid General", []string{"Militry", "", "."}, true},
		{"Converted Value in EUR", badMoney, true},
		{"Monetary Value as Given by Source", badMoney, true},
		{"Announcement Date", []string{"soon", "31/31/2022", "between 1/1/2022"}, false},
		{"No. of Units", []string{"many", "10 boxes", "12-15"}, false},
	}
	activityFaults = []spoiler{
		{"giver", []string{"Atlantis", "", "Swedn"}, true},
		{"kategori", []string{"Militær", "", "."}, true},
		{"maal", []string{"Promise", ""}, true},
		{"verdi_eur_redistr", badMoney, true},
		{"verdi_eur_activity", badMoney, true},
		{"dato", []string{"soon", "2024-02-30", "x"}, false},
		{"maaned_nr", []string{"March", "-3", "9999"}, false},
	}
)

// table is the sheet of a file that has the rows, as cells.
func table(t testing.TB, name string) [][]string {
	base, data := shared(t, name)
	if strings.HasSuffix(base, ".xlsx") {
		base, data = "main.csv", mainSheetAsCSV(t, data)
	}
	book, err := sheet.Open(base, data)
	if err != nil {
		t.Fatal(err)
	}
	var rows [][]string
	for _, r := range book.Sheets[0].Rows {
		cells := make([]string, len(book.Sheets[0].Rows[0].Cells))
		for i := range cells {
			cells[i] = r.Cell(i).Text
		}
		rows = append(rows, cells)
	}
	return rows
}

func asCSV(t testing.TB, rows [][]string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	if err := w.WriteAll(rows); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func heading(rows [][]string, name string) int {
	for i, h := range rows[0] {
		if strings.EqualFold(strings.TrimSpace(h), name) {
			return i
		}
	}
	return -1
}

func TestTwoHundredSeededFaultsAreFoundByTheImportAndKeepTheirRowOut(t *testing.T) {
	n := fresh(t)
	total, refusals := 0, 0
	for seed, f := range []struct {
		name     string
		spoilers []spoiler
	}{{release7, mainFaults}, {release8, mainFaults}, {release9, mainFaults}, {release13, mainFaults}, {release28, activityFaults}} {
		rows := table(t, f.name)
		rng := rand.New(rand.NewPCG(uint64(seed), 7))
		touched := map[int]bool{}
		var want []muster.Fault
		for len(want) < 40 {
			i, s := 1+rng.IntN(len(rows)-1), f.spoilers[rng.IntN(len(f.spoilers))]
			c := heading(rows, s.heading)
			if c < 0 || touched[i] {
				continue
			}
			touched[i] = true
			rows[i][c] = s.words[rng.IntN(len(s.words))]
			want = append(want, muster.Fault{Row: i + 1, Column: fmt.Sprintf("%s %q", sheet.Letter(c), strings.TrimSpace(rows[0][c])), Found: rows[i][c], Refused: s.refused})
		}
		done := imported(t, n, node.Import{Kind: "kiel", Name: "spoilt.csv", Data: asCSV(t, rows), Label: fmt.Sprint("spoilt ", seed)})
		refused := map[int]bool{}
		for _, w := range want {
			if w.Refused {
				refused[w.Row] = true
				refusals++
			}
			if !said(done.Faults, w) {
				t.Errorf("%s: row %d, %s, %q (refused %v) is not among the faults", f.name, w.Row, w.Column, w.Found, w.Refused)
			}
		}
		total += len(want)
		if done.Refused != len(refused) || done.Rows != len(rows)-1 {
			t.Errorf("%s: %d of %d rows refused, want %d of %d", f.name, done.Refused, done.Rows, len(refused), len(rows)-1)
		}
		for _, x := range done.Faults {
			if x.Refused && !refused[x.Row] {
				t.Errorf("%s: row %d, which is as it was, is refused: %+v", f.name, x.Row, x)
			}
		}
		noneOf(t, n, refused)
	}
	if total != 200 || refusals < 80 || refusals > 180 {
		t.Errorf("made %d faults, %d of them refusals; want 200, and both sorts", total, refusals)
	}
}

func said(faults []muster.Fault, w muster.Fault) bool {
	for _, f := range faults {
		if f.Row == w.Row && f.Column == w.Column && f.Found == w.Found && f.Refused == w.Refused && f.Why != "" && f.Accepts != "" {
			return true
		}
	}
	return false
}

// noneOf checks that no entry of the newest edition was read from a row that was refused.
func noneOf(t *testing.T, n *node.Node, refused map[int]bool) {
	t.Helper()
	all := editions(t, n)
	newest := all[0]
	for _, e := range all {
		if e.At > newest.At {
			newest = e
		}
	}
	if newest.Refused != len(refused) {
		t.Errorf("the edition says that %d rows were refused, want %d", newest.Refused, len(refused))
	}
	at := newest.At // its last entry, and with it the end of its line table
	s, err := n.Statement(context.Background(), fmt.Sprint(at))
	if err != nil || len(s.Places) == 0 {
		t.Fatalf("the last entry of %s stands nowhere: %v", newest.Label, err)
	}
	for _, p := range s.Places {
		if p.Submission == newest.ID && refused[p.Row] {
			t.Errorf("row %d was refused, and statement %s read from it", p.Row, s.ID)
		}
	}
}

func TestAFileThatIsRefusedLeavesNothing(t *testing.T) {
	n := fresh(t)
	_, xlsx := shared(t, release7)
	rows := table(t, release28)
	noDonor := make([][]string, 0, len(rows))
	for _, r := range rows {
		noDonor = append(noDonor, r[1:])
	}
	for _, c := range []struct {
		name string
		im   node.Import
		want string // part of what is said
	}{
		{"a PDF", node.Import{Kind: "kiel", Name: "a.xlsx", Data: []byte("%PDF-1.7\nxxxx")}, "PDF"},
		{"half a workbook", node.Import{Kind: "kiel", Name: "a.xlsx", Data: xlsx[:len(xlsx)/2]}, "a.xlsx"},
		{"nothing", node.Import{Kind: "kiel", Name: "a.csv"}, "empty"},
		{"missing column", node.Import{Kind: "kiel", Name: "a.csv", Data: asCSV(t, noDonor)}, "giver"},
		{"another table", node.Import{Kind: "kiel", Name: "a.csv", Data: []byte("a,b\n1,2\n")}, "no table of the tracker"},
		{"rates that are none", node.Import{Kind: "rates", Name: "a.csv", Data: []byte("a,b\n1,2\n")}, "reference rates"},
		{"GDP that is none", node.Import{Kind: "gdp", Name: "a.csv", Data: []byte("a,b\n1,2\n")}, "indicator"},
		{"entries without a key", node.Import{Kind: "entries", Series: "s", Name: "a.csv", Data: []byte("event,party,date\nallocated,de,2024-01-01\n")}, "contribution"},
		{"entries of no series", node.Import{Kind: "entries", Name: "a.csv", Data: []byte("contribution,event,party,date\nk,allocated,de,2024-01-01\n")}, "--series"},
		{"a series that is no word", node.Import{Kind: "entries", Series: "a b", Name: "a.csv", Data: []byte("contribution,event,party,date\nk,allocated,de,2024-01-01\n")}, "one word"},
		{"a speaker nobody knows", node.Import{Kind: "entries", Series: "s", By: "nobody", Name: "a.csv", Data: []byte("contribution,event,party,date\nk,allocated,de,2024-01-01\n")}, "nobody"},
		{"no kind", node.Import{Kind: "weather", Name: "a.csv", Data: []byte("a\n")}, "weather"},
		{"a party without a name", node.Import{Kind: "parties", Name: "a.csv", Data: []byte("id,name,kind\nxx,Newland,state\nyy,,state\n")}, "row 3"},
		{"a name that is taken", node.Import{Kind: "parties", Name: "a.csv", Data: []byte("id,name,kind\nxx,Newland,state\nyy,turkiye,state\n")}, "row 3"},
	} {
		t.Run(c.name, func(t *testing.T) {
			before := size(n)
			done, err := n.Import(context.Background(), c.im)
			if len(muster.Refusals(err)) == 0 || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %+v, %v; want a refusal that names %q", done, err, c.want)
			}
			if size(n) != before {
				t.Errorf("%d statements were left", size(n)-before)
			}
		})
	}
	imported(t, n, file(t, "kiel", release28, "Release 28")) // and the process goes on
}

func TestAFileIsReadAgainOnceItsPartiesAreNamed(t *testing.T) {
	n := fresh(t)
	im := node.Import{Kind: "entries", Series: "s", Name: "a.csv", Label: "one", Data: []byte(
		"contribution,event,party,date,type,amount,currency\nk1,allocated,Atlantis,2024-01-01,military,5,EUR\nk2,allocated,de,2024-01-01,military,7,EUR\n")}
	if d := imported(t, n, im); d.Refused != 1 || d.Recorded != 1 || d.Faults[0].Row != 2 || d.Faults[0].Column != `C "party"` {
		t.Fatalf("got %+v", d)
	}
	if d := imported(t, n, im); d.Statements != 0 {
		t.Fatalf("the same bytes made %d statements", d.Statements)
	}
	imported(t, n, node.Import{Kind: "parties", Name: "p.csv", Data: []byte("id,name,kind\nxa,Atlantis,state\n")})
	if d := imported(t, n, im); d.Refused != 0 || d.Recorded != 1 || d.Unchanged != 1 {
		t.Fatalf("with Atlantis named, got %+v", d)
	}
	if got, want := position(t, n, "", pledge.PositionQuery{Series: "s", Event: pledge.Allocated}), "Atlantis,military EUR 5 1 0\nGermany,military EUR 7 1 0\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
