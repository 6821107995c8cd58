package plan

import (
	"slices"
	"strings"

	"muster"
	"muster/item"
)

// splitter cuts a problem into parts that nothing ties together: neither a pair, nor a package, nor a type
// that would come new to a requester. Everything is in order of ids, whatever the order it came in.
type splitter struct {
	p        *Problem
	least    []int64 // by pair: the fewest quanta there can be, from pins
	kindBy   []int32 // by pair: the type that it would bring, −1 where none is to be decided on
	newKinds int     // how many there are: a node each
	parent   []int32
	plain    bool // of networks no use is made
	// Places in order of ids; of pairs those that may be used.
	lines, stocks, packages, pairs []int
	lineAt, stockAt                []int32 // in their pieces
}

func (s *splitter) find(v int32) int32 {
	for s.parent[v] != v {
		s.parent[v] = s.parent[s.parent[v]]
		v = s.parent[v]
	}
	return v
}

func (s *splitter) join(a, b int32) {
	a, b = s.find(a), s.find(b)
	s.parent[max(a, b)] = min(a, b)
}

// pinned is the fewest quanta of each pair, or an error that names pins that cannot all be had.
func (p *Problem) pinned() ([]int64, error) {
	least := make([]int64, len(p.Pairs))
	for i := range p.Pairs {
		if pin := p.Pairs[i].Pinned; pin > 0 {
			least[i] = max(pin, p.least(i))
		}
	}
	return least, p.checkPins(least)
}

// usable says whether there can be any of a pair.
func (p *Problem) usable(i int) bool {
	q := &p.Pairs[i]
	l, s := &p.Lines[q.Line], &p.Stocks[q.Stock]
	if s.Free == 0 || q.Each.Cmp(l.Open) > 0 {
		return false
	}
	if l.MinLot.Sign() == 0 {
		return true
	}
	n := p.least(i)
	return n <= s.Free && q.meets(n).Cmp(l.Open.Rat()) <= 0
}

// ordered is places in order of ids.
func ordered(n int, id func(int) string) []int {
	all := make([]int, n)
	for i := range all {
		all[i] = i
	}
	slices.SortFunc(all, func(a, b int) int { return strings.Compare(id(a), id(b)) })
	return all
}

// piece is what lies in one part: places, in order of ids.
type piece struct{ lines, stocks, pairs, packages []int }

// pieces are the parts of a problem in order of ids.
func (s *splitter) pieces() []*piece {
	p := s.p
	lines := ordered(len(p.Lines), func(i int) string { return p.Lines[i].ID })
	stocks := ordered(len(p.Stocks), func(i int) string { return p.Stocks[i].ID })
	packages := ordered(len(p.Packages), func(i int) string { return p.Packages[i].ID })
	s.lines, s.stocks, s.packages = lines, stocks, packages
	lineRank, stockRank := ranks(lines), ranks(stocks)
	pairs := make([]int, 0, len(p.Pairs))
	line, stock := make([]int32, len(p.Pairs)), make([]int32, len(p.Pairs)) // by pair: its rank
	for i := range p.Pairs {
		if q := &p.Pairs[i]; p.usable(i) {
			pairs = append(pairs, i)
			line[i], stock[i] = int32(lineRank[q.Line]), int32(stockRank[q.Stock])
		}
	}
	pairs = inOrder(pairs, len(stocks), stock)
	pairs = inOrder(pairs, len(lines), line)
	s.pairs = pairs
	s.kinds(pairs)

	// Nodes: lines, stocks, packages, types.
	nl, ns, np := int32(len(lines)), int32(len(stocks)), int32(len(packages))
	s.parent = make([]int32, int(nl+ns+np)+s.newKinds)
	for v := range s.parent {
		s.parent[v] = int32(v)
	}
	for _, i := range pairs {
		if u, v := line[i], nl+stock[i]; s.parent[u] != s.parent[v] {
			s.join(u, v)
		}
		if k := s.kindBy[i]; k >= 0 {
			s.join(line[i], nl+ns+np+k)
		}
	}
	for n, i := range packages {
		for _, m := range p.Packages[i].Members {
			if m.Line != NoLine {
				s.join(int32(lineRank[m.Line]), nl+ns+int32(n))
			}
		}
	}
	by := make([]*piece, len(s.parent))
	var all []*piece
	at := func(v int32) *piece {
		v = s.find(v)
		if by[v] == nil {
			by[v] = &piece{}
			all = append(all, by[v])
		}
		return by[v]
	}
	s.lineAt, s.stockAt = make([]int32, nl), make([]int32, ns)
	for n, i := range lines {
		l := at(int32(n))
		s.lineAt[i] = int32(len(l.lines))
		l.lines = append(l.lines, i)
	}
	for n, i := range packages {
		l := at(nl + ns + int32(n))
		l.packages = append(l.packages, i)
	}
	for n, i := range stocks {
		if l := by[s.find(nl+int32(n))]; l != nil {
			s.stockAt[i] = int32(len(l.stocks))
			l.stocks = append(l.stocks, i)
		}
	}
	for len(pairs) > 0 { // those of a line are together
		n := 1
		for n < len(pairs) && line[pairs[n]] == line[pairs[0]] {
			n++
		}
		l := at(line[pairs[0]])
		l.pairs = append(l.pairs, pairs[:n]...)
		pairs = pairs[n:]
	}
	return all
}

