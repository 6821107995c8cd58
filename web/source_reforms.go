package web

import (
	"context"

	"muster"
	"muster/money"
	"muster/reform"
	"muster/report"
	"muster/standing"
)

// ReformSource answers what the pages of reforms ask beside those of all registers.
type ReformSource interface {
	// Scoreboard is how far the steps of a framework are on a day, or without one today; without a framework that
	// of the one with the most steps. One that is not there has no board.
	Scoreboard(ctx context.Context, known, framework string, on muster.Day) (*Scoreboard, error)
	// DueSteps are the steps of all frameworks that are not fulfilled, by the day on which they are due, and what
	// moved a deadline or a wording.
	DueSteps(ctx context.Context, known string, on muster.Day) (*DueSteps, error)
	// StepDetail and InstalmentDetail are what is known of one beside what it says; of one that is not there, or
	// not the viewer's to see, nothing.
	StepDetail(ctx context.Context, known, id string) (*StepDetail, error)
	InstalmentDetail(ctx context.Context, known, id string) (*InstalmentDetail, error)
	// Frameworks are those that the viewer may see, as they stand now.
	Frameworks(ctx context.Context) ([]reform.Framework, error)
}

// Scoreboard is how far the steps of a framework are; without a board there is no such framework.
type Scoreboard struct {
	Around
	Frameworks []reform.Framework
	Board      *report.Scoreboard
}

// DueSteps is what is due, and what moved.
type DueSteps struct {
	Around
	Frameworks []reform.Framework
	Steps      []report.DueStep
	Moved      []MovedStep
}

// MovedStep is an amendment, with both versions where it changed what is asked for.
type MovedStep struct {
	report.Slippage
	Before, After reform.Step
}

// StepDetail is a step with its versions, what was reported of it, and apart from that what was assessed.
type StepDetail struct {
	Versions    []StepVersion
	Framework   *reform.Framework // nil: not for the viewer
	Report      *reform.Report    // nil: none
	ReportedBy  muster.ID
	TakenBack   bool // the report was
	Ratings     []standing.Version[reform.Rating]
	Conclusion  *reform.Conclusion // nil: none
	Hold        *reform.Hold       // nil: no clock ever ran
	DaysLeft    int                // of the clock
	Held        money.Amount       // of the instalment
	HeldIn      money.Currency     // empty: it is not known to the viewer
	Instalments []reform.Instalment
	Decisions   map[string]Decision // on those, where the viewer may see it
	Evidence    []report.Evidence
	Others      []report.Crossed // what else is asked of the same reform
}

// Decision is a decision on an instalment.
type Decision struct{ Name, On string }

// StepVersion is a version of a step, with what it moved.
type StepVersion struct {
	reform.Step
	Slip reform.Slip
}

// Now is the version that stands.
func (d *StepDetail) Now() *reform.Step { return &d.Versions[len(d.Versions)-1].Step }

// InstalmentDetail is the money of an instalment and its steps, those that it is paid for and its preconditions.
type InstalmentDetail struct {
	Framework *reform.Framework // nil: not for the viewer
	Purse     reform.Purse
	Withheld  bool
	Currency  money.Currency
	Steps     [2][]PaidStep
}

// PaidStep is a step of an instalment.
type PaidStep struct {
	reform.Step
	State     string
	Hold      *reform.Hold // nil: no clock ever ran
	DaysLeft  int
	Fulfilled string // the day on which it is accepted to have been fulfilled
}
