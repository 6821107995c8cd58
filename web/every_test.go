package web

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// everyPage are all pages, each route with the addresses at which it is looked at: as a rule one with
// much on it, one with nothing and one that refuses. A word in braces is a place that the journey
// through the forms found (every_forms_test.go). Sheets is the most paper a page may take; 0: three.
var everyPage = []struct {
	route, name, path string
	sheets            int
}{
	{"GET /{$}", "overview", "/", 0},
	{"GET /pledges", "pledges", "/pledges", 0},
	{"GET /pledges/{name}", "pledge", "/pledges/washington-2024", 0},
	{"GET /pledges/{name}", "pledge-known", "/pledges/washington-2024?known={edition}&months-inside=yes", 0},
	{"GET /pledges/{name}", "pledge-empty", "/pledges/washington-2024?from=1999-01-01&to=1999-02-01", 0},
	{"GET /pledges/{name}", "pledge-refused", "/pledges/washington-2024?from=yesterday&gdp-year=99", 0},
	{"GET /pledges/{name}", "pledge-missing", "/pledges/nowhere", 0},
	{"GET /pledges/{name}/rows", "rows", "/pledges/washington-2024/rows?party=ca", 4},
	{"GET /pledges/{name}/rows", "rows-none", "/pledges/washington-2024/rows?party=hu", 0},
	{"GET /pledges/{name}/shares", "shares", "/pledges/washington-2024/shares", 0},
	{"GET /contributions", "contributions", "/contributions?donor=dk&year=2024", 0},
	{"GET /contributions", "contributions-none", "/contributions?donor=dk&year=1990", 0},
	{"GET /contributions/{id...}", "contribution", "/contributions/kiel:DKM1", 4}, // its sources are printed whole
	{"GET /contributions/{id...}", "contribution-missing", "/contributions/kiel:nothing", 0},
	{"GET /explore", "explore-bars", "/explore", 4},
	{"GET /explore", "explore-heat", "/explore?by=donor&across=year", 4},
	{"GET /explore", "explore-areas", "/explore?by=month&donor=de,dk&across=donor&show=stacked", 4},
	{"GET /explore", "explore-lines", "/explore?by=year", 0},
	{"GET /explore", "explore-world", "/explore?show=world", 4},
	{"GET /explore", "explore-europe", "/explore?show=europe", 4},
	{"GET /explore", "explore-none", "/explore?donor=dk&year=1990", 0},
	{"GET /explore", "explore-refused", "/explore?by=colour&from=tomorrow", 0},
	{"GET /entries", "entries", "/entries?donor=de&type=military&month=2024-07", 0},
	{"GET /entries", "entries-none", "/entries?donor=dk&year=1990", 0},
	{"GET /search", "search", "/search?q=rocket+launcher&all=yes", 4},
	{"GET /search", "search-none", "/search?q=xyzzy", 0},
	{"GET /search", "search-before", "/search", 0},
	{"GET /gallery", "gallery", "/gallery", 12},
	{"GET /parties", "parties", "/parties?group=nato", 0},
	{"GET /parties", "parties-none", "/parties?q=xyzzy", 0},
	{"GET /parties", "parties-refused", "/parties?kind=planet", 0},
	{"GET /parties/{id}", "party", "/parties/de", 4},
	{"GET /sources", "sources", "/sources", 0},
	{"GET /sources/{id}", "edition", "/sources/{edition}", 4},
	{"GET /sources/{id}", "edition-withdrawn", "/sources/{withdrawn}", 4},
	{"GET /sources/{id}/changes", "changes", "/sources/{edition}/changes?fate=gone", 0},
	{"GET /sources/{id}/withdraw", "withdraw", "/sources/{edition}/withdraw", 0},
	{"GET /record", "record", "/record?about=washington-2024", 0},
	{"GET /record", "record-none", "/record?about=nothing", 0},
	{"GET /record/verification", "verification", "/record/verification", 0},
	{"GET /statements/{id}", "statement", "/statements/{statement}", 0},
	{"GET /import", "import", "/import", 0},
	{"GET /import/{digest}", "trial", "/import/{trial}", 0},
	{"GET /definitions", "definitions", "/definitions", 6},
	{"GET /needs", "needs", "/needs?priority=1", 8},
	{"GET /needs", "needs-none", "/needs?q=xyzzy", 0},
	{"GET /needs", "needs-refused", "/needs?needed-before=soon&state=lost", 0},
	{"GET /needs/{id}", "need", "/needs/r-0002", 4},
	{"GET /needs/{id}", "need-missing", "/needs/nothing", 0},
	{"GET /needs/{id}/match", "pair", "/needs/r-0002/match?offer=o-0004", 0},
	{"GET /needs/{id}/change", "need-change", "/needs/r-0002/change", 0},
	{"GET /needs/new", "need-new", "/needs/new", 0},
	{"GET /offers/new", "offer-new", "/offers/new", 0},
	{"GET /offers/{id}/change", "offer-change", "/offers/o-0004/change", 0},
	{"GET /overlaps", "overlaps", "/overlaps", 10},
	{"GET /types", "types", "/types", 0},
	{"GET /items", "items", "/items", 4},
	{"GET /items", "items-none", "/items?q=xyzzy", 0},
	{"GET /items", "items-refused", "/items?thing=nothing", 0},
	{"GET /items/{id}", "item", "/items/truck-6x6-5t", 4},
	{"GET /items/{id}", "item-missing", "/items/nothing", 0},
	{"GET /types", "types-refused", "/types?thing=nothing", 0},
	{"GET /offers/{id}", "offer", "/offers/o-0004", 4},
	{"GET /matches/{id}", "match", "/matches/m-0003", 4},
	{"GET /offers", "offers", "/offers?donor=de&state=all", 4},
	{"GET /offers", "offers-none", "/offers?q=xyzzy", 0},
	{"GET /plan", "plan", "/plan", 8},
	{"GET /plan", "plan-if", "{if}&priority=1", 8},
	{"GET /plan", "plan-open", "/plan?show=open&priority=1", 8},
	{"GET /plan", "plan-donors", "/plan?show=donors", 4},
	{"GET /plan", "plan-losses", "/plan?show=losses&priority=1", 8},
	{"GET /plan", "plan-refused", "/plan?suppose=ready&of=r-0101&to=soon&priority=1", 8},
	{"GET /work", "work", "/work", 6},
	{"GET /work", "work-late", "/work?late=yes&object=match", 0},
	{"GET /work", "work-refused", "/work?object=planet", 0},
	{"GET /asks", "asks", "/asks?state=all", 0},
	{"GET /asks", "asks-none", "/asks?silent=yes&state=closed&donor=us", 0},
	{"GET /asks", "asks-refused", "/asks?donor=nobody", 0},
	{"GET /asks/{id}", "ask", "/asks/a-0002", 4},
	{"GET /asks/{id}", "ask-silent", "/asks/a-0002?donor=de&silent=yes", 4},
	{"GET /asks/{id}", "ask-missing", "/asks/nothing", 0},
	{"GET /asks/{id}/sheets/{donor}", "asksheet", "/asks/a-0002/sheets/nl", 0},
	{"GET /asks/{id}/sheets/{donor}/{digest}", "replies", "{replies}", 0},
	{"GET /asks/{id}/answer", "answer", "/asks/a-0002/answer?line=r-0002&donor=nl", 0},
	{"GET /asks/new", "ask-new", "/asks/new", 0},
	{"GET /asks/{id}/change", "ask-change", "/asks/a-0002/change", 0},
	{"GET /packages/{id}/change", "package-change", "/packages/p-0001/change", 0},
	{"GET /sheets/{of}", "sheet-offers", "/sheets/offers", 0},
	{"GET /sheets/{of}", "sheet-needs", "/sheets/needs", 0},
	{"GET /sheets/{of}", "sheet-observations", "/sheets/observations", 0},
	{"GET /sheets/{of}", "sheet-missing", "/sheets/nothing", 0},
	{"GET /sheets/{of}/{digest}", "sheet-refused", "{list}", 0}, // it is somebody else's
	{"GET /attach/{object}/{id}", "attach", "/attach/requirement/r-0002", 0},
	{"GET /attach/{object}/{id}", "attach-missing", "/attach/requirement/nothing", 0},
	{"GET /packages", "packages", "/packages?state=all", 0},
	{"GET /packages", "packages-none", "/packages?state=withdrawn", 0},
	{"GET /packages/{id}", "package", "/packages/p-0001", 0},
	{"GET /packages/{id}", "package-ordered", "/packages/p-0003", 0},
	{"GET /packages/{id}", "package-missing", "/packages/nothing", 0},
	{"GET /packages/new", "package-new", "/packages/new", 0},
	{"GET /lessons", "lessons", "/lessons", 6},
	{"GET /lessons/digest", "lessons-digest", "/lessons/digest?line=training", 0},
	{"GET /lessons/digest", "lessons-digest-refused", "/lessons/digest?since=soon", 0},
	{"GET /accountability", "accountability", "/accountability", 6},
	{"GET /samples", "samples", "/samples", 0},
	{"GET /exceptions", "exceptions", "/exceptions?kind=basis-unknown", 6},
	{"GET /exceptions", "exceptions-none", "/exceptions?from=2031-01-01", 0},
	{"GET /exceptions", "exceptions-refused", "/exceptions?from=soon&kind=nothing&days=-1", 0},
	{"GET /registers/{object}/{id}", "held-evidence", "/registers/evidence/e-2026-003", 4},
	{"GET /registers/{object}/{id}", "held-case", "/registers/case/c-2026-001", 4},
	{"GET /reforms", "reforms", "/reforms", 6},
	{"GET /reforms", "reforms-published", "/reforms?framework=ua-sap", 4},
	{"GET /reforms", "reforms-chapters", "/reforms?framework=eu-enlargement&on=2027-06-30", 4},
	{"GET /reforms", "reforms-refused", "/reforms?framework=nothing&on=soon", 0},
	{"GET /reforms/due", "reforms-due", "/reforms/due", 0},
	{"GET /reforms/due", "reforms-due-refused", "/reforms/due?until=soon&framework=nothing", 0},
	{"GET /registers/{object}", "shelf-steps", "/registers/step?state=all&framework=ukraine-facility&chapter=governance", 4},
	{"GET /registers/{object}/{id}", "held-step", "/registers/step/uf-4.14", 5},
	{"GET /registers/{object}/{id}", "held-step-amended", "/registers/step/uf-6.1", 4},
	{"GET /registers/{object}/{id}", "held-step-suspended", "/registers/step/uf-4.15", 4},
	{"GET /registers/{object}/{id}", "held-instalment", "/registers/instalment/uf-instalment-4", 5},
	{"GET /registers/{object}", "shelf", "/registers/lesson", 4},
	{"GET /registers/{object}", "shelf-none", "/registers/observation?q=xyzzy", 0},
	{"GET /registers/{object}", "shelf-refused", "/registers/action?state=lost&party=nobody", 0},
	{"GET /registers/{object}", "shelf-missing", "/registers/nothing", 0},
	{"GET /registers/{object}/{id}", "held", "/registers/lesson/l-2026-001", 4},
	{"GET /registers/{object}/{id}", "held-observation", "/registers/observation/ob-031", 0},
	{"GET /registers/{object}/{id}", "held-missing", "/registers/lesson/nothing", 0},
	{"GET /registers/{object}/new", "held-new", "/registers/observation/new", 0},
	{"GET /registers/{object}/{id}/change", "held-change", "/registers/lesson/l-2026-013/change", 0},
	{"GET /layers", "layers", "/layers", 0},
	{"GET /layers/judge", "judge", "{judge}", 0},
	{"GET /layers/{id}", "layer", "/layers/{layer}", 0},
	{"GET /layers/{id}/delete", "layer-delete", "/layers/{layer}/delete", 0},
	{"", "elsewhere", "/elsewhere", 0},
}

