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
	ahead, stop := make(chan encoded, 2), make(chan struct{})
	go func() {
		defer close(ahead)
		hand := func(some []muster.Value) bool {
			e := encoded{some: make([]prepared, len(some))}
			n, err := prepareSome(some, e.some)
			e.some, e.err = e.some[:n], err
			select {
			case ahead <- e:
				return err == nil
			case <-stop:
				return false
			}
		}
		some := make([]muster.Value, 0, batchSize)
		for v := range values {
			if some = append(some, v); len(some) == batchSize {
				if !hand(some) {
					return
				}
				some = some[:0]
			}
		}
		hand(some)
	}()
	defer func() {
		close(stop)
		for range ahead { // until nobody goes through values any more
		}
	}()
	for e := range ahead {
		for i := range e.some {
			if err := w.checkKeyed(e.some[i].value); err != nil {
				return n, w.broken(err)
			}
			if err := w.add(e.some[i]); err != nil {
				return n, err
			}
			n++
		}
		if e.err != nil {
			return n, w.broken(e.err)
		}
	}
	return n, nil
}

// encoded are statements up to the first that could not be prepared, and why it could not.
type encoded struct {
	some []prepared
	err  error
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
