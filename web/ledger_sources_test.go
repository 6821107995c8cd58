package web

import (
	"context"
	"crypto/sha256"
	"fmt"
	"strings"

	"muster"
	"muster/money"
	"muster/pledge"
	"muster/report"
)

// The editions of the ledger: release 8, the one before it, and one that was withdrawn.
const (
	release28 muster.ID = "k7gkq2mz4t-90"
	release8  muster.ID = "k7gkq2mz4t-60"
	withdrawn muster.ID = "k7gkq2mz4t-70"
)

// aDocument is the file of the ledger's editions, with a name no system should trust.
var aDocument = []byte("<script>alert('a file is not a page')</script>\n")

func digestOf(b []byte) string { return fmt.Sprintf("%x", sha256.Sum256(b)) }

func (l *ledger) editionLine(id muster.ID) EditionLine {
	e := EditionLine{Recorded: recorded, Publisher: "Kiel Institute"}
	e.ID, e.About, e.Label, e.DataTo, e.DataToFrom, e.At = id, "kiel", "Release 28", muster.NewDay(2026, 2, 28), "as said at the import", 5000
	e.Rows, e.Submission.Recorded, e.Refused, e.Noted, e.Title, e.Comparable = 3566, 3500, 60, 17, "Kiel Institute for the World Economy", true
	e.File, e.Faults, e.Before = digestOf(aDocument), digestOf([]byte("faults")), "Release 8"
	e.Change = pledge.Change{Comparable: true, New: 2, Gone: 1, Changed: 1, Revalued: 120, Same: 12}
	e.Stands = id == release28
	if id != release28 {
		e.Label, e.DataTo, e.Before, e.Change = "Release 8", muster.NewDay(2022, 11, 20), "", pledge.Change{Comparable: true, New: 16}
	}
	return e
}

func (l *ledger) Sources(_ context.Context, known string) (out Sources, err error) {
	if out.Moment, err = l.theMoment(known); err != nil || !l.edition {
		return out, err
	}
	out.Series = []Series{{"kiel", []EditionLine{l.editionLine(release8), l.editionLine(release28)}}}
	return out, nil
}

func (l *ledger) Edition(_ context.Context, known string, id muster.ID) (out EditionAccount, err error) {
	if out.Moment, err = l.theMoment(known); err != nil {
		return out, err
	}
	if id != release28 && id != release8 && id != withdrawn {
		return out, muster.Missing("the edition " + string(id))
	}
	out.EditionLine = l.editionLine(id)
	out.EditionLine.EditionInfo.Stands = id == release28
	out.File = DocumentLine{out.EditionInfo.File, "release28.csv", 4711, "k7gkq2mz4t-58"}
	out.Faults = DocumentLine{out.EditionInfo.Faults, "kiel Release 28 faults.csv", 12, "k7gkq2mz4t-59"}
	switch id {
	case release28:
		out.Previous, out.Others = release8, []EditionName{{release8, "Release 8"}}
	case release8:
		out.Next, out.Later, out.Others = release28, "Release 28", []EditionName{{release28, "Release 28"}}
	case withdrawn:
		out.Withdrawn, out.Why = "k7gkq2mz4t-71", "the wrong file"
	}
	return out, nil
}

func (l *ledger) Release(_ context.Context, _ string, id, _ muster.ID) (r pledge.Release, err error) {
	after := l.editionLine(id)
	r.Edition = after.EditionInfo
	if id != release28 {
		return r, l.fault
	}
	before := l.editionLine(release8).EditionInfo
	r.Before = &before
	eur := func(s string) *money.Amount { a := money.MustParse(s); return &a }
	b := pledge.Bridge{Event: pledge.Committed, Currency: "EUR", Before: money.MustParse("1000000000.005"), Steps: map[pledge.Fate]pledge.Step{}}
	b.After = b.Before
	add := func(f pledge.Fate, id string, from, to *money.Amount) {
		m := pledge.Moved{Contribution: id, Fate: f, Party: "de", Name: "Germany", Type: "military", Before: from, After: to}
		if from != nil {
			m.Difference = m.Difference.Sub(*from)
		}
		if to != nil {
			m.Difference = m.Difference.Add(*to)
		}
		b.Moved = append(b.Moved, m)
		b.After = b.After.Add(m.Difference)
		s := b.Steps[f]
		b.Steps[f] = pledge.Step{Contributions: s.Contributions + 1, Amount: s.Amount.Add(m.Difference)}
	}
	add(pledge.IsNew, "kiel:DEM9", nil, eur("700000000.25"))
	add(pledge.IsGone, "kiel:DEM1", eur("300000000"), nil)
	add(pledge.IsChanged, "kiel:DEM2", eur("5000000"), eur("4000000.5"))
	for i := range 120 {
		add(pledge.IsRevalued, fmt.Sprintf("kiel:DEH%d", i), eur("1000.01"), eur("1000.02"))
	}
	add(pledge.IsNew, "kiel:DEM10", nil, nil)
	r.Bridges = []pledge.Bridge{b}
	return r, l.fault
}

func (l *ledger) Faults(_ context.Context, _ string, id muster.ID) (out []muster.Fault, err error) {
	if id == release8 {
		return nil, l.fault
	}
	for i := range 77 {
		out = append(out, muster.Fault{
			Sheet: "Bilateral Assistance, MAIN DATA", Row: i + 2, Column: `S "Converted Value in EUR"`, Found: strings.Repeat("x", i*5), Accepts: "a number", Why: "It is none.", Refused: i%3 == 0,
		})
	}
	return out, l.fault
}

func (l *ledger) Document(_ context.Context, digest string) (Document, error) {
	if digest != digestOf(aDocument) {
		return Document{}, muster.Missing("the document " + digest)
	}
	return Document{DocumentLine{digest, `../"release28".html`, int64(len(aDocument)), "k7gkq2mz4t-58"}, "html", aDocument}, l.fault
}

func (l *ledger) Shelf(context.Context, string, string) (*Shelf, error) {
	return nil, muster.Missing("the register")
}

func (l *ledger) Held(context.Context, string, string, string) (*HeldObject, error) {
	return nil, muster.Missing("the object")
}

func (l *ledger) NamedBy(context.Context, string, string, string) ([]Linked, error) { return nil, nil }

func (l *ledger) Lessons(context.Context, string) (*LessonsBoard, error) {
	return nil, muster.Missing("the board")
}

func (l *ledger) LessonDigest(context.Context, string, report.LessonDigestQuery) (*LessonDigest, error) {
	return &LessonDigest{LessonDigest: &report.LessonDigest{}}, nil
}

func (l *ledger) Measured(context.Context, string, string) (*Measured, error) { return nil, nil }
