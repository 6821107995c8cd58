package web

import (
	"strings"

	"github.com/chromedp/chromedp"
)

// plans hands a task over and proposes a match of the plan, as a coordinator, and opens the digest and the feed.
func (j *journey) plans() {
	j.Helper()
	j.becomes("coordinator@")
	j.fill(`input[name="task"]`, "")
	j.fill("#officer", "Ada")
	j.fill("#note", "before noon")
	j.send(`button[value="handover"]`, "/work?done=1", "before noon")
	j.open("/work.txt")
	if text := script[string](j.browser, `document.documentElement.innerText`); !strings.Contains(text, "before noon") {
		j.Errorf("the digest does not say the note: %s", text)
	}
	j.open("/work.atom")
	if text := script[string](j.browser, `document.documentElement.textContent`); !strings.Contains(text, "before noon") {
		j.Errorf("the feed does not say the note: %s", text)
	}
	j.open("/plan")
	j.send(`button[value="accept"]`, "/plan?done=match", "The match is proposed")
	j.fill("#of", "o-0001")
	j.send(`form[action^="/plan#"] button`, "/plan?if=", "Nothing of this is recorded.")
	j.places["if"], _, _ = strings.Cut(strings.TrimPrefix(ask(j.browser, chromedp.Location()), j.base), "#")
	j.becomes("operator@")
}

// becomes goes on in the first role that a demonstration offers whose name begins so.
func (j *journey) becomes(role string) {
	j.Helper()
	j.open("/work")
	as := script[string](j.browser, `[...document.querySelectorAll('#acting-as option')].map(o => o.value).find(v => v.startsWith(`+quoted(role)+`)) ?? ''`)
	j.fill("#acting-as", as)
	j.send(`#acting button`, "/work", "Waiting for others")
}

// reasoned waits until a plan has its reasons, which are worked out behind the page that shows it first.
func (j *journey) reasoned(path string) {
	j.Helper()
	j.open(path)
	for script[bool](j.browser, `document.querySelector('main').innerText.includes('still being worked out')`) {
		j.open(path)
	}
}
