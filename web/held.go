package web

import (
	"context"
	"net/http"
	"reflect"
	"slices"
	"strings"

	"muster"
	"muster/access"
	"muster/evidence"
	"muster/lesson"
	"muster/record"
	"muster/reform"
	"muster/work"

	"github.com/a-h/templ"
)

// heldPage is one object of a register: what it says, what it names and what names it, its next acts and its
// history.
type heldPage struct {
	registerPage
	h      *HeldObject
	values map[string]string
	more   []templ.Component // what its own register shows of it, before what it says
	told   []string          // the fields that more shows, which are not shown again
	said   map[string]string // fields that its register says in words of its own
}

// heldMore are what registers show of their objects beside what all objects show, by kind of object.
var heldMore = map[string]func(s *site, r *http.Request, p *heldPage) (templ.Component, error){
	lesson.Life.Object: measureOfLesson, evidence.ObjectItem: moreOfCustody, evidence.ObjectIncident: moreOfCustody, evidence.ObjectDamage: moreOfCustody, evidence.ObjectCase: moreOfCustody,
	reform.Life.Object: moreOfStep, reform.InstalmentLife.Object: moreOfInstalment,
}

// heldSays are kinds of statement that the page of an object takes beside acts on it and comments.
var heldSays = map[string]string{reform.Life.Object: reform.KindRating}

func (s *site) held(w http.ResponseWriter, r *http.Request) {
	if p, err := s.heldOf(r); err != nil {
		s.failHeld(w, r, err)
	} else {
		s.show(w, r, http.StatusOK, p.whole())
	}
}

// failHeld leads back to the list.
func (s *site) failHeld(w http.ResponseWriter, r *http.Request, err error) {
	if object := printable(r.PathValue("object")); s.words.has("register." + object) {
		s.fail(w, r, err, way{shelfPath(object), upperFirst(s.words.say("register." + object))})
		return
	}
	s.fail(w, r, err)
}

// heldOf reads the object of an address, with the forms that whoever signed in may use.
func (s *site) heldOf(r *http.Request) (*heldPage, error) {
	object := printable(r.PathValue("object"))
	h, err := s.src.Held(r.Context(), given(r.URL.Query(), fieldKnown), object, printable(r.PathValue("id")))
	if err != nil {
		return nil, err
	}
	p := &heldPage{h: h, values: valuesOf(h.Value)}
	p.registerPage = s.register(r, object, heldPath(object, h.About), h.Around, h.Is, h.History)
	p.title = p.titleOf(h.Texts, h.Title)
	p.actForms(h.Is.Table, h.Is.Does.Name, lineOf(h.Spoken), h.Object, h.Audience)
	if err := s.remarks(r, &p.objectPage, object, h.About, h.Audience); err != nil {
		return nil, err
	}
	if more := heldMore[object]; more != nil {
		c, err := more(s, r, p)
		if err != nil {
			return nil, err
		}
		p.more = append(p.more, c)
	}
	return p, nil
}

func (s *site) actOnHeld(w http.ResponseWriter, r *http.Request) {
	object, id := printable(r.PathValue("object")), printable(r.PathValue("id"))
	h, err := s.src.Held(r.Context(), "", object, id)
	if err != nil {
		s.failHeld(w, r, err)
		return
	}
	kinds := []string{h.Is.Does.Name, record.KindNote}
	if more, ok := heldSays[object]; ok {
		kinds = append(kinds, more)
	}
	s.recordForm(w, r, kinds, id, heldPath(object, id), func(refused []*muster.Error) {
		p, err := s.heldOf(r)
		if err != nil {
			s.failHeld(w, r, err)
			return
		}
		p.took(r.PostForm, refused)
		s.show(w, r, statusOf(refused), p.whole())
	})
}

// next says who must act on it, until when.
func (p *heldPage) next() (who, when string, late bool) {
	return p.waits(p.is.Table, lineOf(p.h.Spoken), p.h.Urgent, p.h.Days)
}

// mayChange reports whether whoever signed in may change it.
func (p *heldPage) mayChange() bool {
	return p.writing && p.is.Table.Say().May(p.writer.Principal, p.h.Object) == nil && !final(p.is.Table.State(p.h.Life.Value.State))
}

// stateText is what it means to be where it is.
func (p *heldPage) stateText() string {
	s, _ := p.is.Table.State(p.h.State)
	return p.ours(s.Words)
}

// prose are the texts of an object that has several languages, the reader's own first: what it says.
type prose struct {
	label string
	texts []langText
}

type langText struct{ lang, text string }

