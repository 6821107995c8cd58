package pledge

import (
	"hash/maphash"
	"sync/atomic"

	"muster/standing"
)

// The ledger's rows lie in columns of small numbers, in blocks, so that a figure is a scan and a
// row costs few bytes.

// blockRows is the number of rows of a block.
const blockRows = 8192

// never is the stamp of a row that never stood, and forever of one that stands.
const (
	never   = 1<<32 - 1
	forever = 1<<32 - 1
)

// Flags of a row.
const (
	hasValue     uint8 = 1 << iota // an amount as said
	hasConverted                   // the source's own conversion
	valueMarked                    // the value is a mark
	convMarked                     // the conversion is a mark
	wideValue                      // the amount does not fit the column; it lies in wide
	wideConv                       // likewise the conversion
	respelled                      // it stood, ended, and stood again: see spells
	weak                           // its contribution's identity is made from its content
)

// block is a part of the columns. Positions are 32 bits wide: a record has at most 4,294,967,294
// statements.
type block struct {
	values
	common atomic.Pointer[summary] // nil after a change
}

// values are the columns of a block.
type values struct {
	from, until  [blockRows]uint32 // the positions between which the row stood
	stmt         [blockRows]uint32 // the statement that said it
	contribution [blockRows]uint32
	next         [blockRows]uint32 // the row before it of the same contribution, plus one
	line         [blockRows]uint32
	dayFrom      [blockRows]int32
	dayTo        [blockRows]int32
	coef         [blockRows]int64 // amount as said
	conv         [blockRows]int64 // the source's own conversion
	content      [blockRows]uint64
	convContent  [blockRows]uint32
	series       [blockRows]uint16
	party        [blockRows]uint16
	kind         [blockRows]uint16 // type of assistance
	event        [blockRows]uint8
	currency     [blockRows]uint8
	scale        [blockRows]uint8
	convCurrency [blockRows]uint8
	convScale    [blockRows]uint8
	mark         [blockRows]uint8
	precision    [blockRows]uint8
	audience     [blockRows]uint8
	flags        [blockRows]uint8
}

// columns are the blocks and how many rows they hold.
type columns struct {
	blocks []*block
	n      int
}

// at is the place of a row, to be read.
func (c *columns) at(row uint32) (*block, int) { return c.blocks[row/blockRows], int(row % blockRows) }

// change is the place of a row that is about to change.
func (c *columns) change(row uint32) (*block, int) {
	b, i := c.at(row)
	b.common.Store(nil)
	return b, i
}

// push makes room for a row and returns its place.
func (c *columns) push() (row uint32, b *block, i int) {
	if c.n%blockRows == 0 {
		c.blocks = append(c.blocks, new(block))
	}
	row = uint32(c.n)
	c.n++
	b, i = c.change(row)
	return row, b, i
}

// cut drops the rows from n on.
func (c *columns) cut(n int) {
	c.n = n
	c.blocks = c.blocks[:(n+blockRows-1)/blockRows]
	if n > 0 {
		c.change(uint32(n - 1)) // its block has fewer rows now
	}
}

// rows is how many rows of block k are in use.
func (c *columns) rows(k int) int { return min(blockRows, c.n-k*blockRows) }

// keys numbers strings in order of their first use and finds them again: contributions. The bytes
// lie in one arena and the index holds numbers only, since a Go map would cost as much as the row.
type keys struct {
	arena []byte
	end   []uint32 // where the n-th string ends
	head  []uint32 // newest row of the n-th contribution, plus one
	index []uint32 // number plus one; open addressing
	seed  maphash.Seed
}

func newKeys() *keys { return &keys{seed: maphash.MakeSeed(), index: make([]uint32, 1024)} }

func (k *keys) len() int { return len(k.end) }

func (k *keys) bytes(n uint32) []byte {
	var from uint32
	if n > 0 {
		from = k.end[n-1]
	}
	return k.arena[from:k.end[n]]
}

func (k *keys) name(n uint32) string { return string(k.bytes(n)) }

// slot is where a string's number stands in the index, or where it belongs.
func (k *keys) slot(s string) (i uint64, n uint32, ok bool) {
	mask := uint64(len(k.index) - 1)
	for i = maphash.String(k.seed, s) & mask; ; i = (i + 1) & mask {
		switch e := k.index[i]; {
		case e == 0:
			return i, 0, false
		case string(k.bytes(e-1)) == s:
			return i, e - 1, true
		}
	}
}

func (k *keys) find(s string) (n uint32, ok bool) {
	_, n, ok = k.slot(s)
	return n, ok
}

func (k *keys) add(s string) uint32 {
	i, n, ok := k.slot(s)
	if ok {
		return n
	}
	n = uint32(len(k.end))
	k.arena = append(k.arena, s...)
	k.end = append(k.end, uint32(len(k.arena)))
	k.head = append(k.head, 0)
	k.index[i] = n + 1
	if 4*len(k.end) > 3*len(k.index) {
		k.rebuild(2 * len(k.index))
	}
	return n
}

func (k *keys) put(n uint32) {
	mask := uint64(len(k.index) - 1)
	i := maphash.Bytes(k.seed, k.bytes(n)) & mask
	for k.index[i] != 0 {
		i = (i + 1) & mask
	}
	k.index[i] = n + 1
}

func (k *keys) rebuild(size int) {
	k.index = make([]uint32, size)
	for n := range k.end {
		k.put(uint32(n))
	}
}

// cut drops the strings from n on.
func (k *keys) cut(n int) {
	if n == len(k.end) {
		return
	}
	k.end, k.head = k.end[:n], k.head[:n]
	var bytes uint32
	if n > 0 {
		bytes = k.end[n-1]
	}
	k.arena = k.arena[:bytes]
	k.rebuild(len(k.index))
}

func (k *keys) save(w *standing.SnapshotWriter) {
	w.Bytes(k.arena)
	standing.SaveSlice(w, k.end)
	standing.SaveSlice(w, k.head)
}

func (k *keys) load(r *standing.SnapshotReader) {
	k.arena = append([]byte(nil), r.Bytes()...)
	k.end = standing.LoadSlice[uint32](r)
	k.head = standing.LoadSlice[uint32](r)
	size := 1024
	for 4*len(k.end) > 3*size {
		size *= 2
	}
	if r.Err() == nil {
		k.rebuild(size)
	}
}

// words numbers the few strings that repeat: types, lines, currencies, parties.
type words struct {
	list   []string
	number map[string]uint32
}

func newWords() *words { return &words{number: map[string]uint32{}} }

func (w *words) add(s string) uint32 {
	if n, ok := w.number[s]; ok {
		return n
	}
	n := uint32(len(w.list))
	w.list = append(w.list, s)
	w.number[s] = n
	return n
}

func (w *words) find(s string) (uint32, bool) {
	n, ok := w.number[s]
	return n, ok
}

func (w *words) cut(n int) {
	for _, s := range w.list[n:] {
		delete(w.number, s)
	}
	w.list = w.list[:n]
}

// save writes the same for a list that never had a word and one whose words were taken back.
func (w *words) save(sw *standing.SnapshotWriter) { sw.JSON(append([]string{}, w.list...)) }

func (w *words) load(r *standing.SnapshotReader) {
	r.JSON(&w.list)
	for i, s := range w.list {
		w.number[s] = uint32(i)
	}
}
