package web

import (
	"context"
	"time"

	"muster"
)

// RecordSource answers what the pages of the record ask.
type RecordSource interface {
	// Record lists statements, newest first, without reading more of the record than it lists.
	Record(ctx context.Context, q RecordQuery) (Record, error)

	// Now is where the record stands, for pages that show nothing else of it.
	Now(ctx context.Context) (Moment, error)

	// Verify begins to verify the whole record, unless that is under way, and returns after a moment.
	Verify(ctx context.Context) error

	// Verification is the last verification: under way, done, or none yet.
	Verification(ctx context.Context) (Verification, error)
}

// RecordQuery says which statements. Zero fields ask for all.
type RecordQuery struct {
	Known    string
	Kind     string         // "pledge.entry/1"
	Party    muster.PartyID // whose claim it is
	About    string         // the object spoken of
	State    string         // "stands" or "ended"
	From, To muster.Seq     // positions, both included; 0: open
	Before   muster.Seq     // only those below this position; 0: from the end
	Limit    int
}

// Record is a page of the list. Older is the Before of the next page, 0 where the list ends. Stopped
// says that the search for something rare was broken off there; it goes on from Older.
type Record struct {
	Moment
	Title      string // what the record calls itself
	ID         string
	Lines      []RecordLine
	Older      muster.Seq
	Stopped    bool
	Kinds      []RecordKind // all there are, in order of name
	Parties    []Group      // that speak in it, in order of name
	Checkpoint string       // the signed tree head at Known
	Key        string       // with which it verifies
}

// RecordKind is a kind of statement with what it does, in words: "names a party".
type RecordKind struct{ Name, Words string }

// RecordLine is a statement in the list.
type RecordLine struct {
	ID       muster.ID
	Position muster.Seq
	Recorded time.Time
	Kind     string // empty: a text that was erased
	Words    string
	Speaker  string
	About    string
	Stands   bool
	EndedBy  muster.ID
	Withheld bool // it is not for the reader: nothing more is told
}

// Verification is what verifying the whole record showed.
type Verification struct {
	Moment            // of the record it verified
	Began, Ended      time.Time
	Running           bool
	Done              muster.Seq // statements read so far
	Statements        muster.Seq
	Erased, Documents int
	Findings          []string
	Snapshot          string // what became of the snapshot, in words
	Fault             string // why it could not be done
}
