package web

import (
	"context"
	"time"

	"muster"
	"muster/access"
	asks "muster/ask"
	"muster/board"
	"muster/fund"
	"muster/item"
	"muster/money"
	"muster/sheet"
	"muster/standing"
	"muster/work"
)

// AskSource answers what the pages of asks and of money packages ask, for whoever looks in the context.
// known is a position, a day or an instant; empty: all.
type AskSource interface {
	// Asks lists the asks, those that wait for answers first.
	Asks(ctx context.Context, known string) (*Asks, error)
	// Ask is one of them, with what every donor answered for every line.
	Ask(ctx context.Context, known, id string) (*AskDetail, error)
	// AskSheet is the sheet of an ask for one donor.
	AskSheet(ctx context.Context, known, id string, donor muster.PartyID) (sheet.Export, error)
	// TryReplies reads a filled-in sheet and says what recording it would do, without recording anything. The
	// bytes are kept for a while, so that exactly they can be recorded.
	TryReplies(ctx context.Context, as access.Principal, id string, donor muster.PartyID, name string, data []byte) (digest string, err error)
	// TriedReplies is what was tried by a principal, or recorded since; Missing once it has expired.
	TriedReplies(ctx context.Context, as access.Principal, id string, donor muster.PartyID, digest string) (ReplyTrial, error)
	// CommitReplies records the answers of what was tried; rows that are refused are left out.
	CommitReplies(ctx context.Context, as access.Principal, id string, donor muster.PartyID, digest string) error
	// Packages lists the money packages, those that want money first.
	Packages(ctx context.Context, known string) (*Packages, error)
	// Package is one of them.
	Package(ctx context.Context, known, id string) (*PackageDetail, error)
}

// Held is an object of coordination as its table of states has it.
type Held struct {
	Statement muster.ID
	State     string // as shown, derived ones too
	Life      standing.Version[work.Life]
	Object    access.Object
	Days      map[string]muster.Day // that limits name
	Urgent    bool
}

// Asks is the list of asks.
type Asks struct {
	Around
	Lines []AskLine
}

// AskLine is an ask in the list.
type AskLine struct {
	Held
	asks.Ask
	Asked  muster.Day // when it was recorded
	Due    muster.Day
	Donors []AskDonor // those of the ask, in its order
	Needs  int        // its lines that the viewer may see
	Items  []string   // what they are of, in every language, folded: for looking something up
}

// AskDonor counts what a donor answered in an ask.
type AskDonor struct {
	Party                               muster.PartyID
	Offer, Part, Later, Cannot, Silence int
	Withheld                            int // answered, and not for the viewer
	Days                                int // for which it has been silent, at most
	Late                                int // of them days after the one by which to reply
}

// Answered counts the lines for which the donor answered.
func (d AskDonor) Answered() int { return d.Offer + d.Part + d.Later + d.Cannot + d.Withheld }

// AskDetail is one ask.
type AskDetail struct {
	Around
	AskLine
	Matrix  asks.Matrix
	Names   map[item.ID]item.Names
	Stock   map[muster.PartyID][]board.Offer // what the donors offer that could answer for one of the lines
	History []Event
}

// ReplyTrial is what recording a filled-in sheet would do or, once Recorded, did.
type ReplyTrial struct {
	Name, Digest string
	Size         int64
	Until        time.Time
	Recorded     bool
	Known        muster.Seq
	Answers      []*asks.Answer // that would be recorded, or were
	Rows         []int          // of the sheet, one for each answer
	RowsRead     int
	Empty        int
	Unchanged    int
	Refused      int
	Faults       []muster.Fault
}

// Packages is the list of money packages.
type Packages struct {
	Around
	Lines []PackageLine
}

// PackageLine is a money package with what it costs and what is given for it.
type PackageLine struct {
	Held
	fund.Stated
	Totals   []fund.Total
	Withheld bool            // of the money not all is for the viewer
	Progress []fund.Progress // how far its lines came
}

// Costs lists what a package costs, by currency.
func (l *PackageLine) Costs() (all []money.Money) {
	for _, t := range l.Totals {
		if !t.Apart() {
			all = append(all, money.Money{Amount: t.Asked, Currency: t.Currency})
		}
	}
	return all
}

// PackageDetail is one money package.
type PackageDetail struct {
	Around
	PackageLine
	Names   map[string]item.Names // of the items of its requirements, by requirement
	Stock   []board.Offer         // offers that may arrive for one of its lines
	Money   string                // an id that no money has yet
	History []Event
}
