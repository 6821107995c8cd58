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
	Amount   string         `json:"amount,omitempty" say:"decimal text, the source's digits"`
	Currency money.Currency `json:"currency,omitempty" say:"ISO 4217, as in EUR"`
	Mark     Mark           `json:"mark,omitempty" say:"why there is no amount: not_covered, withheld, aggregate_only, undisclosed or not_yet_reported"`
	Said     string         `json:"said,omitempty" say:"the marker's own word, as in Not given"`
}

// Quantity is a count or measure as somebody said it.
type Quantity struct {
	Number string `json:"number,omitempty" say:"decimal text"`
	Unit   string `json:"unit,omitempty" say:"the unit, as the source has it"`
	Mark   Mark   `json:"mark,omitempty" say:"why there is no number: not_covered, withheld, aggregate_only, undisclosed or not_yet_reported"`
	Said   string `json:"said,omitempty" say:"how the source says it, as in dozens"`
}

// Entry is the statement pledge.entry/1: contribution × event × line, claimed by a party, citing a
// source. About names the contribution, "kiel:DEM12". By, role, audience and the citation are the
// submission's where the entry came in one.
type Entry struct {
	muster.Envelope
	Line      string         `json:"line,omitempty" say:"the source's own line, else item text and occurrence within the contribution; never a row number"`
	Event     Event          `json:"event" say:"what happened: announced, notified, committed, allocated, contracted, disbursed, dispatched, arrived, delivered, confirmed; or reduced, re-phased, cancelled, lapsed, returned, lost"`
	Party     muster.PartyID `json:"party" say:"the donor: whose assistance it is"`
	Type      string         `json:"type,omitempty" say:"military, humanitarian, financial; lower case"`
	Subtype   string         `json:"subtype,omitempty" say:"the source's finer type"`
	Date      string         `json:"date,omitempty" say:"as said, as in until 6/9/2022; an ISO day where the source gives one"`
	Period    string         `json:"period,omitempty" say:"the days that date means, as read; absent where date is that text already"`
	Value     *Value         `json:"value,omitempty" say:"what it is worth"`
	Converted *Value         `json:"converted,omitempty" say:"the source's own conversion, kept apart from ours"`
	Quantity  *Quantity      `json:"quantity,omitempty" say:"how much or many"`
	Basis     string         `json:"basis,omitempty" say:"valuation basis, in the source's words"`
	Item      string         `json:"item,omitempty" say:"what is given, in the source's words"`
	ItemType  string         `json:"item_type,omitempty" say:"the source's type of item"`
	Text      string         `json:"text,omitempty" say:"the source's explanation"`
	Links     []string       `json:"links,omitempty" say:"the source's own sources"`
	Details   []Detail       `json:"details,omitempty" say:"what else the row says, in the file's order"`
	Notes     []string       `json:"notes,omitempty" say:"what the importer doubted, each a sentence"`
	Weak      bool           `json:"weak,omitempty" say:"the contribution's identity is made from its content, for want of one"`
}

// Detail is a cell that Muster keeps as said without giving it a meaning.
type Detail struct {
	Name string `json:"name" say:"a heading of the source's row"`
	Said string `json:"said" say:"what the row says under it"`
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
