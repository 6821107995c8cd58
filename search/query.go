package search

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Query is what a reader typed, as folded words.
type Query struct {
	clauses []clause
	phrases [][]string
}

// clause is a word that a hit has, or with begins a word that one begins with.
type clause struct {
	word   string
	begins bool
}

// fromLetters is how many characters a word has that also stands for words it begins.
const fromLetters = 3

// mostClauses bounds a query; what is typed beyond is not looked at.
const mostClauses = 32

// Parse reads a query. A hit has all of its words. A word of three characters or more that is no
// number also stands for words that begin with it, as does any word before an asterisk; a word in
// quotes stands for itself, and several in quotes for a phrase.
func Parse(text string) Query {
	var q Query
	for i, part := range strings.FieldsFunc(straight(text), func(r rune) bool { return r == '\x00' }) {
		quoted := i%2 == 1
		words := q.part(part, quoted)
		if quoted && len(words) > 1 {
			q.phrases = append(q.phrases, words)
		}
	}
	return q
}

// straight parts a text at its quotes, whatever their form, so that every other part was quoted.
func straight(text string) string {
	var b strings.Builder
	b.WriteByte(' ')
	for _, r := range text {
		switch r {
		case '"', '“', '”', '„', '«', '»', '‟':
			b.WriteString(" \x00 ")
		case 0:
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte(' ')
	return b.String()
}

func (q *Query) part(text string, quoted bool) (words []string) {
	f := folder{query: true}
	f.emit = func(w []byte, _, to int) {
		c := clause{word: string(w)}
		words = append(words, c.word)
		switch {
		case quoted:
		case strings.HasPrefix(text[to:], "*"):
			c.begins = true
		case utf8.RuneCount(w) >= fromLetters:
			c.begins = !isNumber(w)
		}
		if len(q.clauses) < mostClauses && !slices.Contains(q.clauses, c) {
			q.clauses = append(q.clauses, c)
		}
	}
	f.text(text)
	return words
}

// isNumber reports whether a folded word is digits and a point.
func isNumber(w []byte) bool {
	for _, c := range w {
		if c != '.' && (c < '0' || c > '9') {
			return false
		}
	}
	return true
}

// Empty reports whether nothing can be asked with the query.
func (q Query) Empty() bool { return len(q.clauses) == 0 }

// Phrases reports whether the query has phrases, which Has must be asked about.
func (q Query) Phrases() bool { return len(q.phrases) > 0 }
