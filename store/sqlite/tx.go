package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"iter"
	"math"

	"muster"
)

// tx implements record.Tx.
type tx struct {
	s      *Store
	ctx    context.Context
	args   []any
	erased bool
}

func (t *tx) Size() (n muster.Seq, err error) {
	err = t.s.conn.QueryRowContext(t.ctx, query("size")).Scan(&n)
	return n, err
}

func (t *tx) Statements(after muster.Seq) iter.Seq2[muster.Statement, error] {
	return func(yield func(muster.Statement, error) bool) {
		rows, err := t.s.since.QueryContext(t.ctx, int64(after), int64(math.MaxInt64))
		scan(rows, err, yield)
	}
}

func (t *tx) Insert(batch []muster.Statement) error {
	for len(batch) > 0 {
		st, n := t.s.one, 1
		switch {
		case len(batch) >= manyRows:
			st, n = t.s.many, manyRows
		case len(batch) >= someRows:
			st, n = t.s.some, someRows
		}
		if err := t.insert(st, batch[:n]); err != nil {
			return err
		}
		batch = batch[n:]
	}
	return nil
}

func (t *tx) insert(st *sql.Stmt, rows []muster.Statement) error {
	t.args = t.args[:0]
	for i := range rows {
		r := &rows[i]
		t.args = append(t.args, int64(r.Position), r.Head, blob(r.Salt), blob(r.Body), r.Hashes)
	}
	if _, err := st.ExecContext(t.ctx, t.args...); err != nil {
		return fmt.Errorf("statement at position %d: %w", rows[0].Position, err)
	}
	return nil
}

// blob keeps an erased salt or body apart from an empty one: null.
func blob(b []byte) any {
	if b == nil {
		return nil
	}
	return b
}

func (t *tx) exec(name string, args ...any) error {
	if _, err := t.s.conn.ExecContext(t.ctx, query(name), args...); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}

func (t *tx) Truncate(after muster.Seq) error { return t.exec("truncate", int64(after)) }

func (t *tx) PutChunk(digest muster.Hash, n int, packed []byte) error {
	return t.exec("put_chunk", digest[:], n, packed)
}

func (t *tx) DropDocument(digest muster.Hash) error {
	t.erased = true
	return t.exec("drop_document", digest[:])
}

func (t *tx) Erase(at muster.Seq) error {
	t.erased = true
	return t.exec("erase", int64(at))
}
