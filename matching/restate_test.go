package matching_test

import (
	"testing"

	"muster"
	"muster/matching"
	"muster/offer"
	"muster/requirement"
	"muster/standing"
)

// What is firm is not stated away: not by an offer of less, nor by another item; a need of less says why.
func TestWhatIsFirmIsNotStatedAway(t *testing.T) {
	d := newDesk(t)
	d.open(needOf("r", "40"))
	d.accept(stockOf("o", "40"))
	again := func(quantity string, change ...func(*offer.Line)) *offer.Line {
		was, _ := standing.Find[*offer.Part](d.State).Get(d.Known(), "o")
		x := stockOf("o", quantity, change...)
		x.Replaces = was.ID
		return x
	}
	need := func(quantity, reason string, change ...func(*requirement.Line)) *requirement.Line {
		was, _ := standing.Find[*requirement.Part](d.State).Get(d.Known(), "r")
		x := needOf("r", quantity, change...)
		x.Replaces, x.Why = was.ID, reason
		return x
	}
	left := func(want string) {
		t.Helper()
		u, _ := d.p.Use(d.State, d.Known(), "o", muster.NewDay(2026, 12, 1))
		if got := u.Offered.String() + " " + u.Accepted.String() + " " + u.Firm.String() + " " + u.Free().String(); got != want {
			t.Errorf("offered, accepted, firm and free are %s, want %s", got, want)
		}
	}
	d.agree("m", "r", "o", "30")
	d.refuses(again("40", func(l *offer.Line) { l.Item = "generator-60kw" }), muster.KindConflict, "match m is about it as it was and is agreed")
	d.Add(act("m", matching.ActFirm, coordinator))
	d.refuses(again("29"), muster.KindConflict, "30 each of this offer are firm")
	d.Add(again("30"))
	left("30 30 30 0")
	d.Add(again("40"))
	left("40 30 30 0") // what is offered again waits to be accepted
	d.refuses(need("29", ""), muster.KindConflict, "30 each are firm for this requirement: say in why")
	d.refuses(need("40", "", func(l *requirement.Line) { l.Item, l.Substitutes = "generator-60kw", nil }), muster.KindConflict, "match m is about it as it was and is firm")
	d.Add(need("29", "one was repaired"))
	d.Add(act("m", matching.ActCancel, germany), again("5"))
	left("5 5 0 5")
}
