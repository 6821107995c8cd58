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
	lines    *standing.Register[Need]
	lives    *work.Lives
	overlaps *standing.Register[Overlap]
}

// New returns the part for an empty record.
func New() *Part {
	p := &Part{lines: standing.NewRegister[Need](), lives: work.NewLives(&Life), overlaps: standing.NewRegister[Overlap]()}
	p.Holds = standing.Holds{p.lines, p.lives, p.overlaps}
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
		p.lines.Set(m, x.About, x.read())
		p.lives.Said(m, &x.Envelope)
	case *Acted:
		p.lives.Apply(m, x)
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
	_ = p.lines.End(m, target) || p.overlaps.End(m, target)
}

// CheckEnd implements standing.Ender: acts stay done, and lines end by an act.
func (p *Part) CheckEnd(s *standing.State, target muster.Seq) error {
	if s.KindOf(target) == KindAct {
		return p.lives.CheckEnd()
	}
	return nil
}

// Get returns a line as known at a position.
func (p *Part) Get(known muster.Seq, id string) (standing.Version[Need], bool) {
	return p.lines.Get(known, id)
}

// State is where a line is by acts alone; what matches and the calendar make of it is said by those who
// know them.
func (p *Part) State(known muster.Seq, id string) (standing.Version[work.Life], bool) {
	return p.lives.Get(known, id)
}

// Count is how many there ever were, to make room for.
func (p *Part) Count() int { return p.lines.Count() }

// All yields every line as known at a position, in order of id.
func (p *Part) All(known muster.Seq) iter.Seq2[string, standing.Version[Need]] {
	return p.lines.All(known)
}

// Steps are the statements that a line's life rests on, in order: those that state and change it, and the
// acts on it.
func (p *Part) Steps(known muster.Seq, id string) []muster.ID {
	return standing.Statements(standing.Steps(p.lines, known, id), standing.Steps(p.lives.Register, known, id))
}

// Decisions yields what persons decided on pairs of lines, by pair.
func (p *Part) Decisions(known muster.Seq) iter.Seq2[string, standing.Version[Overlap]] {
	return p.overlaps.All(known)
}

// Object is a line as the rules see it.
func (x *Line) Object() access.Object {
	return access.Object{Parties: map[string]muster.PartyID{Requester: x.Requester}}
}

func texts(_ *standing.State, _ muster.Seq, v muster.Value) (said search.Said) {
	said = search.Say(v.Common())
	if x, ok := v.(*Line); ok {
		said.Add(search.Body, x.Purpose)
		said.Add(search.Aside, string(x.Item), x.Place, x.Coalition, x.List, string(x.Requester))
	}
	return said
}
