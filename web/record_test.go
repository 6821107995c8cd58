package web

import (
	"encoding/json"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

func TestTheRecordIsReadByCursorAndEachStatementOnce(t *testing.T) {
	src := synthetic(t)
	h, seen := quiet(src), map[string]bool{}
	for href := "/record?kind=pledge.entry%2F1"; href != ""; {
		_, doc, _ := get(t, h, href)
		for _, n := range names(doc) {
			if seen[n] {
				t.Fatalf("%s is listed twice", n)
			}
			seen[n] = true
		}
		href = ""
		for _, a := range find(doc, func(n *html.Node) bool { return attr(n, "rel") == "next" }) {
			href = attr(a, "href")
		}
	}
	if len(seen) != len(src.rows) {
		t.Errorf("%d statements, want %d", len(seen), len(src.rows))
	}
}

func TestTheRecordIsFiltered(t *testing.T) {
	src := synthetic(t)
	h := quiet(src)
	for query, want := range map[string]int{
		"state=ended": 1, "about=" + url.QueryEscape(src.rows[5].Contribution): 1, "from=103&to=105": 3, "kind=pledge.terms%2F1": 0,
	} {
		status, doc, _ := get(t, h, "/record?"+query)
		if got := len(names(doc)); status != 200 || got != want {
			t.Errorf("%s: status %d, %d statements, want %d", query, status, got, want)
		}
	}
}

func TestVerifyingIsAnActOfItsOwn(t *testing.T) {
	src := synthetic(t)
	h := quiet(src)
	if _, doc, _ := get(t, h, "/record/verification"); !strings.Contains(text(doc), "has not been read through") {
		t.Error("before the first time the page does not say so")
	}
	rec := httptest.NewRecorder()
	h.ServeHTTP(rec, httptest.NewRequest("POST", "/record/verify", nil))
	if rec.Code != 303 || rec.Header().Get("Location") != "/record/verification" {
		t.Fatalf("status %d to %q", rec.Code, rec.Header().Get("Location"))
	}
	_, doc, body := get(t, h, "/record/verification")
	checkMarkup(t, "verification", body, doc)
	if !strings.Contains(text(doc), "All 5,914 statements hold") || !strings.Contains(text(doc), "Only a head kept elsewhere tells") {
		t.Error("the page does not say what was found, and what that cannot tell")
	}
	src.checked.Findings = []string{"statement k7gkq2mz4t-12 at position 12: its body or its salt was changed"}
	if _, doc, _ := get(t, h, "/record/verification"); !strings.Contains(text(doc), "does not hold: 1 finding") || !strings.Contains(text(doc), "k7gkq2mz4t-12") {
		t.Error("a finding is not named")
	}
	foreign := httptest.NewRequest("POST", "/record/verify", nil)
	foreign.Header.Set("Sec-Fetch-Site", "cross-site")
	rec = httptest.NewRecorder()
	h.ServeHTTP(rec, foreign)
	if rec.Code != 403 {
		t.Errorf("another site's form was taken: status %d", rec.Code)
	}
}

func TestAStatementIsAFileWithItsProof(t *testing.T) {
	rec := httptest.NewRecorder()
	quiet(synthetic(t)).ServeHTTP(rec, httptest.NewRequest("GET", "/statements/k7gkq2mz4t-120.json?known=5000", nil))
	var got struct {
		ID    string
		Head  string
		Body  map[string]any
		Known int
	}
	if err := json.Unmarshal(rec.Body.Bytes(), &got); err != nil || got.ID != "k7gkq2mz4t-120" || got.Known != 5000 || got.Body["kind"] != "pledge.entry/1" || got.Head == "" {
		t.Errorf("%v: %s", err, rec.Body)
	}
}

func TestAStatementLeadsToWhatItIsAboutAndToItsNeighbours(t *testing.T) {
	_, doc, _ := get(t, quiet(synthetic(t)), "/statements/k7gkq2mz4t-120?known=5000")
	acts := find(doc, func(n *html.Node) bool { return n.Data == "p" && hasClass(n, "acts") })[0]
	var hrefs []string
	for _, a := range find(acts, tag("a")) {
		hrefs = append(hrefs, attr(a, "href"))
	}
	all := strings.Join(hrefs, " ")
	for _, want := range []string{"/contributions/kiel:", "/statements/k7gkq2mz4t-119?known=5000", "/statements/k7gkq2mz4t-121?known=5000", ".json"} {
		if !strings.Contains(all, want) {
			t.Errorf("no way to %s: %s", want, all)
		}
	}
}
