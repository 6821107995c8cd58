package observations

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"muster"
	"muster/sheet"
)

// File is a file that somebody brings.
type File struct {
	Name string
	Data []byte
}

// row is a row of a file with the cells that the map reads.
type row struct {
	file   string
	sheet  string // as a fault names it: of several files the file's name as well
	in     string // the sheet of a workbook
	number int
	cells  map[string][]string // by folded column, as the source has them
	raw    map[string]string   // the same as they stood
	places map[string]string   // of its file: columns by folded name as a fault names them
	blank  bool
}

func (r *row) cell(column string) string { return strings.Join(r.cells[sheet.Fold(column)], "; ") }

// place is how a fault names columns.
func (r *row) place(columns ...string) string {
	var all []string
	for _, c := range columns {
		if p := r.places[sheet.Fold(c)]; p != "" {
			c = p
		}
		all = append(all, c)
	}
	return strings.Join(all, ", ")
}

// fault is a refusal or a note of a row.
func (r *row) fault(refused bool, column, found, accepts, why string) muster.Fault {
	return muster.Fault{Sheet: r.sheet, Row: r.number, Column: column, Found: found, Accepts: accepts, Why: why, Refused: refused}
}

// sources reads the rows of files.
type sources struct {
	m        *Map
	several  bool
	rows     []*row
	faults   []muster.Fault
	notes    []string
	replaced map[[2]string]int
}

func (s *sources) read(f File) error {
	data, err := sheet.Unpack(f.Name, f.Data)
	if err != nil {
		return err //nolint:wrapcheck // it names the file
	}
	text := bytes.TrimLeft(bytes.TrimPrefix(data, []byte("\uFEFF")), " \t\r\n")
	if len(text) > 0 && (text[0] == '{' || text[0] == '[') {
		return s.readJSON(f.Name, text, 1+bytes.Count(data[:len(data)-len(text)], []byte("\n")))
	}
	return s.readTable(f)
}

func (s *sources) readTable(f File) error {
	book, err := sheet.Open(f.Name, f.Data)
	if err != nil {
		return err //nolint:wrapcheck // it names the file
	}
	if len(book.Sheets) == 0 || len(book.Sheets[0].Rows) == 0 {
		return muster.Invalid(f.Name, "it is empty; accepted is a table with a row for each report, or JSON with an object for each")
	}
	s.notes = append(s.notes, book.Notes...)
	sh := &book.Sheets[0]
	heading := sh.Rows[0]
	for i, c := range heading.Cells { // a blank before a quote makes the quote a part of the cell
		if t := strings.TrimSpace(c.Text); len(t) > 1 && t[0] == '"' && t[len(t)-1] == '"' {
			heading.Cells[i].Text = t[1 : len(t)-1]
		}
	}
	h := sheet.HeadingOf(book, sh, heading)
	at, places := map[string]int{}, map[string]string{}
	for _, c := range s.m.columns {
		i := h.Need(c)
		at[sheet.Fold(c)], places[sheet.Fold(c)] = i, h.Column(i)
	}
	if err := h.Err(); err != nil {
		return err //nolint:wrapcheck // it names file and columns
	}
	var unread []string
	for i := range h.Width() {
		if n := h.Name(i); n != "" && places[sheet.Fold(n)] == "" {
			unread = append(unread, n)
		}
	}
	if len(unread) > 0 {
		s.note(fmt.Sprintf("%s: the map does not read the columns %s", s.whose(f.Name), strings.Join(unread, ", ")))
	}
	last := heading.Number
	for _, r := range sh.Rows[1:] {
		for last++; last < r.Number; last++ {
			s.rows = append(s.rows, &row{file: f.Name, number: last, blank: true})
		}
		x := s.row(f.Name, sh.Name, r.Number, places)
		for c, i := range at {
			s.take(x, c, r.Cell(i).Text)
		}
		s.rows = append(s.rows, x)
	}
	return nil
}

// whose is a file's name, or where there are several what they have in common.
func (s *sources) whose(name string) string {
	if s.several {
		return "the files"
	}
	return name
}

// note says something of the whole once.
func (s *sources) note(text string) {
	for _, n := range s.notes {
		if n == text {
			return
		}
	}
	s.notes = append(s.notes, text)
}

