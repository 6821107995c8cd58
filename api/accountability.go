package api

import (
	"context"

	"github.com/danielgtaylor/huma/v2"

	"muster/report"
)

// ExceptionsAsked are the parameters of the book of exceptions.
type ExceptionsAsked struct {
	Asked
	Party string `query:"party" doc:"Only those for which this party answers, by its id or any name that is its alone; absent: any."`
	From  string `query:"from" doc:"Only those recorded on or after this day, as in 2026-07-01."`
	To    string `query:"to" doc:"Only those recorded before this day."`
	Kind  string `query:"kind" doc:"Only those of this kind, as in match-override; absent: all."`
	Days  string `query:"days" doc:"A statement is back-dated after so many days, 0 to 36500; absent: 30."`
}

// accountability registers what auditors ask. What it says of reasons given can be erased, so that no answer of it is
// for ever.
func (a *api) accountability() {
	read[ExceptionsAsked, report.Exceptions](a, huma.Operation{
		OperationID: "exceptions", Path: "/v1/exceptions", Tags: []string{"Accountability"}, Metadata: asFile,
		Summary:     "What is allowed and for which somebody answers, with who and the reason given",
		Description: "Overrides, statements that hold from long before they were recorded, one person in two roles, values whose basis is not known, gaps of custody. Each part knows exceptions of its own; kinds counts those that were found. As a file: a row for each.",
	}, func(ctx context.Context, in *ExceptionsAsked, at asOf) (given, error) {
		q, err := report.ExceptionsWords{Party: in.Party, From: in.From, To: in.To, Kind: in.Kind, Days: in.Days}.Query()
		if err != nil {
			return given{}, err
		}
		x, err := a.src.Exceptions(ctx, at.view, q)
		if err != nil {
			return given{}, err
		}
		return given{body: x, columns: report.Exception{}.Columns(), rows: rowsOf(x.Items), mutable: true}, nil
	})
	read[Asked, report.Backlog](a, huma.Operation{
		OperationID: "backlog", Path: "/v1/backlog", Tags: []string{"Accountability"}, Metadata: asFile,
		Summary:     "What waits of evidence: items to register or review, images that look alike, hints on damage; and when originals were hashed last",
		Description: "As of now, or of when the position that known asks for was the last. As a file: a row for each item that waits.",
	}, func(ctx context.Context, in *Asked, at asOf) (given, error) {
		x, err := a.src.Backlog(ctx, at.view, in.Known)
		if err != nil {
			return given{}, err
		}
		return given{body: x, columns: report.BacklogItem{}.Columns(), rows: rowsOf(x.Items), timely: true}, nil
	})
	read[Asked, report.Damage](a, huma.Operation{
		OperationID: "damage", Path: "/v1/damage", Tags: []string{"Accountability"}, Metadata: asFile,
		Summary:     "What damage comes to, by sort of object, region, month and currency; it names nobody",
		Description: "Of entries that were decided to be the same one counts, and none that was set aside: left_out says how many do not. As a file: a row for each sort, region, month and currency.",
	}, func(_ context.Context, _ *Asked, at asOf) (given, error) {
		var x *report.Damage
		at.view.Read(func() { x = report.DamageOf(at.view) })
		x.Foot = at.foot
		return given{body: x, columns: report.DamageRow{}.Columns(), rows: rowsOf(x.Items)}, nil
	})
	read[Asked, report.Samples](a, huma.Operation{
		OperationID: "samples", Path: "/v1/samples", Tags: []string{"Accountability"}, Metadata: asFile,
		Summary:     "The random samples that were drawn, the last first",
		Description: "Who may see as much as who drew one draws it again by its list, size and seed, as known at its position, and gets the same digest of the population. One is recorded as a statement audit.sample/1 by an auditor or the operator. As a file: a row for each.",
	}, func(_ context.Context, _ *Asked, at asOf) (given, error) {
		var x *report.Samples
		at.view.Read(func() { x = report.SamplesOf(at.view) })
		x.Foot = at.foot
		return given{body: x, columns: report.SampleDrawn{}.Columns(), rows: rowsOf(x.Items), mutable: true}, nil
	})
	read[Asked, report.Access](a, huma.Operation{
		OperationID: "access", Path: "/v1/access", Tags: []string{"Accountability"}, Metadata: asFile,
		Summary:     "Who read, copied or took out what is restricted, when and why, the latest first",
		Description: "Every read of what is restricted is recorded before it is handed out, and shown to whom the object is. As a file: a row for each.",
	}, func(_ context.Context, _ *Asked, at asOf) (given, error) {
		var x *report.Access
		at.view.Read(func() { x = report.AccessOf(at.view) })
		x.Foot = at.foot
		return given{body: x, columns: report.AccessLine{}.Columns(), rows: rowsOf(x.Items), mutable: true}, nil
	})
}
