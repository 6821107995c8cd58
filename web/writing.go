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
