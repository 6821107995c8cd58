package web

import (
	"net/http"
	"strings"

	"muster"

	"github.com/a-h/templ"
)

// page is what the frame around every page needs.
type page struct {
	*words
	opt     Options
	title   string // of the window, before the product's name
	section string // the entry of the menu the page belongs to
	here    bool   // the page is that entry itself
	moment  Moment // where in the record it stands; zero: it shows nothing of the record
	asked   string // known= as the reader gave it, kept on every link; empty: what is known now
	self    string // its own address with its parameters, known= among them
	method  string // by which its figures are counted, with version and digest, if one
	quick   bool   // its filters and pages are made quick by a script
	draws   bool   // it has drawings, which a script can save as pictures
	origin  string // scheme and host by which it was asked for, for addresses that are used elsewhere
	spread         // the layer laid over it
}

// current says of an entry of the menu that the page is it, or belongs to it.
func (p page) current(section string) templ.Attributes {
	switch {
	case p.section != section:
		return nil
	case p.here:
		return templ.Attributes{"aria-current": "page"}
	}
	return templ.Attributes{"aria-current": "true"}
}

func (s *site) page(title, section string) page {
	return page{words: s.words, opt: s.opt, title: title, section: section}
}

// show writes a whole page or, where drawing it fails, a fault.
func (s *site) show(w http.ResponseWriter, r *http.Request, status int, c templ.Component) {
	var b strings.Builder
	if err := c.Render(r.Context(), &b); err != nil {
		s.fault(r, "draw page", err)
		http.Error(w, s.words.say("fault.title"), http.StatusInternalServerError)
		return
	}
	text := b.String()
	if s.words.base != nil {
		text = markedUp(text, s.words.base.lang)
	}
	s.inLanguage(w)
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	w.Write([]byte(text)) //nolint:errcheck // the reader left
}

// inLanguage says which language an answer is in, and that it depends on who asks.
func (s *site) inLanguage(w http.ResponseWriter) {
	w.Header().Set("Content-Language", s.words.lang)
	w.Header().Add("Vary", "Accept-Language, Cookie")
}

// failure is a page that says what went wrong and what can be done.
type failure struct {
	page
	heading string
	reasons []string
	advice  string
	ways    []way
}

// way is a link out.
type way struct{ href, text string }

// statusOf turns kinds of refusal into a status; what is no refusal is a fault.
func statusOf(refused []*muster.Error) int {
	if len(refused) == 0 {
		return http.StatusInternalServerError
	}
	switch refused[0].Kind {
	case muster.KindMissing:
		return http.StatusNotFound
	case muster.KindDenied:
		return http.StatusForbidden
	case muster.KindConflict:
		return http.StatusConflict
	}
	return http.StatusBadRequest
}

// fail shows an error as a page.
func (s *site) fail(w http.ResponseWriter, r *http.Request, err error, ways ...way) {
	refused := muster.Refusals(err)
	status := statusOf(refused)
	f := failure{ways: append(ways, way{"/pledges", s.words.say("nav.pledges")}, way{"/search", s.words.say("overview.search")})}
	switch status {
	case http.StatusInternalServerError:
		s.fault(r, "answer", err)
		f.heading, f.advice = s.words.say("fault.title"), s.words.say("fault.advice")
	case http.StatusNotFound:
		f.heading, f.advice = s.words.say("missing.title"), s.words.say("missing.advice")
	default:
		f.heading, f.advice = s.words.say("refused.title"), s.words.say("refused.advice")
	}
	for _, e := range refused {
		f.reasons = append(f.reasons, upperFirst(s.reason(e)))
	}
	f.page = s.page(f.heading, "")
	s.show(w, r, status, f.whole())
}

// reason says why something was refused.
func (s *site) reason(e *muster.Error) string {
	if what, ok := strings.CutSuffix(e.Error(), " is not in this record"); ok && e.Kind == muster.KindMissing {
		return s.words.say("missing.reason", "what", what)
	}
	return s.words.ours(e.Error())
}

// refuse shows a refusal whose status its kind does not say.
func (s *site) refuse(w http.ResponseWriter, r *http.Request, status int, reason string) {
	f := failure{
		page: s.page(s.words.say("refused.title"), ""), heading: s.words.say("refused.title"), reasons: []string{reason},
		advice: s.words.say("refused.advice"), ways: []way{{"/pledges", s.words.say("nav.pledges")}},
	}
	s.show(w, r, status, f.whole())
}

// nowhere answers an address that is no page, and an act that no page takes.
func (s *site) nowhere(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		f := failure{
			page: s.page(s.words.say("method.title"), ""), heading: s.words.say("method.title"),
			advice: s.words.say("method.advice"), ways: []way{{"/pledges", s.words.say("nav.pledges")}},
		}
		s.show(w, r, http.StatusMethodNotAllowed, f.whole())
		return
	}
	s.fail(w, r, muster.Missing(s.words.say("missing.page", "path", printable(r.URL.Path))))
}
