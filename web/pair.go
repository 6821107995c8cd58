package web

import (
	"net/http"

	"muster"
	"muster/access"
	"muster/board"
	"muster/matching"
	"muster/offer"
	"muster/record"
	"muster/requirement"
)

// pairPage is a requirement and an offer that may be matched, with what would come of it.
type pairPage struct {
	objectPage
	x *PairDetail
}

func (s *site) pair(w http.ResponseWriter, r *http.Request) {
	if p, err := s.pairOf(r); err != nil {
		s.fail(w, r, err, way{"/needs", s.words.say("nav.needs")})
	} else {
		s.show(w, r, http.StatusOK, p.whole())
	}
}

func (s *site) pairOf(r *http.Request) (*pairPage, error) {
	x, err := s.src.Pair(r.Context(), printable(r.PathValue("id")), printable(given(r.URL.Query(), "offer")))
	if err != nil {
		return nil, err
	}
	p := &pairPage{x: x}
	p.objectPage = s.objectPage(r, "needs", needPath(x.Need.ID)+"/match?offer="+x.Offer.ID, x.Around, nil)
	p.title = p.say("pair.title", "need", x.Need.ID, "offer", x.Offer.ID)
	if p.writing {
		p.offerForms()
	}
	return p, nil
}

// offerForms are what may be done with the pair: match it, reserve for it, pin or forbid it, or lift that.
func (p *pairPage) offerForms() {
	x := p.x
	whom := between(x.Need.Audience, x.Offer.Audience, p.around.Today, x.Need.Requester, x.Offer.Donor)
	object := access.Object{Parties: map[string]muster.PartyID{requirement.Requester: x.Need.Requester, offer.Donor: x.Offer.Donor}}
	if matching.Life.Say().May(p.writer.Principal, object) == nil {
		quantity := ""
		if x.Counts != nil {
			quantity = x.Counts.Takes.String()
		}
		p.forms = append(p.forms, &sayForm{
			name: "propose", kind: matching.KindMatch, title: p.say("pair.propose"), button: p.say("pair.propose"), text: p.say("pair.propose.text"), strong: true,
			hidden: []way{{"requirement", x.Need.ID}, {"line", string(x.Need.Statement)}, {"offer", x.Offer.ID}},
			fields: []sayField{{name: "quantity", label: p.say("say.quantity") + ", " + p.unit(x.Offer.Unit), value: quantity, hint: p.say("pair.quantity.hint")}, {name: "about", label: p.say("say.about"), value: x.Match}, p.audiences(whom)},
		})
		f := &sayForm{
			name: "reserve", kind: matching.KindReserve, title: p.say("pair.reserve"), button: p.say("pair.reserve"), text: p.say("pair.reserve.text"),
			hidden: []way{{"requirement", x.Need.ID}, {"offer", x.Offer.ID}, {"about", x.Reserve}, {"audience", string(whom)}},
			fields: []sayField{{name: "quantity", label: p.say("say.quantity") + ", " + p.unit(x.Offer.Unit), value: quantity}, {name: "until", label: p.say("say.until"), day: true, value: (p.around.Today + soon).String(), hint: p.say("pair.reserve.hint")}},
		}
		p.forms = append(p.forms, f)
	}
	if (access.Rule{By: []access.Turn{{Role: access.Coordinator}}}).May(p.writer.Principal, object) != nil {
		return
	}
	about, replaces := x.Need.ID+"+"+x.Offer.ID, ""
	if x.Pin != nil {
		replaces = string(x.Pin.ID)
		p.forms = append(p.forms, &sayForm{
			name: "lift", kind: record.KindWithdraw, title: p.say("pair.lift"), button: p.say("pair.lift"), text: p.say("pair.lift.text"),
			hidden: []way{{"withdraws", replaces}, {"audience", string(x.Need.Audience)}}, fields: []sayField{{name: "why", label: p.say("say.why"), long: true}},
		})
	}
	for _, verdict := range []string{"pin", "forbid"} {
		f := &sayForm{
			name: verdict, kind: matching.KindPin, title: p.say("pair." + verdict), button: p.say("pair." + verdict), text: p.say("pair." + verdict + ".text"),
			hidden: []way{{"about", about}, {"verdict", verdict}, {"replaces", replaces}, {"audience", string(whom)}},
		}
		if verdict == "pin" {
			f.fields = append(f.fields, sayField{name: "quantity", label: p.say("say.quantity") + ", " + p.unit(x.Offer.Unit)})
		}
		f.fields = append(f.fields, sayField{name: "why", label: p.say("say.why"), hint: p.say("pair.why.hint"), long: true})
		p.forms = append(p.forms, f)
	}
}

