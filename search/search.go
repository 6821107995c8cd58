// Package search finds statements by the words of their texts, in any script and spelling that a
// reader is likely to type.
//
// An Index maps folded words to the positions of the statements that have them. It keeps no texts:
// what is shown of a hit is read where it lies, so that an erased text is nowhere. A query answers
// as of a position, and the answer depends on nothing recorded after it. One writer adds and
// removes; any number of readers ask meanwhile.
package search

import "muster"

// Field is what a text is to its statement: the more it says of it, the more a word in it weighs.
type Field uint8

// The fields.
const (
	Body  Field = iota // running text, as said
	Name               // what it is called
	ID                 // what it is referred to by
	Aside              // true of it, but of many others too: type, series, giver
)

// weight is what a word of a field counts for, in halves of a word of running text.
var weight = [...]uint32{Body: 2, Name: 8, ID: 24, Aside: 1}

// Text is one text of a statement.
type Text struct {
	Field Field
	Text  string
}

// Said is what of a statement is found by its words.
type Said struct {
	// About is what hits are counted by: statements about one object are one hit. Empty: the
	// statement stands for itself.
	About string
	// Audience is who may see it, where the statement itself does not say so.
	Audience muster.Audience
	// Texts are its texts; the first Name among them is its title.
	Texts []Text
}

// Say begins what is said of a statement with what statements of many kinds have: what it is about, and why.
func Say(e *muster.Envelope) (s Said) {
	s.About = e.About
	s.Add(ID, e.About)
	s.Add(Body, e.Why)
	return s
}

// Add adds texts of a field; empty ones say nothing.
func (s *Said) Add(f Field, texts ...string) {
	for _, t := range texts {
		if t != "" {
			s.Texts = append(s.Texts, Text{Field: f, Text: t})
		}
	}
}

// Title is what to call the statement: its first name, or what it is about.
func (s Said) Title() string {
	for _, t := range s.Texts {
		if t.Field == Name && t.Text != "" {
			return t.Text
		}
	}
	return s.About
}

// Statement is what the index keeps of a statement beside its words.
type Statement struct {
	Position muster.Seq
	Kind     uint16
	Audience uint8
	ord      uint32
}
