package seal_test

import (
	"bytes"
	"errors"
	"fmt"
	"testing"

	"golang.org/x/mod/sumdb/tlog"
	"pgregory.net/rapid"

	"muster"
	"muster/seal"
)

func leafData(i int) []byte { return fmt.Appendf(nil, "head %d", i) }

// grown is a tree of n leaves built by Frontier, and by tlog beside it.
type grown struct {
	frontier seal.Frontier
	rows     [][]byte // the hashes that each statement completed
	stored   []tlog.Hash
}

func (g *grown) add(t interface{ Fatalf(string, ...any) }, data []byte) {
	n := int64(g.frontier.Size())
	row := g.frontier.Append(nil, seal.Leaf(data))
	hashes, err := tlog.StoredHashes(n, data, g.reader())
	if err != nil {
		t.Fatalf("%v", err)
	}
	var want []byte
	for _, h := range hashes {
		want = append(want, h[:]...)
	}
	if !bytes.Equal(row, want) {
		t.Fatalf("leaf %d completes %x, tlog says %x", n, row, want)
	}
	g.rows, g.stored = append(g.rows, row), append(g.stored, hashes...)
}

func (g *grown) reader() tlog.HashReaderFunc {
	return func(indexes []int64) ([]tlog.Hash, error) {
		out := make([]tlog.Hash, len(indexes))
		for i, x := range indexes {
			out[i] = g.stored[x]
		}
		return out, nil
	}
}

// read is a Reader over the rows, as a store has them.
func (g *grown) read(at muster.Seq, level int) (h muster.Hash, err error) {
	row := g.rows[at-1]
	if len(row) < (level+1)*len(h) {
		return h, fmt.Errorf("row %d has no hash of level %d", at, level)
	}
	copy(h[:], row[level*len(h):])
	return h, nil
}

func TestTreeIsThatOfRFC6962AsTlogComputesIt(t *testing.T) {
	var g grown
	for n := 0; n <= 300; n++ {
		want, err := tlog.TreeHash(int64(n), g.reader())
		if err != nil {
			t.Fatal(err)
		}
		if got := g.frontier.Root(); got != muster.Hash(want) {
			t.Fatalf("root of %d leaves is %s, tlog says %s", n, got, want)
		}
		f, err := seal.FrontierAt(muster.Seq(n), g.read)
		if err != nil {
			t.Fatal(err)
		}
		if f.Root() != g.frontier.Root() || f.Size() != muster.Seq(n) || fmt.Sprint(f.Peaks()) != fmt.Sprint(g.frontier.Peaks()) {
			t.Fatalf("the frontier of %d leaves read back is another", n)
		}
		g.add(t, leafData(n))
	}
}

func TestAppendCanBeTakenBackOnce(t *testing.T) {
	var f seal.Frontier
	for n := range 300 {
		before := f
		f.Append(nil, seal.Leaf([]byte("another")))
		f.Back()
		if f.Root() != before.Root() || f.Size() != before.Size() {
			t.Fatalf("after taking back leaf %d the root is another", n)
		}
		f.Append(nil, seal.Leaf(leafData(n)))
	}
	var g grown
	for n := range 300 {
		g.add(t, leafData(n))
	}
	if f.Root() != g.frontier.Root() {
		t.Error("a tree that was taken back now and then is another")
	}
}

func TestTreeGoesOnWithTheStoredLeafAfterAChangedHead(t *testing.T) {
	var g grown
	for n := range 65 {
		before := g.frontier
		g.add(t, leafData(n))
		broken := before
		broken.Append(nil, seal.Leaf([]byte("changed")))
		f, ok := broken.WithLast(g.rows[n])
		if !ok || f.Root() != g.frontier.Root() {
			t.Errorf("leaf %d: %t", n, ok)
		}
		if len(g.rows[n]) > 32 { // where a row has inner hashes, ones that do not follow are refused
			row := bytes.Clone(g.rows[n])
			row[40] ^= 1
			if _, ok := broken.WithLast(row); ok {
				t.Errorf("leaf %d: changed hashes were taken", n)
			}
		}
	}
	var empty seal.Frontier
	if _, ok := empty.WithLast(g.rows[0]); ok {
		t.Error("an empty tree has a last leaf")
	}
}

func TestFrontierOfMissingHashesIsAnError(t *testing.T) {
	gone := errors.New("gone")
	if _, err := seal.FrontierAt(5, func(muster.Seq, int) (muster.Hash, error) { return muster.Hash{}, gone }); !errors.Is(err, gone) {
		t.Error(err)
	}
}

func TestEveryProofHoldsAndNoAlteredOneDoes(t *testing.T) {
	var g grown
	for n := range 300 {
		g.add(t, leafData(n))
	}
	rapid.Check(t, func(t *rapid.T) {
		size := rapid.IntRange(1, 300).Draw(t, "size")
		at := rapid.IntRange(1, size).Draw(t, "at")
		f, err := seal.FrontierAt(muster.Seq(size), g.read)
		if err != nil {
			t.Fatal(err)
		}
		path, err := seal.Prove(muster.Seq(at), muster.Seq(size), g.read)
		if err != nil {
			t.Fatal(err)
		}
		check := func(path []muster.Hash, size, at int, root muster.Hash, data []byte) bool {
			p := make(tlog.RecordProof, len(path))
			for i, h := range path {
				p[i] = tlog.Hash(h)
			}
			return tlog.CheckRecord(p, int64(size), tlog.Hash(root), int64(at)-1, tlog.RecordHash(data)) == nil
		}
		if !check(path, size, at, f.Root(), leafData(at-1)) {
			t.Fatalf("the proof of %d in %d does not hold", at, size)
		}
		if check(path, size, at, f.Root(), leafData(at)) {
			t.Error("it holds for another leaf")
		}
		if len(path) > 0 {
			i, bit := rapid.IntRange(0, len(path)-1).Draw(t, "hash"), rapid.IntRange(0, 255).Draw(t, "bit")
			path[i][bit/8] ^= 1 << (bit % 8)
			if check(path, size, at, f.Root(), leafData(at-1)) {
				t.Error("it holds with another path")
			}
		}
	})
	for _, c := range [][2]muster.Seq{{0, 5}, {6, 5}, {1, 0}} {
		var refused *muster.Error
		if _, err := seal.Prove(c[0], c[1], g.read); !errors.As(err, &refused) || refused.Kind != muster.KindMissing {
			t.Errorf("position %d of %d: %v, want missing", c[0], c[1], err)
		}
	}
}
