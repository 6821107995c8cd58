package audit_test

import (
	"fmt"
	"slices"
	"testing"

	"muster"
	"muster/audit"
)

// A draw follows from the seed and the ids alone: what else is known of each does not move it, and all are drawn where
// there are fewer than were asked for.
func TestADrawFollowsFromSeedAndIds(t *testing.T) {
	p := &audit.Population{List: "requirement"}
	for i := range 50 {
		p.Items = append(p.Items, audit.Member{About: fmt.Sprintf("r-%02d", i), Statement: muster.ID(fmt.Sprint("s-", i))})
	}
	one, err := p.Draw(5, "drawn by lot: 47")
	if err != nil {
		t.Fatal(err)
	}
	moved := &audit.Population{List: p.List, Items: slices.Clone(p.Items)}
	moved.Items[one.Drawn[0]].State, moved.Items[one.Drawn[0]].Statement = "closed", "s-99"
	again, err := moved.Draw(5, "drawn by lot: 47")
	if err != nil || !slices.Equal(one.Drawn, again.Drawn) || one.Digest == again.Digest {
		t.Errorf("%v and %v, %v", one.Drawn, again.Drawn, err)
	}
	if all, err := p.Draw(51, "7"); err != nil || len(all.Drawn) != 50 || !slices.IsSorted(all.Drawn) {
		t.Errorf("%v, %v", all, err)
	}
	for _, seed := range []string{"", " 7", "7\t8"} {
		if _, err := p.Draw(5, seed); err == nil {
			t.Errorf("the seed %q is taken", seed)
		}
	}
}
