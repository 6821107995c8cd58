package web

import (
	"context"
	"time"

	"muster"
	"muster/access"
	"muster/board"
	"muster/item"
	"muster/matching"
	"muster/offer"
	"muster/requirement"
	"muster/standing"
)

// BoardSource answers what the pages of coordination ask, for whoever looks in the context. known is a
// position, a day or an instant; empty: all. What is handed out is shared and not to be changed.
type BoardSource interface {
	// Needs lists the requirements, the most urgent first.
	Needs(ctx context.Context, known string) (*Needs, error)
	// Offers lists the offers, what ends first first.
	Offers(ctx context.Context, known string) (*Offers, error)
	// Need, Offer and Match are one of them, with all that hangs on it and its whole history.
	Need(ctx context.Context, known, id string) (*NeedDetail, error)
	Offer(ctx context.Context, known, id string) (*OfferDetail, error)
	Match(ctx context.Context, known, id string) (*MatchDetail, error)
	// Pair is a requirement and an offer that may be matched.
	Pair(ctx context.Context, need, stock string) (*PairDetail, error)
	// Overlaps lists the pairs that may be one.
	Overlaps(ctx context.Context, known string) (*Overlaps, error)
	// Types lists which types each requester has in service, or is to get.
	Types(ctx context.Context, known string) (*Types, error)
	// Free is an id that nothing has yet, for a statement of a kind.
	Free(ctx context.Context, kind string) (string, error)
	// Items lists the catalogue, to choose from.
	Items(ctx context.Context) ([]item.Item, error)
	// Say records a statement for a principal, who looked at the record as it was at a position: the same
	// sent twice from there is recorded once.
	Say(ctx context.Context, as access.Principal, v muster.Value, shown string) (muster.ID, error)
}

// Around is what a board says beside its lines.
type Around struct {
	Moment
	Today   muster.Day
	Parties map[muster.PartyID]string
	Things  map[item.ThingID]item.Names
	Family  map[item.FamilyID]item.Names
	Units   map[item.UnitID]item.Unit
}

// Needs is the board of requirements.
type Needs struct {
	Around
	Lines []board.Need
	Words []string // of each line, all that a text is looked for in, folded
}

// Offers is the board of offers.
type Offers struct {
	Around
	Lines []board.Offer
	Words []string
}

// Event is a statement of an object's history.
type Event struct {
	ID       muster.ID
	Recorded time.Time
	Kind     string // of the statement
	Words    string // what a statement of its kind, or the act, does
	About    string
	Change   bool   // it takes the place of one before it
	By       string // the party's name
	Role     access.Role
	Person   string
	Text     string            // what it says in words: why, on which conditions, a comment
	Quantity string            // that it names, in the unit of its object
	Withheld bool              // it is not for the viewer
	Act      string            // what was done, by its name; empty: it is no act
	Says     map[string]string // what an act says beside that, by field
	On       muster.Day        // the day on which it happened, where that is said and was before it was recorded; 0: as recorded
}

// NeedDetail is one requirement.
type NeedDetail struct {
	Around
	NamedBy []Linked // objects of registers that name it, or what it is of
	board.Need
	Matches    []board.Match
	Package    []board.Piece
	Unknown    string // why the package cannot be worked out
	Kit        []board.Part
	StandIns   []item.StandIn
	Overlaps   []requirement.Pair
	Crowd      *board.Crowd // what is offered to it beyond what it needs; nil: nothing is
	Candidates []board.Candidate
	Pins       []standing.Version[matching.Pin]
	History    []Event
	Names      map[item.ID]item.Names // of the items that it speaks of
}

// OfferDetail is one offer.
type OfferDetail struct {
	Around
	NamedBy []Linked // objects of registers that name it, or what it is of
	board.Offer
	Asked       *standing.Version[offer.Consent] // of its original owner
	ConsentLife *board.Line
	Matches     []board.Match
	Reserved    []standing.Version[matching.Reserve]
	Overlaps    []offer.Pair
	Crowds      []board.Crowd // requirements to which it and others bring too much
	History     []Event
}

// MatchDetail is one match.
type MatchDetail struct {
	Around
	NamedBy []Linked // objects of registers that name it, or what it is of
	board.Match
	Object  access.Object
	Kit     []board.Part // what the offered item cannot be used without
	Unknown string       // why that cannot be worked out
	History []Event
}

// PairDetail is a requirement and an offer side by side.
type PairDetail struct {
	Around
	Need           board.Need
	Offer          board.Offer
	Counts         *board.Candidate // how the offer counts; nil: it does not
	Why            string           // why it does not
	Fleet          *board.Fleet     // what the requester has of the kind of thing already
	Kit            []board.Part     // what the offered item cannot be used without
	Unknown        string           // why that cannot be worked out
	Pin            *standing.Version[matching.Pin]
	Match, Reserve string // ids that are free
}

// Overlaps are pairs that may be one.
type Overlaps struct {
	Around
	Needs   []requirement.Pair
	Stock   []offer.Pair
	Crowds  []board.Crowd
	Decided map[string]muster.ID // the statement that decides a pair now
	Names   map[item.ID]item.Names
}

// Types is the board of types in service.
type Types struct {
	Around
	Fleets []board.Fleet
}
