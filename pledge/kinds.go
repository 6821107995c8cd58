package pledge

import (
	"muster"
	"muster/money"
)

// The kinds of statement of this part.
const (
	KindEntry      = "pledge.entry/1"
	KindSubmission = "pledge.submission/1"
	KindCites      = "pledge.cites/1"
	KindMethod     = "pledge.method/1"
	KindTerms      = "pledge.terms/1"
)

// Submission is the statement pledge.submission/1: one edition of a series. About is the series.
// The statements that follow it in the same request are its entries and its cites; the edition
// stands, if it is the latest, from the last of them on.
type Submission struct {
	muster.Envelope
	Label      string     `json:"label"`
	Title      string     `json:"title,omitempty"` // how the publisher asks to be cited
	DataTo     muster.Day `json:"data_to"`
	DataToFrom string     `json:"data_to_from,omitempty"`
	Comparable bool       `json:"comparable"` // contributions carry the source's own identity
	Measures   []Event    `json:"measures,omitempty"`
	File       string     `json:"file,omitempty"`   // digest of the document it was read from
	Lines      string     `json:"lines,omitempty"`  // digest of its line table: entry → sheet, row
	Faults     string     `json:"faults,omitempty"` // digest of the list of refusals and notes
	Rows       int        `json:"rows"`             // rows read
	Recorded   int        `json:"recorded"`         // rows that said something new
	Unchanged  int        `json:"unchanged"`        // rows that said what was said before
	Refused    int        `json:"refused"`
	Noted      int        `json:"noted"`  // rows taken with a doubt
	Follow     int        `json:"follow"` // statements that follow and belong to it
}

// Cites is the statement pledge.cites/1: entries stated in earlier editions that stand unchanged
// in this one. Its source names the submission.
type Cites struct {
	muster.Envelope
	Entries string `json:"entries"` // counters of this record, as ranges: "12-500,502"
}

// Method is the statement pledge.method/1: a counting rule as data. About is "name/version"; a
// changed meaning is a new version.
type Method struct {
	muster.Envelope
	Name       string          `json:"name"`
	Version    int             `json:"version"`
	Title      string          `json:"title"`           // "Military allocations"
	Text       string          `json:"text"`            // in a few words, for a link: "humanitarian too"
	Series     muster.SeriesID `json:"series"`          // whose claims count
	Event      Event           `json:"event"`           // what counts
	Types      []string        `json:"types"`           // of which types; empty: all
	Group      muster.PartyID  `json:"group,omitempty"` // empty: the pledge's
	Undated    string          `json:"undated"`         // "leave_out"
	Months     string          `json:"months"`          // "leave_out" or "inside": months that lie wholly in the window count
	Membership string          `json:"membership"`      // "window-end" or "entry-date"
	Conversion string          `json:"conversion"`      // "source"
	PriceBase  string          `json:"price_base"`      // "nominal"
	Trust      []string        `json:"trust,omitempty"` // parties, most trusted first
	Proxy      string          `json:"proxy,omitempty"` // in what way it stands in for what the pledge counts
}

// Terms is the statement pledge.terms/1: what was pledged. About is the pledge's name.
type Terms struct {
	muster.Envelope
	Title     string         `json:"title"`
	Floor     money.Money    `json:"floor"`
	Announced muster.Day     `json:"announced"`
	Window    Window         `json:"window"`
	Group     muster.PartyID `json:"group"`
	ShareKey  ShareKey       `json:"share_key"`
	Counts    Event          `json:"counts"` // what the pledge itself counts
	Category  []Category     `json:"categories,omitempty"`
	Method    string         `json:"method"` // name of the method used where none is asked for
	Text      []Quote        `json:"text,omitempty"`
}

// ShareKey says how a pledge is shared out.
type ShareKey struct {
	Series  string           `json:"series"` // of indicator values by party and year
	Year    int              `json:"year"`
	Without []muster.PartyID `json:"without,omitempty"` // members not in the denominator
}

// Category is a heading under which support counts.
type Category struct {
	Code string `json:"code"`
	Text string `json:"text"`
}

// Quote is a passage of the pledge as its source has it.
type Quote struct {
	Paragraph string `json:"paragraph"`
	Text      string `json:"text"`
	Source    string `json:"source,omitempty"`
}

// What a membership is taken on: the last day of the window, or each entry's own date.
const (
	WindowEnd = "window-end"
	EntryDate = "entry-date"
)
