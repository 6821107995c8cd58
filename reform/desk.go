package reform

import (
	"muster"
	"muster/access"
	"muster/money"
	"muster/standing"
	"muster/work"
)

var _ work.Shelves = (*Part)(nil)

// Rules are the rules of what has no life: who says and changes it.
func (p *Part) Rules() []access.Rule {
	return []access.Rule{p.Frameworks.Rule(), p.Reforms.Rule(), p.Ratings.Rule(), p.Tallies.Rule()}
}

// executed is a step as the rules see it.
func executed(_ *standing.State, _ muster.Seq, x *Step) access.Object {
	return access.Object{Parties: map[string]muster.PartyID{Executor: x.Executor}}
}

// funded is an instalment as the rules see it: nobody's in particular.
func (p *Part) funded(_ *standing.State, _ muster.Seq, _ *Instalment) access.Object {
	return access.Object{}
}

// done keeps what an act on a step says beside where it leads.
func (p *Part) done(m standing.Moment, x *Acted) {
	switch x.Act.Act {
	case ActReport:
		p.reports.Set(m, x.About, Report{x.Evidence, x.Value, x.Adopted, x.InForce, x.By, muster.DayOf(m.Time), x.Audience})
	case ActFulfil, ActPart, ActMiss, ActFulfilLate, ActReverse:
		p.conclusions.Set(m, x.About, Conclusion{x.Act.Act, x.Rating, x.Fulfilled, x.Reversed, x.Why, x.By, x.Audience})
	case ActSuspend:
		t, _ := p.Steps.Get(m.At, x.About)
		f, _ := p.Frameworks.Get(m.At, t.Value.Framework)
		until := x.Decided
		if d, err := muster.ParseDay(x.Decided); err == nil && f.Value.Clock != nil {
			until = f.Value.Clock.Until(d).String()
		}
		p.holds.Set(m, x.About, Hold{x.Instalment, x.Decision, x.Decided, until, x.Audience})
	}
}

// paid keeps the money of an instalment.
func (p *Part) paid(m standing.Moment, x *InstalmentActed) {
	a, err := money.Parse(x.Amount)
	if err != nil {
		return // an act that moves none
	}
	now, _ := p.purses.Get(m.At, x.About)
	purse := now.Value
	purse.Moves = append(purse.Moves[:len(purse.Moves):len(purse.Moves)], Movement{x.Act.Act, x.Day, x.Decision, x.Decided, x.Step, a, m.ID, x.Audience})
	switch x.Act.Act {
	case ActDecide:
		on, _ := p.Instalments.Get(m.At, x.About)
		purse.Asked, purse.Payable, purse.Decision, purse.Decided, purse.Audience = on.Value.Stake.Total(), a, x.Decision, x.Decided, x.Audience
	case ActPay:
		purse.Paid = purse.Paid.Add(a)
	case ActRelease:
		purse.Released = purse.Released.Add(a)
	case ActReduce:
		purse.Reduced = purse.Reduced.Add(a)
	}
	p.purses.Set(m, x.About, purse)
}

// Left is how many days of a clock are left on a day, the last one not counted; below 0 it ran out.
func (h Hold) Left(on muster.Day) int {
	until, _ := muster.ParseDay(h.Until) // Check let only days in
	return int(until - on)
}

// Report is what who does a step said of it last, to who may see that.
func (p *Part) Report(v standing.View, step string) (standing.Version[Report], bool) {
	x, ok := p.reports.Get(v.Known, step)
	return x, ok && v.Shows(x.Value.Audience)
}

// Conclusion is what was concluded of a step last, to who may see that.
func (p *Part) Conclusion(v standing.View, step string) (standing.Version[Conclusion], bool) {
	x, ok := p.conclusions.Get(v.Known, step)
	return x, ok && v.Shows(x.Value.Audience)
}

