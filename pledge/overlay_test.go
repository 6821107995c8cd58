package pledge_test

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"muster"
	"muster/money"
	"muster/pledge"
	"muster/standing"
)

// someOverlay judges some entries, each in any of the ways at once.
func someOverlay(t *rapid.T, entries []*pledge.Entry) *pledge.Overlay {
	var rows []pledge.Judged
	for _, e := range entries {
		if rapid.Bool().Draw(t, "left alone") {
			continue
		}
		j := pledge.Judged{Target: pledge.Target{Contribution: e.About, Line: e.Line, Event: e.Event}, Exclude: rapid.IntRange(0, 2).Draw(t, "exclude") == 0}
		if rapid.Bool().Draw(t, "redate") {
			when, err := muster.ParsePeriod(rapid.SampledFrom([]string{"", "2024-07", "2024-07-16", "2024-09-01", "2030-01-01/2030-02-01"}).Draw(t, "date"))
			if err != nil {
				t.Fatal(err)
			}
			j.Date = &when
		}
		if rapid.Bool().Draw(t, "retype") {
			j.Type = rapid.SampledFrom([]string{"military", "financial", "a type of one's own"}).Draw(t, "type")
		}
		if rapid.Bool().Draw(t, "revalue") {
			amount := rapid.SampledFrom([]string{"7", "12.345", "-3", "123456789012345678901.5"}).Draw(t, "amount")
			j.Value = &money.Money{Amount: money.MustParse(amount), Currency: rapid.SampledFrom([]money.Currency{"EUR", "USD", "SEK"}).Draw(t, "currency")}
		}
		rows = append(rows, j)
	}
	return pledge.NewOverlay("l", "mine", "00000000", rows)
}

// byHand is a ledger in which the entries themselves say what the layer has them say.
func byHand(t testing.TB, entries []*pledge.Entry, o *pledge.Overlay, excluded bool) *ledger {
	l := newLedger(t)
	first(l)
	for _, e := range entries {
		x := *e
		if j := o.Of(pledge.Target{Contribution: e.About, Line: e.Line, Event: e.Event}); j != nil {
			if j.Exclude && !excluded {
				continue
			}
			j.Edit(&x)
		}
		l.add(&x)
	}
	return l
}

// first makes every ledger know the same words in the same order.
func first(l *ledger) {
	for i, kind := range append(slices.Clone(someTypes), "a type of one's own") {
		l.add(&pledge.Entry{Envelope: about(pledge.KindEntry, fmt.Sprintf("book:%d", i)), Line: "first", Event: pledge.Committed, Party: "aa", Type: kind})
	}
	for i := range 9 {
		l.add(&pledge.Entry{Envelope: about(pledge.KindEntry, fmt.Sprintf("book:%d", i)), Line: "second", Event: pledge.Committed, Party: "aa", Type: "military"})
	}
}

func rowsText(rows []pledge.PositionRow) (out []string) {
	for _, r := range rows {
		out = append(out, fmt.Sprint(r.Keys, r.Currency, r.Amount.Canonical(), r.Entries, r.Partial))
	}
	return out
}