func (s *sources) row(file, in string, number int, places map[string]string) *row {
	x := &row{file: file, sheet: in, in: in, number: number, cells: map[string][]string{}, raw: map[string]string{}, places: places}
	if s.several {
		x.sheet = strings.TrimSpace(file + " " + in)
	}
	return x
}

// readJSON reads an object a line, or a list of objects; text begins on a line of its file.
func (s *sources) readJSON(name string, text []byte, line int) error {
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	list := text[0] == '['
	if list {
		d.Token() //nolint:errcheck // it is there
	}
	places, seen := map[string]string{}, map[string]bool{}
	for n := 1; !list || d.More(); n++ {
		var object map[string]any
		err := d.Decode(&object)
		if errors.Is(err, io.EOF) {
			break
		}
		at := line + bytes.Count(text[:d.InputOffset()], []byte("\n"))
		if err != nil {
			return muster.Invalid(name, fmt.Sprintf("line %d: it is no JSON object: %s; accepted are an object a line, or a list of objects", at, strings.TrimPrefix(err.Error(), "json: ")))
		}
		if list {
			at = n
		}
		x := s.row(name, "", at, places)
		for key := range object {
			places[sheet.Fold(key)], seen[sheet.Fold(key)] = key, true
		}
		for key, value := range object {
			c := sheet.Fold(key)
			if !slices.ContainsFunc(s.m.columns, func(have string) bool { return sheet.Fold(have) == c }) {
				s.note(fmt.Sprintf("%s: the map does not read the fields %s", s.whose(name), key))
				continue
			}
			if err := s.value(x, c, value); err != nil {
				s.faults = append(s.faults, x.fault(true, key, fmt.Sprint(value), "text, a number, or a list of them", err.Error()))
				x.cells = nil
				break
			}
		}
		s.rows = append(s.rows, x)
	}
	var missing []string
	for _, c := range s.m.columns {
		if !seen[sheet.Fold(c)] {
			missing = append(missing, c)
		}
	}
	if len(missing) > 0 {
		return muster.Invalid(name, fmt.Sprintf(`none of its objects has "%s"`, strings.Join(missing, `", "`)))
	}
	return nil
}

// value takes what JSON says of a field.
func (s *sources) value(x *row, c string, value any) error {
	switch v := value.(type) {
	case nil:
	case []any:
		for _, one := range v {
			switch one.(type) {
			case []any, map[string]any:
				return errors.New("a list within a list is no value of a report")
			}
			if err := s.value(x, c, one); err != nil {
				return err
			}
		}
	case map[string]any:
		return errors.New("an object is no value of a report")
	default:
		s.take(x, c, fmt.Sprint(v))
	}
	return nil
}

// take puts a cell into a row: mended, split and its day read as the map says.
func (s *sources) take(x *row, c, text string) {
	if x.raw[c] != "" {
		x.raw[c] += "; "
	}
	x.raw[c] += strings.TrimSpace(text)
	for _, r := range s.m.Replace {
		if strings.Contains(text, r[0]) {
			s.replaced[r]++
			text = strings.ReplaceAll(text, r[0], r[1])
		}
	}
	text = strings.TrimSpace(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text))
	values := []string{text}
	if apart, ok := by(s.m.Split, c); ok {
		values = strings.Split(text, apart)
	}
	how, day := by(s.m.Dates, c)
	for _, v := range values {
		v = strings.TrimSpace(v)
		if v == "" || s.says(v) {
			continue
		}
		if day {
			iso, err := readDay(how, v)
			if err != nil {
				s.faults = append(s.faults, x.fault(false, x.place(c), v, how, "it is no such day, and is kept as it stands"))
			} else {
				v = iso
			}
		}
		x.cells[c] = append(x.cells[c], v)
	}
}

// says reports whether a cell is one of the words for nothing.
func (s *sources) says(v string) bool {
	for _, n := range s.m.Nothing {
		if strings.EqualFold(n, v) {
			return true
		}
	}
	return false
}

// readDay reads a day as a source writes it, into ISO; a time of midnight is left out.
func readDay(how, text string) (string, error) {
	layout := strings.NewReplacer("YYYY", "2006", "MM", "01", "DD", "02", "hh", "15", "mm", "04").Replace(how)
	t, err := time.Parse(layout, text)
	if err != nil {
		return "", err //nolint:wrapcheck // only that there is one
	}
	if t.Hour() == 0 && t.Minute() == 0 {
		return t.Format("2006-01-02"), nil
	}
	return t.Format("2006-01-02 15:04"), nil
}
