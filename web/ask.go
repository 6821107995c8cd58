package web

import (
	"net/http"
	"slices"
	"strings"

	"muster"
	"muster/access"
	asks "muster/ask"
	"muster/board"
	"muster/item"
	"muster/record"
	"muster/sheet"
)

// donorsEach is how many donors stand beside each other in a matrix.
const donorsEach = 6

// askPage is one ask: its lines by donor.
type askPage struct {
	objectPage
	a      *AskDetail
	rows   []*asks.Row
	donors []AskDonor // those that fit the filter
	f      filter
	paging paging
	first  int // the first of the donors that stands on the page, and the one after the last
	last   int
}

func (s *site) askPage(w http.ResponseWriter, r *http.Request) {
	p, err := s.askOf(r)
	if err != nil {
		s.fail(w, r, err, way{"/asks", s.words.say("nav.asks")})
		return
	}
	if len(p.f.refused) > 0 {
		s.show(w, r, http.StatusBadRequest, p.whole())
		return
	}
	if s.file(w, r, p.moment, p.a.About, p.export()) {
		return
	}
	s.show(w, r, http.StatusOK, p.whole())
}

// askOf reads the ask of an address, with the forms that whoever signed in may use.
func (s *site) askOf(r *http.Request) (*askPage, error) {
	v := r.URL.Query()
	a, err := s.src.Ask(r.Context(), given(v, fieldKnown), printable(r.PathValue("id")))
	if err != nil {
		return nil, err
	}
	p := &askPage{a: a}
	p.objectPage = s.objectPage(r, "asks", askPath(a.About), a.Around, a.History)
	p.title, p.quick = p.say("ask.title", "id", a.About), true
	p.choose(v.Get)
	p.paging, p.first, p.last = p.pagesOf(len(p.donors), donorsEach, pageAsked(v.Get(fieldPage)))
	p.actForms(&asks.Life, asks.KindAct, board.Line{ID: a.About, Statement: a.Statement, State: a.State, Life: a.Life}, a.Object, a.Ask.Audience)
	p.forms = slices.DeleteFunc(p.forms, func(f *sayForm) bool { return slices.Contains(asks.Answers, strings.TrimPrefix(f.name, "ask-")) })
	return p, s.remarks(r, &p.objectPage, asks.Life.Object, a.About, a.Ask.Audience)
}

func (s *site) actOnAsk(w http.ResponseWriter, r *http.Request) {
	id := printable(r.PathValue("id"))
	s.recordForm(w, r, []string{asks.KindAct, record.KindNote}, id, askPath(id), func(refused []*muster.Error) {
		p, err := s.askOf(r)
		if err != nil {
			s.fail(w, r, err, way{"/asks", s.words.say("nav.asks")})
			return
		}
		p.took(r.PostForm, refused)
		s.show(w, r, statusOf(refused), p.whole())
	})
}

// choose reads the filter and keeps the lines and donors that pass it.
func (p *askPage) choose(get func(string) string) {
	donor, of, silent := get(fieldDonor), get(fieldItem), get(fieldSilent)
	donors, items := map[string]string{}, map[string]string{}
	for _, d := range p.a.AskLine.Donors {
		donors[string(d.Party)] = p.party(d.Party)
	}
	for i := range p.a.Matrix.Rows {
		id := p.a.Matrix.Rows[i].Need.Item
		items[string(id)] = p.called(id)
	}
	p.f = filter{action: p.path, label: p.say("ask.filter"), keep: []way{{fieldKnown, p.asked}}, fields: []field{
		p.choiceOf(fieldDonor, p.say("offers.donor"), donor, donors),
		p.choiceOf(fieldItem, p.say("say.item"), of, items),
		{name: fieldSilent, label: p.say("ask.answers"), value: silent, options: p.either("asks.silent.only")},
	}}
	strays(&p.f)
	if donor+of+silent != "" {
		p.f.reset = p.to(p.path)
	}
	for _, d := range p.a.AskLine.Donors {
		if donor == "" || string(d.Party) == donor {
			p.donors = append(p.donors, d)
		}
	}
	for i := range p.a.Matrix.Rows {
		r := &p.a.Matrix.Rows[i]
		quiet := slices.ContainsFunc(r.Cells, func(c asks.Cell) bool {
			return silentIn(c) && (donor == "" || string(c.Donor) == donor)
		})
		if (of == "" || string(r.Need.Item) == of) && (silent == "" || quiet) {
			p.rows = append(p.rows, r)
		}
	}
}

