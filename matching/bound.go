package matching

import (
	"muster"
	"muster/item"
	"muster/money"
	"muster/offer"
	"muster/requirement"
	"muster/standing"
)

// Counts is how a quantity of one item in one unit counts towards a need of another, by what the catalogue
// says of the two, whether or not a requirement accepts the substitute. The error says what is missing.
func Counts(v standing.View, asked item.ID, in item.UnitID, given item.ID, of item.UnitID) (Exchange, error) {
	need := requirement.Need{Line: requirement.Line{Item: asked, Unit: in, Substitutes: []item.ID{given}}}
	return exchange(find(v.State), v.Known, need, offer.Stock{Line: offer.Line{Item: given, Unit: of}})
}

// Bound is a match that binds, as seen from its requirement.
type Bound struct {
	Match string
	Offer string
	Takes money.Amount // of the offer, in its unit
	Meets item.Ratio   // of the requirement, in its unit
	State string
	Since muster.Day // when it came into the state
}

// Bound lists what is firm, in delivery or received for a requirement, in the order in which it was made.
func (p *Part) Bound(s *standing.State, known muster.Seq, need string) (all []Bound) {
	a := find(s)
	for _, m := range p.byNeed[need] {
		x, ok := p.Get(known, m)
		life, alive := p.State(known, m)
		if !ok || !alive || !bound(life.Value.State) {
			continue
		}
		state := life.Value.State
		all = append(all, Bound{m, x.Value.Offer, p.takes(known, m, state, x.Value), p.met(a, known, m, state, x.Value), state, muster.DayOf(life.Value.Since)})
	}
	return all
}
