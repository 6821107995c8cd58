package search

import (
	"bytes"
	"cmp"
	"errors"
	"slices"
	"sync"

	"muster"
)

// Index finds statements by their words. It holds no texts: about 40 bytes for a text of eight
// words that others have too, and more for words of its own.
type Index struct {
	mu     sync.RWMutex
	words  dictionary
	post   postings
	sorted []uint32 // the words' numbers in order of their bytes, of those before inOrder
	order  int      // how many words there were when they were sorted
	groups dictionary
	// By a statement's number in the index.
	at       []uint32 // position
	kind     []uint16
	audience []uint8
	length   []uint8  // in words, at most 255
	group    []uint32 // what it is about, plus one; 0: it stands for itself
	gone     []uint32 // numbers of removed statements, in order
	kinds    int      // the highest kind, plus one

	// The writer's.
	upto    muster.Seq
	folder  folder
	weights []weighed // by word, of the statement that is added
	seen    map[uint32]int
	key     []byte
}

type weighed struct {
	word   uint32
	weight uint32
}

// NewIndex returns an empty index.
func NewIndex() *Index {
	return &Index{words: newDictionary(), groups: newDictionary(), seen: map[uint32]int{}}
}

// Upto is the position up to which statements were taken in.
func (x *Index) Upto() muster.Seq {
	x.mu.RLock()
	defer x.mu.RUnlock()
	return x.upto
}

// Addition is one statement to take in.
type Addition struct {
	Statement
	Said
}

// errOrder says that statements came out of order, which is a mistake of the caller.
var errOrder = errors.New("statements are taken into the index in order of position")

// Add takes in statements, in order of position, and notes that all up to a position were seen.
func (x *Index) Add(upto muster.Seq, all ...Addition) error {
	x.mu.Lock()
	defer x.mu.Unlock()
	for _, a := range all {
		if n := len(x.at); a.Position > upto || a.Position <= x.upto || n > 0 && a.Position <= muster.Seq(x.at[n-1]) {
			return errOrder
		}
		x.add(a)
	}
	x.upto = max(x.upto, upto)
	x.sort()
	return nil
}

func (x *Index) add(a Addition) {
	ord := uint32(len(x.at))
	length := x.weigh(a.Texts)
	for _, w := range x.weights {
		x.post.add(&x.post.terms[w.word], ord, uint8(min(w.weight, 255)))
	}
	group := uint32(0)
	if a.About != "" {
		x.key = append(x.key[:0], byte(a.Kind>>8), byte(a.Kind))
		x.key = append(x.key, a.About...)
		group, _ = x.groups.add(x.key)
		group++
	}
	x.kinds = max(x.kinds, int(a.Kind)+1)
	x.at = append(x.at, uint32(a.Position))
	x.kind = append(x.kind, a.Kind)
	x.audience = append(x.audience, a.Statement.Audience)
	x.length = append(x.length, uint8(min(length, 255)))
	x.group = append(x.group, group)
}

// weigh counts the words of a statement's texts into x.weights.
func (x *Index) weigh(texts []Text) (length int) {
	x.weights = x.weights[:0]
	clear(x.seen)
	var w uint32
	x.folder.emit = func(word []byte, _, _ int) {
		length++
		n, fresh := x.words.add(word)
		if fresh {
			x.post.terms = append(x.post.terms, term{})
		}
		if i, ok := x.find(n); ok {
			x.weights[i].weight += w
			return
		}
		if len(x.weights) >= few {
			x.seen[n] = len(x.weights)
		}
		x.weights = append(x.weights, weighed{n, w})
	}
	for _, t := range texts {
		w = weight[t.Field]
		x.folder.text(t.Text)
	}
	return length
}

// few is how many of a statement's words are looked through one by one.
const few = 32

func (x *Index) find(word uint32) (i int, ok bool) {
	for i := range min(few, len(x.weights)) {
		if x.weights[i].word == word {
			return i, true
		}
	}
	if len(x.weights) < few {
		return 0, false
	}
	i, ok = x.seen[word]
	return i, ok
}

// sort keeps the words in order for those that are asked for by their beginning. Those that came
// since are few enough to be looked through.
func (x *Index) sort() {
	n := x.words.len()
	if n-x.order <= 64+x.order/8 {
		return
	}
	less := func(a, b uint32) int { return bytes.Compare(x.words.bytes(a), x.words.bytes(b)) }
	var fresh []uint32
	for w := x.order; w < n; w++ {
		fresh = append(fresh, uint32(w))
	}
	slices.SortFunc(fresh, less)
	merged := make([]uint32, 0, n)
	old := x.sorted
	for len(old) > 0 && len(fresh) > 0 {
		if less(old[0], fresh[0]) < 0 {
			merged, old = append(merged, old[0]), old[1:]
		} else {
			merged, fresh = append(merged, fresh[0]), fresh[1:]
		}
	}
	x.sorted = append(append(merged, old...), fresh...)
	x.order = n
}

// beginning calls f for each word that begins with a prefix.
func (x *Index) beginning(prefix []byte, f func(word uint32)) {
	from, _ := slices.BinarySearchFunc(x.sorted, prefix, func(w uint32, p []byte) int { return bytes.Compare(x.words.bytes(w), p) })
	for _, w := range x.sorted[from:] {
		if !bytes.HasPrefix(x.words.bytes(w), prefix) {
			break
		}
		f(w)
	}
	for w := x.order; w < x.words.len(); w++ {
		if bytes.HasPrefix(x.words.bytes(uint32(w)), prefix) {
			f(uint32(w))
		}
	}
}

// Remove takes a statement out: its words are gone from the postings, and those that no other
// statement has from the dictionary too. It reports whether it was there.
func (x *Index) Remove(at muster.Seq) bool {
	x.mu.Lock()
	defer x.mu.Unlock()
	i, ok := slices.BinarySearch(x.at, uint32(at))
	if !ok {
		return false
	}
	ord := uint32(i)
	place, gone := slices.BinarySearch(x.gone, ord)
	if gone {
		return false
	}
	for w := range x.post.terms {
		if t := &x.post.terms[w]; t.df > 0 && x.post.remove(t, ord) && t.df == 0 {
			x.words.forget(uint32(w))
		}
	}
	x.sorted = slices.DeleteFunc(x.sorted, func(w uint32) bool { return x.post.terms[w].df == 0 })
	x.gone = slices.Insert(x.gone, place, ord)
	return true
}

// RemoveAbout takes out every statement of a kind about an object that was said before a position.
func (x *Index) RemoveAbout(kind uint16, about string, before muster.Seq) {
	x.mu.RLock()
	var all []muster.Seq
	if n, ok := x.groups.find(append([]byte{byte(kind >> 8), byte(kind)}, about...)); ok {
		for ord, g := range x.group {
			if g == n+1 && muster.Seq(x.at[ord]) < before {
				all = append(all, muster.Seq(x.at[ord]))
			}
		}
	}
	x.mu.RUnlock()
	for _, at := range all {
		x.Remove(at)
	}
}

// number is how many statements lie at or before a position, and how many of them were not removed.
func (x *Index) number(known muster.Seq) (bound uint32, standing int) {
	if known >= x.upto {
		bound = uint32(len(x.at))
	} else {
		n, found := slices.BinarySearch(x.at, uint32(known))
		if bound = uint32(n); found {
			bound++
		}
	}
	removed, _ := slices.BinarySearchFunc(x.gone, bound, cmp.Compare[uint32])
	return bound, int(bound) - removed
}
