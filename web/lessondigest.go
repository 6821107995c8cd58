package web

import (
	"net/http"
	"strings"

	"muster"
	"muster/access"
	"muster/lesson"
	"muster/report"
	"muster/work"
)

// digestPath is where a digest of lessons is.
const digestPath = "/lessons/digest"

const (
	fieldFor   = "for"
	fieldSince = "since"
)

// digestPage is what was learned, for an audience: to read, and to print and hand out.
type digestPage struct {
	registerPage
	d *LessonDigest
	f filter
}

func (s *site) lessonDigest(w http.ResponseWriter, r *http.Request) {
	v := r.URL.Query()
	var wrong filter
	q := report.LessonDigestQuery{For: muster.Audience(given(v, fieldFor)), Line: given(v, fieldLine)}
	if since := dayField(&wrong, fieldSince, given(v, fieldSince)); since != 0 {
		q.Since = &since
	}
	d, err := s.src.LessonDigest(r.Context(), given(v, fieldKnown), q)
	if err != nil {
		s.fail(w, r, err, way{digestPath, s.words.say("digest.title")})
		return
	}
	p := &digestPage{d: d, f: wrong}
	p.registerPage = s.register(r, lesson.Life.Object, digestPath, d.Around, work.Declared{}, nil)
	p.title, p.here, p.board, p.object = p.say("digest.title"), true, "lessons.digest", ""
	p.choose(q, given(v, fieldSince))
	if len(p.f.refused) > 0 {
		s.show(w, r, http.StatusBadRequest, p.whole())
		return
	}
	if given(v, fieldFormat) != "" {
		e, err := p.sectionFile(p.d.Sections(), "digest", p.say("digest.about", "whom", p.whom()), p.say("digest.note"))
		if err != nil {
			s.fail(w, r, err, way{digestPath, p.title})
			return
		}
		if s.file(w, r, p.moment, "lessons-digest", e) {
			return
		}
	}
	s.show(w, r, http.StatusOK, p.whole())
}

// choose is the form that says for whom the digest is.
func (p *digestPage) choose(q report.LessonDigestQuery, since string) {
	whom := field{name: fieldFor, label: p.say("digest.for"), value: string(q.For), options: []option{{"", p.audienceWords(muster.Audience(access.WhomParticipants))}, {string(access.WhomPublic), p.audienceWords(muster.Audience(access.WhomPublic))}}}
	for _, g := range p.d.Groups {
		whom.options = append(whom.options, option{"group/" + string(g.ID), g.Name})
	}
	parties := map[string]string{}
	for id, name := range p.around.Parties {
		parties["party/"+string(id)] = name
	}
	whom.options = append(whom.options, p.choiceOf(fieldFor, "", "", parties).options[1:]...)
	lines := map[string]string{}
	for _, l := range lesson.Lines {
		lines[l] = upperFirst(p.choiceWord("lines", l))
	}
	p.f.action, p.f.label, p.f.keep = digestPath, p.say("digest.choose"), []way{{fieldKnown, p.asked}}
	p.f.fields = []field{whom, p.choiceOf(fieldLine, p.say("say.lines"), q.Line, lines), {name: fieldSince, label: p.say("digest.since"), value: since, class: "day", example: "2026-01-01"}}
	strays(&p.f)
	if string(q.For)+q.Line+since != "" {
		p.f.reset = p.to(digestPath)
	}
}

// whom is for whom the digest is, in words.
func (p *digestPage) whom() string {
	for _, o := range p.f.fields[0].options {
		if o.value == p.f.fields[0].value {
			return o.text
		}
	}
	return string(p.d.For)
}

// lead says what the digest holds.
func (p *digestPage) lead() string {
	words := p.count("digest.lead", len(p.d.Lessons), "whom", p.whom())
	if p.d.Line != "" {
		words += " " + p.say("digest.line", "line", p.choiceWord("lines", p.d.Line))
	}
	if p.d.Since != nil {
		words += " " + p.say("digest.sincewords", "day", p.day(*p.d.Since))
	}
	return words
}

// digestPart is one of the things that a lesson says.
type digestPart struct{ name, text string }

// parts are what a lesson says, in the reader's language where it has it.
func (p *digestPage) parts(l report.DigestLesson) (all []digestPart) {
	for _, x := range []struct {
		key  string
		text muster.Text
	}{{"digest.happened", l.Observation}, {"digest.why", l.Discussion}, {"digest.follows", l.Conclusion}, {"digest.do", l.Recommendation}} {
		if len(x.text) > 0 {
			all = append(all, digestPart{p.say(x.key), x.text.In(p.lang)})
		}
	}
	if l.Document != "" {
		all = append(all, digestPart{p.say("digest.changed"), p.say("digest.document", "document", l.Document, "version", l.Version, "day", p.dayOf(l.Changed))})
	}
	return all
}

// beneath is where a lesson is, since when, and along which lines.
func (p *digestPage) beneath(l report.DigestLesson) string {
	var lines []string
	for _, x := range l.Lines {
		lines = append(lines, p.choiceWord("lines", x))
	}
	return dotted(l.Lesson, upperFirst(p.stateWord(l.State)), p.say("digest.learned", "day", p.shortDay(l.Since)), strings.Join(lines, ", "))
}
