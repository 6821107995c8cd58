// Package replies writes the sheet of an ask for one donor, with room for its answers, and reads the
// filled-in copy back into answers that are not recorded yet.
package replies

import (
	"fmt"
	"iter"
	"slices"
	"strings"

	"muster"
	"muster/ask"
	"muster/item"
	"muster/money"
	"muster/party"
	"muster/requirement"
	"muster/sheet"
	"muster/standing"
	"muster/work"
)

// The columns of a sheet: first what is asked, which is not read back but for the line, then the answer.
const (
	colLine = iota
	colItem
	colQuantity
	colUnit
	colPriority
	colNeededBy
	colSubstitutes
	colMinLot
	colPlace
	colAnswer
	colOffer
	colPart
	colFrom
	colWhy
)

var columns = []sheet.ExportColumn{
	{Name: "line", Kind: sheet.Text},
	{Name: "item", Kind: sheet.Text},
	{Name: "quantity", Kind: sheet.Number},
	{Name: "unit", Kind: sheet.Text},
	{Name: "priority", Kind: sheet.Number},
	{Name: "needed_by", Kind: sheet.Date},
	{Name: "substitutes", Kind: sheet.Text},
	{Name: "min_lot", Kind: sheet.Number},
	{Name: "place", Kind: sheet.Text},
	{Name: "answer", Kind: sheet.Text},
	{Name: "offer", Kind: sheet.Text},
	{Name: "part", Kind: sheet.Number},
	{Name: "from", Kind: sheet.Date},
	{Name: "why", Kind: sheet.Text},
}

// Sheet is the sheet of an ask for one donor: a row for each of its lines that the viewer may see, with what
// was answered so far.
func Sheet(v standing.View, id string, donor muster.PartyID) (sheet.Export, error) {
	x, ok := ask.In(v).Get(v.Known, id)
	if !ok || !v.Shows(x.Value.Audience) {
		return sheet.Export{}, muster.Missing("the ask " + id)
	}
	if !slices.Contains(x.Value.Donors, donor) {
		return sheet.Export{}, muster.Found("donor", string(donor), fmt.Sprintf("one of those asked, %v", x.Value.Donors))
	}
	name := party.In(v).NameOf(v.Known, donor)
	return sheet.Export{
		Name: "Ask " + id, Columns: columns, Rows: rows(v, x.Value, donor),
		Stamps: []sheet.Stamp{{ExportColumn: sheet.ExportColumn{Name: "ask", Kind: sheet.Text}, Text: id}, {ExportColumn: sheet.ExportColumn{Name: "donor", Kind: sheet.Text}, Text: string(donor)}},
		About: [][2]string{
			{"Ask", id},
			{"Asked", name + " (" + string(donor) + ")"},
			{"Reply by", x.Value.ReplyBy},
			{"Note", x.Value.Note},
			{"Answer", "one of " + strings.Join(ask.Answers, ", ") + "; an empty row is no answer"},
			{"Offer", "with offer and part: the id of the offer that was stated for it"},
			{"Part", "with part: how much, in the unit of the line"},
			{"From", "with later: the first day, as in 2027-01-15"},
			{"Why", "with cannot: the reason"},
			{"Known", fmt.Sprint(v.Known)},
		},
	}, nil
}

func rows(v standing.View, x ask.Ask, donor muster.PartyID) iter.Seq[[]string] {
	needs, items := requirement.In(v), item.In(v)
	return func(yield func([]string) bool) {
		for _, id := range x.Lines {
			need, ok := needs.Get(v.Known, id)
			if !ok || !v.Shows(need.Value.Audience) {
				continue
			}
			n := need.Value
			name := func(i item.ID) string {
				one, _ := items.Get(v.Known, i)
				return strings.TrimSpace(one.Names["en"] + " (" + string(i) + ")")
			}
			cells := make([]string, len(columns))
			cells[colLine], cells[colItem], cells[colQuantity], cells[colUnit] = id, name(n.Item), n.Quantity.String(), string(n.Unit)
			cells[colPriority], cells[colNeededBy], cells[colPlace], cells[colMinLot] = fmt.Sprint(n.Priority), n.NeededBy.String(), n.Place, n.Line.MinLot
			var other []string
			for _, s := range n.Substitutes {
				other = append(other, name(s))
			}
			cells[colSubstitutes] = strings.Join(other, "; ")
			if a, ok := ask.In(v).Answer(v.Known, x.About, id, donor); ok && v.Shows(a.Value.Audience) {
				g := a.Value
				cells[colAnswer], cells[colOffer], cells[colPart], cells[colFrom], cells[colWhy] = g.Act.Act, g.Offer, g.Quantity, g.From, g.Why
			}
			if !yield(cells) {
				return
			}
		}
	}
}

