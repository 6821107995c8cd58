package plan

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"muster"
	"muster/item"
)

// scene is one line of ten a, needed in twenty days, and one offer of as many, there in fourteen.
func scene() *Inputs {
	return &Inputs{
		On: on, Transit: 14, Book: NewBook(shelf{}),
		Needs: []Need{{ID: "r", Requester: "ua", Item: "a", Unit: "each", Quantity: number(10), Priority: 2, NeededBy: on + 20}},
		Offers: []Offer{{
			ID: "o", Donor: "de", Item: "a", Unit: "each", Offered: number(10), Accepted: number(10), Ready: on, ValidUntil: muster.MaxDay, Consented: true, Owner: "us",
		}},
	}
}

func explained(t *testing.T, in *Inputs) (*Case, *Plan, *Why) {
	t.Helper()
	c := in.Case()
	p, err := Solve(c.Problem)
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Check(p.Take); err != nil {
		t.Fatal(err)
	}
	why, err := Explain(c, p, "", Budget)
	if err != nil {
		t.Fatal(err)
	}
	return c, p, why
}

// said writes what blocks the first open line and what unblocks it.
func said(why *Why) string {
	if len(why.Open) == 0 {
		return "met"
	}
	o := why.Open[0]
	var b strings.Builder
	for _, x := range o.Blocks {
		fmt.Fprintf(&b, "%s %s", x.Reason, x.Offer)
		if x.Days > 0 {
			fmt.Fprintf(&b, " by %d", x.Days)
		}
		if x.Line != "" {
			fmt.Fprintf(&b, " to %s %s %t", x.Line, x.Quantity, x.Higher)
		}
		b.WriteString("; ")
	}
	if o.Change == nil {
		return b.String() + "nothing"
	}
	ch := o.Change
	fmt.Fprintf(&b, "%s %s%s%s%s", ch.Act, ch.Line, ch.Offer, ch.Reservation, ch.Item)
	if ch.Quantity.Sign() > 0 {
		fmt.Fprintf(&b, " %s", ch.Quantity)
	}
	if ch.Days > 0 {
		fmt.Fprintf(&b, " %d days", ch.Days)
	}
	return b.String()
}

