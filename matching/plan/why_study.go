package plan

import (
	"cmp"
	"slices"

	"muster/item"
)

// changes finds for each open line the cheapest change that unblocks it: with it the best plan has a larger
// share of the line, and is better on the first level (of a line whose day has passed: on the second), so
// that nothing was only moved. Changes are tried in order of cost; one that unblocks several lines is tried
// once.
func (x *explainer) changes() error {
	seen := map[int]bool{}
	at := map[int]*Open{}
	for k := range x.why.Open {
		o := &x.why.Open[k]
		at[x.near.place[o.Line]] = o
	}
	var groups []map[int]bool
	for k := range x.why.Open {
		l := x.near.place[x.why.Open[k].Line]
		if seen[l] {
			continue
		}
		lines := x.near.around([]int{l}, true)
		for m := range lines {
			seen[m] = true
		}
		groups = append(groups, lines)
	}
	// The smaller first: should it be too much for all, most are looked into.
	slices.SortStableFunc(groups, func(a, b map[int]bool) int { return cmp.Compare(len(a), len(b)) })
	for _, lines := range groups {
		s := study{explainer: x, open: map[int]*Open{}}
		for m := range lines {
			if o := at[m]; o != nil {
				s.open[m] = o
			}
		}
		if err := s.run(lines); err != nil {
			return err
		}
	}
	return nil
}

// study tries changes on lines that share offers.
type study struct {
	*explainer
	open map[int]*Open
	best map[int]found
}

type found struct {
	change Change
	cost   int64
	direct bool // it speaks of the line, or of an offer that comes into question for it
	rises  item.Ratio
}

// tried is a change with the lines of which it speaks.
type tried struct {
	Change
	of map[int]bool
}

func (s *study) run(lines map[int]bool) error {
	s.best = map[int]found{}
	whole := true
	for _, ch := range s.candidates(lines) {
		if !s.wanted(&ch) {
			continue
		}
		ok, err := s.try(&ch)
		if err != nil {
			return err
		}
		if whole = ok; !ok {
			break
		}
	}
	for l, o := range s.open {
		if f, ok := s.best[l]; ok {
			o.Looked, o.Change, o.Rises = true, &f.change, f.rises
			continue
		}
		o.Looked = whole
	}
	return nil
}

// wanted reports whether a change could be the answer for any line yet.
func (s *study) wanted(ch *tried) bool {
	for l := range s.open {
		f, ok := s.best[l]
		if !ok && (ch.Act != More || ch.of[l]) || ok && ch.Cost() == f.cost && !f.direct && ch.of[l] {
			return true
		}
	}
	return false
}

// try makes a change and sees which lines it unblocks; not ok where too much was tried already.
func (s *study) try(ch *tried) (ok bool, err error) {
	rises, ok, err := s.rises(&ch.Change)
	if !ok || err != nil {
		return ok, err
	}
	for l, share := range rises {
		if s.open[l] == nil {
			continue
		}
		f, had := s.best[l]
		if had && (f.direct || !ch.of[l] || f.cost < ch.Cost()) {
			continue
		}
		s.best[l] = found{ch.Change, ch.Cost(), ch.of[l], share}
	}
	return true, nil
}

// rises are the lines that a change unblocks, with their shares then.
func (x *explainer) rises(ch *Change) (shares_ map[int]item.Ratio, ok bool, err error) {
	around := x.near.touched(ch)
	in := x.near.only(around, ch.Offer)
	if err := in.Apply(*ch); err != nil {
		return nil, true, nil //nolint:nilerr // it cannot be made here, so it unblocks nothing
	}
	c := in.Case()
	plan, ok, err := x.solve(c.Problem)
	if !ok || err != nil {
		return nil, ok, err
	}
	lot := x.near.pick(around)
	by := lost(reach(lot.Problem, lot.of(x.take)), reach(c.Problem, plan.Take))
	got, inTime := shares(c.Problem, plan.Take)
	rise := map[int]item.Ratio{}
	for k := range c.Lines {
		l, known := x.near.place[c.Lines[k].ID]
		if !known {
			continue
		}
		share := c.share(k, got, inTime)
		if share.Cmp(x.c.share(l, x.got, x.inTime)) <= 0 {
			continue
		}
		if better := by[Met].Sign() < 0 || by[Met].Sign() == 0 && by[Lateness].Sign() < 0 && c.Lines[k].NeededBy < c.In.On; better {
			rise[l] = share
		}
	}
	return rise, true, nil
}

// candidates are the changes that come into question for lines that share offers, in order of cost.
func (s *study) candidates(lines map[int]bool) []tried {
	g := gather{explainer: s.explainer, at: map[changeKey]int{}}
	order := make([]int, 0, len(lines))
	for l := range lines {
		order = append(order, l)
	}
	slices.Sort(order)
	for _, l := range order {
		g.line(l)
		if s.open[l] != nil {
			g.more(l)
		}
	}
	slices.SortStableFunc(g.all, func(a, b tried) int { return cmp.Compare(a.Cost(), b.Cost()) })
	return g.all
}

// gather collects changes, each once.
type gather struct {
	*explainer
	all []tried
	at  map[changeKey]int
}

// changeKey tells changes of gather apart.
type changeKey struct {
	act                             Act
	line, offer, reservation, it, q string
	days                            int64
}

func (g *gather) add(l int, ch Change) {
	k := changeKey{ch.Act, ch.Line, ch.Offer, ch.Reservation, string(ch.Item), ch.Quantity.String(), ch.Days}
	i, ok := g.at[k]
	if !ok {
		i = len(g.all)
		g.at[k] = i
		g.all = append(g.all, tried{ch, map[int]bool{}})
	}
	g.all[i].of[l] = true
}

