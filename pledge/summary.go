package pledge

import (
	"slices"

	"muster"
	"muster/standing"
)

// summary says what the rows of a block have in common. Most blocks hold rows of one edition, which
// came together and stand together: of those a scan need not ask one by one which rows are meant.
// It is looked up when first asked for and dropped with every change of the block, so it has no
// rules of its own to follow.
type summary struct {
	event       span8
	series      [2]uint16 // least and greatest, as all of these
	audience    span8
	from, until [2]uint32
	every, some uint8 // flags that every row has, and that some row has
	plain       bool  // every row has an amount that fits the column, of a usual scale, and a day

	spoken         uint32   // a bit for each event of which a row speaks of money
	kinds, parties []uint16 // each once
	days           days
}

// days are the first and the last of some days.
type days struct {
	first, last muster.Day
	any         bool
}

func (d *days) add(o days) {
	switch {
	case !o.any:
	case !d.any:
		*d = o
	default:
		d.first, d.last = min(d.first, o.first), max(d.last, o.last)
	}
}

// span8 is the least and the greatest of small numbers.
type span8 [2]uint8

// everyRow are the rows of a whole block.
var everyRow = func() (all [blockRows]uint16) {
	for i := range all {
		all[i] = uint16(i)
	}
	return all
}()

// summary returns that of the k-th block. Several readers may look it up at once.
func (c *columns) summary(k int) *summary {
	b := c.blocks[k]
	if s := b.common.Load(); s != nil {
		return s
	}
	s := b.summarize(c.rows(k))
	b.common.Store(s)
	return s
}

// summarize looks at the first n rows, of which there is one at least.
func (b *block) summarize(n int) *summary {
	s := &summary{every: 1<<8 - 1}
	s.event = span8{slices.Min(b.event[:n]), slices.Max(b.event[:n])}
	s.series = [2]uint16{slices.Min(b.series[:n]), slices.Max(b.series[:n])}
	s.audience = span8{slices.Min(b.audience[:n]), slices.Max(b.audience[:n])}
	s.from = [2]uint32{slices.Min(b.from[:n]), slices.Max(b.from[:n])}
	s.until = [2]uint32{slices.Min(b.until[:n]), slices.Max(b.until[:n])}
	for _, f := range b.flags[:n] {
		s.every &= f
		s.some |= f
	}
	s.plain = s.every&hasValue != 0 && s.some&wideValue == 0 && slices.Max(b.scale[:n]) < divisorScales &&
		slices.Min(b.precision[:n]) == uint8(muster.ExactDay)
	s.kinds, s.parties = once(b.kind[:n]), once(b.party[:n])
	for i, e := range b.event[:n] {
		if b.flags[i]&spoken != 0 {
			s.spoken |= 1 << e
		}
		if b.precision[i] == uint8(muster.ExactDay) {
			d := muster.Day(b.dayFrom[i])
			s.days.add(days{d, d, true})
		}
	}
	return s
}

// once lists each number of a column once.
func once(column []uint16) (out []uint16) {
	seen := make([]bool, int(slices.Max(column))+1)
	for _, n := range column {
		if !seen[n] {
			seen[n] = true
			out = append(out, n)
		}
	}
	return out
}

// stand reports whether every row of a block is of a series, stood at a position and is seen.
func (s *summary) stand(series uint16, known uint32, viewer standing.Viewer) bool {
	return s.series == [2]uint16{series, series} && s.from[1] <= known && known < s.until[0] &&
		s.audience[0] == s.audience[1] && viewer.Sees(s.audience[0])
}

// fell reports whether no row of a block is of a series and stood at a position.
func (s *summary) fell(series uint16, known uint32) bool {
	return series < s.series[0] || series > s.series[1] || s.some&respelled == 0 && (known < s.from[0] || known >= s.until[1])
}

// whole reports whether choose would choose every row of a block.
func (w *worker) whole(s *summary) bool {
	return s.event == span8{w.event, w.event} && s.every&spoken != 0 && s.stand(w.series, w.known, w.sees)
}

// beside reports whether choose would choose no row of a block, and find none that is withheld.
func (w *worker) beside(s *summary) bool {
	return w.event < s.event[0] || w.event > s.event[1] || s.some&spoken == 0 || s.fell(w.series, w.known)
}
