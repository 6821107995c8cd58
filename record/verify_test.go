package record_test

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"muster"
	"muster/record"
	"muster/seal"
)

// small makes a record with texts, one erased; documents of no chunk and of one, or as large says of
// two; one erased, and one erased and kept anew.
func small(t *testing.T, large bool) (*memory, seal.Checkpoint) {
	t.Helper()
	m := &memory{}
	l, _ := openLog(t, m, still)
	do := func(f func(*record.Writer) error) {
		t.Helper()
		if _, err := l.Record(t.Context(), &record.Request{By: "op", Make: f}); err != nil {
			t.Fatal(err)
		}
	}
	pack := func(data []byte) *record.Document {
		d, err := record.Pack(bytes.NewReader(data), "d", "txt")
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	erase := func() *record.Erase {
		return &record.Erase{Envelope: muster.Envelope{Kind: record.KindErase, By: "op", Why: "asked to"}}
	}
	do(func(w *record.Writer) error {
		if err := w.Add(note("kept")); err != nil {
			return err
		}
		return w.Add(note("erased"))
	})
	do(func(w *record.Writer) error {
		e := erase()
		e.Statement = muster.NewID(testRecord, 3)
		w.EraseStatement(3)
		return w.Add(e)
	})
	n := 100
	if large {
		n = record.ChunkSize + 5
	}
	two := pack(bytes.Repeat([]byte("x"), n))
	gone, back := pack([]byte("gone")), pack([]byte("gone and back"))
	for _, d := range []*record.Document{pack(nil), two, gone, back} {
		do(func(w *record.Writer) error { return w.Put(d, "op") })
	}
	for _, d := range []*record.Document{gone, back} {
		do(func(w *record.Writer) error {
			e := erase()
			e.Document = d.Digest.Hex()
			w.EraseDocument(d.Digest)
			return w.Add(e)
		})
	}
	do(func(w *record.Writer) error { return w.Put(back, "op") })
	r := clean(t, m)
	if r.Erased != 1 || r.Documents != 4 || r.Statements != 11 {
		t.Fatalf("%+v", r)
	}
	return m, seal.Checkpoint{Origin: seal.Origin(testRecord), Size: r.Statements, Root: r.Root}
}

func findings(t *testing.T, m *memory) []record.Finding {
	t.Helper()
	r, err := record.Verify(context.Background(), m, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	return r.Findings
}

// Every byte of every column of every row, one at a time.
func TestEveryChangedByteIsFoundAndItsRowNamed(t *testing.T) {
	m, _ := small(t, false)
	changed := 0
	for i := range m.rows {
		row := m.rows[i]
		for column, b := range map[string]*[]byte{"head": &m.rows[i].Head, "salt": &m.rows[i].Salt, "body": &m.rows[i].Body, "hashes": &m.rows[i].Hashes} {
			was := *b
			for k := range was {
				*b = bytes.Clone(was)
				(*b)[k] ^= 1 << (k % 8)
				changed++
				all := findings(t, m)
				if !slices.ContainsFunc(all, func(f record.Finding) bool { return f.Position == row.Position }) {
					t.Fatalf("byte %d of the %s of %d: not named; found %v", k, column, row.Position, all)
				}
				if len(all) > 4 {
					t.Errorf("byte %d of the %s of %d: %d findings, %v", k, column, row.Position, len(all), all)
				}
			}
			*b = was
		}
	}
	if got := findings(t, m); len(got) > 0 || changed < 2000 {
		t.Errorf("after %d changes were put back: %v", changed, got)
	}
}

func TestEveryChangedByteOfADocumentIsFoundAndItNamed(t *testing.T) {
	m, _ := small(t, true)
	changed := 0
	for i := range m.chunks {
		c := m.chunks[i]
		name := c.digest.Hex()
		named := func(what string) {
			t.Helper()
			changed++
			if all := findings(t, m); !slices.ContainsFunc(all, func(f record.Finding) bool { return f.Document == name }) {
				t.Fatalf("%s of chunk %d of %s: not named; found %v", what, c.n, name, all)
			}
			m.chunks[i] = c
		}
		for k := range min(len(c.packed), 100) {
			m.chunks[i].packed = bytes.Clone(c.packed)
			m.chunks[i].packed[k] ^= 1 << (k % 8)
			named(fmt.Sprint("byte ", k))
		}
		m.chunks[i].packed = append(bytes.Clone(c.packed), 0)
		named("the end")
		for k := range c.digest {
			m.chunks[i].digest[k] ^= 1 << (k % 8)
			named(fmt.Sprint("digest byte ", k))
		}
		for bit := range 31 {
			m.chunks[i].n ^= 1 << bit
			named(fmt.Sprint("number bit ", bit))
		}
	}
	if got := findings(t, m); len(got) > 0 || changed < 300 {
		t.Errorf("after %d changes were put back: %v", changed, got)
	}
}

// A salt of another length would let bytes pass between salt and body under one commitment.
func TestBytesMovedBetweenSaltAndBodyAreFound(t *testing.T) {
	m, _ := small(t, false)
	row := m.rows[1]
	both := append(bytes.Clone(row.Salt), row.Body...)
	for cut := range 40 {
		m.rows[1].Salt, m.rows[1].Body = both[:cut], both[cut:]
		if got := findings(t, m); (len(got) == 0) != (cut == muster.SaltSize) {
			t.Errorf("a salt of %d bytes: %v", cut, got)
		}
	}
}

func TestErasureIsWhatAStatementSays(t *testing.T) {
	m, _ := small(t, false)
	kept, erased := m.rows[1], m.rows[2]
	m.rows[1].Salt, m.rows[1].Body = nil, nil
	if got := findings(t, m); len(got) != 1 || got[0].Position != 2 || !strings.Contains(got[0].What, "missing") {
		t.Errorf("a body taken away in silence: %v", got)
	}
	m.rows[1] = kept
	// A copy from before the erasure brings the body back.
	m.rows[2].Salt, m.rows[2].Body = kept.Salt, kept.Body
	if got := findings(t, m); len(got) == 0 {
		t.Error("a body that stands though it was erased is not found")
	}
	m.rows[2] = erased
}

func TestErasedBodyThatIsStillThereIsFound(t *testing.T) {
	m := &memory{}
	l, _ := openLog(t, m, still)
	_, err := l.Record(t.Context(), &record.Request{By: "op", Values: []muster.Value{
		note("kept against what is said"),
		&record.Erase{Envelope: muster.Envelope{Kind: record.KindErase, By: "op", Why: "asked to"}, Statement: muster.NewID(testRecord, 2)},
	}})
	if err != nil {
		t.Fatal(err)
	}
	if got := findings(t, m); len(got) != 1 || got[0].Position != 2 || !strings.Contains(got[0].What, "still stored") {
		t.Errorf("got %v, want that the body of 2 is still stored", got)
	}
}

func TestHeadKeptElsewhereFindsWhatTheRecordCannot(t *testing.T) {
	m, head := small(t, false)
	check := func(c seal.Checkpoint) []record.Finding {
		t.Helper()
		r, err := record.Verify(t.Context(), m, []muster.Seq{c.Size}, nil)
		if err != nil {
			t.Fatal(err)
		}
		if len(r.Findings) > 0 {
			t.Fatalf("in itself the record should be sound: %v", r.Findings)
		}
		return r.CheckHead(c)
	}
	for n := muster.Seq(0); n <= head.Size; n++ {
		tree, err := seal.FrontierAt(n, record.ReadHash(t.Context(), m))
		if err != nil {
			t.Fatal(err)
		}
		c := seal.Checkpoint{Origin: head.Origin, Size: n, Root: tree.Root()}
		if got := check(c); len(got) > 0 {
			t.Errorf("a true head of %d: %v", n, got)
		}
		if c.Root[3]++; len(check(c)) != 1 {
			t.Errorf("a false head of %d is not found", n)
		}
	}
	other := head
	other.Origin = "muster/otherrecor"
	if got := check(other); len(got) != 1 {
		t.Errorf("a head of another record: %v", got)
	}
	last := m.rows[len(m.rows)-1]
	m.rows, m.chunks = m.rows[:len(m.rows)-1], slices.DeleteFunc(m.chunks, func(c chunk) bool { return bytes.Contains(last.Body, []byte(c.digest.Hex())) })
	if got := check(head); len(got) != 1 || !strings.Contains(got[0].What, "11 statements") {
		t.Errorf("the last statement taken away: %v", got)
	}
}
