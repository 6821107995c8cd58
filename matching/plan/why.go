package plan

import (
	"slices"

	"muster"
	"muster/item"
)

// Why is what there is to say about a plan: why this match and not another, what blocks what stays open
// and what would unblock it, where a donor's stock would do most good, and what hangs on each offer.
type Why struct {
	Matches []Match
	Open    []Open // lines that are not met whole in time, in the order of the problem
	Bundles []Bundle
	Donors  []Fill
	Offers  []Hanging
	// Tried counts plans that were worked out to say so; Spent says that there were too many to try
	// everything, so that what was not looked into is marked so.
	Tried int
	Spent bool
}

// Match is what the plan gives a line of an offer.
type Match struct {
	Line, Offer string
	Quantity    item.Ratio // in the offer's unit
	Meets       item.Ratio // in the line's unit
	Share       item.Ratio // of what the line asked for
	Leaves      muster.Day
	Arrives     muster.Day
	Late        int64
	Pinned      bool
	Others      []Other // what could have been given in its place, the best first
	Looked      bool    // Others are worked out
}

// Other is an offer in place of a match's, and what the plan would lose by it. Where it loses nothing, the
// order alone decided.
type Other struct {
	Offer string
	Late  int64
	Loses Losses
	Exact bool // no plan with it loses less on the first level
}

// Open is a line that is not met whole in time.
type Open struct {
	Line   string
	Share  item.Ratio // met in time; of a line whose day has passed: met at all
	Lacks  item.Ratio // what no match meets at all, in its unit
	Blocks []Block
	Change *Change    // the cheapest that unblocks it; nil: none alone does
	Rises  item.Ratio // its share with the change
	Looked bool       // Change is worked out
}

// BlockReason is what keeps a line open, beside the reasons for which an offer is left out.
type BlockReason string

// What blocks a line.
const (
	NoOffer   BlockReason = "no_offer" // nobody offers it or what may stand in for it
	Late      BlockReason = "late"     // an offer comes late
	Taken     BlockReason = "taken"    // an offer went to another line
	LotRest   BlockReason = "lot_too_large"
	NotEnough BlockReason = "not_enough" // all that is offered for it is given to it
	BlockPart BlockReason = "package"    // the line is part of a package of which another part is short
)

// Block is one thing that keeps a line open.
type Block struct {
	Reason   BlockReason // a BlockReason, or a Reason where it is the only one
	Offer    string
	Also     []Reason       // what else keeps the offer out
	Days     int64          // late
	Party    muster.PartyID // whose consent is missing
	Line     string         // the line that has the stock, or the package
	Higher   bool           // that line is of higher priority
	Quantity item.Ratio     // how much of the offer that line has
	Early    int64          // by how many days a part of a package comes too early; Days: too late
}

// Bundle is a package and how much of it is there in time.
type Bundle struct {
	Package string
	Share   item.Ratio
	Parts   []Piece
	Missing []Missing
	// Change asks for what is missing, or brings a part that comes too late for the package early enough; nil:
	// none does alone.
	Change *Change
	Rises  item.Ratio // the share with an offer that comes earlier
}

// Piece is one part of a package.
type Piece struct {
	Line  string
	Full  item.Ratio
	There item.Ratio // what counts: in time, or on its days
	Share item.Ratio
	Days  *Window // those on which it counts; nil: by its own day
	// Late and Early are by how many days at most what the line gets comes too late or too early for the package,
	// where too little counts.
	Late, Early int64
}

// Fill is where a donor's stock would do good: the best first.
type Fill struct {
	Donor muster.PartyID
	Lines []Filling
}

// Filling is a line that an offer could meet if one reason did not keep it out.
type Filling struct {
	Line, Offer string
	Meets       item.Ratio // in the line's unit
	Share       item.Ratio
	Worth       item.Ratio // share times weight
	Reason      Reason     // what keeps it out; empty: it comes late
	Late        int64
}

// Hanging is what the plan loses if an offer is withdrawn.
type Hanging struct {
	Offer  string
	Loses  Losses
	Exact  bool // no plan without it loses less on the first level
	Lines  []Fall
	Looked bool
}

