package web

import (
	"context"
	"encoding/json"
	"flag"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// axe returns axe-core's source, which scripts/setup fetches.
func axe(t *testing.T) string {
	t.Helper()
	path := os.Getenv("MUSTER_AXE")
	if path == "" {
		path = filepath.Join("..", ".cache", "axe", "axe.min.js")
	}
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("axe-core is missing (%v): run scripts/setup, or name the file in MUSTER_AXE", err)
	}
	return string(b) + oneOfEachColour
}

// oneOfEachColour has axe read each colour once. It reads the few of a page some thousand times, which takes a
// sixth of all its time.
const oneOfEachColour = `;(() => {
	const own = axe.commons.color.Color.prototype, read = own.parseString, known = new Map()
	own.parseString = function (text) {
		if (!known.has(text)) known.set(text, (({r, g, b, alpha}) => ({r, g, b, alpha}))(read.call(this, text)))
		return Object.assign(this, known.get(text))
	}
})()`

// browser opens a window of its own, which fails the test on any error in its console and on any
// request to another host.
type browser struct {
	*testing.T
	ctx  context.Context
	base string

	mu       sync.Mutex
	requests []string
	methods  []string // and the method of each
}

func openBrowser(t *testing.T, h http.Handler) *browser {
	t.Helper()
	if testing.Short() {
		t.Skip("drives a browser; go test without -short runs it")
	}
	one, err := oneBrowser()
	if err != nil {
		t.Fatal(err)
	}
	srv := httptest.NewServer(h)
	t.Cleanup(srv.Close)
	ctx, quit := chromedp.NewContext(one, chromedp.WithNewBrowserContext())
	t.Cleanup(quit)
	b := &browser{T: t, ctx: ctx, base: srv.URL}
	if err := chromedp.Listen(ctx, b.listen); err != nil {
		t.Fatal(err)
	}
	tell(b, network.Enable, network.EnableParams{})
	tell(b, log.Enable, cdp.Empty{})
	tell(b, runtime.Enable, cdp.Empty{})
	tell(b, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true}) // a window of its own, though one browser shows several
	b.window(1200, 900, 1, false)
	return b
}

// patience ends a wait for something that never comes, so that the test says where it waited.
func (b *browser) patience() (context.Context, context.CancelFunc) {
	return context.WithTimeout(b.ctx, 2*time.Minute)
}

// tell sends the browser a command of its protocol.
func tell[P, R any](b *browser, cmd cdp.Command[P, R], params P) R {
	b.Helper()
	r, err := chromedp.Call(b.ctx, cmd, params)
	if err != nil {
		b.Fatalf("%s: %v", cmd.Method, err)
	}
	return r
}

// window gives the page a width and a height, in its own pixels.
func (b *browser) window(width, height int64, scale float64, mobile bool) {
	b.Helper()
	tell(b, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: width, Height: height, DeviceScaleFactor: scale, Mobile: mobile})
}

// listen fails the test on what a page must not do.
func (b *browser) listen(ev any) {
	switch ev := ev.(type) {
	case *runtime.EventExceptionThrown:
		b.Errorf("script error: %s", ev.ExceptionDetails.Text)
	case *runtime.EventConsoleAPICalled:
		if ev.Type == runtime.ConsoleAPICalledTypeError || ev.Type == runtime.ConsoleAPICalledTypeWarning {
			b.Errorf("console %s: %s", ev.Type, ev.Args[0].Value)
		}
	case *log.EventEntryAdded:
		// The status of a page that says what went wrong is logged too, and is meant.
		if ev.Entry.Level == log.EntryLevelError && !strings.Contains(ev.Entry.Text, "the server responded with a status of ") {
			b.Errorf("logged: %s %s", ev.Entry.Text, ev.Entry.URL)
		}
	case *network.EventRequestWillBeSent:
		b.mu.Lock()
		defer b.mu.Unlock()
		b.requests, b.methods = append(b.requests, ev.Request.URL), append(b.methods, ev.Request.Method)
		if !strings.HasPrefix(ev.Request.URL, b.base) && !strings.HasPrefix(ev.Request.URL, "data:") {
			b.Errorf("request to %s; pages ask nobody else", ev.Request.URL)
		}
	}
}

func (b *browser) run(steps ...chromedp.Action[chromedp.Void]) {
	b.Helper()
	ctx, cancel := b.patience()
	defer cancel()
	if err := chromedp.Do(ctx, steps...); err != nil {
		b.Fatal(err)
	}
}

// ask returns what an action or, by scripted, a script's value comes to.
func ask[T any](b *browser, a chromedp.Action[T]) T {
	b.Helper()
	ctx, cancel := b.patience()
	defer cancel()
	v, err := chromedp.Run(ctx, a)
	if err != nil {
		b.Fatal(err)
	}
	return v
}

func script[T any](b *browser, source string) T {
	b.Helper()
	return ask(b, chromedp.Evaluate[T](source))
}

