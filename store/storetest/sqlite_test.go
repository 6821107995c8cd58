package storetest_test

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"muster"
	"muster/record"
	"muster/store/sqlite"
	"muster/store/storetest"
)

// opened makes an SQLite record with the texts and documents in it, and returns its path and log.
func opened(t *testing.T, values ...muster.Value) (string, record.Store, *record.Log) {
	t.Helper()
	place := filepath.Join(t.TempDir(), "record.db")
	store, err := sqlite.Open(t.Context(), place)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	now := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	log, err := record.NewLog(t.Context(), store, state(), func() time.Time { return now })
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(log.Close)
	open := &record.Open{Envelope: muster.Envelope{Kind: record.KindOpen, By: "op"}, Record: "sqlitetest", Title: "a test"}
	if _, err := log.Record(t.Context(), &record.Request{By: "op", Values: append([]muster.Value{open}, values...)}); err != nil {
		t.Fatal(err)
	}
	return place, store, log
}

// onDisk counts a text in the files of a database.
func onDisk(t *testing.T, place string, text []byte) (n int) {
	t.Helper()
	for _, end := range []string{"", "-wal", "-shm", "-journal"} {
		b, err := os.ReadFile(place + end)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			t.Fatal(err)
		}
		n += bytes.Count(b, text)
	}
	return n
}

func TestErasedBytesAreGoneFromTheFiles(t *testing.T) {
	// Notes of every length, among others that stay; many small documents, whose rows move about in
	// the tree as it grows, and large ones.
	mark := func(what string, i int) string { return fmt.Sprintf("[%s %04d to be found]", what, i) }
	var values []muster.Value
	for i := range 400 {
		text := mark("note", i) + strings.Repeat("x", i*i%9000) + mark("note", i)
		values = append(values, &record.Note{Envelope: muster.Envelope{Kind: record.KindNote, By: "op", About: "a"}, Text: text})
	}
	place, _, log := opened(t, values...)
	var docs []*record.Document
	if _, err := log.Record(t.Context(), &record.Request{By: "op", Make: func(w *record.Writer) error {
		for i := range 300 {
			d, err := record.Pack(bytes.NewReader(fmt.Appendf(nil, "%s%0*d", mark("document", i), 40*(i%30)+i%7*20_000, i)), "d", "txt")
			if err != nil {
				return err
			}
			if err := w.Put(d, "op"); err != nil {
				return err
			}
			docs = append(docs, d)
		}
		return nil
	}}); err != nil {
		t.Fatal(err)
	}
	if n := onDisk(t, place, []byte(mark("note", 7))); n == 0 {
		t.Fatal("a text that is kept is not found on disk: the search finds nothing at all")
	}
	for i := 0; i < 399; i += 9 {
		at := muster.Seq(i + 2)
		if _, err := log.Record(t.Context(), &record.Request{By: "op", Make: func(w *record.Writer) error {
			w.EraseStatement(at)
			return w.Add(&record.Erase{Envelope: muster.Envelope{Kind: record.KindErase, By: "op", Why: "asked to"}, Statement: muster.NewID("sqlitetest", uint64(at))})
		}}); err != nil {
			t.Fatal(err)
		}
		if n := onDisk(t, place, []byte(mark("note", i))); n > 0 {
			t.Errorf("note %d was erased and is on disk %d times", i, n)
		}
		if n := onDisk(t, place, []byte(mark("note", i+1))); n == 0 {
			t.Errorf("note %d was kept and is gone from the disk", i+1)
		}
	}
	for i := 0; i < 300; i += 7 {
		d := docs[i]
		if _, err := log.Record(t.Context(), &record.Request{By: "op", Make: func(w *record.Writer) error {
			w.EraseDocument(d.Digest)
			return w.Add(&record.Erase{Envelope: muster.Envelope{Kind: record.KindErase, By: "op", Why: "asked to"}, Document: d.Digest.Hex()})
		}}); err != nil {
			t.Fatal(err)
		}
	}
	for i, d := range docs {
		// The packed bytes are what lies on disk; their middle is each document's own.
		packed := packedBytes(t, d)
		if n := onDisk(t, place, packed); (n > 0) != (i%7 != 0) {
			t.Errorf("document %d of %d packed bytes is on disk %d times", i, len(packed), n)
		}
	}
}

// packedBytes is the beginning of a document as it is stored, in one piece whatever the page size.
func packedBytes(t *testing.T, d *record.Document) []byte {
	t.Helper()
	place := filepath.Join(t.TempDir(), "one.db")
	store, err := sqlite.Open(t.Context(), place)
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	log, err := record.NewLog(t.Context(), store, state(), func() time.Time { return time.Unix(0, 0) })
	if err != nil {
		t.Fatal(err)
	}
	defer log.Close()
	if _, err := log.Record(t.Context(), &record.Request{By: "op", Make: func(w *record.Writer) error {
		if err := w.Add(&record.Open{Envelope: muster.Envelope{Kind: record.KindOpen, By: "op"}, Record: "sqlitetest"}); err != nil {
			return err
		}
		return w.Put(d, "op")
	}}); err != nil {
		t.Fatal(err)
	}
	for c, err := range store.Chunks(t.Context(), d.Digest) {
		if err != nil {
			t.Fatal(err)
		}
		return c[:min(len(c), 40)]
	}
	t.Fatal("no chunk")
	return nil
}