// everyFile are the routes that answer with a file. The journey downloads each.
var everyFile = []string{"GET /documents/{digest}", "GET /attachments/{id}", "GET /statements/{id}/proof", "GET /import/{digest}/faults.csv", "GET /samples/{id}", "GET /work.txt", "GET /work.atom"}

// TestEveryRouteIsLookedAt fails on a route that nobody put into one of the tables.
func TestEveryRouteIsLookedAt(t *testing.T) {
	routes := (&site{}).routes()
	for route := range routes {
		page := slices.ContainsFunc(everyPage, func(p struct {
			route, name, path string
			sheets            int
		},
		) bool {
			return p.route == route
		})
		if !page && !slices.Contains(everyFile, route) && !strings.HasPrefix(route, "POST ") {
			t.Errorf("%s is in neither everyPage nor everyFile", route)
		}
	}
	for _, p := range everyPage {
		if routes[p.route] == nil && p.route != "" {
			t.Errorf("%s is looked at and there is no such route", p.route)
		}
	}
}

// TestEveryPageInEveryWay drives the real program on the bundled data: first through every form and
// file without a script, then over every page on a desk, a phone and paper, in both themes, by keyboard
// alone and without a script; and over those on which who may act sees more.
func TestEveryPageInEveryWay(t *testing.T) {
	b, source := openBrowser(t, http.NotFoundHandler()), axe(t)
	j := &journey{browser: b, program: buildProgram(t), data: t.TempDir() + "/data", places: map[string]string{}}
	b.base = strings.TrimSuffix(serveDemo(t, j.program, "--data", j.data), "/")
	j.travel()
	if t.Failed() {
		return
	}
	for _, path := range []string{"/plan", j.places["if"]} {
		j.reasoned(path)
	}
	said := map[string]string{}
	for _, l := range everyPage {
		path := j.at(l.path)
		b.window(1200, 900, 1, false)
		b.theme("light")
		b.visit(path)
		b.keys(l.name)
		b.accessible(l.name+" on a desk", source)
		b.keep(l.name + "-desk-light")
		b.theme("dark")
		b.problems(l.name+" on a desk in the dark", lowContrast)
		b.keep(l.name + "-desk-dark")
		b.window(390, 844, 2, true)
		b.accessible(l.name+" on a phone in the dark", source)
		b.problems(l.name+" on a phone", tooSmall)
		b.keep(l.name + "-phone-dark")
		b.theme("light")
		b.problems(l.name+" on a phone", lowContrast)
		b.keep(l.name + "-phone-light")
		b.window(320, 640, 2, true)
		b.fits(l.name + " at 320 pixels")
		b.window(680, 960, 1, false)
		b.medium("print", "dark")
		b.problems(l.name+" on paper", offPaper)
		b.problems(l.name+" on paper", lowContrast)
		b.keep(l.name + "-paper")
		if n, most := b.print(l.name), max(l.sheets, 3); n < 1 || n > most {
			t.Errorf("%s takes %d sheets, want at most %d", l.name, n, most)
		}
		b.window(1200, 900, 1, false)
		b.theme("light")
		// What is there only where a script runs is no part of what a page says.
		if said[l.name] = script[string](b, `(document.documentElement.classList.remove('js'), document.querySelector('main').innerText)`); strings.ContainsAny(said[l.name], "⟦⟧") {
			t.Errorf("%s: a word is missing from the catalogue: %s", l.name, said[l.name])
		}
	}
	tell(b, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	for _, l := range everyPage {
		b.run(chromedp.Navigate(b.base + j.at(l.path)))
		if got := script[string](b, `document.querySelector('main').innerText`); got != said[l.name] {
			t.Errorf("%s says something else without a script:\n%s\nnot\n%s", l.name, got, said[l.name])
		}
	}
	tell(b, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: false})
	j.forms(source)
}

