package web

import (
	"strings"
)

// Words that are not in the page's language are marked as being in theirs, so that a screen reader
// says them right. A text is a plain string on its way into a page, so the marks are two code points
// that Unicode keeps for such inner use and no text has; as a page is sent they become elements, or
// nothing where no element may stand.
const (
	foreignBegin = "\uFDD0"
	foreignEnd   = "\uFDD1"
)

func markForeign(s string) string { return foreignBegin + s + foreignEnd }

// unmarked is a text without marks, for what is not a page.
func unmarked(s string) string {
	if !strings.Contains(s, foreignBegin[:2]) {
		return s
	}
	return strings.NewReplacer(foreignBegin, "", foreignEnd, "").Replace(s)
}

// plainText are the elements that hold text only, and drawings, whose text no element may interrupt.
var plainText = []string{"title", "option", "textarea", "style", "script", "svg"}

// markedUp turns the marks in a page into elements of a language. Between two tags every element it
// opens is closed, however a text was cut on its way.
func markedUp(page, lang string) string {
	if !strings.Contains(page, foreignBegin[:2]) {
		return page
	}
	var out strings.Builder
	out.Grow(len(page) + len(page)/16)
	for page != "" {
		at := strings.IndexByte(page, '<')
		if at < 0 {
			at = len(page)
		}
		spans(&out, page[:at], lang)
		page = page[at:]
		end := tagEnd(page)
		for _, name := range plainText {
			if rest, ok := strings.CutPrefix(page, "<"+name); ok && strings.IndexAny(rest, " >") == 0 {
				if close := strings.Index(page, "</"+name+">"); close >= 0 {
					end = close
				}
				break
			}
		}
		out.WriteString(unmarked(page[:end]))
		page = page[end:]
	}
	return out.String()
}

// tagEnd is the length of the tag a text begins with.
func tagEnd(s string) int {
	var quote byte
	for i := range len(s) {
		switch c := s[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '>':
			return i + 1
		}
	}
	return len(s)
}

// spans writes a stretch of text between two tags.
func spans(out *strings.Builder, text, lang string) {
	depth := 0
	for {
		i := strings.Index(text, foreignBegin[:2])
		if i < 0 || i+len(foreignBegin) > len(text) {
			break
		}
		out.WriteString(text[:i])
		switch mark := text[i : i+len(foreignBegin)]; mark {
		case foreignBegin:
			if depth == 0 {
				out.WriteString(`<span lang="` + lang + `">`)
			}
			depth++
		case foreignEnd:
			if depth == 1 {
				out.WriteString(`</span>`)
			}
			depth = max(depth-1, 0)
		default: // another letter that begins with the same bytes
			out.WriteString(mark)
		}
		text = text[i+len(foreignBegin):]
	}
	out.WriteString(text)
	if depth > 0 {
		out.WriteString(`</span>`)
	}
}
