package web

import (
	"net/http"
	"slices"
	"strings"

	"muster"
	"muster/access"
	asks "muster/ask"
	"muster/board"
	"muster/matching"
	"muster/record"
	"muster/requirement"
	"muster/work"
)

// needPage is one requirement.
type needPage struct {
	objectPage
	n *NeedDetail
}

func (s *site) need(w http.ResponseWriter, r *http.Request) {
	if p, err := s.needOf(r); err != nil {
		s.fail(w, r, err, way{"/needs", s.words.say("nav.needs")})
	} else {
		s.show(w, r, http.StatusOK, p.whole())
	}
}

// needOf reads the requirement of an address, with the forms that whoever signed in may use.
func (s *site) needOf(r *http.Request) (*needPage, error) {
	n, err := s.src.Need(r.Context(), given(r.URL.Query(), fieldKnown), printable(r.PathValue("id")))
	if err != nil {
		return nil, err
	}
	p := &needPage{n: n}
	p.objectPage = s.objectPage(r, "needs", needPath(n.ID), n.Around, n.History)
	p.title = p.item(n.Line) + " " + n.ID
	p.actForms(&requirement.Life, requirement.KindAct, n.Line, n.Need.Need.Object(), n.Audience)
	return p, s.remarks(r, &p.objectPage, requirement.Life.Object, n.ID, n.Audience)
}

// objectPage begins the page of an object.
func (s *site) objectPage(r *http.Request, of, path string, a Around, history []Event) (p objectPage) {
	p.page, p.around, p.board, p.path, p.history = s.pageAt(r, "", "coordination", a.Moment), a, of, path, history
	p.writer, p.writing = acting(r.Context())
	if p.asked != "" { // what stood is not acted on
		p.writing = false
	}
	return p
}

func (s *site) actOnNeed(w http.ResponseWriter, r *http.Request) {
	id := printable(r.PathValue("id"))
	s.recordForm(w, r, []string{requirement.KindAct, record.KindNote}, id, needPath(id), func(refused []*muster.Error) {
		p, err := s.needOf(r)
		if err != nil {
			s.fail(w, r, err, way{"/needs", s.words.say("nav.needs")})
			return
		}
		p.took(r.PostForm, refused)
		s.show(w, r, statusOf(refused), p.whole())
	})
}

// next says who must act on an object, until when.
func (p *needPage) next() (who, when string, late bool) {
	return p.waits(&requirement.Life, p.n.Line, p.n.Priority == 1, map[string]muster.Day{"needed_by": p.n.NeededBy})
}

// mayPropose reports whether whoever signed in may propose a match with an offer.
func (p *needPage) mayPropose(o *board.Offer) bool {
	object := access.Object{Parties: map[string]muster.PartyID{requirement.Requester: p.n.Requester, "donor": o.Donor}}
	return p.writing && matching.Life.Say().May(p.writer.Principal, object) == nil
}

// mayState reports whether whoever signed in may state or change the requirement.
func (p *needPage) mayState() bool {
	return p.writing && requirement.Life.Say().May(p.writer.Principal, p.n.Need.Need.Object()) == nil && !final(requirement.Life.State(p.n.Life.Value.State))
}

// twin is what the bar shows, as a table.
func (p *needPage) twin() table {
	c := p.n.Cover
	t := table{caption: p.say("need.twin", "unit", p.unit(p.n.Unit)), columns: []column{{name: p.say("need.twin.what")}, {name: p.unit(p.n.Unit), number: true}}, class: "plain", hush: true}
	add := func(key, n string) { t.rows = append(t.rows, row{cells: []cell{plain(p.say(key)), plain(n)}}) }
	add("need.twin.need", p.part(c.Need))
	add("need.twin.firm", p.part(c.Firm))
	add("need.twin.moving", p.part(c.Moving))
	add("need.twin.received", p.part(c.Received))
	add("need.twin.proposed", p.part(c.Proposed))
	add("need.twin.open", p.part(c.Open()))
	return t
}

// pieces is what makes the requirement usable.
func (p *needPage) pieces() table {
	t := table{class: "board", caption: p.say("need.package.caption"), hush: true, columns: []column{{name: p.say("need.package.what")}, {name: p.say("need.package.total"), number: true}, {name: p.say("need.package.lines")}, {name: p.say("need.package.covered")}}}
	for _, x := range p.n.Package {
		name := under(plain(x.Called.In(p.lang)), dotted(p.say("sort."+string(x.Sort)), p.essential(x)))
		lines, state := cell{}, coloured(plain(p.say("need.package.none")), "due")
		if len(x.Lines) > 0 {
			lines, state = drawn(p.lineLinks(x.Lines)), p.pieceState(x)
		}
		if lines.part == nil {
			lines = plain("–")
		}
		t.rows = append(t.rows, row{cells: []cell{name, plain(p.quantity(p.part(x.Total), x.Unit)), lines, state}})
	}
	return t
}

