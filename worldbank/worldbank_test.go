package worldbank_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"muster/money"
	"muster/sheet"
	"muster/worldbank"
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

func TestAnIndicatorKeepsItsDigitsAndEachRefusalItsPlace(t *testing.T) {
	s, err := worldbank.Read(open(t, "testdata/indicator.csv"))
	if err != nil {
		t.Fatal(err)
	}
	want := []worldbank.Area{
		{Code: "EUU", Name: "European Union", Values: []worldbank.Value{{Year: 2023, Text: "18590000000000"}}},
		{Code: "NOR", Name: "Norway", Values: []worldbank.Value{{Year: 2022, Text: "590000000000"}, {Year: 2023, Text: "485310000000.5"}}},
	}
	if got := fmt.Sprint(s.Areas); got != fmt.Sprint(want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if got, want := fmt.Sprint(s.Indicator+": ", s.RowsRead, s.Values, s.Blank, s.Refused), "Value: 9 3 2 4"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	var faults []string
	for _, f := range s.Faults {
		faults = append(faults, fmt.Sprintf("%d %s %q refused %v", f.Row, f.Column, f.Found, f.Refused))
	}
	if want := []string{`5 B "Country Code" "NO" refused true`, `6 C "Year" "21" refused true`, `7 D "Value" "much" refused true`, `10 C "Year" "2023" refused true`}; !slices.Equal(faults, want) {
		t.Errorf("got %q, want %q", faults, want)
	}
	if _, ok := s.Area("XXX"); ok {
		t.Error("an area that is not there was found")
	}
}

func TestTheRealIndicatorsAreReadWhole(t *testing.T) {
	dir := filepath.Join(shared(t), "gdp-cpi")
	for file, c := range map[string]struct{ account, code, last string }{
		"gdp_current-usd.csv.gz": {"Value: 13979 13979 0 0 0", "ZWE", "26538273498.84614"},
		"cpi_2010-100.csv.gz":    {"CPI: 11182 11182 0 0 0", "ABW", ""},
	} {
		s, err := worldbank.Read(open(t, filepath.Join(dir, file)))
		if err != nil {
			t.Fatal(err)
		}
		if got := fmt.Sprint(s.Indicator+": ", s.RowsRead, s.Values, s.Blank, s.Refused, len(s.Faults)); got != c.account {
			t.Errorf("%s: got %s, want %s; %v", file, got, c.account, s.Faults)
		}
		a, ok := s.Area(c.code)
		if !ok {
			t.Fatalf("%s: %s is absent", file, c.code)
		}
		if v, ok := a.In(2023); c.last != "" && (!ok || v.Text != c.last) {
			t.Errorf("%s %s 2023: got %v, want %s", file, c.code, v, c.last)
		}
		for _, a := range s.Areas {
			for _, v := range a.Values {
				if _, err := money.Parse(v.Text); err != nil {
					t.Errorf("%s %s %d: %v", file, a.Code, v.Year, err)
				}
			}
		}
		if eu, ok := s.Area("EUU"); !ok || eu.Name != "European Union" {
			t.Errorf("%s: the European Union is no area of its own: %v", file, eu.Name)
		}
	}
}

func TestWhatIsNoIndicatorIsRefused(t *testing.T) {
	for text, want := range map[string]string{
		"a,b\n1,2\n":                            "no yearly indicator is in it",
		"Country Code,Year,Value\nNOR,2023,1\n": `missing is "Country Name"`,
		"Country Name,Country Code,Year,A,B\nNorway,NOR,2023,1,2\n":    `missing is "Value"`,
		"Country Name,Country Code,Year,Value\nNorway,NOR,2023,lots\n": "none of its 1 rows has a value",
	} {
		b, err := sheet.Open("gdp.csv", []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := worldbank.Read(b); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: got %v; want it to say %q", text, err, want)
		}
	}
}
