package record

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"time"

	"muster"
	"muster/seal"
)

// batchSize is how many statements are handed to the store at a time.
const batchSize = 128

// Writer writes one request's statements under the record's lock.
type Writer struct {
	log     *Log
	tx      Tx
	p       *pending
	start   muster.Seq // the position before the request
	batch   []muster.Statement
	behind  *inserter        // stores full batches while the next one is admitted; nil until there is one
	first   *muster.Envelope // of the request's first statement
	put     []muster.Hash    // documents this request stored
	erase   []func() error   // done once the request is admitted
	written int              // statements of requests that stand
	fault   error            // the store's or the encoder's; ends the group
}

func (w *Writer) begin(p *pending) {
	w.p, w.start, w.put, w.erase = p, w.log.tree.Size(), w.put[:0], nil
}

// ID is the id that the i-th statement of this request has, counting from 0.
func (w *Writer) ID(i int) muster.ID { return muster.NewID(w.log.record, uint64(w.start)+uint64(i)+1) }

// Len is the number of statements written so far.
func (w *Writer) Len() int { return int(w.log.tree.Size() - w.start) }

// Add writes a statement: checks it against all that stands, takes it in and seals it. A refusal
// must be returned by Make, and the whole request is then taken back.
func (w *Writer) Add(v muster.Value) error {
	if err := w.checkKeyed(v); err != nil {
		return w.broken(err)
	}
	var s [1]prepared
	if _, err := prepareSome([]muster.Value{v}, s[:]); err != nil {
		return w.broken(err)
	}
	return w.add(s[0])
}

// checkKeyed finds a first statement that does not name its request's key.
func (w *Writer) checkKeyed(v muster.Value) error {
	if w.Len() == 0 && w.p.req.Key != "" && v.Common().Request == nil {
		return errors.New("a request with a key that writes under the lock names its key in its first statement")
	}
	return nil
}

// Put stores a document and the statement that announces it. One that is kept already is refused.
func (w *Writer) Put(d *Document, by muster.PartyID) error {
	said := d.Stated(by)
	if _, ok := w.log.state.Kept(said.Digest); ok {
		return muster.Conflict("digest", "the document "+said.Digest+" is kept already")
	}
	return w.Bring(d, said)
}

// Bring stores a document with the statement that announces it, as Stated made it and its speaker filled it
// in. What is kept already is stated again over the bytes that are there: who brings a file is told by
// nothing whether somebody else did.
func (w *Writer) Bring(d *Document, said *DocumentStated) error {
	k, again := w.log.state.Kept(said.Digest)
	if again {
		said.Packed, said.Chunks = k.Packed, k.Chunks // another release may pack the same bytes otherwise
	}
	if err := w.Add(said); err != nil || again {
		return err
	}
	if err := w.settle(); err != nil {
		return w.broken(err)
	}
	for n, c := range d.chunks {
		if err := w.tx.PutChunk(d.Digest, n, c); err != nil {
			return w.broken(fmt.Errorf("store document %s: %w", d.Name, err))
		}
	}
	w.put = append(w.put, d.Digest)
	return nil
}

// EraseStatement takes a statement's body out of the record once the request is admitted; the
// statement that says so is added by the caller with Add.
func (w *Writer) EraseStatement(at muster.Seq) {
	w.erase = append(w.erase, func() error { return w.tx.Erase(at) })
}

// EraseDocument takes a document's bytes out of the record once the request is admitted.
func (w *Writer) EraseDocument(digest muster.Hash) {
	w.erase = append(w.erase, func() error { return w.tx.DropDocument(digest) })
}

// TakeOut takes out what a statement says is erased, once the request is admitted; the statement is added
// by the caller with Add.
func (w *Writer) TakeOut(e *Erase) error {
	if e.Document != "" {
		digest, err := muster.ParseDigest(e.Document)
		if err != nil {
			return muster.Invalid("document", err.Error())
		}
		w.EraseDocument(digest)
	}
	if e.Statement != "" {
		_, n, err := e.Statement.Split()
		if err != nil {
			return muster.Invalid("statement", err.Error())
		}
		w.EraseStatement(muster.Seq(n)) // until records are merged a counter is a position; Add checks the rest
	}
	return nil
}

// broken keeps a fault, which ends the whole group, apart from a refusal, which ends a request.
func (w *Writer) broken(err error) error {
	var refusal *muster.Error
	if err != nil && !errors.As(err, &refusal) && w.fault == nil {
		w.fault = err
	}
	return err
}

