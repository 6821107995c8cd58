package report

import (
	"muster"
	"muster/money"
	"muster/pledge"
	"muster/standing"
)

// Terms are a pledge's own terms, for a list of pledges.
type Terms struct {
	Pledge    string         `json:"pledge" doc:"its name, as in washington-2024"`
	Title     string         `json:"title"`
	Group     muster.PartyID `json:"group" doc:"who pledged"`
	Floor     money.Money    `json:"floor"`
	Window    pledge.Window  `json:"window" doc:"from counts, to does not"`
	Announced muster.Day     `json:"announced"`
	Counts    pledge.Event   `json:"counts" doc:"what the pledge itself counts"`
	Method    string         `json:"method" doc:"the counting method used where none is asked for"`
	Source    string         `json:"source" doc:"where the terms were read"`
	Statement muster.ID      `json:"statement" doc:"that records them"`
}

// Pledges lists the pledges known in a view.
func Pledges(v standing.View) []Terms {
	ledger := pledge.In(v)
	out := []Terms{}
	for _, t := range ledger.Pledges(v) {
		x := Terms{
			Pledge: t.About, Title: t.Title, Group: t.Group, Floor: t.Floor, Window: t.Window, Announced: t.Announced,
			Counts: t.Counts, Method: t.Method, Statement: ledger.StatedBy(v.Known, t.About),
		}
		if t.Source != nil {
			x.Source = t.Source.Text
		}
		out = append(out, x)
	}
	return out
}

// Columns implements Table.
func (Terms) Columns() []string {
	return []string{"pledge", "title", "group", "currency", "floor", "from", "to", "announced", "counts", "method", "statement"}
}

// Cells implements Row.
func (t Terms) Cells() []string {
	return []string{
		t.Pledge, t.Title, string(t.Group), string(t.Floor.Currency), t.Floor.Amount.Canonical(), t.Window.From.String(), t.Window.To.String(),
		t.Announced.String(), string(t.Counts), t.Method, string(t.Statement),
	}
}

// Pledge is the whole answer to what counts against a pledge's floor: what the command prints, and
// beside it what the pages draw.
type Pledge struct {
	pledge.Result
	LeftOut    []LeftOut    `json:"left_out" doc:"what the method does not count, by the first reason that holds"`
	MethodName string       `json:"method_name"`
	MethodText string       `json:"method_text"`
	Event      pledge.Event `json:"event" doc:"what the method counts"`
	Reached    *Point       `json:"reached" doc:"the first day at or above the floor; null if there is none"`
	Cumulative []Point      `json:"cumulative" doc:"all that counts up to and including each day on which something does"`
	Choices    []Choice     `json:"choices" doc:"the same question asked another way"`
	Layer      *Laid        `json:"layer,omitempty" doc:"what the layer asked for did; absent: none was"`
}

// LeftOut is what a method does not count for one reason, and whose it is where the reason is the
// donor.
type LeftOut struct {
	Reason  pledge.Reason `json:"reason"`
	Text    string        `json:"text"`
	Entries int           `json:"entries"`
	Amount  money.Money   `json:"amount"`
	Parties []PartySum    `json:"parties,omitempty" doc:"for outside_group: who, the largest first"`
}

// PartySum is one party's part of a sum; null where it is no number.
type PartySum struct {
	Party  muster.PartyID `json:"party"`
	Name   string         `json:"name"`
	Amount *money.Money   `json:"amount"`
}

// Point is a step of a cumulative line.
type Point struct {
	Day    muster.Day  `json:"day"`
	Amount money.Money `json:"amount"`
}

// Choice is another way to ask, with its answer.
type Choice struct {
	Text    string      `json:"text"`
	Query   string      `json:"query" doc:"the parameters that differ"`
	Counted money.Money `json:"counted"`
}

