package pledge

import (
	"fmt"
	"strconv"
	"sync"

	"muster"
	"muster/party"
)

// dimension turns a row into a number, and the number into a word and an id.
type dimension struct {
	dim  Dim
	card uint64
	code func(b *block, i int) uint32
	word func(n uint32) string
	id   func(n uint32) string // nil: the word

	column func(b *block) *[blockRows]uint16 // that holds the codes, if one does
}

// denseCells is the most cells that are laid out side by side.
const denseCells = 1 << 16

func (sc *scan) dimensions() error {
	total := uint64(1)
	for _, d := range sc.q.By {
		x, err := sc.dimension(d)
		if err != nil {
			return err
		}
		sc.dims = append(sc.dims, x)
		total *= max(x.card, 1)
	}
	if total <= denseCells {
		sc.dense = total
		if sc.q.Rate == ReferenceRate && sc.target == nil {
			sc.makeDivisors()
		}
	}
	return nil
}

func (sc *scan) dimension(d Dim) (dimension, error) {
	p, x := sc.p, dimension{dim: d}
	switch d {
	case ByDonor:
		names := party.In(sc.v)
		x.card = uint64(len(p.parties.list))
		x.code = func(b *block, i int) uint32 { return uint32(b.party[i]) }
		x.column = func(b *block) *[blockRows]uint16 { return &b.party }
		x.word = func(n uint32) string { return names.NameOf(sc.v.Known, muster.PartyID(p.parties.list[n])) }
		x.id = func(n uint32) string { return p.parties.list[n] }
	case ByType:
		x.card = uint64(len(p.types.list))
		x.code = func(b *block, i int) uint32 { return uint32(b.kind[i]) }
		x.column = func(b *block) *[blockRows]uint16 { return &b.kind }
		x.word = func(n uint32) string { return p.types.list[n] }
	case ByEvent:
		x.card = uint64(len(Events))
		x.code = func(b *block, i int) uint32 { return uint32(b.event[i]) }
		x.word = func(n uint32) string { return string(Events[n]) }
	case ByYear, ByMonth:
		x = calendar(d)
	case BySeries:
		x.card = uint64(len(p.series))
		x.code = func(b *block, i int) uint32 { return uint32(b.series[i]) }
		x.word = func(n uint32) string { return string(p.series[n].id) }
	case ByContribution:
		x.card = uint64(p.contributions.len())
		x.code = func(b *block, i int) uint32 { return b.contribution[i] }
		x.word = p.contributions.name
		if _, some := sc.v.Viewer.Unlisted(); some { // they come together under no word
			none := uint32(p.contributions.len())
			x.card++
			x.code = func(b *block, i int) uint32 {
				if !sc.v.Viewer.Sees(b.audience[i]) {
					return none
				}
				return b.contribution[i]
			}
			x.word = func(n uint32) string {
				if n == none {
					return ""
				}
				return p.contributions.name(n)
			}
		}
	default:
		return x, muster.Invalid("by", fmt.Sprintf("found %q; accepted are %v", d, Dims))
	}
	if x.id == nil {
		x.id = x.word
	}
	return x, nil
}

// The calendar's years.
const (
	firstYear = 1900
	manyYears = 400
)

var firstCalendarDay = muster.NewDay(firstYear, 1, 1)

// monthOf has the number of every day's month, from 1 on: looked up, since a scan asks for millions.
var monthOf = sync.OnceValue(func() []uint16 {
	all := make([]uint16, 0, manyYears*366)
	for d := firstCalendarDay; ; d++ {
		t := d.Time()
		if t.Year() >= firstYear+manyYears {
			return all
		}
		all = append(all, uint16((t.Year()-firstYear)*12+int(t.Month())))
	}
})

// calendar breaks down by year or month; what is dated less finely comes under no word.
func calendar(d Dim) dimension {
	x, months := dimension{dim: d, card: manyYears*12 + 1}, monthOf()
	if d == ByYear {
		x.card = manyYears + 1
	}
	x.code = func(b *block, i int) uint32 {
		n := uint32(b.dayFrom[i] - int32(firstCalendarDay))
		if b.precision[i] < uint8(muster.Month) || n >= uint32(len(months)) {
			return 0
		}
		if d == ByYear {
			return (uint32(months[n])-1)/12 + 1
		}
		return uint32(months[n])
	}
	x.word = func(n uint32) string {
		switch {
		case n == 0:
			return ""
		case d == ByYear:
			return strconv.Itoa(firstYear + int(n) - 1)
		}
		return fmt.Sprintf("%04d-%02d", firstYear+(int(n)-1)/12, (int(n)-1)%12+1)
	}
	return x
}
