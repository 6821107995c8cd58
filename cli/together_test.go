package cli_test

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"muster/cli"
)

// child is the program in a process of its own, not yet started.
func child(t *testing.T, args ...string) (*exec.Cmd, *bytes.Buffer) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	var both bytes.Buffer
	return &exec.Cmd{Path: self, Args: append([]string{"muster"}, args...), Env: os.Environ(), Stdout: &both, Stderr: &both}, &both
}

// TestProcessesThatBeginOneRecordTogetherShareIt starts several imports at once in a folder that
// is not there: one begins the record, all of them are in it, and it has one signing key.
func TestProcessesThatBeginOneRecordTogetherShareIt(t *testing.T) {
	t.Parallel()
	files := []string{"testdata/files/entries-1.csv", "testdata/files/entries-2.csv", "testdata/files/entries-1.csv"}
	for round := range 3 {
		data := filepath.Join(t.TempDir(), "record")
		var wg sync.WaitGroup
		var outs []*bytes.Buffer
		for i, f := range files {
			c, out := child(t, "import", "entries", f, "--label", filepath.Base(f), "--as-of", "2024-09-0"+string(rune('1'+i%2)), "--data", data)
			outs = append(outs, out)
			wg.Go(func() {
				if err := c.Run(); err != nil {
					t.Errorf("round %d: %v: %s", round, err, out.String())
				}
			})
		}
		wg.Wait()
		all := ""
		for _, o := range outs {
			all += o.String()
		}
		if n := strings.Count(all, "was begun in"); n != 1 {
			t.Errorf("%d processes say that they began the record, want 1:\n%s", n, all)
		}
		if n := strings.Count(all, "nothing is new"); n != 1 {
			t.Errorf("%d imports brought the same bytes, want 1:\n%s", n, all)
		}
		if got := strings.Count(done(t, "editions", "--source", "entries", "--format", "csv", "--data", data), "\n"); got != 3 {
			t.Errorf("%d lines of editions, want the heading and 2", got)
		}
		if out := done(t, "verify", "--data", data); !strings.Contains(out, "consistent in itself") {
			t.Error(out)
		}
		keys, err := filepath.Glob(filepath.Join(data, "key*"))
		if err != nil || len(keys) != 1 {
			t.Errorf("keys %v (%v), want one", keys, err)
		}
	}
}

// TestInterruptedImportSaysWhatBecameOfIt stops an import as Ctrl-C does: it ends with 3 and
// nothing recorded, or it was done already.
func TestInterruptedImportSaysWhatBecameOfIt(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	big := filepath.Join(dir, "big.csv")
	after := manyEntries(t, big, 20_000, 3)
	interrupted := 0
	for i := range 6 {
		data := filepath.Join(dir, "record")
		done(t, "init", "--data", data)
		c, out := child(t, "import", "entries", big, "--label", "big", "--data", data)
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(i) * 40 * time.Millisecond)
		c.Process.Signal(syscall.SIGINT) //nolint:errcheck // it may have ended
		c.Wait()                         //nolint:errcheck // the exit code says it
		all := checkCrashed(t, data, "", after)
		switch code := c.ProcessState.ExitCode(); {
		case code == 0 && all:
		case code == 3 && !all && strings.Contains(out.String(), "muster: interrupted\nNothing was recorded.\n"):
			interrupted++
		case code == -1 && !all: // before the program listened for it
		default:
			t.Errorf("exit code %d, all of it recorded: %t\n%s", code, all, out.String())
		}
		if err := os.RemoveAll(data); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("interrupted %d times", interrupted)

	ctx, stop := context.WithCancel(t.Context())
	stop()
	var out, errs bytes.Buffer
	code := cli.Main(ctx, []string{"import", "entries", big, "--data", filepath.Join(dir, "never")}, strings.NewReader(""), &out, &errs)
	if want := "muster: interrupted\nNothing was recorded.\n"; code != 3 || errs.String() != want {
		t.Errorf("exit code %d: %q, want 3: %q", code, errs.String(), want)
	}
}

// TestReaderThatStopsEarlyEndsTheProgramQuietly closes the pipe that the demo prints into.
func TestReaderThatStopsEarlyEndsTheProgramQuietly(t *testing.T) {
	tmp := t.TempDir()
	c, out := child(t, "demo", "--print")
	c.Env = append(c.Env, "TMPDIR="+tmp)
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	c.Stdout = w
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	c.Run()   //nolint:errcheck // how it ends is not the question
	w.Close() //nolint:errcheck // nobody reads it
	if out.Len() > 0 {
		t.Errorf("it says %s", out)
	}
	left, err := os.ReadDir(tmp)
	if err != nil || len(left) > 0 {
		t.Errorf("it leaves %v behind (%v)", left, err)
	}
}