// Draft is what a filled-in sheet answers, read and not recorded.
type Draft struct {
	Answers   []*ask.Answer
	Rows      []int // of the answers, as the sheet shows them
	RowsRead  int
	Empty     int // rows without an answer
	Unchanged int // rows that answer as was answered before
	Refused   int
	Faults    []muster.Fault // in the file's order
}

// reader reads one file.
type reader struct {
	v     standing.View
	ask   ask.Ask
	donor muster.PartyID
	head  *sheet.Heading
	at    [colWhy + 1]int
	asked int // the columns that say for which ask and donor the sheet is; −1 where they are not there
	whose int
	name  string // of the sheet
	row   sheet.Row
	bad   bool
	seen  map[string]int
	d     *Draft
}

// Read reads a filled-in sheet of an ask for one donor. Only the line and the answer's columns are read;
// whoever records the answers is checked like anybody, so that what a sheet cannot know is refused then.
func Read(v standing.View, id string, donor muster.PartyID, file string, data []byte) (*Draft, error) {
	x, ok := ask.In(v).Get(v.Known, id)
	if !ok || !v.Shows(x.Value.Audience) {
		return nil, muster.Missing("the ask " + id)
	}
	if !slices.Contains(x.Value.Donors, donor) {
		return nil, muster.Found("donor", string(donor), fmt.Sprintf("one of those asked, %v", x.Value.Donors))
	}
	book, err := sheet.Open(file, data)
	if err != nil {
		return nil, err
	}
	if len(book.Sheets) == 0 || len(book.Sheets[0].Rows) == 0 {
		return nil, muster.Invalid(book.Name, "it is empty; accepted is the sheet of the ask, filled in")
	}
	s := &book.Sheets[0]
	r := &reader{v: v, ask: x.Value, donor: donor, name: s.Name, seen: map[string]int{}, d: &Draft{}, head: sheet.HeadingOf(book, s, s.Rows[0])}
	for c := range columns {
		r.at[c] = r.head.Find(columns[c].Name)
	}
	r.at[colLine], r.at[colAnswer] = r.head.Need("line"), r.head.Need("answer")
	r.asked, r.whose = r.head.Find("ask"), r.head.Find("donor")
	if err := r.head.Err(); err != nil {
		return nil, err
	}
	for _, row := range s.Rows[1:] {
		r.read(row)
	}
	return r.d, nil
}

// cell is the text of a column, without the apostrophe that made it harmless on its way out.
func (r *reader) cell(c int) string {
	s := strings.TrimSpace(r.row.Cell(r.at[c]).Text)
	if bare, ok := strings.CutPrefix(s, "'"); ok && sheet.Harmless(bare) == s {
		return bare
	}
	return s
}

// refuse keeps a row out, with the cell for which.
func (r *reader) refuse(column int, found, accepts, why string) {
	r.bad = true
	r.d.Faults = append(r.d.Faults, muster.Fault{Sheet: r.name, Row: r.row.Number, Column: r.head.Column(column), Found: found, Accepts: accepts, Why: why, Refused: true})
}

