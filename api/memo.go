package api

import (
	"fmt"
	"strconv"
	"sync"

	"golang.org/x/sync/singleflight"

	"muster/standing"
)

// memo keeps what was worked out a moment ago. What follows from the first so many statements, on an
// effective day, to a question, for eyes that see so much, is for ever the same; so nothing in it is ever wrong, and what is not
// asked for again makes room.
type memo struct {
	making singleflight.Group
	mu     sync.Mutex
	kept   map[string]keptAnswer
	weight int
}

type keptAnswer struct {
	value  any
	weight int
}

// mostKept bounds a memo: bytes of answers, or rows of lists at rowWeight each.
const (
	mostKept  = 64 << 20
	rowWeight = 500
)

func newMemo() *memo { return &memo{kept: map[string]keptAnswer{}} }

func (m *memo) get(key string) (any, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	k, ok := m.kept[key]
	return k.value, ok
}

func (m *memo) put(key string, value any, weight int) {
	if weight += len(key); weight > mostKept/8 {
		return
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if _, ok := m.kept[key]; ok {
		return
	}
	for k, old := range m.kept { // any: a map's order is none
		if m.weight+weight <= mostKept {
			break
		}
		delete(m.kept, k)
		m.weight -= old.weight
	}
	m.kept[key] = keptAnswer{value, weight}
	m.weight += weight
}

// answerKey names a whole answer.
func answerKey(q *Asked, v standing.View, form string) string {
	return "answer " + form + " " + strconv.FormatUint(uint64(v.Known), 10) + " " + v.Effective.String() + " " + v.Eyes() + " " + q.r.URL.Path + "?" + q.r.URL.RawQuery
}

// kept keeps what a page is taken from, so that the next page need not work it out again; and of those
// who ask for it at once, one works it out. Make also returns its weight.
func kept[T any](a *api, p *Paged, v standing.View, make func() (x T, weight int, err error)) (T, error) {
	if p.r.URL.Query().Get("layer") != "" { // it changes, and is not everybody's
		x, _, err := make()
		return x, err
	}
	key := p.listKey(v)
	made, ok := a.memo.get(key)
	if !ok {
		var err error
		made, err, _ = a.memo.making.Do(key, func() (any, error) {
			x, weight, err := make()
			if err == nil {
				a.memo.put(key, x, weight)
			}
			return x, err
		})
		if err != nil {
			var none T
			return none, err
		}
	}
	x, ok := made.(T)
	if !ok {
		return x, fmt.Errorf("%s is kept as a %T", key, made)
	}
	return x, nil
}

// whole is kept for a list of rows.
func whole[T any](a *api, p *Paged, v standing.View, list func() ([]T, error)) ([]T, error) {
	return kept(a, p, v, func() ([]T, int, error) {
		all, err := list()
		return all, rowWeight * len(all), err
	})
}

// listKey names a list of which an answer has a page.
func (p *Paged) listKey(v standing.View) string {
	return "list " + strconv.FormatUint(uint64(v.Known), 10) + " " + v.Effective.String() + " " + v.Eyes() + " " + p.listed()
}
