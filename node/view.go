package node

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"muster/matching"

	"muster"
	"muster/access"
	"muster/party"
	"muster/pledge"
	"muster/standing"
)

// Known turns what a user writes into a position: nothing or "now" is all that is recorded, a
// number is a position, an instant or a day is all that was recorded at or before it.
func (n *Node) Known(ctx context.Context, text string) (muster.Seq, error) {
	text = strings.TrimSpace(text)
	size := n.State.Durable()
	if text == "" || text == "now" {
		return size, nil
	}
	if p, err := strconv.ParseUint(text, 10, 63); err == nil {
		if p == 0 || muster.Seq(p) > size {
			return 0, muster.Invalid("known", fmt.Sprintf("found position %d; this record has the positions 1 to %d", p, size))
		}
		return muster.Seq(p), nil
	}
	at, err := instant(text)
	if err != nil {
		return 0, err
	}
	if at.After(now().Add(ahead)) {
		return 0, muster.Invalid("known", fmt.Sprintf("found %s, which is to come: nobody knows yet what will be known then; accepted is a time that has been, or now", text))
	}
	lo, hi := muster.Seq(0), size
	for lo < hi { // the last statement recorded at or before the instant
		mid := (lo + hi + 1) / 2
		t, err := n.Time(ctx, mid)
		if err != nil {
			return 0, err
		}
		if t.After(at) {
			hi = mid - 1
		} else {
			lo = mid
		}
	}
	if lo == 0 {
		first, _ := n.Time(ctx, 1)
		return 0, muster.Invalid("known", fmt.Sprintf("found %s; the first statement of this record was recorded on %s", text, first.Format(time.RFC3339)))
	}
	return lo, nil
}

// ahead is how far a time asked for may lie in the future: a day ends, and in the east it begins
// sooner.
const ahead = 48 * time.Hour

// instant reads an instant; a day means its end.
func instant(text string) (time.Time, error) {
	for _, layout := range []string{time.RFC3339Nano, "2006-01-02T15:04", "2006-01-02 15:04:05", "2006-01-02 15:04"} {
		if t, err := time.Parse(layout, text); err == nil {
			return t, nil
		}
	}
	if d, err := muster.ParseDay(text); err == nil {
		return (d + 1).Time().Add(-time.Nanosecond), nil
	}
	return time.Time{}, muster.Invalid("known", fmt.Sprintf("found %q; accepted are a position (4711), an instant (2026-11-23T17:30:00Z), a day (2026-11-23) or now", text))
}

// looker is who looks in a context: whom a door named there, with the groups of today, else the
// operator, whose machine this is.
func (n *Node) looker(ctx context.Context) standing.Looker {
	p, ok := access.Looks(ctx)
	if !ok {
		p = access.Principal{Role: access.Operator, Party: party.Operator}
	}
	who := standing.Looker{Principal: p, Today: Today()}
	if p.Party != "" && p.Role != access.Public {
		known := n.State.Durable()
		n.State.Read(func() { who.Groups = standing.Find[*party.Part](n.State).GroupsOn(known, p.Party, who.Today) })
	}
	return who
}

// View returns what stood as known at a position or instant, for whoever looks in the context, effective
// today. Every answer to a reader begins with it.
func (n *Node) View(ctx context.Context, known string) (standing.View, error) {
	at, err := n.Known(ctx, known)
	if err != nil {
		return standing.View{}, err
	}
	return n.State.At(at, Today(), n.looker(ctx))
}

// Pledge weighs a pledge and completes the answer with position, instant, root and the other
// choices.
func (n *Node) Pledge(ctx context.Context, known, name string, q pledge.Query) (*pledge.Result, error) {
	v, err := n.View(ctx, known)
	if err != nil {
		return nil, err
	}
	var r *pledge.Result
	n.State.Read(func() {
		if r, err = matching.Ledger(v).Weigh(v, name, q); err == nil {
			r.Choices = matching.Ledger(v).Choices(v, name, q)
		}
	})
	if err != nil {
		return nil, err
	}
	if r.KnownAt, err = n.Time(ctx, v.Known); err != nil {
		return nil, err
	}
	root, err := n.Root(ctx, v.Known)
	r.Root = root.String()
	return r, err
}
