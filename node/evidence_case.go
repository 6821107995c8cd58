package node

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"

	"muster"
	"muster/access"
	"muster/bag"
	"muster/evidence"
	"muster/record"
	"muster/standing"
)

// Bundled is what a bundle of a case came to.
type Bundled struct {
	Bag     string // its id
	Digest  string // of its tag manifest, by which a hand-over names it
	Items   int
	LeftOut []string // items that are not in it, each with why
	Known   muster.Seq
}

// leaving is what of a case may be handed out by somebody, who is told of nothing else.
type leaving struct {
	to       muster.PartyID
	audience muster.Audience
	items    []string
	left     []string // items, each with why
	about    []string // incidents and entries of damage, each as OBJECT/ID
}

// ExportCase writes a case as a bundle into a folder: what the consent of each item allows, with its custody and its
// proofs. That each item left is an event of its custody, which the bundle has too; where the folder is not fit for a
// bundle, or an original cannot be read, nothing left and nothing is recorded.
func (n *Node) ExportCase(ctx context.Context, as access.Principal, id, dir, why string) (*Bundled, error) {
	if why == "" {
		return nil, muster.Invalid("why", "say why it is handed out; the reason is kept in its custody")
	}
	if n.key == nil {
		return nil, muster.Invalid("data", "this record has no signing key here: a bundle has a signed tree head")
	}
	if err := n.Log.CatchUp(ctx); err != nil {
		return nil, err
	}
	p := standing.Find[*evidence.Part](n.State)
	var ready leaving
	var err error
	n.State.Read(func() { ready, err = n.mayLeave(p, n.State.Known(), as, id) })
	if err != nil {
		return nil, err
	}
	drop, err := bag.Ready(dir)
	if err != nil {
		return nil, err
	}
	out, err := n.leave(ctx, p, as, id, why, &ready)
	if err != nil {
		drop()
		return nil, err
	}
	b, err := n.bag(ctx, p, as, id, out, &ready)
	if err == nil {
		out.Digest, err = bag.Write(dir, b)
	}
	if err != nil {
		return nil, errors.Join(err, fmt.Errorf("custody says that bundle %s was made; it was not, make another", out.Bag))
	}
	out.Items, out.Known = len(ready.items), b.Known
	return out, nil
}

// leave records that a case and its items leave, once every original of them was read as it was received.
func (n *Node) leave(ctx context.Context, p *evidence.Part, as access.Principal, id, why string, ready *leaving) (*Bundled, error) {
	out := &Bundled{LeftOut: ready.left}
	for _, item := range ready.items {
		if _, err := n.original(ctx, p, item); err != nil {
			return nil, fmt.Errorf("the original of %s: %w", item, err)
		}
	}
	_, err := n.Log.Record(ctx, &record.Request{By: as.Party, Make: func(w *record.Writer) error {
		known := n.State.Known()
		again, err := n.mayLeave(p, known, as, id)
		if err != nil {
			return err
		}
		if !reflect.DeepEqual(again, *ready) {
			return muster.Conflict("case", "the case "+id+" was changed while its bundle was prepared: make it again")
		}
		out.Bag = id + "-" + strconv.Itoa(p.Links(known, evidence.ObjectCase, id)+1)
		say := func(object, about string, audience muster.Audience) error {
			x := &evidence.Custody{Event: evidence.EventExported, At: now().Format(time.RFC3339), To: string(ready.to), Bag: out.Bag}
			x.Envelope = muster.Envelope{By: as.Party, Role: string(as.Role), ActedBy: as.Person, Audience: audience, Why: why}
			return w.Add(p.Next(n.State.Known(), object, about, x))
		}
		if err := say(evidence.ObjectCase, id, ready.audience); err != nil {
			return err
		}
		for _, item := range ready.items {
			x, _ := p.Items.Get(known, item)
			if err := say(evidence.ObjectItem, item, x.Value.Audience); err != nil {
				return err
			}
		}
		return nil
	}})
	return out, err
}

// audienceOf reads an audience of a statement that was recorded.
func audienceOf(text muster.Audience) access.Audience {
	a, _ := access.ParseAudience(text) // admission let only audiences in
	return a
}

