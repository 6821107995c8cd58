package api

import (
	"bytes"
	"encoding/json"
	"net/http"
	"reflect"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"muster"
	"muster/money"
	"muster/pledge"
)

// config is huma's, without what it would serve by itself: links to schemas, pages that fetch scripts
// from elsewhere.
func config() huma.Config {
	c := huma.DefaultConfig("Muster", "1")
	c.OpenAPIPath, c.DocsPath, c.SchemasPath, c.CreateHooks = "", "", "", nil
	c.RejectUnknownQueryParameters = true
	c.Transformers = append(c.Transformers, told)
	c.Info.Description = `What parties say about assistance, as statements in one record that anybody can verify, and what follows from them.

Every answer says what it rests on: known (a position), known_at and root. A read takes known and effective; asked at a position it never changes. Amounts are {amount, currency} with the amount as decimal text. ` +
		`A value that is no number is null and carries one of five marks: not_covered, withheld, aggregate_only, undisclosed, not_yet_reported. A refusal is a problem document (RFC 9457) whose errors say where, what was found and what would be accepted.

The record's tree is under /checkpoint and /tile (C2SP tlog-tiles; entries are heads only).`
	c.Tags = []*huma.Tag{
		{Name: "Pledges"}, {Name: "Positions"}, {Name: "Layers"}, {Name: "Parties"}, {Name: "Submissions"}, {Name: "Record"},
	}
	c.Components.Schemas = huma.NewMapRegistry("#/components/schemas/", schemaName)
	c.Components.SecuritySchemes = map[string]*huma.SecurityScheme{
		"token":   {Type: "http", Scheme: "bearer", Description: "A token that 'muster token create' made."},
		"session": {Type: "apiKey", In: "cookie", Name: sessionCookie, Description: "A session that a link of 'muster link' began."},
	}
	c.Components.Schemas.RegisterTypeAlias(reflect.TypeFor[money.Amount](), reflect.TypeFor[decimal]())
	c.Components.Schemas.RegisterTypeAlias(reflect.TypeFor[muster.Day](), reflect.TypeFor[day]())
	c.Components.Schemas.RegisterTypeAlias(reflect.TypeFor[pledge.Mark](), reflect.TypeFor[mark]())
	return c
}

// decimal, day and mark describe what is written as text.
type (
	decimal string
	day     string
	mark    string
)

// Schema implements huma.SchemaProvider.
func (decimal) Schema(huma.Registry) *huma.Schema {
	return &huma.Schema{Type: "string", Pattern: `^-?[0-9]+(\.[0-9]+)?$`, Description: "decimal text, exact", Examples: []any{"41043752802.31"}}
}

// Schema implements huma.SchemaProvider.
func (day) Schema(huma.Registry) *huma.Schema { return &huma.Schema{Type: "string", Format: "date"} }

// Schema implements huma.SchemaProvider.
func (mark) Schema(huma.Registry) *huma.Schema {
	s := &huma.Schema{Type: "string", Description: "why there is no number"}
	for _, m := range pledge.Marks {
		s.Enum = append(s.Enum, string(m))
	}
	return s
}

// schemaName names a schema after its type; the shapes of answers by that alone, what belongs to a
// part with the part's name before it, since two parts may use one word.
func schemaName(t reflect.Type, hint string) string {
	name := huma.DefaultSchemaNamer(t, hint)
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	pkg := t.PkgPath()[strings.LastIndexByte(t.PkgPath(), '/')+1:]
	switch {
	case t == reflect.TypeFor[huma.ErrorModel]():
		return "Problem"
	case t == reflect.TypeFor[huma.ErrorDetail]():
		return "ProblemDetail"
	case pkg == "" || pkg == "report" || pkg == "api" || pkg == "muster" || pkg == "money" || t.Name() == "":
		return name
	}
	return strings.ToUpper(pkg[:1]) + pkg[1:] + name
}

