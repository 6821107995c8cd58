package main

import (
	"bufio"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"muster"
	"muster/search"
)

// corpus is texts, and queries of two words of theirs.
type corpus struct {
	name    string
	texts   []string
	queries []string
}

// vocabularySize is how many different words there are.
const vocabularySize = 20_000

// newCorpus is invented short texts, of words that are as unevenly common as a language's.
func newCorpus(n int) corpus {
	r := rand.New(rand.NewPCG(20, 24))
	word := func() string {
		rank := int(vocabularySize * math.Pow(r.Float64(), 3))
		w := []byte{}
		for x := rank + 600; x > 0; x /= 26 {
			w = append(w, 'a'+byte(x%26))
		}
		return string(append(w, 'o')) // no English stop word
	}
	words := func(n int) string {
		w := make([]string, n)
		for i := range w {
			w[i] = word()
		}
		return strings.Join(w, " ")
	}
	c := corpus{name: fmt.Sprintf("%d texts", n)}
	for range n {
		c.texts = append(c.texts, words(8+r.IntN(25)))
	}
	for range 400 {
		c.queries = append(c.queries, words(2))
	}
	return c
}

// ftsPeers are the engines of bench/fts, with their names here.
var ftsPeers = []struct {
	engine, name string
	full         bool // only with -full
}{
	{"modernc", "SQLite FTS5 (modernc, Muster's driver), in a file", false},
	{"modernc-memory", "SQLite FTS5 (modernc), in memory", true},
	{"mattn", "SQLite FTS5 (mattn, the C library), in a file", true},
	{"bleve", "bleve, in files", false},
	{"bleve-memory", "bleve, in memory", true},
}

// searches compares full-text search: indexing, and the best 20 of two words. All hits of all queries
// are compared first.
func (b *bench) searches() error {
	n := 20_000
	if b.full {
		n = 100_000
	}
	if err := b.searchesOf(newCorpus(n)); err != nil {
		return err
	}
	if c, err := lessonsCorpus(); err != nil {
		b.missing("e", "reports of SAFENET, LLIS and TAIC, search", err.Error())
	} else if err := b.searchesOf(c); err != nil {
		return err
	}
	return b.firstSearch()
}

func (b *bench) searchesOf(c corpus) error {
	for name, lines := range map[string][]string{"texts": c.texts, "queries": c.queries} {
		if err := os.WriteFile(b.file(name), []byte(strings.Join(lines, "\n")+"\n"), 0o644); err != nil {
			return err
		}
	}
	ours := &ourSearch{corpus: c}
	if _, err := ours.index(); err != nil {
		return err
	}
	name := func(what, peer string) string {
		return fmt.Sprintf("%s, %s; peer: %s", c.name, what, peer)
	}
	program, err := b.buildFTS()
	if err != nil {
		b.missing("e", name("search", "SQLite FTS5 and bleve"), err.Error())
		return nil
	}
	for _, p := range ftsPeers {
		if p.full && !b.full {
			continue
		}
		peer, err := b.startFTS(program, p.engine)
		if err == nil {
			_, err = peer.ask("index")
		}
		if err != nil {
			b.missing("e", name("search", p.name), err.Error())
			continue
		}
		err = b.besideFTS(ours, peer, func(what string) string { return name(what, p.name) })
		if err = errors.Join(err, peer.end()); err != nil {
			return fmt.Errorf("%s: %w", p.engine, err)
		}
	}
	return nil
}

func (b *bench) besideFTS(ours *ourSearch, peer *ftsPeer, name func(string) string) error {
	digest, err := peer.ask("check")
	if err != nil {
		return err
	}
	if want := ours.digest(); digest != want {
		return errors.New("WRONG HITS: the peer's are not ours")
	}
	l := b.add("e", name("indexing"), "s", atMost(0.7))
	if err := l.alternate(b.runs, ours.index, func() (float64, error) { return peer.seconds("index") }); err != nil {
		return err
	}
	p50 := b.add("e", name("two words, best 20, p50 of 400 queries"), "ms", atMost(1))
	p99 := b.add("e", name("the same, p99"), "ms", atMost(1))
	for range max(b.runs, 5) {
		half, most := ours.ask()
		p50.ours, p99.ours = append(p50.ours, half), append(p99.ours, most)
		text, err := peer.ask("ask")
		if err != nil {
			return err
		}
		if _, err := fmt.Sscan(text, &half, &most); err != nil {
			return fmt.Errorf("the peer said %q: %w", text, err)
		}
		p50.peer, p99.peer = append(p50.peer, half), append(p99.peer, most)
	}
	p50.end()
	p99.end()
	return nil
}

// ourSearch is Muster's index over the texts. Words stand in quotes: the peers look for whole words.
type ourSearch struct {
	corpus
	x *search.Index
}

func (o *ourSearch) index() (float64, error) {
	return timed(func() error {
		o.x = search.NewIndex()
		var batch []search.Addition
		for i, t := range o.texts {
			batch = append(batch, search.Addition{
				Statement: search.Statement{Position: muster.Seq(i + 1)},
				Said:      search.Said{Texts: []search.Text{{Field: search.Body, Text: t}}},
			})
			if len(batch) == 1024 || i+1 == len(o.texts) {
				if err := o.x.Add(muster.Seq(i+1), batch...); err != nil {
					return err
				}
				batch = batch[:0]
			}
		}
		return nil
	})
}

