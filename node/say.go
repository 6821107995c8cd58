package node

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"

	"muster"
	"muster/party"
	"muster/record"
)

// Saying says how statements are recorded.
type Saying struct {
	Key, Input string // idempotency key and SHA-256 of the input, hex; empty for none
	DryRun     bool
}

// Said is what became of statements that were to be recorded: all of them were, or where some are
// refused none.
type Said struct {
	First, Last muster.Seq              // empty in a dry run
	Again       bool                    // the same request was answered before
	Refused     map[int][]*muster.Error // by number of the statement, from 0
}

// Say records statements, all or none. Who does not say who speaks is the operator. After one that is
// refused the next ones are still tried, so that all refusals are told at once.
func (n *Node) Say(ctx context.Context, how Saying, values ...muster.Value) (*Said, error) {
	return n.say(ctx, how, nil, values)
}

// Err is all refusals joined, or nil.
func (s *Said) Err() error {
	var f muster.Faults
	for _, i := range slices.Sorted(maps.Keys(s.Refused)) {
		for _, e := range s.Refused[i] {
			f.Add(e)
		}
	}
	return f.Err()
}

// say is Say, after a document where there is one.
func (n *Node) say(ctx context.Context, how Saying, d *record.Document, values []muster.Value) (*Said, error) {
	for _, v := range values {
		if e := v.Common(); e.By == "" {
			e.By = party.Operator
		}
	}
	said := &Said{}
	req := &record.Request{By: values[0].Common().By, Key: how.Key, Input: how.Input, DryRun: how.DryRun}
	req.Make = func(w *record.Writer) error {
		said.Refused = map[int][]*muster.Error{}
		var errs []error
		count := len(values)
		if d != nil {
			count++
			x := keeps(d, values[0].Common())
			if how.Key != "" {
				x.Request = &muster.Request{Key: how.Key, Input: how.Input, Statements: count}
			}
			if err := w.Bring(d, x); err != nil {
				if len(muster.Refusals(err)) > 0 {
					said.Refused[0] = muster.Refusals(err)
				}
				return err
			}
		}
		for i, v := range values {
			if v.Common().Request = nil; how.Key != "" && w.Len() == 0 {
				v.Common().Request = &muster.Request{Key: how.Key, Input: how.Input, Statements: count}
			}
			err := add(w, v)
			if err != nil && len(muster.Refusals(err)) == 0 {
				return err
			}
			if err != nil {
				said.Refused[i] = muster.Refusals(err)
				errs = append(errs, err)
			}
		}
		return errors.Join(errs...)
	}
	rec, err := n.Log.Record(ctx, req)
	if len(said.Refused) > 0 {
		return said, nil
	}
	if err != nil {
		return nil, err
	}
	if said.Again = rec.Again; !how.DryRun || rec.Again {
		said.First, said.Last = rec.First, rec.Last
	}
	return said, nil
}

func add(w *record.Writer, v muster.Value) error {
	if e, ok := v.(*record.Erase); ok {
		if err := w.TakeOut(e); err != nil {
			return err
		}
	}
	return w.Add(v)
}

// Bodies returns the bodies of the statements of a kind that stand, in order; with all those too that
// no longer do. It is the operator's: nothing is kept back.
func (n *Node) Bodies(ctx context.Context, known, kind string, all bool) (bodies []json.RawMessage, err error) {
	v, err := n.View(ctx, known)
	if err != nil {
		return nil, err
	}
	for at := muster.Seq(1); at <= v.Known; at++ {
		var is, ended bool
		n.State.Read(func() {
			is = n.State.KindOf(at) == kind
			by, _ := n.State.EndedBy(v.Known, at)
			ended = by != ""
		})
		if !is || ended && !all {
			continue
		}
		st, err := n.Store.Statement(ctx, at)
		if err != nil {
			return nil, fmt.Errorf("statement %d: %w", at, err)
		}
		if st.Body != nil {
			bodies = append(bodies, st.Body)
		}
	}
	return bodies, nil
}