// statementSchema describes what may be recorded, from the kinds' own declarations.
func (a *api) statementSchema() *huma.Schema {
	registry := a.huma.OpenAPI().Components.Schemas
	any1 := &huma.Schema{Discriminator: &huma.Discriminator{PropertyName: "kind", Mapping: map[string]string{}}}
	for _, k := range a.opt.Kinds {
		if _, no := closed[k.Name]; no {
			continue
		}
		ref := registry.Schema(reflect.TypeOf(k.New()), true, "")
		s := registry.SchemaFromRef(ref.Ref)
		s.Description = "A statement that " + k.Words + "."
		if k.Erasable {
			s.Description = "A statement: " + k.Words + ". Its text can be erased."
		}
		sayFields(registry, s, reflect.TypeOf(k.New()))
		s.Properties["kind"].Enum = []any{k.Name}
		delete(s.Properties, "request") // the record writes it
		any1.OneOf = append(any1.OneOf, ref)
		any1.Discriminator.Mapping[k.Name] = ref.Ref
	}
	registry.Map()["Statements"] = any1
	return &huma.Schema{Ref: "#/components/schemas/Statements"}
}

// sayFields describes the properties of a schema by what the fields of its type say of themselves, and so
// those of the shapes that it is made of.
func sayFields(registry huma.Registry, s *huma.Schema, t reflect.Type) {
	for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice {
		t = t.Elem()
	}
	if s == nil || t.Kind() != reflect.Struct {
		return
	}
	for i := range t.NumField() {
		f := t.Field(i)
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if f.Anonymous && name == "" {
			sayFields(registry, s, f.Type)
			continue
		}
		p := s.Properties[name]
		if said := f.Tag.Get("say"); p != nil && said != "" {
			p.Description = said
		}
		for p != nil && p.Items != nil {
			p = p.Items
		}
		if p != nil && p.Ref != "" {
			sayFields(registry, registry.SchemaFromRef(p.Ref), f.Type)
		}
	}
}

// describe serves the OpenAPI document and the page that shows it.
func (a *api) describe() {
	doc := a.huma.OpenAPI()
	raw, err := json.Marshal(doc)
	if err != nil {
		panic(err) // a mistake in the declarations above, found by the first test
	}
	var b bytes.Buffer
	json.Indent(&b, raw, "", "  ") //nolint:errcheck // it is JSON
	b.WriteByte('\n')
	a.spec = b.Bytes()
	a.mux.HandleFunc("GET /openapi.json", func(w http.ResponseWriter, r *http.Request) {
		a.show(w, r, "application/vnd.oai.openapi+json;version=3.1", a.spec)
	})
	page := docsPage(doc)
	show := func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'")
		a.show(w, r, "text/html; charset=utf-8", page)
	}
	a.mux.HandleFunc("GET /v1/docs", show)
	a.mux.HandleFunc("GET /v1/{$}", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "/v1/docs", http.StatusFound)
	})
}

// show writes bytes that stay as long as the program does.
func (a *api) show(w http.ResponseWriter, r *http.Request, contentType string, b []byte) {
	h := w.Header()
	h.Set("Cache-Control", "no-cache")
	q := &Asked{Request: Request{r: r, w: w}}
	if same(q, tagOf(b)) {
		return
	}
	h.Set("Content-Type", contentType)
	w.Write(b) //nolint:errcheck // the reader left
}

// operations lists the operations of a document by tag, in order of path.
func operations(doc *huma.OpenAPI, tag string) (all []*huma.Operation) {
	var paths []string
	for p := range doc.Paths {
		paths = append(paths, p)
	}
	slices.Sort(paths)
	for _, p := range paths {
		for _, op := range []*huma.Operation{doc.Paths[p].Get, doc.Paths[p].Post} {
			if op != nil && slices.Contains(op.Tags, tag) {
				all = append(all, op)
			}
		}
	}
	return all
}
