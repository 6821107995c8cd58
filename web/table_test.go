package web

import (
	"net/http/httptest"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// drawnTable is a table on a page of its own.
func drawnTable(t *testing.T, p page, tb table) *html.Node {
	t.Helper()
	var b strings.Builder
	if err := p.table(tb).Render(t.Context(), &b); err != nil {
		t.Fatal(err)
	}
	doc, err := html.Parse(strings.NewReader(b.String()))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func aPage() page {
	s := &site{words: english}
	p := s.page("A list", "parties")
	p.self, p.asked, p.quick = "/parties?kind=state&known=12&page=3&sort=name", "12", true
	return p
}

func TestAHeadingSortsTheOtherWayAndGoesBackToTheFirstPage(t *testing.T) {
	tb := table{
		sorted:  "name",
		columns: []column{{name: "Name", sort: "name"}, {name: "EUR m", sort: "amount", number: true}, {name: "Note"}},
		rows:    []row{{cells: []cell{linked("Germany", "/parties/de"), plain("12.5"), unknown("withheld")}}},
		total:   []cell{plain("All"), plain("12.5"), {}},
	}
	doc := drawnTable(t, aPage(), tb)
	heads := find(doc, func(n *html.Node) bool { return attr(n, "role") == "columnheader" })
	if got := attr(heads[0], "aria-sort"); got != "ascending" {
		t.Errorf("the column it is sorted by is announced as %q", got)
	}
	links := find(doc, func(n *html.Node) bool { return hasClass(n, "sort") })
	for i, want := range []string{"/parties?kind=state&known=12&sort=-name", "/parties?kind=state&known=12&sort=-amount"} {
		if got := attr(links[i], "href"); got != want {
			t.Errorf("heading %d leads to %s, want %s", i, got, want)
		}
	}
	if len(links) != 2 {
		t.Errorf("%d headings sort, want 2", len(links))
	}
	for _, td := range find(doc, func(n *html.Node) bool { return n.Data == "td" && !hasClass(n, "none") }) {
		if attr(td, "data-l") == "" {
			t.Errorf("%s: a phone would not say which column it is", text(td))
		}
	}
}

func TestLinksOfAPageInThePastStayThere(t *testing.T) {
	p := aPage()
	for _, got := range []string{p.to("/sources"), p.with(fieldPage, "2"), p.statementAt("k7gkq2mz4t-12")} {
		if !strings.Contains(got, "known=12") {
			t.Errorf("%s leaves the past", got)
		}
	}
	if got := p.with(fieldKnown, "", fieldPage, ""); got != "/parties?kind=state&sort=name" {
		t.Errorf("the way back to now is %s", got)
	}
}

func TestTheScriptIsKeptForEverUnderItsContent(t *testing.T) {
	rec := httptest.NewRecorder()
	quiet(synthetic(t)).ServeHTTP(rec, httptest.NewRequest("GET", htmxPath, nil))
	if rec.Code != 200 || !strings.Contains(rec.Header().Get("Cache-Control"), "immutable") || !strings.HasPrefix(rec.Header().Get("Content-Type"), "text/javascript") {
		t.Errorf("status %d, headers %v", rec.Code, rec.Header())
	}
}

func TestAFileNameIsOneOnEverySystem(t *testing.T) {
	for in, want := range map[string]string{"": "file", "../../etc/passwd": "_.._etc_passwd", "Release 7.xlsx": "Release_7.xlsx", `a"; x=".html`: "a___x__.html"} {
		if got := plainName(in); got != want {
			t.Errorf("%q becomes %q, want %q", in, got, want)
		}
	}
}
