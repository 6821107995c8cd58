package pledge

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"muster"
	"muster/money"
	"muster/standing"
)

// applyEntry appends a row. An entry of a submission stands once its edition is complete and the
// latest; an entry of its own stands at once.
func (p *Part) applyEntry(m standing.Moment, e *Entry) {
	var ed *edition
	id := SeriesOf(e.About)
	if e.Source != nil && e.Source.Submission != "" {
		ed = p.openEdition(e.Source.Submission)
	}
	if ed != nil {
		id = muster.SeriesID(ed.About)
	}
	s, sn := p.seriesOf(id)
	row, b, i := p.fill(e, sn, uint32(m.At))
	aud := e.Audience
	if aud == "" && ed != nil {
		aud = ed.Audience
	}
	b.audience[i] = m.Audience(aud)
	if ed == nil {
		b.from[i], b.until[i] = uint32(m.At), forever
		return
	}
	b.from[i], b.until[i] = never, 0
	ed.addRow(row)
	p.followed(s, ed, uint32(m.At))
}

// fill appends a row with what an entry says; its stamps and its audience are for the caller to set.
func (p *Part) fill(e *Entry, sn uint16, stmt uint32) (row uint32, b *block, i int) {
	row, b, i = p.push()
	*p.clearRow(b, i) = stmt
	c := p.contributions.add(e.About)
	b.contribution[i], b.next[i] = c, p.contributions.head[c]
	p.contributions.head[c] = row + 1
	b.line[i] = p.lines.add(e.Line)
	b.series[i] = sn
	b.party[i] = uint16(p.parties.add(string(e.Party)))
	b.kind[i] = uint16(p.types.add(e.Type))
	b.event[i] = uint8(slices.Index(Events, e.Event))
	period := e.when()
	b.dayFrom[i], b.dayTo[i], b.precision[i] = int32(period.From), int32(period.To), uint8(period.Precision)
	if e.Weak {
		b.flags[i] |= weak
	}
	p.setValues(row, b, i, e)
	b.content[i], b.convContent[i] = e.digest(period)
	return row, b, i
}

// clearRow sets every column of a row that is not always set, since rows are used again after
// something was taken back; it returns the statement's place.
func (p *Part) clearRow(b *block, i int) *uint32 {
	b.coef[i], b.conv[i], b.scale[i], b.convScale[i] = 0, 0, 0, 0
	b.currency[i], b.convCurrency[i], b.mark[i], b.flags[i] = 0, 0, 0, 0
	return &b.stmt[i]
}

func (p *Part) setValues(row uint32, b *block, i int, e *Entry) {
	if v := e.Value; v != nil {
		b.currency[i] = uint8(p.currencies.add(string(v.Currency)))
		if v.Mark != "" {
			b.flags[i] |= valueMarked
			b.mark[i] = uint8(slices.Index(Marks, v.Mark) + 1)
		} else if a, err := money.Parse(v.Amount); err == nil {
			b.flags[i] |= hasValue
			coef, scale, ok := a.Coefficient()
			b.coef[i], b.scale[i] = coef, scale
			if !ok {
				b.flags[i] |= wideValue
				p.wide[row] = a
			}
		}
	}
	if v := e.Converted; v != nil {
		b.convCurrency[i] = uint8(p.currencies.add(string(v.Currency)))
		if v.Mark != "" {
			b.flags[i] |= convMarked
			if b.mark[i] == 0 {
				b.mark[i] = uint8(slices.Index(Marks, v.Mark) + 1)
			}
		} else if a, err := money.Parse(v.Amount); err == nil {
			b.flags[i] |= hasConverted
			coef, scale, ok := a.Coefficient()
			b.conv[i], b.convScale[i] = coef, scale
			if !ok {
				b.flags[i] |= wideConv
				p.wideConv[row] = a
			}
		}
	}
}

// when is the entry's period: as read where the importer read it, else the date itself.
func (e *Entry) when() muster.Period {
	text := e.Period
	if text == "" {
		text = e.Date
	}
	p, err := muster.ParsePeriod(text)
	if err != nil {
		return muster.Period{}
	}
	return p
}

// SeriesOf is the part of a contribution's id before the colon: its source's dataset.
func SeriesOf(about string) muster.SeriesID {
	s, _, _ := strings.Cut(about, ":")
	return muster.SeriesID(s)
}