// A figure with a layer is the figure of rows edited by hand, however it is asked for; the rows behind
// it sum to it; and without the layer all is as before.
func TestAFigureWithALayerIsThatOfRowsEditedByHand(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		entries := someEntries(rt)
		o := someOverlay(rt, entries)
		l := newLedger(t)
		first(l)
		for _, e := range entries {
			l.add(e)
		}
		v, edited, whole := l.view(standing.OperatorViewer), byHand(t, entries, o, false).view(standing.OperatorViewer), byHand(t, entries, o, true).view(standing.OperatorViewer)
		q := someQuery(rt)
		dims := []pledge.Dim{pledge.ByDonor, pledge.ByType, pledge.ByMonth, pledge.ByContribution}
		q.By = []pledge.Dim{rapid.SampledFrom(dims).Draw(rt, "by"), rapid.SampledFrom(dims).Draw(rt, "and by")}
		before := must(pledge.In(v).Position(v, q))
		laid := q
		laid.Layer = o
		with, want := must(pledge.In(v).Position(v, laid)), must(pledge.In(edited).Position(edited, q))
		same(rt, "the position", rowsText(with.Rows), rowsText(want.Rows))
		if with.Undated != want.Undated {
			rt.Errorf("undated: %d, want %d", with.Undated, want.Undated)
		}
		plain := q
		plain.By = nil
		same(rt, "without the layer", rowsText(with.Laid.Without), rowsText(must(pledge.In(v).Position(v, plain)).Rows))

		// What is excluded is what the rows that are kept lack.
		sums := map[money.Currency]money.Amount{}
		for _, r := range must(pledge.In(edited).Position(edited, plain)).Rows {
			sums[r.Currency] = sums[r.Currency].Add(r.Amount)
		}
		for _, r := range with.Laid.Excluded {
			sums[r.Currency] = sums[r.Currency].Add(r.Amount)
		}
		for _, r := range must(pledge.In(whole).Position(whole, plain)).Rows {
			if !sums[r.Currency].Equal(r.Amount) {
				rt.Errorf("counted and excluded come to %s, want %s %s", sums[r.Currency], r.Currency, r.Amount)
			}
		}

		behind := must(pledge.In(v).Entries(v, laid, ""))
		same(rt, "the entries", rowsText(behind.Sums), rowsText(must(pledge.In(edited).Entries(edited, q, "")).Sums))
		list := must(pledge.In(v).Contributions(v, pledge.ContributionQuery{Series: "book", Layer: o}))
		wantList := must(pledge.In(edited).Contributions(edited, pledge.ContributionQuery{Series: "book"}))
		for _, e := range pledge.Events {
			same(rt, "contributions", rowsText(list.Sums[e]), rowsText(wantList.Sums[e]))
		}
		same(rt, "afterwards", rowsText(must(pledge.In(v).Position(v, q)).Rows), rowsText(before.Rows))
		weighedByHand(rt, v, edited, whole, o)
	})
}

func weighedByHand(t *rapid.T, v, edited, whole standing.View, o *pledge.Overlay) {
	q := pledge.Query{Layer: o, MonthsInside: rapid.Bool().Draw(t, "months"), Membership: rapid.SampledFrom([]string{pledge.WindowEnd, pledge.EntryDate}).Draw(t, "membership")}
	bare := q
	bare.Layer = nil
	with, want := must(pledge.In(v).Weigh(v, "p", q)), must(pledge.In(edited).Weigh(edited, "p", bare))
	before, kept := must(pledge.In(v).Weigh(v, "p", bare)), must(pledge.In(whole).Weigh(whole, "p", bare))
	if !with.Counted.Amount.Equal(want.Counted.Amount) || with.Entries != want.Entries || with.Partial != want.Partial {
		t.Errorf("weighed: %s of %d, want %s of %d", with.Counted.Amount, with.Entries, want.Counted.Amount, want.Entries)
	}
	if got := with.Laid.Without[0]; !got.Amount.Equal(before.Counted.Amount) || got.Entries != before.Entries {
		t.Errorf("without the layer: %+v, want %s of %d", got, before.Counted.Amount, before.Entries)
	}
	if want := before.Method + " + mine (00000000)"; with.Method != want {
		t.Errorf("the method is %q, want %q", with.Method, want)
	}
	for _, l := range with.LeftOut {
		var sum money.Sum
		behind := linesOf(t, v, q, l.Reason)
		for _, x := range behind {
			if x.Counted != nil {
				sum.AddAmount(x.Counted.Amount)
			}
		}
		if len(behind) != l.Entries && sum.N() != l.Entries || !sum.Total().Equal(l.Amount.Amount) {
			t.Errorf("left out for %s: %d rows of %s, behind it are %d of %s", l.Reason, l.Entries, l.Amount.Amount, len(behind), sum.Total())
		}
		if l.Reason == pledge.ByLayer && !l.Amount.Amount.Equal(kept.Counted.Amount.Sub(with.Counted.Amount)) {
			t.Errorf("the layer leaves out %s, want %s less %s", l.Amount.Amount, kept.Counted.Amount, with.Counted.Amount)
		}
	}
	var sum money.Sum
	for _, x := range linesOf(t, v, q, "") {
		if x.Counted != nil {
			sum.AddAmount(x.Counted.Amount)
		}
		if (x.Judged == nil) != (x.Said == nil) {
			t.Errorf("%s says %v under %v", x.Statement, x.Said, x.Judged)
		}
	}
	if !sum.Total().Equal(with.Counted.Amount) {
		t.Errorf("the rows sum to %s, the number is %s", sum.Total(), with.Counted.Amount)
	}
}

