package node_test

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"maps"
	"slices"

	"muster"
	"muster/record"
)

// memory is a store that forgets everything when the test ends.
type memory struct {
	rows []muster.Statement
	docs map[muster.Hash][][]byte
}

func newMemory() *memory { return &memory{docs: map[muster.Hash][][]byte{}} }

// Append implements record.Store.
func (m *memory) Append(_ context.Context, admit func(record.Tx) error) error {
	rows, docs := slices.Clone(m.rows), maps.Clone(m.docs)
	if err := admit(m); err != nil {
		m.rows, m.docs = rows, docs
		return err
	}
	return nil
}

var (
	_ record.Store = memoryStore{}
	_ record.Tx    = (*memory)(nil)
)

// memoryStore gives memory the reading methods of a store, whose names a transaction has too.
type memoryStore struct{ *memory }

func (m memoryStore) Size(context.Context) (muster.Seq, error) { return muster.Seq(len(m.rows)), nil }

func (m memoryStore) Statements(_ context.Context, after, upto muster.Seq) iter.Seq2[muster.Statement, error] {
	return func(yield func(muster.Statement, error) bool) {
		for _, st := range slices.Clone(m.rows) {
			if st.Position > after && (upto == 0 || st.Position <= upto) && !yield(st, nil) {
				return
			}
		}
	}
}

func (m memoryStore) Statement(_ context.Context, at muster.Seq) (muster.Statement, error) {
	if at == 0 || int(at) > len(m.rows) {
		return muster.Statement{}, muster.Missing(fmt.Sprintf("a statement at position %d", at))
	}
	return m.rows[at-1], nil
}

func (m memoryStore) Chunks(_ context.Context, digest muster.Hash) iter.Seq2[[]byte, error] {
	return func(yield func([]byte, error) bool) {
		for _, c := range m.docs[digest] {
			if !yield(c, nil) {
				return
			}
		}
	}
}

func (m memoryStore) Documents(context.Context) iter.Seq2[muster.Hash, error] {
	return func(yield func(muster.Hash, error) bool) {
		for _, h := range slices.SortedFunc(maps.Keys(m.docs), func(a, b muster.Hash) int { return slices.Compare(a[:], b[:]) }) {
			if !yield(h, nil) {
				return
			}
		}
	}
}

func (m memoryStore) Close() error { return nil }

func (m *memory) Size() (muster.Seq, error) { return muster.Seq(len(m.rows)), nil }

func (m *memory) Statements(after muster.Seq) iter.Seq2[muster.Statement, error] {
	return memoryStore{m}.Statements(context.Background(), after, 0)
}

func (m *memory) Insert(batch []muster.Statement) error {
	for _, st := range batch {
		if int(st.Position) != len(m.rows)+1 {
			return fmt.Errorf("position %d after %d statements", st.Position, len(m.rows))
		}
		m.rows = append(m.rows, st)
	}
	return nil
}

func (m *memory) Truncate(after muster.Seq) error {
	m.rows = slices.Clip(m.rows[:min(int(after), len(m.rows))])
	return nil
}

func (m *memory) PutChunk(digest muster.Hash, n int, packed []byte) error {
	if n != len(m.docs[digest]) {
		return errors.New("a chunk is out of order")
	}
	m.docs[digest] = append(slices.Clip(m.docs[digest]), packed)
	return nil
}

func (m *memory) DropDocument(digest muster.Hash) error {
	delete(m.docs, digest)
	return nil
}

func (m *memory) Erase(at muster.Seq) error {
	m.rows = slices.Clone(m.rows)
	m.rows[at-1].Salt, m.rows[at-1].Body = nil, nil
	return nil
}
