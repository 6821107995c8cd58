package web

import (
	"context"

	"muster"
	"muster/pledge"
)

// LedgerSource answers what the pages of contributions, entries and figures ask. known is a
// position, a day, an instant or nothing, as everywhere.
type LedgerSource interface {
	// Ledgers lists the series with what can be asked of each; first the one that pledges count.
	Ledgers(ctx context.Context, known string) ([]Ledger, Moment, error)

	// Figure adds up what a question asks for.
	Figure(ctx context.Context, known string, q pledge.PositionQuery) (*pledge.Position, Moment, error)

	// Entries returns at most n of the entries behind a figure or a part of it, from one on, in an
	// order of pledge.EntryOrders.
	Entries(ctx context.Context, known string, q pledge.PositionQuery, order string, from, n int) (*EntryList, error)

	// Contributions returns at most n of the contributions that a question asks for, from one on.
	Contributions(ctx context.Context, known string, q pledge.ContributionQuery, from, n int) (*ContributionList, error)

	// Contribution returns all that was ever said of a contribution, first what was said first.
	Contribution(ctx context.Context, known, id string) (*Contribution, error)
}

// Ledger is a series and what can be asked of it.
type Ledger struct {
	pledge.Vocabulary
	Series   muster.SeriesID
	Title    string // how its publisher is cited
	Editions []Edition
	Donors   []Named
	Groups   []Named
}

// Named is a party or a group with its name.
type Named struct {
	ID   muster.PartyID
	Name string
	ISO2 string // of a state
}

// EntryList is a part of the entries behind a number, with what all of them come to.
type EntryList struct {
	Moment
	Total    int
	Sums     []pledge.PositionRow // with what is unlisted, a row for each currency
	Unlisted []pledge.PositionRow // the part of it that the reader sees counted and not listed
	Undated  int
	Withheld bool
	Lines    []pledge.Line
	Laid     *pledge.Laid  // what a layer did
	Excluded []pledge.Line // the entries that a layer keeps out, with what each would add; none is among Lines
}

// ContributionList is a part of the contributions asked for, with what all of them come to.
type ContributionList struct {
	Moment
	Total    int
	Sums     map[pledge.Event][]pledge.PositionRow // with what is unlisted
	Unlisted map[pledge.Event][]pledge.PositionRow // the part of it that the reader sees counted and not listed
	Withheld bool
	Rows     []pledge.ContributionRow
	Without  map[pledge.Event][]pledge.PositionRow // with a layer: the sums without it
}

// Contribution is all that was said of one contribution.
type Contribution struct {
	Moment
	ID     string
	Series muster.SeriesID
	Donor  Named
	Claims []Claim
}

// Claim is one entry about a contribution: as said, and where it was read.
type Claim struct {
	pledge.Entry
	Statement muster.ID
	Stands    bool
	Cited     []Cited  // an edition each that says so, the first first
	Derived   *Follows // what it follows from; nil: somebody stated it
}

// Follows is the match that an entry follows from, and how the commitment was found that it fulfils.
type Follows struct{ Match, Fulfils string }
