package record_test

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"muster"
	"muster/record"
)

// failing is a store whose transactions can't insert past a position, once.
type failing struct {
	*memory
	past muster.Seq
}

var errFull = errors.New("the disk is full")

func (f *failing) Append(ctx context.Context, admit func(record.Tx) error) error {
	past := f.past
	if past > 0 {
		return f.memory.Append(ctx, func(tx record.Tx) error {
			f.past = 0
			return admit(&failingTx{tx, past})
		})
	}
	return f.memory.Append(ctx, admit)
}

type failingTx struct {
	record.Tx
	past muster.Seq
}

func (t *failingTx) Insert(batch []muster.Statement) error {
	if batch[len(batch)-1].Position > t.past {
		return errFull
	}
	return t.Tx.Insert(batch)
}

// Batches are stored behind admission; wherever one fails, nothing of the request is recorded, it is
// said why, and the next request finds the record as it was.
func TestStoreThatFailsInTheMiddleRecordsNothing(t *testing.T) {
	m := &memory{}
	f := &failing{memory: m}
	l, state := openLog(t, f, still)
	for round, past := range []muster.Seq{1, 100, 300, 600, 900, 1700} {
		size, _ := m.Size(t.Context())
		before, err := state.Digest()
		if err != nil {
			t.Fatal(err)
		}
		var values []muster.Value
		for i := range 2000 {
			values = append(values, note(fmt.Sprint(round, i)))
		}
		for how, req := range map[string]*record.Request{
			"values": {By: "pl", Values: values},
			"under the lock": {By: "pl", Make: func(w *record.Writer) error {
				for _, v := range values {
					if err := w.Add(v); err != nil {
						return err
					}
				}
				return nil
			}},
			"and refused in the end": {By: "pl", Make: func(w *record.Writer) error {
				for _, v := range values {
					if err := w.Add(v); err != nil {
						return err
					}
				}
				return muster.Denied("in the end")
			}},
		} {
			f.past = size + past
			r, err := l.Record(t.Context(), req)
			if !errors.Is(err, errFull) || r != (record.Receipt{}) {
				t.Errorf("%s, past %d: %v, %v; want that the disk is full", how, past, r, err)
			}
			f.past = 0
			if after, _ := state.Digest(); after != before {
				t.Errorf("%s, past %d: the state is another", how, past)
			}
		}
		if n, _ := m.Size(t.Context()); n != size {
			t.Errorf("past %d: %d statements, want %d", past, n, size)
		}
		if r, err := l.Record(t.Context(), &record.Request{By: "pl", Values: values}); err != nil || r.Last-r.First != 1999 {
			t.Errorf("past %d: afterwards %v, %v", past, r, err)
		}
		clean(t, m)
	}
}
