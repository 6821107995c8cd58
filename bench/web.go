package main

import (
	"bufio"
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"muster/node"
	shapes "muster/report"
)

// pageOf is the API's page of 20 that is asked for.
const pageOf = "/v1/contributions?source=" + series + "&limit=20"

// pages are the pages that are asked for.
var pages = []struct{ name, path string }{
	{"overview", "/"},
	{"contributions, one donor and year", "/contributions?source=" + series + "&donor=de&year=2023"},
	{"explore, donor by type", "/explore?source=" + series + "&by=donor&across=type&currency=EUR"},
}

// webs compares what the server answers: the API's page of 20 and pages, beside a bare handler that
// encodes the same 20 rows and beside PocketBase. All of it goes over loopback.
func (b *bench) webs() error {
	if err := b.once(); err != nil {
		return err
	}
	ours, err := b.serving(b.self, childFlag, "serve", b.file(onceData))
	if err != nil {
		return err
	}
	defer ours.end() //nolint:errcheck // it has answered all it was asked
	first, err := read(ours.url + pageOf)
	if err != nil {
		return err
	}
	if err := os.WriteFile(b.file("page.json"), first, 0o600); err != nil {
		return err
	}
	bare, err := b.serving(b.self, childFlag, "rows", b.file("page.json"))
	if err != nil {
		return err
	}
	defer bare.end() //nolint:errcheck // likewise
	walk, err := b.walk(first)
	if err != nil {
		return err
	}
	l := newLoad(b)
	// Until its index of words is made the server has other work to do, which is not what is measured.
	if _, err := read(ours.url + "/v1/search?limit=1&text=" + series); err != nil {
		return err
	}
	rows := func() (float64, error) { return l.run(bare.url+"/", nil) }
	each := func() (float64, error) { return l.run(ours.url, walk) }
	x := b.add("f", l.name(anotherPage+"; peer: a bare net/http handler encoding the same 20 rows"), "requests/s", atLeast(0.6))
	if err := l.alternate(x, ours, bare, each, rows); err != nil {
		return err
	}
	x = b.add("f", l.name("API page of 20 rows, the same again; peer: the bare handler"), "requests/s", atLeast(0.6))
	if err := x.alternate(b.runs, func() (float64, error) { return l.run(ours.url+pageOf, nil) }, rows); err != nil {
		return err
	}
	for _, p := range pages {
		x = b.add("f", l.name("page: "+p.name+", kept; peer: the bare handler"), "requests/s", goal{})
		if err := x.alternate(b.runs, func() (float64, error) { return l.run(ours.url+p.path, nil, "Accept-Encoding: gzip") }, rows); err != nil {
			return err
		}
		x = b.add("f", "page: "+p.name+", made anew, one at a time", "ms", goal{})
		err := x.alternate(b.runs, func() (float64, error) {
			return milliseconds(func() error { _, err := read(ours.url+p.path, "Cookie", "anew=1"); return err })
		}, nil)
		if err != nil {
			return err
		}
	}
	return b.besidePocketBase(l, ours, each)
}

const anotherPage = "API page of 20 rows, another one each time"

// alternate fills in a line, and one of the processor time that each answer took the servers.
func (l *httpLoad) alternate(x *line, ours, other *serverProcess, us, peer func() (float64, error)) error {
	cost := l.b.add(x.group, "the same runs: the server's processor time an answer", "µs", goal{})
	err := x.alternate(l.b.runs, l.costing(ours, &cost.ours, us), l.costing(other, &cost.peer, peer))
	if err == nil {
		cost.end()
	}
	return err
}

// walk gives many different pages of the list, by cursors as the server makes them.
func (b *bench) walk(first []byte) ([]string, error) {
	var l shapes.Contributions
	if err := json.Unmarshal(first, &l); err != nil || l.Next == "" {
		return nil, fmt.Errorf("the first page has no next: %w", err)
	}
	raw, err := base64.RawURLEncoding.DecodeString(l.Next)
	if err != nil {
		return nil, err
	}
	var cursor map[string]any
	if err := json.Unmarshal(raw, &cursor); err != nil {
		return nil, err
	}
	all := rand.Perm(b.n - 20)
	var paths []string
	for _, at := range all[:min(len(all), 400_000)] {
		cursor["a"] = at
		raw, err := json.Marshal(cursor)
		if err != nil {
			return nil, err
		}
		paths = append(paths, pageOf+"&cursor="+base64.RawURLEncoding.EncodeToString(raw))
	}
	return paths, nil
}

