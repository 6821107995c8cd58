package standing

import (
	"cmp"
	"encoding/json"
	"fmt"
	"iter"
	"slices"
	"strings"

	"muster"
)

// Register keeps objects that have an identity and a short history: parties, groups, methods,
// pledges. Each version stands from its position until the next. It is an Undo.
type Register[V any] struct {
	keys    []string // sorted
	history map[string][]Version[V]
	byStmt  map[muster.Seq]string
	undo    []string
}

// Version is what was said of an object at a position; Gone says that it ended.
type Version[V any] struct {
	From  muster.Seq
	ID    muster.ID
	Gone  bool
	Value V
}

// NewRegister returns an empty register.
func NewRegister[V any]() *Register[V] {
	return &Register[V]{history: map[string][]Version[V]{}, byStmt: map[muster.Seq]string{}}
}

// Set gives an object a version.
func (r *Register[V]) Set(m Moment, key string, v V) {
	r.push(key, Version[V]{From: m.At, ID: m.ID, Value: v})
	r.byStmt[m.At] = key
}

// End ends the object that a statement spoke of, if it is in this register.
func (r *Register[V]) End(m Moment, stmt muster.Seq) bool {
	key, ok := r.byStmt[stmt]
	if !ok {
		return false
	}
	last := r.history[key][len(r.history[key])-1]
	r.push(key, Version[V]{From: m.At, ID: m.ID, Gone: true, Value: last.Value})
	return true
}

func (r *Register[V]) push(key string, v Version[V]) {
	if _, ok := r.history[key]; !ok {
		i, _ := slices.BinarySearch(r.keys, key)
		r.keys = slices.Insert(r.keys, i, key)
	}
	r.history[key] = append(r.history[key], v)
	r.undo = append(r.undo, key)
}

// Get returns an object as known at a position.
func (r *Register[V]) Get(known muster.Seq, key string) (v Version[V], ok bool) {
	h := r.history[key]
	for i := len(h) - 1; i >= 0; i-- {
		if h[i].From <= known {
			return h[i], !h[i].Gone
		}
	}
	return v, false
}

// Versions are what was said of an object up to a position, in order.
func (r *Register[V]) Versions(known muster.Seq, key string) (all []Version[V]) {
	for _, v := range r.history[key] {
		if v.From <= known && !v.Gone {
			all = append(all, v)
		}
	}
	return all
}

// Count is how many objects there ever were.
func (r *Register[V]) Count() int { return len(r.keys) }

// All yields the objects that stand at a position, in order of key.
func (r *Register[V]) All(known muster.Seq) iter.Seq2[string, Version[V]] {
	return func(yield func(string, Version[V]) bool) {
		for _, k := range r.keys {
			if v, ok := r.Get(known, k); ok && !yield(k, v) {
				return
			}
		}
	}
}

// Beneath yields the objects that stand at a position and whose keys begin with a text, in order of key.
func (r *Register[V]) Beneath(known muster.Seq, begins string) iter.Seq2[string, Version[V]] {
	return func(yield func(string, Version[V]) bool) {
		for _, k := range r.keysBeneath(begins) {
			if v, ok := r.Get(known, k); ok && !yield(k, v) {
				return
			}
		}
	}
}

// FirstBeneath yields the first version of every object whose key begins with a text, of those that ended too.
func (r *Register[V]) FirstBeneath(begins string) iter.Seq2[string, Version[V]] {
	return func(yield func(string, Version[V]) bool) {
		for _, k := range r.keysBeneath(begins) {
			if !yield(k, r.history[k][0]) {
				return
			}
		}
	}
}

// keysBeneath are the keys that begin with a text.
func (r *Register[V]) keysBeneath(begins string) []string {
	from, _ := slices.BinarySearch(r.keys, begins)
	to := from
	for to < len(r.keys) && strings.HasPrefix(r.keys[to], begins) {
		to++
	}
	return r.keys[from:to]
}

// KeyOf is the key of the object to which the statement at a position gave a version.
func (r *Register[V]) KeyOf(at muster.Seq) (key string, ok bool) {
	key, ok = r.byStmt[at]
	return key, ok
}

// Ever yields every version of every object, those that ended too, in order of key and of position: what
// to make an index of.
func (r *Register[V]) Ever() iter.Seq2[string, Version[V]] {
	return func(yield func(string, Version[V]) bool) {
		for _, k := range r.keys {
			for _, v := range r.history[k] {
				if !yield(k, v) {
					return
				}
			}
		}
	}
}

// Steps are the statements that gave an object its versions, up to a position, in order.
func Steps[V any](r *Register[V], known muster.Seq, key string) (all []Step) {
	for _, v := range r.history[key] {
		if v.From <= known {
			all = append(all, Step{v.From, v.ID})
		}
	}
	return all
}

// Step is a statement that gave an object a version.
type Step struct {
	At muster.Seq
	ID muster.ID
}

// Statements joins steps of several registers, in order of position, each statement once.
func Statements(of ...[]Step) (ids []muster.ID) {
	all := slices.Concat(of...)
	slices.SortFunc(all, func(a, b Step) int { return cmp.Compare(a.At, b.At) })
	for _, s := range slices.Compact(all) {
		ids = append(ids, s.ID)
	}
	return ids
}

// Mark implements Undo.
func (r *Register[V]) Mark() int { return len(r.undo) }

// Rollback implements Undo.
func (r *Register[V]) Rollback(mark int) {
	for i := len(r.undo) - 1; i >= mark; i-- {
		key := r.undo[i]
		h := r.history[key]
		delete(r.byStmt, h[len(h)-1].From)
		if len(h) > 1 {
			r.history[key] = h[:len(h)-1]
			continue
		}
		delete(r.history, key)
		at, _ := slices.BinarySearch(r.keys, key)
		r.keys = slices.Delete(r.keys, at, at+1)
	}
	r.undo = r.undo[:mark]
}

// Keep implements Undo.
func (r *Register[V]) Keep() { r.undo = r.undo[:0] }

// savedVersion is a version in a snapshot.
type savedVersion[V any] struct {
	Key string
	Version[V]
}

// Save writes the register to a snapshot.
func (r *Register[V]) Save(w *SnapshotWriter) {
	var all []savedVersion[V]
	for _, k := range r.keys {
		for _, v := range r.history[k] {
			all = append(all, savedVersion[V]{k, v})
		}
	}
	b, err := json.Marshal(all)
	w.Fail(err)
	w.Bytes(b)
}

// Load reads what Save wrote.
func (r *Register[V]) Load(rd *SnapshotReader) {
	var all []savedVersion[V]
	if b := rd.Bytes(); rd.Err() == nil {
		rd.Fail(json.Unmarshal(b, &all))
	}
	for _, v := range all {
		r.push(v.Key, v.Version)
		if !v.Gone {
			r.byStmt[v.From] = v.Key
		}
	}
	r.Keep()
}

// CheckThread refuses to speak a second time of an object that stands, unless the statement says
// which one it replaces.
func (r *Register[V]) CheckThread(known muster.Seq, e *muster.Envelope) error {
	now, ok := r.Get(known, e.About)
	if !ok && e.Replaces != "" {
		return muster.Conflict("replaces", fmt.Sprintf("nothing stands about %s", e.About))
	}
	if ok && e.Replaces != now.ID {
		return muster.Conflict("replaces", fmt.Sprintf("%s stands already, as statement %s; to change it, name that statement in replaces", e.About, now.ID))
	}
	return nil
}
