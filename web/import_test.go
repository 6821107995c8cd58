package web

import (
	"bytes"
	"fmt"
	"io"
	"log/slog"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"muster/access"
)

// writer lets whoever sends the header write as the operator.
func writer(src Source) http.Handler {
	return New(src, Options{
		Log: slog.New(slog.NewTextHandler(io.Discard, nil)),
		Who: func(r *http.Request) (access.Principal, bool) {
			return access.Principal{Role: access.Operator, Party: "operator"}, r.Header.Get("Cookie") == "yes"
		},
	})
}

// send posts a form with a file.
func send(t testing.TB, h http.Handler, path string, fields map[string]string, file []byte, cookie string) *httptest.ResponseRecorder {
	t.Helper()
	var b bytes.Buffer
	m := multipart.NewWriter(&b)
	for k, v := range fields {
		m.WriteField(k, v) //nolint:errcheck // a Buffer does not fail
	}
	if file != nil {
		w, _ := m.CreateFormFile("file", "Release 29.csv")
		w.Write(file) //nolint:errcheck // a Buffer does not fail
	}
	m.Close() //nolint:errcheck // a Buffer does not fail
	r := httptest.NewRequest("POST", path, &b)
	r.Header.Set("Content-Type", m.FormDataContentType())
	r.Header.Set("Cookie", cookie)
	rec := httptest.NewRecorder()
	h.ServeHTTP(rec, r)
	return rec
}

func page1(t testing.TB, h http.Handler, path string) (int, *html.Node, string) {
	t.Helper()
	r := httptest.NewRequest("GET", path, nil)
	r.Header.Set("Cookie", "yes")
	rec := httptest.NewRecorder()
	h.ServeHTTP(rec, r)
	doc, err := html.Parse(strings.NewReader(rec.Body.String()))
	if err != nil {
		t.Fatal(err)
	}
	return rec.Code, doc, rec.Body.String()
}

func TestAFileIsTriedFirstAndThenExactlyItIsRecorded(t *testing.T) {
	src := synthetic(t)
	h := writer(src)
	file := []byte("good file\n")
	rec := send(t, h, "/import", map[string]string{"kind": "kiel", "label": "Release 29", "as-of": "2026-03-31"}, file, "yes")
	at := rec.Header().Get("Location")
	if rec.Code != 303 || at != "/import/"+digestOf(file) {
		t.Fatalf("status %d to %q: %s", rec.Code, at, rec.Body)
	}
	_, doc, body := page1(t, h, at)
	checkMarkup(t, at, body, doc)
	for _, want := range []string{"Nothing is recorded yet", "against Release 28: 3 new, 1 gone", "Record exactly this file", digestOf(file)} {
		if !strings.Contains(body, want) {
			t.Errorf("the trial does not say %q", want)
		}
	}
	if src.tried[digestOf(file)].Recorded {
		t.Fatal("it was recorded before anybody said so")
	}
	if rec := send(t, h, at, nil, nil, "yes"); rec.Code != 303 || rec.Header().Get("Location") != at {
		t.Errorf("recording it: status %d", rec.Code)
	}
	_, doc, body = page1(t, h, at)
	checkMarkup(t, at, body, doc)
	if !strings.Contains(body, "Recorded: 125 statements") || !strings.Contains(body, `href="/sources/`+string(release28)) || strings.Contains(body, "Record exactly") {
		t.Error("the result does not lead to the new edition")
	}
	if code, _, body := page1(t, h, at+"/faults.csv"); code != 200 || strings.Count(body, "\n") != 78 {
		t.Errorf("the list of faults: status %d, %d lines", code, strings.Count(body, "\n"))
	}
}

func TestWhatIsWrongWithAFileStandsAtItsField(t *testing.T) {
	h := writer(synthetic(t))
	for name, c := range map[string]struct {
		fields map[string]string
		file   []byte
		status int
		field  string
	}{
		"no file":        {map[string]string{"kind": "kiel"}, nil, 400, "file"},
		"no table":       {map[string]string{"kind": "kiel"}, []byte("bad"), 400, "file"},
		"no such kind":   {map[string]string{"kind": "gold"}, []byte("good"), 400, "kind"},
		"no day":         {map[string]string{"kind": "kiel", "as-of": "tomorrow"}, []byte("good"), 400, "as-of"},
		"label taken":    {map[string]string{"kind": "kiel", "label": "taken"}, []byte("good"), 400, "label"},
		"not for kiel":   {map[string]string{"kind": "kiel", "series": "ministry"}, []byte("good"), 400, "series"},
		"much too large": {map[string]string{"kind": "kiel"}, make([]byte, mostUpload+2<<20), 413, "file"},
		"too large":      {map[string]string{"kind": "kiel"}, make([]byte, mostUpload+1), 413, "file"},
	} {
		rec := send(t, h, "/import", c.fields, c.file, "yes")
		doc, err := html.Parse(strings.NewReader(rec.Body.String()))
		if err != nil {
			t.Fatal(err)
		}
		checkMarkup(t, name, rec.Body.String(), doc)
		wrong := find(doc, func(n *html.Node) bool { return attr(n, "aria-invalid") == "true" })
		if rec.Code != c.status || len(wrong) != 1 || attr(wrong[0], "name") != c.field {
			t.Errorf("%s: status %d, %d fields marked: %v", name, rec.Code, len(wrong), wrong)
		}
	}
}

