package web

import (
	"cmp"
	"context"
	"maps"
	"net/http"
	"slices"
	"strings"

	"muster"
	"muster/access"
	asks "muster/ask"
	"muster/board"
	"muster/requirement"
)

// newAskPage is the form by which lines are put to donors.
type newAskPage struct {
	objectPage
	words  string        // by which lines are looked for
	lines  []*board.Need // that can be asked for: open, and fit the filter
	more   int           // lines that fit and are not shown
	donors []option      // that offer something, or were asked before
	ticked map[string]bool
	asked  map[string]bool
	lead   string // what the form is for
}

// mostAskable is how many lines the form shows; the filter finds the others.
const mostAskable = 60

func (s *site) newAsk(w http.ResponseWriter, r *http.Request) { s.stateAsk(w, r, "") }

func (s *site) changeAsk(w http.ResponseWriter, r *http.Request) {
	s.stateAsk(w, r, printable(r.PathValue("id")))
}

// stateAsk shows the form of a new ask, or of the one that is to be changed, or records what it sent.
func (s *site) stateAsk(w http.ResponseWriter, r *http.Request, id string) {
	p, err := s.newAskOf(r, id)
	if err != nil {
		s.fail(w, r, err, way{"/asks", s.words.say("nav.asks")})
		return
	}
	if r.Method != http.MethodPost {
		s.show(w, r, http.StatusOK, p.whole())
		return
	}
	v := r.PostForm
	donors := slices.Concat(v["donors"], strings.FieldsFunc(v.Get("others"), func(r rune) bool { return r == ',' || r == ' ' || r == ';' }))
	v["lines"], v["donors"] = []string{strings.Join(v["lines"], ",")}, []string{strings.Join(donors, ",")}
	about := cmp.Or(id, given(v, "about"), " ") // a form that was sent without one gets an inline refusal
	s.recordForm(w, r, []string{asks.KindAsk}, about, askPath(about), func(refused []*muster.Error) {
		for _, e := range refused { // several donors are one choice on the form
			if strings.HasPrefix(e.Field, "donors") && v.Get("others") != "" {
				e.Field = "others"
			}
		}
		p.took(v, refused)
		s.show(w, r, statusOf(refused), p.whole())
	})
}

