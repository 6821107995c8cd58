// Package observations reads what others observed, in files of their own making: reports, lessons and
// recommendations, a row each. A map says which of their columns becomes what of an observation.
package observations

import (
	"bytes"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"muster"
	"muster/access"
	"muster/lesson"
	"muster/sheet"
)

// Map says how a row becomes an observation. Its texts are templates: {Column} stands for a cell, and what
// lies in [brackets] is left out where a column in it says nothing.
type Map struct {
	Name       string            `json:"name"`       // by which reports call the source
	ID         string            `json:"id"`         // the identity of a report, as in safenet-{SAFENET ID}
	Iteration  string            `json:"iteration"`  // the column that numbers the rows of one report
	Alike      []string          `json:"alike"`      // the columns in which two reports that say the same are listed
	Language   string            `json:"language"`   // of the texts
	Originator muster.PartyID    `json:"originator"` // whose people observed it; empty: who brings it
	Releasable muster.Audience   `json:"releasable"` // to whom it may be shown once it is accepted
	Nothing    []string          `json:"nothing"`    // cells that say nothing, as N/A
	Replace    [][2]string       `json:"replace"`    // what is damaged in the cells, and what stands there instead
	Split      map[string]string `json:"split"`      // by column, what parts its values
	Dates      map[string]string `json:"dates"`      // by column, how its days are written, as in MM/DD/YYYY hh:mm

	Title          string   `json:"title"`
	Observation    string   `json:"observation"`
	Discussion     string   `json:"discussion"`
	Conclusion     string   `json:"conclusion"`
	Recommendation string   `json:"recommendation"`
	Activity       string   `json:"activity"`
	Lines          []string `json:"lines"`
	Keywords       []string `json:"keywords"`

	id       template
	texts    []named
	lists    []named
	columns  []string // all that are read, each once
	language string
}

// named are the templates of a field.
type named struct {
	field string
	of    []template
}

//go:embed maps/*.json
var built embed.FS

// Built are the names of the maps that come with Muster.
var Built = []string{"llis", "safenet", "taic"}

// Named returns a map that comes with Muster.
func Named(name string) (*Map, bool) {
	if !slices.Contains(Built, name) {
		return nil, false
	}
	data, err := built.ReadFile("maps/" + name + ".json")
	if err != nil {
		return nil, false
	}
	m, err := ReadMap(name, data)
	return m, err == nil
}

// ReadMap reads a map: a JSON object, or a table with the columns field, of and says.
func ReadMap(name string, data []byte) (*Map, error) {
	m := &Map{}
	text := bytes.TrimSpace(bytes.TrimPrefix(data, []byte("\uFEFF")))
	if len(text) == 0 || text[0] != '{' {
		var err error
		if text, err = fromTable(name, data); err != nil {
			return nil, err
		}
	}
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(m); err != nil {
		return nil, muster.Invalid(name, fmt.Sprintf("it is no map: %s; accepted are the fields %s", strings.TrimPrefix(err.Error(), "json: "), strings.Join(mapFields, ", ")))
	}
	if _, err := d.Token(); err != io.EOF { //nolint:errorlint // the decoder gives it as it is
		return nil, muster.Invalid(name, "it is no map: something follows its object; accepted is one JSON object")
	}
	if err := m.compile(); err != nil {
		var all []error
		for _, e := range muster.Refusals(err) {
			all = append(all, muster.Invalid(name, e.Error()))
		}
		return nil, errors.Join(all...)
	}
	return m, nil
}

var mapFields = []string{"name", "id", "iteration", "alike", "language", "originator", "releasable", "nothing", "replace", "split", "dates", "title", "observation", "discussion", "conclusion", "recommendation", "activity", "lines", "keywords"}

