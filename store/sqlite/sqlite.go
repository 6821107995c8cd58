// Package sqlite keeps a record in one SQLite file. It needs no server, and several processes may
// use one file at a time.
package sqlite

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"iter"
	"math"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"

	_ "modernc.org/sqlite" // the driver, without cgo

	"muster"
	"muster/record"
)

//go:embed sql/*.sql
var files embed.FS

func query(name string) string {
	b, err := files.ReadFile("sql/" + name + ".sql")
	if err != nil {
		panic(err) // the files are embedded: a wrong name is a mistake in this package
	}
	return string(b)
}

// Busy is how long a process waits for another's transaction, in milliseconds.
const Busy = 60_000

// pageSize is the size of a new file's pages in bytes. With SQLite's usual 4,096 the gaps at the ends of
// pages make a twentieth of a record of imported entries.
const pageSize = 16384

// oldest is the first SQLite whose write-ahead log is free of the bug that could lose a commit
// when several connections checkpoint at once.
var oldest = [3]int{3, 51, 3}

// How many rows insert_many.sql and insert_some.sql take.
const (
	manyRows = 64
	someRows = 8
)

// Store is a record in a SQLite file.
type Store struct {
	path  string
	write *sql.DB // one connection: SQLite has one writer
	read  *sql.DB

	mu     sync.Mutex // one transaction at a time in this process
	conn   *sql.Conn
	begin  *sql.Stmt
	commit *sql.Stmt
	since  *sql.Stmt
	one    *sql.Stmt
	some   *sql.Stmt
	many   *sql.Stmt
	get    *sql.Stmt // these two by readers, on any of their connections
	list   *sql.Stmt
	scrub  bool // erased bytes may be left in the write-ahead log
}

// Open opens the record in the file, making the file if it is not there.
func Open(ctx context.Context, path string) (*Store, error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, fmt.Errorf("open %s: %w", path, err)
	}
	s := &Store{path: path}
	if err := private(path); err != nil {
		return nil, fmt.Errorf("open %s: %w", path, err)
	}
	var err error
	if s.write, err = sql.Open("sqlite", dsn(path, "immediate")); err != nil {
		return nil, fmt.Errorf("open %s: %w", path, err)
	}
	s.write.SetMaxOpenConns(1)
	if s.read, err = sql.Open("sqlite", dsn(path, "deferred")); err != nil {
		return nil, fmt.Errorf("open %s: %w", path, err)
	}
	if err := s.prepare(ctx); err != nil {
		s.Close()
		return nil, fmt.Errorf("open %s: %w", path, err)
	}
	return s, nil
}

// private makes the file, readable by its owner alone, if it is not there. SQLite gives the files
// beside it the same mode.
func private(path string) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE, 0o600)
	if err != nil {
		return err
	}
	return f.Close()
}

// dsn asks for a write-ahead log that is flushed at every commit, and for erased bytes to be
// overwritten. The driver sets the journal mode after the pragmas, of which the page size must come
// first.
func dsn(path, lock string) string {
	q := url.Values{"_txlock": {lock}, "_journal_mode": {"WAL"}}
	for _, p := range []string{
		fmt.Sprintf("busy_timeout(%d)", Busy), fmt.Sprintf("page_size(%d)", pageSize), "synchronous(FULL)", "secure_delete(ON)",
	} {
		q.Add("_pragma", p)
	}
	return "file:" + (&url.URL{Path: path}).EscapedPath() + "?" + q.Encode()
}

