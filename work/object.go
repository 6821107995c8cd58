package work

import (
	"regexp"
	"strings"

	"muster"
	"muster/access"
)

var objectID = regexp.MustCompile(`^[a-z0-9][a-z0-9.-]{0,63}$`)

// CheckID refuses an id that is not written as ids of objects with a life are; like is an example.
func CheckID(id, like string) error {
	if objectID.MatchString(id) {
		return nil
	}
	return muster.Found("about", id, "an id of lower-case letters, digits, dots and dashes, as in "+like)
}

// Verdict is what a person decides on two objects that may be one.
type Verdict string

// The verdicts.
const (
	Same      Verdict = "same"
	Partly    Verdict = "part" // one is a part of the other
	Different Verdict = "different"
)

// Verdicts lists the verdicts.
var Verdicts = []string{string(Same), string(Partly), string(Different)}

// PairOf names two objects together: their ids in order, joined with a plus.
func PairOf(a, b string) string { return min(a, b) + "+" + max(a, b) }

// CheckPair refuses a decision on two objects that are not there or not named in order, that is none, gives
// no reason, or is not the speaker's.
func CheckPair(e *muster.Envelope, verdict Verdict, things string, has func(id string) bool, rule access.Rule) error {
	var f muster.Faults
	a, b, ok := strings.Cut(e.About, "+")
	if !ok || !has(a) || !has(b) || a >= b {
		f.Found("about", e.About, "the ids of two "+things+" in order, joined with a plus")
	}
	f.OneOf("verdict", string(verdict), Verdicts)
	if e.Why == "" {
		f.Found("why", "", "the reason; the other side will ask")
	}
	f.Add(rule.May(access.Of(e), access.Object{}))
	return f.Err()
}
