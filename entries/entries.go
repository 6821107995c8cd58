// Package entries reads the ledger's own CSV: one row, one entry. It is the way in for every book
// that no importer of its own knows; docs/import.md lays the columns down.
package entries

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"muster"
	"muster/money"
	"muster/pledge"
	"muster/sheet"
)

// Parties finds a party by any name that it goes by.
type Parties interface {
	Party(name string) (id muster.PartyID, ok bool)
	Nearest(name string) string
}

// Options is what the one who imports says beside the file.
type Options struct {
	Series muster.SeriesID
	By     muster.PartyID // whose claims these are
	Label  string
	Title  string
	AsOf   *muster.Day // the day the data run to; nil: the latest day in the file
}

// Columns are the headings of the file in the order of the template; the first four must be there.
var Columns = []string{
	"contribution", "event", "party", "date", "line", "type", "subtype", "amount", "currency", "mark",
	"converted_amount", "converted_currency", "quantity", "unit", "basis", "item", "text", "link",
}

const needed = 4

// file reads one file.
type file struct {
	who     Parties
	opt     Options
	name    string
	column  [64]int        // of Columns; -1 where it is not there
	others  map[int]string // columns that the ledger does not know, kept as said
	d       *pledge.Draft
	seen    map[place]int // row
	parties map[string]muster.PartyID
	latest  muster.Day
	notes   []string
	refused bool
	row     sheet.Row
}

// mostRoom is the most rows that room is made for before they are read.
const mostRoom = 1 << 20

// place is what stands once in a file.
type place struct {
	about string
	event pledge.Event
	line  string
}

// Read reads a file into a draft. A row is refused if its contribution, event or party cannot be
// read, or if its amount is neither a number nor a mark; other doubts are notes. A type may be any word.
func Read(name string, data []byte, who Parties, opt Options) (*pledge.Draft, error) {
	f := &file{
		who: who, opt: opt, name: name, seen: map[place]int{}, parties: map[string]muster.PartyID{}, latest: muster.MinDay,
		d: &pledge.Draft{Series: opt.Series, By: opt.By, Label: opt.Label, Title: opt.Title, Comparable: true},
	}
	heading := false
	for row, err := range sheet.Records(name, data) {
		if err != nil {
			return nil, err
		}
		if !heading {
			heading = true
			if err := f.heading(row); err != nil {
				return nil, err
			}
			// Room for as many rows as lines, within reason: a slice that grows copies every row
			// several times.
			lines := min(bytes.Count(data, []byte{'\n'}), mostRoom)
			f.seen, f.d.Entries = make(map[place]int, lines), make([]pledge.Row, 0, lines)
			continue
		}
		f.read(row)
	}
	if !heading {
		return nil, muster.Invalid(name, "the file is empty; its first row names the columns: "+strings.Join(Columns, ", "))
	}
	return f.finish()
}

func (f *file) heading(row sheet.Row) error {
	book := &sheet.Book{Name: f.name}
	h := sheet.HeadingOf(book, &sheet.Sheet{}, row)
	for i, c := range Columns {
		if i < needed {
			f.column[i] = h.Need(c)
		} else {
			f.column[i] = h.Find(c)
		}
	}
	f.others = map[int]string{}
	for i, c := range row.Cells {
		name := strings.TrimSpace(c.Text)
		if name == "" || slices.Contains(f.column[:len(Columns)], i) {
			continue
		}
		f.others[i] = name
		f.d.Faults = append(f.d.Faults, muster.Fault{
			Row: row.Number, Column: fmt.Sprintf("%s %q", sheet.Letter(i), name), Found: name, Accepts: strings.Join(Columns, ", "),
			Why: "the ledger has no such column; its cells are kept as said and count for nothing",
		})
	}
	return h.Err()
}

// details keeps the cells of columns that the ledger does not know.
func (f *file) details() []pledge.Detail {
	var out []pledge.Detail
	for i, c := range f.row.Cells {
		if name, ok := f.others[i]; ok && strings.TrimSpace(c.Text) != "" {
			out = append(out, pledge.Detail{Name: name, Said: strings.TrimSpace(c.Text)})
		}
	}
	return out
}

// Places of the columns in Columns.
const (
	cContribution = iota
	cEvent
	cParty
	cDate
	cLine
	cType
	cSubtype
	cAmount
	cCurrency
	cMark
	cConvertedAmount
	cConvertedCurrency
	cQuantity
	cUnit
	cBasis
	cItem
	cText
	cLink
)

func (f *file) cell(c int) string { return strings.TrimSpace(f.row.Cell(f.column[c]).Text) }

// fault keeps a doubt about a cell of the row at hand.
func (f *file) fault(c int, refused bool, accepts, why string) {
	col := fmt.Sprintf("%s %q", sheet.Letter(f.column[c]), Columns[c])
	if f.column[c] < 0 {
		col = fmt.Sprintf("%q", Columns[c])
	}
	f.d.Faults = append(f.d.Faults, muster.Fault{
		Row: f.row.Number, Column: col, Found: f.cell(c), Accepts: accepts, Why: why, Refused: refused,
	})
	if refused {
		f.refused = true
	} else {
		f.notes = append(f.notes, why)
	}
}

