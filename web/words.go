package web

import (
	"context"
	"io"
	"maps"
	"strings"
	"unicode"

	"github.com/a-h/templ"
)

// words is a catalogue: every string a reader sees, by key. A text holds places in braces, "{n}
// rows", so that another language may order them anew. What is counted has a key for each form its
// language has: .one, .few, .many and .other. A key that a language lacks is said in the one it
// falls back on, and marked as being in that.
type words struct {
	lang       string
	text       map[string]string
	told       map[string]string // what Muster itself records, by its text in English
	months     [12]string        // July, as a month stands alone
	dateMonths [12]string        // July, as it stands in a date
	short      [12]string        // Jul
	signs
	base *words // what it falls back on; nil: nothing
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

// find is the text of a key, and whether it is in another language than this one.
func (w *words) find(key string) (text string, foreign, ok bool) {
	if text, ok = w.text[key]; ok || w.base == nil {
		return text, false, ok
	}
	text, _, ok = w.base.find(key)
	return text, ok, ok
}

// has reports whether there are words for a key.
func (w *words) has(key string) bool { _, _, ok := w.find(key); return ok }

// say fills a text's places: pairs of a name and its value. A key that is not there shows, so that
// a test finds it.
func (w *words) say(key string, pairs ...string) string {
	var b strings.Builder
	text, foreign, ok := w.find(key)
	walk(key, text, ok, func(text, place string) {
		b.WriteString(text)
		for i := 0; i+1 < len(pairs); i += 2 {
			if pairs[i] == place {
				b.WriteString(pairs[i+1])
			}
		}
	})
	if foreign {
		return markForeign(b.String())
	}
	return b.String()
}

// count says "1 row" or "12 rows", in the form that the language has for the number.
func (w *words) count(key string, n int, pairs ...string) string {
	return w.say(w.formFor(key, n), append(pairs, "n", w.num(n))...)
}

// formFor is the key of the form for a number: of this language, else of the one it falls back on.
func (w *words) formFor(key string, n int) string {
	for v := w; v != nil; v = v.base {
		if f := key + "." + formOf(v.lang, n); v.text[f] != "" {
			return f
		}
	}
	return key + ".other"
}

// rich is say for a text with links or emphasis in it: values are strings or components.
func (w *words) rich(key string, pairs ...any) templ.Component {
	return templ.ComponentFunc(func(ctx context.Context, out io.Writer) (err error) {
		text, foreign, ok := w.find(key)
		if foreign {
			if _, err = io.WriteString(out, `<span lang="`+w.base.lang+`">`); err != nil {
				return err
			}
			defer func() {
				if err == nil {
					_, err = io.WriteString(out, `</span>`)
				}
			}()
		}
		walk(key, text, ok, func(text, place string) {
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

// recorded is a text that stands in the record and was put there by Muster: a method's name, what a
// statement of a kind does. It is said in the reader's language where the catalogue has exactly that
// text; whatever else the record says is somebody's own words and stays as it is.
func (w *words) recorded(text string) string {
	if s, ok := w.told[text]; ok {
		return s
	}
	return text
}

// ours is a text of Muster's own that comes to the pages as it is to be read, such as why something
// was refused: what the catalogue does not know is in the language it falls back on.
func (w *words) ours(text string) string {
	if s, ok := w.told[text]; ok {
		return s
	}
	if w.base == nil || text == "" || strings.ContainsFunc(text, func(r rune) bool { return unicode.Is(unicode.Cyrillic, r) }) {
		return text
	}
	return markForeign(text)
}

// walk hands on each stretch of a text with the place that follows it; the last has none.
func walk(key, rest string, ok bool, each func(text, place string)) {
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
