package board

import (
	"cmp"
	"time"

	"muster"
	"muster/item"
	"muster/matching"
	"muster/standing"
)

// Stand is how many types a requester had of a kind of thing on a day: fewer are easier to keep up.
type Stand struct {
	On        muster.Day
	InService int // types of which some were received and usable
	Families  int // to which those belong; a type without one is a family of its own
	Bound     int // types of which some were received, firm or in delivery
}

// quarters is over how many ends of quarters the types in service are counted.
const quarters = 8

// stands are the matches of a fleet over time.
type stands []stand

// stand is a match: of which item it is, and on which days it came where.
type stand struct {
	item   item.ID
	family string
	states []came
}

type came struct {
	on    muster.Day
	state string
}

// add takes in a match as far as a viewer may see how it came where it is; where it is now is known in any case.
func (s *stands) add(v standing.View, part *matching.Part, id string, of item.ID, family item.FamilyID) {
	x := stand{item: of, family: cmp.Or(string(family), "item "+string(of))}
	lived := part.Lived(v.Known, id)
	for i, l := range lived {
		switch {
		case v.Shows(l.Value.For):
			x.states = append(x.states, came{l.Value.Day, l.Value.State})
		case i == len(lived)-1:
			x.states = append(x.states, came{v.Effective, l.Value.State})
		}
	}
	*s = append(*s, x)
}

// on is where a match was on a day; empty: nowhere yet.
func (x *stand) on(d muster.Day) (state string) {
	for _, c := range x.states {
		if c.on <= d {
			state = c.state
		}
	}
	return state
}

// at counts types at the ends of the last quarters and on a day.
func (s *stands) at(today muster.Day) (all []Stand) {
	year, month, _ := today.Time().Date()
	begin := month - (month-1)%3 // of this quarter
	for i := range quarters {
		all = append(all, s.count(muster.NewDay(year, begin-time.Month(3*(quarters-1-i)), 0)))
	}
	return append(all, s.count(today))
}

func (s *stands) count(on muster.Day) Stand {
	served, bound, families := map[item.ID]bool{}, map[item.ID]bool{}, map[string]bool{}
	for i := range *s {
		x := &(*s)[i]
		state := x.on(on)
		if state == matching.Fulfilled || state == matching.ShortClosed {
			served[x.item], families[x.family] = true, true
		}
		if matching.Binds(state) {
			bound[x.item] = true
		}
	}
	return Stand{On: on, InService: len(served), Families: len(families), Bound: len(bound)}
}
