package item_test

import (
	"fmt"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"muster"
	"muster/item"
	"muster/search"
	"muster/standing"
)

func TestEveryFieldOfAKindSaysWhatItIs(t *testing.T) {
	var walk func(typ reflect.Type)
	walk = func(typ reflect.Type) {
		for i := range typ.NumField() {
			f := typ.Field(i)
			in := f.Type
			for in.Kind() == reflect.Pointer || in.Kind() == reflect.Slice {
				in = in.Elem()
			}
			switch say := f.Tag.Get("say"); {
			case f.Anonymous:
			case len(say) < 10 || !strings.HasSuffix(say, ".") || strings.Count(say, ". ") > 0:
				t.Errorf("%s.%s says %q; want one sentence", typ.Name(), f.Name, say)
			case in.Kind() == reflect.Struct:
				walk(in)
			}
		}
	}
	for _, k := range item.New().Kinds() {
		walk(reflect.TypeOf(k.New()).Elem())
	}
}

func TestAnItemIsFoundByWhatIdentifiesIt(t *testing.T) {
	b := stocked(t)
	truck := withNSN("truck", "2320011077155")
	truck.Names = item.Names{"en": "Truck", "uk": "Вантажівка", "pt": "Caminhão"}
	truck.Maker, truck.PartNo, truck.Serial = "d1234", "m939-a2", true
	b.add(truck, thingOf("tent", "each"))
	for _, n := range []string{"2320-01-107-7155", "2320011077155", "01-107-7155", "011077155", "2330-01-107-7155"} {
		if x, ok := b.part().ByNSN(b.known(), n); !ok || x.About != "truck" || x.NSN != "2320-01-107-7155" {
			t.Errorf("%s finds %q, %s", n, x.About, x.NSN)
		}
	}
	for _, n := range []string{"", "2320", "01-107-7156", "0110771556", "2320-01-107"} {
		if x, ok := b.part().ByNSN(b.known(), n); ok {
			t.Errorf("%q finds %s", n, x.About)
		}
	}
	if x, ok := b.part().ByPart(b.known(), "D1234", "M939-A2"); !ok || x.Maker != "D1234" || x.PartNo != "m939-a2" {
		t.Errorf("by part: %v, %+v", ok, x)
	}
	for tag, want := range map[string]string{"en": "Truck", "uk": "Вантажівка", "pt-BR": "Caminhão", "uk-Cyrl-UA": "Вантажівка", "de": "Truck", "": "Truck"} {
		if got := b.part().NameIn(b.known(), "truck", tag); got != want {
			t.Errorf("in %q it is %q, want %q", tag, got, want)
		}
	}
	if got := b.part().NameIn(b.known(), "nothing", "uk"); got != "nothing" {
		t.Errorf("what is not known is called %q", got)
	}
	if x, id, ok := b.part().Stated(b.known(), "tent"); !ok || x.About != "tent" || id != b.last() {
		t.Errorf("tent is stated by %s, %v", id, ok)
	}
	var ids []string
	for x := range b.part().All(b.known()) {
		ids = append(ids, x.About)
	}
	if fmt.Sprint(ids) != "[tent truck]" {
		t.Errorf("all are %v", ids)
	}
}

