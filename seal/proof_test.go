package seal_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/mod/sumdb/note"

	"muster"
	"muster/seal"
)

const testRecord = "sealtest00"

// proved makes a record of n statements and the signed proof of one.
func proved(t *testing.T, n, at int) (*seal.Proof, *seal.Key) {
	t.Helper()
	key, err := seal.NewKey(filepath.Join(t.TempDir(), "key"), testRecord)
	if err != nil {
		t.Fatal(err)
	}
	var g grown
	p := &seal.Proof{Format: seal.ProofFormat, Record: testRecord, Position: muster.Seq(at), Size: muster.Seq(n), Key: key.Verifier()}
	for i := 1; i <= n; i++ {
		salt, body := bytes.Repeat([]byte{byte(i)}, muster.SaltSize), []byte(`{"kind":"test.claim/1"}`)
		head := muster.Head{ID: muster.NewID(testRecord, uint64(i)), At: time.Unix(int64(i), 0).UTC(), Body: muster.Commit(salt, body)}.Encode()
		if i == at {
			p.Head, p.Salt, p.Body = head, salt, body
		}
		g.add(t, head)
	}
	p.Root = g.frontier.Root()
	if p.Path, err = seal.Prove(p.Position, p.Size, g.read); err != nil {
		t.Fatal(err)
	}
	signed, err := key.Sign(seal.Checkpoint{Origin: seal.Origin(testRecord), Size: p.Size, Root: p.Root})
	if err != nil {
		t.Fatal(err)
	}
	p.Checkpoint = string(signed)
	return p, key
}

func TestProofIsCheckedWithNothingButItself(t *testing.T) {
	p, _ := proved(t, 21, 11)
	b, err := p.Encode()
	if err != nil {
		t.Fatal(err)
	}
	q, err := seal.ParseProof(b)
	if err != nil {
		t.Fatal(err)
	}
	v, err := q.Check()
	if err != nil || !v.Body || !v.Signed || v.Head.ID != "sealtest00-11" {
		t.Errorf("%+v, %v", v, err)
	}
	// Once the body is erased the rest of the proof still holds, and says so.
	q.Salt, q.Body = nil, nil
	if v, err := q.Check(); err != nil || v.Body || !v.Signed {
		t.Errorf("without the body: %+v, %v", v, err)
	}
	q.Checkpoint = ""
	if v, err := q.Check(); err != nil || v.Signed {
		t.Errorf("without a signed head: %+v, %v", v, err)
	}
}

// Each byte of the file in turn: the altered proof is refused, or says the very same.
func TestNoByteOfAProofCanBeChanged(t *testing.T) {
	p, _ := proved(t, 6, 3)
	b, err := p.Encode()
	if err != nil {
		t.Fatal(err)
	}
	said := func(p *seal.Proof) string {
		q := *p
		q.Checkpoint, q.Key = "", "" // Check holds them against the rest
		b, _ := json.Marshal(q)
		return string(b)
	}
	want, refused := said(p), 0
	for i := range b {
		for _, bit := range []byte{1, 2, 32} {
			c := bytes.Clone(b)
			c[i] ^= bit
			q, err := seal.ParseProof(c)
			if err == nil {
				_, err = q.Check()
			}
			if err != nil {
				refused++
				continue
			}
			// Space between fields, the case of a name or of a hexadecimal digit, unused bits of
			// base64: the same proof.
			if got := said(q); got != want {
				t.Errorf("byte %d (%q) changed by %d: taken, and says %s", i, b[i], bit, got)
			}
		}
	}
	if refused < 2*len(b) {
		t.Errorf("only %d of %d changes were refused", refused, 3*len(b))
	}
}

func TestProofOfSomethingElseIsRefused(t *testing.T) {
	other, otherKey := proved(t, 9, 3)
	for what, change := range map[string]func(*seal.Proof){
		"another position":           func(p *seal.Proof) { p.Position = 4 },
		"position 0":                 func(p *seal.Proof) { p.Position = 0 },
		"a position past the end":    func(p *seal.Proof) { p.Position = 900 },
		"another size":               func(p *seal.Proof) { p.Size = 7 },
		"another record":             func(p *seal.Proof) { p.Record = "sealtest01" },
		"another record, unsigned":   func(p *seal.Proof) { p.Record, p.Checkpoint = "sealtest01", "" },
		"another root":               func(p *seal.Proof) { p.Root[0]++ },
		"another body":               func(p *seal.Proof) { p.Body = append(p.Body, ' ') },
		"another salt":               func(p *seal.Proof) { p.Salt = bytes.Repeat([]byte{9}, 16) },
		"a byte moved into the salt": func(p *seal.Proof) { p.Salt, p.Body = append(bytes.Clone(p.Salt), p.Body[0]), p.Body[1:] },
		"a body without its salt":    func(p *seal.Proof) { p.Salt = nil },
		"a hash too few":             func(p *seal.Proof) { p.Path = p.Path[:1] },
		"a hash too many":            func(p *seal.Proof) { p.Path = append(p.Path, muster.Hash{}) },
		"no key":                     func(p *seal.Proof) { p.Key = "" },
		"another key":                func(p *seal.Proof) { p.Key = otherKey.Verifier() },
		"another signed head":        func(p *seal.Proof) { p.Checkpoint, p.Key = other.Checkpoint, other.Key },
		"another head":               func(p *seal.Proof) { p.Head = append(p.Head, '\n') },
	} {
		p, _ := proved(t, 6, 3)
		change(p)
		if v, err := p.Check(); err == nil {
			t.Errorf("%s: taken, %+v", what, v)
		}
	}
	for _, text := range []string{"", "{}", `{"format":"muster-proof/2"}`, `{"format":"muster-proof/1","more":1}`, "[]"} {
		if _, err := seal.ParseProof([]byte(text)); err == nil {
			t.Errorf("%q was taken for a proof", text)
		}
	}
}

