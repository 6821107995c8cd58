package web

import (
	"net/http"
	"slices"
	"strings"

	"muster"
	"muster/access"
	asks "muster/ask"
	"muster/sheet"
)

// asksheetPage is the sheet of an ask for one donor: to print, to save and to bring back filled in.
type asksheetPage struct {
	*askPage
	donor muster.PartyID
	up    filter
}

// asksheetOf reads the sheet of an address.
func (s *site) asksheetOf(r *http.Request) (*asksheetPage, error) {
	p, err := s.askOf(r)
	if err != nil {
		return nil, err
	}
	donor := muster.PartyID(printable(r.PathValue("donor")))
	if !slices.Contains(p.a.Ask.Donors, donor) {
		return nil, muster.Missing("the sheet of ask " + p.a.About + " for " + string(donor))
	}
	p.here = false
	p.title = p.say("asksheet.title", "id", p.a.About, "party", p.party(donor))
	up := filter{fields: []field{{name: fieldFile, label: p.say("asksheet.file")}}}
	return &asksheetPage{askPage: p, donor: donor, up: up}, nil
}

func (s *site) asksheet(w http.ResponseWriter, r *http.Request) {
	p, err := s.asksheetOf(r)
	if err != nil {
		s.fail(w, r, err, way{"/asks", s.words.say("nav.asks")})
		return
	}
	if r.URL.Query().Has(fieldFormat) {
		e, err := s.src.AskSheet(r.Context(), p.asked, p.a.About, p.donor)
		if err != nil {
			s.fail(w, r, err)
			return
		}
		if s.file(w, r, p.moment, p.a.About+"-"+string(p.donor), e) {
			return
		}
	}
	s.show(w, r, http.StatusOK, p.sheet())
}

// lines are those of the sheet, with room for an answer to each.
func (p *asksheetPage) lines() table {
	t := table{class: "board asksheet", hush: true, caption: p.title, columns: []column{
		{name: p.say("needs.line")},
		{name: p.say("needs.quantity"), number: true},
		{name: p.say("needs.by"), class: "date"},
		{name: p.say("asksheet.answer")},
		{name: p.say("say.offer")},
		{name: p.say("asksheet.part")},
		{name: p.say("say.from")},
		{name: p.say("say.why")},
	}}
	for i := range p.a.Matrix.Rows {
		r := &p.a.Matrix.Rows[i]
		n := r.Need
		var other []string
		for _, x := range n.Substitutes {
			other = append(other, p.called(x))
		}
		what := under(linked(p.called(n.Item), p.to(needPath(r.Line))), dotted(r.Line, p.say("ask.priority", "n", p.num(n.Priority)), n.Place, p.unless("asksheet.else", "names", strings.Join(other, ", "))))
		row := row{cells: []cell{what, under(plain(p.quantity(p.qty(n.Quantity), n.Unit)), p.unless("asksheet.lot", "n", n.Line.MinLot)), p.dayCell(n.NeededBy, true, false)}}
		answer, of, part, from, why := cell{}, cell{}, cell{}, cell{}, cell{}
		switch c := cellOf(r, p.donor); {
		case c.Withheld:
			answer = unknown(p.say("answer.withheld"))
		case c.Answer != nil:
			g := c.Answer
			answer, part, why = plain(p.say("answer."+g.Act.Act)), plain(p.grouped(g.Quantity)), plain(g.Why)
			if g.Offer != "" {
				of = linked(g.Offer, p.to(offerPath(g.Offer)))
			}
			if d, err := muster.ParseDay(g.From); err == nil {
				from = plain(p.shortDay(d))
			}
		}
		row.cells = append(row.cells, answer, of, part, from, why)
		t.rows = append(t.rows, row)
	}
	return t
}

// unless is a text of a value; nothing where there is no value.
func (p *boardPage) unless(key, place, value string) string {
	if value == "" {
		return ""
	}
	return p.say(key, place, value)
}

// others are the sheets of the other donors that were asked.
func (p *asksheetPage) otherSheets() (out []way) {
	for _, d := range p.a.Ask.Donors {
		if d != p.donor {
			out = append(out, way{p.to(sheetPath(p.a.About, d)), p.party(d)})
		}
	}
	return out
}

