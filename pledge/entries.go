package pledge

import (
	"cmp"
	"fmt"
	"iter"
	"slices"
	"strings"

	"muster"
	"muster/money"
	"muster/standing"
)

// Entries are the entries behind a position or a part of it, in an order. They are read under the
// same lock as they were found.
type Entries struct {
	Sums     []PositionRow // what they come to, with what is unlisted, a row for each currency, without keys
	Unlisted []PositionRow // the part of it that this viewer sees counted and not listed
	Withheld bool          // not all of them are for this viewer
	Undated  int           // left out of a window because they are not dated to a day
	Laid     *Laid         // what a layer did; nil: none was laid over the rows
	scan     *scan
	rows     []uint32
}

// EntryOrders lists what entries can be ordered by; with a "-" before it, the other way round.
var EntryOrders = []string{"date", "amount", "donor", "statement"}

// Entries finds the entries that a position adds up; By is not asked for. An empty order is by date,
// what has none first.
func (p *Part) Entries(v standing.View, q PositionQuery, order string) (*Entries, error) {
	q.By = nil
	laid, err := p.laidOver(v, q)
	if err != nil {
		return nil, err
	}
	p = p.under(v, q.Layer, false)
	sc, err := p.newScan(v, q)
	if err != nil {
		return nil, err
	}
	sc.sees = v.Viewer
	w := sc.newWorker()
	e := &Entries{scan: sc, Laid: laid}
	take := func(first uint32, b *block, s *summary, rows []uint16) {
		for _, i := range rows {
			e.rows = append(e.rows, first+uint32(i))
		}
		w.add(b, s, rows)
	}
	if sc.edition != nil {
		w.eachOfEdition(take)
	} else {
		for k := range p.blocks {
			b, s, rows := w.meant(k)
			take(uint32(k)*blockRows, b, s, rows)
		}
	}
	w.settle()
	out := sc.result(w)
	e.Sums, e.Withheld, e.Undated = out.Rows, out.Withheld, out.Undated
	all, unlisted, err := p.unlisted(v, q)
	if err != nil {
		return nil, err
	}
	if all != nil {
		e.Sums, e.Withheld, e.Undated, e.Unlisted = all.Rows, all.Withheld, all.Undated, unlisted
	}
	return e, e.sort(order)
}

// unlisted works out a total of which the viewer sees more counted than listed, and that more by itself;
// nil where no audience is such.
func (p *Part) unlisted(v standing.View, q PositionQuery) (all *Position, rows []PositionRow, err error) {
	only, some := v.Viewer.Unlisted()
	if !some || slices.ContainsFunc(q.Only, func(k Key) bool { return k.Dim == ByContribution }) {
		return nil, nil, nil
	}
	sc, err := p.newScan(v, q)
	if err != nil {
		return nil, nil, err
	}
	all = sc.result(sc.run())
	if sc, err = p.newScan(v, q); err != nil {
		return nil, nil, err
	}
	sc.sees = only
	return all, sc.result(sc.run()).Rows, nil
}

// Len is how many entries there are.
func (e *Entries) Len() int { return len(e.rows) }

// Line is the n-th entry, from 0 on; its Counted is what it adds, nil where it has no value in the
// currency asked for.
func (e *Entries) Line(n int) Line {
	sc, row := e.scan, e.rows[n]
	b, i := sc.p.at(row)
	l := sc.p.line(sc.v, row)
	if a, ok := sc.value(b, i); ok {
		cur := sc.q.Currency
		if sc.q.Rate == SourceRate {
			cur = sc.p.sourceCurrency(b, i)
		}
		l.Counted = &Money{Amount: a, Currency: cur}
	}
	return l
}

// All yields the entries in order.
func (e *Entries) All() iter.Seq[Line] { return e.Some(0, len(e.rows)) }

// Some yields at most n entries from one on; what is beyond the end is left away.
func (e *Entries) Some(from, n int) iter.Seq[Line] {
	return func(yield func(Line) bool) {
		for k := max(from, 0); k < min(from+n, len(e.rows)); k++ {
			if !yield(e.Line(k)) {
				return
			}
		}
	}
}

func (e *Entries) sort(order string) error {
	key, down := strings.CutPrefix(cmp.Or(order, "date"), "-")
	var less func(a, b uint32) int
	p := e.scan.p
	switch key {
	case "statement":
		less = cmp.Compare[uint32] // rows lie in order of statement
	case "date":
		less = func(a, b uint32) int { return cmp.Compare(p.dateKey(a), p.dateKey(b)) }
	case "donor":
		names := e.scan.donorOrder()
		less = func(a, b uint32) int { return cmp.Compare(names[p.partyAt(a)], names[p.partyAt(b)]) }
	case "amount":
		amounts := make(map[uint32]money.Amount, len(e.rows))
		for _, row := range e.rows {
			b, i := p.at(row)
			amounts[row], _ = e.scan.value(b, i) // what has no value lies with nothing
		}
		less = func(a, b uint32) int { return amounts[a].Cmp(amounts[b]) }
	default:
		return muster.Invalid("sort", fmt.Sprintf("found %q; accepted are %v, with a - before it for the other way round", order, EntryOrders))
	}
	slices.SortStableFunc(e.rows, func(a, b uint32) int {
		if c := less(a, b); c != 0 {
			if down {
				return -c
			}
			return c
		}
		return cmp.Compare(a, b)
	})
	return nil
}

func (p *Part) partyAt(row uint32) uint16 {
	b, i := p.at(row)
	return b.party[i]
}

// dateKey puts a row by its last day; what has no date comes first.
func (p *Part) dateKey(row uint32) int64 {
	b, i := p.at(row)
	if b.precision[i] == uint8(muster.Undated) {
		return -1 << 40
	}
	return int64(b.dayTo[i])
}

// donorOrder gives every party's place by name, by its number in the columns.
func (sc *scan) donorOrder() []int {
	x, _ := sc.dimension(ByDonor) // which there always is
	order := make([]int, x.card)
	numbers := make([]uint32, x.card)
	for i := range numbers {
		numbers[i] = uint32(i)
	}
	slices.SortStableFunc(numbers, func(a, b uint32) int { return cmp.Compare(x.word(a), x.word(b)) })
	for place, n := range numbers {
		order[n] = place
	}
	return order
}
