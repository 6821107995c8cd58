package web

import (
	"fmt"
	"net/http/httptest"
	"testing"

	"muster/board"
)

// A page has so many of what is offered beyond needs and of pairs; a pair that is asked for is on the page
// that is shown.
func TestOverlapsComeByThePage(t *testing.T) {
	pages := func(address string) (crowds, pairs int, first string, g paging) {
		r := httptest.NewRequest("GET", address, nil)
		p := &overlapsPage{all: &Overlaps{Crowds: make([]board.Crowd, 10)}}
		s := &site{words: english}
		p.objectPage = s.objectPage(r, "overlaps", "/overlaps", Around{}, nil)
		for i := range 60 {
			p.pairs = append(p.pairs, overlap{about: fmt.Sprintf("r-%02d+r-99", i)})
		}
		p.fill(r)
		if len(p.shown.pairs) > 0 {
			first = p.shown.pairs[0].about
		}
		return len(p.shown.crowds), len(p.shown.pairs), first, p.paging
	}
	for _, c := range []struct {
		address       string
		crowds, pairs int
		first         string
		prev, next    string
	}{
		{"/overlaps", 10, 15, "r-00+r-99", "", "/overlaps?page=2"},
		{"/overlaps?page=2", 0, 25, "r-15+r-99", "/overlaps", "/overlaps?page=3"},
		{"/overlaps?page=3", 0, 20, "r-40+r-99", "/overlaps?page=2", ""},
		{"/overlaps?page=9", 0, 20, "r-40+r-99", "/overlaps?page=2", ""},
		{"/overlaps?pair=r-20%2Br-99", 0, 25, "r-15+r-99", "/overlaps", "/overlaps?page=3"},
		{"/overlaps?pair=nothing", 10, 15, "r-00+r-99", "", "/overlaps?page=2"},
	} {
		crowds, pairs, first, g := pages(c.address)
		if crowds != c.crowds || pairs != c.pairs || first != c.first || g.prev != c.prev || g.next != c.next {
			t.Errorf("%s: %d and %d from %s, between %q and %q", c.address, crowds, pairs, first, g.prev, g.next)
		}
	}
}