func TestItemsThatCannotBeAreRefused(t *testing.T) {
	b := stocked(t)
	first := withNSN("truck", "2320-01-107-7155")
	first.Maker, first.PartNo = "D1234", "M939"
	b.add(family("howitzers"), first)
	with := func(change func(*item.Item)) *item.Item {
		x := thingOf("new", "each")
		change(x)
		return x
	}
	fsc := func(code string) []item.SupplyClass { return []item.SupplyClass{{Scheme: item.FSCScheme, Code: code}} }
	for name, c := range map[string]struct {
		v     *item.Item
		kind  muster.ErrorKind
		field string
	}{
		"no id":                   {with(func(x *item.Item) { x.About = "" }), muster.KindInvalid, "about"},
		"no slug":                 {thingOf("A truck", "each"), muster.KindInvalid, "about"},
		"a colon":                 {thingOf("family:x", "each"), muster.KindInvalid, "about"},
		"no English name":         {with(func(x *item.Item) { x.Names = item.Names{"uk": "намет"} }), muster.KindInvalid, "names"},
		"a language":              {with(func(x *item.Item) { x.Names["Ukrainian"] = "намет" }), muster.KindInvalid, "names"},
		"an empty name":           {with(func(x *item.Item) { x.Names["uk"] = " " }), muster.KindInvalid, "names"},
		"a standard twice":        {with(func(x *item.Item) { x.Standards = []string{"STANAG 2920", "STANAG 2920"} }), muster.KindInvalid, "standards[1]"},
		"an empty standard":       {with(func(x *item.Item) { x.Standards = []string{""} }), muster.KindInvalid, "standards[0]"},
		"a standard in two lines": {with(func(x *item.Item) { x.Standards = []string{"STANAG\n2920"} }), muster.KindInvalid, "standards[0]"},
		"an empty alias":          {with(func(x *item.Item) { x.Aliases = []string{""} }), muster.KindInvalid, "aliases"},
		"thing unknown":           {with(func(x *item.Item) { x.Thing = "vehicel" }), muster.KindMissing, "thing"},
		"unit unknown":            {thingOf("new", "EA"), muster.KindMissing, "unit"},
		"family unknown":          {ofFamily("new", "tanks"), muster.KindMissing, "family"},
		"NSN short":               {withNSN("new", "2320"), muster.KindInvalid, "nsn"},
		"class unknown":           {withNSN("new", "2399-01-107-7155"), muster.KindInvalid, "nsn"},
		"class closed":            {withNSN("new", "1380-01-107-7155"), muster.KindInvalid, "nsn"},
		"class not yet":           {with(func(x *item.Item) { x.NSN, x.Effective = "5640-01-107-7155", "1970-01-01" }), muster.KindInvalid, "nsn"},
		"no day":                  {with(func(x *item.Item) { x.Effective = "today" }), muster.KindInvalid, "effective"},
		"NSN taken":               {withNSN("new", "2320011077155"), muster.KindConflict, "nsn"},
		"number taken":            {withNSN("new", "2330011077155"), muster.KindConflict, "nsn"},
		"maker":                   {with(func(x *item.Item) { x.Maker = "D123" }), muster.KindInvalid, "maker"},
		"part, no maker":          {with(func(x *item.Item) { x.PartNo = "7" }), muster.KindInvalid, "part_no"},
		"part taken":              {with(func(x *item.Item) { x.Maker, x.PartNo = "d1234", "m939" }), muster.KindConflict, "part_no"},
		"scheme":                  {with(func(x *item.Item) { x.Classes = []item.SupplyClass{{Scheme: "psc", Code: "2320"}} }), muster.KindInvalid, "classes"},
		"fsc code":                {with(func(x *item.Item) { x.Classes = fsc("232") }), muster.KindInvalid, "classes"},
		"fsc closed":              {with(func(x *item.Item) { x.Classes = fsc("1380") }), muster.KindInvalid, "classes"},
		"two of a scheme":         {with(func(x *item.Item) { x.Classes = append(fsc("2320"), fsc("2330")...) }), muster.KindInvalid, "classes"},
		"another than NSN":        {with(func(x *item.Item) { x.NSN, x.Classes = "2320-01-107-7156", fsc("2330") }), muster.KindInvalid, "classes"},
		"nato VI":                 {with(func(x *item.Item) { x.Classes = []item.SupplyClass{{Scheme: item.NATOScheme, Code: "VI"}} }), muster.KindInvalid, "classes"},
		"us iii":                  {with(func(x *item.Item) { x.Classes = []item.SupplyClass{{Scheme: item.USScheme, Code: "iii"}} }), muster.KindInvalid, "classes"},
		"the item, unasked":       {withNSN("truck", "2320-01-107-7155"), muster.KindConflict, "replaces"},
	} {
		b.refused(name, c.v, c.kind, c.field)
	}
	good := with(func(x *item.Item) {
		x.NSN, x.Effective = "1380-01-abc-7155", "2003-09-30"
		x.Classes = []item.SupplyClass{{Scheme: item.FSCScheme, Code: "13"}, {Scheme: item.NATOScheme, Code: "IIIa"}, {Scheme: item.USScheme, Code: "X"}}
	})
	b.add(good)
	for _, c := range []item.SupplyClass{{Scheme: item.FSCScheme, Code: "1380"}, {Scheme: item.FSCScheme, Code: "13"}, {Scheme: item.NATOScheme, Code: "III"}} {
		if !good.Is(c) {
			t.Errorf("it is not of %s", c)
		}
	}
	if good.Is(item.SupplyClass{Scheme: item.FSCScheme, Code: "1305"}) || good.Is(item.SupplyClass{Scheme: item.NATOScheme, Code: "V"}) {
		t.Error("it is of classes it is not of")
	}
}