func (s *site) newAskOf(r *http.Request, id string) (*newAskPage, error) {
	who, ok := acting(r.Context())
	if !ok {
		return nil, muster.Denied(s.words.say("write.denied"))
	}
	if who.Role != access.Coordinator { // who speaks for a requester asks for its own lines
		own := access.Object{Parties: map[string]muster.PartyID{requirement.Requester: who.Party}}
		if err := asks.Life.Say().May(who.Principal, own); err != nil {
			return nil, err
		}
	}
	needs, err := s.src.Needs(r.Context(), "")
	if err != nil {
		return nil, err
	}
	offers, err := s.src.Offers(r.Context(), "")
	if err != nil {
		return nil, err
	}
	before, err := s.src.Asks(r.Context(), "")
	if err != nil {
		return nil, err
	}
	p := &newAskPage{ticked: map[string]bool{}, asked: map[string]bool{}}
	p.objectPage = s.objectPage(r, "asks", "/asks/new", needs.Around, nil)
	p.title, p.page.asked = p.say("asks.new"), ""
	p.lead = p.say("asknew.lead")
	var was *AskLine
	if id != "" {
		i := slices.IndexFunc(before.Lines, func(l AskLine) bool { return l.About == id })
		if i < 0 {
			return nil, muster.Missing("the ask " + id)
		}
		if was = &before.Lines[i]; was.By != who.Party {
			return nil, muster.Denied(p.say("packnew.notyours", "party", p.party(was.By)))
		}
		p.title, p.lead, p.path = p.say("state.change", "id", id), p.say("asknew.change.lead"), askPath(id)+"/change"
	}
	q := r.URL.Query()
	if was != nil && r.Method != http.MethodPost && !q.Has("lines") && !q.Has("donors") {
		q["lines"] = was.Ask.Lines
		for _, d := range was.Ask.Donors {
			q.Add("donors", string(d))
		}
	}
	for _, id := range slices.Concat(q[fieldLine], q["lines"], r.PostForm["lines"]) {
		p.ticked[id] = true
	}
	for _, id := range slices.Concat(q["donors"], r.PostForm["donors"]) {
		p.asked[id] = true
	}
	p.words = cmp.Or(given(q, fieldText), given(r.PostForm, fieldText))
	looked := found(p.words)
	for i := range needs.Lines {
		n := &needs.Lines[i]
		stood := was != nil && slices.Contains(was.Ask.Lines, n.ID) // what was asked for may be asked for again
		if !stood && (n.Life.Value.State != requirement.Open || n.State == requirement.Covered || n.State == requirement.Fulfilled || who.Role != access.Coordinator && n.Requester != who.Party) {
			continue
		}
		if !p.ticked[n.ID] && (looked != "" && !strings.Contains(needs.Words[i], looked) || len(p.lines) >= mostAskable) {
			p.more++
			continue
		}
		p.lines = append(p.lines, n)
	}
	known := map[string]string{}
	for i := range offers.Lines {
		known[string(offers.Lines[i].Donor)] = p.party(offers.Lines[i].Donor)
	}
	for _, l := range before.Lines {
		for _, d := range l.Donors {
			known[string(d.Party)] = p.party(d.Party)
		}
	}
	for _, id := range slices.SortedFunc(maps.Keys(known), func(a, b string) int { return cmp.Compare(known[a], known[b]) }) {
		p.donors = append(p.donors, option{id, known[id]})
	}
	slices.SortStableFunc(p.lines, func(a, b *board.Need) int { // what is ticked stands first
		return cmp.Compare(notTicked(p.ticked[a.ID]), notTicked(p.ticked[b.ID]))
	})
	err = p.askForm(r.Context(), s.src, was)
	for i := range p.forms[0].fields { // looking for lines keeps what was entered
		if x := &p.forms[0].fields[i]; i > 1 && q.Has(x.name) {
			x.value = given(q, x.name)
		}
	}
	return p, err
}

func notTicked(ticked bool) int {
	if ticked {
		return 0
	}
	return 1
}

// askForm is the form beside the lines and donors that are ticked: a new one, or one with what stood.
func (p *newAskPage) askForm(ctx context.Context, src Source, was *AskLine) (err error) {
	f := &sayForm{
		name: "ask", kind: asks.KindAsk, title: p.title, button: p.say("asknew.send"), strong: true,
		fields: []sayField{
			{name: "lines", label: p.say("asknew.lines")},
			{name: "donors", label: p.say("asknew.donors")},
			{name: "others", label: p.say("asknew.others"), hint: p.say("asknew.others.hint"), list: "parties", leave: true},
			{name: "reply_by", label: p.say("asks.reply"), hint: p.say("asknew.reply.hint"), day: true},
			{name: "note", label: p.say("asknew.note"), hint: p.say("asknew.note.hint"), long: true, leave: true},
		},
	}
	p.forms = []*sayForm{f}
	if was == nil {
		id, err := src.Free(ctx, asks.KindAsk)
		f.fields = append(f.fields, sayField{name: "about", label: p.say("say.about"), hint: p.say("say.about.hint"), value: id}, p.audiences(""))
		return err
	}
	f.button, f.hidden = p.say("state.send"), []way{{"replaces", string(was.Statement)}}
	f.fields[3].value, f.fields[4].value = was.ReplyBy, was.Ask.Note
	f.fields = append(f.fields, p.audiences(was.Ask.Audience), sayField{name: "why", label: p.say("say.why"), hint: p.say("say.why.change"), long: true, leave: true})
	return nil
}

// first is the form.
func (p *newAskPage) first() *sayForm { return p.forms[0] }
