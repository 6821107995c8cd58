package standing_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"muster"
	"muster/record"
	"muster/standing"
)

const testRecord = "standingt0"

// claim is a statement that can be replaced and withdrawn.
type claim struct {
	muster.Envelope
	N int `json:"n"`
}

// claims is a part with one kind.
type claims struct{ r *standing.Register[int] }

func newClaims() *claims { return &claims{standing.NewRegister[int]()} }

func (*claims) Name() string { return "claims" }
func (*claims) Kinds() []standing.Kind {
	return []standing.Kind{{Name: "test.claim/1", New: func() muster.Value { return new(claim) }, Words: "claims"}}
}

func (c *claims) Check(s *standing.State, v muster.Value) error {
	return c.r.CheckThread(s.Known(), v.Common())
}

func (c *claims) Apply(m standing.Moment, v muster.Value)  { c.r.Set(m, v.Common().About, v.(*claim).N) }
func (c *claims) End(m standing.Moment, target muster.Seq) { c.r.End(m, target) }
func (c *claims) Undos() []standing.Undo                   { return []standing.Undo{c.r} }
func (c *claims) Save(w *standing.SnapshotWriter)          { c.r.Save(w) }
func (c *claims) Load(r *standing.SnapshotReader)          { c.r.Load(r) }

// history is an accepted record: statements as a store has them, without their tree hashes.
type history struct {
	state *standing.State
	rows  []muster.Statement
}

func newState() *standing.State { return standing.New(newClaims()) }

func (h *history) admit(v muster.Value) error {
	body, err := json.Marshal(v)
	if err != nil {
		return err
	}
	at := muster.Seq(len(h.rows)) + 1
	salt := bytes.Repeat([]byte{1}, muster.SaltSize)
	head := muster.Head{ID: muster.NewID(testRecord, uint64(at)), At: time.Unix(int64(at), 0).UTC(), Body: muster.Commit(salt, body)}
	if err := h.state.Admit(v, head, at); err != nil {
		return err
	}
	h.rows = append(h.rows, muster.Statement{Position: at, Head: head.Encode(), Salt: salt, Body: body})
	return nil
}

func begun(t interface{ Fatal(...any) }) *history {
	h := &history{state: newState()}
	if err := h.admit(&record.Open{Envelope: muster.Envelope{Kind: record.KindOpen, By: "op"}, Record: testRecord, Title: "a test"}); err != nil {
		t.Fatal(err)
	}
	h.state.Keep()
	return h
}

