package record

import (
	"context"
	"errors"
	"fmt"

	"muster"
)

// lookUp finds out what became of a group whose commit failed: what the store now has beyond the
// last durable position is taken in, and a request whose first head stands there was recorded, as
// was one whose key was answered.
func (l *Log) lookUp(ctx context.Context, durable muster.Seq, group []*pending, verdicts []error, cause error) {
	ctx, cancel := context.WithTimeout(ctx, lookUpWait)
	defer cancel()
	there := map[string]bool{}
	// Under the record's lock: a transaction whose connection was lost may still be committing,
	// and holds the lock until it has ended.
	err := l.store.Append(ctx, func(tx Tx) error {
		for st, err := range tx.Statements(durable) {
			if err != nil {
				return err
			}
			if err := l.take(st); err != nil {
				return err
			}
			there[string(st.Head)] = true
		}
		return errNothing
	})
	if errors.Is(err, errNothing) {
		err = nil
	}
	l.state.Keep()
	for i, p := range group {
		if verdicts[i] != nil || p.req.DryRun || p.rec.Again && p.rec.Last <= durable {
			continue
		}
		switch a, ok := l.answered(p.req); {
		case p.head != nil && there[string(p.head)]:
		case ok:
			p.rec = Receipt{First: a.First, Last: a.Last, Again: true}
		case err != nil:
			verdicts[i] = fmt.Errorf("%w: %w; and looking it up: %w", ErrUnknownOutcome, cause, err)
		default:
			verdicts[i] = fmt.Errorf("not recorded: %w", cause)
		}
		if verdicts[i] != nil {
			p.rec = Receipt{}
		}
	}
}

// answered finds the first answer to a request with this key and input.
func (l *Log) answered(req *Request) (Answer, bool) {
	if req.Key == "" {
		return Answer{}, false
	}
	a, ok := l.state.Answered(req.By, req.Key)
	return a, ok && a.Input == req.Input
}
