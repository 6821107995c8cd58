package web

import (
	"context"
	"fmt"
	"slices"

	"muster"
	"muster/pledge"
)

// Record lists the ledger's rows as statements, from position 100 on.
func (l *ledger) Record(_ context.Context, q RecordQuery) (out Record, err error) {
	if out.Moment, err = l.theMoment(q.Known); err != nil {
		return out, err
	}
	out.Kinds = []RecordKind{{pledge.KindEntry, "says that something happened to a contribution"}, {pledge.KindTerms, "says what was pledged"}}
	out.Parties = []Group{{"kiel-institute", "Kiel Institute"}}
	out.Checkpoint = "muster/k7gkq2mz4t\n5914\nnzyZ1gmVQ0CkuT2mcPMnTEFkbLW63sOmXtXhqQh0mxQ=\n\n— muster/k7gkq2mz4t AAAA\n"
	if !slices.ContainsFunc(out.Kinds, func(k RecordKind) bool { return q.Kind == "" || k.Name == q.Kind }) {
		return out, muster.Invalid("kind", fmt.Sprintf("found %q; choose one of those listed", q.Kind))
	}
	if q.Party != "" && q.Party != "kiel-institute" {
		return out, muster.Invalid("party", fmt.Sprintf("found %q, which has said nothing in this record", q.Party))
	}
	if q.Kind == pledge.KindTerms {
		return out, nil
	}
	for i, r := range slices.Backward(l.rows) {
		at := muster.Seq(i + 100)
		line := RecordLine{
			ID: r.Statement, Position: at, Recorded: recorded, Kind: pledge.KindEntry, Words: out.Kinds[0].Words, Speaker: "Kiel Institute",
			About: r.Contribution, Stands: at != 102,
		}
		if !line.Stands {
			line.EndedBy = "k7gkq2mz4t-150"
		}
		if q.Before > 0 && at >= q.Before || q.From > 0 && at < q.From || q.To > 0 && at > q.To || q.About != "" && q.About != line.About ||
			q.State == "stands" && !line.Stands || q.State == "ended" && line.Stands {
			continue
		}
		if len(out.Lines) == q.Limit {
			out.Older = at + 1
			return out, nil
		}
		out.Lines = append(out.Lines, line)
	}
	return out, nil
}

func (l *ledger) Verify(context.Context) error {
	m, _ := l.theMoment("")
	l.checked = Verification{Moment: m, Began: recorded, Ended: recorded, Statements: 5914, Documents: 5, Snapshot: "there is none"}
	return l.fault
}

func (l *ledger) Verification(context.Context) (Verification, error) { return l.checked, l.fault }

func (l *ledger) Now(context.Context) (Moment, error) { return l.theMoment("") }