func digest(t interface{ Fatal(...any) }, s *standing.State) string {
	d, err := s.Digest()
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func fold(t interface{ Fatal(...any) }, s *standing.State, rows []muster.Statement) *standing.State {
	for _, st := range rows {
		if err := s.Fold(st); err != nil {
			t.Fatal(err)
		}
	}
	s.Keep()
	return s
}

// draw makes any statement, good or bad.
func draw(t *rapid.T, h *history) muster.Value {
	party := muster.PartyID(rapid.SampledFrom([]string{"de", "fr", "pl", "op"}).Draw(t, "by"))
	e := muster.Envelope{By: party, About: fmt.Sprint("a", rapid.IntRange(0, 4).Draw(t, "about")), Why: "for a reason"}
	target := muster.NewID(testRecord, uint64(rapid.IntRange(1, len(h.rows)+1).Draw(t, "target")))
	if rapid.Bool().Draw(t, "latest") { // what stands now, so that some are accepted
		if v, ok := standing.Find[*claims](h.state).r.Get(h.state.Known(), e.About); ok {
			target = v.ID
		}
	}
	if rapid.IntRange(0, 3).Draw(t, "keyed") == 0 {
		e.Request = &muster.Request{Key: fmt.Sprint("key", len(h.rows)), Input: "aa", Statements: 1}
	}
	switch rapid.IntRange(0, 6).Draw(t, "kind") {
	case 0, 1:
		e.Kind = "test.claim/1"
		return &claim{e, len(h.rows)}
	case 2:
		e.Kind, e.Replaces = "test.claim/1", target
		return &claim{e, len(h.rows)}
	case 3:
		e.Kind, e.Withdraws, e.About = record.KindWithdraw, target, ""
		return &record.Withdrawal{Envelope: e}
	case 4:
		e.Kind = record.KindNote
		return &record.Note{Envelope: e, Text: "a text"}
	case 5:
		e.Kind, e.About = record.KindErase, ""
		return &record.Erase{Envelope: e, Statement: target}
	default:
		e.Kind, e.About = record.KindDocument, ""
		return &record.DocumentStated{Envelope: e, Digest: fmt.Sprintf("%064d", rapid.IntRange(0, 3).Draw(t, "document"))}
	}
}

// Groups of requests, some refused, some lost with their commit: what is left is what a fold of the
// accepted statements gives, whole, in pieces, from a snapshot, with texts erased or not.
func TestStateIsTheFoldOfWhatWasAccepted(t *testing.T) {
	dir := t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		h := begun(t)
		for range rapid.IntRange(1, 5).Draw(t, "groups") {
			h.state.Keep()
			h.state.Mark()
			group := len(h.rows)
			for range rapid.IntRange(0, 6).Draw(t, "requests") {
				mark, rows := h.state.Mark(), len(h.rows)
				var err error
				for range rapid.IntRange(1, 4).Draw(t, "statements") {
					if err = h.admit(draw(t, h)); err != nil {
						break
					}
				}
				if err != nil && len(muster.Refusals(err)) == 0 {
					t.Fatal(err)
				}
				if err != nil || rapid.IntRange(0, 4).Draw(t, "dry") == 0 {
					h.state.Rollback(mark)
					h.rows = h.rows[:rows]
				}
			}
			if rapid.IntRange(0, 3).Draw(t, "lost") == 0 {
				h.state.Rollback(0)
				h.rows = h.rows[:group]
			}
			h.state.Keep()
			if h.state.Known() != muster.Seq(len(h.rows)) || h.state.Durable() != h.state.Known() {
				t.Fatalf("the state is at %d (durable %d), the record at %d", h.state.Known(), h.state.Durable(), len(h.rows))
			}
			want := digest(t, h.state)
			if got := digest(t, fold(t, newState(), h.rows)); got != want {
				t.Fatal("what stands is not what a fold of the accepted statements gives")
			}
			cut := rapid.IntRange(1, len(h.rows)).Draw(t, "cut")
			pieces := fold(t, newState(), h.rows[:cut])
			path, root := filepath.Join(dir, "snapshot"), muster.Hash{9}
			if err := pieces.SaveSnapshot(path, root); err != nil {
				t.Fatal(err)
			}
			loaded := newState()
			if err := loaded.LoadSnapshot(path, func(muster.Seq) (muster.Hash, error) { return root, nil }); err != nil {
				t.Fatal(err)
			}
			for _, s := range []*standing.State{pieces, loaded} {
				if got := digest(t, fold(t, s, h.rows[cut:])); got != want {
					t.Fatal("folded in two pieces, or through a snapshot, something else stands")
				}
			}
			erased := slices.Clone(h.rows)
			for i, st := range erased {
				if bytes.Contains(st.Body, []byte(`"kind":"record.note/1"`)) && rapid.Bool().Draw(t, "erased") {
					erased[i].Salt, erased[i].Body = nil, nil
				}
			}
			if got := digest(t, fold(t, newState(), erased)); got != want {
				t.Fatal("with texts erased something else stands")
			}
			for _, st := range h.rows {
				checkAnswer(t, h.state, st)
			}
		}
	})
}

func checkAnswer(t *rapid.T, s *standing.State, st muster.Statement) {
	var e muster.Envelope
	if err := json.Unmarshal(st.Body, &e); err != nil {
		t.Fatal(err)
	}
	if e.Request == nil {
		return
	}
	if a, ok := s.Answered(e.By, e.Request.Key); !ok || a.First != st.Position || a.Last != st.Position || a.Input != "aa" {
		t.Fatalf("key %s of %s answers %+v, %t; want position %d", e.Request.Key, e.By, a, ok, st.Position)
	}
}

// saved makes a snapshot of a state with something of everything in it.
func saved(t *testing.T) (string, *history, muster.Hash) {
	t.Helper()
	h := begun(t)
	for _, v := range []muster.Value{
		&claim{muster.Envelope{Kind: "test.claim/1", By: "de", About: "a", Request: &muster.Request{Key: "k", Input: "aa", Statements: 1}}, 1},
		&claim{muster.Envelope{Kind: "test.claim/1", By: "de", About: "a", Replaces: muster.NewID(testRecord, 2)}, 2},
		&record.Note{Envelope: muster.Envelope{Kind: record.KindNote, By: "pl", About: "a"}, Text: "a text"},
		&record.DocumentStated{Envelope: muster.Envelope{Kind: record.KindDocument, By: "de"}, Digest: strings.Repeat("ab", 32), Chunks: 1},
		&record.Withdrawal{Envelope: muster.Envelope{Kind: record.KindWithdraw, By: "de", Withdraws: muster.NewID(testRecord, 3), Why: "wrong"}},
	} {
		if err := h.admit(v); err != nil {
			t.Fatal(err)
		}
	}
	h.state.Keep()
	path, root := filepath.Join(t.TempDir(), "snapshot"), muster.Hash{1, 2, 3}
	if err := h.state.SaveSnapshot(path, root); err != nil {
		t.Fatal(err)
	}
	return path, h, root
}

