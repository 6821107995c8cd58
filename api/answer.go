package api

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"net/http"
	"reflect"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"muster"
	"muster/report"
	"muster/sheet"
	"muster/standing"
)

// Request lets a handler see the request itself: its headers and its body.
type Request struct {
	r *http.Request
	w http.ResponseWriter
	c huma.Context
}

// appender is an answer that writes its own JSON, as encoding/json would write its documented shape.
type appender interface {
	AppendJSON(b []byte) ([]byte, error)
}

// Resolve implements huma.Resolver.
func (q *Request) Resolve(ctx huma.Context) []error {
	q.r, q.w = humago.Unwrap(ctx)
	q.c = ctx
	return nil
}

// Asked are the parameters of every read.
type Asked struct {
	Request
	Known     string `query:"known" doc:"As known at a position (4711), a day (2026-11-23) or an instant (2026-11-23T17:30:00Z); absent: now. What was said by then never changes; who may see it is as of now."`
	Effective string `query:"effective" doc:"Effective on this day, as in 2026-11-23; absent: today."`
	AtLeast   uint64 `query:"at-least" doc:"Wait until this server has taken in this position, as a write answered it."`
	Format    string `query:"format" enum:"json,csv,ndjson" doc:"The form of the answer, where the Accept header does not say it. CSV and lines of JSON carry all rows unless limit is given."`
}

func (q *Asked) asked() *Asked { return q }

type asking interface{ asked() *Asked }

// Paged are the parameters of a read that has pages.
type Paged struct {
	Asked
	Limit  int    `query:"limit" minimum:"1" maximum:"1000" doc:"How many items a page has; absent: 100."`
	Cursor string `query:"cursor" maxLength:"400" doc:"The next of the page before; other parameters stay as they were."`

	from         cursor // what Cursor says, once view read it
	list, digest string // of listed and question, once they were asked for
}

// asOf is what a read answers from.
type asOf struct {
	view standing.View
	foot report.Foot
}

// given is what a read answers.
type given struct {
	foot    report.Foot
	body    any                          // the JSON answer
	columns []string                     // of the rows
	rows    iter.Seq2[report.Row, error] // the same as rows of a file; nil where there are none
	daily   bool                         // it depends on the effective day
	own     bool                         // it shows a layer, which changes, and may be one reader's alone
	mutable bool                         // what it holds can be erased, whatever known says
	timely  bool                         // it says for how long something has been so: it depends on the time of day
}

// rowsOf are rows of an answer for a file.
func rowsOf[T report.Row](items []T) iter.Seq2[report.Row, error] {
	return func(yield func(report.Row, error) bool) {
		for _, x := range items {
			if !yield(x, nil) {
				return
			}
		}
	}
}

// out is a response written by hand.
type out struct {
	Body func(huma.Context)
}

// read registers a read that answers with a B.
func read[I, B any](a *api, op huma.Operation, answer func(ctx context.Context, in *I, at asOf) (given, error)) {
	op.Method = http.MethodGet
	registry := a.huma.OpenAPI().Components.Schemas
	content := map[string]*huma.MediaType{"application/json": {Schema: registry.Schema(reflect.TypeFor[B](), true, op.OperationID)}}
	if op.Metadata["rows"] != nil { // it can be had as a file
		content["text/csv"] = &huma.MediaType{Schema: &huma.Schema{Type: "string"}}
		content["application/x-ndjson"] = &huma.MediaType{Schema: &huma.Schema{Type: "string"}}
	}
	op.Responses = map[string]*huma.Response{"200": {Description: "OK", Content: content, Headers: footHeaders}}
	o := &op
	op.Responses["default"] = refused(registry)
	huma.Register(a.huma, op, func(ctx context.Context, in *I) (*out, error) {
		q := any(in).(asking).asked()
		fail := func(err error) (*out, error) { return nil, a.refuse(q.r, a.operation(o), err) }
		v, err := a.view(ctx, in, q)
		if err != nil {
			return fail(err)
		}
		foot, err := a.src.Foot(ctx, v)
		if err != nil {
			return fail(err)
		}
		key := "" // whoever goes through a list asks for each page once: they would drive out what is asked for again, and the list
		if p, ok := any(in).(interface{ paged() *Paged }); !ok || p.paged().Cursor == "" {
			key = answerKey(q, v, q.r.Header.Get("Accept"))
		}
		if kept, ok := a.memo.get(key); ok {
			if b, ok := kept.(readyAnswer); ok {
				return &out{func(huma.Context) { b.write(q) }}, nil
			}
		}
		g, err := answer(ctx, in, asOf{v, foot})
		if err != nil {
			return fail(err)
		}
		if g.foot.Known == 0 {
			g.foot = foot
		}
		form, err := formOf(q, g.rows != nil)
		if err != nil {
			return fail(err)
		}
		if g.mutable && q.Known != "" || g.own || g.timely {
			key = "" // what is erased later is gone from it; and a layer is for whom it is for
		}
		g.mutable = g.mutable || g.own || g.timely
		// Who does not see all may see more tomorrow, as known at the same position.
		fixed := isPosition(q.Known) && (!g.daily || q.Effective != "") && !g.mutable && v.All
		return &out{func(huma.Context) { a.write(q, v, g, form, fixed, key) }}, nil
	})
}