// mayLeave sorts what belongs to a case: what may go to the party that it is for, and items that may not, each with why.
// What somebody may not see they do not hand out, and are told no id of it.
func (n *Node) mayLeave(p *evidence.Part, known muster.Seq, as access.Principal, id string) (out leaving, err error) {
	sees := func(a muster.Audience) bool { return as.SeesRow(audienceOf(a), Today()) }
	c, ok := p.Cases.Get(known, id)
	if !ok || !sees(c.Value.Audience) {
		return out, muster.Missing("the case " + id)
	}
	out.to, out.audience = c.Value.For, c.Value.Audience
	hidden := 0
	for _, item := range p.Belong(known, id) {
		x, _ := p.Items.Get(known, item)
		at, _ := p.Items.State(known, item)
		switch {
		case !sees(x.Value.Audience):
			hidden++
		case !x.Value.Consent.Allows(out.to):
			out.left = append(out.left, item+": its giver did not agree to share it with "+string(out.to))
		case at.Value.State == evidence.Received:
			out.left = append(out.left, item+": it is not registered yet")
		case !n.State.HasDocument(known, x.Value.Digest):
			out.left = append(out.left, item+": its bytes were erased")
		default:
			out.items = append(out.items, item)
		}
	}
	for object, ids := range map[string][]string{evidence.ObjectIncident: c.Value.Incidents, evidence.ObjectDamage: c.Value.Damages} {
		for _, about := range ids {
			th, ok := p.Thing(standing.View{State: n.State, Known: known, Effective: Today()}, object, about)
			if !ok || !sees(th.Audience) {
				hidden++
				continue
			}
			out.about = append(out.about, object+"/"+about)
		}
	}
	slices.SortFunc(out.about, func(a, b string) int { return cmp.Compare(b, a) }) // incidents first
	if hidden > 0 {
		out.left = append(out.left, fmt.Sprintf("%d more: who made this bundle may not see them", hidden))
	}
	return out, nil
}

// original reads the bytes of an item.
func (n *Node) original(ctx context.Context, p *evidence.Part, item string) ([]byte, error) {
	var digest string
	n.State.Read(func() {
		x, _ := p.Items.Get(n.State.Known(), item)
		digest = x.Value.Digest
	})
	d, err := muster.ParseDigest(digest)
	if err != nil {
		return nil, err
	}
	return record.ReadDocument(ctx, n.Store, d)
}

// bag gathers a bundle, as known now.
func (n *Node) bag(ctx context.Context, p *evidence.Part, as access.Principal, id string, out *Bundled, ready *leaving) (*bag.Bag, error) {
	size, root := n.Log.Head()
	head, err := n.Checkpoint(size, root)
	if err != nil {
		return nil, err
	}
	v, err := n.View(access.Looking(ctx, as), "")
	if err != nil {
		return nil, err
	}
	b := &bag.Bag{ID: out.Bag, Case: id, For: ready.to, Record: n.Log.ID(), Made: Today(), Known: size, Root: root.String(), Head: head, Key: n.key.Verifier(), LeftOut: out.LeftOut}
	proven := map[muster.Seq]bool{}
	said := func(object, about string) ([]bag.Said, error) {
		all, err := n.saidOf(ctx, v, size, object, about)
		for _, s := range all {
			proven[s.At] = true
		}
		return all, err
	}
	for _, item := range ready.items {
		all, err := said(evidence.ObjectItem, item)
		if err != nil {
			return nil, err
		}
		x, ok := bag.ItemOf(all)
		if !ok {
			return nil, muster.Missing("the evidence " + item)
		}
		x.Bytes = func() ([]byte, error) { return n.original(ctx, p, item) }
		b.Items = append(b.Items, x)
		events, at, err := n.custodyBodies(ctx, size, evidence.ObjectItem, item)
		if err != nil {
			return nil, err
		}
		b.Custody = append(b.Custody, bag.Custody{Object: evidence.ObjectItem, ID: item, Events: events})
		for _, at := range at {
			proven[at] = true
		}
	}
	for _, ref := range ready.about {
		object, about, _ := strings.Cut(ref, "/")
		all, err := said(object, about)
		if err != nil {
			return nil, err
		}
		if x, ok := bag.AboutOf(object, all); ok {
			b.About = append(b.About, x)
		}
	}
	for _, at := range slices.Sorted(maps.Keys(proven)) {
		st, err := n.Store.Statement(ctx, at)
		if err != nil {
			return nil, err
		}
		proof, err := n.prove(ctx, st, size, root, head)
		if err != nil {
			return nil, err
		}
		b.Proofs = append(b.Proofs, proof)
	}
	return b, nil
}

// saidOf are the statements that an object's life rests on and that a viewer may see, in order.
func (n *Node) saidOf(ctx context.Context, v standing.View, known muster.Seq, object, about string) (all []bag.Said, err error) {
	var ids []muster.ID
	n.State.Read(func() { ids = standing.Find[*evidence.Part](n.State).StepsOf(known, object, about) })
	for _, id := range ids {
		at, err := n.position(string(id))
		if err != nil {
			return nil, err
		}
		st, err := n.Store.Statement(ctx, at)
		if err != nil {
			return nil, err
		}
		if _, ok, err := n.sees(v, st); err != nil || !ok {
			if err != nil {
				return nil, err
			}
			continue
		}
		all = append(all, bag.Said{At: at, ID: id, Body: bytes.Clone(st.Body)})
	}
	return all, nil
}
