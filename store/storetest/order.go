package storetest

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"muster"
	"muster/record"
)

// raw makes statements of any bytes: a store does not look into them.
func raw(from, to muster.Seq) (all []muster.Statement) {
	for at := from; at <= to; at++ {
		st := muster.Statement{Position: at, Head: fmt.Appendf(nil, "head %d", at), Hashes: []byte{byte(at), 0, 255}}
		if at%5 != 0 {
			st.Salt, st.Body = []byte{0, byte(at)}, fmt.Appendf(nil, "body %d \x00 ü", at)
		}
		all = append(all, st)
	}
	return all
}

func mustAppend(tb testing.TB, store record.Store, admit func(record.Tx) error) {
	tb.Helper()
	if err := store.Append(tb.Context(), admit); err != nil {
		tb.Fatal(err)
	}
}

func read(tb testing.TB, store record.Store, after, upto muster.Seq) (all []muster.Statement) {
	tb.Helper()
	for st, err := range store.Statements(tb.Context(), after, upto) {
		if err != nil {
			tb.Fatal(err)
		}
		all = append(all, st)
	}
	return all
}

func testOrder(t *testing.T, s Subject) {
	store := s.store(t, s.Place(t))
	if n, err := store.Size(t.Context()); n != 0 || err != nil {
		t.Fatalf("an empty record has size %d, %v", n, err)
	}
	if got := read(t, store, 0, 0); len(got) != 0 {
		t.Fatalf("an empty record has %d statements", len(got))
	}
	want := raw(1, 5000)
	at := 0
	for _, n := range []int{1, 63, 64, 65, 129, 1000, 5000} {
		n = min(n, len(want)-at)
		mustAppend(t, store, func(tx record.Tx) error {
			if err := tx.Insert(want[at : at+n]); err != nil {
				return err
			}
			got, err := tx.Size()
			if err == nil && got != muster.Seq(at+n) {
				t.Errorf("within the transaction the size is %d, want %d", got, at+n)
			}
			return err
		})
		at += n
	}
	if n, err := store.Size(t.Context()); n != 5000 || err != nil {
		t.Errorf("size %d, %v; want 5000", n, err)
	}
	for _, c := range []struct{ after, upto, from, to muster.Seq }{
		{0, 0, 1, 5000}, {0, 5000, 1, 5000}, {4999, 0, 5000, 5000}, {5000, 0, 1, 0}, {10, 12, 11, 12}, {127, 129, 128, 129}, {10, 10, 1, 0}, {0, 1, 1, 1}, {7, 9000, 8, 5000},
	} {
		if got := read(t, store, c.after, c.upto); !slices.EqualFunc(want[c.from-1:c.to], got, same) {
			t.Errorf("after %d up to %d come %d statements, or others than were stored", c.after, c.upto, len(got))
		}
	}
	for _, at := range []muster.Seq{1, 5, 64, 5000} {
		if got, err := store.Statement(t.Context(), at); err != nil || cmp.Diff(want[at-1], got) != "" {
			t.Errorf("statement %d: %v, %s", at, err, cmp.Diff(want[at-1], got))
		}
	}
	_, err := store.Statement(t.Context(), 5001)
	var refused *muster.Error
	if !errors.As(err, &refused) || refused.Kind != muster.KindMissing {
		t.Errorf("a statement that is not there: %v, want missing", err)
	}
	large := []muster.Statement{{Position: 5001, Head: []byte("h"), Salt: []byte("s"), Body: make([]byte, muster.MaxBody), Hashes: []byte("x")}}
	for range 19 {
		next := large[0]
		next.Position += muster.Seq(len(large))
		large = append(large, next)
	}
	mustAppend(t, store, func(tx record.Tx) error { return tx.Insert(large) })
	if got := read(t, store, 5000, 0); !slices.EqualFunc(large, got, same) {
		t.Errorf("statements of the greatest length came back otherwise, %d of them", len(got))
	}
}

// same compares statements byte by byte; an erased body is not an empty one.
func same(a, b muster.Statement) bool {
	return a.Position == b.Position && bytes.Equal(a.Head, b.Head) && bytes.Equal(a.Salt, b.Salt) && bytes.Equal(a.Body, b.Body) && bytes.Equal(a.Hashes, b.Hashes) &&
		(a.Salt == nil) == (b.Salt == nil) && (a.Body == nil) == (b.Body == nil)
}

