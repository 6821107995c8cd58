package plan

import (
	"cmp"
	"slices"
	"strings"
)

// splitter cuts a problem into parts that nothing ties together: neither a pair, nor a package, nor a type
// that would come new to a requester. Everything is in order of ids, whatever the order it came in.
type splitter struct {
	p       *Problem
	least   []int64      // by pair: the fewest quanta there can be, from pins
	newKind map[Type]int // types that are to be decided on: a node each
	parent  []int32
	plain   bool // of networks no use is made
	// Places in order of ids; of pairs those that may be used.
	lines, stocks, packages, pairs []int
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

func (p *Problem) typeOf(i int) Type {
	q := &p.Pairs[i]
	return Type{p.Lines[q.Line].Requester, p.Stocks[q.Stock].Item}
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
	for i := range p.Pairs {
		if p.usable(i) {
			pairs = append(pairs, i)
		}
	}
	slices.SortFunc(pairs, func(a, b int) int {
		x, y := &p.Pairs[a], &p.Pairs[b]
		return cmp.Or(cmp.Compare(lineRank[x.Line], lineRank[y.Line]), cmp.Compare(stockRank[x.Stock], stockRank[y.Stock]))
	})
	s.pairs = pairs
	s.kinds(pairs)

	// Nodes: lines, stocks, packages, types.
	nl, ns, np := int32(len(lines)), int32(len(stocks)), int32(len(packages))
	s.parent = make([]int32, int(nl+ns+np)+len(s.newKind))
	for v := range s.parent {
		s.parent[v] = int32(v)
	}
	line := func(i int) int32 { return int32(lineRank[i]) }
	for _, i := range pairs {
		q := &p.Pairs[i]
		s.join(line(q.Line), nl+int32(stockRank[q.Stock]))
		if k, ok := s.newKind[p.typeOf(i)]; ok {
			s.join(line(q.Line), nl+ns+np+int32(k))
		}
	}
	for n, i := range packages {
		for _, m := range p.Packages[i].Members {
			if m.Line != NoLine {
				s.join(line(m.Line), nl+ns+int32(n))
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
	for _, i := range lines {
		l := at(line(i))
		l.lines = append(l.lines, i)
	}
	for n, i := range packages {
		l := at(nl + ns + int32(n))
		l.packages = append(l.packages, i)
	}
	for n, i := range stocks {
		if l := by[s.find(nl+int32(n))]; l != nil {
			l.stocks = append(l.stocks, i)
		}
	}
	for _, i := range pairs {
		l := at(line(p.Pairs[i].Line))
		l.pairs = append(l.pairs, i)
	}
	return all
}

// part puts a piece in whole numbers.
func (s *splitter) part(l *piece) *part {
	a := newPart(s.p, l.lines, l.stocks, l.pairs, l.packages, s.kindOf)
	a.plain = s.plain
	return a
}

// whole is all parts as one.
func (s *splitter) whole() *part {
	return s.part(&piece{s.lines, s.stocks, s.pairs, s.packages})
}

// kindOf is the type that a pair would bring, if it is to be decided on.
func (s *splitter) kindOf(pair int) (Type, bool) {
	t := s.p.typeOf(pair)
	_, ok := s.newKind[t]
	return t, ok
}

// kinds finds the types that are to be decided on.
func (s *splitter) kinds(pairs []int) {
	known := make(map[Type]bool)
	for _, t := range s.p.Serving {
		known[t] = true
	}
	for i, n := range s.least {
		if t := s.p.typeOf(i); n > 0 && !known[t] {
			known[t] = true
		}
	}
	s.newKind = make(map[Type]int)
	for _, i := range pairs {
		if t := s.p.typeOf(i); !known[t] {
			if _, ok := s.newKind[t]; !ok {
				s.newKind[t] = len(s.newKind)
			}
		}
	}
}

func ranks(order []int) []int {
	rank := make([]int, len(order))
	for n, i := range order {
		rank[i] = n
	}
	return rank
}