// The text is laid down by C2SP tlog-checkpoint, the signature by signed-note.
func TestCheckpointIsAC2SPText(t *testing.T) {
	c := seal.Checkpoint{Origin: "muster/sealtest00", Size: 20852163, Root: muster.Hash{1, 2, 3}}
	want := "muster/sealtest00\n20852163\nAQIDAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n"
	if got := c.Text(); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	for text, ok := range map[string]bool{
		want:                           true,
		want + "an extension\n":        true,
		strings.TrimSuffix(want, "\n"): false,
		strings.Replace(want, "20852163", "020852163", 1):            false,
		strings.Replace(want, "20852163", "-1", 1):                   false,
		strings.Replace(want, "20852163", "+5", 1):                   false,
		strings.Replace(want, "20852163", "99999999999999999999", 1): false,
		strings.Replace(want, "AQID", "AQI", 1):                      false,
		"\n1\nAQIDAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n":        false,
		"": false, "a\n1\n": false,
	} {
		got, err := seal.ParseCheckpoint(text)
		if (err == nil) != ok || ok && got != c {
			t.Errorf("%q: %+v, %v", text, got, err)
		}
	}
	key, err := seal.NewKey(filepath.Join(t.TempDir(), "key"), testRecord)
	if err != nil {
		t.Fatal(err)
	}
	signed, err := key.Sign(c)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(string(signed), want+"\n— muster/sealtest00 ") {
		t.Errorf("signed: %q", signed)
	}
	v, err := note.NewVerifier(key.Verifier())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := note.Open(signed, note.VerifierList(v)); err != nil {
		t.Errorf("another reader of signed notes: %v", err)
	}
	if got, err := seal.OpenCheckpoint(signed, key.Verifier()); err != nil || got != c {
		t.Errorf("%+v, %v", got, err)
	}
	if got, err := seal.ReadCheckpoint(signed); err != nil || got != c {
		t.Errorf("read without its signature: %+v, %v", got, err)
	}
	for i := range signed {
		b := bytes.Clone(signed)
		b[i] ^= 1
		if got, err := seal.OpenCheckpoint(b, key.Verifier()); err == nil && got != c {
			t.Errorf("byte %d changed: taken as %+v", i, got)
		}
	}
}

func TestSigningKeyIsItsOwnersAlone(t *testing.T) {
	path := filepath.Join(t.TempDir(), "keys", "key")
	key, err := seal.NewKey(path, testRecord)
	if err != nil {
		t.Fatal(err)
	}
	if st, err := os.Stat(path); err != nil || st.Mode().Perm() != 0o600 {
		t.Errorf("mode %v, %v; want 0600", st.Mode(), err)
	}
	if again, err := seal.LoadKey(path); err != nil || again.Verifier() != key.Verifier() {
		t.Error(err)
	}
	before, _ := os.ReadFile(path)
	if _, err := seal.NewKey(path, testRecord); err == nil {
		t.Error("a key was made over another")
	}
	if after, _ := os.ReadFile(path); !bytes.Equal(before, after) {
		t.Error("the key was changed")
	}
	for _, mode := range []os.FileMode{0o640, 0o604, 0o660} {
		if err := os.Chmod(path, mode); err != nil {
			t.Fatal(err)
		}
		if _, err := seal.LoadKey(path); err == nil || !strings.Contains(err.Error(), "chmod 600") {
			t.Errorf("mode %04o: %v, want a refusal that says what to do", mode, err)
		}
	}
	if _, err := seal.LoadKey(path + "x"); !seal.NoKey(err) {
		t.Errorf("no file: %v", err)
	}
	other, err := seal.NewKey(path+"2", testRecord)
	if err != nil {
		t.Fatal(err)
	}
	secret := strings.Fields(string(before))[0]
	for what, text := range map[string]string{
		"another key's verifier": secret + "\n" + other.Verifier() + "\n", "one line": secret + "\n", "nothing": "", "no key": "a\nb\n", "a broken key": secret[:60] + "\n" + key.Verifier(),
	} {
		p := filepath.Join(t.TempDir(), "k")
		if err := os.WriteFile(p, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := seal.LoadKey(p); err == nil || !strings.Contains(err.Error(), p) {
			t.Errorf("%s: %v, want a refusal that names the file", what, err)
		}
	}
}

func TestNewKeyIsSignedByTheOldAndByItself(t *testing.T) {
	sign := func(text string, signers ...note.Signer) string {
		b, err := note.Sign(&note.Note{Text: text}, signers...)
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	pair := func() (note.Signer, string) {
		secret, verifier, err := note.GenerateKey(nil, seal.Origin(testRecord))
		if err != nil {
			t.Fatal(err)
		}
		s, err := note.NewSigner(secret)
		if err != nil {
			t.Fatal(err)
		}
		return s, verifier
	}
	before, beforeKey := pair()
	after, afterKey := pair()
	if err := seal.CheckRotation(sign(afterKey+"\n", before, after), beforeKey, afterKey); err != nil {
		t.Error(err)
	}
	for what, signed := range map[string]string{
		"the old key alone": sign(afterKey+"\n", before), "the new key alone": sign(afterKey+"\n", after), "another text": sign("something\n", before, after), "nothing": "",
	} {
		if err := seal.CheckRotation(signed, beforeKey, afterKey); err == nil {
			t.Errorf("signed by %s: taken", what)
		}
	}
}
