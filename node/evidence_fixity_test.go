package node_test

import (
	"context"
	"errors"
	"iter"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"muster"
	"muster/access"
	"muster/evidence"
	"muster/node"
	"muster/record"
	"muster/report"
)

// spoil puts other bytes where those of a document are kept.
func (e *evident) spoil(digest string) {
	e.t.Helper()
	d, err := muster.ParseDigest(digest)
	if err != nil {
		e.t.Fatal(err)
	}
	err = e.Store.Append(e.t.Context(), func(tx record.Tx) error {
		if err := tx.DropDocument(d); err != nil {
			return err
		}
		other, err := record.Pack(strings.NewReader("other bytes"), "", "")
		if err != nil {
			return err
		}
		for chunk := range other.Chunks() {
			if err := tx.PutChunk(d, 0, chunk); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		e.t.Fatal(err)
	}
}

func TestHashingTheOriginalsAgainFindsWhatWasChanged(t *testing.T) {
	e := newEvident(t)
	x, err := e.Fixity(t.Context(), evCustodian, "on schedule")
	if err != nil || x.Checked != 2 || len(x.Wrong) > 0 {
		t.Fatalf("%+v, %v", x, err)
	}
	item, _ := e.part().Items.Get(e.State.Known(), e.items[1])
	e.spoil(item.Value.Digest)
	if x, err = e.Fixity(t.Context(), evCustodian, "on schedule"); err != nil || !slices.Equal(x.Wrong, e.items[1:]) {
		t.Errorf("%+v, %v", x, err)
	}
}

// The operator's timer hashes all originals; an item that is for fewer is named to those alone.
func TestAnOriginalThatWasChangedIsNamedToWhoMaySeeIt(t *testing.T) {
	e := newEvident(t)
	operator, err := e.As("operator@operator")
	if err != nil {
		t.Fatal(err)
	}
	folder := fstest.MapFS{"a.txt": {Data: []byte("for few")}}
	done, err := e.Enter(t.Context(), node.Intake{Folder: folder, Sheet: "s.csv", Data: []byte("file,obtained,store\na.txt,handed over,yes\n"), As: evDocumenter, Audience: evidence.Restricted})
	if err != nil || done.Recorded != 1 {
		t.Fatalf("%+v, %v", done, err)
	}
	few := done.Receipt.Received[0]
	if x, err := e.Fixity(t.Context(), operator, "on schedule"); err != nil || x.Checked != 3 || len(x.Wrong)+x.Withheld > 0 {
		t.Fatalf("%+v, %v", x, err)
	}
	if got, err := e.Backlog(t.Context(), ""); err != nil || got.Fixity == nil || got.Fixity.Wrong == nil {
		t.Errorf("a list that is empty is null: %+v, %v", got, err)
	}
	e.spoil(few.Digest)
	e.spoil(e.done.Receipt.Received[1].Digest)
	x, err := e.Fixity(t.Context(), operator, "on schedule")
	if err != nil || x.Checked != 3 || !slices.Equal(x.Wrong, e.items[1:]) || x.Withheld != 1 {
		t.Fatalf("%+v, %v", x, err)
	}
	last := func(as access.Principal) *report.FixityLast {
		got, err := e.Backlog(access.Looking(t.Context(), as), "")
		if err != nil || got.Fixity == nil {
			t.Fatalf("%+v, %v", got, err)
		}
		return got.Fixity
	}
	if f := last(evCustodian); f.Checked != 3 || !slices.Equal(f.Wrong, e.items[1:]) || f.Withheld != 1 {
		t.Errorf("%+v", f)
	}
	if x, err = e.Fixity(t.Context(), evCustodian, "again"); err != nil || len(x.Wrong) != 2 || x.Withheld != 0 {
		t.Fatalf("%+v, %v", x, err)
	}
	if f := last(evCustodian); f.Checked != 3 || len(f.Wrong) != 2 || !slices.Contains(f.Wrong, few.Item) || f.Withheld != 0 {
		t.Errorf("%+v", f)
	}
	if f := last(operator); f.Checked != 3 || !slices.Equal(f.Wrong, e.items[1:]) || f.Withheld != 1 {
		t.Errorf("%+v", f)
	}
	told := &evidence.Fixity{Envelope: evSays(evCustodian, evidence.KindFixity, ""), At: "2026-03-01T00:00:00Z", Checked: 1, Wrong: []string{few.Item}}
	if said, err := e.Say(t.Context(), node.Saying{}, told); err != nil || len(said.Refused) == 0 {
		t.Errorf("an item is named to more than may see it: %+v, %v", said, err)
	}
}

// failing is a store whose disk fails.
type failing struct {
	record.Store
	err error
}

func (f failing) Chunks(context.Context, muster.Hash) iter.Seq2[[]byte, error] {
	return func(yield func([]byte, error) bool) { yield(nil, f.err) }
}

// What cannot be read is no finding: who knows nothing records nothing.
func TestADiskThatFailsIsNoFinding(t *testing.T) {
	e := newEvident(t)
	whole, known := e.Store, e.State.Known()
	e.Store = failing{whole, errors.New("input/output error")}
	_, err := e.Fixity(t.Context(), evCustodian, "on schedule")
	e.Store = whole
	if err == nil || !strings.Contains(err.Error(), "input/output error") || e.State.Known() != known {
		t.Errorf("%v", err)
	}
}
