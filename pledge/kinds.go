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
	Label      string     `json:"label" say:"the edition's name, as in Release 28"`
	Title      string     `json:"title,omitempty" say:"how the publisher asks to be cited"`
	DataTo     muster.Day `json:"data_to" say:"the day to which its data run"`
	DataToFrom string     `json:"data_to_from,omitempty" say:"how that day was found, in words"`
	Comparable bool       `json:"comparable" say:"contributions carry the source's own identity"`
	Measures   []Event    `json:"measures,omitempty" say:"of which events it speaks, as pledge.entry names them"`
	File       string     `json:"file,omitempty" say:"digest of the document it was read from"`
	Lines      string     `json:"lines,omitempty" say:"digest of its line table: entry → sheet, row"`
	Faults     string     `json:"faults,omitempty" say:"digest of the list of refusals and notes"`
	Rows       int        `json:"rows" say:"rows read"`
	Recorded   int        `json:"recorded" say:"rows that said something new"`
	Unchanged  int        `json:"unchanged" say:"rows that said what was said before"`
	Refused    int        `json:"refused" say:"rows that were refused"`
	Noted      int        `json:"noted" say:"rows taken with a doubt"`
	Follow     int        `json:"follow" say:"statements that follow and belong to it"`
}

// Cites is the statement pledge.cites/1: entries stated in earlier editions that stand unchanged
// in this one. Its source names the submission.
type Cites struct {
	muster.Envelope
	Entries string `json:"entries" say:"counters of this record, as ranges: 12-500,502"`
}

// Method is the statement pledge.method/1: a counting rule as data. About is "name/version"; a
// changed meaning is a new version.
type Method struct {
	muster.Envelope
	Name       string          `json:"name" say:"its name, as in military-allocated"`
	Version    int             `json:"version" say:"counted from 1; a changed method is a new version"`
	Title      string          `json:"title" say:"as shown, as in Military allocations"`
	Text       string          `json:"text" say:"in a few words, for a link, as in humanitarian too"`
	Series     muster.SeriesID `json:"series" say:"whose claims count"`
	Event      Event           `json:"event" say:"which event counts, as pledge.entry names them"`
	Types      []string        `json:"types" say:"of which types; empty: all"`
	Group      muster.PartyID  `json:"group,omitempty" say:"whose members' rows count; absent: the pledge's group"`
	Undated    string          `json:"undated" say:"what becomes of rows without a date: leave_out"`
	Months     string          `json:"months" say:"months that lie wholly in the window: leave_out or inside"`
	Membership string          `json:"membership" say:"when a member is one: window-end or entry-date"`
	Conversion string          `json:"conversion" say:"whose euros: source"`
	PriceBase  string          `json:"price_base" say:"nominal"`
	Trust      []string        `json:"trust,omitempty" say:"parties, most trusted first"`
	Proxy      string          `json:"proxy,omitempty" say:"in what way it stands in for what the pledge counts"`
	Derived    string          `json:"derived,omitempty" say:"count, so that what follows from firm matches counts too, or leave_out; absent: leave_out"`
}

// Terms is the statement pledge.terms/1: what was pledged. About is the pledge's name.
type Terms struct {
	muster.Envelope
	Title     string         `json:"title" say:"as shown"`
	Floor     money.Money    `json:"floor" say:"what was pledged at least"`
	Announced muster.Day     `json:"announced" say:"the day on which it was announced"`
	Window    Window         `json:"window"`
	Group     muster.PartyID `json:"group" say:"whose pledge it is: a group by its id"`
	ShareKey  ShareKey       `json:"share_key"`
	Counts    Event          `json:"counts" say:"which event the pledge itself counts, as pledge.entry names them"`
	Category  []Category     `json:"categories,omitempty"`
	Method    string         `json:"method" say:"name of the method used where none is asked for"`
	Text      []Quote        `json:"text,omitempty" say:"a passage of the pledge"`
}

// ShareKey says how a pledge is shared out.
type ShareKey struct {
	Series  string           `json:"series" say:"of indicator values by party and year"`
	Year    int              `json:"year" say:"the year of those values"`
	Without []muster.PartyID `json:"without,omitempty" say:"members not in the denominator"`
}

// Category is a heading under which support counts.
type Category struct {
	Code string `json:"code" say:"short name of a category of assistance that counts"`
	Text string `json:"text" say:"its words in the pledge"`
}

// Quote is a passage of the pledge as its source has it.
type Quote struct {
	Paragraph string `json:"paragraph" say:"where in the text it stands"`
	Text      string `json:"text" say:"word by word"`
	Source    string `json:"source,omitempty" say:"where it was published"`
}

// What a membership is taken on: the last day of the window, or each entry's own date.
const (
	WindowEnd = "window-end"
	EntryDate = "entry-date"
)
