package plan

import (
	"crypto/sha256"
	"hash"
	"maps"
	"math/big"
	"slices"

	"muster"
	"muster/item"
)

// digest stands for everything that the answer to a part follows from. Ids are not in it: what counts is
// their order, and that is the order in which everything goes in.
type digest [sha256.Size]byte

// writer puts numbers into a hash, each with its length.
type writer struct {
	h   hash.Hash
	buf []byte
}

func newWriter() *writer { return &writer{sha256.New(), make([]byte, 0, 4096)} }

func (w *writer) int(n int64) {
	x := uint64(n)<<1 ^ uint64(n>>63)
	for ; x >= 1<<7; x >>= 7 {
		w.buf = append(w.buf, byte(x)|1<<7)
	}
	if w.buf = append(w.buf, byte(x)); len(w.buf) > 4000 {
		w.flush()
	}
}

func (w *writer) flush() {
	w.h.Write(w.buf)
	w.buf = w.buf[:0]
}

func (w *writer) ratio(r item.Ratio) {
	if num, den, ok := r.Small(); ok {
		w.int(num)
		w.int(den)
		return
	}
	q := r.Rat()
	for _, n := range []*big.Int{q.Num(), q.Denom()} { // never below 0
		if n.IsInt64() {
			w.int(n.Int64())
			continue
		}
		b := n.Bytes()
		w.int(-int64(len(b)))
		w.buf = append(w.buf, b...)
	}
}

func (w *writer) string(s string) {
	w.int(int64(len(s)))
	w.buf = append(w.buf, s...)
}

func (w *writer) sum() (d digest) {
	w.flush()
	w.h.Sum(d[:0])
	return d
}

// digest is that of a piece.
func (s *splitter) digest(l *piece) digest {
	w := newWriter()
	p := s.p
	w.int(int64(p.Options.Nodes))
	w.int(int64(len(l.lines)))
	for _, i := range l.lines {
		x := &p.Lines[i]
		w.ratio(x.Need)
		w.ratio(x.Open)
		w.ratio(x.InTime)
		w.ratio(x.MinLot)
		w.int(x.Weight)
	}
	w.int(int64(len(l.stocks)))
	for _, i := range l.stocks {
		w.int(p.Stocks[i].Free)
	}
	w.int(int64(len(l.pairs)))
	kinds := make(map[int32]int64)
	for _, i := range l.pairs {
		q := &p.Pairs[i]
		w.int(int64(s.lineAt[q.Line]))
		w.int(int64(s.stockAt[q.Stock]))
		w.ratio(q.Each)
		w.int(p.lateness(i))
		w.int(q.Effort)
		w.int(q.Pinned)
		kind := int64(-1)
		if t := s.kindBy[i]; t >= 0 {
			ok := false
			if kind, ok = kinds[t]; !ok {
				kind = int64(len(kinds))
				kinds[t] = kind
			}
		}
		w.int(kind)
	}
	var of map[int][]int // pairs by line, where members have days of their own
	w.int(int64(len(l.packages)))
	for _, i := range l.packages {
		k := &p.Packages[i]
		w.int(k.Weight)
		w.int(int64(len(k.Members)))
		for _, m := range k.Members {
			at := int64(NoLine)
			if m.Line != NoLine {
				at = int64(s.lineAt[m.Line])
			}
			w.int(at)
			w.ratio(m.Full)
			w.ratio(m.Have)
			if m.Line == NoLine || m.Days == nil {
				w.int(0) // what counts follows from how late pairs are
				continue
			}
			w.int(1)
			if of == nil {
				of = make(map[int][]int)
				for _, j := range l.pairs {
					of[p.Pairs[j].Line] = append(of[p.Pairs[j].Line], j)
				}
			}
			for _, j := range of[m.Line] {
				counts := int64(0)
				if p.counts(&m, j) {
					counts = 1
				}
				w.int(counts)
			}
		}
	}
	return w.sum()
}

// spreadAnswer is what was found for the last level.
type spreadAnswer struct {
	x   []int64 // by pair that may be used
	gap *big.Rat
}

// spread decides the last level, or looks up how it was decided.
func (s *Solver) spread(cut *splitter, pieces []*piece, answers []*answer, digests []digest, take []int64) *big.Rat {
	w := newWriter()
	for _, d := range digests {
		w.flush()
		w.h.Write(d[:])
	}
	lineRank, stockRank := ranks(cut.lines), ranks(cut.stocks)
	for _, i := range cut.pairs {
		w.int(int64(lineRank[cut.p.Pairs[i].Line]))
		w.int(int64(stockRank[cut.p.Pairs[i].Stock]))
		w.string(string(cut.p.Stocks[cut.p.Pairs[i].Stock].Donor))
	}
	for _, d := range slices.Sorted(maps.Keys(cut.p.Options.Fair)) {
		w.string(string(d))
		w.ratio(cut.p.Options.Fair[muster.PartyID(d)])
	}
	key := w.sum()
	found := s.spreads[key]
	if found == nil {
		found = &spreadAnswer{gap: cut.spread(pieces, answers, take)}
		for _, i := range cut.pairs {
			found.x = append(found.x, take[i])
		}
	}
	s.spreads = map[digest]*spreadAnswer{key: found}
	for k, i := range cut.pairs {
		take[i] = found.x[k]
	}
	return new(big.Rat).Set(found.gap)
}
