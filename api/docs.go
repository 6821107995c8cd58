package api

import (
	"bytes"
	_ "embed"
	"html/template"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"
)

//go:embed docs.html
var docsSource string

var docsTemplate = template.Must(template.New("docs").Funcs(template.FuncMap{
	"operations": operations,
	"schemas": func(doc *huma.OpenAPI) (names []string) {
		for n := range doc.Components.Schemas.Map() {
			names = append(names, n)
		}
		slices.Sort(names)
		return names
	},
	"schema":     func(doc *huma.OpenAPI, name string) *huma.Schema { return doc.Components.Schemas.Map()[name] },
	"properties": properties,
	"kind":       kindOf,
	"answer":     answerOf,
	"paragraphs": func(s string) []string { return strings.Split(s, "\n\n") },
	"lower":      strings.ToLower,
	"parameters": func(op *huma.Operation) []*huma.Param { return op.Parameters },
}).Parse(docsSource))

// docsPage draws the document as a page: readable without a script, and whole.
func docsPage(doc *huma.OpenAPI) []byte {
	var b bytes.Buffer
	if err := docsTemplate.Execute(&b, doc); err != nil {
		panic(err) // a mistake in the page's template, found by the first test
	}
	return b.Bytes()
}

// property is a field of a schema, for the page.
type property struct {
	Name     string
	Schema   *huma.Schema
	Required bool
}

func properties(s *huma.Schema) (all []property) {
	for name, p := range s.Properties {
		all = append(all, property{name, p, slices.Contains(s.Required, name)})
	}
	slices.SortFunc(all, func(a, b property) int { return strings.Compare(a.Name, b.Name) })
	return all
}

// shape is what a value is, in words, and the schema it names.
type shape struct{ Before, Ref string }

func kindOf(s *huma.Schema) shape {
	switch {
	case s == nil:
		return shape{}
	case s.Ref != "":
		return shape{"", s.Ref[strings.LastIndexByte(s.Ref, '/')+1:]}
	case s.Type == "array" && s.Items != nil:
		k := kindOf(s.Items)
		return shape{"list of " + k.Before, k.Ref}
	case len(s.Enum) > 0:
		var words []string
		for _, e := range s.Enum {
			if w, ok := e.(string); ok {
				words = append(words, w)
			}
		}
		return shape{strings.Join(words, " | "), ""}
	case s.Type == "":
		return shape{"any", ""}
	case s.Format != "":
		return shape{s.Type + " (" + s.Format + ")", ""}
	}
	return shape{s.Type, ""}
}

// answerOf is the schema of an operation's answer.
func answerOf(op *huma.Operation) *huma.Schema {
	for _, status := range []string{"200", "201"} {
		if r := op.Responses[status]; r != nil && r.Content["application/json"] != nil {
			return r.Content["application/json"].Schema
		}
	}
	return nil
}
