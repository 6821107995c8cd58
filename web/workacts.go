package web

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"

	"muster"
	"muster/access"
	"muster/parts"
	"muster/report"
	"muster/standing"
	"muster/work"
)

// doHandover is the button of the form that hands over; the others are an object and an act.
const doHandover = "handover"

// actKinds are the kinds of acts, by the kind of object that they are on.
var actKinds = sync.OnceValue(func() map[string]standing.Kind {
	all := map[string]standing.Kind{}
	for _, k := range parts.State().Kinds() {
		for _, t := range lives {
			if t.Kind == k.Name {
				all[t.Object] = k
			}
		}
	}
	return all
})

// actOf is the statement of an act on an object of a kind, of the part that has its table.
func actOf(object string, a work.Act) muster.Value {
	k, ok := actKinds()[object]
	if !ok {
		return nil
	}
	v, ok := k.New().(work.Acts)
	if !ok {
		return nil
	}
	a.Kind = k.Name
	*v.Acting() = a
	return v
}

// doWork hands ticked tasks over, or does one act on all of them.
func (s *site) doWork(w http.ResponseWriter, r *http.Request) {
	p, err := s.workOf(r)
	if err == nil && !p.signed {
		err = muster.Denied(s.words.say("write.denied"))
	}
	if err != nil {
		s.fail(w, r, err, way{"/work", s.words.say("nav.work")})
		return
	}
	v := r.PostForm
	p.hand = handover{v["task"], strings.TrimSpace(v.Get("to")), strings.TrimSpace(v.Get("officer")), strings.TrimSpace(v.Get("note"))}
	values, tasks := p.statements(v.Get("do"))
	if len(p.refused) == 0 {
		refused, err := s.src.SayAll(context.WithoutCancel(r.Context()), p.who.Principal, v.Get("shown"), values...)
		if err != nil {
			s.fail(w, r, err, way{"/work", s.words.say("nav.work")})
			return
		}
		for i, t := range tasks {
			for _, e := range refused[i] {
				p.refused = append(p.refused, workFault{t.About, p.ours(e.Error())})
			}
		}
	}
	if len(p.refused) > 0 {
		s.show(w, r, http.StatusBadRequest, p.whole())
		return
	}
	http.Redirect(w, r, p.with(fieldDone, strconv.Itoa(len(values))), http.StatusSeeOther)
}

// statements are what a form says of the tasks that are ticked.
func (p *workPage) statements(do string) (values []muster.Value, tasks []report.Task) {
	refuse := func(about, why string) { p.refused = append(p.refused, workFault{about, why}) }
	if len(p.hand.ticked) == 0 {
		refuse("", p.say("work.none.ticked"))
		return nil, nil
	}
	object, act, isAct := strings.Cut(do, " ")
	if !isAct && do != doHandover {
		refuse("", p.ours(fmt.Sprintf("found %q; accepted is one of the buttons of the page", printable(do))))
		return nil, nil
	}
	if !isAct && p.hand.to == "" && p.hand.officer == "" {
		refuse("", p.say("work.nobody"))
		return nil, nil
	}
	for _, key := range p.hand.ticked {
		i := slices.IndexFunc(p.w.Mine.Items, func(t report.Task) bool { return ObjectKey(t.Object, t.About) == key })
		if i < 0 {
			refuse(printable(key), p.say("work.gone"))
			continue
		}
		t := p.w.Mine.Items[i]
		e := muster.Envelope{About: t.About, Audience: p.w.Whom[key]}
		switch {
		case !isAct:
			e.Kind = work.KindHandover
			values = append(values, &work.Handover{Envelope: e, Object: t.Object, To: p.officeOf(p.hand.to), Officer: p.hand.officer, Note: p.hand.note})
		case t.Object != object || !slices.Contains(wordless(t), act):
			refuse(t.About, p.say("work.cannot", "act", p.actWord(object, act), "object", p.objectWord(t.Object), "state", p.stateWord(t.State)))
			continue
		default:
			values = append(values, actOf(object, work.Act{Envelope: e, Act: act, On: t.On}))
		}
		tasks = append(tasks, t)
	}
	return values, tasks
}

// officeOf is an office in the speaker's role: as ROLE@PARTY where it is said so, else of a party.
func (p *workPage) officeOf(text string) string {
	if text == "" || strings.Contains(text, "@") {
		return text
	}
	return access.Principal{Role: p.who.Role, Party: muster.PartyID(text)}.String()
}

// workFile is one's work as a text or a feed, for who signed in or has a token.
func (s *site) workFile(w http.ResponseWriter, r *http.Request, kind string, write func(http.ResponseWriter, *Worked) error) {
	who, ok := acting(r.Context())
	if !ok {
		s.fail(w, r, muster.Denied(s.words.say("work.signin.file")), way{"/work", s.words.say("nav.work")})
		return
	}
	x, err := s.src.Work(r.Context(), given(r.URL.Query(), fieldKnown), who.Principal)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	w.Header().Set("Content-Type", kind)
	w.Header().Set("Cache-Control", "private, no-cache")
	if err := write(w, x); err != nil {
		s.fault(r, "write work", err)
	}
}

func (s *site) workText(w http.ResponseWriter, r *http.Request) {
	s.workFile(w, r, "text/plain; charset=utf-8", func(w http.ResponseWriter, x *Worked) error { return x.Mine.Digest(w, x.Others) })
}

func (s *site) workAtom(w http.ResponseWriter, r *http.Request) {
	s.workFile(w, r, "application/atom+xml; charset=utf-8", func(w http.ResponseWriter, x *Worked) error { return x.Mine.Atom(w, x.Record) })
}

// offices are those of other parties, to whom what any party's office may do can be handed over.
func (p *workPage) offices() (out []option) {
	for id, name := range p.around.Parties {
		if id != p.who.Party {
			out = append(out, option{string(id), name})
		}
	}
	slices.SortFunc(out, func(a, b option) int { return strings.Compare(a.text, b.text) })
	return out
}
