package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	_ "modernc.org/sqlite" // the driver the store uses, bare

	"muster"
	"muster/money"
	"muster/node"
	"muster/party"
	"muster/pledge"
	"muster/record"
)

// span is how long one run of a rate lasts.
func (b *bench) span() time.Duration {
	if b.full {
		return 2 * time.Second
	}
	return 700 * time.Millisecond
}

// rate calls f from some writers at once until the span is over: entries a second.
func rate(span time.Duration, writers, each int, f func() error) (float64, error) {
	var done atomic.Int64
	var wg sync.WaitGroup
	errs := make(chan error, writers)
	began := time.Now()
	for range writers {
		wg.Go(func() {
			for time.Since(began) < span {
				if err := f(); err != nil {
					errs <- err
					return
				}
				done.Add(int64(each))
			}
		})
	}
	wg.Wait()
	took := time.Since(began).Seconds()
	select {
	case err := <-errs:
		return 0, err
	default:
		return float64(done.Load()) / took, nil
	}
}

var claims atomic.Int64

// claim is an entry somebody makes by itself, checked by every rule.
func claim() muster.Value {
	n := claims.Add(1)
	return &pledge.Entry{
		Envelope: muster.Envelope{Kind: pledge.KindEntry, By: party.Operator, About: "claims:P" + strconv.FormatInt(n, 10), Audience: muster.Public},
		Event:    pledge.Committed, Party: "de", Type: "military", Date: "2024-07-11",
		Value: &pledge.Value{Amount: decimal(n*7919, 2), Currency: money.Currency("USD")},
	}
}

func claimed(n int) *record.Request {
	r := &record.Request{By: party.Operator}
	for range n {
		r.Values = append(r.Values, claim())
	}
	return r
}

// plain is the same table under the same driver with the same safety, and nothing else.
type plain struct {
	db        *sql.DB
	one, many *sql.Stmt
	row       []any // position, head, salt, body, hashes
	at        int64
}

// manyRows is how many rows the store's own statement for many inserts at a time.
const manyRows = 64

func openPlain(path string, like muster.Statement) (*plain, error) {
	p := &plain{row: []any{nil, like.Head, like.Salt, like.Body, make([]byte, 64)}} // two hashes a row on average
	var err error
	p.db, err = sql.Open("sqlite", "file:"+path+"?_txlock=immediate&_pragma=busy_timeout(60000)&_journal_mode=WAL&_pragma=page_size(16384)&_pragma=synchronous(FULL)&_pragma=secure_delete(ON)")
	if err != nil {
		return nil, err
	}
	p.db.SetMaxOpenConns(1)
	if _, err := p.db.Exec("CREATE TABLE statement (position INTEGER PRIMARY KEY, head BLOB NOT NULL, salt BLOB, body BLOB, hashes BLOB NOT NULL) STRICT"); err != nil {
		return nil, err
	}
	const row = "(?, ?, ?, ?, ?)"
	if p.one, err = p.db.Prepare("INSERT INTO statement VALUES " + row); err != nil {
		return nil, err
	}
	p.many, err = p.db.Prepare("INSERT INTO statement VALUES " + strings.Repeat(row+", ", manyRows-1) + row)
	return p, err
}

func (p *plain) next(args []any) []any {
	p.at++
	args = append(args, p.row...)
	args[len(args)-len(p.row)] = p.at
	return args
}

func (p *plain) single() error {
	_, err := p.one.Exec(p.next(nil)...)
	return err
}

func (p *plain) batch(n int) error {
	tx, err := p.db.Begin()
	if err != nil {
		return err
	}
	defer tx.Rollback() //nolint:errcheck // after a commit there is nothing to roll back
	one, many := tx.Stmt(p.one), tx.Stmt(p.many)
	var args []any
	for n > 0 {
		rows, st := 1, one
		if n >= manyRows {
			rows, st = manyRows, many
		}
		args = args[:0]
		for range rows {
			args = p.next(args)
		}
		if _, err := st.Exec(args...); err != nil {
			return err
		}
		n -= rows
	}
	return tx.Commit()
}

