package search

import "hash/maphash"

// dictionary numbers strings in the order of their first use and finds them again. Their bytes lie in
// one arena and the table holds numbers only: a Go map would cost several times as much.
type dictionary struct {
	arena []byte
	at    []uint32 // where the n-th string begins
	table []uint32 // number plus one; open addressing
	seed  maphash.Seed
}

func newDictionary() dictionary {
	return dictionary{table: make([]uint32, 1024), seed: maphash.MakeSeed()}
}

func (d *dictionary) len() int { return len(d.at) }

func (d *dictionary) bytes(n uint32) []byte {
	end := uint32(len(d.arena))
	if int(n)+1 < len(d.at) {
		end = d.at[n+1]
	}
	return d.arena[d.at[n]:end]
}

func (d *dictionary) find(s []byte) (n uint32, ok bool) {
	mask := uint64(len(d.table) - 1)
	for i := maphash.Bytes(d.seed, s) & mask; d.table[i] != 0; i = (i + 1) & mask {
		if n := d.table[i] - 1; string(d.bytes(n)) == string(s) {
			return n, true
		}
	}
	return 0, false
}

// add returns a string's number; fresh says that it had none.
func (d *dictionary) add(s []byte) (n uint32, fresh bool) {
	mask := uint64(len(d.table) - 1)
	i := maphash.Bytes(d.seed, s) & mask
	for ; d.table[i] != 0; i = (i + 1) & mask {
		if n := d.table[i] - 1; string(d.bytes(n)) == string(s) {
			return n, false
		}
	}
	n = uint32(len(d.at))
	d.at = append(d.at, uint32(len(d.arena)))
	d.arena = append(d.arena, s...)
	d.table[i] = n + 1
	if 4*len(d.at) > 3*len(d.table) {
		d.grow()
	}
	return n, true
}

func (d *dictionary) grow() {
	d.table = make([]uint32, 2*len(d.table))
	mask := uint64(len(d.table) - 1)
	for n := range d.at {
		i := maphash.Bytes(d.seed, d.bytes(uint32(n))) & mask
		for d.table[i] != 0 {
			i = (i + 1) & mask
		}
		d.table[i] = uint32(n) + 1
	}
}

// forget overwrites a string: its number stays and stands for nothing any more.
func (d *dictionary) forget(n uint32) {
	b := d.bytes(n)
	for i := range b {
		b[i] = 0xFF // in no folded word
	}
}
