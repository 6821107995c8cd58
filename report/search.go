package report

import (
	"strconv"
	"time"

	"muster"
	"muster/search"
)

// SearchQuery asks for statements by the words of their texts.
type SearchQuery struct {
	// Text is what a reader typed: words, all of which a hit has; a word of three characters or more
	// also stands for words it begins; "a phrase" for itself; or the id of a statement.
	Text  string
	Kinds []string // as in "entry" or "pledge.entry/1"; empty: all
	All   bool     // also what no longer stands
	Limit int      // hits on a page; 0: 20, and at most 200
	After string   // Next of the page before
}

// SearchResult is a page of hits, the best first. Statements about one object are one hit.
type SearchResult struct {
	Known  muster.Seq  `json:"known"`
	Total  int         `json:"total"`  // hits in all, that this viewer may see
	Capped bool        `json:"capped"` // a phrase was looked for in the newest 5,000 statements with its words only: there may be more
	Kinds  []KindCount `json:"kinds"`  // hits by kind, of every kind whatever Kinds asked for
	Hits   []SearchHit `json:"hits"`
	Next   string      `json:"next,omitempty"` // asks for the page after this one; empty: there is none
}

// KindCount is how many hits are of a kind.
type KindCount struct {
	Kind  string `json:"kind"`  // "pledge.entry/1"
	Short string `json:"short"` // "entry"
	Words string `json:"words"` // "says that something happened to a contribution"
	Hits  int    `json:"hits"`
}

// SearchHit is an object by the statement about it that fits best.
type SearchHit struct {
	Kind       string         `json:"kind"`
	Short      string         `json:"short"`
	About      string         `json:"about,omitempty"` // contribution, party, pledge …; empty: the statement stands for itself
	Title      string         `json:"title"`
	Snippet    string         `json:"snippet"`
	Marks      []search.Range `json:"marks"` // where the words stand in Snippet, in bytes
	Statement  muster.ID      `json:"statement"`
	Position   muster.Seq     `json:"position"`
	Stands     bool           `json:"stands"`
	Statements int            `json:"statements"` // about the same object, that have all words
}

// SearchAnswer is a SearchResult with all that it rests on.
type SearchAnswer struct {
	SearchResult
	KnownAt time.Time `json:"known_at" doc:"when the statement at known was recorded"`
	Root    string    `json:"root" doc:"root of the tree at known, base64"`
}

// Columns implements Table.
func (SearchHit) Columns() []string {
	return []string{"kind", "about", "title", "text", "stands", "statements", "statement"}
}

// Cells implements Row.
func (h SearchHit) Cells() []string {
	return []string{h.Short, h.About, h.Title, h.Snippet, strconv.FormatBool(h.Stands), strconv.Itoa(h.Statements), string(h.Statement)}
}
