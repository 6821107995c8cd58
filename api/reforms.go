package api

import (
	"context"

	"github.com/danielgtaylor/huma/v2"

	"muster"
	"muster/report"
)

// OfFramework are the parameters of a list of steps.
type OfFramework struct {
	Paged
	Framework string `query:"framework" doc:"Only steps of this framework, by its id; absent: of all."`
}

// ScoreboardAsked are the parameters of a scoreboard.
type ScoreboardAsked struct {
	Asked
	Framework string `query:"framework" doc:"The framework, by its id; absent: the only one there is."`
}

// DueAsked are the parameters of what is due.
type DueAsked struct {
	OfFramework
	Until string `query:"until" doc:"Only what is due by this day, as in 2027-03-31; absent: all."`
}

// EvidenceAsked are the parameters of the index of evidence.
type EvidenceAsked struct {
	OfFramework
	Step string `query:"step" doc:"Only of this step, by its id."`
}

// CrosswalkAsked are the parameters of the crosswalk.
type CrosswalkAsked struct {
	Paged
	Reform string `query:"reform" doc:"Only steps of this reform, by its id."`
}

func (a *api) reforms() {
	read[ScoreboardAsked, report.Scoreboard](a, huma.Operation{
		OperationID: "scoreboard", Path: "/v1/reforms/scoreboard", Tags: []string{"Reforms"}, Metadata: asFile,
		Summary:     "How far a framework's steps are on the effective day, and what money hangs on them",
		Description: "As a file: a row for each chapter. What who does a step reports is never counted as assessed, and no scale is averaged.",
	}, func(_ context.Context, in *ScoreboardAsked, at asOf) (g given, err error) {
		var b *report.Scoreboard
		at.view.Read(func() { b, err = report.ScoreboardOf(at.view, in.Framework) })
		if err != nil {
			return g, err
		}
		b.Foot = at.foot
		return given{body: b, columns: report.Score{}.Columns(), rows: rowsOf(b.Chapters), daily: true}, nil
	})
	listed(a, huma.Operation{
		OperationID: "reforms-due", Path: "/v1/reforms/due", Tags: []string{"Reforms"}, Summary: "The steps that are not fulfilled, by the day on which they are due, with the money that hangs on them",
	}, true, func(in *DueAsked, at asOf) ([]report.DueStep, error) {
		var until muster.Day
		if in.Until != "" {
			d, err := muster.ParseDay(in.Until)
			if err != nil {
				return nil, muster.Invalid("until", err.Error())
			}
			until = d
		}
		return report.DueSteps(at.view, in.Framework, until)
	})
	listed(a, huma.Operation{
		OperationID: "slippage", Path: "/v1/reforms/slippage", Tags: []string{"Reforms"}, Summary: "Every amendment that moved a deadline or a wording, with its reason",
	}, true, func(in *OfFramework, at asOf) ([]report.Slippage, error) {
		return report.Slippages(at.view, in.Framework)
	})
	listed(a, huma.Operation{
		OperationID: "reform-evidence", Path: "/v1/reforms/evidence", Tags: []string{"Reforms"}, Summary: "Every piece of evidence by step: what was reported, and apart from it what was assessed",
	}, true, func(in *EvidenceAsked, at asOf) ([]report.Evidence, error) {
		return report.EvidenceIndex(at.view, in.Framework, in.Step)
	})
	listed(a, huma.Operation{
		OperationID: "crosswalk", Path: "/v1/reforms/crosswalk", Tags: []string{"Reforms"}, Summary: "What several frameworks ask of one reform, and how each rated it",
	}, true, func(in *CrosswalkAsked, at asOf) ([]report.Crossed, error) {
		return report.Crosswalk(at.view, in.Reform)
	})
}