// problems fails the test with what a script found, the first few.
func (b *browser) problems(what, source string) {
	b.Helper()
	found := script[[]string](b, source)
	for i, s := range found {
		if i < 4 {
			b.Errorf("%s: %s", what, s)
		}
	}
}

// tooSmall finds what a finger would miss; links in running text need not be large.
const tooSmall = `[...document.querySelectorAll('main a, main button, main input:not([type=hidden]), main select, main summary')]
	.filter(e => e.getClientRects().length && !e.closest('.lead, dd, .note, .said, p:not(.acts), thead, svg, .carry, .errors, .choices b'))
	.map(e => [e, e.type == 'checkbox' ? e.parentElement.getBoundingClientRect() : e.getBoundingClientRect()])
	.filter(([e, r]) => r.height < 43.5 || r.width < 24)
	.map(([e, r]) => 'too small to touch: ' + e.outerHTML.slice(0, 100) + ' ' + r.width + ' × ' + r.height)`

// offPaper finds what must not be in print, what is missing there, and what runs off the sheet.
const offPaper = `(() => {
	const shown = e => e.getClientRects().length > 0, name = e => e.outerHTML.slice(0, 90), found = []
	for (const e of document.querySelectorAll('.top, nav, form, button, input, select, details, .skip, .acts, .pages'))
		if (shown(e)) found.push('still shows ' + name(e))
	for (const e of document.querySelectorAll('main table, main svg, main h1, main .lead, .foot'))
		if (!shown(e) && !e.closest('details, svg.narrow, form, .key, .bars')) found.push('lacks ' + name(e))
	const wide = document.documentElement.clientWidth + 1
	for (const e of document.querySelectorAll('body *:not(svg *):not(.vh)')) {
		if (!shown(e)) continue
		const r = e.getBoundingClientRect()
		if (r.right > wide && r.width > 1) found.push('cut off at ' + Math.round(r.right) + ': ' + name(e))
		if (e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).overflowX != 'visible') found.push('hides ' + (e.scrollWidth - e.clientWidth) + ' px: ' + name(e))
	}
	const paper = getComputedStyle(document.body).backgroundColor
	if (paper != 'rgb(255, 255, 255)') found.push('the sheet is ' + paper)
	return found
})()`

