package web

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"muster"
	"muster/access"
	asks "muster/ask"
	"muster/fund"
	"muster/item"
	"muster/matching"
	"muster/offer"
	"muster/parts"
	"muster/report"
	"muster/requirement"
	"muster/work"
)

// The parameters of the page of one's own work beside those of all lists.
const (
	fieldObject = "object"
	fieldUrgent = "urgent"
	fieldLate   = "late"
	fieldDone   = "done"
	yes         = "yes"
	no          = "no"
)

// lives are the tables of the objects that wait for somebody: those of all parts.
var lives = work.Tables(parts.State())

// workPage is what waits for who is signed in.
type workPage struct {
	boardPage
	who          Acting
	signed       bool
	w            *Worked
	mine, others []report.Task // that fit the filter
	f            filter
	paging       paging
	hand         handover
	done         int         // how many tasks were just taken care of
	refused      []workFault // what was sent and not recorded
}

// handover is the form by which ticked tasks are handed over, as it was sent.
type handover struct {
	ticked            []string
	to, officer, note string
}

// workFault is why a ticked task, or the form, was refused.
type workFault struct{ about, why string }

func (s *site) work(w http.ResponseWriter, r *http.Request) {
	p, err := s.workOf(r)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	if !p.signed {
		s.show(w, r, http.StatusOK, p.whole())
		return
	}
	if len(p.f.refused) > 0 {
		s.show(w, r, http.StatusBadRequest, p.whole())
		return
	}
	e, name, err := p.exportOf(given(r.URL.Query(), fieldTable))
	if err != nil {
		s.fail(w, r, err)
		return
	}
	if s.file(w, r, p.moment, name, e) {
		return
	}
	s.show(w, r, http.StatusOK, p.whole())
}

// workOf is the page as asked for.
func (s *site) workOf(r *http.Request) (*workPage, error) {
	p := &workPage{}
	p.who, p.signed = acting(r.Context())
	m := s.now(r)
	if p.signed {
		var err error
		if p.w, err = s.src.Work(r.Context(), given(r.URL.Query(), fieldKnown), p.who.Principal); err != nil {
			return nil, err
		}
		m = p.w.Moment
		p.around = p.w.Around
	}
	p.page, p.board = s.pageAt(r, s.words.say("nav.work"), "coordination", m), "work"
	p.here, p.quick = true, true
	p.done = pageAsked(given(p.params(), fieldDone))
	if !p.params().Has(fieldDone) {
		p.done = 0
	}
	p.self = p.with(fieldDone, "")
	if p.signed {
		p.choose()
	}
	return p, nil
}

// choose reads the filter and keeps what passes it.
func (p *workPage) choose() {
	v := p.params()
	object, urgent, late, words := given(v, fieldObject), given(v, fieldUrgent), given(v, fieldLate), given(v, fieldText)
	either := []option{{"", p.say("filter.any")}, {yes, p.say("work.only")}}
	objects := []option{{"", p.say("filter.any")}}
	for _, t := range lives {
		objects = append(objects, option{t.Object, p.objectWord(t.Object)})
	}
	p.f = filter{action: "/work", label: p.say("work.filter"), keep: []way{{fieldKnown, p.asked}}, fields: []field{
		{name: fieldText, label: p.say("filter.text"), value: words},
		{name: fieldObject, label: p.say("work.object"), value: object, options: objects},
		{name: fieldLate, label: p.say("work.late"), value: late, options: either},
		{name: fieldUrgent, label: p.say("work.urgent"), value: urgent, options: either},
	}}
	strays(&p.f)
	if object+urgent+late+words != "" {
		p.f.reset = p.to("/work")
	}
	looked := found(words)
	keep := func(all []report.Task) (out []report.Task) {
		for _, t := range all {
			if (object == "" || t.Object == object) && (urgent == "" || t.Urgent) && (late == "" || t.Late) &&
				(looked == "" || strings.Contains(found(t.Title+" "+t.About+" "+t.Note), looked)) {
				out = append(out, t)
			}
		}
		return out
	}
	p.mine, p.others = keep(p.w.Mine.Items), keep(p.w.Others.Items)
}

// objectWord is a kind of object as a reader says it.
func (p *boardPage) objectWord(object string) string {
	if key := "work.object." + object; p.has(key) {
		return p.say(key)
	}
	return object
}

// pageOf is the page of an object, and the board that it is on, if it is on one; a consent is on its offer's.
func pageOf(object, about string) (path, board string, ok bool) {
	switch object {
	case item.Object:
		return itemPath(about), "items", true
	case requirement.Life.Object:
		return needPath(about), "needs", true
	case matching.Life.Object:
		return matchPath(about), "needs", true
	case asks.Life.Object:
		return askPath(about), "asks", true
	case fund.Life.Object:
		return packagePath(about), "packages", true
	case offer.Life.Object, offer.ConsentLife.Object:
		return offerPath(about), "offers", true
	}
	_, ok = groupOf(object)
	return heldPath(object, about), "", ok
}