// PledgeOf lays out a result.
func PledgeOf(r *pledge.Result) *Pledge {
	p := &Pledge{
		Result: *r, LeftOut: []LeftOut{}, MethodName: r.MethodName, MethodText: r.MethodText, Event: r.Event, Cumulative: []Point{}, Choices: []Choice{}, Layer: LaidOf(r.Laid),
	}
	if p.Shares == nil {
		p.Shares = []pledge.Share{} // a list without members, not nothing
	}
	for _, l := range r.LeftOut {
		x := LeftOut{Reason: l.Reason, Text: l.Text, Entries: l.Entries, Amount: l.Amount}
		for _, s := range l.Parties {
			x.Parties = append(x.Parties, PartySum{s.Party, s.Name, s.Counted})
		}
		p.LeftOut = append(p.LeftOut, x)
	}
	cur := r.Floor.Currency
	for _, q := range r.Cumulative {
		p.Cumulative = append(p.Cumulative, Point{q.Day, money.Money{Amount: q.Amount, Currency: cur}})
	}
	if r.Reached != nil {
		p.Reached = &Point{r.Reached.Day, money.Money{Amount: r.Reached.Amount, Currency: cur}}
	}
	for _, c := range r.Choices {
		p.Choices = append(p.Choices, Choice{c.Text, c.Query, c.Counted})
	}
	return p
}

// Back returns the result that was laid out.
func (p *Pledge) Back() *pledge.Result {
	r := p.Result
	r.MethodName, r.MethodText, r.Event, r.Laid = p.MethodName, p.MethodText, p.Event, p.Layer.Back()
	for _, l := range p.LeftOut {
		x := pledge.LeftOut{Reason: l.Reason, Text: l.Text, Entries: l.Entries, Amount: l.Amount}
		for _, s := range l.Parties {
			x.Parties = append(x.Parties, pledge.Share{Party: s.Party, Name: s.Name, Counted: s.Amount})
		}
		r.LeftOut = append(r.LeftOut, x)
	}
	for _, q := range p.Cumulative {
		r.Cumulative = append(r.Cumulative, pledge.Point{Day: q.Day, Amount: q.Amount.Amount})
	}
	if p.Reached != nil {
		r.Reached = &pledge.Point{Day: p.Reached.Day, Amount: p.Reached.Amount.Amount}
	}
	for _, c := range p.Choices {
		r.Choices = append(r.Choices, pledge.Choice{Text: c.Text, Query: c.Query, Counted: c.Counted})
	}
	return &r
}

// Share is a member's row of a pledge, for a file.
type Share struct {
	pledge.Share
	Currency money.Currency `json:"-"`
}

// Members are a pledge's members as rows.
func (p *Pledge) Members() []Share {
	out := make([]Share, len(p.Shares))
	for i, s := range p.Shares {
		out[i] = Share{s, p.Floor.Currency}
	}
	return out
}

// Columns implements Table.
func (Share) Columns() []string {
	return []string{"party", "name", "currency", "counted", "indicative", "gap", "gdp", "share"}
}

// Cells implements Row.
func (s Share) Cells() []string {
	return []string{
		string(s.Party), s.Name, string(s.Currency), SumOrMark(s.Counted, s.Mark), s.Indicative.Amount.Canonical(), SumOrMark(s.Gap, s.Mark),
		s.GDP.Amount.Canonical(), s.Share.Share.Canonical(),
	}
}

// SumOrMark writes an amount with every digit, or in its place the word of the mark: "not covered".
func SumOrMark(m *money.Money, mark pledge.Mark) string {
	if m == nil {
		return MarkWords[mark]
	}
	return m.Amount.Canonical()
}

// MarkWords are the words of the five marks in files and tables.
var MarkWords = map[pledge.Mark]string{
	"":                    "not covered",
	pledge.NotCovered:     "not covered",
	pledge.Withheld:       "withheld",
	pledge.AggregateOnly:  "aggregate only",
	pledge.Undisclosed:    "undisclosed",
	pledge.NotYetReported: "not yet reported",
}
