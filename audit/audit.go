// Package audit keeps which random samples auditors drew, so that anybody who may see as much draws the same ones
// again.
//
// A sample follows from its list, the position as known at which it was drawn, who drew it, its seed and its size;
// nothing of what was drawn is recorded beside. That the population was what its digest says is checked when it is
// recorded.
package audit

import (
	"encoding/hex"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"muster"
	"muster/access"
	"muster/search"
	"muster/standing"
	"muster/work"
)

// KindSample is the kind of a Sample.
const KindSample = "audit.sample/1"

// The bounds of what is drawn.
const (
	MostDrawn = 10_000
	mostSeed  = 200 // letters
)

// Sample is the statement audit.sample/1: a random sample was drawn, by the role and party that say so and of what they
// may see. Who has it draws the same one again.
type Sample struct {
	muster.Envelope
	List       string     `json:"list" say:"the list it was drawn of: a kind of object with a life, as in requirement, offer or evidence"`
	Size       int        `json:"size" say:"how many were to be drawn, 1 to 10000; of fewer all are"`
	Seed       string     `json:"seed" say:"the seed, any text in a line"`
	Known      muster.Seq `json:"known" say:"the position as known at which it was drawn"`
	Population int        `json:"population" say:"how many there were to draw from"`
	Digest     string     `json:"digest" say:"SHA-256 in hexadecimal over a line for each of them, in order of id: its id, a blank, the statement by which it came where it is, a line break"`
}

// saySample is who may say it.
var saySample = access.Rule{Act: "audit.sample", By: []access.Turn{{Role: access.Auditor}, {Role: access.Operator}}}

// Rules are who may say what this part knows.
func Rules() []access.Rule { return []access.Rule{saySample} }

// Part keeps the samples drawn. It is a standing.Part.
type Part struct {
	*work.Register
	samples *work.Stated[Drawn]
}

// Drawn is a Sample as it stands.
type Drawn struct {
	Sample
	On muster.Day // recorded
}

// New returns the part for an empty record.
func New() *Part {
	p := &Part{samples: work.NewStated("sample", func(x Drawn) muster.Audience { return x.Audience })}
	p.Register = work.NewRegister("audit", work.NewPlain(work.PlainOf[Sample]{
		Says: standing.Kind{Name: KindSample, Called: "sample", Words: "says that a random sample was drawn", By: []access.Role{access.Auditor, access.Operator}},
		Rule: &saySample, Check: check, Final: "that a sample was drawn stays",
		Said: func(m standing.Moment, x *Sample) {
			p.samples.Set(m, fmt.Sprintf("%020d", m.At), Drawn{*x, muster.DayOf(m.Time)})
		},
		Words: func(v muster.Value, said *search.Said) {
			if x, ok := v.(*Sample); ok {
				said.Add(search.Aside, x.List)
				said.Add(search.ID, x.Digest)
				said.Add(search.Body, x.Seed)
			}
		},
	}))
	p.Beside(p.samples)
	return p
}

// In finds the part in a view's state.
func In(v standing.View) *Part { return standing.Find[*Part](v.State) }

// Samples lists the samples that a viewer may see, those drawn last first.
func (p *Part) Samples(v standing.View) (all []standing.Version[Drawn]) {
	for _, x := range p.samples.Visible(v) {
		all = append(all, x)
	}
	slices.Reverse(all)
	return all
}

// CheckSeed refuses a seed that cannot be written in a line.
func CheckSeed(seed string) error {
	if n := utf8.RuneCountInString(seed); seed == "" || n > mostSeed || strings.TrimSpace(seed) != seed || strings.ContainsFunc(seed, func(r rune) bool { return !unicode.IsPrint(r) }) {
		return muster.Found("seed", seed, fmt.Sprintf("a text in a line, of 1 to %d letters, without blanks around it: whoever has it draws the same sample", mostSeed))
	}
	return nil
}

// CheckSize refuses a size that nobody draws.
func CheckSize(size int) error {
	_, err := ParseSize(strconv.Itoa(size))
	return err
}

// ParseSize reads how many are to be drawn.
func ParseSize(text string) (int, error) {
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 || n > MostDrawn {
		return 0, muster.Found("size", text, fmt.Sprintf("how many to draw, 1 to %d", MostDrawn))
	}
	return n, nil
}

// check draws the population again, as who says it sees it.
func check(s *standing.State, x *Sample) error {
	var w muster.Faults
	w.Add(CheckSize(x.Size), CheckSeed(x.Seed))
	if x.Known < 1 || x.Known > s.Known() {
		w.Found("known", strconv.FormatUint(uint64(x.Known), 10), fmt.Sprintf("a position of this record, 1 to %d", s.Known()))
		return w.Err()
	}
	p, err := PopulationOf(s.Hearer(&x.Envelope).View(x.Known), x.List)
	if err != nil {
		w.Add(err)
		return w.Err()
	}
	if len(p.Items) == 0 {
		w.Found("list", x.List, "a list of which there is something to draw: as known at this position there is nothing in it that is yours to see")
		return w.Err()
	}
	if x.Population != len(p.Items) {
		w.Found("population", strconv.Itoa(x.Population), fmt.Sprintf("how many there were as you may see it: %d", len(p.Items)))
	}
	if _, err := hex.DecodeString(x.Digest); err != nil || x.Digest != p.Digest() {
		w.Found("digest", x.Digest, "the one of the population as known at this position and as you may see it: "+p.Digest())
	}
	return w.Err()
}