func (f *file) read(row sheet.Row) {
	f.row, f.notes, f.refused = row, nil, false
	f.d.RowsRead++
	e := pledge.Entry{Line: f.cell(cLine), Type: strings.ToLower(f.cell(cType)), Subtype: f.cell(cSubtype), Basis: f.cell(cBasis), Item: f.cell(cItem), Text: f.cell(cText)}
	e.Kind = pledge.KindEntry
	f.key(&e)
	f.party(&e)
	f.date(&e)
	e.Value = f.value(cAmount, cCurrency, cMark)
	if c := f.cell(cConvertedAmount); c != "" {
		e.Converted = f.value(cConvertedAmount, cConvertedCurrency, -1)
	}
	f.quantity(&e)
	if l := f.cell(cLink); l != "" {
		e.Links = []string{l}
	}
	if len(f.others) > 0 {
		e.Details = f.details()
	}
	if f.refused {
		f.d.Refused++
		return
	}
	if len(f.notes) > 0 {
		f.d.Noted++
		e.Notes = f.notes
	}
	f.d.Entries = append(f.d.Entries, pledge.Row{Entry: e, Row: row.Number})
}

func (f *file) key(e *pledge.Entry) {
	key := f.cell(cContribution)
	if key == "" || len(key) > 400 {
		f.fault(cContribution, true, "the contribution's own key, up to 400 characters", "a row without a key cannot be told from another")
		return
	}
	e.About = string(f.opt.Series) + ":" + strings.TrimPrefix(key, string(f.opt.Series)+":")
	e.Event = pledge.Event(strings.ToLower(f.cell(cEvent)))
	if !slices.Contains(pledge.Events, e.Event) {
		f.fault(cEvent, true, fmt.Sprintf("%v", pledge.Events), "no such event")
		return
	}
	id := place{e.About, e.Event, e.Line}
	if first, twice := f.seen[id]; twice {
		f.fault(cContribution, true, "a contribution, event and line that stand once", fmt.Sprintf("the same contribution, event and line stand in row %d: give each a line of its own", first))
		return
	}
	f.seen[id] = f.row.Number
}

func (f *file) party(e *pledge.Entry) {
	said := f.cell(cParty)
	id, ok := f.parties[said]
	if !ok {
		if id, ok = f.who.Party(said); ok {
			f.parties[said] = id
		}
	}
	if !ok {
		why := "no party goes by this name"
		if near := f.who.Nearest(said); near != "" {
			why += fmt.Sprintf("; the nearest known is %q", near)
		}
		f.fault(cParty, true, "a party known to this record, by id, name or alias ('muster import parties' brings more)", why)
	}
	e.Party = id
}

func (f *file) date(e *pledge.Entry) {
	e.Date = f.cell(cDate)
	if e.Date == "" {
		return
	}
	p, err := muster.ParsePeriod(e.Date)
	if err != nil {
		f.fault(cDate, false, "2024-07-10, 2024-07 or 2024-07-10/2024-08-01", "the date was not read; the entry is kept as said, undated")
		return
	}
	if p.Precision == muster.ExactDay {
		f.latest = max(f.latest, p.To)
	}
}

// value reads an amount with its currency, or a mark.
func (f *file) value(amount, currency, mark int) *pledge.Value {
	text, m := f.cell(amount), ""
	if mark >= 0 {
		m = f.cell(mark)
	}
	switch {
	case text == "" && m == "":
		return nil
	case m != "":
		if text != "" || !slices.Contains(pledge.Marks, pledge.Mark(m)) {
			f.fault(mark, true, fmt.Sprintf("an amount, or one of %v, and not both", pledge.Marks), "neither a number nor a mark")
			return nil
		}
		return &pledge.Value{Mark: pledge.Mark(m), Currency: f.currency(currency)}
	}
	if m, ok := markers[strings.ToLower(text)]; ok {
		return &pledge.Value{Mark: m, Said: text, Currency: f.currency(currency)}
	}
	if _, err := money.Parse(text); err != nil {
		f.fault(amount, true, "plain decimal text such as 1234.56", err.Error())
		return nil
	}
	c, err := money.ParseCurrency(f.cell(currency))
	if err != nil {
		f.fault(currency, false, "an ISO 4217 code such as EUR", err.Error()+"; the amount is kept as said, as a mark")
		return &pledge.Value{Mark: pledge.Undisclosed, Said: strings.TrimSpace(text + " " + f.cell(currency))}
	}
	return &pledge.Value{Amount: text, Currency: c}
}

// markers are the words that books put where a number belongs, in lower case.
var markers = map[string]pledge.Mark{
	"not given": pledge.Undisclosed, "undisclosed": pledge.Undisclosed, "dozens": pledge.Undisclosed, ".": pledge.NotCovered,
}

// currency is the currency beside a mark, if one stands there: in what the unknown amount would be.
func (f *file) currency(c int) money.Currency {
	cur, err := money.ParseCurrency(f.cell(c))
	if err != nil {
		return ""
	}
	return cur
}

func (f *file) quantity(e *pledge.Entry) {
	text := f.cell(cQuantity)
	if text == "" {
		return
	}
	q := &pledge.Quantity{Unit: f.cell(cUnit)}
	if _, err := money.Parse(text); err != nil {
		q.Said, q.Mark = text, pledge.Undisclosed
		f.fault(cQuantity, false, "a plain number", "the quantity is no number; it is kept as said")
	} else {
		q.Number = text
	}
	e.Quantity = q
}

func (f *file) finish() (*pledge.Draft, error) {
	switch {
	case f.opt.AsOf != nil:
		f.d.DataTo, f.d.DataToFrom = *f.opt.AsOf, "as the importer said"
	case f.latest != muster.MinDay:
		f.d.DataTo, f.d.DataToFrom = f.latest, "the latest day in the file"
	default:
		return nil, muster.Invalid("as-of", "no row of the file has a day; say to which day its data run, with --as-of")
	}
	if f.d.Label == "" {
		f.d.Label = "data to " + f.d.DataTo.String()
	}
	events := map[pledge.Event]bool{}
	for i := range f.d.Entries {
		events[f.d.Entries[i].Event] = true
	}
	for _, e := range pledge.Events {
		if events[e] {
			f.d.Measures = append(f.d.Measures, e)
		}
	}
	return f.d, nil
}
