package web

import (
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"muster"

	"github.com/a-h/templ"
)

// Moment is where in the record an answer stands: all that was known at a position.
type Moment struct {
	Known muster.Seq
	At    time.Time // when the statement there was recorded
	Root  string    // of the tree over it, base64

	Record string // id of the record, for citations; empty: it is not said
}

// position is the position as an address has it.
func (m Moment) position() string { return strconv.FormatUint(uint64(m.Known), 10) }

// pageAt is the page that answers a request as things stood at a moment.
func (s *site) pageAt(r *http.Request, title, section string, m Moment) page {
	p := s.page(title, section)
	p.moment, p.asked, p.self = m, given(r.URL.Query(), fieldKnown), r.URL.RequestURI()
	p.origin = originOf(r)
	return p
}

// to is an address of this site: with the parameters that are not empty, given as pairs, and with
// known= where the reader asked how things stood then. Every link of a page goes through it, so that
// nobody leaves the past without noticing.
func (p page) to(path string, pairs ...string) string {
	v := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			v.Set(pairs[i], pairs[i+1])
		}
	}
	if p.carries(path) && !v.Has(fieldLayer) {
		v.Set(fieldLayer, p.layerID())
	}
	if p.asked != "" && !v.Has(fieldKnown) {
		v.Set(fieldKnown, p.asked)
	}
	return address(path, v)
}

// with is the page's own address with some parameters changed; an empty value takes one away.
func (p page) with(pairs ...string) string {
	u, err := url.ParseRequestURI(p.self)
	if err != nil {
		return "/"
	}
	v := u.Query()
	for i := 0; i+1 < len(pairs); i += 2 {
		v.Del(pairs[i])
		if pairs[i+1] != "" {
			v.Set(pairs[i], pairs[i+1])
		}
	}
	return address(u.EscapedPath(), v)
}

// others are the parameters of the page's own address without some, in order of name, for a form
// that keeps them.
func (p page) others(without ...string) (out []way) {
	v := mustQuery(p.self)
	for _, name := range slices.Sorted(maps.Keys(v)) {
		if slices.Contains(without, name) {
			continue
		}
		for _, value := range v[name] {
			out = append(out, way{name, value})
		}
	}
	return out
}

// params are the parameters that the page was asked with.
func (p page) params() url.Values {
	u, err := url.ParseRequestURI(p.self)
	if err != nil {
		return nil
	}
	return u.Query()
}

// addTo adds a parameter to an address.
func addTo(href, name, value string) string {
	mark := "?"
	if strings.Contains(href, "?") {
		mark = "&"
	}
	return href + mark + name + "=" + url.QueryEscape(value)
}

// frozen is the page's address as it stands now, for ever.
func (p page) frozen() string { return p.with(fieldKnown, p.moment.position()) }

// statementAt is the address of a statement, as known where the page stands.
func (p page) statementAt(id muster.ID) string { return p.to(statementPath(id)) }

// boost makes a form or a link replace the main part of the page in place where a script runs.
func (p page) boost() templ.Attributes {
	if !p.quick {
		return nil
	}
	return templ.Attributes{"hx-boost": "true", "hx-target": "#main", "hx-select": "#main", "hx-select-oob": "#foot,#tongue", "hx-swap": "outerHTML"}
}

// boostPage is boost for links to other rows of the same list, which begin at its top.
func (p page) boostPage() templ.Attributes {
	a := p.boost()
	if a != nil {
		a["hx-swap"] = "outerHTML show:top"
	}
	return a
}

// watch makes a page that waits for something look again by itself where a script runs.
func (p page) watch() templ.Attributes {
	return templ.Attributes{"hx-get": "/record/verification", "hx-trigger": "every 2s", "hx-target": "#main", "hx-select": "#main", "hx-swap": "outerHTML"}
}
