package node

import (
	"cmp"
	"context"
	"slices"

	"muster"
	asks "muster/ask"
	"muster/board"
	"muster/fund"
	"muster/item"
	"muster/replies"
	"muster/sheet"
	"muster/standing"
	"muster/web"
)

// Asks implements web.AskSource.
func (p pages) Asks(ctx context.Context, known string) (*web.Asks, error) {
	return laid(ctx, p, "asks", known, func(v standing.View, a web.Around) *web.Asks {
		out := &web.Asks{Around: a}
		for id := range asks.In(v).All(v.Known) {
			if l, _, ok := askLine(v, id); ok {
				out.Lines = append(out.Lines, l)
			}
		}
		slices.SortStableFunc(out.Lines, func(a, b web.AskLine) int {
			return cmp.Or(cmp.Compare(askOrder(a.State), askOrder(b.State)), cmp.Compare(a.Due, b.Due), cmp.Compare(a.About, b.About))
		})
		return out
	})
}

// askOrder puts first what waits for answers.
func askOrder(state string) int {
	return slices.Index([]string{asks.Overdue, asks.Open, asks.Answered, asks.Closed, asks.Withdrawn}, state)
}

// askLine is an ask as its viewer sees it, with the matrix of its answers.
func askLine(v standing.View, id string) (l web.AskLine, m asks.Matrix, ok bool) {
	part := asks.In(v)
	x, ok := part.Get(v.Known, id)
	th, alive := part.Thing(v, asks.Life.Object, id)
	if !ok || !alive || !v.Shows(x.Value.Audience) {
		return l, m, false
	}
	delete(th.Object.Parties, asks.Donor) // the object is the ask, not what it is for one of its donors
	l = web.AskLine{Ask: x.Value, Due: th.Days["reply_by"], Held: web.Held{Statement: x.ID, State: th.State, Life: th.Life, Object: th.Object, Days: th.Days, Urgent: th.Urgent}}
	m = part.Matrix(v, asks.Filter{Ask: id})
	l.Needs = len(m.Rows)
	for _, d := range x.Value.Donors {
		l.Donors = append(l.Donors, web.AskDonor{Party: d})
	}
	for i := range m.Rows {
		l.Items = append(l.Items, string(m.Rows[i].Need.Item))
		for j := range m.Rows[i].Cells {
			c := &m.Rows[i].Cells[j]
			if at := slices.IndexFunc(l.Donors, func(d web.AskDonor) bool { return d.Party == c.Donor }); at >= 0 && c.Ask == id {
				l.Asked = c.Asked
				count(&l.Donors[at], c)
			}
		}
	}
	return l, m, true
}

// count adds a cell to what its donor answered.
func count(d *web.AskDonor, c *asks.Cell) {
	switch {
	case c.Withheld:
		d.Withheld++
	case c.Answer == nil:
		d.Silence++
		d.Days, d.Late = max(d.Days, c.Silent), max(d.Late, c.Late)
	default:
		*map[string]*int{asks.ActOffer: &d.Offer, asks.ActPart: &d.Part, asks.ActLater: &d.Later, asks.ActCannot: &d.Cannot}[c.Answer.Act.Act]++
	}
}

// Ask implements web.AskSource.
func (p pages) Ask(ctx context.Context, known, id string) (*web.AskDetail, error) {
	v, m, err := p.at(ctx, known)
	if err != nil {
		return nil, err
	}
	out, ok := &web.AskDetail{}, false
	var steps []muster.ID
	p.n.State.Read(func() {
		if out.AskLine, out.Matrix, ok = askLine(v, id); !ok {
			return
		}
		out.Around = around(v, m)
		steps = asks.In(v).Steps(v.Known, id)
		var wanted []item.ID
		for i := range out.Matrix.Rows {
			need := &out.Matrix.Rows[i].Need
			wanted = append(append(wanted, need.Item), need.Substitutes...)
		}
		out.Names = namesOf(v, wanted)
		out.Stock = map[muster.PartyID][]board.Offer{}
		for _, o := range board.Offers(v) {
			if slices.Contains(out.AskLine.Ask.Donors, o.Donor) && slices.Contains(wanted, o.Stock.Item) {
				out.Stock[o.Donor] = append(out.Stock[o.Donor], o)
			}
		}
	})
	if !ok {
		return nil, muster.Missing("the ask " + id)
	}
	out.History, err = p.history(ctx, v, asks.Life.Object, id, steps)
	return out, err
}

// AskSheet implements web.AskSource.
func (p pages) AskSheet(ctx context.Context, known, id string, donor muster.PartyID) (e sheet.Export, err error) {
	v, _, err := p.at(ctx, known)
	if err != nil {
		return e, err
	}
	p.n.State.Read(func() {
		if e, err = replies.Sheet(v, id, donor); err == nil {
			// Its rows are read now: a file is written when nothing holds the state any more.
			rows := slices.Collect(e.Rows)
			e.Rows = slices.Values(rows)
		}
	})
	return e, err
}

// freeOf is an id that no ask, package or money has; not ok for other kinds.
func freeOf(v standing.View, kind string) (id string, ok bool) {
	switch kind {
	case asks.KindAsk:
		return free("a", func(id string) bool { _, ok := asks.In(v).Get(v.Known, id); return ok }), true
	case fund.KindPackage:
		return free("p", func(id string) bool { _, ok := fund.In(v).Get(v.Known, id); return ok }), true
	case fund.KindMoney:
		return free("f", func(id string) bool { _, ok := fund.In(v).Money(v.Known, id); return ok }), true
	}
	return "", false
}
