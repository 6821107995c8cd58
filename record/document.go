package record

import (
	"bytes"
	"cmp"
	"compress/flate"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"iter"
	"slices"

	"muster"
)

const (
	// ChunkSize is the number of bytes of a document that one chunk packs.
	ChunkSize = 1 << 20
	// MaxDocument is the largest document in bytes.
	MaxDocument = 256 << 20
)

// Document is a document ready to be recorded: read, digested and packed, which needs no lock.
type Document struct {
	Digest muster.Hash
	Size   int64
	Packed muster.Hash // over the packed chunks, so that every stored byte is sealed
	Name   string
	Format string
	// Audience is for whom the document is; empty: for the operator.
	Audience muster.Audience
	chunks   [][]byte
}

// Pack reads a document to its end and packs it. Longer than MaxDocument is refused.
func Pack(r io.Reader, name, format string) (*Document, error) {
	d := &Document{Name: name, Format: format}
	whole, packed := sha256.New(), sha256.New()
	raw := make([]byte, ChunkSize)
	src := &source{r: r}
	for {
		n, err := io.ReadFull(src, raw)
		if n > 0 {
			d.Size += int64(n)
			if d.Size > MaxDocument {
				return nil, muster.Invalid(name, fmt.Sprintf("the file is larger than %d MiB, the most that one document may have", MaxDocument>>20))
			}
			whole.Write(raw[:n])
			chunk, cerr := pack(raw[:n])
			if cerr != nil {
				return nil, fmt.Errorf("pack %s: %w", name, cerr)
			}
			sumChunk(packed, chunk)
			d.chunks = append(d.chunks, chunk)
		}
		if err != nil && src.err == io.EOF {
			break
		}
		if err != nil { // what was cut off on its way too, which is no end
			return nil, fmt.Errorf("read %s: %w", name, err)
		}
	}
	whole.Sum(d.Digest[:0])
	packed.Sum(d.Packed[:0])
	return d, nil
}

// source remembers how a reader ended: io.ReadFull tells an end within a chunk as what is cut off is told.
type source struct {
	r   io.Reader
	err error
}

func (s *source) Read(b []byte) (n int, err error) {
	n, s.err = s.r.Read(b)
	return n, s.err
}

// Stated is the statement that announces the document.
func (d *Document) Stated(by muster.PartyID) *DocumentStated {
	return &DocumentStated{
		Envelope: muster.Envelope{Kind: KindDocument, By: by, Audience: cmp.Or(d.Audience, muster.Operator)},
		Digest:   d.Digest.Hex(), Size: d.Size, Packed: d.Packed.Hex(), Chunks: len(d.chunks), Name: d.Name, Format: d.Format,
	}
}

func sumChunk(h hash.Hash, chunk []byte) {
	var n [8]byte
	binary.BigEndian.PutUint64(n[:], uint64(len(chunk)))
	h.Write(n[:])
	h.Write(chunk)
}

func pack(raw []byte) ([]byte, error) {
	var b bytes.Buffer
	w, err := flate.NewWriter(&b, flate.BestSpeed)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(raw); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

func unpack(chunk []byte) ([]byte, error) {
	raw, err := io.ReadAll(io.LimitReader(flate.NewReader(bytes.NewReader(chunk)), ChunkSize+1))
	if err != nil {
		return nil, err
	}
	if len(raw) > ChunkSize {
		return nil, fmt.Errorf("a chunk unpacks to more than %d bytes", ChunkSize)
	}
	return raw, nil
}

// ErrAltered says that a document's stored bytes were read and are others than those that were recorded; what could not
// be read is another error.
var ErrAltered = errors.New("the stored bytes are not the ones that were recorded")

// ReadDocument returns a document's bytes, checked against its digest.
func ReadDocument(ctx context.Context, s Store, digest muster.Hash) ([]byte, error) {
	var out []byte
	for chunk, err := range s.Chunks(ctx, digest) {
		if err != nil {
			return nil, fmt.Errorf("document %s: %w", digest.Hex(), err)
		}
		raw, err := unpack(chunk)
		if err != nil {
			return nil, fmt.Errorf("document %s: %w: %w", digest.Hex(), ErrAltered, err)
		}
		out = append(out, raw...)
	}
	if out == nil && digest != sha256.Sum256(nil) {
		return nil, muster.Missing("document " + digest.Hex())
	}
	if sha256.Sum256(out) != digest {
		return nil, fmt.Errorf("document %s: %w", digest.Hex(), ErrAltered)
	}
	return out, nil
}

// checkDocument compares stored chunks with what the statement announced.
func checkDocument(chunks iter.Seq2[[]byte, error], want *DocumentStated) error {
	whole, packed := sha256.New(), sha256.New()
	n, size := 0, int64(0)
	for chunk, err := range chunks {
		if err != nil {
			return err
		}
		n++
		sumChunk(packed, chunk)
		raw, err := unpack(chunk)
		if err != nil {
			return fmt.Errorf("chunk %d does not unpack: %w", n, err)
		}
		size += int64(len(raw))
		whole.Write(raw)
	}
	if n == 0 && want.Chunks > 0 {
		return errGone
	}
	if got := hex.EncodeToString(whole.Sum(nil)); got != want.Digest {
		return fmt.Errorf("its %d bytes have the digest %s", size, got)
	}
	if got := hex.EncodeToString(packed.Sum(nil)); got != want.Packed || n != want.Chunks {
		return fmt.Errorf("its %d stored chunks are not the ones that were recorded", n)
	}
	return nil
}

// Chunks yields the packed chunks in order.
func (d *Document) Chunks() iter.Seq[[]byte] { return slices.Values(d.chunks) }
