package indicator

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"

	"muster"
	"muster/money"
	"muster/standing"
)

// CarryDays is how many days a reference rate may be old: it bridges week-ends and holidays, the
// longest of which in the published history is five days.
const CarryDays = 5

// Points returns the values of a series as known in a view, by day.
func (p *Part) Points(known muster.Seq, about string) []Point {
	var out []Point
	for _, pt := range p.series[about] {
		if pt.From > known || pt.Until <= known {
			continue
		}
		if len(out) == 0 {
			out = slices.Clone(pt.Points)
			continue
		}
		byDay := map[muster.Day]Point{}
		for _, x := range out {
			byDay[x.Day] = x
		}
		for _, x := range pt.Points {
			byDay[x.Day] = x
		}
		out = out[:0]
		for _, x := range byDay {
			out = append(out, x)
		}
		slices.SortFunc(out, func(a, b Point) int { return int(a.Day) - int(b.Day) })
	}
	return out
}

// Changed returns the lines of a series that a view does not know yet, or knows otherwise; which
// is all that needs to be said again.
func (p *Part) Changed(known muster.Seq, about, lines string) (string, error) {
	if _, err := parse(lines); err != nil {
		return "", err
	}
	now := map[muster.Day]Point{}
	for _, x := range p.Points(known, about) {
		now[x.Day] = x
	}
	var b strings.Builder
	for line := range strings.Lines(lines) {
		x, err := parse(line)
		if err != nil {
			return "", err
		}
		if o, ok := now[x[0].Day]; ok && money.New(o.Coef, o.Scale).Equal(money.New(x[0].Coef, x[0].Scale)) {
			continue
		}
		b.WriteString(strings.TrimSuffix(line, "\n") + "\n") // as said: a year stays a year
	}
	return b.String(), nil
}

// Series is what is said of a series beside its values.
type Series struct {
	Title, Unit string
	Party       muster.PartyID
	Statements  int // how many gave it values
}

// Describe returns what a view knows of a series.
func (p *Part) Describe(known muster.Seq, about string) (s Series, ok bool) {
	for _, pt := range p.series[about] {
		if pt.From <= known && known < pt.Until {
			s = Series{pt.Title, pt.Unit, pt.Party, s.Statements + 1}
		}
	}
	return s, s.Statements > 0
}

// Years returns the years for which a yearly series has a value for at least one party.
func (p *Part) Years(known muster.Seq, series string) []int {
	seen := map[int]bool{}
	for about := range p.series {
		if strings.HasPrefix(about, series+"/") {
			for _, x := range p.Points(known, about) {
				seen[x.Day.Time().Year()] = true
			}
		}
	}
	var out []int
	for y := range seen {
		out = append(out, y)
	}
	slices.Sort(out)
	return out
}

// InYear returns each party's value of a yearly series.
func (p *Part) InYear(known muster.Seq, series string, year int) map[muster.PartyID]money.Amount {
	out := map[muster.PartyID]money.Amount{}
	day := muster.NewDay(year, 1, 1)
	// In order, so that of two series of one party always the same one is taken.
	for _, about := range slices.Sorted(maps.Keys(p.series)) {
		if !strings.HasPrefix(about, series+"/") {
			continue
		}
		s, ok := p.Describe(known, about)
		if !ok || s.Party == "" {
			continue
		}
		points := p.Points(known, about)
		if i, ok := slices.BinarySearchFunc(points, day, func(x Point, d muster.Day) int { return int(x.Day) - int(d) }); ok {
			out[s.Party] = money.New(points[i].Coef, points[i].Scale)
		}
	}
	return out
}

// Table holds a currency's rates for every day of a span, each carried forward over at most
// CarryDays, all with one scale, for a scan over many entries.
type Table struct {
	First muster.Day
	Coef  []int64 // by day from First; 0 where there is no rate
	Scale uint8
}

type tableKey struct {
	about    string
	patches  int
	ended    int
	lastFrom muster.Seq
}

// Table returns the rates of a daily series as known in a view. Tables are kept, since a view of
// one position asks for the same one again and again.
func (p *Part) Table(v standing.View, about string) *Table {
	key := tableKey{about: about}
	for _, pt := range p.series[about] {
		if pt.From <= v.Known {
			key.patches++
			key.lastFrom = pt.From
		}
		if pt.Until <= v.Known {
			key.ended++
		}
	}
	if key.patches == 0 {
		return &Table{}
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if t, ok := p.tables[key]; ok {
		return t
	}
	t := newTable(p.Points(v.Known, about))
	p.tables[key] = t
	return t
}

// forget drops the tables, after something was taken back.
func (p *Part) forget() {
	p.mu.Lock()
	defer p.mu.Unlock()
	clear(p.tables)
}

func newTable(points []Point) *Table {
	t := &Table{}
	if len(points) == 0 {
		return t
	}
	for _, x := range points {
		t.Scale = max(t.Scale, x.Scale)
	}
	t.First = points[0].Day
	last := points[len(points)-1].Day + CarryDays
	t.Coef = make([]int64, last-t.First+1)
	for i, x := range points {
		c := x.Coef
		for s := x.Scale; s < t.Scale; s++ {
			if c > math.MaxInt64/10 {
				c = 0 // no rate has so many digits: better none than a wrong one
			}
			c *= 10
		}
		end := x.Day + CarryDays
		if i+1 < len(points) {
			end = min(end, points[i+1].Day-1)
		}
		for d := x.Day; d <= end; d++ {
			t.Coef[d-t.First] = c
		}
	}
	return t
}

// On returns the rate on a day, or the last one before it if that is at most CarryDays old.
func (t *Table) On(d muster.Day) (coef int64, ok bool) {
	i := int64(d) - int64(t.First)
	if i < 0 || i >= int64(len(t.Coef)) {
		return 0, false
	}
	return t.Coef[i], t.Coef[i] != 0
}

// Rate returns the amount of quote for one unit of base on a day, in words for a reader: "USD
// 1.0683 for 1 EUR".
func (t *Table) Rate(d muster.Day) (money.Amount, error) {
	c, ok := t.On(d)
	if !ok {
		return money.Amount{}, fmt.Errorf("no rate on %s or in the %d days before it", d, CarryDays)
	}
	return money.New(c, t.Scale), nil
}
