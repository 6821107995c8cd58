package standing

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"os"
	"path/filepath"

	"muster"
)

// Layout is the version of the snapshot's bytes; another one is rebuilt.
const Layout = 1

// SnapshotHeader is a snapshot's first line. It has no bodies: what it holds can always be folded
// again.
type SnapshotHeader struct {
	Layout   int         `json:"layout"`
	Fold     string      `json:"fold"` // digest of the kinds and parts that made it
	Record   string      `json:"record"`
	Position muster.Seq  `json:"position"`
	Root     muster.Hash `json:"root"`
	Bytes    int64       `json:"bytes"`
	SHA256   string      `json:"sha256"` // of what follows the header
}

// FoldVersion raises with every change to what a part keeps in memory.
const FoldVersion = 5

// fold names what folded: parts and kinds with their versions, in order.
func (s *State) fold() string {
	h := sha256.New()
	fmt.Fprintln(h, "fold", FoldVersion)
	for _, p := range s.parts {
		fmt.Fprintln(h, p.Name())
		for _, k := range p.Kinds() {
			fmt.Fprintln(h, k.Name, k.Erasable)
		}
	}
	return hex.EncodeToString(h.Sum(nil)[:8])
}

// headerSize is the space kept for the header line, so that it can be written last.
const headerSize = 512

// SaveSnapshot writes all that stands, and stood, to a file beside its place and moves it there.
// The root is that of the tree at Known.
func (s *State) SaveSnapshot(path string, root muster.Hash) error {
	s.mu.RLock()
	defer s.mu.RUnlock()
	if s.known != s.safe || s.base.opened == nil {
		return errors.New("snapshot: there are statements that are not recorded yet")
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".snapshot-*")
	if err != nil {
		return fmt.Errorf("snapshot: %w", err)
	}
	defer os.Remove(f.Name())
	if err := s.writeSnapshot(f, root); err != nil {
		return fmt.Errorf("snapshot: %w", errors.Join(err, f.Close()))
	}
	if err := f.Close(); err != nil {
		return fmt.Errorf("snapshot: %w", err)
	}
	return os.Rename(f.Name(), path)
}

func (s *State) writeSnapshot(f *os.File, root muster.Hash) error {
	if _, err := f.Seek(headerSize, io.SeekStart); err != nil {
		return err
	}
	w := newSnapshotWriter(f)
	for _, p := range s.parts {
		p.Save(w)
	}
	sum, n, err := w.finish()
	if err != nil {
		return err
	}
	line, err := json.Marshal(SnapshotHeader{Layout, s.fold(), s.base.opened.Record, s.known, root, n, sum})
	if err != nil {
		return err
	}
	if len(line) >= headerSize {
		return errors.New("the header is too long")
	}
	head := append(bytes.Repeat([]byte{' '}, headerSize-1), '\n')
	copy(head, line)
	_, err = f.WriteAt(head, 0)
	return err
}

// Digest is the SHA-256 of what a snapshot of this state would hold, to compare two states.
func (s *State) Digest() (string, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	w := newSnapshotWriter(io.Discard)
	for _, p := range s.parts {
		p.Save(w)
	}
	sum, _, err := w.finish()
	return sum, err
}

// ReadSnapshotHeader reads a snapshot's header alone.
func ReadSnapshotHeader(path string) (h SnapshotHeader, err error) {
	f, err := os.Open(path)
	if err != nil {
		return h, err
	}
	defer f.Close()
	line := make([]byte, headerSize)
	if _, err := io.ReadFull(f, line); err != nil {
		return h, fmt.Errorf("snapshot: %w", err)
	}
	if err := json.Unmarshal(line, &h); err != nil {
		return h, fmt.Errorf("snapshot header: %w", err)
	}
	return h, nil
}

// ErrSnapshot says that a snapshot is not one that this state can start from; it is rebuilt.
var ErrSnapshot = errors.New("the snapshot does not fit")

// LoadSnapshot fills an empty state from a file. rootAt is asked for the record's root at the
// snapshot's position, so that a snapshot of another history is not taken. After an error the
// state must be thrown away.
func (s *State) LoadSnapshot(path string, rootAt func(muster.Seq) (muster.Hash, error)) error {
	b, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	var h SnapshotHeader
	if len(b) < headerSize || json.Unmarshal(b[:headerSize], &h) != nil {
		return fmt.Errorf("%w: it has no header", ErrSnapshot)
	}
	body := b[headerSize:]
	if h.Layout != Layout || h.Fold != s.fold() {
		return fmt.Errorf("%w: another release of Muster wrote it", ErrSnapshot)
	}
	if sum := sha256.Sum256(body); hex.EncodeToString(sum[:]) != h.SHA256 {
		return fmt.Errorf("%w: its bytes are not those that were written", ErrSnapshot)
	}
	root, err := rootAt(h.Position)
	if err != nil || root != h.Root {
		return fmt.Errorf("%w: it is of another history", ErrSnapshot)
	}
	r := &SnapshotReader{b: body}
	for _, p := range s.parts {
		p.Load(r)
	}
	if r.err == nil && len(r.b) != 0 {
		r.err = errors.New("it is longer than what was read")
	}
	if r.err != nil {
		return fmt.Errorf("%w: %w", ErrSnapshot, r.err)
	}
	if s.base.opened == nil || s.base.opened.Record != h.Record {
		return fmt.Errorf("%w: it is of another record", ErrSnapshot)
	}
	s.known, s.safe = h.Position, h.Position
	return nil
}