func TestFilesAreTheirOwnersAlone(t *testing.T) {
	place, _, _ := opened(t)
	for _, end := range []string{"", "-wal"} {
		st, err := os.Stat(place + end)
		if err != nil {
			t.Fatal(err)
		}
		if st.Mode().Perm() != 0o600 {
			t.Errorf("%s has mode %04o, want 0600", filepath.Base(place+end), st.Mode().Perm())
		}
	}
}

func TestLaterLayoutIsRefused(t *testing.T) {
	for _, s := range []storetest.Subject{sqliteSubject(), postgresSubject()} {
		place := s.Place(t)
		store, err := s.Open(t.Context(), place)
		if err != nil {
			t.Fatal(err)
		}
		store.Close()
		if s.Name == "sqlite" {
			s.Tamper(t, place, "PRAGMA user_version = 99")
		} else {
			s.Tamper(t, place, "INSERT INTO layout (version) VALUES (99)")
		}
		if store, err := s.Open(t.Context(), place); err == nil || !strings.Contains(err.Error(), "99") {
			t.Errorf("%s: a record with layout 99 was opened: %v, %v", s.Name, store, err)
		}
	}
}

func TestFileThatIsNoDatabaseIsRefusedAndLeftAsItIs(t *testing.T) {
	place := filepath.Join(t.TempDir(), "record.db")
	text := strings.Repeat("this is a letter, not a database\n", 100)
	if err := os.WriteFile(place, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := sqlite.Open(t.Context(), place); err == nil || !strings.Contains(err.Error(), place) {
		t.Errorf("got %v, want an error that names the file", err)
	}
	if b, err := os.ReadFile(place); err != nil || string(b) != text {
		t.Error("the file was changed")
	}
}

// call is one line of strace -y: what was done to which file.
type call struct{ name, file, text string }

var (
	whole   = regexp.MustCompile(`^(\d+) +(\w+)\(\d+<([^>]*)>(.*)$`)
	resumed = regexp.MustCompile(`^(\d+) +<\.\.\. (\w+) resumed>`)
)

// calls reads a trace. A flush stands where it ended, a write to the database where it ended, and
// anything else (the acknowledgement) where it began: what is asked is whether the one had ended
// when the other began.
func calls(trace string) (all []call) {
	began := map[string]call{}
	for _, line := range strings.Split(trace, "\n") {
		if m := whole.FindStringSubmatch(line); m != nil {
			c := call{m[2], m[3], m[4]}
			if strings.HasSuffix(line, "<unfinished ...>") && strings.Contains(c.file, "record.db") {
				began[m[1]] = c
				continue
			}
			all = append(all, c)
		} else if m := resumed.FindStringSubmatch(line); m != nil {
			if c, ok := began[m[1]]; ok && c.name == m[2] {
				all = append(all, c)
				delete(began, m[1])
			}
		}
	}
	return all
}

func TestOneFlushBetweenTheLastWriteAndEachAcknowledgement(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: strace slows everything down")
	}
	strace, err := exec.LookPath("strace")
	if err != nil {
		t.Fatal("strace is not installed: run scripts/setup, or apt-get install strace")
	}
	place, _, _ := opened(t)
	trace := filepath.Join(t.TempDir(), "trace")
	s := sqliteSubject()
	cmd := s.Process(t, storetest.RolePaced, place, "paced", strace, "-f", "-y", "-s", "64", "-e", "trace=write,pwrite64,pwritev,writev,fsync,fdatasync,sync_file_range,sync,msync", "-o", trace)
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(trace)
	if err != nil {
		t.Fatal(err)
	}
	acks, writes, after, flushes := 0, 0, 0, 0
	for _, c := range calls(string(b)) {
		database := strings.Contains(c.file, "record.db") && !strings.HasSuffix(c.file, "-shm")
		flush := strings.HasPrefix(c.name, "f") || strings.Contains(c.name, "sync")
		switch {
		case database && flush:
			after++
			flushes++
		case database:
			writes, after = writes+1, 0
		case strings.HasPrefix(c.text, `, "ack `):
			if acks++; writes == 0 {
				t.Errorf("acknowledgement %d came before anything was written", acks)
			}
			if after != 1 {
				t.Errorf("between the last of %d writes and acknowledgement %d there were %d flushes, want 1", writes, acks, after)
			}
			writes, after = 0, 0
		}
	}
	if want := strings.Count(string(out), "ack "); acks != want || acks == 0 {
		t.Errorf("the trace shows %d acknowledgements, the process made %d", acks, want)
	}
	t.Logf("%d acknowledgements, %d flushes", acks, flushes)
}