// operation is the registered one, whose parameters are known.
func (a *api) operation(op *huma.Operation) *huma.Operation {
	if item := a.huma.OpenAPI().Paths[op.Path]; item != nil && item.Get != nil {
		return item.Get
	}
	return op
}

// The forms of an answer.
const (
	formJSON   = "application/json"
	formCSV    = "text/csv"
	formNDJSON = "application/x-ndjson"
)

// formOf chooses the form: what format says, else the first that the Accept header names.
func formOf(q *Asked, rows bool) (string, error) {
	form := map[string]string{"json": formJSON, "csv": formCSV, "ndjson": formNDJSON}[q.Format]
	if q.Format == "" {
		form = formJSON
		for part := range strings.SplitSeq(q.r.Header.Get("Accept"), ",") {
			name, weight, _ := strings.Cut(strings.TrimSpace(part), ";")
			if w := strings.ReplaceAll(weight, " ", ""); strings.HasPrefix(w, "q=0") && strings.Trim(w, "q=0.") == "" {
				continue
			}
			if name = strings.ToLower(strings.TrimSpace(name)); name == formJSON || name == "*/*" || rows && (name == formCSV || name == formNDJSON) {
				if name != "*/*" {
					form = name
				}
				break
			}
		}
	}
	if form != formJSON && !rows {
		return "", muster.Invalid("format", fmt.Sprintf("found %q; this answer has no rows: accepted is json", q.Format))
	}
	return form, nil
}

// write writes an answer, or that it is the one the reader has, and keeps it under its key.
func (a *api) write(q *Asked, v standing.View, g given, form string, fixed bool, key string) {
	cache := "private, no-cache"
	if fixed {
		cache = "private, max-age=31536000, immutable"
	}
	if form != formJSON {
		heads(q.w.Header(), g.foot, cache)
		a.stream(q, v, g, form)
		return
	}
	room, _ := rooms.Get().(*[]byte)
	b, err := encode((*room)[:0], g.body)
	defer func() {
		if *room = b; cap(b) <= mostRoom {
			rooms.Put(room)
		}
	}()
	if err != nil {
		a.opt.Log.ErrorContext(q.r.Context(), "answer", "path", q.r.URL.Path, "error", err)
		writeProblem(q.w, problem(http.StatusInternalServerError, "fault", "This answer could not be written; it was logged."))
		return
	}
	ready := readyAnswer{g.foot, b, tagOf(b), cache}
	ready.write(q)
	if key != "" {
		ready.body = bytes.Clone(b)
		a.memo.put(key, ready, len(b))
	}
}

// rooms are where answers are written before they are sent; each is used again and again.
var rooms = sync.Pool{New: func() any { return new([]byte) }}

// mostRoom bounds a room that is kept for further answers.
const mostRoom = 256 << 10

// encode appends an answer and a line's end. A body in it is as it was recorded: nothing is escaped for
// HTML.
func encode(b []byte, body any) ([]byte, error) {
	if x, ok := body.(appender); ok {
		b, err := x.AppendJSON(b)
		return append(b, '\n'), err
	}
	w := bytes.NewBuffer(b)
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	err := e.Encode(body)
	return w.Bytes(), err
}

// readyAnswer is an answer in JSON as it goes out.
type readyAnswer struct {
	foot       report.Foot
	body       []byte
	tag, cache string
}

