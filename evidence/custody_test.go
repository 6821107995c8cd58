package evidence_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"muster"
	"muster/evidence"
)

func TestEachEventOfCustodyNamesTheDigestOfTheOneBefore(t *testing.T) {
	d := newVault(t)
	one := d.event("evidence", "e-1", evidence.EventCopied, custodian)
	two := d.event("evidence", "e-1", evidence.EventAccessed, second) // at the same time, by somebody else
	d.Add(one)
	d.refuses(two, "the next event of evidence/e-1 is number 3")
	two.Number = 3
	d.refuses(two, "the event before has the digest")
	two = d.event("evidence", "e-1", evidence.EventAccessed, second)
	if want, _ := evidence.DigestOf(one); two.Before != want || two.Number != 3 {
		t.Errorf("%+v", two)
	}
	d.Add(two)
	taken := d.event("evidence", "e-1", evidence.EventCopied, custodian)
	taken.Replaces = d.ID(int(d.Known()))
	d.refuses(taken, "custody is not taken back")
	for text, spoil := range map[string]func(*evidence.Custody){
		"the reason": func(x *evidence.Custody) { x.Why = "" }, "acted_by": func(x *evidence.Custody) { x.ActedBy = "" }, "an instant with its zone": func(x *evidence.Custody) { x.At = "today" },
		"not to come": func(x *evidence.Custody) { x.At = "2027-01-01T00:00:00Z" }, "operator+restricted": func(x *evidence.Custody) { x.Audience = "public" }, "no such field": func(x *evidence.Custody) { x.Holder = "a" }, "no text": func(x *evidence.Custody) { x.Why = "a\xff" },
	} {
		x := d.event("evidence", "e-1", evidence.EventCopied, custodian)
		spoil(x)
		d.refuses(x, text)
	}
	d.refuses(d.event("evidence", "e-1", evidence.EventReceived, custodian), "it was received already")
	d.refuses(d.event("evidence", "e-9", evidence.EventCopied, custodian), "is not in this record")
	d.refuses(d.event("evidence", "e-1", evidence.EventExported, first), "may not say that evidence was exported")
}

func TestCustodyBeforeRegistrationIsRecordedAndItsGapsAreShown(t *testing.T) {
	d := newVault(t)
	d.refuses(d.event("evidence", "e-1", evidence.EventHeld, documenter), "of an item that is not registered yet")
	d.Add(document("e-2"), entry("e-2", documenter)) // captured on 1 January at 08:00 UTC
	held := func(from, until string) {
		x := d.event("evidence", "e-2", evidence.EventHeld, documenter)
		x.At, x.Until = from, until
		d.Add(x)
	}
	held("2026-01-01T08:00:00Z", "2026-01-01T12:00:00Z")
	held("2026-01-03T00:00:00Z", "2026-01-04T00:00:00Z")
	if got := d.p.Gaps(d.Known(), "e-2"); got != nil {
		t.Error(got)
	}
	d.Add(d.event("evidence", "e-2", evidence.EventReceived, documenter)) // on 5 January at 09:00
	var gaps []string
	for _, g := range d.p.Gaps(d.Known(), "e-2") {
		gaps = append(gaps, g.From.UTC().Format("2T15:04")+"–"+g.Until.UTC().Format("2T15:04"))
	}
	if got := strings.Join(gaps, " "); got != "1T12:00–3T00:00 4T00:00–5T09:00" {
		t.Error(got)
	}
	// Who was the last to have it is said; that it came is not.
	d.Add(document("e-4"), entry("e-4", documenter), d.event("evidence", "e-4", evidence.EventHeld, documenter))
	d.refuses(do("e-4", evidence.ActRegister, custodian), "nothing says yet how it was received")
	stated := d.event("evidence", "e-4", evidence.EventHeld, documenter) // from 1 January at 08:00 until the 2nd
	stated.Holder = evidence.HolderUnknown
	d.Add(stated)
	if got := d.p.Gaps(d.Known(), "e-4"); len(got) != 1 || got[0].Until.Sub(got[0].From) != 24*time.Hour {
		t.Errorf("a gap that was stated: %v", got)
	}
	d.Add(do("e-4", evidence.ActRegister, custodian))
	unknown := entry("e-3", documenter)
	unknown.Captured = ""
	d.Add(document("e-3"), unknown, d.event("evidence", "e-3", evidence.EventReceived, documenter))
	if got := d.p.Gaps(d.Known(), "e-3"); len(got) != 1 || !got[0].From.IsZero() {
		t.Errorf("%v: nothing is known before", got)
	}
}

func TestABrokenChainOfCustodyIsNamedWhereItBreaks(t *testing.T) {
	d := newVault(t)
	for range 3 {
		d.Add(d.event("evidence", "e-1", evidence.EventCopied, custodian))
	}
	var bodies [][]byte
	for _, l := range d.p.Chain(d.Known(), "evidence", "e-1") {
		b, err := muster.EncodeBody(nil, &l.Value.Custody)
		if err != nil {
			t.Fatal(err)
		}
		bodies = append(bodies, b)
	}
	broken := func(change func([][]byte) [][]byte) string {
		return fmt.Sprint(evidence.CheckChain(change(append([][]byte(nil), bodies...))))
	}
	if got := broken(func(b [][]byte) [][]byte { return b }); got != "[]" || len(bodies) != 4 {
		t.Errorf("%d events: %s", len(bodies), got)
	}
	for want, change := range map[string]func([][]byte) [][]byte{
		"event 3: it names": func(b [][]byte) [][]byte {
			b[1] = []byte(strings.Replace(string(b[1]), "a reason", "no reason", 1))
			return b
		},
		"event 2: it has the number 3: an event is missing": func(b [][]byte) [][]byte { return append(b[:1:1], b[2:]...) },
		"event 4: it is no event of custody":                func(b [][]byte) [][]byte { b[3] = []byte("{}"); return b },
		"event 4: it is of evidence/e-2": func(b [][]byte) [][]byte {
			b[3] = []byte(strings.Replace(string(b[3]), `"e-1"`, `"e-2"`, 1))
			return b
		},
	} {
		if got := broken(change); !strings.HasPrefix(got, "["+want) {
			t.Errorf("%s, want %s", got, want)
		}
	}
}
