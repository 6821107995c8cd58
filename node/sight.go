package node

import (
	"context"
	"encoding/json"
	"fmt"

	"muster"
	"muster/evidence"
	"muster/pledge"
	"muster/record"
	"muster/standing"
)

// sees reports whether a view's viewer may see a stored statement, and reads its envelope. Of what was
// erased there is nothing to see, and nothing to keep back.
func (n *Node) sees(v standing.View, st muster.Statement) (e muster.Envelope, ok bool, err error) {
	if st.Body == nil {
		return e, true, nil
	}
	if err := json.Unmarshal(st.Body, &e); err != nil {
		return e, false, fmt.Errorf("statement at position %d: %w", st.Position, err)
	}
	if k, _ := n.State.KindNamed(e.Kind); k.Apart {
		return e, false, nil // who reads it does so by a door that says so
	}
	n.State.Read(func() { ok = v.Shows(pledge.In(v).AudienceOf(&e)) })
	return e, ok, nil
}

// sealed is what of a statement everybody is told: that it stands there, sealed.
func sealed(st muster.Statement) (muster.Statement, muster.Head, error) {
	head, err := muster.ParseHead(st.Head)
	return muster.Statement{Position: st.Position, Head: st.Head}, head, err
}

// document finds a statement that keeps a document and that a view's viewer may see. One that they may not
// see is not told from one that is not there.
func (n *Node) document(ctx context.Context, v standing.View, digest string) (d record.DocumentStated, id muster.ID, err error) {
	var all []muster.ID
	var original muster.Seq
	n.State.Read(func() {
		all = n.State.DocumentStated(v.Known, digest)
		original = evidence.In(v).Brought(v.Known, digest)
	})
	for _, id := range all {
		var at muster.Seq
		n.State.Read(func() { at, err = n.State.Position(id) })
		if err != nil {
			return d, "", err
		}
		if at == original {
			continue // ReadEvidence is the door to it; whoever else brought the same bytes has theirs
		}
		st, err := n.Store.Statement(ctx, at)
		if err != nil {
			return d, "", err
		}
		if _, ok, err := n.sees(v, st); err != nil || !ok {
			continue
		}
		if err := json.Unmarshal(st.Body, &d); err != nil {
			return d, "", fmt.Errorf("statement %s: %w", id, err)
		}
		return d, id, nil
	}
	return d, "", muster.Missing("the document " + digest)
}
