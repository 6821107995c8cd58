package item

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"muster"
	"muster/standing"
)

// maxDays bounds the days before and after: ten years.
const maxDays = 3650

var (
	slug     = regexp.MustCompile(`^[a-z0-9]+([.-][a-z0-9]+)*$`)
	language = regexp.MustCompile(`^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$`)
	ncage    = regexp.MustCompile(`^[0-9A-Z]{5}$`)
	rec20    = regexp.MustCompile(`^[0-9A-Z]{1,3}$`)
)

// Check implements standing.Part.
func (p *Part) Check(s *standing.State, v muster.Value) error {
	known := s.Known()
	switch x := v.(type) {
	case *Thing:
		return errors.Join(checkID(x.About), checkNames(x.Names), p.things.CheckThread(known, &x.Envelope))
	case *Unit:
		return p.checkUnit(known, x)
	case *Family:
		return p.checkFamily(known, x)
	case *Item:
		return p.checkItem(known, x)
	case *Conversion:
		return p.checkConversion(known, x)
	case *Needs:
		return p.checkNeeds(known, x)
	case *Substitute:
		return p.checkSubstitute(known, x)
	}
	return nil
}

func checkID(about string) error {
	if len(about) > 64 || !slug.MatchString(about) {
		return muster.Invalid("about", fmt.Sprintf("found %q; an id is up to 64 small letters, digits, and dashes or dots between them, as in truck-4x4-2t", about))
	}
	return nil
}

func checkNames(n Names) error {
	if strings.TrimSpace(n["en"]) == "" {
		return muster.Invalid("names", `found no English name; accepted are names by language with "en" among them, as in {"en":"generator","uk":"генератор"}`)
	}
	for _, tag := range n.tags() {
		name := n[tag]
		switch {
		case !language.MatchString(tag):
			return muster.Invalid("names", fmt.Sprintf("found the language %q; a language is a BCP 47 tag, as in en, uk or pt-BR", tag))
		case strings.TrimSpace(name) == "":
			return muster.Invalid("names", fmt.Sprintf("found an empty name for %q; leave the language out or give the name", tag))
		}
	}
	return nil
}

// effective is the day on which a class of supply must be open: the statement's, else the list's.
func effective(e *muster.Envelope) (muster.Day, error) {
	if e.Effective == "" {
		return FSCEdition, nil
	}
	d, err := muster.ParseDay(e.Effective)
	if err != nil {
		return 0, muster.Invalid("effective", err.Error())
	}
	return d, nil
}

func (p *Part) checkUnit(known muster.Seq, x *Unit) error {
	if err := errors.Join(checkID(x.About), checkNames(x.Names), p.units.CheckThread(known, &x.Envelope)); err != nil {
		return err
	}
	if !slices.Contains(Measures, x.Measures) {
		return muster.Invalid("measures", fmt.Sprintf("found %q; accepted are %s", x.Measures, list(Measures)))
	}
	// Also of a unit that was withdrawn: quantities may have been stated in it.
	if was, _ := p.units.Get(known, x.About); was.ID != "" && was.Value.Measures != x.Measures {
		return muster.Invalid("measures", fmt.Sprintf("found %q; the unit %s measures %s, and what was counted in it must not change its meaning: name another unit", x.Measures, x.About, was.Value.Measures))
	}
	if x.Code != "" && !rec20.MatchString(x.Code) {
		return muster.Invalid("code", fmt.Sprintf("found %q; a code of Recommendation 20 is up to three capitals and digits, as in KGM", x.Code))
	}
	for _, w := range x.words() {
		if foldWord(w) == "" {
			return muster.Invalid("aliases", "found an empty word; leave it out")
		}
		if other, ok := p.UnitNamed(known, w); ok && other.About != x.About {
			return muster.Conflict("aliases", fmt.Sprintf("%q already stands for the unit %s", w, other.About))
		}
	}
	return nil
}

func (p *Part) checkFamily(known muster.Seq, x *Family) error {
	if err := errors.Join(checkID(x.About), checkNames(x.Names), p.families.CheckThread(known, &x.Envelope)); err != nil {
		return err
	}
	for i, f := range x.InteroperableWith {
		switch {
		case string(f) == x.About:
			return muster.Invalid("interoperable_with", "a family works with itself without saying so")
		case slices.Contains(x.InteroperableWith[:i], f):
			return muster.Invalid("interoperable_with", fmt.Sprintf("found %s twice", f))
		}
		if err := p.mustKnowFamily(known, "interoperable_with", f); err != nil {
			return err
		}
	}
	return nil
}

func (p *Part) checkItem(known muster.Seq, x *Item) error {
	day, err := effective(&x.Envelope)
	if err := errors.Join(err, checkID(x.About), checkNames(x.Names), p.items.CheckThread(known, &x.Envelope)); err != nil {
		return err
	}
	if err := errors.Join(p.checkNumbers(known, x, day), checkClasses(x, day), p.checkPlaces(known, x)); err != nil {
		return err
	}
	for _, a := range x.Aliases {
		if strings.TrimSpace(a) == "" {
			return muster.Invalid("aliases", "found an empty name; leave it out")
		}
	}
	for i, s := range x.Standards {
		if len(s) > longestStandard || strings.Join(strings.Fields(s), " ") != s || s == "" || slices.Contains(x.Standards[:i], s) {
			return muster.Found(fmt.Sprintf("standards[%d]", i), s, fmt.Sprintf("each designation once, as in STANAG 2920, of up to %d characters with single spaces", longestStandard))
		}
	}
	return nil
}