// objectPath is the page of an object; of what has none the statements about it are shown.
func objectPath(object, about string) string {
	if path, _, ok := pageOf(object, about); ok {
		return path
	}
	return "/record?" + url.Values{fieldAbout: {about}}.Encode()
}

// actWord is what can be done, as a reader says it.
func (p *boardPage) actWord(object, act string) string {
	if key := "act." + object + "." + act; p.has(key) {
		return p.say(key)
	}
	return p.ours(strings.ReplaceAll(act, "-", " "))
}

// officeWords are a role and its party in words, from ROLE@PARTY; who acts with a name has it before.
func (p *boardPage) officeWords(text string) string {
	role, who, ok := strings.Cut(text, "@")
	if !ok || !p.has("role."+role) {
		return text
	}
	return p.office(access.Role(role), muster.PartyID(who))
}

func (p *boardPage) office(role access.Role, who muster.PartyID) string {
	words := p.say("role." + string(role))
	if who == "" {
		return words
	}
	return p.say("acting.choice", "role", words, "party", p.party(who))
}

// lateWords say by how much a task is late: whole hours below two days, then whole days.
func (p *workPage) lateWords(t report.Task) string {
	if !t.Late || t.Due == nil {
		return ""
	}
	return p.spanWords(p.w.Mine.At.Sub(*t.Due))
}

func (p *workPage) spanWords(d time.Duration) string {
	switch h := int(d / time.Hour); {
	case h < 1:
		return p.say("work.lateby.moment")
	case h < 48:
		return p.count("work.lateby.hours", h)
	default:
		return p.count("work.lateby.days", h/24)
	}
}

// dueWords are the day on which a task is due.
func (p *workPage) dueWords(t report.Task) string {
	if t.Due == nil {
		return p.say("work.nolimit")
	}
	return p.shortDay(muster.DayOf(t.Due.Add(-time.Nanosecond)))
}

// minuteDue is the minute at which a task is due, where that is within a day.
func (p *workPage) minuteDue(t report.Task) (text string, within bool) {
	if t.Due == nil || t.Due.Equal((muster.DayOf(t.Due.Add(-time.Nanosecond)) + 1).Time()) {
		return "", false
	}
	return strings.TrimPrefix(t.Due.UTC().Format(", 15:04 UTC"), ", "), true
}

// handedWords say with whom a task is, who handed it over and what they said.
func (p *workPage) handedWords(t report.Task) (who, note string) {
	if t.With == "" {
		return "", ""
	}
	who = p.say("work.with", "who", p.officeWords(t.With))
	if t.Handed != "" {
		who = dotted(who, p.say("work.handed", "who", p.officeWords(t.Handed)))
	}
	if t.Deputy != "" {
		who = dotted(who, p.say("work.deputy", "who", p.officeWords(t.Deputy)))
	}
	return who, t.Note
}

// wordless are the acts on a task that need nothing to be said with them.
func wordless(t report.Task) (out []string) {
	for _, l := range lives {
		if l.Object != t.Object {
			continue
		}
		for _, act := range t.Acts {
			plain := func(m work.Move) bool { return m.Act == act && len(m.Needs) == 0 && m.To != "" }
			if slices.ContainsFunc(l.Moves, plain) && !slices.ContainsFunc(l.Moves, func(m work.Move) bool { return m.Act == act && !plain(m) }) {
				out = append(out, act)
			}
		}
	}
	return out
}

// bulkAct is an act that can be done on all that is ticked.
type bulkAct struct {
	object, act string
	n           int // on how many of the list
}

// bulkActs are those that some task of the list allows, the ones that most allow first.
func (p *workPage) bulkActs() (out []bulkAct) {
	for _, t := range p.mine {
		for _, act := range wordless(t) {
			i := slices.IndexFunc(out, func(b bulkAct) bool { return b.object == t.Object && b.act == act })
			if i < 0 {
				i = len(out)
				out = append(out, bulkAct{t.Object, act, 0})
			}
			out[i].n++
		}
	}
	slices.SortStableFunc(out, func(a, b bulkAct) int { return cmp.Compare(b.n, a.n) })
	return out
}

func (p *workPage) isTicked(t report.Task) bool {
	return slices.Contains(p.hand.ticked, ObjectKey(t.Object, t.About))
}

// mayHand reports whether who is signed in may hand tasks over: a speaker who is not the operator alone.
func (p *workPage) mayAct() bool {
	return slices.Contains(access.Speakers, p.who.Role) && p.asked == ""
}

// theOffice is a role and its party as a part of a sentence.
func (p *boardPage) theOffice(role access.Role, who muster.PartyID) string {
	return p.say("work.office", "role", p.say("role."+string(role)), "party", p.party(who))
}
