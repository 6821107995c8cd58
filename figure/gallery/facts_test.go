package gallery

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"encoding/csv"
	"flag"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"testing"

	"muster/money"
)

var update = flag.Bool("update", false, "write the facts anew")

// table reads a file of the repository as rows keyed by heading.
func table(t *testing.T, path string) (rows []map[string]string) {
	t.Helper()
	raw, err := os.ReadFile("../../" + path)
	if err != nil {
		t.Fatal(err)
	}
	if strings.HasSuffix(path, ".gz") {
		z, err := gzip.NewReader(bytes.NewReader(raw))
		if err != nil {
			t.Fatal(err)
		}
		if raw, err = io.ReadAll(z); err != nil {
			t.Fatal(err)
		}
	}
	r := csv.NewReader(bytes.NewReader(raw))
	r.FieldsPerRecord = -1
	all, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range all[1:] {
		row := map[string]string{}
		for i, h := range all[0] {
			if i < len(line) {
				row[h] = line[i]
			}
		}
		rows = append(rows, row)
	}
	return rows
}

const from, to = "2024-07-10", "2025-07-10" // the first year of the Washington pledge, to not included

type member struct {
	code, name string
	covered    bool
	counted    money.Amount
	share      money.Amount
	quarters   map[string]money.Amount
	months     map[string]money.Amount // within the window
	days       map[string]money.Amount // the same
}

// derive makes the facts of the gallery out of an edition: what each Ally allocated in military
// assistance by quarter and within the pledge's first year, beside its indicative share.
func derive(t *testing.T, edition string, earlier ...string) string {
	t.Helper()
	names, codes := map[string]*member{}, map[string]*member{}
	for _, p := range table(t, "parts/seed/parties.csv") {
		m := &member{code: p["iso2"], name: p["name"], quarters: map[string]money.Amount{}, months: map[string]money.Amount{}, days: map[string]money.Amount{}}
		codes[p["id"]], codes[p["iso3"]] = m, m
		names[p["name"]] = m
		for alias := range strings.SplitSeq(p["aliases"], "|") {
			names[strings.TrimSpace(alias)] = m
		}
	}
	var members []*member
	for _, g := range table(t, "parts/seed/members.csv") {
		if g["group"] == "nato" {
			members = append(members, codes[g["party"]])
		}
	}
	for _, path := range earlier {
		for _, r := range table(t, path) {
			if m := names[cmp.Or(r["countries"], r["Countries"])]; m != nil {
				m.covered = true
			}
		}
	}
	end := ""
	for _, r := range table(t, edition) {
		m := names[r["giver"]]
		if m == nil {
			continue
		}
		m.covered = true
		if r["maal"] != "Allocation" || r["kategori"] != "Military" || r["dato"] == "" {
			continue
		}
		a, _, err := money.ParseRounded(r["verdi_eur_redistr"])
		if err != nil {
			t.Fatal(err)
		}
		day := r["dato"]
		quarter := fmt.Sprintf("%s-Q%d", day[:4], (int(day[5]-'0')*10+int(day[6]-'0')+2)/3)
		m.quarters[quarter] = m.quarters[quarter].Add(a)
		end = max(end, quarter)
		if day >= from && day < to {
			m.counted = m.counted.Add(a)
			m.months[day[:7]] = m.months[day[:7]].Add(a)
			m.days[day] = m.days[day].Add(a)
		}
	}
	weights := make([]money.Amount, len(members))
	for i, m := range members {
		for _, g := range table(t, "demo/gdp.csv.gz") {
			if codes[g["Country Code"]] == m && g["Year"] == "2023" {
				weights[i], _, _ = money.ParseRounded(g["Value"])
			}
		}
	}
	shares, err := money.Apportion(money.New(40_000_000_000, 0), weights, 2)
	if err != nil {
		t.Fatal(err)
	}
	for i, m := range members {
		m.share = shares[i]
	}
	return written(members, end)
}

func written(members []*member, end string) string {
	slices.SortStableFunc(members, func(a, b *member) int {
		return cmp.Or(b.counted.Cmp(a.counted), b.share.Cmp(a.share))
	})
	var b strings.Builder
	for _, m := range members {
		counted := ""
		if m.covered {
			counted = m.counted.Fixed(2)
		}
		fmt.Fprintf(&b, "ally,%s,%s,%s,%s\n", m.code, m.name, counted, m.share.Fixed(2))
	}
	for _, m := range members {
		for _, q := range sorted(m.quarters) {
			if q != end || strings.HasSuffix(end, "Q4") { // the last one is not whole
				fmt.Fprintf(&b, "quarter,%s,%s,%s\n", m.code, q, m.quarters[q].Fixed(0))
			}
		}
	}
	for i := range 13 {
		month := fmt.Sprintf("%d-%02d", 2024+(6+i)/12, (6+i)%12+1)
		var ratios []money.Amount
		for _, m := range members {
			if !m.covered {
				continue
			}
			var sum money.Amount
			for k, a := range m.months {
				if k <= month {
					sum = sum.Add(a)
				}
			}
			r, _ := sum.Mul(money.New(100, 0), 2).Quo(m.share, 1)
			ratios = append(ratios, r)
		}
		slices.SortFunc(ratios, money.Amount.Cmp)
		n := len(ratios) - 1
		fmt.Fprintf(&b, "month,%s,%s,%s,%s\n", month, ratios[n/2], ratios[n/4], ratios[n-n/4])
	}
	days := map[string]money.Amount{}
	for _, m := range members {
		for d, a := range m.days {
			days[d] = days[d].Add(a)
		}
	}
	for _, d := range sorted(days) {
		fmt.Fprintf(&b, "day,%s,%s\n", d, days[d].Fixed(2))
	}
	return b.String()
}

func sorted(m map[string]money.Amount) (keys []string) {
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// The facts are those of the demo's data: nothing here was typed in.
func TestTheFactsAreThoseOfTheDemo(t *testing.T) {
	for file, got := range map[string]string{
		"facts.csv":    derive(t, "demo/kiel/release28_military.csv.gz", "demo/kiel/release07_facts.csv.gz", "demo/kiel/release08_facts.csv.gz"),
		"invented.csv": derive(t, "demo/synthetic/release.csv"),
	} {
		if *update {
			if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s is not what the demo's data say; run go test ./figure/gallery -update", file)
		}
	}
}
