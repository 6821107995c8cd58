package observations

import (
	"errors"
	"slices"
	"strings"
	"unicode/utf8"
)

// template is a text with columns in it.
type template []segment

// segment is a run of a template; one that may be left out is said only where all its columns say something.
type segment struct {
	pieces []piece
	may    bool
}

// piece is a column or a text.
type piece struct {
	column, text string
	short        bool // the column's first sentence
}

// shortest and longest bound the first sentence that {Column|short} stands for, in characters.
const (
	shortest = 20
	longest  = 120
)

func parse(text string) (t template, err error) {
	wrong := errors.New("a text with {Column} or {Column|short} for cells and [ ] around what may be left out, none within another")
	now := segment{}
	end := func(may bool) {
		if len(now.pieces) > 0 {
			now.may = may
			t = append(t, now)
		}
		now = segment{}
	}
	for within := false; ; {
		i := strings.IndexAny(text, "{}[]")
		if i < 0 {
			i = len(text)
		}
		if i > 0 {
			now.pieces = append(now.pieces, piece{text: text[:i]})
		}
		if text = text[i:]; text == "" {
			if within {
				return nil, wrong
			}
			end(false)
			return t, nil
		}
		switch {
		case text[0] == '{':
			column, rest, ok := strings.Cut(text[1:], "}")
			name, how, has := strings.Cut(column, "|")
			if !ok || strings.TrimSpace(name) == "" || strings.ContainsAny(column, "{[]") || has && strings.TrimSpace(how) != "short" {
				return nil, wrong
			}
			now.pieces = append(now.pieces, piece{column: strings.TrimSpace(name), short: has})
			text = rest
			continue
		case text[0] == '[' && !within:
			end(false)
			within = true
		case text[0] == ']' && within:
			end(true)
			within = false
		default:
			return nil, wrong
		}
		text = text[1:]
	}
}

// columns are those that a template reads.
func (t template) columns() (all []string) {
	for _, s := range t {
		all = append(all, s.columns()...)
	}
	return all
}

func (s segment) columns() (all []string) {
	for _, p := range s.pieces {
		if p.column != "" {
			all = append(all, p.column)
		}
	}
	return all
}

// fill writes a template out. One whose columns all say nothing is nothing.
func (t template) fill(cell func(string) string) string {
	has := func(column string) bool { return cell(column) != "" }
	if all := t.columns(); len(all) > 0 && !slices.ContainsFunc(all, has) {
		return ""
	}
	var b strings.Builder
	for _, s := range t {
		if s.may && slices.ContainsFunc(s.columns(), func(c string) bool { return !has(c) }) {
			continue
		}
		for _, p := range s.pieces {
			switch {
			case p.column == "":
				b.WriteString(p.text)
			case p.short:
				b.WriteString(first(cell(p.column)))
			default:
				b.WriteString(cell(p.column))
			}
		}
	}
	return strings.TrimSpace(b.String())
}

// alone is the column of a template that is one column and nothing else.
func (t template) alone() string {
	if len(t) == 1 && len(t[0].pieces) == 1 && !t[0].pieces[0].short {
		return t[0].pieces[0].column
	}
	return ""
}

// first is the first sentence of a text, cut where it is long.
func first(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	for i := 0; i+1 < len(text); i++ {
		if text[i+1] == ' ' && strings.IndexByte(".!?", text[i]) >= 0 && i >= shortest {
			text = text[:i+1]
			break
		}
	}
	if utf8.RuneCountInString(text) <= longest {
		return text
	}
	r := []rune(text)[:longest-1]
	cut := strings.LastIndexByte(string(r), ' ')
	if cut < longest/2 {
		cut = len(string(r))
	}
	return string(r)[:cut] + "…"
}
