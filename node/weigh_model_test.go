package node_test

import (
	"cmp"
	"fmt"
	"math/big"
	"slices"
	"strings"

	"muster"
	"muster/party"
	"muster/pledge"
)

// method is the highest version of a method that stands.
func (w *world) method(name string) *pledge.Method {
	var best *pledge.Method
	for _, f := range standingOf[*pledge.Method](w) {
		if m := f.value.(*pledge.Method); m.Name == name && (best == nil || m.Version > best.Version) {
			best = m
		}
	}
	return best
}

// judged is a row with what a method says of it.
type judged struct {
	pledge.Entry
	reason pledge.Reason
	amount *big.Rat // nil: unknown
}

// judge weighs the rows of a series, the rules in the order in which the pledge lays them down.
func (w *world) judge(rows []pledge.Entry, m *pledge.Method, group muster.PartyID, currency string, win pledge.Window, byEntry, inside bool) (out []judged) {
	type line struct{ about, line string }
	events := map[line][]pledge.Event{} // of the rows that speak of money
	for _, e := range rows {
		if hasMoney(e) {
			k := line{e.About, e.Line}
			events[k] = append(events[k], e.Event)
		}
	}
	rung := func(e pledge.Event) int { return slices.Index(pledge.Events, e) }
	for _, e := range rows {
		if !hasMoney(e) {
			continue
		}
		p := period(e)
		x := judged{Entry: e}
		if cur, n := worth(e); cur == currency {
			x.amount = n
		}
		on := win.To - 1
		if byEntry && p.Precision == muster.ExactDay {
			on = p.From
		}
		within := p.From >= win.From && p.To < win.To
		switch {
		case e.Event != m.Event:
			of := events[line{e.About, e.Line}]
			lowest := slices.MinFunc(of, func(a, b pledge.Event) int { return cmp.Compare(rung(a), rung(b)) })
			if slices.Contains(of, m.Event) || e.Event != lowest {
				continue // another row of this line is weighed in its place
			}
			x.reason = pledge.OtherMeasure
		case len(m.Types) > 0 && !slices.Contains(m.Types, e.Type):
			x.reason = pledge.OtherType
		case !w.member(group, e.Party, on):
			x.reason = pledge.OutsideGroup
		case p.Precision == muster.Undated:
			x.reason = pledge.NoDate
		case p.Precision != muster.ExactDay && (!inside || !within):
			x.reason = pledge.MonthOnly
		case !within:
			x.reason = pledge.OutsideWindow
		}
		out = append(out, x)
	}
	return out
}

func (w *world) weigh(b *strings.Builder, n int, q pledge.Query) {
	var terms *pledge.Terms
	for _, f := range standingOf[*pledge.Terms](w) {
		terms = f.value.(*pledge.Terms)
	}
	var m *pledge.Method
	if terms != nil {
		m = w.method(cmp.Or(q.Method, terms.Method))
	}
	win := pledge.Window{}
	if m != nil {
		if win = terms.Window; q.From != nil {
			win.From = *q.From
		}
		if q.To != nil {
			win.To = *q.To
		}
	}
	if m == nil || win.From >= win.To {
		fmt.Fprintln(b, "weigh", n, "refused")
		return
	}
	label := ""
	if all := w.editions(m.Series); len(all) > 0 {
		label = all[len(all)-1].value.(*pledge.Submission).Label
	}
	group := cmp.Or(m.Group, terms.Group)
	rows := w.judge(w.standingRows(m.Series), m, group, string(terms.Floor.Currency), win,
		cmp.Or(q.Membership, m.Membership) == pledge.EntryDate, q.MonthsInside || m.Months == "inside")
	floor := rat(terms.Floor.Amount.String())
	counted, entries, partial := new(big.Rat), 0, 0
	byParty, outside := map[muster.PartyID]*big.Rat{}, map[muster.PartyID]*big.Rat{}
	left, byDay := map[pledge.Reason]*bucket{}, map[muster.Day]*big.Rat{}
	for _, x := range rows {
		amount := x.amount
		if amount == nil {
			amount = new(big.Rat)
		}
		if x.reason != "" {
			if left[x.reason] == nil {
				left[x.reason] = &bucket{sum: new(big.Rat)}
			}
			left[x.reason].entries++
			left[x.reason].sum.Add(left[x.reason].sum, amount)
			if x.reason == pledge.OutsideGroup {
				plus(outside, x.Party, amount)
			}
			continue
		}
		entries++
		if x.amount == nil {
			partial++
			continue
		}
		counted.Add(counted, amount)
		plus(byParty, x.Party, amount)
		plus(byDay, period(x.Entry).To, amount)
	}
	fmt.Fprintln(b, "weigh", n, m.Name, label, text(counted), text(new(big.Rat).Sub(floor, counted)), entries, partial)
	for _, r := range []pledge.Reason{pledge.OtherMeasure, pledge.OtherType, pledge.OutsideGroup, pledge.NoDate, pledge.MonthOnly, pledge.OutsideWindow} {
		l := left[r]
		if l == nil {
			l = &bucket{sum: new(big.Rat)}
		}
		fmt.Fprintln(b, " left out", r, l.entries, text(l.sum))
		var named []string
		if r == pledge.OutsideGroup {
			for id, s := range outside {
				named = append(named, w.name(id)+" "+text(s))
			}
			slices.Sort(named)
		}
		fmt.Fprintln(b, " outside", named)
	}
	w.shares(b, terms, m.Series, group, win.To-1, floor, byParty)
	days := make([]muster.Day, 0, len(byDay))
	for d := range byDay {
		days = append(days, d)
	}
	slices.Sort(days)
	sum := new(big.Rat)
	for _, d := range days {
		fmt.Fprintln(b, " until", d, text(sum.Add(sum, byDay[d])))
	}
}

