package pledge

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"muster"
	"muster/indicator"
	"muster/money"
	"muster/party"
	"muster/standing"
)

// Dim is what a position is broken down by.
type Dim string

// The dimensions.
const (
	ByDonor        Dim = "donor"
	ByType         Dim = "type"
	ByEvent        Dim = "event"
	ByYear         Dim = "year"
	ByMonth        Dim = "month"
	BySeries       Dim = "series"
	ByContribution Dim = "contribution"
)

// Dims lists the dimensions.
var Dims = []Dim{ByDonor, ByType, ByEvent, ByYear, ByMonth, BySeries, ByContribution}

// Rate says which conversion a position uses.
type Rate string

// The conversions: the source's own, or the reference rate of the entry's date.
const (
	SourceRate    Rate = "source"
	ReferenceRate Rate = "reference"
)

// PositionQuery asks for a position: entries of a series with an event, broken down.
type PositionQuery struct {
	Series   muster.SeriesID
	Event    Event
	By       []Dim
	Group    muster.PartyID // members on each entry's date; undated entries on Effective. Empty: all donors
	Types    []string       // empty: all
	From, To *muster.Day    // entries dated to a day in [From, To); nil: open
	Currency money.Currency // with ReferenceRate; empty: each source's own
	Rate     Rate           // empty: SourceRate without Currency, ReferenceRate with it
	Edition  string         // label; empty: what stands
	Only     []Key          // only rows with one of these values of each dimension named; empty: all
	Layer    *Overlay       // judgements laid over what rows say; nil: none
}

// PositionRow is one line of a position.
type PositionRow struct {
	Keys     []string // one for each dimension, as people read it
	IDs      []string // the same as Key has it
	Currency money.Currency
	Amount   money.Amount
	Entries  int
	Partial  int // entries that have no amount, or no rate
}

// Position is a method applied to a view, as numbers.
type Position struct {
	By       []Dim
	Rows     []PositionRow // in order of keys
	Withheld bool          // not all of it is for this viewer
	Undated  int           // entries left out of a window because they are not dated to a day
	Laid     *Laid         // what a layer did; nil: none was laid over the rows
}

// Position adds up entries: those that the viewer may see counted. It refuses words it does not know; it cannot fail otherwise.
func (p *Part) Position(v standing.View, q PositionQuery) (*Position, error) {
	sc, err := p.under(v, q.Layer, false).newScan(v, q)
	if err != nil {
		return nil, err
	}
	out := sc.result(sc.run())
	out.Laid, err = p.laidOver(v, q)
	return out, err
}

// editionByLabel finds an edition by its label, of several the one imported last.
func (p *Part) editionByLabel(v standing.View, id muster.SeriesID, label string) (*edition, error) {
	var found *edition
	var labels []string
	if s, ok := p.findSeries(id); ok {
		for _, e := range s.seen(v) {
			if e.Label == label || string(e.ID) == label {
				if found == nil || e.At > found.At {
					found = e
				}
			}
			labels = append(labels, e.Label)
		}
	}
	if found == nil {
		return nil, muster.Invalid("edition", fmt.Sprintf("found %q; the editions of %s known are %q", label, id, labels))
	}
	return found, nil
}

// scan is one pass over the columns.
type scan struct {
	p        *Part
	v        standing.View
	q        PositionQuery
	sees     standing.Viewer // of whose rows it takes note
	known    uint32
	series   uint16
	event    uint8
	types    []bool // by number; nil: all
	members  []party.Span
	anyParty bool
	edition  *edition
	only     []only
	dims     []dimension
	dense    uint64 // how many keys there are; 0 where they are too many to lay out
	tables   []*indicator.Table
	target   *indicator.Table // nil: the euro
	euro     int              // the euro's number; -1: no row is in euros
	divisors []divisor        // by currency and scale of the amount: for our conversion into euros, over dense keys; else none
	out      *Position
}

// cell adds up what has one key: for each currency a sum.
type cell struct{ sums []currencySum }

type currencySum struct {
	currency uint8
	entries  int
	partial  int
	sum      money.Sum
}

func (p *Part) newScan(v standing.View, q PositionQuery) (*scan, error) {
	sc := &scan{p: p, v: v, q: q, sees: v.Viewer.Totals(), known: stampOf(v.Known), anyParty: q.Group == "", out: &Position{By: q.By}}
	ev := slices.Index(Events, q.Event)
	if ev < 0 {
		return nil, muster.Invalid("measure", fmt.Sprintf("found %q; accepted are %v", q.Event, Events))
	}
	sc.event = uint8(ev)
	n, ok := p.seriesNumber[q.Series]
	if !ok {
		return nil, muster.Invalid("source", fmt.Sprintf("found %q; this record has the series %v", q.Series, p.Series(v)))
	}
	sc.series = n
	if len(q.Types) > 0 {
		sc.types = make([]bool, len(p.types.list))
		for _, t := range q.Types {
			n, err := p.typeOf(v, t)
			if err != nil {
				return nil, err
			}
			sc.types[n] = true
		}
	}
	if q.Group != "" {
		parties := party.In(v)
		if !parties.HasGroup(v.Known, q.Group) {
			return nil, muster.Invalid("group", fmt.Sprintf("found %q; this record has the groups %v", q.Group, parties.GroupIDs(v.Known)))
		}
		sc.members = p.memberSpans(v, q.Group)
	}
	if q.Edition != "" {
		ed, err := p.editionByLabel(v, q.Series, q.Edition)
		if err != nil {
			return nil, err
		}
		sc.edition = ed
	}
	if err := sc.rates(); err != nil {
		return nil, err
	}
	if err := sc.keep(); err != nil {
		return nil, err
	}
	if slices.ContainsFunc(q.Only, func(k Key) bool { return k.Dim == ByContribution }) {
		sc.sees = v.Viewer // who asks for a contribution by its name asks for its rows
	}
	return sc, sc.dimensions()
}