// part puts a piece in whole numbers.
func (s *splitter) part(l *piece) *part {
	a := newPart(s.p, l.lines, l.stocks, l.pairs, l.packages, s.kindBy)
	a.plain = s.plain
	return a
}

// whole is all parts as one.
func (s *splitter) whole() *part {
	return s.part(&piece{s.lines, s.stocks, s.pairs, s.packages})
}

// kinds finds the types that are to be decided on.
func (s *splitter) kinds(pairs []int) {
	p := s.p
	// Each requester and each item is a number, so that a pair's type is one.
	parties, items := make(map[muster.PartyID]int64), make(map[item.ID]int64)
	number := func(t Type) int64 {
		r, ok := parties[t.Requester]
		if !ok {
			r = int64(len(parties))
			parties[t.Requester] = r
		}
		i, ok := items[t.Item]
		if !ok {
			i = int64(len(items))
			items[t.Item] = i
		}
		return r<<32 | i
	}
	lines, stocks := make([]int64, len(p.Lines)), make([]int64, len(p.Stocks))
	for i := range p.Lines {
		lines[i] = number(Type{Requester: p.Lines[i].Requester}) >> 32 << 32
	}
	for i := range p.Stocks {
		stocks[i] = number(Type{Item: p.Stocks[i].Item}) & (1<<32 - 1)
	}
	serving := make([]int64, len(p.Serving))
	for k, t := range p.Serving {
		serving[k] = number(t)
	}
	known := newKindTable(len(parties), len(items), len(pairs))
	for _, t := range serving {
		*known.at(t) = -1
	}
	typeOf := func(i int) int64 { return lines[p.Pairs[i].Line] | stocks[p.Pairs[i].Stock] }
	for i, n := range s.least {
		if n > 0 {
			*known.at(typeOf(i)) = -1
		}
	}
	s.kindBy = make([]int32, len(p.Pairs))
	for i := range s.kindBy {
		s.kindBy[i] = -1
	}
	for _, i := range pairs {
		k := known.at(typeOf(i))
		if *k == 0 {
			s.newKinds++
			*k = int32(s.newKinds)
		}
		s.kindBy[i] = max(-1, *k-1)
	}
}

// kindTable says of each type whether it is known (−1) or else which new one it is, counted from 1; 0: neither
// yet. It is flat unless that would be much larger than what is asked.
type kindTable struct {
	items int64
	flat  []int32
	by    map[int64]*int32
}

func newKindTable(parties, items, asked int) *kindTable {
	if parties*items > 1024+4*asked {
		return &kindTable{by: make(map[int64]*int32)}
	}
	return &kindTable{items: int64(items), flat: make([]int32, parties*items)}
}

func (k *kindTable) at(t int64) *int32 {
	if k.by == nil {
		return &k.flat[t>>32*k.items+t&(1<<32-1)]
	}
	n := k.by[t]
	if n == nil {
		n = new(int32)
		k.by[t] = n
	}
	return n
}

// inOrder sorts by a rank below n, those of the same rank staying as they are.
func inOrder(all []int, n int, rank []int32) []int {
	next := make([]int32, n+1)
	for _, i := range all {
		next[rank[i]+1]++
	}
	for r := range n {
		next[r+1] += next[r]
	}
	sorted := make([]int, len(all))
	for _, i := range all {
		r := rank[i]
		sorted[next[r]] = i
		next[r]++
	}
	return sorted
}

func ranks(order []int) []int {
	rank := make([]int, len(order))
	for n, i := range order {
		rank[i] = n
	}
	return rank
}
