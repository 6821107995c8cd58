package requirement

import (
	"cmp"
	"slices"

	"muster"
	"muster/standing"
	"muster/work"
)

// overlapDays is how far apart the days of two lines may lie for one need to be behind both.
const overlapDays = 45

// Pair is two lines that may state one need, with what a person decided on them, if anybody did.
type Pair struct {
	A, B    standing.Version[Need]
	Decided *Overlap
	// Withheld says that somebody decided, and that what is not for the viewer.
	Withheld bool
}

// About is the pair as decisions name it.
func (p Pair) About() string { return work.PairOf(p.A.Value.About, p.B.Value.About) }

// Undecided reports whether nobody decided on the pair yet.
func (p Pair) Undecided() bool { return p.Decided == nil && !p.Withheld }

// Overlaps lists the pairs of lines for the same item and place whose days lie close together and that
// came with different lists or for different coalitions. Lines that are still drafted, or over, are left out.
func (p *Part) Overlaps(v standing.View) []Pair {
	type spot struct{ item, place string }
	at := map[spot][]standing.Version[Need]{}
	for id, line := range p.Visible(v) {
		if life, ok := p.State(v.Known, id); !ok || !counted(life.Value.State) {
			continue
		}
		k := spot{string(line.Value.Item), line.Value.Place}
		at[k] = append(at[k], line)
	}
	var pairs []Pair
	for _, lines := range at {
		for i, a := range lines {
			for _, b := range lines[i+1:] {
				if a.Value.sameNeed(b.Value) {
					pair := Pair{A: a, B: b}
					pair.Decided, pair.Withheld = p.decided(v, pair.About())
					pairs = append(pairs, pair)
				}
			}
		}
	}
	slices.SortFunc(pairs, func(a, b Pair) int { return cmp.Compare(a.About(), b.About()) })
	return pairs
}

// counted reports whether a line in a state asks for anything.
func counted(state string) bool {
	return state == Submitted || state == Validated || state == Open
}

// sameNeed reports whether two lines of one item and place may state one need.
func (n Need) sameNeed(o Need) bool {
	gap := n.NeededBy - o.NeededBy
	return max(gap, -gap) <= muster.Day(overlapDays) && (n.List != o.List || n.Coalition != o.Coalition || n.Requester != o.Requester)
}

// decided is what a person decided on a pair, if the viewer may see it.
func (p *Part) decided(v standing.View, about string) (d *Overlap, withheld bool) {
	if x, ok := p.overlaps.Shown(v, about); ok {
		return &x.Value, false
	}
	_, withheld = p.overlaps.Get(v.Known, about)
	return nil, withheld
}
