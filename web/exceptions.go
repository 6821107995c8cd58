package web

import (
	"cmp"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"muster"
	"muster/evidence"
	"muster/report"
	"muster/sheet"
	"muster/work"
)

// exceptionsPath is the book of exceptions.
const exceptionsPath = "/exceptions"

// exceptionsPage is the book of exceptions: how many there are of each kind, and each with who answers for it.
type exceptionsPage struct {
	registerPage
	book   *ExceptionBook
	kind   string
	counts map[string]int // by kind, of those that pass all but the choice of a kind
	all    int            // of every kind
	shown  []report.Exception
	f      filter
	list   table
	paging paging
}

func (s *site) exceptions(w http.ResponseWriter, r *http.Request) {
	v := r.URL.Query()
	words := report.ExceptionsWords{From: given(v, fieldFrom), To: given(v, fieldTo), Days: given(v, fieldDays)}
	q, err := words.Query()
	refused := muster.Refusals(err)
	if err != nil {
		q = report.ExceptionsQuery{Days: q.Days} // what is wrong with that is told too
	}
	book, err := s.src.Exceptions(r.Context(), given(v, fieldKnown), q)
	if wrong := muster.Refusals(err); err != nil && statusOf(wrong) == http.StatusBadRequest && !onlyKnown(wrong) {
		refused = append(refused, wrong...)
		book, err = s.src.Exceptions(r.Context(), given(v, fieldKnown), report.ExceptionsQuery{Days: report.BackDated})
	}
	if err != nil {
		s.fail(w, r, err)
		return
	}
	p := &exceptionsPage{book: book, kind: given(v, fieldKind), counts: map[string]int{}}
	p.registerPage = s.register(r, evidence.ObjectItem, exceptionsPath, book.Around, work.Declared{}, nil)
	p.title, p.here, p.quick, p.board, p.object = p.say("nav.exceptions.book"), true, true, "exceptions.book", ""
	p.choose(words, refused)
	if len(p.f.refused) > 0 {
		s.show(w, r, http.StatusBadRequest, p.whole())
		return
	}
	if s.file(w, r, p.moment, "exceptions", p.export()) {
		return
	}
	p.fill(pageAsked(v.Get(fieldPage)))
	s.show(w, r, http.StatusOK, p.whole())
}

// onlyKnown reports that nothing else is wrong than the position asked for, of which there is no page.
func onlyKnown(refused []*muster.Error) bool {
	return !slices.ContainsFunc(refused, func(e *muster.Error) bool { return e.Field != fieldKnown })
}

// choose reads the filter and keeps what passes it.
func (p *exceptionsPage) choose(words report.ExceptionsWords, refused []*muster.Error) {
	asked := given(p.params(), fieldParty)
	parties, kinds := map[string]string{}, []option{{"", p.say("filter.any")}}
	for _, x := range p.book.Items {
		parties[string(x.Party)] = p.party(x.Party)
	}
	for _, k := range p.book.Every {
		kinds = append(kinds, option{k.Name, p.exceptionKind(k.Name)})
	}
	p.f = filter{action: exceptionsPath, label: p.say("exceptions.filter"), refused: refused, keep: []way{{fieldKnown, p.asked}}, fields: []field{
		{name: fieldKind, label: p.say("exceptions.kind"), value: p.kind, options: kinds},
		p.choiceOf(fieldParty, p.say("exceptions.party"), asked, parties),
		{name: fieldFrom, label: p.say("exceptions.from"), value: words.From, class: "day", example: (p.around.Today - 90).String()},
		{name: fieldTo, label: p.say("exceptions.to"), value: words.To, class: "day", example: p.around.Today.String()},
		{name: fieldDays, label: p.say("exceptions.days"), value: cmp.Or(words.Days, strconv.Itoa(report.BackDated)), class: "year"},
	}}
	strays(&p.f)
	if p.kind+asked+words.From+words.To+words.Days != "" {
		p.f.reset = p.to(exceptionsPath)
	}
	for _, x := range p.book.Items {
		if asked != "" && string(x.Party) != asked {
			continue
		}
		p.counts[x.Kind]++
		if p.all++; p.kind == "" || x.Kind == p.kind {
			p.shown = append(p.shown, x)
		}
	}
}

