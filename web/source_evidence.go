package web

import (
	"context"
	"io"
	"time"

	"muster"
	"muster/access"
	"muster/evidence"
	"muster/report"
	"muster/sheet"
	"muster/work"
)

// EvidenceSource answers what the pages of evidence ask beside those of all registers.
type EvidenceSource interface {
	// Accountability is the board.
	Accountability(ctx context.Context, known string) (*AccountabilityBoard, error)
	// Exceptions is the book of exceptions; kind and party are left to the page.
	Exceptions(ctx context.Context, known string, q report.ExceptionsQuery) (*ExceptionBook, error)
	// Samples lists the random samples that were drawn.
	Samples(ctx context.Context, known string) (*SampleBook, error)
	// DrawSample draws a random sample of what somebody may see now, and records it; without a seed one is made.
	DrawSample(ctx context.Context, as access.Principal, list string, size int, seed, why string) (muster.ID, error)
	// SamplePaper is the working paper of a sample, drawn again; where the viewer sees something else than who drew it,
	// it is refused.
	SamplePaper(ctx context.Context, id muster.ID) (sheet.Export, error)
	// Custody is who had an object of the register, as far as the viewer may see it.
	Custody(ctx context.Context, known, object, id string) (*Custody, error)
	// Bundle makes a bundle of a case, which records that its items leave, and returns what writes it as
	// a ZIP file, and is to be closed.
	Bundle(ctx context.Context, as access.Principal, id, why string) (*CaseBundle, error)
}

// AccountabilityBoard is where evidence, incidents, damage and cases are.
type AccountabilityBoard struct {
	Around
	*report.Accountability
}

// ExceptionBook are the exceptions that the viewer may see.
type ExceptionBook struct {
	Around
	*report.Exceptions
	Every []work.ExceptionKind // all kinds that there are, found or not
}

// SampleBook are the samples drawn that the viewer may see.
type SampleBook struct {
	Around
	*report.Samples
	Lists []string // of which one may be drawn
}

// Custody is an object's chain of custody.
type Custody struct {
	Links    []CustodyLink
	Withheld int            // events that are not for the viewer
	Broken   int            // events that do not follow on the one before
	Gaps     []evidence.Gap // times of which nobody says who had it
	Texts    []string       // the sorts of restricted texts that are kept of it, of which no page shows the content
	Hold     string         // the legal hold on it; empty: none
}

// CustodyLink is one event.
type CustodyLink struct {
	evidence.Link
	Statement muster.ID
	At        time.Time
	Until     time.Time // zero: it has none
}

// CaseBundle is a bundle that was made.
type CaseBundle struct {
	Name string // of the bag
	io.WriterTo
	io.Closer
}
