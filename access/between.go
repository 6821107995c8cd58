package access

import (
	"slices"
	"strings"

	"muster"
)

// join is the circle of whoever is in one of several, written in its one form: a circle that another of
// them holds is not said.
func join(all ...Whom) Whom {
	slices.Sort(all)
	var said []string
	for _, w := range slices.Compact(all) {
		if !slices.ContainsFunc(all, func(o Whom) bool { return o != w && o.holds(w) }) {
			said = append(said, string(w))
		}
	}
	return Whom(strings.Join(said, "+"))
}

// holds reports whether everybody in one circle is known to be in another, whatever groups there are.
func (w Whom) holds(o Whom) bool {
	switch kind, _ := w.split(); {
	case w == o, w == WhomPublic:
		return true
	case w == WhomParticipants:
		return o != WhomPublic
	default:
		return o == WhomOperator && slices.Contains([]Whom{groupPrefix, partyPrefix, lessonsPrefix}, kind)
	}
}

// within are the circles of those in both of two, as far as they can be written: of each two the one that
// the other holds. Of two of which neither holds the other nobody is known to be in both.
func within(a, b Whom) (all []Whom) {
	for x := range a.Each() {
		for y := range b.Each() {
			switch {
			case x.holds(y):
				all = append(all, y)
			case y.holds(x):
				all = append(all, x)
			}
		}
	}
	return all
}

// Between is the audience of what is said of two objects that meet: those who may see both of them today,
// and the parties between which they are to meet, who must see it to agree to it.
func Between(a, b Audience, today muster.Day, parties ...muster.PartyID) Audience {
	of := func(x, y Whom) Whom {
		all := within(a.on(today, x), b.on(today, y))
		for _, p := range parties {
			if p != "" {
				all = append(all, partyPrefix+Whom(p))
			}
		}
		if len(all) == 0 {
			return WhomOperator
		}
		return join(all...)
	}
	return Audience{Rows: of(a.Rows, b.Rows), Totals: of(a.Totals, b.Totals)}
}

// Within reports whether everybody to whom one audience shows rows or totals is known to be among those to
// whom another does, whatever groups there are. What opens later is within what opens on the same day alone.
func (a Audience) Within(b Audience) bool {
	of := func(x, y Whom) bool {
		for c := range x.Each() {
			held := false
			for d := range y.Each() {
				held = held || d.holds(c)
			}
			if !held {
				return false
			}
		}
		return true
	}
	if !of(a.Rows, b.Rows) || !of(a.Totals, b.Totals) {
		return false
	}
	return b.From == 0 && (a.From == 0 || of(a.Before, b.Rows)) || a.From == b.From && of(a.Before, b.Before)
}