var errRefused = errors.New("refused by the test")

func testRefusedTransaction(t *testing.T, s Subject) {
	place := s.Place(t)
	store := s.store(t, place)
	kept := muster.Hash{1}
	mustAppend(t, store, func(tx record.Tx) error {
		return errors.Join(tx.Insert(raw(1, 3)), tx.PutChunk(kept, 0, []byte("kept")))
	})
	err := store.Append(t.Context(), func(tx record.Tx) error {
		if err := errors.Join(tx.Insert(raw(4, 100)), tx.PutChunk(muster.Hash{2}, 0, []byte("new")), tx.Erase(1), tx.DropDocument(kept)); err != nil {
			t.Error(err)
		}
		return errRefused
	})
	if !errors.Is(err, errRefused) {
		t.Errorf("got %v, want what admit returned", err)
	}
	for _, store := range []record.Store{store, s.store(t, place)} {
		if diff := cmp.Diff(raw(1, 3), read(t, store, 0, 0)); diff != "" {
			t.Error(diff)
		}
		for h, err := range store.Documents(t.Context()) {
			if h != kept || err != nil {
				t.Errorf("document %s is there (%v)", h.Hex(), err)
			}
		}
	}
	func() {
		defer func() {
			if recover() == nil {
				t.Error("the panic of admit was swallowed")
			}
		}()
		store.Append(t.Context(), func(tx record.Tx) error { //nolint:errcheck // it panics
			if err := tx.Insert(raw(4, 5)); err != nil {
				t.Error(err)
			}
			panic("in admit")
		})
	}()
	mustAppend(t, store, func(tx record.Tx) error { return tx.Insert(raw(4, 4)) })
	if diff := cmp.Diff(raw(1, 4), read(t, store, 0, 0)); diff != "" {
		t.Error(diff)
	}
}

func testTruncate(t *testing.T, s Subject) {
	store := s.store(t, s.Place(t))
	mustAppend(t, store, func(tx record.Tx) error { return tx.Insert(raw(1, 4)) })
	mustAppend(t, store, func(tx record.Tx) error {
		if err := errors.Join(tx.Insert(raw(5, 200)), tx.Truncate(7)); err != nil {
			return err
		}
		if n, err := tx.Size(); n != 7 || err != nil {
			t.Errorf("size %d, %v; want 7", n, err)
		}
		var got []muster.Statement
		for st, err := range tx.Statements(3) {
			if err != nil {
				return err
			}
			got = append(got, st)
		}
		if diff := cmp.Diff(raw(4, 7), got); diff != "" {
			t.Error(diff)
		}
		return errors.Join(tx.Truncate(7), tx.Insert(raw(8, 9)))
	})
	if diff := cmp.Diff(raw(1, 9), read(t, store, 0, 0)); diff != "" {
		t.Error(diff)
	}
}

func testEarlyStop(t *testing.T, s Subject) {
	store := s.store(t, s.Place(t))
	mustAppend(t, store, func(tx record.Tx) error {
		for n := range 5 {
			if err := tx.PutChunk(muster.Hash{9}, n, []byte("chunk")); err != nil {
				return err
			}
		}
		return errors.Join(tx.PutChunk(muster.Hash{8}, 0, []byte("c")), tx.Insert(raw(1, 3000)))
	})
	for range 50 {
		for _, err := range store.Statements(t.Context(), 0, 0) {
			if err != nil {
				t.Fatal(err)
			}
			break
		}
		for _, err := range store.Chunks(t.Context(), muster.Hash{9}) {
			if err != nil {
				t.Fatal(err)
			}
			break
		}
		for _, err := range store.Documents(t.Context()) {
			if err != nil {
				t.Fatal(err)
			}
			break
		}
	}
	mustAppend(t, store, func(tx record.Tx) error {
		for _, err := range tx.Statements(0) {
			if err != nil {
				return err
			}
			break
		}
		return tx.Insert(raw(3001, 3001))
	})
	// Reading within a reading, deeper than any pool of connections.
	var nest func(depth int) int
	nest = func(depth int) int {
		for _, err := range store.Statements(t.Context(), 2990, 0) {
			if err != nil {
				t.Fatal(err)
			}
			if depth > 0 {
				return 1 + nest(depth-1)
			}
			break
		}
		return 1
	}
	if got := nest(30); got != 31 {
		t.Errorf("read %d deep, want 31", got)
	}
}