// exceptionKind is a kind of exception in a few words; exceptionMeans says what it is.
func (p *exceptionsPage) exceptionKind(kind string) string { return p.say("exception." + kind) }

func (p *exceptionsPage) exceptionMeans(kind string) string {
	i := slices.IndexFunc(p.book.Every, func(k work.ExceptionKind) bool { return k.Name == kind })
	if i < 0 {
		return ""
	}
	return p.ours(p.book.Every[i].Words)
}

// kinds has a row for each kind that was found, which leads to those of it.
func (p *exceptionsPage) kinds() table {
	t := table{class: "board", caption: p.say("exceptions.kinds.caption"), hush: true, columns: []column{{name: p.say("exceptions.kind")}, {name: p.say("exceptions.means")}, {name: p.say("exceptions.n"), number: true}}}
	for _, k := range p.book.Every {
		n := p.counts[k.Name]
		if n == 0 {
			continue
		}
		to := p.with(fieldKind, k.Name, fieldPage, "", fieldFormat, "")
		t.rows = append(t.rows, row{cells: []cell{linked(p.exceptionKind(k.Name), to), plain(upperFirst(p.ours(k.Words)) + "."), linked(p.num(n), to)}})
	}
	return t
}

func (p *exceptionsPage) fill(at int) {
	g, from, to := p.pagesOf(len(p.shown), boardEach, at)
	p.paging = g
	p.list = table{class: "board", caption: p.say("exceptions.caption", "n", p.num(len(p.shown)), "from", p.num(from+1), "to", p.num(to)), columns: []column{
		{name: p.say("exceptions.kind")}, {name: p.say("work.object")}, {name: p.say("exceptions.on"), class: "date"}, {name: p.say("exceptions.owner")}, {name: p.say("exceptions.answer")}, {name: p.say("record.statement")},
	}}
	for _, x := range p.shown[from:to] {
		answer := unknown(p.say("exceptions.noanswer"))
		if x.Answer != "" {
			answer = plain(x.Answer)
		}
		p.list.rows = append(p.list.rows, row{cells: []cell{
			plain(p.exceptionKind(x.Kind)), p.exceptionOf(x), plain(p.shortDay(x.On)), under(plain(upperFirst(p.officeWords(x.Owner))), x.Person), answer, linked(string(x.Statement), p.statementAt(x.Statement)),
		}})
	}
}

// exceptionOf leads to the object of an exception, or to where several are decided on.
func (p *exceptionsPage) exceptionOf(x report.Exception) cell {
	switch {
	case x.About == "":
		return cell{text: "–", aside: p.say("record.about.none")}
	case x.Object == "":
		return linked(x.About, p.to("/record", fieldAbout, x.About))
	case x.Object == evidence.ObjectDamage && strings.Contains(x.About, "+"): // two entries that may be one
		return under(linked(x.About, p.to(accountabilityPath)+"#pairs"), p.objectWord(x.Object))
	}
	path, _, ok := pageOf(x.Object, x.About)
	if !ok {
		return under(linked(x.About, p.to("/record", fieldAbout, x.About)), p.objectWord(x.Object))
	}
	return under(linked(x.About, p.to(path)), p.objectWord(x.Object))
}

// lead says how many there are, and how many of them nobody gave a reason for.
func (p *exceptionsPage) lead() string {
	bare := 0
	for _, x := range p.shown {
		if x.Answer == "" {
			bare++
		}
	}
	words := p.count("exceptions.lead", len(p.shown))
	if p.kind != "" {
		words = p.count("exceptions.lead.kind", len(p.shown), "kind", p.exceptionKind(p.kind), "means", p.exceptionMeans(p.kind))
	}
	if bare > 0 {
		words += " " + p.count("exceptions.bare", bare)
	}
	return words
}

// export is the list as shown.
func (p *exceptionsPage) export() sheet.Export {
	return sheet.Export{
		Name: p.title, About: p.about(p.say("exceptions.about"), p.say("exceptions.about.method", "n", p.num(p.book.Days))),
		Columns: slices.Concat(texts("kind", "object", "about"), days("on"), texts("owner", "person", "answer", "statement")),
		Rows: lazily(func() (rows [][]string) {
			for _, x := range p.shown {
				rows = append(rows, x.Cells())
			}
			return rows
		}),
	}
}
