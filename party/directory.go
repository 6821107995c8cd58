package party

import (
	"iter"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"muster"
)

// Directory finds a party by any of its names. Case, diacritics, punctuation and spaces are
// folded: "Türkiye", "TURKIYE" and "Turkiye " are one name.
type Directory struct {
	byName map[string]muster.PartyID
	names  []string // as said, for the nearest
}

// Directory returns the names known at a position.
func (p *Part) Directory(known muster.Seq) *Directory { return NewDirectory(p.All(known)) }

// NewDirectory returns the names of some parties.
func NewDirectory(parties iter.Seq[Party]) *Directory {
	d := &Directory{byName: map[string]muster.PartyID{}}
	for v := range parties {
		for _, n := range v.names() {
			d.byName[FoldName(n)] = muster.PartyID(v.About)
			d.names = append(d.names, n)
		}
	}
	return d
}

// Party returns the party that a name means.
func (d *Directory) Party(name string) (muster.PartyID, bool) {
	id, ok := d.byName[FoldName(name)]
	return id, ok
}

// Nearest returns the known name most like the one given, for an error that helps; empty if the
// directory is.
func (d *Directory) Nearest(name string) string {
	best, at := "", 1<<30
	want := FoldName(name)
	for _, n := range d.names {
		if len(n) < 4 {
			continue // a code is near to everything
		}
		if e := distance(want, FoldName(n)); e < at {
			best, at = n, e
		}
	}
	return best
}

// FoldName reduces a name to what two spellings of it share.
func FoldName(s string) string {
	var b strings.Builder
	for _, r := range norm.NFKD.String(strings.ToLower(s)) {
		switch {
		case r == 'ı':
			b.WriteByte('i')
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			b.WriteRune(unicode.ToLower(r)) // taking a letter apart may leave a capital
		}
	}
	return b.String()
}

// distance counts the letters to insert, delete or change.
func distance(a, b string) int {
	x, y := []rune(a), []rune(b)
	prev := make([]int, len(y)+1)
	for j := range prev {
		prev[j] = j
	}
	for i := range x {
		row := make([]int, len(y)+1)
		row[0] = i + 1
		for j := range y {
			cost := 1
			if x[i] == y[j] {
				cost = 0
			}
			row[j+1] = min(row[j]+1, prev[j+1]+1, prev[j]+cost)
		}
		prev = row
	}
	return prev[len(y)]
}