func read(url string, headers ...string) ([]byte, error) {
	r, err := http.NewRequest(http.MethodGet, url, nil)
	if err != nil {
		return nil, err
	}
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		return nil, err
	}
	defer res.Body.Close() //nolint:errcheck // only read from
	body, err := io.ReadAll(res.Body)
	if err == nil && res.StatusCode != http.StatusOK {
		err = fmt.Errorf("GET %s: %s: %.200s", url, res.Status, body)
	}
	return body, err
}

// serverProcess is a process that serves until its standard input ends.
type serverProcess struct {
	url string
	cmd *exec.Cmd
	in  io.WriteCloser
}

// serving starts a process whose first line is its address.
func (b *bench) serving(program string, args ...string) (*serverProcess, error) {
	s := &serverProcess{cmd: exec.CommandContext(b.ctx, program, args...)}
	s.cmd.Stderr = os.Stderr
	var err error
	if s.in, err = s.cmd.StdinPipe(); err != nil {
		return nil, err
	}
	out, err := s.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := s.cmd.Start(); err != nil {
		return nil, err
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		return nil, fmt.Errorf("%s says nothing: %w", args, errors.Join(err, s.end()))
	}
	s.url = strings.TrimSuffix(strings.TrimSpace(line), "/")
	return s, nil
}

func (s *serverProcess) end() error { return errors.Join(s.in.Close(), s.cmd.Wait()) }

// serve is the server over a record, as `muster serve` is.
func serve(ctx context.Context, data string) error {
	n, err := node.Open(ctx, node.Config{Data: data})
	if err != nil {
		return err
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	err = n.Serve(ctx, node.Pages{Listen: "127.0.0.1:0", Ready: func(url string) {
		go func() {
			said("%s", url) //nolint:errcheck // it ends with its input
			stop()
		}()
	}})
	return errors.Join(err, n.Close())
}

// rows is the bare handler: it encodes the page in a file each time.
func rows(path string) error {
	b, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	var page shapes.Contributions
	if err := json.Unmarshal(b, &page); err != nil {
		return err
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	go http.Serve(l, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { //nolint:errcheck,gosec // it ends with the process
		w.Header().Set("Content-Type", "application/json")
		e := json.NewEncoder(w)
		e.SetEscapeHTML(false)
		e.Encode(page) //nolint:errcheck // the reader left
	}))
	return said("http://%s", l.Addr())
}

// besidePocketBase compares the page of 20 with PocketBase's list of 20 of the same rows.
func (b *bench) besidePocketBase(l *httpLoad, ours *serverProcess, each func() (float64, error)) error {
	name := l.name(anotherPage + "; peer: PocketBase 0.39.0, the first 20 of the same rows, public rule, skipTotal")
	program := b.file("pocketbase-peer")
	build := exec.CommandContext(b.ctx, "go", "build", "-o", program, ".")
	build.Dir = filepath.Join("bench", "pocketbase")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if !b.full {
		build.Env = append(build.Env, "GOPROXY=off")
	}
	if out, err := build.CombinedOutput(); err != nil {
		first, _, _ := strings.Cut(strings.TrimSpace(string(out)), "\n")
		b.missing("f", name, "PocketBase could not be built: "+first)
		return nil
	}
	free, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	address := free.Addr().String()
	if err := errors.Join(free.Close(), removeAll(b.file("pocketbase"))); err != nil {
		return err
	}
	peer, err := b.serving(program, b.file(entriesCSV), b.file("pocketbase"), address)
	if err != nil {
		return err
	}
	defer peer.end() //nolint:errcheck // it has answered all it was asked
	url := "http://" + address + "/api/collections/entries/records?perPage=20&skipTotal=1"
	if _, err := read(url); err != nil {
		return err
	}
	x := b.add("f", name, "requests/s", atLeast(6))
	return l.alternate(x, ours, peer, each, func() (float64, error) { return l.run(url, nil) })
}
