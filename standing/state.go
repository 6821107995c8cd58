// Package standing folds the record into what stands: as known at a position, effective on a day,
// for a viewer.
//
// State is stamped, not copied: every fact carries the positions between which it stood, so that a
// view of the past costs nothing. Parts hold the facts; this package hands them statements in
// order, takes back what was not recorded, and keeps snapshots.
//
// One writer folds; readers wrap a computation in Read, which holds off the writer for as long as
// it takes.
package standing

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"sync"
	"time"

	"muster"
	"muster/access"
	"muster/record"
	"muster/search"
)

// Kind declares a statement kind, once, in its part.
type Kind struct {
	Name     string              // with its version: "pledge.entry/1"
	New      func() muster.Value // an empty value to decode into
	Called   string              // its short name, where its name without its part would be another kind's too
	By       []access.Role       // who may record it, as far as the part does not ask for more; nil: the operator alone
	Erasable bool                // its body may be erased: Apply keeps nothing of it
	Apart    bool                // its body is handed out by its part's own door alone, which records who reads it
	Words    string              // what it says, for people
	// Texts says by which of its texts a statement is found; nil: by none. What it takes from the state
	// it takes as known at the statement's own position, so that it always says the same.
	Texts func(s *State, at muster.Seq, v muster.Value) search.Said
}

// Moment is when a statement is taken in.
type Moment struct {
	At   muster.Seq
	ID   muster.ID
	Time time.Time // its recorded-at: sealed in its head, so that a fold gives the same always
	base *base
}

// Audience is the number of an audience that this statement, or one before it, has.
func (m Moment) Audience(a muster.Audience) uint8 { return m.base.audiences.of(a) }

// Part is a piece of what stands: it declares kinds, checks new statements and applies recorded
// ones.
type Part interface {
	Name() string
	Kinds() []Kind
	// Check may refuse a new statement. It may change between releases.
	Check(s *State, v muster.Value) error
	// Apply takes in a statement. It never refuses, sees only state and statement, and for a kind
	// version always does what it did.
	Apply(m Moment, v muster.Value)
	// End is told that a statement of this part was replaced or withdrawn.
	End(m Moment, target muster.Seq)
	// Undos are the part's containers, so that what was not recorded can be taken back.
	Undos() []Undo
	Save(w *SnapshotWriter)
	Load(r *SnapshotReader)
}

// Ender is a part some of whose statements cannot be replaced or withdrawn one by one.
type Ender interface {
	CheckEnd(s *State, target muster.Seq) error
}

// Guard is a part that looks at statements of other parts too, where what it keeps rests on them.
type Guard interface {
	Guard(s *State, v muster.Value) error
}

// Undo is a container that can go back to a mark.
type Undo interface {
	// Mark remembers where the container is.
	Mark() int
	// Rollback goes back to a mark; marks made after it are void.
	Rollback(mark int)
	// Keep forgets what is needed to go back.
	Keep()
}

type declared struct {
	Kind
	part Part
	n    uint16 // its number in base.kinds
}

// State is all that stands, and stood. It implements record.State.
type State struct {
	mu    sync.RWMutex
	parts []Part
	kinds map[string]declared
	names []string // of kinds, by number
	base  *base
	undos []Undo
	known muster.Seq
	safe  muster.Seq // known and durable
	now   time.Time  // when the statement that is checked would be recorded
	marks []mark
}

type mark struct {
	known muster.Seq
	at    []int
}

var _ record.State = (*State)(nil)

// New returns the state of an empty record with the given parts, in the order in which they are
// saved.
func New(parts ...Part) *State {
	s := &State{base: newBase(), kinds: map[string]declared{}}
	s.parts = append([]Part{s.base}, parts...)
	for _, p := range s.parts {
		for _, k := range p.Kinds() {
			s.kinds[k.Name] = declared{k, p, uint16(len(s.kinds))}
			s.names = append(s.names, k.Name)
		}
		s.undos = append(s.undos, p.Undos()...)
	}
	return s
}

// Find returns the part of type T.
func Find[T Part](s *State) T {
	for _, p := range s.parts {
		if t, ok := p.(T); ok {
			return t
		}
	}
	var none T
	panic(fmt.Sprintf("no part %T in this state", none)) // parts are listed in one place: a missing one is a mistake there
}

// All returns the parts of type T, which may be an interface, in their order.
func All[T any](s *State) (all []T) {
	for _, p := range s.parts {
		if t, ok := p.(T); ok {
			all = append(all, t)
		}
	}
	return all
}

// Kinds lists every declared kind.
func (s *State) Kinds() []Kind {
	var all []Kind
	for _, p := range s.parts {
		all = append(all, p.Kinds()...)
	}
	return all
}

// Read runs a computation over what stands while nothing is taken in. Computations do not nest.
func (s *State) Read(f func()) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	f()
}

// Known implements record.State.
func (s *State) Known() muster.Seq { return s.known }

// Durable is the last position that is recorded for sure: what readers may be shown.
func (s *State) Durable() muster.Seq {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.safe
}