// Every byte of the file, with every one of its bits now and then: refused, or the very same state;
// then the state is rebuilt by folding.
func TestNoByteOfASnapshotCanBeChanged(t *testing.T) {
	path, h, root := saved(t)
	want := digest(t, h.state)
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	rootAt := func(at muster.Seq) (muster.Hash, error) {
		if at != 6 {
			return muster.Hash{}, muster.Missing("position")
		}
		return root, nil
	}
	taken := 0
	try := func(what string, b []byte) {
		t.Helper()
		if err := os.WriteFile(path, b, 0o600); err != nil {
			t.Fatal(err)
		}
		s := newState()
		switch err := s.LoadSnapshot(path, rootAt); {
		case err == nil:
			taken++
			if digest(t, s) != want || s.Known() != 6 || s.Durable() != 6 {
				t.Errorf("%s: taken, and something else stands", what)
			}
		case !errors.Is(err, standing.ErrSnapshot):
			t.Errorf("%s: %v, want ErrSnapshot", what, err)
		case digest(t, fold(t, newState(), h.rows)) != want:
			t.Errorf("%s: folded anew something else stands", what)
		}
	}
	try("as it was", b)
	if taken != 1 {
		t.Fatal("the snapshot is not taken even as it was written")
	}
	for i := range b {
		c := bytes.Clone(b)
		c[i] ^= 1 << rand.IntN(8)
		try(fmt.Sprintf("byte %d changed to %q", i, c[i]), c)
	}
	for _, n := range []int{0, 1, 100, 511, 512, 513, len(b) - 1} {
		try(fmt.Sprintf("cut to %d bytes", n), b[:n])
	}
	try("a byte longer", append(bytes.Clone(b), 0))
	// In the header only the spaces after it, its count of bytes and the case of its names say
	// nothing that is checked.
	if taken > 120 {
		t.Errorf("%d changed snapshots were taken", taken)
	}
}

func TestSnapshotOfSomethingElseIsRefused(t *testing.T) {
	path, h, root := saved(t)
	if err := standing.New().LoadSnapshot(path, func(muster.Seq) (muster.Hash, error) { return root, nil }); !errors.Is(err, standing.ErrSnapshot) {
		t.Errorf("a snapshot of other parts: %v", err)
	}
	if err := newState().LoadSnapshot(path, func(muster.Seq) (muster.Hash, error) { return muster.Hash{4}, nil }); !errors.Is(err, standing.ErrSnapshot) {
		t.Errorf("a snapshot of another history: %v", err)
	}
	if err := newState().LoadSnapshot(path, func(muster.Seq) (muster.Hash, error) { return root, errors.New("shorter") }); !errors.Is(err, standing.ErrSnapshot) {
		t.Errorf("a snapshot past the record's end: %v", err)
	}
	if err := newState().LoadSnapshot(path+"x", nil); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("no file: %v", err)
	}
	head, err := standing.ReadSnapshotHeader(path)
	if err != nil || head.Record != testRecord || head.Position != 6 || head.Root != root {
		t.Errorf("%+v, %v", head, err)
	}
	// What is not recorded yet is never kept.
	h.state.Mark()
	if err := h.admit(&claim{muster.Envelope{Kind: "test.claim/1", By: "de", About: "b"}, 1}); err != nil {
		t.Fatal(err)
	}
	if err := h.state.SaveSnapshot(path, root); err == nil {
		t.Error("a snapshot was made of what is not recorded yet")
	}
}

func TestReadersSeeOnlyWhatIsDurable(t *testing.T) {
	h := begun(t)
	h.state.Mark()
	if err := h.admit(&claim{muster.Envelope{Kind: "test.claim/1", By: "de", About: "a"}, 1}); err != nil {
		t.Fatal(err)
	}
	if v, err := h.state.At(0, 0, standing.PublicViewer); err != nil || v.Known != 1 {
		t.Errorf("a view of now is known at %d, %v; want 1", v.Known, err)
	}
	if _, err := h.state.At(2, 0, standing.PublicViewer); len(muster.Refusals(err)) != 1 {
		t.Errorf("a view past what is durable: %v", err)
	}
	h.state.Keep()
	if v, err := h.state.At(2, 0, standing.PublicViewer); err != nil || v.Known != 2 {
		t.Errorf("once durable: %d, %v", v.Known, err)
	}
}

func TestSigningKeyIsChangedOnlyByBothKeys(t *testing.T) {
	h := begun(t)
	err := h.admit(&record.KeyRotation{Envelope: muster.Envelope{Kind: record.KindKey, By: "op"}, Key: "muster/x+00000000+AAAA", Signed: "nothing"})
	if len(muster.Refusals(err)) != 1 {
		t.Errorf("an unsigned key: %v, want a refusal", err)
	}
}

func TestUnknownAudienceIsRefused(t *testing.T) {
	h := begun(t)
	for audience, ok := range map[muster.Audience]bool{"": true, muster.Public: true, muster.Operator: true, "nato": false, "PUBLIC": false} {
		err := h.admit(&claim{muster.Envelope{Kind: "test.claim/1", By: "de", About: "about " + string(audience), Audience: audience}, 1})
		if (err == nil) != ok {
			t.Errorf("audience %q: %v", audience, err)
		}
	}
}
