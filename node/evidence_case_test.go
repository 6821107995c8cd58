package node_test

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"muster/bag"
	"muster/evidence"
)

// secondOpinion checks a bundle as RFC 8493 says, with nothing of Muster.
const secondOpinion = `
import hashlib, os, sys
os.chdir(sys.argv[1])
assert open("bagit.txt", "rb").read() == b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
info = dict(l.rstrip("\n").split(": ", 1) for l in open("bag-info.txt", encoding="utf-8"))
def manifest(name):
    out = {}
    for line in open(name, encoding="utf-8"):
        digest, path = line.rstrip("\n").split("  ", 1)
        assert path not in out and not path.startswith(("/", "~", "..")), path
        assert hashlib.sha256(open(path, "rb").read()).hexdigest() == digest, path
        out[path] = digest
    return out
payload, tags = manifest("manifest-sha256.txt"), manifest("tagmanifest-sha256.txt")
have = {os.path.relpath(os.path.join(d, f), ".") for d, _, fs in os.walk(".") for f in fs}
assert {p for p in have if p.startswith("data/")} == set(payload)
assert {p for p in have if not p.startswith("data/")} == set(tags) | {"tagmanifest-sha256.txt"}
size, count = info["Payload-Oxum"].split(".")
assert int(count) == len(payload) and int(size) == sum(os.path.getsize(p) for p in payload)
`

