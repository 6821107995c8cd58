// Package record admits statements to the one append-only record and reads them back: order,
// all-or-nothing requests, group commit, idempotency keys, documents, erasure.
//
// A store keeps rows; this package decides what goes into them. Nothing is acknowledged before it
// is durable, and a refused request leaves nothing.
package record

import (
	"context"
	"errors"
	"iter"

	"muster"
)

// ErrUnknownOutcome is wrapped by the error of a request whose commit failed in a way that does not
// say whether it took place, and could not be looked up afterwards. Asking again with the same key
// answers it.
var ErrUnknownOutcome = errors.New("it is not known whether this was recorded")

// Store keeps sealed statements in order, and documents in chunks. Every store passes the suite in
// store/storetest. Several processes may use one record through stores of their own.
type Store interface {
	// Append takes the record's lock, calls admit once with a transaction, and commits what admit
	// wrote if it returns nil; otherwise it leaves no trace and returns admit's error. When Append
	// returns nil what was written is durable.
	Append(ctx context.Context, admit func(Tx) error) error
	// Size is the number of durable statements.
	Size(ctx context.Context) (muster.Seq, error)
	// Statements yields the statements with after < position <= upto in order; upto 0 means all.
	Statements(ctx context.Context, after, upto muster.Seq) iter.Seq2[muster.Statement, error]
	// Statement returns one statement, or a *muster.Error of kind missing.
	Statement(ctx context.Context, at muster.Seq) (muster.Statement, error)
	// Chunks yields a document's packed chunks in order; none if it is not stored.
	Chunks(ctx context.Context, digest muster.Hash) iter.Seq2[[]byte, error]
	// Documents yields the digests of the stored documents in order of digest.
	Documents(ctx context.Context) iter.Seq2[muster.Hash, error]
	Close() error
}

// Tx is what Append hands out under the record's lock.
type Tx interface {
	// Size is the number of statements, those written in this transaction included.
	Size() (muster.Seq, error)
	// Statements yields those with after < position, in order.
	Statements(after muster.Seq) iter.Seq2[muster.Statement, error]
	// Insert appends statements whose positions follow on Size.
	Insert([]muster.Statement) error
	// Truncate takes back what this transaction inserted after a position.
	Truncate(after muster.Seq) error
	// PutChunk stores the n-th packed chunk of a document.
	PutChunk(digest muster.Hash, n int, packed []byte) error
	// DropDocument removes a document's chunks: to take back a refused request, or to erase.
	DropDocument(digest muster.Hash) error
	// Erase sets salt and body of a statement to null; head and hashes stay.
	Erase(at muster.Seq) error
}
