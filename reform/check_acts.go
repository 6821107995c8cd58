package reform

import (
	"fmt"
	"slices"

	"muster"
	"muster/access"
	"muster/money"
	"muster/standing"
	"muster/work"
)

// titles joins what evidence is called, as Move.Exactly asks for it.
func titles(all []Piece) (text string) {
	for _, x := range all {
		text += x.Title
	}
	return text
}

func (p *Part) checkAct(s *standing.State, x *Acted, on *Step, m work.Move) error {
	w := faultsOf(s, &x.Envelope)
	if x.Act.Act != ActReport {
		w.Add(m.Exactly("value", x.Value, "adopted", x.Adopted, "in_force", x.InForce))
	}
	w.Add(m.Exactly(fieldEvidence, titles(x.Evidence), fieldRating, string(x.Rating), fieldFulfilled, x.Fulfilled, fieldInstalment, x.Instalment, fieldDecision, x.Decision, fieldDecided, x.Decided, fieldReversed, x.Reversed))
	w.Add(work.NoWider(&x.Envelope, on.Audience, "the step"))
	f, _ := p.Frameworks.Get(s.Known(), on.Framework)
	if access.Of(&x.Envelope).Role == access.Assessor {
		w.Add(f.Value.assesses(&x.Envelope), p.workedOn(s, &x.Envelope, x.About))
	}
	if err := w.Err(); err != nil {
		return err
	}
	switch x.Act.Act {
	case ActReport:
		w.reported(x, on)
	case ActFulfil, ActPart, ActMiss, ActFulfilLate:
		p.checkConclusion(w, x, on, &f.Value, m)
	case ActSuspend:
		p.checkSuspended(w, x, &f.Value)
	case ActReverse:
		w.past(fieldReversed, x.Reversed)
		if last, ok := p.conclusions.Get(s.Known(), x.About); ok && x.Reversed < last.Value.Fulfilled {
			w.Found(fieldReversed, x.Reversed, "a day not before it was fulfilled, "+w.told(last.Value.Fulfilled, last.Value.Audience))
		}
	}
	return w.Err()
}

// told is a day of a statement that is for an audience, as who speaks is told it.
func (w *faults) told(day string, of muster.Audience) string {
	if !w.h.Sees(of) {
		return "which is not yours to see"
	}
	return day
}

// workedOn refuses an assessor who began or reported the step, whoever does it now.
func (p *Part) workedOn(s *standing.State, e *muster.Envelope, step string) error {
	if !p.worked(s.Known(), step, e.By) {
		return nil
	}
	return muster.Denied(fmt.Sprintf("%s may not assess the step %s: who worked on the step does not judge it", access.Of(e).Words(), step))
}

// worked reports whether a party acted as the executor of a step.
func (p *Part) worked(known muster.Seq, step string, party muster.PartyID) bool {
	return slices.ContainsFunc(p.Steps.Lived(known, step), func(l standing.Version[work.Life]) bool {
		return l.Value.By == access.Principal{Role: access.Executor, Party: party}.String()
	})
}

// reported checks what who does a step says of it. It is theirs to say, and leads nowhere but to who assesses it.
func (w *faults) reported(x *Acted, on *Step) {
	w.pieces(fieldEvidence, x.Evidence)
	switch {
	case on.Measured == Quantitative && x.Value == "":
		w.Found("value", "", "the value reached, in "+on.Unit)
	case on.Measured != Quantitative && x.Value != "":
		w.Found("value", x.Value, "nothing; a qualitative step has none")
	case x.Value != "":
		w.number("value", x.Value)
	}
	w.law(x.Adopted, x.InForce)
}

// law checks the days of a law: it is adopted before it is in force, which may be a day to come.
func (w *faults) law(adopted, inForce string) {
	if adopted != "" {
		w.past("adopted", adopted)
	}
	if inForce == "" {
		return
	}
	if _, ok := w.Day("in_force", inForce); ok && (adopted == "" || inForce < adopted) {
		w.Found("in_force", inForce, "a day not before the one on which the law was adopted, which adopted says")
	}
}

