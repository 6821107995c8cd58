package web

import (
	"encoding/json"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	downloads "github.com/chromedp/cdproto/browser"
	"github.com/chromedp/chromedp"
)

// answers are what the tour has to come to, question by question: each stands in one of the sentences
// that it reads on the pages.
var answers = map[string][]string{
	"Which Ally is furthest above its indicative share?": {"Furthest above its indicative share is Germany, by EUR 3.48 bn."},
	"What did release 7 say about one Danish package, its items and its sources, and in which rows?": {
		"EUR 134,466,437.18 committed and EUR 64,076,160.61 delivered", "M72 rocket launcher Portable defence system 2,700 2,700 Release 7, row 177",
		"M10 mortar shell Ammunition for light infantry undisclosed not said Release 7, row 185", "https://en.kriseinformation.dk/denmarks-reactions/denmarks-contributions",
	},
	"What changed between releases 7 and 8?":     {"against Release 7: 66 new, 4 gone,", "Committed: EUR 113.11 bn, which is EUR 19.17 bn more than EUR 93.94 bn in Release 7."},
	"Prove one number to someone without access": {"194933266.93860412"},
}

// mostClicks is how far a question may be from its answer.
const mostClicks = 4

// act is one thing that the tour does: what its words say, in their order.
var act = regexp.MustCompile(`choose \*([^*]+)\* in \*([^*]+)\*|(?:in the row of \*([^*]+)\*, )?\*\*([^*]+)\*\*|“([^”]+)”|` + "`([^`]+)`")

// TestTheTourAnswersItsQuestionsFromThePagesAlone goes through docs/tour.md itself, on the bundled
// data: it clicks and chooses what stands there in the order in which it stands there, by visible
// labels alone, each question from the first page on. So the tour cannot say what the pages do not.
func TestTheTourAnswersItsQuestionsFromThePagesAlone(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("..", "docs", "tour.md"))
	if err != nil {
		t.Fatal(err)
	}
	b := openBrowser(t, http.NotFoundHandler())
	guide := &guide{browser: b, program: buildProgram(t), folder: t.TempDir()}
	b.base = sharedDemo(t)
	tell(b, downloads.SetDownloadBehavior, downloads.SetDownloadBehaviorParams{Behavior: downloads.SetDownloadBehaviorBehaviorAllow, DownloadPath: guide.folder, BrowserContextID: chromedp.FromContext(b.ctx).BrowserContextID})
	asked := 0
	for _, section := range strings.Split(string(text), "\n## ")[1:] {
		question, steps, _ := strings.Cut(section, "\n")
		want, known := answers[question]
		if !known {
			t.Errorf("the tour asks %q, which nobody expects", question)
			continue
		}
		asked++
		b.visit("/")
		guide.read, guide.clicks, guide.commands = "", 0, 0
		for _, s := range act.FindAllStringSubmatch(steps, -1) {
			guide.do(s)
		}
		for _, w := range want {
			if !strings.Contains(guide.read, w) {
				t.Errorf("%s The tour reads\n%s\nand never %q", question, guide.read, w)
			}
		}
		if guide.clicks == 0 || guide.clicks > mostClicks {
			t.Errorf("%s %d clicks, want 1 to %d", question, guide.clicks, mostClicks)
		}
		if wantFile := strings.HasPrefix(question, "Prove"); wantFile != (guide.commands == 2) {
			t.Errorf("%s %d programs checked a proof", question, guide.commands)
		}
		b.keep("tour-" + fileName(question))
	}
	if asked != len(answers) {
		t.Errorf("the tour asks %d questions of %d", asked, len(answers))
	}
}

// guide does the tour's steps.
type guide struct {
	*browser
	program, folder  string
	read             string // what was found on the pages
	clicks, commands int
}

func (g *guide) do(s []string) {
	g.Helper()
	switch option, control, row, label, said, command := s[1], s[2], s[3], s[4], s[5], s[6]; {
	case option != "":
		g.choose(option, control)
	case label != "":
		g.click(row, label)
	case said != "":
		page := strings.Join(strings.Fields(script[string](g.browser, `document.querySelector('main').innerText`)), " ")
		if !strings.Contains(page, said) {
			g.Errorf("%s does not say %q, as the tour has it:\n%.2000s", g.path(), said, page)
		}
		g.read += said + "\n"
	case strings.HasSuffix(command, " FILE"):
		g.check(command)
	}
}

