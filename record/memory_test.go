package record_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"iter"
	"maps"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"muster"
	"muster/record"
	"muster/standing"
)

// memory is a store in memory, with columns that a test can change. Transactions copy it.
type memory struct {
	mu      sync.Mutex
	rows    []muster.Statement
	chunks  []chunk
	appends atomic.Int64
	slow    time.Duration
}

type chunk struct {
	digest muster.Hash
	n      int
	packed []byte
}

func (m *memory) Append(_ context.Context, admit func(record.Tx) error) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.appends.Add(1)
	t := &memoryTx{memory{rows: slices.Clone(m.rows), chunks: slices.Clone(m.chunks)}}
	if err := admit(t); err != nil {
		return err
	}
	time.Sleep(m.slow)
	m.rows, m.chunks = t.m.rows, t.m.chunks
	return nil
}

func (m *memory) snapshot() *memory {
	m.mu.Lock()
	defer m.mu.Unlock()
	return &memory{rows: slices.Clone(m.rows), chunks: slices.Clone(m.chunks)}
}

func (m *memory) Size(context.Context) (muster.Seq, error) {
	m = m.snapshot()
	return muster.Seq(len(m.rows)), nil
}

func (m *memory) Statements(_ context.Context, after, upto muster.Seq) iter.Seq2[muster.Statement, error] {
	rows := m.snapshot().rows
	return func(yield func(muster.Statement, error) bool) {
		for _, st := range rows {
			if st.Position > after && (upto == 0 || st.Position <= upto) && !yield(st, nil) {
				return
			}
		}
	}
}

func (m *memory) Statement(ctx context.Context, at muster.Seq) (muster.Statement, error) {
	for st := range m.Statements(ctx, at-1, at) {
		return st, nil
	}
	return muster.Statement{}, muster.Missing(fmt.Sprintf("a statement at position %d", at))
}

func (m *memory) Chunks(_ context.Context, digest muster.Hash) iter.Seq2[[]byte, error] {
	chunks := m.snapshot().chunks
	return func(yield func([]byte, error) bool) {
		var own []chunk
		for _, c := range chunks {
			if c.digest == digest {
				own = append(own, c)
			}
		}
		slices.SortFunc(own, func(a, b chunk) int { return a.n - b.n })
		for want, c := range own {
			if c.n != want {
				yield(nil, fmt.Errorf("chunk %d stands where chunk %d belongs", c.n, want))
				return
			}
			if !yield(c.packed, nil) {
				return
			}
		}
	}
}

func (m *memory) Documents(context.Context) iter.Seq2[muster.Hash, error] {
	there := map[muster.Hash]bool{}
	for _, c := range m.snapshot().chunks {
		there[c.digest] = true
	}
	return func(yield func(muster.Hash, error) bool) {
		for _, h := range slices.SortedFunc(maps.Keys(there), func(a, b muster.Hash) int { return bytes.Compare(a[:], b[:]) }) {
			if !yield(h, nil) {
				return
			}
		}
	}
}

func (m *memory) Close() error { return nil }

type memoryTx struct{ m memory }

func (t *memoryTx) Size() (muster.Seq, error) { return muster.Seq(len(t.m.rows)), nil }

func (t *memoryTx) Statements(after muster.Seq) iter.Seq2[muster.Statement, error] {
	return t.m.Statements(context.Background(), after, 0)
}

func (t *memoryTx) Insert(batch []muster.Statement) error {
	for _, st := range batch {
		if st.Position != muster.Seq(len(t.m.rows))+1 {
			return fmt.Errorf("position %d does not follow on %d", st.Position, len(t.m.rows))
		}
		t.m.rows = append(t.m.rows, st)
	}
	return nil
}

func (t *memoryTx) Truncate(after muster.Seq) error {
	t.m.rows = t.m.rows[:min(int(after), len(t.m.rows))]
	return nil
}

func (t *memoryTx) PutChunk(digest muster.Hash, n int, packed []byte) error {
	t.m.chunks = append(t.m.chunks, chunk{digest, n, packed})
	return nil
}

func (t *memoryTx) DropDocument(digest muster.Hash) error {
	t.m.chunks = slices.DeleteFunc(t.m.chunks, func(c chunk) bool { return c.digest == digest })
	return nil
}

func (t *memoryTx) Erase(at muster.Seq) error {
	if at == 0 || int(at) > len(t.m.rows) {
		return errors.New("no such row")
	}
	t.m.rows[at-1].Salt, t.m.rows[at-1].Body = nil, nil
	return nil
}

const testRecord = "recordtest"

var start = time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)

func opening() *record.Open {
	return &record.Open{Envelope: muster.Envelope{Kind: record.KindOpen, By: "op"}, Record: testRecord, Title: "a test"}
}

func note(text string) *record.Note {
	return &record.Note{Envelope: muster.Envelope{Kind: record.KindNote, By: "pl", About: "a"}, Text: text}
}

// openLog opens a record in a store, beginning it if it is empty.
func openLog(t *testing.T, m record.Store, clock func() time.Time) (*record.Log, *standing.State) {
	t.Helper()
	state := standing.New()
	l, err := record.NewLog(t.Context(), m, state, clock)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(l.Close)
	if l.ID() == "" {
		if _, err := l.Record(t.Context(), &record.Request{By: "op", Values: []muster.Value{opening()}}); err != nil {
			t.Fatal(err)
		}
	}
	return l, state
}

func still() time.Time { return start }
