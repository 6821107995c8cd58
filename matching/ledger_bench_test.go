package matching_test

import (
	"fmt"
	"testing"

	"muster/matching"
	"muster/pledge"
)

// firmBook is a ledger of 100,000 allocations under 500 commitments, and so many firm matches, ten of an
// offer; every second offer names its commitment.
func firmBook(t testing.TB, matches int) *desk {
	d := newBooks(t)
	d.open(needOf("big", "1000000"))
	for i := range 500 {
		d.Add(claim(fmt.Sprintf("de:%d", i), pledge.Committed, "2026-01-02", "100000", "EUR"))
	}
	for i := range 100_000 {
		d.Add(claim(fmt.Sprintf("de:%d", i%500), pledge.Allocated, "2026-01-03", "1", "EUR"))
	}
	for i := range matches {
		stock := fmt.Sprintf("o%d", i/10)
		if i%10 == 0 {
			of := ""
			if i/10%2 == 0 {
				of = fmt.Sprintf("de:%d", i/10%500)
			}
			d.accept(worthOf(stock, "10", "500", "EUR", of))
		}
		id := fmt.Sprintf("m%d", i)
		d.agree(id, "big", stock, "1")
		x := act(id, "firm", coordinator)
		x.Override = "a decision"
		d.Add(x)
	}
	return d
}

// BenchmarkPositionBesideMatches is a position over 100,000 entries: over them alone, and with what follows
// from 3,000 firm matches, worked out for the first time and found again.
func BenchmarkPositionBesideMatches(b *testing.B) {
	d := firmBook(b, 3000)
	v := d.View(0)
	q := pledge.PositionQuery{Series: "de", Event: pledge.Allocated, By: []pledge.Dim{pledge.ByDonor}}
	for name, of := range map[string]func() *pledge.Part{
		"entries": func() *pledge.Part { return pledge.In(v) },
		"derived": func() *pledge.Part { return pledge.In(v).With(v, d.p.Entries(v)) },
		"ledger":  func() *pledge.Part { return matching.Ledger(v) },
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, err := of().Position(v, q); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	b.Run("entries only", func(b *testing.B) {
		for b.Loop() {
			d.p.Entries(v)
		}
	})
}
