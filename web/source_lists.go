package web

import (
	"context"
	"time"

	"muster"
	"muster/access"
	"muster/item"
	"muster/lists"
	"muster/sheet"
)

// ListSource takes the lists that people keep of their offers and requirements. Of is one of lists.Whole.
type ListSource interface {
	// ListForm is what a list looks like for whoever brings one.
	ListForm(ctx context.Context, as access.Principal, of string) (*ListForm, error)
	// TryList reads a list and says what recording it would do, without recording anything. The bytes are
	// kept for a while, so that exactly they can be recorded. Whom is to whom rows are shown that do not say.
	TryList(ctx context.Context, as access.Principal, of string, whom muster.Audience, name string, data []byte) (digest string, err error)
	// TriedList is what was tried by a principal, or recorded since; Missing once it has expired.
	TriedList(ctx context.Context, as access.Principal, of, digest string) (*ListTrial, error)
	// CommitList records what was tried: all of it or, where good says so, the rows that are not refused.
	CommitList(ctx context.Context, as access.Principal, of, digest string, good bool) error
}

// ListForm is what a list looks like.
type ListForm struct {
	Around
	Accepts  [][2]string // the columns with what each accepts
	Template sheet.Export
}

// ListTrial is what recording a list would do or, once Recorded, did.
type ListTrial struct {
	Around
	Of, Name, Digest string
	Whom             muster.Audience
	Until            time.Time
	Recorded         bool
	At               muster.Seq // the position afterwards, once recorded
	Lines            []lists.Line
	Names            map[item.ID]item.Names
	New, Changed     int
	Same             int // rows that say what stands already
	RowsRead         int
	Refused          int
	Faults           []muster.Fault
	Notes            []string
}
