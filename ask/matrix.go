package ask

import (
	"cmp"
	"maps"
	"slices"

	"muster"
	"muster/matching"
	"muster/offer"
	"muster/requirement"
	"muster/standing"
)

// Filter says which cells of the matrix are meant; what is empty asks for all.
type Filter struct {
	Ask       string         // of this ask
	Line      string         // of this requirement
	Requester muster.PartyID // of requirements of this party
	Donor     muster.PartyID // of this donor
	Open      bool           // only of asks that are open
	Silent    bool           // only lines for which some donor has not answered
}

// Matrix is what donors answered, line by line.
type Matrix struct {
	Donors []muster.PartyID // the columns, in order
	Rows   []Row            // in order of priority, then of id
}

// Row is a requirement line and what each donor of the matrix answered for it.
type Row struct {
	Line   string
	Need   requirement.Need
	Cover  matching.Cover
	Cells  []Cell // one for each donor; Ask is empty where the donor was not asked
	Silent int    // donors who were asked and have not answered
}

// Cell is where one donor is with one line: by the ask that put it to the donor last.
type Cell struct {
	Donor    muster.PartyID
	Ask      string
	State    string // of the ask: Open, Closed
	Asked    muster.Day
	Due      muster.Day
	Answer   *Given // nil: none, or not for this viewer
	Offered  string // the state of the offer that the answer names, by acts
	Withheld bool   // there is an answer that this viewer may not see
	Silent   int    // days without an answer: until the view's day, or until the ask was closed
	Late     int    // of them days after the one by which to reply
	Refused  []Refusal
}

// Refusal is a "cannot" of the same donor for the same line in another ask.
type Refusal struct {
	Ask string
	Day muster.Day
	Why string
}

// Matrix lays out asks as line × donor, as a viewer may see them. Withdrawn asks are left out.
func (p *Part) Matrix(v standing.View, f Filter) Matrix {
	last := map[pair]Cell{}
	lines, donors := map[string]bool{}, map[muster.PartyID]bool{}
	needs := requirement.In(v)
	for id, x := range p.Visible(v) {
		life, ok := p.State(v.Known, id)
		if !ok || life.Value.State == Withdrawn || f.Ask != "" && id != f.Ask || f.Open && life.Value.State != Open {
			continue
		}
		for _, line := range x.Value.Lines {
			need, ok := needs.Shown(v, line)
			if !ok || f.Line != "" && line != f.Line || f.Requester != "" && need.Value.Requester != f.Requester {
				continue
			}
			for _, donor := range x.Value.Donors {
				if f.Donor != "" && donor != f.Donor {
					continue
				}
				lines[line], donors[donor] = true, true
				c := p.cell(v, x.Value, line, donor)
				if was, ok := last[pair{line, donor}]; !ok || was.Asked <= c.Asked {
					last[pair{line, donor}] = c
				}
			}
		}
	}
	m := Matrix{Donors: slices.Sorted(maps.Keys(donors))}
	for line := range lines {
		if r := p.row(v, line, m.Donors, last); !f.Silent || r.Silent > 0 {
			m.Rows = append(m.Rows, r)
		}
	}
	slices.SortFunc(m.Rows, func(a, b Row) int {
		return cmp.Or(cmp.Compare(a.Need.Priority, b.Need.Priority), cmp.Compare(a.Line, b.Line))
	})
	return m
}

func (p *Part) row(v standing.View, line string, donors []muster.PartyID, cells map[pair]Cell) Row {
	need, _ := requirement.In(v).Get(v.Known, line)
	r := Row{Line: line, Need: need.Value}
	r.Cover, _ = matching.In(v).Cover(v.State, v.Known, line)
	for _, donor := range donors {
		c, ok := cells[pair{line, donor}]
		if !ok {
			c = Cell{Donor: donor}
		} else if c.Answer == nil && !c.Withheld {
			r.Silent++
		}
		r.Cells = append(r.Cells, c)
	}
	return r
}

// cell says where a donor is with a line of an ask.
func (p *Part) cell(v standing.View, x Ask, line string, donor muster.PartyID) Cell {
	asked, _ := p.asked.Get(v.Known, cell(x.About, line, donor))
	life, _ := p.State(v.Known, x.About)
	c := Cell{Donor: donor, Ask: x.About, State: life.Value.State, Asked: asked.Value, Refused: p.refused(v, x.About, pair{line, donor})}
	c.Due, _ = muster.ParseDay(x.ReplyBy) // Check let only days in
	if a, ok := p.answers.Get(v.Known, cell(x.About, line, donor)); ok {
		if c.Withheld = !v.Shows(a.Value.Audience); !c.Withheld {
			c.Answer = &a.Value
			o, _ := offer.In(v).State(v.Known, a.Value.Offer)
			c.Offered = o.Value.State
		}
		return c
	}
	until := v.Effective
	if life.Value.State != Open {
		until = min(until, muster.DayOf(life.Value.Since))
	}
	c.Silent, c.Late = int(max(until-c.Asked, 0)), int(max(until-c.Due, 0))
	return c
}

// refused lists where a donor said in other asks that it cannot give a line, the latest first.
func (p *Part) refused(v standing.View, but string, k pair) (all []Refusal) {
	for _, id := range p.before[k] {
		a, ok := p.answers.Get(v.Known, cell(id, k.line, k.donor))
		if id != but && ok && a.Value.Act.Act == ActCannot && v.Shows(a.Value.Audience) {
			all = append(all, Refusal{id, a.Value.Day, a.Value.Why})
		}
	}
	slices.SortStableFunc(all, func(a, b Refusal) int { return int(b.Day - a.Day) })
	return all
}

// Silent lists the donors of an ask who have not answered for some of its lines, in the ask's order.
func (p *Part) Silent(known muster.Seq, id string) (donors []muster.PartyID) {
	x, _ := p.Get(known, id)
	for _, donor := range x.Value.Donors {
		if slices.ContainsFunc(x.Value.Lines, func(line string) bool {
			_, ok := p.answers.Get(known, cell(id, line, donor))
			return !ok
		}) {
			donors = append(donors, donor)
		}
	}
	return donors
}
