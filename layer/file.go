package layer

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"muster"
	"muster/pledge"
	"muster/sheet"
)

// JSON is the document of a layer as it is handed on: without id, owner and sharing, which are this
// Muster's business.
func (l Layer) JSON() ([]byte, error) {
	l.ID, l.Owner, l.Shared, l.Format = "", "", false, Format
	if l.Judgements == nil {
		l.Judgements = []Judgement{}
	}
	b, err := json.MarshalIndent(l, "", "  ")
	return append(b, '\n'), err
}

var columns = []sheet.ExportColumn{
	{Name: "contribution", Kind: sheet.Text},
	{Name: "line", Kind: sheet.Text},
	{Name: "event", Kind: sheet.Text},
	{Name: "kind", Kind: sheet.Text},
	{Name: "value", Kind: sheet.Text},
	{Name: "note", Kind: sheet.Text},
	{Name: "when", Kind: sheet.Text},
	{Name: "base_statement", Kind: sheet.Text},
	{Name: "base_digest", Kind: sheet.Text},
	{Name: "base_series", Kind: sheet.Text},
	{Name: "base_party", Kind: sheet.Text},
	{Name: "base_type", Kind: sheet.Text},
	{Name: "base_date", Kind: sheet.Text},
	{Name: "base_value", Kind: sheet.Text},
	{Name: "base_converted", Kind: sheet.Text},
}

// Export is a layer as a table, for CSV and workbooks.
func (l *Layer) Export() sheet.Export {
	return sheet.Export{Name: l.Name, Columns: columns, Rows: func(yield func([]string) bool) {
		for _, j := range l.Judgements {
			var b pledge.Base
			if j.Base != nil {
				b = *j.Base
			}
			when := ""
			if !j.When.IsZero() {
				when = j.When.UTC().Format(time.RFC3339)
			}
			if !yield([]string{
				j.Contribution, j.Line, string(j.Event), string(j.Kind), j.Value, j.Note, when,
				string(b.Statement), b.Digest, b.Series, string(b.Says.Party), b.Says.Type, b.Says.Date, b.Says.Value, b.Says.Converted,
			}) {
				return
			}
		}
	}}
}

// Read reads a layer from a file, JSON or CSV, told by its content. One from a CSV file has the name
// given. What is wrong is refused by field, or by row and column.
func Read(name string, data []byte) (Layer, error) {
	if len(data) > MostBytes {
		return Layer{}, muster.Invalid("file", fmt.Sprintf("it has %d bytes; a layer's file has at most %d", len(data), MostBytes))
	}
	text := bytes.TrimPrefix(data, []byte("\ufeff"))
	if bytes.HasPrefix(bytes.TrimSpace(text), []byte("{")) {
		return readJSON(text)
	}
	return readCSV(name, text)
}

func readJSON(data []byte) (l Layer, err error) {
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(&l); err != nil {
		var t *json.UnmarshalTypeError
		if errors.As(err, &t) {
			return l, muster.Invalid(t.Field, fmt.Sprintf("found %s; docs/layers.md says what stands there", t.Value))
		}
		if name, ok := strings.CutPrefix(err.Error(), "json: unknown field "); ok {
			return l, muster.Invalid(strings.Trim(name, `"`), "a layer has no such field")
		}
		return l, muster.Invalid("file", "it is no JSON: "+strings.TrimPrefix(err.Error(), "json: "))
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return l, muster.Invalid("file", "something stands after the layer")
	}
	l.ID, l.Owner, l.Shared = "", "", false
	return l, l.Check()
}

// needed are the columns that a CSV file cannot do without.
var needed = []string{"contribution", "event", "kind"}

func readCSV(name string, data []byte) (Layer, error) {
	l := Layer{Format: Format, Name: name}
	r := csv.NewReader(bytes.NewReader(data))
	head, err := r.Read()
	if err != nil {
		return l, muster.Invalid("file", "it is neither a layer's JSON nor CSV with a heading: "+err.Error())
	}
	at := map[string]int{}
	for i, h := range head {
		at[strings.ToLower(strings.TrimSpace(h))] = i
	}
	for _, n := range needed {
		if _, ok := at[n]; !ok {
			return l, muster.Invalid(n, fmt.Sprintf("there is no such column; the file has %v", head))
		}
	}
	for h := range at {
		if !slices.ContainsFunc(columns, func(c sheet.ExportColumn) bool { return c.Name == h }) {
			return l, muster.Invalid(short(h), "a layer has no such column")
		}
	}
	var errs []error
	for n := 2; ; n++ {
		rec, err := r.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return l, muster.Invalid("file", err.Error())
		}
		j, err := fromCells(func(c string) string {
			if i, ok := at[c]; ok {
				return plain(rec[i])
			}
			return ""
		})
		for _, e := range append(muster.Refusals(err), muster.Refusals(join(j.faults()))...) {
			errs = append(errs, muster.Invalid(fmt.Sprintf("row %d, %s", n, e.Field), e.Why))
		}
		if len(errs) >= 100 {
			break
		}
		l.Judgements = append(l.Judgements, j)
	}
	if len(errs) > 0 {
		return l, errors.Join(errs...)
	}
	return l, l.Check()
}

func fromCells(cell func(string) string) (j Judgement, err error) {
	j = Judgement{
		Target: pledge.Target{Contribution: cell("contribution"), Line: cell("line"), Event: pledge.Event(cell("event"))},
		Kind:   Kind(cell("kind")), Value: cell("value"), Note: cell("note"),
	}
	if d := cell("base_digest"); d != "" {
		j.Base = &pledge.Base{
			Statement: muster.ID(cell("base_statement")), Digest: d, Series: cell("base_series"),
			Says: pledge.Says{Party: muster.PartyID(cell("base_party")), Type: cell("base_type"), Date: cell("base_date"), Value: cell("base_value"), Converted: cell("base_converted")},
		}
	}
	if w := cell("when"); w != "" {
		if j.When, err = time.Parse(time.RFC3339, w); err != nil {
			err = muster.Invalid("when", fmt.Sprintf("found %q; an instant is written as in 2026-11-23T17:30:00Z", short(w)))
		}
	}
	return j, err
}

// plain takes away the apostrophe with which a text was kept from being run as a formula.
func plain(s string) string {
	if rest, ok := strings.CutPrefix(s, "'"); ok && sheet.Harmless(rest) != rest {
		return rest
	}
	return s
}
