package sqlite

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"

	"muster"
	"muster/record"
)

func TestAFreshFileHasItspageSizeAndItsLog(t *testing.T) {
	ctx := context.Background()
	for range 2 { // fresh, and opened again
		s, err := Open(ctx, filepath.Join(t.TempDir(), "record.db"))
		if err != nil {
			t.Fatal(err)
		}
		var size int
		var log string
		if err := s.read.QueryRowContext(ctx, "PRAGMA page_size").Scan(&size); err != nil || size != pageSize {
			t.Errorf("pages of %d bytes, %v; want %d", size, err, pageSize)
		}
		if err := s.read.QueryRowContext(ctx, "PRAGMA journal_mode").Scan(&log); err != nil || log != "wal" {
			t.Errorf("the journal is %q, %v; want a write-ahead log", log, err)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// However many rows come at once, each is stored once, in order.
func TestEveryNumberOfRowsIsInserted(t *testing.T) {
	ctx := context.Background()
	s, err := Open(ctx, filepath.Join(t.TempDir(), "record.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close() //nolint:errcheck // the test is over
	var at muster.Seq
	for n := range 2*manyRows + someRows + 2 {
		batch := make([]muster.Statement, n)
		for i := range batch {
			at++
			batch[i] = muster.Statement{Position: at, Head: []byte(fmt.Sprint(at)), Salt: []byte("salt"), Body: []byte("body"), Hashes: []byte("hashes")}
		}
		if err := s.Append(ctx, func(tx record.Tx) error { return tx.Insert(batch) }); err != nil {
			t.Fatalf("%d rows: %v", n, err)
		}
	}
	var next muster.Seq
	for st, err := range s.Statements(ctx, 0, 0) {
		next++
		if err != nil || st.Position != next || string(st.Head) != fmt.Sprint(next) {
			t.Fatalf("at %d stands %d, %q, %v", next, st.Position, st.Head, err)
		}
	}
	if next != at {
		t.Errorf("%d rows are stored, want %d", next, at)
	}
}
