package node_test

import (
	"bytes"
	"context"
	"fmt"
	"html"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"muster/node"
	"muster/signin"
)

// reader is somebody with a browser at the pages.
type reader struct {
	*testing.T
	base   string
	client *http.Client
}

// pagesOf serves a record's pages over a book of entries, to readers who open a link each.
func pagesOf(t *testing.T, data string) (n *node.Node, sign func() *reader) {
	t.Helper()
	cfg := node.Config{Data: data}
	n, err := node.Open(t.Context(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	ready, ended := make(chan string, 1), make(chan error, 1)
	go func() {
		ended <- n.Serve(ctx, node.Pages{Listen: "127.0.0.1:0", Ready: func(url string) { ready <- url }})
	}()
	base := strings.TrimSuffix(<-ready, "/")
	t.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			t.Error(err)
		}
		if err := n.Close(); err != nil {
			t.Error(err)
		}
	})
	return n, func() *reader {
		jar, err := cookiejar.New(nil)
		if err != nil {
			t.Fatal(err)
		}
		r := &reader{t, base, &http.Client{Jar: jar}}
		code, _, err := node.Desk(cfg).NewLink(signin.Pass{For: "operator"}, node.Clock())
		if err != nil {
			t.Fatal(err)
		}
		r.get("/signin/"+code, 200)
		return r
	}
}

func (r *reader) get(path string, want int) string {
	r.Helper()
	res, err := r.client.Get(r.base + path)
	return r.read("GET "+path, res, err, want)
}

func (r *reader) post(path string, want int, pairs ...string) string {
	r.Helper()
	v := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		v.Add(pairs[i], pairs[i+1])
	}
	res, err := r.client.PostForm(r.base+path, v)
	return r.read("POST "+path, res, err, want)
}

// read returns what a reader sees, blanks folded, and where it stands.
func (r *reader) read(what string, res *http.Response, err error, want int) string {
	r.Helper()
	if err != nil {
		r.Fatal(err)
	}
	defer res.Body.Close()
	b, err := io.ReadAll(res.Body)
	if err != nil || res.StatusCode != want {
		r.Fatalf("%s: %s, %v, want %d\n%s", what, res.Status, err, want, words(string(b)))
	}
	if strings.Contains(string(b), "⟦") {
		r.Errorf("%s: a word is missing from the catalogue", what)
	}
	return string(b)
}

var tags = regexp.MustCompile(`(?s)<style>.*?</style>|<[^>]*>`)

// words are a page's words.
func words(page string) string {
	return strings.Join(strings.Fields(html.UnescapeString(tags.ReplaceAllString(page, " "))), " ")
}

func (r *reader) says(what, page string, all ...string) {
	r.Helper()
	text := words(page)
	for _, want := range all {
		if !strings.Contains(text, want) {
			r.Errorf("%s does not say %q: %s", what, want, text)
		}
	}
}

const book = `contribution,event,party,date,type,amount,currency
A,allocated,Germany,2024-08-01,military,100,EUR
B,allocated,France,2024-08-02,military,20,EUR
C,allocated,France,2024-08-03,military,3,EUR
`

func bring(t *testing.T, n *node.Node, label, text, asOf string) {
	t.Helper()
	d := day(asOf)
	imported(t, n, node.Import{Kind: "entries", Series: "book", Name: "book.csv", Data: []byte(text), Label: label, AsOf: &d})
}