func TestWhatBlocksALineAndWhatUnblocksIt(t *testing.T) {
	for _, c := range []struct {
		name string
		is   func(*Inputs)
		want string
	}{
		{"all is well", func(*Inputs) {}, "met"},
		{"nobody offers it", func(in *Inputs) { in.Offers = nil }, "no_offer ; more ra 10"},
		{"another unit", func(in *Inputs) { in.Offers[0].Unit = "crate" }, "unconvertible o; more ra 10"},
		{"pinned to another item", func(in *Inputs) { in.Offers[0].Item, in.Offers[0].For = "d", []string{"r"} }, "wrong_item o; more ra 10"},
		{"a substitute not accepted", func(in *Inputs) { in.Offers[0].Item = "b" }, "not_accepted o; substitute rb"},
		{"the donor's condition", func(in *Inputs) { in.Offers[0].For = []string{"x"} }, "condition o; admit ro"},
		{"consent", func(in *Inputs) { in.Offers[0].Consented = false }, "no_consent o; consent o"},
		{"it lapses before it leaves", func(in *Inputs) { in.Offers[0].Ready, in.Offers[0].ValidUntil = on+5, on+2 }, "lapsed o; extend o 3 days"},
		{"not accepted yet", func(in *Inputs) { in.Offers[0].Accepted = item.Ratio{} }, "unaccepted o; accept o 10"},
		{"accepted in part", func(in *Inputs) { in.Offers[0].Accepted = number(4) }, "not_enough ; accept o 6"},
		{"reserved", func(in *Inputs) { in.Offers[0].Kept = []Kept{{ID: "k", For: "x", Quantity: number(10)}} }, "reserved o; release ok"},
		{"reserved by a statement that is not for the viewer", func(in *Inputs) {
			in.Offers[0].Kept = []Kept{{ID: "k", For: "x", Quantity: number(10), Hidden: true}}
		}, "withheld o; more ra 10"},
		{"reserved for itself", func(in *Inputs) { in.Offers[0].Kept = []Kept{{ID: "k", For: "r", Quantity: number(10)}} }, "met"},
		{"the lot is too large", func(in *Inputs) {
			in.Offers[0].Offered, in.Offers[0].Accepted, in.Offers[0].Lot = number(24), number(24), number(12)
		}, "lot_too_large o; split o 10"},
		{"lots leave a rest", func(in *Inputs) { in.Offers[0].Lot = number(4) }, "lot_too_large o; split o 2"},
		{"less left than is of use", func(in *Inputs) {
			in.Offers[0].Offered, in.Offers[0].Accepted, in.Needs[0].MinLot = number(4), number(4), number(5)
		}, "too_little o; smaller r"},
		{"less open than is of use", func(in *Inputs) {
			in.Needs[0].Firm, in.Needs[0].InTime, in.Needs[0].MinLot = number(7), number(7), number(5)
		}, "open_too_small o; smaller r 3"},
		{"forbidden", func(in *Inputs) { in.Decided = []Decision{{Line: "r", Offer: "o", Forbid: true}} }, "forbidden o; lift ro"},
		{"forbidden by a statement that is not for the viewer", func(in *Inputs) {
			in.Decided = []Decision{{Line: "r", Offer: "o", Forbid: true, Hidden: true}}
		}, "withheld o; more ra 10"},
		{"late", func(in *Inputs) { in.Offers[0].Ready = on + 11 }, "late o by 5; earlier o 5 days"},
		{"two reasons at once", func(in *Inputs) { in.Offers[0].Ready, in.Offers[0].Consented = on+11, false }, "no_consent o by 5; more ra 10"},
		{"its day has passed", func(in *Inputs) { in.Needs[0].NeededBy = on - 1; in.Offers[0].Consented = false }, "no_consent o by 15; consent o"},
		{"it went to a line of higher priority", func(in *Inputs) {
			in.Needs = append(in.Needs, Need{ID: "s", Requester: "ua", Item: "a", Unit: "each", Quantity: number(10), Priority: 1, NeededBy: on + 20})
		}, "taken o to s 10 true; more ra 10"},
		{"it was pinned to another", func(in *Inputs) {
			in.Needs = append(in.Needs, Need{ID: "s", Requester: "ua", Item: "a", Unit: "each", Quantity: number(10), Priority: 5, NeededBy: on + 20})
			in.Decided = []Decision{{Line: "s", Offer: "o", Quantity: number(10)}}
		}, "taken o to s 10 false; lift so"},
		{"it was pinned to another of the same priority, which lifting the pin would only leave without", func(in *Inputs) {
			in.Needs = append(in.Needs, Need{ID: "s", Requester: "pl", Item: "a", Unit: "each", Quantity: number(10), Priority: 2, NeededBy: on + 20})
			in.Decided = []Decision{{Line: "s", Offer: "o", Quantity: number(10)}}
			in.Serving = []Type{{"ua", "a"}} // so that of two plans as good the one for r brings no new type
		}, "taken o to s 10 false; more ra 10"},
		{"what would free the stock of another line", func(in *Inputs) {
			in.Needs = append(in.Needs, Need{ID: "s", Requester: "ua", Item: "a", Unit: "each", Quantity: number(10), Priority: 1, NeededBy: on + 20})
			in.Offers = append(in.Offers, Offer{ID: "p", Donor: "us", Item: "a", Unit: "each", Offered: number(10), Accepted: number(10), ValidUntil: muster.MaxDay, For: []string{"s"}, Ready: on})
			in.Offers[1].Consented = false
		}, "taken o to s 10 true; condition p; consent p"},
	} {
		t.Run(c.name, func(t *testing.T) {
			in := scene()
			for i := range in.Needs {
				in.Needs[i].Parts = nil
			}
			c.is(in)
			_, _, why := explained(t, in)
			if got := said(why); got != c.want {
				t.Errorf("%s, want %s", got, c.want)
			}
		})
	}
}

