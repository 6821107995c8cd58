package record

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"

	"muster"
	"muster/seal"
)

// State is what admission needs of what stands: to check a statement against everything before
// it, to take it in, and to take it back.
type State interface {
	// Known is the position of the last statement taken in.
	Known() muster.Seq
	// Fold takes in a statement that was recorded. An unknown kind or version is an error.
	Fold(muster.Statement) error
	// Admit checks a new statement and, if it may be recorded, takes it in.
	Admit(muster.Value, muster.Head, muster.Seq) error
	// Mark remembers where the state is; marks nest.
	Mark() int
	// Rollback takes the state back to a mark.
	Rollback(mark int)
	// Keep forgets all marks: what was taken in is durable up to Known.
	Keep()
	// Kept returns how a document is kept, by its digest in hexadecimal.
	Kept(digest string) (k Kept, ok bool)
	// Answered returns the first request of a party with this key.
	Answered(by muster.PartyID, key string) (a Answer, ok bool)
}

// Kept is how a document is kept.
type Kept struct {
	Packed string // SHA-256 over its stored chunks, hex
	Chunks int
	Size   int64
}

// Answer is what a request got.
type Answer struct {
	Input       string     // SHA-256 of the input, hex
	First, Last muster.Seq // positions of its statements; Last < First where it made none
}

// Request is what a caller wants recorded: all of it or nothing.
type Request struct {
	By     muster.PartyID
	Key    string // idempotency key, scoped to By; empty for none
	Input  string // SHA-256 of the input, hex; needed with Key
	DryRun bool   // do everything but the recording
	// Values are the statements, where they do not depend on what stands.
	Values []muster.Value
	// Make writes the statements under the record's lock, seeing all that stands then.
	Make func(*Writer) error
}

// Receipt says where a request's statements stand.
type Receipt struct {
	First, Last muster.Seq // Last < First where nothing was recorded
	Again       bool       // the same request had been answered before
}

// Log admits requests to a record: one goroutine takes all that wait, checks them in order and
// commits them together.
type Log struct {
	store Store
	state State
	clock func() time.Time
	queue chan *pending
	done  chan struct{}

	waiting atomic.Int32 // requests queued or under way
	closing sync.RWMutex // held for reading while a request is queued
	closed  bool

	mu       sync.Mutex // held while a group is admitted or the state is caught up
	record   string
	tree     *seal.Frontier
	lastTime time.Time
}

type pending struct {
	req    *Request
	sealed []prepared // of Values
	ctx    context.Context
	answer chan error
	rec    Receipt
	head   []byte // the first head it wrote, to find out what became of it
}

// maxGroup bounds how many requests are committed together.
const maxGroup = 1024

// lookUpWait bounds how long it is tried to find out what became of a failed commit.
const lookUpWait = time.Minute

// ErrClosed answers requests made after Close.
var ErrClosed = errors.New("this record was closed")

// NewLog opens a record for reading and appending: it takes in all that the store has beyond what
// state knows. Close ends it. The clock is handed in; it is asked once for each statement.
func NewLog(ctx context.Context, store Store, state State, clock func() time.Time) (*Log, error) {
	l := &Log{store: store, state: state, clock: clock, queue: make(chan *pending, maxGroup), done: make(chan struct{})}
	if known := state.Known(); known > 0 {
		st, err := store.Statement(ctx, known)
		if err != nil {
			return nil, fmt.Errorf("open record: %w", err)
		}
		if err := l.enter(st); err != nil {
			return nil, err
		}
	}
	tree, err := seal.FrontierAt(state.Known(), l.ReadHash(ctx))
	if err != nil {
		return nil, fmt.Errorf("open record: %w", err)
	}
	l.tree = tree
	if err := l.CatchUp(ctx); err != nil {
		return nil, fmt.Errorf("open record: %w", err)
	}
	go l.run()
	return l, nil
}

