package web

import (
	"archive/zip"
	"bytes"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// Custodian (domain: a day in the work): hands a court liaison a bundle; the receiver verifies every hash with a plain
// tool, offline, and sees who touched each item; no victim's name is in the index.
func TestTheCustodianHandsOutABundleThatAnybodyChecks(t *testing.T) {
	s, _ := scene(t)
	dir := t.TempDir()
	s.saves(dir)
	s.visit("/")
	s.acts("custodian, Ukraine")
	s.followed("Accountability")
	s.read("6 items of evidence are kept, 3 of them wait to be looked at.", "Perhaps one", "both are of school-a, and their days meet", "Who touched it", "Dana (invented)")
	s.misses("Nameless")
	s.keep("accountability")
	s.misses("Decide on") // that is for those who review

	// Somebody else decides that two entries are of one: the totals count it once, and say who said so.
	s.acts("damage assessor, Ukraine")
	s.unfold("Decide on d-2026-001+d-2026-002")
	s.pressed("Record the decision")
	s.read("the reason; the other side will ask")
	s.types("Why", "One school, one night.")
	s.pressed("Record the decision")
	s.misses("nobody decided yet")
	s.followed("the same")
	s.read("One school, one night.")
	s.visit("/")
	s.acts("custodian, Ukraine")
	s.followed("Accountability")
	s.followed("Items of evidence")
	s.misses("Enter an item")
	s.visit("/registers/evidence/new")
	s.read("Its bytes come first, with a folder and a sheet.")
	s.visit("/accountability")
	s.followed("Cases")
	s.followed("Damage to a school in the north-east")
	s.read("Court liaison (invented)", "It may not be erased while the legal hold")
	s.unfold("Hand out a bundle")
	s.types("Why", "Asked for by the court liaison.")
	s.reach("button", "Make the bundle", "")
	s.run(chromedp.KeyEvent("\r"))
	name, data := s.download(dir)
	if name != "c-2026-001-1.zip" {
		t.Errorf("the bundle comes as %q", name)
	}

	// The receiver unpacks it, far from the record.
	bag := filepath.Join(unzipped(t, data), "c-2026-001-1")
	sums := exec.Command("sha256sum", "--check", "--strict", "--quiet", "manifest-sha256.txt", "tagmanifest-sha256.txt")
	sums.Dir = bag
	if out, err := sums.CombinedOutput(); err != nil {
		t.Errorf("sha256sum: %v\n%s", err, out)
	}
	program := buildProgram(t)
	if out, err := exec.Command(program, "verify", bag).CombinedOutput(); err != nil || !strings.Contains(string(out), "The bundle holds") {
		t.Errorf("muster verify: %v\n%s", err, out)
	}
	read := func(name string) string {
		t.Helper()
		text, err := os.ReadFile(filepath.Join(bag, name))
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	if index := read("data/index.csv"); strings.Contains(index, "Nameless") || !strings.Contains(index, "e-2026-001") || strings.Contains(index, "e-2026-006") {
		t.Errorf("the index:\n%s", index)
	}
	if left := read("data/left-out.csv"); !strings.Contains(left, "e-2026-006") {
		t.Errorf("what its giver did not agree to share is not named as left out:\n%s", left)
	}
	touched := false
	for _, e := range all(filepath.Glob(filepath.Join(bag, "data", "custody", "*"))) {
		text, err := os.ReadFile(e)
		touched = touched || err == nil && strings.Contains(string(text), "Dana (invented)") && strings.Contains(string(text), "Asked for by the court liaison.")
	}
	if !touched {
		t.Error("custody in the bundle does not say who received an item and why it left")
	}
	item := filepath.Join(bag, "data", "items", "e-2026-001.txt")
	if err := os.WriteFile(item, []byte("something else"), 0o600); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command(program, "verify", bag).CombinedOutput(); err == nil || !strings.Contains(string(out), "e-2026-001") {
		t.Errorf("a file that was changed: %v\n%s", err, out)
	}

	// The record says that it left.
	s.visit("/registers/case/c-2026-001")
	s.read("exported to Court liaison (invented)", "a reader of the demo", "Asked for by the court liaison.", "the chain holds")
}

func unzipped(t *testing.T, data []byte) (dir string) {
	t.Helper()
	dir = t.TempDir()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range z.File {
		if strings.HasSuffix(f.Name, "/") {
			continue
		}
		path := filepath.Join(dir, filepath.FromSlash(f.Name))
		if !filepath.IsLocal(f.Name) || os.MkdirAll(filepath.Dir(path), 0o700) != nil {
			t.Fatalf("%s is not unpacked", f.Name)
		}
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(in)
		if err != nil || os.WriteFile(path, text, 0o600) != nil {
			t.Fatalf("%s: %v", f.Name, err)
		}
	}
	return dir
}