// checkConclusion refuses a conclusion that does not follow from a rating by the speaker: of this step, on the
// framework's scale, in a word that means what the act says.
func (p *Part) checkConclusion(w *faults, x *Acted, on *Step, f *Framework, m work.Move) {
	r, ok := p.ratingOf(w.s.Known(), x.Rating)
	if !ok || p.Ratings.Hides(w.h, w.s.Known(), r.About) || r.Step != x.About {
		w.Found(fieldRating, string(x.Rating), "the statement of a rating of this step that stands")
		return
	}
	if r.By != x.By {
		w.Add(muster.Denied(fmt.Sprintf("%s may not conclude from a rating by %s: who rates a step concludes", access.Of(&x.Envelope).Words(), r.By)))
	}
	want := m.To
	if want == FulfilledLate {
		want = Fulfilled
	}
	scale, _ := f.Scale(r.Scale)
	if d, _ := scale.Degree(r.Value); d.Means != want {
		w.Found(fieldRating, string(x.Rating), fmt.Sprintf("a rating that means %s; it says %s", want, d.Title.In("en")))
	}
	if want != Fulfilled {
		return
	}
	w.past(fieldFulfilled, x.Fulfilled)
	w.fulfils(x, on, &r)
	if back, ok := p.reversed(w.s.Known(), x.About); ok {
		switch day := w.told(back.Reversed, back.Audience); {
		case x.Fulfilled <= back.Reversed:
			w.Found(fieldFulfilled, x.Fulfilled, "a day after it was fulfilled no longer, "+day)
		case r.Assessed < back.Reversed:
			w.Found(fieldRating, string(x.Rating), "a rating made since it was fulfilled no longer, "+day)
		}
	}
	if h, ok := p.holds.Get(w.s.Known(), x.About); ok && m.To == FulfilledLate && x.Fulfilled > h.Value.Until {
		w.Add(muster.Conflict(fieldFulfilled, fmt.Sprintf("found %s; %s, and what was fulfilled later has lapsed", x.Fulfilled, h.Value.told(w.h))))
	}
}

// reversed is the conclusion that a step is fulfilled no longer, the last one, whatever was found since.
func (p *Part) reversed(known muster.Seq, step string) (back Conclusion, ok bool) {
	for _, c := range p.conclusions.Versions(known, step) {
		if c.Value.Reversed != "" {
			back, ok = c.Value, true
		}
	}
	return back, ok
}

// fulfils refuses a rating that does not find all that the wording asks for as it is now, and a day on which that
// was not so yet. A rating may be by an older wording, which did not ask.
func (w *faults) fulfils(x *Acted, on *Step, r *Rating) {
	const older = "; it is by an older wording, which did not ask"
	switch {
	case on.Law == LawInForce && r.InForce == "":
		w.Found(fieldRating, string(x.Rating), "a rating that says from when the law is in force"+older)
	case on.Law == LawInForce && r.InForce > x.Fulfilled:
		w.Found(fieldFulfilled, x.Fulfilled, "a day not before the law is in force, "+r.InForce)
	case on.Law == LawAdopted && r.Adopted == "":
		w.Found(fieldRating, string(x.Rating), "a rating that says when the law was adopted"+older)
	case on.Law == LawAdopted && r.Adopted > x.Fulfilled:
		w.Found(fieldFulfilled, x.Fulfilled, "a day not before the law was adopted, "+r.Adopted)
	}
	for _, e := range on.Elements {
		if !slices.ContainsFunc(r.Findings, func(f Finding) bool { return f.Element == e.Key && f.Found == Met }) {
			w.Found(fieldRating, string(x.Rating), fmt.Sprintf("a rating that finds the element %s met%s", e.Key, older))
		}
	}
}

// told is how long a clock ran, to who may see the act that started it.
func (h *Hold) told(to *standing.Hearer) string {
	if !to.Sees(h.Audience) {
		return "the clock ran out on a day that is not yours to see"
	}
	return fmt.Sprintf("the clock that started with %s of %s ran until %s", h.Decision, h.Decided, h.Until)
}