// A layer is begun from a row, laid over every page with the figure without it beside it, taken out and
// brought in again; when an edition comes it lists the rows that changed.
func TestALayerFromItsFirstJudgementToTheNextEdition(t *testing.T) {
	n, sign := pagesOf(t, t.TempDir())
	bring(t, n, "first", book, "2024-09-01")
	r := sign()
	r.says("no layer", r.get("/layers", 200), "You have no layer yet", "Choose Judge beside a row")
	entries := "/entries?source=book&measure=allocated"
	form := html.UnescapeString(regexp.MustCompile(`/layers/judge\?[^"]*contribution=book%3AA[^"]*`).FindString(r.get(entries, 200)))
	r.says("the form", r.get(form, 200), "Judge book:A", "Germany, allocated. The row says: EUR 100.00, military, 1 August 2024.")

	a := []string{"contribution", "book:A", "event", "allocated", "back", entries}
	r.says("a date that is none", r.post("/layers/judge", 400, append(a, "kind", "date", "value", "spring", "name", "mine")...), `value: found "spring"`)
	page := r.post("/layers/judge", 200, append(a, "kind", "exclude", "note", "counted twice", "name", "mine")...)
	r.says("the entries", page, "2 entries. They sum to EUR 23.00", "A layer is laid over these figures: mine", "Without it: EUR 123.00 , from 3 entries. Left out by the layer: EUR 100.00, from 1 entry .")
	id := regexp.MustCompile(`layer=([a-z0-9]{10})`).FindStringSubmatch(page)[1]
	if !strings.Contains(page, `id="left-out"`) || !strings.Contains(page, `href="#left-out"`) {
		t.Error("the entries that are left out cannot be opened")
	}
	_, apart, _ := strings.Cut(page, `id="left-out"`)
	r.says("what is left out", apart, "Left out by the layer mine not in the sum above", "Would add", "book:A", "By the layer mine: excluded (counted twice)", "EUR 100.00")
	explore := html.UnescapeString(regexp.MustCompile(`/entries\?[^"]*#left-out`).FindString(r.get("/explore?source=book&by=donor&layer="+id, 200)))
	if explore == "" {
		t.Fatal("explore does not lead to what the layer leaves out")
	}
	r.says("what explore leaves out", r.get(strings.TrimSuffix(explore, "#left-out"), 200), "Left out by the layer mine", "excluded (counted twice)")
	if narrowed := r.get(entries+"&donor=fr&layer="+id, 200); strings.Contains(narrowed, `id="left-out"`) {
		t.Error("a figure of France lists what is left out of Germany's")
	}
	page = r.post("/layers/judge", 200, "contribution", "book:B", "event", "allocated", "back", entries, "kind", "value", "value", "eur 1,000.50", "layer", id)
	r.says("the entries", page, "They sum to EUR 1,003.50", "By the layer mine: worth EUR 1,000.50, the row says EUR 20.00")

	laid := entries + "&layer=" + id
	r.says("explore", r.get("/explore?source=book&by=donor&layer="+id, 200), "Without it: EUR 123.00")
	r.says("contributions", r.get("/contributions?source=book&layer="+id, 200), "What was allocated comes to EUR 1,003.50", "Without it, what was allocated comes to EUR 123.00.")
	r.says("a contribution", r.get("/contributions/book:B?layer="+id, 200), "EUR 1,000.50 allocated", "How far it came is shown with the layer")
	csv := r.get(laid+"&format=csv", 200)
	if !strings.Contains(csv, "adds_amount,adds_currency,layer,judged,known,known_at,root\r\n") || !regexp.MustCompile(`,20,EUR,,1000\.50?,EUR,mine \([0-9a-f]{8}\),"worth EUR 1,000\.50`).MatchString(csv) {
		t.Errorf("the file: %s", csv)
	}
	if plain := r.get(entries+"&format=csv", 200); strings.Contains(plain, "layer") {
		t.Errorf("without a layer the file speaks of one: %s", plain)
	}
	x, err := excelize.OpenReader(strings.NewReader(r.get(laid+"&format=xlsx", 200)))
	if err != nil {
		t.Fatal(err)
	}
	about, err := x.GetRows("About")
	if text := fmt.Sprint(about); err != nil || !strings.Contains(text, "Without the layer EUR 123.00") || !strings.Contains(text, "mine, digest") {
		t.Errorf("the sheet: %v, %v", about, err)
	}

	doc := r.get("/layers/"+id+"?format=json", 200)
	r.get("/layers/"+id+"?format=csv", 200)
	page = r.get("/layers/"+id, 200)
	r.says("the layer", page, "2 judgements of 2 rows. Only you see it.", "Underneath nothing changed", "EUR 123.00 EUR 1,003.50 +880.50", "counted twice")

	// The next edition says something else of A, and nothing of B.
	bring(t, n, "second", strings.ReplaceAll(strings.ReplaceAll(book, ",100,", ",150,"), "B,allocated,France,2024-08-02,military,20,EUR\n", ""), "2024-10-01")
	page = r.get("/layers/"+id, 200)
	r.says("the layer", page, "What changed underneath", "2 judgements whose rows changed", "EUR 100.00, military, 1 August 2024 EUR 150.00, military, 1 August 2024", "gone: no row of what stands is this one")
	r.says("the entries", r.get(laid, 200), "They sum to EUR 3.00", "Without it: EUR 153.00")
	r.says("as known before", r.get("/layers/"+id+"?known="+knownFirst(t, n), 200), "Underneath nothing changed")
	page = r.post("/layers/"+id, 200, "act", "keep", "contribution", "book:A", "event", "allocated", "kind", "exclude")
	r.says("kept", page, "1 judgement whose row changed")
	page = r.post("/layers/"+id, 200, "act", "drop", "contribution", "book:A", "event", "allocated", "kind", "exclude")
	r.says("dropped", page, "1 judgement of 1 row")

	// Its file, brought in, is a layer with the same digest.
	page = r.bring("mine.json", doc, 200)
	r.says("brought in", page, "Layer: mine", "2 judgements of 2 rows")
	r.says("no layer", r.bring("bad.json", `{"format":"muster.layer/1","name":"x","judgements":[{"contribution":"book:A","event":"allocated","kind":"value","value":"five"}]}`, 400), `judgements[0].value: found "five"`)
	r.says("deletion", r.get("/layers/"+id+"/delete", 200), "Delete the layer mine?", "Its 1 judgement goes with it.")
	r.post("/layers/"+id+"/delete", 200)
	r.get("/layers/"+id, 404)
}

