package search

import (
	"cmp"
	"math"
	"slices"
	"sync"

	"muster"
)

// Options say what of the hits is wanted.
type Options struct {
	Known muster.Seq // as known then; 0: now
	Limit int        // at most so many hits
	After *Hit       // those after this one; nil: the first
	// Keep says whether a statement may be a hit; nil: any may. What it keeps out is in no number
	// and moves no hit.
	Keep func(Statement) bool
	// Kinds are those wanted; empty: all. Kinds that are not wanted are counted all the same.
	Kinds []uint16
}

// Hit is a statement that has all words, the best of those that speak of one object.
type Hit struct {
	Statement
	Score      float32
	Statements int // of that object and kind that have all words
}

// Found is what a query finds.
type Found struct {
	Hits  []Hit
	Total int            // hits of the kinds wanted, on whatever page
	Kinds map[uint16]int // hits by kind, of every kind
	More  bool           // there are hits after these
}

// Find answers a query. The best hit comes first; of equals the one that was said first. The
// order rests on statements up to Known alone.
func (x *Index) Find(q Query, o Options) Found {
	x.mu.RLock()
	defer x.mu.RUnlock()
	out := Found{Kinds: map[uint16]int{}}
	if o.Known == 0 {
		o.Known = x.upto
	}
	s := scratches.Get().(*scratch)
	defer s.release()
	if !s.prepare(x, q, o.Known) {
		return out
	}
	s.o = o
	s.collect()
	for i := range s.hits {
		s.count(s.hits[i])
	}
	for kind, n := range s.byKind {
		if n > 0 {
			out.Kinds[uint16(kind)] = n
		}
	}
	slices.SortFunc(s.top, order)
	out.Hits, out.Total, out.More = append([]Hit(nil), s.top...), s.total, s.rest > len(s.top)
	return out
}

// scratch is the memory of one query, used again.
type scratch struct {
	x       *Index
	readers []reader
	drive   int // the reader that has the fewest
	o       Options
	slot    []uint32 // by object: the place of its hit, plus one
	hits    []Hit    // of objects
	groups  []uint32 // slots in use
	top     []Hit    // a heap of the best so far, whose top is the worst of them
	total   int      // hits of the kinds wanted
	rest    int      // and of those after the page before
	cursors []*cursor
	dense   [][]float32
	byKind  []int // hits
}

var scratches = sync.Pool{New: func() any { return new(scratch) }}

// reader goes through the statements that fit one clause.
type reader struct {
	c     *cursor
	norm  float32   // of its word: how rare it is
	dense []float32 // for a clause of several words: what each statement scores
	at    uint32
	count int
}

func (s *scratch) release() {
	for _, g := range s.groups {
		s.slot[g] = 0
	}
	for _, r := range s.readers {
		if r.dense != nil {
			clear(r.dense)
			s.dense = append(s.dense, r.dense)
		} else {
			s.cursors = append(s.cursors, r.c)
		}
	}
	s.x, s.o, s.total, s.rest = nil, Options{}, 0, 0
	s.readers, s.hits, s.groups, s.top = s.readers[:0], s.hits[:0], s.groups[:0], s.top[:0]
	scratches.Put(s)
}

// Okapi BM25 with a fixed mean length, so that a score does not move with what is recorded later.
const (
	saturation = 2.4 // in halves of a word
	byLength   = 0.4
	meanLength = 20
	begun      = 0.6 // what a word counts for that only begins as asked for
)

var lengthNorm = func() (n [256]float32) {
	for i := range n {
		n[i] = saturation * (1 - byLength + byLength*float32(i)/meanLength)
	}
	return n
}()

func rarity(df, n int) float32 {
	return float32(math.Log(1 + (float64(max(n-df, 0))+.5)/(float64(df)+.5)))
}

// score is what a word of some weight, in a statement of some length, adds.
func score(norm float32, weight, length uint8) float32 {
	w := float32(weight)
	return norm * w / (w + lengthNorm[length])
}

// prepare makes a reader for each clause. It is false where one fits nothing.
func (s *scratch) prepare(x *Index, q Query, known muster.Seq) bool {
	s.x = x
	s.byKind = append(s.byKind[:0], make([]int, x.kinds)...)
	bound, n := x.number(known)
	for _, c := range q.clauses {
		word, exact := x.words.find([]byte(c.word))
		var more []uint32
		if c.begins {
			x.beginning([]byte(c.word), func(w uint32) {
				if (!exact || w != word) && x.post.terms[w].df > 0 {
					more = append(more, w)
				}
			})
		}
		var r reader
		var ok bool
		switch {
		case len(more) > 0:
			if exact {
				more = append(more, word)
			}
			r, ok = s.several(more, word, exact, bound, n)
		case exact:
			r, ok = s.single(&x.post.terms[word], bound, n)
		}
		if !ok {
			return false
		}
		s.readers = append(s.readers, r)
		if k := len(s.readers) - 1; k == 0 || r.count < s.readers[s.drive].count {
			s.drive = k
		}
	}
	return len(s.readers) > 0
}

func (s *scratch) cursor() *cursor {
	if n := len(s.cursors); n > 0 {
		c := s.cursors[n-1]
		s.cursors = s.cursors[:n-1]
		return c
	}
	return new(cursor)
}

