package web

import (
	"cmp"
	"context"
	"net/http"
	"net/url"
	"reflect"
	"slices"
	"strings"

	"muster"
	"muster/access"
	"muster/board"
	"muster/offer"
	"muster/reform"
	"muster/work"

	"github.com/a-h/templ"
)

// sayForm is a form that makes a statement. Several stand on a page, so that its controls are named with
// its own name before theirs.
type sayForm struct {
	name    string // "validate"
	kind    string // of the statement
	title   string // what it does: "Validate"
	text    string // what doing it means
	button  string
	hidden  []way // what is sent beside the fields
	fields  []sayField
	refused []*muster.Error
	action  string // where it is sent; empty: to the page it is on
	strong  bool   // it leads on, where others end or go back

	places map[string]string // controls by the fields that refusals name, where they are called otherwise
}

// sayField is a control of a sayForm.
type sayField struct {
	name, label, hint string
	value             string
	options           []option
	list              string // the datalist that helps to fill it in
	long              bool   // several lines
	day               bool
	leave             bool   // it may stay empty
	lang              string // in which it is written, where that is said
	file              bool   // it takes a file
}

// id is a control's id.
func (f *sayForm) id(x string) string { return f.name + "-" + strings.ReplaceAll(x, ".", "-") }

// sentTo is where the form is sent from a page.
func (f *sayForm) sentTo(path string) string { return cmp.Or(f.action, path) }

// encoding is how it is sent: a file needs a way of its own.
func (f *sayForm) encoding() string {
	if slices.ContainsFunc(f.fields, func(x sayField) bool { return x.file }) {
		return "multipart/form-data"
	}
	return "application/x-www-form-urlencoded"
}

// why is what is wrong with a field, if anything.
func (f *sayForm) why(name string) string { return whyOf(f.refused, name) }

func (f *sayForm) label(name string) string {
	for _, x := range f.fields {
		if x.name == name {
			return x.label
		}
	}
	return ""
}

// at is the control that a refusal leads to: the field it names, or one of a list in it; else the button.
func (f *sayForm) at(e *muster.Error) string {
	name, _, _ := strings.Cut(e.Field, "[")
	for _, x := range f.fields {
		if x.name == name {
			return name
		}
	}
	return ""
}

// objectPage is the page of one object of coordination, with its forms.
type objectPage struct {
	boardPage
	path     string // of the page itself
	forms    []*sayForm
	history  []Event
	refused  []*muster.Error // of a form that is not here any more
	attached *attached       // the files that go with it; nil: its page shows none
	writer   Acting
	writing  bool
}

// actForms are the moves that a table allows for whoever signed in, each as a form.
func (p *objectPage) actForms(t *work.Table, kind string, life board.Line, o access.Object, audience muster.Audience) {
	if !p.writing {
		return
	}
	fields := saidOf(kind)
	for _, m := range t.From(life.Life.Value.State) {
		if t.Rule(m).May(p.writer.Principal, o) != nil {
			continue
		}
		f := &sayForm{
			name: t.Object + "-" + m.Act, kind: kind, title: upperFirst(p.say("act." + t.Object + "." + m.Act)), text: p.ours(upperFirst(m.Words) + "."),
			hidden: []way{{"act", m.Act}, {"on", string(life.Life.ID)}, {"audience", string(audience)}}, strong: !slices.Contains(m.Needs, "why") && m.To != "",
		}
		for _, x := range fields {
			acts, text := x.forActs()
			if !slices.Contains(acts, m.Act) && (len(acts) > 0 || !slices.Contains(m.Needs, x.name)) {
				continue
			}
			x.text, x.leave = text, !slices.Contains(m.Needs, x.name)
			f.fields = append(f.fields, p.control(x, ""))
		}
		if slices.Contains(m.Needs, "why") {
			f.fields = append(f.fields, sayField{name: "why", label: p.say("say.why"), hint: p.say("say.why.hint"), long: true})
		}
		f.button = f.title
		p.forms = append(p.forms, f)
	}
}

// control makes a field's control by its name and type.
func (p *boardPage) control(x slot, value string) sayField {
	c := sayField{name: x.name, label: p.label(x), hint: p.ours(x.text), value: value, leave: x.leave, lang: x.lang}
	choices := func(key string, all []string) {
		if x.leave {
			c.options = append(c.options, option{"", p.say("say.none")})
		}
		for _, v := range all {
			c.options = append(c.options, option{v, p.choiceWord(key, v)})
		}
	}
	switch {
	case x.rows != nil:
		c.long, c.hint = true, p.say("say.rows."+strings.ReplaceAll(x.name, "_", "."))
	case x.party:
		c.list = "parties"
	case x.lang != "":
		c.long = !strings.HasPrefix(x.name, "title.")
		if x.lang != textLangs[0] {
			c.hint = ""
		}
	case len(x.oneOf) > 0:
		choices(x.name, x.oneOf)
	}
	switch x.name {
	case "unit":
		for id, u := range p.around.Units {
			c.options = append(c.options, option{string(id), u.Names.In(p.lang)})
		}
		slices.SortFunc(c.options, func(a, b option) int { return strings.Compare(a.text, b.text) })
	case "condition":
		choices(fieldCondition, offer.Conditions)
	case "channel":
		choices(fieldChannel, offer.Channels)
	case "value.basis":
		choices(fieldBasis, offer.Bases)
	case "verdict":
		c.options = nil
	case "item", "substitutes":
		c.list = "items"
	case "needed_by", "ready", "valid_until", "until", "due", "changed", "fulfilled", "adopted", "in_force", "decided", "reversed", "day":
		c.day = true
	case "priority":
		for _, n := range []string{"1", "2", "3", "4", "5"} {
			c.options = append(c.options, option{n, n})
		}
	case "purpose", "return_conditions", "conditions", "override", "text":
		c.long = true
	}
	if x.kind == reflect.Bool {
		c.options = []option{{"", p.say("say.no")}, {"yes", p.say("say.yes")}}
	}
	return c
}

