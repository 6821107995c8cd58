package record

import (
	"fmt"
	"iter"

	"muster"
)

// Admission is one statement after another; what comes before it (encoding) and after it (storing)
// need not wait for it.

// AddAll writes statements as Add would, and returns how many it wrote. They are encoded ahead of
// their admission: values is gone through in another goroutine, up to a few hundred statements
// before the one that is being admitted.
func (w *Writer) AddAll(values iter.Seq[muster.Value]) (n int, err error) {
	type encoded struct {
		prepared
		err error
	}
	ahead, stop := make(chan []encoded, 2), make(chan struct{})
	go func() {
		defer close(ahead)
		var some []encoded
		for v := range values {
			s, err := prepare(v)
			if some = append(some, encoded{s, err}); len(some) < batchSize && err == nil {
				continue
			}
			select {
			case ahead <- some:
				some = make([]encoded, 0, batchSize)
			case <-stop:
				return
			}
		}
		select {
		case ahead <- some:
		case <-stop:
		}
	}()
	defer func() {
		close(stop)
		for range ahead { // until nobody goes through values any more
		}
	}()
	for some := range ahead {
		for i := range some {
			err := some[i].err
			if err == nil {
				err = w.checkKeyed(some[i].value)
			}
			if err != nil {
				return n, w.broken(err)
			}
			if err := w.add(some[i].prepared); err != nil {
				return n, err
			}
			n++
		}
	}
	return n, nil
}

func insert(tx Tx, batch []muster.Statement) error {
	if err := tx.Insert(batch); err != nil {
		return fmt.Errorf("store statements: %w", err)
	}
	return nil
}

// inserter stores batches in order, one while the next is filled. Until it is closed nobody else
// uses the transaction.
type inserter struct {
	full  chan []muster.Statement
	empty chan []muster.Statement
	done  chan error // the first error, once
}

func startInserter(tx Tx) *inserter {
	b := &inserter{full: make(chan []muster.Statement), empty: make(chan []muster.Statement, 1), done: make(chan error, 1)}
	b.empty <- make([]muster.Statement, 0, batchSize)
	go func() {
		for batch := range b.full {
			if err := insert(tx, batch); err != nil {
				b.done <- err
				return
			}
			clear(batch)
			b.empty <- batch[:0]
		}
		b.done <- nil
	}()
	return b
}

// hand gives a batch to be stored and returns an empty one to fill, or why an earlier one was not
// stored.
func (b *inserter) hand(batch []muster.Statement) ([]muster.Statement, error) {
	select {
	case b.full <- batch:
		return <-b.empty, nil
	case err := <-b.done:
		b.done <- err // close returns it again
		return batch, err
	}
}

// close waits for the last batch.
func (b *inserter) close() error {
	close(b.full)
	return <-b.done
}
