package seal

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"

	"golang.org/x/mod/sumdb/tlog"

	"muster"
)

// ProofFormat names the file format of a Proof.
const ProofFormat = "muster-proof/1"

// Proof is all an outsider needs to check that one statement is in a record: head, salt and body,
// the path to the root, and the signed tree head. Byte fields are base64 in JSON.
type Proof struct {
	Format     string        `json:"format"`
	Record     string        `json:"record"`
	Position   muster.Seq    `json:"position"`
	Head       []byte        `json:"head"`
	Salt       []byte        `json:"salt,omitempty"` // absent once erased
	Body       []byte        `json:"body,omitempty"`
	Size       muster.Seq    `json:"size"` // statements in the tree
	Root       muster.Hash   `json:"root"`
	Path       []muster.Hash `json:"path"`       // from the leaf's sibling up
	Checkpoint string        `json:"checkpoint"` // signed note over Size and Root; empty where there was no key
	Key        string        `json:"key"`        // the verifier key in the note format
}

// Prove returns the path of the statement at a position in the tree of the first size statements.
func Prove(at, size muster.Seq, read Reader) ([]muster.Hash, error) {
	if at == 0 || at > size {
		return nil, muster.Missing(fmt.Sprintf("position %d of %d", at, size))
	}
	p, err := tlog.ProveRecord(int64(size), int64(at)-1, hashReader(read))
	if err != nil {
		return nil, fmt.Errorf("prove position %d of %d: %w", at, size, err)
	}
	path := make([]muster.Hash, len(p))
	for i, h := range p {
		path[i] = muster.Hash(h)
	}
	return path, nil
}

// Encode writes the proof as indented JSON.
func (p *Proof) Encode() ([]byte, error) {
	b, err := json.MarshalIndent(p, "", "  ")
	return append(b, '\n'), err
}

// ParseProof reads what Encode wrote. It does not check the proof.
func ParseProof(b []byte) (*Proof, error) {
	var p Proof
	d := json.NewDecoder(bytes.NewReader(b))
	d.DisallowUnknownFields()
	if err := d.Decode(&p); err != nil {
		return nil, muster.Invalid("proof", fmt.Sprintf("this is not a proof: %v; accepted is a file made by 'muster statement ID --proof FILE'", err))
	}
	if p.Format != ProofFormat {
		return nil, muster.Invalid("proof", fmt.Sprintf("found format %q; this release of Muster reads %q", p.Format, ProofFormat))
	}
	return &p, nil
}

// Verdict is what checking a proof showed.
type Verdict struct {
	Head   muster.Head
	Body   bool // the body is in the proof and is the one the head commits to
	Signed bool // the tree head is signed with Key
}

// Check checks the proof against itself: the body against its commitment, the head against the
// root by way of the path, and the root against the signature. It needs no record.
func (p *Proof) Check() (Verdict, error) {
	var v Verdict
	head, err := muster.ParseHead(p.Head)
	if err != nil {
		return v, fmt.Errorf("statement at position %d: %w", p.Position, err)
	}
	v.Head = head
	if record, n, err := head.ID.Split(); err != nil || record != p.Record || muster.Seq(n) != p.Position {
		return v, fmt.Errorf("statement %s: the proof speaks of position %d of record %q", head.ID, p.Position, p.Record)
	}
	if p.Salt != nil || p.Body != nil {
		if len(p.Salt) != muster.SaltSize || muster.Commit(p.Salt, p.Body) != head.Body {
			return v, fmt.Errorf("statement %s: the body is not the one its head commits to", head.ID)
		}
		v.Body = true
	}
	path := make(tlog.RecordProof, len(p.Path))
	for i, h := range p.Path {
		path[i] = tlog.Hash(h)
	}
	if p.Position == 0 || p.Position > p.Size {
		return v, fmt.Errorf("statement %s: position %d is not among %d statements", head.ID, p.Position, p.Size)
	}
	if err := tlog.CheckRecord(path, int64(p.Size), tlog.Hash(p.Root), int64(p.Position)-1, tlog.Hash(Leaf(p.Head))); err != nil {
		return v, fmt.Errorf("statement %s: its head does not lead to the root %s: the head, the path or the root was changed", head.ID, p.Root)
	}
	if p.Checkpoint == "" {
		return v, nil
	}
	if p.Key == "" {
		return v, errors.New("the proof has a signed tree head but no key to check it with")
	}
	c, err := OpenCheckpoint([]byte(p.Checkpoint), p.Key)
	if err != nil {
		return v, err
	}
	if c.Size != p.Size || c.Root != p.Root {
		return v, fmt.Errorf("the signed tree head is of another tree: %d statements, root %s", c.Size, c.Root)
	}
	if c.Origin != Origin(p.Record) {
		return v, fmt.Errorf("the signed tree head is of another record: %s", c.Origin)
	}
	v.Signed = true
	return v, nil
}
