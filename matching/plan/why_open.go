package plan

import (
	"cmp"
	"slices"

	"muster/item"
)

// open lists the lines that are not met whole in time, with what blocks each.
func (x *explainer) open() error {
	c := x.c
	takers := x.takers()
	short := x.shortOf()
	for l := range c.Lines {
		share := c.share(l, x.got, x.inTime)
		if share.Cmp(item.One) >= 0 || !x.about(c.Lines[l].ID) {
			continue
		}
		line := &c.Lines[l]
		o := Open{Line: line.ID, Share: share, Lacks: less(line.Open, x.got[l])}
		for _, i := range x.near.ofLine[l] {
			o.Blocks = append(o.Blocks, x.pairBlocks(l, i, takers)...)
		}
		for _, k := range x.near.outs[l] {
			out := &c.Out[k]
			b := Block{Reason: BlockReason(out.Reasons[0]), Offer: out.Offer, Also: out.Reasons[1:], Days: out.Late}
			if n, ok := c.In.Offer(out.Offer); ok {
				b.Party = n.Owner
			}
			o.Blocks = append(o.Blocks, b)
		}
		if len(x.near.ofLine[l])+len(x.near.outs[l]) == 0 {
			o.Blocks = append(o.Blocks, Block{Reason: NoOffer})
		}
		if len(o.Blocks) == 0 {
			o.Blocks = append(o.Blocks, Block{Reason: NotEnough})
		}
		o.Blocks = once(append(o.Blocks, short[l]...))
		x.why.Open = append(x.why.Open, o)
	}
	return nil
}

// once leaves out what is said twice: an offer of which a part is reserved goes in two.
func once(all []Block) (out []Block) {
	type key struct {
		reason      BlockReason
		offer, line string
	}
	said := map[key]bool{}
	for _, b := range all {
		if k := (key{b.Reason, b.Offer, b.Line}); !said[k] {
			said[k] = true
			out = append(out, b)
		}
	}
	return out
}

// taker is a line that has something of a stock.
type taker struct {
	line   int
	quanta int64
}

// takers are the lines that have something of each offer.
func (x *explainer) takers() map[string][]taker {
	all := map[string][]taker{}
	for i, n := range x.take {
		p := &x.c.Pairs[i]
		if n == 0 {
			continue
		}
		id := x.c.Of[p.Stock]
		if k := slices.IndexFunc(all[id], func(t taker) bool { return t.line == p.Line }); k >= 0 {
			all[id][k].quanta += n
			continue
		}
		all[id] = append(all[id], taker{p.Line, n})
	}
	return all
}

// pairBlocks says why a pair of a line does not meet it.
func (x *explainer) pairBlocks(l, i int, takers map[string][]taker) (all []Block) {
	c := x.c
	p := &c.Pairs[i]
	s, id := &c.Stocks[p.Stock], c.Of[p.Stock]
	if late := c.Late(i); late > 0 {
		all = append(all, Block{Reason: Late, Offer: id, Days: late})
	}
	lacks := less(c.Lines[l].Open, x.got[l])
	if lacks.Sign() == 0 {
		return all
	}
	if left := s.Free - x.used[p.Stock]; left > 0 {
		if p.Each.Cmp(lacks) > 0 {
			all = append(all, Block{Reason: LotRest, Offer: id})
		} else if times(p.Each, min(left, fitting(lacks, p.Each))).Cmp(c.Lines[l].MinLot) < 0 {
			all = append(all, Block{Reason: BlockReason(TooLittle), Offer: id})
		}
		return all
	}
	if o, _ := c.In.Offer(id); less(o.free(), times(item.RatioOf(s.Quantum), s.Free)).Sign() > 0 {
		all = append(all, Block{Reason: LotRest, Offer: id}) // what is left is less than a lot
	}
	for _, t := range takers[id] {
		if t.line != l {
			o := &c.Lines[t.line]
			all = append(all, Block{
				Reason: Taken, Offer: id, Line: o.ID, Higher: o.Weight > c.Lines[l].Weight, Quantity: times(item.RatioOf(s.Quantum), t.quanta),
			})
		}
	}
	return all
}

// shortOf says of each line which packages it holds up, or which hold it up.
func (x *explainer) shortOf() map[int][]Block {
	all := map[int][]Block{}
	for i := range x.c.Packages {
		k := &x.c.Packages[i]
		root := -1
		for _, m := range k.Members {
			if m.Line != NoLine && x.c.Lines[m.Line].ID == k.ID {
				root = m.Line
			}
		}
		for _, m := range k.Members {
			if root < 0 || m.Line == root || x.share(&m).Cmp(item.One) >= 0 {
				continue
			}
			b := Block{Reason: BlockPart}
			if m.Line != NoLine {
				b.Line = x.c.Lines[m.Line].ID
			}
			beside := x.beside(&m)
			for _, y := range beside {
				b.Offer, b.Days, b.Early = y.offer, y.late, y.early
				all[root] = append(all[root], b)
			}
			if len(beside) == 0 {
				all[root] = append(all[root], b)
			}
		}
	}
	return all
}

// fills says of each donor where its stock would do good: lines that are still open, and offers of it that
// one thing keeps out, or that come late.
func (x *explainer) fills() {
	c := x.c
	at := map[string]int{}
	add := func(l int, offer string, each item.Ratio, reason Reason, late int64) {
		o, _ := c.In.Offer(offer)
		line := &c.Lines[l]
		lacks := less(line.Open, x.got[l])
		if reason == "" {
			lacks = least(line.Open, less(line.Need, x.inTime[l])) // what comes late would come in time
		}
		meets := least(lacks, less(o.Offered, o.Firm).Times(each))
		if meets.Sign() == 0 || o.Donor == "" || !x.about(line.ID) {
			return
		}
		k, ok := at[string(o.Donor)]
		if !ok {
			k = len(x.why.Donors)
			at[string(o.Donor)] = k
			x.why.Donors = append(x.why.Donors, Fill{Donor: o.Donor})
		}
		share := meets.Over(line.Need)
		x.why.Donors[k].Lines = append(x.why.Donors[k].Lines, Filling{line.ID, offer, meets, share, times(share, line.Weight), reason, late})
	}
	for k := range c.Out {
		out := &c.Out[k]
		l := x.near.place[out.Line]
		n, _ := c.In.Need(out.Line)
		o, _ := c.In.Offer(out.Offer)
		if rate := c.In.Book.rate(RateKey{n.Item, n.Unit, o.Item, o.Unit}); len(out.Reasons) == 1 && rate.Each.Sign() > 0 {
			add(l, out.Offer, rate.Each, out.Reasons[0], out.Late)
		}
	}
	for i := range c.Pairs {
		p := &c.Pairs[i]
		s := &c.Stocks[p.Stock]
		if late := c.Late(i); late > 0 && c.Lines[p.Line].NeededBy >= c.In.On {
			add(p.Line, c.Of[p.Stock], p.Each.Over(item.RatioOf(s.Quantum)), "", late)
		}
	}
	for i := range x.why.Donors {
		slices.SortStableFunc(x.why.Donors[i].Lines, func(a, b Filling) int { return b.Worth.Cmp(a.Worth) })
	}
	slices.SortFunc(x.why.Donors, func(a, b Fill) int { return cmp.Compare(a.Donor, b.Donor) })
}
