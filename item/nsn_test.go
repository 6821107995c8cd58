package item_test

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"muster"
	"muster/item"
)

func TestStockNumbersAreReadInEitherForm(t *testing.T) {
	for found, want := range map[string]item.NSN{
		"2320-01-107-7155":   "2320-01-107-7155",
		"2320011077155":      "2320-01-107-7155",
		"1005-12-abc-1d2e":   "1005-12-ABC-1D2E",
		"100512ABC1D2E":      "1005-12-ABC-1D2E",
		"":                   "",
		"2320-01-107-715":    "", // short
		"2320-01-107-71555":  "",
		"232001107715":       "",
		"23200-1-107-7155":   "", // dashes elsewhere
		"2320-011077155":     "",
		"232-001-107-7155":   "",
		"2320-01-1077-155":   "",
		"2320 01 107 7155":   "",
		"232A011077155":      "", // a letter in the class
		"23200A1077155":      "", // and in the country
		"2320-01-107-71-5":   "",
		"2320-01-1ſ7-7155":   "", // ſ is an s to some
		"2320-01-10é-7155":   "",
		" 2320-01-107-7155 ": "",
		"٢٣٢٠011077155":      "",
	} {
		got, err := item.ParseNSN(found)
		if got != want || (err == nil) != (want != "") {
			t.Errorf("%q: got %q, %v; want %q", found, got, err, want)
		}
		if r := muster.Refusals(err); err != nil && (len(r) != 1 || r[0].Field != "nsn" || !strings.Contains(r[0].Why, found) || !strings.Contains(r[0].Why, "2320-01-107-7155")) {
			t.Errorf("%q: the refusal %v does not say what was found and what is accepted", found, err)
		}
	}
	n, _ := item.ParseNSN("2320011077155")
	if got := n.Class() + " " + n.Country() + " " + n.NIIN() + " " + n.Plain(); got != "2320 01 01-107-7155 2320011077155" {
		t.Errorf("its parts are %s", got)
	}
}

func FuzzParseNSN(f *testing.F) {
	for _, s := range []string{"2320-01-107-7155", "100512ABC1D2E", "----", "2320-01-1ſ7-7155", "é"} {
		f.Add(s)
	}
	form := regexp.MustCompile(`^\d{4}-\d{2}-[0-9A-Z]{3}-[0-9A-Z]{4}$`)
	f.Fuzz(func(t *testing.T, s string) {
		n, err := item.ParseNSN(s)
		if err != nil {
			return
		}
		again, err := item.ParseNSN(n.Plain())
		if !form.MatchString(string(n)) || again != n || err != nil {
			t.Errorf("%q is read as %q, and that as %q, %v", s, n, again, err)
		}
	})
}

func TestAClassMeansWhatItMeantOnTheDay(t *testing.T) {
	for _, c := range []struct{ code, day, want string }{
		{"1005", "1978-10-14", ""},
		{"1005", "1978-10-15", "GUNS, THROUGH 30 MM"},
		{"1005", "2011-09-30", "GUNS, THROUGH 30 MM"},
		{"1005", "2011-10-01", "GUNS, THROUGH 30MM"},
		{"1005", "2026-11-01", "GUNS, THROUGH 30MM"},
		{"1380", "1950-01-01", "MILITARY BIOLOGICAL AGENTS"}, // the list does not say since when
		{"1380", "2003-09-30", "MILITARY BIOLOGICAL AGENTS"},
		{"1380", "2003-10-01", ""},
		{"84", "2015-09-30", "CLOTHING/INDIVIDUAL EQPT, INSIGNIA"},
		{"84", "2015-10-01", "CLOTHING, INDIVIDUAL EQUIPMENT, INSIGNA, AND JEWELRY"},
		{"0000", "2020-01-01", ""},
		{"R425", "2020-01-01", ""},
		{"", "2020-01-01", ""},
	} {
		d, err := muster.ParseDay(c.day)
		if err != nil {
			t.Fatal(err)
		}
		if got, ok := item.Class(c.code, d); got.Name != c.want || ok != (c.want != "") {
			t.Errorf("%s on %s: got %q, %v; want %q", c.code, c.day, got.Name, ok, c.want)
		}
	}
}

func TestTheListOfClassesIsItsSource(t *testing.T) {
	rows, err := csv.NewReader(strings.NewReader(read(t, "fsc.csv"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	open := 0
	for i, r := range rows[1:] {
		all := item.ClassHistory(r[0])
		for j := 1; j < len(all); j++ {
			if all[j].First != all[j-1].Last+1 {
				t.Errorf("%s: an entry ends on %s and the next begins on %s", r[0], all[j-1].Last, all[j].First)
			}
		}
		if len(r[0]) == 4 && r[2] == "" {
			open++
		}
		if i > 0 && r[0] < rows[i][0] {
			t.Errorf("%s stands after %s", r[0], rows[i][0])
		}
	}
	// 15 of them stand in the source with a blank behind the code.
	if open != 646 || len(rows) != 1082 {
		t.Errorf("%d open classes in %d rows", open, len(rows))
	}
	shared := os.Getenv("MUSTER_SHARED")
	if shared == "" {
		shared = "../../shared"
	}
	b, err := os.ReadFile(filepath.Join(shared, "data", "fsc-psc", "psc-codes_2020-03-17.csv"))
	if err != nil {
		t.Skip("the source is not here: ", err)
	}
	source, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(b), "\ufeff"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var want [][]string
	for _, r := range source {
		code, name := strings.TrimSpace(r[0]), strings.Join(strings.Fields(r[1]), " ")
		if regexp.MustCompile(`^(\d\d){1,2}$`).MatchString(code) && name != "" {
			want = append(want, []string{code, r[2], r[3], name})
		}
	}
	slices.SortFunc(want, slices.Compare)
	if !slices.EqualFunc(rows[1:], want, slices.Equal) {
		t.Errorf("fsc.csv is not what fsc_extract.py would write: %d rows, want %d", len(rows)-1, len(want))
	}
}

func read(t *testing.T, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestClassesHoldWhatBelongsToThem(t *testing.T) {
	class := func(s item.Scheme, code string) item.SupplyClass { return item.SupplyClass{Scheme: s, Code: code} }
	for _, c := range []struct {
		a, b item.SupplyClass
		want bool
	}{
		{class(item.FSCScheme, "23"), class(item.FSCScheme, "2320"), true},
		{class(item.FSCScheme, "2320"), class(item.FSCScheme, "23"), false},
		{class(item.FSCScheme, "2320"), class(item.FSCScheme, "2320"), true},
		{class(item.NATOScheme, "III"), class(item.NATOScheme, "IIIa"), true},
		{class(item.NATOScheme, "IIIa"), class(item.NATOScheme, "III"), false},
		{class(item.NATOScheme, "I"), class(item.NATOScheme, "II"), false},
		{class(item.USScheme, "V"), class(item.NATOScheme, "V"), false},
		{class(item.USScheme, "VII"), class(item.USScheme, "VII"), true},
	} {
		if got := c.a.Holds(c.b); got != c.want {
			t.Errorf("%s holds %s: %v", c.a, c.b, got)
		}
	}
}
