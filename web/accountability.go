package web

import (
	"cmp"
	"context"
	"net/http"
	"strings"
	"time"

	"muster"
	"muster/access"
	"muster/evidence"
	"muster/report"
	"muster/work"

	"github.com/a-h/templ"
)

// accountabilityPath is the board of evidence.
const accountabilityPath = "/accountability"

// accountabilityPage is the board of evidence: what waits, what was read and by whom, what damage comes to.
type accountabilityPage struct {
	registerPage
	b    *AccountabilityBoard
	ones []maybeOne
}

func (s *site) accountabilityOf(r *http.Request) (*accountabilityPage, error) {
	b, err := s.src.Accountability(r.Context(), given(r.URL.Query(), fieldKnown))
	if err != nil {
		return nil, err
	}
	p := &accountabilityPage{b: b}
	p.registerPage = s.register(r, evidence.ObjectItem, accountabilityPath, b.Around, work.Declared{}, nil)
	p.title, p.here, p.board, p.object = p.say("nav.evidence"), true, "evidence.board", ""
	p.pair()
	return p, nil
}

func (s *site) accountability(w http.ResponseWriter, r *http.Request) {
	p, err := s.accountabilityOf(r)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	if table := given(r.URL.Query(), fieldTable); given(r.URL.Query(), fieldFormat) != "" {
		e, err := p.sectionFile(p.b.Sections(), cmp.Or(table, "backlog"), p.say("accountability.about"), p.say("accountability.about.method"))
		if err != nil {
			s.fail(w, r, err, way{accountabilityPath, p.title})
			return
		}
		if s.file(w, r, p.moment, "accountability-"+cmp.Or(table, "backlog"), e) {
			return
		}
	}
	s.show(w, r, http.StatusOK, p.whole())
}

// fewAccesses is how many events of custody the board lists; its files have all.
const fewAccesses = 40

// total is how many objects are in all states.
func total(all []report.Stage) (n int) {
	for _, x := range all {
		n += x.N
	}
	return n
}

// empty reports that there is nothing to show.
func (p *accountabilityPage) empty() bool {
	return total(p.b.Items)+total(p.b.Incidents)+total(p.b.Damages)+total(p.b.Cases) == 0
}

// fixity says when the originals were hashed last, and what it showed.
func (p *accountabilityPage) fixity() string {
	f := p.b.Backlog.Fixity
	if f == nil {
		return p.say("accountability.fixity.never", "day", p.day(p.b.Backlog.Due))
	}
	at, _ := time.Parse(time.RFC3339, f.At) // Check let only instants in
	words := p.say("accountability.fixity", "instant", p.instant(at), "n", p.num(f.Checked), "erased", p.num(f.Erased), "day", p.day(p.b.Backlog.Due))
	if n := len(f.Wrong) + f.Withheld; n > 0 {
		words += " " + p.count("accountability.fixity.wrong", n) + " " + strings.Join(f.Wrong, ", ")
	}
	return words
}

func (p *accountabilityPage) backlog() table {
	t := table{class: "board", caption: p.say("accountability.backlog"), hush: true, columns: []column{{name: upperFirst(p.say("search.kind.evidence"))}, {name: p.say("board.state")}, {name: p.say("accountability.since"), class: "date"}, {name: p.say("accountability.days"), number: true}}}
	for _, x := range p.b.Backlog.Items {
		t.rows = append(t.rows, row{cells: []cell{linked(x.Item, p.to(heldPath(evidence.ObjectItem, x.Item))), plain(p.stateWord(x.State)), plain(p.shortDay(muster.DayOf(x.Since))), plain(p.num(x.Days))}})
	}
	return t
}

func (p *accountabilityPage) damage() table {
	t := table{class: "board", caption: p.say("accountability.damage.caption"), hush: true, columns: []column{
		{name: p.say("say.sort")}, {name: p.say("say.place.region")}, {name: p.say("accountability.month")}, {name: p.say("accountability.entries"), number: true}, {name: p.say("accountability.twice"), number: true}, {name: p.say("say.amount"), number: true},
	}}
	for _, x := range p.b.Damage.Items {
		cost := unknown(p.say("accountability.unassessed"))
		if x.Cost != "" {
			cost = plain(x.Currency + " " + p.grouped(x.Cost))
		}
		t.rows = append(t.rows, row{cells: []cell{plain(p.ours(x.Sort)), plain(x.Region), plain(x.Month), plain(p.num(x.Entries)), plain(p.num(x.Open)), cost}})
	}
	return t
}

// hints has a row for each entry and list, with what the entry says of each of its conditions.
func (p *accountabilityPage) hints() table {
	t := table{class: "board", caption: p.say("accountability.hints"), hush: true, columns: []column{{name: upperFirst(p.objectWord(evidence.ObjectDamage))}, {name: p.say("say.list")}, {name: p.say("accountability.answer")}}}
	var last [2]string
	for _, x := range p.b.Backlog.Hints {
		says := p.say("accountability.hint", "condition", p.ours(x.Condition), "answer", p.ours(x.Answer))
		if now := [2]string{x.Damage, x.List}; now != last {
			last = now
			t.rows = append(t.rows, row{cells: []cell{linked(x.Damage, p.to(heldPath(evidence.ObjectDamage, x.Damage))), plain(x.List), plain(says)}})
			continue
		}
		said := &t.rows[len(t.rows)-1].cells[2]
		said.text = dotted(said.text, says)
	}
	return t
}

