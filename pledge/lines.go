package pledge

import (
	"fmt"
	"slices"

	"muster"
	"muster/money"
	"muster/party"
	"muster/standing"
)

// Selection says which rows behind a pledge's figures are meant.
type Selection struct {
	Party  muster.PartyID // of this donor; empty: of all
	Reason Reason         // left out for this reason; empty: those that count
	Days   muster.Period  // those dated, or whose month or interval ends, on one of these days; undated: any
}

// Behind are the rows behind a number of a pledge.
type Behind struct {
	Lines    []Line
	Unlisted *PositionRow // what the viewer sees counted and not listed comes to; nil: there is no such row
	Withheld bool         // not all of it is for this viewer
}

// Lines returns the rows behind a number of a pledge: their Counted amounts, or for rows left out
// their values, sum to it, with those of the rows that are not listed.
func (p *Part) Lines(v standing.View, name string, q Query, sel Selection) (out Behind, err error) {
	if sel.Reason != "" && !slices.Contains(Reasons, sel.Reason) {
		return out, muster.Invalid("reason", fmt.Sprintf("found %q; a row is left out for one of %v", sel.Reason, Reasons))
	}
	w, err := p.weighing(v, name, q)
	if err != nil {
		return out, err
	}
	var sum money.Sum
	out.Withheld = w.rows(func(row uint32, b *block, i int) {
		id := muster.PartyID(p.parties.list[b.party[i]])
		if sel.Party != "" && id != sel.Party {
			return
		}
		x := w.judge(row, b, i)
		if x.skip || x.reason != sel.Reason || !sel.on(x.period) {
			return
		}
		if !v.Viewer.Sees(b.audience[i]) {
			if out.Unlisted == nil {
				out.Unlisted = &PositionRow{Currency: w.terms.Floor.Currency}
			}
			out.Unlisted.Entries++
			if x.valued {
				sum.AddAmount(x.amount)
			} else {
				out.Unlisted.Partial++
			}
			return
		}
		l := w.p.line(v, row)
		l.Reason = x.reason
		if x.valued {
			l.Counted = &Money{Amount: x.amount, Currency: w.terms.Floor.Currency}
		}
		out.Lines = append(out.Lines, l)
	})
	slices.SortStableFunc(out.Lines, func(a, b Line) int {
		return int(int64(a.Period.To) - int64(b.Period.To))
	})
	if out.Unlisted != nil {
		out.Unlisted.Amount = sum.Total()
	}
	return out, nil
}

func (s Selection) on(p muster.Period) bool {
	return s.Days.Precision == muster.Undated || (p.Precision != muster.Undated && s.Days.From <= p.To && p.To <= s.Days.To)
}

// line describes a row.
func (p *Part) line(v standing.View, row uint32) Line {
	b, i := p.at(row)
	id := muster.PartyID(p.parties.list[b.party[i]])
	l := Line{
		Statement: muster.NewID(v.RecordID(), uint64(b.stmt[i])), Contribution: p.contributions.name(b.contribution[i]),
		Line: p.lines.list[b.line[i]], Party: id, Name: party.In(v).NameOf(v.Known, id), Type: p.types.list[b.kind[i]],
		Event: Events[b.event[i]], Mark: markOf(b.mark[i]),
		Period: muster.Period{From: muster.Day(b.dayFrom[i]), To: muster.Day(b.dayTo[i]), Precision: muster.Precision(b.precision[i])},
	}
	if a, ok := p.amount(b, i, row); ok {
		l.Value = &Money{Amount: a, Currency: money.Currency(p.currencies.list[b.currency[i]])}
	}
	if a, ok := p.sourceValue(b, i, row); ok {
		l.Negative = a.Sign() < 0
	}
	l.Derived = p.derivedAt(row)
	if p.laid != nil {
		p.judged(&l, row)
	}
	return l
}

func markOf(n uint8) Mark {
	if n == 0 || int(n) > len(Marks) {
		return ""
	}
	return Marks[n-1]
}

// Spoken is one entry of a contribution in one edition, for a reader who follows it.
type Spoken struct {
	Line
	Converted *Money
	Edition   string // label; empty for a claim outside any edition
	Editions  []string
	Stands    bool
}

// Contribution returns what was said of a contribution: what stands, or what one edition said, or
// with all every version in order of statement.
func (p *Part) Contribution(v standing.View, about, label string, all bool) ([]Spoken, error) {
	c, ok := p.contributions.find(about)
	if !ok {
		return nil, muster.Missing("the contribution " + about)
	}
	s, ok := p.findSeries(SeriesOf(about))
	if !ok {
		return nil, muster.Missing("the contribution " + about)
	}
	var ed *edition
	if label != "" {
		var err error
		if ed, err = p.editionByLabel(v, s.id, label); err != nil {
			return nil, err
		}
	}
	known := stampOf(v.Known)
	var out []Spoken
	for r := p.contributions.head[c]; r != 0; {
		row := r - 1
		b, i := p.at(row)
		r = b.next[i]
		if b.stmt[i] > known || !v.Viewer.Sees(b.audience[i]) {
			continue
		}
		x := Spoken{Line: p.line(v, row), Stands: p.stoodAt(b, i, row, known)}
		for _, e := range s.seen(v) {
			if e.holds(row) {
				x.Editions = append(x.Editions, e.Label)
			}
		}
		if len(x.Editions) > 0 {
			x.Edition = x.Editions[len(x.Editions)-1]
		}
		if b.flags[i]&hasConverted != 0 {
			a, _ := p.sourceValue(b, i, row)
			x.Converted = &Money{Amount: a, Currency: p.sourceCurrency(b, i)}
		}
		if (ed != nil && ed.holds(row)) || (ed == nil && (all || x.Stands)) {
			out = append(out, x)
		}
	}
	slices.Reverse(out)
	if len(out) == 0 {
		return nil, muster.Missing("the contribution " + about + " as asked for")
	}
	return out, nil
}

// StatedBy returns the statement that lays down a pledge or a method, by its name.
func (p *Part) StatedBy(known muster.Seq, about string) muster.ID {
	if v, ok := p.terms.Get(known, about); ok {
		return v.ID
	}
	v, _ := p.methods.Get(known, about)
	return v.ID
}

// StatementStands reports whether the entry that a statement made stands; what is no entry, and
// was neither replaced nor withdrawn, does.
func (p *Part) StatementStands(known, stmt muster.Seq) bool {
	row, ok := p.rowOf(stampOf(stmt))
	if !ok {
		return true
	}
	b, i := p.at(row)
	return p.stoodAt(b, i, row, stampOf(known))
}

// SpeakerOf is whose claim a statement is: its own speaker's, or for an entry that came in a
// submission the submission's.
func (p *Part) SpeakerOf(v standing.View, stmt muster.Seq) muster.PartyID {
	if by := v.Speaker(stmt); by != "" {
		return by
	}
	for _, e := range p.EditionsWith(v, stmt) {
		return e.By
	}
	return ""
}