func TestWhatQuantitiesWereStatedInStays(t *testing.T) {
	b := stocked(t)
	b.add(thingOf("rope", "kg"))
	rope := b.last()
	b.refused("another base unit", replacing(thingOf("rope", "each"), rope), muster.KindInvalid, "unit")
	b.withdraw(rope)
	b.refused("another base unit, after the item ended", thingOf("rope", "each"), muster.KindInvalid, "unit")
	b.add(thingOf("rope", "kg"), unit("bag", item.Pack, ""))
	b.refused("another measure", replacing(unit("bag", item.Mass, ""), b.last()), muster.KindInvalid, "measures")
}

func TestAWordStandsForOneUnit(t *testing.T) {
	b := stocked(t)
	for _, word := range []string{"each", "EA", "ea", " Pcs "} {
		if u, ok := b.part().UnitNamed(b.known(), word); !ok || u.About != "each" {
			t.Errorf("%q stands for %q", word, u.About)
		}
	}
	b.refused("an alias", unit("piece", item.Count, "", "PCS"), muster.KindConflict, "aliases")
	b.refused("a code", unit("piece", item.Count, "EA"), muster.KindConflict, "aliases")
	b.refused("no code", unit("piece", item.Count, "each!"), muster.KindInvalid, "code")
	b.refused("no measure", unit("piece", "number", ""), muster.KindInvalid, "measures")
	b.refused("an empty word", unit("piece", item.Count, "", " "), muster.KindInvalid, "aliases")
	x := unit("each", item.Count, "EA")
	b.add(replacing(x, muster.NewID(recordID, 5)), unit("piece", item.Count, "", "PCS"))
	if u, _ := b.part().UnitNamed(b.known(), "pcs"); u.About != "piece" {
		t.Errorf("given away it stands for %q", u.About)
	}
	if u, _ := b.part().UnitNamed(b.known()-2, "pcs"); u.About != "each" {
		t.Errorf("before that it stood for %q", u.About)
	}
}

func TestFamiliesWorkTogetherAsEitherSays(t *testing.T) {
	b := stocked(t)
	b.add(family("155-mm"), family("152-mm"), family("155-mm-l52", "155-mm"), ofFamily("gun-b", "155-mm"), ofFamily("gun-a", "155-mm"))
	p := b.part()
	for _, c := range []struct {
		a, b item.FamilyID
		want bool
	}{{"155-mm", "155-mm-l52", true}, {"155-mm-l52", "155-mm", true}, {"152-mm", "155-mm", false}, {"152-mm", "152-mm", true}, {"none", "none", false}} {
		if got := p.Interoperable(b.known(), c.a, c.b); got != c.want {
			t.Errorf("%s and %s: %v", c.a, c.b, got)
		}
	}
	if got := fmt.Sprint(p.InFamily(b.known(), "155-mm"), p.InFamily(b.known()-1, "155-mm"), p.InFamily(b.known(), "152-mm")); got != "[gun-a gun-b] [gun-b] []" {
		t.Errorf("their items are %s", got)
	}
	b.refused("itself", family("new", "new"), muster.KindInvalid, "interoperable_with")
	b.refused("twice", family("new", "155-mm", "155-mm"), muster.KindInvalid, "interoperable_with")
	b.refused("unknown", family("new", "120-mm"), muster.KindMissing, "interoperable_with")
}

// filled is a book with a statement of every kind, some of them replaced and some withdrawn.
func filled(t rapid.TB) *book {
	b := stocked(t)
	b.add(family("155-mm"), ofFamily("gun", "155-mm"), withNSN("shell", "1320-01-107-7155"), thingOf("course", "each"), thingOf("other-shell", "each"))
	b.add(conversion("shell", "box", "each", "4"), needs("gun", "shell", item.Ammunition, "40", "box"), needs("gun", "course", item.CrewCourse, "1/2", "each"),
		substitute("shell", "other-shell", "4/3"), substitute("other-shell", "shell", "1"))
	b.withdraw(b.last())
	again := withNSN("shell", "1320-01-107-7156")
	b.add(replacing(again, muster.NewID(recordID, uint64(b.n-8))))
	return b
}

// story writes what a part answers at every position.
func story(b *book) string {
	var out strings.Builder
	p := b.part()
	for at := muster.Seq(1); at <= b.known(); at++ {
		for x := range p.All(at) {
			fmt.Fprintln(&out, at, x.About, x.NSN, x.Family, p.Needs(at, item.ID(x.About)), p.Substitutes(at, item.ID(x.About)), p.SubstituteFor(at, item.ID(x.About)))
		}
		lines, err := p.Expand(at, "gun", item.One)
		r, noWay := p.Ratio(at, "shell", "box", "each")
		x, ok := p.ByNSN(at, "01-107-7155")
		fmt.Fprintln(&out, at, lines, err, r, noWay, x.About, ok, p.InFamily(at, "155-mm"))
		for u := range p.Units(at) {
			fmt.Fprintln(&out, at, u.About, u.Measures)
		}
	}
	return out.String()
}

