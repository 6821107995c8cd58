package evidence_test

import (
	"testing"

	"muster"
	"muster/evidence"
	"muster/report"
)

// Originals are due to be hashed again from when the first item came, whatever is done with it since; an item waits
// since it came into its state.
func TestWhatIsDoneWithAnItemPutsOffNoFixity(t *testing.T) {
	d := newVault(t)
	came := d.Now
	d.Now = d.Now.AddDate(0, 0, 80)
	begun := d.Now
	d.Add(do("e-1", evidence.ActReview, first))
	said, _ := d.p.Items.Get(d.Known(), "e-1")
	d.Now = d.Now.AddDate(0, 0, 5)
	x := entry("e-1", documenter) // changed where a change sends it nowhere
	x.Replaces, x.Language = said.ID, "ru"
	d.Add(x)
	got := report.BacklogOf(d.View(0), d.Now.AddDate(0, 0, 6))
	if got.Due != muster.DayOf(came)+evidence.FixityDays || !got.Late {
		t.Errorf("due on %s, late %v", got.Due, got.Late)
	}
	if len(got.Items) != 1 || !got.Items[0].Since.Equal(begun) || got.Items[0].Days != 11 {
		t.Errorf("%+v", got.Items)
	}
}
