package observations

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"muster"
	"muster/lesson"
	"muster/sheet"
)

// Account says what became of every row that was read: the numbers add up to Rows.
type Account struct {
	Rows       int
	New        int // an observation is stated and accepted
	Changed    int // one is stated again
	Unchanged  int // it stands as the row says it
	Left       int // somebody decided on it, or stated it again, since it was imported
	Joined     int // a further iteration of a report, joined with it
	Duplicates int // it says what another row says
	Refused    int
	Blank      int // between others
}

// Sum is what the rows came to.
func (a *Account) Sum() int {
	return a.New + a.Changed + a.Unchanged + a.Left + a.Joined + a.Duplicates + a.Refused + a.Blank
}

// Draft is what files say, read and not recorded.
type Draft struct {
	Account
	Lines  []*Line        // what there is to record
	Faults []muster.Fault // in the order of files and rows; those that are notes refuse nothing
	Notes  []string

	order map[string]int // of files, by their names in faults
}

// Line is a report with something to record.
type Line struct {
	Value  lesson.Observation
	Accept bool // it is not accepted yet
	Widen  muster.Audience
	first  *row
	m      *Map
	new    bool
}

// Read reads files by a map. Faults of rows are kept in the draft; an error says that a file as a whole cannot
// be read.
func Read(m *Map, files []File) (*Draft, error) {
	s := &sources{m: m, several: len(files) > 1, replaced: map[[2]string]int{}}
	d := &Draft{order: map[string]int{}}
	for i, f := range files {
		if err := s.read(f); err != nil {
			return nil, err
		}
		if _, twice := d.order[f.Name]; !twice {
			d.order[f.Name] = i
		}
	}
	for _, r := range m.Replace {
		if n := s.replaced[r]; n > 0 {
			s.note(fmt.Sprintf("%q stands in %d cells, and was read as %q", r[0], n, r[1]))
		}
	}
	d.Rows, d.Faults, d.Notes = len(s.rows), s.faults, s.notes
	if len(s.rows) == 0 {
		return nil, muster.Invalid(files[0].Name, "no row follows its heading")
	}
	for _, g := range d.reports(m, s.rows) {
		d.report(m, g)
	}
	d.alike(m)
	d.sort()
	return d, nil
}

// reports are the rows by what identifies them, in their order.
func (d *Draft) reports(m *Map, rows []*row) (all [][]*row) {
	at, taken := map[string]int{}, map[string]*row{}
	for _, r := range rows {
		said := r.said()
		if r.cells == nil && !r.blank {
			d.Refused++
			continue
		}
		if r.blank || said == 0 {
			d.Blank++
			continue
		}
		var key []string
		for _, c := range m.id.columns() {
			if r.cell(c) == "" {
				d.refuse(r, r.place(c), "", "what tells the report from others", "without it the report cannot be told from others")
				key = nil
				break
			}
			key = append(key, r.cell(c))
		}
		if key == nil {
			continue
		}
		id, whole := slug(m.id.fill(r.cell)), strings.Join(key, "\x00")
		if i, ok := at[whole]; ok {
			all[i] = append(all[i], r)
			continue
		}
		place := r.place(m.id.columns()...)
		if other, ok := taken[id]; ok {
			d.refuse(r, place, strings.Join(key, ", "), "an identity of its own", fmt.Sprintf("its id would be %s, which %s has already", id, other.words()))
			continue
		}
		if len(id) > 64 || id == "" {
			d.refuse(r, place, strings.Join(key, ", "), "an identity of up to 64 letters and digits", fmt.Sprintf("its id would be %q", id))
			continue
		}
		at[whole], taken[id] = len(all), r
		all = append(all, []*row{r})
	}
	return all
}

// said counts the cells that say something.
func (r *row) said() (n int) {
	for _, v := range r.cells {
		n += len(v)
	}
	return n
}

// words name a row in a sentence.
func (r *row) words() string {
	if r.sheet == "" {
		return fmt.Sprintf("row %d", r.number)
	}
	return fmt.Sprintf("row %d of %s", r.number, r.sheet)
}

func (d *Draft) refuse(r *row, column, found, accepts, why string) {
	d.Refused++
	d.Faults = append(d.Faults, r.fault(true, column, found, accepts, why))
}

// slug makes an id of a text.
func slug(text string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(text), func(c rune) bool {
		return !(c >= 'a' && c <= 'z' || c >= '0' && c <= '9')
	}), "-")
}

