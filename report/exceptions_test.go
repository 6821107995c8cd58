package report

import (
	"slices"
	"testing"

	"muster/parts"
	"muster/standing"
	"muster/work"
)

// Of every object with a life it is known by which kind of statement it is stated and by which it moves: otherwise what
// was changed late, or done by one person in two roles, would be found of some objects and not of others.
func TestOfEveryObjectItIsKnownWhatStatesIt(t *testing.T) {
	s := parts.State()
	x := &excepting{v: standing.View{State: s}, states: map[string]string{}, moves: map[string]string{}}
	x.declared()
	var states, moves []string
	for kind, object := range x.states {
		states = append(states, object)
		if _, ok := s.KindNamed(kind); !ok {
			t.Errorf("%s is no kind", kind)
		}
	}
	for _, object := range x.moves {
		moves = append(moves, object)
	}
	tables := work.Tables(s)
	for _, table := range tables {
		if !slices.Contains(states, table.Object) || !slices.Contains(moves, table.Object) {
			t.Errorf("nothing states or moves the object %s", table.Object)
		}
	}
	if len(tables) < 10 {
		t.Errorf("%d tables", len(tables))
	}
	// A kind that a shelf states is not listed beside.
	for kind := range stated {
		for _, table := range tables {
			if _, is, ok := work.ShelvesOf(s, table.Object); ok && is.Says.Name == kind {
				t.Errorf("%s is said twice", kind)
			}
		}
	}
}
