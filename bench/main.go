// Command bench measures Muster beside its peers, in one run, so that results are ratios: the
// record's appends, a position over many entries, a cold start, memory and disk, full-text search,
// what its server answers, and minimum-cost flows.
//
// Ours and the peer's runs alternate, so that a busy machine slows both; figures are medians, with
// the load average beside them. It fails on a wrong total or an error, not on a goal missed.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"regexp"
	"time"
)

// bench is one run of the comparisons.
type bench struct {
	ctx    context.Context
	full   bool
	n      int    // entries of the ledger
	runs   int    // of each side of a comparison
	dir    string // scratch
	muster string // the built program
	self   string // this program, for fresh processes
	data   *ledger
	lines  []*line
}

func main() {
	if len(os.Args) > 2 && os.Args[1] == childFlag {
		if err := child(os.Args[2], os.Args[3:]); err != nil {
			fmt.Fprintln(os.Stderr, "bench:", err)
			os.Exit(1)
		}
		return
	}
	var b bench
	var out, only string
	flag.BoolVar(&b.full, "full", false, "a million entries and every peer; an hour or so")
	flag.IntVar(&b.n, "n", 0, "entries (0: 100,000, with -full 1,000,000)")
	flag.IntVar(&b.runs, "runs", 5, "runs of each side of a comparison")
	flag.StringVar(&b.dir, "dir", "", "folder for the data, kept afterwards (empty: a temporary one)")
	flag.StringVar(&out, "o", "", "write the table as markdown to this file")
	flag.StringVar(&only, "only", "", "the comparisons whose name matches this regular expression")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	b.ctx = ctx
	err := b.run(only)
	stop()
	b.print(os.Stdout)
	if out != "" {
		err = errors.Join(err, b.writeMarkdown(out))
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// step is one comparison, or a few that share their preparation.
type step struct {
	name string
	full bool // only with -full
	run  func(*bench) error
}

var steps = []step{
	{"append", false, (*bench).appends},
	{"postgres", false, (*bench).postgresAppends},
	{"import", false, (*bench).imports},
	{"position", false, (*bench).positions},
	{"known", false, (*bench).known},
	{"ledgers", true, (*bench).ledgers},
	{"start", false, (*bench).starts},
	{"size", false, (*bench).sizes},
	{"search", false, (*bench).searches},
	{"web", false, (*bench).webs},
	{"flow", false, (*bench).flows},
	{"plan", false, (*bench).plans},
	{"board", false, (*bench).boards},
}

func (b *bench) run(only string) error {
	pick, err := regexp.Compile(only)
	if err != nil {
		return fmt.Errorf("-only: %w", err)
	}
	if b.n == 0 {
		if b.n = 100_000; b.full {
			b.n = 1_000_000
		}
	}
	done, err := b.prepare()
	if err != nil {
		return err
	}
	defer done()
	var errs []error
	for _, s := range steps {
		if !pick.MatchString(s.name) || (s.full && !b.full) {
			continue
		}
		began := time.Now()
		if err := s.run(b); err != nil {
			errs = append(errs, fmt.Errorf("%s: %w", s.name, err))
		}
		fmt.Fprintf(os.Stderr, "%s: %.0f s\n", s.name, time.Since(began).Seconds())
		if b.ctx.Err() != nil {
			break
		}
	}
	return errors.Join(errs...)
}

// prepare builds the program and writes the ledger's files.
func (b *bench) prepare() (done func(), err error) {
	done = func() {}
	if _, err := os.Stat("cmd/muster"); err != nil {
		return done, errors.New("run this in the repository's root: go run ./bench")
	}
	if b.self, err = os.Executable(); err != nil {
		return done, err
	}
	if b.dir == "" {
		if b.dir, err = os.MkdirTemp("", "muster-bench-"); err != nil {
			return done, err
		}
		done = func() { os.RemoveAll(b.dir) }
	}
	if b.dir, err = filepath.Abs(b.dir); err != nil {
		return done, err
	}
	if err := os.MkdirAll(b.dir, 0o700); err != nil {
		return done, err
	}
	b.muster = filepath.Join(b.dir, "muster")
	build := exec.CommandContext(b.ctx, "go", "build", "-o", b.muster, "./cmd/muster")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if text, err := build.CombinedOutput(); err != nil {
		return done, fmt.Errorf("build muster: %w\n%s", err, text)
	}
	b.data = newLedger(b.n)
	return done, b.data.write(b.dir)
}

// file is a file in the scratch folder.
func (b *bench) file(name string) string { return filepath.Join(b.dir, name) }