// longestStandard is how long a standard's designation is at most.
const longestStandard = 64

// checkNumbers checks what identifies an item beside its id.
func (p *Part) checkNumbers(known muster.Seq, x *Item, day muster.Day) error {
	if x.NSN != "" {
		n, err := ParseNSN(x.NSN)
		if err != nil {
			return err
		}
		if _, ok := Class(n.Class(), day); !ok {
			return muster.Invalid("nsn", notOpen(n.Class(), day))
		}
	}
	if x.Maker != "" && !ncage.MatchString(upper(x.Maker)) {
		return muster.Invalid("maker", fmt.Sprintf("found %q; a maker is its NCAGE code of five letters and digits, as in D1234", x.Maker))
	}
	if x.PartNo != "" && (x.Maker == "" || strings.TrimSpace(x.PartNo) != x.PartNo) {
		return muster.Invalid("part_no", fmt.Sprintf("found %q and the maker %q; a part number names something only with its maker, and has no blanks around it", x.PartNo, x.Maker))
	}
	kept := x.canonical()
	for _, n := range kept.numbers() {
		if other, ok := p.numbered(known, n); ok && other.About != x.About {
			field, what := "nsn", "item number "+strings.TrimPrefix(n, nsnNumber)
			if part, ok := strings.CutPrefix(n, partNumber); ok {
				field, what = "part_no", "part number "+part
			}
			return muster.Conflict(field, fmt.Sprintf("the item %s has the %s already", other.About, what))
		}
	}
	return nil
}

func checkClasses(x *Item, day muster.Day) error {
	for i, c := range x.Classes {
		if err := c.check("classes", day); err != nil {
			return err
		}
		if slices.ContainsFunc(x.Classes[:i], func(o SupplyClass) bool { return o.Scheme == c.Scheme }) {
			return muster.Invalid("classes", fmt.Sprintf("found two classes of %s; accepted is one of each list", c.Scheme))
		}
		if n, err := ParseNSN(x.NSN); err == nil && c.Scheme == FSCScheme && !strings.HasPrefix(n.Class(), c.Code) {
			return muster.Invalid("classes", fmt.Sprintf("found the fsc class %s; the stock number %s says %s", c.Code, n, n.Class()))
		}
	}
	return nil
}

// checkPlaces checks what an item belongs to.
func (p *Part) checkPlaces(known muster.Seq, x *Item) error {
	if _, ok := p.things.Get(known, string(x.Thing)); !ok {
		return missing("thing", fmt.Sprintf("the kind of thing %q", x.Thing), "record it as item.thing first; known are "+some(p.things.All(known)))
	}
	if err := p.mustKnowUnit(known, "unit", x.Unit); err != nil {
		return err
	}
	// Also of an item that was withdrawn: quantities may have been stated in it.
	if was, _ := p.items.Get(known, x.About); was.ID != "" && was.Value.Unit != x.Unit {
		return muster.Invalid("unit", fmt.Sprintf("found %s; %s is counted in %s, and quantities stated so must not change their meaning: name another item", x.Unit, x.About, was.Value.Unit))
	}
	if err := p.mustKnowFamily(known, "family", x.Family); err != nil || x.Family == "" {
		return err
	}
	for _, n := range p.needsOf(known, familyNeeder(x.Family)) {
		if way, ok := p.leads(known, n.Value.NeedsItem, ID(x.About)); ok {
			return muster.Invalid("family", fmt.Sprintf("every item of %s needs %s, so that %s would need itself", x.Family, way, x.About))
		}
	}
	return nil
}

func (p *Part) checkSubstitute(known muster.Seq, x *Substitute) error {
	if want := string(x.Item) + "/" + string(x.Substitute); x.About != want {
		return muster.Invalid("about", fmt.Sprintf("found %q; accepted is item/substitute, here %s", x.About, want))
	}
	if x.Item == x.Substitute {
		return muster.Invalid("substitute", "an item stands in for itself without saying so")
	}
	if err := errors.Join(p.mustKnow(known, "item", x.Item), p.mustKnow(known, "substitute", x.Substitute)); err != nil {
		return err
	}
	if _, err := ParseRatio(x.Rate); err != nil {
		return muster.Invalid("rate", err.Error())
	}
	return p.substitutes.CheckThread(known, &x.Envelope)
}

func (p *Part) mustKnow(known muster.Seq, field string, id ID) error {
	if _, ok := p.items.Get(known, string(id)); !ok {
		return missing(field, fmt.Sprintf("the item %q", id), "record it as item.item first")
	}
	return nil
}

// mustKnowFamily refuses a family that is not known; none is fine.
func (p *Part) mustKnowFamily(known muster.Seq, field string, id FamilyID) error {
	if _, ok := p.families.Get(known, string(id)); !ok && id != "" {
		return missing(field, fmt.Sprintf("the family %q", id), "record it as item.family first")
	}
	return nil
}

func (p *Part) mustKnowUnit(known muster.Seq, field string, id UnitID) error {
	if _, ok := p.units.Get(known, string(id)); !ok {
		return missing(field, fmt.Sprintf("the unit %q", id), "record it as item.unit first; known are "+some(p.units.All(known)))
	}
	return nil
}

// missing says that what a field names is not there, and what to do.
func missing(field, what, do string) error {
	return &muster.Error{Kind: muster.KindMissing, Field: field, Why: what + " is not in this record; " + do}
}
