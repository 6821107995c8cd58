package node_test

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"muster/node"
	"muster/signin"
)

// logged is what a node logs.
type logged struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *logged) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *logged) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// served serves a fresh record and says where; stop asks for the end and returns what Serve did.
func served(t *testing.T, p node.Pages) (host, token string, stop func() error, log *logged) {
	t.Helper()
	log = &logged{}
	cfg := node.Config{Data: t.TempDir(), Log: slog.New(slog.NewTextHandler(log, nil))}
	n, err := node.Open(t.Context(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	if _, token, err = node.Desk(cfg).NewToken(signin.Pass{For: "operator"}, node.Clock()); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	ready, ended := make(chan string, 1), make(chan error, 1)
	p.Listen, p.Ready = "127.0.0.1:0", func(url string) { ready <- url }
	go func() { ended <- n.Serve(ctx, p) }()
	host = strings.Trim(strings.TrimPrefix(<-ready, "http://"), "/")
	stop = sync.OnceValue(func() error {
		cancel()
		return errors.Join(<-ended, n.Close())
	})
	t.Cleanup(func() { stop() }) //nolint:errcheck // the test looked
	return host, token, stop, log
}

// ask opens a connection and sends some text on it.
func ask(t *testing.T, host, text string) (net.Conn, *bufio.Reader) {
	t.Helper()
	c, err := net.Dial("tcp", host) //nolint:noctx // this machine's own
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() }) //nolint:errcheck // over
	if _, err := io.WriteString(c, text); err != nil {
		t.Fatal(err)
	}
	return c, bufio.NewReader(c)
}

// answered reads the head of an answer, and its body where that has an end.
func answered(t *testing.T, r *bufio.Reader, whole bool) *http.Response {
	t.Helper()
	res, err := http.ReadResponse(r, nil)
	if err != nil {
		t.Fatal(err)
	}
	if whole {
		if _, err := io.Copy(io.Discard, res.Body); err != nil {
			t.Fatal(err)
		}
	}
	return res
}

const get = "GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\n%s\r\n"