// Close waits for the requests under way and stops. It does not close the store.
func (l *Log) Close() {
	l.closing.Lock()
	if !l.closed {
		l.closed = true
		close(l.queue)
	}
	l.closing.Unlock()
	<-l.done
}

// ReadHash reads tree hashes from the store.
func (l *Log) ReadHash(ctx context.Context) seal.Reader { return ReadHash(ctx, l.store) }

// ReadHash reads tree hashes from a store's rows.
func ReadHash(ctx context.Context, s Store) seal.Reader {
	return func(at muster.Seq, level int) (h muster.Hash, err error) {
		st, err := s.Statement(ctx, at)
		if err != nil {
			return h, err
		}
		if len(st.Hashes) < (level+1)*len(h) {
			return h, fmt.Errorf("statement at position %d has %d bytes of tree hashes, too few", at, len(st.Hashes))
		}
		copy(h[:], st.Hashes[level*len(h):])
		return h, nil
	}
}

// ID is the record's id; empty until its first statement.
func (l *Log) ID() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.record
}

// Head is the number of statements taken in and the root over them.
func (l *Log) Head() (muster.Seq, muster.Hash) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.tree.Size(), l.tree.Root()
}

// CatchUp takes in what other processes recorded.
func (l *Log) CatchUp(ctx context.Context) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.catchUp(ctx)
}

func (l *Log) catchUp(ctx context.Context) error {
	for st, err := range l.store.Statements(ctx, l.state.Known(), 0) {
		if err != nil {
			return err
		}
		if err := l.take(st); err != nil {
			return err
		}
	}
	l.state.Keep()
	return nil
}

// take takes in a recorded statement: tree, clock, state.
func (l *Log) take(st muster.Statement) error {
	if st.Position != l.tree.Size()+1 {
		return fmt.Errorf("statement at position %d follows on %d", st.Position, l.tree.Size())
	}
	if err := l.enter(st); err != nil {
		return err
	}
	var buf [64 * 32]byte
	got := l.tree.Append(buf[:0], seal.Leaf(st.Head))
	if string(got) != string(st.Hashes) {
		l.tree.Back()
		return fmt.Errorf("statement at position %d: its tree hashes are not those of its head; run 'muster verify'", st.Position)
	}
	if err := l.state.Fold(st); err != nil {
		// The tree stays with the state, so that the next try meets the same statement.
		l.tree.Back()
		return fmt.Errorf("statement at position %d: %w", st.Position, err)
	}
	return nil
}

// enter keeps what the next statement's head depends on.
func (l *Log) enter(st muster.Statement) error {
	h, err := muster.ParseHead(st.Head)
	if err != nil {
		return fmt.Errorf("statement at position %d: %w", st.Position, err)
	}
	record, _, err := h.ID.Split()
	if err != nil {
		return fmt.Errorf("statement at position %d: %w", st.Position, err)
	}
	if l.record == "" {
		l.record = record
	}
	l.lastTime = h.At
	return nil
}

// Record records a request and returns when it is durable. A refusal is a *muster.Error, several
// are joined; anything else is a fault and nothing is known to be recorded.
func (l *Log) Record(ctx context.Context, req *Request) (Receipt, error) {
	if req.Key != "" && req.Input == "" {
		return Receipt{}, muster.Invalid("key", "an idempotency key needs the digest of the input it belongs to")
	}
	if len(req.Values) > 0 && req.Key != "" {
		req.Values[0].Common().Request = &muster.Request{Key: req.Key, Input: req.Input, Statements: len(req.Values)}
	}
	p := &pending{req: req, ctx: ctx, answer: make(chan error, 1)}
	var err error
	if p.sealed, err = prepareAll(req.Values); err != nil {
		return Receipt{}, err
	}
	if err := l.enqueue(p); err != nil {
		return Receipt{}, err
	}
	// From here on the request may be recorded, so its answer is waited for even if ctx ends.
	err = <-p.answer
	l.waiting.Add(-1)
	return p.rec, err
}

