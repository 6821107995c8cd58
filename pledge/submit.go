package pledge

import (
	"bytes"
	"cmp"
	"fmt"
	"strconv"
	"strings"

	"muster"
	"muster/record"
	"muster/standing"
)

// Account is what an import did, or in a dry run would do. Rows read = Recorded + Unchanged +
// Refused; New + Changed + Revalued + Same are the contributions in the file.
type Account struct {
	Series     muster.SeriesID
	Label      string
	DataTo     muster.Day
	DataToFrom string
	Again      string // the label under which the same bytes were recorded before; nothing was recorded
	Submission muster.ID
	Rows       int
	Recorded   int // rows that said something new
	Unchanged  int
	Refused    int
	Noted      int
	Statements int
	Stands     bool   // it is the edition that counts now
	Before     string // label of the edition before it by the day its data run to; the change is against that one
	Change
	Faults []muster.Fault
}

// Change is what became of contributions from one edition to another.
type Change struct {
	Comparable bool // both editions carry the source's own identities
	New        int
	Gone       int
	Changed    int
	Revalued   int // only the source's own conversion differs
	Same       int
}

// Submit writes a draft as one edition under the record's lock: only what is new or changed is
// stated, what stands unchanged is cited. faults may be nil.
func (p *Part) Submit(s *standing.State, w *record.Writer, d *Draft, file, faults *record.Document) (*Account, error) {
	acc := &Account{
		Series: d.Series, Label: d.Label, DataTo: d.DataTo, DataToFrom: d.DataToFrom,
		Rows: d.RowsRead, Refused: d.Refused, Noted: d.Noted, Faults: d.Faults,
	}
	if e := p.sameFile(d, file.Digest.Hex()); e != nil {
		acc.Again, acc.Submission, acc.Unchanged, acc.Recorded = e.Label, e.ID, d.RowsRead-d.Refused, 0
		return acc, nil
	}
	cited, fresh := p.sift(d, acc)
	cites := ranges(cited.inOrder())

	var docs []*record.Document
	for _, doc := range []*record.Document{file, faults} {
		if doc != nil && !s.HasDocument(s.Known(), doc.Digest.Hex()) {
			docs = append(docs, doc)
		}
	}
	first := w.Len() + len(docs) + 1 + 1 + len(cites) // documents, line table, submission, cites, then the entries
	lines, err := lineTable(d, cited, w, first)
	if err != nil {
		return nil, err
	}
	if !s.HasDocument(s.Known(), lines.Digest.Hex()) {
		docs = append(docs, lines)
	}
	for _, doc := range docs {
		if err := w.Put(doc, d.By); err != nil {
			return nil, err
		}
	}
	acc.Submission = w.ID(w.Len())
	sub := &Submission{
		Envelope: muster.Envelope{Kind: KindSubmission, By: d.By, About: string(d.Series), Audience: cmp.Or(d.Audience, muster.Operator)},
		Label:    d.Label, Title: d.Title, DataTo: d.DataTo, DataToFrom: d.DataToFrom, Comparable: d.Comparable,
		Measures: d.Measures, File: file.Digest.Hex(), Lines: lines.Digest.Hex(), Rows: d.RowsRead,
		Recorded: acc.Recorded, Unchanged: acc.Unchanged, Refused: d.Refused, Noted: d.Noted, Follow: len(cites) + len(fresh),
	}
	if faults != nil {
		sub.Faults = faults.Digest.Hex()
	}
	if err := p.write(w, d, sub, acc.Submission, cites, fresh); err != nil {
		return nil, err
	}
	acc.Statements = w.Len()
	p.account(acc)
	return acc, nil
}

func (p *Part) write(w *record.Writer, d *Draft, sub *Submission, id muster.ID, cites []string, fresh []int) error {
	if err := w.Add(sub); err != nil {
		return err
	}
	source := &muster.Citation{Submission: id}
	for _, c := range cites {
		if err := w.Add(&Cites{Envelope: muster.Envelope{Kind: KindCites, By: d.By, Source: source}, Entries: c}); err != nil {
			return err
		}
	}
	n, err := w.AddAll(func(yield func(muster.Value) bool) {
		for k, i := range fresh {
			if d.Progress != nil && k%1024 == 0 {
				d.Progress(k, len(fresh))
			}
			r := &d.Entries[i]
			r.Source, r.Kind = source, KindEntry
			if !yield(&r.Entry) {
				return
			}
		}
	})
	if err != nil && n < len(fresh) {
		r := &d.Entries[fresh[n]]
		return fmt.Errorf("sheet %q row %d: %w", r.Sheet, r.Row, err)
	}
	return err
}

