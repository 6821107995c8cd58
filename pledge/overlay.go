package pledge

import (
	"iter"
	"maps"
	"slices"

	"muster"
	"muster/money"
	"muster/standing"
)

// Target names a row across editions: what it is about, on which line, and what happened. A
// contribution's id begins with its series, so that need not be said again; a statement's id would
// name a row of one edition only.
type Target struct {
	Contribution string `json:"contribution"`
	Line         string `json:"line,omitempty"`
	Event        Event  `json:"event"`
}

// Judged is what a layer says of a row, in place of what the row says or beside it.
type Judged struct {
	Target
	Exclude bool
	Date    *muster.Period // another date; undated: none
	Type    string         // another type; empty: the row's own
	Value   *Money         // another value, in place of the amount as said and of the source's own conversion
	Labels  []string
	Notes   []string
}

// Overlay is the judgements of a layer, laid over what rows say for one computation. Nothing that
// stands is changed by it.
type Overlay struct {
	ID     string // by which the layer is asked for
	Name   string // "mine"
	Digest string // of the judgements, its first 8 hexadecimal digits
	rows   []Judged
	place  map[Target]int
}

// NewOverlay makes an overlay of one Judged for each row.
func NewOverlay(id, name, digest string, rows []Judged) *Overlay {
	o := &Overlay{ID: id, Name: name, Digest: digest, rows: rows, place: make(map[Target]int, len(rows))}
	for i, j := range rows {
		o.place[j.Target] = i
	}
	return o
}

// Method is how the layer stands in the name of a method: "mine (3f9c01ab)".
func (o *Overlay) Method() string { return o.Name + " (" + o.Digest + ")" }

// Len is how many rows it judges.
func (o *Overlay) Len() int { return len(o.rows) }

// Of is what it says of a row; nil: nothing. A nil overlay says nothing of any.
func (o *Overlay) Of(t Target) *Judged {
	if o == nil {
		return nil
	}
	if i, ok := o.place[t]; ok {
		return &o.rows[i]
	}
	return nil
}

func (o *Overlay) excludes(p *Part, b *block, i int) bool {
	j := o.Of(p.targetOf(b, i))
	return j != nil && j.Exclude
}

// Edit puts what a layer says in place of what an entry says; whether it is excluded is for the
// caller to ask.
func (j *Judged) Edit(e *Entry) {
	if j.Date != nil {
		e.Date, e.Period = j.Date.String(), ""
	}
	if j.Type != "" {
		e.Type = j.Type
	}
	if j.Value != nil {
		e.Value, e.Converted = &Value{Amount: j.Value.Amount.String(), Currency: j.Value.Currency}, nil
	}
}

func (p *Part) targetOf(b *block, i int) Target {
	return Target{p.contributions.name(b.contribution[i]), p.lines.list[b.line[i]], Events[b.event[i]]}
}

// about yields the rows that a target names, in whatever edition, newest first.
func (p *Part) about(t Target) iter.Seq[uint32] {
	return func(yield func(uint32) bool) {
		c, ok := p.contributions.find(t.Contribution)
		if !ok {
			return
		}
		for r := p.contributions.head[c]; r != 0; {
			b, i := p.at(r - 1)
			if p.lines.list[b.line[i]] == t.Line && Events[b.event[i]] == t.Event && !yield(r-1) {
				return
			}
			r = b.next[i]
		}
	}
}

// under returns the part as a layer has it: itself without one, else a part of the same blocks, but
// for those with a row judged, which are copied and edited. So a scan asks no row whether it is
// judged, and one without a layer is the same as ever. An excluded row speaks of no money, unless
// such rows are kept for a method to say that they are left out.
func (p *Part) under(v standing.View, o *Overlay, keep bool) *Part {
	if o == nil {
		return p
	}
	x := *p
	x.laid, x.base = o, p
	x.blocks = slices.Clone(p.blocks)
	x.types, x.currencies = p.types.clone(), p.currencies.clone()
	x.wide = maps.Clone(p.wide)
	copied := map[uint32]bool{}
	for i := range o.rows {
		for row := range p.about(o.rows[i].Target) {
			if b, j := p.at(row); !v.Viewer.Sees(b.audience[j]) {
				continue // what is in a total alone cannot be told apart by judging it
			}
			if k := row / blockRows; !copied[k] {
				copied[k] = true
				x.blocks[k] = &block{values: p.blocks[k].values}
			}
			x.edit(row, &o.rows[i], keep)
		}
	}
	return &x
}

// edit puts what a layer says of a row into its columns.
func (p *Part) edit(row uint32, j *Judged, keep bool) {
	b, i := p.at(row)
	if j.Date != nil {
		b.dayFrom[i], b.dayTo[i], b.precision[i] = int32(j.Date.From), int32(j.Date.To), uint8(j.Date.Precision)
	}
	if j.Type != "" {
		b.kind[i] = uint16(p.types.add(j.Type))
	}
	if j.Value != nil {
		b.flags[i] &^= spoken | wideValue | wideConv
		b.flags[i] |= hasValue
		b.mark[i], b.convCurrency[i] = 0, 0
		b.currency[i] = uint8(p.currencies.add(string(j.Value.Currency)))
		coef, scale, ok := j.Value.Amount.Coefficient()
		b.coef[i], b.scale[i] = coef, scale
		if !ok {
			b.flags[i] |= wideValue
			p.wide[row] = j.Value.Amount
		}
	}
	if j.Exclude && !keep {
		b.flags[i] &^= spoken
	}
}

// clone is a list of words that can be added to without the other's knowing.
func (w *words) clone() *words {
	return &words{list: slices.Clone(w.list), number: maps.Clone(w.number)}
}