func (s *Store) prepare(ctx context.Context) (err error) {
	if s.conn, err = s.write.Conn(ctx); err != nil {
		return err
	}
	var version string
	if err := s.conn.QueryRowContext(ctx, "SELECT sqlite_version()").Scan(&version); err != nil {
		return err
	}
	var got [3]int
	if _, err := fmt.Sscanf(version, "%d.%d.%d", &got[0], &got[1], &got[2]); err != nil || less(got, oldest) {
		return fmt.Errorf("SQLite %s is too old; %d.%d.%d or later is needed", version, oldest[0], oldest[1], oldest[2])
	}
	if err := s.migrate(ctx); err != nil {
		return err
	}
	// Prepared once for the one writing connection, not for each transaction, and once for each that reads.
	type preparer interface {
		PrepareContext(ctx context.Context, query string) (*sql.Stmt, error)
	}
	for _, p := range []struct {
		on   preparer
		text string
		stmt **sql.Stmt
	}{
		{s.conn, "BEGIN IMMEDIATE", &s.begin},
		{s.conn, "COMMIT", &s.commit},
		{s.conn, query("statements"), &s.since},
		{s.conn, query("insert"), &s.one},
		{s.conn, query("insert_some"), &s.some},
		{s.conn, query("insert_many"), &s.many},
		{s.read, query("statement"), &s.get},
		{s.read, query("statements"), &s.list},
	} {
		if *p.stmt, err = p.on.PrepareContext(ctx, p.text); err != nil {
			return err
		}
	}
	// A process may have ended between an erasure and its scrubbing.
	return s.scrubbed(ctx, 0)
}

// scrubWait is how long an erasure waits for readers of what it erased, in milliseconds.
const scrubWait = 2000

// scrubbed empties the write-ahead log, where erased bytes still stand after their pages were
// overwritten. Where a reader holds it, the next transaction tries again.
func (s *Store) scrubbed(ctx context.Context, wait int) error {
	if _, err := s.conn.ExecContext(ctx, fmt.Sprintf("PRAGMA busy_timeout = %d", wait)); err != nil {
		return err
	}
	var busy, pages, moved int
	err := s.conn.QueryRowContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)").Scan(&busy, &pages, &moved)
	s.scrub = err != nil || busy != 0
	_, rerr := s.conn.ExecContext(ctx, fmt.Sprintf("PRAGMA busy_timeout = %d", Busy))
	return rerr
}

func less(a, b [3]int) bool {
	for i := range a {
		if a[i] != b[i] {
			return a[i] < b[i]
		}
	}
	return false
}

var migrations = []string{"001_record"}

func (s *Store) migrate(ctx context.Context) error {
	var done int
	if err := s.conn.QueryRowContext(ctx, "PRAGMA user_version").Scan(&done); err != nil {
		return err
	}
	if done == len(migrations) {
		return nil
	}
	tx, err := s.conn.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback() //nolint:errcheck // after a commit there is nothing to roll back
	// Another process may have been quicker.
	if err := tx.QueryRowContext(ctx, "PRAGMA user_version").Scan(&done); err != nil {
		return err
	}
	if done > len(migrations) {
		return muster.Invalid("store", fmt.Sprintf("this record has layout %d; this release of Muster knows layouts up to %d: use a later release", done, len(migrations)))
	}
	for _, name := range migrations[done:] {
		if _, err := tx.ExecContext(ctx, query(name)); err != nil {
			return fmt.Errorf("migration %s: %w", name, err)
		}
	}
	if _, err := tx.ExecContext(ctx, fmt.Sprintf("PRAGMA user_version = %d", len(migrations))); err != nil {
		return err
	}
	return tx.Commit()
}

// Close closes the file.
func (s *Store) Close() error {
	var errs []error
	if s.scrub && s.conn != nil {
		errs = append(errs, s.scrubbed(context.Background(), scrubWait))
	}
	for _, st := range []*sql.Stmt{s.begin, s.commit, s.since, s.one, s.some, s.many, s.get, s.list} {
		if st != nil {
			errs = append(errs, st.Close())
		}
	}
	if s.conn != nil {
		errs = append(errs, s.conn.Close())
	}
	return errors.Join(append(errs, s.write.Close(), s.read.Close())...)
}

