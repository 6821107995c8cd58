package report

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"muster/matching"

	"muster"
	"muster/money"
	"muster/pledge"
	"muster/standing"
)

// PositionRow is one line of a position.
type PositionRow struct {
	By      map[string]string `json:"by" doc:"a word for each dimension"`
	Amount  money.Money       `json:"amount"`
	Entries int               `json:"entries"`
	Partial int               `json:"partial" doc:"entries among them that have no amount, or no rate"`
	keys    []string          // By in the order of the dimensions
}

// Position is a figure broken down by dimensions, its rows in order of their words.
type Position struct {
	By       []pledge.Dim  `json:"-"`
	Rows     []PositionRow `json:"rows"`
	Undated  int           `json:"undated" doc:"entries left out of a window because they are not dated to a day"`
	Withheld bool          `json:"withheld" doc:"not all of it is for this viewer"`
	Laid     *pledge.Laid  `json:"-"` // what a layer did; an answer says it in its own form
}

// Laid says what a layer did to a figure.
type Laid struct {
	ID       string     `json:"id"`
	Name     string     `json:"name"`
	Digest   string     `json:"digest" doc:"the first 8 hexadecimal digits"`
	Without  []EntrySum `json:"without" doc:"the figure without the layer, a row for each currency"`
	Excluded []EntrySum `json:"excluded" doc:"what would be in the figure and is left out by the layer, likewise"`
}

// LaidOf lays out what a layer did; nil: none was laid over.
func LaidOf(l *pledge.Laid) *Laid {
	if l == nil {
		return nil
	}
	return &Laid{l.ID, l.Name, l.Digest, SumsOf(l.Without), SumsOf(l.Excluded)}
}

// Back returns what was laid out.
func (l *Laid) Back() *pledge.Laid {
	if l == nil {
		return nil
	}
	rows := func(sums []EntrySum) (out []pledge.PositionRow) {
		for _, s := range sums {
			out = append(out, pledge.PositionRow{Currency: s.Amount.Currency, Amount: s.Amount.Amount, Entries: s.Entries, Partial: s.Partial})
		}
		return out
	}
	return &pledge.Laid{ID: l.ID, Name: l.Name, Digest: l.Digest, Without: rows(l.Without), Excluded: rows(l.Excluded)}
}

// PositionAnswer is a Position with what it rests on.
type PositionAnswer struct {
	Foot
	By []pledge.Dim `json:"by"`
	Position
	Layer *Laid  `json:"layer,omitempty" doc:"what the layer asked for did; absent: none was"`
	Next  string `json:"next,omitempty" doc:"the cursor of the next page; absent on the last one"`
}

// Whole returns the position as the commands print it.
func (a *PositionAnswer) Whole() *Position {
	p := a.Position
	p.By, p.Laid = a.By, a.Layer.Back()
	for i := range p.Rows {
		p.Rows[i].keys = nil
	}
	return &p
}

// PositionOf adds up what a view holds. A record without any edition is refused as missing.
func PositionOf(v standing.View, q pledge.PositionQuery) (*Position, error) {
	ledger := pledge.In(v)
	if len(ledger.Series(v)) == 0 {
		return nil, &muster.Error{Kind: muster.KindMissing, Why: NoEditions}
	}
	p, err := matching.Ledger(v).Position(v, q)
	if err != nil {
		return nil, err
	}
	out := &Position{By: p.By, Rows: make([]PositionRow, 0, len(p.Rows)), Undated: p.Undated, Withheld: p.Withheld, Laid: p.Laid}
	for _, r := range p.Rows {
		x := PositionRow{
			By: make(map[string]string, len(p.By)), Amount: money.Money{Amount: r.Amount, Currency: r.Currency},
			Entries: r.Entries, Partial: r.Partial, keys: r.Keys,
		}
		for i, d := range p.By {
			x.By[string(d)] = r.Keys[i]
		}
		out.Rows = append(out.Rows, x)
	}
	return out, nil
}

// Keys are a row's words in the order of the dimensions.
func (p *Position) Keys(r PositionRow) []string {
	if r.keys != nil || len(p.By) == 0 {
		return r.keys
	}
	keys := make([]string, len(p.By))
	for i, d := range p.By {
		keys[i] = r.By[string(d)]
	}
	return keys
}

// Columns implements Table.
func (p *Position) Columns() []string {
	var all []string
	for _, d := range p.By {
		all = append(all, string(d))
	}
	return append(all, "currency", "amount", "entries", "partial")
}

// Cells implements Row.
func (r PositionRow) Cells() []string {
	return append(slices.Clone(r.keys), string(r.Amount.Currency), r.Amount.Amount.Canonical(), strconv.Itoa(r.Entries), strconv.Itoa(r.Partial))
}

// PositionWords is the question for a position as a user writes it; what is empty is as the ledger
// says. Source, Measure and By are needed.
type PositionWords struct {
	Source, Measure, By, Group, Type, From, To, Currency, Rate, Edition string
}

// Query reads the words. Each refusal names its field as the flags and parameters do.
func (w PositionWords) Query() (q pledge.PositionQuery, err error) {
	q = pledge.PositionQuery{
		Series: muster.SeriesID(w.Source), Event: pledge.Event(w.Measure), Group: muster.PartyID(w.Group), Rate: pledge.Rate(w.Rate),
		Edition: w.Edition, Types: Words(w.Type),
	}
	if w.Currency != "" {
		if q.Currency, err = money.ParseCurrency(w.Currency); err != nil {
			return q, muster.Invalid("currency", err.Error())
		}
	}
	for _, d := range Words(w.By) {
		if slices.Contains(q.By, pledge.Dim(d)) {
			return q, muster.Invalid("by", fmt.Sprintf("found %s twice", d))
		}
		q.By = append(q.By, pledge.Dim(d))
	}
	if q.From, err = dayOf("from", w.From); err != nil {
		return q, err
	}
	if q.To, err = dayOf("to", w.To); err != nil {
		return q, err
	}
	if q.From != nil && q.To != nil && *q.To < *q.From {
		return q, muster.Invalid("to", fmt.Sprintf("it ends on %s, before it begins on %s; the last day is not included", *q.To, *q.From))
	}
	return q, nil
}

func dayOf(field, text string) (*muster.Day, error) {
	if text == "" {
		return nil, nil //nolint:nilnil // no day is said
	}
	d, err := muster.ParseDay(text)
	if err != nil {
		return nil, muster.Invalid(field, err.Error())
	}
	return &d, nil
}

// Words parts a list at its commas, in lower case, without empty ones.
func Words(s string) []string {
	var out []string
	for part := range strings.SplitSeq(s, ",") {
		if part = strings.TrimSpace(part); part != "" {
			out = append(out, strings.ToLower(part))
		}
	}
	return out
}
