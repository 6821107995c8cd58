package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// The records that the comparisons share.
const (
	emptyData  = "empty" // what a record begins with, and the rates
	onceData   = "once"  // and one edition of the ledger
	twiceData  = "twice" // and a second one, in which every other row is another
	recordFile = "record.db"
)

// publisher is whose claims the editions are.
const publisher = "eu-institutions"

// program runs muster over a data folder.
func (b *bench) program(data string, args ...string) error {
	cmd := exec.CommandContext(b.ctx, b.muster, append([]string{"--data", b.file(data)}, args...)...)
	out, err := cmd.CombinedOutput()
	if err != nil {
		return fmt.Errorf("muster %s: %w: %s", args[0], err, out)
	}
	return nil
}

// copyOf makes a data folder that begins as another.
func (b *bench) copyOf(from, to string) error {
	if err := os.RemoveAll(b.file(to)); err != nil {
		return err
	}
	if err := os.CopyFS(b.file(to), os.DirFS(b.file(from))); err != nil {
		return err
	}
	return os.Chmod(filepath.Join(b.file(to), "key"), 0o600) // CopyFS opens it to the world
}

// empty makes the record that has rates and no entries, once.
func (b *bench) empty() error {
	if _, err := os.Stat(b.file(emptyData)); err == nil {
		return nil
	}
	if err := b.program(emptyData, "init"); err != nil {
		return err
	}
	return b.program(emptyData, "import", "rates", b.file(ratesCSV))
}

func (b *bench) edition(data, file, label string) error {
	return b.program(data, "import", "entries", b.file(file), "--series", series, "--by", publisher, "--label", label)
}

// once makes the record with one edition, if no comparison has made it yet.
func (b *bench) once() error {
	if _, err := os.Stat(b.file(onceData)); err == nil {
		return nil
	}
	if err := b.empty(); err != nil {
		return err
	}
	if err := b.copyOf(emptyData, onceData); err != nil {
		return err
	}
	if err := b.edition(onceData, entriesCSV, "first"); err != nil {
		return errors.Join(err, os.RemoveAll(b.file(onceData)))
	}
	return nil
}

// imports is the whole of an import, from the file to the durable record and its snapshot, beside
// the sqlite3 shell that puts the same file into one plain table.
func (b *bench) imports() error {
	if err := b.empty(); err != nil {
		return err
	}
	const name = "muster import entries, whole process; peer: sqlite3 .import --csv of the same file into one plain table"
	l := b.add("a", name, "s", atMost(6))
	shell, err := exec.LookPath("sqlite3")
	peer := func() (float64, error) { return b.shellImport(shell) }
	if err != nil {
		peer, l.note = nil, "the sqlite3 shell is not installed"
	}
	runs := b.runs
	if !b.full {
		runs = min(runs, 3)
	}
	return l.alternate(runs, func() (float64, error) {
		if err := b.copyOf(emptyData, onceData); err != nil {
			return 0, err
		}
		return timed(func() error { return b.edition(onceData, entriesCSV, "first") })
	}, peer)
}

func (b *bench) shellImport(shell string) (float64, error) {
	db := b.file("shell.db")
	if err := removeAll(db, db+"-journal"); err != nil {
		return 0, err
	}
	return timed(func() error {
		out, err := exec.CommandContext(b.ctx, shell, db, ".import --csv "+b.file(entriesCSV)+" entry").CombinedOutput()
		if err != nil || strings.TrimSpace(string(out)) != "" {
			return fmt.Errorf("sqlite3: %w: %s", err, out)
		}
		return nil
	})
}

func removeAll(paths ...string) error {
	for _, p := range paths {
		if err := os.RemoveAll(p); err != nil {
			return err
		}
	}
	return nil
}

// timed is how many seconds f takes.
func timed(f func() error) (float64, error) {
	began := time.Now()
	err := f()
	return time.Since(began).Seconds(), err
}

// bytesOf is the size of a record's database file, its log folded in.
func (b *bench) bytesOf(data string) (float64, error) {
	var all int64
	err := filepath.WalkDir(b.file(data), func(path string, d fs.DirEntry, err error) error {
		if err != nil || !strings.HasPrefix(d.Name(), recordFile) {
			return err
		}
		info, err := d.Info()
		if err == nil {
			all += info.Size()
		}
		return err
	})
	return float64(all), err
}
