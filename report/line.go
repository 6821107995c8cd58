package report

import (
	"fmt"
	"slices"

	"muster"
	"muster/money"
	"muster/pledge"
)

// Line is one row behind a number: a statement about a contribution, what it said and what it adds.
type Line struct {
	Statement    muster.ID      `json:"statement"`
	Contribution string         `json:"contribution"`
	Line         string         `json:"line,omitempty"`
	Party        muster.PartyID `json:"party"`
	Name         string         `json:"name"`
	Type         string         `json:"type"`
	Event        pledge.Event   `json:"event"`
	Date         string         `json:"date,omitempty" doc:"a day, a month or an interval; absent where there is none"`
	Value        *money.Money   `json:"value" doc:"as said; null where it is marked"`
	Mark         pledge.Mark    `json:"mark,omitempty"`
	Counted      *money.Money   `json:"counted" doc:"what the row adds to the number, or for a row left out would add; null where it could not be valued"`
	Reason       pledge.Reason  `json:"reason,omitempty" doc:"why it is left out"`
	Negative     bool           `json:"negative,omitempty" doc:"a reduction"`
	Derived      *Derived       `json:"derived,omitempty" doc:"what it follows from, where nobody stated it; the statement is then the act on the match"`
}

// Derived says what an entry follows from that nobody stated.
type Derived struct {
	Match   string       `json:"match" doc:"the match that it follows from"`
	Act     string       `json:"act" doc:"the act on the match: firm, cancel or short-close"`
	Whole   *money.Money `json:"whole" doc:"what the act is worth by the offer's value; null where it has none"`
	Basis   string       `json:"basis,omitempty" doc:"on which the offer is valued"`
	Fulfils string       `json:"fulfils" doc:"how its contribution was found: chosen by the donor, proposed by amount and date, or none"`
	Rest    string       `json:"rest,omitempty" doc:"what of the whole it adds: what goes beyond what the source says itself (in source), what exceeds the commitment (exceeds), or all, being no part of a commitment (uncommitted); absent: all of it"`
	Rate    *money.Money `json:"compared,omitempty" doc:"the whole in the commitment's currency at the day's rate, by which the two were compared"`
}

// DerivedOf lays out what an entry follows from; nil for one that somebody stated.
func DerivedOf(d *pledge.Derived) *Derived {
	if d == nil {
		return nil
	}
	return &Derived{d.Match, d.Act, d.Whole, d.Basis, d.Fulfils, string(d.Rest), d.Rate}
}

// Lines is a page of the rows behind a number, with what all of them add up to.
type Lines struct {
	Foot
	Sum      money.Money `json:"sum" doc:"of counted over all rows, not of this page alone, and of what is unlisted; it is the number they stand behind"`
	Unlisted *EntrySum   `json:"unlisted,omitempty" doc:"the part of sum that is shown to this viewer as a total only: its rows are not among items"`
	Withheld bool        `json:"withheld" doc:"not all of it is for this viewer"`
	Rows     int         `json:"rows" doc:"how many there are in all"`
	Items    []Line      `json:"items"`
	Next     string      `json:"next,omitempty" doc:"the cursor of the next page; absent on the last one"`
}

// LinesBehind lays out what stands behind a number, all rows of it.
func LinesBehind(b pledge.Behind, in money.Currency) *Lines {
	out := &Lines{Items: LinesOf(b.Lines), Rows: len(b.Lines), Withheld: b.Withheld}
	out.Sum = Sum(out.Items, in)
	if u := b.Unlisted; u != nil {
		out.Sum.Amount = out.Sum.Amount.Add(u.Amount)
		out.Unlisted = &SumsOf([]pledge.PositionRow{*u})[0]
	}
	return out
}

// LinesOf lays out rows.
func LinesOf(all []pledge.Line) []Line {
	out := make([]Line, len(all))
	for i, l := range all {
		out[i] = Line{
			l.Statement, l.Contribution, l.Line, l.Party, l.Name, l.Type, l.Event, l.Period.String(), l.Value, l.Mark, l.Counted, l.Reason, l.Negative,
			DerivedOf(l.Derived),
		}
	}
	return out
}

// Sum adds up what rows count for, exactly.
func Sum(all []Line, in money.Currency) money.Money {
	var sum money.Sum
	for _, l := range all {
		if l.Counted != nil {
			sum.AddAmount(l.Counted.Amount)
		}
	}
	return money.Money{Amount: sum.Total(), Currency: in}
}

// Columns implements Table.
func (Line) Columns() []string {
	return []string{
		"statement", "contribution", "line", "party", "name", "type", "event", "date",
		"said_amount", "said_currency", "mark", "adds_amount", "adds_currency", "left_out",
	}
}

// Cells implements Row.
func (l Line) Cells() []string {
	said, saidIn := moneyCells(l.Value)
	adds, addsIn := moneyCells(l.Counted)
	return []string{
		string(l.Statement), l.Contribution, l.Line, string(l.Party), l.Name, l.Type, string(l.Event), l.Date,
		said, saidIn, string(l.Mark), adds, addsIn, string(l.Reason),
	}
}

func moneyCells(m *money.Money) (amount, currency string) {
	if m == nil {
		return "", ""
	}
	return m.Amount.String(), string(m.Currency) // every digit that was said
}

// Reasons lists the reasons for which a row can be left out.
var Reasons = pledge.Reasons

// Selection reads which rows behind a pledge's figures are meant. Refusals name party, left-out and days.
func Selection(party, leftOut, days string) (s pledge.Selection, err error) {
	s.Party, s.Reason = muster.PartyID(party), pledge.Reason(leftOut)
	if s.Reason != "" && !slices.Contains(Reasons, s.Reason) {
		return s, muster.Invalid("left-out", fmt.Sprintf("found %q; accepted are %v", s.Reason, Reasons))
	}
	if s.Days, err = muster.ParsePeriod(days); err != nil {
		return s, muster.Invalid("days", err.Error())
	}
	return s, nil
}
