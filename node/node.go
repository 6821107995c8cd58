// Package node puts a Muster together: configuration, store, what stands, and the log that admits.
// It is the one place that knows the clock.
package node

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"muster"
	"muster/parts"
	"muster/party"
	"muster/record"
	"muster/seal"
	"muster/standing"
	"muster/store/postgres"
	"muster/store/sqlite"
)

// Version is the release; the linker sets it.
var Version = "development"

// Config says where a record lies.
type Config struct {
	Data  string // folder of the record, its key and its snapshot
	Store string // "postgres://…" for a record in PostgreSQL; empty: a SQLite file in Data
	Bare  bool   // begin a fresh record without parties, groups, methods and pledges
	// ReadOnly opens for reading: a record that is not there is missing, not begun.
	ReadOnly bool
	// Existing opens for adding to a record that is there already.
	Existing bool
	// Rebuild passes the snapshot over and folds from the first statement.
	Rebuild bool
	Log     *slog.Logger
}

// Node is an open record.
type Node struct {
	cfg      Config
	Store    record.Store
	State    *standing.State
	Log      *record.Log
	Began    bool // opening it began it
	key      *seal.Key
	opened   muster.Seq       // position of the snapshot it started from
	changes  changes          // between editions, for the pages
	checking checking         // of the whole record, for the pages
	waiting  waiting          // files to be imported
	replying sheets[*replied] // filled-in sheets of asks
	listing  sheets[*brought] // lists of offers and requirements
	boards   boards           // of coordination, as laid out last
	planning planning         // the reasons of a plan, for the pages
	log      *slog.Logger
	finder   finder
}

// The files beside a record.
const (
	recordFile   = "record.db"
	keyFile      = "key"
	snapshotFile = "snapshot"
	headFile     = "head"
)

// snapshotEvery is how many statements beyond a snapshot are folded again rather than saved anew.
const snapshotEvery = 2000

func now() time.Time { return time.Now().UTC() }

// Today is the day by the node's clock.
func Today() muster.Day { return muster.DayOf(now()) }

// Open opens a record, or begins one.
func Open(ctx context.Context, cfg Config) (*Node, error) {
	n := &Node{cfg: cfg, log: cfg.Log, finder: newFinder()}
	if n.log == nil {
		n.log = slog.New(slog.DiscardHandler)
	}
	if err := n.openStore(ctx); err != nil {
		return nil, err
	}
	if err := n.start(ctx); err != nil {
		return nil, errors.Join(err, n.Store.Close())
	}
	return n, nil
}

// Exists says whether there is a record with at least one statement.
func Exists(ctx context.Context, cfg Config) (bool, error) {
	n := &Node{cfg: cfg}
	if cfg.Store == "" {
		if st, err := os.Stat(n.path(recordFile)); os.IsNotExist(err) || err == nil && st.Size() == 0 {
			return false, nil
		}
	}
	if err := n.openStore(ctx); err != nil {
		return false, err
	}
	size, err := n.Store.Size(ctx)
	return size > 0, errors.Join(err, n.Store.Close())
}

func (n *Node) openStore(ctx context.Context) (err error) {
	switch {
	case IsPostgres(n.cfg.Store):
		n.Store, err = postgres.Open(ctx, n.cfg.Store)
	case n.cfg.Store != "":
		return muster.Invalid("store", fmt.Sprintf("found %q; accepted is postgres://…, or nothing for a SQLite file in the data folder", n.cfg.Store))
	default:
		if st, err := os.Stat(n.cfg.Data); err == nil && !st.IsDir() {
			return muster.Invalid("data", n.cfg.Data+" is a file; a record lies in a folder")
		}
		path := filepath.Join(n.cfg.Data, recordFile)
		if _, serr := os.Stat(path); (n.cfg.ReadOnly || n.cfg.Existing) && os.IsNotExist(serr) {
			return muster.Invalid("data", fmt.Sprintf("there is no record in %s: 'muster init' begins one, and so does 'muster import'", n.cfg.Data))
		}
		n.Store, err = sqlite.Open(ctx, path)
	}
	if err != nil {
		return fmt.Errorf("open store: %w", err)
	}
	return nil
}

func (n *Node) start(ctx context.Context) error {
	size, err := n.Store.Size(ctx)
	if err != nil {
		return fmt.Errorf("open store: %w", err)
	}
	if size == 0 && (n.cfg.ReadOnly || n.cfg.Existing) {
		return muster.Invalid("data", "this record is empty: 'muster init' begins it, and so does 'muster import'")
	}
	n.State = parts.State()
	if !n.cfg.Rebuild {
		n.loadSnapshot(ctx)
	}
	if n.Log, err = record.NewLog(ctx, n.Store, n.State, now); err != nil {
		return err
	}
	if size == 0 {
		if err := n.begin(ctx); err != nil {
			n.Log.Close()
			return err
		}
	}
	if err := n.loadKey(); err != nil {
		n.Log.Close()
		return err
	}
	return nil
}

func (n *Node) path(name string) string { return filepath.Join(n.cfg.Data, name) }

