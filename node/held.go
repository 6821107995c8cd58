package node

import (
	"fmt"
	"slices"
	"sync"
	"time"

	"muster"
)

// mostHeld is how many sheets wait at the same time; with mostBytes, the oldest make room.
const mostHeld = 64

// held is what a sheet has that was tried and waits to be recorded, as files that are imported do.
type held struct {
	key, digest string // who tried it, as what; its bytes
	until       time.Time
	data        []byte
	busy        sync.Mutex // held while it is recorded, so that two clicks record once
}

func (h *held) waits() *held { return h }

// sheets are those that wait.
type sheets[T interface{ waits() *held }] struct {
	mu  sync.Mutex
	all []T
}

// put keeps a sheet, in place of the same one tried before.
func (w *sheets[T]) put(t T, at time.Time) {
	w.mu.Lock()
	defer w.mu.Unlock()
	now := t.waits()
	w.all = slices.DeleteFunc(w.all, func(o T) bool {
		h := o.waits()
		return h.digest == now.digest && h.key == now.key || at.After(h.until)
	})
	w.all = append(w.all, t)
	size := 0
	for i := len(w.all) - 1; i >= 0; i-- { // the newest stays, whatever its size
		if size += len(w.all[i].waits().data); i < len(w.all)-1 && (size > mostBytes || len(w.all)-i > mostHeld) {
			w.all = slices.Delete(w.all, 0, i+1)
			return
		}
	}
}

func (w *sheets[T]) find(key, digest string, at time.Time) (t T, err error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, o := range w.all {
		if h := o.waits(); h.digest == digest && h.key == key && !at.After(h.until) {
			return o, nil
		}
	}
	return t, &muster.Error{Kind: muster.KindMissing, Why: fmt.Sprintf("No sheet with the SHA-256 %.12s… waits any more: a sheet that was tried is kept for an hour. Bring it again.", digest)}
}
