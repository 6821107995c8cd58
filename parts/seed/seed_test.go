// Package seed_test checks the data that a fresh record starts with.
package seed_test

import (
	"compress/gzip"
	"encoding/csv"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf16"
)

// spellings maps each folded name and alias to the party that bears it.
func spellings(t *testing.T) map[string]string {
	t.Helper()
	of := map[string]string{}
	for _, p := range table(t, "parties.csv") {
		for _, said := range append(strings.Split(p["aliases"], "|"), p["name"]) {
			if said == "" {
				continue
			}
			key := fold(t, said)
			if other, taken := of[key]; taken && other != p["id"] {
				t.Errorf("parties.csv: %q of %s also names %s", said, p["id"], other)
			}
			of[key] = p["id"]
		}
	}
	return of
}

func TestEveryPartyHasANameOfItsOwn(t *testing.T) {
	codes := map[string]string{}
	kinds := map[string]int{}
	for _, p := range table(t, "parties.csv") {
		kinds[p["kind"]]++
		if p["name"] == "" || p["source"] == "" {
			t.Errorf("parties.csv: %s has name %q and source %q; both are needed", p["id"], p["name"], p["source"])
		}
		if p["kind"] == "state" && (p["id"] != strings.ToLower(p["iso2"]) || len(p["iso2"]) != 2 || len(p["iso3"]) != 3) {
			t.Errorf("parties.csv: state %s has codes %q and %q", p["id"], p["iso2"], p["iso3"])
		}
		for _, code := range []string{"id " + p["id"], "iso2 " + p["iso2"], "iso3 " + p["iso3"]} {
			if strings.HasSuffix(code, " ") {
				continue
			}
			if other, taken := codes[code]; taken {
				t.Errorf("parties.csv: %s is borne by %s and %s", code, other, p["id"])
			}
			codes[code] = p["id"]
		}
	}
	// ISO 3166-1 has 249 entries; Kosovo is not among them.
	if got, want := kinds["state"], 250; got != want {
		t.Errorf("parties.csv: %d states, want %d", got, want)
	}
	if len(spellings(t)) < 400 {
		t.Errorf("parties.csv: only %d spellings", len(spellings(t)))
	}
}

func TestNoAliasIsAnotherStatesCode(t *testing.T) {
	of := spellings(t)
	for _, p := range table(t, "parties.csv") {
		for _, code := range []string{p["iso2"], p["iso3"]} {
			if other, said := of[strings.ToLower(code)]; code != "" && said && other != p["id"] {
				t.Errorf("parties.csv: %s is the code of %s and an alias of %s", code, p["id"], other)
			}
		}
	}
}

func TestSpellingsThatChangeBetweenEditionsNameOneParty(t *testing.T) {
	of := spellings(t)
	for said, want := range map[string]string{
		"Türkiye": "tr", "Turkiye": "tr", "Turkey": "tr", "Czechia": "cz", "Czech Republic": "cz",
		"Korea, Rep.": "kr", "South Korea": "kr", "Slovak Republic": "sk", "Slovakia": "sk",
		"Russian Federation": "ru", "Egypt, Arab Rep.": "eg", "United States": "us", "United Kingdom": "gb",
		"EU (Commission and Council)": "eu-institutions", "EU Institutions": "eu-institutions",
		"EU Commission and Council": "eu-institutions", "European Peace Facility": "epf", "European Investment Bank": "eib",
		"Kosovo": "xk", "Moldova": "md", "North Macedonia": "mk", "Taiwan": "tw",
	} {
		if got := of[fold(t, said)]; got != want {
			t.Errorf("%q names %q, want %q", said, got, want)
		}
	}
}

func TestEveryDonorOfEveryKielFileIsAParty(t *testing.T) {
	kiel := filepath.Join(shared(t), "data", "kiel-ukraine-support-tracker")
	// The workbook's donors are those of its extract, which the demo's own test compares with it.
	files := []struct {
		path, column string
		donors       int
	}{
		{filepath.Join("..", "..", "demo", "kiel", "release07_facts.csv.gz"), "countries", 43},
		{filepath.Join(kiel, "main-data_retrieved-2023-01-05_utf8.csv"), "countries", 43},
		{filepath.Join(kiel, "main-data_retrieved-2023-03-02_utf16le.csv.gz"), "Countries", 43},
		{filepath.Join(kiel, "main-data_retrieved-2023-09-21_utf16le.csv.gz"), "Countries", 44},
		{filepath.Join(kiel, "release28-derived", "bilateral_activities.csv"), "giver", 44},
		{filepath.Join(kiel, "release28-derived", "country_summary.csv"), "land", 42},
		{filepath.Join(kiel, "release28-derived", "country_summary_eu.csv"), "land", 42},
		{filepath.Join(kiel, "release28-derived", "financial_disbursements.csv"), "giver", 23},
		{filepath.Join(kiel, "site-release29-2026-07-27", "data_explorer.csv"), "country", 42},
		{filepath.Join(kiel, "site-release29-2026-07-30", "data_explorer.csv"), "country", 42},
	}
	of := spellings(t)
	for _, f := range files {
		donors := map[string]bool{}
		for _, row := range table(t, f.path) {
			donors[row[f.column]] = true
			if of[fold(t, row[f.column])] == "" {
				t.Fatalf("%s: donor %q names no party", f.path, row[f.column])
			}
		}
		if len(donors) != f.donors {
			t.Errorf("%s: %d donors, want %d", f.path, len(donors), f.donors)
		}
	}
}

