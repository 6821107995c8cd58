package node

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"

	"muster"
	"muster/pledge"
	"muster/record"
	"muster/seal"
	"muster/standing"
)

// Shown is a statement as people look at it.
type Shown struct {
	ID       muster.ID       `json:"id"`
	Position muster.Seq      `json:"position"`
	At       time.Time       `json:"at"`
	Head     string          `json:"head"`
	Body     json.RawMessage `json:"body"`             // null once erased
	Ended    muster.ID       `json:"ended,omitempty"`  // the statement that replaced or withdrew it
	Places   []Place         `json:"places,omitempty"` // where an entry stands in each edition that has it
}

// Place is where an entry was read: edition, sheet and row as the sheet shows it.
type Place struct {
	Submission muster.ID `json:"submission"`
	Edition    string    `json:"edition"`
	File       string    `json:"file"` // SHA-256 of the file, hex
	Sheet      string    `json:"sheet,omitempty"`
	Row        int       `json:"row"`
}

// position finds a statement by id, or by its position written as a number.
func (n *Node) position(id string) (at muster.Seq, err error) {
	if p, perr := strconv.ParseUint(id, 10, 63); perr == nil {
		if p == 0 || muster.Seq(p) > n.State.Durable() {
			return 0, muster.Missing("a statement at position " + id)
		}
		return muster.Seq(p), nil
	}
	n.State.Read(func() { at, err = n.State.Position(muster.ID(id)) })
	return at, err
}

// Statement returns one statement with where it was read.
func (n *Node) Statement(ctx context.Context, id string) (*Shown, error) {
	at, err := n.position(id)
	if err != nil {
		return nil, err
	}
	st, err := n.Store.Statement(ctx, at)
	if err != nil {
		return nil, err
	}
	head, err := muster.ParseHead(st.Head)
	if err != nil {
		return nil, err
	}
	s := &Shown{ID: head.ID, Position: at, At: head.At, Head: string(st.Head), Body: json.RawMessage(st.Body)}
	n.State.Read(func() { s.Ended, _ = n.State.EndedBy(n.State.Known(), at) })
	s.Places, err = n.places(ctx, n.State.Durable(), at)
	return s, err
}

// places looks an entry up in the line tables of the editions known that have it.
func (n *Node) places(ctx context.Context, known, at muster.Seq) ([]Place, error) {
	var in []pledge.EditionInfo
	n.State.Read(func() { in = standing.Find[*pledge.Part](n.State).EditionsWith(known, at) })
	var out []Place
	for _, e := range in {
		sheet, row, err := n.lineOf(ctx, e.Lines, at)
		if err != nil {
			return nil, err
		}
		out = append(out, Place{e.ID, e.Label, e.File, sheet, row})
	}
	return out, nil
}

// lineOf finds an entry in a line table.
func (n *Node) lineOf(ctx context.Context, digest string, at muster.Seq) (sheet string, row int, err error) {
	d, err := muster.ParseDigest(digest)
	if err != nil {
		return "", 0, err
	}
	b, err := record.ReadDocument(ctx, n.Store, d)
	if err != nil {
		return "", 0, err
	}
	r := csv.NewReader(strings.NewReader(string(b)))
	if _, err := r.Read(); err != nil {
		return "", 0, fmt.Errorf("line table %s: %w", digest, err)
	}
	for {
		rec, err := r.Read()
		if err != nil {
			return "", 0, fmt.Errorf("line table %s has no entry %d: %w", digest, at, err)
		}
		first, _ := strconv.ParseUint(rec[0], 10, 64)
		count, _ := strconv.ParseUint(rec[1], 10, 64)
		if uint64(at) >= first && uint64(at) < first+count {
			row, _ := strconv.Atoi(rec[3])
			return rec[2], row + int(uint64(at)-first), nil
		}
	}
}

// Proof exports all that an outsider needs to check one statement.
func (n *Node) Proof(ctx context.Context, id string) ([]byte, error) {
	at, err := n.position(id)
	if err != nil {
		return nil, err
	}
	st, err := n.Store.Statement(ctx, at)
	if err != nil {
		return nil, err
	}
	size, root := n.Log.Head()
	path, err := seal.Prove(at, size, n.Log.ReadHash(ctx))
	if err != nil {
		return nil, err
	}
	p := &seal.Proof{
		Format: seal.ProofFormat, Record: n.Log.ID(), Position: at, Head: st.Head, Salt: st.Salt, Body: st.Body,
		Size: size, Root: root, Path: path,
	}
	if n.key != nil {
		if p.Checkpoint, err = n.Checkpoint(size, root); err != nil {
			return nil, err
		}
		p.Key = n.key.Verifier()
	}
	return p.Encode()
}

// wholeID finds the series of a contribution that is named without it, as AUH1 for kiel:AUH1.
func wholeID(v standing.View, id string) (string, error) {
	var found []string
	for _, s := range pledge.In(v).Series(v.Known) {
		whole := string(s) + ":" + id
		if _, err := pledge.In(v).Contribution(v, whole, "", true); err == nil {
			found = append(found, whole)
		}
	}
	switch len(found) {
	case 0:
		return "", muster.Missing("the contribution " + id)
	case 1:
		return found[0], nil
	}
	return "", muster.Invalid("contribution", fmt.Sprintf("found %q in several series; accepted are %s", id, strings.Join(found, ", ")))
}

// Contribution returns what was said of a contribution, whole: what stands, what one edition said,
// or with all everything ever said.
func (n *Node) Contribution(ctx context.Context, known, about, edition string, all bool) ([]Said, error) {
	v, err := n.View(ctx, known)
	if err != nil {
		return nil, err
	}
	var spoken []pledge.Spoken
	n.State.Read(func() {
		if !strings.Contains(about, ":") {
			about, err = wholeID(v, about)
		}
		if err == nil {
			spoken, err = pledge.In(v).Contribution(v, about, edition, all)
		}
	})
	if err != nil {
		return nil, err
	}
	var out []Said
	for _, s := range spoken {
		at, err := n.position(string(s.Statement))
		if err != nil {
			return nil, err
		}
		st, err := n.Store.Statement(ctx, at)
		if err != nil {
			return nil, err
		}
		x := Said{Statement: s.Statement, Stands: s.Stands, Editions: s.Editions}
		if err := json.Unmarshal(st.Body, &x.Entry); err != nil {
			return nil, fmt.Errorf("statement %s: %w", s.Statement, err)
		}
		if x.Places, err = n.places(ctx, v.Known, at); err != nil {
			return nil, err
		}
		out = append(out, x)
	}
	return out, nil
}
