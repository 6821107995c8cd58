package docs_test

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"muster"
	"muster/parts"
	"muster/party"
	"muster/record"
	"muster/seal"
	"muster/store/sqlite"
)

const testRecord = "k7gkq2mz4t"

// python3 finds the interpreter itself, once: what is on the path may be a slow wrapper.
var python3 = sync.OnceValues(func() (string, error) {
	out, err := exec.Command("python3", "-c", "import sys; print(sys.executable)").Output()
	return strings.TrimSpace(string(out)), err
})

// python runs docs/verify.py and returns its exit status and all that it printed.
func python(t *testing.T, args ...string) (status int, out string) {
	t.Helper()
	interpreter, err := python3()
	if err != nil {
		if testing.Short() {
			t.Skip("no python3 on this machine, and -short was asked for")
		}
		t.Fatalf("docs/verify.py cannot be tried: there is no python3 (%v); install it ('make setup' does) or pass -short", err)
	}
	b, err := exec.Command(interpreter, append([]string{"-B", "verify.py"}, args...)...).CombinedOutput()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatalf("run verify.py: %v", err)
	}
	if exit != nil {
		status = exit.ExitCode()
	}
	if strings.Contains(string(b), "Traceback") {
		t.Fatalf("verify.py %q broke:\n%s", args, b)
	}
	return status, string(b)
}

// sample is a record with notes, documents, and both kinds of erasure.
type sample struct {
	path      string // of the SQLite file
	size      muster.Seq
	root      muster.Hash
	midRoot   muster.Hash // over the first mid statements
	document  string      // digest of one that is kept, of several chunks
	erasedDoc string
	erased    muster.Seq // position of a note whose body was erased
}

const mid = 7

// newSample writes the record through the log, in several requests. The clock stands still, so that
// times come from the rule that no statement is older than the one before it.
func newSample(t *testing.T) *sample {
	t.Helper()
	ctx := t.Context()
	s := &sample{path: filepath.Join(t.TempDir(), "record with spaces.db"), erased: 4}
	store, err := sqlite.Open(ctx, s.path)
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close() //nolint:errcheck // closed twice at worst
	now := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	log, err := record.NewLog(ctx, store, parts.State(), func() time.Time { return now })
	if err != nil {
		t.Fatal(err)
	}
	say := func(values ...muster.Value) {
		t.Helper()
		if _, err := log.Record(ctx, &record.Request{By: party.Operator, Values: values}); err != nil {
			t.Fatal(err)
		}
	}
	do := func(f func(w *record.Writer) error) {
		t.Helper()
		if _, err := log.Record(ctx, &record.Request{By: party.Operator, Make: f}); err != nil {
			t.Fatal(err)
		}
	}
	put := func(b []byte, name string) *record.Document {
		t.Helper()
		d, err := record.Pack(bytes.NewReader(b), name, "csv")
		if err != nil {
			t.Fatal(err)
		}
		do(func(w *record.Writer) error { return w.Put(d, party.Operator) })
		return d
	}
	say(&record.Open{Envelope: muster.Envelope{Kind: record.KindOpen, By: party.Operator}, Record: testRecord, Title: "A record to verify"})
	for _, text := range []string{"one", "two <&> “three”", "a name that will be erased", "four", "five"} {
		say(&record.Note{Envelope: muster.Envelope{Kind: record.KindNote, By: party.Operator, About: "kiel:DEM12"}, Text: text})
	}
	long := make([]byte, 2*record.ChunkSize+17)
	random := rand.New(rand.NewPCG(1, 2))
	for i := range long {
		long[i] = byte('a' + random.IntN(4))
	}
	s.document = put(long, "long.csv").Digest.Hex()
	_, s.midRoot = log.Head() // mid statements
	gone := put([]byte("contribution,event\n"), "gone.csv")
	s.erasedDoc = gone.Digest.Hex()
	put(nil, "empty.csv")
	do(func(w *record.Writer) error {
		w.EraseStatement(s.erased)
		return w.Add(&record.Erase{
			Envelope:  muster.Envelope{Kind: record.KindErase, By: party.Operator, Why: "asked for by the person named"},
			Statement: muster.NewID(testRecord, uint64(s.erased)),
		})
	})
	do(func(w *record.Writer) error {
		w.EraseDocument(gone.Digest)
		return w.Add(&record.Erase{
			Envelope: muster.Envelope{Kind: record.KindErase, By: party.Operator, Why: "brought by mistake"}, Document: s.erasedDoc,
		})
	})
	say(&record.Note{Envelope: muster.Envelope{Kind: record.KindNote, By: party.Operator, About: "kiel:DEM12"}, Text: "last"})
	s.size, s.root = log.Head()
	log.Close()
	return s
}

