package web

import (
	"context"
	"net/http"
	"slices"
	"strings"

	"muster"
)

// SearchSource answers what the search page asks.
type SearchSource interface {
	// Search finds what a record holds by its words, as known then. A refusal of the words themselves
	// names the field q.
	Search(ctx context.Context, known string, q Search) (*Found, error)
}

// Search asks for what has all of some words.
type Search struct {
	Text  string
	Kinds []string // as Found counts them; empty: all
	All   bool     // also what no longer stands
	After string   // Next of the page before
}

// Found is a page of hits, the best first.
type Found struct {
	Moment
	Total  int
	Capped bool // there may be more than Total
	Kinds  []FoundKind
	Hits   []Hit
	Next   string // asks for the page after this one; empty: there is none
}

// FoundKind is how many hits are of a kind.
type FoundKind struct {
	Name, Words string
	Hits        int
}

// Hit is an object, by the statement about it that fits best.
type Hit struct {
	Kind       string // short: "entry", "party", "submission"
	About      string
	Title      string
	Snippet    string
	Marks      [][2]int // where the words stand in Snippet, in bytes
	Statement  muster.ID
	Stands     bool
	Statements int
}

// searchPage is what was found.
type searchPage struct {
	page
	text    string
	found   *Found // nil: nothing was asked
	ended   int    // hits that no longer stand, where nothing that stands was found
	refused []*muster.Error
}

func (s *site) search(w http.ResponseWriter, r *http.Request) {
	v := r.URL.Query()
	p := &searchPage{page: s.pageAt(r, s.words.say("nav.search"), "search", Moment{}), text: given(v, fieldText)}
	p.here, p.quick = true, true
	status := http.StatusOK
	if p.text != "" {
		found, err := s.src.Search(r.Context(), given(v, fieldKnown), Search{
			Text: p.text, Kinds: several(v, fieldKind), All: given(v, fieldAll) != "", After: v.Get(fieldAfter),
		})
		if err != nil {
			if p.refused = muster.Refusals(err); statusOf(p.refused) != http.StatusBadRequest {
				s.fail(w, r, err)
				return
			}
			status = http.StatusBadRequest
		} else {
			p.found, p.moment = found, found.Moment
			p.ended = s.endedHits(r, p.text, found)
		}
	}
	s.show(w, r, status, p.whole())
}

// endedHits counts what no longer stands where a search found nothing that does.
func (s *site) endedHits(r *http.Request, text string, found *Found) int {
	v := r.URL.Query()
	if found.Total > 0 || given(v, fieldAll) != "" {
		return 0
	}
	all, err := s.src.Search(r.Context(), given(v, fieldKnown), Search{Text: text, Kinds: several(v, fieldKind), All: true})
	if err != nil {
		return 0
	}
	return all.Total
}

// The parameters of a search, beside its words.
const (
	fieldAll   = "all"
	fieldAfter = "after"
)

// leads is the address of what a hit is about.
func (p *searchPage) leads(h Hit) string {
	switch h.Kind {
	case "entry":
		return p.contributionPath(h.About)
	case "party":
		return p.partyPath(muster.PartyID(h.About))
	case "submission":
		return p.editionPath(h.Statement)
	case "terms":
		return p.to("/pledges/" + segment(h.About))
	}
	return p.statementAt(h.Statement)
}

// firstHits is the page's address without a cursor; empty on the first page.
func (p *searchPage) firstHits() string {
	if mustQuery(p.self).Get(fieldAfter) == "" {
		return ""
	}
	return p.with(fieldAfter, "")
}

// kindWord is a kind of hit as people say it.
func (p *searchPage) kindWord(kind string) string {
	if key := "search.kind." + kind; p.has(key) {
		return p.say(key)
	}
	return kind
}

// stretch is a piece of a snippet, marked where it is one of the words sought.
type stretch struct {
	text   string
	marked bool
}

// stretches takes a snippet apart at its marks; marks that do not fit it are passed over.
func (h Hit) stretches() (out []stretch) {
	at := 0
	marks := slices.Clone(h.Marks)
	slices.SortFunc(marks, func(a, b [2]int) int { return a[0] - b[0] })
	for _, m := range marks {
		if m[0] < at || m[1] <= m[0] || m[1] > len(h.Snippet) {
			continue
		}
		out = append(out, stretch{h.Snippet[at:m[0]], false}, stretch{h.Snippet[m[0]:m[1]], true})
		at = m[1]
	}
	return append(out, stretch{h.Snippet[at:], false})
}

// title is what a hit is called; what has no title by what it is about.
func (h Hit) title() string {
	for _, t := range []string{h.Title, h.About, string(h.Statement)} {
		if t = strings.TrimSpace(t); t != "" {
			return t
		}
	}
	return ""
}
