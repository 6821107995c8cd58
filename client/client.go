// Package client asks a Muster elsewhere, through its API, in the shapes of package report: the same
// questions as of a record on this machine, and the same answers.
//
// Refusals come back as the *muster.Error they were. A Client may be used by several goroutines.
package client

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"muster"
	"muster/pledge"
	"muster/report"
)

// Client asks one server.
type Client struct {
	base  *url.URL
	token string
	http  *http.Client
}

// mostAnswer bounds what is read of one answer, in bytes.
const mostAnswer = 1 << 30

// New returns a client for a server's address, as in http://127.0.0.1:8080. The token may be empty:
// reads need none, but for layers that are the token's alone.
func New(server, token string) (*Client, error) {
	u, err := url.Parse(server)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return nil, muster.Invalid("server", fmt.Sprintf("found %q; accepted is an address as in http://127.0.0.1:8080", server))
	}
	u.Path = strings.TrimSuffix(u.Path, "/")
	u.RawQuery, u.Fragment = "", ""
	return &Client{base: u, token: token, http: &http.Client{}}, nil
}

// problem is a refusal as the server sends it.
type problem struct {
	Type   string `json:"type"`
	Title  string `json:"title"`
	Detail string `json:"detail"`
	Errors []struct {
		Message  string `json:"message"`
		Location string `json:"location"`
	} `json:"errors"`
}

// send sends a request and returns the body of a good answer.
func (c *Client) send(ctx context.Context, method, path string, q url.Values, header http.Header, body []byte) ([]byte, error) {
	u := c.base.JoinPath(path)
	u.RawQuery = q.Encode()
	r, err := http.NewRequestWithContext(ctx, method, u.String(), bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	for k, v := range header {
		r.Header[k] = v
	}
	if c.token != "" {
		r.Header.Set("Authorization", "Bearer "+c.token)
	}
	res, err := c.http.Do(r)
	if err != nil {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		return nil, muster.Invalid("server", fmt.Sprintf("%s cannot be reached: %v", c.base, reason(err)))
	}
	defer res.Body.Close() //nolint:errcheck // only read from
	b, err := io.ReadAll(io.LimitReader(res.Body, mostAnswer))
	if err != nil {
		return nil, fmt.Errorf("ask %s: %w", c.base, err)
	}
	if res.StatusCode/100 == 2 {
		return b, nil
	}
	return nil, c.refusal(res, b)
}

// reason is an error of net/http without the address, which is said already.
func reason(err error) error {
	var u *url.Error
	if errors.As(err, &u) {
		return u.Err
	}
	return err
}

// refusal turns a problem document back into what was refused.
func (c *Client) refusal(res *http.Response, b []byte) error {
	var p problem
	if t, _, _ := mime.ParseMediaType(res.Header.Get("Content-Type")); t != "application/problem+json" || json.Unmarshal(b, &p) != nil {
		return muster.Invalid("server", fmt.Sprintf("%s answers %s and is no Muster that this release can ask", c.base, res.Status))
	}
	if res.StatusCode >= http.StatusInternalServerError {
		return fmt.Errorf("%s: %s", c.base, p.Detail)
	}
	kind := kindOf(res.StatusCode, p.Type)
	var errs []error
	for _, e := range p.Errors {
		errs = append(errs, &muster.Error{Kind: kind, Field: field(e.Location, kind), Why: e.Message})
	}
	if len(errs) == 0 {
		errs = append(errs, &muster.Error{Kind: kind, Why: p.Detail})
	}
	if len(errs) == 1 {
		return errs[0]
	}
	return errors.Join(errs...)
}

// kindOf reads the kind of a refusal out of its type, else its status.
func kindOf(status int, problemType string) muster.ErrorKind {
	_, kind, _ := strings.Cut(problemType, "#")
	switch k := muster.ErrorKind(kind); k {
	case muster.KindInvalid, muster.KindDenied, muster.KindMissing, muster.KindConflict:
		return k
	}
	switch status {
	case http.StatusUnauthorized, http.StatusForbidden, http.StatusTooManyRequests:
		return muster.KindDenied
	case http.StatusNotFound:
		return muster.KindMissing
	case http.StatusConflict:
		return muster.KindConflict
	}
	return muster.KindInvalid
}

// field is the field that a location names, without where in the request it stood. What is missing
// names no field.
func field(location string, kind muster.ErrorKind) string {
	if kind == muster.KindMissing {
		return ""
	}
	for _, in := range []string{"query.", "path.", "header."} {
		if name, ok := strings.CutPrefix(location, in); ok {
			return name
		}
	}
	return location
}

func ask[T any](ctx context.Context, c *Client, path string, q url.Values) (*T, error) {
	b, err := c.send(ctx, http.MethodGet, path, q, http.Header{"Accept": {"application/json"}}, nil)
	if err != nil {
		return nil, err
	}
	var x T
	if err := json.Unmarshal(b, &x); err != nil {
		return nil, fmt.Errorf("read the answer of %s: %w", c.base, err)
	}
	return &x, nil
}

// whole asks for all pages of a list.
func whole[T any](ctx context.Context, c *Client, path string, q url.Values) (*report.List[T], error) {
	q.Set("limit", "1000")
	var all *report.List[T]
	for {
		l, err := ask[report.List[T]](ctx, c, path, q)
		if err != nil {
			return nil, err
		}
		if all == nil {
			all = l
		} else {
			all.Items = append(all.Items, l.Items...)
		}
		if l.Next == "" {
			all.Next = ""
			return all, nil
		}
		q.Set("cursor", l.Next)
	}
}

// params are parameters without the empty ones.
func params(pairs ...string) url.Values {
	q := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			q.Set(pairs[i], pairs[i+1])
		}
	}
	return q
}

