// Package item is the catalogue: what is asked for, offered and moved, in which units it is counted, what
// one of it needs to be of use, and what may stand in for it.
//
// A quantity is never converted by guess. Two units are linked by a statement or not at all, every path
// between them gives the same exact number, and where there is no path the error names what is missing.
package item

import (
	"strings"

	"muster"
)

// The kinds of statement of this part.
const (
	KindThing      = "item.thing/1"
	KindUnit       = "item.unit/1"
	KindFamily     = "item.family/1"
	KindItem       = "item.item/1"
	KindConversion = "item.conversion/1"
	KindNeeds      = "item.needs/1"
	KindSubstitute = "item.substitute/1"
)

// Object is what an item is called where objects of several parts are named.
const Object = "item"

// ID names an item: a short slug, "truck-4x4-2t".
type ID string

// UnitID names a unit of measure: a short slug, "each", "kg".
type UnitID string

// FamilyID names a type family: a short slug, "155-mm-artillery".
type FamilyID string

// ThingID names a kind of thing: a short slug, "vehicle".
type ThingID string

// Names are a name in several languages, by BCP 47 tag: "en", "uk". English is always there.
type Names map[string]string

// In returns the name in a language: the tag's own, else that of the tag less its last part ("pt-BR",
// then "pt"), else the English one.
func (n Names) In(language string) string {
	for tag := language; tag != ""; {
		if name, ok := n[tag]; ok {
			return name
		}
		tag = tag[:max(0, strings.LastIndexByte(tag, '-'))]
	}
	return n["en"]
}

// Thing is the statement item.thing/1: a kind of thing that items are of. About is its id.
//
// Kinds of thing are statements and not a list in the program: which there are is the desk's to say, one
// more must not need a release, and yet an item cannot name one by a slip of the pen.
type Thing struct {
	muster.Envelope
	// Names are what it is called, by language; "en" is required.
	Names Names `json:"names" say:"What it is called, by language; English is required."`
}

// Measure is what a unit measures.
type Measure string

// The measures. Units of one of them are converted without an item, but for packs: what is in a pack
// depends on the item.
const (
	Count  Measure = "count"  // whole things: each, pair, dozen, round, seat
	Pack   Measure = "pack"   // holds as many as the item says: box, set, pallet
	Mass   Measure = "mass"   // kg, t
	Volume Measure = "volume" // l, m3
	Length Measure = "length" // m, km
	Area   Measure = "area"   // m2
	Time   Measure = "time"   // hour, day
	Energy Measure = "energy" // kWh
)

// Measures lists what units measure.
var Measures = []Measure{Count, Pack, Mass, Volume, Length, Area, Time, Energy}

// Unit is the statement item.unit/1: a unit of measure. About is its id.
//
// Refused are a measure that is not one of Measures, another one than the unit had (what was counted in
// it would change its meaning), and a word that stands for another unit.
type Unit struct {
	muster.Envelope
	// Names are what it is called, by language; "en" is required.
	Names Names `json:"names" say:"What it is called, by language; English is required."`
	// Measures is what it measures; it stays as first said.
	Measures Measure `json:"measures" say:"What it measures: count, pack, mass, volume, length, area, time or energy."`
	// Code is its common code in UNECE Recommendation 20, "KGM"; absent where that list has none.
	Code string `json:"code,omitempty" say:"Its code in UNECE Recommendation 20, as in KGM."`
	// Symbol is its short sign, "kg".
	Symbol string `json:"symbol,omitempty" say:"Its short sign, as in kg."`
	// Aliases are other words that files use for it, "EA", "pcs"; case does not matter.
	Aliases []string `json:"aliases,omitempty" say:"Other words that files use for it."`
}

// Family is the statement item.family/1: a type family, whose items can work together. About is its id.
type Family struct {
	muster.Envelope
	// Names are what it is called, by language; "en" is required.
	Names Names `json:"names" say:"What it is called, by language; English is required."`
	// InteroperableWith are other families whose items work with those of this one. Either family
	// may say so for both; it does not carry on from family to family.
	InteroperableWith []FamilyID `json:"interoperable_with,omitempty" say:"Families whose items work together with those of this one."`
}

// Scheme names a list of supply classes.
type Scheme string

// The schemes.
const (
	FSCScheme  Scheme = "fsc"  // Federal Supply Groups and Classes, with their days of validity
	NATOScheme Scheme = "nato" // NATO's classes of supply, I to V
	USScheme   Scheme = "us"   // the classes of supply of the United States, I to X
)

// SupplyClass is a class of supply in one of the lists in use.
type SupplyClass struct {
	// Scheme names the list: fsc, nato or us.
	Scheme Scheme `json:"scheme" say:"The list: fsc, nato or us."`
	// Code is the code in the list: a class "2320" or a group "23" of fsc, "IIIa" of nato, "VII" of us.
	Code string `json:"code" say:"The code in that list, as in 2320, IIIa or VII."`
}

