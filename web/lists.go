package web

import (
	"net/http"
	"strings"

	"muster"
	"muster/access"
	"muster/item"
	"muster/lesson"
	"muster/lists"
	"muster/offer"
	"muster/requirement"
	"muster/sheet"
	"muster/work"
)

// mostList is the largest list that a page takes; the command line takes larger ones.
const mostList = 16 << 20

// listsPath begins the addresses of lists that people bring.
const listsPath = "/sheets/"

// goodOnly is the value with which a form records the right rows only.
const goodOnly = "good"

// sheetPage is the form that brings a list of offers, requirements or observations, with what it may look like.
type sheetPage struct {
	registerPage
	of   string // one of lists.Whole
	form *ListForm
	f    filter
	may  bool
}

// observationList is the list of observations, which are kept with lessons and not with the boards.
const observationList = "observations"

// back leads to where the lines of the list are.
func (p *sheetPage) back() way {
	if p.of == observationList {
		return way{p.to(shelfPath(p.object)), upperFirst(p.objects(p.object))}
	}
	return way{p.to("/" + p.of), p.say("nav." + p.of)}
}

// sheetOf is the form of an address.
func (s *site) sheetOf(r *http.Request) (*sheetPage, error) {
	of := printable(r.PathValue("of"))
	l, ok := lists.Whole[of]
	if !ok {
		return nil, muster.Missing("the list of " + of)
	}
	who, signed := acting(r.Context())
	form, err := s.src.ListForm(r.Context(), who.Principal, of)
	if err != nil {
		return nil, err
	}
	p := &sheetPage{of: of, form: form, may: signed && l.May(who.Principal) == nil}
	p.objectPage = s.objectPage(r, of, listsPath+of, form.Around, nil)
	now := access.WhomParticipants
	if of == observationList { // what is submitted is for its originator and those who keep the lessons
		p.registerPage = s.register(r, lesson.ObservationLife.Object, listsPath+of, form.Around, work.Declared{}, nil)
		now = access.Lessons(who.Party)
	}
	p.title, p.page.asked = p.say("lists.title."+of), ""
	whom := p.audiences(muster.Audience(now))
	p.f = filter{fields: []field{
		{name: fieldFile, label: p.say("lists.file")},
		{name: "audience", label: whom.label, hint: p.say("lists.audience.hint"), options: whom.options, value: string(now)},
	}}
	return p, nil
}

func (s *site) listForm(w http.ResponseWriter, r *http.Request) {
	p, err := s.sheetOf(r)
	if err != nil {
		s.fail(w, r, err, way{"/offers", s.words.say("nav.offers")})
		return
	}
	if s.file(w, r, Moment{}, p.of+"-template", p.form.Template) {
		return
	}
	s.show(w, r, http.StatusOK, p.whole())
}

// acceptsTable says what each column accepts.
func (p *sheetPage) acceptsTable() table {
	t := table{class: "plain", hush: true, caption: p.say("lists.columns"), columns: []column{{name: p.say("faults.column")}, {name: p.say("faults.accepts")}}}
	for _, a := range p.form.Accepts {
		t.rows = append(t.rows, row{cells: []cell{plain(p.ours(a[0])), plain(p.ours(a[1]))}})
	}
	return t
}

// tryList reads a list and leads to what recording it would do.
func (s *site) tryList(w http.ResponseWriter, r *http.Request) {
	p, err := s.sheetOf(r)
	if err == nil && !p.may {
		err = muster.Denied(s.words.say("lists.denied." + p.of))
	}
	if err != nil {
		s.fail(w, r, err, way{"/offers", s.words.say("nav.offers")})
		return
	}
	whom := muster.Audience(r.PostFormValue("audience"))
	name, data, refused := s.oneFile(r)
	status := http.StatusBadRequest
	if len(refused) == 0 {
		digest, err := s.src.TryList(r.Context(), p.writer.Principal, p.of, whom, name, data)
		if err == nil {
			http.Redirect(w, r, listsPath+p.of+"/"+digest, http.StatusSeeOther)
			return
		}
		if refused = muster.Refusals(err); len(refused) == 0 {
			s.fail(w, r, err)
			return
		}
		refused, status = atTheirFields(refused), statusOf(refused)
	}
	p.f.refused = refused
	s.show(w, r, status, p.whole())
}

// triedPage is what recording a list would do, or did.
type triedPage struct {
	*sheetPage
	t       *ListTrial
	refused []*muster.Error
	faults  table
	lines   table
	paging  paging
}

func (s *site) triedList(r *http.Request) (*triedPage, error) {
	p, err := s.sheetOf(r)
	if err == nil && !p.may {
		err = muster.Denied(s.words.say("lists.denied." + p.of))
	}
	if err != nil {
		return nil, err
	}
	t, err := s.src.TriedList(r.Context(), p.writer.Principal, p.of, printable(r.PathValue("digest")))
	if err != nil {
		return nil, err
	}
	out := &triedPage{sheetPage: p, t: t}
	out.title = p.say("lists.trial", "name", t.Name)
	out.around, out.path = t.Around, listsPath+p.of+"/"+t.Digest
	at := pageAsked(given(r.URL.Query(), fieldPage))
	if len(t.Faults) > 0 {
		g, from, to := p.pagesOf(len(t.Faults), faultsEach, at)
		out.paging = anchored(g, "#faults")
		out.faults = p.faultTable(p.say("faults.caption", "from", p.num(from+1), "to", p.num(to), "n", p.num(len(t.Faults))), t.Faults[from:to])
		at = 1
	}
	g, from, to := p.pagesOf(len(t.Lines), faultsEach, at)
	if len(t.Faults) == 0 {
		out.paging = anchored(g, "#lines")
	}
	out.lines = out.lineTable(from, to)
	return out, nil
}

