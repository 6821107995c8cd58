package web

import (
	"encoding/csv"
	"net/http/httptest"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"muster/money"
)

func names(doc *html.Node) (list []string) {
	for _, n := range find(doc, func(n *html.Node) bool { return n.Data == "th" && within(n, tag("tbody")) }) {
		list = append(list, text(n))
	}
	return list
}

func TestPartiesAreFilteredByNameKindAndGroup(t *testing.T) {
	h := quiet(synthetic(t))
	for url, want := range map[string]string{
		"/parties?q=turkiye":          "Türkiye",
		"/parties?q=ALBANIA+republic": "Albania",
		"/parties?q=zz-nobody":        "",
	} {
		status, doc, body := get(t, h, url)
		if got := strings.Join(names(doc), ", "); status != 200 || got != want {
			t.Errorf("%s: status %d, lists %q, want %q", url, status, got, want)
		}
		if want == "" && !strings.Contains(body, "Nothing matches") {
			t.Errorf("%s does not say that nothing matches", url)
		}
	}
	_, all, _ := get(t, h, "/parties")
	_, nato, _ := get(t, h, "/parties?group=nato")
	if a, n := len(names(all)), len(names(nato)); n != 32 || a <= n {
		t.Errorf("%d parties, %d of them in the group; want 32 and a few outside", a, n)
	}
}

func TestAPartyTheSourceIsSilentOnStandsBelowWhateverTheOrder(t *testing.T) {
	h := quiet(synthetic(t))
	for _, url := range []string{"/parties?group=nato&sort=allocated", "/parties?group=nato&sort=-allocated"} {
		_, doc, _ := get(t, h, url)
		last := find(doc, func(n *html.Node) bool { return n.Data == "tr" && within(n, tag("tbody")) })
		if got := text(last[len(last)-1]); !strings.Contains(got, "not covered") {
			t.Errorf("%s ends with %q", url, got)
		}
	}
}

func TestTheFileOfPartiesSumsToTheTableAndSaysWhatIsNotCovered(t *testing.T) {
	src := synthetic(t)
	rec := httptest.NewRecorder()
	quiet(src).ServeHTTP(rec, httptest.NewRequest("GET", "/parties?group=nato&format=csv", nil))
	all, err := csv.NewReader(rec.Body).ReadAll()
	if err != nil || len(all) < 40 {
		t.Fatalf("%d rows, %v", len(all), err)
	}
	var want, got money.Sum
	silent := 0
	for _, r := range all[1:] {
		if r[8] == "allocated" && r[9] != "" {
			got.AddAmount(money.MustParse(r[9]))
		}
		if r[13] == "not_covered" {
			silent++
		}
	}
	for _, r := range src.rows {
		if _, ok := src.members[r.Party]; ok && r.Event == "allocated" && r.Counted != nil {
			want.AddAmount(r.Counted.Amount)
		}
	}
	uncovered := 0
	for id := range src.members {
		if !src.covered[id] {
			uncovered++
		}
	}
	if !got.Total().Equal(want.Total()) || silent != 2*uncovered || silent == 0 {
		t.Errorf("the file sums to %s, want %s; %d lines say not covered, want 2 for each of %d", got.Total(), want.Total(), silent, uncovered)
	}
}

func TestEveryNumberOfAPartyLeadsToItsRows(t *testing.T) {
	_, doc, _ := get(t, quiet(synthetic(t)), "/parties/de")
	n := 0
	for _, td := range find(doc, func(n *html.Node) bool {
		return n.Data == "td" && hasClass(n, "n") && looksLikeNumber.MatchString(text(n))
	}) {
		n++
		a := find(td, tag("a"))
		if len(a) == 0 {
			t.Errorf("%q is no link", text(td))
		} else if href := attr(a[0], "href"); !strings.HasPrefix(href, "/entries?donor=de") && !strings.HasPrefix(href, "/pledges/") {
			t.Errorf("%q leads to %s", text(td), href)
		}
	}
	if n < 12 {
		t.Errorf("%d numbers", n)
	}
}

func TestPartiesWithoutASourceAreStillListed(t *testing.T) {
	src := synthetic(t)
	src.edition = false
	for _, url := range []string{"/parties", "/parties/de"} {
		status, doc, body := get(t, quiet(src), url)
		checkMarkup(t, url, body, doc)
		if status != 200 || !strings.Contains(body, "No edition of a source is there") || strings.Contains(body, "0.000") {
			t.Errorf("%s: status %d", url, status)
		}
	}
	src.pledges = false
	if _, _, body := get(t, quiet(src), "/parties"); !strings.Contains(body, "muster import parties") {
		t.Error("an empty list does not say how to begin")
	}
}
