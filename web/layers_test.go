package web

import (
	"bufio"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// TestALayerIsBegunSeenAndTakenOut drives the real program: a reader signs in, leaves out a row of the
// pledge, sees the figure with and without, and takes the layer out as a file.
func TestALayerIsBegunSeenAndTakenOut(t *testing.T) {
	b := openBrowser(t, http.NotFoundHandler())
	program, data := buildProgram(t), filepath.Join(t.TempDir(), "data")
	muster := func(args ...string) string {
		out, err := exec.Command(program, append(args, "--data", data)...).Output()
		if err != nil {
			t.Fatalf("muster %s: %v\n%s", args, err, out)
		}
		return string(out)
	}
	muster("import", "kiel", "testdata/synthetic.csv", "--label", "Release 28", "--as-of", "2026-02-28")
	b.base = serveRecord(t, program, data)
	rules := axe(t)

	b.visit("/layers")
	b.accessible("no layer", rules)
	b.keep("layers-none")
	link := strings.TrimSpace(muster("link", "--url", b.base))
	b.visit(strings.TrimPrefix(link, b.base))

	b.visit("/pledges/washington-2024/rows?party=ca")
	before := b.lead()
	script[chromedp.Void](b, `document.querySelector('a[href^="/layers/judge"]').id = 'it'`)
	b.follow("#it")
	b.accessible("judging a row", rules)
	b.keep("layers-judge")
	b.run(chromedp.SetValue(chromedp.CSS("#kind"), "date"), chromedp.SetValue(chromedp.CSS("#value"), "spring"))
	b.follow(".judge button")
	if !script[bool](b, `document.querySelector('#value').value === 'spring' && document.querySelector('.errors').innerText.includes('spring')`) {
		t.Error("what was refused does not come back")
	}
	b.accessible("a judgement refused", rules)
	script[chromedp.Void](b, `document.querySelector('#value').value = ''`)
	b.run(chromedp.SetValue(chromedp.CSS("#kind"), "exclude"), chromedp.SetValue(chromedp.CSS("#note"), "counted twice"))
	b.follow(".judge button")
	if after := b.lead(); after == before || !strings.Contains(before, "6 rows.") || !strings.Contains(after, "5 rows.") {
		t.Errorf("before: %s\nafter: %s", before, after)
	}
	main := script[string](b, `document.querySelector('main').innerText`)
	if !strings.Contains(main, "A layer is laid over these figures: mine") || !strings.Contains(main, "+ mine (") {
		t.Errorf("the rows do not say that a layer is laid over them: %s", main)
	}

	script[chromedp.Void](b, `document.querySelector('.crumb a[href^="/pledges/washington-2024"]').id = 'it'`)
	b.follow("#it")
	main = script[string](b, `document.querySelector('main').innerText`)
	for _, want := range []string{"A layer is laid over these figures", "Without it: EUR", "1 row that the layer excludes"} {
		if !strings.Contains(main, want) {
			t.Errorf("the pledge does not say %q", want)
		}
	}
	b.accessible("a pledge with a layer", rules)
	b.keep("layers-pledge")
	script[chromedp.Void](b, `[...document.querySelectorAll('.left a')].find(a => a.innerText.includes('layer')).id = 'out'`)
	b.follow("#out")
	if lead := b.lead(); !strings.Contains(lead, "1 row.") || !strings.Contains(lead, "exactly the number") {
		t.Errorf("what is left out: %s", lead)
	}
	b.follow(".layer a")
	id := strings.TrimPrefix(b.path(), "/layers/")
	if doc := script[string](b, `[...document.querySelectorAll('.acts a')].find(a => a.href.includes('format=json')).href`); !strings.Contains(doc, id) {
		t.Errorf("the layer's file is at %s", doc)
	}
	b.phone()
	b.visit("/entries?source=kiel&measure=allocated&layer=" + id)
	b.run(chromedp.Click(chromedp.CSS(".use summary")))
	b.accessible("entries with a layer on a phone", rules)
	b.fits("entries with a layer on a phone")
	b.keep("layers-entries-phone")
	if got := muster("layer", "export", id); !strings.Contains(got, `"kind": "exclude"`) || !strings.Contains(got, `"note": "counted twice"`) {
		t.Errorf("the layer's file: %s", got)
	}
}

// serveRecord serves a record on a free port and returns its address.
func serveRecord(t *testing.T, program, data string) string {
	t.Helper()
	serve := exec.Command(program, "serve", "--listen", "127.0.0.1:0", "--data", data)
	out, err := serve.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	serve.Stderr = os.Stderr
	if err := serve.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		serve.Process.Signal(os.Interrupt) //nolint:errcheck // it ended already
		serve.Wait()                       //nolint:errcheck // interrupted
	})
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if rest, ok := strings.CutPrefix(lines.Text(), "Serving "); ok {
			go io.Copy(io.Discard, out) //nolint:errcheck // so that it never waits for a reader
			address, _, _ := strings.Cut(rest, " ")
			return strings.TrimSuffix(address, "/")
		}
	}
	t.Fatal("the program ended without serving")
	return ""
}