// verifyOurs is Muster's own verdict.
func verifyOurs(t *testing.T, path string, sizes ...muster.Seq) *record.Report {
	t.Helper()
	store, err := sqlite.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close() //nolint:errcheck // only read
	r, err := record.Verify(t.Context(), store, sizes, nil)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func findings(r *record.Report) string {
	var b strings.Builder
	for _, f := range r.Findings {
		b.WriteString(f.String() + "\n")
	}
	return b.String()
}

var naming = regexp.MustCompile(`at position (\d+):|document ([0-9a-f]{64}):`)

// named lists what findings name: positions of statements and digests of documents.
func named(out string) (all []string) {
	for _, m := range naming.FindAllStringSubmatch(out, -1) {
		all = append(all, m[1]+m[2])
	}
	slices.Sort(all)
	return slices.Compact(all)
}

func TestVerifyPyAgreesOnAWholeRecord(t *testing.T) {
	s := newSample(t)
	ours := verifyOurs(t, s.path)
	if len(ours.Findings) > 0 || ours.Root != s.root || ours.Statements != s.size || ours.Erased != 1 || ours.Documents != 3 {
		t.Fatalf("our own verdict is %+v", ours)
	}
	status, out := python(t, s.path)
	want := "12 statements\nroot " + s.root.String() + "\nnothing found: consistent in itself, no outside head\n"
	if status != 0 || out != want {
		t.Errorf("verify.py: status %d, printed\n%s\nwant status 0 and\n%s", status, out, want)
	}
}

// keep writes a tree head to a file.
func keep(t *testing.T, c seal.Checkpoint) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "head")
	if err := os.WriteFile(path, []byte(c.Text()), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestVerifyPyComparesAHeadKeptElsewhere(t *testing.T) {
	s := newSample(t)
	truncated := copyOf(t, s.path)
	change(t, truncated, "DELETE FROM statement WHERE position = 12")
	origin := seal.Origin(testRecord)
	for _, c := range []struct {
		name string
		path string
		head seal.Checkpoint
		want string // part of the finding; empty: none
	}{
		{"the last head", s.path, seal.Checkpoint{Origin: origin, Size: s.size, Root: s.root}, ""},
		{"an earlier head", s.path, seal.Checkpoint{Origin: origin, Size: mid, Root: s.midRoot}, ""},
		{"another root", s.path, seal.Checkpoint{Origin: origin, Size: mid, Root: s.root}, "head: over "},
		{"another record", s.path, seal.Checkpoint{Origin: seal.Origin("aaaaaaaaaa"), Size: mid, Root: s.midRoot}, "head: it is of muster/aaaaaaaaaa"},
		{"a record cut short", truncated, seal.Checkpoint{Origin: origin, Size: s.size, Root: s.root}, "head: it speaks of 12 statements"},
	} {
		ours := verifyOurs(t, c.path, c.head.Size).CheckHead(c.head)
		status, out := python(t, c.path, "--head", keep(t, c.head))
		if c.want == "" {
			if len(ours) > 0 || status != 0 || !strings.Contains(out, "and with the head") {
				t.Errorf("%s: ours found %v; verify.py: status %d\n%s", c.name, ours, status, out)
			}
			continue
		}
		if len(ours) != 1 || !strings.HasPrefix(ours[0].What, c.want) {
			t.Errorf("%s: ours found %v, want %q", c.name, ours, c.want)
		}
		if status != 1 || !strings.Contains(out, "\n"+c.want) {
			t.Errorf("%s: verify.py: status %d, want %q in\n%s", c.name, status, c.want, out)
		}
	}
	if status, out := python(t, truncated); status != 0 {
		t.Errorf("a record cut short is consistent in itself; verify.py: status %d\n%s", status, out)
	}
}

func copyOf(t *testing.T, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	to := filepath.Join(t.TempDir(), "copy.db")
	if err := os.WriteFile(to, b, 0o600); err != nil {
		t.Fatal(err)
	}
	return to
}

// change runs SQL on a record behind Muster's back.
func change(t *testing.T, path, query string, args ...any) {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close() //nolint:errcheck // the statement's error is the one that matters
	r, err := db.ExecContext(context.Background(), query, args...)
	if err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	if n, err := r.RowsAffected(); n == 0 || err != nil {
		t.Fatalf("%s changed %d rows: %v", query, n, err)
	}
}

func TestBothVerifiersNameWhatWasChanged(t *testing.T) {
	s := newSample(t)
	doc := strings.ToUpper(s.document)
	for _, c := range []struct {
		name  string
		query string
		want  string // the position or digest that both name
		alone bool   // and nothing else
	}{
		{"a body", `UPDATE statement SET body = CAST(replace(body, 'four', 'five') AS BLOB) WHERE position = 5`, "5", true},
		{"a salt", `UPDATE statement SET salt = zeroblob(16) WHERE position = 3`, "3", true},
		{"a salt taken away", `UPDATE statement SET salt = NULL WHERE position = 3`, "3", true},
		{"a body taken away", `UPDATE statement SET salt = NULL, body = NULL WHERE position = 6`, "6", true},
		{"a body put back where one was erased", `UPDATE statement SET salt = zeroblob(16), body = CAST('{}' AS BLOB) WHERE position = 4`, "4", true},
		{"the statement that says it was erased", `UPDATE statement SET salt = NULL, body = NULL WHERE position = 10`, "10", false},
		{"the commitment in a head", `UPDATE statement SET head = CAST(substr(head, 1, length(head) - 8) || 'AAAAA="}' AS BLOB) WHERE position = 6`, "6", true},
		{"the form of a head", `UPDATE statement SET head = CAST(replace(head, ',"at"', ', "at"') AS BLOB) WHERE position = 6`, "6", true},
		{"the id in a head", `UPDATE statement SET head = CAST(replace(head, '-6"', '-7"') AS BLOB) WHERE position = 6`, "6", true},
		{"the time in a head", `UPDATE statement SET head = CAST(replace(head, '2026-', '2025-') AS BLOB) WHERE position = 6`, "6", true},
		{"an inner hash", `UPDATE statement SET hashes = CAST(substr(hashes, 1, 32) || zeroblob(32) || substr(hashes, 65) AS BLOB) WHERE position = 8`, "8", true},
		{"a hash too few", `UPDATE statement SET hashes = substr(hashes, 1, 64) WHERE position = 8`, "8", true},
		{"a hash too many", `UPDATE statement SET hashes = CAST(hashes || zeroblob(32) AS BLOB) WHERE position = 8`, "8", true},
		{"a leaf hash", `UPDATE statement SET hashes = CAST(zeroblob(32) || substr(hashes, 33) AS BLOB) WHERE position = 8`, "8", true},
		{"a leaf hash that stands alone", `UPDATE statement SET hashes = zeroblob(32) WHERE position = 5`, "5", false},
		{"a statement taken out", `DELETE FROM statement WHERE position = 6`, "7", false},
		{"two bodies exchanged", `UPDATE statement SET (salt, body) = (SELECT salt, body FROM statement o WHERE o.position = 8 - statement.position)
			WHERE position IN (3, 5)`, "3", false},
		{"a chunk", `UPDATE chunk SET packed = zeroblob(length(packed)) WHERE n = 1`, s.document, true},
		{"a chunk cut short", `UPDATE chunk SET packed = substr(packed, 1, length(packed) - 1) WHERE n = 2`, s.document, true},
		{"a byte after a chunk", `UPDATE chunk SET packed = CAST(packed || x'00' AS BLOB) WHERE n = 2`, s.document, true},
		{"a chunk taken out", `DELETE FROM chunk WHERE n = 1`, s.document, true},
		{"chunks in another order", `UPDATE chunk SET n = 9 WHERE n = 1`, s.document, true},
		{"a document taken out", `DELETE FROM chunk`, s.document, true},
		{"an erased document put back", `INSERT INTO chunk SELECT x'` + s.erasedDoc + `', 0, packed FROM chunk WHERE hex(digest) = '` + doc + `' AND n = 0`, s.erasedDoc, true},
		{"a document that nobody announced", `INSERT INTO chunk SELECT zeroblob(32), 0, packed FROM chunk WHERE n = 0`, strings.Repeat("00", 32), true},
	} {
		path := copyOf(t, s.path)
		change(t, path, c.query)
		ours := verifyOurs(t, path)
		status, out := python(t, path)
		if status != 1 {
			t.Errorf("%s: verify.py: status %d, want 1\n%s", c.name, status, out)
		}
		if got := named(findings(ours)); !slices.Contains(got, c.want) {
			t.Errorf("%s: ours names %v, want %s\n%s", c.name, got, c.want, findings(ours))
		}
		if got := named(out); !slices.Contains(got, c.want) || c.alone && len(got) > 1 {
			t.Errorf("%s: verify.py names %v, want %s\n%s", c.name, got, c.want, out)
		}
	}
}

func TestBothVerifiersNameAFlippedBitWhereverItIs(t *testing.T) {
	s := newSample(t)
	random := rand.New(rand.NewPCG(7, 11))
	rounds := 24
	if testing.Short() {
		rounds = 4
	}
	for range rounds {
		path := copyOf(t, s.path)
		column := []string{"head", "salt", "body", "hashes"}[random.IntN(4)]
		at := 1 + random.IntN(int(s.size))
		for muster.Seq(at) == s.erased && (column == "salt" || column == "body") {
			at = 1 + random.IntN(int(s.size))
		}
		db, err := sql.Open("sqlite", path)
		if err != nil {
			t.Fatal(err)
		}
		var b []byte
		if err := db.QueryRowContext(t.Context(), "SELECT "+column+" FROM statement WHERE position = ?", at).Scan(&b); err != nil {
			t.Fatal(err)
		}
		bit := random.IntN(8 * len(b))
		b[bit/8] ^= 1 << (bit % 8)
		if _, err := db.ExecContext(t.Context(), "UPDATE statement SET "+column+" = ? WHERE position = ?", b, at); err != nil {
			t.Fatal(err)
		}
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
		want := muster.NewID("", uint64(at))[1:]
		ours := findings(verifyOurs(t, path))
		if !slices.Contains(named(ours), string(want)) {
			t.Errorf("bit %d of the %s at position %d: ours found\n%s", bit, column, at, ours)
		}
		if status, out := python(t, path); status != 1 || !slices.Contains(named(out), string(want)) {
			t.Errorf("bit %d of the %s at position %d: verify.py: status %d\n%s", bit, column, at, status, out)
		}
	}
}

func TestVerifyPyTellsWrongUsageFromWhatItFinds(t *testing.T) {
	s := newSample(t)
	junk := filepath.Join(t.TempDir(), "junk")
	if err := os.WriteFile(junk, []byte("%PDF-1.7\n"+strings.Repeat("x", 5000)), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		args []string
		want int
	}{
		{nil, 2},
		{[]string{filepath.Join(t.TempDir(), "absent.db")}, 2},
		{[]string{s.path, "--head", filepath.Join(t.TempDir(), "absent")}, 2},
		{[]string{s.path, "--head", junk}, 1},
		{[]string{junk}, 1},
	} {
		if status, out := python(t, c.args...); status != c.want {
			t.Errorf("verify.py %q: status %d, want %d\n%s", c.args, status, c.want, out)
		}
	}
}

func TestVerifyPyFitsOnThreePagesAndNeedsNothingBesideTheLibrary(t *testing.T) {
	b, err := os.ReadFile("verify.py")
	if err != nil {
		t.Fatal(err)
	}
	if n := bytes.Count(b, []byte("\n")); n > 150 {
		t.Errorf("verify.py has %d lines; at most 150 keep it readable at one sitting", n)
	}
	library := strings.Fields("argparse base64 hashlib json re sqlite3 sys zlib datetime pathlib")
	for _, m := range regexp.MustCompile(`(?m)^(?:import (.+)|from (\S+) import .+)$`).FindAllStringSubmatch(string(b), -1) {
		for _, name := range strings.Split(m[1]+m[2], ", ") {
			if !slices.Contains(library, name) {
				t.Errorf("verify.py imports %s", name)
			}
		}
	}
}