// Fold implements record.State.
func (s *State) Fold(st muster.Statement) error {
	head, err := muster.ParseHead(st.Head)
	if err != nil {
		return err
	}
	var v muster.Value
	var k declared
	if st.Body != nil {
		name := kindOf(st.Body)
		var ok bool
		if k, ok = s.kinds[name]; !ok {
			return fmt.Errorf("this record has statements of kind %s, which this release of Muster does not know: use a later release", name)
		}
		v = k.New()
		if err := json.Unmarshal(st.Body, v); err != nil {
			return fmt.Errorf("decode %s: %w", name, err)
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.apply(Moment{st.Position, head.ID, head.At, s.base}, k, v)
	return nil
}

// kindOf reads the kind of a body, which stands first in every body that Muster writes.
func kindOf(body []byte) string {
	const prefix = `{"kind":"`
	if bytes.HasPrefix(body, []byte(prefix)) {
		rest := body[len(prefix):]
		if i := bytes.IndexByte(rest, '"'); i >= 0 {
			return string(rest[:i])
		}
	}
	var e struct {
		Kind string `json:"kind"`
	}
	if json.Unmarshal(body, &e) != nil {
		return ""
	}
	return e.Kind
}

// Admit implements record.State.
func (s *State) Admit(v muster.Value, head muster.Head, at muster.Seq) error {
	s.now = head.At
	k, err := s.check(v)
	if err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.apply(Moment{at, head.ID, head.At, s.base}, k, v)
	return nil
}

func (s *State) check(v muster.Value) (declared, error) {
	e := v.Common()
	k, ok := s.kinds[e.Kind]
	if !ok {
		return k, muster.Invalid("kind", fmt.Sprintf("found %q; this release of Muster knows no such kind of statement", e.Kind))
	}
	if err := s.checkWho(k, e); err != nil {
		return k, err
	}
	if k.Erasable && (e.Request != nil || e.Replaces != "" || e.Withdraws != "") {
		return k, muster.Invalid("kind", fmt.Sprintf("a statement of kind %s can be erased, so nothing may rest on it: it replaces and withdraws nothing, and is not the first of a request with a key", k.Name))
	}
	if err := s.base.checkThread(s, e); err != nil {
		return k, err
	}
	for _, target := range []muster.ID{e.Replaces, e.Withdraws} {
		at, ok := s.base.position(target)
		if !ok {
			continue
		}
		if p, ok := s.partOf(at).(Ender); ok {
			if err := p.CheckEnd(s, at); err != nil {
				return k, err
			}
		}
	}
	if err := k.part.Check(s, v); err != nil {
		return k, err
	}
	for _, g := range All[Guard](s) {
		if err := g.Guard(s, v); err != nil {
			return k, err
		}
	}
	return k, nil
}

// Now is when the statement that is checked would be recorded: for limits of time in Check alone.
func (s *State) Now() time.Time { return s.now }

// circles is a part that knows the parties and groups that audiences name.
type circles interface {
	CheckCircle(known muster.Seq, w access.Whom) error
}

// checkWho refuses a role that may not record a kind, and an audience that is none.
func (s *State) checkWho(k declared, e *muster.Envelope) error {
	p := access.Of(e)
	if _, err := access.ParseRole(string(p.Role)); err != nil {
		return err
	}
	by := k.By
	if by == nil {
		by = []access.Role{access.Operator}
	}
	if !slices.Contains(by, p.Role) {
		return muster.Denied(fmt.Sprintf("%s may not record a statement of kind %s", p.Words(), k.Name))
	}
	if err := s.base.audiences.check(e.Audience); err != nil {
		return err
	}
	a, _ := access.ParseAudience(e.Audience)
	for _, w := range []access.Whom{a.Rows, a.Totals, a.Before} {
		for _, c := range All[circles](s) {
			if err := c.CheckCircle(s.known, w); err != nil {
				return err
			}
		}
	}
	return nil
}

// apply takes in a statement; v is nil where its body was erased. The lock is held.
func (s *State) apply(m Moment, k declared, v muster.Value) {
	s.known = m.At
	if v == nil || k.Erasable {
		// A text folds to what its erasure folds to: nothing.
		s.base.erased(m)
		return
	}
	e := v.Common()
	s.base.enter(m, k.n, e)
	for _, target := range []muster.ID{e.Replaces, e.Withdraws} {
		if at, ok := s.base.position(target); ok {
			s.base.end(m, at)
			if p := s.partOf(at); p != nil {
				p.End(m, at)
			}
		}
	}
	k.part.Apply(m, v)
}

func (s *State) partOf(at muster.Seq) Part {
	n := s.base.kind(at)
	for _, d := range s.kinds {
		if d.n == n {
			return d.part
		}
	}
	return nil
}

// Mark implements record.State.
func (s *State) Mark() int {
	m := mark{known: s.known, at: make([]int, len(s.undos))}
	for i, u := range s.undos {
		m.at[i] = u.Mark()
	}
	s.marks = append(s.marks, m)
	return len(s.marks) - 1
}

// Rollback implements record.State.
func (s *State) Rollback(to int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	m := s.marks[to]
	for i := len(s.undos) - 1; i >= 0; i-- {
		s.undos[i].Rollback(m.at[i])
	}
	s.known = m.known
	s.marks = s.marks[:to]
}

// Keep implements record.State.
func (s *State) Keep() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, u := range s.undos {
		u.Keep()
	}
	s.marks = s.marks[:0]
	s.safe = s.known
}

// Answered implements record.State.
func (s *State) Answered(by muster.PartyID, key string) (record.Answer, bool) {
	a, ok := s.base.answers[answerKey{by, key}]
	return a, ok
}