// Append implements record.Store: BEGIN IMMEDIATE is the record's lock.
func (s *Store) Append(ctx context.Context, admit func(record.Tx) error) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, err := s.begin.ExecContext(ctx); err != nil {
		return fmt.Errorf("lock record: %w", err)
	}
	// From here on the transaction is ended whatever becomes of ctx.
	end := context.WithoutCancel(ctx)
	open := true
	defer func() {
		if open { // admit panicked
			s.conn.ExecContext(end, "ROLLBACK") //nolint:errcheck // the panic goes on
		}
	}()
	t := &tx{s: s, ctx: ctx}
	err := admit(t)
	open = false
	if err != nil {
		_, rerr := s.conn.ExecContext(end, "ROLLBACK")
		return errors.Join(err, rerr)
	}
	if _, err := s.commit.ExecContext(end); err != nil {
		// A commit that SQLite could not carry out may leave the transaction open.
		s.conn.ExecContext(end, "ROLLBACK") //nolint:errcheck // the commit's error is the one that matters
		return fmt.Errorf("commit: %w", err)
	}
	if t.erased || s.scrub {
		// What was recorded stands; what could not be scrubbed is tried again.
		return s.scrubbed(end, scrubWait)
	}
	return nil
}

// Size implements record.Store.
func (s *Store) Size(ctx context.Context) (n muster.Seq, err error) {
	err = s.read.QueryRowContext(ctx, query("size")).Scan(&n)
	return n, err
}

// Statements implements record.Store.
func (s *Store) Statements(ctx context.Context, after, upto muster.Seq) iter.Seq2[muster.Statement, error] {
	if upto == 0 {
		upto = math.MaxInt64
	}
	return func(yield func(muster.Statement, error) bool) {
		rows, err := s.list.QueryContext(ctx, int64(after), int64(upto))
		scan(rows, err, yield)
	}
}

func scan(rows *sql.Rows, err error, yield func(muster.Statement, error) bool) {
	if err != nil {
		yield(muster.Statement{}, err)
		return
	}
	defer rows.Close()
	for rows.Next() {
		var st muster.Statement
		if err := rows.Scan(&st.Position, &st.Head, &st.Salt, &st.Body, &st.Hashes); err != nil {
			yield(st, err)
			return
		}
		if !yield(st, nil) {
			return
		}
	}
	if err := rows.Err(); err != nil {
		yield(muster.Statement{}, err)
	}
}

// Statement implements record.Store.
func (s *Store) Statement(ctx context.Context, at muster.Seq) (st muster.Statement, err error) {
	err = s.get.QueryRowContext(ctx, int64(at)).Scan(&st.Position, &st.Head, &st.Salt, &st.Body, &st.Hashes)
	if errors.Is(err, sql.ErrNoRows) {
		return st, muster.Missing(fmt.Sprintf("a statement at position %d", at))
	}
	return st, err
}

// Chunks implements record.Store.
func (s *Store) Chunks(ctx context.Context, digest muster.Hash) iter.Seq2[[]byte, error] {
	return func(yield func([]byte, error) bool) {
		rows, err := s.read.QueryContext(ctx, query("chunks"), digest[:])
		if err != nil {
			yield(nil, err)
			return
		}
		defer rows.Close()
		for want := 0; rows.Next(); want++ {
			var b []byte
			var n int
			err := rows.Scan(&n, &b)
			if err == nil && n != want {
				err = fmt.Errorf("%w: chunk %d stands where chunk %d belongs", record.ErrAltered, n, want)
			}
			if !yield(b, err) || err != nil {
				return
			}
		}
		if err := rows.Err(); err != nil {
			yield(nil, err)
		}
	}
}

// Documents implements record.Store.
func (s *Store) Documents(ctx context.Context) iter.Seq2[muster.Hash, error] {
	return func(yield func(muster.Hash, error) bool) {
		rows, err := s.read.QueryContext(ctx, query("documents"))
		if err != nil {
			yield(muster.Hash{}, err)
			return
		}
		defer rows.Close()
		for rows.Next() {
			var h muster.Hash
			var b []byte
			err := rows.Scan(&b)
			if err == nil && len(b) != len(h) {
				err = fmt.Errorf("a stored document has a digest of %d bytes", len(b))
			}
			copy(h[:], b)
			if !yield(h, err) || err != nil {
				return
			}
		}
		if err := rows.Err(); err != nil {
			yield(muster.Hash{}, err)
		}
	}
}

// Path is the file's path.
func (s *Store) Path() string { return strings.TrimSpace(s.path) }
