package api_test

import (
	"testing"

	"muster"
	"muster/client"
	"muster/pledge"
)

func TestClientAsksForContributionsAndEntries(t *testing.T) {
	s := start(t)
	c, err := client.New(s.url, "")
	if err != nil {
		t.Fatal(err)
	}
	q := pledge.ContributionQuery{Series: "kiel", Only: []pledge.Key{
		{Dim: pledge.ByType, ID: "military"}, {Dim: pledge.ByDonor, ID: "de"}, {Dim: pledge.ByDonor, ID: "fr"}, {Dim: pledge.ByYear, ID: "2024"}, {Dim: pledge.ByYear, ID: ""},
	}, Order: "donor"}
	l, err := c.Contributions(t.Context(), "", q, 2, "")
	if err != nil || len(l.Items) != 2 || l.Next == "" {
		t.Fatalf("%+v, %v", l, err)
	}
	seen := map[string]bool{}
	for {
		for _, x := range l.Items {
			if seen[x.Contribution] || x.Type != "military" || x.Party != "de" && x.Party != "fr" {
				t.Errorf("%+v", x)
			}
			seen[x.Contribution] = true
		}
		if l.Next == "" {
			break
		}
		if l, err = c.Contributions(t.Context(), "", q, 2, l.Next); err != nil {
			t.Fatal(err)
		}
	}
	if len(seen) != l.Rows {
		t.Errorf("%d on the pages, of %d", len(seen), l.Rows)
	}
	from := muster.NewDay(2022, 1, 1)
	e, err := c.Entries(t.Context(), "", pledge.PositionQuery{Series: "kiel", Event: pledge.Allocated, Types: []string{"military"}, From: &from}, "-date", 5, "")
	if err != nil || len(e.Items) == 0 || len(e.Sums) == 0 {
		t.Errorf("%+v, %v", e, err)
	}
	if _, err = c.Entries(t.Context(), "", pledge.PositionQuery{Series: "kiel", Event: pledge.Allocated}, "colour", 5, ""); err == nil || muster.Refusals(err)[0].Field != "sort" {
		t.Errorf("%v", err)
	}
}
