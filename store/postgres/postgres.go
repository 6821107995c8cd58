// Package postgres keeps a record in one schema of a PostgreSQL database. Several nodes may use one
// record at a time.
package postgres

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"io"
	"net"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"

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

// lockClass is the upper half of a record's lock, so that it meets no other program's: "must" in
// ASCII. The lower half is the statement table's own number in its database.
const lockClass = 0x6d757374

// leastConnections lets readers hold some while a writer waits, unless the address says otherwise.
const leastConnections = 8

// Store is a record in a schema.
type Store struct {
	pool *pgxpool.Pool
	lock int64
}

// Open opens the record in the first schema of the search path, making its tables if they are not
// there. The address is a URL (postgres://user@host/database?search_path=schema) or keywords.
func Open(ctx context.Context, address string) (*Store, error) {
	config, err := pgxpool.ParseConfig(address)
	if err != nil {
		return nil, muster.Invalid("store", fmt.Sprintf("this is no address of a PostgreSQL database: %v; accepted is postgres://user@host:port/database", err))
	}
	config.AfterConnect = session
	config.MaxConns = max(config.MaxConns, leastConnections)
	pool, err := pgxpool.NewWithConfig(ctx, config)
	if err != nil {
		return nil, fmt.Errorf("open record: %w", err)
	}
	s := &Store{pool: pool}
	if err := s.prepare(ctx); err != nil {
		pool.Close()
		return nil, fmt.Errorf("open record: %w", err)
	}
	return s, nil
}

// session makes every connection flush at commit, and refuses a server that never flushes.
func session(ctx context.Context, c *pgx.Conn) error {
	var commit, fsync, idle, interval, count string
	if err := c.QueryRow(ctx, query("session")).Scan(&commit, &fsync, &idle, &interval, &count); err != nil {
		return err
	}
	if commit != "on" || fsync != "on" {
		return muster.Invalid("store", fmt.Sprintf("this server has synchronous_commit %s and fsync %s; both must be on, or what was acknowledged could be lost", commit, fsync))
	}
	return nil
}

var migrations = []string{"001_record"}

func (s *Store) prepare(ctx context.Context) error {
	var schema *string
	if err := s.pool.QueryRow(ctx, query("schema")).Scan(&schema); err != nil {
		return err
	}
	if schema == nil {
		return muster.Invalid("store", "the search path names no schema that exists; create it first (CREATE SCHEMA), or leave search_path out")
	}
	if err := pgx.BeginTxFunc(ctx, s.pool, readCommitted, func(t pgx.Tx) error { return migrate(ctx, t) }); err != nil {
		return err
	}
	var table int64
	if err := s.pool.QueryRow(ctx, query("record_oid")).Scan(&table); err != nil {
		return err
	}
	s.lock = lockClass<<32 | table
	return nil
}

func migrate(ctx context.Context, t pgx.Tx) error {
	for _, q := range []string{"lock_layout", "layout"} {
		if _, err := t.Exec(ctx, query(q)); err != nil {
			return err
		}
	}
	var done int
	if err := t.QueryRow(ctx, query("layout_version")).Scan(&done); err != nil {
		return err
	}
	if done > len(migrations) {
		return muster.Invalid("store", fmt.Sprintf("this record has layout %d; this release of Muster knows layouts up to %d: use a later release", done, len(migrations)))
	}
	for i, name := range migrations[done:] {
		if _, err := t.Exec(ctx, query(name)); err != nil {
			return fmt.Errorf("migration %s: %w", name, err)
		}
		if _, err := t.Exec(ctx, query("layout_add"), done+i+1); err != nil {
			return fmt.Errorf("migration %s: %w", name, err)
		}
	}
	return nil
}

// Close closes all connections.
func (s *Store) Close() error {
	s.pool.Close()
	return nil
}

var readCommitted = pgx.TxOptions{IsoLevel: pgx.ReadCommitted, AccessMode: pgx.ReadWrite}

// Append implements record.Store: the lock is an advisory one that the transaction holds to its end.
func (s *Store) Append(ctx context.Context, admit func(record.Tx) error) error {
	var t pgx.Tx
	err := again(ctx, func() (err error) { t, err = s.begin(ctx); return err })
	if err != nil {
		return fmt.Errorf("lock record: %w", err)
	}
	// From here on the transaction is ended whatever becomes of ctx. After a commit, or where the
	// connection is gone, this does nothing.
	end := context.WithoutCancel(ctx)
	defer func() {
		end, cancel := context.WithTimeout(end, rollbackWait)
		defer cancel()
		t.Rollback(end) //nolint:errcheck // what is not committed is not there
	}()
	if err := admit(&tx{ctx: ctx, tx: t}); err != nil {
		return err
	}
	if err := t.Commit(end); err != nil {
		return fmt.Errorf("commit: %w", err)
	}
	return nil
}

// rollbackWait is how long a rollback may take before the connection is given up.
const rollbackWait = 10 * time.Second

func (s *Store) begin(ctx context.Context) (pgx.Tx, error) {
	t, err := s.pool.BeginTx(ctx, readCommitted)
	if err != nil {
		return nil, err
	}
	if _, err := t.Exec(ctx, query("lock"), s.lock); err != nil {
		end, cancel := context.WithTimeout(context.WithoutCancel(ctx), rollbackWait)
		defer cancel()
		return nil, errors.Join(err, t.Rollback(end))
	}
	return t, nil
}

// A connection can be lost between two uses, and a server that restarts refuses new ones for a
// while; what has changed nothing yet is tried again.
const (
	tries    = 60
	tryAfter = 250 * time.Millisecond
)

// again repeats what changes nothing until it does not meet a lost connection.
func again(ctx context.Context, act func() error) error {
	for n := 1; ; n++ {
		err := act()
		if err == nil || n == tries || ctx.Err() != nil || !lost(err) {
			return err
		}
		wait := time.NewTimer(tryAfter)
		select {
		case <-wait.C:
		case <-ctx.Done():
			wait.Stop()
			return err
		}
	}
}

// lost reports whether an error says that the connection ended or could not be made for now. The
// codes of class 57P are sent by a server that stops, crashed or starts; 08 is any broken connection.
func lost(err error) bool {
	var said *pgconn.PgError
	if errors.As(err, &said) {
		return len(said.Code) == 5 && (said.Code[:3] == "57P" || said.Code[:2] == "08")
	}
	var connect *pgconn.ConnectError
	var network net.Error
	return pgconn.SafeToRetry(err) || errors.As(err, &connect) || errors.As(err, &network) && !errors.Is(err, context.DeadlineExceeded) ||
		errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) || errors.Is(err, net.ErrClosed)
}
