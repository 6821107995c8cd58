package node

import (
	"context"
	"crypto/sha256"
	"fmt"

	"muster"
	"muster/access"
	"muster/item"
	"muster/lists"
	"muster/offer"
	"muster/requirement"
	"muster/web"
)

// brought is a list of offers or requirements; its key says as what list too.
type brought struct {
	web.ListTrial
	held
}

func listKey(as access.Principal, of string) string {
	return as.String() + " " + as.Person + " " + of
}

func listOf(of string) (*lists.List, error) {
	l, ok := lists.Whole[of]
	if !ok {
		return nil, muster.Missing("the list of " + of)
	}
	return l, nil
}

// ListForm implements web.ListSource.
func (p pages) ListForm(ctx context.Context, as access.Principal, of string) (*web.ListForm, error) {
	l, err := listOf(of)
	if err != nil {
		return nil, err
	}
	v, m, err := p.at(ctx, "")
	if err != nil {
		return nil, err
	}
	out := &web.ListForm{}
	p.n.State.Read(func() {
		out.Around, out.Accepts, out.Template = around(v, m), l.Accepts(v), l.Template(v, as)
	})
	return out, nil
}

// TryList implements web.ListSource.
func (p pages) TryList(ctx context.Context, as access.Principal, of string, whom muster.Audience, name string, data []byte) (string, error) {
	t := &brought{}
	t.Of, t.Name, t.Whom, t.Digest, t.Until = of, name, whom, fmt.Sprintf("%x", sha256.Sum256(append([]byte(whom+"\n"), data...))), now().Add(waitsFor)
	t.key, t.digest, t.until, t.data = listKey(as, of), t.Digest, t.Until, data
	if _, err := p.list(ctx, as, t); err != nil {
		return "", err
	}
	p.n.listing.put(t, now())
	return t.Digest, nil
}

// list reads a list anew and tries to record it.
func (p pages) list(ctx context.Context, as access.Principal, t *brought) (*lists.Draft, error) {
	l, err := listOf(t.Of)
	if err != nil {
		return nil, err
	}
	if _, err := access.ParseAudience(t.Whom); err != nil {
		return nil, err
	}
	v, m, err := p.at(ctx, "")
	if err != nil {
		return nil, err
	}
	var d *lists.Draft
	p.n.State.Read(func() { d, err = l.Read(v, as, t.Whom, t.Name, t.data) })
	if err != nil {
		return nil, err
	}
	if err := p.n.tryList(ctx, d); err != nil {
		return nil, err
	}
	p.n.State.Read(func() { t.take(d, around(v, m), namesOf(v, itemsIn(d))) })
	return d, nil
}

func (t *brought) take(d *lists.Draft, a web.Around, names map[item.ID]item.Names) {
	t.Around, t.Names = a, names
	t.Lines, t.New, t.Changed = d.Lines, d.New(), len(d.Lines)-d.New()
	t.Same, t.RowsRead, t.Refused, t.Faults, t.Notes = d.Same, d.RowsRead, d.Refused, d.Faults, d.Notes
}

func itemsIn(d *lists.Draft) (all []item.ID) {
	for _, l := range d.Lines {
		switch x := l.Value.(type) {
		case *offer.Line:
			all = append(all, x.Item)
		case *requirement.Line:
			all = append(all, x.Item)
		}
	}
	return all
}

// TriedList implements web.ListSource.
func (p pages) TriedList(_ context.Context, as access.Principal, of, digest string) (*web.ListTrial, error) {
	t, err := p.n.listing.find(listKey(as, of), digest, now())
	if err != nil {
		return nil, err
	}
	t.busy.Lock()
	defer t.busy.Unlock()
	out := t.ListTrial
	return &out, nil
}

// CommitList implements web.ListSource.
func (p pages) CommitList(ctx context.Context, as access.Principal, of, digest string, good bool) error {
	t, err := p.n.listing.find(listKey(as, of), digest, now())
	if err != nil {
		return err
	}
	t.busy.Lock()
	defer t.busy.Unlock()
	if t.Recorded {
		return nil
	}
	ctx = context.WithoutCancel(ctx) // what was begun is not broken off because a reader left
	looked := [3]int{t.New, t.Changed, t.Refused}
	d, err := p.list(ctx, as, t)
	if err != nil {
		return err
	}
	switch {
	case looked != [3]int{t.New, t.Changed, t.Refused}:
		return muster.Conflict("", "somebody recorded something meanwhile, and the list would do something else now; look at it again")
	case t.Refused > 0 && !good:
		return muster.Conflict("", fmt.Sprintf("%d rows are refused; nothing was recorded", t.Refused))
	case len(d.Lines) == 0:
		return nil
	}
	said, err := p.n.Say(ctx, Saying{}, d.Values()...)
	if err != nil {
		return err
	}
	for _, why := range said.Refused { // somebody acted between the two
		return why[0]
	}
	t.Recorded, t.At, t.data = true, said.Last, nil
	return nil
}
