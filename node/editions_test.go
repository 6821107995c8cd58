package node_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"muster"
	"muster/kiel"
	"muster/money"
	"muster/node"
	"muster/pledge"
)

var releases = []struct{ label, file string }{
	{"Release 7", release7}, {"Release 8", release8}, {"Release 9", release9}, {"Release 13", release13},
}

func editions(t testing.TB, n *node.Node) []pledge.EditionInfo {
	t.Helper()
	v, err := n.View(context.Background(), "")
	if err != nil {
		t.Fatal(err)
	}
	return pledge.In(v).Editions(v, kiel.Series)
}

// everything is every figure of the tracker as known at a position.
func everything(t testing.TB, n *node.Node, known string) string {
	var b strings.Builder
	for _, e := range []pledge.Event{pledge.Committed, pledge.Delivered} {
		b.WriteString(position(t, n, known, pledge.PositionQuery{Event: e}))
		b.WriteString(position(t, n, known, pledge.PositionQuery{Event: e, By: []pledge.Dim{pledge.ByContribution}}))
	}
	return b.String()
}

func TestEditionsFollowOnEachOtherAndThePastStaysAsItWas(t *testing.T) {
	n := fresh(t)
	type then struct {
		known   muster.Seq
		figures string
	}
	var past []then
	for _, r := range releases {
		done := imported(t, n, file(t, "kiel", r.file, r.label))
		if !done.Ledger.Stands {
			t.Errorf("%s does not stand", r.label)
		}
		past = append(past, then{done.Known, everything(t, n, "")})
	}
	for i, p := range past {
		if got := everything(t, n, fmt.Sprint(p.known)); got != p.figures {
			t.Errorf("%s: the figures as known then are not what they were", releases[i].label)
		}
		if i > 0 && past[i-1].figures == p.figures {
			t.Errorf("%s changes nothing", releases[i].label)
		}
	}
	all := editions(t, n)
	for i, want := range []struct{ contributions, gone, new int }{{0, 0, 0}, {494, 0, 0}, {573, 7, 86}, {740, 36, 203}} {
		c, kept := all[i].Change, all[i].Change.Changed+all[i].Change.Revalued+all[i].Change.Same
		if all[i].Label != releases[i].label || all[i].At != past[i].known || !c.Comparable {
			t.Errorf("edition %d is %s, known from %d, comparable %v", i, all[i].Label, all[i].At, c.Comparable)
		}
		if i == 0 {
			continue
		}
		if c.New+kept != want.contributions || i > 1 && (c.Gone != want.gone || c.New != want.new) || c.Revalued == 0 {
			t.Errorf("%s: %+v; want %d contributions, %d gone, %d new, and some revalued", all[i].Label, c, want.contributions, want.gone, want.new)
		}
	}
	// The account of an import is the list's.
	again := imported(t, n, file(t, "kiel", release9, "Release 9 again"))
	if again.Statements != 0 || again.Ledger.Again != "Release 9" || len(editions(t, n)) != 4 {
		t.Errorf("the same bytes made %d statements", again.Statements)
	}
}

func TestOnePackageIsRevaluedAndNotChanged(t *testing.T) {
	n := fresh(t)
	for _, r := range releases {
		imported(t, n, file(t, "kiel", r.file, r.label))
	}
	spoken, err := n.Contribution(context.Background(), "", "kiel:AUH1", "", true)
	if err != nil {
		t.Fatal(err)
	}
	values := map[string]string{}
	stands := 0
	for _, s := range spoken {
		e := s.Entry
		if e.Event != pledge.Committed || e.Converted == nil {
			continue
		}
		if e.Value == nil || e.Value.Amount != "35000000" || e.Value.Currency != "AUD" || e.Party != "au" {
			t.Errorf("%s says %+v", s.Statement, e.Value)
		}
		if s.Stands {
			stands++
		}
		if len(s.Places) != len(s.Editions) || s.Places[0].Row < 2 || s.Places[0].File == "" {
			t.Errorf("%s stands in %q at %+v", s.Statement, s.Editions, s.Places)
		}
		for _, ed := range s.Editions {
			million, err := money.MustParse(e.Converted.Amount).Quo(money.New(1_000_000, 0), 2)
			if err != nil {
				t.Fatal(err)
			}
			values[ed] = million.String()
		}
	}
	want := map[string]string{"Release 7": "23.46", "Release 8": "22.59", "Release 9": "22.66", "Release 13": "21.41"}
	if fmt.Sprint(values) != fmt.Sprint(want) || stands != 1 {
		t.Errorf("the EUR values by edition are %v, %d of them stand; want %v and one", values, stands, want)
	}
}

func TestEveryOrderOfImportEndsInTheSameFigures(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: 96 imports")
	}
	ends := func(t *testing.T, order []int) string {
		n := fresh(t)
		for _, i := range order {
			imported(t, n, file(t, "kiel", releases[i].file, releases[i].label))
		}
		figures := everything(t, n, "")
		for _, e := range editions(t, n) {
			figures += fmt.Sprintln(e.Label, "after", e.Before, e.Stands, e.Change)
		}
		return figures
	}
	want := ends(t, []int{0, 1, 2, 3})
	for _, order := range permutations(len(releases)) {
		t.Run(fmt.Sprint(order), func(t *testing.T) {
			t.Parallel() // each waits for its disk
			if got := ends(t, order); got != want {
				t.Errorf("other figures:\n%s", cmp.Diff(want, got))
			}
		})
	}
}

func TestAWithdrawnEditionGivesWayToTheOneBefore(t *testing.T) {
	ctx := context.Background()
	n := fresh(t)
	imported(t, n, file(t, "kiel", release8, "Release 8"))
	before := everything(t, n, "")
	done := imported(t, n, file(t, "kiel", release9, "Release 9"))
	with := everything(t, n, "")
	if before == with {
		t.Fatal("Release 9 changes nothing")
	}
	// An entry of the edition cannot be taken out of it.
	id := string(done.Ledger.Submission)
	v, err := n.View(ctx, "")
	if err != nil {
		t.Fatal(err)
	}
	spoken, err := pledge.In(v).Contribution(v, "kiel:AUH1", "", false)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := n.Withdraw(ctx, string(spoken[0].Statement), "no"); len(muster.Refusals(err)) != 1 || !strings.Contains(err.Error(), "belongs to Release 9") {
		t.Errorf("an entry of an edition was withdrawn alone: %v", err)
	}
	if _, err := n.Withdraw(ctx, id, "published by mistake"); err != nil {
		t.Fatal(err)
	}
	if got := everything(t, n, ""); got != before {
		t.Error("after the withdrawal other figures stand than before the import")
	}
	if got := everything(t, n, fmt.Sprint(done.Known)); got != with {
		t.Error("as known before the withdrawal, the edition does not count")
	}
	if labels := editions(t, n); len(labels) != 1 {
		t.Errorf("%d editions are listed", len(labels))
	}
	// It may be brought again, and then says nothing new.
	again := imported(t, n, file(t, "kiel", release9, "Release 9"))
	if again.Recorded != 0 || again.Ledger.Again != "" || everything(t, n, "") != with {
		t.Errorf("brought again: %+v", again)
	}
	if !slices.ContainsFunc(editions(t, n), func(e pledge.EditionInfo) bool { return e.Stands && e.Label == "Release 9" }) {
		t.Error("brought again, it does not stand")
	}
}