func (r *reader) read(row sheet.Row) {
	r.row, r.bad = row, false
	r.d.RowsRead++
	x := &ask.Answer{Line: r.cell(colLine), Donor: r.donor}
	x.Act = work.Act{Envelope: muster.Envelope{Kind: ask.KindAnswer, About: r.ask.About}, Act: strings.ToLower(r.cell(colAnswer))}
	if x.Act.Act == "" {
		if c := r.answered(); c >= 0 {
			r.refuse(r.at[colAnswer], "", "one of "+strings.Join(ask.Answers, ", "), fmt.Sprintf("the row says something under %s and has no answer", r.head.Column(r.at[c])))
			r.d.Refused++
			return
		}
		r.d.Empty++
		return
	}
	r.place(x)
	r.answer(x)
	switch was, ok := ask.In(r.v).Answer(r.v.Known, r.ask.About, x.Line, r.donor); {
	case r.bad:
		r.d.Refused++
	case ok && same(was.Value.Answer, x):
		r.d.Unchanged++
	default:
		r.d.Answers, r.d.Rows = append(r.d.Answers, x), append(r.d.Rows, row.Number)
	}
}

// answered is a column of the answer that has something; −1: none.
func (r *reader) answered() int {
	for _, c := range []int{colOffer, colPart, colFrom, colWhy} {
		if r.at[c] >= 0 && r.cell(c) != "" {
			return c
		}
	}
	return -1
}

func same(a ask.Answer, b *ask.Answer) bool {
	return a.Act.Act == b.Act.Act && a.Offer == b.Offer && a.Quantity == b.Quantity && a.From == b.From && a.Why == b.Why
}

// place checks that the row is of this ask, this donor and a line that stands once.
func (r *reader) place(x *ask.Answer) {
	if said := strings.TrimSpace(r.row.Cell(r.asked).Text); said != "" && said != r.ask.About {
		r.refuse(r.asked, said, r.ask.About, "the row is of another ask")
	}
	if said := strings.TrimSpace(r.row.Cell(r.whose).Text); said != "" && said != string(r.donor) {
		r.refuse(r.whose, said, string(r.donor), "the row is another donor's")
	}
	if !slices.Contains(r.ask.Lines, x.Line) {
		r.refuse(r.at[colLine], x.Line, "one of "+strings.Join(r.ask.Lines, ", "), "the ask has no such line")
		return
	}
	if first, twice := r.seen[x.Line]; twice {
		r.refuse(r.at[colLine], x.Line, "each line once", fmt.Sprintf("the line is answered for in row %d already", first))
	}
	r.seen[x.Line] = r.row.Number
}

// answer reads the answer and what it must say.
func (r *reader) answer(x *ask.Answer) {
	move, ok := ask.Life.Move(ask.Open, x.Act.Act)
	if !ok || !slices.Contains(ask.Answers, x.Act.Act) {
		r.refuse(r.at[colAnswer], r.cell(colAnswer), "one of "+strings.Join(ask.Answers, ", "), "it is no answer")
		return
	}
	x.Why = r.cell(colWhy)
	for _, f := range []struct {
		column int
		name   string
		into   *string
		read   func(string) (string, error)
		takes  string
	}{
		{colOffer, "offer", &x.Offer, func(s string) (string, error) { return s, nil }, "the id of an offer"},
		{colPart, "quantity", &x.Quantity, number, "a plain number, as in 40"},
		{colFrom, "from", &x.From, day, "a day, as in 2027-01-15"},
		{colWhy, "why", &x.Why, func(s string) (string, error) { return s, nil }, "the reason"},
	} {
		text := r.cell(f.column)
		needs := slices.Contains(move.Needs, f.name)
		switch {
		case text == "" && needs:
			r.refuse(r.at[f.column], "", f.takes, fmt.Sprintf("the answer %s needs it under %s", x.Act.Act, columns[f.column].Name))
		case text != "" && !needs && f.column != colWhy:
			r.refuse(r.at[f.column], text, "nothing", fmt.Sprintf("the answer %s has nothing under %s", x.Act.Act, columns[f.column].Name))
		case text != "":
			read, err := f.read(text)
			if err != nil {
				r.refuse(r.at[f.column], text, f.takes, err.Error())
			}
			*f.into = read
		}
	}
}

func number(s string) (string, error) {
	text, a, err := sheet.Decimal(s)
	if err == nil && a.Cmp(money.Amount{}) <= 0 {
		return "", fmt.Errorf("found %q; accepted is a number above 0", s)
	}
	return text, err //nolint:wrapcheck // it says what was found
}

func day(s string) (string, error) {
	d, err := muster.ParseDay(s)
	return d.String(), err //nolint:wrapcheck // it says what was found
}
