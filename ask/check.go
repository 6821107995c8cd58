package ask

import (
	"fmt"
	"slices"
	"strings"

	"muster"
	"muster/access"
	"muster/item"
	"muster/money"
	"muster/offer"
	"muster/party"
	"muster/requirement"
	"muster/standing"
)

// Check implements standing.Part.
func (p *Part) Check(s *standing.State, v muster.Value) error {
	switch x := v.(type) {
	case *Ask:
		return p.checkAsk(s, x)
	case *Acted:
		return p.Told(s, &x.Envelope, x.About, p.checkAct(s, x))
	case *Answer:
		return p.Told(s, &x.Envelope, x.About, p.checkAnswer(s, x))
	}
	return nil
}

// faults are what is wrong with a statement of this part, as who said it is told.
type faults struct {
	muster.Faults
	h *standing.Hearer
}

func (p *Part) checkAsk(s *standing.State, x *Ask) error {
	was, err := p.CheckSay(s, &x.Envelope, *x)
	if was == nil {
		was = &Ask{}
	}
	w := faults{Faults: muster.Faults{err}, h: s.Hearer(&x.Envelope)}
	w.lines(s.Known(), standing.Find[*requirement.Part](s), x.Lines, was.Lines)
	w.donors(s, x)
	day, ok := w.Day("reply_by", x.ReplyBy)
	if today := muster.DayOf(s.Now()); ok && day < today && x.ReplyBy != was.ReplyBy {
		w.Found("reply_by", x.ReplyBy, "a day from today, "+today.String()+", on")
	}
	return w.Err()
}

// lines refuses to ask for what is not open, save what was asked for before.
func (w *faults) lines(known muster.Seq, needs *requirement.Part, lines, before []string) {
	if len(lines) == 0 {
		w.Found("lines", "", "the id of one requirement or more")
	}
	for i, id := range lines {
		field := fmt.Sprintf("lines[%d]", i)
		life, ok := needs.State(known, id)
		shut := life.Value.State != requirement.Open && !slices.Contains(before, id)
		switch {
		case !ok || shut && needs.Hides(w.h, known, id):
			w.Found(field, id, "the id of a requirement of this record")
		case slices.Contains(lines[:i], id):
			w.Found(field, id, "each requirement once")
		case shut:
			w.Add(muster.Conflict(field, needs.Is(w.h, known, id)+"; only an open one is put to donors"))
		}
	}
}

func (w *faults) donors(s *standing.State, x *Ask) {
	if len(x.Donors) == 0 {
		w.Found("donors", "", "one party or more")
	}
	for i, id := range x.Donors {
		field := fmt.Sprintf("donors[%d]", i)
		if _, ok := standing.Find[*party.Part](s).Get(s.Known(), id); !ok {
			w.Found(field, string(id), "a party of this record")
		} else if slices.Contains(x.Donors[:i], id) {
			w.Found(field, string(id), "each party once")
		}
	}
}

func (p *Part) checkAct(s *standing.State, x *Acted) error {
	if slices.Contains(Answers, x.Act.Act) {
		return muster.Invalid("act", fmt.Sprintf("%s is an answer; it is stated as %s", x.Act.Act, KindAnswer))
	}
	_, move, err := p.CheckAct(s, x)
	if err != nil {
		return err
	}
	return move.Given("why", x.Why)
}

func (p *Part) checkAnswer(s *standing.State, x *Answer) error {
	if x.Act.Act == ActClose || x.Act.Act == ActWithdraw {
		return muster.Invalid("act", fmt.Sprintf("%s is no answer; it is stated as %s", x.Act.Act, KindAct))
	}
	ask, ok := p.Get(s.Known(), x.About)
	if !ok {
		return muster.Missing("the ask " + x.About)
	}
	move, err := p.CheckMove(s, x, access.Object{Parties: map[string]muster.PartyID{Donor: x.Donor}})
	if err != nil {
		return err
	}
	var w faults
	if !slices.Contains(ask.Value.Lines, x.Line) {
		w.Found("line", x.Line, "one of "+strings.Join(ask.Value.Lines, ", "))
	}
	if !slices.Contains(ask.Value.Donors, x.Donor) {
		w.Found("donor", string(x.Donor), fmt.Sprintf("one of %v", ask.Value.Donors))
	}
	w.Add(move.Given("offer", x.Offer, "quantity", x.Quantity, "from", x.From, "why", x.Why))
	if err := w.Err(); err != nil {
		return err
	}
	return x.checkGiven(s)
}

// checkGiven refuses what the answer does not have, and what does not fit the line.
func (x *Answer) checkGiven(s *standing.State) error {
	w := faults{h: s.Hearer(&x.Envelope)}
	for _, f := range []struct {
		name, given string
		with        []string
	}{{"offer", x.Offer, []string{ActOffer, ActPart}}, {"quantity", x.Quantity, []string{ActPart}}, {"from", x.From, []string{ActLater}}} {
		if f.given != "" && !slices.Contains(f.with, x.Act.Act) {
			w.Add(muster.Invalid(f.name, fmt.Sprintf("the answer %s has no such field; %s has", x.Act.Act, strings.Join(f.with, " or "))))
		}
	}
	if err := w.Err(); err != nil {
		return err
	}
	needs := standing.Find[*requirement.Part](s)
	need, _ := needs.Get(s.Known(), x.Line)
	untold := needs.Hides(w.h, s.Known(), x.Line) // what it asks for is not theirs to see
	switch x.Act.Act {
	case ActOffer, ActPart:
		w.offer(s, x, need.Value, untold)
	case ActLater:
		w.Day("from", x.From)
	}
	if q, err := money.Parse(x.Quantity); x.Quantity != "" && (err != nil || q.Sign() <= 0 || q.Cmp(need.Value.Quantity) >= 0) {
		below := "what the line asks for, which is not yours to see"
		if !untold {
			below = fmt.Sprintf("the %s %s of the line", need.Value.Quantity, need.Value.Unit)
		}
		w.Found("quantity", x.Quantity, "a decimal above 0 and below "+below)
	}
	return w.Err()
}

// offer refuses an offer that is not the donor's, not of the item, or not for this line.
func (w *faults) offer(s *standing.State, x *Answer, need requirement.Need, untold bool) {
	offers := standing.Find[*offer.Part](s)
	stock, ok := offers.Get(s.Known(), x.Offer)
	other := stock.Value.Item != need.Item && !slices.Contains(need.Substitutes, stock.Value.Item)
	only := len(stock.Value.For) > 0 && !slices.Contains(stock.Value.For, x.Line)
	switch {
	case !ok || (stock.Value.Donor != x.Donor || other || only) && offers.Hides(w.h, s.Known(), x.Offer):
		w.Found("offer", x.Offer, "the id of an offer of this record; state it first")
	case stock.Value.Donor != x.Donor:
		w.Found("offer", x.Offer, fmt.Sprintf("an offer of %s; this one is of %s", x.Donor, stock.Value.Donor))
	case other && untold:
		w.Found("offer", x.Offer, fmt.Sprintf("an offer of what the line asks for, which is not yours to see; this one is of %s", stock.Value.Item))
	case other:
		w.Found("offer", x.Offer, fmt.Sprintf("an offer of %v; this one is of %s", append([]item.ID{need.Item}, need.Substitutes...), stock.Value.Item))
	case only:
		w.Found("offer", x.Offer, "an offer for this line; the donor gives it for "+strings.Join(stock.Value.For, ", ")+" only")
	}
}
