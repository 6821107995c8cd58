package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"muster"
	"muster/access"
	"muster/standing"
	"muster/work"
)

// Which says which work is asked for.
type Which string

// The choices of work.
const (
	WorkMine    Which = "mine"    // what waits for who asks
	WorkOthers  Which = "others"  // what their party waits for from others
	WorkOverdue Which = "overdue" // what is late, whoever it waits for
	WorkAll     Which = "all"
)

// Work is what waits for somebody at an instant.
type Work struct {
	As    string    `json:"as"` // ROLE@PARTY that asks
	Which Which     `json:"which"`
	At    time.Time `json:"at"`
	Items []Task    `json:"items"`
	Late  int       `json:"late"`
}

// Task is one thing that waits for somebody to act.
type Task struct {
	Object   string         `json:"object"` // requirement, offer …
	About    string         `json:"about"`
	Title    string         `json:"title"`
	State    string         `json:"state"`
	Waits    string         `json:"waits"`           // who must act, in words
	Role     access.Role    `json:"role"`            // in which role
	Party    muster.PartyID `json:"party,omitempty"` // for which party; absent: any
	Acts     []string       `json:"acts"`            // what they can do
	Since    time.Time      `json:"since"`
	Due      *time.Time     `json:"due"` // null: no limit
	Late     bool           `json:"late"`
	LateBy   string         `json:"late_by,omitempty"` // "3 days"
	From     string         `json:"from"`              // ROLE@PARTY that brought it where it is; empty: that act is not for who asks
	With     string         `json:"with,omitempty"`    // the officer, or the office, that has it, where it was handed over or a deputy has it
	Handed   string         `json:"handed_over_by,omitempty"`
	Note     string         `json:"note,omitempty"`        // of who handed it over
	Deputy   string         `json:"in_place_of,omitempty"` // who is away, where a deputy has it
	Urgent   bool           `json:"urgent"`
	On       muster.ID      `json:"on"` // the statement that brought it where it is, for the act that follows
	lateness time.Duration
	whom     muster.Audience
}

// Whom is to whom the object is shown, and so what is done to it.
func (t Task) Whom() muster.Audience { return t.whom }

// WorkOf lists what waits in a view. Known is the position that it is asked at, now the instant against
// which it is late.
func WorkOf(v standing.View, p access.Principal, which Which, now time.Time) *Work {
	w := &Work{As: p.String(), Which: which, At: now, Items: []Task{}}
	for _, t := range work.Tasks(v) {
		if asked(t, p, which, now) {
			x := taskOf(t, now)
			if !v.Shows(t.Thing.Life.Value.For) {
				x.From, x.On = "", "" // where it is may be known, and not who brought it there
			}
			w.Items = append(w.Items, x)
		}
	}
	for _, t := range w.Items {
		if t.Late {
			w.Late++
		}
	}
	return w
}

func asked(t work.Task, p access.Principal, which Which, now time.Time) bool {
	switch which {
	case WorkMine:
		return t.Mine(p)
	case WorkOverdue:
		return t.Late(now)
	case WorkOthers:
		return !t.Mine(p) && waitsFor(t) != p.Party && concerns(t, p.Party)
	}
	return true
}

// waitsFor is the party whose task it is; empty where any party's will do.
func waitsFor(t work.Task) muster.PartyID {
	if t.Handed != nil {
		return t.Handed.To.Party
	}
	return t.Party
}

// concerns reports whether a party has a stake in a thing: it stands in a relation to it, or handed it
// over.
func concerns(t work.Task, party muster.PartyID) bool {
	for _, id := range t.Thing.Object.Parties {
		if id == party {
			return true
		}
	}
	if t.Handed != nil && t.Handed.By.Party == party {
		return true
	}
	_, by, _ := strings.Cut(t.Thing.Life.Value.By, "@")
	return muster.PartyID(by) == party
}

func taskOf(t work.Task, now time.Time) Task {
	x := Task{
		Object: t.Table.Object, About: t.Thing.About, Title: t.Thing.Title, State: t.Thing.State, Waits: t.Turn.Role.Words(),
		Role: t.Turn.Role, Party: t.Party, Acts: []string{}, Since: t.Since, From: t.Thing.Life.Value.By, Urgent: t.Urgent, On: t.Thing.Life.ID, whom: t.Thing.Audience,
	}
	if h := t.Handed; h != nil {
		x.Party = h.To.Party
		if h.Told {
			x.With, x.Note, x.Deputy = cmp.Or(h.To.Person, h.To.String()), h.Note, h.InPlaceOf
		}
		if h.Told && h.By.Role != "" {
			x.Handed = h.By.String()
		}
	}
	if x.Party != "" {
		x.Waits += " of " + string(x.Party)
	}
	for _, m := range t.Acts {
		x.Acts = append(x.Acts, m.Act)
	}
	if !t.Due.IsZero() {
		x.Due = &t.Due
	}
	if x.Late = t.Late(now); x.Late {
		x.lateness = now.Sub(t.Due)
		x.LateBy = spanWords(x.lateness)
	}
	return x
}

// spanWords is a span of time as people say it: whole hours below two days, then whole days.
func spanWords(d time.Duration) string {
	n, one := int(d/time.Hour), "hour"
	switch {
	case n < 1:
		return "less than an hour"
	case n >= 48:
		n, one = n/24, "day"
	}
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %ss", n, one)
}

// Columns implements Table.
func (Task) Columns() []string {
	return []string{"object", "about", "title", "state", "waits for", "acts", "since", "due", "late by", "from", "urgent", "with", "handed over by", "in place of", "note", "on"}
}

// Cells implements Row.
func (t Task) Cells() []string {
	urgent := ""
	if t.Urgent {
		urgent = "urgent"
	}
	return []string{t.Object, t.About, t.Title, t.State, t.Waits, strings.Join(t.Acts, ", "), minute(t.Since), t.until(), t.LateBy, t.From, urgent, t.With, t.Handed, t.Deputy, t.Note, string(t.On)}
}

// minute is an instant to the minute.
func minute(t time.Time) string { return t.UTC().Format("2006-01-02 15:04") }

// until is when a task is due: the last day on which it is in time, or within a day the minute.
func (t Task) until() string {
	switch last := t.lastDay(); {
	case t.Due == nil:
		return ""
	case t.Due.Equal((last + 1).Time()):
		return last.String()
	}
	return minute(*t.Due)
}

// lastDay is the last day on which a task is in time.
func (t Task) lastDay() muster.Day {
	if t.Due == nil {
		return muster.MaxDay
	}
	return muster.DayOf(t.Due.Add(-time.Nanosecond))
}

// Overdue is how much is late at one party.
type Overdue struct {
	Waits  string `json:"waits"` // party and role
	Tasks  int    `json:"tasks"`
	Oldest Task   `json:"oldest"`
}

// ByParty adds up what is late by who must act: the most first.
func (w *Work) ByParty() []Overdue {
	all := []Overdue{}
	for _, t := range w.Items {
		if !t.Late {
			continue
		}
		i := slices.IndexFunc(all, func(o Overdue) bool { return o.Waits == t.Waits })
		if i < 0 {
			i = len(all)
			all = append(all, Overdue{Waits: t.Waits, Oldest: t})
		}
		all[i].Tasks++
		if t.lateness > all[i].Oldest.lateness {
			all[i].Oldest = t
		}
	}
	slices.SortStableFunc(all, func(a, b Overdue) int {
		return cmp.Or(cmp.Compare(b.Tasks, a.Tasks), cmp.Compare(a.Waits, b.Waits))
	})
	return all
}
