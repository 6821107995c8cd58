package pledge

import (
	"fmt"
	"slices"

	"muster"
	"muster/access"
	"muster/money"
	"muster/standing"
)

// Part is the ledger: entries in columns, editions of series, methods and pledges. It is an Undo.
type Part struct {
	columns
	contributions *keys
	lines         *words
	types         *words
	parties       *words
	currencies    *words
	series        []*series
	seriesNumber  map[muster.SeriesID]uint16
	wide          map[uint32]money.Amount // amounts that do not fit the column, by row
	wideConv      map[uint32]money.Amount
	spells        map[uint32][]span // of rows that stood more than once: after the first
	methods       *standing.Register[Method]
	terms         *standing.Register[Terms]
	stamps        []stampUndo
	marks         []partMark
	laid          *Overlay  // laid over the rows of a part made for one computation; else nil
	base          *Part     // the part that such a one was made from
	derived       []Derived // entries that follow from others, laid beside the rows for one computation: the last rows
}

// span is [From, Until) in positions.
type span struct{ From, Until uint32 }

// series is a source's dataset: its editions in order of import, and which of them stood when.
type series struct {
	id       muster.SeriesID
	editions []*edition
	stood    []stood // which edition stands from a position on
}

type stood struct {
	From    uint32
	Edition int32 // -1: none
}

// edition is a submission as folded.
type edition struct {
	Submission
	ID      muster.ID
	Stmt    uint32 // position of the submission
	At      uint32 // position from which it is complete; never while statements are to come
	Until   uint32 // withdrawn
	pending int
	Rows    []rowRange // the rows it consists of, in order
}

// rowRange is N rows from First on.
type rowRange struct{ First, N uint32 }

// stampUndo takes back one change of a stamp.
type stampUndo struct {
	row         uint32
	from, until uint32
	spells      int // how many there were; -1: the change was of the row's own stamps
	last        span
}

// partMark is where the part was.
type partMark struct {
	rows, contributions, lines, types, parties, currencies, stamps int
	series                                                         []seriesMark
}

type seriesMark struct {
	editions, stood int
	open            edition // the newest edition as it was, since statements may still come to it
	until           []uint32
}

// New returns the part for an empty record.
func New() *Part {
	return &Part{
		contributions: newKeys(), lines: newWords(), types: newWords(), parties: newWords(), currencies: newWords(),
		seriesNumber: map[muster.SeriesID]uint16{}, wide: map[uint32]money.Amount{}, wideConv: map[uint32]money.Amount{},
		spells: map[uint32][]span{}, methods: standing.NewRegister[Method](), terms: standing.NewRegister[Terms](),
	}
}

// In finds the part in a view's state.
func In(v standing.View) *Part { return standing.Find[*Part](v.State) }

// Name implements standing.Part.
func (*Part) Name() string { return "pledge" }

// claimants are the roles that may claim what happened to a contribution. An edition is the operator's
// to import.
var claimants = []access.Role{access.Operator, access.Coordinator, access.DonorOfficer, access.RecipientOfficer, access.ReturnCompiler, access.Analyst}

// Kinds implements standing.Part.
func (*Part) Kinds() []standing.Kind {
	return []standing.Kind{
		{Name: KindEntry, New: func() muster.Value { return new(Entry) }, By: claimants, Words: "says that something happened to a contribution", Texts: texts},
		{Name: KindSubmission, New: func() muster.Value { return new(Submission) }, Words: "brings an edition of a series", Texts: texts},
		{Name: KindCites, New: func() muster.Value { return new(Cites) }, Words: "cites entries that stand unchanged"},
		{Name: KindMethod, New: func() muster.Value { return new(Method) }, Words: "lays down what counts", Texts: texts},
		{Name: KindTerms, New: func() muster.Value { return new(Terms) }, Words: "says what was pledged", Texts: texts},
	}
}

// Apply implements standing.Part.
func (p *Part) Apply(m standing.Moment, v muster.Value) {
	switch x := v.(type) {
	case *Entry:
		p.applyEntry(m, x)
	case *Submission:
		p.applySubmission(m, x)
	case *Cites:
		p.applyCites(m, x)
	case *Method:
		p.methods.Set(m, x.About, *x)
	case *Terms:
		p.terms.Set(m, x.About, *x)
	}
}

// End implements standing.Part.
func (p *Part) End(m standing.Moment, target muster.Seq) {
	if p.methods.End(m, target) || p.terms.End(m, target) {
		return
	}
	for _, s := range p.series {
		for _, e := range s.editions {
			if e.Stmt == uint32(target) && e.Until == forever {
				e.Until = uint32(m.At)
				p.restand(s, uint32(m.At))
				return
			}
		}
	}
	if row, ok := p.rowOf(uint32(target)); ok {
		p.endRow(row, uint32(m.At))
	}
}

// Undos implements standing.Part.
func (p *Part) Undos() []standing.Undo { return []standing.Undo{p, p.methods, p.terms} }

