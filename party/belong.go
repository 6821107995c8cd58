package party

import (
	"cmp"
	"fmt"
	"iter"
	"slices"

	"muster"
	"muster/access"
)

// Belonging is a membership of a party, with the statement that says so.
type Belonging struct {
	Group muster.PartyID
	Name  string // of the group
	Span
	Statement muster.ID
}

// CheckCircle refuses an audience of a party or group that is not known.
func (p *Part) CheckCircle(known muster.Seq, w access.Whom) error {
	for c := range w.Each() {
		if id, ok := c.Party(); ok && id != Operator {
			if _, known := p.Get(known, id); !known {
				return muster.Missing(fmt.Sprintf("the party %s, for whom the audience is,", id))
			}
		}
		if id, ok := c.Group(); ok && !p.HasGroup(known, id) {
			return muster.Missing(fmt.Sprintf("the group %s, for which the audience is,", id))
		}
	}
	return nil
}

// GroupsOn lists the groups to which a party belongs on a day.
func (p *Part) GroupsOn(known muster.Seq, id muster.PartyID, d muster.Day) (all []muster.PartyID) {
	for _, v := range p.members.All(known) {
		m := v.Value
		if m.Party != id {
			continue
		}
		if b := belonging(m); b.On(d) {
			all = append(all, b.Group)
		}
	}
	return all
}

// belonging reads a membership's days, of which Check let only days in.
func belonging(m Member) (b Belonging) {
	b.Group, b.Until = m.Group, muster.MaxDay
	b.From, _ = muster.ParseDay(m.From)
	if m.Until != "" {
		b.Until, _ = muster.ParseDay(m.Until)
	}
	return b
}

// Groups yields the groups known, in order of id.
func (p *Part) Groups(known muster.Seq) iter.Seq[Group] {
	return func(yield func(Group) bool) {
		for _, v := range p.groups.All(known) {
			if !yield(v.Value) {
				return
			}
		}
	}
}

// Belongings returns the groups that each party belongs, or belonged, to, in order of name.
func (p *Part) Belongings(known muster.Seq) map[muster.PartyID][]Belonging {
	all := map[muster.PartyID][]Belonging{}
	for _, v := range p.members.All(known) {
		m := v.Value
		b := belonging(m)
		b.Name, b.Statement = string(m.Group), v.ID
		if g, ok := p.groups.Get(known, string(m.Group)); ok {
			b.Name = g.Value.Name
		}
		all[m.Party] = append(all[m.Party], b)
	}
	for _, list := range all {
		slices.SortFunc(list, func(a, b Belonging) int { return cmp.Or(cmp.Compare(a.Name, b.Name), int(int64(a.From)-int64(b.From))) })
	}
	return all
}
