package item

import (
	"iter"
	"slices"
	"strings"

	"muster"
	"muster/standing"
)

func upper(s string) string { return strings.ToUpper(s) }

// foldWord makes one of the ways to write a unit: EA, ea and " Ea ".
func foldWord(s string) string { return strings.ToLower(strings.TrimSpace(s)) }

// words are all that a unit is called by.
func (x *Unit) words() []string {
	all := append([]string{x.About}, x.Aliases...)
	for _, tag := range x.Names.tags() {
		all = append(all, x.Names[tag])
	}
	for _, w := range []string{x.Code, x.Symbol} {
		if w != "" {
			all = append(all, w)
		}
	}
	return all
}

// tags are the languages, in order, English first.
func (n Names) tags() (tags []string) {
	for tag := range n {
		if tag != "en" {
			tags = append(tags, tag)
		}
	}
	slices.Sort(tags)
	return append([]string{"en"}, tags...)
}

// How the numbers begin that identify an item.
const (
	nsnNumber  = "nsn:"  // then the NIIN
	partNumber = "part:" // then the maker, a blank and the part number in capitals
)

// numbers are what identifies an item beside its id; it is in canonical form.
func (x *Item) numbers() (all []string) {
	if x.NSN != "" {
		all = append(all, nsnNumber+NSN(x.NSN).NIIN())
	}
	if x.PartNo != "" {
		all = append(all, partNumber+x.Maker+" "+upper(x.PartNo))
	}
	return all
}

// some lists what stands, for an error; of many the first.
func some[V any](all iter.Seq2[string, standing.Version[V]]) string {
	var ids []string
	for id := range all {
		if len(ids) == 40 {
			return strings.Join(ids, ", ") + " and more"
		}
		ids = append(ids, id)
	}
	if len(ids) == 0 {
		return "none yet"
	}
	return strings.Join(ids, ", ")
}

func values[V any](r *standing.Register[V], known muster.Seq) iter.Seq[V] {
	return func(yield func(V) bool) {
		for _, v := range r.All(known) {
			if !yield(v.Value) {
				return
			}
		}
	}
}

// Get returns an item as known at a position, with its NSN and maker in canonical form.
func (p *Part) Get(known muster.Seq, id ID) (Item, bool) {
	v, ok := p.items.Get(known, string(id))
	return v.Value, ok
}

// Stated returns an item with the statement that names it.
func (p *Part) Stated(known muster.Seq, id ID) (Item, muster.ID, bool) {
	v, ok := p.items.Get(known, string(id))
	return v.Value, v.ID, ok
}

// All yields the items known, in order of id.
func (p *Part) All(known muster.Seq) iter.Seq[Item] { return values(p.items, known) }

// NameIn is the name to show for an item in a language; its id where it is not known.
func (p *Part) NameIn(known muster.Seq, id ID, language string) string {
	if x, ok := p.Get(known, id); ok {
		return x.Names.In(language)
	}
	return string(id)
}

// ByNSN returns the item with a stock number, given whole or without its class, with dashes or without.
// The class does not decide: an item keeps its own number when it is classed anew.
func (p *Part) ByNSN(known muster.Seq, nsn string) (Item, bool) {
	niin, ok := niinOf(nsn)
	if !ok {
		return Item{}, false
	}
	return p.numbered(known, nsnNumber+niin)
}

// ByPart returns the item with a maker's part number; case does not matter.
func (p *Part) ByPart(known muster.Seq, maker, number string) (Item, bool) {
	return p.numbered(known, partNumber+upper(maker)+" "+upper(number))
}

func (p *Part) numbered(known muster.Seq, number string) (Item, bool) {
	for _, id := range p.numbers[number] {
		if x, ok := p.Get(known, ID(id)); ok && slices.Contains(x.numbers(), number) {
			return x, true
		}
	}
	return Item{}, false
}

// Things yields the kinds of thing known, in order of id.
func (p *Part) Things(known muster.Seq) iter.Seq[Thing] { return values(p.things, known) }

// Thing returns a kind of thing.
func (p *Part) Thing(known muster.Seq, id ThingID) (Thing, bool) {
	v, ok := p.things.Get(known, string(id))
	return v.Value, ok
}

// Units yields the units known, in order of id.
func (p *Part) Units(known muster.Seq) iter.Seq[Unit] { return values(p.units, known) }

