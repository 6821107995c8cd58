package node

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"time"

	"muster"
	"muster/access"
	"muster/bag"
	"muster/evidence"
	"muster/record"
	"muster/seal"
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

// ExportCase writes a case as a bundle into a folder: what the consent of each item allows, with its custody and its
// proofs. That each item left is an event of its custody, which the bundle has too.
func (n *Node) ExportCase(ctx context.Context, as access.Principal, id, dir, why string) (*Bundled, error) {
	if why == "" {
		return nil, muster.Invalid("why", "say why it is handed out; the reason is kept in its custody")
	}
	if n.key == nil {
		return nil, muster.Invalid("data", "this record has no signing key here: a bundle has a signed tree head")
	}
	p := standing.Find[*evidence.Part](n.State)
	out := &Bundled{}
	var items []string
	_, err := n.Log.Record(ctx, &record.Request{By: as.Party, Make: func(w *record.Writer) error {
		known := n.State.Known()
		c, ok := p.Cases.Get(known, id)
		if !ok || !as.SeesRow(audienceOf(c.Value.Audience), Today()) {
			return muster.Missing("the case " + id)
		}
		out.Bag = id + "-" + strconv.Itoa(p.Links(known, evidence.ObjectCase, id)+1)
		items, out.LeftOut = n.mayLeave(p, known, id, c.Value.For)
		say := func(object, about string, audience muster.Audience) error {
			x := &evidence.Custody{Event: evidence.EventExported, At: now().Format(time.RFC3339), To: string(c.Value.For), Bag: out.Bag}
			x.Envelope = muster.Envelope{By: as.Party, Role: string(as.Role), ActedBy: as.Person, Audience: audience, Why: why}
			return w.Add(p.Next(n.State.Known(), object, about, x))
		}
		if err := say(evidence.ObjectCase, id, c.Value.Audience); err != nil {
			return err
		}
		for _, item := range items {
			x, _ := p.Items.Get(known, item)
			if err := say(evidence.ObjectItem, item, x.Value.Audience); err != nil {
				return err
			}
		}
		return nil
	}})
	if err != nil {
		return nil, err
	}
	b, err := n.bag(ctx, p, id, out, items)
	if err != nil {
		return nil, err
	}
	if out.Digest, err = bag.Write(dir, b); err != nil {
		return nil, errors.Join(err, fmt.Errorf("custody says that bundle %s was made; it was not, make another", out.Bag))
	}
	out.Items, out.Known = len(items), b.Known
	return out, nil
}

// audienceOf reads an audience of a statement that was recorded.
func audienceOf(text muster.Audience) access.Audience {
	a, _ := access.ParseAudience(text) // admission let only audiences in
	return a
}

// mayLeave sorts the items of a case: those that may go to a party, and those that may not, each with why.
func (n *Node) mayLeave(p *evidence.Part, known muster.Seq, id string, to muster.PartyID) (items, left []string) {
	for _, item := range p.Belong(known, id) {
		x, _ := p.Items.Get(known, item)
		at, _ := p.Items.State(known, item)
		switch {
		case !x.Value.Consent.Allows(to):
			left = append(left, item+": its giver did not agree to share it with "+string(to))
		case at.Value.State == evidence.Received:
			left = append(left, item+": it is not registered yet")
		case !n.State.HasDocument(known, x.Value.Digest):
			left = append(left, item+": its bytes were erased")
		default:
			items = append(items, item)
		}
	}
	return items, left
}

