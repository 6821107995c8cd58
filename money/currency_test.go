package money

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

func TestCurrenciesOfTheSourcesAreKnown(t *testing.T) {
	for code, minor := range map[string]uint8{
		"AUD": 2, "CAD": 2, "CHF": 2, "CNY": 2, "CZK": 2, "DKK": 2, "EUR": 2, "GBP": 2, "HRK": 2, "HUF": 2,
		"ISK": 0, "JPY": 0, "KRW": 0, "NOK": 2, "NZD": 2, "PLN": 2, "RON": 2, "SEK": 2, "TRY": 2, "TWD": 2,
		"UAH": 2, "USD": 2, "KWD": 3, "BGN": 2, "EEK": 2, "LTL": 2, "LVL": 2, "SKK": 2, "SIT": 2, "MTL": 2,
		"CYP": 2, "ROL": 2, "TRL": 0, "DEM": 2, "FRF": 2, "ITL": 0, "CLF": 4, "XDR": 2,
	} {
		c, err := ParseCurrency("\t" + strings.ToLower(code) + " ")
		if err != nil || string(c) != code || c.Minor() != minor {
			t.Errorf("%s: got %s with %d decimals, %v, want %d", code, c, c.Minor(), err, minor)
		}
	}
}

func TestWithdrawnCurrenciesSayWhen(t *testing.T) {
	for c, want := range map[Currency]string{"HRK": "2023-01", "BGN": "2026-01", "DEM": "2002-03", "EUR": "", "ZZZ": ""} {
		got, ok := c.Withdrawn()
		if got != want || ok != (want != "") {
			t.Errorf("%s: got %q, %v, want %q", c, got, ok, want)
		}
	}
}

func TestAnUnknownCurrencyIsRefusedNamingTheNearest(t *testing.T) {
	for in, nearest := range map[string]string{
		"EUT": "EUR", "EURO": "EUR", "€": "EUR", "US$": "USD", "UDS": "USD", "UAG": "UAH", "GPB": "GBP",
		"SKE": "SEK", "zł": "PLN", "DK": "DKK",
	} {
		c, err := ParseCurrency(in)
		if err == nil {
			t.Errorf("%q is read as %s", in, c)
		} else if !strings.Contains(err.Error(), strconv.Quote(in)) || !strings.HasSuffix(err.Error(), " is "+nearest) {
			t.Errorf("%q: %v, want the nearest to be %s", in, err, nearest)
		}
	}
	for _, in := range []string{"", "  ", strings.Repeat("Ä", 10_000), "EU\x00", "\xff\xff"} {
		_, err := ParseCurrency(in)
		if err == nil || len(err.Error()) > 300 || !strings.Contains(err.Error(), "ISO 4217") {
			t.Errorf("%.20q: %.400v", in, err)
		}
	}
}

func TestCurrenciesAreSortedAndEachReadsAsItself(t *testing.T) {
	all := Currencies()
	if !slices.IsSorted(all) || len(all) < 280 {
		t.Fatalf("%d codes, sorted: %v", len(all), slices.IsSorted(all))
	}
	for _, c := range all {
		if got, err := ParseCurrency(string(c)); got != c || err != nil || len(c) != 3 || c.Minor() > 4 {
			t.Errorf("%s reads as %s with %d decimals, %v", c, got, c.Minor(), err)
		}
	}
}

func TestRoundedIsPaddedToTheMinorUnit(t *testing.T) {
	for _, c := range []struct {
		in   string
		cur  Currency
		want string
	}{
		{"41043752802.305", "EUR", "EUR 41043752802.30"},
		{"7", "EUR", "EUR 7.00"},
		{"7.5", "JPY", "JPY 8"},
		{"0", "KWD", "KWD 0.000"},
		{"-1.235", "USD", "USD -1.24"},
		{"1.239", "", "1.24"},
	} {
		m := Money{MustParse(c.in), c.cur}.Rounded()
		if m.String() != c.want {
			t.Errorf("%s %s: got %s, want %s", c.in, c.cur, m, c.want)
		}
		if coef, scale, ok := m.Amount.Coefficient(); scale != c.cur.Minor() || !ok {
			t.Errorf("%s: coefficient %d at scale %d", m, coef, scale)
		}
	}
}

// The embedded extract is compared with the whole list it was taken from.
func TestTheExtractAgreesWithISO4217(t *testing.T) {
	shared := os.Getenv("MUSTER_SHARED")
	if shared == "" {
		shared = filepath.Join("..", "..", "shared")
	}
	if _, err := os.Stat(shared); os.IsNotExist(err) {
		t.Skipf("no shared data at %s: set MUSTER_SHARED to compare with the whole ISO 4217 list", shared)
	}
	f, err := os.Open(filepath.Join(shared, "data", "codes-geo", "currency-codes_iso4217.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	inUse, listed := map[Currency]bool{}, map[Currency]bool{}
	for _, row := range rows[1:] {
		c, minor, withdrawn := Currency(row[2]), row[4], row[5]
		listed[c] = true
		if withdrawn != "" || c == "" || minor == "-" {
			continue
		}
		inUse[c] = true
		if _, err := ParseCurrency(string(c)); err != nil || strconv.Itoa(int(c.Minor())) != minor {
			t.Errorf("%s has %d decimals (%v), the list says %s", c, c.Minor(), err, minor)
		}
	}
	if len(inUse) < 150 {
		t.Fatalf("the list has %d codes in use", len(inUse))
	}
	for _, c := range Currencies() {
		if _, gone := c.Withdrawn(); gone == inUse[c] && c != "XDR" || !listed[c] {
			t.Errorf("%s: withdrawn %v, in use by the list %v, listed %v", c, gone, inUse[c], listed[c])
		}
	}
}