// Mark implements standing.Undo.
func (p *Part) Mark() int {
	m := partMark{
		rows: p.n, contributions: p.contributions.len(), lines: len(p.lines.list), types: len(p.types.list),
		parties: len(p.parties.list), currencies: len(p.currencies.list), stamps: len(p.stamps),
	}
	for _, s := range p.series {
		sm := seriesMark{editions: len(s.editions), stood: len(s.stood)}
		for _, e := range s.editions {
			sm.until = append(sm.until, e.Until)
		}
		if n := len(s.editions); n > 0 {
			if sm.open = *s.editions[n-1]; sm.open.At == never {
				sm.open.Rows = slices.Clone(sm.open.Rows) // they are counted up and sorted in place
			}
		}
		m.series = append(m.series, sm)
	}
	p.marks = append(p.marks, m)
	return len(p.marks) - 1
}

// Rollback implements standing.Undo.
func (p *Part) Rollback(mark int) {
	m := p.marks[mark]
	for i := len(p.stamps) - 1; i >= m.stamps; i-- {
		p.unstamp(p.stamps[i])
	}
	p.stamps = p.stamps[:m.stamps]
	for row := p.n - 1; row >= m.rows; row-- {
		b, i := p.at(uint32(row))
		p.contributions.head[b.contribution[i]] = b.next[i]
		delete(p.wide, uint32(row))
		delete(p.wideConv, uint32(row))
		delete(p.spells, uint32(row))
	}
	p.cut(m.rows)
	p.contributions.cut(m.contributions)
	p.lines.cut(m.lines)
	p.types.cut(m.types)
	p.parties.cut(m.parties)
	p.currencies.cut(m.currencies)
	for _, s := range p.series[len(m.series):] {
		delete(p.seriesNumber, s.id)
	}
	p.series = p.series[:len(m.series)]
	for k, sm := range m.series {
		s := p.series[k]
		s.editions, s.stood = s.editions[:sm.editions], s.stood[:sm.stood]
		for i, u := range sm.until {
			s.editions[i].Until = u
		}
		if sm.editions > 0 {
			*s.editions[sm.editions-1] = sm.open
		}
	}
	p.marks = p.marks[:mark]
}

// Keep implements standing.Undo.
func (p *Part) Keep() { p.stamps, p.marks = nil, nil }

func (p *Part) seriesOf(id muster.SeriesID) (*series, uint16) {
	n, ok := p.seriesNumber[id]
	if !ok {
		n = uint16(len(p.series))
		p.seriesNumber[id] = n
		p.series = append(p.series, &series{id: id})
	}
	return p.series[n], n
}

// findSeries returns a series that has been spoken of.
func (p *Part) findSeries(id muster.SeriesID) (*series, bool) {
	n, ok := p.seriesNumber[id]
	if !ok {
		return nil, false
	}
	return p.series[n], true
}

// rowOf finds the row that a statement said; rows that were stated lie in order of statement.
func (p *Part) rowOf(stmt uint32) (uint32, bool) {
	n := p.stated()
	lo, hi := 0, n
	for lo < hi {
		mid := (lo + hi) / 2
		b, i := p.at(uint32(mid))
		if b.stmt[i] < stmt {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo == n {
		return 0, false
	}
	b, i := p.at(uint32(lo))
	return uint32(lo), b.stmt[i] == stmt
}

// stoodAt reports whether a row stood at a position.
func (p *Part) stoodAt(b *block, i int, row, known uint32) bool {
	if b.from[i] <= known && known < b.until[i] {
		return true
	}
	if b.flags[i]&respelled != 0 {
		for _, s := range p.spells[row] {
			if s.From <= known && known < s.Until {
				return true
			}
		}
	}
	return false
}

// Method returns a method by name: of its versions the highest, or the one asked for as
// "name/version".
func (p *Part) Method(known muster.Seq, name string) (Method, error) {
	if v, ok := p.methods.Get(known, name); ok {
		return v.Value, nil
	}
	var best Method
	var names []string
	for about, v := range p.methods.All(known) {
		if v.Value.Name == name && v.Value.Version > best.Version {
			best = v.Value
		}
		names = append(names, about)
	}
	if best.Version == 0 {
		return best, muster.Invalid("method", fmt.Sprintf("found %q; this record has the methods %v", name, names))
	}
	return best, nil
}

// Methods lists the highest version of every method that a view's viewer sees, in order of name.
func (p *Part) Methods(v standing.View) []Method {
	var out []Method
	for _, m := range p.methods.All(v.Known) {
		if !v.Shows(m.Value.Audience) {
			continue
		}
		if n := len(out); n > 0 && out[n-1].Name == m.Value.Name {
			if m.Value.Version > out[n-1].Version {
				out[n-1] = m.Value
			}
			continue
		}
		out = append(out, m.Value)
	}
	return out
}

// Terms returns a pledge by name, if a view's viewer sees it.
func (p *Part) Terms(v standing.View, name string) (Terms, error) {
	t, ok := p.terms.Get(v.Known, name)
	if !ok || !v.Shows(t.Value.Audience) {
		var names []string
		for _, t := range p.Pledges(v) {
			names = append(names, t.About)
		}
		return Terms{}, muster.Invalid("pledge", fmt.Sprintf("found %q; this record has the pledges %v", name, names))
	}
	return t.Value, nil
}

// Pledges lists the pledges that a view's viewer sees, in order of name.
func (p *Part) Pledges(v standing.View) []Terms {
	var out []Terms
	for _, t := range p.terms.All(v.Known) {
		if v.Shows(t.Value.Audience) {
			out = append(out, t.Value)
		}
	}
	return out
}
