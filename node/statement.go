package node

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"muster/matching"

	"muster"
	"muster/pledge"
	"muster/record"
	"muster/report"
	"muster/seal"
	"muster/standing"
)

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

// Statement returns one statement with where it was read, as of now.
func (n *Node) Statement(ctx context.Context, id string) (*report.Statement, error) {
	v, err := n.View(ctx, "")
	if err != nil {
		return nil, err
	}
	return n.statementIn(ctx, v, id)
}

// statementIn returns one statement as a view knows it; one recorded later is missing.
func (n *Node) statementIn(ctx context.Context, v standing.View, id string) (*report.Statement, error) {
	at, err := n.position(id)
	if err != nil {
		return nil, err
	}
	if at > v.Known {
		return nil, muster.Missing(fmt.Sprintf("statement %s as known at position %d", id, v.Known))
	}
	st, err := n.Store.Statement(ctx, at)
	if err != nil {
		return nil, err
	}
	s, err := n.shown(v, st)
	if err != nil || s.Withheld {
		return s, err
	}
	s.Places, err = n.places(ctx, v, at)
	return s, err
}

// shown lays out a stored statement; of one that is not for the view's viewer its head alone.
func (n *Node) shown(v standing.View, st muster.Statement) (*report.Statement, error) {
	bare, head, err := sealed(st)
	if err != nil {
		return nil, err
	}
	_, ok, err := n.sees(v, st)
	if err != nil {
		return nil, err
	}
	if !ok {
		return &report.Statement{ID: head.ID, Position: bare.Position, At: head.At, Head: string(bare.Head), Withheld: true}, nil
	}
	s := &report.Statement{ID: head.ID, Position: st.Position, At: head.At, Head: string(st.Head), Body: json.RawMessage(st.Body)}
	n.State.Read(func() { s.Ended, _ = n.State.EndedBy(v.Known, st.Position) })
	return s, nil
}

// places looks an entry up in the line tables of the editions that have it.
func (n *Node) places(ctx context.Context, v standing.View, at muster.Seq) ([]report.Place, error) {
	var in []pledge.EditionInfo
	n.State.Read(func() { in = pledge.In(v).EditionsWith(v, at) })
	var out []report.Place
	for _, e := range in {
		sheet, row, err := n.lineOf(ctx, e.Lines, at)
		if err != nil {
			return nil, err
		}
		out = append(out, report.Place{Submission: e.ID, Edition: e.Label, File: e.File, Sheet: sheet, Row: row})
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

// Proof exports all that an outsider needs to check one statement. For whom the statement is not, it is
// without salt and body: it proves that something was sealed there, and nothing of what.
func (n *Node) Proof(ctx context.Context, id string) ([]byte, error) {
	at, err := n.position(id)
	if err != nil {
		return nil, err
	}
	st, err := n.Store.Statement(ctx, at)
	if err != nil {
		return nil, err
	}
	v, err := n.View(ctx, "")
	if err != nil {
		return nil, err
	}
	if _, ok, err := n.sees(v, st); err != nil {
		return nil, err
	} else if !ok {
		st, _, _ = sealed(st)
	}
	size, root := n.Log.Head()
	head := ""
	if n.key != nil {
		if head, err = n.Checkpoint(size, root); err != nil {
			return nil, err
		}
	}
	p, err := n.prove(ctx, st, size, root, head)
	if err != nil {
		return nil, err
	}
	return p.Encode()
}

// prove is the proof of a statement in a tree; head is the tree's signed head, empty where there is no key.
func (n *Node) prove(ctx context.Context, st muster.Statement, size muster.Seq, root muster.Hash, head string) (*seal.Proof, error) {
	path, err := seal.Prove(st.Position, size, n.Log.ReadHash(ctx))
	if err != nil {
		return nil, err
	}
	p := &seal.Proof{
		Format: seal.ProofFormat, Record: n.Log.ID(), Position: st.Position, Head: st.Head, Salt: st.Salt, Body: st.Body,
		Size: size, Root: root, Path: path, Checkpoint: head,
	}
	if n.key != nil {
		p.Key = n.key.Verifier()
	}
	return p, nil
}

// wholeID finds the series of a contribution that is named without it, as AUH1 for kiel:AUH1.
func wholeID(v standing.View, id string) (string, error) {
	var found []string
	for _, s := range pledge.In(v).Series(v) {
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

// Contribution returns what was said of a contribution, whole: what stands, what one edition said, or
// with all everything ever said.
func (n *Node) Contribution(ctx context.Context, known, about, edition string, all bool) ([]report.Said, error) {
	v, err := n.View(ctx, known)
	if err != nil {
		return nil, err
	}
	_, said, err := n.contributionIn(ctx, v, about, edition, all)
	return said, err
}

// contributionIn also returns the whole name of the contribution.
func (n *Node) contributionIn(ctx context.Context, v standing.View, about, edition string, all bool) (string, []report.Said, error) {
	var spoken []pledge.Spoken
	var err error
	n.State.Read(func() {
		if !strings.Contains(about, ":") {
			about, err = wholeID(v, about)
		}
		if err == nil {
			spoken, err = matching.Ledger(v).Contribution(v, about, edition, all)
		}
	})
	if err != nil {
		return about, nil, err
	}
	var out []report.Said
	for _, s := range spoken {
		if s.Derived != nil { // nobody stated it: there is no body to read
			x := report.Said{Statement: s.Statement, Stands: s.Stands, Editions: []string{}, Entry: s.Derived.Entry, Places: []report.Place{}, Derived: report.DerivedOf(s.Derived)}
			out = append(out, x)
			continue
		}
		at, err := n.position(string(s.Statement))
		if err != nil {
			return about, nil, err
		}
		st, err := n.Store.Statement(ctx, at)
		if err != nil {
			return about, nil, err
		}
		x := report.Said{Statement: s.Statement, Stands: s.Stands, Editions: s.Editions}
		if err := json.Unmarshal(st.Body, &x.Entry); err != nil {
			return about, nil, fmt.Errorf("statement %s: %w", s.Statement, err)
		}
		if x.Places, err = n.places(ctx, v, at); err != nil {
			return about, nil, err
		}
		out = append(out, x)
	}
	return about, out, nil
}
