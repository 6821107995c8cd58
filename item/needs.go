package item

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"muster"
	"muster/standing"
)

// familyNeeder is how About of a need writes a family that needs, or is needed.
func familyNeeder(f FamilyID) string { return "family:" + string(f) }

// needer is who needs, as About writes it.
func (x *Needs) needer() string {
	if x.Family != "" {
		return familyNeeder(x.Family)
	}
	return string(x.Item)
}

// Target is what is needed, as About writes it.
func (x *Needs) Target() string {
	switch {
	case x.NeedsItem != "":
		return string(x.NeedsItem)
	case x.NeedsFamily != "":
		return familyNeeder(x.NeedsFamily)
	case x.NeedsClass != nil:
		return x.NeedsClass.String()
	}
	return ""
}

func (p *Part) checkNeeds(known muster.Seq, x *Needs) error {
	if (x.Item == "") == (x.Family == "") {
		return muster.Invalid("item", fmt.Sprintf("found the item %q and the family %q; accepted is one of them", x.Item, x.Family))
	}
	targets := 0
	for _, said := range []bool{x.NeedsItem != "", x.NeedsFamily != "", x.NeedsClass != nil} {
		if said {
			targets++
		}
	}
	if targets != 1 {
		return muster.Invalid("needs_item", fmt.Sprintf("found %d of needs_item, needs_family and needs_class; accepted is one of them", targets))
	}
	if !slices.Contains(Sorts, x.Sort) {
		return muster.Invalid("sort", fmt.Sprintf("found %q; accepted are %s", x.Sort, list(Sorts)))
	}
	if want := x.needer() + "/" + string(x.Sort) + "/" + x.Target(); x.About != want {
		return muster.Invalid("about", fmt.Sprintf("found %q; accepted is needer/sort/target, here %s", x.About, want))
	}
	if _, err := ParseRatio(x.Quantity); err != nil {
		return muster.Invalid("quantity", err.Error())
	}
	if err := errors.Join(checkDays("before", before(x)), checkDays("after", x.After)); err != nil {
		return err
	}
	if err := p.checkNeeded(known, x); err != nil {
		return err
	}
	if err := p.checkNoCircle(known, x); err != nil {
		return err
	}
	return p.needs.CheckThread(known, &x.Envelope)
}

func before(x *Needs) int {
	if x.Before == nil {
		return 0
	}
	return *x.Before
}

func checkDays(field string, days int) error {
	if days < 0 || days > maxDays {
		return muster.Invalid(field, fmt.Sprintf("found %d; accepted are days from 0 to %d", days, maxDays))
	}
	return nil
}

// checkNeeded checks that both ends are known and the quantity can be counted.
func (p *Part) checkNeeded(known muster.Seq, x *Needs) error {
	err := errors.Join(p.mustKnowFamily(known, "family", x.Family), p.mustKnowFamily(known, "needs_family", x.NeedsFamily))
	if x.Item != "" {
		err = errors.Join(err, p.mustKnow(known, "item", x.Item))
	}
	if err != nil {
		return err
	}
	if x.NeedsClass != nil {
		day, err := effective(&x.Envelope)
		if err == nil {
			err = x.NeedsClass.check("needs_class", day)
		}
		if err != nil {
			return err
		}
	}
	if err := p.mustKnowUnit(known, "unit", x.Unit); err != nil {
		return err
	}
	if x.NeedsItem == "" {
		return nil
	}
	target, ok := p.items.Get(known, string(x.NeedsItem))
	if !ok {
		return p.mustKnow(known, "needs_item", x.NeedsItem)
	}
	_, err = p.Ratio(known, x.NeedsItem, x.Unit, target.Value.Unit)
	return err
}

