package pledge

import (
	"cmp"
	"fmt"
	"iter"
	"math/bits"
	"slices"
	"strings"

	"muster"
	"muster/money"
	"muster/party"
	"muster/standing"
)

// ContributionQuery asks for contributions of which at least one entry fits.
type ContributionQuery struct {
	Series   muster.SeriesID
	Edition  string         // label; empty: what stands
	Group    muster.PartyID // members on each entry's date; undated entries on the view's day. Empty: all donors
	From, To *muster.Day    // entries dated to a day in [From, To); nil: open
	Only     []Key
	Layer    *Overlay // judgements laid over what entries say; nil: none
	Order    string   // of ContributionOrders, with a "-" before it the other way round; empty: as the source has them
}

// ContributionOrders lists what contributions can be ordered by.
var ContributionOrders = []string{"source", "donor", "date", "committed", "allocated", "delivered"}

// Contributions are contributions in an order. They are read under the same lock as they were
// found.
type Contributions struct {
	Sums     map[Event][]PositionRow // what the entries that fit come to, with what is unlisted, by event, a row for each currency
	Unlisted map[Event][]PositionRow // the part of it that this viewer sees counted and not listed
	Withheld bool                    // not all of them are for this viewer
	Without  map[Event][]PositionRow // with a layer: the sums without it
	scan     *scan
	numbers  []uint32 // of the contributions
}

// ContributionRow is a contribution in a list: what its entries that stand say of it together.
type ContributionRow struct {
	ID      string
	Party   muster.PartyID
	Name    string
	Type    string
	First   muster.Period // of its dated entries the earliest; undated where none is
	Values  []EventValues // what was said to have happened, in order of the events' names
	Entries int
	Weak    bool // its identity is made from its content
}

// Of returns what the contribution's entries of one event come to; ok is false where none speaks of it.
func (r ContributionRow) Of(e Event) (v EventValues, ok bool) {
	for _, v := range r.Values {
		if v.Event == e {
			return v, true
		}
	}
	return EventValues{}, false
}

// EventValues is what a contribution's entries of one event come to by the source's own conversion.
type EventValues struct {
	Event   Event
	Sums    []Money // one for each currency; none where nothing has a value
	Marks   []Mark  // of those without a value, each once
	Unknown int     // entries that speak of money and have no value
}

// Contributions finds contributions. It refuses words it does not know; it cannot fail otherwise.
func (p *Part) Contributions(v standing.View, q ContributionQuery) (*Contributions, error) {
	out := &Contributions{Sums: map[Event][]PositionRow{}}
	if q.Layer != nil {
		bare := q
		bare.Layer = nil
		without, err := p.Contributions(v, bare)
		if err != nil {
			return nil, err
		}
		out.Without = without.Sums
		p = p.under(v, q.Layer, false)
	}
	pq := PositionQuery{Series: q.Series, Event: Committed, Group: q.Group, From: q.From, To: q.To, Only: q.Only, Edition: q.Edition}
	sc, err := p.newScan(v, pq)
	if err != nil {
		return nil, err
	}
	sc.sees = v.Viewer
	out.scan = sc
	seen := make([]uint64, (p.contributions.len()+63)/64)
	events := uint32(0)
	w := sc.newWorker()
	w.eachStanding(func(b *block, s *summary, rows []uint16) {
		for _, i := range rows {
			c := b.contribution[i&(blockRows-1)]
			seen[c/64] |= 1 << (c % 64)
		}
		if s.event[0] == s.event[1] && s.every&spoken != 0 {
			if len(rows) > 0 {
				events |= s.spoken
			}
			return
		}
		for _, i := range rows {
			if b.flags[i&(blockRows-1)]&spoken != 0 {
				events |= 1 << b.event[i&(blockRows-1)]
			}
		}
	})
	out.Withheld = w.withheld
	_, someUnlisted := v.Viewer.Unlisted()
	if someUnlisted { // of what those speak is not known yet
		events, out.Unlisted = 1<<len(Events)-1, map[Event][]PositionRow{}
	}
	for k, word := range seen {
		for ; word != 0; word &= word - 1 {
			out.numbers = append(out.numbers, uint32(k*64+bits.TrailingZeros64(word)))
		}
	}
	for i, e := range Events {
		if events>>i&1 == 0 {
			continue
		}
		pq.Event = e
		pos, err := p.Position(v, pq)
		if err != nil {
			return nil, err
		}
		if len(pos.Rows) > 0 { // an event may be spoken of by rows alone that are for nobody here
			out.Sums[pq.Event] = pos.Rows
		}
		if !someUnlisted {
			continue
		}
		_, rows, err := p.unlisted(v, pq)
		if err != nil {
			return nil, err
		}
		if len(rows) > 0 {
			out.Unlisted[e] = rows
		}
	}
	return out, out.sort(q.Order)
}