func testCancelled(t *testing.T, s Subject) {
	place := s.Place(t)
	store, other := s.store(t, place), s.store(t, place)
	ctx, cancel := context.WithCancel(t.Context())
	err := store.Append(ctx, func(tx record.Tx) error {
		if err := tx.Insert(raw(1, 2)); err != nil {
			t.Error(err)
		}
		cancel()
		return tx.Insert(raw(3, 3))
	})
	if err == nil {
		t.Error("a cancelled append says that it was recorded")
	}
	// Waiting for a lock that another holds ends with the context.
	inside, leave := make(chan struct{}), make(chan struct{})
	var wg sync.WaitGroup
	wg.Go(func() {
		if err := other.Append(t.Context(), func(tx record.Tx) error { close(inside); <-leave; return tx.Insert(raw(1, 1)) }); err != nil {
			t.Error(err)
		}
	})
	<-inside
	ctx, cancel = context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	if err := store.Append(ctx, func(record.Tx) error { t.Error("admitted without the lock"); return nil }); err == nil {
		t.Error("an append that never had the lock says that it was recorded")
	}
	close(leave)
	wg.Wait()
	for _, store := range []record.Store{store, other} {
		n, err := store.Size(t.Context())
		if n == 0 || err != nil {
			t.Fatal(n, err)
		}
		mustAppend(t, store, func(tx record.Tx) error { return tx.Insert(raw(n+1, n+1)) })
	}
	if diff := cmp.Diff(raw(1, 3), read(t, store, 0, 0)); diff != "" {
		t.Error(diff)
	}
}

func testReadingWhileWriting(t *testing.T, s Subject) {
	place := s.Place(t)
	store, other := s.store(t, place), s.store(t, place)
	done := make(chan struct{})
	var wg sync.WaitGroup
	for _, reader := range []record.Store{store, other} {
		wg.Go(func() {
			for last := muster.Seq(0); ; {
				select {
				case <-done:
					return
				default:
				}
				n := muster.Seq(0)
				for st, err := range reader.Statements(context.Background(), 0, 0) {
					if err != nil || st.Position != n+1 {
						t.Errorf("position %d follows on %d: %v", st.Position, n, err)
						return
					}
					n = st.Position
				}
				if n%10 != 0 || n < last {
					t.Errorf("%d statements are to be seen, after %d: no whole number of transactions of ten", n, last)
				}
				last = n
			}
		})
	}
	for n := muster.Seq(0); n < 400; n += 10 {
		mustAppend(t, store, func(tx record.Tx) error { return errors.Join(tx.Insert(raw(n+1, n+5)), tx.Insert(raw(n+6, n+10))) })
	}
	close(done)
	wg.Wait()
}

func testOpenedTwice(t *testing.T, s Subject) {
	a, place := s.fresh(t)
	b := s.open(t, place, nil)
	for i := range 10 {
		x := []*session{a, b}[i%2]
		x.must(claims("de", fmt.Sprintf("r%d", i), 1+i%3)...)
	}
	if got := s.whole(t, place, a, b); len(got) != 10 {
		t.Errorf("%d requests are there, want 10", len(got))
	}
	// What one session was refused by, the other had recorded: the check sees it without being told.
	one := &Claim{Envelope: muster.Envelope{Kind: KindClaim, By: "de", About: "same"}}
	a.must(one)
	if _, err := b.record(one); !isKind(err, muster.KindConflict) {
		t.Errorf("speaking twice of one object: %v, want a conflict", err)
	}
	s.whole(t, place, a, b)
}

func isKind(err error, kind muster.ErrorKind) bool {
	var refused *muster.Error
	return errors.As(err, &refused) && refused.Kind == kind
}

func claimIn(tb testing.TB, st muster.Statement) (c Claim, ok bool) {
	tb.Helper()
	if st.Body == nil {
		return c, false
	}
	if err := json.Unmarshal(st.Body, &c); err != nil {
		tb.Fatal(err)
	}
	return c, c.Kind == KindClaim
}
