package kiel_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"muster"
	"muster/sheet"
)

// names are the parties of the tests: the names that the tracker uses, and their ids.
type names map[string]muster.PartyID

func (n names) Party(name string) (muster.PartyID, bool) {
	id, ok := n[strings.TrimSpace(name)]
	return id, ok
}

// Nearest returns the known name with the longest common beginning.
func (n names) Nearest(name string) (nearest string) {
	best := 0
	for known := range n {
		same := 0
		for same < min(len(known), len(name)) && known[same] == name[same] {
			same++
		}
		if same > best || same == best && same > 0 && known < nearest {
			best, nearest = same, known
		}
	}
	return nearest
}

var who = names{
	"Australia": "au", "Austria": "at", "Belgium": "be", "Bulgaria": "bg", "Canada": "ca", "China": "cn", "Croatia": "hr", "Cyprus": "cy",
	"Czech Republic": "cz", "Czechia": "cz", "Denmark": "dk", "Estonia": "ee", "Finland": "fi", "France": "fr", "Germany": "de", "Greece": "gr",
	"Hungary": "hu", "Iceland": "is", "India": "in", "Ireland": "ie", "Italy": "it", "Japan": "jp", "Latvia": "lv", "Lithuania": "lt",
	"Luxembourg": "lu", "Malta": "mt", "Netherlands": "nl", "New Zealand": "nz", "Norway": "no", "Poland": "pl", "Portugal": "pt",
	"Romania": "ro", "Slovakia": "sk", "Slovenia": "si", "South Korea": "kr", "Spain": "es", "Sweden": "se", "Switzerland": "ch",
	"Taiwan": "tw", "Turkey": "tr", "Turkiye": "tr", "Türkiye": "tr", "United Kingdom": "gb", "United States": "us",
	"EU (Commission and Council)": "eu-institutions", "European Peace Facility": "epf", "European Investment Bank": "eib",
}

// natoMembers are the donors of release 28 that are members of NATO since 7 March 2024.
var natoMembers = strings.Fields("be bg ca hr cz dk ee fi fr de gr hu is it lv lt lu nl no pl pt ro sk si es se tr gb us")

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
	return filepath.Join(dir, "data", "kiel-ukraine-support-tracker")
}

const (
	release7  = "release07_until-2022-10-03_corrected.xlsx"
	release8  = "main-data_retrieved-2023-01-05_utf8.csv"
	release9  = "main-data_retrieved-2023-03-02_utf16le.csv.gz"
	release13 = "main-data_retrieved-2023-09-21_utf16le.csv.gz"
	release28 = "release28-derived/bilateral_activities.csv"
	summary28 = "release28-derived/country_summary.csv"
)

func book(t testing.TB, path ...string) *sheet.Book {
	t.Helper()
	b, err := sheet.OpenFile(filepath.Join(path...))
	if err != nil {
		t.Fatal(err)
	}
	return b
}