// proses are what it says in sentences, but for its title.
func (p *heldPage) proses() (all []prose) {
	at := map[string]int{}
	for _, x := range saidOf(p.is.Says.Name) {
		name := strings.TrimSuffix(x.name, "."+x.lang)
		if x.lang == "" || name == "title" || p.values[x.name] == "" || slices.Contains(p.told, name) {
			continue
		}
		i, ok := at[name]
		if !ok {
			i = len(all)
			at[name] = i
			all = append(all, prose{label: p.say("say." + strings.ReplaceAll(name, "_", "."))})
		}
		all[i].texts = append(all[i].texts, langText{x.lang, p.values[x.name]})
	}
	for _, x := range all {
		slices.SortStableFunc(x.texts, func(a, b langText) int {
			return map[bool]int{true: 0, false: 1}[a.lang == p.lang] - map[bool]int{true: 0, false: 1}[b.lang == p.lang]
		})
	}
	return all
}

// heldFact is a field of an object that is no sentence.
type heldFact struct {
	label string
	text  string
	names []Linked // what it names there
	party []muster.PartyID
}

// facts are its other fields, in order.
func (p *heldPage) facts() (all []heldFact) {
	for _, x := range saidOf(p.is.Says.Name) {
		v := p.values[x.name]
		if x.lang != "" || v == "" || slices.Contains(p.told, x.name) {
			continue
		}
		f := heldFact{label: p.label(x), text: v}
		if words := p.said[x.name]; words != "" {
			f.text = words
		}
		for _, n := range p.h.Names {
			if n.Field == x.name {
				f.names = append(f.names, n)
			}
		}
		switch {
		case x.party:
			for _, id := range strings.Split(v, ", ") {
				f.party = append(f.party, muster.PartyID(id))
			}
		case len(x.oneOf) > 0:
			f.text = p.choiceWord(x.name, v)
		case x.kind == reflect.Bool:
			f.text = p.say("say.yes")
		case x.name == "releasable":
			f.text = p.audienceWords(muster.Audience(v))
		}
		all = append(all, f)
	}
	return all
}

// namedTitle is what a named object is called; of what is not the viewer's to see, its id.
func (p *boardPage) namedTitle(n Linked) string {
	if t := p.titleOf(n.Texts, n.Title); t != "" {
		return t
	}
	return n.ID
}

// namersOf are the kinds of object that name one, in the order of the menu.
func (p *boardPage) namersOf(all []Linked) (kinds []string) {
	for _, g := range groups {
		for _, o := range g.objects {
			if len(p.namersBy(all, o)) > 0 {
				kinds = append(kinds, o)
			}
		}
	}
	return kinds
}

// namersBy are those of one kind, each once.
func (p *boardPage) namersBy(all []Linked, object string) (out []Linked) {
	for _, n := range all {
		if n.Object == object && !slices.ContainsFunc(out, func(x Linked) bool { return x.ID == n.ID }) {
			out = append(out, n)
		}
	}
	return out
}

// namedTable lists objects of one kind.
func (p *boardPage) namedTable(object string, all []Linked) table {
	t := table{class: "board", caption: upperFirst(p.objects(object)), hush: true, columns: []column{{name: upperFirst(p.objectWord(object))}, {name: p.say("board.state")}}}
	for _, n := range all {
		t.rows = append(t.rows, row{cells: []cell{
			under(linked(p.namedTitle(n), p.to(objectPath(object, n.ID))), n.ID), drawn(p.stateCell(n.State, "")),
		}})
	}
	return t
}

// mayBegin reports whether a principal may state an object of a kind: that it is their party's, the form sees
// to.
func mayBegin(t *work.Table, who access.Principal) bool {
	return slices.ContainsFunc(t.By, func(turn access.Turn) bool { return turn.Role == who.Role })
}

// heldForm is the form that states an object of a register, or changes one.
type heldForm struct {
	registerPage
	heading, lead string
	items         []option
	back          way
	looks         bool    // for what is similar, while somebody types
	similar       []alike // as far as they typed
}

// heldBegins fill in what a register knows of a new object before anybody says it.
var heldBegins = map[string]func(who access.Principal, values map[string]string){
	reform.Life.Object: beginForPublic, reform.InstalmentLife.Object: beginForPublic,
	lesson.ObservationLife.Object: beginObservation, lesson.Life.Object: beginForParticipants, lesson.ActionLife.Object: beginForParticipants,
}

// heldFits fit the form of an object to what its register knows, or add to it.
var heldFits = map[string]func(s *site, r *http.Request, p *heldForm, values map[string]string) error{
	lesson.ObservationLife.Object: findSimilar, reform.Life.Object: fitReform, reform.InstalmentLife.Object: fitReform,
}

