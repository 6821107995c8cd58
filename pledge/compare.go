package pledge

import (
	"slices"

	"muster"
	"muster/standing"
)

func sortUint32(s []uint32) { slices.Sort(s) }

// print is what an edition says of a contribution, reduced to two sums: of what its entries say,
// and of the source's own conversions.
type print struct{ content, converted uint64 }

// prints returns the print of every contribution of an edition, as far as a viewer may see it; nil sees all.
func (p *Part) prints(v *standing.Viewer, e *edition) map[uint32]print {
	m := map[uint32]print{}
	if e == nil {
		return m
	}
	for _, r := range e.Rows {
		for row := r.First; row < r.First+r.N; row++ {
			b, i := p.at(row)
			if v != nil && !v.Sees(b.audience[i]) {
				continue
			}
			key := mix(uint64(b.event[i])<<32 | uint64(b.line[i]))
			x := m[b.contribution[i]]
			x.content += mix(key ^ b.content[i])
			x.converted += mix(key + uint64(b.convContent[i]))
			m[b.contribution[i]] = x
		}
	}
	return m
}

// mix scatters the bits of a number, so that sums of scattered numbers tell sets apart.
func mix(x uint64) uint64 {
	x ^= x >> 33
	x *= 0xff51afd7ed558ccd
	x ^= x >> 33
	x *= 0xc4ceb9fe1a85ec53
	return x ^ x>>33
}

// compare says what became of the contributions from one edition to the next. before may be nil:
// then all are new. Editions without the source's own identities are matched by content: new and
// gone only. What the viewer may not see is not counted.
func (p *Part) compare(v *standing.Viewer, before, after *edition) Change {
	c := Change{Comparable: after.Comparable && (before == nil || before.Comparable)}
	old, now := p.prints(v, before), p.prints(v, after)
	for k, x := range now {
		y, ok := old[k]
		switch {
		case !ok:
			c.New++
		case x == y:
			c.Same++
		case !c.Comparable:
			c.New++
			c.Gone++
		case x.content == y.content:
			c.Revalued++
		default:
			c.Changed++
		}
	}
	for k := range old {
		if _, ok := now[k]; !ok {
			c.Gone++
		}
	}
	return c
}

// EditionInfo is an edition and what it changed, for a list.
type EditionInfo struct {
	Submission
	ID     muster.ID
	At     muster.Seq // position from which it is known whole
	Stands bool       // it is the edition that counts
	Before string     // label of the edition before it by the day its data run to
	Change Change
}

// Editions lists a series' editions as a view's viewer may see them, in order of the day their data run
// to.
func (p *Part) Editions(v standing.View, id muster.SeriesID) []EditionInfo {
	s, ok := p.findSeries(id)
	if !ok {
		return nil
	}
	var out []EditionInfo
	var before *edition
	at := stampOf(v.Known)
	stands := s.standingEdition(at)
	for _, e := range s.seen(v) {
		info := EditionInfo{Submission: e.Submission, ID: e.ID, At: muster.Seq(e.At), Stands: e == stands, Change: p.compare(&v.Viewer, before, e)}
		if before != nil {
			info.Before = before.Label
		}
		out = append(out, info)
		before = e
	}
	return out
}

// KnownEditions lists a series' editions as Editions does, without working out what each changed.
func (p *Part) KnownEditions(v standing.View, id muster.SeriesID) []EditionInfo {
	s, ok := p.findSeries(id)
	if !ok {
		return nil
	}
	var out []EditionInfo
	at := stampOf(v.Known)
	stands := s.standingEdition(at)
	for _, e := range s.seen(v) {
		out = append(out, EditionInfo{Submission: e.Submission, ID: e.ID, At: muster.Seq(e.At), Stands: e == stands})
	}
	return out
}

// Series lists the series of which a view's viewer sees an edition.
func (p *Part) Series(v standing.View) []muster.SeriesID {
	var out []muster.SeriesID
	for _, s := range p.series {
		if len(s.seen(v)) > 0 {
			out = append(out, s.id)
		}
	}
	slices.Sort(out)
	return out
}

// seen are the editions known in a view that its viewer may see.
func (s *series) seen(v standing.View) []*edition {
	return slices.DeleteFunc(slices.Clone(s.known(stampOf(v.Known))), func(e *edition) bool { return !v.Shows(e.Audience) })
}

// stampOf narrows a position to the width of the stamps.
func stampOf(known muster.Seq) uint32 { return uint32(min(known, forever-1)) }

// EditionsWith lists the editions known in a view, as far as its viewer sees them, that have an entry,
// given by the position of its statement. What each changed is not worked out.
func (p *Part) EditionsWith(v standing.View, stmt muster.Seq) []EditionInfo {
	row, ok := p.rowOf(stampOf(stmt))
	if !ok {
		return nil
	}
	var out []EditionInfo
	for _, s := range p.series {
		for _, e := range s.seen(v) {
			if e.holds(row) {
				out = append(out, EditionInfo{Submission: e.Submission, ID: e.ID, At: muster.Seq(e.At)})
			}
		}
	}
	return out
}
