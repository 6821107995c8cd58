package plan

import (
	"cmp"
	"slices"

	"muster"
	"muster/item"
)

// near says which lines of a case can be touched by which others: by a stock that both may have, by a
// package, or by an item that would come new to one requester. What touches nothing is as it was, so that a
// change is tried on the lines near it alone.
type near struct {
	c        *Case
	place    map[string]int // of lines
	ofStock  [][]int        // lines by stock
	ofLine   [][]int        // pairs by line
	packages [][]int        // lines that stand in one package with a line
	types    map[Type][]int // lines by the item that they might get
	offers   map[string][]int
	outs     [][]int // places in Out by line
	outOf    map[string][]int
}

func nearOf(c *Case) *near {
	n := &near{
		c: c, place: map[string]int{}, ofStock: make([][]int, len(c.Stocks)), ofLine: make([][]int, len(c.Lines)), packages: make([][]int, len(c.Lines)),
		types: map[Type][]int{}, offers: map[string][]int{}, outs: make([][]int, len(c.Lines)), outOf: map[string][]int{},
	}
	for i := range c.Lines {
		n.place[c.Lines[i].ID] = i
	}
	serving := map[Type]bool{}
	for _, t := range c.Serving {
		serving[t] = true
	}
	for i := range c.Pairs {
		x := &c.Pairs[i]
		n.ofStock[x.Stock] = append(n.ofStock[x.Stock], x.Line)
		n.ofLine[x.Line] = append(n.ofLine[x.Line], i)
		id := c.Of[x.Stock]
		n.offers[id] = append(n.offers[id], x.Line)
		if t := (Type{c.Lines[x.Line].Requester, c.Stocks[x.Stock].Item}); !serving[t] {
			n.types[t] = append(n.types[t], x.Line)
		}
	}
	for i := range c.Packages {
		for _, a := range c.Packages[i].Members {
			for _, b := range c.Packages[i].Members {
				if a.Line != NoLine && b.Line != NoLine {
					n.packages[a.Line] = append(n.packages[a.Line], b.Line)
				}
			}
		}
	}
	for i := range c.Out {
		l := n.place[c.Out[i].Line]
		n.outs[l] = append(n.outs[l], i)
		n.outOf[c.Out[i].Offer] = append(n.outOf[c.Out[i].Offer], l)
	}
	return n
}

// around are the lines that these touch, over any number of steps; far also over pairs that were left out.
func (n *near) around(seeds []int, far bool) map[int]bool {
	in, stocks, types := map[int]bool{}, map[int]bool{}, map[Type]bool{}
	todo := slices.Clone(seeds)
	offers := map[string]bool{}
	for len(todo) > 0 {
		l := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if in[l] {
			continue
		}
		in[l] = true
		todo = append(todo, n.packages[l]...)
		for _, i := range n.ofLine[l] {
			s := n.c.Pairs[i].Stock
			if t := (Type{n.c.Lines[l].Requester, n.c.Stocks[s].Item}); !types[t] {
				types[t] = true
				todo = append(todo, n.types[t]...)
			}
			if !stocks[s] {
				stocks[s] = true
				todo = append(todo, n.ofStock[s]...)
				if id := n.c.Of[s]; far && !offers[id] {
					offers[id] = true
					todo = append(append(todo, n.offers[id]...), n.outOf[id]...)
				}
			}
		}
		if far {
			for _, k := range n.outs[l] {
				if id := n.c.Out[k].Offer; !offers[id] {
					offers[id] = true
					todo = append(append(todo, n.offers[id]...), n.outOf[id]...)
				}
			}
		}
	}
	return in
}

// touched are the lines that may fare otherwise after a change.
func (n *near) touched(ch *Change) map[int]bool {
	var seeds []int
	if l, ok := n.place[ch.Line]; ok {
		seeds = append(seeds, l)
		for _, k := range n.outs[l] {
			id := n.c.Out[k].Offer
			seeds = append(append(seeds, n.offers[id]...), n.outOf[id]...)
		}
	}
	seeds = append(append(seeds, n.offers[ch.Offer]...), n.outOf[ch.Offer]...)
	return n.around(seeds, false)
}

