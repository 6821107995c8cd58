package offer

import (
	"cmp"
	"slices"

	"muster/standing"
	"muster/work"
)

// Pair is two offers that may be one stock, with why it seems so and what a person decided, if anybody did.
type Pair struct {
	A, B    standing.Version[Stock]
	Same    []string // what they have in common: "stock", or "item", "quantity" and "location"
	Decided *Overlap
	// Withheld says that somebody decided, and that what is not for the viewer.
	Withheld bool
}

// About is the pair as decisions name it.
func (p Pair) About() string { return work.PairOf(p.A.Value.About, p.B.Value.About) }

// Undecided reports whether nobody decided on the pair yet.
func (p Pair) Undecided() bool { return p.Decided == nil && !p.Withheld }

// Overlaps lists the pairs of a donor's live offers that may be one stock: they name the same stock, or
// the same item, quantity and place while going through different channels.
func (p *Part) Overlaps(v standing.View) []Pair {
	of := map[string][]standing.Version[Stock]{}
	for id, line := range p.Visible(v) {
		if life, ok := p.State(v.Known, id); !ok || life.Value.State == Declined || life.Value.State == Withdrawn {
			continue
		}
		k := string(line.Value.Donor) + " " + string(line.Value.Item)
		of[k] = append(of[k], line)
	}
	var pairs []Pair
	for _, lines := range of {
		for i, a := range lines {
			for _, b := range lines[i+1:] {
				same := a.Value.sameStock(b.Value)
				if same == nil {
					continue
				}
				pair := Pair{A: a, B: b, Same: same}
				pair.Decided, pair.Withheld = p.decided(v, pair.About())
				pairs = append(pairs, pair)
			}
		}
	}
	slices.SortFunc(pairs, func(a, b Pair) int { return cmp.Compare(a.About(), b.About()) })
	return pairs
}

// sameStock says what two offers of one donor and item have in common that one stock would; nil: not enough.
func (s Stock) sameStock(o Stock) []string {
	switch {
	case s.Stock != "" && s.Stock == o.Stock:
		return []string{"stock"}
	case s.Stock != "" && o.Stock != "":
		return nil // the donor says that they are two
	case s.Channel != o.Channel && s.Quantity.Equal(o.Quantity) && s.Unit == o.Unit && s.Location == o.Location:
		return []string{"item", "quantity", "location"}
	}
	return nil
}

// decided is what a person decided on a pair, if the viewer may see it.
func (p *Part) decided(v standing.View, about string) (d *Overlap, withheld bool) {
	if x, ok := p.overlaps.Shown(v, about); ok {
		return &x.Value, false
	}
	_, withheld = p.overlaps.Get(v.Known, about)
	return nil, withheld
}
