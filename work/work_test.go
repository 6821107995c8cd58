package work_test

import (
	"strings"
	"testing"
	"time"

	"muster"
	"muster/access"
	"muster/work"
)

func at(s string) time.Time {
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		panic(err)
	}
	return t
}

func TestALimitEndsWhenItSays(t *testing.T) {
	friday := at("2026-11-27T15:30:00Z")
	days := map[string]muster.Day{"needed_by": muster.NewDay(2026, 11, 29)}
	for _, c := range []struct {
		name   string
		limit  work.Limit
		urgent bool
		want   string
	}{
		{"none", work.Limit{}, true, ""},
		{"hours", work.Limit{Hours: 24}, false, "2026-11-28T15:30:00Z"},
		{"days: the last one counts whole", work.Limit{Days: 2}, false, "2026-11-30T00:00:00Z"},
		{"working days leave the weekend out", work.Limit{WorkingDays: 1}, false, "2026-12-01T00:00:00Z"},
		{"a calendar day is still in time", work.Limit{Until: "needed_by"}, false, "2026-11-30T00:00:00Z"},
		{"a day that the object does not name", work.Limit{Until: "reply_by"}, false, ""},
		{"the earliest", work.Limit{Days: 30, Until: "needed_by"}, false, "2026-11-30T00:00:00Z"},
		{"urgent", work.Limit{WorkingDays: 5, UrgentHours: 6}, true, "2026-11-27T21:30:00Z"},
		{"not urgent", work.Limit{WorkingDays: 5, UrgentHours: 6}, false, "2026-12-05T00:00:00Z"},
	} {
		due, ok := c.limit.Due(friday, c.urgent, days)
		got := ""
		if ok {
			got = due.Format(time.RFC3339)
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestATableSaysWhatIsWrongWithIt(t *testing.T) {
	c := []access.Turn{{Role: access.Coordinator}}
	d := []access.Turn{{Role: access.DonorOfficer, For: "donor"}}
	good := func() work.Table {
		return work.Table{
			Object: "thing", By: c,
			States: []work.State{{Name: "new", Words: "w", Waits: c}, {Name: "old", Words: "w", Final: true}, {Name: "late", Words: "w", Derived: true, Of: []string{"new"}}},
			Moves:  []work.Move{{Act: "end", From: []string{"new"}, To: "old", By: c, Words: "w"}},
		}
	}
	if g := good(); len(g.Problems()) != 0 {
		t.Fatal(g.Problems())
	}
	for want, spoil := range map[string]func(*work.Table){
		"leads to":         func(t *work.Table) { t.Moves[0].To = "elsewhere" },
		"starts from":      func(t *work.Table) { t.Moves[0].From = []string{"old"} },
		"two moves":        func(t *work.Table) { t.Moves = append(t.Moves, t.Moves[0]) },
		"lacks who":        func(t *work.Table) { t.Moves[0].By = nil },
		"no words":         func(t *work.Table) { t.States[0].Words = "" },
		"no act leads to":  func(t *work.Table) { t.States = append(t.States, work.State{Name: "lost", Words: "w", Final: true}) },
		"is derived of":    func(t *work.Table) { t.States[2].Of = []string{"nothing"} },
		"is final, or has": func(t *work.Table) { t.States[1].Final = false },
		"waits for a":      func(t *work.Table) { t.States[0].Waits = d },
		"a change in":      func(t *work.Table) { t.States[0].Change = "nowhere" },
	} {
		g := good()
		spoil(&g)
		if all := strings.Join(g.Problems(), "\n"); !strings.Contains(all, want) {
			t.Errorf("want %q in %q", want, all)
		}
	}
}