// checkNoCircle refuses a need by which something would come to need itself.
func (p *Part) checkNoCircle(known muster.Seq, x *Needs) error {
	if x.NeedsItem == "" {
		return nil // which item of a family or class is taken is open, so it leads nowhere yet
	}
	needers := []ID{x.Item}
	if x.Family != "" {
		needers = p.InFamily(known, x.Family)
	}
	for _, n := range needers {
		if way, ok := p.leads(known, x.NeedsItem, n); ok {
			return muster.Invalid("needs_item", fmt.Sprintf("%s needs %s, so that it would need itself", n, way))
		}
	}
	return nil
}

// leads says by which items one comes to need another; they may be the same.
func (p *Part) leads(known muster.Seq, from, to ID) (way string, ok bool) {
	if from == "" {
		return "", false
	}
	came := map[ID]ID{from: ""}
	for queue := []ID{from}; len(queue) > 0; queue = queue[1:] {
		at := queue[0]
		if at == to {
			var steps []string
			for ; at != ""; at = came[at] {
				steps = append(steps, string(at))
			}
			slices.Reverse(steps)
			return strings.Join(steps, ", which needs "), true
		}
		for _, n := range p.Needs(known, at) {
			if _, seen := came[n.NeedsItem]; n.NeedsItem != "" && !seen {
				came[n.NeedsItem] = at
				queue = append(queue, n.NeedsItem)
			}
		}
	}
	return "", false
}

// needsOf are the needs said of a needer, in order.
func (p *Part) needsOf(known muster.Seq, needer string) (all []standing.Version[Needs]) {
	for _, k := range p.needed[needer] {
		if v, ok := p.needs.Get(known, k); ok {
			all = append(all, v)
		}
	}
	return all
}

// Need is something that one of an item needs.
type Need struct {
	Needs
	Statement muster.ID
	Each      Ratio // Quantity, as a number
}

// Needs returns what one of an item needs: what is said of it, then what is said of its family, in order.
// Where both speak of the same sort and target the item's own is meant.
func (p *Part) Needs(known muster.Seq, item ID) (all []Need) {
	own := p.needsOf(known, string(item))
	said := map[string]bool{}
	add := func(v standing.Version[Needs]) {
		each, _ := ParseRatio(v.Value.Quantity) // Check let only numbers in
		all = append(all, Need{v.Value, v.ID, each})
	}
	for _, v := range own {
		said[string(v.Value.Sort)+"/"+v.Value.Target()] = true
		add(v)
	}
	if x, ok := p.Get(known, item); ok && x.Family != "" {
		for _, v := range p.needsOf(known, familyNeeder(x.Family)) {
			if !said[string(v.Value.Sort)+"/"+v.Value.Target()] {
				add(v)
			}
		}
	}
	return all
}

// Line is a need of a quantity of an item, with all that it brings.
type Line struct {
	Need
	Of    ID    // the item that needs: the one asked about, or one that it needs
	Depth int   // how many needs lie above it
	Total Ratio // how much in all, in the need's unit
}

// Expand returns what so many of an item need, and what that needs in turn, each followed by its own. Needs
// of a family or class of supply end there, since which item is taken is open. The error names a
// conversion that is missing since the need was stated.
func (p *Part) Expand(known muster.Seq, item ID, quantity Ratio) (lines []Line, err error) {
	err = p.expand(known, item, quantity, nil, &lines)
	return lines, err
}

func (p *Part) expand(known muster.Seq, item ID, quantity Ratio, above []ID, lines *[]Line) error {
	above = append(slices.Clip(above), item)
	for _, n := range p.Needs(known, item) {
		total := quantity.Times(n.Each)
		*lines = append(*lines, Line{n, item, len(above) - 1, total})
		// Check lets no circle in; one on the way up would go round for ever.
		if n.NeedsItem == "" || slices.Contains(above, n.NeedsItem) {
			continue
		}
		target, ok := p.Get(known, n.NeedsItem)
		if !ok {
			continue // withdrawn since
		}
		r, err := p.Ratio(known, n.NeedsItem, n.Unit, target.Unit)
		if err != nil {
			return err
		}
		if err := p.expand(known, n.NeedsItem, total.Times(r), above, lines); err != nil {
			return err
		}
	}
	return nil
}
