package storetest

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"

	"muster"
	"muster/record"
)

// Variables that tell a test binary that it was started as another process.
const (
	envRole  = "MUSTER_STORETEST_ROLE"
	envStore = "MUSTER_STORETEST_STORE"
	envPlace = "MUSTER_STORETEST_PLACE"
	envName  = "MUSTER_STORETEST_NAME"
)

// Child does what a process started by these tests is there for, and ends it. In any other process
// it returns at once. TestMain calls it first.
func Child(subjects ...Subject) {
	role := os.Getenv(envRole)
	if role == "" {
		return
	}
	for _, s := range subjects {
		if s.Name != os.Getenv(envStore) {
			continue
		}
		c := &child{subject: s, place: os.Getenv(envPlace), name: os.Getenv(envName)}
		if err := c.run(role); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	fmt.Fprintln(os.Stderr, "no such store:", os.Getenv(envStore))
	os.Exit(1)
}

// Process is the command that starts the test binary in a role; wrap comes before it (strace).
func (s Subject) Process(tb testing.TB, role, place, name string, wrap ...string) *exec.Cmd {
	tb.Helper()
	self, err := os.Executable()
	if err != nil {
		tb.Fatal(err)
	}
	args := append(wrap, self)
	cmd := exec.Command(args[0], args[1:]...)
	cmd.Env = append(os.Environ(), envRole+"="+role, envStore+"="+s.Name, envPlace+"="+place, envName+"="+name)
	cmd.Stderr = os.Stderr
	return cmd
}

type child struct {
	subject     Subject
	place, name string
	log         *record.Log
	mu          sync.Mutex
	out         io.Writer
}

func (c *child) run(role string) error {
	ctx := context.Background()
	c.out = os.Stdout
	store, err := c.subject.Open(ctx, c.place)
	if err != nil {
		return err
	}
	defer store.Close()
	if c.log, err = record.NewLog(ctx, store, c.subject.State(), newClock()); err != nil {
		return err
	}
	defer c.log.Close()
	switch role {
	case RoleAppend:
		return c.append(ctx)
	case RolePaced:
		return c.paced(ctx)
	case RoleForever:
		return c.forever(ctx)
	}
	return fmt.Errorf("no such role: %s", role)
}

// The roles of a process.
const (
	RoleAppend  = "append"  // two appenders, some requests, some with keys that others use too
	RolePaced   = "paced"   // one request after another
	RoleForever = "forever" // four appenders, until killed
)

// say writes a line in one piece once something was acknowledged.
func (c *child) say(format string, args ...any) {
	c.mu.Lock()
	defer c.mu.Unlock()
	fmt.Fprintf(c.out, format+"\n", args...)
}

// perAppender is how many requests of its own an appender makes.
const perAppender = 15

func (c *child) append(ctx context.Context) error {
	var wg sync.WaitGroup
	errs := make(chan error, 100)
	for a := range 2 {
		wg.Go(func() {
			for i := range perAppender {
				name := fmt.Sprintf("%s.%d.%d", c.name, a, i)
				r, err := c.log.Record(ctx, &record.Request{By: "de", Values: claims("de", name, 1+i%7)})
				if err != nil {
					errs <- fmt.Errorf("%s: %w", name, err)
					return
				}
				c.say("ack %d %d %s", r.First, r.Last, name)
				// Every appender asks this with the same key.
				r, err = c.log.Record(ctx, keyed(fmt.Sprintf("shared%d", i), "aa", fmt.Sprintf("shared%d", i), 2))
				if err != nil {
					errs <- fmt.Errorf("shared key: %w", err)
					return
				}
				c.say("key %d %d shared%d %t", r.First, r.Last, i, r.Again)
			}
		})
	}
	wg.Wait()
	close(errs)
	return <-errs
}

func (c *child) paced(ctx context.Context) error {
	for i := range 30 {
		name := fmt.Sprintf("%s.%d", c.name, i)
		r, err := c.log.Record(ctx, &record.Request{By: "de", Values: claims("de", name, 1+i%3*20)})
		if err != nil {
			return err
		}
		c.say("ack %d %d %s", r.First, r.Last, name)
	}
	return nil
}

func (c *child) forever(ctx context.Context) error {
	errs := make(chan error)
	for a := range 4 {
		go func() {
			for i := 0; ; i++ {
				if err := c.one(ctx, fmt.Sprintf("%s.%d.%d", c.name, a, i), i); err != nil {
					errs <- err
					return
				}
			}
		}()
	}
	return <-errs
}

// one makes a request of 1 to 50 statements, now and then with a document, and now and then one
// that is refused.
func (c *child) one(ctx context.Context, name string, i int) error {
	n := 1 + rand.IntN(50)
	req := &record.Request{By: "de"}
	var doc *record.Document
	if i%5 == 3 {
		var err error
		if doc, err = record.Pack(strings.NewReader(strings.Repeat(name, 1+rand.IntN(50_000))), name, "txt"); err != nil {
			return err
		}
	}
	req.Make = func(w *record.Writer) error {
		for _, v := range claims("de", name, n) {
			if err := w.Add(v); err != nil {
				return err
			}
		}
		if doc != nil {
			if err := w.Put(doc, "de"); err != nil {
				return err
			}
		}
		if i%7 == 6 {
			return muster.Denied("refused in the end")
		}
		return nil
	}
	r, err := c.log.Record(ctx, req)
	if i%7 == 6 {
		if !isKind(err, muster.KindDenied) {
			return fmt.Errorf("%s should have been refused: %w", name, err)
		}
		return nil
	}
	if err != nil {
		return err
	}
	digest := "-"
	if doc != nil {
		digest = doc.Digest.Hex()
	}
	c.say("ack %d %d %s %d %s", r.First, r.Last, name, n, digest)
	return nil
}

func testProcesses(t *testing.T, s Subject) {
	x, place := s.fresh(t)
	outs := make([]strings.Builder, 4)
	var wg sync.WaitGroup
	for i := range outs {
		cmd := s.Process(t, RoleAppend, place, fmt.Sprintf("p%d", i))
		cmd.Stdout = &outs[i]
		wg.Go(func() {
			if err := cmd.Run(); err != nil {
				t.Errorf("process %d: %v", i, err)
			}
		})
	}
	wg.Wait()
	there := s.whole(t, place, x)
	if want := 4*2*perAppender + perAppender; len(there) != want {
		t.Errorf("%d requests are there, want %d", len(there), want)
	}
	firsts := map[string]int{}
	for i := range outs {
		lines := bufio.NewScanner(strings.NewReader(outs[i].String()))
		n := 0
		for ; lines.Scan(); n++ {
			var word, name string
			var r record.Receipt
			if _, err := fmt.Sscan(lines.Text(), &word, &r.First, &r.Last, &name); err != nil {
				t.Fatalf("%q: %v", lines.Text(), err)
			}
			if got := there[name]; got != r {
				t.Errorf("process %d was told that %s is at %v; it is at %v", i, name, r, got)
			}
			if strings.HasSuffix(lines.Text(), " false") {
				firsts[name]++
			}
		}
		if n != 4*perAppender {
			t.Errorf("process %d acknowledged %d requests, want %d", i, n, 4*perAppender)
		}
	}
	for i := range perAppender {
		if name := fmt.Sprintf("shared%d", i); firsts[name] != 1 {
			t.Errorf("%s was the first time for %d", name, firsts[name])
		}
	}
}