func (p *Part) checkSuspended(w *faults, x *Acted, f *Framework) {
	if f.Clock == nil {
		w.Add(muster.Conflict("act", f.About+" has no clock: it holds no money back for a while"))
	}
	w.past(fieldDecided, x.Decided)
	in, ok := p.Instalments.Get(w.s.Known(), x.Instalment)
	if !ok || p.Instalments.Hides(w.h, w.s.Known(), x.Instalment) || !slices.Contains(in.Value.Steps, x.About) {
		w.Found(fieldInstalment, x.Instalment, "the id of an instalment that is paid for this step")
		return
	}
	purse, _ := p.purses.Get(w.s.Known(), x.Instalment)
	switch d := purse.Value; {
	case d.Decided == "":
		w.Add(muster.Conflict(fieldInstalment, p.Instalments.Is(w.h, w.s.Known(), x.Instalment)+"; money is held back once it is decided on"))
	case (d.Decided != x.Decided || d.Decision != x.Decision) && !w.h.Sees(d.Audience):
		w.Found(fieldDecided, x.Decided, "the decision on the instalment, which is not yours to see, and its day")
	case d.Decided != x.Decided || d.Decision != x.Decision:
		w.Found(fieldDecided, x.Decided, fmt.Sprintf("the decision on the instalment and its day, %s of %s", d.Decision, d.Decided))
	}
}

func (p *Part) checkInstalmentAct(s *standing.State, x *InstalmentActed, on *Instalment, m work.Move) error {
	w := faultsOf(s, &x.Envelope)
	w.Add(m.Exactly(fieldDay, x.Day, fieldDecision, x.Decision, fieldDecided, x.Decided, fieldAmount, x.Amount, fieldStep, x.Step))
	w.Add(work.NoWider(&x.Envelope, on.Audience, "the instalment"))
	f, _ := p.Frameworks.Get(s.Known(), on.Framework)
	if access.Of(&x.Envelope).Role == access.Assessor {
		w.Add(f.Value.assesses(&x.Envelope))
		if x.Act.Act != ActPay {
			w.Add(p.apart(w, x, on))
		}
	}
	if err := w.Err(); err != nil {
		return err
	}
	for _, d := range [][2]string{{fieldDay, x.Day}, {fieldDecided, x.Decided}} {
		if d[1] != "" {
			w.past(d[0], d[1])
		}
	}
	if x.Amount == "" {
		return w.Err()
	}
	if none, err := money.Parse(x.Amount); x.Act.Act == ActDecide && err == nil && none.Sign() == 0 {
		return w.Err() // nothing is paid: all of it is held
	}
	a := w.amount(fieldAmount, x.Amount)
	purse, _ := p.purses.Get(s.Known(), x.About)
	w.inOrder(x, &purse.Value)
	purse.Value.Asked = on.Stake.Total()
	left, of := purse.Value.left(x.Act.Act)
	switch hidden := slices.ContainsFunc(purse.Value.Moves, func(m Movement) bool { return !w.h.Sees(m.Audience) }); {
	case a.Cmp(left) <= 0:
	case hidden:
		w.Found(fieldAmount, x.Amount, "what is left of what is "+of+", of which not all is yours to see")
	default:
		w.Found(fieldAmount, x.Amount, fmt.Sprintf("what is left of what is %s, %s %s, or less", of, left, on.Stake.Currency))
	}
	if x.Step != "" {
		p.checkFor(w, x, on)
	}
	return w.Err()
}

