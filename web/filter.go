package web

import (
	"slices"

	"muster"

	"github.com/a-h/templ"
)

// The parameters of lists.
const (
	fieldSort = "sort"
	fieldText = "q"
)

// filter is the form above a list. It asks with GET, so that what is chosen stands in the address.
type filter struct {
	action  string
	label   string // of the form, for readers who do not see it
	fields  []field
	keep    []way // parameters that stay as they are: name and value
	reset   string
	refused []*muster.Error
}

// field is one control.
type field struct {
	name, label, hint string
	value             string
	options           []option // a choice; nil: a text field
	class             string   // its width: "day", "year"; empty: as long as it needs
	example           string
}

// option is a value that can be chosen.
type option struct{ value, text string }

// attrs are what makes a control the one of its label, and says what is wrong with it.
func (f filter) attrs(name string) templ.Attributes {
	a := templ.Attributes{"id": name, "name": name}
	if f.why(name) != "" {
		a["aria-invalid"] = "true"
		a["aria-describedby"] = name + "-why"
	}
	return a
}

// why is what is wrong with a control, if anything.
func (f filter) why(name string) string {
	for _, e := range f.refused {
		if e.Field == name {
			return e.Why
		}
	}
	return ""
}

// name is a control's label, by which a refusal calls it.
func (f filter) name(field string) string {
	for _, x := range f.fields {
		if x.name == field {
			return x.label
		}
	}
	return field
}

// has says that a refusal can be led to its control.
func (f filter) has(name string) bool {
	return slices.ContainsFunc(f.fields, func(x field) bool { return x.name == name })
}

// stray says that a choice was handed a value it does not offer; it is kept for the reader to see.
func (f field) stray() bool {
	return f.value != "" && !slices.ContainsFunc(f.options, func(o option) bool { return o.value == f.value })
}