func TestABundleHoldsWithPlainToolsAndEachFaultIsNamed(t *testing.T) {
	e := newEvident(t)
	e.theCase()
	dir, done := e.bundle()
	if done.Items != 1 || len(done.LeftOut) != 1 || !strings.Contains(done.LeftOut[0], "did not agree to share it with de") {
		t.Fatalf("%+v", done)
	}
	verify := func(dir string) string {
		r, err := bag.Verify(dir)
		if err != nil {
			t.Fatal(err)
		}
		return fmt.Sprint(r.Findings)
	}
	r, err := bag.Verify(dir)
	if err != nil || len(r.Findings) > 0 || !r.Signed || r.Items != 1 || r.Events != 3 || r.Bag != done.Bag {
		t.Fatalf("%+v, %v", r, err)
	}
	tool := exec.Command("sha256sum", "--check", "--quiet", "manifest-sha256.txt", "tagmanifest-sha256.txt")
	tool.Dir = dir
	if out, err := tool.CombinedOutput(); err != nil {
		t.Errorf("sha256sum: %v\n%s", err, out)
	}
	if out, err := exec.Command("python3", "-c", secondOpinion, dir).CombinedOutput(); err != nil {
		t.Errorf("a second opinion: %v\n%s", err, out)
	}
	if path, err := exec.LookPath("bagit"); err != nil {
		t.Log("there is no bagit here")
	} else if out, err := exec.Command(path, "--validate", dir).CombinedOutput(); err != nil {
		t.Errorf("bagit: %v\n%s", err, out)
	}
	item, custody := filepath.Join("data", "items", e.items[0]+".png"), filepath.Join("data", "custody", "evidence-"+e.items[0]+".jsonl")
	// resealed makes the manifests fit what was changed, as whoever tampers would.
	resealed := func(dir string) {
		for _, m := range []string{"manifest-sha256.txt", "tagmanifest-sha256.txt"} {
			out, err := os.ReadFile(filepath.Join(dir, m))
			if err != nil {
				t.Fatal(err)
			}
			args := []string{}
			for line := range strings.SplitSeq(strings.TrimSpace(string(out)), "\n") {
				args = append(args, line[66:])
			}
			c := exec.Command("sha256sum", args...)
			c.Dir = dir
			if out, err = c.Output(); err == nil {
				err = os.WriteFile(filepath.Join(dir, m), out, 0o600)
			}
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	edit := func(name, from, to string) func(string) {
		return func(dir string) {
			path := filepath.Join(dir, name)
			b, err := os.ReadFile(path)
			if err == nil && !bytes.Contains(b, []byte(from)) {
				t.Fatalf("%s has no %q", name, from)
			}
			if err == nil {
				err = os.WriteFile(path, bytes.Replace(b, []byte(from), []byte(to), 1), 0o600)
			}
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	for want, spoil := range map[string]func(dir string){
		filepath.ToSlash(item) + ": it was changed":         edit(item, "IHDR", "IHDX"),
		filepath.ToSlash(item) + ": it is missing":          func(dir string) { os.Remove(filepath.Join(dir, item)) },
		"data/more.txt: it is in no manifest":               func(dir string) { os.WriteFile(filepath.Join(dir, "data", "more.txt"), nil, 0o600) },
		"bag-info.txt: it was changed":                      edit("bag-info.txt", "de", "nobody"),
		"bagit.txt: it is missing":                          func(dir string) { os.Remove(filepath.Join(dir, "bagit.txt")) },
		"manifest-sha256.txt: line 1 is no digest and path": func(dir string) { edit("manifest-sha256.txt", "data/", "../data/")(dir) },
		"the custody does not hold: event 2: it names":      func(dir string) { edit(custody, "the giver", "the thief")(dir); resealed(dir) },
		"has no proof that it is in the record":             func(dir string) { edit(custody, "asked for", "stolen ag")(dir); resealed(dir) },
		"the body is not the one its head commits to": func(dir string) {
			edit(firstProof(t, dir), `"body": "eyJraW5k`, `"body": "eyJraW5x`)(dir)
			resealed(dir)
		},
		"is not the file of " + e.items[0]:                 func(dir string) { edit(item, "IHDR", "IHDX")(dir); resealed(dir) },
		"data/tree-head.txt: it is another tree head":      func(dir string) { edit("data/tree-head.txt", "muster/", "muster-")(dir); resealed(dir) },
		"its last event is not that it left in the bundle": func(dir string) { edit("bag-info.txt", done.Bag, "c-1-9")(dir); resealed(dir) },
		"is in no manifest: somebody put it there": func(dir string) {
			os.MkdirAll(filepath.Join(dir, "x", "y"), 0o700)
			os.WriteFile(filepath.Join(dir, "x", "y", "z"), nil, 0o600)
		},
	} {
		spoilt := filepath.Join(t.TempDir(), "bag")
		if err := os.CopyFS(spoilt, os.DirFS(dir)); err != nil {
			t.Fatal(err)
		}
		spoil(spoilt)
		if got := verify(spoilt); !strings.Contains(got, want) {
			t.Errorf("%s; want %q", got, want)
		}
	}
	if _, err := e.ExportCase(t.Context(), evCustodian, "c-1", dir, "again"); err == nil || !strings.Contains(err.Error(), "has something in it") {
		t.Error(err)
	}
	chain := e.part().Chain(e.State.Known(), "evidence", e.items[1])
	for _, l := range chain {
		if l.Value.Event == evidence.EventExported {
			t.Error("what was left out is said to have left")
		}
	}
}

func firstProof(t *testing.T, dir string) string {
	t.Helper()
	all, err := fs.Glob(os.DirFS(dir), "data/proofs/*.json")
	if err != nil || len(all) == 0 {
		t.Fatal(err)
	}
	return all[0]
}

// No file of a bundle has a name in it that was planted in restricted texts, nor in what its files were called.
func TestABundleNamesNobody(t *testing.T) {
	e := newEvident(t)
	e.theCase()
	dir, _ := e.bundle()
	files := 0
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		files++
		b, err := os.ReadFile(path)
		for _, name := range plantedNames {
			if bytes.Contains(b, []byte(name)) || strings.Contains(path, name) {
				t.Errorf("%s has %s", path, name)
			}
		}
		return err
	})
	if err != nil || files < 12 {
		t.Errorf("%d files, %v", files, err)
	}
}