// Unit returns a unit.
func (p *Part) Unit(known muster.Seq, id UnitID) (Unit, bool) {
	v, ok := p.units.Get(known, string(id))
	return v.Value, ok
}

// UnitNamed returns the unit that a word of a file stands for: its id, a name in any language, its code,
// symbol or an alias. Case does not matter.
func (p *Part) UnitNamed(known muster.Seq, word string) (Unit, bool) {
	for _, id := range p.unitWords[foldWord(word)] {
		u, ok := p.Unit(known, UnitID(id))
		if ok && slices.ContainsFunc(u.words(), func(w string) bool { return foldWord(w) == foldWord(word) }) {
			return u, true
		}
	}
	return Unit{}, false
}

// Conversions yields the conversions that stand, in order of About.
func (p *Part) Conversions(known muster.Seq) iter.Seq[Conversion] {
	return values(p.conversions, known)
}

// Families yields the type families known, in order of id.
func (p *Part) Families(known muster.Seq) iter.Seq[Family] { return values(p.families, known) }

// Family returns a type family.
func (p *Part) Family(known muster.Seq, id FamilyID) (Family, bool) {
	v, ok := p.families.Get(known, string(id))
	return v.Value, ok
}

// InFamily returns the items of a family, in order of id.
func (p *Part) InFamily(known muster.Seq, family FamilyID) (ids []ID) {
	for _, id := range p.members[string(family)] {
		if x, ok := p.Get(known, ID(id)); ok && x.Family == family {
			ids = append(ids, ID(id))
		}
	}
	return ids
}

// Interoperable reports whether the items of two families work together: they are one family, or one of
// them says so.
func (p *Part) Interoperable(known muster.Seq, a, b FamilyID) bool {
	x, knowsA := p.Family(known, a)
	y, knowsB := p.Family(known, b)
	return knowsA && knowsB && (a == b || slices.Contains(x.InteroperableWith, b) || slices.Contains(y.InteroperableWith, a))
}

// FSC is the item's class of the Federal Supply Classification, by its stock number or as said; empty
// where it has none.
func (x *Item) FSC() string {
	if n, err := ParseNSN(x.NSN); err == nil {
		return n.Class()
	}
	for _, c := range x.Classes {
		if c.Scheme == FSCScheme {
			return c.Code
		}
	}
	return ""
}

// Is reports whether an item is of a class of supply.
func (x *Item) Is(c SupplyClass) bool {
	if c.Scheme == FSCScheme {
		return x.FSC() != "" && c.Holds(SupplyClass{FSCScheme, x.FSC()})
	}
	return slices.ContainsFunc(x.Classes, c.Holds)
}

// Meets reports whether an item is what a need asks for.
func (x *Item) Meets(n *Needs) bool {
	switch {
	case n.NeedsItem != "":
		return ID(x.About) == n.NeedsItem
	case n.NeedsFamily != "":
		return x.Family == n.NeedsFamily
	}
	return n.NeedsClass != nil && x.Is(*n.NeedsClass)
}

// StandIn is an item that may stand in for another.
type StandIn struct {
	Substitute
	Statement muster.ID
	Each      Ratio // Rate, as a number: how many of the substitute do for one of the item
}

// Substitutes returns what may stand in for an item, in order of id: only what is said of the two, since
// conditions do not carry on from one to the next.
func (p *Part) Substitutes(known muster.Seq, item ID) []StandIn {
	return p.standIns(known, p.standingIn[string(item)])
}

// SubstituteFor returns what an item may stand in for, in order of About.
func (p *Part) SubstituteFor(known muster.Seq, substitute ID) []StandIn {
	return p.standIns(known, p.standsFor[string(substitute)])
}

func (p *Part) standIns(known muster.Seq, keys []string) (all []StandIn) {
	for _, k := range keys {
		if v, ok := p.substitutes.Get(known, k); ok {
			each, _ := ParseRatio(v.Value.Rate) // Check let only numbers in
			all = append(all, StandIn{v.Value, v.ID, each})
		}
	}
	return all
}

// InPlaceOf is how much of an item a quantity of its substitute stands in for, each in its base unit.
func (s StandIn) InPlaceOf(quantity Ratio) Ratio { return quantity.Over(s.Each) }