// silentIn reports whether a donor was asked and has not answered.
func silentIn(c asks.Cell) bool { return c.Ask != "" && c.Answer == nil && !c.Withheld }

// called is what an item is called in the reader's language.
func (p *askPage) called(id item.ID) string {
	if n, ok := p.a.Names[id]; ok {
		return n.In(p.lang)
	}
	return string(id)
}

// cellOf is where a donor is with a line.
func cellOf(r *asks.Row, donor muster.PartyID) asks.Cell {
	i := slices.IndexFunc(r.Cells, func(c asks.Cell) bool { return c.Donor == donor })
	if i < 0 {
		return asks.Cell{Donor: donor}
	}
	return r.Cells[i]
}

// matrix makes the table of lines by donor.
func (p *askPage) matrix() table {
	t := table{class: "board answers", hush: true, caption: p.say("ask.matrix"), columns: []column{{name: p.say("needs.line")}, {name: p.say("needs.by"), class: "date"}}}
	for _, d := range p.donors[p.first:p.last] {
		t.columns = append(t.columns, column{name: p.party(d.Party), small: p.say("asks.of", "n", p.num(d.Answered()), "all", p.num(d.Answered()+d.Silence))})
	}
	for _, r := range p.rows {
		cells := []cell{p.lineCell(r), p.dayCell(r.Need.NeededBy, p.a.Life.Value.State != asks.Open, false)}
		for _, d := range p.donors[p.first:p.last] {
			cells = append(cells, drawn(p.answerCell(r, cellOf(r, d.Party))))
		}
		t.rows = append(t.rows, row{cells: cells})
	}
	return t
}

// lineCell is a line: its item, how much of it, and how urgent it is.
func (p *askPage) lineCell(r *asks.Row) cell {
	return under(linked(p.called(r.Need.Item), p.to(needPath(r.Line))), dotted(r.Line, p.quantity(p.qty(r.Need.Quantity), r.Need.Unit), p.say("ask.priority", "n", p.num(r.Need.Priority))))
}

// said are the words of an answer, beside its offer and why.
func (p *askPage) said(r *asks.Row, g *asks.Given) string {
	switch g.Act.Act {
	case asks.ActPart:
		return p.say("answer.part.of", "n", p.quantity(p.grouped(g.Quantity), r.Need.Unit))
	case asks.ActLater:
		if d, err := muster.ParseDay(g.From); err == nil {
			return p.say("answer.later.from", "day", p.shortDay(d))
		}
	}
	return p.say("answer." + g.Act.Act)
}

// mayAnswer reports whether whoever signed in may answer for a donor.
func (p *askPage) mayAnswer(donor muster.PartyID) bool {
	m, _ := asks.Life.Move(asks.Open, asks.ActOffer)
	return p.writing && p.a.Life.Value.State == asks.Open && asks.Life.Rule(m).May(p.writer.Principal, access.Object{Parties: map[string]muster.PartyID{asks.Donor: donor}}) == nil
}

// answerPath is the page on which a donor's answer for a line is given.
func (p *askPage) answerPath(line string, donor muster.PartyID) string {
	return p.to(askPath(p.a.About)+"/answer", fieldLine, line, fieldDonor, string(donor))
}

// byDonor counts what each donor answered, with its sheet.
func (p *askPage) byDonor() table {
	t := table{class: "board", hush: true, caption: p.say("ask.bydonor"), columns: []column{{name: p.say("offers.donor")}}}
	for _, key := range []string{"answer.offer", "answer.part", "answer.later", "answer.cannot", "answer.silent"} {
		t.columns = append(t.columns, column{name: upperFirst(p.say(key)), number: true})
	}
	t.columns = append(t.columns, column{name: p.say("ask.sheet")})
	var all AskDonor
	for _, d := range p.donors {
		silence := plain(p.num(d.Silence))
		if d.Silence > 0 {
			silence = under(silence, dotted(p.forDays(d.Days), p.lateWords(d.Late)))
		}
		if d.Late > 0 && p.a.Life.Value.State == asks.Open {
			silence.class = "due"
		}
		t.rows = append(t.rows, row{cells: []cell{
			plain(p.party(d.Party)), plain(p.num(d.Offer)), plain(p.num(d.Part)), plain(p.num(d.Later)), plain(p.num(d.Cannot)), silence, linked(p.say("ask.sheet.open"), p.to(sheetPath(p.a.About, d.Party))),
		}})
		all.Offer, all.Part, all.Later, all.Cannot, all.Silence = all.Offer+d.Offer, all.Part+d.Part, all.Later+d.Later, all.Cannot+d.Cannot, all.Silence+d.Silence
	}
	if len(p.donors) > 1 {
		t.total = []cell{plain(p.say("ask.all")), plain(p.num(all.Offer)), plain(p.num(all.Part)), plain(p.num(all.Later)), plain(p.num(all.Cannot)), plain(p.num(all.Silence)), {}}
	}
	return t
}

