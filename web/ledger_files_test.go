package web

import (
	"cmp"
	"compress/gzip"
	"encoding/csv"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"muster"
	"muster/money"
	"muster/pledge"
)

// open reads a file, through gzip where its name says so.
func open(t testing.TB, path string) io.Reader {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	if !strings.HasSuffix(path, ".gz") {
		return f
	}
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	return z
}

func records(t testing.TB, path string) [][]string {
	t.Helper()
	all, err := csv.NewReader(open(t, path)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return all[1:]
}

// synthetic is a ledger of invented figures (testdata/synthetic.csv).
func synthetic(t testing.TB) *ledger {
	return read(t, "testdata/synthetic.csv", "testdata/synthetic-gdp.csv")
}

// real is a ledger of Kiel's release 28, which is not part of the repository.
func real(t testing.TB) *ledger {
	shared := cmp.Or(os.Getenv("MUSTER_SHARED"), filepath.Join("..", "..", "shared"))
	path := filepath.Join(shared, "data/kiel-ukraine-support-tracker/release28-derived/bilateral_activities.csv")
	if _, err := os.Stat(path); err != nil {
		t.Skipf("%s is absent; this test draws pages on real figures", path)
	}
	return read(t, path, filepath.Join(shared, "data/gdp-cpi/gdp_current-usd.csv.gz"))
}

// read builds a ledger from a Kiel activity list and the World Bank's GDP of 2023.
func read(t testing.TB, activities, gdp string) *ledger {
	t.Helper()
	l := &ledger{
		pledges: true, edition: true, members: map[muster.PartyID]string{}, gdp: map[muster.PartyID]money.Amount{}, covered: map[muster.PartyID]bool{},
		terms: Terms{
			Name: "washington-2024", Title: "Pledge of Long-Term Security Assistance", Group: "nato", Statement: "k7gkq2mz4t-12", GDPYears: []int{2023, 2022, 2021},
			Source:  "Annex to the Washington Summit Declaration, 10 July 2024",
			Methods: []Method{{"military-allocated", "Military allocations", "k7gkq2mz4t-13"}, {"military-committed", "Military commitments", "k7gkq2mz4t-14"}},
			Editions: []Edition{
				{"Release 28", muster.NewDay(2026, 2, 28), "k7gkq2mz4t-90", true}, {"Release 8", muster.NewDay(2022, 11, 20), "k7gkq2mz4t-60", false},
			},
		},
	}
	ids, names := map[string]muster.PartyID{}, map[muster.PartyID]string{}
	iso3 := map[string]muster.PartyID{}
	for _, rec := range records(t, "../parts/seed/parties.csv") {
		id := muster.PartyID(rec[0])
		names[id], ids[rec[1]] = rec[1], id
		for alias := range strings.SplitSeq(rec[5], "|") {
			ids[alias] = id
		}
		iso3[rec[4]] = id
	}
	for _, rec := range records(t, "../parts/seed/members.csv") {
		if rec[0] == "nato" {
			l.members[muster.PartyID(rec[1])] = names[muster.PartyID(rec[1])]
		}
	}
	for _, rec := range records(t, gdp) {
		if id := iso3[rec[1]]; rec[2] == "2023" && l.members[id] != "" {
			l.gdp[id] = money.MustParse(rec[3])
		}
	}
	for _, rec := range records(t, activities) {
		party := cmp.Or(ids[rec[0]], muster.PartyID(strings.ToLower(rec[0])))
		l.covered[party] = true
		row := pledge.Line{Party: party, Name: cmp.Or(names[party], rec[0]), Type: strings.ToLower(strings.TrimSpace(rec[2]))}
		if d, err := muster.ParseDay(strings.TrimSpace(rec[1])); err == nil {
			row.Period = muster.OnDay(d)
		} else if m, err := strconv.Atoi(rec[7]); err == nil && m > 0 {
			row.Period = muster.InMonth(2022+(m-1)/12, time.Month((m-1)%12+1))
		}
		if rec[3] == "Allocation" {
			l.add(row, pledge.Allocated, rec[5])
		}
		l.add(row, pledge.Committed, rec[6])
	}
	return l
}

func (l *ledger) add(row pledge.Line, event pledge.Event, amount string) {
	if amount == "" {
		return
	}
	n := len(l.rows)
	row.Statement, row.Event = muster.NewID("k7gkq2mz4t", uint64(n+100)), event
	row.Contribution = fmt.Sprintf("kiel:~%s-%s-%s-%06x", row.Party, row.Type, cmp.Or(row.Period.String(), "undated"), n*7919%0xffffff)
	if a, err := money.Parse(amount); err == nil {
		row.Value, row.Counted = &money.Money{Amount: a, Currency: "EUR"}, &money.Money{Amount: a, Currency: "EUR"}
		row.Negative = a.Sign() < 0
	} else {
		row.Mark = pledge.Undisclosed
	}
	l.rows = append(l.rows, row)
}
