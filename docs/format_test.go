package docs_test

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"golang.org/x/mod/sumdb/note"

	"muster"
	"muster/party"
	"muster/record"
	"muster/seal"
	"muster/store/sqlite"
)

var update = flag.Bool("update", false, "write the worked example of record-format.md anew")

const formatFile = "record-format.md"

// block finds the fenced blocks that a comment names: <!-- example NAME -->.
var block = regexp.MustCompile("(?s)<!-- example ([a-z0-9 -]+) -->\n```[a-z]*\n(.*?)```\n")

// example is the record of three statements that record-format.md works through.
type example struct {
	statements []muster.Statement
	digest     muster.Hash
	chunk      []byte
	tree       seal.Frontier
	packed     muster.Hash
	inner      muster.Hash // over statements 1 and 2
	signed     string
	verifier   string
}

// The example's document, and the same bytes as raw deflate: one stored block.
var (
	exampleDocument = []byte("hello\n")
	exampleChunk    = append([]byte{0x01, 0x06, 0x00, 0xf9, 0xff}, exampleDocument...)
)

// newExample builds the record with the packages that write real ones; only clock, salts and key
// are fixed.
func newExample(t *testing.T) *example {
	t.Helper()
	e := &example{chunk: exampleChunk, digest: sha256.Sum256(exampleDocument)}
	signer, verifier := exampleKey(t)
	e.verifier = verifier
	size := binary.BigEndian.AppendUint64(nil, uint64(len(e.chunk)))
	e.packed = sha256.Sum256(append(size, e.chunk...))
	begin := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	for i, s := range []struct {
		at    time.Time
		value muster.Value
	}{
		{begin, &record.Open{
			Envelope: muster.Envelope{Kind: record.KindOpen, By: party.Operator, Audience: muster.Public},
			Record:   testRecord, Title: "An example", Key: verifier,
		}},
		{begin.Add(time.Microsecond), &record.DocumentStated{
			Envelope: muster.Envelope{Kind: record.KindDocument, By: party.Operator, Audience: muster.Operator},
			Digest:   e.digest.Hex(), Size: int64(len(exampleDocument)), Packed: e.packed.Hex(), Chunks: 1, Name: "hello.txt", Format: "text",
		}},
		{begin.Add(5250 * time.Millisecond), &record.Note{
			Envelope: muster.Envelope{Kind: record.KindNote, By: party.Operator, About: "kiel:DEM12"}, Text: "Ask when it arrived & where.",
		}},
	} {
		body, err := json.Marshal(s.value)
		if err != nil {
			t.Fatal(err)
		}
		salt := make([]byte, muster.SaltSize)
		for k := range salt {
			salt[k] = byte(16*i + k)
		}
		head := muster.Head{ID: muster.NewID(testRecord, uint64(i+1)), At: s.at, Body: muster.Commit(salt, body)}.Encode()
		st := muster.Statement{Position: muster.Seq(i + 1), Head: head, Salt: salt, Body: body}
		st.Hashes = e.tree.Append(nil, seal.Leaf(head))
		if i == 1 {
			e.inner = e.tree.Root()
		}
		e.statements = append(e.statements, st)
	}
	text := seal.Checkpoint{Origin: seal.Origin(testRecord), Size: e.tree.Size(), Root: e.tree.Root()}.Text()
	signed, err := note.Sign(&note.Note{Text: text}, signer)
	if err != nil {
		t.Fatal(err)
	}
	e.signed = string(signed)
	return e
}

// exampleKey is the Ed25519 key of the seed 00 01 02 … 1f.
func exampleKey(t *testing.T) (note.Signer, string) {
	t.Helper()
	seed := make([]byte, ed25519.SeedSize)
	for i := range seed {
		seed[i] = byte(i)
	}
	public, ok := ed25519.NewKeyFromSeed(seed).Public().(ed25519.PublicKey)
	if !ok {
		t.Fatal("no public key")
	}
	name := seal.Origin(testRecord)
	sum := sha256.Sum256(append([]byte(name+"\n\x01"), public...))
	signer, err := note.NewSigner(fmt.Sprintf("PRIVATE+KEY+%s+%08x+%s", name, sum[:4], base64.StdEncoding.EncodeToString(append([]byte{1}, seed...))))
	if err != nil {
		t.Fatal(err)
	}
	verifier, err := note.NewEd25519VerifierKey(name, public)
	if err != nil {
		t.Fatal(err)
	}
	return signer, verifier
}

func (e *example) proof(t *testing.T) *seal.Proof {
	t.Helper()
	read := func(at muster.Seq, level int) (h muster.Hash, err error) {
		copy(h[:], e.statements[at-1].Hashes[32*level:])
		return h, nil
	}
	path, err := seal.Prove(1, 3, read)
	if err != nil {
		t.Fatal(err)
	}
	first := e.statements[0]
	return &seal.Proof{
		Format: seal.ProofFormat, Record: testRecord, Position: 1, Head: first.Head, Salt: first.Salt, Body: first.Body,
		Size: 3, Root: e.tree.Root(), Path: path, Checkpoint: e.signed, Key: e.verifier,
	}
}