// inOrder refuses money that is paid before the decision by which it is, and a decision on what was held from before
// it was.
func (w *faults) inOrder(x *InstalmentActed, purse *Purse) {
	held := w.told(purse.Decided, purse.Audience)
	switch {
	case x.Act.Act == ActPay && x.Day < purse.Decided:
		w.Found(fieldDay, x.Day, "a day not before the decision, "+held)
	case x.Act.Act == ActRelease && x.Day < x.Decided:
		w.Found(fieldDay, x.Day, "a day not before the decision, "+x.Decided)
	}
	if (x.Act.Act == ActRelease || x.Act.Act == ActReduce) && x.Decided < purse.Decided {
		w.Found(fieldDecided, x.Decided, "a day not before the decision that held it, "+held)
	}
}

// apart refuses an assessor who does a step of an instalment, or did.
func (p *Part) apart(w *faults, x *InstalmentActed, on *Instalment) error {
	for _, id := range slices.Concat(on.Steps, on.Preconditions) {
		if t, ok := p.Steps.Get(w.s.Known(), id); ok && (t.Value.Executor == x.By || p.worked(w.s.Known(), id, x.By)) {
			return muster.Denied(fmt.Sprintf("%s may not do instalment.%s: who does a step of it does not judge its own", access.Of(&x.Envelope).Words(), x.Act.Act))
		}
	}
	return nil
}

// checkFor refuses to release money for a step that was not fulfilled, and to reduce it for one whose clock runs.
func (p *Part) checkFor(w *faults, x *InstalmentActed, on *Instalment) {
	if _, ok := p.step(w, fieldStep, x.Step); !ok {
		return
	}
	if !slices.Contains(on.Steps, x.Step) {
		w.Found(fieldStep, x.Step, "a step of this instalment")
		return
	}
	at, _ := p.Steps.State(w.s.Known(), x.Step)
	hold, held := p.holds.Get(w.s.Known(), x.Step)
	switch today := muster.DayOf(w.s.Now()); {
	case x.Act.Act == ActRelease && at.Value.State != FulfilledLate:
		w.Add(muster.Conflict(fieldStep, p.Steps.Is(w.h, w.s.Known(), x.Step)+"; money is released for a step that was fulfilled late"))
	case held && hold.Value.Instalment != x.About:
		w.Add(muster.Conflict(fieldStep, fmt.Sprintf("%s holds no money for %s", x.About, x.Step)))
	case x.Act.Act != ActReduce:
	case at.Value.State != Suspended:
		w.Add(muster.Conflict(fieldStep, p.Steps.Is(w.h, w.s.Known(), x.Step)+"; an instalment is reduced for a step that lapsed"))
	case held && hold.Value.Left(today) >= 0 && !w.h.Sees(hold.Value.Audience):
		w.Add(muster.Conflict(fieldStep, "the clock of "+x.Step+" runs until a day that is not yours to see"))
	case held && hold.Value.Left(today) >= 0:
		w.Add(muster.Conflict(fieldStep, fmt.Sprintf("the clock of %s runs until %s, and %d days are left", x.Step, hold.Value.Until, hold.Value.Left(today))))
	}
}

// Purse is the money of an instalment: what was asked, what a decision lets be paid, and what became of it.
type Purse struct {
	Asked    money.Amount // all that hangs on it
	Payable  money.Amount // by the decision
	Paid     money.Amount // of that
	Released money.Amount // of what was held, later
	Reduced  money.Amount // of what was held: not paid
	Decision string
	Decided  string // the day of the decision
	Audience muster.Audience
	Moves    []Movement
}

// Movement is money that moved, or that a decision moved.
type Movement struct {
	Act, Day, Decision, Decided, Step string
	Amount                            money.Amount
	Statement                         muster.ID
	Audience                          muster.Audience
}

// Held is what is held back: neither payable, nor paid later, nor given up.
func (p Purse) Held() money.Amount {
	if p.Decided == "" {
		return money.Amount{}
	}
	return p.Asked.Sub(p.Payable).Sub(p.Released).Sub(p.Reduced)
}

// left is how much an act may be of, and what that is.
func (p Purse) left(act string) (money.Amount, string) {
	switch act {
	case ActDecide:
		return p.Asked, "asked for"
	case ActPay:
		return p.Payable.Sub(p.Paid), "decided and not paid"
	}
	return p.Held(), "held"
}
