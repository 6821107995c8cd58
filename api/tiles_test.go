package api_test

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"strings"
	"testing"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"

	"muster"
	"muster/seal"
)

// mirror reads tiles as a stock tool does, by their C2SP addresses, and keeps them.
type mirror struct {
	s     *server
	tiles map[string][]byte
	asked int
}

func address(n int64, width int) string {
	p := fmt.Sprintf("%03d", n%1000)
	for n >= 1000 {
		n /= 1000
		p = fmt.Sprintf("x%03d/%s", n%1000, p)
	}
	if width < 256 {
		p += fmt.Sprintf(".p/%d", width)
	}
	return p
}

func (m *mirror) Height() int { return 8 }

func (m *mirror) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var out [][]byte
	for _, t := range tiles {
		path := fmt.Sprintf("/tile/%d/%s", t.L, address(t.N, t.W))
		if m.tiles[path] == nil {
			r := m.s.get(path)
			if r.StatusCode != 200 {
				return nil, fmt.Errorf("%s: %s", path, r.body)
			}
			if cc := r.Header.Get("Cache-Control"); !strings.Contains(cc, "immutable") {
				return nil, fmt.Errorf("%s: %s", path, cc)
			}
			m.tiles[path], m.asked = r.body, m.asked+1
		}
		out = append(out, m.tiles[path])
	}
	return out, nil
}

func (m *mirror) SaveTiles([]tlog.Tile, [][]byte) {}

// head reads the signed head.
func (m *mirror) head(t *testing.T, key string) tlog.Tree {
	t.Helper()
	r := m.s.get("/checkpoint")
	r.want(t, 200, nil)
	v, err := note.NewVerifier(key)
	if err != nil {
		t.Fatal(err)
	}
	n, err := note.Open(r.body, note.VerifierList(v))
	if err != nil {
		t.Fatal(err)
	}
	c, err := seal.ParseCheckpoint(n.Text)
	if err != nil || c.Origin != v.Name() {
		t.Fatal(c, err)
	}
	return tlog.Tree{N: int64(c.Size), Hash: tlog.Hash(c.Root)}
}

// A stock tool mirrors the log by its tiles, entry for entry, and sees that a later head only adds.
func TestTheLogCanBeMirroredAndVerified(t *testing.T) {
	s := start(t)
	m := &mirror{s: s, tiles: map[string][]byte{}}
	key := s.n.State.Key(s.n.State.Durable())
	first := m.head(t, key)
	check := func(tree tlog.Tree) {
		t.Helper()
		hashes := tlog.TileHashReader(tree, m)
		for n := int64(0); n*256 < tree.N; n++ {
			width := int(min(256, tree.N-n*256))
			r := s.get("/tile/entries/" + address(n, width))
			r.want(t, 200, nil)
			b := r.body
			for i := range width {
				size := int(binary.BigEndian.Uint16(b))
				head := b[2 : 2+size]
				b = b[2+size:]
				h, err := hashes.ReadHashes([]int64{tlog.StoredHashIndex(0, n*256+int64(i))})
				if err != nil {
					t.Fatal(err)
				}
				if h[0] != tlog.RecordHash(head) {
					t.Fatalf("entry %d is not the leaf of the tree", n*256+int64(i))
				}
			}
			if len(b) > 0 {
				t.Fatalf("bundle %d has %d bytes too many", n, len(b))
			}
		}
	}
	check(first)

	for i := range 5 {
		values := make([]string, 100)
		for j := range values {
			values[j] = fmt.Sprintf(group, fmt.Sprint("g", i, "-", j), "G")
		}
		s.post("/v1/statements", "["+strings.Join(values, ",")+"]").want(t, 201, nil)
	}
	second := m.head(t, key)
	if second.N != first.N+500 || second.N < 600 {
		t.Fatalf("%d and then %d statements", first.N, second.N)
	}
	check(second)
	hashes := tlog.TileHashReader(second, m)
	proof, err := tlog.ProveTree(second.N, first.N, hashes)
	if err != nil {
		t.Fatal(err)
	}
	if err := tlog.CheckTree(proof, second.N, second.Hash, first.N, first.Hash); err != nil {
		t.Fatal(err)
	}
	t.Logf("%d statements, %d tiles", second.N, m.asked)

	full := s.get("/tile/0/000").body
	if part := s.get("/tile/0/000.p/100").body; !bytes.Equal(part, full[:100*len(muster.Hash{})]) {
		t.Error("a partial tile is not the beginning of the full one")
	}
	for _, path := range []string{
		"/tile/0/999", "/tile/0/003.p/255", "/tile/1/000", "/tile/1/000.p/9", "/tile/0/000.p/256", "/tile/0/000.p/0", "/tile/0/0", "/tile/00/000",
		"/tile/0/x000/000", "/tile/x/000", "/tile/0/000.p/01", "/tile/entries/999", "/tile/8/000", "/tile/0/-01", "/tile/0/x999/x999/x999/x999/x999/x999/999", "/tile/7/x999/x999/x999/x999/x999/999",
	} {
		s.get(path).refused(t, 404)
	}
}
