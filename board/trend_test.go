package board

import (
	"slices"
	"testing"

	"muster"
	"muster/matching"
)

func on(text string) muster.Day {
	d, err := muster.ParseDay(text)
	if err != nil {
		panic(err)
	}
	return d
}

// A type counts from the day on which its first match came into a state, and no longer once none is in it: what was
// firm and then cancelled was on its way for that time.
func TestTypesAreCountedAsTheyStoodOnADay(t *testing.T) {
	all := stands{
		{item: "a", family: "trucks", states: []came{{on("2025-02-10"), matching.Proposed}, {on("2025-03-31"), matching.Firm}, {on("2025-05-01"), matching.Fulfilled}}},
		{item: "a", family: "trucks", states: []came{{on("2025-09-01"), matching.Firm}, {on("2025-10-05"), matching.Fulfilled}}},
		{item: "b", family: "trucks", states: []came{{on("2025-04-02"), matching.Firm}, {on("2025-12-01"), matching.ShortClosed}}},
		{item: "c", family: "item c", states: []came{{on("2025-06-30"), matching.Firm}, {on("2025-07-20"), matching.Cancelled}}},
	}
	var got [][3]int
	var days []string
	for _, s := range all.at(on("2026-01-15")) {
		days = append(days, s.On.String())
		got = append(got, [3]int{s.InService, s.Families, s.Bound})
	}
	if want := []string{"2024-03-31", "2024-06-30", "2024-09-30", "2024-12-31", "2025-03-31", "2025-06-30", "2025-09-30", "2025-12-31", "2026-01-15"}; !slices.Equal(days, want) {
		t.Errorf("days %v, want %v", days, want)
	}
	want := [][3]int{{}, {}, {}, {}, {0, 0, 1}, {1, 1, 3}, {1, 1, 2}, {2, 1, 2}, {2, 1, 2}}
	if !slices.Equal(got, want) {
		t.Errorf("in service, families, bound: %v, want %v", got, want)
	}
}
