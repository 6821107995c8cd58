package kinds

import (
	"bytes"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"muster"
	"muster/sheet"
)

// Table is a file with statements of one kind, read but not recorded.
type Table struct {
	Rows    []Row          // what could be read
	Faults  []muster.Fault // what could not, in the file's order
	Refused int            // rows of which that is so
	Notes   []string       // what had to be guessed of the file
	Passed  []Passed       // columns that were passed over

	name   string
	kind   Kind
	places map[string]string // by the name of a field: its column as a fault names it
}

// Row is one statement with where it was read: the row as a sheet shows it, the number of an item of a
// list, or a line of JSON.
type Row struct {
	Sheet  string
	Number int
	Value  muster.Value
	raw    json.RawMessage
	cells  map[string]string // as they stand, by field; nil where it was JSON
}

// Count is the number of rows that the file has.
func (t *Table) Count() int { return len(t.Rows) + t.Refused }

var bom = []byte("\uFEFF")

// Read reads a file with statements of a kind, by its content: JSON, or a table with a column for each
// field by its name. Faults of rows are kept in the table; an error says that the file as a whole
// cannot be read.
func Read(kind Kind, name string, data []byte) (*Table, error) {
	if kind.Closed != "" {
		return nil, muster.Invalid("kind", fmt.Sprintf("found %s; %s", kind.Name, kind.Closed))
	}
	t := &Table{name: name, kind: kind}
	read := t.readSheet
	if text := bytes.TrimLeft(bytes.TrimPrefix(data, bom), " \t\r\n"); len(text) > 0 && (text[0] == '{' || text[0] == '[') {
		read = t.readJSON
	}
	if err := read(data); err != nil {
		return nil, err
	}
	if t.Count() == 0 {
		return nil, muster.Invalid(name, fmt.Sprintf("it has no statement; accepted are JSON and tables with the columns %s", t.headings()))
	}
	return t, nil
}

// names lists the fields in words.
func (t *Table) names() string {
	var all []string
	for _, f := range t.kind.Fields {
		n := f.Name
		if f.form == asMap {
			n += ".KEY"
		}
		all = append(all, n)
	}
	return strings.Join(all, ", ")
}

// refuse keeps a row out.
func (t *Table) refuse(r Row, refusals ...*muster.Error) {
	t.Refused++
	for _, e := range refusals {
		t.Faults = append(t.Faults, t.Fault(r, e))
	}
}

// Refuse keeps a row out that was read, for what was found wrong with it later.
func (t *Table) Refuse(r Row, refusals ...*muster.Error) {
	t.Rows = slices.DeleteFunc(t.Rows, func(x Row) bool { return x.Sheet == r.Sheet && x.Number == r.Number })
	t.refuse(r, refusals...)
	slices.SortStableFunc(t.Faults, func(a, b muster.Fault) int { return a.Row - b.Row })
}

var index = regexp.MustCompile(`\[\d+\]`)

// Fault says of a refusal where in the file it belongs: file, row, column, what was found there and what
// would be accepted.
func (t *Table) Fault(r Row, e *muster.Error) muster.Fault {
	f := muster.Fault{Sheet: r.Sheet, Row: r.Number, Column: e.Field, Why: e.Why, Refused: true}
	bare := index.ReplaceAllString(e.Field, "")
	if place := t.place(bare); place != "" {
		f.Column = place
	}
	if r.cells != nil {
		f.Found = r.cells[bare]
	} else {
		f.Found = dig(r.raw, bare)
	}
	accepts := e.Why
	if rest, ok := strings.CutPrefix(e.Why, "found "); ok {
		if quoted, err := strconv.QuotedPrefix(rest); err == nil {
			f.Found, _ = strconv.Unquote(quoted) // it is quoted
			accepts = strings.TrimPrefix(rest[len(quoted):], "; ")
		}
	}
	for _, word := range []string{"accepted are ", "accepted is "} {
		if _, after, ok := strings.Cut(accepts, word); ok {
			accepts = after
		}
	}
	if accepts != e.Why {
		f.Accepts = accepts
	}
	return f
}

// place names the columns of a field as a fault does; of one that has others inside, theirs.
func (t *Table) place(field string) string {
	if place, ok := t.places[field]; ok {
		return place
	}
	var all []string
	for _, f := range t.kind.Fields {
		if place, ok := t.places[f.Name]; ok && strings.HasPrefix(f.Name, field+".") {
			all = append(all, place)
		}
	}
	if names := t.kind.reading.Called[field]; len(all) == 0 && len(names) > 0 {
		return names[0] // it has no column here
	}
	return strings.Join(all, ", ")
}

