package pledge

import (
	"time"

	"muster"
	"muster/money"
)

// Reason is why a row does not count; the first that holds is given.
type Reason string

// The reasons, in the order in which they are tried.
const (
	OtherMeasure  Reason = "other_measure"  // the row does not speak of the method's event
	OtherType     Reason = "other_type"     // of another type of assistance
	OutsideGroup  Reason = "outside_group"  // its donor is not in the group
	NoDate        Reason = "no_date"        // no date at all
	MonthOnly     Reason = "month_only"     // dated to a month or a longer interval only
	OutsideWindow Reason = "outside_window" // dated outside the window
	FromMatch     Reason = "match"          // it would count, follows from a firm match, and the method counts what was stated
	ByLayer       Reason = "layer"          // it would count, and a layer excludes it
)

// Reasons lists the reasons in that order.
var Reasons = []Reason{OtherMeasure, OtherType, OutsideGroup, NoDate, MonthOnly, OutsideWindow, FromMatch, ByLayer}

// Window is the span that counts: From included, To not.
type Window struct {
	From muster.Day `json:"from" say:"first day that counts"`
	To   muster.Day `json:"to" say:"last day that counts"`
}

// Money is a total: exact amount and currency.
type Money = money.Money

// Share is one party's part of a pledge. Counted and Gap are nil where the source does not cover
// the party; Mark then says so.
type Share struct {
	Party      muster.PartyID `json:"party"`
	Name       string         `json:"name"`
	GDP        Money          `json:"gdp"`
	Share      money.Amount   `json:"share"`      // part of the group's GDP, 0 to 1, 8 decimals
	Indicative Money          `json:"indicative"` // apportioned exactly, largest remainder
	Counted    *Money         `json:"counted"`
	Gap        *Money         `json:"gap"` // indicative − counted
	Mark       Mark           `json:"mark,omitempty"`
}

// LeftOut says what a method does not count, for one reason.
type LeftOut struct {
	Reason  Reason  `json:"reason"`
	Text    string  `json:"text"`
	Entries int     `json:"entries"`
	Amount  Money   `json:"amount"`
	Parties []Share `json:"-"` // for OutsideGroup: who, largest first (Party, Name, Counted only)
}

// Point is a step of the cumulative line: all that counts up to and including Day.
type Point struct {
	Day    muster.Day
	Amount money.Amount
}

// Choice is the same question asked another way, with its answer.
type Choice struct {
	Text    string // "window a day later"
	Query   string // the switches that differ, as a URL query: "from=2024-07-11&to=2025-07-11"
	Counted Money
}

// Result is the answer to "what counts against the floor, by which rule, who carries it".
type Result struct {
	Pledge  string     `json:"pledge"` // "washington-2024"
	Title   string     `json:"title"`
	Method  string     `json:"method"` // name, version and digest: "military-allocated/1 3f9c01ab"
	Proxy   string     `json:"proxy"`  // in what way the method stands in for what the pledge counts; empty if it does not
	Window  Window     `json:"window"`
	Floor   Money      `json:"floor"`
	Counted Money      `json:"counted"`
	Mark    Mark       `json:"mark,omitempty"` // not_yet_reported where no edition is there to count; Counted then says nothing
	Gap     Money      `json:"gap"`            // floor − counted, negative once the floor is exceeded
	Entries int        `json:"entries"`
	Partial int        `json:"partial"` // rows that should count and could not be valued
	Shares  []Share    `json:"shares"`  // largest indicative share first
	LeftOut []LeftOut  `json:"left_out"`
	Known   muster.Seq `json:"known"`
	KnownAt time.Time  `json:"known_at"` // when the last statement known was recorded
	Root    string     `json:"root"`     // root of the tree at Known, base64

	Series     muster.SeriesID `json:"series"`
	Edition    string          `json:"edition"`    // label of the edition counted
	DataTo     muster.Day      `json:"data_to"`    // the day its data run to
	Cite       string          `json:"cite"`       // how its publisher is cited
	GDPYear    int             `json:"gdp_year"`   // of the share key
	GDPSource  string          `json:"gdp_source"` // "World Bank, GDP (current US$)"
	GDPUnit    money.Currency  `json:"gdp_unit"`   // "USD"
	Membership string          `json:"membership"` // "window-end" or "entry-date"
	MonthsIn   bool            `json:"months_inside"`

	Group     muster.PartyID `json:"group"`
	EditionID muster.ID      `json:"edition_id,omitempty"` // the submission counted
	Withheld  bool           `json:"withheld,omitempty"`   // not all of it is for this viewer

	SharesNote string `json:"shares_note,omitempty"` // why there are no shares: what is missing and how to bring it

	MethodName string   `json:"-"` // "military-allocated"
	MethodText string   `json:"-"` // "Military allocations"
	Event      Event    `json:"-"` // what the method counts
	Cumulative []Point  `json:"-"` // one point per day on which something counts, in order
	Reached    *Point   `json:"-"` // the first day at or above the floor, nil if never
	Choices    []Choice `json:"-"` // other methods and windows
	Laid       *Laid    `json:"-"` // what a layer did; nil: none was laid over the rows
}

// Line is one row behind a number.
type Line struct {
	Statement    muster.ID
	Contribution string
	Line         string
	Party        muster.PartyID
	Name         string
	Type         string
	Event        Event
	Period       muster.Period
	Value        *Money // as said; nil if marked
	Mark         Mark
	Counted      *Money   // what it adds to the figure; nil if it could not be valued
	Reason       Reason   // why it does not count; empty where it does
	Negative     bool     // a reduction
	Judged       *Judged  // what a layer says of it; nil: nothing
	Said         *Says    // what it says itself, where a layer says something
	Derived      *Derived // what it follows from; nil: somebody stated it
}
