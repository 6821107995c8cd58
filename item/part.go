package item

import (
	"slices"

	"muster"
	"muster/standing"
)

// Part holds the catalogue.
type Part struct {
	standing.Holds
	things      *standing.Register[Thing]
	units       *standing.Register[Unit]
	families    *standing.Register[Family]
	items       *standing.Register[Item] // NSN and Maker in canonical form
	conversions *standing.Register[Conversion]
	needs       *standing.Register[Needs]
	substitutes *standing.Register[Substitute]

	// Where to look: keys of a register that were ever said of something. What stands is looked up
	// again, so that nothing here needs to be taken back.
	unitWords  index // of units, by folded word
	numbers    index // of items, by what numbers returns
	members    index // of items, by family
	converted  index // of conversions, by item; "" has those of everything
	needed     index // of needs, by needer as About writes it
	standingIn index // of substitutes, by item asked for
	standsFor  index // of substitutes, by substitute
}

// index maps a word to keys that were ever said of it, each once, in order.
type index map[string][]string

func (x index) add(word, key string) {
	if i, ok := slices.BinarySearch(x[word], key); !ok {
		x[word] = slices.Insert(x[word], i, key)
	}
}

// enterAll enters every version of a register, those that no longer stand too: the past is asked for.
func enterAll[V any](r *standing.Register[V], enter func(*V)) {
	for _, v := range r.Ever() {
		enter(&v.Value)
	}
}

// New returns the part for an empty record.
func New() *Part {
	p := &Part{
		things: standing.NewRegister[Thing](), units: standing.NewRegister[Unit](), families: standing.NewRegister[Family](),
		items: standing.NewRegister[Item](), conversions: standing.NewRegister[Conversion](), needs: standing.NewRegister[Needs](),
		substitutes: standing.NewRegister[Substitute](),
		unitWords:   index{}, numbers: index{}, members: index{}, converted: index{}, needed: index{}, standingIn: index{}, standsFor: index{},
	}
	p.Holds = standing.Holds{p.things, p.units, p.families, p.items, p.conversions, p.needs, p.substitutes}
	return p
}

// In finds the part in a view's state.
func In(v standing.View) *Part { return standing.Find[*Part](v.State) }

// Name implements standing.Part.
func (*Part) Name() string { return "item" }

// Kinds implements standing.Part.
func (p *Part) Kinds() []standing.Kind {
	return []standing.Kind{
		{Name: KindThing, New: func() muster.Value { return new(Thing) }, Words: "names a kind of thing", Texts: texts},
		{Name: KindUnit, New: func() muster.Value { return new(Unit) }, Words: "names a unit of measure", Texts: texts},
		{Name: KindFamily, New: func() muster.Value { return new(Family) }, Words: "names a type family", Texts: texts},
		{Name: KindItem, New: func() muster.Value { return new(Item) }, Words: "names an item of the catalogue", Texts: texts},
		{Name: KindConversion, New: func() muster.Value { return new(Conversion) }, Words: "says how many of one unit another is"},
		{Name: KindNeeds, New: func() muster.Value { return new(Needs) }, Words: "says what an item needs to be of use", Texts: texts},
		{Name: KindSubstitute, New: func() muster.Value { return new(Substitute) }, Words: "says what may stand in for an item", Texts: texts},
	}
}

// Carries and Carried implement work.Carrier: files may go with an item.
func (*Part) Carries() string { return Object }

// Carried is for whom an item is.
func (p *Part) Carried(known muster.Seq, about string) (muster.Audience, bool) {
	x, ok := p.items.Get(known, about)
	return x.Value.Audience, ok
}

// Apply implements standing.Part.
func (p *Part) Apply(m standing.Moment, v muster.Value) {
	switch x := v.(type) {
	case *Thing:
		p.things.Set(m, x.About, *x)
	case *Unit:
		p.units.Set(m, x.About, *x)
		p.enterUnit(x)
	case *Family:
		p.families.Set(m, x.About, *x)
	case *Item:
		kept := x.canonical()
		p.items.Set(m, x.About, kept)
		p.enterItem(&kept)
	case *Conversion:
		p.conversions.Set(m, x.About, *x)
		p.converted.add(string(x.Item), x.About)
	case *Needs:
		p.needs.Set(m, x.About, *x)
		p.needed.add(x.needer(), x.About)
	case *Substitute:
		p.substitutes.Set(m, x.About, *x)
		p.enterSubstitute(x)
	}
}

// canonical returns the item with its numbers as they are kept and shown.
func (x *Item) canonical() Item {
	kept := *x
	if n, err := ParseNSN(x.NSN); err == nil {
		kept.NSN = string(n)
	}
	kept.Maker = upper(x.Maker)
	return kept
}

func (p *Part) enterUnit(x *Unit) {
	for _, w := range x.words() {
		p.unitWords.add(foldWord(w), x.About)
	}
}

func (p *Part) enterItem(x *Item) {
	for _, n := range x.numbers() {
		p.numbers.add(n, x.About)
	}
	if x.Family != "" {
		p.members.add(string(x.Family), x.About)
	}
}

func (p *Part) enterSubstitute(x *Substitute) {
	p.standingIn.add(string(x.Item), x.About)
	p.standsFor.add(string(x.Substitute), x.About)
}

// End implements standing.Part.
func (p *Part) End(m standing.Moment, target muster.Seq) {
	_ = p.things.End(m, target) || p.units.End(m, target) || p.families.End(m, target) || p.items.End(m, target) ||
		p.conversions.End(m, target) || p.needs.End(m, target) || p.substitutes.End(m, target)
}

// Load implements standing.Part.
func (p *Part) Load(r *standing.SnapshotReader) {
	p.Holds.Load(r)
	enterAll(p.units, p.enterUnit)
	enterAll(p.items, p.enterItem)
	enterAll(p.conversions, func(x *Conversion) { p.converted.add(string(x.Item), x.About) })
	enterAll(p.needs, func(x *Needs) { p.needed.add(x.needer(), x.About) })
	enterAll(p.substitutes, p.enterSubstitute)
}