func (l *Log) enqueue(p *pending) error {
	l.closing.RLock()
	defer l.closing.RUnlock()
	if l.closed {
		return ErrClosed
	}
	// Where nobody else waits, waking the goroutine that commits would take longer than to commit.
	if l.waiting.Add(1) == 1 && l.mu.TryLock() {
		l.commitHere(p)
		return nil
	}
	select {
	case l.queue <- p:
		return nil
	case <-p.ctx.Done():
		l.waiting.Add(-1)
		return p.ctx.Err()
	}
}

// commitHere commits one request in its caller's goroutine. The lock is held.
func (l *Log) commitHere(p *pending) {
	defer l.mu.Unlock()
	defer func() {
		// A panic ends the process, as it does in run, whoever would recover from it: what stands may be
		// half changed.
		if why := recover(); why != nil {
			stack := debug.Stack()
			go func() { panic(fmt.Sprintf("%v\n%s", why, stack)) }()
			select {}
		}
	}()
	l.commit([]*pending{p})
}

func (l *Log) run() {
	defer close(l.done)
	for p := range l.queue {
		group := l.gather(p)
		l.mu.Lock()
		l.commit(group)
		l.mu.Unlock()
	}
}

// gather makes a group of all requests that wait. Writers that were just answered come back at once with
// their next: they are let run first, or there would be two half groups taking turns.
func (l *Log) gather(first *pending) []*pending {
	group := []*pending{first}
	for yielded := false; len(group) < maxGroup; {
		select {
		case p, ok := <-l.queue:
			if !ok {
				return group
			}
			group, yielded = append(group, p), false
		default:
			if yielded {
				return group
			}
			runtime.Gosched()
			yielded = true
		}
	}
	return group
}

// commit admits and commits a group, and answers each of its requests. The lock is held.
func (l *Log) commit(group []*pending) {
	ctx := context.WithoutCancel(group[0].ctx)
	var durable muster.Seq
	var tree seal.Frontier
	var last time.Time
	var id string
	verdicts := make([]error, len(group))
	began := false
	err := l.store.Append(ctx, func(tx Tx) error {
		for st, err := range tx.Statements(l.state.Known()) {
			if err != nil {
				return err
			}
			if err := l.take(st); err != nil {
				return err
			}
		}
		l.state.Keep()
		durable, tree, last, id, began = l.state.Known(), *l.tree, l.lastTime, l.record, true
		l.state.Mark()
		return l.admit(tx, group, verdicts)
	})
	if err == nil {
		l.state.Keep()
	} else if began {
		l.state.Rollback(0)
		*l.tree, l.lastTime, l.record = tree, last, id
		if !errors.Is(err, errNothing) {
			l.lookUp(ctx, durable, group, verdicts, err)
		}
	} else {
		for i := range verdicts {
			verdicts[i] = err
		}
	}
	for i, p := range group {
		p.answer <- verdicts[i]
	}
}

// errNothing ends a transaction in which nothing was written: all refused, answered before, or
// dry runs.
var errNothing = errors.New("nothing to record")

func (l *Log) admit(tx Tx, group []*pending, verdicts []error) error {
	w := &Writer{log: l, tx: tx}
	defer w.settle() //nolint:errcheck // after a fault, which is what counts, nothing may use the transaction any more
	for i, p := range group {
		mark, tree, last := l.state.Mark(), *l.tree, l.lastTime
		w.begin(p)
		err := w.admit()
		if w.fault != nil {
			return w.fault
		}
		if err != nil || p.req.DryRun {
			l.state.Rollback(mark)
			*l.tree, l.lastTime = tree, last
			if ferr := w.takeBack(); ferr != nil {
				return ferr
			}
		}
		verdicts[i] = err
	}
	if err := w.flush(); err != nil {
		return err
	}
	if w.written == 0 {
		return errNothing
	}
	return nil
}
