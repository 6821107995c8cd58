package web

import (
	"bufio"
	"errors"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestTheProgramServesFiguresThatOpenDownToAProof drives the real program on the bundled data: from
// the pledge by way of its rows to a statement, and checks that statement's proof with the program.
func TestTheProgramServesFiguresThatOpenDownToAProof(t *testing.T) {
	b := openBrowser(t, http.NotFoundHandler())
	program := buildProgram(t)
	b.base = sharedDemo(t)
	b.visit("/pledges/washington-2024")
	page := script[string](b, `document.querySelector('main').innerText`)
	for _, want := range []string{"EUR 41.04 bn", "reached on 27 June 2025", "window a day later 40.45", "commitments instead 37.93", "Albania, North Macedonia and Montenegro"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	b.accessible("the program's pledge page", axe(t))
	b.keep("program-pledge")
	b.follow(".carry tbody tr:nth-child(2) td.n a")
	if lead := b.lead(); !strings.Contains(lead, "EUR 6,928,575,492.19, exactly") {
		t.Errorf("Germany's rows: %s", lead)
	}
	b.keep("program-rows")
	b.follow("table.stack tbody th a")
	if lead := b.lead(); !strings.Contains(lead, "of military assistance from Germany was allocated") || !strings.Contains(lead, "It stands.") {
		t.Errorf("the statement: %s", lead)
	}
	b.keep("program-statement")
	proof := script[string](b, `document.querySelector('a[href$="/proof"]').href`)
	checkProof(t, program, proof)
	b.phone()
	b.visit("/explore?lang=uk")
	for _, path := range []string{"/explore", "/explore?by=donor&across=year", "/pledges/washington-2024"} {
		for _, width := range []int64{360, 320} {
			b.window(width, 740, 2, true)
			b.visit(path)
			b.fits(path + " in Ukrainian")
		}
		b.accessible(path+" in Ukrainian", axe(t))
	}
}

// buildProgram builds the program and returns its path.
func buildProgram(t *testing.T) string {
	t.Helper()
	program, err := oneProgram()
	if err != nil {
		t.Fatal(err)
	}
	return program
}

// serveDemo starts a demo of the test's own on a free port and returns its address.
func serveDemo(t *testing.T, program string, args ...string) string {
	t.Helper()
	address, end, err := startDemo(program, args...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(end)
	return address
}

// sharedDemo is the address of the demo that all tests share which only read.
func sharedDemo(t *testing.T) string {
	t.Helper()
	address, err := oneDemo()
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSuffix(address, "/")
}

// startDemo starts the demo on a free port.
func startDemo(program string, args ...string) (address string, end func(), err error) {
	demo := exec.Command(program, append([]string{"demo", "--listen", "127.0.0.1:0"}, args...)...)
	out, err := demo.StdoutPipe()
	if err != nil {
		return "", nil, err
	}
	demo.Stderr = os.Stderr
	if err := demo.Start(); err != nil {
		return "", nil, err
	}
	end = func() {
		demo.Process.Signal(os.Interrupt) //nolint:errcheck // it ended already
		demo.Wait()                       //nolint:errcheck // interrupted
	}
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if rest, ok := strings.CutPrefix(lines.Text(), "Serving "); ok {
			go io.Copy(io.Discard, out) //nolint:errcheck // so that it never waits for a reader
			address, _, _ = strings.Cut(rest, " ")
			return address, end, nil
		}
	}
	end()
	return "", nil, errors.New("the demo ended without serving")
}

// checkProof downloads a proof and has the program check it, whole and with a byte changed.
func checkProof(t *testing.T, program, address string) {
	t.Helper()
	r, err := http.Get(address) //nolint:gosec // the program's own
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	proof, err := io.ReadAll(r.Body)
	if err != nil || r.StatusCode != http.StatusOK {
		t.Fatalf("%s: %d, %v", address, r.StatusCode, err)
	}
	file := filepath.Join(t.TempDir(), "p.json")
	verify := func(b []byte) (string, error) {
		if err := os.WriteFile(file, b, 0o600); err != nil {
			t.Fatal(err)
		}
		out, err := exec.Command(program, "verify", file).CombinedOutput()
		return string(out), err
	}
	if out, err := verify(proof); err != nil || !strings.Contains(out, "is in the record that the key") {
		t.Errorf("the proof: %v\n%s", err, out)
	}
	changed := strings.Replace(string(proof), `"body": "e`, `"body": "f`, 1)
	if out, err := verify([]byte(changed)); err == nil || changed == string(proof) {
		t.Errorf("a changed proof holds:\n%s", out)
	}
}
