package web

import (
	"cmp"
	"maps"
	"net/http"
	"slices"
	"strings"

	"muster"
	"muster/board"
	"muster/evidence"
	"muster/sheet"
	"muster/work"
)

// group is a register of the house: the kinds of object that belong together, and the pages that lead to them.
type group struct {
	name    string // of the section of the menu: "lessons"
	boards  []tab  // its pages beside the lists
	objects []string
}

// tab is a page of a register beside its lists: a name, which is also the key of its word, and an address.
type tab struct{ name, path string }

// groups are all registers that have pages. What their objects are, and what may be done to them, the pages
// know from their declarations.
var groups = []group{
	{"lessons", []tab{{"lessons.board", lessonsPath}, {"lessons.digest", digestPath}}, []string{"observation", "lesson", "action"}},
	{"reforms", []tab{{"reforms.board", reformsPath}, {"reforms.due", duePath}}, []string{"step", "instalment"}},
	{"evidence", []tab{{"evidence.board", accountabilityPath}, {"exceptions.book", exceptionsPath}, {"samples.book", samplesPath}}, []string{"evidence", "incident", "damage", "case", "hold"}},
}

// groupOf is the register to which a kind of object belongs.
func groupOf(object string) (group, bool) {
	for _, g := range groups {
		if slices.Contains(g.objects, object) {
			return g, true
		}
	}
	return group{}, false
}

// grouped serves objects of registers that have pages; the words of others are not there.
func (s *site) grouped(serve http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		object := printable(r.PathValue("object"))
		if _, ok := groupOf(object); !ok {
			s.fail(w, r, muster.Missing("the register of "+object))
			return
		}
		serve(w, r)
	}
}

// The addresses of the lists and pages of registers.
func shelfPath(object string) string    { return "/registers/" + segment(object) }
func heldPath(object, id string) string { return shelfPath(object) + "/" + segment(id) }

// registerPage is what every page of a register has.
type registerPage struct {
	objectPage
	group  group
	object string // empty: the page is of none
	is     work.Declared
}

// register begins a page of a register.
func (s *site) register(r *http.Request, object, path string, a Around, is work.Declared, history []Event) (p registerPage) {
	p.objectPage, p.object, p.is = s.objectPage(r, object, path, a, history), object, is
	p.group, _ = groupOf(object)
	p.section = p.group.name
	return p
}

// objects is a kind of object, many of them.
func (p *boardPage) objects(object string) string { return p.say("register." + object) }

// titleOf is what an object is called in the reader's language.
func (p *boardPage) titleOf(texts muster.Text, title string) string {
	return cmp.Or(texts.In(p.lang), title)
}

// lineOf is an object as the shared parts of boards take it.
func lineOf(x work.Spoken) board.Line {
	return board.Line{ID: x.About, Statement: x.Statement, State: x.State, Life: x.Life}
}

// shelfPage lists the objects of one kind.
type shelfPage struct {
	registerPage
	all    *Shelf
	shown  []int // of its lines
	states []stateCount
	late   int
	f      filter
	sorted string
	paging paging
	list   table
}

func (s *site) shelf(w http.ResponseWriter, r *http.Request) {
	v, object := r.URL.Query(), printable(r.PathValue("object"))
	all, err := s.src.Shelf(r.Context(), given(v, fieldKnown), object)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	p := &shelfPage{all: all}
	p.registerPage = s.register(r, object, shelfPath(object), all.Around, all.Is, nil)
	p.title, p.here, p.quick = upperFirst(p.objects(object)), true, true
	p.choose(v.Get)
	if len(p.f.refused) > 0 {
		s.show(w, r, http.StatusBadRequest, p.whole())
		return
	}
	p.order(v.Get(fieldSort))
	if s.file(w, r, p.moment, object+"s", p.export()) {
		return
	}
	p.fill(pageAsked(v.Get(fieldPage)))
	s.show(w, r, http.StatusOK, p.whole())
}