// Fulfilled is the day on which a step is accepted to have been fulfilled, to who may see who said so; empty: it is
// not fulfilled now, whatever was concluded before it was assessed again.
func (p *Part) Fulfilled(v standing.View, th *work.Thing) string {
	if th.State != Fulfilled && th.State != FulfilledLate {
		return ""
	}
	if c, ok := p.Conclusion(v, th.About); ok {
		return c.Value.Fulfilled
	}
	return ""
}

// Hold is the clock of a step whose money is or was held back, to who may see that. It runs while the step is
// suspended.
func (p *Part) Hold(v standing.View, step string) (Hold, bool) {
	x, ok := p.holds.Get(v.Known, step)
	return x.Value, ok && v.Shows(x.Value.Audience)
}

// Purse is the money of an instalment, with the movements that a viewer may see; withheld says that there is
// more.
func (p *Part) Purse(v standing.View, x *Instalment) (purse Purse, withheld bool) {
	now, ok := p.purses.Get(v.Known, x.About)
	if !ok {
		return Purse{Asked: x.Stake.Total()}, false
	}
	sum := Purse{Asked: now.Value.Asked}
	for _, m := range now.Value.Moves {
		if !v.Shows(m.Audience) {
			withheld = true
			continue
		}
		sum.Moves = append(sum.Moves, m)
		switch m.Act {
		case ActDecide:
			sum.Payable, sum.Decision, sum.Decided = m.Amount, m.Decision, m.Decided
		case ActPay:
			sum.Paid = sum.Paid.Add(m.Amount)
		case ActRelease:
			sum.Released = sum.Released.Add(m.Amount)
		case ActReduce:
			sum.Reduced = sum.Reduced.Add(m.Amount)
		}
	}
	return sum, withheld
}

// ratingOf is a rating that stands, by the statement that made it.
func (p *Part) ratingOf(known muster.Seq, id muster.ID) (Rating, bool) {
	for _, r := range p.Ratings.All(known) {
		if r.ID == id {
			return r.Value, true
		}
	}
	return Rating{}, false
}

// RatingsOf are the ratings of a step that a viewer may see, by what they are about.
func (p *Part) RatingsOf(v standing.View) map[string][]standing.Version[Rating] {
	all := map[string][]standing.Version[Rating]{}
	for _, r := range p.Ratings.Visible(v) {
		if r.Value.Step != "" {
			all[r.Value.Step] = append(all[r.Value.Step], r)
		}
	}
	return all
}

// tellStep adds what a desk shows of a step: what the calendar makes of it.
func (p *Part) tellStep(v standing.View) func(*work.Thing, Step) {
	return func(th *work.Thing, x Step) {
		th.Title, th.Texts = x.Title.In("en"), x.Title
		due, err := muster.ParseDay(x.Due)
		if err == nil {
			th.Days[fieldDue] = due
		}
		switch {
		case th.State == Suspended:
			h, ok := p.Hold(v, x.About)
			if !ok {
				break // that money is held may be known, and not until when
			}
			th.Days[fieldClock], _ = muster.ParseDay(h.Until) // Check let only days in
			if h.Left(v.Effective) < 0 {
				th.State = Lapsed
			}
		case (th.State == Planned || th.State == InProgress) && err == nil && due < v.Effective:
			th.State = Overdue
		}
	}
}

// tellInstalment adds what a desk shows of an instalment: what its money makes of it.
func (p *Part) tellInstalment(v standing.View) func(*work.Thing, Instalment) {
	return func(th *work.Thing, x Instalment) {
		th.Title, th.Texts = x.Title.In("en"), x.Title
		if th.State != Paid {
			return
		}
		switch purse, withheld := p.Purse(v, &x); {
		case withheld: // what became of the rest would tell what is not for the viewer
		case purse.Held().Sign() > 0 || purse.Paid.Cmp(purse.Payable) < 0:
			th.State = PaidInPart
		case purse.Reduced.Sign() > 0:
			th.State = Reduced
		case purse.Released.Sign() > 0:
			th.State = Released
		}
	}
}
