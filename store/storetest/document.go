package storetest

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"muster"
	"muster/record"
)

func pack(tb testing.TB, text string) *record.Document {
	tb.Helper()
	d, err := record.Pack(strings.NewReader(text), "a text", "txt")
	if err != nil {
		tb.Fatal(err)
	}
	return d
}

// noise is bytes that do not compress, the same for the same seed.
func noise(seed uint64, n int) []byte {
	b := make([]byte, n)
	rand.NewChaCha8(sha256.Sum256(fmt.Append(nil, seed))).Read(b) //nolint:errcheck // it never fails
	return b
}

func (x *session) put(d *record.Document) error {
	_, err := x.make("de", func(w *record.Writer) error { return w.Put(d, "de") })
	return err
}

func testDocuments(t *testing.T, s Subject) {
	x, place := s.fresh(t)
	y := s.open(t, place, nil)
	for i, n := range []int{0, 1, 100, record.ChunkSize - 1, record.ChunkSize, record.ChunkSize + 1, 6*record.ChunkSize + 17} {
		for _, data := range [][]byte{noise(uint64(i), n), bytes.Repeat([]byte("a;b\n"), n/4+1)[:n]} {
			d, err := record.Pack(bytes.NewReader(data), "file", "csv")
			if err != nil {
				t.Fatal(err)
			}
			if _, err := record.ReadDocument(t.Context(), x.store, d.Digest); n > 0 && n != 1 && !isKind(err, muster.KindMissing) {
				t.Errorf("%d bytes before they are kept: %v, want missing", n, err)
			}
			err = x.put(d)
			if again := x.put(d); !isKind(again, muster.KindConflict) {
				t.Errorf("%d bytes kept twice: %v, want a conflict", n, again)
			}
			if n == 0 || n == 1 {
				err = nil // both kinds of data are the same bytes, or the second is
			}
			if err != nil {
				t.Fatal(err)
			}
			got, err := record.ReadDocument(t.Context(), y.store, d.Digest)
			if err != nil || !bytes.Equal(got, data) {
				t.Errorf("%d bytes came back as %d, %v", n, len(got), err)
			}
		}
	}
	again(t, x)
	report, err := record.Verify(t.Context(), x.store, nil, nil)
	if err != nil || len(report.Findings) > 0 || report.Documents < 12 {
		t.Errorf("verify: %v, %d documents, %v", err, report.Documents, report.Findings)
	}
	if _, err := record.Pack(bytes.NewReader(make([]byte, record.MaxDocument+1)), "big.csv", "csv"); !isKind(err, muster.KindInvalid) {
		t.Errorf("a document that is too large: %v", err)
	}
	s.whole(t, place, x, y)
}

// again brings what is kept already: it is stated again, and a request that is taken back takes nothing from
// who brought it first.
func again(t *testing.T, x *session) {
	t.Helper()
	d := pack(t, strings.Repeat("brought by one and by another ", 100_000))
	bring := func(by muster.PartyID, refuse error) error {
		_, err := x.make(by, func(w *record.Writer) error {
			said := d.Stated(by)
			said.Packed, said.Chunks = strings.Repeat("0", 64), 99 // as another release would have packed it
			if _, err := record.ReadDocument(t.Context(), x.store, d.Digest); err != nil {
				said = d.Stated(by)
			}
			if err := w.Bring(d, said); err != nil {
				return err
			}
			return refuse
		})
		return err
	}
	refused := muster.Invalid("x", "taken back")
	if err := bring("de", refused); !isKind(err, muster.KindInvalid) {
		t.Error(err)
	}
	if _, err := record.ReadDocument(t.Context(), x.store, d.Digest); !isKind(err, muster.KindMissing) {
		t.Errorf("taken back, and still there: %v", err)
	}
	for _, by := range []muster.PartyID{"de", "fr"} {
		if err := bring(by, nil); err != nil {
			t.Errorf("brought by %s: %v", by, err)
		}
	}
	if err := bring("pl", refused); !isKind(err, muster.KindInvalid) {
		t.Error(err)
	}
	if _, err := record.ReadDocument(t.Context(), x.store, d.Digest); err != nil {
		t.Errorf("brought twice, and taken back the third time: %v", err)
	}
}

// eraseStatement is the request that erases a statement, and the one that erases a document.
func (x *session) eraseStatement(at muster.Seq) error {
	_, err := x.make("op", func(w *record.Writer) error {
		w.EraseStatement(at)
		return w.Add(&record.Erase{Envelope: muster.Envelope{Kind: record.KindErase, By: "op", Why: "asked to"}, Statement: muster.NewID(recordID, uint64(at))})
	})
	return err
}

