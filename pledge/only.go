package pledge

import (
	"fmt"
	"slices"
	"strconv"
	"time"

	"muster"
	"muster/party"
	"muster/standing"
)

// Key is one value of a dimension, by the id that a position gives beside its word: a donor's
// party, a type, an event, "2024", "2024-07", a series or a contribution. Under the empty id of a
// year or a month falls what is dated less finely.
type Key struct {
	Dim Dim
	ID  string
}

// only is a dimension of which a question asks for some values.
type only struct {
	dimension
	asked []bool          // by number, as far as the greatest asked for
	many  map[uint32]bool // instead, where there are too many numbers to lay out
}

func (o *only) ask(n uint32) {
	if o.card > denseCells {
		if o.many == nil {
			o.many = map[uint32]bool{}
		}
		o.many[n] = true
		return
	}
	for uint32(len(o.asked)) <= n {
		o.asked = append(o.asked, false)
	}
	o.asked[n] = true
}

func (o *only) asks(n uint32) bool {
	return n < uint32(len(o.asked)) && o.asked[n] || o.many[n]
}

// narrow drops the rows that have none of the values asked for.
func (o *only) narrow(b *block, rows, into []uint16) []uint16 {
	k := 0
	if o.column == nil || o.many != nil {
		for _, i := range rows {
			if o.asks(o.code(b, int(i))) {
				into[k] = i
				k++
			}
		}
		return into[:k]
	}
	column, asked := o.column(b), o.asked
	for _, i := range rows {
		if n := int(column[i&(blockRows-1)]); n < len(asked) && asked[n] {
			into[k] = i
			k++
		}
	}
	return into[:k]
}

// keep prepares the values that a question asks for: of one dimension any of them, of several
// dimensions one of each.
func (sc *scan) keep() error {
	for _, k := range sc.q.Only {
		i := slices.IndexFunc(sc.only, func(o only) bool { return o.dim == k.Dim })
		if i < 0 {
			x, err := sc.dimension(k.Dim)
			if err != nil {
				return err
			}
			i = len(sc.only)
			if k.Dim == ByContribution { // whether its rows are for the viewer is asked by choose
				x.code = func(b *block, i int) uint32 { return b.contribution[i] }
			}
			sc.only = append(sc.only, only{dimension: x})
		}
		n, ok, err := sc.find(k)
		if err != nil {
			return err
		}
		if ok {
			sc.only[i].ask(n)
		}
	}
	return nil
}

// keeps reports whether a row has the values asked for.
func (sc *scan) keeps(b *block, i int) bool {
	for k := range sc.only {
		if !sc.only[k].asks(sc.only[k].code(b, i)) {
			return false
		}
	}
	return true
}

// find turns a key into its number. A value that exists and that no row has is not an error: nothing
// falls under it.
func (sc *scan) find(k Key) (n uint32, ok bool, err error) {
	p := sc.p
	switch k.Dim {
	case ByDonor:
		n, ok = p.parties.find(k.ID)
		if _, known := party.In(sc.v).Get(sc.v.Known, muster.PartyID(k.ID)); !ok && !known {
			return 0, false, muster.Invalid("donor", fmt.Sprintf("found %q; no party has this id", k.ID))
		}
	case ByType:
		n, err = p.typeOf(sc.v, k.ID)
		return n, err == nil, err
	case ByEvent:
		i := slices.Index(Events, Event(k.ID))
		if n, ok = uint32(max(i, 0)), i >= 0; !ok {
			return 0, false, muster.Invalid("event", fmt.Sprintf("found %q; accepted are %v", k.ID, Events))
		}
	case ByYear, ByMonth:
		return findCalendar(k)
	case BySeries:
		var s uint16
		s, ok = p.seriesNumber[muster.SeriesID(k.ID)]
		n = uint32(s)
	case ByContribution:
		if n, ok = p.contributions.find(k.ID); !ok || !p.spokenOf(sc.v, n) {
			return 0, false, muster.Missing("the contribution " + k.ID)
		}
	}
	return n, ok, nil
}

// spokenOf reports whether a viewer may see an entry about a contribution, whether it stands or not. Of
// one of which they may see none it is not even said that it is there.
func (p *Part) spokenOf(v standing.View, contribution uint32) bool {
	for r := p.contributions.head[contribution]; r != 0; {
		b, i := p.at(r - 1)
		if v.Viewer.Sees(b.audience[i]) {
			return true
		}
		r = b.next[i]
	}
	return false
}

// findCalendar reads "2024" and "2024-07"; nothing stands for what is dated less finely.
func findCalendar(k Key) (n uint32, ok bool, err error) {
	if k.ID == "" {
		return 0, true, nil
	}
	if k.Dim == ByYear {
		y, err := strconv.Atoi(k.ID)
		if err != nil || y < 1000 || y > 9999 {
			return 0, false, muster.Invalid("year", fmt.Sprintf("found %q; a year has four digits, as in 2024", k.ID))
		}
		return uint32(y-firstYear) + 1, y >= firstYear && y < firstYear+manyYears, nil
	}
	t, err := time.Parse("2006-01", k.ID)
	if err != nil {
		return 0, false, muster.Invalid("month", fmt.Sprintf("found %q; a month is written year-month, as in 2024-07", k.ID))
	}
	y := t.Year() - firstYear
	return uint32(y*12+int(t.Month())-1) + 1, y >= 0 && y < manyYears, nil
}
