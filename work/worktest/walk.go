// Package worktest walks a table of states and acts: every state, every act, every role.
package worktest

import (
	"errors"
	"slices"
	"testing"

	"muster"
	"muster/access"
	"muster/standing/standingtest"
	"muster/work"
)

// World is how to make the objects of one table in a book.
type World struct {
	Book  *standingtest.Book
	Table *work.Table
	// Say states a fresh object, valid in all but who says it, and returns the statement.
	Say func(about string, by access.Principal) muster.Value
	// Act makes an act on it, valid in all but who does it and whether the state allows it.
	Act func(about, act string, by access.Principal) muster.Value
	// Parties are the parties in their relations to the objects.
	Parties map[string]muster.PartyID
	// Other is a party in no relation to them.
	Other muster.PartyID
	// Whom, where given, is for whom the objects are: to all others they are not there.
	Whom access.Whom
	// Ready, where given, prepares what an act rests on beside the state.
	Ready func(about, act string)
}

// principal returns somebody whom a rule lets act.
func (w World) principal(turn access.Turn) access.Principal {
	p := access.Principal{Role: turn.Role, Party: w.Other}
	if turn.For != "" {
		p.Party = w.Parties[turn.For]
	}
	return p
}

// everybody lists every role for every party, related or not.
func (w World) everybody() (all []access.Principal) {
	parties := []muster.PartyID{w.Other}
	for _, p := range w.Parties {
		if !slices.Contains(parties, p) {
			parties = append(parties, p)
		}
	}
	slices.Sort(parties)
	for _, r := range access.Roles {
		for _, p := range parties {
			all = append(all, access.Principal{Role: r, Party: p})
		}
	}
	return all
}

// paths returns, for every state that acts lead to, the acts from the beginning.
func paths(t *work.Table) map[string][]work.Move {
	found := map[string][]work.Move{t.Begin(): nil}
	for queue := []string{t.Begin()}; len(queue) > 0; queue = queue[1:] {
		for _, m := range t.From(queue[0]) {
			if _, seen := found[m.To]; m.To == "" || seen {
				continue
			}
			found[m.To] = append(slices.Clone(found[queue[0]]), m)
			queue = append(queue, m.To)
		}
	}
	return found
}

// Walk brings an object into every state and there tries every act as every role, for a related party
// and for another: what the table allows must be taken in, all else refused with the right kind of error.
func Walk(t *testing.T, w World) {
	t.Helper()
	for _, bad := range w.Table.Problems() {
		t.Error(bad)
	}
	tried, allowed := 0, 0
	for state, path := range paths(w.Table) {
		about := "walk-" + slug(state)
		w.Book.Add(w.Say(about, w.principal(w.Table.By[0])))
		for _, m := range path {
			w.ready(about, m.Act)
			w.Book.Add(w.Act(about, m.Act, w.principal(m.By[0])))
		}
		for _, act := range w.Table.Acts() {
			w.ready(about, act)
			for _, p := range w.everybody() {
				tried++
				if w.try(t, state, about, act, p) {
					allowed++
				}
			}
		}
	}
	if allowed == 0 || allowed == tried {
		t.Errorf("%d of %d acts were allowed: the walk has lost its way", allowed, tried)
	}
}

func (w World) ready(about, act string) {
	if w.Ready != nil {
		w.Ready(about, act)
	}
}

// try tries one act as one principal and reports whether it was taken in.
func (w World) try(t *testing.T, state, about, act string, p access.Principal) bool {
	t.Helper()
	want := muster.ErrorKind("")
	if m, ok := w.Table.Move(state, act); !slices.Contains(access.Speakers, p.Role) {
		want = muster.KindDenied // whoever says nothing at all is told so first
	} else if w.Whom != "" && !p.In(w.Whom) {
		want = muster.KindMissing
	} else if !ok {
		want = muster.KindConflict
	} else if w.Table.Rule(m).May(p, access.Object{Parties: w.Parties}) != nil {
		want = muster.KindDenied
	}
	err := w.Book.Try(w.Act(about, act, p))
	var refusal *muster.Error
	errors.As(err, &refusal)
	switch {
	case want == "" && err != nil:
		t.Errorf("%s, %s, as %s: refused: %v", state, act, p, err)
	case want != "" && (refusal == nil || refusal.Kind != want):
		t.Errorf("%s, %s, as %s: %v, want it %s", state, act, p, err, want)
	}
	return err == nil
}

func slug(s string) string {
	b := []byte(s)
	for i, c := range b {
		if c == ' ' {
			b[i] = '-'
		}
	}
	return string(b)
}