func (x *session) eraseDocument(d *record.Document) error {
	_, err := x.make("op", func(w *record.Writer) error {
		w.EraseDocument(d.Digest)
		return w.Add(&record.Erase{Envelope: muster.Envelope{Kind: record.KindErase, By: "op", Why: "asked to"}, Document: d.Digest.Hex()})
	})
	return err
}

func note(text string) *record.Note {
	return &record.Note{Envelope: muster.Envelope{Kind: record.KindNote, By: "pl", About: "tanks"}, Text: text}
}

func testErasure(t *testing.T, s Subject) {
	x, place := s.fresh(t)
	short := x.must(note("to be erased")).First
	long := x.must(note(strings.Repeat("a long text ", 2000))).First
	kept := x.must(note("to be kept")).First
	claim := x.must(claims("de", "one", 2)...).First
	d := pack(t, strings.Repeat("a document to be erased ", 100_000))
	if err := x.put(d); err != nil {
		t.Fatal(err)
	}
	root := func(n muster.Seq) muster.Hash {
		r, err := record.Verify(t.Context(), x.store, []muster.Seq{n}, nil)
		if err != nil || len(r.Findings) > 0 {
			t.Fatal(err, r.Findings)
		}
		h, _ := r.RootAt(n)
		return h
	}
	size := x.size()
	before := root(size)
	// Live and folded anew the same stands, whether texts are erased yet or not.
	folded := s.open(t, place, nil)
	if x.digest() != folded.digest() {
		t.Error("texts leave a trace in what stands that a fold does not")
	}
	for _, at := range []muster.Seq{short, long} {
		if err := x.eraseStatement(at); err != nil {
			t.Fatal(err)
		}
		st, err := x.store.Statement(t.Context(), at)
		if err != nil || st.Salt != nil || st.Body != nil || len(st.Head) == 0 || len(st.Hashes) == 0 {
			t.Errorf("erased statement %d: %+v, %v", at, st, err)
		}
	}
	if err := x.eraseDocument(d); err != nil {
		t.Fatal(err)
	}
	if _, err := record.ReadDocument(t.Context(), x.store, d.Digest); !isKind(err, muster.KindMissing) {
		t.Errorf("an erased document: %v, want missing", err)
	}
	noDocuments(t, x.store)
	if root(size) != before {
		t.Error("erasing changed the root")
	}
	if st, err := x.store.Statement(t.Context(), kept); err != nil || st.Body == nil {
		t.Errorf("a text beside the erased ones is gone (%v)", err)
	}
	s.whole(t, place, x, folded)
	if err := x.eraseStatement(claim); !isKind(err, muster.KindInvalid) {
		t.Errorf("erasing what figures rest on: %v", err)
	}
	if err := x.eraseStatement(900); !isKind(err, muster.KindMissing) {
		t.Errorf("erasing what is not there: %v", err)
	}
	if err := x.eraseDocument(d); !isKind(err, muster.KindMissing) {
		t.Errorf("erasing a document twice: %v", err)
	}
	if st, err := x.store.Statement(t.Context(), claim); err != nil || st.Body == nil {
		t.Errorf("a refused erasure took the body (%v)", err)
	}
	// The same bytes may be kept again; verify does not take them for ones that should be gone.
	if err := x.put(d); err != nil {
		t.Error(err)
	}
	s.whole(t, place, x, folded)
	// What can be erased carries nothing that must last.
	for _, v := range []*record.Request{
		{By: "pl", Key: "k", Input: "aa", Values: []muster.Value{note("with a key")}},
		{By: "pl", Values: []muster.Value{&record.Note{Envelope: muster.Envelope{Kind: record.KindNote, By: "pl", About: "tanks", Replaces: muster.NewID(recordID, uint64(kept))}, Text: "x"}}},
	} {
		if _, err := x.log.Record(t.Context(), v); !isKind(err, muster.KindInvalid) {
			t.Errorf("%+v: %v, want a refusal", v.Values[0].Common(), err)
		}
	}
	if _, err := x.make("op", func(w *record.Writer) error { w.EraseStatement(kept); return nil }); err == nil {
		t.Error("an erasure that no statement speaks of was taken")
	}
	if st, err := x.store.Statement(t.Context(), kept); err != nil || st.Body == nil {
		t.Errorf("an erasure that no statement speaks of took place (%v)", err)
	}
}
