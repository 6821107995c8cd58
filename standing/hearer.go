package standing

import (
	"muster"
	"muster/access"
)

// Hearer is who says the statement that is checked, as one who is told why it is refused: a refusal names
// nothing that they may not see.
type Hearer struct {
	s       *State
	looker  Looker
	grouped bool // the groups of its party were looked up
}

// belonging is a part that knows to which groups a party belongs.
type belonging interface {
	GroupsOn(known muster.Seq, id muster.PartyID, d muster.Day) []muster.PartyID
}

// Hearer returns who says a statement, on the day on which it would be recorded: for Check alone.
func (s *State) Hearer(e *muster.Envelope) *Hearer {
	return &Hearer{s: s, looker: Looker{Principal: access.Of(e), Today: muster.DayOf(s.now)}}
}

// Sees reports whether they may see a statement for an audience.
func (h *Hearer) Sees(a muster.Audience) bool {
	n, ok := h.s.base.audiences.number(a)
	if !ok {
		n = forOperator // what cannot be read is the operator's
	}
	x := h.s.base.audiences.list[n]
	if !h.grouped {
		for _, w := range []access.Whom{x.Rows, x.Before} {
			if w.OfGroups() {
				h.group()
			}
		}
	}
	return h.looker.SeesRow(x, h.looker.Today)
}

// View is what they may see of what was known at a position, on the day on which the statement would be recorded.
func (h *Hearer) View(known muster.Seq) View {
	if !h.grouped {
		h.group()
	}
	return h.s.viewOf(known, h.looker.Today, h.looker)
}

// group looks up the groups of the party, which few audiences ask for.
func (h *Hearer) group() {
	h.grouped = true
	if h.looker.Party == "" || h.looker.Role == access.Public {
		return
	}
	for _, p := range All[belonging](h.s) {
		h.looker.Groups = append(h.looker.Groups, p.GroupsOn(h.s.known, h.looker.Party, h.looker.Today)...)
	}
}
