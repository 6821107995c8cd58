package node_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"muster"
	"muster/kiel"
	"muster/money"
	"muster/pledge"
	"muster/standing"
)

// TestAReleaseNoteLeadsFromOneTotalToTheNextExactly compares each edition with the one before: the
// totals are those of positions, the steps are the sums of what is listed, and nothing is left over.
func TestAReleaseNoteLeadsFromOneTotalToTheNextExactly(t *testing.T) {
	n := fresh(t)
	for _, r := range releases {
		imported(t, n, file(t, "kiel", r.file, r.label))
	}
	v, err := n.View(context.Background(), "")
	if err != nil {
		t.Fatal(err)
	}
	moved := 0
	for i, e := range editions(t, n) {
		r, err := pledge.In(v).Release(v, e.ID, "")
		if err != nil {
			t.Fatal(err)
		}
		if r.Edition.Change != e.Change || (i > 0) != (r.Before != nil) {
			t.Errorf("%s: counts %+v, listed as %+v", e.Label, r.Edition.Change, e.Change)
		}
		counted := map[pledge.Fate]map[string]bool{}
		for _, b := range r.Bridges {
			if got := total(t, v, e.Label, b); !got.Equal(b.After) {
				t.Errorf("%s, %s %s: %s after, the position is %s", e.Label, b.Event, b.Currency, b.After, got)
			}
			checkBridge(t, e.Label, b)
			for _, m := range b.Moved {
				if counted[m.Fate] == nil {
					counted[m.Fate] = map[string]bool{}
				}
				counted[m.Fate][m.Contribution] = true
			}
			moved += len(b.Moved)
		}
		for fate, want := range map[pledge.Fate]int{pledge.IsNew: e.Change.New, pledge.IsGone: e.Change.Gone, pledge.IsChanged: e.Change.Changed, pledge.IsRevalued: e.Change.Revalued} {
			if got := len(counted[fate]); got > want {
				t.Errorf("%s: lists %d %s contributions, counts %d", e.Label, got, fate, want)
			}
		}
	}
	if moved < 100 {
		t.Errorf("%d contributions moved over all editions; too few to say anything", moved)
	}
	if _, err := pledge.In(v).Release(v, "nobody-1", ""); len(muster.Refusals(err)) != 1 {
		t.Errorf("an edition that is not there: %v", err)
	}
}

// Any two editions of a series can be compared, in either direction: the counts are those of a pass of
// their own, what is new one way is gone the other, and the totals are those of positions.
func TestAReleaseNoteComparesAnyTwoEditions(t *testing.T) {
	n := fresh(t)
	for _, r := range releases {
		imported(t, n, file(t, "kiel", r.file, r.label))
	}
	v, err := n.View(context.Background(), "")
	if err != nil {
		t.Fatal(err)
	}
	all := editions(t, n)
	for i, a := range all {
		for _, b := range all[:i] {
			forth, err := pledge.In(v).Release(v, a.ID, b.ID)
			if err != nil {
				t.Fatal(err)
			}
			back, err := pledge.In(v).Release(v, b.ID, a.ID)
			if err != nil {
				t.Fatal(err)
			}
			if forth.Before.Label != b.Label || back.Before.Label != a.Label {
				t.Errorf("%s against %s: compared with %s and %s", a.Label, b.Label, forth.Before.Label, back.Before.Label)
			}
			x, y := forth.Edition.Change, back.Edition.Change
			if want := pledge.In(v).ChangeBetween(v, b.ID, a.ID); x != want || x.New != y.Gone || x.Gone != y.New || x.Changed != y.Changed || x.Revalued != y.Revalued || x.Same != y.Same {
				t.Errorf("%s against %s: %+v there, %+v back, want %+v there", a.Label, b.Label, x, y, want)
			}
			for k, br := range forth.Bridges {
				if !total(t, v, a.Label, br).Equal(br.After) || !total(t, v, b.Label, br).Equal(br.Before) || !br.Rest.IsZero() {
					t.Errorf("%s against %s, %s: from %s to %s, left over %s", a.Label, b.Label, br.Event, br.Before, br.After, br.Rest)
				}
				checkBridge(t, a.Label, br)
				if !back.Bridges[k].After.Equal(br.Before) {
					t.Errorf("%s against %s: there from %s, back to %s", a.Label, b.Label, br.Before, back.Bridges[k].After)
				}
			}
		}
		if _, err := pledge.In(v).Release(v, a.ID, a.ID); len(muster.Refusals(err)) != 1 || !strings.Contains(err.Error(), "another edition of kiel") {
			t.Errorf("%s against itself: %v", a.Label, err)
		}
	}
}

func checkBridge(t *testing.T, label string, b pledge.Bridge) {
	t.Helper()
	listed := map[pledge.Fate]pledge.Step{}
	for _, m := range b.Moved {
		s := listed[m.Fate]
		listed[m.Fate] = pledge.Step{Contributions: s.Contributions + 1, Amount: s.Amount.Add(m.Difference)}
	}
	var sum money.Amount
	for fate, s := range b.Steps {
		sum = sum.Add(s.Amount)
		if got := listed[fate]; len(b.Moved) > 0 && (got.Contributions != s.Contributions || !got.Amount.Equal(s.Amount)) {
			t.Errorf("%s, %s: %s is %v, its list sums to %v", label, b.Event, fate, s, got)
		}
	}
	if !sum.Equal(b.Difference()) || !b.Rest.IsZero() {
		t.Errorf("%s, %s: %s − %s is %s; the steps sum to %s, the rest is %s", label, b.Event, b.After, b.Before, b.Difference(), sum, b.Rest)
	}
	if !slices.IsSortedFunc(b.Moved, func(x, y pledge.Moved) int { return y.Difference.Abs().Cmp(x.Difference.Abs()) }) {
		t.Errorf("%s, %s: the largest does not come first", label, b.Event)
	}
}

// total is the position of an edition by one measure, in one currency.
func total(t *testing.T, v standing.View, label string, b pledge.Bridge) (sum money.Amount) {
	t.Helper()
	p, err := pledge.In(v).Position(v, pledge.PositionQuery{Series: kiel.Series, Event: b.Event, Edition: label})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range p.Rows {
		if r.Currency == b.Currency {
			sum = sum.Add(r.Amount)
		}
	}
	return sum
}
