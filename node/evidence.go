package node

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"muster"
	"muster/access"
	"muster/evidence"
	"muster/record"
	"muster/standing"
)

// Reading is what somebody asks to read of what is restricted, and why.
type Reading struct {
	Object, About string
	Text          muster.ID // a restricted text of it; empty: the original of an item
	Grant         string    // under which they read who may not otherwise
	Why           string
}

// ReadEvidence hands out an original or a restricted text, after it has recorded who reads it, when and why. It is
// the one door to either.
func (n *Node) ReadEvidence(ctx context.Context, as access.Principal, r Reading) ([]byte, error) {
	p := standing.Find[*evidence.Part](n.State)
	if r.Why == "" {
		return nil, muster.Invalid("why", "say why it is read; the reason is kept in its custody")
	}
	digest := ""
	var other error // why a text is not the one that is asked for
	if r.Text != "" {
		_, other = n.restricted(ctx, r)
	}
	_, err := n.Log.Record(ctx, &record.Request{By: as.Party, Make: func(w *record.Writer) error {
		known := n.State.Known()
		item, ok := p.Items.Get(known, r.About)
		if r.Text == "" && (r.Object != evidence.ObjectItem || !ok) {
			return muster.Missing("the " + r.Object + " " + r.About) // as who may not see it is told
		}
		digest = item.Value.Digest
		th, _ := p.Thing(standing.View{State: n.State, Known: known, Effective: Today()}, r.Object, r.About)
		x := &evidence.Custody{Event: evidence.EventAccessed, At: now().Format(time.RFC3339), Text: r.Text, Grant: r.Grant}
		x.Envelope = muster.Envelope{By: as.Party, Role: string(as.Role), ActedBy: as.Person, Audience: th.Audience, Why: r.Why}
		if err := w.Add(p.Next(known, r.Object, r.About, x)); err != nil {
			return err
		}
		return other // which nobody is told who may not read it
	}})
	if err != nil {
		return nil, err
	}
	if r.Text != "" {
		return n.restricted(ctx, r)
	}
	d, err := muster.ParseDigest(digest)
	if err != nil {
		return nil, err
	}
	return record.ReadDocument(ctx, n.Store, d)
}

// restricted reads a text: of the object that is asked for, whatever another statement says of whose it is.
func (n *Node) restricted(ctx context.Context, r Reading) ([]byte, error) {
	id := r.Text
	at, err := n.position(string(id))
	if err != nil {
		return nil, err
	}
	st, err := n.Store.Statement(ctx, at)
	if err != nil {
		return nil, err
	}
	if st.Body == nil {
		return nil, muster.Missing("the text " + string(id) + ", which was erased,")
	}
	var x evidence.Text
	if err := json.Unmarshal(st.Body, &x); err != nil {
		return nil, fmt.Errorf("statement %s: %w", id, err)
	}
	if x.Kind != evidence.KindText || x.Object != r.Object || x.About != r.About {
		return nil, muster.Missing("the text " + string(id))
	}
	return []byte(x.Text), nil
}

// Fixity hashes every original again and records what it showed. Somebody who keeps evidence, or the operator, has
// it done; how often is evidence.FixityDays. What it returns names the items that they may see. An original that could
// not be read is no finding: it ends the run, of which nothing is recorded.
func (n *Node) Fixity(ctx context.Context, as access.Principal, why string) (*evidence.Fixity, error) {
	p := standing.Find[*evidence.Part](n.State)
	type original struct {
		id, digest string
		audience   muster.Audience
		gone       bool
	}
	var all []original
	n.State.Read(func() {
		known := n.State.Known()
		for id, x := range p.Items.All(known) {
			all = append(all, original{id, x.Value.Digest, x.Value.Audience, !n.State.HasDocument(known, x.Value.Digest)})
		}
	})
	at := now().Format(time.RFC3339)
	begin := func(audience muster.Audience) *evidence.Fixity {
		return &evidence.Fixity{At: at, Envelope: muster.Envelope{Kind: evidence.KindFixity, By: as.Party, Role: string(as.Role), ActedBy: as.Person, Audience: audience, Why: why}}
	}
	// What everybody who keeps evidence sees names the items that all of them may see; others are named apart.
	whole, told := begin(evidence.Keepers), begin(evidence.Keepers)
	apart := map[muster.Audience]*evidence.Fixity{}
	for _, o := range all {
		to := whole
		seen := as.SeesRow(audienceOf(o.audience), Today())
		if !audienceOf(evidence.Keepers).Within(audienceOf(o.audience)) {
			if to = apart[o.audience]; to == nil {
				to = begin(o.audience)
				apart[o.audience] = to
			}
		}
		altered := false
		if !o.gone {
			var err error
			if altered, err = n.altered(ctx, o.digest); err != nil {
				return nil, fmt.Errorf("the original of an item could not be read, so nothing was recorded: %w", err)
			}
			told.Checked++
			if to.Checked++; to != whole {
				whole.Checked++
			}
		}
		switch {
		case o.gone:
			if to.Erased = append(to.Erased, o.id); seen {
				told.Erased = append(told.Erased, o.id)
			}
		case altered:
			if to.Wrong = append(to.Wrong, o.id); to != whole {
				whole.Withheld++
			}
			if seen {
				told.Wrong = append(told.Wrong, o.id)
			} else {
				told.Withheld++
			}
		}
	}
	var values []muster.Value
	for _, audience := range slices.Sorted(maps.Keys(apart)) {
		if x := apart[audience]; len(x.Erased)+len(x.Wrong) > 0 && as.SeesRow(audienceOf(audience), Today()) {
			values = append(values, x)
		}
	}
	_, err := n.Log.Record(ctx, &record.Request{By: as.Party, Values: append(values, whole)})
	return told, err
}

// altered reports whether the bytes of a document are others than those that were received, or are not there.
func (n *Node) altered(ctx context.Context, digest string) (bool, error) {
	d, err := muster.ParseDigest(digest)
	if err != nil {
		return false, err
	}
	switch _, err = record.ReadDocument(ctx, n.Store, d); {
	case errors.Is(err, record.ErrAltered) || len(muster.Refusals(err)) > 0: // it is missing
		return true, nil
	default:
		return false, err
	}
}

// custodyBodies are the bodies of an object's events of custody, in order, as they are stored.
func (n *Node) custodyBodies(ctx context.Context, known muster.Seq, object, about string) (all [][]byte, at []muster.Seq, err error) {
	var chain []standing.Version[evidence.Link]
	n.State.Read(func() { chain = standing.Find[*evidence.Part](n.State).Chain(known, object, about) })
	for _, l := range chain {
		st, err := n.Store.Statement(ctx, l.From)
		if err != nil {
			return nil, nil, err
		}
		all, at = append(all, bytes.Clone(st.Body)), append(at, l.From)
	}
	return all, at, nil
}
