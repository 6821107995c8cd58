package item_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"muster"
	"muster/item"
)

func days(n int) *int { return &n }

// needsFamily and the like write a need with another needer or target.
func need(x *item.Needs) *item.Needs {
	needer := string(x.Item)
	if x.Family != "" {
		needer = "family:" + string(x.Family)
	}
	x.Envelope = about(item.KindNeeds, needer+"/"+string(x.Sort)+"/"+x.Target())
	return x
}

func TestOneOfAnItemNeedsWhatItAndItsFamilyNeed(t *testing.T) {
	b := stocked(t)
	b.add(family("guns"), family("155-mm"), ofFamily("gun-a", "guns"), ofFamily("gun-b", "guns"), thingOf("shell", "each"), thingOf("crew-course", "each"), thingOf("trailer", "each"),
		conversion("shell", "box", "each", "8"), conversion("shell", "each", "kg", "45"))
	b.add(need(&item.Needs{Family: "guns", NeedsItem: "crew-course", Sort: item.CrewCourse, Quantity: "8", Unit: "each", Before: days(30), Essential: true}),
		need(&item.Needs{Family: "guns", NeedsFamily: "155-mm", Sort: item.Ammunition, Quantity: "100", Unit: "round", After: 10}),
		need(&item.Needs{Item: "gun-a", NeedsItem: "crew-course", Sort: item.CrewCourse, Quantity: "6", Unit: "each"}),
		need(&item.Needs{Item: "gun-a", NeedsClass: &item.SupplyClass{Scheme: item.FSCScheme, Code: "91"}, Sort: item.Fuel, Quantity: "0.4", Unit: "m3"}),
		need(&item.Needs{Item: "gun-a", NeedsItem: "shell", Sort: item.Ammunition, Quantity: "5", Unit: "box"}),
		need(&item.Needs{Item: "shell", NeedsItem: "trailer", Sort: item.Transport, Quantity: "1/120", Unit: "each"}))
	show := func(all []item.Need) (out []string) {
		for _, n := range all {
			out = append(out, fmt.Sprintf("%s %s %s of %s", n.Sort, n.Each, n.Unit, n.Target()))
		}
		return out
	}
	// The item's own come first, and its own crew course takes the place of the family's.
	if got := strings.Join(show(b.part().Needs(b.known(), "gun-a")), "; "); got !=
		"ammunition 5 box of shell; crew_course 6 each of crew-course; fuel 0.4 m3 of class:fsc:91; ammunition 100 round of family:155-mm" {
		t.Errorf("gun-a needs %s", got)
	}
	if got := strings.Join(show(b.part().Needs(b.known(), "gun-b")), "; "); got != "ammunition 100 round of family:155-mm; crew_course 8 each of crew-course" {
		t.Errorf("gun-b needs %s", got)
	}
	lines, err := b.part().Expand(b.known(), "gun-a", item.RatioOf(amount("3")))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, l := range lines {
		got = append(got, fmt.Sprintf("%d %s: %s %s of %s", l.Depth, l.Of, l.Total, l.Unit, l.Target()))
	}
	// 3 guns × 5 boxes × 8 shells ÷ 120 is one trailer.
	if want := []string{
		"0 gun-a: 15 box of shell", "1 shell: 1 each of trailer", "0 gun-a: 18 each of crew-course", "0 gun-a: 1.2 m3 of class:fsc:91", "0 gun-a: 300 round of family:155-mm",
	}; !slices.Equal(got, want) {
		t.Errorf("three bring\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	for _, n := range b.part().Needs(b.known(), "gun-b") {
		if n.Sort == item.CrewCourse && (*n.Before != 30 || !n.Essential || n.After != 0) || n.Sort == item.Ammunition && (n.Before != nil || n.After != 10 || n.Essential) {
			t.Errorf("%s: before %v, after %d, essential %v", n.Sort, n.Before, n.After, n.Essential)
		}
	}
	shell, _ := b.part().Get(b.known(), "shell")
	for _, n := range b.part().Needs(b.known(), "gun-a") {
		if got, want := shell.Meets(&n.Needs), n.NeedsItem == "shell"; got != want {
			t.Errorf("a shell meets the need of %s: %v", n.Target(), got)
		}
	}
	// A conversion that ended since the need was stated is missed, not guessed.
	for c := range b.part().Conversions(b.known()) {
		if c.About == "shell/box/each" {
			b.withdraw(idOf(b, "shell/box/each"))
		}
	}
	if _, err := b.part().Expand(b.known(), "gun-a", item.One); len(muster.Refusals(err)) != 1 {
		t.Errorf("without the conversion: %v", err)
	}
}

// idOf is the statement that a second one about an object would have to replace.
func idOf(b *book, key string) muster.ID {
	r := muster.Refusals(b.admit(conversion("shell", "box", "each", "8")))
	for _, w := range strings.FieldsFunc(r[0].Why, func(r rune) bool { return r == ' ' || r == ';' }) {
		if strings.HasPrefix(w, recordID+"-") {
			return muster.ID(w)
		}
	}
	b.t.Fatalf("nothing stands about %s: %v", key, r)
	return ""
}

func TestNeedsThatCannotBeAreRefused(t *testing.T) {
	b := stocked(t)
	b.add(family("guns"), ofFamily("gun", "guns"), thingOf("shell", "each"), thingOf("truck", "each"))
	good := func(change func(*item.Needs)) *item.Needs {
		x := &item.Needs{Item: "gun", NeedsItem: "shell", Sort: item.Ammunition, Quantity: "5", Unit: "each"}
		change(x)
		return need(x)
	}
	elsewhere := good(func(*item.Needs) {})
	elsewhere.About = "gun/shell"
	for name, c := range map[string]struct {
		v     *item.Needs
		kind  muster.ErrorKind
		field string
	}{
		"nobody":         {good(func(x *item.Needs) { x.Item = "" }), muster.KindInvalid, "item"},
		"two needers":    {good(func(x *item.Needs) { x.Family = "guns" }), muster.KindInvalid, "item"},
		"nothing":        {good(func(x *item.Needs) { x.NeedsItem = "" }), muster.KindInvalid, "needs_item"},
		"two things":     {good(func(x *item.Needs) { x.NeedsFamily = "guns" }), muster.KindInvalid, "needs_item"},
		"sort":           {good(func(x *item.Needs) { x.Sort = "shells" }), muster.KindInvalid, "sort"},
		"about":          {elsewhere, muster.KindInvalid, "about"},
		"quantity":       {good(func(x *item.Needs) { x.Quantity = "0" }), muster.KindInvalid, "quantity"},
		"unit":           {good(func(x *item.Needs) { x.Unit = "stone" }), muster.KindMissing, "unit"},
		"no way to unit": {good(func(x *item.Needs) { x.Unit = "kg" }), muster.KindMissing, "unit"},
		"item unknown":   {good(func(x *item.Needs) { x.Item = "tank" }), muster.KindMissing, "item"},
		"target unknown": {good(func(x *item.Needs) { x.NeedsItem = "tank" }), muster.KindMissing, "needs_item"},
		"family unknown": {good(func(x *item.Needs) { x.Item, x.Family = "", "tanks" }), muster.KindMissing, "family"},
		"family needed":  {good(func(x *item.Needs) { x.NeedsItem, x.NeedsFamily = "", "tanks" }), muster.KindMissing, "needs_family"},
		"class": {good(func(x *item.Needs) {
			x.NeedsItem, x.NeedsClass = "", &item.SupplyClass{Scheme: item.FSCScheme, Code: "1380"}
		}), muster.KindInvalid, "needs_class"},
		"before":     {good(func(x *item.Needs) { x.Before = days(-1) }), muster.KindInvalid, "before"},
		"after":      {good(func(x *item.Needs) { x.After = 4000 }), muster.KindInvalid, "after"},
		"itself":     {good(func(x *item.Needs) { x.NeedsItem = "gun" }), muster.KindInvalid, "needs_item"},
		"one of its": {good(func(x *item.Needs) { x.Item, x.Family, x.NeedsItem = "", "guns", "gun" }), muster.KindInvalid, "needs_item"},
	} {
		b.refused(name, c.v, c.kind, c.field)
	}
	b.add(good(func(*item.Needs) {}), needs("shell", "truck", item.Transport, "0.01", "each"))
	b.refused("a circle", needs("truck", "gun", item.Equipment, "1", "each"), muster.KindInvalid, "needs_item")
	b.refused("a circle by the family", need(&item.Needs{Item: "truck", NeedsItem: "gun", Sort: item.Spares, Quantity: "1", Unit: "each"}), muster.KindInvalid, "needs_item")
	b.add(family("carriers"), need(&item.Needs{Family: "carriers", NeedsItem: "gun", Sort: item.Equipment, Quantity: "1", Unit: "each"}))
	_, truck, _ := b.part().Stated(b.known(), "truck")
	b.refused("a circle by joining a family", replacing(ofFamily("truck", "carriers"), truck), muster.KindInvalid, "family")
	b.refused("said twice", good(func(x *item.Needs) { x.Quantity = "6" }), muster.KindConflict, "replaces")
}

// Whatever is admitted, what an item needs is counted to its end and equals the sum over all ways.
func TestWhatIsNeededIsCountedOverEveryWay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ids := []item.ID{"a", "b", "c", "d", "e"}
		b := newBook(t)
		b.add(thing("other"), unit("each", item.Count, ""))
		for _, id := range ids {
			b.add(thingOf(string(id), "each"))
		}
		direct := map[[2]item.ID]int{}
		for range rapid.IntRange(0, 20).Draw(t, "needs") {
			x, y, n := rapid.SampledFrom(ids).Draw(t, "item"), rapid.SampledFrom(ids).Draw(t, "needed"), rapid.IntRange(1, 3).Draw(t, "n")
			_, twice := direct[[2]item.ID{x, y}]
			want := !twice && !comesTo(direct, y, x)
			if err := b.admit(needs(x, y, item.Spares, fmt.Sprint(n), "each")); (err == nil) != want {
				t.Fatalf("%s needs %s after %v: %v, want admitted %v", x, y, direct, err, want)
			} else if err == nil {
				direct[[2]item.ID{x, y}] = n
			}
		}
		for _, x := range ids {
			lines, err := b.part().Expand(b.known(), x, item.One)
			if err != nil {
				t.Fatal(err)
			}
			for _, y := range ids {
				var sum item.Ratio
				for _, l := range lines {
					if l.NeedsItem == y {
						sum = sum.Plus(l.Total)
					}
				}
				want := ways(direct, ids, x, y)
				if x == y {
					want = 0
				}
				if sum.String() != fmt.Sprint(want) {
					t.Fatalf("one %s needs %s of %s, want %d: %v", x, sum, y, want, direct)
				}
			}
		}
	})
}

