package reform

import (
	"maps"
	"slices"
	"strings"
	"unicode"

	"muster"
	"muster/standing"
)

// What a run of words is in the difference of two texts.
const (
	Kept = ""    // it stands in both
	Out  = "out" // only in the first
	Put  = "in"  // only in the second
)

// finest is how many pairs of words are compared at most.
const finest = 4_000_000

// Run is a run of words of two texts that are compared.
type Run struct {
	Change string `json:"change" doc:"out: taken out; in: put in; empty: it stands in both"`
	Text   string `json:"text"`
}

// Difference is what changed from one text to another, by words: runs of what stands in both, what was taken out
// and what was put in, in the order of reading. Texts with nothing in common, and those too long to be compared
// word by word, are taken out and put in whole.
func Difference(was, now string) (all []Run) {
	a, b := split(was), split(now)
	head := 0
	for head < len(a) && head < len(b) && a[head] == b[head] {
		head++
	}
	tail := 0
	for tail < len(a)-head && tail < len(b)-head && a[len(a)-1-tail] == b[len(b)-1-tail] {
		tail++
	}
	say := func(change string, words ...string) {
		text := strings.Join(words, "")
		switch n := len(all); {
		case text == "":
		case n > 0 && all[n-1].Change == change:
			all[n-1].Text += text
		default:
			all = append(all, Run{change, text})
		}
	}
	say(Kept, a[:head]...)
	between(a[head:len(a)-tail], b[head:len(b)-tail], say)
	say(Kept, a[len(a)-tail:]...)
	return all
}

// between says the difference of two lists of words by their longest common part.
func between(a, b []string, say func(change string, words ...string)) {
	if len(a) == 0 || len(b) == 0 || len(a)*len(b) > finest {
		say(Out, a...)
		say(Put, b...)
		return
	}
	n := len(b) + 1
	longest := make([]int32, (len(a)+1)*n) // of a[i:] and b[j:], at i*n+j
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i] == b[j] {
				longest[i*n+j] = longest[(i+1)*n+j+1] + 1
			} else {
				longest[i*n+j] = max(longest[(i+1)*n+j], longest[i*n+j+1])
			}
		}
	}
	i, j := 0, 0
	for i < len(a) && j < len(b) {
		switch {
		case a[i] == b[j]:
			say(Kept, a[i])
			i, j = i+1, j+1
		case longest[(i+1)*n+j] >= longest[i*n+j+1]:
			say(Out, a[i])
			i++
		default:
			say(Put, b[j])
			j++
		}
	}
	say(Out, a[i:]...)
	say(Put, b[j:]...)
}

// split parts a text into words with the blanks that follow them, and signs by themselves, so that a comma that
// is put after a word does not change the word.
func split(text string) (all []string) {
	class := func(r rune) int {
		switch {
		case unicode.IsSpace(r):
			return 0
		case unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r) || r == '\'' || r == '’' || r == '-':
			return 1
		}
		return 2
	}
	start, last := 0, -1
	for i, r := range text {
		if c := class(r); i > 0 && (c != last || c == 2) {
			all = append(all, text[start:i])
			start = i
		}
		last = class(r)
	}
	if start < len(text) {
		all = append(all, text[start:])
	}
	return all
}

// Slip is a version of a step with the day by which it was due then.
type Slip struct {
	Statement muster.ID
	Said      string // the day from which the version holds, where it says so
	Due       string
	Moved     int   // by how many days, from the version before; 0 where one of them has no day
	Wording   bool  // what is asked for is other than before: the criterion, its elements, the goal, what is asked of a law
	Words     []Run // what changed in it, by words, in the first language in which it did, English before others
	Why       string
}

// Asks is all that a step asks for in a language, in the order of reading: its criterion, the elements of that, and
// the value to be reached. What is not said in the language is left out.
func (x *Step) Asks(language string) string {
	all := []string{x.Criterion[language]}
	for _, e := range x.Elements {
		if text := e.Text[language]; text != "" {
			all = append(all, e.Key+": "+text)
		}
	}
	if x.Goal != "" {
		all = append(all, strings.TrimPrefix(x.Baseline+" → "+x.Goal+" "+x.Unit, " → "))
	}
	return strings.Join(all, "\n")
}

// changed is the difference of what two versions of a step ask for, in the first language in which there is one;
// nil: there is none.
func (x *Step) changed(now *Step) []Run {
	languages := map[string]bool{}
	for _, s := range []*Step{x, now} {
		for lang := range s.Criterion {
			languages[lang] = true
		}
		for _, e := range s.Elements {
			for lang := range e.Text {
				languages[lang] = true
			}
		}
	}
	delete(languages, "en")
	for _, lang := range append([]string{"en"}, slices.Sorted(maps.Keys(languages))...) {
		if was, is := x.Asks(lang), now.Asks(lang); was != is {
			return Difference(was, is)
		}
	}
	return nil
}

// Slips are the versions of a step that a viewer may see, from the first on: a deadline that moved is there with
// its reason, and stays.
func (p *Part) Slips(v standing.View, step string) (all []Slip) {
	var before *Step
	for _, x := range p.Steps.Versions(v.Known, step) {
		if !v.Shows(x.Value.Audience) {
			continue
		}
		s := Slip{Statement: x.ID, Said: x.Value.Effective, Due: x.Value.Due, Why: x.Value.Why}
		if before != nil {
			was, err := muster.ParseDay(before.Due)
			now, err2 := muster.ParseDay(x.Value.Due)
			if err == nil && err2 == nil {
				s.Moved = int(now - was)
			}
			s.Words = before.changed(&x.Value)
			s.Wording = s.Words != nil || before.Law != x.Value.Law || before.Measured != x.Value.Measured
		}
		all = append(all, s)
		before = &x.Value
	}
	return all
}
