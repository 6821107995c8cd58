package node

import (
	"context"
	"errors"
	"fmt"
	"os"

	"muster"
	"muster/parts"
	"muster/record"
	"muster/seal"
	"muster/standing"
)

// Verified is what verifying a record showed.
type Verified struct {
	*record.Report
	Head     string // which outside head it was compared with; empty: none
	Snapshot string // what became of the snapshot, in words
}

// Verify reads the whole record and checks it, against a tree head kept elsewhere if one is given,
// and compares the snapshot with a fold from the first statement. A snapshot that differs is thrown
// away and made anew: it is derived.
func Verify(ctx context.Context, cfg Config, head []byte, progress func(muster.Seq)) (*Verified, error) {
	n := &Node{cfg: cfg}
	n.cfg.ReadOnly = true
	if err := n.openStore(ctx); err != nil {
		return unreadable(err)
	}
	defer n.Store.Close() //nolint:errcheck // nothing was written
	var sizes []muster.Seq
	var heads []seal.Checkpoint
	v := &Verified{}
	if head != nil {
		c, err := seal.ReadCheckpoint(head)
		if err != nil {
			return nil, muster.Invalid("head", err.Error())
		}
		heads, sizes, v.Head = append(heads, c), append(sizes, c.Size), fmt.Sprintf("the head over %d statements", c.Size)
	}
	// The head kept beside the database is no outside witness, but it must fit.
	beside, err := os.ReadFile(n.path(headFile))
	if err == nil {
		c, cerr := seal.ReadCheckpoint(beside)
		if cerr != nil {
			return nil, muster.Invalid(n.path(headFile), cerr.Error())
		}
		heads, sizes = append(heads, c), append(sizes, c.Size)
	}
	if v.Report, err = record.Verify(ctx, n.Store, sizes, progress); err != nil {
		return unreadable(err)
	}
	if v.Statements == 0 && len(heads) == 0 {
		return nil, muster.Invalid("data", "this record is empty: there is nothing to verify")
	}
	for _, c := range heads {
		v.Findings = append(v.Findings, v.CheckHead(c)...)
	}
	if len(v.Findings) > 0 {
		v.Snapshot = "not compared: the record itself does not hold"
		return v, nil
	}
	return v, n.refold(ctx, v, append([][]byte{head}, beside))
}

// SQLite's codes for a file that is damaged, or no database.
const (
	sqliteCorrupt = 11
	sqliteNotADB  = 26
)

// unreadable turns a store whose pages cannot be read into a finding: that is what verification is
// asked about.
func unreadable(err error) (*Verified, error) {
	var coded interface{ Code() int }
	if !errors.As(err, &coded) {
		return nil, err
	}
	if c := coded.Code() & 0xff; c != sqliteCorrupt && c != sqliteNotADB {
		return nil, err
	}
	v := &Verified{Report: &record.Report{}, Snapshot: "not compared: the record itself does not hold"}
	v.Findings = []record.Finding{{What: "the database cannot be read: " + err.Error()}}
	return v, nil
}

// refold folds from the first statement, compares the snapshot, and checks the signatures of heads
// with the record's own key.
func (n *Node) refold(ctx context.Context, v *Verified, signed [][]byte) error {
	s, digest, err := n.foldTo(ctx, 0)
	if err != nil {
		return err
	}
	if s == nil {
		return nil
	}
	for _, b := range signed {
		if keys := s.Keys(s.Known()); len(keys) > 0 && hasSignature(b) && !signedByOne(b, keys) {
			v.Findings = append(v.Findings, record.Finding{What: "head: it is signed by none of the record's keys"})
		}
	}
	h, err := standing.ReadSnapshotHeader(n.path(snapshotFile))
	switch {
	case errors.Is(err, os.ErrNotExist):
		v.Snapshot = "there is none"
		return nil
	case err == nil && h.Position != v.Statements && h.Position != 0:
		if _, digest, err = n.foldTo(ctx, h.Position); err != nil {
			return err
		}
	}
	if err == nil && h.SHA256 == digest {
		fresh := parts.State()
		if err = fresh.LoadSnapshot(n.path(snapshotFile), func(muster.Seq) (muster.Hash, error) { return h.Root, nil }); err == nil {
			v.Snapshot = fmt.Sprintf("equals a fold of the first %d statements", h.Position)
			return nil
		}
	}
	if err := s.SaveSnapshot(n.path(snapshotFile), v.Root); err != nil {
		return err
	}
	v.Snapshot = "differed from a fold of the record and was made anew; figures shown from it may have been wrong"
	return nil
}

func signedByOne(b []byte, keys []string) bool {
	for _, k := range keys {
		if _, err := seal.OpenCheckpoint(b, k); err == nil {
			return true
		}
	}
	return false
}

func hasSignature(b []byte) bool {
	c, err := seal.ReadCheckpoint(b)
	return err == nil && len(b) > len(c.Text())
}

// foldTo folds the first statements of the record, all of them for 0.
func (n *Node) foldTo(ctx context.Context, upto muster.Seq) (*standing.State, string, error) {
	s := parts.State()
	for st, err := range n.Store.Statements(ctx, 0, upto) {
		if err != nil {
			return nil, "", err
		}
		if err := s.Fold(st); err != nil {
			return nil, "", fmt.Errorf("statement at position %d: %w", st.Position, err)
		}
	}
	s.Keep()
	if s.Known() == 0 {
		return nil, "", nil
	}
	d, err := s.Digest()
	return s, d, err
}
