package web

import (
	"net/http"

	"muster"
	"muster/board"
	"muster/matching"
	"muster/record"
)

// matchPage is one match.
type matchPage struct {
	objectPage
	m *MatchDetail
}

func (s *site) match(w http.ResponseWriter, r *http.Request) {
	if p, err := s.matchOf(r); err != nil {
		s.fail(w, r, err, way{"/needs", s.words.say("nav.needs")})
	} else {
		s.show(w, r, http.StatusOK, p.whole())
	}
}

func (s *site) matchOf(r *http.Request) (*matchPage, error) {
	m, err := s.src.Match(r.Context(), given(r.URL.Query(), fieldKnown), printable(r.PathValue("id")))
	if err != nil {
		return nil, err
	}
	p := &matchPage{m: m}
	p.objectPage = s.objectPage(r, "needs", matchPath(m.About), m.Around, m.History)
	p.title = p.say("match.title", "id", m.About)
	p.actForms(&matching.Life, matching.KindAct, p.line(), m.Object, m.Audience)
	return p, s.remarks(r, &p.objectPage, matching.Life.Object, m.About, m.Audience)
}

// line is the match as a line of a board.
func (p *matchPage) line() board.Line {
	return board.Line{ID: p.m.About, Statement: p.m.Statement, State: p.m.State(), Life: p.m.Life}
}

func (s *site) actOnMatch(w http.ResponseWriter, r *http.Request) {
	id := printable(r.PathValue("id"))
	s.recordForm(w, r, []string{matching.KindAct, record.KindNote}, id, matchPath(id), func(refused []*muster.Error) {
		p, err := s.matchOf(r)
		if err != nil {
			s.fail(w, r, err, way{"/needs", s.words.say("nav.needs")})
			return
		}
		p.took(r.PostForm, refused)
		s.show(w, r, statusOf(refused), p.whole())
	})
}

// next says who must act on the match, until when.
func (p *matchPage) next() (who, when string, late bool) {
	return p.waits(&matching.Life, p.line(), p.m.Need.Priority == 1, map[string]muster.Day{"needed_by": p.m.Need.NeededBy, "ready": p.m.Offer.Ready})
}
