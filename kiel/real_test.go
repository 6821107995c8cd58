package kiel_test

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"muster"
	"muster/kiel"
	"muster/money"
	"muster/pledge"
	"muster/sheet"
)

func read(t testing.TB, b *sheet.Book, opt kiel.Options) *pledge.Draft {
	t.Helper()
	d, err := kiel.Read(b, who, opt)
	if err != nil {
		t.Fatal(err)
	}
	whole(t, d)
	return d
}

// whole checks what holds for every draft.
func whole(t testing.TB, d *pledge.Draft) {
	t.Helper()
	rows, lines := map[int]bool{}, map[string]bool{}
	for _, e := range d.Entries {
		rows[e.Row] = true
		k := e.About + "\x00" + string(e.Event) + "\x00" + e.Line
		if lines[k] {
			t.Errorf("contribution, event and line stand twice: %q", k)
		}
		lines[k] = true
	}
	if d.RowsRead != len(rows)+d.Refused {
		t.Errorf("read %d rows, but %d gave entries and %d were refused", d.RowsRead, len(rows), d.Refused)
	}
	noted, refused := map[int]bool{}, map[int]bool{}
	for _, f := range d.Faults {
		if f.Why == "" || f.Accepts == "" || f.Column == "" || f.Row < 2 {
			t.Errorf("a fault that does not help: %+v", f)
		}
		if f.Refused {
			refused[f.Row] = true
		}
	}
	for _, f := range d.Faults {
		noted[f.Row] = noted[f.Row] || !refused[f.Row]
	}
	n := 0
	for _, b := range noted {
		if b {
			n++
		}
	}
	if n != d.Noted || len(refused) != d.Refused {
		t.Errorf("the faults speak of %d noted and %d refused rows; the draft of %d and %d", n, len(refused), d.Noted, d.Refused)
	}
}

// totals sums what entries of an event are worth in EUR: the source's conversion, else the value.
func totals(d *pledge.Draft, event pledge.Event) map[string]*money.Sum {
	sums := map[string]*money.Sum{}
	for _, e := range d.Entries {
		v := e.Converted
		if v == nil && e.Value != nil && e.Value.Currency == "EUR" {
			v = e.Value
		}
		if e.Event != event || v == nil || v.Amount == "" {
			continue
		}
		for _, k := range []string{string(e.Party) + " " + e.Type, string(e.Party) + " total"} {
			if sums[k] == nil {
				sums[k] = &money.Sum{}
			}
			sums[k].AddAmount(money.MustParse(v.Amount))
		}
	}
	return sums
}

// compare holds a draft against the source's own totals and returns the donors that differ.
func compare(t *testing.T, d *pledge.Draft, summary []kiel.Total) (equal int, differ map[string]string) {
	t.Helper()
	sums := map[pledge.Event]map[string]*money.Sum{pledge.Committed: totals(d, pledge.Committed), pledge.Allocated: totals(d, pledge.Allocated)}
	differ = map[string]string{}
	donors := map[string]bool{}
	for _, s := range summary {
		id, ok := who.Party(s.Name)
		if !ok {
			t.Fatalf("row %d: no party %q", s.Row, s.Name)
		}
		donors[s.Name] = true
		got := money.MustParse("0")
		if sum := sums[s.Event][string(id)+" "+s.Type]; sum != nil {
			got = sum.Total()
		}
		want := money.MustParse(s.Amount).Mul(money.MustParse("1000000000"), 8)
		if off := got.Sub(want); off.Abs().Cmp(money.MustParse("1000")) > 0 { // 10⁻⁶ bn
			differ[s.Name] += fmt.Sprintf("%s %s %s; ", s.Event, s.Type, off.Round(0))
		}
	}
	return len(donors) - len(differ), differ
}

func TestReleaseSevenEqualsItsOwnCountrySummary(t *testing.T) {
	b := book(t, shared(t), release7)
	summary, err := kiel.ReadSummary(b)
	if err != nil {
		t.Fatal(err)
	}
	d := read(t, b, kiel.Options{})
	if equal, differ := compare(t, d, summary); equal != 41 || len(differ) != 0 {
		t.Errorf("got %d donors equal and %v; want 41 equal", equal, differ)
	}
	if d.RowsRead != 1032 || d.Refused != 0 || !d.Comparable {
		t.Errorf("got %d rows, %d refused, comparable %v; want 1032, 0, true", d.RowsRead, d.Refused, d.Comparable)
	}
	if d.DataTo.String() != "2022-10-03" || d.DataToFrom != `stated in sheet "ReadMe", row 2, column B` || d.Label != "data to 2022-10-03" {
		t.Errorf("got %s, %s, %q", d.DataTo, d.DataToFrom, d.Label)
	}
}

