package web

import (
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// get asks for a page and reads it as a browser would.
func get(t testing.TB, h http.Handler, url string) (int, *html.Node, string) {
	t.Helper()
	rec := httptest.NewRecorder()
	h.ServeHTTP(rec, httptest.NewRequest("GET", url, nil))
	body := rec.Body.String()
	doc, err := html.Parse(strings.NewReader(body))
	if err != nil {
		t.Fatalf("GET %s: %v", url, err)
	}
	return rec.Code, doc, body
}

func quiet(src Source) http.Handler {
	return New(src, Options{Log: slog.New(slog.NewTextHandler(io.Discard, nil))})
}

// find walks a page and returns the elements that match.
func find(n *html.Node, match func(*html.Node) bool) (found []*html.Node) {
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && match(d) {
			found = append(found, d)
		}
	}
	return found
}

func tag(name string) func(*html.Node) bool {
	return func(n *html.Node) bool { return n.Data == name }
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func hasClass(n *html.Node, class string) bool {
	return strings.Contains(" "+attr(n, "class")+" ", " "+class+" ")
}

// text is what a reader sees of an element, blanks folded.
func text(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

func within(n *html.Node, match func(*html.Node) bool) bool {
	for p := range n.Ancestors() {
		if p.Type == html.ElementNode && match(p) {
			return true
		}
	}
	return match(n)
}

var voidElements = map[string]bool{"br": true, "input": true, "link": true, "meta": true, "rect": false, "line": false}

// checkMarkup fails where a tag is left open or closed wrongly, an id is given twice, or a label, a
// description or an anchor points at nothing.
func checkMarkup(t *testing.T, url, body string, doc *html.Node) {
	t.Helper()
	z := html.NewTokenizer(strings.NewReader(body))
	var open []string
	for {
		switch z.Next() {
		case html.ErrorToken:
			if len(open) > 0 {
				t.Errorf("%s: left open: %v", url, open)
			}
			checkReferences(t, url, doc)
			return
		case html.StartTagToken:
			name, _ := z.TagName()
			if !voidElements[string(name)] {
				open = append(open, string(name))
			}
		case html.EndTagToken:
			name, _ := z.TagName()
			if len(open) == 0 || open[len(open)-1] != string(name) {
				t.Fatalf("%s: </%s> closes %v", url, name, open)
			}
			open = open[:len(open)-1]
		}
	}
}

func checkReferences(t *testing.T, url string, doc *html.Node) {
	t.Helper()
	ids := map[string]bool{}
	for _, n := range find(doc, func(n *html.Node) bool { return attr(n, "id") != "" }) {
		if ids[attr(n, "id")] {
			t.Errorf("%s: the id %q is given twice", url, attr(n, "id"))
		}
		ids[attr(n, "id")] = true
	}
	for _, key := range []string{"for", "aria-labelledby", "aria-describedby"} {
		for _, n := range find(doc, func(n *html.Node) bool { return attr(n, key) != "" }) {
			for ref := range strings.FieldsSeq(attr(n, key)) {
				if !ids[ref] {
					t.Errorf("%s: %s=%q points at nothing", url, key, ref)
				}
			}
		}
	}
	for _, n := range find(doc, tag("a")) {
		if href := attr(n, "href"); strings.HasPrefix(href, "#") && !ids[href[1:]] {
			t.Errorf("%s: the link %s points at nothing", url, href)
		}
	}
	if n := len(find(doc, tag("h1"))); n != 1 {
		t.Errorf("%s: %d h1, want 1", url, n)
	}
	for _, n := range find(doc, func(n *html.Node) bool { return n.Data == "script" || n.Data == "img" || n.Data == "iframe" }) {
		if !ourScript(n) {
			t.Errorf("%s: has <%s>", url, n.Data)
		}
	}
}

// ourScript says that an element is one of the scripts that pages may load.
func ourScript(n *html.Node) bool {
	return n.Data == "script" && slices.Contains([]string{htmxPath, pngPath}, attr(n, "src")) && n.FirstChild == nil
}

// allPages are one address of each kind of page, with the status it answers.
var allPages = map[string]int{
	"/gallery":                 200,
	"/pledges":                 200,
	"/pledges/washington-2024": 200,
	"/pledges/washington-2024?months-inside=yes&known=5914&method=military-committed": 200,
	"/pledges/washington-2024?from=x&to=y&gdp-year=z&membership=m&method=n&known=k":   400,
	"/pledges/washington-2024/rows?at=5914":                                           200,
	"/pledges/washington-2024/rows?party=hu":                                          200,
	"/pledges/washington-2024/rows?left-out=outside_group&at=5914":                    200,
	"/pledges/washington-2024/rows?left-out=month_only&party=de&at=5914":              200,
	"/pledges/washington-2024/rows?days=%2F2024-12-31&at=5914":                        200,
	"/pledges/washington-2024/rows?left-out=nonsense":                                 400,
	"/pledges/washington-2024/rows?days=tomorrow":                                     400,
	"/pledges/washington-2024/rows?at=0":                                              400,
	"/pledges/washington-2024/rows?format=pdf":                                        400,
	"/pledges/washington-2024/shares?at=5914":                                         200,
	"/pledges/nowhere":              404,
	"/statements/k7gkq2mz4t-12":     200,
	"/statements/k7gkq2mz4t-100":    200,
	"/statements/k7gkq2mz4t-101":    200,
	"/statements/k7gkq2mz4t-102":    200,
	"/statements/k7gkq2mz4t-999999": 404,
	"/statements/nonsense":          404,
	"/parties":                      200,
	"/parties?known=5000&q=en&kind=state&group=nato&sort=-name&page=7": 200,
	"/parties?kind=planet&group=warsaw":                                400,
	"/parties?source=nowhere":                                          400,
	"/parties?known=7":                                                 400,
	"/parties/de":                                                      200,
	"/parties/al?known=5000":                                           200,
	"/parties/nobody":                                                  404,
	"/sources":                                                         200,
	"/sources?known=5000":                                              200,
	"/sources?known=7":                                                 400,
	"/sources/k7gkq2mz4t-90":                                           200,
	"/sources/k7gkq2mz4t-90?page=2&known=5000":                         200,
	"/sources/k7gkq2mz4t-60":                                           200,
	"/sources/k7gkq2mz4t-70":                                           200,
	"/sources/nowhere":                                                 404,
	"/sources/k7gkq2mz4t-90/changes":                                   200,
	"/sources/k7gkq2mz4t-90/changes?fate=gone&page=3":                  200,
	"/sources/k7gkq2mz4t-90/changes?fate=eaten":                        400,
	"/sources/k7gkq2mz4t-90/changes?measure=allocated":                 400,
	"/sources/k7gkq2mz4t-60/changes":                                   200,
	"/documents/nonsense":                                              404,
	"/record":                                                          200,
	"/record?known=5000&kind=pledge.entry%2F1&party=kiel-institute&state=stands&from=100&to=900&before=400": 200,
	"/record?kind=nonsense":                     400,
	"/record?party=nobody":                      400,
	"/record?from=x&to=-1&state=maybe&before=0": 400,
	"/record?from=9&to=3":                       400,
	"/record/verification":                      200,
	"/statements/k7gkq2mz4t-120?known=5000":     200,
	"/statements/k7gkq2mz4t-120?known=7":        400,
	"/import":                                   200,
	"/import?kind=gdp&known=5000":               200,
	"/import/0000":                              403,
	"/sources/k7gkq2mz4t-90/withdraw":           403,
	"/definitions":                              200,
	"/definitions?known=5000":                   200,
	"/elsewhere":                                404,
}

func TestEveryPageIsWellFormedAndSaysNothingUnnamed(t *testing.T) {
	h := quiet(synthetic(t))
	for url, want := range allPages {
		status, doc, body := get(t, h, url)
		if status != want {
			t.Errorf("GET %s: status %d, want %d", url, status, want)
		}
		checkMarkup(t, url, body, doc)
		if i := strings.Index(body, "⟦"); i >= 0 {
			t.Errorf("GET %s: a word is missing from the catalogue: %.60s", url, body[i:])
		}
	}
}

// looksLikeNumber finds amounts and counts: digits not inside a word, a date or an address.
var looksLikeNumber = regexp.MustCompile(`^[+−]?[0-9][0-9,.]*%?( (above|below))?$`)

func TestEveryNumberOfThePledgePageIsALink(t *testing.T) {
	_, doc, _ := get(t, quiet(synthetic(t)), "/pledges/washington-2024")
	links := 0
	for _, n := range find(doc, func(n *html.Node) bool { return n.Data == "td" || n.Data == "b" || hasClass(n, "n") }) {
		s := text(n)
		if !looksLikeNumber.MatchString(s) {
			continue
		}
		links++
		if !within(n, tag("a")) && len(find(n, tag("a"))) == 0 {
			t.Errorf("the number %q is no link", s)
		}
	}
	if links < 32*3 {
		t.Errorf("found %d numbers, want at least three for each of 32", links)
	}
	lead := find(doc, func(n *html.Node) bool { return hasClass(n, "lead") })[0]
	if got, want := len(find(lead, tag("a"))), strings.Count(text(lead), "EUR"); got < want {
		t.Errorf("the sentence has %d links for %d amounts: %s", got, want, text(lead))
	}
}

func TestWhatIsNotCoveredIsNeverZero(t *testing.T) {
	src := synthetic(t)
	_, doc, _ := get(t, quiet(src), "/pledges/washington-2024")
	seen := map[string]string{}
	for _, tr := range find(doc, func(n *html.Node) bool {
		return n.Data == "tr" && within(n, func(p *html.Node) bool { return hasClass(p, "carry") })
	}) {
		cells := find(tr, tag("td"))
		if th := find(tr, tag("th")); len(cells) > 1 && len(th) == 1 {
			seen[text(th[0])] = text(cells[1])
		}
	}
	for id, name := range src.members {
		got, covered := seen[name], src.covered[id]
		if covered == (got == "not covered") {
			t.Errorf("%s: covered is %v, the page says %q", name, covered, got)
		}
	}
	if got := seen["Hungary"]; got != "0.000" {
		t.Errorf("Hungary is covered and gave nothing that counts: the page says %q, want 0.000", got)
	}
	if got := seen["Albania"]; got != "not covered" {
		t.Errorf("Albania: the page says %q", got)
	}
}

func TestRefusedSwitchesComeBackWithTheirValues(t *testing.T) {
	h := quiet(synthetic(t))
	sent := map[string]string{
		fieldMethod: "guess", fieldFrom: "yesterday", fieldTo: "2024-99-01", fieldGDPYear: "1850", fieldMonths: "maybe",
		fieldMembership: "all", fieldKnown: "long ago", fieldEdition: "Release 99",
	}
	url := "/pledges/washington-2024?"
	for k, v := range sent {
		url += k + "=" + strings.ReplaceAll(v, " ", "+") + "&"
	}
	status, doc, body := get(t, h, url)
	if status != 400 {
		t.Fatalf("status %d, want 400", status)
	}
	checkMarkup(t, url, body, doc)
	summary := find(doc, func(n *html.Node) bool { return hasClass(n, "errors") })[0]
	for field, value := range sent {
		control := find(doc, func(n *html.Node) bool { return attr(n, "name") == field })[0]
		if attr(control, "aria-invalid") != "true" || attr(control, "aria-describedby") == "" {
			t.Errorf("%s is not marked as wrong", field)
		}
		links := find(summary, func(n *html.Node) bool { return attr(n, "href") == "#"+field })
		if len(links) != 1 {
			t.Errorf("the summary has %d links to %s", len(links), field)
		} else if !strings.Contains(text(links[0]), value) {
			t.Errorf("%s: %q does not say what was found", field, text(links[0]))
		}
		if field == fieldMonths {
			continue // a box keeps that it was ticked
		}
		kept := attr(control, "value") == value
		for _, o := range find(control, tag("option")) {
			kept = kept || text(o) == value && find(control, func(n *html.Node) bool { return n == o })[0] != nil
		}
		if !kept {
			t.Errorf("%s lost %q", field, value)
		}
	}
}

func TestARefusalOfTheSourceIsShownAtItsSwitch(t *testing.T) {
	status, doc, _ := get(t, quiet(synthetic(t)), "/pledges/washington-2024?known=7")
	known := find(doc, func(n *html.Node) bool { return attr(n, "name") == "known" })[0]
	if status != 400 || attr(known, "value") != "7" || attr(known, "aria-invalid") != "true" {
		t.Errorf("status %d, known=%q, invalid=%q", status, attr(known, "value"), attr(known, "aria-invalid"))
	}
}

func TestHostileWordsStayWords(t *testing.T) {
	src := synthetic(t)
	evil := `"><script>alert('x')</script><b onmouseover=x>`
	src.members["de"], src.terms.Title = evil, evil
	src.terms.Methods[0].Text, src.terms.Editions[0].Label = evil, evil
	for i := range src.rows {
		src.rows[i].Name, src.rows[i].Contribution, src.rows[i].Line, src.rows[i].Type = evil, evil, evil, "military"
	}
	h := quiet(src)
	for _, url := range []string{
		"/pledges", "/pledges/washington-2024", "/pledges/washington-2024/rows", "/pledges/washington-2024/shares", "/statements/k7gkq2mz4t-120",
		"/pledges/washington-2024?from=%22%3E%3Cscript%3Ealert(1)%3C/script%3E", "/pledges/%22%3E%3Cscript%3E", "/%3Cscript%3Ealert(1)%3C/script%3E",
		"/pledges/washington-2024/rows?party=%22%3E%3Cscript%3E",
	} {
		_, doc, body := get(t, h, url)
		if n := find(doc, func(n *html.Node) bool { return n.Data == "script" && !ourScript(n) || attr(n, "onmouseover") != "" }); len(n) > 0 {
			t.Errorf("GET %s: a text became <%s>", url, n[0].Data)
		}
		checkMarkup(t, url, body, doc)
	}
}

func TestAFaultSaysSoAndIsLogged(t *testing.T) {
	src := synthetic(t)
	src.fault = fmt.Errorf("read row 12: disk on fire")
	var log strings.Builder
	h := New(src, Options{Log: slog.New(slog.NewTextHandler(&log, nil))})
	for _, url := range []string{"/pledges", "/pledges/washington-2024", "/pledges/washington-2024/rows", "/statements/k7gkq2mz4t-120", "/statements/k7gkq2mz4t-120/proof"} {
		log.Reset()
		status, _, body := get(t, h, url)
		if status != 500 || strings.Contains(body, "disk on fire") {
			t.Errorf("GET %s: status %d; what broke is for the log, not for the page", url, status)
		}
		if !strings.Contains(log.String(), "disk on fire") {
			t.Errorf("GET %s: the log says %q", url, log.String())
		}
	}
}

func TestEmptyStatesTeach(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*ledger)
		url    string
		want   []string
		never  []string
	}{
		"no pledge":             {func(l *ledger) { l.pledges = false }, "/pledges", []string{"No pledge is recorded yet", "muster init"}, nil},
		"no edition":            {func(l *ledger) { l.edition = false }, "/pledges/washington-2024", []string{"Nothing can be counted yet", "muster import kiel"}, []string{"Who carries it", "0.000"}},
		"no gdp":                {func(l *ledger) { l.gdp = nil }, "/pledges/washington-2024", []string{"Indicative shares cannot be shown", "muster import gdp", "Who carries it"}, []string{"Gap to share", "Of own share"}},
		"no gdp for shares":     {func(l *ledger) { l.gdp = nil }, "/pledges/washington-2024/shares", []string{"muster import gdp"}, []string{"<table"}},
		"nothing in the window": {func(*ledger) {}, "/pledges/washington-2024?from=1999-01-01&to=1999-02-01", []string{"there is no line to draw", "EUR 40 bn below the floor"}, []string{"floor reached"}},
		"no row":                {func(*ledger) {}, "/pledges/washington-2024/rows?party=hu", []string{"No row stands behind this number"}, []string{"<table"}},
		"before an import":      {func(l *ledger) { l.edition = false }, "/pledges/washington-2024?known=40", []string{"As it was known.", "Show what is known now"}, nil},
	} {
		src := synthetic(t)
		c.change(src)
		status, doc, body := get(t, quiet(src), c.url)
		if status != 200 {
			t.Errorf("%s: status %d", name, status)
		}
		checkMarkup(t, c.url, body, doc)
		for _, want := range c.want {
			if !strings.Contains(body, want) && !strings.Contains(text(doc), want) {
				t.Errorf("%s: the page does not say %q", name, want)
			}
		}
		for _, never := range c.never {
			if strings.Contains(body, never) {
				t.Errorf("%s: the page says %q", name, never)
			}
		}
	}
}
