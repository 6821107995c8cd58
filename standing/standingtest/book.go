// Package standingtest takes statements in as a record does, for the tests of parts.
package standingtest

import (
	"path/filepath"
	"testing"
	"time"

	"muster"
	"muster/record"
	"muster/standing"
)

// RecordID is the id of a book's record.
const RecordID = "testrecord"

// Book is a record without a store.
type Book struct {
	TB    testing.TB
	State *standing.State
	// Now is when the next statement is recorded; a second passes after each.
	Now time.Time
	n   int
}

// New returns a book of the given parts, opened.
func New(t testing.TB, parts ...standing.Part) *Book {
	return Of(t, standing.New(parts...))
}

// Of returns a book of a state with nothing in it, opened.
func Of(t testing.TB, s *standing.State) *Book {
	b := &Book{TB: t, State: s, Now: time.Date(2026, 1, 5, 9, 0, 0, 0, time.UTC)}
	b.Add(&record.Open{Envelope: muster.Envelope{Kind: record.KindOpen, By: "operator", Audience: muster.Public}, Record: RecordID})
	return b
}

// Admit takes a statement in, or refuses it and leaves nothing.
func (b *Book) Admit(v muster.Value) error {
	err := b.State.Admit(v, muster.Head{ID: b.ID(b.n + 1), At: b.Now}, muster.Seq(b.n+1))
	if err == nil {
		b.n++
		b.Now = b.Now.Add(time.Second)
	}
	return err
}

// Add takes statements in for good; one that is refused fails the test.
func (b *Book) Add(values ...muster.Value) {
	b.TB.Helper()
	for _, v := range values {
		if err := b.Admit(v); err != nil {
			b.TB.Fatalf("%s about %s: %v", v.Common().Kind, v.Common().About, err)
		}
		b.State.Keep()
	}
}

// Try says whether statements would be taken in, one after the other, and takes them back.
func (b *Book) Try(values ...muster.Value) (err error) {
	mark, n, now := b.State.Mark(), b.n, b.Now
	for _, v := range values {
		if err = b.Admit(v); err != nil {
			break
		}
	}
	b.State.Rollback(mark)
	b.n, b.Now = n, now
	return err
}

// Reload goes on with a snapshot of what stands, read into fresh parts.
func (b *Book) Reload(parts ...standing.Part) {
	b.TB.Helper()
	path := filepath.Join(b.TB.TempDir(), "snapshot")
	fresh := standing.New(parts...)
	err := b.State.SaveSnapshot(path, muster.Hash{})
	if err == nil {
		err = fresh.LoadSnapshot(path, func(muster.Seq) (muster.Hash, error) { return muster.Hash{}, nil })
	}
	if err != nil {
		b.TB.Fatal(err)
	}
	b.State = fresh
}

// Known is the position of the last statement.
func (b *Book) Known() muster.Seq { return muster.Seq(b.n) }

// ID is the id of the statement at a position.
func (b *Book) ID(n int) muster.ID { return muster.NewID(RecordID, uint64(n)) }

// View is what stands for the operator as known at a position, or with 0 now, on the book's day.
func (b *Book) View(known muster.Seq) standing.View {
	b.TB.Helper()
	v, err := b.State.At(known, muster.DayOf(b.Now), standing.OperatorViewer)
	if err != nil {
		b.TB.Fatal(err)
	}
	return v
}

// As begins an envelope of a kind about an object, said by a role for a party.
func As(role string, by muster.PartyID, kind, about string) muster.Envelope {
	return muster.Envelope{Kind: kind, By: by, Role: role, About: about, Audience: muster.Public}
}
