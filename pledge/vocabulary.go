package pledge

import (
	"cmp"
	"fmt"
	"slices"

	"muster"
	"muster/party"
	"muster/standing"
)

// Vocabulary is what the entries of a series that stand speak of: what can be asked for.
type Vocabulary struct {
	Measures []Event // that an entry with money speaks of, in the order of the ladder
	Types    []string
	Donors   []muster.PartyID // in order of name
	First    muster.Day       // of dated entries the earliest and the last day; both 0 where none is dated
	Last     muster.Day
	Entries  int
}

// typesSeen are the types, by number, of which a viewer may see an entry counted, in whatever series and
// whether it stands or not: a word that hidden entries alone have is as if it were not there.
func (p *Part) typesSeen(v standing.View) []bool {
	seen, sees := make([]bool, len(p.types.list)), v.Viewer.Totals()
	for k, b := range p.blocks {
		s := p.summary(k)
		if s.audience[0] == s.audience[1] {
			for _, n := range s.kinds {
				seen[n] = seen[n] || sees.Sees(s.audience[0])
			}
			continue
		}
		for i := range p.rows(k) {
			seen[b.kind[i]] = seen[b.kind[i]] || sees.Sees(b.audience[i])
		}
	}
	return seen
}

// typeOf finds a type that a viewer may know of.
func (p *Part) typeOf(v standing.View, name string) (uint32, error) {
	n, ok := p.types.find(name)
	if ok && v.All {
		return n, nil
	}
	seen := p.typesSeen(v)
	if ok && seen[n] {
		return n, nil
	}
	var known []string
	for i, t := range p.types.list {
		if v.All || seen[i] {
			known = append(known, t)
		}
	}
	return 0, muster.Invalid("type", fmt.Sprintf("found %q; this record has the types %v", name, known))
}

// Vocabulary goes over the entries of a series that stand and that the viewer may see counted: over their
// blocks, where all of a block do.
func (p *Part) Vocabulary(v standing.View, id muster.SeriesID) Vocabulary {
	var out Vocabulary
	number, ok := p.seriesNumber[id]
	if !ok {
		return out
	}
	known, sees := stampOf(v.Known), v.Viewer.Totals()
	events, types, parties := uint32(0), make([]bool, len(p.types.list)), make([]bool, len(p.parties.list))
	var dated days
	for k, b := range p.blocks {
		s := p.summary(k)
		switch {
		case s.fell(number, known):
			continue
		case s.stand(number, known, sees):
			out.Entries += p.rows(k)
			events |= s.spoken
			for _, n := range s.kinds {
				types[n] = true
			}
			for _, n := range s.parties {
				parties[n] = true
			}
			dated.add(s.days)
			continue
		}
		for i := range p.rows(k) {
			if b.series[i] != number || !p.stoodAt(b, i, uint32(k)*blockRows+uint32(i), known) || !sees.Sees(b.audience[i]) {
				continue
			}
			out.Entries++
			if b.flags[i]&spoken != 0 {
				events |= 1 << b.event[i]
			}
			types[b.kind[i]], parties[b.party[i]] = true, true
			if b.precision[i] == uint8(muster.ExactDay) {
				d := muster.Day(b.dayFrom[i])
				dated.add(days{d, d, true})
			}
		}
	}
	out.First, out.Last = dated.first, dated.last
	for i, e := range Events {
		if events>>i&1 != 0 {
			out.Measures = append(out.Measures, e)
		}
	}
	for i, there := range types {
		if there {
			out.Types = append(out.Types, p.types.list[i])
		}
	}
	slices.Sort(out.Types)
	for i, there := range parties {
		if there {
			out.Donors = append(out.Donors, muster.PartyID(p.parties.list[i]))
		}
	}
	names := party.In(v)
	slices.SortFunc(out.Donors, func(a, b muster.PartyID) int {
		return cmp.Compare(names.NameOf(v.Known, a), names.NameOf(v.Known, b))
	})
	return out
}
