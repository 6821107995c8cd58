package search

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Range is the bytes [From, To) of a text.
type Range struct {
	From int `json:"from"`
	To   int `json:"to"`
}

// Snippet is a piece of a text with the places where the words of a query stand in it, in order.
type Snippet struct {
	Text  string
	Marks []Range
}

// snippetBytes is about how much of a text is shown, and leadBytes of it before the first mark.
const (
	snippetBytes = 200
	leadBytes    = 60
)

// Marks finds where a query's words stand in a text. found is a bit for each of them that does.
func (q Query) Marks(text string) (marks []Range, found uint32) {
	f := folder{}
	f.emit = func(w []byte, from, to int) {
		hit := false
		for i, c := range q.clauses {
			if string(w) == c.word || c.begins && strings.HasPrefix(string(w), c.word) {
				found |= 1 << i
				hit = true
			}
		}
		if !hit {
			return
		}
		if n := len(marks); n > 0 && from < marks[n-1].To { // another form of the same word, or a part of it
			marks[n-1].From, marks[n-1].To = min(marks[n-1].From, from), max(marks[n-1].To, to)
			return
		}
		marks = append(marks, Range{from, to})
	}
	f.text(text)
	return marks, found
}

// Snippet shows a statement by the text that has most of the query's words, of equals the first. It is
// empty where none has any.
func (q Query) Snippet(texts []Text) Snippet {
	var best Snippet
	most := 0
	for _, t := range texts {
		t.Text = strings.ToValidUTF8(t.Text, "?")
		marks, found := q.Marks(t.Text)
		n := 0
		for ; found != 0; found &= found - 1 {
			n++
		}
		if n > most {
			best, most = Snippet{t.Text, marks}, n
		}
	}
	return best.Cut(leadBytes, snippetBytes)
}

// Cut keeps what lies around the first mark, on one line: about so many bytes before it, and in all.
func (s Snippet) Cut(lead, most int) Snippet {
	s.Text = strings.Map(func(r rune) rune {
		if r == '\n' || r == '\r' || r == '\t' { // as long as the space, so that marks stay
			return ' '
		}
		return r
	}, s.Text)
	if len(s.Text) <= most || len(s.Marks) == 0 {
		return s
	}
	from := boundary(s.Text, max(0, s.Marks[0].From-lead))
	to := len(s.Text)
	if from+most < to {
		to = max(boundary(s.Text, from+most), s.Marks[0].To)
	}
	const more = "…"
	text, shift := s.Text[from:to], -from
	if from > 0 && !strings.HasPrefix(text, more) {
		text, shift = more+text, shift+len(more)
	}
	if to < len(s.Text) && !strings.HasSuffix(text, more) {
		text += more
	}
	out := Snippet{Text: text}
	for _, m := range s.Marks {
		if m.To <= to {
			out.Marks = append(out.Marks, Range{m.From + shift, m.To + shift})
		}
	}
	return out
}

// boundary moves back to where a word begins, if one does nearby, else to where a character does.
func boundary(s string, at int) int {
	for back := at; back > 0 && back > at-20; back-- {
		if s[back-1] == ' ' {
			return back
		}
	}
	for at > 0 && !utf8.RuneStart(s[at]) {
		at--
	}
	return at
}

// Has reports whether each phrase of the query stands in one of the texts.
func (q Query) Has(texts []Text) bool {
	for _, phrase := range q.phrases {
		if !slices.ContainsFunc(texts, func(t Text) bool { return follows(Words(t.Text), phrase) }) {
			return false
		}
	}
	return true
}

func follows(words, phrase []string) bool {
	for i := 0; i+len(phrase) <= len(words); i++ {
		if slices.Equal(words[i:i+len(phrase)], phrase) {
			return true
		}
	}
	return false
}
