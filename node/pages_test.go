package node

import (
	"bytes"
	"io"
	"log/slog"
	"math/rand/v2"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"muster"
	"muster/access"
	"muster/web"
)

// served is a fresh record with its pages, for somebody who may write.
func served(t testing.TB) (*Node, http.Handler) {
	t.Helper()
	n, err := Open(t.Context(), Config{Data: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { n.Close() }) //nolint:errcheck // a test's record
	return n, web.New(pages{n}, web.Options{
		Log: slog.New(slog.NewTextHandler(io.Discard, nil)), Who: func(*http.Request) (access.Principal, bool) {
			return access.Principal{Role: access.Operator, Party: "operator"}, true
		},
	})
}

func ask(h http.Handler, method, path string, body io.Reader, kind string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, path, body)
	if kind != "" {
		r.Header.Set("Content-Type", kind)
	}
	rec := httptest.NewRecorder()
	h.ServeHTTP(rec, r)
	return rec
}

// bring tries a file of entries and records it, and returns the page of the result.
func bring(t *testing.T, h http.Handler, label, day, text string) string {
	t.Helper()
	var b bytes.Buffer
	m := multipart.NewWriter(&b)
	for k, v := range map[string]string{"kind": "entries", "label": label, "as-of": day, "series": "ministry"} {
		m.WriteField(k, v) //nolint:errcheck // a Buffer does not fail
	}
	w, _ := m.CreateFormFile("file", "entries.csv")
	w.Write([]byte(text)) //nolint:errcheck // a Buffer does not fail
	m.Close()             //nolint:errcheck // a Buffer does not fail
	rec := ask(h, "POST", "/import", &b, m.FormDataContentType())
	at := rec.Header().Get("Location")
	if rec.Code != 303 {
		t.Fatalf("%s: status %d: %s", label, rec.Code, rec.Body)
	}
	if rec := ask(h, "POST", at, nil, ""); rec.Code != 303 {
		t.Fatalf("%s: status %d: %s", label, rec.Code, rec.Body)
	}
	return ask(h, "GET", at, nil, "").Body.String()
}

const (
	firstEdition  = "contribution,event,party,date,type,amount,currency\na,committed,de,2024-08-01,military,100.50,EUR\nb,committed,fr,2024-09-01,military,20,EUR\nx,committed,atlantis,2024-09-01,military,20,EUR\n"
	secondEdition = "contribution,event,party,date,type,amount,currency\na,committed,de,2024-08-01,military,150.75,EUR\nc,committed,it,2024-10-01,financial,7,EUR\n"
)