// What browsers and feeds keep open does not keep a server from stopping: connections that said
// nothing, those between two requests, a stream of events and a long poll.
func TestNothingKeptOpenHoldsAServer(t *testing.T) {
	// Less than the five seconds after which a connection that said nothing would be taken for idle.
	host, _, stop, log := served(t, node.Pages{Grace: 4 * time.Second})
	_, silent := ask(t, host, "")
	_, idle := ask(t, host, fmt.Sprintf(get, "/healthz", ""))
	answered(t, idle, true)
	_, events := ask(t, host, fmt.Sprintf(get, "/v1/changes?after=1000000", "Accept: text/event-stream\r\n"))
	answered(t, events, false)
	_, poll := ask(t, host, fmt.Sprintf(get, "/v1/changes?after=1000000&wait=60", ""))
	if err := stop(); err != nil {
		t.Error(err)
	}
	if strings.Contains(log.String(), "cut off") {
		t.Errorf("something was waited for:\n%s", log)
	}
	for name, r := range map[string]*bufio.Reader{"silent": silent, "idle": idle, "events": events, "poll": poll} {
		if _, err := io.Copy(io.Discard, r); err != nil && !errors.Is(err, net.ErrClosed) && !strings.Contains(err.Error(), "reset") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// A request that does not come to its end is cut off, which is no fault.
func TestARequestWithoutAnEndIsCutOff(t *testing.T) {
	host, token, stop, log := served(t, node.Pages{Grace: time.Millisecond})
	_, r := ask(t, host, "POST /v1/imports/parties HTTP/1.1\r\nHost: 127.0.0.1\r\nExpect: 100-continue\r\nContent-Length: 100\r\nAuthorization: Bearer "+token+"\r\n\r\n")
	if line, err := r.ReadString('\n'); err != nil || !strings.Contains(line, "100 Continue") { // it is being read
		t.Fatal(line, err)
	}
	if err := stop(); err != nil {
		t.Errorf("it stops with: %v", err)
	}
	if !strings.Contains(log.String(), "cut off") || strings.Contains(log.String(), "ERROR") {
		t.Errorf("it logs:\n%s", log)
	}
}

// drip is a body that comes in pieces, with a pause before each.
type drip struct {
	pieces []string
	pause  time.Duration
}

func (d *drip) Read(p []byte) (int, error) {
	if len(d.pieces) == 0 {
		return 0, io.EOF
	}
	time.Sleep(d.pause)
	n := copy(p, d.pieces[0])
	if d.pieces[0] = d.pieces[0][n:]; d.pieces[0] == "" {
		d.pieces = d.pieces[1:]
	}
	return n, nil
}

// A file over a slow line is taken although it takes longer than a request otherwise may, by programs
// and from the page; what hardly comes is not waited for, and what is too large is refused.
func TestASlowFileIsTaken(t *testing.T) {
	hurry := 400 * time.Millisecond
	host, token, _, log := served(t, node.Pages{Hurry: hurry})
	post := func(path, kind string, body io.Reader, length int64) (int, string) {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, "http://"+host+path, body)
		if err != nil {
			t.Fatal(err)
		}
		r.ContentLength = length
		r.Header.Set("Authorization", "Bearer "+token)
		r.Header.Set("Content-Type", kind)
		client := http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
		res, err := client.Do(r)
		if err != nil {
			return 0, err.Error() // cut off while it was sent
		}
		defer res.Body.Close() //nolint:errcheck // only read from
		// A server that has refused closes while the rest is still sent, which the client may notice
		// before it has read why; the status has come.
		b, err := io.ReadAll(res.Body)
		if err != nil {
			return res.StatusCode, string(b) + " (" + err.Error() + ")"
		}
		return res.StatusCode, string(b)
	}
	// Each piece buys twice the time of its pause; all of them take nearly three times the hurry.
	filler := strings.Repeat("x", 800)
	pieces := []string{"id,name,kind\nslow,Slow,fund\n"}
	for i := range 10 {
		pieces = append(pieces, fmt.Sprintf("slow%d,Slow %d %s,fund\n", i, i, filler))
	}
	slow := func(pieces ...string) *drip { return &drip{append([]string{}, pieces...), hurry / 4} }
	if status, b := post("/v1/imports/parties", "application/octet-stream", slow(pieces...), -1); status != http.StatusOK {
		t.Errorf("a program's slow file: status %d %s", status, b)
	}
	form := "--x\r\nContent-Disposition: form-data; name=\"kind\"\r\n\r\nparties\r\n--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"p.csv\"\r\n\r\n"
	page := append([]string{form + pieces[0]}, pieces[1:]...)
	if status, b := post("/import", "multipart/form-data; boundary=x", slow(append(page, "\r\n--x--\r\n")...), -1); status != http.StatusOK || !strings.Contains(b, "p.csv") {
		t.Errorf("a page's slow file: status %d %.600s", status, b)
	}
	if t.Failed() {
		t.Log(log)
	}
	var hardly []string
	for range 100 {
		hardly = append(hardly, "x")
	}
	if status, b := post("/v1/imports/parties", "application/octet-stream", slow(hardly...), -1); status == http.StatusOK {
		t.Errorf("a body that hardly comes is waited for: %s", b)
	}
	if status, b := post("/import", "multipart/form-data; boundary=x", slow(append([]string{form}, hardly...)...), -1); status != http.StatusBadRequest && status != 0 || strings.Contains(log.String(), "ERROR") {
		t.Errorf("a page's body that hardly comes: status %d %.600s\n%s", status, b, log)
	}
	if status, b := post("/import", "multipart/form-data; boundary=x", io.MultiReader(strings.NewReader(form), &endless{70 << 20}, strings.NewReader("\r\n--x--\r\n")), -1); status != http.StatusRequestEntityTooLarge && status != 0 {
		t.Errorf("a file that is too large: status %d %.600s", status, b)
	}
}

// endless is so many bytes of nothing.
type endless struct{ left int }

func (e *endless) Read(p []byte) (int, error) {
	if e.left <= 0 {
		return 0, io.EOF
	}
	n := min(len(p), e.left)
	clear(p[:n])
	e.left -= n
	return n, nil
}
