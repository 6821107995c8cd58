// Package pledge weighs what parties said they gave, and what others say they gave, against the
// floor they agreed.
//
// A contribution is one piece of assistance. An entry is what somebody says about one event of it
// (announced, committed, allocated, delivered …). A submission is one edition of a source's
// dataset; of the editions of a series the latest stands. A method says which entries count; a
// position is a method applied to a view.
package pledge

import (
	"muster"
	"muster/money"
)

// Event is what happened to a contribution.
type Event string

// The events, in the order in which assistance climbs them, and then what takes it back.
const (
	Announced  Event = "announced"
	Notified   Event = "notified"
	Committed  Event = "committed"
	Allocated  Event = "allocated"
	Contracted Event = "contracted"
	Disbursed  Event = "disbursed"
	Dispatched Event = "dispatched"
	Arrived    Event = "arrived"
	Delivered  Event = "delivered"
	Confirmed  Event = "confirmed"
	Reduced    Event = "reduced"
	Rephased   Event = "re-phased"
	Cancelled  Event = "cancelled"
	Lapsed     Event = "lapsed"
	Returned   Event = "returned"
	Lost       Event = "lost"
)

// Events lists every event in order; an event's place in it is its number in the columns.
var Events = []Event{
	Announced, Notified, Committed, Allocated, Contracted, Disbursed, Dispatched, Arrived, Delivered, Confirmed,
	Reduced, Rephased, Cancelled, Lapsed, Returned, Lost,
}

// Mark is the reason why a value is no number. Unknown is a value: it is never 0 and never blank.
type Mark string

// The five marks; the empty mark belongs to a number.
const (
	NotCovered     Mark = "not_covered"      // the source does not speak of it
	Withheld       Mark = "withheld"         // the source has it and keeps it back
	AggregateOnly  Mark = "aggregate_only"   // only inside a larger total
	Undisclosed    Mark = "undisclosed"      // not made public by the giver
	NotYetReported Mark = "not_yet_reported" // due, not there yet
)

// Marks lists the marks; a mark's place plus one is its number in the columns.
var Marks = []Mark{NotCovered, Withheld, AggregateOnly, Undisclosed, NotYetReported}

// Value is an amount of money as somebody said it: decimal text with its currency, or a mark with
// the word that stood there.
type Value struct {
	Amount   string         `json:"amount,omitempty"`   // decimal text, the source's digits
	Currency money.Currency `json:"currency,omitempty"` // ISO 4217
	Mark     Mark           `json:"mark,omitempty"`     // why there is no amount
	Said     string         `json:"said,omitempty"`     // the marker's own word: "Not given"
}

// Quantity is a count or measure as somebody said it.
type Quantity struct {
	Number string `json:"number,omitempty"` // decimal text
	Unit   string `json:"unit,omitempty"`
	Mark   Mark   `json:"mark,omitempty"`
	Said   string `json:"said,omitempty"` // "dozens"
}

// Entry is the statement pledge.entry/1: contribution × event × line, claimed by a party, citing a
// source. About names the contribution, "kiel:DEM12". By, role, audience and the citation are the
// submission's where the entry came in one.
type Entry struct {
	muster.Envelope
	Line      string         `json:"line,omitempty"` // the source's own line, else item text and occurrence within the contribution; never a row number
	Event     Event          `json:"event"`
	Party     muster.PartyID `json:"party"`          // the donor: whose assistance it is
	Type      string         `json:"type,omitempty"` // "military", "humanitarian", "financial"; lower case
	Subtype   string         `json:"subtype,omitempty"`
	Date      string         `json:"date,omitempty"`   // as said: "until 6/9/2022"; an ISO day where the source gives one
	Period    string         `json:"period,omitempty"` // as read (muster.Period's text); absent where Date is already that text
	Value     *Value         `json:"value,omitempty"`
	Converted *Value         `json:"converted,omitempty"` // the source's own conversion, kept apart from ours
	Quantity  *Quantity      `json:"quantity,omitempty"`
	Basis     string         `json:"basis,omitempty"` // valuation basis
	Item      string         `json:"item,omitempty"`
	ItemType  string         `json:"item_type,omitempty"`
	Text      string         `json:"text,omitempty"`    // the source's explanation
	Links     []string       `json:"links,omitempty"`   // the source's own sources
	Details   []Detail       `json:"details,omitempty"` // what else the row says, by its heading, in the file's order
	Notes     []string       `json:"notes,omitempty"`   // what the importer doubted, each a sentence
	Weak      bool           `json:"weak,omitempty"`    // the contribution's identity is made from its content, for want of one
}

// Detail is a cell that Muster keeps as said without giving it a meaning.
type Detail struct {
	Name string `json:"name"`
	Said string `json:"said"`
}

// Row is an entry as read from a file, with the place it was read from.
type Row struct {
	Entry
	Sheet string
	Row   int // as the sheet shows it
}

// Draft is what an importer hands over: one edition of a series, read and checked, not yet
// recorded.
type Draft struct {
	Series     muster.SeriesID
	By         muster.PartyID  // the publisher
	Label      string          // "Release 7"
	Title      string          // how the publisher asks to be cited
	Audience   muster.Audience // to whom the edition and its entries are shown; empty: to the operator
	DataTo     muster.Day      // the day its data run to
	DataToFrom string          // how that day was found, in words
	Comparable bool            // contributions carry the source's own identity
	Measures   []Event         // the events this edition speaks of
	Entries    []Row           // one file row may give several entries; contribution, event and line are unique among them
	RowsRead   int             // rows of the file, headings not counted; rows read = rows that gave entries + refused
	Refused    int             // rows refused
	Noted      int             // rows taken with at least one note
	Faults     []muster.Fault  // refusals and notes, in the file's order

	Progress func(done, total int) // told now and then how many entries are recorded; may be nil
}