// Item is the statement item.item/1: something that is asked for, offered and moved. About is its id.
//
// Refused are an NSN that is none or whose class was not open on the effective day, an NSN or part number
// that is another item's, a unit, family or kind of thing that is not known, and another base unit than
// the item had, since quantities were stated in it.
type Item struct {
	muster.Envelope
	// Names are what it is called, by language; "en" is required.
	Names Names `json:"names" say:"What it is called, by language; English is required."`
	// Thing is the kind of thing it is: the id of an item.thing.
	Thing ThingID `json:"thing" say:"The kind of thing it is, by its id."`
	// Unit is its base unit: quantities of it are counted in this one, or in units that convert to it.
	Unit UnitID `json:"unit" say:"The unit it is counted in; it stays as first said."`
	// NSN is its NATO stock number, 13 characters with or without dashes.
	NSN string `json:"nsn,omitempty" say:"Its NATO stock number, with or without dashes."`
	// Maker is its maker's NCAGE code, 5 characters.
	Maker string `json:"maker,omitempty" say:"Its maker's NCAGE code of five characters."`
	// PartNo is the maker's part number; it comes with Maker.
	PartNo string `json:"part_no,omitempty" say:"The maker's part number; it needs the maker."`
	// Classes are its classes of supply, at most one of each scheme.
	Classes []SupplyClass `json:"classes,omitempty" say:"Its classes of supply, at most one of each list."`
	// Family is the type family it belongs to.
	Family FamilyID `json:"family,omitempty" say:"The type family it belongs to, by its id."`
	// Serial says that every single one has a serial number.
	Serial bool `json:"serial,omitempty" say:"Whether every single one has a serial number."`
	// Aliases are other names it goes by in files and talk.
	Aliases []string `json:"aliases,omitempty" say:"Other names it goes by."`
	// Standards are those that it is said to meet, by their designations: "STANAG 2920", "ISO 8528-1".
	Standards []string `json:"standards,omitempty" say:"The standards that it meets, by their designations: STANAG 2920, ISO 8528-1."`
}

// Conversion is the statement item.conversion/1: one From is Factor To. About is "item/from/to", or
// "from/to" where it holds of everything: kilogram and tonne, pair and each. It is used both ways.
//
// Refused is one that would make two paths between two units disagree, and one without an item between
// units that measure different things or hold as many as an item says.
type Conversion struct {
	muster.Envelope
	// Item is the item that it holds of; absent: of everything.
	Item ID `json:"item,omitempty" say:"The item it holds of; without one it holds of everything."`
	// From is the unit of which one is meant.
	From UnitID `json:"from" say:"The unit of which one is meant."`
	// To is the unit that one of From is so many of.
	To UnitID `json:"to" say:"The unit that it is so many of."`
	// Factor is how many To one From is, exact and above 0: a decimal "0.001" or a ratio "1/12".
	Factor string `json:"factor" say:"How many of them one is, exact: 1000, 0.001 or 1/12."`
}

// Sort is what something that an item needs is for.
type Sort string

// The sorts of need. They are a list in the program, since checks of whole packages ask for each by name.
const (
	Spares           Sort = "spares"
	Ammunition       Sort = "ammunition"
	Fuel             Sort = "fuel"
	CrewCourse       Sort = "crew_course"
	MaintainerCourse Sort = "maintainer_course"
	Transport        Sort = "transport"
	Equipment        Sort = "equipment" // whatever else it cannot do without
)

// Sorts lists the sorts of need.
var Sorts = []Sort{Spares, Ammunition, Fuel, CrewCourse, MaintainerCourse, Transport, Equipment}

// Needs is the statement item.needs/1: one of an item, counted in its base unit, needs so much of
// something to be of use. About is "needer/sort/target": an item is written as its id, a family as
// "family:ID", a class as "class:SCHEME:CODE"; as in "howitzer-m/ammunition/family:155-mm".
//
// It names one needer and one target. Refused is one that would make something need itself, also by way
// of other items, and a unit that does not convert to the base unit of the item needed.
type Needs struct {
	muster.Envelope
	// Item is the item that needs.
	Item ID `json:"item,omitempty" say:"The item that needs it."`
	// Family is the type family whose every item needs; what an item says for itself comes first.
	Family FamilyID `json:"family,omitempty" say:"The type family whose every item needs it."`
	// Sort is what it is for.
	Sort Sort `json:"sort" say:"What it is for: spares, ammunition, fuel, crew_course, maintainer_course, transport or equipment."`
	// NeedsItem is the item needed.
	NeedsItem ID `json:"needs_item,omitempty" say:"The item that is needed."`
	// NeedsFamily is the type family of which any item will do.
	NeedsFamily FamilyID `json:"needs_family,omitempty" say:"The type family of which any item will do."`
	// NeedsClass is the class of supply of which any item will do.
	NeedsClass *SupplyClass `json:"needs_class,omitempty" say:"The class of supply of which any item will do."`
	// Quantity is how much one of the item needs, exact and above 0: "40", "0.5" or "1/12".
	Quantity string `json:"quantity" say:"How much one of it needs, exact: 40, 0.5 or 1/12."`
	// Unit is the unit of Quantity.
	Unit UnitID `json:"unit" say:"The unit of the quantity."`
	// Before is how many days before the item is there this may come at the earliest; absent: any time.
	Before *int `json:"before,omitempty" say:"How many days before the item it may come at the earliest; without it, at any time before."`
	// After is how many days after the item is there this may come at the latest; absent: none.
	After int `json:"after,omitempty" say:"How many days after the item it may come at the latest."`
	// Essential says that without it the item is of no use.
	Essential bool `json:"essential,omitempty" say:"Whether the item is of no use without it."`
}

// Substitute is the statement item.substitute/1: another item may stand in for one, this way round only.
// About is "item/substitute". That two stand in for each other takes two statements; that one stands in
// for a second and that for a third does not make the first stand in for the third.
type Substitute struct {
	muster.Envelope
	// Item is the item asked for.
	Item ID `json:"item" say:"The item that is asked for."`
	// Substitute is the item that may stand in for it.
	Substitute ID `json:"substitute" say:"The item that may stand in for it."`
	// Rate is how many of the substitute do for one of the item, each in its base unit, exact and above 0.
	Rate string `json:"rate" say:"How many of the substitute do for one, exact: 1, 1.5 or 4/3."`
	// Conditions say under which conditions it may, in words.
	Conditions string `json:"conditions,omitempty" say:"Under which conditions it may, in words."`
}
