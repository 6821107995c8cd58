package item_test

import (
	"fmt"
	"math/big"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"muster"
	"muster/item"
	"muster/money"
)

func TestQuantitiesAreConvertedExactly(t *testing.T) {
	b := stocked(t)
	b.add(thingOf("shell", "each"), conversion("shell", "round", "each", "1"), conversion("shell", "box", "round", "8"), conversion("shell", "pallet", "box", "9"),
		conversion("shell", "box", "kg", "350.5"), thingOf("diesel", "l"), conversion("diesel", "kg", "l", "1000/845"))
	for _, c := range []struct {
		item             item.ID
		quantity         string
		from, to         item.UnitID
		want, refusedFor string
	}{
		{"", "18", "t", "kg", "18000", ""},
		{"", "1.50", "kg", "t", "0.0015", ""},
		{"", "1.50", "kg", "kg", "1.50", ""},
		{"", "0", "kg", "t", "0", ""},
		{"", "0.001", "m3", "l", "1", ""},
		{"shell", "2", "pallet", "each", "144", ""},
		{"shell", "2", "pallet", "t", "6.309", ""},
		{"shell", "4", "each", "box", "0.5", ""},
		{"shell", "10", "each", "box", "1.25", ""},
		{"shell", "1", "each", "pallet", "", "quantity"}, // 1/72
		{"diesel", "845", "l", "t", "0.714025", ""},
		{"diesel", "845", "kg", "m3", "1", ""},
		{"", "1", "kg", "l", "", "unit"},
		{"shell", "1", "kg", "l", "", "unit"},
		{"diesel", "1", "box", "l", "", "unit"},
		{"", "1", "box", "each", "", "unit"},
		{"", "1", "stone", "kg", "", "unit"},
	} {
		got, err := b.part().Convert(b.known(), c.item, money.MustParse(c.quantity), c.from, c.to)
		r := muster.Refusals(err)
		if c.refusedFor == "" && (err != nil || got.String() != c.want) || c.refusedFor != "" && (len(r) != 1 || r[0].Field != c.refusedFor) {
			t.Errorf("%s %s of %q in %s: got %s, %v; want %s %s", c.quantity, c.from, c.item, c.to, got, err, c.want, c.refusedFor)
		}
	}
	_, err := b.part().Convert(b.known(), "shell", money.MustParse("1"), "each", "pallet")
	if err == nil || !strings.Contains(err.Error(), "1/72 pallet") {
		t.Errorf("what has no decimal is refused without its ratio: %v", err)
	}
	_, err = b.part().Convert(b.known(), "diesel", money.MustParse("1"), "box", "t")
	for _, part := range []string{"from box to t", "of the item diesel", "links box with t, kg, l, m3", "about diesel/box/t"} {
		if err == nil || !strings.Contains(err.Error(), part) {
			t.Errorf("the error does not say %q: %v", part, err)
		}
	}
	if _, err := b.part().Ratio(b.known()-1, "diesel", "kg", "l"); err == nil {
		t.Error("a conversion was known before it was said")
	}
}

