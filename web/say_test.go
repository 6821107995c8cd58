package web

import (
	"slices"
	"testing"

	"muster/offer"
)

// A forum has a name of several words; ids have none.
func TestAListOfNamesIsNotTakenApartAtBlanks(t *testing.T) {
	v, refused := stated(offer.KindLine, "o-1", func(name string) string {
		return map[string]string{"elsewhere": "joint purchase; EU\n  NATO trust fund ,", "for": "r-1 r-2,r-3"}[name]
	})
	x := v.(*offer.Line)
	if len(refused) > 0 || !slices.Equal(x.Elsewhere, []string{"joint purchase", "EU", "NATO trust fund"}) || !slices.Equal(x.For, []string{"r-1", "r-2", "r-3"}) {
		t.Errorf("%q, %q, %v", x.Elsewhere, x.For, refused)
	}
}