// line collects what could be changed about a line and the offers that come into question for it.
func (g *gather) line(l int) {
	c := g.c
	n, _ := c.In.Need(c.Lines[l].ID)
	for _, k := range g.near.outs[l] {
		if out := &c.Out[k]; len(out.Reasons) == 1 {
			o, _ := c.In.Offer(out.Offer)
			g.reason(l, n, o, out.Reasons[0])
		}
		g.sooner(l, c.Out[k].Offer, c.Out[k].Late)
	}
	seen := map[string]bool{}
	for _, i := range g.near.ofLine[l] {
		id := c.Of[c.Pairs[i].Stock]
		if seen[id] {
			continue
		}
		seen[id] = true
		o, _ := c.In.Offer(id)
		g.sooner(l, id, c.Late(i))
		g.accepting(l, n, o)
		g.releasing(l, o)
		g.splitting(l, n, o)
	}
	if n.MinLot.Sign() > 0 {
		g.smaller(l, n)
	}
	for _, d := range c.In.Decided {
		if !d.Hidden && (d.Line == n.ID || seen[d.Offer]) {
			g.add(l, Change{Act: Lift, Line: d.Line, Offer: d.Offer})
		}
	}
}

// reason collects what takes a reason away.
func (g *gather) reason(l int, n *Need, o *Offer, r Reason) {
	switch r {
	case NotAccepted:
		g.add(l, Change{Act: Substitute, Line: n.ID, Item: o.Item})
	case Condition:
		g.add(l, Change{Act: Admit, Line: n.ID, Offer: o.ID})
	case NoConsent:
		g.add(l, Change{Act: Consent, Offer: o.ID, Party: o.Owner})
	case Lapsed:
		g.add(l, Change{Act: Extend, Offer: o.ID, Days: int64(o.Leaves(g.c.In.On) - o.ValidUntil)})
	case Unassessed, Reserved, LotTooLarge, TooLittle, OpenTooSmall:
		g.accepting(l, n, o)
		g.releasing(l, o)
		g.splitting(l, n, o)
	}
}

func (g *gather) sooner(l int, offer string, late int64) {
	if late > 0 {
		g.add(l, Change{Act: Earlier, Offer: offer, Days: late})
	}
}

// accepting collects more of an offer being accepted: what the line lacks, or all.
func (g *gather) accepting(l int, n *Need, o *Offer) {
	left := o.left()
	if left.Sign() == 0 {
		return
	}
	rate := g.c.In.Book.rate(RateKey{n.Item, n.Unit, o.Item, o.Unit})
	step := o.quantum()
	if lacks := g.lacks(l); rate.Each.Sign() > 0 && lacks.Sign() > 0 {
		if q := times(step, covering(lacks, step.Times(rate.Each))); q.Cmp(left) < 0 {
			g.add(l, Change{Act: Accept, Offer: o.ID, Quantity: q})
		}
	}
	g.add(l, Change{Act: Accept, Offer: o.ID, Quantity: left})
}

// lacks is what no match meets of a line by its day; of one whose day has passed, at all.
func (g *gather) lacks(l int) item.Ratio {
	x := &g.c.Lines[l]
	if x.NeededBy < g.c.In.On {
		return less(x.Open, g.got[l])
	}
	return least(x.Open, less(x.Need, g.inTime[l]))
}

func (g *gather) releasing(l int, o *Offer) {
	for _, k := range o.Kept {
		if !k.Hidden {
			g.add(l, Change{Act: Release, Offer: o.ID, Reservation: k.ID})
		}
	}
}

// splitting collects smaller lots: one that fits what the line lacks, one that fits what is open, or single units.
func (g *gather) splitting(l int, n *Need, o *Offer) {
	lot := o.quantum()
	if o.Lot.Sign() == 0 {
		return
	}
	one := *o
	one.Lot = item.Ratio{}
	step := one.quantum()
	rate := g.c.In.Book.rate(RateKey{n.Item, n.Unit, o.Item, o.Unit})
	if rate.Each.Sign() == 0 {
		return
	}
	for _, q := range []item.Ratio{g.lacks(l), less(g.c.Lines[l].Open, g.got[l]), n.Open()} {
		if k := fitting(q.Over(rate.Each), step); k > 0 && times(step, k).Cmp(lot) < 0 {
			g.add(l, Change{Act: Split, Offer: o.ID, Quantity: times(step, k)})
		}
	}
	if step.Cmp(lot) < 0 {
		g.add(l, Change{Act: Split, Offer: o.ID, Quantity: step})
	}
}

// smaller collects smaller quantities of which the line has use: what it lacks, or any.
func (g *gather) smaller(l int, n *Need) {
	for _, q := range []item.Ratio{g.lacks(l), n.Open()} {
		if q.Sign() > 0 && q.Cmp(n.MinLot) < 0 {
			g.add(l, Change{Act: Smaller, Line: n.ID, Quantity: q})
		}
	}
	g.add(l, Change{Act: Smaller, Line: n.ID})
}

// more collects that somebody offers what the line lacks; where that is less than is of use in one match, the
// least that is; or all that is open.
func (g *gather) more(l int) {
	x := &g.c.Lines[l]
	day := max(x.NeededBy, g.c.In.On)
	n, _ := g.c.In.Need(x.ID)
	for _, q := range []item.Ratio{g.lacks(l), x.MinLot, x.Open} {
		if _, exact := q.Amount(); !exact {
			q = number(fitting(q, item.One))
		}
		if q.Cmp(x.MinLot) >= 0 && q.Sign() > 0 {
			g.add(l, Change{Act: More, Line: x.ID, Item: n.Item, Unit: n.Unit, Quantity: q, Day: &day})
		}
	}
}