func TestConversionsThatGuessOrDisagreeAreRefused(t *testing.T) {
	b := stocked(t)
	b.add(thingOf("shell", "each"), thingOf("tent", "each"), conversion("shell", "box", "each", "8"), conversion("shell", "pallet", "box", "9"))
	pallet := b.last()
	other := conversion("shell", "box", "each", "8")
	other.About = "box/each"
	for name, c := range map[string]struct {
		v     *item.Conversion
		kind  muster.ErrorKind
		field string
	}{
		"kg is no litre":       {conversion("", "kg", "l", "1"), muster.KindInvalid, "item"},
		"a box of what":        {conversion("", "box", "each", "8"), muster.KindInvalid, "item"},
		"a box of packs":       {conversion("", "pallet", "box", "9"), muster.KindInvalid, "item"},
		"mass by item":         {conversion("shell", "t", "kg", "1016"), muster.KindInvalid, "item"},
		"itself":               {conversion("", "kg", "kg", "1"), muster.KindInvalid, "to"},
		"unit unknown":         {conversion("", "stone", "kg", "6"), muster.KindMissing, "from"},
		"the other unit":       {conversion("", "kg", "stone", "6"), muster.KindMissing, "to"},
		"item unknown":         {conversion("gun", "box", "each", "8"), muster.KindMissing, "item"},
		"nothing":              {conversion("tent", "box", "each", "0"), muster.KindInvalid, "factor"},
		"below nothing":        {conversion("tent", "box", "each", "-8"), muster.KindInvalid, "factor"},
		"divided by nothing":   {conversion("tent", "box", "each", "8/0"), muster.KindInvalid, "factor"},
		"no number":            {conversion("tent", "box", "each", "eight"), muster.KindInvalid, "factor"},
		"three numbers":        {conversion("tent", "box", "each", "8/2/2"), muster.KindInvalid, "factor"},
		"about something else": {other, muster.KindInvalid, "about"},
		"another way":          {conversion("shell", "pallet", "each", "70"), muster.KindConflict, "factor"},
		"the way back":         {conversion("shell", "each", "box", "8"), muster.KindConflict, "factor"},
		"with what all have":   {conversion("shell", "pallet", "dozen", "5"), muster.KindConflict, "factor"},
		"again, unasked":       {conversion("shell", "box", "each", "8"), muster.KindConflict, "replaces"},
		"for everything":       {conversion("", "each", "dozen", "12"), muster.KindConflict, "factor"},
	} {
		b.refused(name, c.v, c.kind, c.field)
	}
	// The same said another way, and a correction of the only way, are fine.
	b.add(conversion("shell", "pallet", "dozen", "6"), conversion("tent", "pallet", "each", "70"))
	b.refused("a correction that leaves a second way", replacing(conversion("shell", "pallet", "box", "10"), pallet), muster.KindConflict, "factor")
	b.withdraw(muster.NewID(recordID, uint64(b.n-1)))
	b.add(replacing(conversion("shell", "pallet", "box", "10"), pallet))
	if r, err := b.part().Ratio(b.known(), "shell", "pallet", "each"); err != nil || r.String() != "80" {
		t.Errorf("corrected: %s, %v", r, err)
	}
	// What holds of everything must not contradict what holds of any item.
	b.add(unit("gross", item.Count, ""), conversion("shell", "gross", "box", "18"))
	b.refused("a gross", conversion("", "gross", "dozen", "13"), muster.KindConflict, "factor")
	b.add(conversion("", "gross", "dozen", "12"))
}

// A random record of conversions never disagrees with itself: each unit has a size, given by what was
// admitted, and every conversion that stands and every answer follows from the sizes.
func TestConversionsAlwaysAgree(t *testing.T) {
	units := []item.UnitID{"a", "b", "c", "d", "e", "f"}
	items := []item.ID{"", "x", "y"}
	rapid.Check(t, func(t *rapid.T) {
		b := newBook(t)
		b.add(thing("other"))
		for _, u := range units {
			b.add(unit(string(u), item.Count, ""))
		}
		b.add(thingOf("x", "a"), thingOf("y", "a"))
		stand := map[string]*item.Conversion{}
		said := map[string]muster.ID{}
		for range rapid.IntRange(1, 25).Draw(t, "steps") {
			of := rapid.SampledFrom(items).Draw(t, "item")
			from, to := rapid.SampledFrom(units).Draw(t, "from"), rapid.SampledFrom(units).Draw(t, "to")
			if from == to {
				continue
			}
			c := conversion(of, from, to, rapid.SampledFrom([]string{"1", "2", "1/2", "3", "2/3", "0.25"}).Draw(t, "factor"))
			if id, ok := said[c.About]; ok {
				c.Replaces = id
			}
			want := agrees(stand, c, items)
			if err := b.admit(c); (err == nil) != want {
				t.Fatalf("%s = %s after %v: %v, want admitted %v", c.About, c.Factor, factors(stand), err, want)
			} else if err == nil {
				stand[c.About], said[c.About] = c, b.last()
			}
		}
		for _, of := range items {
			for _, from := range units {
				sizes := sizesFrom(stand, of, from)
				for _, to := range units {
					r, err := b.part().Ratio(b.known(), of, from, to)
					size, ok := sizes[to]
					if ok != (err == nil) || ok && r.Rat().Cmp(size) != 0 {
						t.Fatalf("%s of %q in %s: got %s, %v; want %s", from, of, to, r, err, size)
					}
				}
			}
		}
	})
}

