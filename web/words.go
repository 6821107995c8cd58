package web

import (
	"context"
	"io"
	"maps"
	"strconv"
	"strings"

	"github.com/a-h/templ"
)

// words is a catalogue: every string a reader sees, by key. A text holds places in braces, "{n}
// rows", so that another language may order them anew. A key that ends in .one has a twin in
// .other.
type words struct {
	lang   string
	text   map[string]string
	months [12]string // July
	short  [12]string // Jul
}

// together is one table of several; of two texts with one key the later would win, which a test
// forbids.
func together(tables ...map[string]string) map[string]string {
	all := map[string]string{}
	for _, t := range tables {
		maps.Copy(all, t)
	}
	return all
}

// say fills a text's places: pairs of a name and its value. A key that is not there shows, so that
// a test finds it.
func (w *words) say(key string, pairs ...string) string {
	var b strings.Builder
	w.walk(key, func(text, place string) {
		b.WriteString(text)
		for i := 0; i+1 < len(pairs); i += 2 {
			if pairs[i] == place {
				b.WriteString(pairs[i+1])
			}
		}
	})
	return b.String()
}

// has reports whether the catalogue has a key.
func (w *words) has(key string) bool { _, ok := w.text[key]; return ok }

// count says "1 row" or "12 rows".
func (w *words) count(key string, n int, pairs ...string) string {
	form := ".other"
	if n == 1 {
		form = ".one"
	}
	return w.say(key+form, append(pairs, "n", thousands(strconv.Itoa(n)))...)
}

// rich is say for a text with links or emphasis in it: values are strings or components.
func (w *words) rich(key string, pairs ...any) templ.Component {
	return templ.ComponentFunc(func(ctx context.Context, out io.Writer) (err error) {
		w.walk(key, func(text, place string) {
			if err == nil {
				_, err = io.WriteString(out, templ.EscapeString(text))
			}
			for i := 0; i+1 < len(pairs) && err == nil; i += 2 {
				if pairs[i] != place {
					continue
				}
				switch v := pairs[i+1].(type) {
				case string:
					_, err = io.WriteString(out, templ.EscapeString(v))
				case templ.Component:
					err = v.Render(ctx, out)
				}
			}
		})
		return err
	})
}

// walk hands on each stretch of a text with the place that follows it; the last has none.
func (w *words) walk(key string, each func(text, place string)) {
	rest, ok := w.text[key]
	if !ok {
		each("⟦"+key+"⟧", "")
		return
	}
	for {
		before, after, found := strings.Cut(rest, "{")
		if !found {
			each(rest, "")
			return
		}
		place, tail, closed := strings.Cut(after, "}")
		if !closed {
			each(rest, "")
			return
		}
		each(before, place)
		rest = tail
	}
}
