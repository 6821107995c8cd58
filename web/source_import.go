package web

import (
	"context"
	"time"

	"muster"
	"muster/pledge"
)

// ImportSource takes what somebody brings. Its refusals name the field that is wrong.
type ImportSource interface {
	// Try reads a file and says what recording it would do, without recording anything. The bytes are
	// kept for a while under their SHA-256, so that exactly they can be recorded.
	Try(ctx context.Context, up Upload) (digest string, err error)

	// Tried is what was tried under a digest by a party, or recorded since; Missing once it has expired.
	Tried(ctx context.Context, by muster.PartyID, digest string) (Trial, error)

	// Commit records what was tried under a digest, all or nothing.
	Commit(ctx context.Context, by muster.PartyID, digest string) error

	// Withdraw takes a submission back, with the reason.
	Withdraw(ctx context.Context, by muster.PartyID, id muster.ID, why string) error
}

// Upload is a file with what was said of it.
type Upload struct {
	By     muster.PartyID // who brings it
	Kind   string         // one of ImportKinds
	Name   string
	Data   []byte
	Label  string
	AsOf   *muster.Day
	Series muster.SeriesID // the last three for entries only
	Claims muster.PartyID  // whose claims these are; empty: the operator's
	Title  string
}

// ImportKinds are what can be brought.
var ImportKinds = []string{"kiel", "rates", "gdp", "parties", "entries"}

// Trial is what recording a file would do or, once Recorded, did.
type Trial struct {
	Upload            // without its bytes
	Digest     string // SHA-256, hexadecimal
	Size       int64
	Until      time.Time // when it is forgotten
	Recorded   bool
	Known      muster.Seq // position afterwards, once recorded
	Words      string     // what was brought, in words
	Notes      []string
	Rows       int
	New        int // rows that say something new
	Unchanged  int
	Refused    int
	Noted      int
	Statements int
	Faults     []muster.Fault
	Ledger     *pledge.Account // for editions
}
