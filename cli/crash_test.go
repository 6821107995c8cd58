package cli_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"muster/cli"
)

// run runs the program in this process.
func run(t *testing.T, args ...string) (out, errs string, code int) {
	t.Helper()
	var o, e bytes.Buffer
	code = cli.Main(context.Background(), args, strings.NewReader(""), &o, &e)
	return o.String(), e.String(), code
}

// done runs the program and wants it to succeed.
func done(t *testing.T, args ...string) string {
	t.Helper()
	out, errs, code := run(t, args...)
	if code != 0 {
		t.Fatalf("muster %s: exit code %d\n%s%s", strings.Join(args, " "), code, out, errs)
	}
	return out
}

var crashDonors = []string{"Canada", "France", "Germany", "Italy", "Norway", "Poland"}

// manyEntries writes an edition of n invented rows and returns what a position by donor must print
// of it, added up in cents on the way.
func manyEntries(t *testing.T, path string, n int, seed uint64) string {
	t.Helper()
	r := rand.New(rand.NewPCG(seed, 1))
	var b bytes.Buffer
	b.WriteString("contribution,event,party,date,type,amount,currency\n")
	cents, count := make([]int64, len(crashDonors)), make([]int, len(crashDonors))
	for i := range n {
		d, c := r.IntN(len(crashDonors)), r.Int64N(1_000_000_00)
		cents[d] += c
		count[d]++
		fmt.Fprintf(&b, "C%d,allocated,%s,2024-%02d-%02d,military,%d.%02d,EUR\n", i, crashDonors[d], 1+i%12, 1+i%28, c/100, c%100)
	}
	if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	want := "donor,currency,amount,entries,partial\n"
	for d, name := range crashDonors {
		amount := strings.TrimSuffix(strings.TrimRight(fmt.Sprintf("%d.%02d", cents[d]/100, cents[d]%100), "0"), ".")
		want += fmt.Sprintf("%s,EUR,%s,%d,0\n", name, amount, count[d])
	}
	return want
}

// crashes is how often the import is killed.
func crashes(t *testing.T) int {
	if s := os.Getenv("MUSTER_SOAK"); s != "" {
		n, err := strconv.Atoi(s)
		if err != nil || n < 1 {
			t.Fatalf("MUSTER_SOAK: found %q; accepted is how often to kill, as in 200", s)
		}
		return n
	}
	if testing.Short() {
		return 3
	}
	return 12
}

// importKilledAfter imports in a process of its own, which is killed after a while; it reports
// whether the import ended before that.
func importKilledAfter(t *testing.T, data, file string, wait time.Duration) (ended bool) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	var errs bytes.Buffer
	c := &exec.Cmd{
		Path: self, Args: []string{"muster", "import", "entries", file, "--label", "big", "--data", data}, Env: os.Environ(), Stderr: &errs,
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	killed := time.AfterFunc(wait, func() { c.Process.Kill() }) //nolint:errcheck // it may have ended
	err = c.Wait()
	killed.Stop()
	var exit *exec.ExitError
	switch {
	case err == nil:
		return true
	case errors.As(err, &exit) && exit.ExitCode() == -1:
		return false
	}
	t.Fatalf("the import ended with %v before it was killed: %s", err, errs.String())
	return false
}

// TestKilledImportLeavesAllOfItOrNothing kills an import at random moments, on a record that has an
// edition already, on one that does not exist, and on one where an import was killed before.
func TestKilledImportLeavesAllOfItOrNothing(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	small, big := filepath.Join(dir, "small.csv"), filepath.Join(dir, "big.csv")
	before := manyEntries(t, small, 500, 1)
	after := manyEntries(t, big, 50_000, 2)
	base := filepath.Join(dir, "base")
	done(t, "import", "entries", small, "--as-of", "2024-01-01", "--data", base)

	probe := filepath.Join(dir, "probe")
	clone(t, base, probe)
	start := time.Now()
	if !importKilledAfter(t, probe, big, time.Hour) {
		t.Fatal("the import that nobody killed did not end")
	}
	whole := time.Since(start)
	checkCrashed(t, probe, before, after)

	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d; an import takes %v", seed, whole)
	r := rand.New(rand.NewPCG(seed, 2))
	none, all := 0, 0
	for i := range crashes(t) {
		data := filepath.Join(dir, fmt.Sprintf("crash-%d", i))
		was := ""
		if i%3 != 2 {
			clone(t, base, data)
			was = before
		}
		kills := 1 + i%2
		for range kills {
			importKilledAfter(t, data, big, time.Duration(r.Int64N(int64(whole)*11/10)))
			if checkCrashed(t, data, was, after) {
				all++
			} else {
				none++
			}
		}
		done(t, "import", "entries", big, "--label", "big", "--data", data)
		if !checkCrashed(t, data, was, after) {
			t.Fatal("the import that was run again to its end is not in the record")
		}
		if err := os.RemoveAll(data); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("after a kill: nothing of the import %d times, all of it %d times", none, all)
	if none == 0 && !testing.Short() {
		t.Error("no kill came before the import was durable: the test shows nothing")
	}
}

// checkCrashed wants a record that verifies and has either what it had before or all of the
// import, which it reports.
func checkCrashed(t *testing.T, data, before, after string) (all bool) {
	t.Helper()
	out, errs, code := run(t, "verify", "--data", data)
	if before == "" && code == 1 && (strings.Contains(errs, "there is no record") || strings.Contains(errs, "this record is empty")) {
		return false
	}
	if code != 0 || !strings.Contains(out, "The record is consistent in itself") {
		t.Fatalf("verify: exit code %d\n%s%s", code, out, errs)
	}
	editions := done(t, "editions", "--source", "entries", "--format", "csv", "--data", data)
	all = slices.ContainsFunc(strings.Split(editions, "\n"), func(l string) bool { return strings.HasPrefix(l, "big,") })
	want := before
	if all {
		want = after
	}
	if want == "" {
		if out, errs, code := run(t, "position", "--source", "entries", "--data", data); code != 1 {
			t.Fatalf("a record without the import answers: exit code %d\n%s%s", code, out, errs)
		}
		return all
	}
	if got := done(t, "position", "--source", "entries", "--by", "donor", "--format", "csv", "--data", data); got != want {
		t.Fatalf("position\n%s\nwant\n%s", got, want)
	}
	return all
}

func clone(t *testing.T, from, to string) {
	t.Helper()
	if err := os.CopyFS(to, os.DirFS(from)); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(filepath.Join(to, "key"), 0o600); err != nil {
		t.Fatal(err)
	}
}
