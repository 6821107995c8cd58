// Package indicator keeps published series of numbers that figures are computed with: reference
// rates by day, GDP by year. A later statement about a series gives further values, or other ones
// for the same days.
package indicator

import (
	"fmt"
	"slices"
	"sort"
	"strings"
	"sync"

	"muster"
	"muster/money"
	"muster/standing"
)

// KindValues is the kind of statement of this part.
const KindValues = "indicator.values/1"

// EuroRates is the series of the European Central Bank's euro reference rates: units of a currency
// for one euro, by day.
const EuroRates = "ecb:EUR"

// GDP is the series of the World Bank's gross domestic product in current US dollars, by year.
const GDP = "worldbank:NY.GDP.MKTP.CD"

// Values is the statement indicator.values/1. About is series and key, "ecb:EUR/USD".
type Values struct {
	muster.Envelope
	Title  string         `json:"title,omitempty" say:"as its publisher names it"`
	Unit   string         `json:"unit,omitempty" say:"of the values, as in USD for 1 EUR"`
	Party  muster.PartyID `json:"party,omitempty" say:"whose value it is, where it is a party's"`
	Values string         `json:"values" say:"a line each: day or year, a space, the number as published"`
}

// Point is one value: Day is the first of January for a year.
type Point struct {
	Day  muster.Day
	Coef int64
	// Scale is the number of decimals of Coef.
	Scale uint8
}

type patch struct {
	From, Until muster.Seq
	Title, Unit string
	Party       muster.PartyID
	Points      []Point // by day
}

// Part holds the series. It is an Undo.
type Part struct {
	series map[string][]patch
	order  []string // what was patched, in order, to take back
	ended  []endedPatch

	mu     sync.Mutex
	tables map[tableKey]*Table
}

type endedPatch struct {
	about string
	i     int
}

// New returns the part for an empty record.
func New() *Part { return &Part{series: map[string][]patch{}, tables: map[tableKey]*Table{}} }

// In finds the part in a view's state.
func In(v standing.View) *Part { return standing.Find[*Part](v.State) }

// Name implements standing.Part.
func (*Part) Name() string { return "indicator" }

// Kinds implements standing.Part.
func (*Part) Kinds() []standing.Kind {
	return []standing.Kind{{Name: KindValues, New: func() muster.Value { return new(Values) }, Words: "gives values of a published series", Texts: texts}}
}

// Check implements standing.Part.
func (*Part) Check(_ *standing.State, v muster.Value) error {
	x := v.(*Values)
	if i := strings.IndexByte(x.About, '/'); i < 1 || i == len(x.About)-1 {
		return muster.Invalid("about", fmt.Sprintf("found %q; values are about a series and a key, as in %s/USD", x.About, EuroRates))
	}
	_, err := parse(x.Values)
	if err != nil {
		return muster.Invalid("values", err.Error())
	}
	return nil
}

// Line writes a value as it stands in Values.
func Line(day, number string) string { return day + " " + number + "\n" }

func parse(lines string) ([]Point, error) {
	var out []Point
	for n, line := range strings.Split(strings.TrimSuffix(lines, "\n"), "\n") {
		day, number, ok := strings.Cut(line, " ")
		if !ok {
			return nil, fmt.Errorf("line %d: found %q; a line is a day or a year, a space and a number", n+1, line)
		}
		if len(day) == 4 {
			day += "-01-01"
		}
		d, err := muster.ParseDay(day)
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", n+1, err)
		}
		a, err := money.Parse(number)
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", n+1, err)
		}
		coef, scale, ok := a.Coefficient()
		if !ok {
			return nil, fmt.Errorf("line %d: %s has more digits than are kept", n+1, number)
		}
		out = append(out, Point{d, coef, scale})
	}
	slices.SortFunc(out, func(a, b Point) int { return int(a.Day) - int(b.Day) })
	for i := 1; i < len(out); i++ {
		if out[i].Day == out[i-1].Day {
			return nil, fmt.Errorf("%s stands twice", out[i].Day)
		}
	}
	return out, nil
}

