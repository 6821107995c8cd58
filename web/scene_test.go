package web

import (
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// somebody is a person at a keyboard who knows what the pages say and nothing else: whatever they use they
// find by the words on it, and reach with Tab. Every page they come to is looked at by axe, on a desk and on
// a phone.
type somebody struct {
	*browser
	axe  string
	seen map[string]bool // addresses that were looked at, which say much the same again
}

// finding is how a person finds things: by role and name, in sight. A name is what a thing says, or the text
// of its label; within narrows it to the row or the part of a list that says so.
const finding = `(() => {
	const seen = e => e.getClientRects().length > 0 && !e.disabled && getComputedStyle(e).visibility != 'hidden'
	const text = e => (e.innerText ?? e.textContent).replace(/\s+/g, ' ').trim()
	const roles = {link: 'a[href]', button: 'button', fold: 'summary', field: 'input:not([type=hidden]), select, textarea'}
	const says = (s, name) => s == name || s.startsWith(name + ' ') || s.startsWith(name + ',')
	const named = (e, role) => role == 'field' ? [...e.labels ?? []].map(text) : [text(e)]
	window.stopsNow = () => [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]:not([tabindex="-1"])')]
		.filter(e => seen(e) && !e.closest('details:not([open]) > :not(summary)'))
	window.find = (role, name, within) => {
		const all = [...document.querySelectorAll(roles[role])].filter(e => seen(e) && !e.closest('details:not([open]) > :not(summary)') && named(e, role).some(s => says(s, name)))
			.filter(e => !within || [...document.querySelectorAll('tr, li, section')].some(p => p.contains(e) && text(p).includes(within)))
		const exact = all.filter(e => named(e, role).includes(name))
		return (exact.length ? exact : all)[0]
	}
})()`

// reach goes to a thing by Tab alone.
func (s *somebody) reach(role, name, within string) {
	s.Helper()
	script[chromedp.Void](s.browser, finding)
	steps := script[int](s.browser, fmt.Sprintf(`(() => {
		window.it = find(%q, %q, %q)
		if (!it) return 0
		const all = stopsNow(), at = all.indexOf(document.activeElement)
		return ((all.indexOf(it) - at) + (all.indexOf(it) > at ? 0 : all.length + 1))
	})()`, role, name, within))
	if steps == 0 && !script[bool](s.browser, `window.it === document.activeElement && !!window.it`) {
		s.Fatalf("%s has no %s called %q%s in sight:\n%s", s.path(), role, name, map[bool]string{true: " beside " + within}[within != ""], s.says())
	}
	s.tab(steps)
	// Where a script put a new list in place, Tab goes on from where the old one was.
	for more := 2 * script[int](s.browser, `stopsNow().length`); more > 0 && !script[bool](s.browser, `it === document.activeElement`); more-- {
		s.run(chromedp.KeyEvent(kb.Tab))
		steps++
	}
	if !script[bool](s.browser, `it === document.activeElement`) {
		s.Fatalf("%s: %d times Tab do not lead to the %s %q, but to %s", s.path(), steps, role, name, script[string](s.browser, `document.activeElement.outerHTML.slice(0, 120)`))
	}
}

// says is all that the page says.
func (s *somebody) says() string {
	s.Helper()
	return script[string](s.browser, `document.querySelector('main').innerText.replace(/[ \t\u00a0]+/g, ' ')`)
}

// read checks what the page says.
func (s *somebody) read(want ...string) {
	s.Helper()
	page := s.says()
	for _, w := range want {
		if !strings.Contains(page, w) {
			s.Fatalf("%s does not say %q:\n%s", s.path(), w, page)
		}
	}
}

// waits until the page says something that a script fetches.
func (s *somebody) waits(words string) {
	s.Helper()
	ctx, cancel := s.patience()
	defer cancel()
	for !strings.Contains(s.says(), words) {
		if ctx.Err() != nil {
			s.Fatalf("%s never says %q:\n%s", s.path(), words, s.says())
		}
	}
}

// misses checks what the page does not say.
func (s *somebody) misses(words string) {
	s.Helper()
	if page := s.says(); strings.Contains(page, words) {
		s.Errorf("%s says %q:\n%s", s.path(), words, page)
	}
}

// followed goes where a link leads.
func (s *somebody) followed(name string) { s.Helper(); s.goes("link", name, "") }

// beside goes where a link leads that stands in one row, or one part of the page, with a text.
func (s *somebody) beside(text, name string) { s.Helper(); s.goes("link", name, text) }

// pressed presses a button that leads to another page.
func (s *somebody) pressed(name string) { s.Helper(); s.goes("button", name, "") }

// goes leads to another page, at which is looked.
func (s *somebody) goes(role, name, within string) {
	s.Helper()
	s.reach(role, name, within)
	s.away(chromedp.KeyEvent(kb.Enter))
	s.run(chromedp.WaitReady(chromedp.CSS("h1")))
	s.look()
}

// lists narrows a list to what has a text, which a script does in place.
func (s *somebody) lists(text string) {
	s.Helper()
	s.types("Name or text", text)
	s.reach("button", "Show", "")
	script[chromedp.Void](s.browser, `window.was = document.querySelector('main')`)
	s.run(chromedp.KeyEvent(kb.Enter))
	ctx, cancel := s.patience()
	defer cancel()
	for !script[bool](s.browser, `document.readyState == 'complete' && !!document.querySelector('h1') && window.was !== document.querySelector('main') && !document.querySelector('.htmx-request')`) {
		if ctx.Err() != nil {
			s.Fatalf("%s: nothing is shown for %q", s.path(), text)
		}
	}
	s.look()
}

// unfold opens what is folded.
func (s *somebody) unfold(name string) {
	s.Helper()
	s.reach("fold", name, "")
	s.run(chromedp.KeyEvent(kb.Enter))
}

// types types into a field in place of what stood there, or chooses what it offers.
func (s *somebody) types(label, text string) {
	s.Helper()
	s.reach("field", label, "")
	if !script[bool](s.browser, `it.tagName == 'SELECT'`) {
		s.run(chromedp.KeyEvent("a", chromedp.KeyModifiers(chromedp.ModifierCtrl)), chromedp.KeyEvent(text))
		if got := script[string](s.browser, `it.value`); got != text {
			s.Fatalf("%s: typed into %q, %q stands there as %q", s.path(), label, text, got)
		}
		return
	}
	s.run(chromedp.KeyEvent(kb.Home))
	for range script[int](s.browser, `it.options.length`) {
		if script[string](s.browser, `it.selectedOptions[0].text.trim()`) == text {
			return
		}
		s.run(chromedp.KeyEvent(kb.ArrowDown))
	}
	s.Fatalf("%s: %q offers no %q, but %s", s.path(), label, text, script[string](s.browser, `[...it.options].map(o => o.text.trim()).join('; ')`))
}

// brings chooses a file: what opens then is the system's, in which no test types.
func (s *somebody) brings(label, path string) {
	s.Helper()
	s.reach("field", label, "")
	script[chromedp.Void](s.browser, `it.setAttribute('data-brought', '')`)
	s.run(chromedp.SetUploadFiles(chromedp.CSS("[data-brought]"), []string{path}))
}

// acts goes on in somebody else's place, by the list above every page of the demo.
func (s *somebody) acts(who string) {
	s.Helper()
	s.types("See and act as", who)
	s.pressed("Change")
}

// number reads the number before words of the page.
func (s *somebody) number(before string) int {
	s.Helper()
	head, _, ok := strings.Cut(s.says(), " "+before)
	fields := strings.Fields(head)
	if ok && len(fields) > 0 {
		if n, err := strconv.Atoi(strings.ReplaceAll(fields[len(fields)-1], ",", "")); err == nil {
			return n
		}
	}
	s.Fatalf("%s says no number before %q:\n%s", s.path(), before, s.says())
	return 0
}

// here is what the page is called, as the way to it says at its top.
func (s *somebody) here() string {
	s.Helper()
	return script[string](s.browser, `[...document.querySelectorAll('nav [aria-current=page]')].pop().innerText.trim()`)
}

// look has axe look at the page, on a desk and on a phone.
func (s *somebody) look() {
	s.Helper()
	at, _, _ := strings.Cut(s.path(), "#")
	if s.seen[at] && !strings.HasPrefix(at, listsPath) && !strings.Contains(at, "/matches/") { // those say something else with each step
		return
	}
	s.seen[at] = true
	s.accessible(s.path()+" on a desk", s.axe)
	s.window(390, 844, 2, true)
	s.accessible(s.path()+" on a phone", s.axe)
	s.fits(s.path() + " on a phone")
	s.window(1200, 900, 1, false)
}

// scene begins at the front page of a demo of its own, whose record may be prepared with the program.
func scene(t *testing.T) (s *somebody, prepare func(kind, as, rows string)) {
	t.Helper()
	b := openBrowser(t, http.NotFoundHandler())
	program, data := buildProgram(t), filepath.Join(t.TempDir(), "data")
	b.base = strings.TrimSuffix(serveDemo(t, program, "--data", data), "/")
	s = &somebody{b, axe(t), map[string]bool{}}
	return s, func(kind, as, rows string) {
		t.Helper()
		file := filepath.Join(t.TempDir(), "rows.csv")
		if err := os.WriteFile(file, []byte(rows), 0o600); err != nil {
			t.Fatal(err)
		}
		if out, err := exec.Command(program, "record", kind, "--file", file, "--as", as, "--audience", "participants", "--data", data).CombinedOutput(); err != nil {
			t.Fatalf("%s: %v\n%s", kind, err, out)
		}
	}
}