// report makes one observation of the rows of one report.
func (d *Draft) report(m *Map, rows []*row) {
	var apart []*row
	for _, r := range rows {
		var same, other *row
		for _, a := range apart {
			switch {
			case reflect.DeepEqual(a.cells, r.cells):
				same = a
			case m.Iteration == "" || a.cell(m.Iteration) == r.cell(m.Iteration):
				other = a
			}
		}
		switch {
		case same != nil:
			d.Duplicates++
			d.Faults = append(d.Faults, r.fault(false, r.place(m.id.columns()...), slug(m.id.fill(r.cell)), "", "a duplicate: it says what "+same.words()+" says"))
		case other != nil:
			d.refuse(r, r.place(m.id.columns()...), m.id.fill(r.cell), "each report once", other.words()+" has it already, and says otherwise in "+r.place(differ(m, r, other)...))
		default:
			apart = append(apart, r)
		}
	}
	// The latest iteration speaks, and what only an earlier one says is kept below it.
	slices.SortStableFunc(apart, func(a, b *row) int { return later(m, b) - later(m, a) })
	now := apart[0]
	x := lesson.Observation{Matter: m.matter(now)}
	for _, r := range apart[1:] {
		d.Joined++
		d.Faults = append(d.Faults, r.fault(false, r.place(m.Iteration), r.cell(m.Iteration), "", "a further iteration of "+now.words()+", joined with it"))
		m.join(&x.Matter, m.matter(r), r.cell(m.Iteration))
	}
	for _, t := range m.texts {
		if (t.field == "observation" && len(x.Observation) == 0) || (t.field == "title" && len(x.Title) == 0) {
			d.refuse(now, now.place(t.of[0].columns()...), "", "a text", "an observation says what happened, in its field "+t.field)
			d.Joined -= len(apart) - 1
			d.Refused += len(apart) - 1
			return
		}
	}
	x.Kind, x.About = lesson.KindObservation, slug(m.id.fill(now.cell))
	x.Source = &muster.Citation{Sheet: now.in, Row: now.number, Text: m.Name + ", " + now.file}
	x.Originator, x.Releasable = m.Originator, m.Releasable
	d.Lines = append(d.Lines, &Line{Value: x, first: now, m: m})
}

func later(m *Map, r *row) int {
	n, _ := strconv.Atoi(r.cell(m.Iteration)) //nolint:errcheck // what is no number comes first
	return n
}

// differ are the columns in which two rows differ.
func differ(m *Map, a, b *row) (all []string) {
	for _, c := range m.columns {
		if a.cell(c) != b.cell(c) {
			all = append(all, c)
		}
	}
	return all
}

// matter is what a row says.
func (m *Map) matter(r *row) (x lesson.Matter) {
	for _, t := range m.texts {
		text := t.of[0].fill(r.cell)
		if text == "" {
			continue
		}
		if t.field == "activity" {
			x.Activity = strings.TrimLeft(text, "; ")
			continue
		}
		*textOf(&x, t.field) = muster.Text{m.language: text}
	}
	for _, l := range m.lists {
		var all []string
		for _, t := range l.of {
			values := r.cells[sheet.Fold(t.alone())]
			if t.alone() == "" {
				values = []string{t.fill(r.cell)}
			}
			for _, v := range values {
				if v != "" && !slices.Contains(all, v) {
					all = append(all, v)
				}
			}
		}
		if l.field == "lines" {
			x.Lines = all
		} else {
			x.Keywords = all
		}
	}
	return x
}

// join adds what only an earlier iteration says.
func (m *Map) join(x *lesson.Matter, was lesson.Matter, iteration string) {
	for _, field := range []string{"observation", "discussion", "conclusion", "recommendation"} {
		now, before := textOf(x, field), (*textOf(&was, field))[m.language]
		said := (*now)[m.language]
		switch {
		case before == "" || strings.Contains(said, before):
		case said == "":
			*now = muster.Text{m.language: before}
		default:
			*now = muster.Text{m.language: fmt.Sprintf("%s\n\n[%s %s] %s", said, m.Iteration, iteration, before)}
		}
	}
	for _, l := range []struct {
		now *[]string
		was []string
	}{{&x.Lines, was.Lines}, {&x.Keywords, was.Keywords}} {
		for _, v := range l.was {
			if !slices.Contains(*l.now, v) {
				*l.now = append(*l.now, v)
			}
		}
	}
}

// alike lists reports that say the same under several identities: nobody knows that they are one, so all are
// taken.
func (d *Draft) alike(m *Map) {
	if len(m.Alike) == 0 {
		return
	}
	seen := map[string]*row{}
	for _, l := range d.Lines {
		var all []string
		for _, c := range m.Alike {
			all = append(all, strings.Join(strings.Fields(strings.ToLower(l.first.cell(c))), " "))
		}
		key := strings.Join(all, "\x00")
		if other, ok := seen[key]; ok {
			d.Faults = append(d.Faults, l.first.fault(false, l.first.place(m.Alike...), l.Value.About, "", "perhaps a duplicate: it says there what "+other.words()+" says under another identity; both are taken"))
			continue
		}
		seen[key] = l.first
	}
}

func (d *Draft) sort() {
	slices.SortStableFunc(d.Faults, func(a, b muster.Fault) int {
		if n := d.file(a.Sheet) - d.file(b.Sheet); n != 0 {
			return n
		}
		return a.Row - b.Row
	})
}

func (d *Draft) file(name string) int {
	if n, ok := d.order[name]; ok {
		return n
	}
	for f, n := range d.order {
		if strings.HasPrefix(name, f+" ") {
			return n
		}
	}
	return 0
}

// textOf is a text of a matter by its field.
func textOf(x *lesson.Matter, field string) *muster.Text {
	return map[string]*muster.Text{"title": &x.Title, "observation": &x.Observation, "discussion": &x.Discussion, "conclusion": &x.Conclusion, "recommendation": &x.Recommendation}[field]
}