// label is what a field is called: in its own part, where that has a word for it, else as everywhere.
func (p *boardPage) label(x slot) string {
	name := strings.ReplaceAll(strings.TrimSuffix(x.name, "."+x.lang), "_", ".")
	key := "say." + x.of + "." + name
	if !p.has(key) {
		key = "say." + name
	}
	if x.lang == "" {
		return p.say(key)
	}
	return p.say("say.in", "what", p.say(key), "language", p.say("say.in."+x.lang))
}

// audiences offers to whom a statement is shown: those one may choose from, and the one it has.
func (p *objectPage) audiences(now muster.Audience) sayField {
	c := sayField{name: "audience", label: p.say("say.audience"), hint: p.say("say.audience.hint"), value: string(now)}
	own := "party/" + string(p.writer.Party)
	for _, a := range []string{string(access.WhomParticipants), string(access.WhomPublic), own} {
		text := p.say("audience.own")
		if a != own {
			text = p.say("audience." + a)
		}
		c.options = append(c.options, option{a, text})
	}
	if now != "" && !slices.ContainsFunc(c.options, func(o option) bool { return o.value == string(now) }) {
		c.options = append(c.options, option{string(now), p.audienceWords(now)})
	}
	return c
}

// noteForm says something about an object in words.
func (p *objectPage) noteForm(audience muster.Audience) {
	if !p.writing || !slices.Contains(access.Speakers, p.writer.Role) {
		return
	}
	p.forms = append(p.forms, &sayForm{
		name: "note", kind: "record.note/1", title: p.say("say.note.title"), button: p.say("say.note.button"), text: p.say("say.note.text"),
		hidden: []way{{"audience", string(audience)}}, fields: []sayField{{name: "text", label: p.say("say.note.title"), long: true}},
	})
}

// form finds one of the page's forms.
func (p *objectPage) form(name string) *sayForm {
	for _, f := range p.forms {
		if f.name == name {
			return f
		}
	}
	return nil
}

// acts are the forms of moves, those that lead on first.
func (p *objectPage) acts() (out []*sayForm) {
	for _, f := range p.forms {
		if strings.HasSuffix(f.kind, "act/1") {
			out = append(out, f)
		}
	}
	slices.SortStableFunc(out, func(a, b *sayForm) int {
		return map[bool]int{true: 0, false: 1}[a.strong] - map[bool]int{true: 0, false: 1}[b.strong]
	})
	return out
}

// took tells a page of what a form on it was refused; what was typed stays.
func (p *objectPage) took(v url.Values, refused []*muster.Error) {
	f := p.form(v.Get("form"))
	if f == nil {
		p.refused = refused
		return
	}
	for _, e := range refused {
		if name, ok := f.places[e.Field]; ok {
			e.Field = name
		}
	}
	f.refused = refused
	for i := range f.fields {
		f.fields[i].value = v.Get(f.fields[i].name)
	}
}

// readings read the forms of kinds whose statements are not laid out as a form is.
var readings = map[string]func(kind, about string, get func(string) string) (muster.Value, []*muster.Error){reform.KindRating: ratingFrom}

// recordForm records what a form sent about an object and leads on; a refusal is shown by again, on the page
// as it stands by then.
func (s *site) recordForm(w http.ResponseWriter, r *http.Request, kinds []string, about, next string, again func(refused []*muster.Error)) {
	who, ok := acting(r.Context())
	if !ok {
		s.fail(w, r, muster.Denied(s.words.say("write.denied")), way{"/needs", s.words.say("nav.needs")})
		return
	}
	v := r.PostForm
	kind := v.Get("kind")
	if !slices.Contains(kinds, kind) {
		s.fail(w, r, muster.Invalid("kind", "found \""+printable(kind)+"\"; accepted are "+strings.Join(kinds, ", ")))
		return
	}
	read := stated
	if own, ok := readings[kind]; ok {
		read = own
	}
	x, refused := read(kind, about, func(name string) string { return strings.TrimSpace(v.Get(name)) })
	if len(refused) == 0 {
		_, err := s.src.Say(context.WithoutCancel(r.Context()), who.Principal, x, v.Get("shown"))
		if refused = muster.Refusals(err); err != nil && len(refused) == 0 {
			s.fail(w, r, err)
			return
		}
	}
	if len(refused) > 0 {
		again(refused)
		return
	}
	http.Redirect(w, r, next, http.StatusSeeOther)
}

// sayAttrs are what makes a control the one of its label, and says what is wrong with it.
func sayAttrs(f *sayForm, x sayField) templ.Attributes {
	a := templ.Attributes{"id": f.id(x.name), "name": x.name}
	if x.lang != "" {
		a["lang"] = x.lang
	}
	var described []string
	if x.hint != "" {
		described = append(described, f.id(x.name)+"-hint")
	}
	if f.why(x.name) != "" {
		a["aria-invalid"] = "true"
		described = append(described, f.id(x.name)+"-why")
	}
	if len(described) > 0 {
		a["aria-describedby"] = strings.Join(described, " ")
	}
	if x.list != "" {
		a["list"] = x.list
	}
	if x.day {
		a["class"] = "day"
		a["placeholder"] = "2027-03-01"
	}
	return a
}
