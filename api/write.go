package api

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"reflect"
	"strings"
	"unicode/utf8"

	"github.com/danielgtaylor/huma/v2"

	"muster"
	"muster/access"
	"muster/kinds"
	"muster/record"
	"muster/report"
	"muster/signin"
	"muster/standing"
)

// Bounds of what one write brings.
const (
	mostStatements = 1000
	mostBody       = 16 << 20
)

// StatementsGiven are the parameters of a write.
type StatementsGiven struct {
	Request
	DryRun string `query:"dry_run" enum:"true,false" doc:"Do everything but the recording."`
	Key    string `header:"Idempotency-Key" maxLength:"200" doc:"Any text of your own, kept for ever: the same key with the same statements is answered as the first time, with others it is refused."`
}

// closed are the kinds that are not recorded one by one, and how they come instead.
var closed = kinds.Closed

func (a *api) writes() {
	registry := a.huma.OpenAPI().Components.Schemas
	op := huma.Operation{
		OperationID: "record-statements", Method: http.MethodPost, Path: "/v1/statements", Tags: []string{"Record"},
		Summary: "Record statements: one, or a list of them, all or nothing", Security: signedIn, DefaultStatus: http.StatusCreated,
		Description: "The body is one statement, or a list of at most 1000. Where one of them is refused nothing is recorded, and the problem document names every one that is, as in body[2].party. " +
			"By and role are the token's, and may be left out; those of another are refused, unless the token is the operator's. Where acted_by is absent it is the token's label. An answer's position can be handed to at-least of any read.",
		Responses: map[string]*huma.Response{
			"201":     {Description: "Recorded, or in a dry run accepted", Content: map[string]*huma.MediaType{"application/json": {Schema: registry.Schema(reflect.TypeFor[report.Recorded](), true, "Recorded")}}},
			"default": refused(registry),
		},
	}
	act(a, op, func(ctx context.Context, in *StatementsGiven) (any, error) { return a.record(ctx, in) })
	statement := a.statementSchema()
	a.huma.OpenAPI().Paths[op.Path].Post.RequestBody = &huma.RequestBody{Required: true, Content: map[string]*huma.MediaType{
		"application/json": {Schema: &huma.Schema{OneOf: []*huma.Schema{
			statement, {Type: "array", Items: statement, MaxItems: new(mostStatements)},
		}}},
	}}
	a.imports(registry)
}

// signedIn says that an operation wants a token or a session.
var signedIn = []map[string][]string{{"token": {}}, {"session": {}}}

// act registers a write.
func act[I any, P interface {
	*I
	request() *Request
}](a *api, op huma.Operation, do func(ctx context.Context, in *I) (any, error)) {
	o := &op
	huma.Register(a.huma, op, func(ctx context.Context, in *I) (*out, error) {
		q := P(in).request()
		answer, err := do(ctx, in)
		if err != nil {
			if item := a.huma.OpenAPI().Paths[op.Path]; item != nil {
				o = item.Post
			}
			return nil, a.refuse(q.r, o, err)
		}
		return &out{func(huma.Context) {
			q.w.Header().Set("Content-Type", formJSON)
			q.w.WriteHeader(op.DefaultStatus)
			e := json.NewEncoder(q.w)
			e.SetEscapeHTML(false)
			e.Encode(answer) //nolint:errcheck // the reader left; what was recorded is
		}}, nil
	})
}

func (q *Request) request() *Request { return q }