// tryReplies reads a filled-in sheet and leads to what recording it would do.
func (s *site) tryReplies(w http.ResponseWriter, r *http.Request) {
	p, err := s.asksheetOf(r)
	if err == nil && !p.mayAnswer(p.donor) {
		err = muster.Denied(s.words.say("asksheet.denied"))
	}
	if err != nil {
		s.fail(w, r, err, way{"/asks", s.words.say("nav.asks")})
		return
	}
	name, data, refused := s.oneFile(r)
	status := http.StatusBadRequest
	if len(refused) == 0 {
		digest, err := s.src.TryReplies(r.Context(), p.writer.Principal, p.a.About, p.donor, name, data)
		if err == nil {
			http.Redirect(w, r, sheetPath(p.a.About, p.donor)+"/"+digest, http.StatusSeeOther)
			return
		}
		if refused = muster.Refusals(err); len(refused) == 0 {
			s.fail(w, r, err)
			return
		}
		refused, status = atTheirFields(refused), statusOf(refused)
	}
	p.up.refused = refused
	s.show(w, r, status, p.sheet())
}

// oneFile reads the file of a form that sends one; its size is bounded as that of every form.
func (s *site) oneFile(r *http.Request) (name string, data []byte, refused []*muster.Error) {
	if r.MultipartForm != nil {
		defer r.MultipartForm.RemoveAll() //nolint:errcheck // the system clears its temporary folder
		if n, b, err := fileOf(r.MultipartForm.File[fieldFile]); err == nil {
			name, data = n, b
		}
	}
	if len(data) == 0 {
		refused = append(refused, &muster.Error{Kind: muster.KindInvalid, Field: fieldFile, Why: s.words.say("import.nofile")})
	}
	return name, data, refused
}

// repliesPage is what recording a filled-in sheet would do, or did.
type repliesPage struct {
	*asksheetPage
	t       ReplyTrial
	refused []*muster.Error
	list    table
	faults  paging
}

func (s *site) repliesOf(r *http.Request) (*repliesPage, error) {
	p, err := s.asksheetOf(r)
	if err != nil {
		return nil, err
	}
	if !p.mayAnswer(p.donor) {
		return nil, muster.Denied(s.words.say("asksheet.denied"))
	}
	t, err := s.src.TriedReplies(r.Context(), p.writer.Principal, p.a.About, p.donor, printable(r.PathValue("digest")))
	if err != nil {
		return nil, err
	}
	out := &repliesPage{asksheetPage: p, t: t}
	out.title = p.say("replies.title", "name", t.Name)
	g, from, to := p.pagesOf(len(t.Faults), faultsEach, pageAsked(given(r.URL.Query(), fieldPage)))
	out.faults, out.list = anchored(g, "#faults"), p.faultTable(p.say("faults.caption", "from", p.num(from+1), "to", p.num(to), "n", p.num(len(t.Faults))), t.Faults[from:to])
	return out, nil
}