func comesTo(direct map[[2]item.ID]int, from, to item.ID) bool {
	if from == to {
		return true
	}
	for e := range direct {
		if e[0] == from && comesTo(direct, e[1], to) {
			return true
		}
	}
	return false
}

// ways multiplies along each way and adds them up; there are no circles.
func ways(direct map[[2]item.ID]int, ids []item.ID, from, to item.ID) int {
	if from == to {
		return 1
	}
	sum := 0
	for _, next := range ids {
		if n := direct[[2]item.ID{from, next}]; n > 0 {
			sum += n * ways(direct, ids, next, to)
		}
	}
	return sum
}

func TestSubstitutesStandInOneWay(t *testing.T) {
	b := stocked(t)
	b.add(thingOf("truck-2t", "each"), thingOf("truck-5t", "each"), thingOf("cart", "each"))
	sub := substitute("truck-5t", "truck-2t", "2.5")
	sub.Conditions = "loads that can be split"
	b.add(sub, substitute("truck-2t", "truck-5t", "1"), substitute("truck-2t", "cart", "4/3"))
	show := func(all []item.StandIn) (out []string) {
		for _, s := range all {
			out = append(out, fmt.Sprintf("%s of %s for one %s", s.Each, s.Substitute.Substitute, s.Item))
		}
		return out
	}
	for name, c := range map[string][2]string{
		"5 t":          {fmt.Sprint(show(b.part().Substitutes(b.known(), "truck-5t"))), "[2.5 of truck-2t for one truck-5t]"},
		"2 t":          {fmt.Sprint(show(b.part().Substitutes(b.known(), "truck-2t"))), "[4/3 of cart for one truck-2t 1 of truck-5t for one truck-2t]"},
		"a cart":       {fmt.Sprint(show(b.part().Substitutes(b.known(), "cart"))), "[]"}, // and a cart not for 5 t
		"for 2 t":      {fmt.Sprint(show(b.part().SubstituteFor(b.known(), "truck-2t"))), "[2.5 of truck-2t for one truck-5t]"},
		"before it is": {fmt.Sprint(show(b.part().Substitutes(b.known()-3, "truck-5t"))), "[]"},
	} {
		if c[0] != c[1] {
			t.Errorf("%s: got %s, want %s", name, c[0], c[1])
		}
	}
	s := b.part().Substitutes(b.known(), "truck-5t")[0]
	if got := s.InPlaceOf(item.RatioOf(amount("10"))).String(); got != "4" || s.Conditions != sub.Conditions {
		t.Errorf("ten stand in for %s, if %s", got, s.Conditions)
	}
	astray := substitute("cart", "truck-2t", "1")
	astray.About = "truck-2t/cart"
	b.refused("itself", substitute("cart", "cart", "1"), muster.KindInvalid, "substitute")
	b.refused("unknown", substitute("cart", "sled", "1"), muster.KindMissing, "substitute")
	b.refused("for the unknown", substitute("sled", "cart", "1"), muster.KindMissing, "item")
	b.refused("rate", substitute("cart", "truck-2t", "0"), muster.KindInvalid, "rate")
	b.refused("about", astray, muster.KindInvalid, "about")
	b.refused("twice", substitute("truck-2t", "cart", "2"), muster.KindConflict, "replaces")
	b.withdraw(b.last())
	if got := fmt.Sprint(show(b.part().Substitutes(b.known(), "truck-2t")), len(b.part().Substitutes(b.known()-1, "truck-2t"))); got != "[1 of truck-5t for one truck-2t] 2" {
		t.Errorf("after one was withdrawn: %s", got)
	}
}

