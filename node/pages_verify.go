package node

import (
	"context"
	"sync"
	"time"

	"muster"
	"muster/web"
)

// checking is the verification that the pages asked for last. It reads through a store of its own,
// so nobody who reads or writes waits for it.
type checking struct {
	mu   sync.Mutex
	last web.Verification
	done chan struct{} // closed when the one under way has ended
}

// answerSoon is how long an answer waits for a verification, so that a small record's is there at
// once.
const answerSoon = 2 * time.Second

// Verify implements web.RecordSource.
func (p pages) Verify(ctx context.Context) error {
	c := &p.n.checking
	c.mu.Lock()
	if !c.last.Running {
		c.last = web.Verification{Running: true, Began: now()}
		c.done = make(chan struct{})
		// It goes on when the reader who asked has left.
		go p.verify(context.WithoutCancel(ctx), c.done)
	}
	done := c.done
	c.mu.Unlock()
	soon := time.NewTimer(answerSoon)
	defer soon.Stop()
	select {
	case <-done:
	case <-soon.C:
	case <-ctx.Done():
	}
	return nil
}

func (p pages) verify(ctx context.Context, done chan struct{}) {
	c := &p.n.checking
	v, err := Verify(ctx, p.n.cfg, nil, func(n muster.Seq) {
		c.mu.Lock()
		defer c.mu.Unlock()
		c.last.Done = n
	})
	r := web.Verification{}
	if err == nil {
		r.Statements, r.Done, r.Erased, r.Documents, r.Snapshot = v.Statements, v.Statements, v.Erased, v.Documents, v.Snapshot
		r.Moment = web.Moment{Known: v.Statements, At: v.At, Root: v.Root.String()}
		for _, f := range v.Findings {
			r.Findings = append(r.Findings, f.String())
		}
	} else {
		p.n.log.Error("verify", "error", err)
		r.Fault = err.Error()
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	r.Began, r.Ended = c.last.Began, now()
	c.last = r
	close(done)
}

// Verification implements web.RecordSource.
func (p pages) Verification(context.Context) (web.Verification, error) {
	c := &p.n.checking
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.last, nil
}
