// Package requirement keeps what a recipient needs: lines with quantity, priority and the day they are
// needed by, their validation, and needs that two lists state twice.
//
// How much of a line is covered is known to the matches, which stand above this part.
package requirement

import (
	"iter"

	"muster"
	"muster/access"
	"muster/item"
	"muster/money"
	"muster/search"
	"muster/standing"
	"muster/work"
)

// The kinds of statement of this part.
const (
	KindLine    = "requirement.line/1"
	KindAct     = "requirement.act/1"
	KindOverlap = "requirement.overlap/1"
)

// Line is the statement requirement.line/1. About is its id, "r-0417". Stating it again with replaces
// changes it; what was matched before keeps the version it was matched with.
type Line struct {
	muster.Envelope
	Requester   muster.PartyID `json:"requester" say:"the party that needs it"`
	Item        item.ID        `json:"item" say:"what is needed: an item of the catalogue"`
	Quantity    string         `json:"quantity" say:"how much, a decimal above 0"`
	Unit        item.UnitID    `json:"unit" say:"the unit of the quantity and of the minimum lot"`
	Priority    int            `json:"priority" say:"1, the most urgent, to 5"`
	NeededBy    string         `json:"needed_by" say:"the last day on which it is of full use, as in 2027-03-01"`
	Substitutes []item.ID      `json:"substitutes,omitempty" say:"items accepted in its place"`
	MinLot      string         `json:"min_lot,omitempty" say:"the smallest quantity that is of use, in the unit"`
	Place       string         `json:"place,omitempty" say:"where, coarse: a region, never a position"`
	Coalition   string         `json:"coalition,omitempty" say:"the capability coalition that it belongs to"`
	Purpose     string         `json:"purpose,omitempty" say:"what it is for, in words"`
	Links       []string       `json:"links,omitempty" say:"requirements that are of use only together with it"`
	List        string         `json:"list,omitempty" say:"the list that it came with, so that a need stated in two lists is seen"`
}

// Acted is the statement requirement.act/1: about a line.
type Acted struct {
	work.Act
	Successor string `json:"successor,omitempty" say:"supersede: the line that takes its place"`
}

// Overlap is the statement requirement.overlap/1: a person's decision on two lines that may state one
// need. About is both ids in order, joined with a plus, "r-0417+r-1200".
type Overlap struct {
	muster.Envelope
	Verdict work.Verdict `json:"verdict" say:"same, part or different"`
	Keep    string       `json:"keep,omitempty" say:"the line that stays, where the verdict is same"`
}

// Need is a line with its numbers read.
type Need struct {
	Line
	Quantity money.Amount
	MinLot   money.Amount // 0: any quantity is of use
	NeededBy muster.Day
}

// Part holds the lines. It is a standing.Part.
type Part struct {
	standing.Holds
	*work.Objects[Need]
	overlaps *work.Stated[Overlap]
}

// New returns the part for an empty record.
func New() *Part {
	p := &Part{
		Objects: work.NewObjects(work.Of[Need]{
			Life: &Life, Like: "r-0417", Audience: func(n Need) muster.Audience { return n.Audience },
			Object: func(_ *standing.State, _ muster.Seq, n Need) access.Object { return n.Object() },
		}),
		overlaps: work.NewStated("decision about", func(x Overlap) muster.Audience { return x.Audience }),
	}
	p.Holds = p.Kept(p.overlaps)
	return p
}

// In finds the part in a view's state.
func In(v standing.View) *Part { return standing.Find[*Part](v.State) }

// Name implements standing.Part.
func (*Part) Name() string { return "requirement" }

// Kinds implements standing.Part.
func (*Part) Kinds() []standing.Kind {
	return []standing.Kind{
		{Name: KindLine, Called: "requirement", New: func() muster.Value { return new(Line) }, By: access.Speakers, Words: "states a requirement", Texts: texts},
		{Name: KindAct, Called: "requirement-act", New: func() muster.Value { return new(Acted) }, By: access.Speakers, Words: "acts on a requirement", Texts: texts},
		{Name: KindOverlap, Called: "requirement-overlap", New: func() muster.Value { return new(Overlap) }, By: access.Speakers, Words: "decides whether two requirements state one need", Texts: texts},
	}
}

// Apply implements standing.Part.
func (p *Part) Apply(m standing.Moment, v muster.Value) {
	switch x := v.(type) {
	case *Line:
		p.Say(m, &x.Envelope, x.read())
	case *Acted:
		p.Do(m, x)
	case *Overlap:
		p.overlaps.Set(m, x.About, *x)
	}
}

// read reads a line's numbers, which Check let in.
func (x *Line) read() Need {
	n := Need{Line: *x}
	n.Quantity, _ = money.Parse(x.Quantity)
	n.MinLot, _ = money.Parse(x.MinLot)
	n.NeededBy, _ = muster.ParseDay(x.NeededBy)
	return n
}

// End implements standing.Part.
func (p *Part) End(m standing.Moment, target muster.Seq) {
	_ = p.Over(m, target) || p.overlaps.End(m, target)
}

// CheckEnd implements standing.Ender: acts stay done, and lines end by an act.
func (p *Part) CheckEnd(s *standing.State, target muster.Seq) error {
	if s.KindOf(target) == KindAct {
		return p.Final()
	}
	return nil
}

// Decisions yields what persons decided on pairs, as far as a viewer may see it, by pair.
func (p *Part) Decisions(v standing.View) iter.Seq2[string, standing.Version[Overlap]] {
	return p.overlaps.Visible(v)
}

// Object is a line as the rules see it.
func (x *Line) Object() access.Object {
	return access.Object{Parties: map[string]muster.PartyID{Requester: x.Requester}}
}

// Asking is what is asked for several requirements together as the rules see it: its requester is that of
// all of them, where they have one. An empty id asks for none.
func (p *Part) Asking(known muster.Seq, ids iter.Seq[string]) access.Object {
	o := access.Object{Parties: map[string]muster.PartyID{}}
	var one Need
	for id := range ids {
		if id == "" {
			continue
		}
		need, ok := p.Get(known, id)
		if !ok || one.Requester != "" && one.Requester != need.Value.Requester {
			return o
		}
		if one.Requester == "" || need.Value.Audience == muster.Public {
			one = need.Value
		}
	}
	if one.Requester != "" {
		o.Parties[Requester] = one.Requester
		o.Said = map[string]muster.Audience{Requester: one.Audience}
	}
	return o
}

func texts(_ *standing.State, _ muster.Seq, v muster.Value) (said search.Said) {
	said = search.Say(v.Common())
	if x, ok := v.(*Line); ok {
		said.Add(search.Body, x.Purpose)
		said.Add(search.Aside, string(x.Item), x.Place, x.Coalition, x.List, string(x.Requester))
	}
	return said
}