func TestAPackageSaysWhichPartItLacksAndAskingForItMends(t *testing.T) {
	in := scene()
	in.Needs[0].Parts = shelf{}.Parts("a", number(10), "each")
	in.whatMeets()
	_, p, why := explained(t, in)
	if len(why.Bundles) != 1 || len(why.Bundles[0].Missing) != 1 || why.Bundles[0].Share.Sign() != 0 || p.Levels[Whole].Reach.Sign() != 0 {
		t.Fatalf("%+v", why.Bundles)
	}
	ch := why.Bundles[0].Change
	if ch == nil || ch.Act != AddLine || ch.Item != "c" || ch.Quantity.Cmp(number(10)) != 0 || ch.Party != "ua" || ch.Line != "r-spares" {
		t.Fatalf("%+v", ch)
	}
	with, err := in.What(WhatIf{Changes: []Change{*ch}})
	if err != nil {
		t.Fatal(err)
	}
	_, _, why = explained(t, with)
	if len(why.Bundles) != 1 || len(why.Bundles[0].Missing) != 0 || len(why.Bundles[0].Parts) != 2 {
		t.Fatalf("%+v", why.Bundles)
	}
	// Nobody offers the spares yet; with them the package is whole.
	if err := with.Apply(Change{Act: AddOffer, Offer: "s", Party: "pl", Item: "c", Unit: "each", Quantity: number(10)}); err != nil {
		t.Fatal(err)
	}
	_, _, why = explained(t, with)
	if why.Bundles[0].Share.Cmp(item.One) != 0 || len(why.Open) != 0 {
		t.Errorf("%+v, open %+v", why.Bundles, why.Open)
	}
}

func TestAMatchSaysWhatElseCouldHaveBeenGiven(t *testing.T) {
	in := scene()
	late := in.Offers[0]
	late.ID, late.Ready = "late", on+10
	none := in.Offers[0]
	none.ID, none.Consented = "none", false
	in.Offers = append([]Offer{late, none}, in.Offers...)
	slices.SortFunc(in.Offers, func(a, b Offer) int { return strings.Compare(a.ID, b.ID) })
	_, _, why := explained(t, in)
	if len(why.Matches) != 1 || why.Matches[0].Offer != "o" || len(why.Matches[0].Others) != 1 {
		t.Fatalf("%+v", why.Matches)
	}
	other := why.Matches[0].Others[0]
	if l, ok := other.Loses.First(); other.Offer != "late" || other.Late != 4 || !ok || l != Met || other.Loses[Met].Cmp(number(8)) != 0 {
		t.Errorf("%+v", other)
	}
	// Without the offer the line is met late: 8 are lost in time, and 4 days of lateness come of them.
	if h := why.Offers[0]; h.Offer != "o" || h.Loses[Met].Cmp(number(8)) != 0 || h.Loses[Lateness].Cmp(number(32)) != 0 || len(h.Lines) != 1 || h.Lines[0].Is.Sign() != 0 {
		t.Errorf("%+v", h)
	}
}

func TestADonorIsToldWhereItsStockWouldDoMostGood(t *testing.T) {
	in := scene()
	in.Offers[0].Consented = false
	more := in.Needs[0]
	more.ID, more.Priority, more.Quantity = "s", 1, number(20)
	in.Needs = append(in.Needs, more)
	_, _, why := explained(t, in)
	if len(why.Donors) != 1 || why.Donors[0].Donor != "de" || len(why.Donors[0].Lines) != 2 {
		t.Fatalf("%+v", why.Donors)
	}
	// Ten of twenty at 16 are worth as much as ten of ten at 8.
	for _, f := range why.Donors[0].Lines {
		if f.Worth.Cmp(number(8)) != 0 || f.Reason != NoConsent || f.Meets.Cmp(number(10)) != 0 {
			t.Errorf("%+v", f)
		}
	}
}

func TestAPinIsHeldAsFarAsItGoes(t *testing.T) {
	in := scene()
	in.Decided = []Decision{{Line: "r", Offer: "o", Quantity: number(12), Why: "promised"}}
	c, p, why := explained(t, in)
	if p.Take[0] != 10 || len(c.Unpinned) != 1 || c.Unpinned[0].Held.Cmp(number(10)) != 0 || !why.Matches[0].Pinned {
		t.Errorf("%v, %+v", p.Take, c.Unpinned)
	}
	in.Decided[0].Hidden = true
	if c, _, why = explained(t, in); len(c.Unpinned) != 0 || why.Matches[0].Pinned {
		t.Errorf("what is not for the viewer is spoken of: %+v", c.Unpinned)
	}
	in.Needs[0].Firm, in.Needs[0].InTime, in.Needs[0].Bound = number(4), number(4), map[string]item.Ratio{"o": number(4)}
	in.Offers[0].Firm = number(4)
	in.Decided[0] = Decision{Line: "r", Offer: "o", Quantity: number(5)}
	if c, _, _ := explained(t, in); c.Pairs[0].Pinned != 1 {
		t.Errorf("of 5 pinned 4 are firm, and %d are pinned still", c.Pairs[0].Pinned)
	}
}