func TestReleaseTwentyEightEqualsItsSummaryForAllDonorsButTwo(t *testing.T) {
	dir := shared(t)
	summary, err := kiel.ReadSummary(book(t, dir, summary28))
	if err != nil {
		t.Fatal(err)
	}
	d := read(t, book(t, dir, release28), kiel.Options{Label: "Release 28"})
	equal, differ := compare(t, d, summary)
	if equal != 40 || len(differ) != 2 || differ["EU (Commission and Council)"] == "" || differ["Slovenia"] == "" {
		t.Errorf("got %d donors equal, different %v; want 40, and the EU's institutions and Slovenia", equal, differ)
	}
	if got, want := differ["EU (Commission and Council)"], "total -3167831000"; !strings.Contains(got, want) {
		t.Errorf("EU institutions: got %s; want %s", got, want)
	}
	if d.Label != "Release 28" || d.DataTo.String() != "2026-02-28" || d.Comparable {
		t.Errorf("got %q to %s, comparable %v", d.Label, d.DataTo, d.Comparable)
	}
}

func TestReleaseTwentyEightKeepsEveryRowAsItsOwnContribution(t *testing.T) {
	b := book(t, shared(t), release28)
	d := read(t, b, kiel.Options{})
	if d.RowsRead != 5565 || d.Refused != 0 {
		t.Fatalf("got %d rows, %d refused; want 5565, 0", d.RowsRead, d.Refused)
	}
	contributions := map[string]int{}
	for _, e := range d.Entries {
		if first, ok := contributions[e.About]; ok && first != e.Row {
			t.Errorf("rows %d and %d share the contribution %s", first, e.Row, e.About)
		}
		contributions[e.About] = e.Row
		if !e.Weak {
			t.Errorf("row %d: an identity made from content is not marked as weak", e.Row)
		}
	}
	if len(contributions) != 5565 {
		t.Errorf("got %d contributions, want 5565", len(contributions))
	}
	rows := map[string]int{}
	for _, r := range b.Sheets[0].Rows[1:] {
		rows[fmt.Sprint(r.Cells)]++
	}
	if surplus := 5565 - len(rows); surplus != 2253 {
		t.Errorf("got %d surplus identical rows, want 2253", surplus)
	}
	negative := 0
	for _, e := range d.Entries {
		if e.Value != nil && strings.HasPrefix(e.Value.Amount, "-") {
			negative++
		}
	}
	if negative == 0 {
		t.Error("no reduction is left among the entries")
	}
}

func TestReleaseTwentyEightDatesWhatItCan(t *testing.T) {
	d := read(t, book(t, shared(t), release28), kiel.Options{})
	var month, none money.Sum
	for _, e := range d.Entries {
		if e.Event != pledge.Allocated || e.Type != "military" || !slices.Contains(natoMembers, string(e.Party)) {
			continue
		}
		switch period(t, e.Entry).Precision {
		case muster.Month:
			month.AddAmount(money.MustParse(e.Value.Amount))
			if !strings.HasPrefix(e.Date, "month ") {
				t.Errorf("row %d: a month's date is said as %q", e.Row, e.Date)
			}
		case muster.Undated:
			none.AddAmount(money.MustParse(e.Value.Amount))
		}
	}
	if got, want := fmt.Sprint(month.N(), " ", month.Total().Fixed(2)), "122 4605413603.97"; got != want {
		t.Errorf("with a month only: got %s, want %s", got, want)
	}
	if got, want := fmt.Sprint(none.N(), " ", none.Total().Fixed(2)), "79 1399216294.46"; got != want {
		t.Errorf("without a date: got %s, want %s", got, want)
	}
	contradicting := 0
	for _, f := range d.Faults {
		if strings.Contains(f.Why, "month number disagree") && strings.HasPrefix(f.Column, `H "maaned_nr"`) && !f.Refused {
			contradicting++
		}
	}
	if contradicting != 37 || d.Noted != 37 {
		t.Errorf("got %d rows that contradict their month and %d noted, want 37 and 37", contradicting, d.Noted)
	}
}

