package api

import (
	"context"
	"fmt"
	"iter"
	"net/http"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"muster"
	"muster/report"
)

// StatementsAsked are the parameters of the list of statements.
type StatementsAsked struct {
	Paged
	After uint64 `query:"after" doc:"Only those after this position."`
	Kind  string `query:"kind" doc:"Only of this kind, as in pledge.entry/1."`
	By    string `query:"by" doc:"Only this party's claims, by its id: its own, and those of its submissions."`
	About string `query:"about" doc:"Only about this object, as in kiel:AUH1."`
}

// StatementAsked names a statement.
type StatementAsked struct {
	Asked
	ID string `path:"id" doc:"Its id, as in k7gkq2mz4t-12, or its position."`
}

// mostRead bounds how many statements are gone through for one page: a page of a filter that lets
// little through may be short, and its next goes on.
const mostRead = 20000

func (a *api) statements() {
	read[StatementsAsked, report.List[report.Statement]](a, huma.Operation{
		OperationID: "statements", Path: "/v1/statements", Tags: []string{"Record"}, Metadata: asFile,
		Summary:     "The statements in the order in which they were recorded",
		Description: "A page may have fewer items than its limit, even none, and still a next: so many statements were gone through. The last page has no next.",
	}, a.listStatements)
	read[StatementAsked, report.StatementAnswer](a, huma.Operation{
		OperationID: "statement", Path: "/v1/statements/{id}", Tags: []string{"Record"}, Summary: "One statement as recorded, and where it was read",
	}, func(ctx context.Context, in *StatementAsked, at asOf) (given, error) {
		s, err := a.src.Statement(ctx, at.view, in.ID)
		if err != nil {
			return given{}, err
		}
		return given{body: report.StatementAnswer{Foot: at.foot, Statement: *s}, mutable: a.erasable(s.Body)}, nil
	})
	a.plain(huma.Operation{
		OperationID: "proof", Path: "/v1/statements/{id}/proof", Tags: []string{"Record"},
		Summary: "The proof of one statement, for somebody without the record: 'muster verify FILE' checks it anywhere",
		Parameters: []*huma.Param{{
			Name: "id", In: "path", Required: true, Description: "Its id or its position.", Schema: &huma.Schema{Type: "string"},
		}},
	}, "application/json", a.proof)
	a.plain(huma.Operation{
		OperationID: "document", Path: "/v1/documents/{digest}", Tags: []string{"Record"},
		Summary: "A document's bytes, whole or a range of them",
		Parameters: []*huma.Param{{
			Name: "digest", In: "path", Required: true, Description: "SHA-256 of the document, hex.", Schema: &huma.Schema{Type: "string"},
		}},
	}, "application/octet-stream", a.document)
}

// erasable reports whether a body may be erased, so that an answer with it is not for ever.
func (a *api) erasable(body []byte) bool {
	for _, k := range a.opt.Kinds {
		if k.Erasable && strings.HasPrefix(string(body), `{"kind":"`+k.Name+`"`) {
			return true
		}
	}
	return body == nil
}

func (a *api) listStatements(ctx context.Context, in *StatementsAsked, at asOf) (g given, err error) {
	after, err := in.after()
	if err != nil {
		return g, err
	}
	after = max(after, in.After)
	f := report.Filter{Kind: in.Kind, By: muster.PartyID(in.By), About: in.About}
	all := a.src.Statements(ctx, at.view, f, muster.Seq(after))
	g = given{columns: report.Statement{}.Columns(), mutable: true}
	if form, _ := formOf(&in.Asked, true); form != formJSON {
		most := in.Limit
		g.rows = func(yield func(report.Row, error) bool) {
			n := 0
			for s, err := range all {
				if s.ID == "" && err == nil {
					continue
				}
				if !yield(s, err) {
					return
				}
				if n++; n == most {
					return
				}
			}
		}
		return g, nil
	}
	l := report.List[report.Statement]{Foot: at.foot, Items: []report.Statement{}}
	gone := 0
	next, stop := iter.Pull2(all)
	defer stop()
	for {
		s, err, more := next()
		if err != nil {
			return g, err
		}
		if !more {
			break
		}
		if len(l.Items) == in.most() || gone == mostRead {
			l.Next = in.next(at.view, after)
			break
		}
		after = uint64(s.Position)
		if gone++; s.ID != "" {
			l.Items = append(l.Items, s)
		}
	}
	g.body, g.rows = l, rowsOf(l.Items)
	return g, nil
}

// plain registers a read whose answer is bytes.
func (a *api) plain(op huma.Operation, contentType string, answer func(http.ResponseWriter, *http.Request) error) {
	op.Method = http.MethodGet
	op.Responses = map[string]*huma.Response{
		"200":     {Description: "OK", Content: map[string]*huma.MediaType{contentType: {Schema: &huma.Schema{Type: "string", Format: "binary"}}}},
		"default": refused(a.huma.OpenAPI().Components.Schemas),
	}
	a.huma.OpenAPI().AddOperation(&op)
	a.mux.HandleFunc("GET "+op.Path, func(w http.ResponseWriter, r *http.Request) {
		if err := answer(w, r); err != nil {
			writeProblem(w, a.refuse(r, &op, err))
		}
	})
}

func (a *api) proof(w http.ResponseWriter, r *http.Request) error {
	// What other processes recorded may be asked for.
	if _, err := a.src.View(r.Context(), "", nil); err != nil {
		return err
	}
	id := r.PathValue("id")
	b, err := a.src.Proof(r.Context(), id)
	if err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", "application/json")
	h.Set("Content-Disposition", fmt.Sprintf(`attachment; filename="%s.proof"`, fileName(id)))
	h.Set("Cache-Control", "private, no-cache")
	w.Write(b) //nolint:errcheck // the reader left
	return nil
}

func (a *api) document(w http.ResponseWriter, r *http.Request) error {
	digest, err := muster.ParseDigest(r.PathValue("digest"))
	if err != nil {
		return muster.Invalid("digest", err.Error())
	}
	if _, err := a.src.View(r.Context(), "", nil); err != nil {
		return err
	}
	content, name, err := a.src.Document(r.Context(), digest)
	if err != nil {
		return err
	}
	h := w.Header()
	// Somebody else's bytes: to keep, never to run.
	h.Set("Content-Type", "application/octet-stream")
	h.Set("Content-Security-Policy", "default-src 'none'; sandbox")
	h.Set("Content-Disposition", fmt.Sprintf(`attachment; filename="%s"`, fileName(or(name, digest.Hex()))))
	h.Set("Cache-Control", "private, no-cache") // it can be erased
	h.Set("ETag", `"`+digest.Hex()+`"`)
	http.ServeContent(w, r, "", time.Time{}, content)
	return nil
}

// fileName keeps letters, digits, dots, dashes and underscores.
func fileName(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '-' || r == '.' || r == '_' || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z':
			return r
		}
		return '_'
	}, s)
}
