package node

import (
	"bytes"
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"muster"
	"muster/party"
	"muster/pledge"
	"muster/record"
	"muster/store/storetest/pgtest"
)

// asURL writes a test database's address as a user would.
func asURL(t *testing.T) string {
	part := map[string]string{}
	for _, f := range strings.Fields(pgtest.Start(t)) {
		k, v, _ := strings.Cut(f, "=")
		part[k] = v
	}
	return fmt.Sprintf("postgres:///%s?host=%s&port=%s&user=%s", part["dbname"], part["host"], part["port"], part["user"])
}

func TestACopyToPostgreSQLAndBackIsTheSameRecord(t *testing.T) {
	ctx := context.Background()
	first, other, back := filepath.Join(t.TempDir(), "a"), asURL(t), filepath.Join(t.TempDir(), "b")
	n, err := Open(ctx, Config{Data: first})
	if err != nil {
		t.Fatal(err)
	}
	fillForCopy(ctx, t, n)
	size, root := n.Log.Head()
	if err := n.Close(); err != nil {
		t.Fatal(err)
	}
	for _, leg := range []struct{ from, to string }{{first, other}, {other, back}} {
		gotSize, gotRoot, err := Copy(ctx, leg.from, leg.to, func(int) {})
		if err != nil || gotSize != size || gotRoot != root {
			t.Fatalf("copy to %s: %d statements, root %s, %v; want %d, %s", leg.to, gotSize, gotRoot, err, size, root)
		}
		v, err := Verify(ctx, storeConfig(leg.to), nil, nil)
		if err != nil || len(v.Findings) != 0 || v.Root != root || v.Erased != 1 {
			t.Fatalf("the copy in %s: %v, %+v", leg.to, err, v)
		}
	}
	a, b := &Node{cfg: Config{Data: first}}, &Node{cfg: Config{Data: back}}
	for _, n := range []*Node{a, b} {
		if err := n.openStore(ctx); err != nil {
			t.Fatal(err)
		}
		defer n.Store.Close()
	}
	sameRows(ctx, t, a.Store, b.Store, size)
	if _, _, err := Copy(ctx, first, back, func(int) {}); err == nil || !strings.Contains(err.Error(), "already") {
		t.Errorf("copying onto a record: %v; want a refusal", err)
	}
}

// fillForCopy records an edition with its documents, and an erased text.
func fillForCopy(ctx context.Context, t *testing.T, n *Node) {
	t.Helper()
	book := "contribution,event,party,date,type,amount,currency\nA,allocated,Norway,2024-08-01,military,100.10,EUR\nB,allocated,Denmark,2024-08-02,military,-3.25,DKK\nC,allocated,Nowhere,2024-08-02,military,1,EUR\n"
	if _, err := n.Import(ctx, Import{Kind: "entries", Name: "book.csv", Data: []byte(book), Series: "ministry"}); err != nil {
		t.Fatal(err)
	}
	rec, err := n.Log.Record(ctx, &record.Request{By: party.Operator, Values: []muster.Value{&record.Note{
		Envelope: muster.Envelope{Kind: record.KindNote, By: party.Operator, About: "ministry:A", Audience: muster.Operator}, Text: "to be erased",
	}}})
	if err != nil {
		t.Fatal(err)
	}
	id := n.Log.ID() // not under the lock
	if _, err := n.Log.Record(ctx, &record.Request{By: party.Operator, Make: func(w *record.Writer) error {
		w.EraseStatement(rec.First)
		return w.Add(&record.Erase{
			Envelope:  muster.Envelope{Kind: record.KindErase, By: party.Operator, Why: "asked for by whom it names", Audience: muster.Operator},
			Statement: muster.NewID(id, uint64(rec.First)),
		})
	}}); err != nil {
		t.Fatal(err)
	}
	if v, err := n.View(ctx, ""); err != nil || len(pledge.In(v).Editions(v, "ministry")) != 1 {
		t.Fatalf("there is no edition to copy: %v", err)
	}
}

// sameRows compares two stores byte for byte: statements and documents.
func sameRows(ctx context.Context, t *testing.T, a, b record.Store, size muster.Seq) {
	t.Helper()
	for at := muster.Seq(1); at <= size; at++ {
		x, err := a.Statement(ctx, at)
		if err != nil {
			t.Fatal(err)
		}
		y, err := b.Statement(ctx, at)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(x.Head, y.Head) || !bytes.Equal(x.Salt, y.Salt) || !bytes.Equal(x.Body, y.Body) || !bytes.Equal(x.Hashes, y.Hashes) || (x.Body == nil) != (y.Body == nil) {
			t.Errorf("the statement at position %d differs", at)
		}
	}
	documents := 0
	for d, err := range a.Documents(ctx) {
		if err != nil {
			t.Fatal(err)
		}
		documents++
		x, err := record.ReadDocument(ctx, a, d)
		if err != nil {
			t.Fatal(err)
		}
		if y, err := record.ReadDocument(ctx, b, d); err != nil || !bytes.Equal(x, y) {
			t.Errorf("the document %s differs: %v", d.Hex(), err)
		}
	}
	if documents != 3 {
		t.Errorf("%d documents, want the file, its faults and its line table", documents)
	}
}
