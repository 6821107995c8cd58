package api

import (
	"encoding/binary"
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"muster"
	"muster/seal"
)

// The tree as C2SP tlog-tiles lays it down: /checkpoint, /tile/L/N and /tile/entries/N, with .p/W for
// a tile that is not full. Entries are heads only; what a head commits to is read under /v1.

// tileWidth is how many hashes, or entries, a full tile has.
const tileWidth = 256

func (a *api) tiles() {
	a.mux.HandleFunc("GET /checkpoint", a.checkpoint)
	a.mux.HandleFunc("GET /tile/{level}/{index...}", func(w http.ResponseWriter, r *http.Request) {
		if err := a.tile(w, r); err != nil {
			writeProblem(w, a.refuse(r, nil, err))
		}
	})
}

func (a *api) checkpoint(w http.ResponseWriter, r *http.Request) {
	text, size, err := a.src.Checkpoint(r.Context())
	if err != nil {
		writeProblem(w, a.refuse(r, nil, err))
		return
	}
	h := w.Header()
	h.Set("Content-Type", "text/plain; charset=utf-8")
	h.Set("Cache-Control", "no-cache")
	h.Set("Muster-Known", strconv.FormatUint(uint64(size), 10))
	w.Write([]byte(text)) //nolint:errcheck // the reader left
}

// tilePath is a tile as its address names it.
type tilePath struct {
	entries bool
	level   int
	n       uint64
	width   uint64
}

func readTile(level, index string) (t tilePath, err error) {
	missing := muster.Missing(fmt.Sprintf("a tile at %s/%s (an address is L/N or entries/N, N in threes as in x001/234, with .p/W where it is not full)", level, index))
	if t.entries = level == "entries"; !t.entries {
		l, err := strconv.ParseUint(level, 10, 8)
		if err != nil || l > 7 || strconv.FormatUint(l, 10) != level {
			return t, missing
		}
		t.level = int(l)
	}
	t.width = tileWidth
	if whole, part, ok := strings.Cut(index, ".p/"); ok {
		w, err := strconv.ParseUint(part, 10, 16)
		if err != nil || w == 0 || w >= tileWidth || strconv.FormatUint(w, 10) != part {
			return t, missing
		}
		index, t.width = whole, w
	}
	parts := strings.Split(index, "/")
	for i, p := range parts {
		digits, x := strings.CutPrefix(p, "x")
		d, err := strconv.ParseUint(digits, 10, 16)
		if err != nil || len(digits) != 3 || x != (i < len(parts)-1) || len(parts) > 6 || i == 0 && len(parts) > 1 && d == 0 {
			return t, missing
		}
		t.n = t.n*1000 + d
	}
	return t, nil
}

func (a *api) tile(w http.ResponseWriter, r *http.Request) error {
	t, err := readTile(r.PathValue("level"), r.PathValue("index"))
	if err != nil {
		return err
	}
	v, err := a.src.View(r.Context(), "", nil)
	if err != nil {
		return err
	}
	// The last leaf that the tile's last hash covers is recorded, or there is no such tile yet.
	shift := uint(8 * t.level)
	if last := t.n*tileWidth + t.width; last > uint64(v.Known)>>shift {
		return muster.Missing(fmt.Sprintf("the tile %s/%s (there are %d statements)", r.PathValue("level"), r.PathValue("index"), v.Known))
	}
	var b []byte
	if t.entries {
		b, err = a.entries(r, t)
	} else {
		b, err = a.hashes(r, t)
	}
	if err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", "application/octet-stream")
	h.Set("Cache-Control", "public, max-age=31536000, immutable")
	h.Set("Content-Length", strconv.Itoa(len(b)))
	w.Write(b) //nolint:errcheck // the reader left
	return nil
}

// hashes are a tile's: those of level 8·L of the tree.
func (a *api) hashes(r *http.Request, t tilePath) ([]byte, error) {
	read := a.src.Hashes(r.Context())
	b := make([]byte, 0, t.width*uint64(len(muster.Hash{})))
	for i := range t.width {
		at, level := seal.Place(8*t.level, t.n*tileWidth+i)
		h, err := read(at, level)
		if err != nil {
			return nil, err
		}
		b = append(b, h[:]...)
	}
	return b, nil
}

// entries are heads, each after its length in two bytes.
func (a *api) entries(r *http.Request, t tilePath) ([]byte, error) {
	first := muster.Seq(t.n * tileWidth)
	var b []byte
	for head, err := range a.src.Heads(r.Context(), first, first+muster.Seq(t.width)) {
		if err != nil {
			return nil, err
		}
		b = binary.BigEndian.AppendUint16(b, uint16(len(head)))
		b = append(b, head...)
	}
	return b, nil
}
