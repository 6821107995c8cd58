// Command fts is the peers of muster/bench in full-text search: SQLite's FTS5 with the driver that
// Muster uses and with the one that wraps the C library, and bleve, each in a process of its own. It
// is a module of its own so that none of them is a dependency of Muster.
//
//	fts ENGINE TEXTS QUERIES FOLDER
//
// TEXTS has a text a line, QUERIES two words a line. It says a line, and then answers each line of
// its input: "index" with the seconds that indexing all texts anew took; "ask" with the
// milliseconds that half of the queries, and 99 of 100, took at most for their best 20 hits;
// "check" with a digest over all hits of all queries.
package main

import (
	"bufio"
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// engine indexes texts and finds those that have two words: their numbers, counted from 1, the best
// first; limit 0 means all, in any order.
type engine interface {
	index(texts []string) error
	find(a, b string, limit int) ([]int, error)
	close() error
}

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "fts:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) != 4 {
		return fmt.Errorf("found %q; give ENGINE TEXTS QUERIES FOLDER", args)
	}
	var texts, queries []string
	for path, to := range map[string]*[]string{args[1]: &texts, args[2]: &queries} {
		b, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		*to = strings.Split(strings.TrimSuffix(string(b), "\n"), "\n")
	}
	e, err := open(args[0], filepath.Join(args[3], "fts-"+args[0]))
	if err != nil {
		return err
	}
	fmt.Println("ready")
	for in := bufio.NewScanner(os.Stdin); in.Scan(); {
		if err := answer(e, in.Text(), texts, queries); err != nil {
			return err
		}
	}
	return e.close()
}

func open(name, path string) (engine, error) {
	switch name {
	case "modernc", "mattn":
		return &fts5{driver: map[string]string{"modernc": "sqlite", "mattn": "sqlite3"}[name], path: path}, nil
	case "modernc-memory":
		return &fts5{driver: "sqlite", path: ":memory:"}, nil
	case "bleve":
		return &inverted{path: path}, nil
	case "bleve-memory":
		return &inverted{}, nil
	}
	return nil, errors.New("no such engine: " + name)
}

func answer(e engine, what string, texts, queries []string) error {
	began := time.Now()
	switch what {
	case "index":
		if err := e.index(texts); err != nil {
			return err
		}
		fmt.Printf("%.6f\n", time.Since(began).Seconds())
	case "ask":
		var took []float64
		for _, q := range queries {
			a, b, _ := strings.Cut(q, " ")
			began := time.Now()
			if _, err := e.find(a, b, 20); err != nil {
				return err
			}
			took = append(took, float64(time.Since(began).Nanoseconds())/1e6)
		}
		slices.Sort(took)
		fmt.Printf("%.6f %.6f\n", took[len(took)/2], took[len(took)*99/100])
	case "check":
		h := sha256.New()
		for _, q := range queries {
			a, b, _ := strings.Cut(q, " ")
			found, err := e.find(a, b, 0)
			if err != nil {
				return err
			}
			slices.Sort(found)
			fmt.Fprintln(h, q, found)
		}
		fmt.Printf("%x\n", h.Sum(nil))
	}
	return nil
}