func (p *accountabilityPage) accesses() table {
	t := table{class: "board", caption: p.say("accountability.access.caption"), hush: true, columns: []column{{name: p.say("custody.when"), class: "date"}, {name: p.say("work.object")}, {name: p.say("custody.event")}, {name: p.say("custody.who")}, {name: p.say("say.why")}}}
	for _, x := range p.b.Access.Items[:min(len(p.b.Access.Items), fewAccesses)] {
		at, _ := time.Parse(time.RFC3339, x.At) // Check let only instants in
		t.rows = append(t.rows, row{cells: []cell{
			plain(p.instant(at)), linked(x.About, p.to(heldPath(x.Object, x.About))), plain(p.custodyEvent(x.Event)), under(plain(x.Person), p.officeWords(x.By)), plain(x.Why),
		}})
	}
	return t
}

func (p *boardPage) custodyEvent(event string) string {
	return p.say("custody." + strings.ReplaceAll(event, " ", "-"))
}

// custodyMore is what the page of an object of evidence shows of its custody.
type custodyMore struct {
	*heldPage
	c *Custody
}

// moreOfCustody shows who had an object, and on a case the form that makes a bundle.
func moreOfCustody(s *site, r *http.Request, p *heldPage) (templ.Component, error) {
	c, err := s.src.Custody(r.Context(), given(r.URL.Query(), fieldKnown), p.object, p.h.About)
	if err != nil {
		return nil, err
	}
	if p.object == evidence.ObjectCase && p.writing && p.writer.Role == access.Custodian {
		p.forms = append(p.forms, &sayForm{
			name: "bundle", kind: evidence.KindCaseAct, title: p.say("bundle.title"), button: p.say("bundle.button"), text: p.say("bundle.text"), action: heldPath(p.object, p.h.About) + "/bundle",
			fields: []sayField{{name: fieldWhy, label: p.say("say.why"), hint: p.say("bundle.why"), long: true}},
		})
	}
	if p.object == evidence.ObjectItem {
		p.title = upperFirst(strings.Join([]string{p.ours(p.values["obtained"]), p.values["media"]}, ", "))
	}
	return (&custodyMore{p, c}).section(), nil
}

func (p *custodyMore) chain() table {
	t := table{class: "board", caption: p.say("custody.caption"), hush: true, columns: []column{{name: p.say("custody.number"), number: true}, {name: p.say("custody.event")}, {name: p.say("custody.when"), class: "date"}, {name: p.say("custody.who")}, {name: p.say("say.why")}}}
	for i := range p.c.Links {
		l := &p.c.Links[i]
		when := plain(p.instant(l.At))
		if !l.Until.IsZero() {
			when = under(when, p.say("custody.until", "instant", p.instant(l.Until)))
		}
		who := under(plain(l.ActedBy), p.officeWords(l.Role+"@"+string(l.By)))
		event := p.custodyEvent(l.Event)
		switch {
		case l.Event == evidence.EventHeld:
			who = plain(l.Holder)
		case l.To != "":
			event = p.say("custody.to", "event", event, "party", p.party(muster.PartyID(l.To)))
		case l.Event == evidence.EventAccessed && l.Text != "":
			event = p.say("custody.text", "event", event)
		}
		t.rows = append(t.rows, row{cells: []cell{linked(p.num(l.Number), p.statementAt(l.Statement)), plain(event), when, who, plain(l.Why)}})
	}
	return t
}

// gaps says of which times nobody knows who had it.
func (p *custodyMore) gaps() (all []string) {
	for _, g := range p.c.Gaps {
		if g.From.IsZero() {
			all = append(all, p.say("custody.gap.before", "until", p.instant(g.Until)))
			continue
		}
		all = append(all, p.say("custody.gap", "from", p.instant(g.From), "until", p.instant(g.Until)))
	}
	return all
}

// texts are the sorts of restricted text that are kept of it.
func (p *custodyMore) texts() string {
	var all []string
	for _, sort := range p.c.Texts {
		all = append(all, p.ours(sort))
	}
	return p.list(all)
}

// bundle makes a bundle of a case and hands it out as a file. That its items leave is recorded before.
func (s *site) bundle(w http.ResponseWriter, r *http.Request) {
	id := printable(r.PathValue("id"))
	r.SetPathValue("object", evidence.ObjectCase)
	who, ok := acting(r.Context())
	if !ok {
		s.fail(w, r, muster.Denied(s.words.say("write.denied")), way{heldPath(evidence.ObjectCase, id), id})
		return
	}
	b, err := s.src.Bundle(context.WithoutCancel(r.Context()), who.Principal, id, strings.TrimSpace(r.PostFormValue(fieldWhy)))
	if err != nil {
		refused := muster.Refusals(err)
		if len(refused) == 0 {
			s.fail(w, r, err, way{heldPath(evidence.ObjectCase, id), id})
			return
		}
		p, err := s.heldOf(outlasting(r))
		if err != nil {
			s.failHeld(w, r, err)
			return
		}
		p.took(r.PostForm, refused)
		s.show(w, r, statusOf(refused), p.whole())
		return
	}
	defer b.Close() //nolint:errcheck // a temporary folder
	asFile(w, "application/zip", b.Name+".zip")
	w.Header().Set("Cache-Control", "no-store")
	if _, err := b.WriteTo(w); err != nil {
		s.fault(r, "send", err)
	}
}
