package web

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// looks are the pages that are looked at, by the name of their picture.
var looks = []struct{ name, path string }{
	{"list", "/pledges"},
	{"pledge", "/pledges/washington-2024"},
	{"known", "/pledges/washington-2024?known=5914&months-inside=yes"},
	{"refused", "/pledges/washington-2024?from=yesterday&gdp-year=99"},
	{"rows", "/pledges/washington-2024/rows?party=ca&at=5914"},
	{"left-out", "/pledges/washington-2024/rows?left-out=outside_group&at=5914"},
	{"shares", "/pledges/washington-2024/shares?at=5914"},
	{"statement", "/statements/k7gkq2mz4t-120"},
	{"erased", "/statements/k7gkq2mz4t-101"},
	{"missing", "/pledges/nowhere"},
}

// TestPublishedFiguresStandOnThePage draws the page on Kiel's release 28, whose sums are known, and
// keeps the pictures.
func TestPublishedFiguresStandOnThePage(t *testing.T) {
	b := openBrowser(t, quiet(real(t)))
	b.visit("/pledges/washington-2024")
	page := script[string](b, `document.querySelector('main').innerText`)
	for _, want := range []string{
		"reached EUR 41.04 bn between 10 July 2024 and 9 July 2025", "EUR 1.04 bn above the floor of EUR 40 bn", "reached on 27 June 2025",
		"window a day later 40.45", "79 rows with no date", "1.399", "122 rows dated only to a month", "4.605",
		"the source does not speak of Albania, North Macedonia and Montenegro", "Australia", "Ireland", "New Zealand", "Japan",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	b.keep("published-wide")
	b.theme("dark")
	b.keep("published-dark")
	b.theme("light")
	if n := b.print("published"); n < 2 || n > 3 {
		t.Errorf("the page takes %d sheets, want 2 or, in a wide font, 3", n)
	}
	b.follow(".carry tbody tr:nth-child(2) td.n a")
	if lead := b.lead(); !strings.Contains(lead, "EUR 6,928,575,492.19, exactly") {
		t.Errorf("Germany: %s", lead)
	}
	b.keep("published-rows")
	b.phone()
	b.visit("/pledges/washington-2024")
	b.fits("the page on a phone")
	b.keep("published-phone")
}

// What the bundled data have none of is looked at here, everything else in TestEveryPageInEveryWay.
func TestErasedAndLeftOutPagesAreAccessible(t *testing.T) {
	b, source := openBrowser(t, quiet(synthetic(t))), axe(t)
	for _, path := range []string{"/statements/k7gkq2mz4t-101", "/statements/k7gkq2mz4t-102", "/pledges/washington-2024/rows?left-out=outside_group&at=5914"} {
		b.window(1200, 900, 1, false)
		b.theme("light")
		b.visit(path)
		b.accessible(path, source)
		b.phone()
		b.theme("dark")
		b.accessible(path+" on a phone in the dark", source)
		b.fits(path + " on a phone")
	}
	b.theme("light")
	b.visit("/pledges/washington-2024")
	b.run(chromedp.Click(chromedp.CSS("details summary")))
	b.accessible("the line's table twin on a phone", source)
	b.fits("the line's table twin on a phone")
}

func TestEmptyPagesAreAccessible(t *testing.T) {
	source := axe(t)
	src := synthetic(t)
	b := openBrowser(t, quiet(src))
	for _, c := range []struct {
		name, path string
		change     func()
	}{
		{"no-gdp", "/pledges/washington-2024", func() { src.gdp = nil }},
		{"no-edition", "/pledges/washington-2024", func() { src.edition = false }},
		{"no-pledge", "/pledges", func() { src.pledges = false }},
		{"fault", "/pledges", func() { src.fault = fmt.Errorf("broken for a test") }},
	} {
		c.change()
		b.visit(c.path)
		b.accessible(c.name, source)
		b.keep("empty-" + c.name)
	}
}

func TestANumberOpensUntilItsStatement(t *testing.T) {
	b := openBrowser(t, quiet(synthetic(t)))
	b.visit("/pledges")
	b.follow("main h2 a")
	shown := script[string](b, `[...document.querySelectorAll('.carry tbody tr')].find(r => r.innerText.includes('Canada')).querySelector('td.n a').innerText`)
	script[chromedp.Void](b, `[...document.querySelectorAll('.carry tbody tr')].find(r => r.innerText.includes('Canada')).querySelector('td.n a').id = 'it'`)
	b.follow("#it")
	lead := b.lead()
	if !strings.Contains(lead, "exactly the number they stand behind") {
		t.Errorf("the rows behind %s: %s", shown, lead)
	}
	_, sum, _ := strings.Cut(lead, "EUR ")
	sum, _, _ = strings.Cut(sum, ", exactly")
	if bn, err := strconv.ParseFloat(strings.ReplaceAll(sum, ",", ""), 64); err != nil || fmt.Sprintf("%.3f", bn/1e9) != shown {
		t.Errorf("%s on the page, in the rows: %s (%v)", shown, lead, err)
	}
	b.follow("table.stack tbody th a")
	if got := b.path(); !strings.HasPrefix(got, "/statements/k7gkq2mz4t-") {
		t.Fatalf("a row leads to %s", got)
	}
	for _, want := range []string{"What it says", "Where it was read", "How it is sealed", "Download the proof", "Release 28"} {
		if !script[bool](b, `document.body.innerText.includes(`+strconv.Quote(want)+`)`) {
			t.Errorf("the statement does not say %q", want)
		}
	}
}

func TestSwitchesChangeTheFigureAndTheAddress(t *testing.T) {
	b := openBrowser(t, quiet(synthetic(t)))
	b.visit("/pledges/washington-2024")
	before := b.lead()
	b.run(chromedp.SetValue(chromedp.CSS("#from"), "2024-09-01"), chromedp.Click(chromedp.CSS("#months-inside")), chromedp.SetValue(chromedp.CSS("#method"), "military-committed"))
	b.follow(".go button")
	after := b.lead()
	if after == before || !strings.Contains(after, "between 1 September 2024") || !strings.Contains(after, "military commitments") {
		t.Errorf("after the switches: %s", after)
	}
	for _, want := range []string{"from=2024-09-01", "months-inside=yes", "method=military-committed"} {
		if !strings.Contains(b.path(), want) {
			t.Errorf("the address %s lacks %s", b.path(), want)
		}
	}
	b.follow(".carry tfoot a")
	if !strings.Contains(b.path(), "from=2024-09-01") || !strings.Contains(b.lead(), "exactly") {
		t.Errorf("the rows forgot the switches: %s, %s", b.path(), b.lead())
	}
	b.follow(".crumb a:nth-of-type(2)")
	if b.lead() != after {
		t.Errorf("the way back leads to %s", b.lead())
	}
	b.follow(".choices li:nth-child(2) a")
	if b.lead() == after {
		t.Error("another choice is the same figure")
	}
	b.visit("/pledges/washington-2024")
	b.run(chromedp.SetValue(chromedp.CSS("#to"), "soon"))
	b.follow(".go button")
	b.run(chromedp.Click(chromedp.CSS(".errors a")))
	if got := script[string](b, `document.activeElement.id + ' ' + document.activeElement.value`); got != "to soon" {
		t.Errorf("the summary leads to %q, want the field with what was entered", got)
	}
}

func TestThePledgePageIsWholeInOneRequest(t *testing.T) {
	b := openBrowser(t, quiet(synthetic(t)))
	b.visit("/pledges/washington-2024")
	var pages []string
	for _, u := range b.sent() {
		if !strings.HasPrefix(u, "data:") {
			pages = append(pages, u)
		}
	}
	// The script of the picture button comes when all is shown: the button is there only where it ran.
	if len(pages) != 1 && (len(pages) != 2 || !strings.HasSuffix(pages[1], pngPath)) {
		t.Errorf("the page made %d requests, want 1: %v", len(pages), pages)
	}
	if got := script[string](b, `getComputedStyle(document.querySelector('.lead a')).fontWeight`); got != "650" {
		t.Errorf("the style sheet did not reach the page: weight %s", got)
	}
}

func TestEachWidthHasItsOwnDrawing(t *testing.T) {
	b := openBrowser(t, quiet(synthetic(t)))
	shown := `['wide','narrow'].filter(c => document.querySelector('svg.'+c).getBoundingClientRect().width > 0).join()`
	b.visit("/pledges/washington-2024")
	if got := script[string](b, shown); got != "wide" {
		t.Errorf("on a desk: %s", got)
	}
	b.phone()
	b.visit("/pledges/washington-2024")
	if got := script[string](b, shown); got != "narrow" {
		t.Errorf("on a phone: %s", got)
	}
	small := script[[]string](b, `[...document.querySelectorAll('main a, main button, main input, main select, main summary')]
		.filter(e => e.offsetParent && !e.closest('.lead, dd, .note, p:not(.acts)'))
		.map(e => [e, e.type == 'checkbox' ? e.parentElement.getBoundingClientRect() : e.getBoundingClientRect()])
		.filter(([e, r]) => r.height < (e.closest('.carry') ? 24 : 43.5) || r.width < 24)
		.map(([e, r]) => e.outerHTML.slice(0, 100) + ' ' + r.width + ' × ' + r.height)`)
	for _, s := range small {
		t.Errorf("too small to touch: %s", s)
	}
	b.window(320, 256, 4, false) // 1280 pixels at 400 %
	for _, l := range looks {
		b.visit(l.path)
		b.fits(l.name + " at 400 %")
	}
}

func TestPaperHoldsThePageAndSaysHowItWasComputed(t *testing.T) {
	b := openBrowser(t, quiet(synthetic(t)))
	b.theme("dark")
	b.visit("/pledges/washington-2024")
	if n := b.print("pledge"); n < 1 || n > 3 {
		t.Errorf("the pledge page takes %d sheets, want at most 3", n)
	}
	tell(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"})
	b.window(680, 960, 1, false)
	b.keep("pledge-print")
	for selector, visible := range map[string]bool{
		".switches": false, ".top": false, "details": false, "svg.wide": true, "svg.narrow": false, ".how": true, ".root": true, ".left": true, ".proxy": true,
	} {
		if got := script[bool](b, `document.querySelector('`+selector+`').getClientRects().length > 0`); got != visible {
			t.Errorf("on paper %s shows: %v, want %v", selector, got, visible)
		}
	}
	if got := script[string](b, `getComputedStyle(document.body).backgroundColor`); got != "rgb(255, 255, 255)" {
		t.Errorf("paper is %s", got)
	}
	how := script[string](b, `document.querySelector('.how').innerText`)
	for _, want := range []string{"position 5,914", "nzyZ1gmVQ0CkuT2mcPMnTEFkbLW63sOmXtXhqQh0mxQ=", "military-allocated/1", "data to 28 February 2026"} {
		if !strings.Contains(how, want) {
			t.Errorf("paper does not say %q", want)
		}
	}
}

func TestAKeyboardReachesEverythingInSight(t *testing.T) {
	b := openBrowser(t, quiet(synthetic(t)))
	b.visit("/pledges/washington-2024")
	b.run(chromedp.KeyEvent(kb.Tab))
	if got := script[string](b, `document.activeElement.className + ' ' + (document.activeElement.getBoundingClientRect().left >= 0)`); got != "skip true" {
		t.Errorf("the first stop is %q, want the link that skips to the content, in sight", got)
	}
	b.run(chromedp.KeyEvent(kb.Enter), chromedp.KeyEvent(kb.Tab))
	if !script[bool](b, `document.querySelector('main').contains(document.activeElement)`) {
		t.Error("the skip link does not lead into the content")
	}
	b.visit("/pledges/washington-2024")
	stops := script[int](b, `[...document.querySelectorAll('a, button, input, select, summary')].filter(e => e.getClientRects().length && !e.closest('details:not([open]) > :not(summary)')).length`)
	hidden := []string{}
	for range stops {
		b.run(chromedp.KeyEvent(kb.Tab))
		if why := script[string](b, `(() => {
			const e = document.activeElement, r = e.getBoundingClientRect(), s = getComputedStyle(e)
			if (e == document.body) return 'focus left the page'
			if (s.outlineStyle == 'none' || parseFloat(s.outlineWidth) < 2) return 'no outline: ' + e.outerHTML.slice(0, 90)
			const top = document.elementFromPoint(r.left + r.width / 2, r.top + r.height / 2)
			if (!top || !(e.contains(top) || top.contains(e))) return 'covered: ' + e.outerHTML.slice(0, 90)
			return ''
		})()`); why != "" {
			hidden = append(hidden, why)
		}
	}
	for i, s := range hidden {
		if i < 5 {
			t.Error(s)
		}
	}
	if got := script[string](b, `document.activeElement.closest('.foot') ? 'foot' : document.activeElement.outerHTML.slice(0,90)`); got != "foot" {
		t.Errorf("after %d stops the focus is at %s, want the last link of the page", stops, got)
	}
}

// TestWithoutScriptNothingIsMissing turns scripts off, reads the page as parsed, and sends the form
// by keys alone.
func TestWithoutScriptNothingIsMissing(t *testing.T) {
	b := openBrowser(t, quiet(synthetic(t)))
	tell(b, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	b.run(chromedp.Navigate(b.base + "/pledges/washington-2024"))
	b.write("pledge-no-script.png", ask(b, chromedp.CaptureScreenshot()))
	// In one call: a node named in one is gone in the next if the driver reads the document anew between
	// them. The protocol may look where the page may not.
	markup := func() string { return script[string](b, `document.documentElement.outerHTML`) }
	for _, want := range []string{"reached", "Who carries it", "<svg", "Left out of this figure", "How this was computed", "not covered"} {
		if !strings.Contains(markup(), want) {
			t.Errorf("without scripts the page lacks %q", want)
		}
	}
	focused := func() string { return script[string](b, `document.activeElement.id`) }
	for range 40 {
		if focused() != "from" {
			b.run(chromedp.KeyEvent(kb.Tab))
		}
	}
	if focused() != "from" {
		t.Fatal("40 stops do not reach the first switch of the window")
	}
	b.run(chromedp.KeyEvent("a", chromedp.KeyModifiers(chromedp.ModifierCtrl)), chromedp.KeyEvent("2024-10-01"))
	b.away(chromedp.KeyEvent(kb.Enter))
	at := ask(b, chromedp.Location())
	if !strings.Contains(at, "from=2024-10-01") || !strings.Contains(markup(), "between 1 October 2024") {
		t.Errorf("keys alone led to %s", at)
	}
}

// TestUkrainianPagesFitAndAreAccessible reads the pledge's pages as somebody does who has chosen Ukrainian,
// whose words are longer, by the switch at the head of the page.
func TestUkrainianPagesFitAndAreAccessible(t *testing.T) {
	b, source := openBrowser(t, quiet(synthetic(t))), axe(t)
	b.visit("/pledges/washington-2024?months-inside=yes")
	b.follow(".tongue a[lang=uk]")
	if got := b.path(); got != "/pledges/washington-2024?months-inside=yes" {
		t.Errorf("choosing a language leads to %s", got)
	}
	if got := script[string](b, `document.documentElement.lang + ' ' + document.querySelector('.lead').innerText`); !strings.HasPrefix(got, "uk За методом") {
		t.Errorf("the page says %q", got)
	}
	for _, w := range []struct {
		name          string
		width, height int64
		scale         float64
		mobile        bool
	}{{"wide", 1200, 900, 1, false}, {"phone", 360, 740, 2, true}, {"400", 320, 256, 4, false}} {
		b.window(w.width, w.height, w.scale, w.mobile)
		for _, l := range looks[:8] {
			b.visit(l.path)
			b.fits(l.name + " in Ukrainian, " + w.name)
			if w.name == "phone" {
				b.accessible(l.name+" in Ukrainian, "+w.name, source)
			}
			b.keep("uk-" + l.name + "-" + w.name)
		}
	}
}
