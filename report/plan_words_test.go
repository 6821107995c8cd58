package report

import (
	"strings"
	"testing"

	"muster"
	"muster/item"
	"muster/matching/plan"
)

func TestNumbersForPeopleAreShort(t *testing.T) {
	for text, want := range map[string]string{"0": "0", "60": "60", "12.5": "12.5", "2/3": "2/3", "532/111": "about 4.79", "1000000/999999": "about 1", "0.333203125": "about 0.33", "x": "x"} {
		if got := Rounded(text); got != want {
			t.Errorf("%s is written %s, want %s", text, got, want)
		}
	}
}

// A part of a package says on which days it counts and by how many what comes misses them.
func TestAPartSaysByHowManyDaysItMissesItsPackage(t *testing.T) {
	one, none := item.One, item.Ratio{}
	for _, c := range []struct {
		piece plan.Piece
		block PlanBlock
		want  []string
	}{
		{plan.Piece{Late: 1}, PlanBlock{Days: 1}, []string{"offer o for s comes 1 day too late for it", "s has 0 of 1, some comes 1 day too late for the package"}},
		{plan.Piece{Early: 3}, PlanBlock{Early: 3}, []string{"offer o for s comes 3 days too early for it", "s has 0 of 1, some comes 3 days too early for the package"}},
		{plan.Piece{}, PlanBlock{}, []string{"s is not met in time", "s has 0 of 1"}},
	} {
		c.piece.Line, c.piece.Full, c.piece.There = "s", one, none
		c.block.Reason, c.block.Line, c.block.Offer = string(plan.BlockPart), "s", "o"
		part := partOf(&c.piece)
		if got := blockWords(&c.block, &plan.Need{}); !strings.HasSuffix(got, c.want[0]) || part.Short() != c.want[1] {
			t.Errorf("%s; %s; want %q", got, part.Short(), c.want)
		}
	}
	first, last := muster.NewDay(2027, 3, 1), muster.NewDay(2027, 3, 9)
	if x := partOf(&plan.Piece{Days: &plan.Window{First: first, Last: last}}); *x.From != first || *x.By != last {
		t.Errorf("%+v", x)
	}
	if x := partOf(&plan.Piece{Days: &plan.Window{First: muster.MinDay, Last: last}}); x.From != nil || *x.By != last {
		t.Errorf("%+v", x)
	}
}
