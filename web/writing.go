package web

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"

	"muster"
	"muster/access"
)

// signed says who signed in, if anybody did.
func (s *site) signed(r *http.Request) (access.Principal, bool) {
	if s.opt.Who == nil {
		return access.Anybody(), false
	}
	return s.opt.Who(r)
}

// may says for which party a request may record an edition or withdraw one, which is the operator's to
// do.
func (s *site) may(r *http.Request) (muster.PartyID, bool) {
	p, ok := s.signed(r)
	return p.Party, ok && p.Role == access.Operator
}

// ownSite refuses what another site's page had a reader's browser send.
func (s *site) ownSite(next http.Handler) http.Handler {
	guard := http.NewCrossOriginProtection()
	guard.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.fail(w, r, muster.Denied(s.words.say("write.foreign")))
	}))
	return guard.Handler(next)
}

// mostForm is the most that a form without a file holds.
const mostForm = 1 << 20

// bringing are the addresses that take a file; they bound it themselves.
var bringing = []string{"/import", "/layers/import"}

// bounded reads a form that was sent, of which there is never much, before anybody looks at it.
func (s *site) bounded(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodPost || slices.Contains(bringing, r.URL.Path) || strings.HasPrefix(r.URL.Path, attachPath) {
			next.ServeHTTP(w, r)
			return
		}
		most := int64(mostForm)
		if strings.HasPrefix(r.URL.Path, listsPath) {
			most = mostList
		}
		r.Body = http.MaxBytesReader(w, r.Body, most)
		err := r.ParseForm()
		if err == nil {
			err = r.ParseMultipartForm(most)
		}
		var large *http.MaxBytesError
		switch {
		case errors.As(err, &large):
			s.refuse(w, outlasting(r), http.StatusRequestEntityTooLarge, s.words.say("form.large"))
		case err != nil && !errors.Is(err, http.ErrNotMultipart):
			s.refuse(w, outlasting(r), http.StatusBadRequest, s.words.say("import.unread"))
		default:
			next.ServeHTTP(w, r)
		}
	})
}

// outlasting is a request whose answer is written although what was sent did not come whole, which
// ends a request's context.
func outlasting(r *http.Request) *http.Request {
	return r.WithContext(context.WithoutCancel(r.Context()))
}

// now is where the record stands; nowhere, where that cannot be told.
func (s *site) now(r *http.Request) Moment {
	m, err := s.src.Now(r.Context())
	if err != nil {
		s.fault(r, "answer", err)
	}
	return m
}

// fault logs what went wrong here, unless it is that the reader left.
func (s *site) fault(r *http.Request, what string, err error) {
	if r.Context().Err() == nil {
		s.opt.Log.ErrorContext(r.Context(), what, "path", r.URL.Path, "error", err)
	}
}
