package kinds

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"muster"
	"muster/sheet"
)

// column is a field in a table; of a field with keys, one of them.
type column struct {
	*Field
	path string // the field's name, with the key where it has keys; empty: a column without a heading
	key  string
}

// columns finds the fields that a heading names. A column that is none is refused, so that nothing which
// somebody wrote is passed over.
func (t *Table) columns(h *sheet.Heading, name string) ([]column, error) {
	all := make([]column, h.Width())
	t.places = map[string]string{}
	for i := range all {
		heading := h.Name(i)
		if heading == "" {
			continue
		}
		c, ok := t.kind.column(heading)
		if !ok {
			if err := t.pass(h, name, i); err != nil {
				return nil, err
			}
			all[i] = column{path: passed}
			continue
		}
		if _, twice := t.places[c.path]; twice {
			return nil, t.at(h, name, i, "the field has a column already; accepted is one")
		}
		t.places[c.path] = h.Column(i)
		all[i] = c
	}
	return all, nil
}

// passed stands for the field of a column that is passed over.
const passed = "-"

// at refuses a column.
func (t *Table) at(h *sheet.Heading, name string, i int, why string) error {
	where := fmt.Sprintf("row %d, column %s", h.Row(), h.Column(i))
	if name != "" {
		where = fmt.Sprintf("sheet %q, %s", name, where)
	}
	return muster.Invalid(t.name, where+": "+why)
}

// kindField is the column that says which kind a statement is: the one that is recorded, or nothing.
var kindField = Field{Name: "kind", steps: []step{{name: "kind"}}}

// column finds a field by a heading: its name, whatever the case, blanks and punctuation.
func (k *Kind) column(heading string) (column, bool) {
	if strings.EqualFold(heading, "kind") {
		return column{Field: &kindField, path: "kind"}, true
	}
	for i := range k.Fields {
		f := &k.Fields[i]
		if f.form == asMap {
			if len(heading) > len(f.Name)+1 && strings.EqualFold(heading[:len(f.Name)+1], f.Name+".") {
				key := heading[len(f.Name)+1:]
				return column{f, f.Name + "." + key, key}, true
			}
			continue
		}
		if sheet.Fold(heading) == sheet.Fold(f.Name) {
			return column{Field: f, path: f.Name}, true
		}
	}
	if name := k.called(heading); name != "" {
		return k.column(name)
	}
	return column{}, false
}

// put puts a cell's value where it belongs in a statement's tree; why says what is wrong with it.
func (c column) put(tree map[string]any, text string) (why string) {
	at := slices.IndexFunc(c.steps, func(s step) bool { return s.list })
	if at < 0 {
		v, why := c.value(text)
		if why == "" {
			set(tree, c.steps, c.key, v)
		}
		return why
	}
	for _, s := range c.steps[:at] {
		tree = inner(tree, s.name)
	}
	parts := split(text)
	items, there := tree[c.steps[at].name].([]any)
	if !there {
		for range parts {
			items = append(items, map[string]any{})
		}
		tree[c.steps[at].name] = items
	}
	if len(parts) != len(items) {
		return fmt.Sprintf("found %d values between semicolons; accepted are %d, as the column beside it has", len(parts), len(items))
	}
	for i, p := range parts {
		if p == "" {
			continue
		}
		v, why := c.one(p)
		if why != "" {
			return why
		}
		set(items[i].(map[string]any), c.steps[at+1:], "", v)
	}
	return ""
}

func set(tree map[string]any, steps []step, key string, v any) {
	for _, s := range steps[:len(steps)-1] {
		tree = inner(tree, s.name)
	}
	last := steps[len(steps)-1].name
	if key != "" {
		tree, last = inner(tree, last), key
	}
	tree[last] = v
}

func inner(tree map[string]any, name string) map[string]any {
	m, ok := tree[name].(map[string]any)
	if !ok {
		m = map[string]any{}
		tree[name] = m
	}
	return m
}

// value reads a cell.
func (c column) value(text string) (v any, why string) {
	if !c.list {
		return c.one(text)
	}
	all := []any{}
	for _, p := range split(text) {
		one, why := c.one(p)
		if why != "" {
			return nil, why
		}
		all = append(all, one)
	}
	return all, ""
}

func (c column) one(text string) (v any, why string) {
	switch c.form {
	case asWhole:
		n, err := strconv.ParseInt(strings.TrimSpace(text), 10, 64)
		if err != nil {
			return nil, fmt.Sprintf("found %q; accepted is a whole number", clip(text))
		}
		return n, ""
	case asBool:
		switch strings.ToLower(strings.TrimSpace(text)) {
		case "true", "yes":
			return true, ""
		case "false", "no":
			return false, ""
		}
		return nil, fmt.Sprintf("found %q; accepted are true, false, yes and no", clip(text))
	case asJSON:
		if !json.Valid([]byte(text)) {
			return nil, fmt.Sprintf("found %q; accepted is JSON", clip(text))
		}
		return json.RawMessage(text), ""
	}
	return text, ""
}

// split parts a list at its semicolons, without blanks around. A backslash before a semicolon, a blank
// or a backslash makes it a character of the text.
func split(text string) []string {
	const blank = "\x00" // one that is kept
	var all []string
	var b strings.Builder
	end := func() {
		all = append(all, strings.ReplaceAll(strings.TrimSpace(b.String()), blank, " "))
		b.Reset()
	}
	for i := 0; i < len(text); i++ {
		switch {
		case text[i] == '\\' && i+1 < len(text) && strings.IndexByte(`; \`, text[i+1]) >= 0:
			i++
			if text[i] == ' ' {
				b.WriteString(blank)
				continue
			}
			b.WriteByte(text[i])
		case text[i] == ';':
			end()
		default:
			b.WriteByte(text[i])
		}
	}
	end()
	return all
}

// joined is what split parts.
func joined(all []string) string {
	for i, s := range all {
		s = strings.NewReplacer(`\`, `\\`, `;`, `\;`).Replace(s)
		if strings.HasPrefix(s, " ") {
			s = `\` + s
		}
		if rest, ok := strings.CutSuffix(s, " "); ok && rest != `\` {
			s = rest + `\ `
		}
		all[i] = s
	}
	return strings.Join(all, ";")
}

// A text that a spreadsheet would run as a formula is written with an apostrophe before it, and one that
// begins with such an apostrophe anyway with one more.
var formula = regexp.MustCompile(`^'*[=+\-@\t\r\n]`)

func harmless(s string) string {
	if !sheet.IsNumber(s) && formula.MatchString(s) {
		return "'" + s
	}
	return s
}

func unharmed(s string) string {
	if strings.HasPrefix(s, "'") && formula.MatchString(s) {
		return s[1:]
	}
	return s
}
