package web

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"muster"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
)

// languages are the catalogues there are. The first is what a reader gets whose browser asks for
// none of them.
var languages = []*words{english, ukrainian}

// fieldLang is the parameter with which a reader chooses a language, and the cookie that keeps it.
const fieldLang = "lang"

var matcher = language.NewMatcher(tags())

func tags() (out []language.Tag) {
	for _, w := range languages {
		out = append(out, language.Make(w.lang))
	}
	return out
}

// catalogue is the one of a language.
func catalogue(lang string) (*words, bool) {
	i := slices.IndexFunc(languages, func(w *words) bool { return w.lang == lang })
	if i < 0 {
		return nil, false
	}
	return languages[i], true
}

// readers is the catalogue for whoever asks: the language chosen once, else the one that the browser
// would rather have.
func readers(r *http.Request) *words {
	if c, err := r.Cookie(fieldLang); err == nil {
		if w, ok := catalogue(c.Value); ok {
			return w
		}
	}
	asked, _, err := language.ParseAcceptLanguage(r.Header.Get("Accept-Language"))
	if err != nil {
		return languages[0]
	}
	if _, i, sure := matcher.Match(asked...); sure >= language.High {
		return languages[i]
	}
	return languages[0]
}

// formOf is the form of a noun that a language has for a number: one, few, many or other.
func formOf(lang string, n int) string {
	if n < 0 {
		n = -n
	}
	if n >= 1_000_000 { // the rules take no more; what they ask of a number, its last digits tell
		n = n%1_000_000 + 1_000_000
	}
	switch plural.Cardinal.MatchPlural(language.Make(lang), n, 0, 0, 0, 0) {
	case plural.One:
		return "one"
	case plural.Few:
		return "few"
	case plural.Many:
		return "many"
	}
	return "other"
}

// formats that a program reads: the same bytes for everybody, in English.
var forPrograms = []string{"csv", "xlsx", "json", "ndjson"}

// addressKey finds the address that a page was asked for, for the switch of languages.
type addressKey struct{}

// inLanguages answers each request from the site in its reader's language.
func inLanguages(sites map[*words]http.Handler) http.Handler {
	return http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		v, reads := r.URL.Query(), r.Method == http.MethodGet || r.Method == http.MethodHead
		if reads && v.Has(fieldLang) {
			if w, ok := catalogue(v.Get(fieldLang)); ok {
				choose(rw, r, w)
				return
			}
		}
		w := readers(r)
		if slices.Contains(forPrograms, v.Get(fieldFormat)) {
			w = english
		}
		here := "/"
		if reads {
			here = r.URL.RequestURI()
		}
		sites[w].ServeHTTP(rw, r.WithContext(context.WithValue(r.Context(), addressKey{}, here)))
	})
}

// choose keeps the language that a reader chose, and shows the same page in it.
func choose(rw http.ResponseWriter, r *http.Request, w *words) {
	http.SetCookie(rw, &http.Cookie{
		Name: fieldLang, Value: w.lang, Path: "/", MaxAge: 400 * 24 * 60 * 60, HttpOnly: true, Secure: r.TLS != nil, SameSite: http.SameSiteLaxMode,
	})
	v := r.URL.Query()
	v.Del(fieldLang)
	rw.Header().Set("Cache-Control", "no-store")
	// One slash only: with two the rest would be read as another host.
	http.Redirect(rw, r, address("/"+strings.TrimLeft(r.URL.EscapedPath(), `/\`), v), http.StatusSeeOther)
}

// single are the parameters of which a page heeds one value.
var single = []string{fieldKnown, fieldFrom, fieldTo, fieldEdition, fieldLayer, fieldFormat, fieldLang}

// spoken refuses a language that there is not, and parameters that cannot be read or say two things at
// once: a page would heed some and be silent about the rest.
func (s *site) spoken(next http.Handler) http.Handler {
	return http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		v, err := url.ParseQuery(r.URL.RawQuery)
		if err != nil {
			s.fail(rw, r, muster.Invalid("", s.words.say("query.unread")))
			return
		}
		for _, name := range single {
			said := slices.DeleteFunc(slices.Compact(slices.Sorted(slices.Values(v[name]))), func(s string) bool { return s == "" })
			if len(said) > 1 {
				s.fail(rw, r, muster.Invalid(name, s.words.say("query.twice", "one", printable(said[0]), "other", printable(said[1]))))
				return
			}
		}
		if lang := r.URL.Query().Get(fieldLang); lang != "" {
			var have []string
			for _, w := range languages {
				have = append(have, w.lang)
			}
			s.fail(rw, r, muster.Invalid(fieldLang, fmt.Sprintf("found %q; accepted are %s", lang, strings.Join(have, ", "))))
			return
		}
		next.ServeHTTP(rw, r)
	})
}

// tongue is another language to read a page in, and the page's address in it.
type tongue struct{ lang, text, href string }

func (p page) tongues(ctx context.Context) (out []tongue) {
	here, _ := ctx.Value(addressKey{}).(string)
	if here == "" {
		here = "/"
	}
	for _, w := range languages {
		if w != p.words {
			out = append(out, tongue{w.lang, w.say("language.switch"), addTo(here, fieldLang, w.lang)})
		}
	}
	return out
}