// memberSpans gives the days of membership by a party's number in the columns; a party that never
// belonged has an empty span.
func (p *Part) memberSpans(v standing.View, group muster.PartyID) []party.Span {
	in := party.In(v).Members(v.Known, group)
	spans := make([]party.Span, len(p.parties.list))
	for i, id := range p.parties.list {
		spans[i] = in[muster.PartyID(id)]
	}
	return spans
}

// rates fetches the tables that a conversion of ours needs.
func (sc *scan) rates() error {
	switch {
	case sc.q.Rate == "" && sc.q.Currency == "":
		sc.q.Rate = SourceRate
	case sc.q.Rate == "":
		sc.q.Rate = ReferenceRate
	case sc.q.Rate != SourceRate && sc.q.Rate != ReferenceRate:
		return muster.Invalid("rate", fmt.Sprintf("found %q; accepted are %s and %s", sc.q.Rate, SourceRate, ReferenceRate))
	case sc.q.Rate == ReferenceRate && sc.q.Currency == "":
		return muster.Invalid("currency", "a reference rate needs a currency to convert into")
	}
	if sc.q.Rate == SourceRate {
		return nil
	}
	if _, err := money.ParseCurrency(string(sc.q.Currency)); err != nil {
		return muster.Invalid("currency", err.Error())
	}
	ind := indicator.In(sc.v)
	sc.euro = -1
	if n, ok := sc.p.currencies.find("EUR"); ok {
		sc.euro = int(n)
	}
	sc.tables = make([]*indicator.Table, len(sc.p.currencies.list))
	for i, c := range sc.p.currencies.list {
		sc.tables[i] = ind.Table(sc.v, indicator.EuroRates+"/"+c)
	}
	if sc.q.Currency != "EUR" {
		sc.target = ind.Table(sc.v, indicator.EuroRates+"/"+string(sc.q.Currency))
	}
	return nil
}

func (sc *scan) result(w *worker) *Position {
	sc.out.Withheld, sc.out.Undated = w.withheld, w.undated
	var lines []line
	add := func(key uint64, c *cell) {
		if len(c.sums) > 0 { // else nothing has this key, and where nothing was said there are no words for it
			lines = append(lines, line{key, sc.codes(key), c})
		}
	}
	for k := range w.cells {
		add(uint64(k), &w.cells[k])
	}
	for k, c := range w.sparse {
		add(k, c)
	}
	said := sc.words(lines)
	slices.SortFunc(lines, func(a, b line) int { return cmp.Compare(a.order, b.order) })
	for _, l := range lines {
		keys, ids := make([]string, len(l.codes)), make([]string, len(l.codes))
		for i, n := range l.codes {
			keys[i], ids[i] = said[i][n].word, said[i][n].id
		}
		for i := range l.cell.sums {
			s := &l.cell.sums[i]
			sc.out.Rows = append(sc.out.Rows, PositionRow{
				Keys: keys, IDs: ids, Currency: sc.currencyOf(s.currency), Amount: s.sum.Total(), Entries: s.entries, Partial: s.partial,
			})
		}
	}
	inOrder := func(a, b PositionRow) int {
		return cmp.Or(slices.Compare(a.Keys, b.Keys), cmp.Compare(a.Currency, b.Currency))
	}
	if !slices.IsSortedFunc(sc.out.Rows, inOrder) { // several currencies, or two numbers with one word
		slices.SortFunc(sc.out.Rows, inOrder)
	}
	return sc.out
}

// line is a cell on its way into the result: by key, and once its words are known by their order.
type line struct {
	order uint64
	codes []uint32 // one for each dimension
	cell  *cell
}

// codes takes a key apart.
func (sc *scan) codes(key uint64) []uint32 {
	codes := make([]uint32, len(sc.dims))
	for i := len(sc.dims) - 1; i >= 0; i-- {
		card := max(sc.dims[i].card, 1)
		codes[i], key = uint32(key%card), key/card
	}
	return codes
}

// spelling is the word of a dimension's number, and its place among the words.
type spelling struct {
	word, id string
	place    uint64
}

// words finds each word once and puts the lines' order as numbers, since there are many lines and
// few words.
func (sc *scan) words(lines []line) []map[uint32]spelling {
	said := make([]map[uint32]spelling, len(sc.dims))
	for i := range sc.dims {
		said[i] = map[uint32]spelling{}
		for _, l := range lines {
			if _, ok := said[i][l.codes[i]]; !ok {
				said[i][l.codes[i]] = spelling{word: sc.dims[i].word(l.codes[i]), id: sc.dims[i].id(l.codes[i])}
			}
		}
		codes := slices.SortedFunc(maps.Keys(said[i]), func(a, b uint32) int { return cmp.Compare(said[i][a].word, said[i][b].word) })
		for place, n := range codes {
			said[i][n] = spelling{said[i][n].word, said[i][n].id, uint64(place)}
		}
	}
	for j := range lines {
		lines[j].order = 0
		for i, n := range lines[j].codes {
			lines[j].order = lines[j].order*max(sc.dims[i].card, 1) + said[i][n].place
		}
	}
	return said
}

func (sc *scan) currencyOf(n uint8) money.Currency {
	if sc.q.Rate == ReferenceRate {
		return sc.q.Currency
	}
	return money.Currency(sc.p.currencies.list[n])
}
