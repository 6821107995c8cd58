package evidence_test

import (
	"fmt"
	"testing"

	"muster"
	"muster/access"
	"muster/evidence"
	"muster/report"
	"muster/work"
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

// Entries that were decided to be the same count once, however they are called and over however many pairs, with the
// cost that one of them has; what was set aside counts for none.
func TestWhatIsTheSameCountsOnce(t *testing.T) {
	d := newVault(t)
	for i, called := range []string{"school-12", "gymnasium", "school-12", "depot"} {
		x := damage(fmt.Sprint("d-", i+1), assessor)
		x.Damaged = called
		d.Add(x)
	}
	same := func(about string) *evidence.Pair {
		return &evidence.Pair{Envelope: as(legal, evidence.KindPair, about), Object: "damage", Verdict: work.Same}
	}
	totals := func() string {
		rows, left := d.p.Totals(d.View(0))
		var all []string
		for _, r := range rows {
			all = append(all, fmt.Sprint(r.Entries, " ", r.Open, " ", r.Cost, r.Currency))
		}
		return fmt.Sprint(all, " without ", left)
	}
	if got := totals(); got != "[4 2 0] without 0" {
		t.Error(got)
	}
	d.Add(same("d-1+d-2"), onDamage("d-2", evidence.ActAssess, assessor))
	if got := totals(); got != "[2 1 0 1 1 62000.50EUR] without 1" {
		t.Error(got)
	}
	d.Add(same("d-2+d-3")) // and so d-1 and d-3 too, on which nobody decided
	if got := totals(); got != "[1 0 0 1 0 62000.50EUR] without 2" {
		t.Error(got)
	}
	d.Add(onDamage("d-2", evidence.ActSetAside, legal))
	if got := totals(); got != "[2 0 0] without 2" {
		t.Error(got)
	}
	// Many of one object, none of which meet, are looked at once each.
	for i := range 50 {
		x := damage(fmt.Sprintf("d-1%02d", i), assessor)
		x.Damaged, x.From = "bridge", fmt.Sprintf("2024-%02d-%02d", i/25+1, i%25+1)
		x.Until = x.From
		d.Add(x)
	}
	if got := d.p.Doubles(d.View(0)); len(got) != 1 || got[0].A != "d-1" || got[0].B != "d-3" || got[0].Verdict != work.Same {
		t.Errorf("%+v", got)
	}
}

// A report has what an entry of damage says of the conditions of each code list, for who may see the entry.
func TestHintsAreReportedUntilARegisterDecides(t *testing.T) {
	d := newVault(t)
	d.Add(damage("d-1", assessor), damage("d-2", assessor), onDamage("d-2", evidence.ActSetAside, legal))
	if got := fmt.Sprint(report.BacklogOf(d.View(0), d.Now).Hints); got != "[{d-1 rd4u date yes} {d-1 rd4u territory yes} {d-1 rd4u cause alleged}]" {
		t.Error(got)
	}
	if got := report.BacklogOf(d.sees(access.Anybody()), d.Now).Hints; len(got) != 0 {
		t.Error(got)
	}
}