func day(d *muster.Day) string {
	if d == nil {
		return ""
	}
	return d.String()
}

func yes(b bool) string {
	if b {
		return "yes"
	}
	return ""
}

// Record says how far the server's record goes.
func (c *Client) Record(ctx context.Context) (*report.Head, error) {
	return ask[report.Head](ctx, c, "/v1/record", url.Values{})
}

// Pledge weighs a pledge, as known at a position, day or instant; empty: now.
func (c *Client) Pledge(ctx context.Context, known, name string, q pledge.Query) (*pledge.Result, error) {
	p := params("known", known, "method", q.Method, "from", day(q.From), "to", day(q.To), "months-inside", yes(q.MonthsInside),
		"membership", q.Membership, "edition", q.Edition, "layer", overlaid(q.Layer))
	if q.GDPYear != 0 {
		p.Set("gdp-year", strconv.Itoa(q.GDPYear))
	}
	r, err := ask[report.Pledge](ctx, c, "/v1/pledges/"+url.PathEscape(name), p)
	if err != nil {
		return nil, err
	}
	return r.Back(), nil
}

// Position adds up what is known.
func (c *Client) Position(ctx context.Context, known string, q pledge.PositionQuery) (*report.Position, error) {
	var by []string
	for _, d := range q.By {
		by = append(by, string(d))
	}
	p := params("known", known, "source", string(q.Series), "measure", string(q.Event), "by", strings.Join(by, ","), "group", string(q.Group),
		"type", strings.Join(q.Types, ","), "from", day(q.From), "to", day(q.To), "currency", string(q.Currency), "rate", string(q.Rate),
		"edition", q.Edition, "layer", overlaid(q.Layer), "limit", "1000")
	var all *report.PositionAnswer
	for {
		a, err := ask[report.PositionAnswer](ctx, c, "/v1/positions", p)
		if err != nil {
			return nil, err
		}
		if all == nil {
			all = a
		} else {
			all.Rows = append(all.Rows, a.Rows...)
		}
		if a.Next == "" {
			return all.Whole(), nil
		}
		p.Set("cursor", a.Next)
	}
}

// Editions lists a series' editions and what each changed.
func (c *Client) Editions(ctx context.Context, known string, series muster.SeriesID) (*report.List[report.Edition], error) {
	l, err := whole[report.Edition](ctx, c, "/v1/series/"+url.PathEscape(string(series))+"/submissions", params("known", known))
	for _, r := range muster.Refusals(err) {
		if r.Field == "series" {
			r.Field = "source" // as the ledger and the flags name it
		}
	}
	return l, err
}

// Parties lists the parties.
func (c *Client) Parties(ctx context.Context, known string) (*report.List[report.Party], error) {
	return whole[report.Party](ctx, c, "/v1/parties", params("known", known))
}

