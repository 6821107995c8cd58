// Package kinds describes kinds of statement by their own declarations, and reads and writes statements
// of any kind as tables and as JSON. It knows no kind by name: what a kind has, reflection finds.
package kinds

import (
	"encoding"
	"reflect"
	"slices"
	"strings"

	"muster"
	"muster/record"
)

// Closed are the kinds that are not recorded one by one, and how they come instead.
var Closed = map[string]string{
	record.KindOpen:       "it is the first statement of a record, which 'muster init' makes",
	record.KindDocument:   "documents come with an import or an attachment: 'muster import', 'muster attach', or POST /v1/imports/{kind} and /v1/attachments",
	"work.attachment/1":   "a file comes with what it is attached to: 'muster attach', or POST /v1/attachments",
	record.KindKey:        "'muster rotate-key' puts another signing key in place",
	"pledge.submission/1": "an edition comes with an import: 'muster import', or POST /v1/imports/{kind}",
	"pledge.cites/1":      "an edition comes with an import: 'muster import', or POST /v1/imports/{kind}",
}

// Field is a field of a statement, with the fields of what lies inside it beside it: its name is the
// way to it, "value.amount".
type Field struct {
	Name     string `json:"name"`
	Type     string `json:"type"`
	Required bool   `json:"required"`
	Within   string `json:"within,omitempty"` // what it is required in, where that itself may be left out
	Says     string `json:"says"`

	steps []step
	leaf  reflect.Type // of the value, of each value where the field is a list
	form  form
	list  bool // the value itself is a list: a;b;c
}

// step is a name on the way to a field; inside a list it is a name of each of its objects.
type step struct {
	name string
	list bool
}

// form is how the text of a cell is read.
type form uint8

const (
	asText form = iota
	asWhole
	asBool
	asMap  // a column for each key: names.en
	asJSON // what no cell shows better
)

// envelope says what the fields do that every statement has. Kind and request are the record's own.
var envelope = map[string]string{
	"by":                "whose claim it is: a party by its id; absent: who records it",
	"role":              "in what role the speaker acts, as in donor-officer",
	"acted_by":          "the person or program that typed it",
	"about":             "the object spoken of, by its id",
	"effective":         "the day from which it holds",
	"source.submission": "the submission in which it was read",
	"source.sheet":      "the sheet in which it was read",
	"source.row":        "the row in which it was read",
	"source.column":     "the column in which it was read",
	"source.text":       "the source in words: title, publisher, address",
	"audience":          "to whom it is shown, as in public or party/de; absent: the operator alone",
	"replaces":          "the statement that stands now and gives way to this one",
	"withdraws":         "the statement that stands now and ends with this one",
	"why":               "the reason, in words",
}

// FieldsOf lists the fields of a statement: its own, then those of its envelope, but for the kind and
// what the record itself writes.
func FieldsOf(v muster.Value) []Field {
	var all []Field
	walk(reflect.TypeOf(v).Elem(), Field{Required: true}, &all)
	all = slices.DeleteFunc(all, func(f Field) bool {
		return f.Name == "kind" || f.Name == "request" || strings.HasPrefix(f.Name, "request.")
	})
	slices.SortStableFunc(all, func(a, b Field) int { return rank(a) - rank(b) })
	return all
}

// rank puts what a statement is about first and the rest of the envelope last.
func rank(f Field) int {
	switch _, common := envelope[f.Name]; {
	case f.Name == "about":
		return 0
	case common:
		return 2
	}
	return 1
}

var textual = reflect.TypeFor[encoding.TextUnmarshaler]()

// walk goes through a struct and what it embeds. In is the field that holds the struct.
func walk(t reflect.Type, in Field, all *[]Field) {
	for i := range t.NumField() {
		sf := t.Field(i)
		name, options, _ := strings.Cut(sf.Tag.Get("json"), ",")
		if sf.Anonymous && name == "" {
			walk(sf.Type, in, all)
			continue
		}
		if !sf.IsExported() || name == "-" {
			continue
		}
		if name == "" {
			name = sf.Name
		}
		optional := strings.Contains(options, "omit")
		f := Field{Name: name, Required: !optional && in.Required, Says: sf.Tag.Get("say"), steps: append(slices.Clone(in.steps), step{name: name})}
		if in.Name != "" {
			f.Name = in.Name + "." + name
			if !optional && !in.Required {
				f.Within = in.Name
			}
		}
		switch {
		case f.Says == "":
			f.Says = envelope[f.Name]
		case in.Says != "":
			f.Says = in.Says + ": " + f.Says
		}
		settle(sf.Type, f, all)
	}
}

// settle adds a field, or those inside it.
func settle(t reflect.Type, f Field, all *[]Field) {
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if t.Kind() == reflect.Slice && !reflect.PointerTo(t).Implements(textual) && simple(t.Elem()) {
		f.list, t = true, t.Elem()
	}
	f.leaf = t
	plain := !reflect.PointerTo(t).Implements(textual)
	inList := slices.ContainsFunc(f.steps, func(s step) bool { return s.list })
	switch {
	case !plain:
		f.Type = strings.ToLower(t.Name())
	case t.Kind() == reflect.String:
		f.Type = "text"
	case t.Kind() == reflect.Bool:
		f.Type, f.form = "true or false", asBool
	case t.Kind() >= reflect.Int && t.Kind() <= reflect.Uint64:
		f.Type, f.form = "whole number", asWhole
	case t.Kind() == reflect.Struct:
		walk(t, f, all)
		return
	case t.Kind() == reflect.Slice && t.Elem().Kind() == reflect.Struct && !inList && flat(t.Elem()):
		f.steps[len(f.steps)-1].list = true
		f.Required = false // an empty list is one
		walk(t.Elem(), f, all)
		return
	case t.Kind() == reflect.Map && t.Key().Kind() == reflect.String && t.Elem().Kind() == reflect.String && !inList:
		f.Type, f.form, f.leaf = "text for each of several keys, as in "+f.Name+".en", asMap, t.Elem()
	default:
		f.Type, f.form = "JSON", asJSON
	}
	if f.list {
		if inList {
			f.Type, f.form, f.list = "JSON", asJSON, false
		} else {
			f.Type = "list of " + f.Type
		}
	}
	if inList {
		f.Type = "list of " + f.Type
	}
	*all = append(*all, f)
}

// simple reports whether values of a type are one text each.
func simple(t reflect.Type) bool {
	return t.Kind() == reflect.String || t.Kind() == reflect.Bool || t.Kind() >= reflect.Int && t.Kind() <= reflect.Uint64 || reflect.PointerTo(t).Implements(textual)
}

// flat reports whether the fields of a struct are simple, so that a list of it can stand in columns
// side by side.
func flat(t reflect.Type) bool {
	for i := range t.NumField() {
		if !simple(t.Field(i).Type) {
			return false
		}
	}
	return true
}