func (w *Writer) admit() error {
	req := w.p.req
	if req.Key != "" {
		if a, ok := w.log.state.Answered(req.By, req.Key); ok {
			if a.Input != req.Input {
				return muster.Conflict("key", fmt.Sprintf("the key %q was used before with another input; use a new key for a new request", req.Key))
			}
			w.p.rec = Receipt{First: a.First, Last: a.Last, Again: true}
			return nil
		}
	}
	for i, s := range w.p.sealed {
		if err := w.add(s); err != nil {
			return fmt.Errorf("statement %d of %d: %w", i+1, len(w.p.sealed), err)
		}
	}
	if req.Make != nil {
		if err := req.Make(w); err != nil {
			return w.broken(err)
		}
	}
	w.p.rec = Receipt{First: w.start + 1, Last: w.log.tree.Size()}
	if err := w.complete(); err != nil {
		return w.broken(err)
	}
	if req.DryRun {
		return nil
	}
	w.written += w.Len()
	if len(w.erase) > 0 {
		// What is erased may still wait in the batch.
		if err := w.flush(); err != nil {
			return w.broken(err)
		}
	}
	for _, erase := range w.erase {
		if err := erase(); err != nil {
			return w.broken(fmt.Errorf("erase: %w", err))
		}
	}
	return nil
}

// complete finds mistakes of the caller that would make a lasting lie: a key under which the
// request could not be found again, or an erasure that no statement speaks of.
func (w *Writer) complete() error {
	if len(w.erase) > 0 && w.Len() == 0 {
		return errors.New("a request that erases has a statement that says so")
	}
	if w.p.req.Key == "" || w.Len() == 0 {
		return nil
	}
	r, by := w.first.Request, w.first.By
	switch {
	case r == nil || r.Key != w.p.req.Key || r.Input != w.p.req.Input:
		return errors.New("a request with a key names that key and its input in its first statement")
	case by != w.p.req.By:
		return fmt.Errorf("a key belongs to the party of its request, %q; its first statement is by %q", w.p.req.By, by)
	case r.Statements != w.Len():
		return fmt.Errorf("a request with a key says that it has %d statements; it made %d", r.Statements, w.Len())
	}
	return nil
}

func (w *Writer) add(s prepared) error {
	l := w.log
	if l.record == "" {
		open, ok := s.value.(*Open)
		if !ok {
			return muster.Invalid("record", "this record is empty; 'muster init' begins it")
		}
		l.record = open.Record
	}
	at := l.clock().UTC().Truncate(time.Microsecond)
	if next := l.lastTime.Add(time.Microsecond); at.Before(next) {
		at = next
	}
	pos := l.tree.Size() + 1
	head := muster.Head{ID: muster.NewID(l.record, uint64(pos)), At: at, Body: s.commitment}
	err := l.state.Admit(s.value, head, pos)
	if err != nil {
		return err
	}
	st := muster.Statement{Position: pos, Head: head.Encode(), Salt: s.salt, Body: s.body}
	st.Hashes = l.tree.Append(make([]byte, 0, 2*sha256.Size), seal.Leaf(st.Head))
	l.lastTime = at
	if w.p.head == nil {
		w.p.head, w.first = st.Head, s.value.Common()
	}
	w.batch = append(w.batch, st)
	if len(w.batch) >= batchSize {
		if w.behind == nil {
			w.behind = startInserter(w.tx)
		}
		w.batch, err = w.behind.hand(w.batch)
		return w.broken(err)
	}
	return nil
}

// settle waits until what was handed to the store is stored, so that the transaction can be used.
func (w *Writer) settle() error {
	if w.behind == nil {
		return nil
	}
	err := w.behind.close()
	w.behind = nil
	return err
}

func (w *Writer) flush() error {
	if err := w.settle(); err != nil || len(w.batch) == 0 {
		return err
	}
	err := insert(w.tx, w.batch)
	clear(w.batch)
	w.batch = w.batch[:0]
	return err
}

// takeBack removes what a refused request, or a dry run, had written.
func (w *Writer) takeBack() error {
	w.p.head = nil
	if err := w.settle(); err != nil {
		return err
	}
	keep := len(w.batch)
	for keep > 0 && w.batch[keep-1].Position > w.start {
		keep--
	}
	flushed := keep == 0 && (len(w.batch) == 0 || w.batch[0].Position > w.start+1)
	w.batch = w.batch[:keep]
	if flushed {
		if err := w.tx.Truncate(w.start); err != nil {
			return err
		}
	}
	for _, d := range w.put {
		if err := w.tx.DropDocument(d); err != nil {
			return err
		}
	}
	if w.start == 0 {
		w.log.record = ""
	}
	return nil
}