func (o *ourSearch) find(q string, limit int) search.Found {
	a, b, _ := strings.Cut(q, " ")
	return o.x.Find(search.Parse(`"`+a+`" "`+b+`"`), search.Options{Limit: limit})
}

func (o *ourSearch) ask() (p50, p99 float64) {
	var took []float64
	for _, q := range o.queries {
		began := time.Now()
		o.find(q, 20)
		took = append(took, float64(time.Since(began).Nanoseconds())/1e6)
	}
	slices.Sort(took)
	return took[len(took)/2], took[len(took)*99/100]
}

// digest is over all hits of all queries, as the peers' is.
func (o *ourSearch) digest() string {
	h := sha256.New()
	for _, q := range o.queries {
		found := []int{}
		for _, hit := range o.find(q, len(o.texts)).Hits {
			found = append(found, int(hit.Position))
		}
		slices.Sort(found)
		fmt.Fprintln(h, q, found)
	}
	return fmt.Sprintf("%x", h.Sum(nil))
}

// ftsPeer is a process of bench/fts, or another that is asked the same way.
type ftsPeer struct {
	cmd *exec.Cmd
	in  io.WriteCloser
	out *bufio.Scanner
}

// buildFTS builds the peers from their own module; without -full only if nothing need be fetched, and
// without C. Where there is no C compiler mattn's driver says so when it is asked.
func (b *bench) buildFTS() (string, error) {
	program := b.file("fts-peers")
	var errs []error
	ways := []string{"0"}
	if b.full {
		ways = []string{"1", "0"}
	}
	for _, cgo := range ways {
		cmd := exec.CommandContext(b.ctx, "go", "build", "-tags", "sqlite_fts5", "-o", program, ".")
		cmd.Dir = filepath.Join("bench", "fts")
		cmd.Env = append(os.Environ(), "CGO_ENABLED="+cgo)
		if !b.full {
			cmd.Env = append(cmd.Env, "GOPROXY=off", "GOFLAGS=-mod=mod")
		}
		out, err := cmd.CombinedOutput()
		if err == nil {
			return program, nil
		}
		first, _, _ := strings.Cut(strings.TrimSpace(string(out)), "\n")
		errs = append(errs, fmt.Errorf("not built with cgo %s (%s)", cgo, first))
	}
	return "", errors.Join(errs...)
}

func (b *bench) startFTS(program, engine string) (*ftsPeer, error) {
	return startPeer(exec.CommandContext(b.ctx, program, engine, b.file("texts"), b.file("queries"), b.dir))
}

// startPeer starts a process that says a line when it is ready and answers each line that it gets by one.
func startPeer(cmd *exec.Cmd) (*ftsPeer, error) {
	p := &ftsPeer{cmd: cmd}
	var failed strings.Builder
	p.cmd.Stderr = &failed
	var err error
	if p.in, err = p.cmd.StdinPipe(); err != nil {
		return nil, err
	}
	out, err := p.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	p.out = bufio.NewScanner(out)
	if err := p.cmd.Start(); err != nil {
		return nil, err
	}
	if !p.out.Scan() {
		return nil, fmt.Errorf("%w: %s", p.cmd.Wait(), failed.String())
	}
	return p, nil
}

func (p *ftsPeer) ask(what string) (string, error) {
	if _, err := io.WriteString(p.in, what+"\n"); err != nil {
		return "", err
	}
	if !p.out.Scan() {
		return "", fmt.Errorf("no answer: %w: %s", p.cmd.Wait(), p.cmd.Stderr)
	}
	return p.out.Text(), nil
}

func (p *ftsPeer) seconds(what string) (s float64, err error) {
	text, err := p.ask(what)
	if err == nil {
		_, err = fmt.Sscan(text, &s)
	}
	return s, err
}

func (p *ftsPeer) end() error { return errors.Join(p.in.Close(), p.cmd.Wait()) }

// firstSearch is what the index costs a record: the time until a fresh process has found something,
// and the memory.
func (b *bench) firstSearch() error {
	if err := b.once(); err != nil {
		return err
	}
	l := b.add("e", "fresh process to the first hit, the index made from the store; peer: SELECT of all rows in a fresh process, same driver", "s", goal{})
	err := l.alternate(3, func() (float64, error) {
		s, text, err := b.fresh("find", b.file(onceData), "P0000001")
		if err == nil && text != "1" {
			err = fmt.Errorf("WRONG HITS: %q", text)
		}
		return s, err
	}, func() (float64, error) {
		s, _, err := b.fresh("select", filepath.Join(b.file(onceData), recordFile))
		return s, err
	})
	if err != nil {
		return err
	}
	l = b.add("e", "memory per entry of the index, while there is one", "B", goal{})
	_, text, err := b.fresh("indexed", b.file(onceData), "P0000001")
	if err != nil {
		return err
	}
	var bytes float64
	if _, err := fmt.Sscan(text, &bytes); err != nil {
		return err
	}
	l.ours = []float64{bytes / float64(b.n)}
	l.end()
	return nil
}
