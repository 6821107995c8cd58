package node_test

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"muster"
	"muster/evidence"
	"muster/node"
	"muster/record"
)

// erasedWords are in the text and the original that are erased.
var erasedWords = []string{"Zqgone", "Zqstreet", "Zqinside"}

// Erased, a restricted text and an original are in no file of the record, and the record verifies.
func TestAnErasedRestrictedTextIsInNoFileOfTheStore(t *testing.T) {
	e := newEvident(t)
	text := "Zqgone lives at 7 Zqstreet " + strings.Repeat("and Zqgone says so. ", 300)
	at := e.add(&evidence.Text{Envelope: func() muster.Envelope {
		x := evSays(evDocumenter, evidence.KindText, e.items[0])
		x.Audience = evidence.Restricted
		return x
	}(), Object: "evidence", Sort: "statement", Text: text})
	e.add(&evidence.Told{Envelope: evSays(evDocumenter, evidence.KindTold, e.items[0]), Object: "evidence", Sort: "statement", Text: muster.NewID(e.Log.ID(), uint64(at))})
	if r, err := e.Search(t.Context(), "", node.SearchQuery{Text: "Zqgone"}); err != nil || r.Total != 0 {
		t.Errorf("found by a name: %+v, %v", r, err)
	}
	if err := e.Close(); err != nil {
		t.Fatal(err)
	}
	e.open()
	inFiles := func(dir string) (all []string) {
		err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			b, err := os.ReadFile(path)
			for _, word := range erasedWords {
				if bytes.Contains(b, []byte(word)) {
					all = append(all, filepath.Base(path)+" "+word)
				}
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return all
	}
	// A snapshot, as one is kept on closing, is a file like the others: it has what stands, and no text.
	snapshot := func() {
		t.Helper()
		path := filepath.Join(e.cfg.Data, "snapshot")
		_, root := e.Log.Head()
		if err := e.State.SaveSnapshot(path, root); err != nil {
			t.Fatal(err)
		}
		b, err := os.ReadFile(path)
		if err != nil || !bytes.Contains(b, []byte(e.items[0])) {
			t.Fatalf("the snapshot has nothing that can be searched: %v", err)
		}
		if bytes.Contains(b, []byte("Zq")) {
			t.Error("a restricted text is in a snapshot")
		}
	}
	snapshot()
	before := inFiles(e.cfg.Data)
	for _, word := range erasedWords {
		if !slices.ContainsFunc(before, func(s string) bool { return strings.HasSuffix(s, " "+word) }) {
			t.Fatalf("%s was never there: this test finds nothing", word)
		}
	}
	item, _ := e.part().Items.Get(e.State.Known(), e.items[1])
	for _, x := range []record.Erase{{Statement: muster.NewID(e.Log.ID(), uint64(at))}, {Document: item.Value.Digest}} {
		x.Envelope = muster.Envelope{Kind: record.KindErase, By: "operator", Why: "a court's order"}
		said, err := e.Say(t.Context(), node.Saying{}, &x)
		if err != nil || len(said.Refused) > 0 {
			t.Fatalf("%+v, %v", said, err)
		}
	}
	if got := inFiles(e.cfg.Data); len(got) > 0 { // WAL included, as it is at once
		t.Errorf("after the erasure, while it is open: %v", got)
	}
	snapshot()
	if got := inFiles(e.cfg.Data); len(got) > 0 {
		t.Errorf("with a snapshot: %v", got)
	}
	if _, err := e.ReadEvidence(t.Context(), evCustodian, node.Reading{Object: "evidence", About: e.items[0], Text: muster.NewID(e.Log.ID(), uint64(at)), Why: "to see"}); err == nil || !strings.Contains(err.Error(), "was erased") {
		t.Error(err)
	}
	if x, err := e.Fixity(t.Context(), evCustodian, "after"); err != nil || len(x.Wrong) > 0 || !slices.Equal(x.Erased, e.items[1:]) {
		t.Errorf("%+v, %v", x, err)
	}
	if err := e.Close(); err != nil {
		t.Fatal(err)
	}
	if got := inFiles(e.cfg.Data); len(got) > 0 {
		t.Errorf("after it was closed: %v", got)
	}
	copied := filepath.Join(t.TempDir(), "copy")
	if _, _, err := node.Copy(t.Context(), e.cfg.Data, copied, func(int) {}); err != nil {
		t.Fatal(err)
	}
	if got := inFiles(copied); len(got) > 0 {
		t.Errorf("in a copy: %v", got)
	}
	for _, dir := range []string{e.cfg.Data, copied} {
		v, err := node.Verify(t.Context(), node.Config{Data: dir}, nil, func(muster.Seq) {})
		if err != nil || len(v.Findings) > 0 || v.Erased != 1 {
			t.Errorf("%s: %+v, %v", dir, v, err)
		}
	}
}
