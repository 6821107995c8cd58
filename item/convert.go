package item

import (
	"fmt"
	"slices"
	"strings"

	"muster"
	"muster/money"
)

// edge is a conversion as used: one From is Factor To.
type edge struct {
	from, to UnitID
	factor   Ratio
}

// table is what converts for an item: what holds of everything and what holds of it, without one key.
func (p *Part) table(known muster.Seq, item ID, without string) (all []edge) {
	keys := p.converted[""]
	if item != "" {
		keys = slices.Concat(p.converted[string(item)], keys)
	}
	for _, k := range keys {
		if c, ok := p.conversions.Get(known, k); ok && k != without {
			f, _ := ParseRatio(c.Value.Factor) // Check let only numbers in
			all = append(all, edge{c.Value.From, c.Value.To, f}, edge{c.Value.To, c.Value.From, One.Over(f)})
		}
	}
	return all
}

// reach is how many of each unit one of the first is, for every unit that the table leads to; order is the
// order in which they were reached.
func reach(table []edge, from UnitID) (each map[UnitID]Ratio, order []UnitID) {
	each, order = map[UnitID]Ratio{from: One}, []UnitID{from}
	for i := 0; i < len(order); i++ {
		at := order[i]
		for _, e := range table {
			if _, seen := each[e.to]; e.from == at && !seen {
				each[e.to] = each[at].Times(e.factor)
				order = append(order, e.to)
			}
		}
	}
	return each, order
}

// Ratio is how many of one unit another is, for an item; an empty item asks for what holds of everything.
// The error says which conversion is missing.
func (p *Part) Ratio(known muster.Seq, item ID, from, to UnitID) (Ratio, error) {
	for _, u := range []UnitID{from, to} {
		if err := p.mustKnowUnit(known, "unit", u); err != nil {
			return Ratio{}, err
		}
	}
	if from == to {
		return One, nil
	}
	table := p.table(known, item, "")
	each, here := reach(table, from)
	if r, ok := each[to]; ok {
		return r, nil
	}
	_, there := reach(table, to)
	of, about := "of everything", ""
	if item != "" {
		of, about = "of the item "+string(item), string(item)+"/"
	}
	return Ratio{}, &muster.Error{Kind: muster.KindMissing, Field: "unit", Why: fmt.Sprintf(
		"no conversion from %s to %s is known %s; what is missing links %s with %s, as an item.conversion about %s%s/%s would",
		from, to, of, list(here), list(there), about, from, to,
	)}
}

// Convert returns a quantity of an item in another unit, exactly. Where a conversion is missing the error
// names it; where the result has no exact decimal, as 10 rounds in boxes of 12, the error gives the ratio.
func (p *Part) Convert(known muster.Seq, item ID, quantity money.Amount, from, to UnitID) (money.Amount, error) {
	if from == to {
		return quantity, nil
	}
	r, err := p.Ratio(known, item, from, to)
	if err != nil {
		return money.Amount{}, err
	}
	result := RatioOf(quantity).Times(r)
	a, ok := result.Amount()
	if !ok {
		return a, muster.Invalid("quantity", fmt.Sprintf("found %s %s, which is %s %s and has no exact decimal; state it in %s", quantity, from, result.Rat().RatString(), to, from))
	}
	return a, nil
}

func (p *Part) checkConversion(known muster.Seq, x *Conversion) error {
	want := string(x.From) + "/" + string(x.To)
	if x.Item != "" {
		want = string(x.Item) + "/" + want
	}
	if x.About != want {
		return muster.Invalid("about", fmt.Sprintf("found %q; accepted is item/from/to, or from/to where it holds of everything, here %s", x.About, want))
	}
	if x.Item != "" {
		if err := p.mustKnow(known, "item", x.Item); err != nil {
			return err
		}
	}
	f, err := ParseRatio(x.Factor)
	if err != nil {
		return muster.Invalid("factor", err.Error())
	}
	if err := p.checkMeasures(known, x); err != nil {
		return err
	}
	if err := p.conversions.CheckThread(known, &x.Envelope); err != nil {
		return err
	}
	return p.checkPaths(known, x, f)
}

// checkMeasures keeps guesses out: without an item only units of one measure convert, and not packs; with
// one, what mass or volume are to each other is not the item's to say.
func (p *Part) checkMeasures(known muster.Seq, x *Conversion) error {
	var m [2]Measure
	for i, u := range []UnitID{x.From, x.To} {
		if err := p.mustKnowUnit(known, []string{"from", "to"}[i], u); err != nil {
			return err
		}
		v, _ := p.Unit(known, u)
		m[i] = v.Measures
	}
	switch {
	case x.From == x.To:
		return muster.Invalid("to", fmt.Sprintf("found %s twice; a conversion is between two units", x.To))
	case x.Item == "" && m[0] != m[1]:
		return muster.Invalid("item", fmt.Sprintf("%s measures %s and %s %s; such a conversion depends on the item: name it", x.From, m[0], x.To, m[1]))
	case x.Item == "" && m[0] == Pack:
		return muster.Invalid("item", fmt.Sprintf("what is in a %s or a %s depends on the item: name it", x.From, x.To))
	case x.Item != "" && m[0] == m[1] && m[0] != Pack && m[0] != Count:
		return muster.Invalid("item", fmt.Sprintf("%s and %s both measure %s, the same for every item: leave the item out", x.From, x.To, m[0]))
	}
	return nil
}

// checkPaths refuses a conversion if another path between its units gives another number. One that joins
// units without a path cannot disagree with anything, so these are all the disagreements there can be.
func (p *Part) checkPaths(known muster.Seq, x *Conversion, f Ratio) error {
	of := []string{string(x.Item)}
	if x.Item == "" {
		for item := range p.converted {
			of = append(of, item)
		}
		slices.Sort(of) // the same refusal every time
		of = slices.Compact(of)
	}
	for _, item := range of {
		each, _ := reach(p.table(known, ID(item), x.About), x.From)
		if is, ok := each[x.To]; ok && is.Cmp(f) != 0 {
			whose := ""
			if item != "" {
				whose = " of the item " + item
			}
			return muster.Conflict("factor", fmt.Sprintf("found that 1 %s is %s %s; by the conversions%s that stand it is %s: two ways must not differ", x.From, f, x.To, whose, is))
		}
	}
	return nil
}

// list writes values for an error.
func list[T ~string](all []T) string {
	words := make([]string, len(all))
	for i, a := range all {
		words[i] = string(a)
	}
	return strings.Join(words, ", ")
}
