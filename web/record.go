package web

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"muster"
	"muster/pledge"
	"muster/sheet"
)

// The parameters of the list of statements.
const (
	fieldAbout  = "about"
	fieldState  = "state"
	fieldBefore = "before"
)

// recordEach is how many statements stand on a page.
const recordEach = 50

// recordPage is the list of statements, newest first.
type recordPage struct {
	page
	rec    Record
	q      RecordQuery
	f      filter
	list   table
	paging paging
}

func (s *site) record(w http.ResponseWriter, r *http.Request) {
	p := &recordPage{page: s.pageAt(r, s.words.say("nav.record"), "record", Moment{})}
	p.here, p.quick = true, true
	refused := p.read()
	if len(refused) == 0 {
		rec, err := s.src.Record(r.Context(), p.q)
		refused = muster.Refusals(err)
		if err != nil && statusOf(refused) != http.StatusBadRequest {
			s.fail(w, r, err)
			return
		}
		p.rec, p.moment = rec, rec.Moment
	}
	p.controls(refused)
	if len(refused) > 0 {
		s.show(w, r, http.StatusBadRequest, p.whole())
		return
	}
	if p.rec.Older > 0 && given(p.params(), fieldFormat) != "" {
		w.Header().Set("Link", fmt.Sprintf(`<%s>; rel="next"`, p.with(fieldBefore, strconv.FormatUint(uint64(p.rec.Older), 10))))
	}
	if s.file(w, r, p.moment, "record", p.export()) {
		return
	}
	p.fill()
	s.show(w, r, http.StatusOK, p.whole())
}

// read reads which statements are asked for.
func (p *recordPage) read() (refused []*muster.Error) {
	v := p.params()
	seq := func(name string) muster.Seq {
		s := given(v, name)
		if s == "" {
			return 0
		}
		n, err := strconv.ParseUint(strings.ReplaceAll(s, ",", ""), 10, 63)
		if err != nil || n == 0 {
			refused = append(refused, &muster.Error{Kind: muster.KindInvalid, Field: name, Why: fmt.Sprintf("found %q; a position is a number from 1 up", s)})
		}
		return muster.Seq(n)
	}
	p.q = RecordQuery{
		Known: p.asked, Kind: given(v, fieldKind), Party: muster.PartyID(given(v, fieldParty)), About: given(v, fieldAbout), State: given(v, fieldState),
		From: seq(fieldFrom), To: seq(fieldTo), Before: seq(fieldBefore), Limit: recordEach,
	}
	switch p.q.State {
	case "", "stands", "ended":
	default:
		refused = append(refused, &muster.Error{Kind: muster.KindInvalid, Field: fieldState, Why: fmt.Sprintf("found %q; accepted are stands, ended", p.q.State)})
	}
	if p.q.From > 0 && p.q.To > 0 && p.q.To < p.q.From {
		refused = append(refused, &muster.Error{Kind: muster.KindInvalid, Field: fieldTo, Why: fmt.Sprintf("found %d, which lies before %d", p.q.To, p.q.From)})
	}
	return refused
}

// controls makes the filter.
func (p *recordPage) controls(refused []*muster.Error) {
	v := p.params()
	kinds, parties := []option{{"", p.say("filter.any")}}, []option{{"", p.say("filter.any")}}
	for _, k := range p.rec.Kinds {
		kinds = append(kinds, option{k.Name, p.does(k.Name, k.Words)})
	}
	for _, g := range p.rec.Parties {
		parties = append(parties, option{string(g.ID), g.Name})
	}
	states := []option{{"", p.say("filter.any")}, {"stands", p.say("record.stands")}, {"ended", p.say("record.ended")}}
	p.f = filter{action: "/record", label: p.say("record.filter"), refused: refused, keep: []way{{fieldKnown, p.asked}}, fields: []field{
		{name: fieldKind, label: p.say("record.kind"), value: given(v, fieldKind), options: kinds},
		{name: fieldParty, label: p.say("record.by"), value: given(v, fieldParty), options: parties},
		{name: fieldAbout, label: p.say("record.about"), value: given(v, fieldAbout), example: "kiel:DEM12"},
		{name: fieldState, label: p.say("record.state"), value: given(v, fieldState), options: states},
		{name: fieldFrom, label: p.say("record.from"), value: given(v, fieldFrom), class: "year", example: "1"},
		{name: fieldTo, label: p.say("record.to"), value: given(v, fieldTo), class: "year"},
	}}
	for _, x := range p.f.fields {
		if x.value != "" {
			p.f.reset = p.to("/record")
		}
	}
}