// Fall is a line that would have less.
type Fall struct {
	Line    string
	Was, Is item.Ratio // shares
}

// Budget bounds what is worked out for explanations: the squares of the numbers of pairs of all plans that
// are tried, which is about what they take. It is a number and no time, so that the same question has the
// same answer on any machine.
const Budget = 3_000_000

// tryNodes bounds the search for each plan that is tried, of a few lines each.
const tryNodes = 100

// Explain says why a plan is as it is: for one line alone, with what it gets and the offers it gets it of, or
// with an empty line for all. What is lost or won is said of the levels before Spread, since that one would
// have every change tried on everything.
func Explain(c *Case, p *Plan, line string, budget int) (*Why, error) {
	c = c.unfair()
	x := &explainer{c: c, near: nearOf(c), take: p.Take, budget: budget, why: &Why{}, only: line}
	x.got, x.inTime = shares(c.Problem, p.Take)
	x.used = make([]int64, len(c.Stocks))
	for i, n := range p.Take {
		x.used[c.Pairs[i].Stock] += n
	}
	for _, step := range []func() error{x.matches, x.open, x.bundles, x.changes, x.sooner, x.hanging, x.others} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	x.fills()
	return x.why, nil
}

// unfair is a case in which nobody asks for a fair spread.
func (c *Case) unfair() *Case {
	x, p, in := *c, *c.Problem, *c.In
	p.Options.Fair, in.Options.Fair = nil, nil
	x.Problem, x.In = &p, &in
	return &x
}

// explainer works an explanation out.
type explainer struct {
	c           *Case
	near        *near
	take        []int64
	got, inTime []item.Ratio
	used        []int64 // by stock
	budget      int
	why         *Why
	only        string // the line that is asked about; empty: all
}

func (x *explainer) about(line string) bool { return x.only == "" || x.only == line }

// solve works out a plan of a smaller problem; not ok where too many were already.
func (x *explainer) solve(p *Problem) (plan *Plan, ok bool, err error) {
	if x.budget <= 0 {
		x.why.Spent = true
		return nil, false, nil
	}
	x.budget -= (1 + len(p.Pairs)) * (1 + len(p.Pairs))
	x.why.Tried++
	q := *p
	if q.Options.Nodes == 0 || q.Options.Nodes > tryNodes {
		q.Options.Nodes = tryNodes
	}
	plan, err = Solve(&q)
	return plan, err == nil, err
}

// matches lists what the plan gives; what is reserved for a line and what is free go as one.
func (x *explainer) matches() error {
	c := x.c
	at := map[[2]string]int{}
	for i, n := range x.take {
		if n == 0 {
			continue
		}
		p := &c.Pairs[i]
		l, s := &c.Lines[p.Line], &c.Stocks[p.Stock]
		if !x.about(l.ID) {
			continue
		}
		id := c.Of[p.Stock]
		key := [2]string{l.ID, id}
		k, ok := at[key]
		if !ok {
			k = len(x.why.Matches)
			at[key] = k
			o, _ := c.In.Offer(id)
			x.why.Matches = append(x.why.Matches, Match{Line: l.ID, Offer: id, Leaves: o.Leaves(c.In.On), Arrives: p.Arrives, Late: c.Late(i)})
		}
		m := &x.why.Matches[k]
		m.Quantity = m.Quantity.Plus(times(item.RatioOf(s.Quantum), n))
		m.Meets = m.Meets.Plus(times(p.Each, n))
		m.Share = m.Meets.Over(l.Need)
		m.Pinned = m.Pinned || p.Pinned > 0 && c.In.spoken(l.ID, id)
	}
	return nil
}

// spoken reports whether a decision on a pair is for the viewer.
func (in *Inputs) spoken(line, offer string) bool {
	return !slices.ContainsFunc(in.Decided, func(d Decision) bool { return d.Line == line && d.Offer == offer && d.Hidden })
}

