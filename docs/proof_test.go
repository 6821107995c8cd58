package docs_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"muster"
	"muster/record"
	"muster/seal"
	"muster/store/sqlite"
)

// prover exports proofs of a sample, signed with a key of its own.
type prover struct {
	store *sqlite.Store
	key   *seal.Key
}

func newProver(t *testing.T, s *sample) *prover {
	t.Helper()
	store, err := sqlite.Open(t.Context(), s.path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() }) //nolint:errcheck // only read
	key, err := seal.NewKey(filepath.Join(t.TempDir(), "key"), testRecord)
	if err != nil {
		t.Fatal(err)
	}
	return &prover{store, key}
}

func (p *prover) prove(t *testing.T, at, size muster.Seq) *seal.Proof {
	t.Helper()
	read := record.ReadHash(t.Context(), p.store)
	st, err := p.store.Statement(t.Context(), at)
	if err != nil {
		t.Fatal(err)
	}
	tree, err := seal.FrontierAt(size, read)
	if err != nil {
		t.Fatal(err)
	}
	path, err := seal.Prove(at, size, read)
	if err != nil {
		t.Fatal(err)
	}
	signed, err := p.key.Sign(seal.Checkpoint{Origin: seal.Origin(testRecord), Size: size, Root: tree.Root()})
	if err != nil {
		t.Fatal(err)
	}
	return &seal.Proof{
		Format: seal.ProofFormat, Record: testRecord, Position: at, Head: st.Head, Salt: st.Salt, Body: st.Body,
		Size: size, Root: tree.Root(), Path: path, Checkpoint: string(signed), Key: p.key.Verifier(),
	}
}

// export writes a proof as JSON, changed by edit if there is one, and returns its path and text.
func export(t *testing.T, p *seal.Proof, edit func(string) string) (path string, text []byte) {
	t.Helper()
	text, err := p.Encode()
	if err != nil {
		t.Fatal(err)
	}
	if edit != nil {
		text = []byte(edit(string(text)))
	}
	path = filepath.Join(t.TempDir(), "proof.json")
	if err := os.WriteFile(path, text, 0o600); err != nil {
		t.Fatal(err)
	}
	return path, text
}

// checkOurs is Muster's own verdict on a proof.
func checkOurs(text []byte) (seal.Verdict, error) {
	p, err := seal.ParseProof(text)
	if err != nil {
		return seal.Verdict{}, err
	}
	return p.Check()
}

func TestBothVerifiersAcceptTheProofOfEveryStatement(t *testing.T) {
	s := newSample(t)
	p := newProver(t, s)
	for _, size := range []muster.Seq{1, 7, 8, s.size} {
		for at := muster.Seq(1); at <= size; at++ {
			if size != s.size && at != 1 && at != size {
				continue // every statement once; smaller trees at their edges
			}
			proof := p.prove(t, at, size)
			path, text := export(t, proof, nil)
			v, err := checkOurs(text)
			if err != nil || !v.Signed || v.Body != (at != s.erased) {
				t.Errorf("position %d of %d: ours says %+v, %v", at, size, v, err)
			}
			status, out := python(t, path)
			if status != 0 || !strings.Contains(out, "\nroot "+proof.Root.String()+"\n") || !strings.Contains(out, "statement "+string(v.Head.ID)+",") {
				t.Errorf("position %d of %d: verify.py: status %d\n%s", at, size, status, out)
			}
		}
	}
}

func TestBothVerifiersRefuseAProofThatWasChanged(t *testing.T) {
	s := newSample(t)
	p := newProver(t, s)
	flip := func(b []byte) []byte { b[len(b)/2] ^= 1; return b }
	for name, c := range map[string]struct {
		change func(*seal.Proof)
		edit   func(string) string
	}{
		"head":               {change: func(p *seal.Proof) { p.Head = flip(p.Head) }},
		"head, another form": {change: func(p *seal.Proof) { p.Head = append(p.Head, '\n') }},
		"salt":               {change: func(p *seal.Proof) { p.Salt = flip(p.Salt) }},
		"salt taken away":    {change: func(p *seal.Proof) { p.Salt = nil }},
		"body":               {change: func(p *seal.Proof) { p.Body = flip(p.Body) }},
		"a byte moved from the salt to the body": {change: func(p *seal.Proof) {
			p.Body = append([]byte{p.Salt[15]}, p.Body...)
			p.Salt = p.Salt[:15]
		}},
		"position":         {change: func(p *seal.Proof) { p.Position++ }},
		"position 0":       {change: func(p *seal.Proof) { p.Position = 0 }},
		"position too far": {change: func(p *seal.Proof) { p.Size = p.Position - 1 }},
		"size":             {change: func(p *seal.Proof) { p.Size++ }},
		"root":             {change: func(p *seal.Proof) { flip(p.Root[:]) }},
		"path":             {change: func(p *seal.Proof) { flip(p.Path[1][:]) }},
		"path too short":   {change: func(p *seal.Proof) { p.Path = p.Path[:len(p.Path)-1] }},
		"path too long":    {change: func(p *seal.Proof) { p.Path = append(p.Path, p.Root) }},
		"record":           {change: func(p *seal.Proof) { p.Record = "aaaaaaaaaa" }},
		"format":           {change: func(p *seal.Proof) { p.Format = "muster-proof/2" }},
		"size in the tree head": {change: func(p *seal.Proof) {
			p.Checkpoint = strings.Replace(p.Checkpoint, "\n12\n", "\n13\n", 1)
		}},
		"origin in the tree head": {change: func(p *seal.Proof) {
			p.Checkpoint = strings.Replace(p.Checkpoint, "muster/k7", "muster/k8", 1)
		}},
		"no JSON":    {edit: func(s string) string { return s[:len(s)/2] }},
		"no base64":  {edit: func(s string) string { return strings.Replace(s, `"salt": "`, `"salt": "*`, 1) }},
		"no numbers": {edit: func(s string) string { return strings.Replace(s, `"size": 12`, `"size": "12"`, 1) }},
	} {
		proof := p.prove(t, 6, s.size)
		if c.change != nil {
			c.change(proof)
		}
		path, text := export(t, proof, c.edit)
		if _, err := checkOurs(text); err == nil {
			t.Errorf("%s: ours accepts it", name)
		}
		if status, out := python(t, path); status != 1 {
			t.Errorf("%s: verify.py: status %d\n%s", name, status, out)
		}
	}
}

// What verify.py says of itself: it leaves the signature to others.
func TestOnlyOursChecksTheSignature(t *testing.T) {
	s := newSample(t)
	p := newProver(t, s)
	other := newProver(t, s)
	proof := p.prove(t, 6, s.size)
	proof.Key = other.key.Verifier()
	path, text := export(t, proof, nil)
	if _, err := checkOurs(text); err == nil {
		t.Error("ours accepts a tree head signed with another key")
	}
	if status, out := python(t, path); status != 0 {
		t.Errorf("verify.py looks at the signature after all, or found something else: status %d\n%s", status, out)
	}
}
