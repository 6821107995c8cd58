package postgres

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"math"

	"github.com/jackc/pgx/v5"

	"muster"
	"muster/record"
)

// A page is read whole before any of it is handed out, so that a slow reader, or one that stops
// early, holds no connection. It doubles up to mostRows as long as it stays below pageBytes.
const (
	firstRows = 128
	mostRows  = 4096
	pageBytes = 8 << 20
)

// querier is what a pool and a transaction both do.
type querier interface {
	Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error)
	QueryRow(ctx context.Context, sql string, args ...any) pgx.Row
}

// Size implements record.Store.
func (s *Store) Size(ctx context.Context) (n muster.Seq, err error) {
	err = again(ctx, func() (err error) { n, err = size(ctx, s.pool); return err })
	return n, err
}

func size(ctx context.Context, q querier) (muster.Seq, error) {
	var n int64
	err := q.QueryRow(ctx, query("size")).Scan(&n)
	return muster.Seq(n), err
}

// Statements implements record.Store.
func (s *Store) Statements(ctx context.Context, after, upto muster.Seq) iter.Seq2[muster.Statement, error] {
	if upto == 0 {
		upto = math.MaxInt64
	}
	return func(yield func(muster.Statement, error) bool) {
		pages(after, yield, func(after muster.Seq, rows int) (p page, err error) {
			err = again(ctx, func() (err error) { p, err = readPage(ctx, s.pool, after, upto, rows); return err })
			return p, err
		})
	}
}

// page is some statements in order; cut says that it has fewer than were asked for because they are
// large, more that there may be others.
type page struct {
	statements []muster.Statement
	cut, more  bool
}

func pages(after muster.Seq, yield func(muster.Statement, error) bool, read func(after muster.Seq, rows int) (page, error)) {
	for rows := firstRows; ; {
		p, err := read(after, rows)
		if err != nil {
			yield(muster.Statement{}, err)
			return
		}
		for _, st := range p.statements {
			if !yield(st, nil) {
				return
			}
			after = st.Position
		}
		if !p.more {
			return
		}
		if rows = min(2*rows, mostRows); p.cut {
			rows = len(p.statements)
		}
	}
}

func readPage(ctx context.Context, q querier, after, upto muster.Seq, limit int) (p page, err error) {
	rows, err := q.Query(ctx, query("statements"), int64(after), int64(upto), limit)
	if err != nil {
		return p, err
	}
	defer rows.Close()
	for bytes := 0; rows.Next(); {
		st, err := statement(rows)
		if err != nil {
			return p, err
		}
		p.statements = append(p.statements, st)
		if bytes += len(st.Head) + len(st.Body) + len(st.Hashes); bytes >= pageBytes {
			p.cut, p.more = true, true
			return p, nil
		}
	}
	p.more = len(p.statements) == limit
	return p, rows.Err()
}

func statement(row pgx.Row) (st muster.Statement, err error) {
	var at int64
	err = row.Scan(&at, &st.Head, &st.Salt, &st.Body, &st.Hashes)
	st.Position = muster.Seq(at)
	return st, err
}

// Statement implements record.Store.
func (s *Store) Statement(ctx context.Context, at muster.Seq) (st muster.Statement, err error) {
	err = again(ctx, func() (err error) {
		st, err = statement(s.pool.QueryRow(ctx, query("statement"), int64(at)))
		return err
	})
	if errors.Is(err, pgx.ErrNoRows) {
		return st, muster.Missing(fmt.Sprintf("a statement at position %d", at))
	}
	return st, err
}

type chunk struct {
	N      int
	Packed []byte
}

// Chunks implements record.Store.
func (s *Store) Chunks(ctx context.Context, digest muster.Hash) iter.Seq2[[]byte, error] {
	return func(yield func([]byte, error) bool) {
		for want := 0; ; {
			found, err := collect(ctx, s, pgx.RowToStructByPos[chunk], query("chunks"), digest[:], want)
			if err != nil {
				yield(nil, err)
				return
			}
			for _, c := range found {
				if c.N != want {
					err = fmt.Errorf("%w: chunk %d stands where chunk %d belongs", record.ErrAltered, c.N, want)
				}
				if !yield(c.Packed, err) || err != nil {
					return
				}
				want++
			}
			if len(found) == 0 {
				return
			}
		}
	}
}

// Documents implements record.Store.
func (s *Store) Documents(ctx context.Context) iter.Seq2[muster.Hash, error] {
	return func(yield func(muster.Hash, error) bool) {
		for last := []byte{}; ; {
			found, err := collect(ctx, s, pgx.RowTo[[]byte], query("documents"), last)
			if err != nil {
				yield(muster.Hash{}, err)
				return
			}
			for _, b := range found {
				var h muster.Hash
				if len(b) != len(h) {
					err = fmt.Errorf("a stored document has a digest of %d bytes", len(b))
				}
				copy(h[:], b)
				if !yield(h, err) || err != nil {
					return
				}
				last = b
			}
			if len(found) == 0 {
				return
			}
		}
	}
}

func collect[T any](ctx context.Context, s *Store, row pgx.RowToFunc[T], q string, args ...any) (found []T, err error) {
	err = again(ctx, func() error {
		rows, err := s.pool.Query(ctx, q, args...)
		if err != nil {
			return err
		}
		found, err = pgx.CollectRows(rows, row)
		return err
	})
	return found, err
}