// choose reads the filter and keeps the lines that pass it.
func (p *shelfPage) choose(get func(string) string) {
	state, party, words, late := get(fieldState), get(fieldParty), get(fieldText), get(fieldLate)
	p.f = filter{action: p.path, label: p.say("register.filter"), keep: []way{{fieldKnown, p.asked}, {fieldSort, get(fieldSort)}}}
	parties := map[string]string{}
	for _, x := range p.all.Lines {
		for _, id := range x.Parties {
			parties[string(id)] = p.party(id)
		}
	}
	p.f.fields = []field{
		{name: fieldText, label: p.say("filter.text"), value: words},
		p.stateChoice(p.is.Table, p.say("register.alive"), state),
		p.choiceOf(fieldParty, p.say("register.party"), party, parties),
		{name: fieldLate, label: p.say("work.late"), value: late, options: []option{{"", p.say("filter.any")}, {yes, p.say("work.only")}}},
	}
	p.f.fields = slices.DeleteFunc(p.f.fields, func(x field) bool { return x.name == fieldParty && len(x.options) < 3 && x.value == "" })
	strays(&p.f)
	narrowed := p.narrows(get)
	if state+party+words+late != "" || len(narrowed) > 0 {
		p.f.reset = p.to(p.path)
	}
	looked, count := found(words), map[string]int{}
	for i, x := range p.all.Lines {
		_, _, isLate := p.waits(p.is.Table, lineOf(x), x.Urgent, x.Days)
		if looked != "" && !strings.Contains(p.all.Words[i], looked) || late != "" && !isLate || party != "" && !holds(x.Parties, muster.PartyID(party)) || !says(x.Value, narrowed) {
			continue
		}
		if count[x.State]++; isLate {
			p.late++
		}
		at, _ := p.is.Table.State(x.State)
		if state == stateAll || state == x.State || state == "" && !at.Final {
			p.shown = append(p.shown, i)
		}
	}
	p.states = statesOf(p.is.Table, count)
}

// narrows are the fields of the kind that the address asks for, exactly: ?framework=ukraine-facility&chapter=energy.
// They stand in the filter while they narrow the list.
func (p *shelfPage) narrows(get func(string) string) (all []way) {
	for _, x := range saidOf(p.is.Says.Name) {
		known := slices.ContainsFunc(p.f.fields, func(f field) bool { return f.name == x.name })
		if v := get(x.name); v != "" && x.lang == "" && !known {
			all = append(all, way{x.name, v})
			p.f.fields = append(p.f.fields, field{name: x.name, label: p.label(x), value: v})
		}
	}
	return all
}

// says reports whether a statement says all of some fields; no says of one that it is not yes.
func says(v muster.Value, fields []way) bool {
	if len(fields) == 0 {
		return true
	}
	values := valuesOf(v)
	return !slices.ContainsFunc(fields, func(f way) bool {
		return values[f.href] != f.text && (f.text != no || values[f.href] == yes)
	})
}

// holds reports whether a party stands in some relation.
func holds(parties map[string]muster.PartyID, id muster.PartyID) bool {
	for _, p := range parties {
		if p == id {
			return true
		}
	}
	return false
}

func (p *shelfPage) columns() []column {
	return []column{
		{name: upperFirst(p.objectWord(p.object)), sort: "id"},
		{name: p.say("board.state"), sort: "state"},
		{name: p.say("register.since"), sort: "since", class: "date"},
		{name: p.say("register.next")},
		{name: p.say("register.due"), sort: "due", class: "date"},
	}
}

// order sorts what is shown; unless asked otherwise what came where it is last is first.
func (p *shelfPage) order(asked string) {
	p.sorted = sortOf(asked, "-since", p.columns())
	key, falling := strings.TrimPrefix(p.sorted, "-"), strings.HasPrefix(p.sorted, "-")
	slices.SortStableFunc(p.shown, func(i, j int) (c int) {
		a, b := &p.all.Lines[i], &p.all.Lines[j]
		switch key {
		case "id":
			c = cmp.Compare(a.About, b.About)
		case "state":
			c = cmp.Compare(p.rank(a.State), p.rank(b.State))
		case "since":
			c = cmp.Or(cmp.Compare(a.Life.Value.Day, b.Life.Value.Day), a.Life.Value.Since.Compare(b.Life.Value.Since))
		case "due":
			c = cmp.Compare(p.dueOf(a), p.dueOf(b))
		}
		if falling {
			return -c
		}
		return c
	})
}

