package web

import (
	"bytes"
	"context"
	"fmt"

	"muster"
	"muster/money"
	"muster/pledge"
)

// Try takes any file whose text begins with "good"; each further line is a fault.
func (l *ledger) Try(_ context.Context, up Upload) (string, error) {
	switch {
	case l.fault != nil:
		return "", l.fault
	case !bytes.HasPrefix(up.Data, []byte("good")):
		return "", muster.Invalid(up.Name, "it is no table; accepted are workbooks and CSV")
	case up.Label == "taken":
		return "", muster.Invalid("label", "found \"taken\"; another edition has it")
	}
	t := Trial{Upload: up, Digest: digestOf(up.Data), Size: int64(len(up.Data)), Until: recorded, Words: "Release 29 of kiel", Rows: 200, New: 120, Refused: 1, Noted: 77, Statements: 125}
	t.Faults, _ = l.Faults(context.Background(), "", release28)
	t.Ledger = &pledge.Account{Series: "kiel", Label: "Release 29", Submission: release28, Before: "Release 28", Stands: true, Change: pledge.Change{Comparable: true, New: 3, Gone: 1}}
	if l.tried == nil {
		l.tried = map[string]Trial{}
	}
	l.tried[t.Digest] = t
	return t.Digest, nil
}

func (l *ledger) Tried(_ context.Context, by muster.PartyID, digest string) (Trial, error) {
	t, ok := l.tried[digest]
	if !ok || t.By != by {
		return t, muster.Missing("a file with the SHA-256 " + digest)
	}
	return t, l.fault
}

func (l *ledger) Commit(_ context.Context, by muster.PartyID, digest string) error {
	t, err := l.Tried(context.Background(), by, digest)
	if err != nil {
		return err
	}
	if t.Label == "late" {
		return muster.Conflict("label", "another edition of this label was recorded meanwhile")
	}
	t.Recorded, t.Known = true, 6039
	l.tried[digest] = t
	return nil
}

func (l *ledger) Withdraw(_ context.Context, by muster.PartyID, id muster.ID, why string) error {
	l.withdrew = fmt.Sprintf("%s %s %s", by, id, why)
	return l.fault
}

func (l *ledger) Definitions(_ context.Context, known string) (out Definitions, err error) {
	if out.Moment, err = l.theMoment(known); err != nil || !l.pledges {
		return out, err
	}
	t, _ := l.tally("")
	if t.Series != "" {
		out.Sources = []Tally{t}
	}
	for _, m := range l.terms.Methods {
		out.Methods = append(out.Methods, MethodDefined{Statement: m.Statement, Digest: digestOf([]byte(m.Name)), Method: pledge.Method{
			Envelope: muster.Envelope{About: m.Name + "/1"}, Name: m.Name, Title: m.Text, Series: "kiel", Event: pledge.Allocated, Types: []string{"military"},
			Membership: "window-end", Months: "leave_out", Proxy: "It stands in for what was delivered.",
		}})
	}
	p := PledgeDefined{Statement: l.terms.Statement, Terms: pledge.Terms{
		Envelope: muster.Envelope{About: l.terms.Name}, Title: l.terms.Title, Floor: eur(money.MustParse("40000000000")), Method: "military-allocated", Counts: pledge.Delivered,
	}}
	_, p.Window = settle(Query{})
	p.ShareKey.Year = 2023
	out.Pledges = []PledgeDefined{p}
	return out, nil
}
