package pledge

import (
	"cmp"
	"errors"
	"slices"

	"muster"
	"muster/money"
	"muster/standing"
)

// all lists a block's columns, n rows of each, for a snapshot.
func (b *block) all(n int) []any {
	return []any{
		b.from[:n], b.until[:n], b.stmt[:n], b.contribution[:n], b.next[:n], b.line[:n], b.dayFrom[:n], b.dayTo[:n],
		b.coef[:n], b.conv[:n], b.content[:n], b.convContent[:n], b.series[:n], b.party[:n], b.kind[:n], b.event[:n],
		b.currency[:n], b.scale[:n], b.convCurrency[:n], b.convScale[:n], b.mark[:n], b.precision[:n], b.audience[:n], b.flags[:n],
	}
}

type savedSeries struct {
	ID       muster.SeriesID
	Editions []savedEdition
	Stood    []stood
}

type savedEdition struct {
	Submission Submission
	ID         muster.ID
	Stmt       uint32
	At, Until  uint32
	Rows       []rowRange
	Pending    int `json:",omitempty"` // statements that are still to come
}

type rowAmount struct {
	Row    uint32
	Amount money.Amount
}

type rowSpells struct {
	Row    uint32
	Spells []span
}

// Save implements standing.Part.
func (p *Part) Save(w *standing.SnapshotWriter) {
	w.Int(uint64(p.n))
	for k, b := range p.blocks {
		for _, c := range b.all(p.rows(k)) {
			w.Column(c)
		}
	}
	p.contributions.save(w)
	for _, ws := range []*words{p.lines, p.types, p.parties, p.currencies} {
		ws.save(w)
	}
	var all []savedSeries
	for _, s := range p.series {
		ss := savedSeries{ID: s.id, Stood: append([]stood{}, s.stood...)}
		for _, e := range s.editions {
			ss.Editions = append(ss.Editions, savedEdition{e.Submission, e.ID, e.Stmt, e.At, e.Until, e.Rows, e.pending})
		}
		all = append(all, ss)
	}
	w.JSON(all)
	w.JSON(sortedAmounts(p.wide))
	w.JSON(sortedAmounts(p.wideConv))
	var sp []rowSpells
	for row, s := range p.spells {
		sp = append(sp, rowSpells{row, s})
	}
	slices.SortFunc(sp, func(a, b rowSpells) int { return cmp.Compare(a.Row, b.Row) })
	w.JSON(sp)
	p.methods.Save(w)
	p.terms.Save(w)
}

func sortedAmounts(m map[uint32]money.Amount) []rowAmount {
	var out []rowAmount
	for row, a := range m {
		out = append(out, rowAmount{row, a})
	}
	slices.SortFunc(out, func(a, b rowAmount) int { return cmp.Compare(a.Row, b.Row) })
	return out
}

// Load implements standing.Part.
func (p *Part) Load(r *standing.SnapshotReader) {
	n := r.Int()
	if n >= never {
		r.Fail(errors.New("too many rows"))
	}
	for uint64(p.n) < n && r.Err() == nil {
		b := new(block)
		k := int(min(blockRows, n-uint64(p.n)))
		for _, c := range b.all(k) {
			r.Column(c)
		}
		p.blocks = append(p.blocks, b)
		p.n += k
	}
	p.contributions.load(r)
	for _, ws := range []*words{p.lines, p.types, p.parties, p.currencies} {
		ws.load(r)
	}
	var all []savedSeries
	r.JSON(&all)
	for i, ss := range all {
		s := &series{id: ss.ID, stood: ss.Stood}
		for _, e := range ss.Editions {
			s.editions = append(s.editions, &edition{Submission: e.Submission, ID: e.ID, Stmt: e.Stmt, At: e.At, Until: e.Until, Rows: e.Rows, pending: e.Pending})
		}
		p.series = append(p.series, s)
		p.seriesNumber[ss.ID] = uint16(i)
	}
	var wide, wideConv []rowAmount
	r.JSON(&wide)
	r.JSON(&wideConv)
	for _, a := range wide {
		p.wide[a.Row] = a.Amount
	}
	for _, a := range wideConv {
		p.wideConv[a.Row] = a.Amount
	}
	var sp []rowSpells
	r.JSON(&sp)
	for _, s := range sp {
		p.spells[s.Row] = s.Spells
	}
	p.methods.Load(r)
	p.terms.Load(r)
}