func TestTheMainSheetSavedAsCSVSaysTheSame(t *testing.T) {
	b := book(t, shared(t), release7)
	want := read(t, b, kiel.Options{})
	i := slices.IndexFunc(b.Sheets, func(s sheet.Sheet) bool { return s.Name == "Bilateral assistance, MAIN DATA" })
	for name, layout := range map[string]string{"by pandas": "2006-01-02 15:04:05", "by a spreadsheet": "1/2/2006", "with ISO days": "2006-01-02"} {
		t.Run(name, func(t *testing.T) {
			csvBook, err := sheet.Open("main.csv", asCSV(t, b.Sheets[i], layout))
			if err != nil {
				t.Fatal(err)
			}
			got := read(t, csvBook, kiel.Options{})
			if len(got.Entries) != len(want.Entries) {
				t.Fatalf("got %d entries, want %d", len(got.Entries), len(want.Entries))
			}
			for j := range want.Entries {
				if g, w := canonical(t, got.Entries[j].Entry), canonical(t, want.Entries[j].Entry); g != w || got.Entries[j].Row != want.Entries[j].Row {
					t.Fatalf("entry %d:\ngot  %s\nwant %s", j, g, w)
				}
			}
		})
	}
}

func TestPackagesPersistBetweenReleasesAsTheDataSay(t *testing.T) {
	dir := shared(t)
	var before map[string]bool
	for i, c := range []struct {
		file            string
		ids, rows       int
		kept, gone, new int
		dataTo          string
	}{
		{release8, 494, 1190, 0, 0, 494, "2022-11-19"},
		{release9, 573, 1404, 487, 7, 86, "2023-02-08"},
		{release13, 740, 1999, 537, 36, 203, "2023-05-31"},
	} {
		d := read(t, book(t, dir, c.file), kiel.Options{})
		now := map[string]bool{}
		for _, e := range d.Entries {
			now[e.About] = true
		}
		kept := 0
		for id := range now {
			if before[id] {
				kept++
			}
		}
		if got, want := fmt.Sprint(len(now), d.RowsRead, d.Refused, kept, len(before)-kept, len(now)-kept), fmt.Sprint(c.ids, c.rows, 0, c.kept, c.gone, c.new); got != want {
			t.Errorf("file %d: packages, rows, refused, kept, gone, new: got %s, want %s", i, got, want)
		}
		if d.DataTo.String() != c.dataTo {
			t.Errorf("file %d: data to %s, want %s", i, d.DataTo, c.dataTo)
		}
		before = now
	}
}

func TestOnePackageHasFourValuesInEURForTheSameDollars(t *testing.T) {
	dir := shared(t)
	for file, want := range map[string]string{release7: "23.46", release8: "22.59", release9: "22.66", release13: "21.41"} {
		d := read(t, book(t, dir, file), kiel.Options{})
		i := slices.IndexFunc(d.Entries, func(r pledge.Row) bool { return r.About == "kiel:AUH1" })
		e := d.Entries[i]
		if e.Value == nil || e.Value.Amount != "35000000" || e.Value.Currency != "AUD" || e.Party != "au" || e.Event != pledge.Committed || e.Date != "2022-03-01" {
			t.Errorf("%s: got %+v", file, e)
		}
		million, err := money.MustParse(e.Converted.Amount).Quo(money.MustParse("1000000"), 2)
		if err != nil || million.String() != want {
			t.Errorf("%s: got %s million EUR, want %s", file, million, want)
		}
	}
}

func TestReleaseNineNotesWhatIsDeliveredBeyondWhatWasCommitted(t *testing.T) {
	d := read(t, book(t, shared(t), release9), kiel.Options{})
	var got []string
	for _, f := range d.Faults {
		if strings.HasPrefix(f.Why, "More is said to be delivered") {
			got = append(got, strconv.Itoa(f.Row)+" "+f.Column+" "+f.Found)
		}
	}
	want := []string{`489 N "No. of Units Delivered (in-kind military aid)" 450000`, `490 N "No. of Units Delivered (in-kind military aid)" 450000`}
	if len(got) != 2 || !slices.Equal(prefixes(got), prefixes(want)) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func prefixes(lines []string) (out []string) {
	for _, l := range lines {
		out = append(out, strings.TrimSuffix(l, ".0"))
	}
	return out
}

func TestInstalmentsAreWorthTheirPackagesTotal(t *testing.T) {
	d := read(t, book(t, shared(t), release7), kiel.Options{})
	i := slices.IndexFunc(d.Entries, func(r pledge.Row) bool { return r.About == "kiel:USM1" && r.Value != nil })
	if e := d.Entries[i]; e.Value.Amount != "9025000000" || e.Value.Currency != "USD" || len(e.Notes) == 0 {
		t.Errorf("got %+v with notes %q; want the total that is converted, with a note", e.Value, e.Notes)
	}
	first := 0
	for _, e := range d.Entries {
		if e.About == "kiel:USM1" && e.Event == pledge.Committed && (e.Value != nil || e.Converted != nil) {
			first++
		}
	}
	if first != 1 {
		t.Errorf("%d of the package's rows carry money, want 1", first)
	}
}
