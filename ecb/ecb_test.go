package ecb_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"muster"
	"muster/ecb"
	"muster/money"
	"muster/sheet"
)

func open(t testing.TB, path string) *sheet.Book {
	t.Helper()
	b, err := sheet.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func shared(t testing.TB) string {
	t.Helper()
	dir := os.Getenv("MUSTER_SHARED")
	if dir == "" {
		dir = filepath.Join("..", "..", "shared")
	}
	if _, err := os.Stat(filepath.Join(dir, "data")); err != nil {
		t.Skipf("no real data: %s is absent (MUSTER_SHARED names another folder)", dir)
	}
	return filepath.Join(dir, "data")
}

func lines(faults []muster.Fault) (out []string) {
	for _, f := range faults {
		out = append(out, fmt.Sprintf("%d %s %q refused %v: %s", f.Row, f.Column, f.Found, f.Refused, f.Why))
	}
	return out
}

func TestRatesKeepTheirDigitsAndEachDoubtItsPlace(t *testing.T) {
	r, err := ecb.Read(open(t, "testdata/rates.csv"))
	if err != nil {
		t.Fatal(err)
	}
	day := muster.NewDay
	want := map[money.Currency][]ecb.Rate{
		"USD": {{Day: day(2023, 12, 29), Text: "1.1050"}, {Day: day(2024, 1, 2), Text: "1.0956"}, {Day: day(2024, 1, 3), Text: "1.0919"}},
		"JPY": {{Day: day(2024, 1, 3), Text: "156.16"}},
		"HRK": {{Day: day(2023, 12, 28), Text: "7.5"}, {Day: day(2023, 12, 29), Text: "7.5345"}},
	}
	if !slices.Equal(r.Currencies, []money.Currency{"HRK", "JPY", "USD"}) {
		t.Errorf("got currencies %v", r.Currencies)
	}
	for c, w := range want {
		if got := r.ByCurrency[c]; !slices.Equal(got, w) {
			t.Errorf("%s: got %v, want %v", c, got, w)
		}
	}
	if got, want := fmt.Sprint(r.RowsRead, r.Days, r.Refused, r.From, r.To), "6 4 2 2023-12-28 2024-01-03"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	wantFaults := []string{
		`1 E "ZZZ" "ZZZ" refused false: The heading is no currency; its column is left out.`,
		`4 C "JPY" "no rate" refused false: The rate of JPY on 2023-12-29 cannot be read; it is left out.`,
		`4 F "7" refused false: The cell is left out.`,
		`5 A "Date" "2023-12-29" refused true: The day already stands in row 4.`,
		`6 A "Date" "29/12/2023" refused true: The day cannot be read.`,
		`7 B "USD" "-1.1" refused false: The rate of USD on 2023-12-28 cannot be read; it is left out.`,
		`7 C "JPY" "0" refused false: The rate of JPY on 2023-12-28 cannot be read; it is left out.`,
	}
	if got := lines(r.Faults); !slices.Equal(got, wantFaults) {
		t.Errorf("got  %s\nwant %s", strings.Join(got, "\n     "), strings.Join(wantFaults, "\n     "))
	}
}

func TestTheRealHistoryIsReadWhole(t *testing.T) {
	r, err := ecb.Read(open(t, filepath.Join(shared(t), "ecb-fx/eurofxref-hist_to-2026-04-13.csv.gz")))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := fmt.Sprint(r.RowsRead, r.Days, r.Refused, len(r.Currencies), len(r.Faults), r.From, r.To), "6983 6983 0 41 0 1999-01-04 2026-04-13"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	for c, last := range map[money.Currency]string{"HRK": "2022-12-30", "BGN": "2025-12-31", "RUB": "2022-03-01", "USD": "2026-04-13"} {
		list := r.ByCurrency[c]
		if got := list[len(list)-1].Day.String(); got != last {
			t.Errorf("%s ends %s, want %s", c, got, last)
		}
		if !slices.IsSortedFunc(list, func(a, b ecb.Rate) int { return int(a.Day - b.Day) }) {
			t.Errorf("%s is not in order", c)
		}
	}
	for _, rate := range r.ByCurrency["ISK"] {
		if y := rate.Day.Time().Year(); y > 2008 && y < 2018 {
			t.Errorf("ISK has a rate on %s, when it was not quoted", rate.Day)
		}
	}
	usd := r.ByCurrency["USD"]
	if got := usd[len(usd)-1].Text; got != "1.1684" {
		t.Errorf("USD on the last day: got %s, want 1.1684", got)
	}
	for _, absent := range []money.Currency{"UAH", "KWD", "EUR"} {
		if _, ok := r.ByCurrency[absent]; ok {
			t.Errorf("%s has rates; the ECB publishes none", absent)
		}
	}
}

func TestWhatIsNoHistoryIsRefused(t *testing.T) {
	for text, want := range map[string]string{
		"a,b\n1,2\n":                       "no history of reference rates is in it",
		"Date,Value\n2024-01-02,1\n":       "no history of reference rates is in it",
		"Date,USD,USD\n2024-01-02,1,1\n":   "USD stands in columns B and C",
		"Date,USD\nyesterday,1\nnever,1\n": "none of its 2 rows has a day",
	} {
		b, err := sheet.Open("rates.csv", []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := ecb.Read(b); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: got %v; want it to say %q", text, err, want)
		}
	}
}