// lowContrast finds texts that do not stand out from what they stand on. It is axe's rule without the
// search for what lies over what, in a hundredth of the time; axe has its say in one theme of each size.
const lowContrast = `(() => {
	const parts = s => { const [r, g, b, a = 1] = s.match(/[\d.]+/g).map(Number); return {c: [r, g, b], a} }
	const light = c => c.map(v => (v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4).reduce((s, v, i) => s + v * [0.2126, 0.7152, 0.0722][i], 0)
	const over = (top, under) => under.map((v, i) => top.c[i] * top.a + v * (1 - top.a))
	const ground = e => {
		if (!e) return [255, 255, 255]
		const at = parts(getComputedStyle(e).backgroundColor)
		return at.a == 1 ? at.c : at.a == 0 ? ground(e.parentElement) : over(at, ground(e.parentElement))
	}
	const found = new Map(), walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
	while (walk.nextNode()) {
		const e = walk.currentNode.parentElement
		if (!walk.currentNode.data.trim() || !e.getClientRects().length || e.closest('svg, option, .vh, .skip')) continue
		const s = getComputedStyle(e), size = parseFloat(s.fontSize), below = ground(e)
		const [x, y] = [light(over(parts(s.color), below)), light(below)].sort((a, b) => b - a), ratio = (x + 0.05) / (y + 0.05)
		if (ratio < (size >= 24 || size >= 18.66 && s.fontWeight >= 700 ? 3 : 4.5)) found.set(s.color + ' on ' + below, 'contrast ' + ratio.toFixed(2) + ': ' + e.outerHTML.slice(0, 90))
	}
	return [...found].map(f => f.join(', '))
})()`