// ContributionPage finds at most limit contributions after one, given by its number, 0 for the
// beginning, in the order in which the source has them, without finding all others first. next is
// the number to go on from; 0 where there is no more. What they come to is not worked out.
func (p *Part) ContributionPage(v standing.View, q ContributionQuery, after uint32, limit int) (rows []ContributionRow, next uint32, err error) {
	sc, err := p.newScan(v, PositionQuery{Series: q.Series, Event: Committed, Group: q.Group, From: q.From, To: q.To, Only: q.Only, Edition: q.Edition})
	if err != nil {
		return nil, 0, err
	}
	c := &Contributions{scan: sc}
	w := &worker{scan: sc}
	var entries []uint32
	fits := func(row uint32) bool {
		b, i := p.at(row)
		return w.asked(b, i)
	}
	for n := after; n < uint32(p.contributions.len()); n++ {
		if entries = c.entries(n, entries[:0]); !slices.ContainsFunc(entries, fits) {
			continue
		}
		if len(rows) == limit {
			return rows, n, nil
		}
		rows = append(rows, c.row(n, entries))
	}
	return rows, 0, nil
}

// eachStanding hands on the rows asked for that stand, or that the edition has, whatever their event,
// block by block. What is withheld it notes.
func (w *worker) eachStanding(take func(b *block, s *summary, rows []uint16)) {
	seen := func(b *block, i int) bool {
		if w.sees.Sees(b.audience[i]) {
			return true
		}
		if b.flags[i]&spoken == 0 || !w.v.Viewer.SeesTotal(b.audience[i]) { // else it is in the sums
			w.hidden(b, i)
		}
		return false
	}
	if w.edition != nil {
		for _, r := range w.edition.Rows {
			for row := r.First; row < r.First+r.N; {
				b, i := w.p.at(row)
				n := min(blockRows-i, int(r.First+r.N-row))
				k := 0
				for j := i; j < i+n; j++ {
					if seen(b, j) {
						w.sel[k] = uint16(j)
						k++
					}
				}
				take(b, w.p.summary(int(row/blockRows)), w.narrow(b, w.sel[:k]))
				row += uint32(n)
			}
		}
		return
	}
	for k, b := range w.p.blocks {
		s := w.p.summary(k)
		switch {
		case s.fell(w.series, w.known):
			continue
		case s.stand(w.series, w.known, w.sees):
			take(b, s, w.narrow(b, everyRow[:w.p.rows(k)]))
			continue
		}
		n, first := 0, uint32(k)*blockRows
		for i := range w.p.rows(k) {
			if b.series[i] == w.series && w.p.stoodAt(b, i, first+uint32(i), w.known) && seen(b, i) {
				w.sel[n] = uint16(i)
				n++
			}
		}
		take(b, s, w.narrow(b, w.sel[:n]))
	}
}

// Len is how many contributions there are.
func (c *Contributions) Len() int { return len(c.numbers) }

// Some yields at most n contributions from one on.
func (c *Contributions) Some(from, n int) iter.Seq[ContributionRow] {
	return func(yield func(ContributionRow) bool) {
		var entries []uint32
		for k := max(from, 0); k < min(from+n, len(c.numbers)); k++ {
			entries = c.entries(c.numbers[k], entries[:0])
			if !yield(c.row(c.numbers[k], entries)) {
				return
			}
		}
	}
}

// All yields the contributions in order.
func (c *Contributions) All() iter.Seq[ContributionRow] { return c.Some(0, len(c.numbers)) }

// entries gives a contribution's rows that stand, or that the edition asked for has, in order of
// statement, in the room given.
func (c *Contributions) entries(number uint32, rows []uint32) []uint32 {
	sc, p := c.scan, c.scan.p
	for r := p.contributions.head[number]; r != 0; {
		row := r - 1
		b, i := p.at(row)
		r = b.next[i]
		if b.series[i] != sc.series || !sc.v.Viewer.Sees(b.audience[i]) {
			continue
		}
		if sc.edition != nil && !sc.edition.holds(row) || sc.edition == nil && !p.stoodAt(b, i, row, sc.known) {
			continue
		}
		rows = append(rows, row)
	}
	slices.Reverse(rows)
	return rows
}

