package web

import (
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"muster/access"
)

// listLooks are the pages of lists that are weighed.
var listLooks = []struct{ name, path string }{
	{"parties", "/parties?group=nato"},
	{"parties-known", "/parties?known=5000"},
	{"parties-refused", "/parties?kind=planet"},
	{"party", "/parties/de"},
	{"sources", "/sources"},
	{"edition", "/sources/k7gkq2mz4t-90"},
	{"changes", "/sources/k7gkq2mz4t-90/changes"},
	{"withdraw", "/sources/k7gkq2mz4t-90/withdraw"},
	{"record", "/record"},
	{"verification", "/record/verification"},
	{"import", "/import"},
	{"trial", "/import/" + digestOf([]byte("good file"))},
	{"definitions", "/definitions"},
	{"statement-acts", "/statements/k7gkq2mz4t-120?known=5000"},
}

// anyone may write, and a file waits.
func anyone(t testing.TB) (*ledger, http.Handler) {
	src := synthetic(t)
	src.Try(t.Context(), Upload{By: "operator", Kind: "kiel", Name: "Release 29.csv", Data: []byte("good file")}) //nolint:errcheck // it is good
	src.Verify(t.Context())                                                                                       //nolint:errcheck // it holds
	return src, New(src, Options{Log: slog.New(slog.NewTextHandler(io.Discard, nil)), Who: func(*http.Request) (access.Principal, bool) {
		return access.Principal{Role: access.Operator, Party: "operator"}, true
	}})
}

// The menu of a phone opens on all its entries.
func TestTheMenuOfAPhoneOpensOnAllOfIt(t *testing.T) {
	_, h := anyone(t)
	b := openBrowser(t, h)
	b.phone()
	b.visit("/parties")
	b.run(chromedp.Click(chromedp.CSS(".menu summary")))
	if got := script[int](b, `[...document.querySelectorAll('.menu nav a')].filter(e => e.getClientRects().length).length`); got != len(menu)-1 { // this site keeps no layers
		t.Errorf("the menu opens on %d of %d entries", got, len(menu)-1)
	}
	b.fits("the open menu")
	b.accessible("the open menu", axe(t))
}

// TestFiltersAndPagesAreQuickWithAScript filters, sorts and pages without loading a page anew, and
// goes back.
func TestFiltersAndPagesAreQuickWithAScript(t *testing.T) {
	_, h := anyone(t)
	b := openBrowser(t, h)
	b.visit("/parties")
	script[chromedp.Void](b, `window.stayed = true`)
	await := func(what, condition string) {
		b.Helper()
		ask(b, chromedp.Poll[bool](condition))
		if !script[bool](b, `window.stayed === true`) {
			t.Errorf("%s loaded the page anew", what)
		}
	}
	b.run(chromedp.SetValue(chromedp.CSS("#q"), "turkiye"), chromedp.Click(chromedp.CSS(".go button")))
	await("the filter", `location.search.includes('q=turkiye') && document.querySelectorAll('.stack tbody tr').length == 1`)
	b.run(chromedp.Click(chromedp.CSS(".go a")))
	await("the way back to all", `!location.search.includes('q=') && document.querySelectorAll('.stack tbody tr').length > 10`)
	b.run(chromedp.Click(chromedp.CSS("#sort-name")))
	await("sorting", `location.search.includes('sort=name') && document.querySelector('[aria-sort]').innerText.includes('Party')`)
	b.visit("/record")
	script[chromedp.Void](b, `window.stayed = true`)
	first := script[string](b, `document.querySelector('.stack tbody a').innerText`)
	b.run(chromedp.Click(chromedp.CSS("#page-next")))
	await("paging", `location.search.includes('before=') && document.querySelector('.stack tbody a').innerText != `+strconv.Quote(first))
	b.run(chromedp.NavigateBack())
	ask(b, chromedp.Poll[bool](`!location.search.includes('before=') && document.querySelector('.stack tbody a')?.innerText == `+strconv.Quote(first)))
}

func TestListsWorkWithoutAScript(t *testing.T) {
	_, h := anyone(t)
	b := openBrowser(t, h)
	tell(b, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	b.run(chromedp.Navigate(b.base + "/parties"))
	b.away(chromedp.Click(chromedp.CSS("#sort-name")))
	if at := ask(b, chromedp.Location()); !strings.Contains(at, "sort=name") {
		t.Errorf("sorting leads to %s", at)
	}
	b.run(chromedp.Navigate(b.base + "/record"))
	b.away(chromedp.Click(chromedp.CSS("#page-next")))
	if at := ask(b, chromedp.Location()); !strings.Contains(at, "before=") {
		t.Errorf("the next page is %s", at)
	}
}

// TestEveryListIsSmall weighs each page as it is sent.
func TestEveryListIsSmall(t *testing.T) {
	_, h := anyone(t)
	for _, l := range append(listLooks, struct{ name, path string }{"the script", htmxPath}) {
		r := httptest.NewRequest("GET", l.path, nil)
		r.Header.Set("Accept-Encoding", "gzip")
		rec := httptest.NewRecorder()
		h.ServeHTTP(rec, r)
		if n := rec.Body.Len(); n > 86_000 { // with the script beside it, within 100 kB
			t.Errorf("%s takes %d bytes", l.name, n)
		}
	}
}

// TestNobodyLeavesThePastUnawares follows no link of a page in the past that forgets when it is,
// except those that say so or lead to what has no past: a file, a proof, an act.
func TestNobodyLeavesThePastUnawares(t *testing.T) {
	_, h := anyone(t)
	for _, path := range []string{
		"/pledges/washington-2024?known=5000", "/pledges/washington-2024/rows?known=5000", "/parties?known=5000", "/parties/de?known=5000", "/sources?known=5000", "/sources/k7gkq2mz4t-90?known=5000",
		"/sources/k7gkq2mz4t-90/changes?known=5000", "/record?known=5000", "/definitions?known=5000", "/statements/k7gkq2mz4t-120?known=5000",
	} {
		_, doc, _ := get(t, h, path)
		now := 0
		for _, a := range find(doc, tag("a")) {
			href := attr(a, "href")
			switch {
			case strings.HasPrefix(href, "#"), strings.HasPrefix(href, "/documents/"), strings.HasSuffix(href, "/proof"), strings.HasSuffix(href, ".json"), href == "/record/verification":
			case text(a) == english.say("known.now"):
				now++
			case !strings.Contains(href, "known="):
				t.Errorf("%s: %q leads to %s", path, text(a), href)
			}
		}
		if now != 1 && !strings.Contains(path, "/rows") {
			t.Errorf("%s has %d ways back to now", path, now)
		}
	}
}
