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
	"muster/work"
)

// Check implements standing.Part.
func (p *Part) Check(s *standing.State, v muster.Value) error {
	switch x := v.(type) {
	case *Ask:
		return p.checkAsk(s, x)
	case *Acted:
		return p.checkAct(s, x)
	case *Answer:
		return p.checkAnswer(s, x)
	}
	return nil
}

// faults are what is wrong with a statement of this part.
type faults struct{ muster.Faults }

func (p *Part) checkAsk(s *standing.State, x *Ask) error {
	known := s.Known()
	needs := standing.Find[*requirement.Part](s)
	w := faults{muster.Faults{p.asks.CheckThread(known, &x.Envelope), p.lives.CheckSay(known, &x.Envelope, x.object(known, needs)), work.CheckID(x.About, "a-0031")}}
	was, _ := p.asks.Get(known, x.About)
	w.lines(known, needs, x.Lines, was.Value.Lines)
	w.donors(s, x)
	day, ok := w.Day("reply_by", x.ReplyBy)
	if today := muster.DayOf(s.Now()); ok && day < today && x.ReplyBy != was.Value.ReplyBy {
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
		switch {
		case !ok:
			w.Found(field, id, "the id of a requirement of this record")
		case slices.Contains(lines[:i], id):
			w.Found(field, id, "each requirement once")
		case life.Value.State != requirement.Open && !slices.Contains(before, id):
			w.Add(muster.Conflict(field, fmt.Sprintf("requirement %s is %s since statement %s; only an open one is put to donors", id, life.Value.State, life.ID)))
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
	known := s.Known()
	if slices.Contains(Answers, x.Act.Act) {
		return muster.Invalid("act", fmt.Sprintf("%s is an answer; it is stated as %s", x.Act.Act, KindAnswer))
	}
	ask, ok := p.asks.Get(known, x.About)
	if !ok {
		return muster.Missing("the ask " + x.About)
	}
	move, err := p.lives.Check(known, x, ask.Value.object(known, standing.Find[*requirement.Part](s)))
	if err != nil {
		return err
	}
	return move.Given("why", x.Why)
}

func (p *Part) checkAnswer(s *standing.State, x *Answer) error {
	known := s.Known()
	if x.Act.Act == ActClose || x.Act.Act == ActWithdraw {
		return muster.Invalid("act", fmt.Sprintf("%s is no answer; it is stated as %s", x.Act.Act, KindAct))
	}
	ask, ok := p.asks.Get(known, x.About)
	if !ok {
		return muster.Missing("the ask " + x.About)
	}
	o := access.Object{Parties: map[string]muster.PartyID{Donor: x.Donor}}
	move, err := p.lives.Check(known, x, o)
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
	var w faults
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
	need, _ := standing.Find[*requirement.Part](s).Get(s.Known(), x.Line)
	switch x.Act.Act {
	case ActOffer, ActPart:
		w.offer(s, x, need.Value)
	case ActLater:
		w.Day("from", x.From)
	}
	if q, err := money.Parse(x.Quantity); x.Quantity != "" && (err != nil || q.Sign() <= 0 || q.Cmp(need.Value.Quantity) >= 0) {
		w.Found("quantity", x.Quantity, fmt.Sprintf("a decimal above 0 and below the %s %s of the line", need.Value.Quantity, need.Value.Unit))
	}
	return w.Err()
}

// offer refuses an offer that is not the donor's, not of the item, or not for this line.
func (w *faults) offer(s *standing.State, x *Answer, need requirement.Need) {
	stock, ok := standing.Find[*offer.Part](s).Get(s.Known(), x.Offer)
	switch {
	case !ok:
		w.Found("offer", x.Offer, "the id of an offer of this record; state it first")
	case stock.Value.Donor != x.Donor:
		w.Found("offer", x.Offer, fmt.Sprintf("an offer of %s; this one is of %s", x.Donor, stock.Value.Donor))
	case stock.Value.Item != need.Item && !slices.Contains(need.Substitutes, stock.Value.Item):
		w.Found("offer", x.Offer, fmt.Sprintf("an offer of %v; this one is of %s", append([]item.ID{need.Item}, need.Substitutes...), stock.Value.Item))
	case len(stock.Value.For) > 0 && !slices.Contains(stock.Value.For, x.Line):
		w.Found("offer", x.Offer, "an offer for this line; the donor gives it for "+strings.Join(stock.Value.For, ", ")+" only")
	}
}
