package node_test

import (
	"context"
	"errors"
	"flag"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"muster"
	"muster/parts"
	"muster/record"
	"muster/seal"
	"muster/standing"
	"muster/store/postgres"
	"muster/store/sqlite"
	"muster/store/storetest/pgtest"
)

// TestEveryFigureAtEveryPositionIsTheModels makes random histories and asks for every figure at
// every known position: of the state that took the requests in and took refused ones back, of one
// folded whole, of one folded in pieces, of one that started from a snapshot, and of the model.
func TestEveryFigureAtEveryPositionIsTheModels(t *testing.T) {
	dir := t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		checkHistory(t, memoryStore{newMemory()}, dir, rapid.IntRange(1, 25).Draw(t, "steps"))
	})
}

func TestFiguresAreTheSameFromBothStores(t *testing.T) {
	ctx := context.Background()
	for name, open := range map[string]func() (record.Store, error){
		"sqlite":   func() (record.Store, error) { return sqlite.Open(ctx, filepath.Join(t.TempDir(), "record.db")) },
		"postgres": func() (record.Store, error) { return postgres.Open(ctx, pgtest.Start(t)) },
	} {
		t.Run(name, func(t *testing.T) {
			few(t, 2)
			rapid.Check(t, func(t *rapid.T) {
				store, err := open()
				if err != nil {
					t.Fatal(err)
				}
				defer store.Close() //nolint:errcheck // the test is over
				checkHistory(t, store, "", 40)
			})
		})
	}
}

// few lets rapid make so many histories, since each of them takes long.
func few(t *testing.T, n int) {
	f := flag.Lookup("rapid.checks")
	before := f.Value.String()
	if err := f.Value.Set(strconv.Itoa(n)); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Value.Set(before) }) //nolint:errcheck // what stood there is taken
}

func checkHistory(t *rapid.T, store record.Store, dir string, steps int) {
	h := newHistory(t, store)
	defer h.log.Close()
	for range steps {
		h.step()
	}
	states := map[string]*standing.State{"live": h.state, "whole": h.folded(), "in pieces": h.inPieces()}
	if dir != "" {
		states["from a snapshot"] = h.throughSnapshot(filepath.Join(dir, "snapshot"))
	}
	want, err := h.state.Digest()
	if err != nil {
		t.Fatal(err)
	}
	for name, s := range states {
		if got, err := s.Digest(); err != nil || got != want {
			t.Errorf("%s: what a snapshot would keep differs from the live state's (%v)", name, err)
		}
	}
	w, next := &world{ended: map[muster.ID]bool{}}, 0
	for known := muster.Seq(1); known <= h.state.Durable(); known++ {
		for next < len(h.ops) && h.ops[next].at <= known {
			h.ops[next].do(w)
			next++
		}
		want := w.figures()
		for name, s := range states {
			if got := figures(t, s, known); got != want {
				t.Fatalf("known %d, %s (−model +figures):\n%s", known, name, cmp.Diff(want, got))
			}
		}
	}
}

func (h *history) take(s *standing.State, after, upto muster.Seq) {
	for st, err := range h.store.Statements(h.ctx, after, upto) {
		if err == nil {
			err = s.Fold(st)
		}
		if err != nil {
			h.t.Fatal(err)
		}
	}
}

func (h *history) folded() *standing.State {
	s := parts.State()
	h.take(s, 0, 0)
	s.Keep()
	return s
}

// inPieces folds a piece at a time; now and then it goes back to a mark and folds the piece again.
func (h *history) inPieces() *standing.State {
	s, size := parts.State(), h.state.Durable()
	for s.Known() < size {
		from := s.Known()
		upto := min(size, from+muster.Seq(rapid.IntRange(1, 30).Draw(h.t, "piece")))
		if rapid.Bool().Draw(h.t, "twice") {
			mark := s.Mark()
			h.take(s, from, upto)
			s.Rollback(mark)
		}
		h.take(s, from, upto)
		s.Keep()
	}
	return s
}

// throughSnapshot saves a snapshot somewhere on the way, loads it into a fresh state and folds on.
// A snapshot whose root is another is not taken.
func (h *history) throughSnapshot(path string) *standing.State {
	s, size := parts.State(), h.state.Durable()
	at := muster.Seq(rapid.IntRange(1, int(size)).Draw(h.t, "snapshot at"))
	h.take(s, 0, at)
	s.Keep()
	f, err := seal.FrontierAt(at, record.ReadHash(h.ctx, h.store))
	if err == nil {
		err = s.SaveSnapshot(path, f.Root())
	}
	if err != nil {
		h.t.Fatal(err)
	}
	other := func(muster.Seq) (muster.Hash, error) { return muster.Hash{1}, nil }
	if err := parts.State().LoadSnapshot(path, other); !errors.Is(err, standing.ErrSnapshot) {
		h.t.Fatalf("a snapshot of another history was taken: %v", err)
	}
	loaded := parts.State()
	if err := loaded.LoadSnapshot(path, func(muster.Seq) (muster.Hash, error) { return f.Root(), nil }); err != nil {
		h.t.Fatal(err)
	}
	h.take(loaded, at, 0)
	loaded.Keep()
	return loaded
}
