package report

import (
	"strconv"
	"strings"

	"muster"
	"muster/money"
	"muster/pledge"
)

// EntrySum is what entries come to in one currency.
type EntrySum struct {
	Amount  money.Money `json:"amount"`
	Entries int         `json:"entries"`
	Partial int         `json:"partial" doc:"entries among them that have no amount, or no rate"`
}

// Entries is a page of the entries behind a position, with what all of them come to.
type Entries struct {
	Foot
	Sums     []EntrySum `json:"sums" doc:"of counted over all rows, not of this page alone, and of what is unlisted: the numbers of the position, a row for each currency"`
	Unlisted []EntrySum `json:"unlisted,omitempty" doc:"the part of sums that is shown to this viewer as a total only: its entries are not among items"`
	Rows     int        `json:"rows" doc:"how many entries there are in all"`
	Undated  int        `json:"undated" doc:"entries left out of a window because they are not dated to a day"`
	Withheld bool       `json:"withheld" doc:"not all of it is for this viewer"`
	Layer    *Laid      `json:"layer,omitempty" doc:"what the layer asked for did; absent: none was"`
	Excluded []Line     `json:"excluded,omitempty" doc:"the entries that the layer leaves out, with what each would add; they are neither in sums nor in items"`
	Items    []Line     `json:"items"`
	Next     string     `json:"next,omitempty" doc:"the cursor of the next page; absent on the last one"`
}

// SumsOf lays out sums.
func SumsOf(rows []pledge.PositionRow) []EntrySum {
	out := []EntrySum{}
	for _, r := range rows {
		out = append(out, EntrySum{money.Money{Amount: r.Amount, Currency: r.Currency}, r.Entries, r.Partial})
	}
	return out
}

// ContributionRow is a contribution in a list: what its entries that stand say of it together.
type ContributionRow struct {
	Contribution string                 `json:"contribution"`
	Party        muster.PartyID         `json:"party"`
	Name         string                 `json:"name"`
	Type         string                 `json:"type"`
	Date         string                 `json:"date,omitempty" doc:"of its dated entries the earliest"`
	Values       map[string]EventValues `json:"values" doc:"by event, what was said to have happened, by the source's own conversion"`
	Entries      int                    `json:"entries"`
	Weak         bool                   `json:"weak,omitempty" doc:"its identity is made from its content"`
}

// EventValues is what a contribution's entries of one event come to.
type EventValues struct {
	Sums    []money.Money `json:"sums" doc:"one for each currency; none where nothing has a value"`
	Marks   []pledge.Mark `json:"marks" doc:"of those without a value, each once"`
	Unknown int           `json:"unknown" doc:"entries that speak of money and have no value"`
}

// ContributionRowOf lays out a row of a list.
func ContributionRowOf(r pledge.ContributionRow) ContributionRow {
	out := ContributionRow{
		Contribution: r.ID, Party: r.Party, Name: r.Name, Type: r.Type, Date: r.First.String(), Values: map[string]EventValues{}, Entries: r.Entries, Weak: r.Weak,
	}
	for _, v := range r.Values {
		out.Values[string(v.Event)] = EventValues{append([]money.Money{}, v.Sums...), append([]pledge.Mark{}, v.Marks...), v.Unknown}
	}
	return out
}

// Contributions is a page of contributions, with what all of them come to.
type Contributions struct {
	Foot
	Sums     map[string][]EntrySum `json:"sums" doc:"by event, over all contributions, not of this page alone"`
	Rows     int                   `json:"rows" doc:"how many there are in all"`
	Withheld bool                  `json:"withheld" doc:"not all of them are for this viewer"`
	Unlisted map[string][]EntrySum `json:"unlisted,omitempty" doc:"by event, the part of sums that is shown to this viewer as a total only: it is in none of items"`
	Items    []ContributionRow     `json:"items"`
	Next     string                `json:"next,omitempty" doc:"the cursor of the next page; absent on the last one"`
}

// listEvents are the events that have columns of their own in a file of contributions.
var listEvents = []pledge.Event{pledge.Committed, pledge.Allocated, pledge.Delivered}

// Columns implements Table.
func (ContributionRow) Columns() []string {
	all := []string{"contribution", "party", "name", "type", "date", "entries"}
	for _, e := range listEvents {
		all = append(all, string(e), string(e)+"_currency")
	}
	return all
}

// Cells implements Row. Several currencies stand beside each other, and a value that is no number is its
// mark.
func (r ContributionRow) Cells() []string {
	cells := []string{r.Contribution, string(r.Party), r.Name, r.Type, r.Date, strconv.Itoa(r.Entries)}
	for _, e := range listEvents {
		v := r.Values[string(e)]
		var amounts, currencies []string
		for _, s := range v.Sums {
			amounts, currencies = append(amounts, s.Amount.String()), append(currencies, string(s.Currency))
		}
		if len(amounts) == 0 {
			for _, m := range v.Marks {
				amounts = append(amounts, string(m))
			}
		}
		cells = append(cells, strings.Join(amounts, "|"), strings.Join(currencies, "|"))
	}
	return cells
}
