package plan

import "muster/item"

// Losses is by how much something is worse, by level; below 0 it is better.
type Losses [levels]item.Ratio

const levels = int(Spread) + 1

// reach is what takes reach on each level.
func reach(p *Problem, take []int64) (r Losses) {
	copy(r[:], p.Measure(take))
	return r
}

// shares is how much of each line is met, in all and with what is firm in time.
func shares(p *Problem, take []int64) (got, inTime []item.Ratio) {
	got, inTime = make([]item.Ratio, len(p.Lines)), make([]item.Ratio, len(p.Lines))
	for l := range p.Lines {
		inTime[l] = p.Lines[l].InTime
	}
	for i, n := range take {
		if n == 0 {
			continue
		}
		x := &p.Pairs[i]
		met := times(x.Each, n)
		got[x.Line] = got[x.Line].Plus(met)
		if p.Late(i) == 0 {
			inTime[x.Line] = inTime[x.Line].Plus(met)
		}
	}
	return got, inTime
}

// lost is by how much one reach is worse than another.
func lost(was, is Losses) (by Losses) {
	for l := range by {
		if by[l] = is[l].Minus(was[l]); Level(l) == Met || Level(l) == Whole {
			by[l] = was[l].Minus(is[l])
		}
	}
	return by
}

// First is the first level on which there is a difference; not ok where there is none.
func (by *Losses) First() (l Level, ok bool) {
	for l := range by {
		if by[l].Sign() != 0 {
			return Level(l), true
		}
	}
	return 0, false
}