func (p *needPage) essential(x board.Piece) string {
	if x.Essential {
		return p.say("need.package.essential")
	}
	return ""
}

// pieceState says how far the lines that ask for a piece are firm.
func (p *needPage) pieceState(x board.Piece) cell {
	var parts []string
	whole := true
	for i := range x.Lines {
		l := &x.Lines[i]
		parts = append(parts, p.say("needs.firmof", "firm", p.part(l.Cover.Firm), "need", p.qty(l.Quantity)))
		whole = whole && l.Cover.Open().Sign() == 0
	}
	c := plain(strings.Join(parts, "; "))
	if whole {
		return coloured(c, "up")
	}
	return coloured(c, "due")
}

// incomplete counts the pieces without which the requirement is of no use and that nothing asks for, or that
// are not firm.
func (p *needPage) incomplete() (n int) {
	for _, x := range p.n.Package {
		open := len(x.Lines) == 0
		for _, l := range x.Lines {
			open = open || l.Cover.Open().Sign() > 0
		}
		if x.Essential && open {
			n++
		}
	}
	return n
}

// matchTable lists matches, of a requirement with their offers or of an offer with their requirements.
func (p *boardPage) matchTable(all []board.Match, ofNeed bool) table {
	t := table{class: "board", caption: p.say("matches.caption"), hush: true, columns: []column{
		{name: p.say("matches.match")}, {name: p.say("matches.other")}, {name: p.say("matches.takes"), number: true}, {name: p.say("matches.meets"), number: true}, {name: p.say("offers.ready"), class: "date"}, {name: p.say("board.state")},
	}}
	for i := range all {
		m := &all[i]
		other := under(linked(p.item(m.Need.Line), p.to(needPath(m.Need.ID))), dotted(m.Need.ID, p.party(m.Need.Requester)))
		if ofNeed {
			other = under(linked(p.item(m.Offer.Line), p.to(offerPath(m.Offer.ID))), dotted(m.Offer.ID, p.party(m.Offer.Donor)))
		}
		t.rows = append(t.rows, row{cells: []cell{
			linked(m.About, p.to(matchPath(m.About))), other, plain(p.quantity(p.grouped(m.Quantity), m.Offer.Unit)), plain(p.quantity(p.part(m.Met), m.Need.Unit)), plain(p.shortDay(m.Offer.Ready)), drawn(p.stateCell(m.State(), "")),
		}})
	}
	return t
}

func matchPath(id string) string { return "/matches/" + segment(id) }

// candidates lists the offers that count towards the requirement.
func (p *needPage) candidates() table {
	t := table{class: "board", caption: p.say("need.offers.caption"), hush: true, columns: []column{
		{name: p.say("offers.line")}, {name: p.say("offers.donor")}, {name: p.say("offers.free"), number: true}, {name: p.say("need.offers.meets"), number: true}, {name: p.say("offers.ready"), class: "date"}, {name: p.say("offers.until"), class: "date"}, {name: p.say("need.offers.do")},
	}}
	for i := range p.n.Candidates {
		c := &p.n.Candidates[i]
		ready := under(plain(p.shortDay(c.Offer.Ready)), p.say("need.offers.intime"))
		if c.Late > 0 {
			ready = under(coloured(plain(p.shortDay(c.Offer.Ready)), "due"), p.count("board.late", c.Late))
		}
		t.rows = append(t.rows, row{cells: []cell{
			under(linked(p.item(c.Offer.Line), p.to(offerPath(c.Offer.ID))), dotted(c.Offer.ID, p.rateWords(c))),
			under(plain(p.party(c.Offer.Donor)), p.consentWords(&c.Offer)),
			plain(p.quantity(p.qty(c.Offer.Use.Free()), c.Offer.Unit)), plain(p.quantity(p.part(c.Meets), p.n.Unit)), ready, p.dayCell(c.Offer.ValidUntil, false, true),
			drawn(p.proposeCell(c)),
		}})
	}
	return t
}

// rateWords say by which rate a substitute counts.
func (p *boardPage) rateWords(c *board.Candidate) string {
	if c.Rate == nil {
		return ""
	}
	return p.say("need.rate", "n", c.Rate.Rate)
}

// consentWords say where an original owner's consent is, if one is still missing.
func (p *boardPage) consentWords(o *board.Offer) string {
	if o.Consent == "" || o.Consent == "granted" {
		return ""
	}
	return p.say("board.consent", "party", p.party(o.Owner), "state", p.stateWord(o.Consent))
}

