package kinds

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strconv"
	"strings"
	"unicode/utf8"

	"muster"
)

// readJSON reads an object, a list of them, or objects one after the other, as in a file with one a
// line. A row is a list's item by its number, else the line on which the object begins.
func (t *Table) readJSON(text []byte) error {
	text = bytes.TrimPrefix(text, bom)
	if !utf8.Valid(text) {
		return muster.Invalid(t.name, "it has bytes that are no UTF-8; accepted is JSON in UTF-8")
	}
	wrong := func(at int64, why error) error {
		return muster.Invalid(t.name, fmt.Sprintf("line %d: it is no JSON: %s; accepted are an object, a list of objects, or an object a line", lineOf(text, at), strings.TrimPrefix(why.Error(), "json: ")))
	}
	d := json.NewDecoder(bytes.NewReader(text))
	list := bytes.TrimSpace(text)[0] == '['
	if list {
		d.Token() //nolint:errcheck // it is there
	}
	for n := 1; !list || d.More(); n++ {
		var raw json.RawMessage
		err := d.Decode(&raw)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			at := d.InputOffset()
			var syntax *json.SyntaxError
			if errors.As(err, &syntax) {
				at = syntax.Offset
			}
			return wrong(at, err)
		}
		row := n
		if !list {
			row = lineOf(text, d.InputOffset()-int64(len(raw)))
		}
		t.take(Row{Number: row}, raw)
	}
	if !list {
		return nil
	}
	if _, err := d.Token(); err != nil {
		return wrong(int64(len(text)), err)
	}
	if rest := bytes.TrimSpace(text[d.InputOffset():]); len(rest) > 0 {
		return wrong(d.InputOffset(), fmt.Errorf("%q follows the list", clip(string(rest))))
	}
	return nil
}

// lineOf is the line of a text on which an offset lies.
func lineOf(text []byte, at int64) int {
	return 1 + bytes.Count(text[:min(max(at, 0), int64(len(text)))], []byte("\n"))
}

// take decodes a statement into a row, or refuses the row.
func (t *Table) take(r Row, raw json.RawMessage) {
	v, refusal := t.decode(raw)
	if refusal != nil {
		r.raw = raw
		t.refuse(r, refusal)
		return
	}
	r.Value, r.raw = v, raw
	t.Rows = append(t.Rows, r)
}

// decode reads one statement by its kind's declaration. What the kind does not have is refused, so that
// a mistyped field is not lost.
func (t *Table) decode(raw json.RawMessage) (muster.Value, *muster.Error) {
	no := func(field, why string) (muster.Value, *muster.Error) {
		return nil, &muster.Error{Kind: muster.KindInvalid, Field: field, Why: why}
	}
	if name, again := Twice(raw); again {
		return no(name, "found it more than once; accepted is one")
	}
	var e struct {
		Kind    *string         `json:"kind"`
		Request json.RawMessage `json:"request"`
	}
	if err := json.Unmarshal(raw, &e); err != nil {
		return no("", "a statement is a JSON object whose kind is text")
	}
	if e.Kind != nil && *e.Kind != t.kind.Name {
		return no("kind", fmt.Sprintf("found %q; accepted is %s, or nothing", *e.Kind, t.kind.Name))
	}
	if e.Request != nil {
		return no("request", "the record writes it; accepted is the flag --key")
	}
	v := t.kind.kind.New()
	d := json.NewDecoder(bytes.NewReader(raw))
	d.DisallowUnknownFields()
	if err := d.Decode(v); err != nil {
		var wrong *json.UnmarshalTypeError
		if errors.As(err, &wrong) {
			field := wrong.Field
			for _, embedded := range []string{"Act.Envelope.", "Envelope.", "Act."} {
				field = strings.TrimPrefix(field, embedded)
			}
			return no(field, fmt.Sprintf("found %s; accepted is %s", t.found(raw, field, wrong), t.accepts(field, wrong)))
		}
		if _, name, ok := strings.Cut(err.Error(), "unknown field "); ok {
			return no(strings.Trim(name, `"`), fmt.Sprintf("a statement of kind %s has no such field; accepted are %s", t.kind.Name, t.names()))
		}
		var refusal *muster.Error
		if errors.As(err, &refusal) {
			return nil, refusal
		}
		return no("", strings.TrimPrefix(err.Error(), "json: "))
	}
	v.Common().Kind = t.kind.Name
	return v, nil
}

// found is what a statement has at a field of another type, as it stands there where it can be shown.
func (t *Table) found(raw json.RawMessage, field string, wrong *json.UnmarshalTypeError) string {
	if s := dig(raw, field); s != "" {
		return strconv.Quote(clip(s))
	}
	return "a " + wrong.Value
}

// accepts is the type of a field in the words of 'muster kinds'.
func (t *Table) accepts(field string, wrong *json.UnmarshalTypeError) string {
	for _, f := range t.kind.Fields {
		if f.Name == field {
			return f.Type
		}
	}
	if wrong.Type.Kind() == reflect.Struct || wrong.Type.Kind() == reflect.Map {
		return "an object"
	}
	return wrong.Type.String()
}

// Twice finds a field that an object of valid JSON has more than once, whatever the case of its letters:
// readers of JSON differ in which of them they take.
func Twice(text []byte) (name string, again bool) {
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	type level struct {
		seen map[string]bool // of an object; nil: a list
		key  bool            // a name comes next
	}
	var at []*level
	for {
		t, err := d.Token()
		if err != nil {
			return "", false
		}
		var in *level
		if len(at) > 0 {
			in = at[len(at)-1]
		}
		if s, ok := t.(string); ok && in != nil && in.key {
			folded := strings.ToLower(s)
			if in.seen[folded] {
				return s, true
			}
			in.seen[folded], in.key = true, false
			continue
		}
		if in != nil && in.seen != nil {
			in.key = true // whatever value this is, or begins
		}
		switch t {
		case json.Delim('{'):
			at = append(at, &level{seen: map[string]bool{}, key: true})
		case json.Delim('['):
			at = append(at, &level{})
		case json.Delim('}'), json.Delim(']'):
			at = at[:len(at)-1]
		}
	}
}

func clip(s string) string {
	if r := []rune(s); len(r) > 60 {
		return string(r[:59]) + "…"
	}
	return s
}