func TestThePastStandsAfterASnapshotToo(t *testing.T) {
	b := filled(t)
	want := story(b)
	path := filepath.Join(t.TempDir(), "snapshot")
	if err := b.state.SaveSnapshot(path, muster.Hash{}); err != nil {
		t.Fatal(err)
	}
	before, err := b.state.Digest()
	if err != nil {
		t.Fatal(err)
	}
	b.state = standing.New(item.New())
	if err := b.state.LoadSnapshot(path, func(muster.Seq) (muster.Hash, error) { return muster.Hash{}, nil }); err != nil {
		t.Fatal(err)
	}
	if got := story(b); got != want {
		t.Errorf("from the snapshot:\n%s\nwant\n%s", got, want)
	}
	if after, err := b.state.Digest(); after != before || err != nil {
		t.Errorf("the digest was %s and is %s, %v", before, after, err)
	}
	b.refused("a number that is taken", withNSN("new", "1320-01-107-7156"), muster.KindConflict, "nsn")
	b.add(withNSN("new", "1320-01-107-7155")) // which the shell gave away
}

func TestARequestThatFailsLeavesNothing(t *testing.T) {
	b := filled(t)
	want, n := story(b), b.n
	before, err := b.state.Digest()
	if err != nil {
		t.Fatal(err)
	}
	mark := b.state.Mark()
	_, course, _ := b.part().Stated(b.known(), "course")
	for _, v := range []muster.Value{
		withNSN("new", "1320-01-107-7155"), unit("bag", item.Pack, ""), conversion("new", "bag", "each", "3"), family("new"), thing("new"),
		replacing(ofFamily("course", "new"), course), needs("new", "gun", item.Equipment, "1", "each"), substitute("new", "gun", "2"),
	} {
		if err := b.admit(v); err != nil {
			t.Fatal(err)
		}
	}
	b.state.Rollback(mark)
	b.n = n
	if got := story(b); got != want {
		t.Errorf("after it:\n%s\nwant\n%s", got, want)
	}
	if after, err := b.state.Digest(); after != before || err != nil {
		t.Errorf("the digest was %s and is %s, %v", before, after, err)
	}
	b.add(unit("bag", item.Mass, "")) // a measure that was only tried binds nobody
}

func TestEveryNameAndNumberIsFound(t *testing.T) {
	b := stocked(t)
	truck := withNSN("truck-4x4", "2320-01-107-7155")
	truck.Names["uk"], truck.Aliases, truck.Maker, truck.PartNo, truck.Thing, truck.Family = "Вантажівка", []string{"M-939"}, "d1234", "77-8", "vehicle", "trucks"
	truck.Classes = []item.SupplyClass{{Scheme: item.NATOScheme, Code: "II"}}
	b.add(family("trucks"), truck, thingOf("cart", "each"))
	sub := substitute("truck-4x4", "cart", "2")
	sub.Conditions = "on paved roads"
	b.add(sub)
	said := map[string]search.Said{}
	for _, k := range b.state.Kinds() {
		if k.Texts == nil {
			continue
		}
		for _, v := range []muster.Value{truck, sub} {
			if v.Common().Kind == k.Name {
				said[k.Name] = k.Texts(b.state, b.known(), v)
			}
		}
	}
	texts := func(kind string, f search.Field) (all []string) {
		for _, t := range said[kind].Texts {
			if t.Field == f && t.Text != "" {
				all = append(all, t.Text)
			}
		}
		return all
	}
	if got := texts(item.KindItem, search.Name); !slices.Equal(got, []string{"truck-4x4", "Вантажівка", "M-939"}) {
		t.Errorf("its names are %q", got)
	}
	if got := texts(item.KindItem, search.ID); !slices.Equal(got, []string{"truck-4x4", "D1234", "77-8", "2320-01-107-7155", "2320011077155", "01-107-7155"}) {
		t.Errorf("its numbers are %q", got)
	}
	if got := texts(item.KindItem, search.Aside); !slices.Equal(got, []string{"vehicle", "trucks", "TRUCKS AND TRUCK TRACTORS, WHEELED", item.NATOClasses[1].Name}) {
		t.Errorf("aside it says %q", got)
	}
	if got := fmt.Sprint(texts(item.KindSubstitute, search.Body), texts(item.KindSubstitute, search.ID), said[item.KindSubstitute].About); got != "[on paved roads] [truck-4x4 cart]truck-4x4/cart" {
		t.Errorf("the substitute says %s", got)
	}
}