func (s *site) actOnPair(w http.ResponseWriter, r *http.Request) {
	kind, about := r.PostFormValue("kind"), given(r.PostForm, "about")
	next := needPath(printable(r.PathValue("id")))
	if kind == matching.KindMatch {
		next = matchPath(about)
	}
	s.recordForm(w, r, []string{matching.KindMatch, matching.KindReserve, matching.KindPin, record.KindWithdraw}, about, next, func(refused []*muster.Error) {
		p, err := s.pairOf(r)
		if err != nil {
			s.fail(w, r, err, way{"/needs", s.words.say("nav.needs")})
			return
		}
		p.took(r.PostForm, refused)
		s.show(w, r, statusOf(refused), p.whole())
	})
}

// others are the pair's forms beside the proposal.
func (p *pairPage) others() (out []*sayForm) {
	for _, f := range p.forms {
		if f.name != "propose" {
			out = append(out, f)
		}
	}
	return out
}

// advice says what the offer's type means for what the requester has already.
func (p *pairPage) advice() (text string, warn bool) {
	f := p.x.Fleet
	if f == nil {
		return "", false
	}
	var have []string
	alike := false
	for _, t := range f.Types {
		have = append(have, p.say("types.have", "item", t.Called.In(p.lang), "n", p.part(t.All())))
		alike = alike || t.Family != "" && t.Family == p.x.Offer.Family
	}
	party, list := p.party(p.x.Need.Requester), p.list(have)
	if _, ok := f.Type(p.x.Offer.Item); ok {
		return p.say("types.same", "party", party, "list", list), false
	}
	if alike {
		return p.say("types.family", "party", party, "list", list), false
	}
	return p.say("types.new", "party", party, "list", list), true
}

// sides is the pair as a table: what is needed beside what is offered.
func (p *pairPage) sides() table {
	n, o := &p.x.Need, &p.x.Offer
	t := table{class: "plain", caption: p.say("match.sides"), hush: true, columns: []column{{name: p.say("pair.what")}, {name: p.say("needs.line")}, {name: p.say("offers.line")}}}
	add := func(name string, a, b cell) { t.rows = append(t.rows, row{cells: []cell{plain(name), a, b}}) }
	add(p.say("pair.which"), linked(n.ID, p.to(needPath(n.ID))), linked(o.ID, p.to(offerPath(o.ID))))
	add(p.say("pair.whose"), plain(p.party(n.Requester)), plain(p.party(o.Donor)))
	rate := ""
	if p.x.Counts != nil {
		rate = p.rateWords(p.x.Counts)
	}
	add(p.say("say.item"), plain(p.item(n.Line)), under(plain(p.item(o.Line)), rate))
	add(p.say("say.quantity"), plain(p.quantity(p.qty(n.Quantity), n.Unit)), plain(p.quantity(p.qty(o.Quantity), o.Unit)))
	add(p.say("pair.left"), plain(p.quantity(p.part(n.Cover.Open()), n.Unit)), plain(p.quantity(p.qty(o.Use.Free()), o.Unit)))
	add(p.say("pair.days"), under(plain(p.shortDay(n.NeededBy)), p.left(n.NeededBy)), under(plain(p.shortDay(o.Ready)), p.validWords(o)))
	add(p.say("pair.lots"), plain(p.grouped(n.Need.Line.MinLot)), plain(p.grouped(o.Stock.Line.Lot)))
	add(p.say("board.state"), drawn(p.stateCell(n.State, "")), drawn(p.stateCell(o.State, "")))
	return t
}

// validWords says until when an offer is valid.
func (p *pairPage) validWords(o *board.Offer) string {
	if o.ValidUntil == muster.MaxDay {
		return p.say("board.withdrawn")
	}
	return p.say("pair.until", "day", p.untilShort(o))
}
