package kinds

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
)

// WriteCSV writes the bodies of statements of a kind as a table that Read reads back: a column for each
// field that one of them has, or for every field where there are none, as a form to fill.
func WriteCSV(w io.Writer, kind Kind, bodies []json.RawMessage) error {
	trees := make([]map[string]any, len(bodies))
	for i, b := range bodies {
		d := json.NewDecoder(bytes.NewReader(b))
		d.UseNumber()
		if err := d.Decode(&trees[i]); err != nil {
			return fmt.Errorf("statement %d: %w", i+1, err)
		}
	}
	var columns []column
	for i := range kind.Fields {
		f := &kind.Fields[i]
		if f.form != asMap {
			c := column{Field: f, path: f.Name}
			if len(trees) == 0 || slices.ContainsFunc(trees, func(t map[string]any) bool { return c.text(t) != "" }) {
				columns = append(columns, c)
			}
			continue
		}
		keys := map[string]bool{}
		for _, t := range trees {
			m, _ := reach(t, f.steps).(map[string]any)
			for k := range m {
				keys[k] = true
			}
		}
		if len(trees) == 0 {
			keys["en"] = true
		}
		for _, k := range slices.Sorted(maps.Keys(keys)) {
			columns = append(columns, column{f, f.Name + "." + k, k})
		}
	}
	out := csv.NewWriter(w)
	cells := make([]string, len(columns))
	for i, c := range columns {
		cells[i] = c.path
	}
	out.Write(cells) //nolint:errcheck // Flush keeps the error
	for _, t := range trees {
		for i, c := range columns {
			cells[i] = harmless(c.text(t))
		}
		out.Write(cells) //nolint:errcheck // as above
	}
	out.Flush()
	return out.Error()
}

func reach(tree map[string]any, steps []step) any {
	var at any = tree
	for _, s := range steps {
		m, _ := at.(map[string]any)
		at = m[s.name]
	}
	return at
}

// text is the cell that a statement has in a column.
func (c column) text(tree map[string]any) string {
	at := slices.IndexFunc(c.steps, func(s step) bool { return s.list })
	if at < 0 {
		v := reach(tree, c.steps)
		if c.key != "" {
			m, _ := v.(map[string]any)
			v = m[c.key]
		}
		items, ok := v.([]any)
		if !ok || !c.list {
			return c.cell(v)
		}
		var all []string
		for _, x := range items {
			all = append(all, c.cell(x))
		}
		return joined(all)
	}
	items, _ := reach(tree, c.steps[:at+1]).([]any)
	var all []string
	some := false
	for _, x := range items {
		m, _ := x.(map[string]any)
		s := c.cell(reach(m, c.steps[at+1:]))
		some = some || s != ""
		all = append(all, s)
	}
	if !some {
		return ""
	}
	return joined(all)
}

func (c column) cell(v any) string {
	switch x := v.(type) {
	case nil:
		return ""
	case string:
		if c.form != asJSON {
			return x
		}
	case json.Number:
		if c.form != asJSON {
			return x.String()
		}
	case bool:
		if c.form != asJSON {
			return map[bool]string{true: "true", false: "false"}[x]
		}
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.Encode(v) //nolint:errcheck // it was JSON
	return strings.TrimSpace(b.String())
}
