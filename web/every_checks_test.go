package web

import (
	"io"
	"net/http"
	"strings"
	"testing"
)

// spoiled is a page with one of each fault that the checks of every page are to find.
const spoiled = `<!DOCTYPE html><html lang="en"><head><title>Spoiled</title><link rel="icon" href="data:,"><style>
body{background:#222;color:#fff}.faint{color:#444}.thin{color:#777;margin-top:20em}:focus-visible{outline:3px solid}.bare:focus{outline:0}.cover{position:fixed;top:0;left:0;width:30em;height:10em;background:#000}
@media print{table{display:none}}</style></head><body><main><h1>Spoiled</h1><p class="faint">faint</p>
<ul><li><a href="/tiny">x</a></li></ul><a class="bare" href="/bare">without an outline</a><a href="/first" tabindex="3">out of turn</a>
<form><button>Send</button></form><table><tr><td>gone on paper</td></tr></table><div style="width:3000px">wide</div><p class="thin">thin</p></main>
<div class="cover"></div></body></html>`

func TestTheChecksOfEveryPageFindWhatIsWrong(t *testing.T) {
	b := openBrowser(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		io.WriteString(w, spoiled) //nolint:errcheck // the reader left
	}))
	b.visit("/")
	script[int](b, stops)
	b.tab(1)
	for source, wants := range map[string][]string{
		lowContrast: {"contrast 1."},
		tooSmall:    {"too small to touch: <a href=\"/tiny\""},
		unfocused:   {"has no outline in focus: <a class=\"bare\"", "has a place of its own in the order", "is covered in focus"},
	} {
		found := strings.Join(script[[]string](b, source), "\n")
		for _, want := range wants {
			if !strings.Contains(found, want) {
				t.Errorf("nothing says %q:\n%s", want, found)
			}
		}
	}
	said := ""
	violations, _ := b.violations(axe(t))
	for _, v := range violations {
		for _, n := range v.Nodes {
			said += v.ID + ": " + n.HTML + "\n"
		}
	}
	for _, want := range []string{"color-contrast: <p class=\"thin\"", "tabindex: <a href=\"/first\""} {
		if !strings.Contains(said, want) {
			t.Errorf("axe does not say %q:\n%s", want, said)
		}
	}
	b.medium("print", "light")
	found := strings.Join(script[[]string](b, offPaper), "\n")
	for _, want := range []string{"still shows <form", "still shows <button", "lacks <table", "cut off at", "the sheet is rgb(34, 34, 34)"} {
		if !strings.Contains(found, want) {
			t.Errorf("on paper nothing says %q:\n%s", want, found)
		}
	}
}