func (b readyAnswer) write(q *Asked) {
	h := q.w.Header()
	heads(h, b.foot, b.cache)
	if same(q, b.tag) {
		return
	}
	h.Set("Content-Type", formJSON)
	h.Set("Content-Length", strconv.Itoa(len(b.body)))
	q.w.Write(b.body) //nolint:errcheck // the reader left
}

// heads says in an answer's headers what it rests on, and how long it may be kept.
func heads(h http.Header, foot report.Foot, cache string) {
	h.Set("Muster-Known", strconv.FormatUint(uint64(foot.Known), 10))
	h.Set("Muster-Known-At", foot.KnownAt.UTC().Format(time.RFC3339Nano))
	h.Set("Muster-Root", foot.Root)
	h.Set("Vary", "Accept, Authorization, Cookie")
	h.Set("Cache-Control", cache)
}

// tagOf is the strong tag of an answer.
func tagOf(b []byte) string {
	sum := sha256.Sum256(b)
	return `"` + base64.RawURLEncoding.EncodeToString(sum[:18]) + `"`
}

// same sets the tag of an answer and says whether the reader has it already.
func same(q *Asked, tag string) bool {
	q.w.Header().Set("ETag", tag)
	for t := range strings.SplitSeq(q.r.Header.Get("If-None-Match"), ",") {
		if t = strings.TrimSpace(t); t == "*" || strings.TrimPrefix(t, "W/") == tag {
			q.w.WriteHeader(http.StatusNotModified)
			return true
		}
	}
	return false
}

// stream writes rows as they come. The tag of a stream is made of what it is made of: root, question
// and release.
func (a *api) stream(q *Asked, v standing.View, g given, form string) {
	h := sha256.New()
	fmt.Fprintln(h, len(a.spec), form, g.foot.Root, v.Effective, v.Eyes(), q.r.URL.Path, q.r.URL.Query().Encode())
	if !g.mutable && same(q, `"`+base64.RawURLEncoding.EncodeToString(h.Sum(nil)[:18])+`"`) {
		return
	}
	if form == formCSV {
		q.w.Header().Set("Content-Type", "text/csv; charset=utf-8; header=present")
	} else {
		q.w.Header().Set("Content-Type", formNDJSON)
	}
	unhurried(q.w)
	if err := writeRows(q.w, g, form); err != nil {
		if q.r.Context().Err() == nil {
			a.opt.Log.ErrorContext(q.r.Context(), "stream", "path", q.r.URL.Path, "error", err)
		}
		panic(http.ErrAbortHandler) // so that half an answer is not taken for a whole one
	}
}

func writeRows(w io.Writer, g given, form string) error {
	if form == formNDJSON {
		e := json.NewEncoder(w)
		e.SetEscapeHTML(false)
		for row, err := range g.rows {
			if err != nil {
				return err
			}
			if err := e.Encode(row); err != nil {
				return err
			}
		}
		return nil
	}
	c := csv.NewWriter(w)
	if err := c.Write(g.columns); err != nil {
		return err
	}
	for row, err := range g.rows {
		if err != nil {
			return err
		}
		cells := row.Cells()
		for i, s := range cells {
			cells[i] = sheet.Harmless(s)
		}
		if err := c.Write(cells); err != nil {
			return err
		}
	}
	c.Flush()
	return c.Error()
}

var footHeaders = map[string]*huma.Param{
	"ETag":            {Description: "Of this answer; send it back in If-None-Match.", Schema: &huma.Schema{Type: "string"}},
	"Muster-Known":    {Description: "The position the answer rests on.", Schema: &huma.Schema{Type: "integer"}},
	"Muster-Known-At": {Description: "When the statement at that position was recorded.", Schema: &huma.Schema{Type: "string", Format: "date-time"}},
	"Muster-Root":     {Description: "Root of the tree at that position, base64.", Schema: &huma.Schema{Type: "string"}},
}

// refused is the description of every refusal.
func refused(r huma.Registry) *huma.Response {
	return &huma.Response{
		Description: "A refusal: what was found, where, and what would be accepted",
		Content: map[string]*huma.MediaType{
			"application/problem+json": {Schema: r.Schema(reflect.TypeFor[huma.ErrorModel](), true, "Problem")},
		},
	}
}
