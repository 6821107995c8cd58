package report

import (
	"muster"
)

// Filter says which statements are meant; what is empty lets everything through.
type Filter struct {
	Kind  string         // "pledge.entry/1"
	By    muster.PartyID // whose claim it is, by itself or in a submission
	About string         // the object spoken of
}

// File is what somebody brings to be imported.
type File struct {
	Kind   string // kiel, rates, gdp, parties, entries
	Name   string // of the file
	Data   []byte
	Label  string
	AsOf   *muster.Day
	Series muster.SeriesID // for entries
	By     muster.PartyID  // for entries: whose claims these are; empty: the operator's
	Title  string          // for entries: how the source is cited
	DryRun bool
}

// Account is what an import did, or in a dry run would do: Rows = Recorded + Unchanged + Refused.
type Account struct {
	Kind       string         `json:"kind"`
	Words      string         `json:"words" doc:"what was brought, in words"`
	DryRun     bool           `json:"dry_run"`
	Rows       int            `json:"rows" doc:"rows read = recorded + unchanged + refused"`
	Recorded   int            `json:"recorded"`
	Unchanged  int            `json:"unchanged"`
	Refused    int            `json:"refused"`
	Noted      int            `json:"noted" doc:"rows taken with a doubt"`
	Statements int            `json:"statements"`
	Position   muster.Seq     `json:"position" doc:"up to which the record goes afterwards, for at-least"`
	Notes      []string       `json:"notes"`
	Ledger     *LedgerAccount `json:"ledger" doc:"for an edition of a series; null for rates, GDP and parties"`
	Faults     []Fault        `json:"faults" doc:"refusals first, then notes; at most 1000"`
	MoreFaults int            `json:"more_faults" doc:"how many are not listed; the submission's list of faults has them all"`
}

// LedgerAccount is what an import did to a series, counted in contributions.
type LedgerAccount struct {
	Series     muster.SeriesID `json:"series"`
	Label      string          `json:"label"`
	DataTo     muster.Day      `json:"data_to"`
	DataToFrom string          `json:"data_to_from"`
	Again      string          `json:"again,omitempty" doc:"the label under which the same bytes were recorded before; nothing was recorded"`
	Submission muster.ID       `json:"submission" doc:"its statement"`
	Before     string          `json:"before" doc:"label of the edition the changes are against"`
	Stands     bool            `json:"stands" doc:"whether it is the edition that counts now"`
	Comparable bool            `json:"comparable"`
	New        int             `json:"new"`
	Gone       int             `json:"gone"`
	Changed    int             `json:"changed"`
	Revalued   int             `json:"revalued"`
	Same       int             `json:"unchanged"`
}

// Fault is one doubt about one cell.
type Fault struct {
	Sheet   string `json:"sheet,omitempty"`
	Row     int    `json:"row" doc:"as the sheet shows it, the heading counted"`
	Column  string `json:"column"`
	Verdict string `json:"verdict" enum:"refused,note"`
	Found   string `json:"found"`
	Accepts string `json:"accepts"`
	Why     string `json:"why"`
}

// mostFaults is how many faults an account lists.
const mostFaults = 1000

// Faults lays out faults, refusals first, and says how many are left.
func Faults(all []muster.Fault) (out []Fault, more int) {
	out = []Fault{}
	for _, refused := range []bool{true, false} {
		for _, f := range all {
			if f.Refused != refused {
				continue
			}
			if len(out) == mostFaults {
				more++
				continue
			}
			x := Fault{f.Sheet, f.Row, f.Column, "note", f.Found, f.Accepts, f.Why}
			if refused {
				x.Verdict = "refused"
			}
			out = append(out, x)
		}
	}
	return out, more
}

// Recorded is what a write answers: every statement of the request, or in a dry run what each would
// be.
type Recorded struct {
	DryRun   bool       `json:"dry_run"`
	Again    bool       `json:"again" doc:"the same request, by its key, was answered before; nothing new was recorded"`
	First    muster.Seq `json:"first" doc:"position of the first statement; 0 in a dry run"`
	Position muster.Seq `json:"position" doc:"of the last one, for at-least"`
	Items    []Verdict  `json:"items"`
}

// Verdict is what became of one statement of a request.
type Verdict struct {
	Verdict  string     `json:"verdict" enum:"recorded,accepted" doc:"recorded, or in a dry run accepted"`
	Kind     string     `json:"kind"`
	ID       muster.ID  `json:"id,omitempty"`
	Position muster.Seq `json:"position,omitempty"`
}