func (p *shelfPage) rank(state string) int {
	return slices.IndexFunc(p.is.Table.States, func(s work.State) bool { return s.Name == state })
}

// dueOf is the last day on which what waits is in time; without a limit the last there is.
func (p *registerPage) dueOf(x *work.Spoken) muster.Day {
	if d, ok := x.Last(p.is.Table); ok {
		return d
	}
	return muster.MaxDay
}

// fill makes the table of one page.
func (p *shelfPage) fill(at int) {
	g, from, to := p.pagesOf(len(p.shown), boardEach, at)
	p.paging = g
	p.list = table{class: "board", columns: p.columns(), sorted: p.sorted, caption: p.say("register.caption", "n", p.num(len(p.shown)), "from", p.num(from+1), "to", p.num(to))}
	for _, i := range p.shown[from:to] {
		x := &p.all.Lines[i]
		who, _, _ := p.waits(p.is.Table, lineOf(*x), x.Urgent, x.Days)
		since := x.Life.Value.Day
		due := plain("–")
		if d := p.dueOf(x); d != muster.MaxDay {
			due = p.dayCell(d, false, true)
		}
		p.list.rows = append(p.list.rows, row{cells: []cell{
			under(linked(p.titleOf(x.Texts, x.Title), p.to(heldPath(p.object, x.About))), dotted(x.About, p.relations(x.Parties))),
			drawn(p.stateCell(x.State, "")),
			under(plain(p.shortDay(since)), p.ageWords(since)),
			plain(cmp.Or(upperFirst(who), "–")),
			due,
		}})
	}
}

// relations say which parties stand to an object, each once.
func (p *registerPage) relations(parties map[string]muster.PartyID) string {
	var all []string
	for _, rel := range slices.Sorted(maps.Keys(parties)) {
		if name := p.party(parties[rel]); !slices.Contains(all, name) {
			all = append(all, name)
		}
	}
	return strings.Join(all, ", ")
}

// ageWords say how long something has been so.
func (p *boardPage) ageWords(since muster.Day) string {
	if n := int(p.around.Today - since); n > 0 {
		return p.count("register.days", n)
	}
	return p.say("board.today")
}

// export is the list as shown.
func (p *shelfPage) export() sheet.Export {
	return sheet.Export{
		Name: p.title, About: p.about(p.say("register.about", "objects", p.objects(p.object)), p.say("register.about.method")),
		Columns: slices.Concat(texts(strings.ReplaceAll(p.object, " ", "_"), "title", "state"), days("since"), texts("waits_for"), days("due"), texts("parties", "statement")),
		Rows: lazily(func() (rows [][]string) {
			for _, i := range p.shown {
				x := &p.all.Lines[i]
				who, _, _ := p.waits(p.is.Table, lineOf(*x), x.Urgent, x.Days)
				due := ""
				if d := p.dueOf(x); d != muster.MaxDay {
					due = d.String()
				}
				rows = append(rows, []string{x.About, p.titleOf(x.Texts, x.Title), x.State, x.Life.Value.Day.String(), who, due, p.relations(x.Parties), string(x.Statement)})
			}
			return rows
		}),
	}
}

// begins says whether whoever signed in may state an object of the kind.
func (p *registerPage) begins() bool {
	return p.writing && mayBegin(p.is.Table, p.writer.Principal) && !slices.Contains(brought, p.is.Table.Object)
}

// brought are objects that no form begins, since they come with bytes of their own: 'muster import evidence'.
var brought = []string{evidence.ObjectItem}

func (p *shelfPage) stateAsked() string { return given(p.params(), fieldState) }

// kindsCommand prints what an object of the kind says.
func (p *registerPage) kindsCommand() string {
	name, _, _ := strings.Cut(p.is.Says.Name, "/")
	return "muster kinds " + name
}