// Apply implements standing.Part.
func (p *Part) Apply(m standing.Moment, v muster.Value) {
	x := v.(*Values)
	points, _ := parse(x.Values) // Check let only what parses in
	p.series[x.About] = append(p.series[x.About], patch{m.At, forever, x.Title, x.Unit, x.Party, points})
	p.order = append(p.order, x.About)
}

const forever = muster.Seq(1<<64 - 1)

// End implements standing.Part.
func (p *Part) End(m standing.Moment, target muster.Seq) {
	for about, ps := range p.series {
		for i := range ps {
			if ps[i].From == target {
				ps[i].Until = m.At
				p.ended = append(p.ended, endedPatch{about, i})
				p.forget()
			}
		}
	}
}

// Undos implements standing.Part.
func (p *Part) Undos() []standing.Undo { return []standing.Undo{p, (*ends)(p)} }

// Mark implements standing.Undo.
func (p *Part) Mark() int { return len(p.order) }

// Rollback implements standing.Undo.
func (p *Part) Rollback(mark int) {
	for i := len(p.order) - 1; i >= mark; i-- {
		about := p.order[i]
		p.series[about] = p.series[about][:len(p.series[about])-1]
		if len(p.series[about]) == 0 {
			delete(p.series, about)
		}
	}
	p.order = p.order[:mark]
	p.forget()
}

// Keep implements standing.Undo.
func (p *Part) Keep() { p.order = nil }

// ends takes back the ending of patches.
type ends Part

func (e *ends) Mark() int { return len(e.ended) }

func (e *ends) Rollback(mark int) {
	for i := len(e.ended) - 1; i >= mark; i-- {
		e.series[e.ended[i].about][e.ended[i].i].Until = forever
	}
	e.ended = e.ended[:mark]
	(*Part)(e).forget()
}

func (e *ends) Keep() { e.ended = nil }

// Save implements standing.Part.
func (p *Part) Save(w *standing.SnapshotWriter) {
	var keys []string
	for k := range p.series {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	w.Int(uint64(len(keys)))
	for _, k := range keys {
		w.Bytes([]byte(k))
		w.Int(uint64(len(p.series[k])))
		for _, pt := range p.series[k] {
			w.Int(uint64(pt.From))
			w.Int(uint64(pt.Until))
			w.JSON([]string{pt.Title, pt.Unit, string(pt.Party)})
			days, coefs, scales := make([]int32, len(pt.Points)), make([]int64, len(pt.Points)), make([]uint8, len(pt.Points))
			for i, x := range pt.Points {
				days[i], coefs[i], scales[i] = int32(x.Day), x.Coef, x.Scale
			}
			standing.SaveSlice(w, days)
			standing.SaveSlice(w, coefs)
			standing.SaveSlice(w, scales)
		}
	}
}

// Load implements standing.Part.
func (p *Part) Load(r *standing.SnapshotReader) {
	for range r.Int() {
		key := string(r.Bytes())
		for range r.Int() {
			pt := patch{From: muster.Seq(r.Int()), Until: muster.Seq(r.Int())}
			words := make([]string, 3)
			r.JSON(&words)
			days, coefs, scales := standing.LoadSlice[int32](r), standing.LoadSlice[int64](r), standing.LoadSlice[uint8](r)
			if r.Err() != nil || len(words) != 3 || len(coefs) != len(days) || len(scales) != len(days) {
				r.Fail(fmt.Errorf("series %s is broken", key))
				return
			}
			pt.Title, pt.Unit, pt.Party = words[0], words[1], muster.PartyID(words[2])
			for i := range days {
				pt.Points = append(pt.Points, Point{muster.Day(days[i]), coefs[i], scales[i]})
			}
			p.series[key] = append(p.series[key], pt)
		}
	}
}
