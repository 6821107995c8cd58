package web

import (
	"net/http"

	"muster"
)

// may says for which party a request may record something.
func (s *site) may(r *http.Request) (muster.PartyID, bool) {
	if s.opt.May == nil {
		return "", false
	}
	return s.opt.May(r)
}

// ownSite refuses what another site's page had a reader's browser send.
func (s *site) ownSite(next http.Handler) http.Handler {
	guard := http.NewCrossOriginProtection()
	guard.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.fail(w, r, muster.Denied(s.words.say("write.foreign")))
	}))
	return guard.Handler(next)
}

// now is where the record stands; nowhere, where that cannot be told.
func (s *site) now(r *http.Request) Moment {
	m, err := s.src.Now(r.Context())
	if err != nil {
		s.opt.Log.ErrorContext(r.Context(), "answer", "path", r.URL.Path, "error", err)
	}
	return m
}