func (s *site) replies(w http.ResponseWriter, r *http.Request) {
	p, err := s.repliesOf(r)
	if err != nil {
		s.fail(w, r, err, way{"/asks", s.words.say("nav.asks")})
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

// commitReplies records exactly the bytes that were tried.
func (s *site) commitReplies(w http.ResponseWriter, r *http.Request) {
	p, err := s.repliesOf(r)
	if err != nil {
		s.fail(w, r, err, way{"/asks", s.words.say("nav.asks")})
		return
	}
	err = s.src.CommitReplies(r.Context(), p.writer.Principal, p.a.About, p.donor, p.t.Digest)
	if err == nil {
		http.Redirect(w, r, sheetPath(p.a.About, p.donor)+"/"+p.t.Digest, http.StatusSeeOther)
		return
	}
	if p.refused = muster.Refusals(err); len(p.refused) == 0 {
		s.fail(w, r, err)
		return
	}
	s.show(w, r, statusOf(p.refused), p.whole())
}

// answers are those that would be recorded, or were.
func (p *repliesPage) answers() table {
	t := table{class: "board", hush: true, caption: p.say("replies.answers"), columns: []column{{name: p.say("replies.row"), number: true}, {name: p.say("needs.line")}, {name: p.say("asksheet.answer")}, {name: p.say("say.offer")}, {name: p.say("say.why")}}}
	for i, x := range p.t.Answers {
		words, what := p.say("answer."+x.Act.Act), plain(x.Line)
		for _, r := range p.rows {
			if r.Line == x.Line {
				what, words = p.lineCell(r), p.said(r, &asks.Given{Answer: *x})
			}
		}
		t.rows = append(t.rows, row{cells: []cell{plain(p.num(p.t.Rows[i])), what, plain(words), plain(x.Offer), plain(x.Why)}})
	}
	return t
}

// answerPage is the form by which a donor's answer for a line is given.
type answerPage struct {
	*askPage
	row   *asks.Row
	cell  asks.Cell
	donor muster.PartyID
}

// answer shows the form, or records what it sent.
func (s *site) answer(w http.ResponseWriter, r *http.Request) {
	p, err := s.answerOf(r)
	if err != nil {
		s.fail(w, r, err, way{"/asks", s.words.say("nav.asks")})
		return
	}
	if r.Method != http.MethodPost {
		s.show(w, r, http.StatusOK, p.asks())
		return
	}
	s.recordForm(w, r, []string{asks.KindAnswer}, p.a.About, askPath(p.a.About), func(refused []*muster.Error) {
		p.took(r.PostForm, refused)
		s.show(w, r, statusOf(refused), p.asks())
	})
}

func (s *site) answerOf(r *http.Request) (*answerPage, error) {
	if _, ok := acting(r.Context()); !ok {
		return nil, muster.Denied(s.words.say("write.denied"))
	}
	p, err := s.askOf(r)
	if err != nil {
		return nil, err
	}
	get := r.URL.Query().Get
	if r.Method == http.MethodPost {
		get = r.PostForm.Get
	}
	line, donor := printable(get(fieldLine)), muster.PartyID(printable(get(fieldDonor)))
	i := slices.IndexFunc(p.a.Matrix.Rows, func(x asks.Row) bool { return x.Line == line })
	switch {
	case i < 0:
		return nil, muster.Missing("the line " + line + " of ask " + p.a.About)
	case !slices.Contains(p.a.Ask.Donors, donor):
		return nil, muster.Missing("the donor " + string(donor) + " of ask " + p.a.About)
	}
	out := &answerPage{askPage: p, row: &p.a.Matrix.Rows[i], donor: donor}
	out.cell = cellOf(out.row, donor)
	move, _ := asks.Life.Move(asks.Open, asks.ActOffer)
	if err := asks.Life.Rule(move).May(p.writer.Principal, access.Object{Parties: map[string]muster.PartyID{asks.Donor: donor}}); err != nil {
		return nil, err
	}
	out.title = p.say("answer.title", "item", p.called(out.row.Need.Item), "line", line)
	out.path, out.here = askPath(p.a.About)+"/answer", false
	out.forms = []*sayForm{out.answerForm()}
	return out, nil
}

// answerForm is the form of an answer, filled in with the one that stands.
func (p *answerPage) answerForm() *sayForm {
	var g asks.Answer
	if p.cell.Answer != nil {
		g = p.cell.Answer.Answer
	}
	f := &sayForm{
		name: "answer", kind: asks.KindAnswer, title: p.say("answer.form", "party", p.party(p.donor)), button: p.say("answer.send"), strong: true,
		hidden: []way{{fieldLine, p.row.Line}, {fieldDonor, string(p.donor)}, {"audience", string(p.a.Ask.Audience)}},
	}
	act := sayField{name: "act", label: p.say("asksheet.answer"), value: g.Act.Act}
	for _, a := range asks.Answers {
		act.options = append(act.options, option{a, p.say("answer." + a)})
	}
	stock := sayField{name: "offer", label: p.say("say.offer"), hint: p.say("answer.offer.hint"), value: g.Offer, leave: true, options: []option{{"", p.say("say.none")}}}
	for i := range p.a.Stock[p.donor] {
		o := &p.a.Stock[p.donor][i]
		if o.Stock.Item == p.row.Need.Item || slices.Contains(p.row.Need.Substitutes, o.Stock.Item) {
			stock.options = append(stock.options, option{o.ID, dotted(o.ID, p.item(o.Line), p.quantity(p.qty(o.Quantity), o.Unit), p.stateWord(o.State))})
		}
	}
	f.fields = []sayField{
		act, stock,
		{name: "quantity", label: p.say("asksheet.part"), hint: p.say("answer.part.hint", "unit", p.unit(p.row.Need.Unit)), value: g.Quantity, leave: true},
		{name: "from", label: p.say("say.from"), hint: p.say("answer.from.hint"), value: g.From, leave: true, day: true},
		{name: "why", label: p.say("say.why"), hint: p.say("answer.why.hint"), value: g.Why, leave: true, long: true},
	}
	return f
}
