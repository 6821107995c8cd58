package plan

import (
	"cmp"
	"maps"
	"slices"

	"muster"
	"muster/item"
)

// asked is what a package wants of one line.
type asked struct {
	linked bool       // the line is linked, so all of it, by its own day
	taken  item.Ratio // for parts, by the catalogue
	parts  []portion
}

// portion is so much of a line that a part takes, and the days on which it counts.
type portion struct {
	full item.Ratio
	days Window
}

// packages finds what is of use only together: what a line links, and lines of the same requester that meet
// what its item needs.
func (m *maker) packages() {
	of := map[muster.PartyID][]*Need{}
	for i := range m.in.Needs {
		n := &m.in.Needs[i]
		of[n.Requester] = append(of[n.Requester], n)
	}
	for i := range m.in.Needs {
		n := &m.in.Needs[i]
		wants := map[string]*asked{}
		for _, id := range n.Links {
			if _, ok := m.in.Need(id); ok && id != n.ID {
				wants[id] = &asked{linked: true}
			}
		}
		var missing []Member
		for k := range n.Parts {
			if x := m.part(n, &n.Parts[k], of[n.Requester], wants); x != nil {
				missing = append(missing, *x)
			}
		}
		if len(wants)+len(missing) > 0 {
			m.pack(n, wants, missing)
		}
	}
}

// part shares a part out over the lines that ask for it, those needed first before the others.
func (m *maker) part(n *Need, p *Part, lines []*Need, wants map[string]*asked) (missing *Member) {
	var asking []*Need
	for _, l := range lines {
		if l != n && slices.Contains(p.Any, l.Item) {
			asking = append(asking, l)
		}
	}
	slices.SortStableFunc(asking, func(a, b *Need) int { return cmp.Compare(a.NeededBy, b.NeededBy) })
	left := p.Quantity
	for _, l := range asking {
		rate := m.in.Book.rate(RateKey{l.Item, l.Unit, l.Item, p.Unit})
		if rate.Missing != "" || left.Sign() == 0 {
			continue
		}
		w := wants[l.ID]
		if w == nil {
			w = &asked{}
		}
		takes := least(left.Times(rate.Each), less(l.Quantity, w.taken))
		if takes.Sign() == 0 {
			continue
		}
		wants[l.ID] = w
		w.taken = w.taken.Plus(takes)
		w.parts = append(w.parts, portion{takes, p.days(n)})
		left = less(left, takes.Over(rate.Each))
	}
	if left.Sign() > 0 && (p.Must || len(asking) > 0) {
		m.c.Missing = append(m.c.Missing, Missing{n.ID, *p, left})
		return &Member{Line: NoLine, Full: p.Quantity, Have: less(p.Quantity, left)}
	}
	return nil
}

// days are those on which a part counts for a line: around the day by which the line is needed, since that is
// by when its item counts.
func (p *Part) days(n *Need) Window {
	w := Window{muster.MinDay, muster.Day(min(int64(n.NeededBy)+int64(p.After), int64(muster.MaxDay)))}
	if p.Before != nil {
		w.First = muster.Day(max(int64(n.NeededBy)-int64(*p.Before), int64(muster.MinDay)))
	}
	return w
}

// pack makes the package of a line. What is covered already is there, or comes when it does not count.
func (m *maker) pack(n *Need, wants map[string]*asked, missing []Member) {
	p := Package{ID: n.ID, Weight: Weights[n.Priority], Members: missing}
	open := false
	wants[n.ID] = &asked{linked: true}
	for _, id := range slices.Sorted(maps.Keys(wants)) {
		o, _ := m.in.Need(id)
		line, ok := m.lines[id]
		if !ok {
			line = NoLine
		}
		open = open || ok
		w := wants[id]
		if w.linked {
			p.Members = append(p.Members, Member{Line: line, Full: o.Quantity, Have: o.InTime})
		}
		for _, x := range atOnce(w.parts) {
			p.Members = append(p.Members, Member{Line: line, Full: x.full, Have: o.comes(&x.days), Days: &x.days})
		}
	}
	if open {
		m.c.Packages = append(m.c.Packages, p)
	}
}

// atOnce are the portions of a line that have to be there so that several parts can have theirs, what comes
// on a day being for one of them alone: for all parts whose days lie within some days and hang together there, as
// much as they take in all. That is enough (Hall): were a share of all of them not to be had, it would not be had
// by some parts whose days hang together.
func atOnce(parts []portion) (all []portion) {
	if len(parts) == 1 {
		return parts
	}
	var firsts, lasts []muster.Day
	for _, p := range parts {
		firsts, lasts = append(firsts, p.days.First), append(lasts, p.days.Last)
	}
	slices.Sort(firsts)
	slices.Sort(lasts)
	firsts, lasts = slices.Compact(firsts), slices.Compact(lasts)
	parts = slices.Clone(parts)
	slices.SortStableFunc(parts, func(a, b portion) int { return cmp.Compare(a.days.First, b.days.First) })
	for _, first := range firsts {
		for _, last := range lasts {
			x, ok := portion{days: Window{first, last}}, false
			end := first
			for _, p := range parts {
				if p.days.First < first || p.days.Last > last {
					continue
				}
				if ok = p.days.First <= end; !ok {
					break
				}
				x.full, end = x.full.Plus(p.full), max(end, p.days.Last)
			}
			if ok && end == last {
				all = append(all, x)
			}
		}
	}
	return all
}
