package search

import "encoding/binary"

// Postings say which statements have a word: their numbers in order, each with the word's weight
// in it. They lie in blocks of at most blockSize: the difference to the one before, shifted, with
// a bit that says that a weight follows; most words stand once in a running text, which needs none.

const (
	blockSize = 128
	pageSize  = 1 << 16
	// chunks of open blocks double from smallest to one that holds any block.
	smallest = 8
	classes  = 9
	usual    = 2 // weight of a word that stands once in running text
)

// ref is a place in the pages.
type ref uint32

// block is a closed block of a word's postings.
type block struct {
	last uint32
	at   ref
	n    uint8
}

// term is a word: how many statements have it, and its postings. The open block lies in a chunk that
// is moved to a larger one when it is full.
type term struct {
	df     uint32
	last   uint32 // of the open block, or before it
	blocks uint32 // number of its list of closed blocks, plus one; 0: none
	open   ref
	bytes  uint16
	n      uint8
	class  uint8 // of the open block's chunk, plus one; 0: none
}

// pages are the memory that postings lie in.
type pages struct {
	page [][]byte
	used int
	free [classes][]ref
}

func (p *pages) at(r ref) []byte { return p.page[r/pageSize][r%pageSize:] }

// take returns room for n bytes, at most a page.
func (p *pages) take(n int) ref {
	if len(p.page) == 0 || p.used+n > pageSize {
		p.page = append(p.page, make([]byte, pageSize))
		p.used = 0
	}
	r := ref((len(p.page)-1)*pageSize + p.used)
	p.used += n
	return r
}

func (p *pages) chunk(class uint8) ref {
	if free := p.free[class]; len(free) > 0 {
		p.free[class] = free[:len(free)-1]
		return free[len(free)-1]
	}
	return p.take(smallest << class)
}

// postings are all terms' postings.
type postings struct {
	pages
	terms  []term
	closed [][]block
}

// add appends a statement to a term.
func (p *postings) add(t *term, ord uint32, weight uint8) {
	var enc [binary.MaxVarintLen64 + 1]byte
	delta := uint64(ord)
	if t.n > 0 {
		delta = uint64(ord - t.last)
	}
	b := appendPosting(enc[:0], delta, weight)
	if t.class == 0 {
		t.class, t.open = 1, p.chunk(0)
	}
	for int(t.bytes)+len(b) > smallest<<(t.class-1) {
		larger := p.chunk(t.class)
		old := p.at(t.open)[:t.bytes]
		copy(p.at(larger), old)
		clear(old)
		p.free[t.class-1] = append(p.free[t.class-1], t.open)
		t.class, t.open = t.class+1, larger
	}
	copy(p.at(t.open)[t.bytes:], b)
	t.bytes += uint16(len(b))
	t.n++
	t.last = ord
	t.df++
	if t.n == blockSize {
		p.close(t)
	}
}

func appendPosting(b []byte, delta uint64, weight uint8) []byte {
	if weight == usual {
		return binary.AppendUvarint(b, delta<<1)
	}
	return append(binary.AppendUvarint(b, delta<<1|1), weight)
}

// close moves the open block to a place of its own size.
func (p *postings) close(t *term) {
	old := p.at(t.open)[:t.bytes]
	at := p.take(int(t.bytes))
	copy(p.at(at), old)
	if t.blocks == 0 {
		p.closed = append(p.closed, nil)
		t.blocks = uint32(len(p.closed))
	}
	list := &p.closed[t.blocks-1]
	*list = append(*list, block{t.last, at, t.n})
	clear(old)
	t.bytes, t.n = 0, 0
}

func (p *postings) blocksOf(t *term) []block {
	if t.blocks == 0 {
		return nil
	}
	return p.closed[t.blocks-1]
}

// cursor goes through a term's postings up to a bound.
type cursor struct {
	p      *postings
	t      *term
	blocks []block
	next   int // block to read next; len(blocks): the open one
	i, n   int
	bound  uint32 // numbers from here on are not known
	length int    // bytes of the block that was read
	ords   [blockSize]uint32
	weight [blockSize]uint8
}

// start stands on the first posting. ok is false where there is none.
func (c *cursor) start(p *postings, t *term, bound uint32) (ok bool) {
	c.p, c.t, c.blocks, c.next, c.i, c.n, c.bound = p, t, p.blocksOf(t), 0, 0, 0, bound
	return c.read() && c.ords[0] < bound
}