// pairPath is the page on which an offer is matched with the requirement.
func (p *needPage) pairPath(offer string) string {
	return p.to(needPath(p.n.ID)+"/match", "offer", offer)
}

// eventWords say what a statement of a history did.
func (p *objectPage) eventWords(e Event) string {
	words := p.recorded(e.Words)
	if e.Change {
		words = p.say("history.again", "does", words)
	}
	if e.Quantity != "" {
		words = p.say("history.quantity", "does", words, "n", p.grouped(e.Quantity))
	}
	if !strings.HasSuffix(p.path, "/"+e.About) && e.About != "" {
		words = p.say("history.other", "about", e.About, "does", words)
	}
	return upperFirst(words)
}

// eventSays is what an act says in fields of its own: who leads, what changed, by which decision. Those that stand in
// its sentence are left out.
func (p *objectPage) eventSays(e Event) string {
	if e.Act == "" || sayable[e.Kind] == nil {
		return ""
	}
	var all []string
	for _, x := range saidOf(e.Kind) {
		text := e.Says[x.name]
		acts, _ := x.forActs()
		if text == "" || !slices.Contains(acts, e.Act) || slices.Contains([]string{"quantity", "received", "conditions", "override"}, x.name) {
			continue
		}
		day, err := muster.ParseDay(text)
		switch {
		case x.party:
			text = p.party(muster.PartyID(text))
		case err == nil:
			text = p.day(day)
		case len(x.oneOf) > 0:
			text = p.choiceWord(x.name, text)
		}
		all = append(all, p.say("history.says", "field", p.label(x), "text", text))
	}
	return strings.Join(all, " · ")
}

// eventWho says who acted, for whom and in what role.
func (p *objectPage) eventWho(e Event) string {
	who := p.say("acting.choice", "role", p.say("role."+string(e.Role)), "party", e.By)
	if e.Person != "" {
		return p.say("history.person", "person", e.Person, "who", who)
	}
	return who
}

// eventWhen says when something was recorded, and on which day it happened where that was before.
func (p *objectPage) eventWhen(e Event) string {
	if e.On == 0 {
		return p.instant(e.Recorded)
	}
	return p.say("history.on", "day", p.day(e.On), "recorded", p.instant(e.Recorded))
}

// packageLead says how many of the pieces without which it is of no use are still open.
func (p *needPage) packageLead() string {
	if n := p.incomplete(); n > 0 {
		return p.count("need.package.lacks", n)
	}
	return p.say("need.package.whole")
}

// left is until's words alone.
func (p *boardPage) left(d muster.Day) string {
	words, _ := p.until(d)
	return words
}

// withDot puts a dot before what there is to add.
func withDot(s string) string {
	if s == "" {
		return ""
	}
	return " · " + s
}

// other is the one of two ids that is not this one.
func other(a, b, this string) string {
	if a == this {
		return b
	}
	return a
}

// anchorOf names a pair of objects within a page.
func anchorOf(about string) string { return "p-" + strings.ReplaceAll(about, "+", "-") }

// final reports whether nothing follows a state.
func final(s work.State, ok bool) bool { return ok && s.Final }

// standInWords list what is accepted in an item's place, with the rate of each.
func (p *needPage) standInWords() string {
	var all []string
	for _, id := range p.n.Substitutes {
		words := string(id)
		if n, ok := p.n.Names[id]; ok {
			words = n.In(p.lang)
		}
		for _, s := range p.n.StandIns {
			if s.Substitute.Substitute == id {
				words = p.say("need.standin", "item", words, "rate", s.Rate)
				if s.Conditions != "" {
					words += ", " + s.Conditions
				}
			}
		}
		all = append(all, words)
	}
	return strings.Join(all, "; ")
}

// audienceWords say to whom a statement is shown.
func (p *boardPage) audienceWords(a muster.Audience) string {
	if key := "audience." + string(a); p.has(key) {
		return p.say(key)
	}
	if strings.Contains(string(a), "+") && !strings.Contains(string(a), " ") { // several circles, each of which sees it
		var all []string
		for whom := range strings.SplitSeq(string(a), "+") {
			all = append(all, p.audienceWords(muster.Audience(whom)))
		}
		return strings.Join(all, "; ")
	}
	return string(a)
}

// mayAsk reports whether whoever signed in may put the requirement to donors.
func (p *needPage) mayAsk() bool {
	object := access.Object{Parties: map[string]muster.PartyID{requirement.Requester: p.n.Requester}}
	return p.writing && p.n.Life.Value.State == requirement.Open && asks.Life.Say().May(p.writer.Principal, object) == nil
}