// sameFile finds an edition that was read from the same bytes and was not withdrawn. Where other
// rows are refused than then, since more parties are known now, it is not the same reading.
func (p *Part) sameFile(d *Draft, digest string) *edition {
	if s, ok := p.findSeries(d.Series); ok {
		for _, e := range s.editions {
			if e.File == digest && e.Refused == d.Refused && e.At != never && e.Until == forever {
				return e
			}
		}
	}
	return nil
}

// citations says which of a draft's entries stand in an earlier edition: the statement, or 0.
type citations []uint32

func (c citations) inOrder() []uint32 {
	seen := map[uint32]bool{}
	var out []uint32
	for _, s := range c {
		if s != 0 && !seen[s] {
			seen[s] = true
			out = append(out, s)
		}
	}
	sortUint32(out)
	return out
}

// sift parts a draft's entries into those said before, word for word, and those that are new.
func (p *Part) sift(d *Draft, acc *Account) (citations, []int) {
	cited := make(citations, len(d.Entries))
	fresh := make([]int, 0, len(d.Entries))
	type place struct {
		sheet string
		row   int
	}
	var rows, news int       // rows, and those that said something new
	var last, lastNews place // the entries of one row follow on each other
	for i := range d.Entries {
		r := &d.Entries[i]
		at := place{r.Sheet, r.Row}
		if at != last {
			rows, last = rows+1, at
		}
		if stmt, ok := p.said(d.Series, &r.Entry); ok {
			cited[i] = stmt
			continue
		}
		fresh = append(fresh, i)
		if at != lastNews {
			news, lastNews = news+1, at
		}
	}
	acc.Recorded = news
	acc.Unchanged = rows - news
	return cited, fresh
}

// said finds the statement that said the same of the same contribution, event and line in an
// edition of the series.
func (p *Part) said(id muster.SeriesID, e *Entry) (stmt uint32, ok bool) {
	sn, ok := p.seriesNumber[id]
	if !ok {
		return 0, false
	}
	c, ok := p.contributions.find(e.About)
	if !ok {
		return 0, false
	}
	line, ok := p.lines.find(e.Line)
	if !ok {
		return 0, false
	}
	content, converted := e.digest(e.when())
	for r := p.contributions.head[c]; r != 0; {
		b, i := p.at(r - 1)
		if b.series[i] == sn && b.line[i] == line && Events[b.event[i]] == e.Event &&
			b.content[i] == content && b.convContent[i] == converted {
			return b.stmt[i], true
		}
		r = b.next[i]
	}
	return 0, false
}

// lineTable is the document that says where each entry of an edition stands in its file: entry
// (a counter of this record), how many entries follow on each other in as many rows, sheet, row.
func lineTable(d *Draft, cited citations, w *record.Writer, first int) (*record.Document, error) {
	var b bytes.Buffer
	b.WriteString("entry,count,sheet,row\n")
	var entry, row uint64
	var count int
	var sheet string
	flush := func() {
		if count > 0 {
			b.WriteString(strconv.FormatUint(entry, 10) + "," + strconv.Itoa(count) + "," + quoted(sheet) + "," + strconv.FormatUint(row, 10) + "\n")
		}
	}
	_, next, _ := w.ID(first).Split()
	for i := range d.Entries {
		r := &d.Entries[i]
		n := uint64(cited[i])
		if n == 0 {
			n, next = next, next+1
		}
		if count > 0 && r.Sheet == sheet && n == entry+uint64(count) && uint64(r.Row) == row+uint64(count) {
			count++
			continue
		}
		flush()
		entry, row, sheet, count = n, uint64(r.Row), r.Sheet, 1
	}
	flush()
	return record.Pack(&b, string(d.Series)+" "+d.Label+" lines.csv", "lines")
}

func quoted(s string) string {
	if strings.ContainsAny(s, ",\"\n\r") {
		return `"` + strings.ReplaceAll(s, `"`, `""`) + `"`
	}
	return s
}

// account fills in what the newest edition changed against the one before it.
func (p *Part) account(acc *Account) {
	s, ok := p.findSeries(acc.Series)
	if !ok {
		return
	}
	const now = forever - 1
	all := s.known(now)
	for i, e := range all {
		if e.ID != acc.Submission {
			continue
		}
		acc.Stands = s.standingEdition(now) == e
		var before *edition
		if i > 0 {
			before = all[i-1]
			acc.Before = before.Label
		}
		acc.Change = p.compare(nil, before, e) // for whoever brought it
	}
}
