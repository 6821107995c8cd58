package node

import (
	"context"
	"crypto/sha256"
	"fmt"
	"slices"
	"sync"
	"time"

	"muster"
	"muster/web"
)

// The place in which files wait between a trial and its recording: so many, so large together, for
// so long. The oldest make room.
const (
	mostWaiting = 8
	mostBytes   = 256 << 20
	waitsFor    = time.Hour
)

// waiting are the files that were tried and wait to be recorded.
type waiting struct {
	mu    sync.Mutex
	files []*tried
}

type tried struct {
	web.Trial
	data []byte
	busy sync.Mutex // held while it is recorded, so that two clicks record once
}

// put keeps a file, in place of the same bytes tried before.
func (w *waiting) put(t *tried, at time.Time) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.files = slices.DeleteFunc(w.files, func(o *tried) bool { return o.Digest == t.Digest && o.By == t.By || at.After(o.Until) })
	w.files = append(w.files, t)
	size := 0
	for i := len(w.files) - 1; i >= 0; i-- { // the newest stays, whatever its size
		if size += len(w.files[i].data); i < len(w.files)-1 && (size > mostBytes || len(w.files)-i > mostWaiting) {
			w.files = w.files[i+1:]
			return
		}
	}
}

func (w *waiting) find(by muster.PartyID, digest string, at time.Time) (*tried, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, t := range w.files {
		if t.Digest == digest && t.By == by && !at.After(t.Until) {
			return t, nil
		}
	}
	return nil, &muster.Error{Kind: muster.KindMissing, Why: fmt.Sprintf("No file with the SHA-256 %.12s… waits any more: a file that was tried is kept for an hour. Bring it again.", digest)}
}

func importOf(t *tried, dry bool) Import {
	return Import{Kind: t.Kind, Name: t.Name, Data: t.data, Label: t.Label, AsOf: t.AsOf, Series: t.Series, By: t.Claims, Title: t.Title, DryRun: dry}
}

// Try implements web.ImportSource.
func (p pages) Try(ctx context.Context, up web.Upload) (string, error) {
	t := &tried{data: up.Data}
	t.Upload = up
	t.Upload.Data = nil
	t.Digest, t.Size, t.Until = fmt.Sprintf("%x", sha256.Sum256(up.Data)), int64(len(up.Data)), now().Add(waitsFor)
	done, err := p.n.Import(ctx, importOf(t, true))
	if err != nil {
		return "", err
	}
	t.take(done)
	p.n.waiting.put(t, now())
	return t.Digest, nil
}

func (t *tried) take(d *Done) {
	t.Words, t.Notes, t.Rows, t.New, t.Unchanged, t.Refused, t.Noted = d.Words, d.Notes, d.Rows, d.Recorded, d.Unchanged, d.Refused, d.Noted
	t.Statements, t.Faults, t.Ledger = d.Statements, d.Faults, d.Ledger
}

// Tried implements web.ImportSource.
func (p pages) Tried(_ context.Context, by muster.PartyID, digest string) (web.Trial, error) {
	t, err := p.n.waiting.find(by, digest, now())
	if err != nil {
		return web.Trial{}, err
	}
	t.busy.Lock()
	defer t.busy.Unlock()
	return t.Trial, nil
}

// Commit implements web.ImportSource.
func (p pages) Commit(ctx context.Context, by muster.PartyID, digest string) error {
	t, err := p.n.waiting.find(by, digest, now())
	if err != nil {
		return err
	}
	t.busy.Lock()
	defer t.busy.Unlock()
	if t.Recorded {
		return nil
	}
	// An import is all or nothing; one that was begun is not broken off because a reader left.
	done, err := p.n.Import(context.WithoutCancel(ctx), importOf(t, false))
	if err != nil {
		return err
	}
	t.take(done)
	t.Recorded, t.Known = true, done.Known
	p.n.waiting.mu.Lock()
	defer p.n.waiting.mu.Unlock()
	t.data = nil
	return nil
}

// Withdraw implements web.ImportSource.
func (p pages) Withdraw(ctx context.Context, _ muster.PartyID, id muster.ID, why string) error {
	_, err := p.n.Withdraw(ctx, string(id), why)
	return err
}
