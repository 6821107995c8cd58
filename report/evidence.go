package report

import (
	"slices"
	"strconv"
	"time"

	"muster"
	"muster/evidence"
	"muster/standing"
)

// Damage is what damage comes to, by sort of object, region, month and currency. It names nobody.
type Damage struct {
	Foot
	Items   []DamageRow `json:"items"`
	LeftOut int         `json:"left_out"` // entries that were set aside, or are the same as another
}

// DamageRow is damage of one sort in one region in one month.
type DamageRow struct {
	Sort     string `json:"sort"`
	Region   string `json:"region"`
	Month    string `json:"month"`
	Entries  int    `json:"entries"`
	Open     int    `json:"maybe_twice"` // entries that may be of one object with another, on which nobody decided
	Currency string `json:"currency,omitempty"`
	Cost     string `json:"cost,omitempty"` // exact; absent where nothing was assessed
}

// Columns are the headings of a table of damage, in the order of Cells.
func (DamageRow) Columns() []string {
	return []string{"sort", "region", "month", "entries", "maybe_twice", "currency", "cost"}
}

// Cells are a row's cells.
func (r DamageRow) Cells() []string {
	return []string{r.Sort, r.Region, r.Month, strconv.Itoa(r.Entries), strconv.Itoa(r.Open), r.Currency, r.Cost}
}

// DamageOf adds up the damage that a viewer may see.
func DamageOf(v standing.View) *Damage {
	rows, left := evidence.In(v).Totals(v)
	out := &Damage{Foot: Foot{Known: v.Known}, Items: []DamageRow{}, LeftOut: left}
	for _, r := range rows {
		x := DamageRow{Sort: r.Sort, Region: r.Region, Month: r.Month, Entries: r.Entries, Open: r.Open, Currency: r.Currency}
		if r.Currency != "" {
			x.Cost = r.Cost.String()
		}
		out.Items = append(out.Items, x)
	}
	return out
}

// Backlog is what of evidence waits to be registered or reviewed, and when the originals were hashed last.
type Backlog struct {
	Foot
	Items  []BacklogItem  `json:"items"`
	States []BacklogState `json:"states"`
	Fixity *FixityLast    `json:"fixity"` // null: they were never hashed again
	Due    muster.Day     `json:"fixity_due"`
	Late   bool           `json:"fixity_late"`
	Alike  []AlikePair    `json:"alike"` // images that look alike, for a person to decide on
	Hints  []HintLine     `json:"hints"` // what entries of damage say of the conditions of code lists; no verdict
}

// AlikePair are two items that look alike, and what a person decided of them: same, part or different; empty: nothing.
type AlikePair struct {
	Item    string    `json:"item"`
	Other   string    `json:"other"`
	Differ  int       `json:"differ_bits"` // of 64
	Verdict string    `json:"verdict"`
	Decided muster.ID `json:"decided,omitempty"` // the statement of that
}

// Columns are the headings of a table of items that look alike, in the order of Cells.
func (AlikePair) Columns() []string { return []string{"item", "other", "differ_bits", "verdict"} }

// Cells are a pair's cells.
func (a AlikePair) Cells() []string {
	return []string{a.Item, a.Other, strconv.Itoa(a.Differ), a.Verdict}
}

// HintLine is what an entry of damage says of one condition of a code list.
type HintLine struct {
	Damage    string `json:"damage"`
	List      string `json:"list"`
	Condition string `json:"condition"`
	Answer    string `json:"answer"`
}

// Columns are the headings of a table of hints, in the order of Cells.
func (HintLine) Columns() []string { return []string{"damage", "list", "condition", "answer"} }

// Cells are a hint's cells.
func (h HintLine) Cells() []string { return []string{h.Damage, h.List, h.Condition, h.Answer} }

// BacklogItem is an item that waits.
type BacklogItem struct {
	Item  string    `json:"item"`
	State string    `json:"state"`
	Since time.Time `json:"since"`
	Days  int       `json:"days"`
}

// BacklogState is how many wait in a state, and for how long at most.
type BacklogState struct {
	State  string `json:"state"`
	Items  int    `json:"items"`
	Oldest int    `json:"oldest_days"`
}

// FixityLast is what hashing the originals again showed last.
type FixityLast struct {
	Statement muster.ID `json:"statement"`
	At        string    `json:"at"`
	Checked   int       `json:"checked"`
	Erased    int       `json:"erased"`
	Wrong     []string  `json:"wrong"`    // that the viewer may see
	Withheld  int       `json:"withheld"` // how many more
}

// Columns are the headings of a table of what waits, in the order of Cells.
func (BacklogItem) Columns() []string { return []string{"item", "state", "since", "days"} }

