package web

import (
	"maps"
	"net/http"
	"slices"

	"muster"
	"muster/access"
	"muster/item"
	"muster/offer"
	"muster/requirement"
	"muster/work"
)

// statePage is the form that states a requirement or an offer, or changes one.
type statePage struct {
	objectPage
	heading, lead string
	back          way
	items         []option
}

// stating says how one of the two kinds is stated.
type stating struct {
	kind, board, party, letter string
	life                       *work.Table
	path                       func(id string) string
}

var (
	statesNeed  = stating{requirement.KindLine, "needs", "requester", "r-", &requirement.Life, needPath}
	statesOffer = stating{offer.KindLine, "offers", "donor", "o-", &offer.Life, offerPath}
)

func (s *site) newNeed(w http.ResponseWriter, r *http.Request) { s.state(w, r, statesNeed, false) }

func (s *site) newOffer(w http.ResponseWriter, r *http.Request) { s.state(w, r, statesOffer, false) }

func (s *site) changeNeed(w http.ResponseWriter, r *http.Request) { s.state(w, r, statesNeed, true) }

func (s *site) changeOffer(w http.ResponseWriter, r *http.Request) { s.state(w, r, statesOffer, true) }

// state shows the form, or records what it sent.
func (s *site) state(w http.ResponseWriter, r *http.Request, x stating, change bool) {
	p, err := s.statePageOf(r, x, change)
	if err != nil {
		s.fail(w, r, err, way{"/" + x.board, s.words.say("nav." + x.board)})
		return
	}
	if r.Method != http.MethodPost {
		s.show(w, r, http.StatusOK, p.whole())
		return
	}
	about := given(r.PostForm, "about")
	if change {
		about = printable(r.PathValue("id"))
	}
	if about == "" { // a form that was sent without one gets an inline refusal
		about = " "
	}
	s.recordForm(w, r, []string{x.kind}, about, x.path(about), func(refused []*muster.Error) {
		p.took(r.PostForm, refused)
		s.show(w, r, statusOf(refused), p.whole())
	})
}

// statePageOf makes the form, filled in with what stands, or with a line to be copied.
func (s *site) statePageOf(r *http.Request, x stating, change bool) (*statePage, error) {
	who, ok := acting(r.Context())
	if !ok {
		return nil, muster.Denied(s.words.say("write.denied"))
	}
	values, from := map[string]string{}, given(r.URL.Query(), "copy")
	if change {
		from = printable(r.PathValue("id"))
	}
	around, now, object, err := s.standsOf(r, x, from, values)
	if err != nil {
		return nil, err
	}
	if !change {
		object = access.Object{Parties: map[string]muster.PartyID{x.party: who.Party}}
		values[x.party] = string(who.Party)
	}
	if err := x.life.Say().May(who.Principal, object); err != nil {
		return nil, err
	}
	p := &statePage{heading: s.words.say(x.board + ".new"), lead: s.words.say(x.board + ".new.lead"), back: way{"/" + x.board, s.words.say("nav." + x.board)}}
	p.objectPage = s.objectPage(r, x.board, "/"+x.board+"/new", around, nil)
	f := &sayForm{name: "state", kind: x.kind, title: p.heading, button: p.say("state.send"), hidden: []way{{x.party, values[x.party]}}}
	if change {
		p.heading, p.path = p.say("state.change", "id", from), x.path(from)+"/change"
		p.lead = p.say("state.change.lead")
		f.title, f.hidden = p.heading, append(f.hidden, way{"replaces", string(now)})
	} else if values["about"], err = s.src.Free(r.Context(), x.kind); err != nil {
		return nil, err
	}
	p.title = p.heading
	if !change {
		f.fields = append(f.fields, sayField{name: "about", label: p.say("say.about"), hint: p.say("say.about.hint"), value: values["about"]})
	}
	for _, slot := range saidOf(x.kind) {
		if slot.name != x.party {
			f.fields = append(f.fields, p.control(slot, values[slot.name]))
		}
	}
	f.fields = append(f.fields, p.audiences(muster.Audience(values["audience"])))
	if change {
		f.fields = append(f.fields, sayField{name: "why", label: p.say("say.why"), hint: p.say("say.why.change"), long: true, leave: true})
	}
	p.forms = []*sayForm{f}
	all, err := s.src.Items(r.Context())
	p.items = itemChoices(all, p.lang)
	return p, err
}

// standsOf reads what stands about a line, into the values of a form; an empty id begins anew.
func (s *site) standsOf(r *http.Request, x stating, id string, values map[string]string) (around Around, now muster.ID, o access.Object, err error) {
	if id == "" {
		all, err := s.src.Needs(r.Context(), "")
		if err != nil {
			return around, now, o, err
		}
		return all.Around, "", o, nil
	}
	if x.kind == requirement.KindLine {
		n, err := s.src.Need(r.Context(), "", id)
		if err != nil {
			return around, now, o, err
		}
		line := n.Need.Need.Line
		maps.Copy(values, valuesOf(&line))
		return n.Around, n.Statement, line.Object(), nil
	}
	n, err := s.src.Offer(r.Context(), "", id)
	if err != nil {
		return around, now, o, err
	}
	line := n.Stock.Line
	maps.Copy(values, valuesOf(&line))
	return n.Around, n.Statement, line.Object(), nil
}

// mostItems bounds the list that helps to fill in an item.
const mostItems = 2000

// itemChoices are the items of the catalogue, to choose from.
func itemChoices(all []item.Item, lang string) (out []option) {
	for _, x := range all[:min(len(all), mostItems)] {
		out = append(out, option{x.About, x.Names.In(lang)})
	}
	return out
}

// partyChoices are the parties, to choose from.
func (p *objectPage) partyChoices() (out []option) {
	for _, id := range slices.Sorted(maps.Keys(p.around.Parties)) {
		out = append(out, option{string(id), p.around.Parties[id]})
	}
	return out
}
