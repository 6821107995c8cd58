package pledge

import (
	"runtime"
	"sync"
	"sync/atomic"

	"muster"
)

// worker is one goroutine's pass over some of the rows: first which rows of a block are meant, then
// under which key each falls, then what each is worth. Simple loops over a column or two each are what
// makes it quick.
type worker struct {
	*scan
	cells    []cell           // dense, by key
	sparse   map[uint64]*cell // where the keys are too many
	euros    []euroSum        // what is in euros, beside cells
	withheld bool
	undated  int
	sel      [blockRows]uint16
	key      [blockRows]uint32
	odd      [blockRows]uint16 // of sel
}

// rowsEach is the fewest rows that are worth a goroutine of their own.
const rowsEach = 1 << 15

func (sc *scan) newWorker() *worker {
	w := &worker{scan: sc}
	if sc.dense > 0 {
		w.cells = make([]cell, sc.dense)
	} else {
		w.sparse = map[uint64]*cell{}
	}
	return w
}

// run goes over the rows once. Sums are exact, so it does not matter who adds which.
func (sc *scan) run() *worker {
	first := sc.newWorker()
	defer first.settle()
	if sc.edition != nil {
		first.runEdition()
		return first
	}
	n := max(1, min(runtime.GOMAXPROCS(0), sc.p.n/rowsEach))
	workers := []*worker{first}
	for len(workers) < n {
		workers = append(workers, sc.newWorker())
	}
	var wg sync.WaitGroup
	var next atomic.Int32
	for _, w := range workers[1:] {
		wg.Go(func() { w.runBlocks(&next) })
	}
	first.runBlocks(&next)
	wg.Wait()
	for _, w := range workers[1:] {
		first.merge(w)
	}
	return first
}

// runBlocks goes over blocks that nobody else has taken.
func (w *worker) runBlocks(next *atomic.Int32) {
	for k := int(next.Add(1)) - 1; k < len(w.p.blocks); k = int(next.Add(1)) - 1 {
		w.add(w.meant(k))
	}
}

// meant gives the rows meant of the k-th block; they hold until the next block is asked for.
func (w *worker) meant(k int) (b *block, s *summary, rows []uint16) {
	b, s = w.p.blocks[k], w.p.summary(k)
	switch {
	case w.beside(s):
		return b, s, nil
	case w.whole(s):
		return b, s, w.narrow(b, everyRow[:w.p.rows(k)])
	}
	return b, s, w.narrow(b, w.choose(b, uint32(k)*blockRows, w.p.rows(k)))
}

// merge takes in what another worker added up.
func (w *worker) merge(o *worker) {
	w.withheld = w.withheld || o.withheld
	w.undated += o.undated
	w.mergeEuros(o)
	for k := range o.cells {
		w.cells[k].merge(&o.cells[k])
	}
	for k, c := range o.sparse {
		if mine := w.sparse[k]; mine != nil {
			mine.merge(c)
		} else {
			w.sparse[k] = c
		}
	}
}

func (c *cell) merge(o *cell) {
	for i := range o.sums {
		s := c.sum(o.sums[i].currency)
		s.entries += o.sums[i].entries
		s.partial += o.sums[i].partial
		s.sum.Merge(&o.sums[i].sum)
	}
}

// sum finds a currency's sum, or begins it.
func (c *cell) sum(currency uint8) *currencySum {
	for k := range c.sums {
		if c.sums[k].currency == currency {
			return &c.sums[k]
		}
	}
	c.sums = append(c.sums, currencySum{currency: currency})
	return &c.sums[len(c.sums)-1]
}

// runEdition goes over the rows of one edition, whether they stand or not.
func (w *worker) runEdition() {
	w.eachOfEdition(func(_ uint32, b *block, s *summary, rows []uint16) { w.add(b, s, rows) })
}