func (c *Contributions) row(number uint32, entries []uint32) ContributionRow {
	p := c.scan.p
	out := ContributionRow{ID: p.contributions.name(number)}
	for _, row := range entries {
		b, i := p.at(row)
		if out.Entries++; out.Entries == 1 {
			id := muster.PartyID(p.parties.list[b.party[i]])
			out.Party, out.Name = id, party.In(c.scan.v).NameOf(c.scan.v.Known, id)
			out.Type, out.Weak = p.types.list[b.kind[i]], b.flags[i]&weak != 0
		}
		when := muster.Period{From: muster.Day(b.dayFrom[i]), To: muster.Day(b.dayTo[i]), Precision: muster.Precision(b.precision[i])}
		if when.Precision != muster.Undated && (out.First.Precision == muster.Undated || when.From < out.First.From) {
			out.First = when
		}
		if b.flags[i]&spoken == 0 {
			continue
		}
		v := out.valuesOf(Events[b.event[i]])
		if a, ok := p.sourceValue(b, i, row); ok {
			cur := p.sourceCurrency(b, i)
			// Few entries of a currency or two: adding them as they are is less than laying out a sum.
			if k := slices.IndexFunc(v.Sums, func(m Money) bool { return m.Currency == cur }); k >= 0 {
				v.Sums[k].Amount = v.Sums[k].Amount.Add(a)
			} else {
				v.Sums = append(v.Sums, Money{Amount: a, Currency: cur})
			}
		} else {
			v.Unknown++
			if m := markOf(b.mark[i]); m != "" && !slices.Contains(v.Marks, m) {
				v.Marks = append(v.Marks, m)
			}
		}
	}
	slices.SortFunc(out.Values, func(a, b EventValues) int { return cmp.Compare(a.Event, b.Event) })
	for _, v := range out.Values {
		slices.SortFunc(v.Sums, func(a, b Money) int { return cmp.Compare(a.Currency, b.Currency) })
	}
	return out
}

// valuesOf is where an event's values are gathered. Of events there are a few at most, so that looking
// through them is less than a map of them.
func (r *ContributionRow) valuesOf(e Event) *EventValues {
	for i := range r.Values {
		if r.Values[i].Event == e {
			return &r.Values[i]
		}
	}
	r.Values = append(r.Values, EventValues{Event: e})
	return &r.Values[len(r.Values)-1]
}

func (c *Contributions) sort(order string) error {
	key, down := strings.CutPrefix(cmp.Or(order, "source"), "-")
	if !slices.Contains(ContributionOrders, key) {
		return muster.Invalid("sort", fmt.Sprintf("found %q; accepted are %v, with a - before it for the other way round", order, ContributionOrders))
	}
	less := func(a, b uint32) int { return cmp.Compare(a, b) }
	switch p := c.scan.p; key {
	case "source": // as they were found
		if down {
			slices.Reverse(c.numbers)
		}
		return nil
	case "donor":
		names := c.scan.donorOrder()
		first := func(n uint32) int { return names[p.partyAt(p.contributions.head[n]-1)] }
		less = func(a, b uint32) int { return cmp.Compare(first(a), first(b)) }
	case "date":
		keys := make(map[uint32]int64, len(c.numbers))
		for _, n := range c.numbers {
			keys[n] = c.firstDay(n)
		}
		less = func(a, b uint32) int { return cmp.Compare(keys[a], keys[b]) }
	default:
		amounts := make(map[uint32]money.Amount, len(c.numbers))
		for _, n := range c.numbers {
			amounts[n] = c.worth(n, Event(key))
		}
		less = func(a, b uint32) int { return amounts[a].Cmp(amounts[b]) }
	}
	slices.SortStableFunc(c.numbers, func(a, b uint32) int {
		if x := less(a, b); x != 0 {
			if down {
				return -x
			}
			return x
		}
		return cmp.Compare(a, b)
	})
	return nil
}

// firstDay puts a contribution by its earliest day; what has no date comes first.
func (c *Contributions) firstDay(number uint32) int64 {
	first := int64(-1 << 40)
	for _, row := range c.entries(number, nil) {
		b, i := c.scan.p.at(row)
		if d := int64(b.dayFrom[i]); b.precision[i] != uint8(muster.Undated) && (first == -1<<40 || d < first) {
			first = d
		}
	}
	return first
}

// worth is what a contribution's entries of one event come to, for putting contributions in order:
// of several currencies the numbers are added as they stand.
func (c *Contributions) worth(number uint32, e Event) money.Amount {
	var sum money.Sum
	n := uint8(slices.Index(Events, e))
	for _, row := range c.entries(number, nil) {
		b, i := c.scan.p.at(row)
		if b.event[i] != n {
			continue
		}
		if a, ok := c.scan.p.sourceValue(b, i, row); ok {
			sum.AddAmount(a)
		}
	}
	return sum.Total()
}