func TestEveryWorldBankCodeIsAStateOrAnAggregate(t *testing.T) {
	of := spellings(t)
	state, aggregate := map[string]string{}, map[string]bool{}
	for _, p := range table(t, "parties.csv") {
		state[p["iso3"]] = p["id"]
	}
	for _, a := range table(t, "aggregates.csv") {
		aggregate[a["code"]] = true
		if id, also := state[a["code"]]; also {
			t.Errorf("aggregates.csv: %s is the code of %s", a["code"], id)
		}
	}
	for _, row := range table(t, filepath.Join(shared(t), "data", "gdp-cpi", "gdp_current-usd.csv.gz")) {
		code, name := row["Country Code"], row["Country Name"]
		switch {
		case aggregate[code]:
		case state[code] == "":
			t.Fatalf("%s (%s) is neither a state nor an aggregate", code, name)
		case of[fold(t, name)] != state[code]:
			t.Fatalf("%s: %q names %q, its code %q", code, name, of[fold(t, name)], state[code])
		}
	}
}

func TestMembershipByDate(t *testing.T) {
	known := map[string]bool{}
	for _, p := range table(t, "parties.csv") {
		known[p["id"]] = true
	}
	members := func(group, day string) (n int) {
		for _, m := range table(t, "members.csv") {
			if m["group"] == group && m["from"] <= day && (m["until"] == "" || day < m["until"]) {
				n++
			}
		}
		return n
	}
	for _, m := range table(t, "members.csv") {
		if !known[m["party"]] {
			t.Errorf("members.csv: %s of %s is no party", m["party"], m["group"])
		}
		for _, day := range []string{m["from"], m["until"]} {
			if _, err := time.Parse(time.DateOnly, day); day != "" && err != nil {
				t.Errorf("members.csv: %s of %s: %v", m["party"], m["group"], err)
			}
		}
	}
	for _, c := range []struct {
		group, day string
		want       int
	}{
		{"nato", "1949-08-23", 0},
		{"nato", "1949-08-24", 12},
		{"nato", "2023-04-03", 30},
		{"nato", "2023-04-04", 31},
		{"nato", "2024-03-06", 31},
		{"nato", "2024-03-07", 32},
		{"nato", "2025-07-10", 32},
		{"eu", "1958-01-01", 6},
		{"eu", "2013-07-01", 28},
		{"eu", "2020-01-31", 28},
		{"eu", "2020-02-01", 27},
		{"g7", "2024-07-10", 7},
	} {
		if got := members(c.group, c.day); got != c.want {
			t.Errorf("%s on %s has %d members, want %d", c.group, c.day, got, c.want)
		}
	}
}

func TestEveryAllyHasAGDPInTheShareKeysYear(t *testing.T) {
	gdp, iso3 := map[string]string{}, map[string]string{}
	for _, row := range table(t, filepath.Join(shared(t), "data", "gdp-cpi", "gdp_current-usd.csv.gz")) {
		if row["Year"] == "2023" {
			gdp[row["Country Code"]] = row["Value"]
		}
	}
	for _, p := range table(t, "parties.csv") {
		iso3[p["id"]] = p["iso3"]
	}
	for _, m := range table(t, "members.csv") {
		if m["group"] == "nato" && gdp[iso3[m["party"]]] == "" {
			t.Errorf("%s has no GDP for 2023", m["party"])
		}
	}
}

// method holds the fields of methods/*.json that point elsewhere or come from a closed list.
type method struct {
	Name    string   `json:"name"`
	Version int      `json:"version"`
	Event   string   `json:"event"`
	Types   []string `json:"types"`
	Group   string   `json:"group"`
	Undated string   `json:"undated"`
	Months  string   `json:"months"`
	Trust   []string `json:"trust"`
	Proxy   string   `json:"proxy"`
}