// export is the matrix as a file: a row for each line and donor, with what follows for both.
func (p *askPage) export() sheet.Export {
	return sheet.Export{
		Name: p.title, About: p.about(p.say("about.ask"), p.say("about.asks.method")),
		Columns: slices.Concat(texts("ask", "line", "item", "name"), numbers("quantity"), texts("unit"), namedNumbers("priority"), days("needed_by"), texts("donor", "donor_name", "answer", "offer", "offer_state"),
			numbers("part"), days("from"), texts("why"), days("answered"), namedNumbers("days_silent", "days_late"), texts("refused_before")),
		Rows: lazily(func() (rows [][]string) {
			for _, r := range p.rows {
				for _, d := range p.donors {
					rows = append(rows, p.exported(r, cellOf(r, d.Party)))
				}
			}
			return rows
		}),
	}
}

func (p *askPage) exported(r *asks.Row, c asks.Cell) []string {
	head := []string{p.a.About, r.Line, string(r.Need.Item), p.called(r.Need.Item), r.Need.Quantity.String(), string(r.Need.Unit), p.num(r.Need.Priority), r.Need.NeededBy.String(), string(c.Donor), p.party(c.Donor)}
	var before []string
	for _, f := range c.Refused {
		before = append(before, dotted(f.Ask, f.Day.String(), f.Why))
	}
	said := []string{"silent", "", "", "", "", "", ""}
	quiet := counts(c.Silent, c.Late)
	switch {
	case c.Withheld:
		said[0], quiet = "withheld", []string{"", ""}
	case c.Answer != nil:
		g := c.Answer
		said, quiet = []string{g.Act.Act, g.Offer, c.Offered, g.Quantity, g.From, g.Why, g.Day.String()}, []string{"", ""}
	}
	return slices.Concat(head, said, quiet, []string{strings.Join(before, "; ")})
}

// next says who must act on the ask, until when.
func (p *askPage) next() (who, when string, late bool) { return p.heldNext(&asks.Life, &p.a.Held) }

// mayChange reports whether whoever signed in stated the ask and may still change it.
func (p *askPage) mayChange() bool {
	return p.writing && p.a.Ask.By == p.writer.Party && p.a.Life.Value.State == asks.Open && asks.Life.Say().May(p.writer.Principal, p.a.Object) == nil
}

// waitsFor names the donors that an open ask waits for.
func (p *askPage) waitsFor() string {
	if p.a.Life.Value.State != asks.Open {
		return ""
	}
	var names []string
	for _, d := range p.a.AskLine.Donors {
		if d.Silence > 0 {
			names = append(names, p.party(d.Party))
		}
	}
	return strings.Join(names, ", ")
}

// leadWords say how many were asked for what, and how many answered.
func (p *askPage) leadWords() string {
	answered, cells := p.a.answered()
	return p.say("ask.lead", "lines", p.count("asks.nlines", p.a.Needs), "donors", p.count("asks.donors", len(p.a.AskLine.Donors)), "n", p.num(answered), "all", p.num(cells), "day", p.day(p.a.Due))
}

// answerClass colours an answer.
func answerClass(act string) string {
	switch act {
	case asks.ActOffer:
		return "on"
	case asks.ActCannot:
		return "off"
	}
	return ""
}

// silentFor says for how many days a donor has not answered.
func (p *askPage) silentFor(n int) string {
	if n == 0 {
		return p.say("answer.today")
	}
	return p.count("answer.silentfor", n)
}
