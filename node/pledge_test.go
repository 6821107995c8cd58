package node_test

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"muster"
	"muster/money"
	"muster/node"
	"muster/pledge"
)

// weighed asks for the Washington pledge.
func weighed(t testing.TB, n *node.Node, known string, q pledge.Query) *pledge.Result {
	t.Helper()
	r, err := n.Pledge(context.Background(), known, "washington-2024", q)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func window(from, to string) pledge.Query {
	f, err := muster.ParseDay(from)
	if err != nil {
		panic(err)
	}
	u, err := muster.ParseDay(to)
	if err != nil {
		panic(err)
	}
	return pledge.Query{From: &f, To: &u}
}

func TestTheWashingtonPledgeCountsWhatItsSourceSays(t *testing.T) {
	n := fresh(t)
	imported(t, n, file(t, "gdp", gdpFile, ""))
	imported(t, n, file(t, "kiel", release28, "Release 28"))
	half := window("2024-01-01", "2024-07-01")
	byEntry, inside := half, half
	byEntry.Membership, inside.MonthsInside = pledge.EntryDate, true
	yearInside := pledge.Query{MonthsInside: true}
	for _, c := range []struct {
		name string
		q    pledge.Query
		want string
	}{
		{"the year from the summit", pledge.Query{}, "41043752802.31"},
		{"a day later", window("2024-07-11", "2025-07-11"), "40448750329.23"},
		{"the half-year before", half, "20898560291.26"},
		{"members on each entry's own date", byEntry, "20263016814.23"},
		{"months inside", inside, "21245096546.89"},
		{"months inside the year", yearInside, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := weighed(t, n, "", c.q)
			want := c.want
			if want == "" { // the year, and what lies in months wholly inside it
				want = money.MustParse("41043752802.31").Add(money.MustParse("21895081.51")).Fixed(2)
			}
			if got := r.Counted.Amount.Fixed(2); got != want {
				t.Errorf("counted %s, want %s", got, want)
			}
			if got := r.Gap.Amount.Add(r.Counted.Amount); !got.Equal(r.Floor.Amount) {
				t.Errorf("gap and counted sum to %s, the floor is %s", got, r.Floor.Amount)
			}
			checkRows(t, n, c.q, r)
		})
	}
	checkShares(t, weighed(t, n, "", pledge.Query{}))
	checkLeftOut(t, n, weighed(t, n, "", pledge.Query{}), weighed(t, n, "", inside))
}

// checkRows checks that every number of a result is the sum of the rows behind it.
func checkRows(t *testing.T, n *node.Node, q pledge.Query, r *pledge.Result) {
	t.Helper()
	v, err := n.View(context.Background(), "")
	if err != nil {
		t.Fatal(err)
	}
	for _, reason := range append([]pledge.LeftOut{{Entries: r.Entries, Amount: r.Counted}}, r.LeftOut...) {
		behind, err := pledge.In(v).Lines(v, r.Pledge, q, pledge.Selection{Reason: reason.Reason})
		if err != nil {
			t.Fatal(err)
		}
		var sum money.Sum
		for _, l := range behind.Lines {
			if l.Counted != nil {
				sum.AddAmount(l.Counted.Amount)
			}
			if l.Reason != reason.Reason {
				t.Errorf("a row is left out for %q under %q", l.Reason, reason.Reason)
			}
		}
		if len(behind.Lines) != reason.Entries || !sum.Total().Equal(reason.Amount.Amount) {
			t.Errorf("%q: %d rows sum to %s; the figure says %d and %s", reason.Reason, len(behind.Lines), sum.Total(), reason.Entries, reason.Amount.Amount)
		}
	}
	if last := r.Cumulative[len(r.Cumulative)-1]; !last.Amount.Equal(r.Counted.Amount) {
		t.Errorf("the line ends at %s, counted is %s", last.Amount, r.Counted.Amount)
	}
}

func checkShares(t *testing.T, r *pledge.Result) {
	t.Helper()
	if len(r.Shares) != 32 || r.GDPYear != 2023 || r.SharesNote != "" {
		t.Fatalf("got %d shares by the GDP of %d (%s); want 32 of 2023", len(r.Shares), r.GDPYear, r.SharesNote)
	}
	var indicative, counted money.Sum
	var missing []muster.PartyID
	for _, s := range r.Shares {
		indicative.AddAmount(s.Indicative.Amount)
		if s.Counted == nil {
			if s.Mark != pledge.NotCovered || s.Gap != nil {
				t.Errorf("%s: no figure, and the mark %q", s.Party, s.Mark)
			}
			missing = append(missing, s.Party)
			continue
		}
		counted.AddAmount(s.Counted.Amount)
		if !s.Gap.Amount.Add(s.Counted.Amount).Equal(s.Indicative.Amount) {
			t.Errorf("%s: %s counted and a gap of %s are not %s", s.Party, s.Counted.Amount, s.Gap.Amount, s.Indicative.Amount)
		}
	}
	if got := indicative.Total(); got.Fixed(2) != "40000000000.00" || !got.Equal(r.Floor.Amount) {
		t.Errorf("shares sum to %s", got)
	}
	if !counted.Total().Equal(r.Counted.Amount) {
		t.Errorf("what is counted by party sums to %s, in all %s", counted.Total(), r.Counted.Amount)
	}
	slices.Sort(missing)
	if fmt.Sprint(missing) != "[al me mk]" {
		t.Errorf("not covered are %v; want Albania, Montenegro and North Macedonia", missing)
	}
}

func checkLeftOut(t *testing.T, n *node.Node, year, inside *pledge.Result) {
	t.Helper()
	find := func(r *pledge.Result, reason pledge.Reason) string {
		i := slices.IndexFunc(r.LeftOut, func(l pledge.LeftOut) bool { return l.Reason == reason })
		return fmt.Sprint(r.LeftOut[i].Entries, " ", r.LeftOut[i].Amount.Amount.Fixed(2))
	}
	if got := find(year, pledge.MonthOnly); got != "122 4605413603.97" {
		t.Errorf("dated to a month: %s", got)
	}
	if got := find(year, pledge.NoDate); got != "79 1399216294.46" {
		t.Errorf("without a date: %s", got)
	}
	if got := find(inside, pledge.MonthOnly); got != "98 4258877348.34" {
		t.Errorf("in months not wholly inside: %s", got)
	}
	// Nothing is dropped: every row of the file is counted or left out for one reason.
	entries := year.Entries
	for _, l := range year.LeftOut {
		entries += l.Entries
	}
	if entries != 5565 {
		t.Errorf("%d rows are counted or left out, of 5565", entries)
	}
	if out := year.LeftOut[2]; len(out.Parties) == 0 || out.Reason != pledge.OutsideGroup {
		t.Errorf("no donor outside the group is named")
	}
}

func TestWithoutGDPThePledgeIsWeighedAndSaysWhatIsMissing(t *testing.T) {
	n := fresh(t)
	imported(t, n, file(t, "kiel", release28, "Release 28"))
	r := weighed(t, n, "", pledge.Query{})
	if r.Counted.Amount.Fixed(2) != "41043752802.31" || len(r.Shares) != 0 || r.SharesNote == "" {
		t.Errorf("got %s, %d shares, %q", r.Counted.Amount, len(r.Shares), r.SharesNote)
	}
	imported(t, n, file(t, "gdp", gdpFile, ""))
	if _, err := n.Pledge(context.Background(), "", "washington-2024", pledge.Query{GDPYear: 1900}); len(muster.Refusals(err)) != 1 {
		t.Errorf("the GDP of 1900: %v", err)
	}
}
