package web

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"muster"

	"github.com/a-h/templ"
)

// faultsEach is how many faults stand on a page.
const faultsEach = 50

// editionPage is one edition: what it changed, what it was read from, what was doubted.
type editionPage struct {
	page
	e       EditionAccount
	note    note
	noted   bool // there is a release note
	faults  []muster.Fault
	list    table
	paging  paging
	writing bool   // the reader may withdraw it
	f       filter // chooses the edition compared with
}

func (s *site) edition(w http.ResponseWriter, r *http.Request) {
	p, err := s.editionOf(r)
	if err != nil {
		s.fail(w, r, err, way{"/sources", s.words.say("nav.sources")})
		return
	}
	known := given(r.URL.Query(), fieldKnown)
	status := http.StatusOK
	asked := given(r.URL.Query(), fieldAgainst)
	p.f = withRefusals(filter{
		action: "/sources/" + segment(string(p.e.ID)), label: p.say("note.against.form"), keep: []way{{fieldKnown, p.asked}},
		fields: []field{againstField(p.page, p.e, printable(asked))},
	})
	switch {
	case p.e.Withdrawn != "":
	case len(p.f.refused) > 0:
		status = http.StatusBadRequest
	default:
		rel, err := s.src.Release(r.Context(), known, p.e.ID, muster.ID(asked))
		if err != nil {
			s.fail(w, r, err)
			return
		}
		p.note, p.noted = note{page: p.page, r: rel, e: p.e.EditionLine, against: asked}, true
	}
	if p.faults, err = s.src.Faults(r.Context(), known, p.e.ID); err != nil {
		s.fail(w, r, err)
		return
	}
	g, from, to := p.pagesOf(len(p.faults), faultsEach, pageAsked(given(r.URL.Query(), fieldPage)))
	p.paging, p.list = anchored(g, "#faults"), p.faultTable(p.say("faults.caption", "from", strconv.Itoa(from+1), "to", strconv.Itoa(to), "n", p.num(len(p.faults))), p.faults[from:to])
	s.show(w, r, status, p.whole())
}

// editionOf finds the edition that an address names.
func (s *site) editionOf(r *http.Request) (*editionPage, error) {
	e, err := s.src.Edition(r.Context(), given(r.URL.Query(), fieldKnown), muster.ID(printable(r.PathValue("id"))))
	if err != nil {
		return nil, err
	}
	p := &editionPage{page: s.pageAt(r, e.Label, "sources", e.Moment), e: e}
	p.quick = true
	_, p.writing = s.may(r)
	return p, nil
}

// anchored leads to a part of the page.
func anchored(g paging, anchor string) paging {
	for _, href := range []*string{&g.prev, &g.next, &g.first} {
		if *href != "" {
			*href += anchor
		}
	}
	return g
}

// faultTable shows faults by sheet, row and column.
func (p page) faultTable(caption string, faults []muster.Fault) table {
	t := table{class: "faults", caption: caption, columns: []column{
		{name: p.say("faults.row"), small: p.say("faults.sheet")},
		{name: p.say("faults.column")},
		{name: p.say("faults.verdict")},
		{name: p.say("faults.found")},
		{name: p.say("faults.accepts")},
		{name: p.say("faults.why")},
	}}
	for _, f := range faults {
		place := plain("–")
		if f.Row > 0 {
			place = plain(p.num(f.Row))
		}
		verdict := plain(p.say("faults.note"))
		if f.Refused {
			verdict = coloured(plain(p.say("faults.refused")), "dn")
		}
		t.rows = append(t.rows, row{cells: []cell{under(place, f.Sheet), plain(f.Column), verdict, plain(p.found(f.Found)), plain(f.Accepts), plain(beyond(f))}})
	}
	return t
}

// beyond is why a fault is one, where that is more than what was found and what is accepted.
func beyond(f muster.Fault) string {
	if f.Accepts != "" && strings.HasPrefix(f.Why, "found ") && strings.HasSuffix(f.Why, f.Accepts) {
		return ""
	}
	return f.Why
}

// found is the cell as it stands, cut where it is longer than a line or two; the file has all of it.
func (p page) found(s string) string {
	if s == "" {
		return p.say("faults.empty")
	}
	r := []rune(s)
	if len(r) > 120 {
		return string(r[:119]) + "…"
	}
	return s
}

// state is what became of the edition, in a sentence.
func (p *editionPage) state() templ.Component {
	switch {
	case p.e.Withdrawn != "":
		return p.rich("edition.withdrawn", "by", link(p.statementAt(p.e.Withdrawn), string(p.e.Withdrawn)), "why", p.e.Why)
	case p.e.Stands:
		return p.rich("edition.stands")
	case p.e.Later != "":
		return p.rich("edition.later", "later", p.e.Later)
	}
	return p.rich("edition.waits")
}

// size is a number of bytes for people.
func (p page) size(n int64) string {
	switch {
	case n < 1000:
		return p.count("size.bytes", int(n))
	case n < 1000*1000:
		return p.say("size.kb", "n", strconv.FormatFloat(float64(n)/1000, 'f', 1, 64))
	}
	return p.say("size.mb", "n", strconv.FormatFloat(float64(n)/1e6, 'f', 1, 64))
}

func documentPath(digest string) string { return "/documents/" + segment(digest) }

// document hands out a document as it is kept, to be saved and never to be shown or run here.
func (s *site) document(w http.ResponseWriter, r *http.Request) {
	digest := r.PathValue("digest")
	if _, err := muster.ParseDigest(digest); err != nil {
		s.fail(w, r, muster.Missing(s.words.say("missing.document", "digest", printable(digest))), way{"/sources", s.words.say("nav.sources")})
		return
	}
	d, err := s.src.Document(r.Context(), digest)
	if err != nil {
		s.fail(w, r, err, way{"/sources", s.words.say("nav.sources")})
		return
	}
	kind := "application/octet-stream"
	if d.Format == "lines" || d.Format == "faults" {
		kind = "text/csv; charset=utf-8; header=present"
	}
	w.Header().Set("ETag", fmt.Sprintf("%q", digest))
	w.Header().Set("Digest", "sha-256="+digest)
	sendFile(w, kind, d.Name, d.Bytes)
}