func (n *Node) loadSnapshot(ctx context.Context) {
	read := record.ReadHash(ctx, n.Store)
	err := n.State.LoadSnapshot(n.path(snapshotFile), func(at muster.Seq) (muster.Hash, error) {
		f, err := seal.FrontierAt(at, read)
		if err != nil {
			return muster.Hash{}, err
		}
		return f.Root(), nil
	})
	if err == nil {
		n.opened = n.State.Durable()
		return
	}
	if !errors.Is(err, os.ErrNotExist) {
		n.log.Info("the snapshot is rebuilt", "why", err)
	}
	n.State = parts.State()
}

// begin writes the first statements of a record: what it is, and unless it is bare what every
// record begins with.
func (n *Node) begin(ctx context.Context) error {
	if _, err := os.Stat(n.path(keyFile)); err == nil {
		if err := n.Log.CatchUp(ctx); err != nil || n.State.Durable() > 0 {
			return err // another process was quicker
		}
		return muster.Invalid("data", fmt.Sprintf("%s holds the signing key of another record: choose another folder, or move the key away", n.cfg.Data))
	}
	id := newRecordID()
	// The key waits beside its place until the record says that it is the one: several processes
	// may begin a record at once, and one may die on the way.
	waiting := n.path(keyFile) + "." + id
	key, err := seal.NewKey(waiting, id)
	if err != nil {
		return err
	}
	values := []muster.Value{&record.Open{
		Envelope: muster.Envelope{Kind: record.KindOpen, By: party.Operator, Audience: muster.Public},
		Record:   id, Title: "Assistance as parties say it", Key: key.Verifier(), Made: Version,
	}}
	if !n.cfg.Bare {
		seed, err := parts.Seed()
		if err != nil {
			return err
		}
		values = append(values, seed...)
	}
	_, err = n.Log.Record(ctx, &record.Request{By: party.Operator, Values: values})
	if err == nil {
		n.Began = true
		return n.placeFirst(waiting)
	}
	if refusals := muster.Refusals(err); len(refusals) == 1 && refusals[0].Field == "record" {
		os.Remove(waiting)        //nolint:errcheck // it signs nothing
		return n.Log.CatchUp(ctx) // another process was quicker
	}
	return fmt.Errorf("begin record: %w", err)
}

// newRecordID is ten letters and digits, none of which is read for another.
func newRecordID() string {
	const letters = "abcdefghjkmnpqrstuvwxyz23456789"
	b := make([]byte, 10)
	rand.Read(b) //nolint:errcheck // never fails
	for i, x := range b {
		b[i] = letters[int(x)%len(letters)]
	}
	return string(b)
}

// Close signs the head, keeps a snapshot if much was recorded, and closes the record.
func (n *Node) Close() error {
	n.Log.Close()
	var errs []error
	size, root := n.Log.Head()
	if !n.cfg.ReadOnly {
		errs = append(errs, n.writeHead(size, root))
	}
	if size >= n.opened+snapshotEvery {
		if err := n.State.SaveSnapshot(n.path(snapshotFile), root); err != nil {
			n.log.Warn("no snapshot was kept", "why", err) // it only makes the next start slower
		}
	}
	return errors.Join(append(errs, n.Store.Close())...)
}

// Checkpoint signs the tree head as of now. Without a key it is unsigned text.
func (n *Node) Checkpoint(size muster.Seq, root muster.Hash) (string, error) {
	c := seal.Checkpoint{Origin: seal.Origin(n.Log.ID()), Size: size, Root: root}
	if n.key == nil {
		return c.Text(), nil
	}
	b, err := n.key.Sign(c)
	return string(b), err
}

// writeHead keeps the signed head beside the database, so that a copy of the database alone does
// not carry it.
func (n *Node) writeHead(size muster.Seq, root muster.Hash) error {
	if n.key == nil || size == 0 {
		return nil
	}
	text, err := n.Checkpoint(size, root)
	if err != nil {
		return err
	}
	if old, err := os.ReadFile(n.path(headFile)); err == nil {
		if c, err := seal.ReadCheckpoint(old); err == nil && c.Size >= size {
			return nil
		}
	}
	tmp := n.path(headFile) + ".new"
	if err := os.WriteFile(tmp, []byte(text), 0o600); err != nil {
		os.Remove(tmp) //nolint:errcheck // half a head helps nobody
		return fmt.Errorf("keep head: %w", err)
	}
	return os.Rename(tmp, n.path(headFile))
}

// Root is the root over the first statements.
func (n *Node) Root(ctx context.Context, at muster.Seq) (muster.Hash, error) {
	f, err := seal.FrontierAt(at, n.Log.ReadHash(ctx))
	if err != nil {
		return muster.Hash{}, err
	}
	return f.Root(), nil
}

// Time is when the statement at a position was recorded.
func (n *Node) Time(ctx context.Context, at muster.Seq) (time.Time, error) {
	st, err := n.Store.Statement(ctx, at)
	if err != nil {
		return time.Time{}, err
	}
	h, err := muster.ParseHead(st.Head)
	return h.At, err
}
