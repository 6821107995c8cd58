package main

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// The load: so many connections that each ask again as soon as they are answered.
const (
	connections = 32
	wrkSeconds  = 2
	loopAsks    = 4000 // of a run of the loop that stands in for wrk
)

// httpLoad drives a server: with wrk where it is installed, else with a small loop of its own.
type httpLoad struct {
	b     *bench
	wrk   string // empty: the loop
	next  int    // of the paths of a walk, where the next run begins
	asked int    // requests of the last run
}

func newLoad(b *bench) *httpLoad {
	wrk, err := exec.LookPath("wrk")
	if err != nil {
		wrk = ""
	}
	return &httpLoad{b: b, wrk: wrk}
}

// name says how a line was measured.
func (l *httpLoad) name(what string) string {
	if l.wrk == "" {
		return what + " (wrk is not installed: a loop of " + strconv.Itoa(loopAsks) + " requests)"
	}
	return what
}

// run gives the requests a second of a server: of one address, or of one path after the other behind it.
func (l *httpLoad) run(url string, paths []string, headers ...string) (float64, error) {
	if len(paths) > 0 {
		paths = append(paths[l.next:len(paths):len(paths)], paths[:l.next]...)
	}
	var rate float64
	var asked int
	var err error
	if l.wrk == "" {
		rate, asked, err = loop(url, paths)
	} else {
		rate, asked, err = l.runWrk(url, paths, headers)
	}
	l.asked = asked
	if len(paths) > 0 {
		l.next = (l.next + asked) % len(paths)
	}
	return rate, err
}

// costing has a run also say how much processor time each of its answers took the server, in
// microseconds: other work on the machine makes that less uncertain than requests a second.
func (l *httpLoad) costing(s *serverProcess, into *[]float64, run func() (float64, error)) func() (float64, error) {
	return func() (float64, error) {
		before, err := s.processor()
		if err != nil {
			return 0, err
		}
		rate, err := run()
		if err != nil {
			return 0, err
		}
		after, err := s.processor()
		if err == nil && l.asked > 0 {
			*into = append(*into, (after-before)*1e6/float64(l.asked))
		}
		return rate, err
	}
}

// ticks is how many of the kernel's units of processor time are a second.
const ticks = 100

// processor is the processor time a server has had, in seconds.
func (s *serverProcess) processor() (float64, error) {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", s.cmd.Process.Pid))
	if err != nil {
		return 0, err
	}
	_, rest, _ := strings.Cut(string(text), ") ") // past the program's name
	fields := strings.Fields(rest)
	var sum float64
	for _, f := range fields[11:13] { // its own and the system's for it
		n, err := strconv.ParseFloat(f, 64)
		if err != nil {
			return 0, err
		}
		sum += n
	}
	return sum / ticks, nil
}

// script hands wrk a path after the other.
const script = `local paths, n = {}, 0
for line in io.lines(%q) do paths[#paths + 1] = line end
request = function()
  n = n %% #paths + 1
  return wrk.format("GET", paths[n])
end
`

func (l *httpLoad) runWrk(url string, paths, headers []string) (rate float64, asked int, err error) {
	args := []string{"-t1", "-c" + strconv.Itoa(connections), "-d" + strconv.Itoa(wrkSeconds) + "s", "--timeout", "30s"}
	for _, h := range headers {
		args = append(args, "-H", h)
	}
	if len(paths) > 0 {
		err := errors.Join(os.WriteFile(l.b.file("paths"), []byte(strings.Join(paths, "\n")+"\n"), 0o600),
			os.WriteFile(l.b.file("walk.lua"), fmt.Appendf(nil, script, l.b.file("paths")), 0o600))
		if err != nil {
			return 0, 0, err
		}
		args = append(args, "-s", l.b.file("walk.lua"))
	}
	out, err := exec.CommandContext(l.b.ctx, l.wrk, append(args, url)...).CombinedOutput()
	if err != nil {
		return 0, 0, fmt.Errorf("wrk %s: %w: %s", url, err, out)
	}
	for line := range strings.Lines(string(out)) {
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "Non-2xx") || strings.HasPrefix(line, "Socket errors") {
			return 0, 0, fmt.Errorf("wrk %s: %s", url, line)
		}
		if n, _, ok := strings.Cut(line, " requests in "); ok {
			if asked, err = strconv.Atoi(n); err != nil {
				return 0, 0, err
			}
		}
		if x, ok := strings.CutPrefix(line, "Requests/sec:"); ok {
			rate, err = strconv.ParseFloat(strings.TrimSpace(x), 64)
			return rate, asked, err
		}
	}
	return 0, 0, fmt.Errorf("wrk says %q", out)
}

// loop asks so many times over so many connections.
func loop(url string, paths []string) (rate float64, asked int, err error) {
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: connections, DisableCompression: true}}
	defer client.CloseIdleConnections()
	var next atomic.Int64
	var wg sync.WaitGroup
	errs := make([]error, connections)
	began := time.Now()
	for c := range connections {
		wg.Go(func() {
			for n := next.Add(1) - 1; n < loopAsks && errs[c] == nil; n = next.Add(1) - 1 {
				u := url
				if len(paths) > 0 {
					u += paths[int(n)%len(paths)]
				}
				errs[c] = get(client, u)
			}
		})
	}
	wg.Wait()
	return loopAsks / time.Since(began).Seconds(), loopAsks, errors.Join(errs...)
}

func get(client *http.Client, url string) error {
	res, err := client.Get(url)
	if err != nil {
		return err
	}
	_, err = io.Copy(io.Discard, res.Body)
	if res.StatusCode != http.StatusOK {
		err = fmt.Errorf("GET %s: %s", url, res.Status)
	}
	return errors.Join(err, res.Body.Close())
}
