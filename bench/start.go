package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"time"

	"muster/node"
)

// childFlag makes this program one of the fresh processes that are measured.
const childFlag = "-child"

// child is what a fresh process does. It says one line when its answer is there, and ends when its
// standard input does.
func child(what string, args []string) error {
	ctx := context.Background()
	switch what {
	case "answer": // data folder, "snapshot" or "rebuild"
		n, err := node.Open(ctx, node.Config{Data: args[0], ReadOnly: true, Rebuild: args[1] == "rebuild"})
		if err != nil {
			return err
		}
		v, err := n.View(ctx, "")
		if err != nil {
			return err
		}
		sum, _, entries, err := ask(v)
		if err != nil {
			return err
		}
		return said("%s %d", sum, entries)
	case "serve": // data folder
		return serve(ctx, args[0])
	case "rows": // a page in a file
		return rows(args[0])
	case "select": // database file
		n, bytes, err := selectAll(args[0])
		if err != nil {
			return err
		}
		return said("%d %d", n, bytes)
	case "heap": // data folder, "snapshot" or "rebuild"
		n, err := node.Open(ctx, node.Config{Data: args[0], ReadOnly: true, Rebuild: args[1] == "rebuild"})
		if err != nil {
			return err
		}
		err = said("%d", liveHeap())
		runtime.KeepAlive(n)
		return err
	}
	if what == "find" || what == "indexed" { // data folder, words
		return firstFound(ctx, what, args[0], args[1])
	}
	return fmt.Errorf("no such work: %s", what)
}

// firstFound says how many hits words have, or how many bytes the index takes that finds them.
func firstFound(ctx context.Context, what, data, words string) error {
	n, err := node.Open(ctx, node.Config{Data: data, ReadOnly: true})
	if err != nil {
		return err
	}
	before := uint64(0)
	if what == "indexed" {
		before = liveHeap()
	}
	r, err := n.Search(ctx, "", node.SearchQuery{Text: words, Limit: 1})
	if err != nil {
		return err
	}
	if what == "find" {
		return said("%d", r.Total)
	}
	err = said("%d", int64(liveHeap()-before))
	runtime.KeepAlive(n)
	return err
}

func liveHeap() uint64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

func said(format string, args ...any) error {
	fmt.Printf(format+"\n", args...)
	_, err := io.Copy(io.Discard, os.Stdin)
	return err
}

// selectAll reads every row of the statement table, as the store would.
func selectAll(path string) (n, bytes int, err error) {
	db, err := sql.Open("sqlite", "file:"+path+"?mode=ro")
	if err != nil {
		return 0, 0, err
	}
	defer db.Close()
	rows, err := db.Query("SELECT position, head, salt, body, hashes FROM statement ORDER BY position")
	if err != nil {
		return 0, 0, err
	}
	defer rows.Close()
	for rows.Next() {
		var at int64
		var head, salt, body, hashes []byte
		if err := rows.Scan(&at, &head, &salt, &body, &hashes); err != nil {
			return 0, 0, err
		}
		n++
		bytes += len(head) + len(salt) + len(body) + len(hashes)
	}
	return n, bytes, rows.Err()
}

// fresh starts a fresh process and gives the seconds until its line is there, and the line.
func (b *bench) fresh(args ...string) (seconds float64, text string, err error) {
	cmd := exec.CommandContext(b.ctx, b.self, append([]string{childFlag}, args...)...)
	cmd.Stderr = os.Stderr
	in, err := cmd.StdinPipe()
	if err != nil {
		return 0, "", err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return 0, "", err
	}
	began := time.Now()
	if err := cmd.Start(); err != nil {
		return 0, "", err
	}
	var line [256]byte
	n, rerr := out.Read(line[:])
	seconds = time.Since(began).Seconds()
	if rerr != nil && !errors.Is(rerr, io.EOF) {
		err = rerr
	}
	err = errors.Join(err, in.Close(), cmd.Wait())
	return seconds, strings.TrimSpace(string(line[:n])), err
}

// starts is the time from nothing to the first answer.
func (b *bench) starts() error {
	if err := b.once(); err != nil {
		return err
	}
	cells := make([]sum128, len(donors)*kinds)
	b.data.bareLoop(cells)
	want := fmt.Sprintf("%s %d", total(cells), b.n)
	answer := func(how string) func() (float64, error) {
		return func() (float64, error) {
			s, text, err := b.fresh("answer", b.file(onceData), how)
			if err == nil && text != want {
				err = fmt.Errorf("WRONG TOTAL: a fresh process answers %q, the bare exact loop %q", text, want)
			}
			return s, err
		}
	}
	all := func() (float64, error) {
		s, _, err := b.fresh("select", filepath.Join(b.file(onceData), recordFile))
		return s, err
	}
	l := b.add("c", "fresh process to the first answer, from the snapshot; peer: SELECT of all rows in a fresh process, same driver", "s", atMost(0.5))
	if err := l.alternate(b.runs, answer("snapshot"), all); err != nil {
		return err
	}
	l = b.add("c", "fresh process to the first answer, without a snapshot; peer: the same SELECT", "s", goal{})
	runs := b.runs
	if !b.full {
		runs = 1
	}
	return l.alternate(runs, answer("rebuild"), all)
}

// sizes is memory and disk per entry.
func (b *bench) sizes() error {
	if err := b.once(); err != nil {
		return err
	}
	heap := func(data, how string) (float64, error) {
		_, text, err := b.fresh("heap", b.file(data), how)
		if err != nil {
			return 0, err
		}
		return strconv.ParseFloat(text, 64)
	}
	for _, how := range []string{"snapshot", "rebuild"} {
		l := b.add("d", "memory per entry: live heap after collection, less an empty record's, started from "+map[string]string{"snapshot": "the snapshot", "rebuild": "the first statement"}[how], "B", atMost(128))
		without, err := heap(emptyData, how)
		if err != nil {
			return err
		}
		with, err := heap(onceData, how)
		if err != nil {
			return err
		}
		l.ours = []float64{(with - without) / float64(b.n)}
		l.end()
	}
	l := b.add("d", "disk per imported entry: record.db, its log folded in, less an empty record's", "B", atMost(450))
	without, err := b.bytesOf(emptyData)
	if err != nil {
		return err
	}
	with, err := b.bytesOf(onceData)
	if err != nil {
		return err
	}
	l.ours = []float64{(with - without) / float64(b.n)}
	l.end()
	return nil
}
