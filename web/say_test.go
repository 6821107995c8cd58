package web

import (
	"reflect"
	"slices"
	"testing"

	"muster"
	"muster/offer"
	"muster/reform"
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

// Evidence is typed a line each; what stands of a step comes back from the form that changes it as it was.
func TestAListOfThingsIsTypedALineEach(t *testing.T) {
	v, refused := stated(reform.KindAct, "s-1", func(name string) string {
		return map[string]string{"act": "report", "evidence": "Law 1-IX | https://example.org/1?a=b|c\n\n  A letter\n"}[name]
	})
	if x := v.(*reform.Acted); len(refused) > 0 || !slices.Equal(x.Evidence, []reform.Piece{{Title: "Law 1-IX", Where: "https://example.org/1?a=b|c"}, {Title: "A letter"}}) {
		t.Errorf("%+v, %v", x.Evidence, refused)
	}
	was := &reform.Step{Envelope: muster.Envelope{Kind: reform.KindStep, About: "s-1"}, Framework: "f", Precondition: true, Elements: []reform.Element{{Key: "a", Text: muster.Text{"en": "One.", "uk": "Одне."}}, {Key: "b", Text: muster.Text{"uk": "Друге."}}}}
	values := valuesOf(was)
	v, refused = stated(reform.KindStep, "s-1", func(name string) string { return values[name] })
	if x := v.(*reform.Step); len(refused) > 0 || !reflect.DeepEqual(x, was) {
		t.Errorf("%+v, not %+v: %v", x, was, refused)
	}
}
