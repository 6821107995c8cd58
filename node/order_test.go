package node_test

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"muster"
	"muster/pledge"
	"muster/standing"
)

// permutations yields every order of n things.
func permutations(n int) (out [][]int) {
	if n == 0 {
		return [][]int{nil}
	}
	for _, p := range permutations(n - 1) {
		for i := range n {
			q := append([]int(nil), p[:i]...)
			out = append(out, append(append(q, n-1), p[i:]...))
		}
	}
	return out
}

func TestTheOrderOfImportChangesNoFigure(t *testing.T) {
	few(t, 12)
	rapid.Check(t, func(t *rapid.T) {
		// The editions run to days of their own: of two that run to the same day the later import stands.
		first := newHistory(t, memoryStore{newMemory()})
		defer first.log.Close()
		var setup []func(h *history)
		var drafts []*pledge.Draft
		for i := range rapid.IntRange(2, 4).Draw(t, "editions") {
			d := first.draft("comparable")
			d.Label, d.DataTo, d.Comparable = fmt.Sprint("edition ", i), muster.NewDay(2024, 7, 1+i), true
			first.drafts["comparable"] = append(first.drafts["comparable"], d)
			drafts = append(drafts, d)
		}
		first.terms()
		terms, _ := spoken[*pledge.Terms](first, "p")
		for _, id := range partyIDs {
			m := membership(id)
			setup = append(setup, func(h *history) { h.record(m) })
		}
		setup = append(setup, func(h *history) {
			x := *terms.value.(*pledge.Terms)
			x.Replaces = ""
			h.record(&x)
		})
		want := ""
		for _, order := range permutations(len(drafts)) {
			h := newHistory(t, memoryStore{newMemory()})
			for _, f := range setup {
				f(h)
			}
			for _, i := range order {
				h.submit(drafts[i], true)
			}
			got := unordered(t, h.state)
			if h.log.Close(); want == "" {
				want = got
			}
			if got != want {
				t.Fatalf("imported in the order %v:\n%s\nin another order:\n%s", order, got, want)
			}
		}
	})
}

// unordered writes down figures without the names of statements, which follow the order of import.
func unordered(t *rapid.T, s *standing.State) string {
	v, err := s.At(0, today, standing.OperatorViewer)
	if err != nil {
		t.Fatal(err)
	}
	p := pledge.In(v)
	var b strings.Builder
	for n, q := range questions() {
		writePosition(&b, p, v, n, q)
		for _, e := range p.Editions(v, q.Series) {
			q.Edition = e.Label
			writePosition(&b, p, v, n, q)
		}
	}
	for _, e := range p.Editions(v, "comparable") {
		fmt.Fprintln(&b, "edition", e.Label, e.DataTo, e.Stands, e.Before, e.Change)
	}
	for n, q := range weighings() {
		if r, err := p.Weigh(v, "p", q); err == nil {
			writeResult(&b, n, r)
		}
	}
	return b.String()
}
