package web

import (
	"encoding/csv"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"muster/money"
)

func TestADocumentIsHandedOutAsBytesAndNeverAsAPage(t *testing.T) {
	rec := httptest.NewRecorder()
	r := httptest.NewRequest("GET", "/documents/"+digestOf(aDocument), nil)
	r.Header.Set("Accept-Encoding", "gzip")
	quiet(synthetic(t)).ServeHTTP(rec, r)
	if rec.Code != 200 || digestOf(rec.Body.Bytes()) != digestOf(aDocument) {
		t.Errorf("status %d, %d bytes that are not those that were brought", rec.Code, rec.Body.Len())
	}
	for name, want := range map[string]string{
		"Content-Type": "application/octet-stream", "X-Content-Type-Options": "nosniff", "Content-Disposition": `attachment; filename="__release28_.html"`,
	} {
		if got := rec.Header().Get(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	for _, digest := range []string{strings.Repeat("0", 64), "x", "..%2f..%2fkey"} {
		if status, _, _ := get(t, quiet(synthetic(t)), "/documents/"+digest); status != 404 {
			t.Errorf("document %s: status %d", digest, status)
		}
	}
}

func TestAReleaseNoteSaysInWordsHowTheTotalMoved(t *testing.T) {
	_, doc, _ := get(t, quiet(synthetic(t)), "/sources/"+string(release28))
	page := text(find(doc, tag("main"))[0])
	for _, want := range []string{
		"2 new, 1 gone, 1 changed, 120 revalued and 12 unchanged", "Committed: EUR 1.40 bn, which is EUR 399 m more than EUR 1 bn in Release 8",
		"2 new add EUR 700 m, 1 gone takes away EUR 300 m, 1 changed takes away EUR 1 m and 120 revalued add EUR 1.20", "It stands", "The 10 largest of 124 differences",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page does not say %q:\n%s", want, page[:1500])
		}
	}
}

// TestAReleaseNoteIsAgainstAnyOtherEdition chooses the edition to compare with, and keeps it on the way
// to the list of what moved.
func TestAReleaseNoteIsAgainstAnyOtherEdition(t *testing.T) {
	h := quiet(synthetic(t))
	for _, path := range []string{"/sources/" + string(release28), "/sources/" + string(release28) + "/changes"} {
		_, doc, _ := get(t, h, path+"?against="+string(release8))
		choice := find(doc, func(n *html.Node) bool { return n.Data == "select" && attr(n, "name") == "against" })
		if len(choice) != 1 || !strings.Contains(text(choice[0]), "Release 8") {
			t.Fatalf("%s offers no edition to compare with", path)
		}
		leads := 0
		for _, a := range find(doc, func(n *html.Node) bool { return n.Data == "a" && strings.Contains(attr(n, "href"), "/changes?") }) {
			if leads++; !strings.Contains(attr(a, "href"), "against="+string(release8)) {
				t.Errorf("%s: %s forgets the edition compared with", path, attr(a, "href"))
			}
		}
		if leads == 0 && !strings.Contains(path, "changes") {
			t.Errorf("%s leads to no list of what moved", path)
		}
		for _, bad := range []string{string(release28), "nobody-1", "<b>"} {
			status, doc, body := get(t, h, path+"?against="+url.QueryEscape(bad))
			checkMarkup(t, path, body, doc)
			if status != 400 || len(find(doc, func(n *html.Node) bool { return n.Data == "select" && attr(n, "aria-invalid") == "true" })) != 1 || !strings.Contains(body, "Release 8") {
				t.Errorf("%s against %q: status %d, and no choice that says what is wrong", path, bad, status)
			}
		}
	}
}

// TestWhatMovedSumsToTheDifference adds up the file behind a release note.
func TestWhatMovedSumsToTheDifference(t *testing.T) {
	h := quiet(synthetic(t))
	for query, want := range map[string]string{"": "399000001.95", "&fate=revalued": "1.2", "&fate=gone": "-300000000"} {
		rec := httptest.NewRecorder()
		h.ServeHTTP(rec, httptest.NewRequest("GET", "/sources/"+string(release28)+"/changes?format=csv"+query, nil))
		all, err := csv.NewReader(rec.Body).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		var sum money.Sum
		for _, r := range all[1:] {
			sum.AddAmount(money.MustParse(r[9]))
		}
		if !sum.Total().Equal(money.MustParse(want)) {
			t.Errorf("%q: the file sums to %s, want %s", query, sum.Total(), want)
		}
	}
}

func TestFaultsComeInPagesByRowAndColumn(t *testing.T) {
	h := quiet(synthetic(t))
	_, doc, _ := get(t, h, "/sources/"+string(release28)+"?page=2")
	section := find(doc, func(n *html.Node) bool { return attr(n, "aria-labelledby") == "faults" })[0]
	if got := len(find(section, func(n *html.Node) bool { return n.Data == "tr" && within(n, tag("tbody")) })); got != 27 {
		t.Errorf("the second page has %d faults, want 27 of 77", got)
	}
	prev := find(section, func(n *html.Node) bool { return attr(n, "rel") == "prev" })
	if len(prev) != 1 || !strings.HasSuffix(attr(prev[0], "href"), "#faults") {
		t.Error("the way to the first page does not lead back to the faults")
	}
}

func TestAnEditionThatDoesNotStandSaysWhy(t *testing.T) {
	h := quiet(synthetic(t))
	for id, want := range map[string]string{string(release8): "Release 28 runs to a later day", string(withdrawn): "It was withdrawn by k7gkq2mz4t-71: the wrong file"} {
		_, doc, _ := get(t, h, "/sources/"+id)
		if lead := text(find(doc, func(n *html.Node) bool { return hasClass(n, "lead") })[0]); !strings.Contains(lead, want) {
			t.Errorf("%s: %s", id, lead)
		}
	}
}

func TestNoSourceTeachesHowToBringOne(t *testing.T) {
	src := synthetic(t)
	src.edition = false
	_, doc, body := get(t, quiet(src), "/sources")
	checkMarkup(t, "/sources", body, doc)
	if !strings.Contains(body, "muster import kiel") || !strings.Contains(body, `href="/import"`) {
		t.Error("an empty list does not say how to begin")
	}
}