func (s *site) newHeld(w http.ResponseWriter, r *http.Request) { s.stateHeld(w, r, false) }

func (s *site) changeHeld(w http.ResponseWriter, r *http.Request) { s.stateHeld(w, r, true) }

func (s *site) stateHeld(w http.ResponseWriter, r *http.Request, change bool) {
	p, err := s.heldFormOf(r, change)
	if err != nil {
		s.failHeld(w, r, err)
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
	s.recordForm(w, r, []string{p.is.Says.Name}, about, heldPath(p.object, about), func(refused []*muster.Error) {
		p.took(r.PostForm, refused)
		s.show(w, r, statusOf(refused), p.whole())
	})
}

// heldFormOf makes the form, filled in with what stands.
func (s *site) heldFormOf(r *http.Request, change bool) (*heldForm, error) {
	who, ok := acting(r.Context())
	if !ok {
		return nil, muster.Denied(s.words.say("write.denied"))
	}
	object, id := printable(r.PathValue("object")), printable(r.PathValue("id"))
	p, values := &heldForm{}, map[string]string{}
	f := &sayForm{name: "state", button: s.words.say("state.send")}
	if change {
		h, err := s.src.Held(r.Context(), "", object, id)
		if err != nil {
			return nil, err
		}
		if err := h.Is.Table.Say().May(who.Principal, h.Object); err != nil {
			return nil, err
		}
		p.registerPage = s.register(r, object, heldPath(object, id)+"/change", h.Around, h.Is, nil)
		values = valuesOf(h.Value)
		p.heading, p.lead = p.say("state.change", "id", id), p.say("register.change.lead")
		f.hidden = []way{{"replaces", string(h.Statement)}}
		p.back = way{heldPath(object, id), id}
	} else if err := s.beginHeld(r, p, who, object, values); err != nil {
		return nil, err
	}
	p.title = p.heading
	f.kind, f.title = p.is.Says.Name, p.heading
	p.forms = []*sayForm{f}
	p.fields(f, values, change)
	if fit := heldFits[object]; fit != nil {
		if err := fit(s, r, p, values); err != nil {
			return nil, err
		}
	}
	all, err := s.src.Items(r.Context())
	if p.items = itemChoices(all, p.lang); err != nil {
		return nil, err
	}
	return p, err
}

// beginHeld makes the form of a new object.
func (s *site) beginHeld(r *http.Request, p *heldForm, who Acting, object string, values map[string]string) error {
	all, err := s.src.Shelf(r.Context(), "", object)
	if err != nil {
		return err
	}
	p.registerPage = s.register(r, object, shelfPath(object)+"/new", all.Around, all.Is, nil)
	switch {
	case !mayBegin(all.Is.Table, who.Principal):
		return all.Is.Table.Say().May(who.Principal, access.Object{})
	case slices.Contains(brought, object):
		return muster.Denied(s.words.say("register.new.lead." + object))
	}
	for _, turn := range all.Is.Table.By {
		if turn.Role == who.Role && turn.For != "" {
			values[turn.For] = string(who.Party)
		}
	}
	if begin := heldBegins[object]; begin != nil {
		begin(who.Principal, values)
	}
	for _, x := range saidOf(all.Is.Says.Name) { // an address may fill in what it leads from: ?lesson=l-2026-003
		if v := given(r.URL.Query(), x.name); v != "" {
			values[x.name] = v
		}
	}
	p.heading, p.lead = p.say("register.new."+object), p.say("register.new.lead."+object)
	p.back = way{shelfPath(object), upperFirst(p.objects(object))}
	if values["about"] == "" {
		values["about"], err = s.src.Free(context.WithoutCancel(r.Context()), all.Is.Says.Name)
	}
	return err
}

// fields are the controls of the form, in the order of the declaration.
func (p *heldForm) fields(f *sayForm, values map[string]string, change bool) {
	if !change {
		f.fields = append(f.fields, sayField{name: "about", label: p.say("say.about"), hint: p.say("say.about.hint"), value: values["about"]})
	}
	for _, x := range saidOf(p.is.Says.Name) {
		f.fields = append(f.fields, p.control(x, values[x.name]))
	}
	f.fields = append(f.fields, p.audiences(muster.Audience(values["audience"])))
	if change {
		f.fields = append(f.fields, sayField{name: "why", label: p.say("say.why"), hint: p.say("say.why.change"), long: true, leave: true})
	}
}