// record records the statements of a request.
func (a *api) record(ctx context.Context, in *StatementsGiven) (*report.Recorded, error) {
	if packed := in.r.Header.Get("Content-Encoding"); packed != "" && packed != "identity" {
		p := problem(http.StatusUnsupportedMediaType, "invalid", fmt.Sprintf("found the body packed as %q; accepted are statements as they are", packed))
		p.Errors = []*huma.ErrorDetail{{Message: p.Detail, Location: "header.Content-Encoding"}}
		return nil, p
	}
	raw, err := body(in.w, in.r, mostBody)
	if err != nil {
		return nil, err
	}
	who := whoOf(ctx)
	items, single, err := parted(raw)
	if err != nil {
		return nil, err
	}
	place := func(i int) string {
		if single {
			return "body"
		}
		return fmt.Sprintf("body[%d]", i)
	}
	values := make([]muster.Value, len(items))
	var errs []error
	for i, item := range items {
		v, err := a.decode(item, place(i))
		if err != nil {
			errs = append(errs, err)
			continue
		}
		values[i] = v
		if err := complete(v, who); err != nil {
			errs = append(errs, at(err, place(i)))
		}
	}
	if len(errs) > 0 {
		return nil, errors.Join(errs...)
	}
	req := &record.Request{By: values[0].Common().By, Key: in.Key, DryRun: in.DryRun == "true"}
	if in.Key != "" {
		sum := sha256.Sum256(raw)
		req.Input = hex.EncodeToString(sum[:])
		values[0].Common().Request = &muster.Request{Key: req.Key, Input: req.Input, Statements: len(values)}
	}
	ids := make([]muster.ID, len(values))
	req.Make = func(w *record.Writer) error { return add(w, values, ids, place) }
	rec, err := a.src.Record(ctx, req)
	if err != nil {
		return nil, keyed(err)
	}
	out := &report.Recorded{DryRun: req.DryRun, Again: rec.Again, Items: []report.Verdict{}}
	if !req.DryRun {
		out.First, out.Position = rec.First, rec.Last
	}
	for i, v := range values {
		x := report.Verdict{Verdict: "recorded", Kind: v.Common().Kind, Position: rec.First + muster.Seq(i)}
		switch {
		case req.DryRun:
			x.Verdict, x.Position = "accepted", 0
		case rec.Again:
			x.ID = a.idAt(ctx, x.Position)
		default:
			x.ID = ids[i]
		}
		out.Items = append(out.Items, x)
	}
	return out, nil
}

// add writes every statement and goes on after one that is refused, so that all refusals are told at
// once; the request is then taken back whole.
func add(w *record.Writer, values []muster.Value, ids []muster.ID, place func(int) string) error {
	var errs []error
	first := values[0].Common().Request
	for i, v := range values {
		if w.Len() == 0 && i > 0 {
			v.Common().Request = first // the first was refused; the next stands in for it until all is taken back
		}
		ids[i] = w.ID(w.Len())
		if e, ok := v.(*record.Erase); ok {
			if err := w.TakeOut(e); err != nil {
				errs = append(errs, at(err, place(i)))
				continue
			}
		}
		err := w.Add(v)
		if err == nil {
			continue
		}
		if len(muster.Refusals(err)) == 0 {
			return err
		}
		errs = append(errs, at(err, place(i)))
	}
	return errors.Join(errs...)
}

// idAt is the id of a statement that was recorded.
func (a *api) idAt(ctx context.Context, at muster.Seq) muster.ID {
	v, err := a.src.View(ctx, "", nil)
	if err != nil {
		return ""
	}
	return muster.NewID(v.RecordID(), uint64(at))
}

// at says of refusals where in a request they belong.
func at(err error, place string) error {
	var all []error
	for _, r := range muster.Refusals(err) {
		p := place
		if r.Field != "" {
			p += "." + r.Field
		}
		all = append(all, located{r, p})
	}
	return errors.Join(all...)
}

// keyed says of refusals of a key that they belong to its header.
func keyed(err error) error {
	for _, r := range refusals(err) {
		if r.at == "" && r.why.Field == "key" {
			return located{r.why, "header.Idempotency-Key"}
		}
	}
	return err
}

// complete says who speaks and in what role where a statement does not, and who typed it. Nobody speaks
// for others, or in a role that is not theirs, but the operator.
func complete(v muster.Value, who signin.Who) error {
	e := v.Common()
	if e.ActedBy == "" {
		e.ActedBy = or(who.Label, "token "+who.Pass)
	}
	if who.Role == access.Operator {
		if e.By == "" {
			e.By = who.Party
		}
		return nil
	}
	acts := who.Principal()
	for _, said := range []struct{ field, found, own string }{{"by", string(e.By), string(who.Party)}, {"role", e.Role, string(who.Role)}} {
		if said.found != "" && said.found != said.own {
			return &muster.Error{Kind: muster.KindDenied, Field: said.field, Why: fmt.Sprintf("found %q; you act as %s: leave it out, or say %q", said.found, acts.Words(), said.own)}
		}
	}
	e.By, e.Role = who.Party, string(who.Role)
	return nil
}

// body reads a request's body, bounded.
func body(w http.ResponseWriter, r *http.Request, most int64) ([]byte, error) {
	raw, err := io.ReadAll(http.MaxBytesReader(w, r.Body, most))
	var long *http.MaxBytesError
	if errors.As(err, &long) {
		return nil, tooLong(most)
	}
	if err != nil {
		return nil, cutOff()
	}
	return raw, nil
}

