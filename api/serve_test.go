package api_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"muster"
	"muster/node"
	"muster/signin"
)

// server is a record that is served.
type server struct {
	t     testing.TB
	n     *node.Node
	cfg   node.Config
	url   string
	token string
	stop  func()
}

// start serves a fresh record with an edition, GDP, rates and a ministry's list in it.
func start(t testing.TB) *server {
	t.Helper()
	s := open(t, t.TempDir())
	d, err := muster.ParseDay("2025-12-31")
	if err != nil {
		t.Fatal(err)
	}
	for _, im := range []node.Import{
		{Kind: "kiel", Name: "activities-1.csv", Label: "Edition 1", AsOf: &d},
		{Kind: "gdp", Name: "gdp.csv"},
		{Kind: "rates", Name: "rates.csv"},
		{Kind: "entries", Name: "entries-1.csv", Series: "ministry", Label: "first", AsOf: &d},
	} {
		im.Data = file(t, im.Name)
		if _, err := s.n.Import(t.Context(), im); err != nil {
			t.Fatalf("%s: %v", im.Name, err)
		}
	}
	return s
}

func file(t testing.TB, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("../cli/testdata/files", name))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// open opens a record in a folder, beginning it where there is none, and serves it.
func open(t testing.TB, data string) *server {
	t.Helper()
	s := &server{t: t, cfg: node.Config{Data: data}}
	var err error
	if s.n, err = node.Open(t.Context(), s.cfg); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	ready, ended := make(chan string, 1), make(chan error, 1)
	go func() {
		ended <- s.n.Serve(ctx, node.Pages{Listen: "127.0.0.1:0", Ready: func(url string) { ready <- strings.TrimSuffix(url, "/") }})
	}()
	select {
	case s.url = <-ready:
	case err := <-ended:
		t.Fatal(err)
	}
	stopped := false
	s.stop = func() {
		if stopped {
			return
		}
		stopped = true
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
		if err := s.n.Close(); err != nil {
			t.Error(err)
		}
	}
	t.Cleanup(s.stop)
	if _, s.token, err = node.Desk(s.cfg).NewToken(signin.Pass{For: "operator", Label: "a test"}, node.Clock()); err != nil {
		t.Fatal(err)
	}
	return s
}

// reply is an answer with its body read.
type reply struct {
	*http.Response
	body []byte
}

// do sends a request; headers are name and value in turn.
func (s *server) do(method, path string, body []byte, headers ...string) reply {
	s.t.Helper()
	r, err := http.NewRequestWithContext(s.t.Context(), method, s.url+path, bytes.NewReader(body))
	if err != nil {
		s.t.Fatal(err)
	}
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
		if headers[i] == "Host" {
			r.Host = headers[i+1]
		}
	}
	client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	res, err := client.Do(r)
	if err != nil {
		s.t.Fatal(err)
	}
	defer res.Body.Close() //nolint:errcheck // only read from
	b, err := io.ReadAll(res.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	return reply{res, b}
}

func (s *server) get(path string, headers ...string) reply {
	s.t.Helper()
	return s.do(http.MethodGet, path, nil, headers...)
}

// post sends JSON with the token.
func (s *server) post(path, body string, headers ...string) reply {
	s.t.Helper()
	return s.do(http.MethodPost, path, []byte(body), append([]string{"Authorization", "Bearer " + s.token, "Content-Type", "application/json"}, headers...)...)
}

// want reads a JSON answer with a status into v.
func (r reply) want(t testing.TB, status int, v any) {
	t.Helper()
	if r.StatusCode != status {
		t.Fatalf("%s %s: status %d, want %d\n%s", r.Request.Method, r.Request.URL, r.StatusCode, status, r.body)
	}
	if v == nil {
		return
	}
	if err := json.Unmarshal(r.body, v); err != nil {
		t.Fatalf("%s: %v\n%s", r.Request.URL, err, r.body)
	}
}

// problem is a refusal.
type problem struct {
	Type   string
	Status int
	Detail string
	Errors []struct{ Message, Location string }
}

// refused wants a problem document with a status that points at these places.
func (r reply) refused(t *testing.T, status int, locations ...string) problem {
	t.Helper()
	var p problem
	r.want(t, status, &p)
	if ct := r.Header.Get("Content-Type"); ct != "application/problem+json" {
		t.Errorf("%s: %s", r.Request.URL, ct)
	}
	if p.Status != status || p.Detail == "" && len(p.Errors) == 0 {
		t.Errorf("%s: %s", r.Request.URL, r.body)
	}
	var got []string
	for _, e := range p.Errors {
		got = append(got, e.Location)
		if e.Message == "" {
			t.Errorf("%s: %s has no words", r.Request.URL, e.Location)
		}
	}
	if strings.Join(got, " ") != strings.Join(locations, " ") {
		t.Errorf("%s %s: points at %q, want %q\n%s", r.Request.Method, r.Request.URL, got, locations, r.body)
	}
	return p
}
