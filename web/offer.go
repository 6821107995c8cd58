package web

import (
	"net/http"

	"muster"
	"muster/offer"
	"muster/record"
)

// offerPage is one offer.
type offerPage struct {
	objectPage
	o *OfferDetail
}

func (s *site) offer(w http.ResponseWriter, r *http.Request) {
	if p, err := s.offerOf(r); err != nil {
		s.fail(w, r, err, way{"/offers", s.words.say("nav.offers")})
	} else {
		s.show(w, r, http.StatusOK, p.whole())
	}
}

func (s *site) offerOf(r *http.Request) (*offerPage, error) {
	o, err := s.src.Offer(r.Context(), given(r.URL.Query(), fieldKnown), printable(r.PathValue("id")))
	if err != nil {
		return nil, err
	}
	p := &offerPage{o: o}
	p.objectPage = s.objectPage(r, "offers", offerPath(o.ID), o.Around, o.History)
	p.title = p.item(o.Line) + " " + o.ID
	object := o.Stock.Object()
	p.actForms(&offer.Life, offer.KindAct, o.Line, object, o.Audience)
	if o.ConsentLife != nil {
		p.actForms(&offer.ConsentLife, offer.KindConsentAct, *o.ConsentLife, object, o.Audience)
	}
	if o.Owner != "" && o.Asked == nil && p.writing && offer.ConsentLife.Say().May(p.writer.Principal, object) == nil {
		f := &sayForm{name: "ask", kind: offer.KindConsent, title: p.say("consent.ask"), button: p.say("consent.ask"), text: p.say("consent.ask.text", "party", p.party(o.Owner)), hidden: []way{{"original_owner", string(o.Owner)}, {"audience", string(o.Audience)}}, strong: true}
		for _, x := range saidOf(offer.KindConsent) {
			if x.name != "original_owner" {
				f.fields = append(f.fields, p.control(x, ""))
			}
		}
		p.forms = append(p.forms, f)
	}
	if f := p.form("offer-accept"); f != nil {
		f.fields[0].value = o.Quantity.Sub(o.Use.Accepted).String()
	}
	p.trimForm()
	return p, s.remarks(r, &p.objectPage, offer.Life.Object, o.ID, o.Audience)
}

func (s *site) actOnOffer(w http.ResponseWriter, r *http.Request) {
	id := printable(r.PathValue("id"))
	again := func(refused []*muster.Error) {
		p, err := s.offerOf(r)
		if err != nil {
			s.fail(w, r, err, way{"/offers", s.words.say("nav.offers")})
			return
		}
		p.took(r.PostForm, refused)
		s.show(w, r, statusOf(refused), p.whole())
	}
	if r.PostForm.Get("form") != trimName {
		s.recordForm(w, r, []string{offer.KindAct, offer.KindConsent, offer.KindConsentAct, record.KindNote}, id, offerPath(id), again)
		return
	}
	err := s.trim(r, id)
	if refused := muster.Refusals(err); len(refused) > 0 {
		again(refused)
	} else if err != nil {
		s.fail(w, r, err)
	} else {
		http.Redirect(w, r, offerPath(id), http.StatusSeeOther)
	}
}

// next says who must act on the offer, until when.
func (p *offerPage) next() (who, when string, late bool) {
	days := map[string]muster.Day{}
	if p.o.ValidUntil != muster.MaxDay {
		days["valid_until"] = p.o.ValidUntil
	}
	return p.waits(&offer.Life, p.o.Line, false, days)
}

// mayState reports whether whoever signed in may state or change the offer.
func (p *offerPage) mayState() bool {
	return p.writing && offer.Life.Say().May(p.writer.Principal, p.o.Stock.Object()) == nil && !final(offer.Life.State(p.o.Life.Value.State))
}

// useTable says what becomes of the offer.
func (p *offerPage) useTable() table {
	u := p.o.Use
	t := table{caption: p.say("offer.use", "unit", p.unit(p.o.Unit)), hush: true, class: "plain", columns: []column{{name: p.say("need.twin.what")}, {name: p.unit(p.o.Unit), number: true}}}
	add := func(key, n string) { t.rows = append(t.rows, row{cells: []cell{plain(p.say(key)), plain(n)}}) }
	add("offers.quantity", p.qty(u.Offered))
	add("offer.accepted", p.qty(u.Accepted))
	add("offer.firm", p.qty(u.Firm))
	add("offer.reserved", p.qty(u.Reserved))
	add("offers.free", p.qty(u.Free()))
	add("need.twin.proposed", p.qty(u.Proposed))
	return t
}

// reservedTable lists the reservations that hold.
func (p *offerPage) reservedTable() table {
	t := table{class: "board", caption: p.say("offer.reservations"), hush: true, columns: []column{{name: p.say("offer.reservation")}, {name: p.say("offers.quantity"), number: true}, {name: p.say("say.until"), class: "date"}, {name: p.say("offer.for")}}}
	for _, r := range p.o.Reserved {
		x := r.Value
		until, _ := muster.ParseDay(x.Until)
		t.rows = append(t.rows, row{cells: []cell{
			under(linked(x.About, p.statementAt(r.ID)), p.party(x.By)), plain(p.quantity(p.grouped(x.Quantity), p.o.Unit)), p.dayCell(until, false, false), linked(x.Requirement, p.to(needPath(x.Requirement))),
		}})
	}
	return t
}

// untilWords say how long the offer holds.
func (p *offerPage) untilWords() string {
	if p.o.ValidUntil == muster.MaxDay {
		return p.say("board.withdrawn")
	}
	return p.day(p.o.ValidUntil) + ", " + p.left(p.o.ValidUntil)
}