func (b *bench) appends() error {
	if err := removeAll(b.file("append"), b.file("plain.db"), b.file("plain.db-wal"), b.file("plain.db-shm")); err != nil {
		return err
	}
	n, err := node.Open(b.ctx, node.Config{Data: b.file("append")})
	if err != nil {
		return err
	}
	defer n.Close()
	if _, err := n.Log.Record(b.ctx, claimed(1)); err != nil {
		return err
	}
	like, err := n.Store.Statement(b.ctx, n.State.Durable())
	if err != nil {
		return err
	}
	p, err := openPlain(b.file("plain.db"), like)
	if err != nil {
		return err
	}
	defer p.db.Close()
	record := func(each int) func() error { return recorder(b.ctx, n.Log, each) }

	l := b.add("a", "SQLite store, one writer of single statements; peer: plain one-row commits, same driver", "entries/s", atLeast(0.8))
	err = l.alternate(b.runs, func() (float64, error) { return rate(b.span(), 1, 1, record(1)) },
		func() (float64, error) { return rate(b.span(), 1, 1, p.single) })
	if err != nil {
		return err
	}
	l = b.add("a", "SQLite store, requests of 1000; peer: plain batches of 1000, same driver", "entries/s", atLeast(0.5))
	err = l.alternate(b.runs, func() (float64, error) { return rate(b.span(), 1, 1000, record(1000)) },
		func() (float64, error) { return rate(b.span(), 1, 1000, func() error { return p.batch(1000) }) })
	if err != nil {
		return err
	}
	const many = "SQLite store, 64 writers of single statements; peer: raw group commit to a file, 300 B an entry, "
	for _, how := range []struct {
		name    string
		batched bool
		goal    goal
	}{
		{"one write an entry, one flush a group", false, atLeast(0.5)},
		{"one write and one flush a group", true, goal{}},
	} {
		g, err := openGroupFile(b.file("group"), 256<<20, how.batched)
		if err != nil {
			return err
		}
		l := b.add("a", many+how.name, "entries/s", how.goal)
		err = l.alternate(b.runs, func() (float64, error) { return rate(b.span(), 64, 1, record(1)) },
			func() (float64, error) { return rate(b.span(), 64, 1, g.append) })
		if err = errors.Join(err, g.Close()); err != nil {
			return err
		}
	}
	return nil
}

func recorder(ctx context.Context, log *record.Log, each int) func() error {
	return func() error {
		_, err := log.Record(ctx, claimed(each))
		return err
	}
}

// groupFile is the least that a durable group commit does: writers lay their entries down, and one
// goroutine flushes once for all that have come. Batched, it also writes them, all at once.
type groupFile struct {
	f       *os.File
	batched bool
	size    int64
	at      int64
	mu      sync.Mutex
	waiting []byte
	done    chan struct{} // closed when what waits is durable
	wake    chan struct{}
	err     error
	entry   [300]byte
}

// openGroupFile makes a file whose blocks are laid out beforehand.
func openGroupFile(path string, size int64, batched bool) (*groupFile, error) {
	f, err := os.Create(path)
	if err != nil {
		return nil, err
	}
	zero := make([]byte, 1<<20)
	for at := int64(0); at < size; at += int64(len(zero)) {
		if _, err := f.WriteAt(zero, at); err != nil {
			return nil, err
		}
	}
	if err := f.Sync(); err != nil {
		return nil, err
	}
	g := &groupFile{f: f, batched: batched, size: size, done: make(chan struct{}), wake: make(chan struct{}, 1)}
	go g.flush()
	return g, nil
}

func (g *groupFile) append() error {
	g.mu.Lock()
	if g.batched {
		g.waiting = append(g.waiting, g.entry[:]...)
	} else {
		g.write(g.entry[:])
	}
	done := g.done
	g.mu.Unlock()
	select {
	case g.wake <- struct{}{}:
	default:
	}
	<-done
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.err
}

// write goes on where the last one ended.
func (g *groupFile) write(b []byte) {
	if g.at+int64(len(b)) > g.size {
		g.at = 0
	}
	if _, err := g.f.WriteAt(b, g.at); err != nil {
		g.err = fmt.Errorf("group file: %w", err)
	}
	g.at += int64(len(b))
}

func (g *groupFile) flush() {
	var spare []byte
	for range g.wake {
		g.mu.Lock()
		group, done := g.waiting, g.done
		g.waiting, g.done = spare[:0], make(chan struct{})
		g.mu.Unlock()
		if g.batched {
			g.write(group) // nobody else writes
		}
		spare = group
		err := syscall.Fdatasync(int(g.f.Fd()))
		if err != nil {
			g.mu.Lock()
			g.err = fmt.Errorf("group file: %w", err)
			g.mu.Unlock()
		}
		close(done)
	}
}

func (g *groupFile) Close() error {
	close(g.wake)
	return g.f.Close()
}