// Contribution returns what was said of a contribution: what stands, what one edition said, or with all
// everything ever said.
func (c *Client) Contribution(ctx context.Context, known, about, edition string, all bool) ([]report.Said, error) {
	x, err := ask[report.Contribution](ctx, c, "/v1/contributions/"+url.PathEscape(about), params("known", known, "edition", edition, "all", yes(all)))
	if err != nil {
		return nil, err
	}
	return x.Items, nil
}

// Statement returns one statement, by its id or position.
func (c *Client) Statement(ctx context.Context, id string) (*report.Statement, error) {
	x, err := ask[report.StatementAnswer](ctx, c, "/v1/statements/"+url.PathEscape(id), url.Values{})
	if err != nil {
		return nil, err
	}
	return &x.Statement, nil
}

// Search finds what the record holds by the words of its texts.
func (c *Client) Search(ctx context.Context, known string, q report.SearchQuery) (*report.SearchResult, error) {
	p := params("text", q.Text, "known", known, "kind", strings.Join(q.Kinds, ","), "all", yes(q.All), "cursor", q.After)
	if q.Limit != 0 {
		p.Set("limit", strconv.Itoa(q.Limit))
	}
	x, err := ask[report.SearchAnswer](ctx, c, "/v1/search", p)
	for _, r := range muster.Refusals(err) {
		if r.Field == "cursor" {
			r.Field = "after" // as the flags name it
		}
	}
	if err != nil {
		return nil, err
	}
	return &x.SearchResult, nil
}

// Proof returns the proof file of a statement; seal.ParseProof reads it.
func (c *Client) Proof(ctx context.Context, id string) ([]byte, error) {
	return c.send(ctx, http.MethodGet, "/v1/statements/"+url.PathEscape(id)+"/proof", nil, nil, nil)
}

// Document returns a document's bytes, by its digest in hexadecimal.
func (c *Client) Document(ctx context.Context, digest string) ([]byte, error) {
	return c.send(ctx, http.MethodGet, "/v1/documents/"+url.PathEscape(digest), nil, nil, nil)
}

// Changes returns what was recorded after a position, at most 1000; where nothing is new it waits for
// so many seconds, at most 60.
func (c *Client) Changes(ctx context.Context, after muster.Seq, wait int) ([]report.Change, error) {
	q := params("after", strconv.FormatUint(uint64(after), 10), "limit", "1000", "wait", strconv.Itoa(wait))
	l, err := ask[report.List[report.Change]](ctx, c, "/v1/changes", q)
	if err != nil {
		return nil, err
	}
	return l.Items, nil
}

// Write says how statements are recorded.
type Write struct {
	Key    string // idempotency key; empty for none
	DryRun bool
}

// Say records statements, all or none. Each is a value of its kind, as *party.Party; who speaks may be
// left to the token.
func (c *Client) Say(ctx context.Context, w Write, values ...muster.Value) (*report.Recorded, error) {
	body, err := json.Marshal(values)
	if err != nil {
		return nil, err
	}
	header := http.Header{"Content-Type": {"application/json"}}
	if w.Key != "" {
		header.Set("Idempotency-Key", w.Key)
	}
	q := url.Values{}
	if w.DryRun {
		q.Set("dry_run", "true")
	}
	b, err := c.send(ctx, http.MethodPost, "/v1/statements", q, header, body)
	if err != nil {
		return nil, err
	}
	var x report.Recorded
	if err := json.Unmarshal(b, &x); err != nil {
		return nil, fmt.Errorf("read the answer of %s: %w", c.base, err)
	}
	return &x, nil
}

// Import brings a file.
func (c *Client) Import(ctx context.Context, f report.File) (*report.Account, error) {
	q := params("name", f.Name, "label", f.Label, "as-of", day(f.AsOf), "series", string(f.Series), "by", string(f.By), "title", f.Title)
	if f.DryRun {
		q.Set("dry_run", "true")
	}
	header := http.Header{"Content-Type": {"application/octet-stream"}}
	b, err := c.send(ctx, http.MethodPost, "/v1/imports/"+url.PathEscape(f.Kind), q, header, f.Data)
	if err != nil {
		return nil, err
	}
	var x report.Account
	if err := json.Unmarshal(b, &x); err != nil {
		return nil, fmt.Errorf("read the answer of %s: %w", c.base, err)
	}
	return &x, nil
}
