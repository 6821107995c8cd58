package sqlite

import (
	"context"
	"path/filepath"
	"testing"
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