// sends tells the forms that do more than ask.
func sends(n *html.Node) bool { return n.Data == "form" && attr(n, "method") != "get" }

func TestWhoMayOnlyReadCannotWriteAndIsToldHow(t *testing.T) {
	src := synthetic(t)
	file := []byte("good")
	src.Try(t.Context(), Upload{By: "operator", Data: file}) //nolint:errcheck // it is good
	for name, h := range map[string]http.Handler{"nobody may": quiet(src), "not this one": writer(src)} {
		if _, doc, body := get(t, h, "/import"); !strings.Contains(body, "muster link") || len(find(doc, sends)) > 0 {
			t.Errorf("%s: the page does not say how to get a link, or has a form that sends something", name)
		}
		for _, path := range []string{"/import", "/import/" + digestOf(file), "/sources/" + string(release28) + "/withdraw"} {
			if rec := send(t, h, path, map[string]string{"kind": "kiel", "why": "x", "sure": "yes"}, file, ""); rec.Code != 403 || !strings.Contains(rec.Body.String(), "muster link") {
				t.Errorf("%s: POST %s: status %d", name, path, rec.Code)
			}
		}
		if code, _, _ := get(t, h, "/import/"+digestOf(file)); code != 403 {
			t.Errorf("%s: somebody else's file: status %d", name, code)
		}
	}
	if src.withdrew != "" || src.tried[digestOf(file)].Recorded {
		t.Error("something was recorded")
	}
}

func TestAnEditionIsWithdrawnWithAReasonAndNotByASlip(t *testing.T) {
	src := synthetic(t)
	h := writer(src)
	path := "/sources/" + string(release28) + "/withdraw"
	code, doc, body := page1(t, h, path)
	checkMarkup(t, path, body, doc)
	if code != 200 || !strings.Contains(body, "Figures would again be counted in Release 8") {
		t.Errorf("status %d; the page does not say what would happen", code)
	}
	post := func(v url.Values, header ...string) *httptest.ResponseRecorder {
		r := httptest.NewRequest("POST", path, strings.NewReader(v.Encode()))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("Cookie", "yes")
		for i := 0; i+1 < len(header); i += 2 {
			r.Header.Set(header[i], header[i+1])
		}
		rec := httptest.NewRecorder()
		h.ServeHTTP(rec, r)
		return rec
	}
	for _, v := range []url.Values{{}, {"why": {"the wrong file"}}, {"sure": {"yes"}}} {
		if rec := post(v); rec.Code != 400 || src.withdrew != "" {
			t.Errorf("%v: status %d", v, rec.Code)
		}
	}
	whole := url.Values{"why": {"the wrong file"}, "sure": {"yes"}}
	if rec := post(whole, "Sec-Fetch-Site", "cross-site"); rec.Code != 403 || src.withdrew != "" {
		t.Errorf("another site's form: status %d", rec.Code)
	}
	if rec := post(whole); rec.Code != 303 || src.withdrew != fmt.Sprintf("operator %s the wrong file", release28) {
		t.Errorf("status %d, withdrew %q", rec.Code, src.withdrew)
	}
	if code, _, _ := page1(t, h, "/sources/"+string(withdrawn)+"/withdraw"); code != 409 {
		t.Errorf("what was withdrawn can be withdrawn again: status %d", code)
	}
}

func TestEveryFigureAndWordIsDefined(t *testing.T) {
	_, doc, body := get(t, quiet(synthetic(t)), "/definitions")
	page := text(find(doc, tag("main"))[0])
	for _, want := range []string{
		"EUR 40 bn", "Indicative share", "Military allocations", "military-allocated/1", "Not covered", "Withheld", "Aggregate only", "Undisclosed", "Not yet reported", "Revalued", "Delivered",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page does not define %q", want)
		}
	}
	if !strings.Contains(body, `id="method-military-allocated-1"`) {
		t.Error("a method has no anchor")
	}
}
