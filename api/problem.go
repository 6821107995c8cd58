package api

import (
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"muster"
)

// Problem types, by the kind of refusal: the fragment is the kind.
const problemType = "/v1/docs#"

// statusOf turns a refusal into a status. A name that stands in the path and is not known is missing,
// whatever the ledger calls it.
func statusOf(e *muster.Error, location string) int {
	switch e.Kind {
	case muster.KindMissing:
		return http.StatusNotFound
	case muster.KindDenied:
		return http.StatusForbidden
	case muster.KindConflict:
		return http.StatusConflict
	}
	if strings.HasPrefix(location, "path.") {
		return http.StatusNotFound
	}
	return http.StatusUnprocessableEntity
}

// located is a refusal with the place in the request that it speaks of: "query.from", "path.pledge",
// "body[2].party".
type located struct {
	why *muster.Error
	at  string
}

func (l located) Error() string { return l.why.Error() }
func (l located) Unwrap() error { return l.why }

// refuse turns an error into a problem document; what is no refusal is a fault, which is logged and
// not told.
func (a *api) refuse(r *http.Request, op *huma.Operation, err error) *huma.ErrorModel {
	var p *huma.ErrorModel
	if errors.As(err, &p) {
		return p
	}
	all := refusals(err)
	if len(all) == 0 {
		if r.Context().Err() == nil {
			a.opt.Log.ErrorContext(r.Context(), "answer", "path", r.URL.Path, "error", err)
		}
		return problem(http.StatusInternalServerError, "fault", "Something went wrong here; it was logged. The record is as it was.")
	}
	p = problem(0, string(all[0].why.Kind), "")
	var words []string
	for _, l := range all {
		at := l.at
		if at == "" {
			at = place(op, l.why)
		}
		if p.Status == 0 {
			p.Status = statusOf(l.why, at)
		}
		d := &huma.ErrorDetail{Message: l.why.Why, Location: at}
		p.Errors, words = append(p.Errors, d), append(words, l.why.Error())
	}
	p.Title, p.Detail = http.StatusText(p.Status), strings.Join(words, "\n")
	return p
}

// refusals lists the refusals in an error's tree, with their places where they have one.
func refusals(err error) (out []located) {
	switch x := err.(type) { //nolint:errorlint // the tree is walked here
	case nil:
		return nil
	case located:
		return []located{x}
	case *muster.Error:
		return []located{{x, ""}}
	case interface{ Unwrap() []error }:
		for _, u := range x.Unwrap() {
			out = append(out, refusals(u)...)
		}
	case interface{ Unwrap() error }:
		return refusals(x.Unwrap())
	}
	return out
}

// place finds where in a request the field of a refusal stands.
func place(op *huma.Operation, e *muster.Error) string {
	if op == nil {
		return e.Field
	}
	last := ""
	for _, p := range op.Parameters {
		if p.Name == e.Field {
			return p.In + "." + p.Name
		}
		if p.In == "path" {
			last = "path." + p.Name
		}
	}
	if e.Field == "" && e.Kind == muster.KindMissing {
		return last
	}
	return e.Field
}

func problem(status int, kind, detail string) *huma.ErrorModel {
	return &huma.ErrorModel{Type: problemType + kind, Status: status, Title: http.StatusText(status), Detail: detail}
}

// writeProblem writes a problem document where no operation is at work.
func writeProblem(w http.ResponseWriter, p *huma.ErrorModel) {
	h := w.Header()
	h.Set("Content-Type", "application/problem+json")
	h.Set("Cache-Control", "no-store")
	w.WriteHeader(p.Status)
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.Encode(p) //nolint:errcheck // the reader left
}

// nowhere answers a path that is none, and a method that a path does not take.
func (a *api) nowhere(w http.ResponseWriter, r *http.Request) {
	var allowed []string
	for _, m := range []string{http.MethodGet, http.MethodPost} {
		other := r.Clone(r.Context())
		other.Method = m
		if _, pattern := a.mux.Handler(other); pattern != "/" {
			allowed = append(allowed, m)
		}
	}
	if len(allowed) > 0 && !slices.Contains(allowed, r.Method) {
		w.Header().Set("Allow", strings.Join(allowed, ", "))
		writeProblem(w, problem(http.StatusMethodNotAllowed, "method", "This address takes "+strings.Join(allowed, " and ")+"."))
		return
	}
	writeProblem(w, problem(http.StatusNotFound, "missing", "There is nothing at this address: /v1/docs lists what there is."))
}