// visit opens an address of the site.
func (b *browser) visit(path string) {
	b.Helper()
	b.run(chromedp.Navigate(b.base+path), chromedp.WaitReady(chromedp.CSS("h1")))
}

// away does what leads to another page, and waits for it.
func (b *browser) away(steps ...chromedp.Action[chromedp.Void]) {
	b.Helper()
	ctx, cancel := b.patience()
	defer cancel()
	if _, err := chromedp.RunResponse(ctx, steps...); err != nil {
		b.Fatalf("on the way from %s: %v", b.path(), err)
	}
}

// follow clicks what a selector finds first and waits for the page it leads to.
func (b *browser) follow(selector string) {
	b.Helper()
	b.away(chromedp.Click(chromedp.CSS(selector)))
	b.run(chromedp.WaitReady(chromedp.CSS("h1")))
}

func (b *browser) path() string {
	b.Helper()
	return script[string](b, `location.pathname + location.search + location.hash`)
}

func (b *browser) lead() string {
	b.Helper()
	return script[string](b, `document.querySelector('.lead').innerText`)
}

// phone is a small phone held upright.
func (b *browser) phone() {
	b.Helper()
	b.window(360, 740, 2, true)
}

func (b *browser) theme(name string) {
	b.Helper()
	b.medium("", name)
}

// medium is where the page is seen, "print" or the screen, and in which theme.
func (b *browser) medium(media, theme string) {
	b.Helper()
	tell(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: media, Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: theme}}})
}

// keep keeps a picture of the whole page: under MUSTER_SHOTS, else with the test's artifacts. Where
// nobody keeps those, none is taken.
func (b *browser) keep(name string) {
	b.Helper()
	if f := flag.Lookup("test.artifacts"); os.Getenv("MUSTER_SHOTS") == "" && f != nil && f.Value.String() == "false" {
		return
	}
	b.write(name+".png", ask(b, chromedp.FullScreenshot(100)))
}

// violation is what axe reports.
type violation struct {
	ID, Help string
	Nodes    []struct {
		HTML           string
		FailureSummary string
	}
}

// accessible runs axe-core over the page.
func (b *browser) accessible(what, source string) {
	b.Helper()
	found, passes := b.violations(source)
	if passes < 10 {
		b.Errorf("%s: axe looked at %d rules only", what, passes)
	}
	for _, v := range found {
		for i, n := range v.Nodes {
			if i < 3 {
				b.Errorf("%s: axe %s (%s): %s: %s", what, v.ID, v.Help, n.HTML, n.FailureSummary)
			}
		}
	}
}

// violations are what axe-core finds on the page, and how many of its rules the page keeps.
func (b *browser) violations(source string) (found []violation, passes int) {
	b.Helper()
	if !script[bool](b, `'axe' in window`) {
		script[chromedp.Void](b, source)
	}
	raw := ask(b, chromedp.Evaluate[string](`axe.run(document, {runOnly: ['wcag2a','wcag2aa','wcag21a','wcag21aa','wcag22aa','best-practice'], preload: false, resultTypes: ['violations']})
		.then(r => JSON.stringify({violations: r.violations, passes: r.passes.length}))`, chromedp.EvalAwaitPromise))
	var said struct {
		Violations []violation
		Passes     int
	}
	if err := json.Unmarshal([]byte(raw), &said); err != nil {
		b.Fatal(err)
	}
	return said.Violations, said.Passes
}

// fits checks that the page does not scroll sideways, and says what sticks out.
func (b *browser) fits(what string) {
	b.Helper()
	wide := script[[]string](b, `(() => {
		const w = document.documentElement.clientWidth
		if (document.documentElement.scrollWidth <= w) return []
		return [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > w + 1 && !e.closest('pre') && !e.classList.contains('skip'))
			.slice(0, 5).map(e => e.outerHTML.slice(0, 120) + ' reaches ' + e.getBoundingClientRect().right).concat('scrolls to ' + document.documentElement.scrollWidth)
	})()`)
	for _, s := range wide {
		b.Errorf("%s: wider than its window: %s", what, s)
	}
}

// print lays the page out on A4 and returns the number of sheets.
func (b *browser) print(name string) int {
	b.Helper()
	pdf := ask(b, chromedp.PrintToPDF(chromedp.PDFPreferCSSPageSize()))
	b.write(name+".pdf", pdf)
	return strings.Count(string(pdf), "/Type /Page\n") + strings.Count(string(pdf), "/Type /Page ")
}

func (b *browser) sent() []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return append([]string(nil), b.requests...)
}

// write keeps a file of the test's.
func (b *browser) write(name string, data []byte) {
	b.Helper()
	dir := os.Getenv("MUSTER_SHOTS")
	if dir == "" {
		dir = b.ArtifactDir()
	}
	if len(data) < 2000 {
		b.Errorf("%s: %d bytes show nothing", name, len(data))
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		b.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, name), data, 0o644); err != nil {
		b.Fatal(err)
	}
}
