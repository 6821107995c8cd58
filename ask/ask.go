// Package ask puts requirement lines to donors who were chosen for them, with a day by which to reply,
// and keeps what each donor answered for each line. Who is silent, and since when, follows.
package ask

import (
	"slices"

	"muster"
	"muster/access"
	"muster/requirement"
	"muster/search"
	"muster/standing"
	"muster/work"
)

// The kinds of statement of this part.
const (
	KindAsk    = "ask.ask/1"
	KindAct    = "ask.act/1"
	KindAnswer = "ask.answer/1"
)

// Ask is the statement ask.ask/1. About is its id, "a-0031".
type Ask struct {
	muster.Envelope
	Lines   []string         `json:"lines" say:"the requirements that are put to the donors, each once"`
	Donors  []muster.PartyID `json:"donors" say:"the parties that are asked, each once"`
	ReplyBy string           `json:"reply_by" say:"the last day on which an answer is in time, as in 2027-01-15"`
	Note    string           `json:"note,omitempty" say:"what the donors should know, in words"`
}

// Acted is the statement ask.act/1: it closes or withdraws an ask.
type Acted struct{ work.Act }

// Answer is the statement ask.answer/1: about an ask, what one donor answers for one of its lines. A later
// answer for the line takes the place of an earlier one.
type Answer struct {
	work.Act
	Line     string         `json:"line" say:"the requirement that is answered for, one of the ask"`
	Donor    muster.PartyID `json:"donor" say:"the donor that answers, one of those asked"`
	Offer    string         `json:"offer,omitempty" say:"offer and part: the offer that was stated for it"`
	Quantity string         `json:"quantity,omitempty" say:"part: how much of the line it is for, in the line's unit"`
	From     string         `json:"from,omitempty" say:"later: the first day on which it could be given"`
}

// Given is an answer as it stands.
type Given struct {
	Answer
	Day muster.Day // on which it was recorded
}

// Part holds the asks and their answers. It is a standing.Part and a work.Desk.
type Part struct {
	standing.Holds
	*work.Objects[Ask]
	asked   *standing.Register[muster.Day] // by cell: when the donor was first asked for the line in this ask
	answers *standing.Register[Given]      // by cell
	// Cells ever asked, by line and donor, so that earlier refusals are found; what stands is looked up again.
	// What was entered may stay when statements are taken back.
	before map[pair][]string
}

// pair is a line and a donor.
type pair struct {
	line  string
	donor muster.PartyID
}

// cell is the key of one donor's answer for one line of one ask.
func cell(ask, line string, donor muster.PartyID) string {
	return ask + "+" + line + "+" + string(donor)
}

// New returns the part for an empty record.
func New() *Part {
	p := &Part{
		Objects: work.NewObjects(work.Of[Ask]{
			Life: &Life, Like: "a-0031", Audience: func(x Ask) muster.Audience { return x.Audience },
			Object: func(s *standing.State, known muster.Seq, x Ask) access.Object {
				return standing.Find[*requirement.Part](s).Asking(known, slices.Values(x.Lines))
			},
		}),
		asked: standing.NewRegister[muster.Day](), answers: standing.NewRegister[Given](), before: map[pair][]string{},
	}
	p.Holds = p.Kept(p.asked, p.answers)
	return p
}

// In finds the part in a view's state.
func In(v standing.View) *Part { return standing.Find[*Part](v.State) }

// Name implements standing.Part.
func (*Part) Name() string { return "ask" }

// Kinds implements standing.Part.
func (*Part) Kinds() []standing.Kind {
	return []standing.Kind{
		{Name: KindAsk, New: func() muster.Value { return new(Ask) }, By: access.Speakers, Words: "puts requirements to donors", Texts: texts},
		{Name: KindAct, Called: "ask-act", New: func() muster.Value { return new(Acted) }, By: access.Speakers, Words: "closes or withdraws an ask", Texts: texts},
		{Name: KindAnswer, New: func() muster.Value { return new(Answer) }, By: access.Speakers, Words: "answers for a line of an ask", Texts: texts},
	}
}

// Apply implements standing.Part.
func (p *Part) Apply(m standing.Moment, v muster.Value) {
	switch x := v.(type) {
	case *Ask:
		p.Say(m, &x.Envelope, *x)
		for _, line := range x.Lines {
			for _, donor := range x.Donors {
				k := cell(x.About, line, donor)
				if _, ok := p.asked.Get(m.At, k); !ok {
					p.asked.Set(m, k, muster.DayOf(m.Time))
				}
			}
		}
		p.enter(x)
	case *Acted:
		p.Do(m, x)
	case *Answer:
		// The life stays as it is: what one donor answers is no news about the ask to another, who may act
		// on it meanwhile.
		p.answers.Set(m, cell(x.About, x.Line, x.Donor), Given{*x, muster.DayOf(m.Time)})
	}
}

func (p *Part) enter(x *Ask) {
	for _, line := range x.Lines {
		for _, donor := range x.Donors {
			k := pair{line, donor}
			if !slices.Contains(p.before[k], x.About) {
				p.before[k] = append(p.before[k], x.About)
			}
		}
	}
}

// End implements standing.Part.
func (p *Part) End(m standing.Moment, target muster.Seq) { p.Over(m, target) }

// CheckEnd implements standing.Ender: acts and answers stay said, and asks end by an act.
func (p *Part) CheckEnd(s *standing.State, target muster.Seq) error {
	if k := s.KindOf(target); k == KindAct || k == KindAnswer {
		return p.Final()
	}
	return nil
}

// Load implements standing.Part.
func (p *Part) Load(r *standing.SnapshotReader) {
	p.Holds.Load(r)
	for _, v := range p.Ever() {
		p.enter(&v.Value)
	}
}

// Answer returns what a donor answered last for a line of an ask.
func (p *Part) Answer(known muster.Seq, id, line string, donor muster.PartyID) (standing.Version[Given], bool) {
	return p.answers.Get(known, cell(id, line, donor))
}

// Steps are the statements that an ask's life rests on, in order: those that state and change it, the acts on
// it and every answer.
func (p *Part) Steps(known muster.Seq, id string) []muster.ID {
	var of [][]standing.Step
	cells := map[string]bool{}
	for key, x := range p.Ever() {
		if key != id {
			continue
		}
		for _, line := range x.Value.Lines {
			for _, donor := range x.Value.Donors {
				if k := cell(id, line, donor); !cells[k] {
					cells[k] = true
					of = append(of, standing.Steps(p.answers, known, k))
				}
			}
		}
	}
	return p.Objects.Steps(known, id, of...)
}

func texts(_ *standing.State, _ muster.Seq, v muster.Value) (said search.Said) {
	said = search.Say(v.Common())
	switch x := v.(type) {
	case *Ask:
		said.Add(search.Body, x.Note)
		said.Add(search.Aside, x.Lines...)
		for _, d := range x.Donors {
			said.Add(search.Aside, string(d))
		}
	case *Answer:
		said.Add(search.Aside, x.Line, string(x.Donor), x.Offer)
	}
	return said
}