// Cells are an item's cells.
func (b BacklogItem) Cells() []string {
	return []string{b.Item, b.State, b.Since.Format(time.RFC3339), strconv.Itoa(b.Days)}
}

// BacklogOf lists what waits for a viewer's eyes, as of an instant.
func BacklogOf(v standing.View, now time.Time) *Backlog {
	p := evidence.In(v)
	out := &Backlog{Foot: Foot{Known: v.Known}, Items: []BacklogItem{}, States: []BacklogState{}, Alike: []AlikePair{}, Hints: []HintLine{}}
	firsts, others := p.AllAlike(v)
	for i, c := range others {
		out.Alike = append(out.Alike, AlikePair{firsts[i], c.Item, c.Differ, string(c.Verdict), c.Decided})
	}
	for id := range p.Damages.Visible(v) {
		if at, _ := p.Damages.State(v.Known, id); at.Value.State == evidence.Referred || at.Value.State == evidence.SetAside {
			continue // a register decides on it, or nobody does
		}
		for _, list := range p.Lists(v.Known) {
			for _, h := range p.Hints(v, id, list) {
				out.Hints = append(out.Hints, HintLine{id, list, h.Condition, h.Answer})
			}
		}
	}
	for _, w := range p.Backlog(v, now) {
		out.Items = append(out.Items, BacklogItem{w.Item, w.State, w.Since, w.Days})
		i := slices.IndexFunc(out.States, func(s BacklogState) bool { return s.State == w.State })
		if i < 0 {
			out.States = append(out.States, BacklogState{State: w.State})
			i = len(out.States) - 1
		}
		out.States[i].Items++
		out.States[i].Oldest = max(out.States[i].Oldest, w.Days)
	}
	first := time.Time{} // when the first item came: by then on its bytes are kept
	for id := range p.Items.Visible(v) {
		if lived := p.Items.Lived(v.Known, id); len(lived) > 0 && (first.IsZero() || lived[0].Value.Since.Before(first)) {
			first = lived[0].Value.Since
		}
	}
	if !first.IsZero() {
		out.Due = muster.DayOf(first) + evidence.FixityDays
	}
	var apart []string // items named apart, for those who may see them: what all see of the run follows
	for x := range p.Fixities(v) {
		if shown := p.Shown(v, x.Value.Wrong); x.Value.Audience != evidence.Keepers {
			apart = append(apart, shown...)
		} else {
			out.Fixity = &FixityLast{x.ID, x.Value.At, x.Value.Checked, len(x.Value.Erased), append(append([]string{}, shown...), apart...), max(0, x.Value.Withheld-len(apart))}
			apart = nil
		}
		if at, err := time.Parse(time.RFC3339, x.Value.At); err == nil {
			out.Due = muster.DayOf(at) + evidence.FixityDays
		}
	}
	out.Late = !first.IsZero() && muster.DayOf(now) > out.Due
	return out
}

// Access is who read, copied or took out what is restricted, when and why.
type Access struct {
	Foot
	Items []AccessLine `json:"items"`
}

// AccessLine is one event of custody.
type AccessLine struct {
	Object    string    `json:"object"`
	About     string    `json:"about"`
	Number    int       `json:"number"`
	Event     string    `json:"event"`
	At        string    `json:"at"`
	By        string    `json:"by"` // ROLE@PARTY
	Person    string    `json:"person"`
	Why       string    `json:"why"`
	To        string    `json:"to,omitempty"`
	Text      muster.ID `json:"text,omitempty"` // the restricted text that was read; absent: the original
	Grant     string    `json:"grant,omitempty"`
	Statement muster.ID `json:"statement"`
}

// Columns are the headings of a table of accesses, in the order of Cells.
func (AccessLine) Columns() []string {
	return []string{"object", "about", "number", "event", "at", "by", "person", "why", "to", "text", "grant", "statement"}
}

// Cells are a line's cells.
func (a AccessLine) Cells() []string {
	return []string{a.Object, a.About, strconv.Itoa(a.Number), a.Event, a.At, a.By, a.Person, a.Why, a.To, string(a.Text), a.Grant, string(a.Statement)}
}

// AccessOf lists the events of custody that a viewer may see, the newest first.
func AccessOf(v standing.View) *Access {
	out := &Access{Foot: Foot{Known: v.Known}, Items: []AccessLine{}}
	for _, l := range evidence.In(v).Accesses(v) {
		x := &l.Value
		out.Items = append(out.Items, AccessLine{x.Object, x.About, x.Number, x.Event, x.At, x.Role + "@" + string(x.By), x.ActedBy, x.Why, x.To, x.Text, x.Grant, l.ID})
	}
	slices.Reverse(out.Items)
	return out
}
