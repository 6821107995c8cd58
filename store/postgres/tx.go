package postgres

import (
	"context"
	"fmt"
	"iter"
	"math"

	"github.com/jackc/pgx/v5"

	"muster"
)

// tx implements record.Tx.
type tx struct {
	ctx context.Context
	tx  pgx.Tx
}

func (t *tx) Size() (muster.Seq, error) { return size(t.ctx, t.tx) }

func (t *tx) Statements(after muster.Seq) iter.Seq2[muster.Statement, error] {
	return func(yield func(muster.Statement, error) bool) {
		pages(after, yield, func(after muster.Seq, rows int) (page, error) {
			return readPage(t.ctx, t.tx, after, math.MaxInt64, rows)
		})
	}
}

// insertBytes bounds what one command carries; bodies may have a MiB each.
const insertBytes = 16 << 20

// Insert sends columns as arrays: one command and one round trip however many rows.
func (t *tx) Insert(batch []muster.Statement) error {
	for len(batch) > 0 {
		n, bytes := 0, 0
		for n < len(batch) && (n == 0 || bytes < insertBytes) {
			bytes += len(batch[n].Head) + len(batch[n].Body) + len(batch[n].Hashes)
			n++
		}
		if err := t.insert(batch[:n]); err != nil {
			return err
		}
		batch = batch[n:]
	}
	return nil
}

func (t *tx) insert(batch []muster.Statement) error {
	positions := make([]int64, len(batch))
	blobs := make([][]byte, 4*len(batch))
	heads, salts := blobs[:len(batch)], blobs[len(batch):2*len(batch)]
	bodies, hashes := blobs[2*len(batch):3*len(batch)], blobs[3*len(batch):]
	for i, st := range batch {
		positions[i], heads[i], salts[i], bodies[i], hashes[i] = int64(st.Position), st.Head, st.Salt, st.Body, st.Hashes
	}
	if _, err := t.tx.Exec(t.ctx, query("insert"), positions, heads, salts, bodies, hashes); err != nil {
		return fmt.Errorf("statement at position %d: %w", batch[0].Position, err)
	}
	return nil
}

func (t *tx) exec(name string, args ...any) error {
	if _, err := t.tx.Exec(t.ctx, query(name), args...); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}

func (t *tx) Truncate(after muster.Seq) error { return t.exec("truncate", int64(after)) }

func (t *tx) PutChunk(digest muster.Hash, n int, packed []byte) error {
	return t.exec("put_chunk", digest[:], n, packed)
}

func (t *tx) DropDocument(digest muster.Hash) error { return t.exec("drop_document", digest[:]) }

func (t *tx) Erase(at muster.Seq) error { return t.exec("erase", int64(at)) }
