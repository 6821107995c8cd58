package evidence_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"muster/access"
	"muster/evidence"
	"muster/work"
)

// Each kind of exception is found where it is, with the statement by which it came about and the reason that was given,
// and by nobody who may not see its object.
func TestEachKindOfExceptionOfEvidenceIsFound(t *testing.T) {
	d := newVault(t)
	found := func(kind string) (all []work.Exception) {
		for _, x := range d.p.Exceptions(d.View(0)) {
			if x.Kind == kind {
				all = append(all, x)
			}
		}
		return all
	}
	is := func(kind, object, about, answer string) {
		t.Helper()
		if got := found(kind); len(got) != 1 || got[0] != (work.Exception{Kind: kind, Object: object, About: about, At: d.Known(), Answer: answer}) {
			t.Errorf("%s: %+v, at %d", kind, got, d.Known())
		}
	}
	none := func(kind string) {
		t.Helper()
		if got := found(kind); len(got) != 0 {
			t.Errorf("%s: %+v", kind, got)
		}
	}
	none("custody-late")
	d.Now = time.Date(2026, 1, 7, 9, 0, 0, 0, time.UTC)
	d.Add(d.event("evidence", "e-1", evidence.EventCopied, custodian)) // two days to the second are not late
	none("custody-late")
	late := d.event("evidence", "e-1", evidence.EventCopied, custodian)
	late.Why = "the line was down"
	d.Add(late)
	is("custody-late", "evidence", "e-1", "the line was down")

	// e-1 was received some days after it was captured, and nobody says who had it.
	if got := found("custody-gap"); len(got) != 1 || got[0].About != "e-1" {
		t.Errorf("%+v", got)
	}
	whole := entry("e-2", documenter)
	whole.Captured = "2026-01-05T09:00:00Z"
	d.Add(document("e-2"), whole, d.event("evidence", "e-2", evidence.EventReceived, documenter))
	if got := found("custody-gap"); len(got) != 1 {
		t.Errorf("one was recorded as it was received: %+v", got)
	}

	d.Add(damage("d-1", assessor))
	none("damage-twice")
	d.Add(damage("d-2", assessor))
	is("damage-twice", "damage", "d-1+d-2", "")
	d.Add(&evidence.Pair{Envelope: as(legal, evidence.KindPair, "d-1+d-2"), Object: "damage", Verdict: work.Different})
	none("damage-twice")

	checked := func(wrong ...string) *evidence.Fixity {
		return &evidence.Fixity{Envelope: as(custodian, evidence.KindFixity, ""), At: "2026-01-05T09:00:00Z", Checked: 2, Wrong: wrong}
	}
	d.Add(checked())
	none("fixity-wrong")
	d.Add(checked("e-2"))
	is("fixity-wrong", "evidence", "e-2", "a reason")

	var kinds, listed []string
	for _, x := range d.p.Exceptions(d.View(0)) {
		kinds = append(kinds, x.Kind)
	}
	for _, k := range d.p.ExceptionKinds() {
		listed = append(listed, k.Name)
	}
	slices.Sort(kinds)
	if got := slices.Compact(kinds); fmt.Sprint(got) != "[custody-gap custody-late fixity-wrong]" || len(listed) != 4 {
		t.Errorf("%v of %v", got, listed)
	}
	if got := d.p.Exceptions(d.sees(access.Anybody())); len(got) != 0 {
		t.Errorf("the public is told %+v", got)
	}
}
