package cli_test

import (
	"bytes"
	"compress/gzip"
	"html"
	"io"
	"net/http"
	"regexp"
	"strings"
	"testing"
)

// mostSent is the most that a page may take on its way, in bytes.
const mostSent = 100_000

// mostPages is how many pages of the demo are weighed: every one that another links to, of each kind a
// few, since a list has thousands of links of one kind.
const (
	mostPages   = 120
	mostOfAKind = 6
)

var (
	linkTo = regexp.MustCompile(`href="(/[^"#]*)`)
	// What makes a browser ask again before a page is whole.
	// The picture button is there only where its script ran; nothing of the page waits for it.
	deferred  = regexp.MustCompile(`<script src="/assets/png-[0-9a-f]+\.js" defer></script>`)
	asksAgain = regexp.MustCompile(`(?i)<link[^>]+rel="?stylesheet|<(?:script|img|iframe|object|embed|source|video)[^>]+(?:src|data)="?/?[^d"]|<meta[^>]+http-equiv="?refresh|@import|hx-trigger="?load`)
)

// sent asks for a page as a browser does; the bytes are those on the way.
func sent(t *testing.T, url string) (packed []byte, contentType string) {
	t.Helper()
	r, err := http.NewRequest(http.MethodGet, url, nil) //nolint:noctx // a page of this machine's own
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Accept-Encoding", "gzip")
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close() //nolint:errcheck // only read from
	b, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	if res.StatusCode >= 500 {
		t.Errorf("GET %s: %s", url, res.Status)
	}
	if res.Header.Get("Content-Encoding") != "gzip" {
		return b, "" // small
	}
	return b, res.Header.Get("Content-Type")
}

func unpacked(t *testing.T, b []byte) string {
	t.Helper()
	z, err := gzip.NewReader(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// TestPagesOfTheDemoAreLight follows the links of the demo and weighs what each page takes on its way.
func TestPagesOfTheDemoAreLight(t *testing.T) {
	base := strings.TrimSuffix(servedBy(t, "demo", "--listen", "127.0.0.1:0"), "/")
	queue, seen, kinds := []string{"/", "/pledges/washington-2024", "/contributions", "/explore", "/entries", "/parties", "/sources", "/record", "/definitions", "/gallery"}, map[string]bool{}, map[string]int{}
	weighed, heaviest, where := 0, 0, ""
	for len(queue) > 0 && weighed < mostPages {
		path := queue[0]
		queue = queue[1:]
		if seen[path] {
			continue
		}
		seen[path] = true
		b, contentType := sent(t, base+path)
		if !strings.HasPrefix(contentType, "text/html") {
			continue // a file, or small
		}
		if weighed++; len(b) > heaviest {
			heaviest, where = len(b), path
		}
		if len(b) > mostSent {
			t.Errorf("%s takes %d bytes on its way, at most %d are right", path, len(b), mostSent)
		}
		page := unpacked(t, b)
		if path == "/pledges/washington-2024" {
			if found := asksAgain.FindString(deferred.ReplaceAllString(page, "")); found != "" {
				t.Errorf("the page of a pledge asks for more: %s", found)
			}
			if !strings.Contains(page, "</html>") || !strings.Contains(page, "<style") {
				t.Error("the page of a pledge is not whole")
			}
		}
		for _, m := range linkTo.FindAllStringSubmatch(page, -1) {
			to := html.UnescapeString(m[1])
			address, query, _ := strings.Cut(to, "?")
			parts := strings.Split(address, "/")
			kind := parts[1]
			if len(parts) > 2 {
				kind += "/…/" + strings.Join(parts[min(3, len(parts)):], "/")
			}
			if strings.Contains(query, "format=") || strings.HasPrefix(address, "/documents/") || strings.HasPrefix(address, "/v1/") {
				continue
			}
			if query != "" {
				kind += "?"
			}
			if kinds[kind]++; kinds[kind] <= mostOfAKind {
				queue = append(queue, to)
			}
		}
	}
	t.Logf("%d pages, the heaviest is %s with %d bytes", weighed, where, heaviest)
	if weighed < 30 {
		t.Errorf("only %d pages were weighed", weighed)
	}
}