// Laid says what a layer did to a figure.
type Laid struct {
	ID, Name, Digest string
	Excluded         []PositionRow // what would be in the figure and is excluded, a row for each currency
	Without          []PositionRow // the figure without the layer, likewise
}

func laid(o *Overlay) *Laid { return &Laid{ID: o.ID, Name: o.Name, Digest: o.Digest} }

// laidOver works out what a layer did to a position; nil without one.
func (p *Part) laidOver(v standing.View, q PositionQuery) (*Laid, error) {
	if q.Layer == nil {
		return nil, nil
	}
	out := laid(q.Layer)
	q.By = nil
	var err error
	if out.Excluded, err = p.excluded(v, q); err != nil {
		return nil, err
	}
	q.Layer = nil
	bare, err := p.newScan(v, q)
	if err != nil { // it asks for a type that only the layer knows: without it there is nothing
		return out, nil //nolint:nilerr // the layer's own question was understood
	}
	out.Without = bare.result(bare.run()).Rows
	return out, nil
}

// excluded adds up the rows that a layer keeps out of a position, at what the layer has them at.
func (p *Part) excluded(v standing.View, q PositionQuery) ([]PositionRow, error) {
	w, err := p.eachExcluded(v, q, nil)
	if err != nil {
		return nil, err
	}
	w.settle()
	return w.scan.result(w).Rows, nil
}

// Excluded lists the rows that a layer keeps out of a position, in the order in which they were
// recorded; Counted is what each would add. Without a layer there are none.
func (p *Part) Excluded(v standing.View, q PositionQuery) (out []Line, err error) {
	if q.Layer == nil {
		return nil, nil
	}
	q.By = nil
	var rows []uint32
	w, err := p.eachExcluded(v, q, func(row uint32) { rows = append(rows, row) })
	if err != nil {
		return nil, err
	}
	slices.Sort(rows)
	e := Entries{scan: w.scan, rows: rows}
	return slices.Collect(e.All()), nil
}

// eachExcluded adds up the rows that a layer keeps out of a position, and shows each.
func (p *Part) eachExcluded(v standing.View, q PositionQuery, show func(row uint32)) (*worker, error) {
	x := p.under(v, q.Layer, true)
	sc, err := x.newScan(v, q)
	if err != nil {
		return nil, err
	}
	sc.sees = v.Viewer
	w := sc.newWorker()
	for _, j := range q.Layer.rows {
		if !j.Exclude || j.Event != q.Event {
			continue
		}
		for row := range p.about(j.Target) {
			b, i := x.at(row)
			stands := sc.edition != nil && sc.edition.holds(row) || sc.edition == nil && x.stoodAt(b, i, row, sc.known)
			if !stands || b.series[i] != sc.series || b.flags[i]&spoken == 0 || !v.Viewer.Sees(b.audience[i]) {
				continue
			}
			w.sel[0] = uint16(i)
			meant := w.narrow(b, w.sel[:1])
			if len(meant) > 0 && show != nil {
				show(row)
			}
			w.add(b, x.summary(int(row/blockRows)), meant)
		}
	}
	return w, nil
}

// laidOverPledge works out what a layer did to a pledge's figure.
func (p *Part) laidOverPledge(v standing.View, name string, q Query) (*Laid, error) {
	out := laid(q.Layer)
	q.Layer = nil
	w, err := p.weighing(v, name, q)
	if err != nil {
		return nil, err
	}
	t := w.tally()
	out.Without = []PositionRow{{Currency: w.terms.Floor.Currency, Amount: t.total.Total(), Entries: t.entries, Partial: t.partial}}
	return out, nil
}

// judged adds to a line what a layer says of it, and what the row says itself.
func (p *Part) judged(l *Line, row uint32) {
	if l.Judged = p.laid.Of(Target{l.Contribution, l.Line, l.Event}); l.Judged != nil {
		b, i := p.base.at(row)
		said := p.base.says(b, i, row)
		l.Said = &said
		// The value as said stays what was said, whatever the layer counts in its place.
		l.Value, l.Mark = nil, markOf(b.mark[i])
		if a, ok := p.base.amount(b, i, row); ok {
			l.Value = &Money{Amount: a, Currency: money.Currency(p.base.currencies.list[b.currency[i]])}
		}
	}
}

// Says is what a row says of what a layer may say otherwise, as text: for a reader, and to be kept
// beside a judgement.
type Says struct {
	Party     muster.PartyID `json:"party"`
	Type      string         `json:"type,omitempty"`
	Date      string         `json:"date,omitempty"`      // a muster.Period's text
	Value     string         `json:"value,omitempty"`     // "EUR 12.5", or a mark
	Converted string         `json:"converted,omitempty"` // the source's own conversion, likewise
}

func (p *Part) says(b *block, i int, row uint32) Says {
	when := muster.Period{From: muster.Day(b.dayFrom[i]), To: muster.Day(b.dayTo[i]), Precision: muster.Precision(b.precision[i])}
	s := Says{Party: muster.PartyID(p.parties.list[b.party[i]]), Type: p.types.list[b.kind[i]], Date: when.String()}
	mark := string(markOf(b.mark[i]))
	if a, ok := p.amount(b, i, row); ok {
		s.Value = p.currencies.list[b.currency[i]] + " " + a.String()
	} else if b.flags[i]&valueMarked != 0 {
		s.Value = mark
	}
	switch {
	case b.flags[i]&hasConverted != 0:
		a, _ := p.sourceValue(b, i, row)
		s.Converted = string(money.Currency(p.currencies.list[b.convCurrency[i]])) + " " + a.String()
	case b.flags[i]&convMarked != 0:
		s.Converted = mark
	}
	return s
}
