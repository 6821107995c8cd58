// Package seal makes a record tamper-evident: tree hashes over the heads of its statements
// (RFC 6962), signed tree heads (C2SP checkpoints), proofs of a single statement, and the verifier
// that needs nothing but the proof.
//
// A log proves that nothing was rewritten since a head was seen, not that what was said is true.
package seal

import (
	"fmt"
	"math/bits"

	"golang.org/x/mod/sumdb/tlog"

	"muster"
)

// Leaf returns the leaf hash of a head: SHA-256(0x00 ‖ head).
func Leaf(head []byte) muster.Hash { return muster.Hash(tlog.RecordHash(head)) }

// node returns the hash of an inner node: SHA-256(0x01 ‖ left ‖ right).
func node(left, right muster.Hash) muster.Hash {
	return muster.Hash(tlog.NodeHash(tlog.Hash(left), tlog.Hash(right)))
}

// Frontier is the right edge of a tree: all that is needed to append to it and to know its root.
// The zero value is the empty tree.
type Frontier struct {
	n     uint64
	peaks [64]muster.Hash // peaks[l] is the complete subtree of 2^l leaves at the right edge, where bit l of n is set
}

// Size is the number of leaves.
func (f *Frontier) Size() muster.Seq { return muster.Seq(f.n) }

// Append adds a leaf and appends to dst the hashes that it completes: the leaf's own, then every
// inner node of which it is the last leaf, from the lowest up.
func (f *Frontier) Append(dst []byte, leaf muster.Hash) []byte {
	h, level := leaf, 0
	dst = append(dst, h[:]...)
	for ; f.n>>level&1 == 1; level++ {
		h = node(f.peaks[level], h)
		dst = append(dst, h[:]...)
	}
	f.peaks[level] = h
	f.n++
	return dst
}

// Back takes back the last Append, once: Append overwrites only the level that it completed, which
// the tree before it did not use.
func (f *Frontier) Back() { f.n-- }

// Root is the tree's root hash. The empty tree's is SHA-256 of nothing.
func (f *Frontier) Root() muster.Hash {
	if f.n == 0 {
		return emptyRoot
	}
	level := bits.TrailingZeros64(f.n)
	r := f.peaks[level]
	for level++; f.n>>level != 0; level++ {
		if f.n>>level&1 == 1 {
			r = node(f.peaks[level], r)
		}
	}
	return r
}

var emptyRoot = func() (h muster.Hash) {
	t, _ := tlog.TreeHash(0, nil)
	return muster.Hash(t)
}()

// Peaks returns the frontier's hashes from the highest level down, for a snapshot.
func (f *Frontier) Peaks() []muster.Hash {
	var p []muster.Hash
	for l := 63; l >= 0; l-- {
		if f.n>>l&1 == 1 {
			p = append(p, f.peaks[l])
		}
	}
	return p
}

// Place says where the hash of an inner node is stored: in the row of the statement that
// completed it, as its level-th hash.
func Place(level int, n uint64) (at muster.Seq, offset int) {
	return muster.Seq((n + 1) << level), level
}

// Reader returns the level-th hash that the statement at a position completed.
type Reader func(at muster.Seq, level int) (muster.Hash, error)

// FrontierAt reads the right edge of the tree of the first n statements: at most 64 hashes.
func FrontierAt(n muster.Seq, read Reader) (*Frontier, error) {
	f := &Frontier{n: uint64(n)}
	for l := 0; f.n>>l != 0; l++ {
		if f.n>>l&1 == 0 {
			continue
		}
		at, off := Place(l, f.n>>l-1)
		h, err := read(at, off)
		if err != nil {
			return nil, fmt.Errorf("tree of %d statements: %w", n, err)
		}
		f.peaks[l] = h
	}
	return f, nil
}

// hashReader adapts a Reader to the tree arithmetic of tlog.
func hashReader(read Reader) tlog.HashReader {
	return tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		out := make([]tlog.Hash, len(indexes))
		for i, x := range indexes {
			level, n := tlog.SplitStoredHashIndex(x)
			at, off := Place(level, uint64(n))
			h, err := read(at, off)
			if err != nil {
				return nil, err
			}
			out[i] = tlog.Hash(h)
		}
		return out, nil
	})
}

// LeafOf returns the leaf hash among the hashes that a statement completed: the first.
func LeafOf(hashes []byte) []byte {
	if len(hashes) < len(muster.Hash{}) {
		return nil
	}
	return hashes[:len(muster.Hash{})]
}

// WithLast returns the tree as it would be had its last leaf been the one whose stored hashes are
// given, so that a verifier can go on after a head that was changed. It fails where the stored
// hashes are not those that this leaf would complete.
func (f *Frontier) WithLast(hashes []byte) (*Frontier, bool) {
	if f.n == 0 || LeafOf(hashes) == nil {
		return nil, false
	}
	g := &Frontier{n: f.n - 1}
	copy(g.peaks[:], f.peaks[:])
	// Going back one leaf: the peaks below the one just completed stand in f.peaks still, since
	// Append overwrites the completed level only.
	var leaf muster.Hash
	copy(leaf[:], hashes)
	got := g.Append(nil, leaf)
	return g, string(got) == string(hashes)
}