// fromTable makes the object of a map that is a table: a row says something of a field, of a column where the
// field is one by column, or what is replaced.
func fromTable(name string, data []byte) ([]byte, error) {
	book, err := sheet.Open(name, data)
	if err != nil {
		return nil, err //nolint:wrapcheck // it names the file
	}
	if len(book.Sheets) == 0 || len(book.Sheets[0].Rows) == 0 {
		return nil, muster.Invalid(name, "it is empty; accepted is a map as JSON, or as a table with the columns field, of and says")
	}
	rows := book.Sheets[0].Rows
	h := sheet.HeadingOf(book, &book.Sheets[0], rows[0])
	field, of, says := h.Need("field"), h.Find("of"), h.Need("says")
	if err := h.Err(); err != nil {
		return nil, err //nolint:wrapcheck // it names file and column
	}
	m := map[string]any{}
	for _, r := range rows[1:] {
		f, o, s := strings.TrimSpace(r.Cell(field).Text), r.Cell(of).Text, r.Cell(says).Text
		switch f {
		case "split", "dates":
			by, _ := m[f].(map[string]string)
			if by == nil {
				by = map[string]string{}
			}
			by[strings.TrimSpace(o)] = s
			m[f] = by
		case "replace":
			all, _ := m[f].([][2]string)
			m[f] = append(all, [2]string{o, s})
		case "alike", "nothing", "lines", "keywords":
			all, _ := m[f].([]string)
			m[f] = append(all, s)
		default:
			if _, twice := m[f]; twice {
				return nil, muster.Invalid(name, fmt.Sprintf("row %d: the field %q stands twice; accepted is once", r.Number, f))
			}
			m[f] = s
		}
	}
	return json.Marshal(m) //nolint:wrapcheck // texts
}

// compile checks a map and reads its templates.
func (m *Map) compile() error {
	var f muster.Faults
	read := func(field, text string) template {
		t, err := parse(text)
		if err != nil {
			f.Found(field, text, err.Error())
		}
		m.use(t.columns()...)
		return t
	}
	if m.Name == "" {
		f.Found("name", "", "what the source is called, as in SAFENET")
	}
	if m.id = read("id", m.ID); len(m.id.columns()) == 0 {
		f.Found("id", m.ID, "the columns by which a report is told from others, as in safenet-{SAFENET ID}")
	}
	if m.language = m.Language; m.language == "" {
		m.language = "en"
	}
	f.Text("language", muster.Text{m.language: "text"})
	for _, x := range []struct{ field, text string }{
		{"title", m.Title},
		{"observation", m.Observation},
		{"discussion", m.Discussion},
		{"conclusion", m.Conclusion},
		{"recommendation", m.Recommendation},
		{"activity", m.Activity},
	} {
		if x.text == "" && (x.field == "title" || x.field == "observation") {
			f.Found(x.field, "", "a template, as in {Narrative}")
		}
		if x.text != "" {
			m.texts = append(m.texts, named{x.field, []template{read(x.field, x.text)}})
		}
	}
	for _, x := range []struct {
		field string
		texts []string
	}{{"lines", m.Lines}, {"keywords", m.Keywords}} {
		n := named{field: x.field}
		for _, text := range x.texts {
			t := read(x.field, text)
			if x.field == "lines" && len(t.columns()) == 0 {
				f.OneOf(x.field, text, lesson.Lines)
			}
			n.of = append(n.of, t)
		}
		m.lists = append(m.lists, n)
	}
	if m.Iteration != "" {
		m.use(m.Iteration)
	}
	m.use(m.Alike...)
	if _, err := access.ParseAudience(m.Releasable); m.Releasable != "" && err != nil {
		f.Add(muster.InvalidAt("releasable", err))
	}
	for c, by := range m.Split {
		if by == "" {
			f.Found("split", "", "what parts the values of "+c+", as in ;")
		}
	}
	for c, how := range m.Dates {
		if !strings.Contains(how, "YYYY") {
			f.Found("dates", how, "how the days of "+c+" are written, with YYYY, MM, DD, hh and mm, as in MM/DD/YYYY hh:mm")
		}
	}
	for _, r := range m.Replace {
		if r[0] == "" {
			f.Found("replace", "", "what is replaced, and by what")
		}
	}
	return f.Err()
}

func (m *Map) use(columns ...string) {
	for _, c := range columns {
		if !slices.ContainsFunc(m.columns, func(have string) bool { return sheet.Fold(have) == sheet.Fold(c) }) {
			m.columns = append(m.columns, c)
		}
	}
}

// by is what a map says of a column.
func by[T any](m map[string]T, column string) (said T, ok bool) {
	for c, x := range m {
		if sheet.Fold(c) == sheet.Fold(column) {
			return x, true
		}
	}
	return said, false
}
