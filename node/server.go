package node

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"time"
)

// How long a server waits, unless Pages says otherwise.
const (
	// mostGrace is how long requests under way may go on after the end was asked for.
	mostGrace = 5 * time.Second
	// mostHurry is how long a request may take to come, its body at slowest beside it.
	mostHurry = time.Minute
	// slowest is how many bytes of a body a second are enough for it to go on coming.
	slowest = 4 << 10
	// mostAnswer is how long an answer may take to be read.
	mostAnswer = 5 * time.Minute
	// mostDoing is the same for what changes something: a large file is worked on for a while first.
	mostDoing = time.Hour
)

// server serves requests until it is stopped.
type server struct {
	http    http.Server
	log     *slog.Logger
	grace   time.Duration
	hurry   time.Duration
	handler http.Handler
	busy    sync.WaitGroup // requests under way

	mu       sync.Mutex
	stopping bool
	silent   map[net.Conn]struct{} // connections on which nothing was asked yet
}

func newServer(h http.Handler, p Pages, log *slog.Logger) *server {
	s := &server{log: log, handler: h, grace: p.Grace, hurry: p.Hurry, silent: map[net.Conn]struct{}{}}
	if s.grace == 0 {
		s.grace = mostGrace
	}
	if s.hurry == 0 {
		s.hurry = mostHurry
	}
	s.http = http.Server{
		Handler: s, ConnState: s.note, ReadHeaderTimeout: min(10*time.Second, s.hurry), ReadTimeout: s.hurry, WriteTimeout: mostAnswer, IdleTimeout: 2 * time.Minute,
		ErrorLog: slog.NewLogLogger(log.Handler(), slog.LevelWarn),
	}
	return s
}

// serve answers on a listener until ctx ends, and then lets what is under way come to its end. What
// does not within the grace is cut off, which is no fault: nobody is told that it was done.
func (s *server) serve(ctx context.Context, l net.Listener) error {
	// Requests outlive ctx by the grace, and no longer.
	base, cut := context.WithCancel(context.WithoutCancel(ctx))
	defer cut()
	s.http.BaseContext = func(net.Listener) context.Context { return base }
	ended := make(chan error, 1)
	go func() { ended <- s.http.Serve(l) }()
	select {
	case err := <-ended:
		return fmt.Errorf("serve: %w", err)
	case <-ctx.Done():
	}
	s.hangUp()
	stop, cancel := context.WithTimeout(base, s.grace)
	defer cancel()
	err := s.http.Shutdown(stop)
	if errors.Is(err, context.DeadlineExceeded) {
		s.log.InfoContext(ctx, "requests are cut off that did not end", "within", s.grace)
		cut()
		err = s.http.Close()
	}
	// The record is closed next, and nobody may still be reading it.
	s.busy.Wait()
	if err != nil {
		return fmt.Errorf("stop serving: %w", err)
	}
	return nil
}

// note keeps which connections are silent. Browsers open some ahead of time, which nothing but time
// would tell from requests on their way.
func (s *server) note(c net.Conn, state http.ConnState) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if state != http.StateNew {
		delete(s.silent, c)
		return
	}
	if s.silent[c] = struct{}{}; s.stopping {
		c.Close() //nolint:errcheck // it has nothing to say
	}
}

// hangUp closes the silent connections, those that are still to be accepted among them.
func (s *server) hangUp() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.stopping = true
	for c := range s.silent {
		c.Close() //nolint:errcheck // it has nothing to say
	}
}

// ServeHTTP answers a request and gives it the time it needs: a body may go on coming as long as it
// does come, and what has come whole may be worked on.
func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.busy.Add(1)
	defer s.busy.Done()
	b := &coming{ReadCloser: r.Body, out: http.NewResponseController(w), began: time.Now(), hurry: s.hurry, acts: r.Method != http.MethodGet && r.Method != http.MethodHead}
	if r.ContentLength == 0 {
		b.whole()
	} else {
		r.Body = b
	}
	s.handler.ServeHTTP(w, r)
}

// coming is a body on its way. Its size is bounded by whoever reads it.
type coming struct {
	io.ReadCloser
	out   *http.ResponseController
	began time.Time
	hurry time.Duration
	acts  bool
	n     int64
}

// Read implements io.Reader. What comes buys time in which the rest may come.
func (b *coming) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	b.n += int64(n)
	switch {
	case errors.Is(err, io.EOF):
		b.whole()
	case err == nil:
		by := b.began.Add(b.hurry + time.Duration(b.n)*time.Second/slowest)
		b.out.SetReadDeadline(by)                  //nolint:errcheck // then the server's own holds
		b.out.SetWriteDeadline(by.Add(mostAnswer)) //nolint:errcheck // then the server's own holds
	}
	return n, err
}

// whole takes away the time in which the request must have come: the server would end its context by
// it, and with it an answer that takes longer.
func (b *coming) whole() {
	b.out.SetReadDeadline(time.Time{}) //nolint:errcheck // then the server's own holds
	if b.acts {
		b.out.SetWriteDeadline(time.Now().Add(mostDoing)) //nolint:errcheck // then the server's own holds
	}
}