func linesOf(t *rapid.T, v standing.View, q pledge.Query, r pledge.Reason) []pledge.Line {
	out, err := pledge.In(v).Lines(v, "p", q, pledge.Selection{Reason: r})
	if err != nil || out.Unlisted != nil || out.Withheld {
		t.Fatalf("%+v, %v", out, err)
	}
	return out.Lines
}

func must[T any](x T, err error) T {
	if err != nil {
		panic(err)
	}
	return x
}

func same(t *rapid.T, what string, got, want []string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s: got %q, want %q", what, got, want)
	}
}

// An excluded row is left out in the edition that was judged and in those after it.
func TestAJudgementHoldsInEveryEditionThatHasItsRow(t *testing.T) {
	l := newLedger(t)
	row := func(amount string) *pledge.Entry {
		return entry("k", pledge.Allocated, "aa", "military", "2024-08-01", eur(amount))
	}
	l.edition("first", muster.NewDay(2025, 8, 1), row("5"), entry("other", pledge.Allocated, "aa", "military", "2024-08-01", eur("1")))
	target := pledge.Target{Contribution: "book:k", Event: pledge.Allocated}
	v := l.view(standing.OperatorViewer)
	base, ok := pledge.In(v).Base(v, target)
	if !ok || base.Says.Value != "EUR 5" || base.Says.Date != "2024-08-01" || base.Statement == "" || base.Series != "book" {
		t.Fatalf("the row says %+v", base)
	}
	l.edition("second", muster.NewDay(2025, 9, 1), row("6"), entry("other", pledge.Allocated, "aa", "military", "2024-08-01", eur("1")))
	v = l.view(standing.OperatorViewer)
	now, ok := pledge.In(v).Base(v, target)
	if !ok || now.Digest == base.Digest || now.Says.Value != "EUR 6" {
		t.Errorf("changed, it says %+v", now)
	}
	o := pledge.NewOverlay("l", "mine", "00000000", []pledge.Judged{{Target: target, Exclude: true}})
	for _, edition := range []string{"", "first", "second"} {
		if r := l.weigh(pledge.Query{Layer: o, Edition: edition}); r.Counted.Amount.String() != "1" {
			t.Errorf("edition %q counts %s, want 1", edition, r.Counted.Amount)
		}
	}
	l.edition("third", muster.NewDay(2025, 10, 1), entry("other", pledge.Allocated, "aa", "military", "2024-08-01", eur("1")))
	v = l.view(standing.OperatorViewer)
	if _, ok := pledge.In(v).Base(v, target); ok {
		t.Error("a row that is gone says something")
	}
	if r := l.weigh(pledge.Query{Layer: o}); r.Counted.Amount.String() != "1" || r.LeftOut[6].Entries != 0 {
		t.Errorf("without the row it counts %s and leaves out %+v", r.Counted.Amount, r.LeftOut[6])
	}
}