// read decodes the next block.
func (c *cursor) read() bool {
	c.i, c.n = 0, 0
	switch {
	case c.next < len(c.blocks):
		b := c.blocks[c.next]
		c.decode(c.p.at(b.at), int(b.n))
	case c.next == len(c.blocks) && c.t.n > 0:
		c.decode(c.p.at(c.t.open), int(c.t.n))
	default:
		return false
	}
	c.next++
	return true
}

func (c *cursor) decode(b []byte, n int) {
	at, ord := 0, uint32(0)
	for i := range n {
		x := uint32(b[at])
		at++
		if x >= 0x80 {
			x &= 0x7F
			for shift := 7; ; shift += 7 {
				y := uint32(b[at])
				at++
				x |= y & 0x7F << shift
				if y < 0x80 {
					break
				}
			}
		}
		ord += x >> 1 // numbers have 31 bits
		c.ords[i] = ord
		c.weight[i] = usual
		if x&1 == 1 {
			c.weight[i] = b[at]
			at++
		}
	}
	c.n, c.length = n, at
}

// seek goes to the first posting at or after a number, from where it stands.
func (c *cursor) seek(ord uint32) bool {
	if c.ords[c.n-1] < ord && !c.skip(ord) {
		return false
	}
	i := c.i
	for i+8 < c.n && c.ords[i+8] < ord {
		i += 8
	}
	for c.ords[i] < ord {
		i++
	}
	c.i = i
	return c.ords[i] < c.bound
}

// skip reads the block in which a number would be.
func (c *cursor) skip(ord uint32) bool {
	lo, hi := c.next, len(c.blocks)
	for step := 1; lo < hi; step *= 2 { // near ones first
		at := min(lo+step-1, hi-1)
		if c.blocks[at].last >= ord {
			hi = at
			break
		}
		lo = at + 1
	}
	for lo < hi {
		if mid := (lo + hi) / 2; c.blocks[mid].last < ord {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	c.next = lo
	return c.read() && c.ords[c.n-1] >= ord
}

// step goes to the next posting.
func (c *cursor) step() bool {
	if c.i++; c.i == c.n && !c.read() {
		return false
	}
	return c.ords[c.i] < c.bound
}

// count is how many postings lie before the bound.
func (c *cursor) count(p *postings, t *term, bound uint32) (n int) {
	if t.last < bound {
		return int(t.df)
	}
	c.p, c.t, c.blocks, c.next = p, t, p.blocksOf(t), 0
	for c.next < len(c.blocks) && c.blocks[c.next].last < bound {
		n += int(c.blocks[c.next].n)
		c.next++
	}
	if c.read() {
		for c.i < c.n && c.ords[c.i] < bound {
			n++
			c.i++
		}
	}
	return n
}

// remove takes a statement out of a term, and reports whether it was there.
func (p *postings) remove(t *term, ord uint32) bool {
	var c cursor
	if !c.start(p, t, ord+1) || !c.seek(ord) {
		return false
	}
	n := 0
	var enc []byte
	before, last := uint32(0), uint32(0)
	for i := range c.n {
		if c.ords[i] == ord {
			continue
		}
		enc = appendPosting(enc, uint64(c.ords[i]-before), c.weight[i])
		before, last = c.ords[i], c.ords[i]
		n++
	}
	k := c.next - 1
	if k < len(c.blocks) { // what is left is never longer
		old := p.at(c.blocks[k].at)
		clear(old[copy(old, enc):c.length])
		if c.blocks[k].n, c.blocks[k].last = uint8(n), last; n == 0 {
			p.closed[t.blocks-1] = append(c.blocks[:k], c.blocks[k+1:]...)
		}
	} else {
		old := p.at(t.open)[:t.bytes]
		clear(old[copy(old, enc):])
		t.bytes, t.n = uint16(len(enc)), uint8(n)
	}
	t.df--
	if t.n > 0 && k < len(c.blocks) {
		return true // the open block has the last one still
	}
	if t.n == 0 {
		if b := p.blocksOf(t); len(b) > 0 {
			last = b[len(b)-1].last
		}
	}
	t.last = last
	return true
}