func TestWhatIsReservedGoesInWholeLotsOnce(t *testing.T) {
	in := scene()
	o := &in.Offers[0]
	o.Lot, o.Kept = number(3), []Kept{{ID: "k", For: "r", Quantity: number(1)}, {ID: "l", For: "s", Quantity: number(1)}}
	free, own := o.quanta(o.quantum()) // 8 are free: two lots and 2, which make a lot with one that is reserved
	if free != 2 || own["r"] != 1 || own["s"] != 0 {
		t.Errorf("%d free, %v", free, own)
	}
}

func TestTooMuchIsNotLookedIntoAndSaysSo(t *testing.T) {
	in := scene()
	in.Offers[0].Consented = false
	c := in.Case()
	p, err := Solve(c.Problem)
	if err != nil {
		t.Fatal(err)
	}
	why, err := Explain(c, p, "", 0)
	if err != nil || !why.Spent || why.Open[0].Looked || why.Open[0].Change != nil {
		t.Errorf("%+v, %v", why, err)
	}
}

func TestChangesToTryAreReadStrictly(t *testing.T) {
	for text, want := range map[string]string{
		`{"changes":[{"change":"earlier","offer":"o","days":5}]}`: "",
		`[{"change":"withdraw","offer":"o"}]`:                     "",
		``:                                                        "accepted is",
		`{"changes":[{"change":"earlier","ofer":"o"}]}`:   `changes[0]: what-if: unknown field "ofer"`,
		`{"change":"earlier"}`:                            "unknown field",
		`[{"change":"earlier","offer":"o","days":"5"}]`:   "changes[0]: days: found a string; accepted is a whole number",
		`[{"change":"split","offer":"o","quantity":"x"}]`: `found "x"; accepted is a number above 0`,
		`[] []`:                           "something follows",
		`[{"change":"melt","offer":"o"}]`: `change: found "melt"; accepted are [lift release`,
		`[{"change":"earlier","offer":"x","days":5}]`:            `offer: found "x"`,
		`[{"change":"earlier","offer":"o","days":50}]`:           "14 days earlier",
		`[{"change":"split","offer":"o"}]`:                       "quantity: found",
		`[{"change":"accept","offer":"o","quantity":"5"}]`:       "0 were not accepted yet",
		`[{"change":"quantity","quantity":"5"}]`:                 "accepted is one of them",
		`[{"change":"needed_by","requirement":"r"}]`:             "day: it is left out",
		`[{"change":"lift","requirement":"r","offer":"o"}]`:      "neither pinned nor forbidden",
		`[{"change":"release","offer":"o","reservation":"k"}]`:   "no such reservation",
		`[{"change":"substitute","requirement":"r","item":"c"}]`: "may stand in for a",
		`[{"change":"add_offer","offer":"o"}]`:                   "which there is already",
		`[{"change":"add_need","requirement":"q","item":"a","unit":"each","quantity":"1","party":"ua","day":"2027-01-01","priority":9}]`: "priority: found 9",
		`[{"change":"add_offer","offer":"q","item":"a","unit":"crate","quantity":"1","party":"de"}]`:                                     "unit: no conversion",
	} {
		w, err := ReadWhatIf([]byte(text))
		if err == nil {
			_, err = scene().What(w)
		}
		if want == "" && err != nil || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("%s: %v, want %s", text, err, want)
		}
	}
}

func TestChangesLeaveTheInputsAsTheyWere(t *testing.T) {
	in := scene()
	_, _, before := explained(t, in)
	w, err := ReadWhatIf([]byte(`[{"change":"withdraw","offer":"o"},{"change":"quantity","requirement":"r","quantity":"99"}]`))
	if err != nil {
		t.Fatal(err)
	}
	with, err := in.What(w)
	if err != nil {
		t.Fatal(err)
	}
	if _, _, why := explained(t, with); len(why.Open) != 1 || !strings.Contains(said(why), "more ra 99") {
		t.Errorf("%s", said(why))
	}
	if _, _, after := explained(t, in); len(after.Matches) != len(before.Matches) || said(after) != "met" {
		t.Errorf("%s", said(after))
	}
}