func plus[K comparable](m map[K]*big.Rat, k K, n *big.Rat) {
	if m[k] == nil {
		m[k] = new(big.Rat)
	}
	m[k].Add(m[k], n)
}

// shares apportions the floor in cents: each member the whole cents of its part, and the cents left
// over to the largest remainders.
func (w *world) shares(b *strings.Builder, terms *pledge.Terms, series muster.SeriesID, group muster.PartyID, on muster.Day, floor *big.Rat, counted map[muster.PartyID]*big.Rat) {
	type part struct {
		id         muster.PartyID
		gdp, cents *big.Rat
		whole      *big.Int
		rest       *big.Rat
	}
	var parts []*part
	total := new(big.Rat)
	for _, f := range standingOf[*party.Party](w) {
		id := muster.PartyID(f.value.(*party.Party).About)
		if !w.member(group, id, on) {
			continue
		}
		gdp := w.values(terms.ShareKey.Series + "/" + strings.ToUpper(string(id)))[muster.NewDay(terms.ShareKey.Year, 1, 1)]
		if gdp == nil {
			fmt.Fprintln(b) // no shares while a member's GDP is not known
			return
		}
		parts = append(parts, &part{id: id, gdp: gdp})
		total.Add(total, gdp)
	}
	if len(parts) == 0 {
		fmt.Fprintln(b)
		return
	}
	left := new(big.Rat).Mul(floor, big.NewRat(100, 1))
	for _, p := range parts {
		p.cents = new(big.Rat).Mul(new(big.Rat).Mul(floor, big.NewRat(100, 1)), new(big.Rat).Quo(p.gdp, total))
		p.whole = new(big.Int).Quo(p.cents.Num(), p.cents.Denom())
		p.rest = new(big.Rat).Sub(p.cents, new(big.Rat).SetInt(p.whole))
		left.Sub(left, new(big.Rat).SetInt(p.whole))
	}
	order := slices.Clone(parts)
	slices.SortFunc(order, func(a, b *part) int { return cmp.Or(b.rest.Cmp(a.rest), b.gdp.Cmp(a.gdp), cmp.Compare(a.id, b.id)) })
	for i := int64(0); i < left.Num().Int64(); i++ {
		order[i].whole.Add(order[i].whole, big.NewInt(1))
	}
	covered := map[muster.PartyID]bool{}
	for _, e := range w.standingRows(series) {
		covered[e.Party] = true
	}
	for _, ed := range w.editions(series) {
		for _, e := range ed.rows {
			covered[e.Party] = true
		}
	}
	var lines []string
	for _, p := range parts {
		share, said := new(big.Rat).Quo(new(big.Rat).SetInt(p.whole), big.NewRat(100, 1)), "not_covered"
		if covered[p.id] {
			n := counted[p.id]
			if n == nil {
				n = new(big.Rat)
			}
			said = text(n) + " " + text(new(big.Rat).Sub(share, n))
		}
		lines = append(lines, fmt.Sprint(" share ", w.name(p.id), " ", text(share), " ", said))
	}
	slices.Sort(lines)
	fmt.Fprintln(b, strings.Join(lines, "\n"))
	fmt.Fprintln(b, " shares sum to", text(floor))
}