// blocks are the example's bytes as the document shows them.
func (e *example) blocks(t *testing.T) map[string]string {
	t.Helper()
	b := map[string]string{}
	for _, st := range e.statements {
		head, err := muster.ParseHead(st.Head)
		if err != nil {
			t.Fatal(err)
		}
		hashes := []string{hex.EncodeToString(st.Hashes[:32])}
		for h := st.Hashes[32:]; len(h) > 0; h = h[32:] {
			hashes = append(hashes, hex.EncodeToString(h[:32]))
		}
		b[fmt.Sprintf("statement %d", st.Position)] = fmt.Sprintf("body    %s\nsalt    %x\nSHA-256 %s   (salt ‖ body)\nhead    %s\nhashes  %s\n",
			st.Body, st.Salt, head.Body.Hex(), st.Head, strings.Join(hashes, "\n        "))
	}
	b["tree"] = fmt.Sprintf("node 1,0 = SHA-256(01 ‖ leaf 1 ‖ leaf 2)   = %s\nroot     = SHA-256(01 ‖ node 1,0 ‖ leaf 3) = %s\n         as base64 %s\n", e.inner.Hex(), e.tree.Root().Hex(), e.tree.Root())
	b["chunk"] = fmt.Sprintf("document 68656c6c6f0a                  (%q)\ndigest   %s\nchunk 0  %x        (one stored block of deflate)\npacked = SHA-256(%016x ‖ chunk 0) = %s\n",
		exampleDocument, e.digest.Hex(), e.chunk, len(e.chunk), e.packed.Hex())
	b["tree head"] = e.signed
	proof, err := e.proof(t).Encode()
	if err != nil {
		t.Fatal(err)
	}
	b["proof"] = string(proof)
	return b
}

func readFormat(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile(formatFile)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestTheWorkedExampleIsWhatMusterWrites(t *testing.T) {
	want := newExample(t).blocks(t)
	text := readFormat(t)
	seen := map[string]bool{}
	fresh := block.ReplaceAllStringFunc(text, func(found string) string {
		m := block.FindStringSubmatch(found)
		w, ok := want[m[1]]
		if !ok {
			return found
		}
		seen[m[1]] = true
		if m[2] != w && !*update {
			t.Errorf("the example %q in %s is\n%s\nbut Muster writes\n%s\n('go test ./docs -update' writes it anew)", m[1], formatFile, m[2], w)
		}
		return strings.TrimSuffix(found, m[2]+"```\n") + w + "```\n"
	})
	for name := range want {
		if !seen[name] {
			t.Errorf("%s lacks the example %q", formatFile, name)
		}
	}
	if *update && fresh != text {
		if err := os.WriteFile(formatFile, []byte(fresh), 0o644); err != nil { //nolint:gosec // a page of the documentation
			t.Fatal(err)
		}
	}
}

func TestTheWorkedExampleIsARecordThatBothVerifiersAccept(t *testing.T) {
	e := newExample(t)
	path := filepath.Join(t.TempDir(), "example.db")
	store, err := sqlite.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	err = store.Append(t.Context(), func(tx record.Tx) error {
		if err := tx.Insert(e.statements); err != nil {
			return err
		}
		return tx.PutChunk(e.digest, 0, e.chunk)
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
	if r := verifyOurs(t, path); len(r.Findings) > 0 || r.Root != e.tree.Root() || r.Documents != 1 {
		t.Errorf("ours says %+v", r)
	}
	head := filepath.Join(t.TempDir(), "head")
	if err := os.WriteFile(head, []byte(e.signed), 0o600); err != nil {
		t.Fatal(err)
	}
	if status, out := python(t, path, "--head", head); status != 0 || !strings.Contains(out, "\nroot "+e.tree.Root().String()+"\n") {
		t.Errorf("verify.py: status %d\n%s", status, out)
	}
	proof, text := export(t, e.proof(t), nil)
	if v, err := checkOurs(text); err != nil || !v.Signed || !v.Body {
		t.Errorf("ours says of the proof: %+v, %v", v, err)
	}
	if status, out := python(t, proof); status != 0 {
		t.Errorf("verify.py of the proof: status %d\n%s", status, out)
	}
}

// The tables of the document are those that the stores make.
func TestTheTablesAreThoseOfTheStores(t *testing.T) {
	text := readFormat(t)
	for name, file := range map[string]string{
		"sqlite":   "../store/sqlite/sql/001_record.sql",
		"postgres": "../store/postgres/sql/001_record.sql",
	} {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var want strings.Builder
		for line := range strings.Lines(string(b)) {
			if !strings.HasPrefix(line, "--") {
				want.WriteString(line)
			}
		}
		found := false
		for _, m := range block.FindAllStringSubmatch(text, -1) {
			if m[1] != name {
				continue
			}
			found = true
			if m[2] != want.String() {
				t.Errorf("%s shows\n%s\nbut %s makes\n%s", formatFile, m[2], file, want.String())
			}
		}
		if !found {
			t.Errorf("%s lacks the tables %q", formatFile, name)
		}
	}
}
