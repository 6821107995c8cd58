package pledge

import (
	"cmp"
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

// Vocabulary goes over the entries of a series that stand and that the viewer may see.
func (p *Part) Vocabulary(v standing.View, id muster.SeriesID) Vocabulary {
	var out Vocabulary
	number, ok := p.seriesNumber[id]
	if !ok {
		return out
	}
	known := stampOf(v.Known)
	events, types, parties := make([]bool, len(Events)), make([]bool, len(p.types.list)), make([]bool, len(p.parties.list))
	for k, b := range p.blocks {
		for i := range p.rows(k) {
			if b.series[i] != number || !p.stoodAt(b, i, uint32(k)*blockRows+uint32(i), known) || !v.Viewer.Sees(b.audience[i]) {
				continue
			}
			out.Entries++
			events[b.event[i]] = events[b.event[i]] || b.flags[i]&spoken != 0
			types[b.kind[i]], parties[b.party[i]] = true, true
			if b.precision[i] == uint8(muster.ExactDay) {
				d := muster.Day(b.dayFrom[i])
				if out.First == 0 && out.Last == 0 {
					out.First, out.Last = d, d
				}
				out.First, out.Last = min(out.First, d), max(out.Last, d)
			}
		}
	}
	for i, there := range events {
		if there {
			out.Measures = append(out.Measures, Events[i])
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