func factors(all map[string]*item.Conversion) map[string]string {
	out := map[string]string{}
	for k, c := range all {
		out[k] = c.Factor
	}
	return out
}

// sizesFrom works out, the slow way, how many of each unit one is; nil where two ways differ.
func sizesFrom(all map[string]*item.Conversion, of item.ID, from item.UnitID) map[item.UnitID]*big.Rat {
	sizes := map[item.UnitID]*big.Rat{from: big.NewRat(1, 1)}
	for changed := true; changed; {
		changed = false
		for _, c := range all {
			if c.Item != "" && c.Item != of {
				continue
			}
			f, _ := new(big.Rat).SetString(c.Factor)
			for _, e := range []struct {
				from, to item.UnitID
				f        *big.Rat
			}{{c.From, c.To, f}, {c.To, c.From, new(big.Rat).Inv(f)}} {
				have, ok := sizes[e.from]
				if !ok {
					continue
				}
				there := new(big.Rat).Mul(have, e.f)
				if is, ok := sizes[e.to]; !ok {
					sizes[e.to], changed = there, true
				} else if is.Cmp(there) != 0 {
					return nil
				}
			}
		}
	}
	return sizes
}

// agrees says whether with one more conversion every item still has one size for each unit.
func agrees(stand map[string]*item.Conversion, c *item.Conversion, items []item.ID) bool {
	with := map[string]*item.Conversion{c.About: c}
	for k, o := range stand {
		if k != c.About {
			with[k] = o
		}
	}
	for _, of := range items {
		if sizesFrom(with, of, c.From) == nil {
			return false
		}
	}
	return true
}

func TestConvertingThereAndBackChangesNothing(t *testing.T) {
	b := stocked(t)
	b.add(thingOf("x", "each"))
	rapid.Check(t, func(t *rapid.T) {
		q := money.New(rapid.Int64().Draw(t, "coefficient"), uint8(rapid.IntRange(0, 6).Draw(t, "scale")))
		there, err := b.part().Convert(b.known(), "", q, "t", "kg")
		if err != nil {
			t.Fatal(err)
		}
		back, err := b.part().Convert(b.known(), "", there, "kg", "t")
		if err != nil || !back.Equal(q) {
			t.Fatalf("%s t are %s kg and those %s t, %v", q, there, back, err)
		}
	})
}

func TestRatiosAreReadAndWrittenExactly(t *testing.T) {
	for found, want := range map[string]string{
		"12": "12", "0.50": "0.5", "1/12": "1/12", "2/4": "0.5", "2.5/3": "5/6", "1e3": "1000", "0.0000000000000000001": "0.0000000000000000001",
		"0": "", "-1": "", "1/-2": "", "/": "", "1/": "", "/2": "", "": "", "1/0": "", "1/2/3": "", " 1": "", "1,5": "", "NaN": "",
	} {
		r, err := item.ParseRatio(found)
		if (err == nil) != (want != "") || err == nil && r.String() != want {
			t.Errorf("%q: got %s, %v; want %q", found, r, err, want)
		}
		if err != nil && !strings.Contains(err.Error(), fmt.Sprintf("%q", found)) {
			t.Errorf("%q: %v does not say what was found", found, err)
		}
	}
	var zero item.Ratio
	if zero.String() != "0" || zero.Sign() != 0 || zero.Plus(item.One).Cmp(item.One) != 0 {
		t.Errorf("nothing is %s", zero)
	}
	if _, ok := item.One.Over(item.RatioOf(money.MustParse("3"))).Amount(); ok {
		t.Error("a third has a decimal")
	}
}