// dig is what JSON has at a field, as text.
func dig(raw json.RawMessage, field string) string {
	for _, name := range strings.Split(field, ".") {
		var object map[string]json.RawMessage
		if json.Unmarshal(raw, &object) != nil || field == "" {
			return ""
		}
		raw = object[name]
	}
	var s string
	if json.Unmarshal(raw, &s) == nil {
		return s
	}
	return string(raw)
}

// readSheet reads a table: a workbook's sheets, or delimited text.
func (t *Table) readSheet(data []byte) error {
	book, err := sheet.Open(t.name, data)
	if err != nil {
		return err
	}
	t.Notes = book.Notes
	for i := range book.Sheets {
		s := &book.Sheets[i]
		if len(s.Rows) == 0 || t.strange(book, s) {
			continue
		}
		if err := t.readRows(book, s); err != nil {
			return err
		}
	}
	return nil
}

// exported are the columns of a list of statements, whose body is the statement.
var exported = []string{"position", "id", "at", "ended", "head", "body"}

func (t *Table) readRows(book *sheet.Book, s *sheet.Sheet) error {
	h := sheet.HeadingOf(book, s, s.Rows[0])
	if body := h.Find("body"); body >= 0 && h.Find("id") >= 0 && h.Width() == len(exported) {
		t.places = map[string]string{}
		for _, row := range s.Rows[1:] {
			raw := []byte(row.Cell(body).Text)
			r := Row{Sheet: s.Name, Number: row.Number}
			if !json.Valid(raw) {
				t.refuse(r, &muster.Error{Kind: muster.KindInvalid, Field: h.Column(body), Why: "a statement's body is a JSON object; one that was erased is not recorded again"})
				continue
			}
			if raw, err := t.kind.Bare(raw); err == nil {
				t.take(r, raw)
				continue
			}
			t.take(r, raw) // which says what is wrong with it
		}
		return nil
	}
	columns, err := t.columns(h, s.Name)
	if err != nil {
		return err
	}
	for _, row := range s.Rows[1:] {
		t.readRow(s.Name, row, columns, h)
	}
	return nil
}

// readRow builds a statement of a row's cells.
func (t *Table) readRow(name string, row sheet.Row, columns []column, h *sheet.Heading) {
	r := Row{Sheet: name, Number: row.Number, cells: map[string]string{}}
	tree := map[string]any{}
	var refusals []*muster.Error
	no := func(field, why string) {
		refusals = append(refusals, &muster.Error{Kind: muster.KindInvalid, Field: field, Why: why})
	}
	for i, c := range row.Cells {
		if c.Kind == sheet.Blank || i < len(columns) && columns[i].path == passed {
			continue
		}
		if i >= len(columns) || columns[i].path == "" {
			no(h.Column(i), fmt.Sprintf("found %q in a column without a heading; accepted is nothing there", clip(c.Text)))
			continue
		}
		col := columns[i]
		r.cells[col.path] = c.Text
		if c.Kind == sheet.Error {
			no(col.path, fmt.Sprintf("found the error %s; accepted is a value", c.Text))
			continue
		}
		text, why := t.kind.says(col, unharmed(c.Text))
		if why == "" {
			why = col.put(tree, text)
		}
		if why != "" {
			no(col.path, why)
		}
	}
	if len(refusals) > 0 {
		t.refuse(r, refusals...)
		return
	}
	if len(r.cells) == 0 {
		return // a row that has nothing for a statement
	}
	for _, f := range t.kind.Fields {
		if f.list && f.Required && reach(tree, f.steps) == nil {
			set(tree, f.steps, "", []any{}) // a list with nothing in it has a blank cell
		}
	}
	raw, err := json.Marshal(tree)
	if err != nil {
		t.refuse(r, &muster.Error{Kind: muster.KindInvalid, Why: err.Error()})
		return
	}
	v, refusal := t.decode(raw)
	if refusal != nil {
		t.refuse(r, refusal)
		return
	}
	r.Value = v
	t.Rows = append(t.Rows, r)
}

// Kind is the name of the kind of the table's statements.
func (t *Table) Kind() string { return t.kind.Name }

// Values are the statements that could be read.
func (t *Table) Values() []muster.Value {
	var all []muster.Value
	for _, r := range t.Rows {
		all = append(all, r.Value)
	}
	return all
}

// Bare is a statement's body without the key of the request that it came with, which the record wrote.
func (k *Kind) Bare(body json.RawMessage) (json.RawMessage, error) {
	var e struct {
		Kind    string          `json:"kind"`
		Request json.RawMessage `json:"request"`
	}
	if err := json.Unmarshal(body, &e); err != nil || e.Request == nil || e.Kind != k.Name {
		return body, err
	}
	v := k.kind.New()
	if err := json.Unmarshal(body, v); err != nil {
		return nil, err
	}
	v.Common().Request = nil
	return muster.EncodeBody(nil, v)
}