// bag gathers a bundle, as known now.
func (n *Node) bag(ctx context.Context, p *evidence.Part, id string, out *Bundled, items []string) (*bag.Bag, error) {
	size, root := n.Log.Head()
	head, err := n.Checkpoint(size, root)
	if err != nil {
		return nil, err
	}
	b := &bag.Bag{ID: out.Bag, Case: id, Record: n.Log.ID(), Made: Today(), Known: size, Root: root.String(), Head: head, Key: n.key.Verifier(), LeftOut: out.LeftOut}
	var proven []muster.Seq
	steps := func(object, about string) {
		for _, s := range p.StepsOf(size, object, about) {
			if at, err := n.State.Position(s); err == nil {
				proven = append(proven, at)
			}
		}
	}
	n.State.Read(func() {
		c, _ := p.Cases.Get(size, id)
		b.For = c.Value.For
		for _, item := range items {
			b.Items = append(b.Items, n.bagged(ctx, p, size, item))
			steps(evidence.ObjectItem, item)
		}
		b.About = aboutCase(p, size, &c.Value)
	})
	for _, item := range items {
		events, at, err := n.custodyBodies(ctx, size, evidence.ObjectItem, item)
		if err != nil {
			return nil, err
		}
		b.Custody = append(b.Custody, bag.Custody{Object: evidence.ObjectItem, ID: item, Events: events})
		proven = append(proven, at...)
	}
	slices.Sort(proven)
	for _, at := range slices.Compact(proven) {
		proof, err := n.proofAt(ctx, at, size, root, head)
		if err != nil {
			return nil, err
		}
		b.Proofs = append(b.Proofs, proof)
	}
	return b, nil
}

func (n *Node) bagged(ctx context.Context, p *evidence.Part, known muster.Seq, id string) bag.Item {
	x, _ := p.Items.Get(known, id)
	at, _ := p.Items.State(known, id)
	i := &x.Value
	out := bag.Item{ID: id, Digest: i.Digest, Media: i.Media, State: at.Value.State, Captured: i.Captured, Language: i.Language, Of: i.Of, Made: i.Made, Looks: i.Looks, Statement: x.ID}
	if i.Place != nil {
		out.Region, out.Precision = i.Place.Region, i.Place.Precision
	}
	out.Bytes = func() ([]byte, error) {
		d, err := muster.ParseDigest(i.Digest)
		if err != nil {
			return nil, err
		}
		return record.ReadDocument(ctx, n.Store, d)
	}
	return out
}

// aboutCase says what else is in a case, without anybody's name and without titles.
func aboutCase(p *evidence.Part, known muster.Seq, c *evidence.Case) (all []bag.About) {
	for _, id := range c.Incidents {
		x, _ := p.Incidents.Get(known, id)
		at, _ := p.Incidents.State(known, id)
		a := bag.About{Object: evidence.ObjectIncident, ID: id, State: at.Value.State, From: x.Value.From, Until: x.Value.Until}
		if x.Value.Place != nil {
			a.Region = x.Value.Place.Region
		}
		all = append(all, a)
	}
	for _, id := range c.Damages {
		x, _ := p.Damages.Get(known, id)
		at, _ := p.Damages.State(known, id)
		s, _ := p.Assessment(known, id)
		all = append(all, bag.About{
			Object: evidence.ObjectDamage, ID: id, State: at.Value.State, Region: x.Value.Place.Region, From: x.Value.From, Until: x.Value.Until, Sort: x.Value.Sort, Extent: x.Value.Extent,
			Cost: s.Amount, Currency: s.Currency, Method: s.Method, Prices: s.Prices, List: s.List, Code: s.Code,
		})
	}
	return all
}

// proofAt is the proof of a statement in a tree that was signed.
func (n *Node) proofAt(ctx context.Context, at, size muster.Seq, root muster.Hash, head string) (*seal.Proof, error) {
	st, err := n.Store.Statement(ctx, at)
	if err != nil {
		return nil, err
	}
	path, err := seal.Prove(at, size, n.Log.ReadHash(ctx))
	if err != nil {
		return nil, err
	}
	return &seal.Proof{Format: seal.ProofFormat, Record: n.Log.ID(), Position: at, Head: st.Head, Salt: st.Salt, Body: st.Body, Size: size, Root: root, Path: path, Checkpoint: head, Key: n.key.Verifier()}, nil
}
