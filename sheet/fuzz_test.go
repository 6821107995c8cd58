package sheet_test

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"muster/sheet"
)

// shared returns the folder of real data beside the repository; its tests are skipped only where it
// is absent altogether.
func shared(t testing.TB) string {
	t.Helper()
	dir := os.Getenv("MUSTER_SHARED")
	if dir == "" {
		dir = filepath.Join("..", "..", "shared")
	}
	if _, err := os.Stat(filepath.Join(dir, "data")); err != nil {
		t.Skipf("no real data: %s is absent (MUSTER_SHARED names another folder)", dir)
	}
	return dir
}

func TestWhatACSVWriterWritesIsReadBack(t *testing.T) {
	cell := rapid.StringMatching("[a-c0-9 ,;\"'\n\t\u00fc\u20ac]{0,6}")
	rapid.Check(t, func(t *rapid.T) {
		want := rapid.SliceOfN(rapid.SliceOfN(cell, 3, 3), 1, 8).Draw(t, "rows")
		var b strings.Builder
		w := csv.NewWriter(&b)
		w.UseCRLF = false
		if err := w.Write([]string{"one", "two", "three"}); err != nil {
			t.Fatal(err)
		}
		if err := w.WriteAll(want); err != nil {
			t.Fatal(err)
		}
		book, err := sheet.Open("x.csv", []byte(b.String()))
		if err != nil {
			t.Fatal(err)
		}
		rows := book.Sheets[0].Rows
		at := 1
		for i, cells := range want {
			if strings.TrimSpace(strings.Join(cells, "")) == "" {
				continue // a row without content is absent
			}
			if rows[at].Number != i+2 {
				t.Fatalf("got row %d, want %d", rows[at].Number, i+2)
			}
			for c := range cells {
				if got := rows[at].Cell(c).Text; got != cells[c] && strings.TrimSpace(cells[c]) != "" {
					t.Fatalf("row %d: got %q, want %q", i+2, got, cells[c])
				}
			}
			at++
		}
		if at != len(rows) {
			t.Fatalf("got %d rows, want %d", len(rows), at)
		}
	})
}

// FuzzOpen hands Open any bytes: it gives a book or a refusal, and never panics.
func FuzzOpen(f *testing.F) {
	whole := smallest(f, `<row r="1"><c r="A1" t="inlineStr"><is><t>x</t></is></c></row>`)
	for _, seed := range [][]byte{whole, whole[:100], gz(f, []byte("a,b\n")), utf16le("a;b\n"), []byte("a\tb\r\n\"c\""), ole("Book"), []byte("\xff,\xc0\n"), nil} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		book, err := sheet.Open("fuzz", data)
		if err != nil {
			if len(err.Error()) < 20 || strings.Contains(err.Error(), "stopped the reader") {
				t.Errorf("the refusal does not help: %v", err)
			}
			return
		}
		for _, s := range book.Sheets {
			last := 0
			for _, r := range s.Rows {
				if r.Number <= last || len(r.Cells) == 0 || r.Cells[len(r.Cells)-1].Kind == sheet.Blank {
					t.Fatalf("row %d after %d with %d cells", r.Number, last, len(r.Cells))
				}
				last = r.Number
			}
		}
	})
}

// FuzzCSV compares the reading of well-formed text with the standard library's.
func FuzzCSV(f *testing.F) {
	f.Add("a,b\n1,\"x\ny\"\n")
	f.Add("\"\"\"q\"\"\",b\n\n2,3")
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) || !strings.HasPrefix(text, "a,") || strings.ContainsAny(text, "\r;\t\x00\ufeff") {
			return
		}
		r := csv.NewReader(strings.NewReader(text))
		r.FieldsPerRecord = -1
		want, err := r.ReadAll()
		if err != nil {
			return
		}
		var got [][]string
		for row, err := range sheet.Records("x.csv", []byte(text)) {
			if err != nil {
				return // control characters and the like
			}
			var cells []string
			for _, c := range row.Cells {
				cells = append(cells, c.Text)
			}
			got = append(got, cells)
		}
		want = slices.DeleteFunc(want, func(r []string) bool { return strings.TrimSpace(strings.Join(r, "")) == "" })
		if len(got) != len(want) {
			t.Fatalf("got %q, want %q", got, want)
		}
		for i := range got {
			for c := range got[i] {
				if got[i][c] != want[i][c] {
					t.Fatalf("row %d: got %q, want %q", i, got[i], want[i])
				}
			}
		}
	})
}