// only are the inputs of some lines: the lines themselves, what is covered, and the offers in question.
func (n *near) only(lines map[int]bool, offer string) *Inputs {
	in := *n.c.In
	in.Needs, in.Offers, in.Decided = nil, nil, nil
	offers := map[string]bool{offer: true}
	for l := range lines {
		for _, i := range n.ofLine[l] {
			offers[n.c.Of[n.c.Pairs[i].Stock]] = true
		}
		for _, k := range n.outs[l] {
			offers[n.c.Out[k].Offer] = true
		}
	}
	for _, x := range n.c.In.Needs {
		if l, open := n.place[x.ID]; !open || lines[l] {
			in.Needs = append(in.Needs, x)
		}
	}
	for _, x := range n.c.In.Offers {
		if offers[x.ID] {
			in.Offers = append(in.Offers, x)
		}
	}
	for _, d := range n.c.In.Decided {
		if l, open := n.place[d.Line]; open && lines[l] {
			in.Decided = append(in.Decided, d)
		}
	}
	return &in
}

// lot is the problem of some lines alone, with the places of its pairs and lines in the whole.
type lot struct {
	*Problem
	pairs, lines []int
}

// of takes from a plan of the whole what it gives here.
func (l *lot) of(take []int64) []int64 {
	own := make([]int64, len(l.pairs))
	for k, i := range l.pairs {
		own[k] = take[i]
	}
	return own
}

func (n *near) pick(lines map[int]bool) *lot {
	p := &lot{Problem: &Problem{Serving: n.c.Serving, Options: n.c.Options}}
	lineAt, stockAt := map[int]int{}, map[int]int{}
	for l := range n.c.Lines {
		if lines[l] {
			lineAt[l] = len(p.Lines)
			p.Lines = append(p.Lines, n.c.Lines[l])
			p.lines = append(p.lines, l)
		}
	}
	for i, x := range n.c.Pairs {
		l, ok := lineAt[x.Line]
		if !ok {
			continue
		}
		s, ok := stockAt[x.Stock]
		if !ok {
			s = len(p.Stocks)
			stockAt[x.Stock] = s
			p.Stocks = append(p.Stocks, n.c.Stocks[x.Stock])
		}
		x.Line, x.Stock = l, s
		p.Pairs = append(p.Pairs, x)
		p.pairs = append(p.pairs, i)
	}
	for _, k := range n.c.Packages {
		if !slices.ContainsFunc(k.Members, func(m Member) bool { return lines[m.Line] }) {
			continue
		}
		k.Members = slices.Clone(k.Members)
		for i := range k.Members {
			if m := &k.Members[i]; m.Line != NoLine {
				m.Line = lineAt[m.Line]
			}
		}
		p.Packages = append(p.Packages, k)
	}
	return p
}

// share is how much of a line a plan brings: by its day, or where its day has passed, at all.
func (c *Case) share(l int, got, inTime []item.Ratio) item.Ratio {
	return shareOf(c.Problem, l, c.In.On, got, inTime)
}

func shareOf(p *Problem, l int, on muster.Day, got, inTime []item.Ratio) item.Ratio {
	x := &p.Lines[l]
	if x.NeededBy < on {
		return least(item.One, x.Need.Minus(x.Open).Plus(got[l]).Over(x.Need))
	}
	return least(item.One, inTime[l].Over(x.Need))
}

// sortBy sorts by a number, and what is equal by itself.
func sortBy(all []int, key func(int) int64) {
	slices.SortFunc(all, func(a, b int) int { return cmp.Or(cmp.Compare(key(a), key(b)), cmp.Compare(a, b)) })
}