func TestMethodsAndPledgesPointAtWhatExists(t *testing.T) {
	parties, groups, methods := map[string]bool{}, map[string]bool{"": true}, map[string]bool{}
	for _, p := range table(t, "parties.csv") {
		parties[p["id"]] = true
	}
	for _, g := range table(t, "groups.csv") {
		groups[g["group"]] = true
	}
	files, _ := filepath.Glob("methods/*.json")
	for _, f := range files {
		var m method
		read(t, f, &m)
		methods[m.Name] = true
		if m.Name+".json" != filepath.Base(f) || m.Version != 1 || m.Undated != "leave_out" || m.Months != "leave_out" || m.Proxy == "" {
			t.Errorf("%s: %+v", f, m)
		}
		if !groups[m.Group] || len(m.Types) == 0 || !slices.Contains([]string{"committed", "allocated", "delivered"}, m.Event) {
			t.Errorf("%s: group %q, types %q, event %q", f, m.Group, m.Types, m.Event)
		}
		for _, p := range m.Trust {
			if !parties[p] {
				t.Errorf("%s: trusts %q, which is no party", f, p)
			}
		}
	}
	if len(methods) != 4 {
		t.Errorf("%d methods, want 4", len(methods))
	}
	var pledges []struct {
		Name, By, Group, Method string
		Categories              []struct{ Code, Text string }
	}
	read(t, "pledges.json", &pledges)
	for _, p := range pledges {
		if !parties[p.By] || !groups[p.Group] || p.Group == "" || !methods[p.Method] || len(p.Categories) != 7 {
			t.Errorf("pledges.json: %s by %q, group %q, method %q, %d categories", p.Name, p.By, p.Group, p.Method, len(p.Categories))
		}
	}
	if len(pledges) != 1 || pledges[0].Name != "washington-2024" {
		t.Errorf("pledges.json: %d pledges, want washington-2024 alone", len(pledges))
	}
}

func read(t *testing.T, path string, into any) {
	t.Helper()
	b, err := os.ReadFile(path)
	if err == nil {
		err = json.Unmarshal(b, into)
	}
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
}

// shared finds the real data beside the repository.
func shared(t *testing.T) string {
	t.Helper()
	dir := os.Getenv("MUSTER_SHARED")
	if dir == "" {
		dir = filepath.Join("..", "..", "..", "shared")
	}
	if _, err := os.Stat(dir); err != nil {
		t.Skipf("the real data are not here: %v (MUSTER_SHARED names their folder)", err)
	}
	return dir
}

// table reads a CSV with a heading row: UTF-8 or UTF-16, gzipped or not.
func table(t *testing.T, path string) []map[string]string {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var r io.Reader = f
	if strings.HasSuffix(path, ".gz") {
		if r, err = gzip.NewReader(f); err != nil {
			t.Fatalf("%s: %v", path, err)
		}
	}
	b, err := io.ReadAll(r)
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	c := csv.NewReader(strings.NewReader(utf8Text(b)))
	c.FieldsPerRecord = -1
	c.LazyQuotes = true
	records, err := c.ReadAll()
	if err != nil || len(records) < 2 {
		t.Fatalf("%s: %d rows, %v", path, len(records), err)
	}
	rows := make([]map[string]string, 0, len(records)-1)
	for _, rec := range records[1:] {
		row := map[string]string{}
		for i, cell := range rec {
			if i < len(records[0]) {
				row[records[0][i]] = cell
			}
		}
		rows = append(rows, row)
	}
	return rows
}

func utf8Text(b []byte) string {
	if len(b) < 2 || b[0] != 0xff || b[1] != 0xfe {
		return strings.TrimPrefix(string(b), "\ufeff")
	}
	units := make([]uint16, 0, len(b)/2)
	for i := 2; i+1 < len(b); i += 2 {
		units = append(units, uint16(b[i])|uint16(b[i+1])<<8)
	}
	return string(utf16.Decode(units))
}

var bare = strings.NewReplacer("å", "a", "ã", "a", "ç", "c", "é", "e", "í", "i", "ô", "o", "ü", "u")

// fold drops case, accents and everything that is no letter or digit: harsher than any reader is,
// so that what stays apart here stays apart everywhere.
func fold(t *testing.T, s string) string {
	t.Helper()
	return strings.Map(func(r rune) rune {
		if r > unicode.MaxASCII && unicode.IsLetter(r) {
			t.Errorf("%q: fold knows no plain letter for %q", s, r)
		}
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, bare.Replace(strings.ToLower(s)))
}