// fill makes the table and the ways on.
func (p *recordPage) fill() {
	p.list = table{class: "ids", caption: p.say("record.caption"), columns: []column{
		{name: p.say("record.statement"), small: p.say("record.recorded")},
		{name: p.say("statement.position"), number: true},
		{name: p.say("record.by")},
		{name: p.say("record.kind")},
		{name: p.say("record.about")},
		{name: p.say("record.state")},
	}}
	for _, l := range p.rec.Lines {
		if l.Withheld {
			p.list.rows = append(p.list.rows, row{cells: []cell{
				under(linked(string(l.ID), p.statementAt(l.ID)), p.stamp(l.Recorded)), plain(p.num64(l.Position)), {}, plain(p.say("record.withheld")), {}, {},
			}})
			continue
		}
		state := plain(p.say("record.stands"))
		if !l.Stands {
			state = coloured(plain(p.say("record.ended")), "dn")
			if l.EndedBy != "" {
				state = cell{text: p.say("record.ended"), href: p.statementAt(l.EndedBy), class: "dn"}
			}
		}
		p.list.rows = append(p.list.rows, row{cells: []cell{
			under(linked(string(l.ID), p.statementAt(l.ID)), p.stamp(l.Recorded)), plain(p.num64(l.Position)), plain(l.Speaker),
			plain(p.does(l.Kind, l.Words)), p.aboutCell(l.Kind, l.About), state,
		}})
	}
	if p.q.Before > 0 {
		p.paging.first = p.with(fieldBefore, "")
	}
	if p.rec.Older > 0 {
		p.paging.next = p.with(fieldBefore, strconv.FormatUint(uint64(p.rec.Older), 10))
	}
}

// does is what a kind of statement is, in a word.
func (p page) does(kind, words string) string {
	name, _, _ := strings.Cut(kind, "/")
	if key := "does." + name; p.has(key) {
		return p.say(key)
	}
	return words
}

// stamp is when something was recorded, to the second: "25 Nov 2026, 14:02:09".
func (w *words) stamp(t time.Time) string {
	return w.shortDay(muster.DayOf(t)) + t.UTC().Format(", 15:04:05")
}

// aboutCell leads to what a statement speaks of, where there is a page of it.
func (p page) aboutCell(kind, about string) cell {
	if about == "" {
		return cell{text: "–", aside: p.say("record.about.none")}
	}
	if href := p.aboutPath(kind, about); href != "" {
		return linked(about, href)
	}
	return plain(about)
}

// aboutPath is the address of the page of what a statement speaks of; empty: there is none.
func (p page) aboutPath(kind, about string) string {
	switch kind {
	case pledge.KindEntry:
		return p.contributionPath(about)
	case pledge.KindSubmission:
		return p.to("/sources") + "#s-" + segment(about)
	case pledge.KindTerms:
		return p.to("/pledges/" + segment(about))
	case pledge.KindMethod:
		return p.to("/definitions") + "#" + anchor("method", about)
	case "party.party/1":
		return p.partyPath(muster.PartyID(about))
	case "party.group/1":
		return p.to("/parties", fieldGroup, about)
	case "party.member/1":
		if _, party, ok := strings.Cut(about, "/"); ok {
			return p.partyPath(muster.PartyID(party))
		}
	}
	return ""
}

// anchor makes an id of an element from a name.
func anchor(what, name string) string {
	return what + "-" + strings.Map(func(r rune) rune {
		if r == '-' || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' {
			return r
		}
		return '-'
	}, name)
}

// export is the page of the list as shown; a cursor leads on.
func (p *recordPage) export() sheet.Export {
	return sheet.Export{
		Name: p.say("nav.record"), About: p.about(p.say("about.record"), p.say("about.asrecorded")),
		Columns: slices.Concat(texts("statement"), namedNumbers("position"), texts("recorded", "kind", "by", "about", "stands", "ended_by")),
		Rows: func(yield func([]string) bool) {
			for _, l := range p.rec.Lines {
				stands := strconv.FormatBool(l.Stands)
				if l.Withheld {
					stands = ""
				}
				if !yield([]string{
					string(l.ID), strconv.FormatUint(uint64(l.Position), 10), l.Recorded.UTC().Format(time.RFC3339Nano), l.Kind, l.Speaker, l.About,
					stands, string(l.EndedBy),
				}) {
					return
				}
			}
		},
	}
}

// verifyPage is what verifying the whole record showed.
type verifyPage struct {
	page
	v Verification
}

// startVerify begins a verification and leads to its page.
func (s *site) startVerify(w http.ResponseWriter, r *http.Request) {
	if err := s.src.Verify(r.Context()); err != nil {
		s.fail(w, r, err, way{"/record", s.words.say("nav.record")})
		return
	}
	http.Redirect(w, r, "/record/verification", http.StatusSeeOther)
}

func (s *site) verification(w http.ResponseWriter, r *http.Request) {
	v, err := s.src.Verification(r.Context())
	if err != nil {
		s.fail(w, r, err, way{"/record", s.words.say("nav.record")})
		return
	}
	p := &verifyPage{page: s.pageAt(r, s.words.say("verify.title"), "record", v.Moment), v: v}
	p.page.self, p.page.asked, p.quick = "", "", v.Running
	s.show(w, r, http.StatusOK, p.whole())
}

// took is how long it took, in words.
func (p *verifyPage) took() string {
	d := p.v.Ended.Sub(p.v.Began).Round(time.Second)
	if d < time.Second {
		return p.say("verify.quick")
	}
	return p.count("verify.seconds", int(d/time.Second))
}
