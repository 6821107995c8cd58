package node

import (
	"context"
	"fmt"
	"iter"
	"time"

	"muster/access"
	"muster/report"
	"muster/standing"
)

// Exceptions lists what is allowed and for which somebody answers, as far as the viewer may see it.
func (n *Node) Exceptions(ctx context.Context, known string, q report.ExceptionsQuery) (*report.Exceptions, error) {
	v, err := n.View(ctx, known)
	if err != nil {
		return nil, err
	}
	return n.exceptionsIn(ctx, v, q)
}

func (n *Node) exceptionsIn(ctx context.Context, v standing.View, q report.ExceptionsQuery) (*report.Exceptions, error) {
	if err := report.NewBook(v).Check(q); err != nil {
		return nil, err
	}
	b, err := n.book(ctx, v)
	if err != nil {
		return nil, err
	}
	out, err := b.Of(q)
	if err != nil {
		return nil, err
	}
	out.Foot, err = n.Foot(ctx, v)
	return out, err
}

// book finds every exception in a view, or has it where it was found already: all that stands is gone through. It is
// kept no longer than until something is recorded, since an erasure takes reasons out of what was known before it too.
func (n *Node) book(ctx context.Context, v standing.View) (*report.Book, error) {
	key := fmt.Sprintf("exceptions %d of %d %s %s", v.Known, n.State.Durable(), v.Effective, v.Eyes())
	made, ok := n.boards.get(key)
	if !ok {
		var err error
		made, err, _ = n.boards.making.Do(key, func() (any, error) {
			b := report.NewBook(v)
			if err := b.Read(n.storedIn(context.WithoutCancel(ctx), v)); err != nil { // others may wait for it
				return nil, err
			}
			n.boards.put(key, b)
			return b, nil
		})
		if err != nil {
			return nil, err
		}
	}
	b, ok := made.(*report.Book)
	if !ok {
		return nil, fmt.Errorf("%s is kept as a %T", key, made)
	}
	return b, nil
}

// storedIn yields the statements that a view's viewer may see, in order.
func (n *Node) storedIn(ctx context.Context, v standing.View) iter.Seq2[report.Stored, error] {
	return func(yield func(report.Stored, error) bool) {
		for st, err := range n.Store.Statements(ctx, 0, v.Known) {
			if err != nil {
				yield(report.Stored{}, err)
				return
			}
			e, ok, err := n.sees(v, st)
			if err == nil && (!ok || st.Body == nil) {
				continue
			}
			if !yield(report.Stored{Statement: st, Envelope: e}, err) || err != nil {
				return
			}
		}
	}
}

// Damage adds up the damage that the viewer may see.
func (n *Node) Damage(ctx context.Context, known string) (out *report.Damage, err error) {
	v, err := n.View(ctx, known)
	if err != nil {
		return nil, err
	}
	v.Read(func() { out = report.DamageOf(v) })
	out.Foot, err = n.Foot(ctx, v)
	return out, err
}

// Backlog lists what of evidence waits, as of now, or of when the position asked for was the last.
func (n *Node) Backlog(ctx context.Context, known string) (*report.Backlog, error) {
	v, err := n.View(ctx, known)
	if err != nil {
		return nil, err
	}
	return n.backlogIn(ctx, v, known)
}

func (n *Node) backlogIn(ctx context.Context, v standing.View, known string) (out *report.Backlog, err error) {
	at, err := n.instant(ctx, v, known)
	if err != nil {
		return nil, err
	}
	v.Read(func() { out = report.BacklogOf(v, at) })
	out.Foot, err = n.Foot(ctx, v)
	return out, err
}

// instant is now, or when the position that was asked for was the last.
func (n *Node) instant(ctx context.Context, v standing.View, known string) (at time.Time, err error) {
	if at = now(); known != "" && known != "now" {
		at, err = n.Time(ctx, v.Known)
	}
	return at.Truncate(time.Second), err
}

// Access lists who read, copied or took out what is restricted.
func (n *Node) Access(ctx context.Context, known string) (out *report.Access, err error) {
	v, err := n.View(ctx, known)
	if err != nil {
		return nil, err
	}
	v.Read(func() { out = report.AccessOf(v) })
	out.Foot, err = n.Foot(ctx, v)
	return out, err
}

// ReportAs is a context in which somebody looks, by ROLE@PARTY; empty: the operator, whose machine this is.
func (n *Node) ReportAs(ctx context.Context, as string) (context.Context, error) {
	if as == "" {
		return ctx, nil
	}
	p, err := n.As(as)
	if err != nil {
		return ctx, err
	}
	return access.Looking(ctx, p), nil
}