func (s *site) listTried(w http.ResponseWriter, r *http.Request) {
	p, err := s.triedList(r)
	if err != nil {
		s.fail(w, r, err, way{"/offers", s.words.say("nav.offers")})
		return
	}
	if given(r.URL.Query(), fieldFormat) == "csv" {
		var b strings.Builder
		if err := sheet.WriteFaults(&b, p.t.Faults); err != nil {
			s.fail(w, r, err)
			return
		}
		sendFile(w, "text/csv; charset=utf-8; header=present", p.t.Name+"-faults.csv", []byte(b.String()))
		return
	}
	s.show(w, r, http.StatusOK, p.whole())
}

// commitList records exactly the bytes that were tried.
func (s *site) commitList(w http.ResponseWriter, r *http.Request) {
	p, err := s.triedList(r)
	if err != nil {
		s.fail(w, r, err, way{"/offers", s.words.say("nav.offers")})
		return
	}
	err = s.src.CommitList(r.Context(), p.writer.Principal, p.of, p.t.Digest, r.PostFormValue("rows") == goodOnly)
	if err == nil {
		http.Redirect(w, r, listsPath+p.of+"/"+p.t.Digest, http.StatusSeeOther)
		return
	}
	refused := muster.Refusals(err)
	if len(refused) == 0 {
		s.fail(w, r, err)
		return
	}
	if p, err = s.triedList(r); err != nil { // as it is now
		s.fail(w, r, err, way{"/offers", s.words.say("nav.offers")})
		return
	}
	p.refused = refused
	s.show(w, r, statusOf(refused), p.whole())
}

// lineTable lists the rows that would be recorded, or were.
func (p *triedPage) lineTable(from, to int) table {
	day := p.say("offers.ready")
	if p.of == "needs" {
		day = p.say("needs.by")
	}
	caption := p.say("lists.lines.caption", "from", p.num(from+1), "to", p.num(to), "n", p.num(len(p.t.Lines)))
	if p.of == observationList {
		return p.observedTable(caption, p.t.Lines[from:to])
	}
	t := table{class: "board", hush: true, caption: caption, columns: []column{
		{name: p.say("faults.row"), number: true}, {name: p.say("say.about")}, {name: p.say("say.item")}, {name: p.say("say.quantity"), number: true}, {name: day, class: "date"}, {name: p.say("lists.does")},
	}}
	for _, l := range p.t.Lines[from:to] {
		c := []cell{plain(p.num(l.Number))}
		id := l.Value.Common().About
		switch x := l.Value.(type) {
		case *offer.Line:
			c = append(c, p.place(l, id, offerPath(id)), plain(p.called(x.Item)), plain(p.quantity(p.grouped(x.Quantity), x.Unit)), plain(p.readDay(x.Ready)))
		case *requirement.Line:
			c = append(c, p.place(l, id, needPath(id)), plain(p.called(x.Item)), plain(p.quantity(p.grouped(x.Quantity), x.Unit)), plain(p.readDay(x.NeededBy)))
		}
		t.rows = append(t.rows, row{cells: append(c, p.does(l))})
	}
	return t
}

// does says whether a row is new, or what it changes.
func (p *triedPage) does(l lists.Line) cell {
	if l.Changed != nil {
		return under(plain(p.say("lists.changes")), strings.Join(l.Changed, ", "))
	}
	return plain(p.say("lists.new"))
}

// observedTable lists rows of observations.
func (p *triedPage) observedTable(caption string, lines []lists.Line) table {
	t := table{class: "board", hush: true, caption: caption, columns: []column{{name: p.say("faults.row"), number: true}, {name: p.say("say.about")}, {name: p.say("say.title")}, {name: p.say("lists.does")}}}
	for _, l := range lines {
		x, ok := l.Value.(*lesson.Observation)
		if !ok {
			continue
		}
		t.rows = append(t.rows, row{cells: []cell{plain(p.num(l.Number)), p.place(l, x.About, heldPath(p.object, x.About)), plain(p.titleOf(x.Title, "")), p.does(l)}})
	}
	return t
}

// place leads to a line that is there.
func (p *triedPage) place(l lists.Line, id, path string) cell {
	if p.t.Recorded || l.Changed != nil {
		return linked(id, path)
	}
	return plain(id)
}

func (p *triedPage) readDay(text string) string {
	d, err := muster.ParseDay(text)
	if err != nil {
		return text
	}
	return p.shortDay(d)
}

// lead says what recording it would do, or did.
func (p *triedPage) lead() string {
	t := p.t
	switch {
	case t.Recorded:
		return p.count("lists.done", len(t.Lines), "position", p.num64(t.At))
	case t.Refused > 0:
		return p.count("lists.wrong", t.Refused, "rows", p.num(t.RowsRead)) + " " + p.say("lists.nothing.recorded")
	case t.RowsRead == 0:
		return p.say("lists.empty")
	case len(t.Lines) == 0:
		return p.count("lists.again", t.Same)
	}
	return p.count("lists.would", len(t.Lines)) + " " + p.say("lists.nothing.recorded")
}

// called is what an item is called in the reader's language.
func (p *triedPage) called(id item.ID) string {
	if n, ok := p.t.Names[id]; ok {
		return n.In(p.lang)
	}
	return string(id)
}