func (s *scratch) single(t *term, bound uint32, n int) (reader, bool) {
	c := s.cursor()
	df := c.count(&s.x.post, t, bound)
	if df == 0 || !c.start(&s.x.post, t, bound) {
		s.cursors = append(s.cursors, c)
		return reader{}, false
	}
	return reader{c: c, norm: rarity(df, n), count: df}, true
}

// several lays out what each statement scores by the best of some words. The clause is as rare as
// all its words together, so that a rare one among them does not stand for the clause.
func (s *scratch) several(words []uint32, word uint32, exact bool, bound uint32, n int) (reader, bool) {
	x := s.x
	r := reader{dense: s.row(int(bound))}
	c := s.cursor()
	defer func() { s.cursors = append(s.cursors, c) }()
	df := 0
	for _, w := range words {
		df += c.count(&x.post, &x.post.terms[w], bound)
	}
	norm := rarity(min(df, n), n)
	for _, w := range words {
		t := &x.post.terms[w]
		by := norm * begun
		if exact && w == word {
			by = norm
		}
		for ok := c.start(&x.post, t, bound); ok; ok = c.step() {
			ord := c.ords[c.i]
			if r.dense[ord] == 0 {
				r.count++
			}
			r.dense[ord] = max(r.dense[ord], score(by, c.weight[c.i], x.length[ord]))
		}
	}
	if r.count == 0 {
		s.dense = append(s.dense, r.dense)
	}
	return r, r.count > 0
}

func (s *scratch) row(n int) []float32 {
	if k := len(s.dense); k > 0 {
		row := s.dense[k-1]
		s.dense = s.dense[:k-1]
		if cap(row) >= n {
			return row[:n]
		}
	}
	return make([]float32, n, n+n/4)
}

// next moves a reader to the first statement at or after ord.
func (r *reader) next(ord uint32) bool {
	if r.dense == nil {
		if !r.c.seek(ord) {
			return false
		}
		r.at = r.c.ords[r.c.i]
		return true
	}
	for int(ord) < len(r.dense) && r.dense[ord] == 0 {
		ord++
	}
	r.at = ord
	return int(ord) < len(r.dense)
}

// collect goes through the statements that fit every clause, and keeps the best of each object.
func (s *scratch) collect() {
	x, keep := s.x, s.o.Keep
	if n := x.groups.len() + 1; len(s.slot) < n {
		s.slot = slices.Grow(s.slot[:0], n)[:n]
		clear(s.slot)
	}
	for ord := uint32(0); s.readers[s.drive].next(ord); ord++ {
		ord = s.readers[s.drive].at
		fits := true
		for i := range s.readers {
			if r := &s.readers[i]; i != s.drive {
				if !r.next(ord) {
					return
				}
				if r.at != ord {
					ord, fits = r.at-1, false
					break
				}
			}
		}
		if !fits {
			continue
		}
		st := Statement{Position: muster.Seq(x.at[ord]), Kind: x.kind[ord], Audience: x.audience[ord], ord: ord}
		if keep == nil || keep(st) {
			s.hit(st)
		}
	}
}

func (s *scratch) hit(st Statement) {
	x := s.x
	sum, length := float32(0), x.length[st.ord]
	for i := range s.readers { // in the order of the query, so that sums do not depend on what drives
		if r := &s.readers[i]; r.dense != nil {
			sum += r.dense[st.ord]
		} else {
			sum += score(r.norm, r.c.weight[r.c.i], length)
		}
	}
	h := Hit{Statement: st, Score: sum, Statements: 1}
	g := x.group[st.ord]
	if g == 0 {
		s.count(h)
		return
	}
	if k := s.slot[g]; k != 0 {
		old := &s.hits[k-1]
		h.Statements += old.Statements
		if order(*old, h) < 0 {
			h.Statement, h.Score = old.Statement, old.Score
		}
		*old = h
		return
	}
	s.hits = append(s.hits, h)
	s.slot[g] = uint32(len(s.hits))
	s.groups = append(s.groups, g)
}

// order puts the better hit first, of equals the earlier statement.
func order(a, b Hit) int {
	return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Position, b.Position))
}

// count counts a hit, and keeps it if it is among the best of the page asked for.
func (s *scratch) count(h Hit) {
	s.byKind[h.Kind]++
	if len(s.o.Kinds) > 0 && !slices.Contains(s.o.Kinds, h.Kind) {
		return
	}
	s.total++
	if s.o.After != nil && order(h, *s.o.After) <= 0 {
		return
	}
	s.rest++
	switch limit := s.o.Limit; {
	case len(s.top) < limit:
		s.top = append(s.top, h)
		if len(s.top) == limit {
			for k := limit/2 - 1; k >= 0; k-- {
				sink(s.top, k)
			}
		}
	case limit > 0 && h.Score >= s.top[0].Score && order(h, s.top[0]) < 0:
		s.top[0] = h
		sink(s.top, 0)
	}
}

func sink(top []Hit, k int) {
	for {
		worst := k
		for _, c := range [2]int{2*k + 1, 2*k + 2} {
			if c < len(top) && order(top[c], top[worst]) > 0 {
				worst = c
			}
		}
		if worst == k {
			return
		}
		top[k], top[worst] = top[worst], top[k]
		k = worst
	}
}