// SnapshotWriter takes what a part saves. The first error stays and is returned at the end.
type SnapshotWriter struct {
	w   *bufio.Writer
	h   hash.Hash
	n   int64
	buf []byte
	err error
}

func newSnapshotWriter(w io.Writer) *SnapshotWriter {
	h := sha256.New()
	return &SnapshotWriter{w: bufio.NewWriterSize(io.MultiWriter(w, h), 1<<16), h: h}
}

func (w *SnapshotWriter) finish() (sum string, n int64, err error) {
	if w.err == nil {
		w.err = w.w.Flush()
	}
	return hex.EncodeToString(w.h.Sum(nil)), w.n, w.err
}

// Fail keeps the first error.
func (w *SnapshotWriter) Fail(err error) {
	if w.err == nil {
		w.err = err
	}
}

func (w *SnapshotWriter) write(b []byte) {
	if w.err == nil {
		_, w.err = w.w.Write(b)
		w.n += int64(len(b))
	}
}

// Int writes a number.
func (w *SnapshotWriter) Int(n uint64) {
	w.buf = binary.AppendUvarint(w.buf[:0], n)
	w.write(w.buf)
}

// Bytes writes bytes with their length.
func (w *SnapshotWriter) Bytes(b []byte) {
	w.Int(uint64(len(b)))
	w.write(b)
}

// JSON writes a value of any shape; for small things.
func (w *SnapshotWriter) JSON(v any) {
	b, err := json.Marshal(v)
	w.Fail(err)
	w.Bytes(b)
}

// Number is what a column is made of.
type Number interface {
	~uint8 | ~uint16 | ~uint32 | ~uint64 | ~int8 | ~int16 | ~int32 | ~int64
}

// SaveSlice writes a column.
func SaveSlice[T Number](w *SnapshotWriter, s []T) {
	var err error
	w.buf, err = binary.Append(w.buf[:0], binary.LittleEndian, s)
	w.Fail(err)
	b := w.buf
	w.buf = nil // Int below uses it
	w.Int(uint64(len(s)))
	w.write(b)
	w.buf = b
}

// Column writes a slice of numbers whose length the reader knows.
func (w *SnapshotWriter) Column(slice any) {
	var err error
	w.buf, err = binary.Append(w.buf[:0], binary.LittleEndian, slice)
	w.Fail(err)
	w.write(w.buf)
}

// SnapshotReader gives back what a part saved. The first error stays; after it everything reads as
// zero.
type SnapshotReader struct {
	b   []byte
	err error
}

// Err is the first error.
func (r *SnapshotReader) Err() error { return r.err }

// Fail keeps the first error.
func (r *SnapshotReader) Fail(err error) {
	if r.err == nil {
		r.err = err
	}
}

func (r *SnapshotReader) take(n uint64) []byte {
	if r.err != nil {
		return nil
	}
	if n > uint64(len(r.b)) {
		r.err = io.ErrUnexpectedEOF
		return nil
	}
	b := r.b[:n]
	r.b = r.b[n:]
	return b
}

// Int reads a number.
func (r *SnapshotReader) Int() uint64 {
	if r.err != nil {
		return 0
	}
	n, k := binary.Uvarint(r.b)
	if k <= 0 {
		r.Fail(io.ErrUnexpectedEOF)
		return 0
	}
	r.take(uint64(k))
	return n
}

// Bytes reads bytes; they are part of the file's and must not be changed.
func (r *SnapshotReader) Bytes() []byte { return r.take(r.Int()) }

// JSON reads a value.
func (r *SnapshotReader) JSON(v any) {
	if b := r.Bytes(); r.err == nil {
		r.Fail(json.Unmarshal(b, v))
	}
}

// LoadSlice reads a column.
func LoadSlice[T Number](r *SnapshotReader) []T {
	n := r.Int()
	var one T
	size := uint64(binary.Size(one))
	if n > uint64(len(r.b))/size {
		r.Fail(io.ErrUnexpectedEOF)
		return nil
	}
	s := make([]T, n)
	if b := r.take(n * size); r.err == nil {
		_, err := binary.Decode(b, binary.LittleEndian, s)
		r.Fail(err)
	}
	return s
}

// Column fills a slice of numbers.
func (r *SnapshotReader) Column(slice any) {
	if b := r.take(uint64(binary.Size(slice))); r.err == nil {
		_, err := binary.Decode(b, binary.LittleEndian, slice)
		r.Fail(err)
	}
}
