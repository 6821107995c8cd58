package web

import (
	"fmt"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"golang.org/x/sync/errgroup"
)

// mostStops is how many stops of a page are gone through key by key; of a page with more, the first and
// the last of them.
const mostStops = 20

// stops lists what a keyboard has to reach, in the order of the page, and watches where the focus goes.
const stops = `(() => {
	window.stops = [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]:not([tabindex="-1"])')]
		.filter(e => e.getClientRects().length && !e.disabled && !e.closest('details:not([open]) > :not(summary)'))
	window.went = []
	window.wrong = e => {
		const s = getComputedStyle(e), name = e.outerHTML.slice(0, 90)
		if (e.tabIndex != 0) return 'has a place of its own in the order: ' + name
		if (s.outlineStyle == 'none' || parseFloat(s.outlineWidth) < 2) return 'has no outline in focus: ' + name
		if (e.closest('svg')) return ''
		const r = e.getClientRects()[0], top = document.elementFromPoint(r.left + r.width / 2, r.top + r.height / 2)
		if (!top || !(e.contains(top) || top.contains(e))) return 'is covered in focus: ' + name
		return ''
	}
	document.addEventListener('focusin', e => window.went.push(window.stops.indexOf(e.target)))
	return window.stops.length
})()`

// unfocused finds which of the stops take no focus, or do not show that they have it.
const unfocused = `stops.map(e => { e.focus(); return e == document.activeElement ? wrong(e) : 'takes no focus: ' + e.outerHTML.slice(0, 90) }).filter(s => s)`

// keys goes through the page by keyboard alone, from its top.
func (b *browser) keys(what string) {
	b.Helper()
	n := script[int](b, stops)
	tabs := min(n, mostStops)
	b.tab(tabs)
	b.order(what, 0, tabs)
	if n > 2*mostStops {
		script[chromedp.Void](b, fmt.Sprintf(`stops[%d].focus(); window.went = []`, n-mostStops-1))
		b.tab(mostStops)
		b.order(what, n-mostStops, n)
	} else {
		b.tab(n - tabs)
		b.order(what, tabs, n)
	}
	b.tab(1)
	if script[bool](b, `stops.includes(document.activeElement) && document.activeElement != stops[0]`) {
		b.Errorf("%s: after its last stop the focus is caught at %s", what, script[string](b, `document.activeElement.outerHTML.slice(0, 90)`))
	}
	b.problems(what, unfocused)
	script[chromedp.Void](b, `scrollTo(0, 0); stops[0].focus()`)
	if !script[bool](b, `stops[0].matches('.skip') && stops[0].getBoundingClientRect().left >= 0`) {
		b.Errorf("%s: the first stop is not the link that skips to the content, in sight", what)
	}
	b.press(kb.Enter)
	if !script[bool](b, `document.activeElement.id == 'main'`) {
		b.Errorf("%s: the skip link does not lead into the content", what)
	}
	for i := range script[int](b, `(window.folds = [...document.querySelectorAll('details')].filter(e => e.getClientRects().length)).slice(0, 2).length`) {
		for _, key := range []struct {
			name, key string
			open      bool
		}{{"Enter", kb.Enter, true}, {"Space", " ", false}} {
			script[chromedp.Void](b, fmt.Sprintf(`folds[%d].querySelector('summary').focus()`, i))
			b.press(key.key)
			if open := script[bool](b, fmt.Sprintf(`folds[%d].open`, i)); open != key.open {
				b.Errorf("%s: %s on what unfolds leaves it open: %v", what, key.name, open)
			}
		}
	}
	script[chromedp.Void](b, `document.activeElement.blur(); scrollTo(0, 0)`)
}

func (b *browser) press(key string) {
	b.Helper()
	b.run(chromedp.KeyEvent(key))
}

// tab holds Tab down until it has come so many times. Pressed and let go of each time, the page would be drawn
// for each stop, which takes six times as long and shows nothing more.
func (b *browser) tab(times int) {
	b.Helper()
	ctx, cancel := b.patience()
	defer cancel()
	for _, event := range kb.Encode([]rune(kb.Tab)[0]) {
		n := times
		if event.Type == kb.KeyUp {
			n = min(times, 1)
		}
		var events errgroup.Group // each like the others: in which order they come is all the same
		for range n {
			events.Go(func() error {
				_, err := chromedp.Call(ctx, input.DispatchKeyEvent, *event)
				return err
			})
		}
		if err := events.Wait(); err != nil {
			b.Fatal(err)
		}
	}
}

// order checks that the focus went over the stops from one to before another, and begins anew.
func (b *browser) order(what string, from, to int) {
	b.Helper()
	b.problems(what, fmt.Sprintf(`(() => {
		const at = went.findIndex((x, i) => x != i + %[1]d), n = went.length
		window.went = []
		return at < 0 && n == %[2]d - %[1]d ? [] : ['the focus goes another way than the page at stop ' + (%[1]d + Math.max(at, 0)) + ' of ' + stops.length + ' (' + n + ' stops made): ' + (stops[%[1]d + Math.max(at, 0)]?.outerHTML.slice(0, 90))]
	})()`, from, to))
}