// TestWhatIsBroughtOnAPageStandsAndCanBeTakenBack goes the whole way on a real record.
func TestWhatIsBroughtOnAPageStandsAndCanBeTakenBack(t *testing.T) {
	n, h := served(t)
	page := bring(t, h, "First", "2024-12-01", firstEdition)
	if !strings.Contains(page, "Recorded: ") || !strings.Contains(page, "atlantis") {
		t.Errorf("the result does not name its refusal:\n%s", page)
	}
	first := regexp.MustCompile(`/sources/[a-z0-9]+-[0-9]+`).FindString(page)
	size := n.State.Durable()
	if again := bring(t, h, "First", "2024-12-01", firstEdition); n.State.Durable() != size || !strings.Contains(again, "the same bytes were recorded before") {
		t.Errorf("the same bytes were recorded twice: %d, then %d statements", size, n.State.Durable())
	}
	second := regexp.MustCompile(`/sources/[a-z0-9]+-[0-9]+`).FindString(bring(t, h, "Second", "2025-01-01", secondEdition))
	note := ask(h, "GET", second, nil, "").Body.String()
	for _, want := range []string{"1 new", "1 gone", "1 changed", "EUR 157.75", "EUR 120.50", "+50.25", "−20.00", "+7.00"} {
		if !strings.Contains(note, want) {
			t.Errorf("the release note does not say %q", want)
		}
	}
	if then := ask(h, "GET", first+"?known="+strconv.FormatUint(uint64(size), 10), nil, "").Body.String(); !strings.Contains(then, "It stands") || !strings.Contains(then, "As it was known.") {
		t.Error("as known then the first edition does not stand")
	}
	digest := regexp.MustCompile(`/documents/([0-9a-f]{64})`).FindString(ask(h, "GET", first, nil, "").Body.String())
	if got := ask(h, "GET", digest, nil, "").Body.String(); got != firstEdition {
		t.Errorf("the file comes back as %q", got)
	}
	if list := ask(h, "GET", "/record?about=de", nil, "").Body.String(); strings.Count(list, `href="/statements/`) != 1 {
		t.Error("the statement that names a party is not found by what it is about")
	}
	form := url.Values{"why": {"the wrong year"}, "sure": {"yes"}}.Encode()
	if rec := ask(h, "POST", second+"/withdraw", strings.NewReader(form), "application/x-www-form-urlencoded"); rec.Code != 303 {
		t.Fatalf("withdrawing: status %d: %s", rec.Code, rec.Body)
	}
	if got := ask(h, "GET", second, nil, "").Body.String(); !strings.Contains(got, "the wrong year") {
		t.Error("the withdrawn edition does not say why")
	}
	if got := ask(h, "GET", first, nil, "").Body.String(); !strings.Contains(got, "It stands") {
		t.Error("the first edition does not stand again")
	}
	ask(h, "POST", "/record/verify", nil, "")
	for strings.Contains(ask(h, "GET", "/record/verification", nil, "").Body.String(), "Under way") {
		ask(h, "POST", "/record/verify", nil, "")
	}
	if got := ask(h, "GET", "/record/verification", nil, "").Body.String(); !strings.Contains(got, "statements hold") {
		t.Errorf("the record does not hold:\n%s", got)
	}
	if list := ask(h, "GET", "/record?about=ministry:a", nil, "").Body.String(); strings.Count(list, `href="/statements/`) != 2 {
		t.Errorf("two statements speak of the contribution; the list leads to %d", strings.Count(list, `href="/statements/`))
	}
}

// TestNoAddressOfThePagesIsAFault asks every route of a real record with random parameters.
func TestNoAddressOfThePagesIsAFault(t *testing.T) {
	n, h := served(t)
	bring(t, h, "First", "2024-12-01", firstEdition)
	page := bring(t, h, "Second", "2025-01-01", secondEdition)
	edition := regexp.MustCompile(`/sources/[a-z0-9]+-[0-9]+`).FindString(page)
	id := string(muster.NewID(n.Log.ID(), 3))
	paths := []string{
		"/parties", "/parties/de", "/parties/\x00", "/sources", edition, edition + "/changes", edition + "/withdraw", "/sources/" + id, "/documents/" + strings.Repeat("a", 64),
		"/record", "/record/verification", "/import", "/import/" + strings.Repeat("0", 64), "/import/x/faults.csv", "/definitions", "/statements/" + id, "/statements/" + id + ".json",
		"/statements/.json", "/pledges", "/pledges/washington-2024",
	}
	names := []string{"known", "q", "kind", "group", "source", "sort", "page", "format", "measure", "fate", "party", "about", "state", "from", "to", "before", "series", "label", "as-of"}
	values := []string{
		"", "1", "0", "-1", "7", "99999999999999999999", "2024-07-10", "tomorrow", "de", "nato", "military", "committed", "committed EUR", "new", "stands", "ended", "csv", "pdf", "ministry",
		"ministry:a", "-name", "name", "pledge.entry/1", "operator", "\x00", "%00", strings.Repeat("ü", 300), `"><script>`, "2026-11-23T17:30:00Z",
	}
	r := rand.New(rand.NewPCG(3, 4))
	for range 1500 {
		v := url.Values{}
		for range r.IntN(5) {
			v.Set(names[r.IntN(len(names))], values[r.IntN(len(values))])
		}
		u := &url.URL{Path: paths[r.IntN(len(paths))], RawQuery: v.Encode()}
		req := httptest.NewRequest("GET", "/", nil)
		req.URL, req.RequestURI = u, u.RequestURI()
		rec := httptest.NewRecorder()
		h.ServeHTTP(rec, req)
		if rec.Code >= 500 {
			t.Errorf("GET %s: status %d: %.200s", u, rec.Code, rec.Body)
		}
		if rec.Code == 200 && strings.Contains(rec.Body.String(), "⟦") {
			t.Errorf("GET %s: a word is missing", u)
		}
	}
}
