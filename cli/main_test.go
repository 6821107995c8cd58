package cli_test

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"muster/cli"
)

// TestMain lets the test binary be the program: under the name muster it runs cli.Main.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"muster": program})
}

func program() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := cli.Main(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// TestCommandsKeepTheirContract runs every script under testdata/script: what each command prints,
// refuses and answers with its exit code.
func TestCommandsKeepTheirContract(t *testing.T) {
	files, err := filepath.Abs("testdata/files")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(e *testscript.Env) error {
			e.Setenv("FILES", files)
			e.Setenv("MUSTER_DATA", "")
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"refuses": refuses, "field": field, "keys": keys, "pick": pick,
		},
	})
}

// refuses CODE COMMAND… runs a command that must end with this exit code and print nothing on
// standard output but what the script checks itself.
func refuses(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: refuses CODE COMMAND…")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		if _, serr := fmt.Sscanf(err.Error(), "exit status %d", &got); serr != nil {
			ts.Fatalf("%v", err)
		}
	}
	if got != want {
		ts.Fatalf("exit code %d, want %d; stderr: %s", got, want, ts.ReadFile("stderr"))
	}
}

// field PATH WANT compares a value of the JSON on standard output: 0.new, counted.amount, or length
// for the length of a list.
func field(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: field PATH WANT")
	}
	got, err := json.Marshal(lookUp(ts, args[0]))
	ts.Check(err)
	text := string(got)
	var s string
	if json.Unmarshal(got, &s) == nil && text != "null" {
		text = s
	}
	if (text == args[1]) == neg {
		ts.Fatalf("%s is %s, want %s", args[0], text, args[1])
	}
}

// keys PATH NAME… wants an object to have exactly these fields; "." is the whole.
func keys(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: keys PATH NAME…")
	}
	m, ok := lookUp(ts, args[0]).(map[string]any)
	if !ok {
		ts.Fatalf("%s is no object", args[0])
	}
	got, want := slices.Sorted(maps.Keys(m)), slices.Sorted(slices.Values(args[1:]))
	if !slices.Equal(got, want) {
		ts.Fatalf("%s has the fields %v, want %v", args[0], got, want)
	}
}

// pick NAME PATH keeps a value of the JSON on standard output in an environment variable.
func pick(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: pick NAME PATH")
	}
	b, err := json.Marshal(lookUp(ts, args[1]))
	ts.Check(err)
	ts.Setenv(args[0], strings.Trim(string(b), `"`))
}

func lookUp(ts *testscript.TestScript, path string) any {
	var v any
	d := json.NewDecoder(strings.NewReader(ts.ReadFile("stdout")))
	d.UseNumber()
	ts.Check(d.Decode(&v))
	if path == "." {
		return v
	}
	for _, step := range strings.Split(path, ".") {
		switch x := v.(type) {
		case map[string]any:
			next, ok := x[step]
			if !ok {
				ts.Fatalf("%s: there is no field %q", path, step)
			}
			v = next
		case []any:
			if step == "length" {
				return len(x)
			}
			i, err := strconv.Atoi(step)
			if err != nil || i >= len(x) {
				ts.Fatalf("%s: the list has %d values, none is %q", path, len(x), step)
			}
			v = x[i]
		default:
			ts.Fatalf("%s: nothing lies under %q", path, step)
		}
	}
	return v
}