// eachOfEdition hands on the rows meant of one edition, block by block, with the number of the
// block's first row.
func (w *worker) eachOfEdition(take func(first uint32, b *block, s *summary, rows []uint16)) {
	for _, r := range w.edition.Rows {
		for row := r.First; row < r.First+r.N; {
			b, i := w.p.at(row)
			n := min(blockRows-uint32(i), r.First+r.N-row)
			k := 0
			for j := uint32(i); j < uint32(i)+n; j++ {
				switch {
				case b.event[j] != w.event || b.flags[j]&spoken == 0:
				case !w.sees.Sees(b.audience[j]):
					w.hidden(b, int(j))
				default:
					w.sel[k] = uint16(j)
					k++
				}
			}
			take(row-uint32(i), b, w.p.summary(int(row/blockRows)), w.narrow(b, w.sel[:k]))
			row += n
		}
	}
}

// spoken are the flags of a row that speaks of money at all.
const spoken = hasValue | hasConverted | valueMarked | convMarked

// choose puts the rows of a block that are meant into sel.
func (w *worker) choose(b *block, first uint32, rows int) []uint16 {
	n, known, event, series, viewer := 0, w.known, w.event, w.series, w.sees
	events := b.event[:rows]
	seriesOf, from, until := b.series[:len(events)], b.from[:len(events)], b.until[:len(events)]
	flags, audience := b.flags[:len(events)], b.audience[:len(events)]
	for i, e := range events {
		if e != event || seriesOf[i] != series || flags[i]&spoken == 0 {
			continue
		}
		// from ≤ known < until in one comparison; a row that never stood has from = never, until = 0.
		if known-from[i] >= until[i]-from[i] && (flags[i]&respelled == 0 || !w.p.stoodAt(b, i, first+uint32(i), known)) {
			continue
		}
		if !viewer.Sees(audience[i]) {
			w.hidden(b, i)
			continue
		}
		w.sel[n&(blockRows-1)] = uint16(i)
		n++
	}
	return w.sel[:n]
}

// hidden notes a row that the viewer may not see, if the question is about its like. Neither its day nor
// its donor's group is asked: whoever narrows a window until this is no longer said would have its day.
func (w *worker) hidden(b *block, i int) {
	w.withheld = w.withheld || (w.types == nil || w.types[b.kind[i]]) && w.keeps(b, i)
}

// narrow drops what the question does not ask for.
func (w *worker) narrow(b *block, rows []uint16) []uint16 {
	if w.types == nil && w.anyParty && w.q.From == nil && w.q.To == nil && len(w.only) == 0 {
		return rows
	}
	// A column at a time, the dates last: they count what has none among what is asked for.
	for k := range w.only {
		rows = w.only[k].narrow(b, rows, w.sel[:])
	}
	if w.types == nil && w.anyParty && w.q.From == nil && w.q.To == nil {
		return rows
	}
	k := 0
	for _, i := range rows {
		if (w.types == nil || w.types[b.kind[i]]) && (w.anyParty || w.member(b, int(i))) && w.dated(b, int(i)) {
			w.sel[k] = i
			k++
		}
	}
	return w.sel[:k]
}

// asked reports whether the question is about a row.
func (w *worker) asked(b *block, i int) bool {
	return (w.types == nil || w.types[b.kind[i]]) && (w.anyParty || w.member(b, i)) && w.keeps(b, i) && w.dated(b, i)
}

// dated reports whether a row lies in the window asked for, if one is.
func (w *worker) dated(b *block, i int) bool {
	if w.q.From == nil && w.q.To == nil {
		return true
	}
	if muster.Precision(b.precision[i]) != muster.ExactDay {
		w.undated++
		return false
	}
	d := muster.Day(b.dayFrom[i])
	return (w.q.From == nil || d >= *w.q.From) && (w.q.To == nil || d < *w.q.To)
}

func (w *worker) member(b *block, i int) bool {
	d := w.v.Effective
	if muster.Precision(b.precision[i]) == muster.ExactDay {
		d = muster.Day(b.dayFrom[i])
	}
	return w.members[b.party[i]].On(d)
}