// knownFirst is the position at which the first edition was known.
func knownFirst(t *testing.T, n *node.Node) string {
	t.Helper()
	eds, err := n.Editions(t.Context(), "", "book")
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprint(eds.Items[0].Known)
}

// bring sends a file of a layer.
func (r *reader) bring(name, text string, want int) string {
	r.Helper()
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	part, err := w.CreateFormFile("file", name)
	if err != nil {
		r.Fatal(err)
	}
	part.Write([]byte(text)) //nolint:errcheck // a Buffer does not fail
	w.Close()                //nolint:errcheck // likewise
	res, err := r.client.Post(r.base+"/layers/import", w.FormDataContentType(), &b)
	return r.read("POST /layers/import", res, err, want)
}

// A private layer is nobody else's to see, to use or to change; a shared one is everybody's to see and
// nobody else's to change; and who is not signed in keeps none.
func TestALayerIsItsOwners(t *testing.T) {
	n, sign := pagesOf(t, t.TempDir())
	bring(t, n, "first", book, "2024-09-01")
	mine, other := sign(), sign()
	nobody := &reader{t, mine.base, &http.Client{}}
	page := mine.post("/layers/judge", 200, "contribution", "book:A", "event", "allocated", "back", "/entries?source=book", "kind", "exclude", "name", "mine")
	id := regexp.MustCompile(`layer=([a-z0-9]{10})`).FindStringSubmatch(page)[1]
	reads := []string{"/layers/" + id, "/layers/" + id + "?format=json", "/entries?source=book&layer=" + id, "/explore?source=book&layer=" + id, "/contributions?source=book&layer=" + id, "/contributions/book:A?layer=" + id, "/pledges/washington-2024?layer=" + id, "/pledges/washington-2024/rows?layer=" + id}
	acts := [][]string{{"act", "rename", "name", "theirs"}, {"act", "share"}, {"act", "drop", "contribution", "book:A", "event", "allocated", "kind", "exclude"}}
	for _, path := range reads {
		mine.get(path, 200)
		other.get(path, 404)
		nobody.get(path, 404)
	}
	if page := other.get("/layers", 200); strings.Contains(page, id) {
		t.Error("another's list has it")
	}
	for _, act := range acts {
		other.post("/layers/"+id, 404, act...)
		nobody.post("/layers/"+id, 403, act...)
	}
	other.get("/layers/"+id+"/delete", 404)
	other.post("/layers/"+id+"/delete", 404)
	other.post("/layers/judge", 404, "contribution", "book:A", "event", "allocated", "kind", "label", "value", "x", "layer", id)
	nobody.post("/layers/judge", 403, "contribution", "book:A", "event", "allocated", "kind", "exclude", "name", "x")
	nobody.post("/layers", 403, "name", "x")
	nobody.get("/layers/judge?contribution=book:A&event=allocated", 403)
	if page := nobody.get("/entries?source=book", 200); strings.Contains(page, "/layers/judge") {
		t.Error("who is not signed in is offered to judge")
	}

	mine.post("/layers/"+id, 200, "act", "share")
	for _, path := range reads {
		other.get(path, 200)
		nobody.get(path, 200)
	}
	other.says("the list", other.get("/layers", 200), "Shared with everybody here")
	for _, act := range acts {
		other.post("/layers/"+id, 403, act...)
	}
	other.post("/layers/"+id+"/delete", 403)

	// A page of somebody else's cannot have a reader's browser do anything.
	req, err := http.NewRequest("POST", mine.base+"/layers/"+id, strings.NewReader("act=rename&name=theirs"))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	req.Header.Set("Origin", "https://elsewhere.example")
	res, err := mine.client.Do(req)
	mine.read("from elsewhere", res, err, 403)
	mine.says("the layer", mine.get("/layers/"+id, 200), "Layer: mine")
	mine.post("/layers/judge", 404, "contribution", "book:Z", "event", "allocated", "kind", "exclude", "name", "x")
	for back, want := range map[string]string{"https://elsewhere.example/": "/layers/", "//elsewhere.example/": "/layers/", `/\elsewhere.example`: "/layers/", "/entries": "/entries"} {
		noFollow := &http.Client{Jar: mine.client.Jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
		res, err := noFollow.PostForm(mine.base+"/layers/judge", url.Values{"contribution": {"book:A"}, "event": {"allocated"}, "kind": {"label"}, "value": {"x"}, "layer": {id}, "back": {back}})
		if err != nil {
			t.Fatal(err)
		}
		res.Body.Close()
		if to := res.Header.Get("Location"); !strings.HasPrefix(to, want) || strings.Contains(to, "elsewhere") {
			t.Errorf("back to %s leads to %s", back, to)
		}
	}
}

// Every list says how its numbers are used elsewhere, live and frozen.
func TestListsSayHowTheirNumbersAreUsedElsewhere(t *testing.T) {
	n, sign := pagesOf(t, t.TempDir())
	bring(t, n, "first", book, "2024-09-01")
	r := sign()
	for _, path := range []string{"/entries?source=book", "/explore?source=book", "/contributions?source=book"} {
		page := html.UnescapeString(r.get(path, 200))
		for _, name := range []string{"live", "frozen"} {
			m := regexp.MustCompile(`id="use-` + name + `" readonly value="` + regexp.QuoteMeta(r.base) + `([^"]*)"`).FindStringSubmatch(page)
			if m == nil {
				t.Errorf("%s has no %s address", path, name)
				continue
			}
			if csv := r.get(m[1], 200); !strings.Contains(csv, "book:A") && !strings.Contains(csv, "de,Germany") {
				t.Errorf("%s, %s: %s", path, name, csv)
			}
			if frozen := strings.Contains(m[1], "known="); frozen != (name == "frozen") {
				t.Errorf("%s, %s: %s", path, name, m[1])
			}
		}
		for _, want := range []string{`=IMPORTDATA("`, `=WEBSERVICE("`, `=Table.PromoteHeaders(Csv.Document(Web.Contents("`, `read.csv("`, `pd.read_csv("`, "Muster record ", ", root "} {
			if !strings.Contains(page, want) {
				t.Errorf("%s does not have %s", path, want)
			}
		}
	}
}