// A record of substitutes said, changed and withdrawn at random answers as a plain map would.
func TestSubstitutesAreAsLastSaid(t *testing.T) {
	ids := []item.ID{"a", "b", "c"}
	rates := []string{"1", "0.5", "4/3"}
	rapid.Check(t, func(t *rapid.T) {
		b := newBook(t)
		b.add(thing("other"), unit("each", item.Count, ""))
		for _, id := range ids {
			b.add(thingOf(string(id), "each"))
		}
		type now struct {
			rate string
			id   muster.ID
		}
		stand := map[[2]item.ID]now{}
		past := map[muster.Seq]string{}
		show := func(at muster.Seq) string {
			var out []string
			for _, x := range ids {
				for _, s := range b.part().Substitutes(at, x) {
					out = append(out, fmt.Sprintf("%s/%s=%s", s.Item, s.Substitute.Substitute, s.Each))
				}
			}
			return strings.Join(out, " ")
		}
		for range rapid.IntRange(0, 20).Draw(t, "steps") {
			x, y := rapid.SampledFrom(ids).Draw(t, "item"), rapid.SampledFrom(ids).Draw(t, "by")
			if x == y {
				continue
			}
			was, ok := stand[[2]item.ID{x, y}]
			if ok && rapid.Bool().Draw(t, "withdraw") {
				b.withdraw(was.id)
				delete(stand, [2]item.ID{x, y})
			} else {
				s := substitute(x, y, rapid.SampledFrom(rates).Draw(t, "rate"))
				s.Replaces = was.id
				b.add(s)
				stand[[2]item.ID{x, y}] = now{s.Rate, b.last()}
			}
			past[b.known()] = show(b.known())
		}
		var want []string
		for _, x := range ids {
			for _, y := range ids {
				if s, ok := stand[[2]item.ID{x, y}]; ok {
					want = append(want, fmt.Sprintf("%s/%s=%s", x, y, s.rate))
				}
			}
		}
		if got := show(b.known()); got != strings.Join(want, " ") {
			t.Fatalf("got %s, want %v", got, want)
		}
		for at, was := range past {
			if got := show(at); got != was {
				t.Fatalf("known %d: was %s, is now %s", at, was, got)
			}
		}
	})
}