// digest reduces what an entry says to what two editions are compared by: its content without the
// source's own conversion, and that conversion. Numbers equal to 15 significant digits and dates
// equal as read are equal.
func (e *Entry) digest(when muster.Period) (content uint64, converted uint32) {
	b := make([]byte, 0, 256)
	put := func(s string) { b = append(append(b, s...), 0x1f) }
	put(string(e.Party))
	put(e.Type)
	put(e.Subtype)
	if when.Precision == muster.Undated || e.Period == "" && when.Precision == muster.ExactDay {
		put(e.Date) // a day is written one way, so it need not be written again
	} else {
		put(when.String())
	}
	b = appendValue(b, e.Value)
	if q := e.Quantity; q != nil {
		b = appendNumber(b, q.Number)
		put(q.Unit)
		put(string(q.Mark))
		put(strings.ToLower(q.Said))
	}
	put(e.Basis)
	put(e.Item)
	put(e.ItemType)
	put(e.Text)
	for _, l := range e.Links {
		put(l)
	}
	for _, d := range e.Details {
		put(d.Name)
		b = appendNumber(b, d.Said)
	}
	sum := sha256.Sum256(b)
	content = binary.LittleEndian.Uint64(sum[:])
	if e.Converted != nil {
		sum = sha256.Sum256(appendValue(b[:0], e.Converted))
		converted = binary.LittleEndian.Uint32(sum[:])
	}
	return content, converted
}

func appendValue(b []byte, v *Value) []byte {
	if v == nil {
		return append(b, 0x1e)
	}
	b = appendNumber(b, v.Amount)
	b = append(append(b, v.Currency...), 0x1f)
	return append(append(b, v.Mark...), 0x1f)
}

// appendNumber writes a number so that equal ones look equal, and text as it is.
func appendNumber(b []byte, s string) []byte {
	a, err := money.Parse(s)
	if err != nil {
		return append(append(b, s...), 0x1f)
	}
	const digits = 15
	coef, scale, ok := a.Coefficient()
	if !ok || coef <= -1e15 || coef >= 1e15 {
		rounded, err := money.Parse(a.Significant(digits))
		if err != nil {
			return append(append(b, s...), 0x1f)
		}
		if coef, scale, ok = rounded.Coefficient(); !ok {
			return append(append(b, rounded.Canonical()...), 0x1f)
		}
	}
	for scale > 0 && coef%10 == 0 {
		coef, scale = coef/10, scale-1
	}
	return append(strconv.AppendInt(b, coef, 10), 'e', '0'+scale, 0x1f)
}

// openEdition finds the submission that statements are still to come to.
func (p *Part) openEdition(id muster.ID) *edition {
	for _, s := range p.series {
		if n := len(s.editions); n > 0 && s.editions[n-1].ID == id && s.editions[n-1].At == never {
			return s.editions[n-1]
		}
	}
	return nil
}

func (p *Part) applySubmission(m standing.Moment, x *Submission) {
	s, _ := p.seriesOf(muster.SeriesID(x.About))
	ed := &edition{Submission: *x, ID: m.ID, Stmt: uint32(m.At), At: never, Until: forever, pending: x.Follow}
	s.editions = append(s.editions, ed)
	if x.Follow == 0 {
		p.complete(s, ed, uint32(m.At))
	}
}

func (p *Part) applyCites(m standing.Moment, x *Cites) {
	if x.Source == nil {
		return
	}
	ed := p.openEdition(x.Source.Submission)
	if ed == nil {
		return
	}
	for r := range parseRanges(x.Entries) {
		for stmt := r.First; stmt < r.First+r.N; stmt++ {
			if row, ok := p.rowOf(stmt); ok {
				ed.addRow(row)
			}
		}
	}
	s, _ := p.seriesOf(muster.SeriesID(ed.About))
	p.followed(s, ed, uint32(m.At))
}

func (p *Part) followed(s *series, ed *edition, at uint32) {
	if ed.pending--; ed.pending == 0 {
		p.complete(s, ed, at)
	}
}

func (e *edition) addRow(row uint32) {
	if n := len(e.Rows); n > 0 && e.Rows[n-1].First+e.Rows[n-1].N == row {
		e.Rows[n-1].N++
		return
	}
	e.Rows = append(e.Rows, rowRange{row, 1})
}

// parseRanges reads "12-500,502" as ranges of counters.
func parseRanges(s string) func(func(rowRange) bool) {
	return func(yield func(rowRange) bool) {
		for part := range strings.SplitSeq(s, ",") {
			a, b, two := strings.Cut(part, "-")
			from, err := strconv.ParseUint(a, 10, 32)
			to := from
			if err == nil && two {
				to, err = strconv.ParseUint(b, 10, 32)
			}
			if err != nil || to < from {
				continue // Check let only ranges in
			}
			if !yield(rowRange{uint32(from), uint32(to - from + 1)}) {
				return
			}
		}
	}
}

// ranges writes counters, in order, as "12-500,502", in pieces that fit a statement.
func ranges(stmts []uint32) []string {
	const most = 512 << 10
	var out []string
	var b strings.Builder
	for i := 0; i < len(stmts); {
		j := i
		for j+1 < len(stmts) && stmts[j+1] == stmts[j]+1 {
			j++
		}
		if b.Len() > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, "%d", stmts[i])
		if j > i {
			fmt.Fprintf(&b, "-%d", stmts[j])
		}
		if i = j + 1; b.Len() > most {
			out = append(out, b.String())
			b.Reset()
		}
	}
	if b.Len() > 0 {
		out = append(out, b.String())
	}
	return out
}
