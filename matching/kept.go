package matching

import (
	"slices"
	"sync"

	"muster"
	"muster/pledge"
	"muster/standing"
)

// mostKept is for how many positions entries are kept: now, and what it is compared with.
const mostKept = 4

// keptEntries are the entries that follow from matches as they were worked out last, by position: they follow
// from what is known alone, whoever looks and on whatever day. It is a standing.Kept, of which a snapshot has
// nothing.
type keptEntries struct {
	mu   sync.Mutex
	last []entriesAt // the one asked for last is last
}

type entriesAt struct {
	known muster.Seq
	all   []pledge.Derived
}

// of returns the entries as known at a position, worked out where they are not kept.
func (k *keptEntries) of(known muster.Seq, work func() []pledge.Derived) []pledge.Derived {
	k.mu.Lock()
	defer k.mu.Unlock() // of those who ask at once one works them out
	i := slices.IndexFunc(k.last, func(e entriesAt) bool { return e.known == known })
	var e entriesAt
	if i >= 0 {
		e = k.last[i]
		k.last = slices.Delete(k.last, i, i+1)
	} else {
		e = entriesAt{known, work()}
	}
	if k.last = append(k.last, e); len(k.last) > mostKept {
		k.last = slices.Delete(k.last, 0, 1)
	}
	return e.all
}

// Mark implements standing.Undo.
func (*keptEntries) Mark() int { return 0 }

// Rollback implements standing.Undo: positions that are taken back come again with something else.
func (k *keptEntries) Rollback(int) { k.last = nil }

// Keep implements standing.Undo.
func (*keptEntries) Keep() {}

// Save implements standing.Kept.
func (*keptEntries) Save(*standing.SnapshotWriter) {}

// Load implements standing.Kept.
func (*keptEntries) Load(*standing.SnapshotReader) {}
