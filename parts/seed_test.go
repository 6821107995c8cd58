package parts_test

import (
	"fmt"
	"testing"
	"time"

	"muster"
	"muster/evidence"
	"muster/item"
	"muster/money"
	"muster/parts"
	"muster/record"
	"muster/standing"
)

// seeded is the state of a fresh record.
func seeded(t *testing.T) *standing.State {
	t.Helper()
	s := parts.State()
	seed, err := parts.Seed()
	if err != nil {
		t.Fatal(err)
	}
	open := &record.Open{Envelope: muster.Envelope{Kind: record.KindOpen, By: "operator", Audience: muster.Public}, Record: goldenID}
	for i, v := range append([]muster.Value{open}, seed...) {
		head := muster.Head{ID: muster.NewID(goldenID, uint64(i+1)), At: time.Date(2026, 11, 1, 12, 0, i, 0, time.UTC)}
		if err := s.Admit(v, head, muster.Seq(i+1)); err != nil {
			t.Fatalf("%s: %v", v.Common().About, err)
		}
	}
	s.Keep()
	return s
}

func TestAFreshRecordCountsInUnitsThatFilesUse(t *testing.T) {
	s := seeded(t)
	p, known := standing.Find[*item.Part](s), s.Known()
	for word, want := range map[string]string{
		"EA": "each", "Each": "each", "pcs": "each", "шт": "each", "KGM": "kg", "кг": "kg", "T": "t", "тонна": "t", "L": "l", "m³": "m3", "box": "box", "XBX": "box", "pair": "pair", "rds": "round", "seat": "seat", "kits": "kit",
	} {
		if u, ok := p.UnitNamed(known, word); !ok || u.About != want {
			t.Errorf("%q stands for %q, want %s", word, u.About, want)
		}
	}
	for _, c := range []struct{ quantity, from, to, want string }{
		{"18", "t", "kg", "18000"}, {"1", "t", "g", "1000000"}, {"2.5", "m3", "l", "2500"}, {"1", "week", "h", "168"}, {"100", "lb", "kg", "45.359237"}, {"1", "short-ton", "t", "0.90718474"}, {"1", "us-gallon", "ml", "3785.411784"}, {"3", "dozen", "pair", "18"},
	} {
		got, err := p.Convert(known, "", money.MustParse(c.quantity), item.UnitID(c.from), item.UnitID(c.to))
		if err != nil || got.String() != c.want {
			t.Errorf("%s %s in %s: %s, %v; want %s", c.quantity, c.from, c.to, got, err, c.want)
		}
	}
	if _, err := p.Convert(known, "", money.MustParse("1"), "box", "each"); err == nil {
		t.Error("a box of nothing in particular has a number of things in it")
	}
	for u := range p.Units(known) {
		if u.Names["uk"] == "" {
			t.Errorf("the unit %s has no Ukrainian name", u.About)
		}
	}
	for x := range p.Things(known) {
		if x.Names["uk"] == "" {
			t.Errorf("the kind of thing %s has no Ukrainian name", x.About)
		}
	}
}

// The claim categories of the Register of Damage open and close: the list is data, with two names for each.
func TestAFreshRecordHasTheClaimCategoriesOfDamage(t *testing.T) {
	s := seeded(t)
	p, known := standing.Find[*evidence.Part](s), s.Known()
	for code, want := range map[string]string{"A3.1": "2024-04-01 false 2024-04-02 true", "A3.3": "2025-11-04 false 2025-11-05 true", "A3.7": "2025-11-05 false 2026-11-01 false"} {
		c, ok := p.Code(known, "rd4u", code)
		var before, on string
		var was, is bool
		if _, err := fmt.Sscan(want, &before, &was, &on, &is); err != nil {
			t.Fatal(err)
		}
		a, _ := muster.ParseDay(before)
		b, _ := muster.ParseDay(on)
		if !ok || c.Open(a) != was || c.Open(b) != is || c.Name["uk"] == "" || c.Name["en"] == "" {
			t.Errorf("%s: %+v", code, c)
		}
	}
}