// others says of each match what else could have been given.
func (x *explainer) others() error {
	for k := range x.why.Matches {
		m := &x.why.Matches[k]
		l := x.near.place[m.Line]
		around := x.near.pick(x.near.around([]int{l}, false))
		was := reach(around.Problem, around.of(x.take))
		m.Looked = true
		for _, i := range x.rivals(l, m.Offer) {
			p := x.instead(around, l, m.Offer, i)
			if p == nil {
				continue
			}
			plan, ok, err := x.solve(p)
			if err != nil {
				return err
			}
			if !ok {
				m.Looked = false
				break
			}
			m.Others = append(m.Others, Other{x.c.Of[x.c.Pairs[i].Stock], x.c.Late(i), lost(was, reach(p, plan.Take)), plan.Levels[Met].Proven})
		}
	}
	return nil
}

// mostRivals is how many alternatives of a match are worked out: the soonest.
const mostRivals = 3

// rivals are pairs of a line with other offers.
func (x *explainer) rivals(l int, offer string) (pairs []int) {
	seen := map[string]bool{offer: true}
	for _, i := range x.near.ofLine[l] {
		if id := x.c.Of[x.c.Pairs[i].Stock]; !seen[id] {
			seen[id] = true
			pairs = append(pairs, i)
		}
	}
	sortBy(pairs, func(i int) int64 { return int64(x.c.Pairs[i].Arrives) })
	return pairs[:min(len(pairs), mostRivals)]
}

// instead is a problem in which a line gets something of another pair and nothing of an offer; nil where pins
// leave no room for that.
func (x *explainer) instead(around *lot, l int, offer string, rival int) *Problem {
	c := x.c
	p := *around.Problem
	p.Pairs = nil
	line, stock := &c.Lines[l], c.Pairs[rival].Stock
	free, open := c.Stocks[stock].Free, line.Open
	at := -1
	for k, i := range around.pairs {
		whole := &c.Pairs[i]
		if whole.Line == l && c.Of[whole.Stock] == offer {
			continue
		}
		switch {
		case i == rival:
			at = len(p.Pairs)
		case whole.Stock == stock:
			free -= whole.Pinned
		case whole.Line == l:
			open = less(open, times(whole.Each, whole.Pinned))
		}
		p.Pairs = append(p.Pairs, around.Pairs[k])
	}
	r := &p.Pairs[at]
	r.Pinned = max(1, covering(line.MinLot, r.Each), r.Pinned)
	if r.Pinned > free || times(r.Each, r.Pinned).Cmp(open) > 0 {
		return nil
	}
	return &p
}

// hanging says what is lost if an offer that the plan uses is withdrawn.
func (x *explainer) hanging() error {
	var offers []string
	lines := map[string][]int{}
	for i, n := range x.take {
		if n > 0 {
			id := x.c.Of[x.c.Pairs[i].Stock]
			if lines[id] == nil {
				offers = append(offers, id)
			}
			lines[id] = append(lines[id], x.c.Pairs[i].Line)
		}
	}
	for _, id := range offers {
		if !slices.ContainsFunc(lines[id], func(l int) bool { return x.about(x.c.Lines[l].ID) }) {
			continue
		}
		h := Hanging{Offer: id}
		around := x.near.pick(x.near.around(lines[id], false))
		p := *around.Problem
		p.Pairs = nil
		for k, i := range around.pairs {
			if x.c.Of[x.c.Pairs[i].Stock] != id {
				p.Pairs = append(p.Pairs, around.Pairs[k])
			}
		}
		plan, ok, err := x.solve(&p)
		if err != nil {
			return err
		}
		if ok {
			h.Looked, h.Exact = true, plan.Levels[Met].Proven
			h.Loses = lost(reach(around.Problem, around.of(x.take)), reach(&p, plan.Take))
			got, inTime := shares(&p, plan.Take)
			for k, l := range around.lines {
				was := x.c.share(l, x.got, x.inTime)
				if is := shareOf(&p, k, x.c.In.On, got, inTime); is.Cmp(was) < 0 {
					h.Lines = append(h.Lines, Fall{x.c.Lines[l].ID, was, is})
				}
			}
		}
		x.why.Offers = append(x.why.Offers, h)
	}
	return nil
}
