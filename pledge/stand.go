package pledge

import "slices"

// complete is reached with the last statement of a submission: from here on the edition can stand.
func (p *Part) complete(s *series, ed *edition, at uint32) {
	ed.At = at
	slices.SortFunc(ed.Rows, func(a, b rowRange) int { return int(int64(a.First) - int64(b.First)) })
	ed.Rows = joined(ed.Rows)
	p.restand(s, at)
}

// joined joins ranges that touch.
func joined(rs []rowRange) []rowRange {
	out := rs[:0]
	for _, r := range rs {
		if n := len(out); n > 0 && out[n-1].First+out[n-1].N == r.First {
			out[n-1].N += r.N
			continue
		}
		out = append(out, r)
	}
	return slices.Clip(out)
}

// restand lets the edition stand that runs to the latest day, of several the one imported last,
// and gives the rows that come and go their stamps.
func (p *Part) restand(s *series, at uint32) {
	next := int32(-1)
	for i, e := range s.editions {
		if e.At == never || e.Until != forever {
			continue
		}
		if next < 0 || e.DataTo >= s.editions[next].DataTo {
			next = int32(i)
		}
	}
	now := int32(-1)
	if n := len(s.stood); n > 0 {
		now = s.stood[n-1].Edition
	}
	if next == now {
		return
	}
	var before, after []rowRange
	if now >= 0 {
		before = s.editions[now].Rows
	}
	if next >= 0 {
		after = s.editions[next].Rows
	}
	p.stamps = slices.Grow(p.stamps, rowsOf(before)+rowsOf(after)) // at once: they may be a million
	for row := range without(before, after) {
		p.endRow(row, at)
	}
	for row := range without(after, before) {
		p.beginRow(row, at)
	}
	s.stood = append(s.stood, stood{at, next})
}

func rowsOf(rs []rowRange) (n int) {
	for _, r := range rs {
		n += int(r.N)
	}
	return n
}

// without yields the rows of a that are not in b; both are in order.
func without(a, b []rowRange) func(func(uint32) bool) {
	return func(yield func(uint32) bool) {
		k := 0
		for _, r := range a {
			for row := r.First; row < r.First+r.N; row++ {
				for k < len(b) && b[k].First+b[k].N <= row {
					k++
				}
				if k < len(b) && b[k].First <= row {
					continue
				}
				if !yield(row) {
					return
				}
			}
		}
	}
}

// endRow ends the spell in which a row stands.
func (p *Part) endRow(row, at uint32) {
	b, i := p.change(row)
	if sp := p.spells[row]; len(sp) > 0 {
		last := &sp[len(sp)-1]
		p.stamps = append(p.stamps, stampUndo{row: row, spells: len(sp), last: *last})
		last.Until = at
		return
	}
	p.stamps = append(p.stamps, stampUndo{row: row, from: b.from[i], until: b.until[i], spells: -1})
	b.until[i] = at
}

// beginRow lets a row stand, for the first time or again.
func (p *Part) beginRow(row, at uint32) {
	b, i := p.change(row)
	if b.from[i] == never {
		p.stamps = append(p.stamps, stampUndo{row: row, from: never, until: 0, spells: -1})
		b.from[i], b.until[i] = at, forever
		return
	}
	sp := p.spells[row]
	p.stamps = append(p.stamps, stampUndo{row: row, spells: len(sp)})
	b.flags[i] |= respelled
	p.spells[row] = append(sp, span{at, forever})
}

// unstamp takes a change of a stamp back.
func (p *Part) unstamp(u stampUndo) {
	b, i := p.change(u.row)
	switch sp := p.spells[u.row]; {
	case u.spells < 0:
		b.from[i], b.until[i] = u.from, u.until
	case len(sp) == u.spells:
		sp[len(sp)-1] = u.last
	default:
		if p.spells[u.row] = sp[:u.spells]; u.spells == 0 {
			delete(p.spells, u.row)
			b.flags[i] &^= respelled
		}
	}
}

// standingEdition returns the edition of a series that stood at a position.
func (s *series) standingEdition(known uint32) *edition {
	for i := len(s.stood) - 1; i >= 0; i-- {
		if s.stood[i].From <= known {
			if s.stood[i].Edition < 0 {
				return nil
			}
			return s.editions[s.stood[i].Edition]
		}
	}
	return nil
}

// known lists the editions complete and not withdrawn at a position, in order of the day their
// data run to and then of import.
func (s *series) known(at uint32) []*edition {
	var out []*edition
	for _, e := range s.editions {
		if e.At <= at && at < e.Until {
			out = append(out, e)
		}
	}
	slices.SortStableFunc(out, func(a, b *edition) int { return int(a.DataTo) - int(b.DataTo) })
	return out
}