// tooLong refuses a body that has more bytes than are taken.
func tooLong(most int64) error {
	p := problem(http.StatusRequestEntityTooLarge, "large", fmt.Sprintf("The body has more than %d MiB, the most that is taken here.", most>>20))
	p.Errors = []*huma.ErrorDetail{{Message: p.Detail, Location: "body"}}
	return p
}

// cutOff refuses a body that did not come whole.
func cutOff() error {
	p := problem(http.StatusBadRequest, "invalid", "The body did not come whole.")
	p.Errors = []*huma.ErrorDetail{{Message: p.Detail, Location: "body"}}
	return p
}

// malformed refuses a body that is no JSON, or has the wrong shape.
func malformed(place, why string) error {
	p := problem(http.StatusBadRequest, "invalid", why)
	p.Errors = []*huma.ErrorDetail{{Message: why, Location: place}}
	return p
}

// parted takes a body apart: one statement, or a list of them.
func parted(raw []byte) (items []json.RawMessage, single bool, err error) {
	text := bytes.TrimSpace(raw)
	switch {
	case len(text) == 0:
		return nil, true, malformed("body", "the body is empty; accepted is one statement as a JSON object, or a list of them")
	case !utf8.Valid(text):
		return nil, true, malformed("body", "the body has bytes that are no UTF-8, which would be recorded as something else; accepted is JSON in UTF-8")
	case !json.Valid(text):
		return nil, true, malformed("body", "the body is no JSON; accepted is one statement as an object, or a list of them")
	}
	if name, again := twice(text); again {
		return nil, true, malformed("body", fmt.Sprintf("an object has the field %q more than once; accepted is one", name))
	}
	if text[0] == '{' {
		return []json.RawMessage{text}, true, nil
	}
	if err := json.Unmarshal(text, &items); err != nil {
		return nil, false, malformed("body", "accepted is one statement as an object, or a list of them")
	}
	if len(items) == 0 || len(items) > mostStatements {
		return nil, false, located{&muster.Error{Kind: muster.KindInvalid, Why: fmt.Sprintf("found %d statements; accepted are 1 to %d in one request", len(items), mostStatements)}, "body"}
	}
	return items, false, nil
}

// decode reads one statement by its kind's declaration. What the kind does not have is refused, so that
// a mistyped field is not lost.
func (a *api) decode(raw json.RawMessage, place string) (muster.Value, error) {
	invalid := func(field, why string) error {
		if field != "" {
			field = "." + field
		}
		return located{&muster.Error{Kind: muster.KindInvalid, Field: strings.TrimPrefix(field, "."), Why: why}, place + field}
	}
	var e struct {
		Kind    string          `json:"kind"`
		Request json.RawMessage `json:"request"`
	}
	if err := json.Unmarshal(raw, &e); err != nil {
		return nil, invalid("", "a statement is a JSON object whose kind is text")
	}
	var kind *standing.Kind
	var names []string
	for i, k := range a.opt.Kinds {
		if _, no := closed[k.Name]; !no {
			names = append(names, k.Name)
		}
		if k.Name == e.Kind {
			kind = &a.opt.Kinds[i]
		}
	}
	switch why, no := closed[e.Kind]; {
	case no:
		return nil, invalid("kind", fmt.Sprintf("found %s; %s", e.Kind, why))
	case kind == nil:
		return nil, invalid("kind", fmt.Sprintf("found %q; accepted are %s", e.Kind, strings.Join(names, ", ")))
	case e.Request != nil:
		return nil, invalid("request", "the record writes it; send the header Idempotency-Key")
	}
	v := kind.New()
	d := json.NewDecoder(bytes.NewReader(raw))
	d.DisallowUnknownFields()
	if err := d.Decode(v); err != nil {
		var wrong *json.UnmarshalTypeError
		if errors.As(err, &wrong) {
			return nil, invalid(strings.ReplaceAll(wrong.Field, "Envelope.", ""), fmt.Sprintf("found %s; accepted is %s", wrong.Value, wrong.Type))
		}
		if _, name, ok := strings.Cut(err.Error(), "unknown field "); ok {
			name = strings.Trim(name, `"`)
			return nil, invalid(name, fmt.Sprintf("a statement of kind %s has no such field", e.Kind))
		}
		return nil, invalid("", strings.TrimPrefix(err.Error(), "json: "))
	}
	return v, nil
}
