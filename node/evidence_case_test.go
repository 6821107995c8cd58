package node_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/csv"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"muster"
	"muster/access"
	"muster/bag"
	"muster/evidence"
	"muster/work"
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
		"the custody does not hold: event 2: it names":      func(dir string) { edit(custody, "the giver", "the thief")(dir); resealed(t, dir) },
		"has no proof that it is in the record":             func(dir string) { edit(custody, "asked for", "stolen ag")(dir); resealed(t, dir) },
		"the body is not the one its head commits to": func(dir string) {
			edit(firstProof(t, dir), `"body": "eyJraW5k`, `"body": "eyJraW5x`)(dir)
			resealed(t, dir)
		},
		"is not the file of " + e.items[0]:                 func(dir string) { edit(item, "IHDR", "IHDX")(dir); resealed(t, dir) },
		"data/tree-head.txt: it is another tree head":      func(dir string) { edit("data/tree-head.txt", "muster/", "muster-")(dir); resealed(t, dir) },
		"its last event is not that it left in the bundle": func(dir string) { edit("bag-info.txt", done.Bag, "c-1-9")(dir); resealed(t, dir) },
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

// resealed makes the manifests fit what was changed, as whoever tampers would.
func resealed(t *testing.T, dir string) {
	t.Helper()
	for _, m := range []string{"manifest-sha256.txt", "tagmanifest-sha256.txt"} {
		old, err := os.ReadFile(filepath.Join(dir, m))
		if err != nil {
			t.Fatal(err)
		}
		var out strings.Builder
		for line := range strings.SplitSeq(strings.TrimSpace(string(old)), "\n") {
			b, err := os.ReadFile(filepath.Join(dir, line[66:]))
			if err != nil {
				t.Fatal(err)
			}
			fmt.Fprintf(&out, "%x  %s\n", sha256.Sum256(b), line[66:])
		}
		if err := os.WriteFile(filepath.Join(dir, m), []byte(out.String()), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// Each column of the index and of what else is in a case follows from the statements that are proven: a cell that is
// changed, a row that is taken out or there twice is named, however well the manifests fit.
func TestEveryColumnOfABundleIsProven(t *testing.T) {
	e := newEvident(t)
	e.theCase()
	assessor := access.Principal{Role: access.DamageAssessor, Party: "ua", Person: "Sam"}
	e.add(&evidence.Damage{Envelope: evSays(assessor, evidence.KindDamage, "d-1"), Damaged: "school-12", Sort: "school", Place: evidence.Place{Region: "UA-63", Precision: "region"}, From: "2026-03-01", Until: "2026-03-02", Extent: "destroyed"},
		&evidence.DamageActed{Act: work.Act{Envelope: evSays(assessor, evidence.KindDamageAct, "d-1"), Act: evidence.ActAssess}, Amount: "10", Currency: "EUR", Method: "by hand", PriceDate: "2026-03-01"})
	said, _ := e.part().Cases.Get(e.State.Known(), "c-1")
	again := said.Value
	again.Envelope, again.Damages = evSays(evLegal, evidence.KindCase, "c-1"), []string{"d-1"}
	again.Replaces = said.ID
	e.add(&again)
	dir, _ := e.bundle()
	if r, err := bag.Verify(dir); err != nil || len(r.Findings) > 0 {
		t.Fatalf("%+v, %v", r, err)
	}
	table := func(dir, name string) [][]string {
		b, err := os.ReadFile(filepath.Join(dir, "data", name))
		if err != nil {
			t.Fatal(err)
		}
		rows, err := csv.NewReader(bytes.NewReader(b)).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		return rows
	}
	spoilt := func(name string, spoil func(rows [][]string) [][]string) string {
		to := filepath.Join(t.TempDir(), "bag")
		if err := os.CopyFS(to, os.DirFS(dir)); err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		w := csv.NewWriter(&b)
		if err := errors.Join(w.WriteAll(spoil(table(to, name))), os.WriteFile(filepath.Join(to, "data", name), b.Bytes(), 0o600)); err != nil {
			t.Fatal(err)
		}
		resealed(t, to)
		r, err := bag.Verify(to)
		if err != nil {
			t.Fatal(err)
		}
		return fmt.Sprint(r.Findings)
	}
	cells := 0
	for _, name := range []string{"index.csv", "about.csv"} {
		rows := table(dir, name)
		for i := 1; i < len(rows); i++ {
			for k, column := range rows[0] {
				cells++
				got := spoilt(name, func(rows [][]string) [][]string {
					rows[i][k] += "0"
					return rows
				})
				want := "data/" + name + ": the " + column + " of "
				if slices.Contains([]string{"item", "object", "id"}, column) {
					want = "no proof says" // it is the row of nothing that is here
				}
				if !strings.Contains(got, want) {
					t.Errorf("%s, row %d, %s: %s", name, i, column, got)
				}
			}
			if got := spoilt(name, func(rows [][]string) [][]string { return slices.Delete(rows, i, i+1) }); !strings.Contains(got, "data/"+name) || !strings.Contains(got, "a row was taken out") {
				t.Error(got)
			}
			if got := spoilt(name, func(rows [][]string) [][]string { return append(rows, rows[i]) }); !strings.Contains(got, "is in it twice") {
				t.Error(got)
			}
		}
	}
	if cells != 13+2*14 {
		t.Errorf("%d cells were changed", cells)
	}
}

// Of an export that fails nothing is recorded, and nothing is left of it.
func TestAnExportThatFailsIsNotRecorded(t *testing.T) {
	e := newEvident(t)
	e.theCase()
	full, file, gone := t.TempDir(), filepath.Join(t.TempDir(), "file"), filepath.Join(t.TempDir(), "bag")
	for _, path := range []string{filepath.Join(full, "x"), file} {
		if err := os.WriteFile(path, nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	known := e.State.Known()
	fails := func(as access.Principal, dir, want string) {
		t.Helper()
		if _, err := e.ExportCase(t.Context(), as, "c-1", dir, "asked for"); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v; want %q", err, want)
		}
		if e.State.Known() != known {
			t.Fatal("it was recorded")
		}
	}
	fails(evCustodian, full, "has something in it")
	fails(evCustodian, file, "cannot be written to")
	fails(evCustodian, filepath.Join(file, "below"), "cannot be")
	fails(evAuditor, gone, "may not say that evidence was exported")
	item, _ := e.part().Items.Get(known, e.items[0])
	e.spoil(item.Value.Digest)
	fails(evCustodian, gone, "are not the ones that were recorded")
	if _, err := os.Stat(gone); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("its folder is left: %v", err)
	}
}

// What who makes a bundle may not see is neither in it nor named.
func TestABundleHasNothingThatItsMakerMayNotSee(t *testing.T) {
	e := newEvident(t)
	e.theCase()
	x := &evidence.Damage{Envelope: evSays(evLegal, evidence.KindDamage, "d-zqhidden"), Damaged: "zqhidden", Sort: "school", Place: evidence.Place{Region: "UA-63", Precision: "region"}, From: "2026-03-01", Until: "2026-03-02", Extent: "destroyed"}
	x.Audience = "party/de"
	mine := evLegal
	mine.Party = "de"
	x.By = "de"
	e.add(x)
	c := &evidence.Case{Envelope: evSays(mine, evidence.KindCase, "c-2"), Title: muster.Text{"en": "another"}, For: "de", Items: e.items[:1], Damages: []string{"d-zqhidden"}}
	e.add(c)
	dir := filepath.Join(t.TempDir(), "bag")
	done, err := e.ExportCase(t.Context(), evCustodian, "c-2", dir, "asked for")
	if err != nil || !slices.Equal(done.LeftOut, []string{"1 more: who made this bundle may not see them"}) {
		t.Fatalf("%+v, %v", done, err)
	}
	if r, err := bag.Verify(dir); err != nil || len(r.Findings) > 0 {
		t.Errorf("%+v, %v", r, err)
	}
	err = filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			var b []byte
			if b, err = os.ReadFile(path); bytes.Contains(b, []byte("zqhidden")) {
				t.Errorf("%s has it", path)
			}
		}
		return err
	})
	if err != nil {
		t.Error(err)
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