// mark puts a mark on what a person finds by a label, so that it can be clicked: the first link,
// button or summary that shows just this, or says it where it shows none; within a row of a table, if
// one is named.
func (g *guide) mark(row, label string) {
	g.Helper()
	args, err := json.Marshal([]string{row, label})
	if err != nil {
		g.Fatal(err)
	}
	found := script[string](g.browser, `(([row, label]) => {
		const flat = e => e.innerText.trim().replace(/\s+/g, ' ')
		document.querySelectorAll('[data-tour]').forEach(e => e.removeAttribute('data-tour'))
		const places = row ? [...document.querySelectorAll('tr')].filter(r => [...r.children].some(c => flat(c) === row)) : [document]
		for (const place of places)
			for (const e of place.querySelectorAll('a, button, summary'))
				if (e.checkVisibility() && flat(e) === label) { e.setAttribute('data-tour', ''); return 'found' }
		return [...document.querySelectorAll('a, button, summary')].filter(e => e.checkVisibility()).map(flat).join(' | ')
	})(`+string(args)+`)`)
	if found != "found" {
		g.Fatalf("%s: nothing to click says %q in the row of %q; there is %.3000s", g.path(), label, row, found)
	}
}

func (g *guide) click(row, label string) {
	g.Helper()
	g.clicks++
	g.mark(row, label)
	if strings.HasPrefix(label, "Download") {
		g.run(chromedp.Click(chromedp.CSS("[data-tour]")))
		return
	}
	before := g.path()
	g.run(chromedp.Click(chromedp.CSS("[data-tour]")))
	g.arrive(before)
}

// arrive waits for another page than the one before, come to with a script or without.
func (g *guide) arrive(before string) {
	g.Helper()
	ctx, cancel := g.patience()
	defer cancel()
	for {
		// While one page gives way to the other there is nothing to ask.
		at, err := chromedp.Run(ctx, chromedp.Evaluate[string](`document.readyState === 'complete' && !document.querySelector('[data-tour]') ? location.pathname + location.search + location.hash : ''`))
		if err == nil && at != "" && at != before {
			return
		}
		select {
		case <-ctx.Done():
			g.Fatalf("a click on %s leads nowhere", before)
		case <-time.After(20 * time.Millisecond):
		}
	}
}

// choose types an option's words into a control, as one chooses without a mouse.
func (g *guide) choose(option, control string) {
	g.Helper()
	args, err := json.Marshal(control)
	if err != nil {
		g.Fatal(err)
	}
	id := script[string](g.browser, `([...document.querySelectorAll('label')].find(l => l.innerText.trim() === `+string(args)+`) || {htmlFor: ''}).htmlFor`)
	if id == "" {
		g.Fatalf("%s: no control is called %q", g.path(), control)
	}
	g.run(chromedp.SendKeys(chromedp.ID(id), option))
	if got := script[string](g.browser, `document.getElementById('`+id+`').selectedOptions[0].text`); got != option {
		g.Fatalf("%s: %q has %q chosen, want %q", g.path(), control, got, option)
	}
}

// check hands the downloaded file, and nothing else, to a program that must find it true; with a
// letter of its statement changed it must not.
func (g *guide) check(command string) {
	g.Helper()
	g.commands++
	proof := g.downloaded()
	for _, changed := range []bool{false, true} {
		content := string(proof)
		if changed {
			if content = strings.Replace(content, `"body": "e`, `"body": "f`, 1); content == string(proof) {
				g.Fatal("the proof has no body where one is expected")
			}
		}
		file := filepath.Join(g.TempDir(), "handed.proof")
		if err := os.WriteFile(file, []byte(content), 0o600); err != nil {
			g.Fatal(err)
		}
		words := strings.Fields(strings.TrimSuffix(command, "FILE"))
		switch words[0] {
		case "muster":
			words[0] = g.program
		case "python3":
			at, err := filepath.Abs(filepath.Join("..", words[len(words)-1]))
			if err != nil {
				g.Fatal(err)
			}
			words[len(words)-1] = at
		default:
			g.Fatalf("the tour runs %q", command)
		}
		run := exec.Command(words[0], append(words[1:], file)...)
		run.Dir = filepath.Dir(file) // where nothing else is
		run.Env = append(os.Environ(), "MUSTER_DATA=", "MUSTER_SERVER=")
		if out, err := run.CombinedOutput(); (err != nil) != changed {
			g.Errorf("%s, changed %v: %v\n%s", command, changed, err, out)
		}
	}
}

// downloaded waits for the file that the browser saves.
func (g *guide) downloaded() []byte {
	g.Helper()
	ctx, cancel := g.patience()
	defer cancel()
	for {
		all, err := filepath.Glob(filepath.Join(g.folder, "*.proof"))
		if err != nil {
			g.Fatal(err)
		}
		if len(all) > 0 {
			b, err := os.ReadFile(all[0])
			if err != nil {
				g.Fatal(err)
			}
			if json.Valid(b) { // whole
				return b
			}
		}
		select {
		case <-ctx.Done():
			g.Fatal("the browser saved no proof")
		case <-time.After(50 * time.Millisecond):
		}
	}
}
