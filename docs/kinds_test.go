package docs_test

import (
	"bytes"
	"encoding/json"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"muster"
	"muster/fund"
	"muster/offer"
	"muster/parts"
	"muster/pledge"
)

// section returns what stands under a heading, up to the next heading of its level or above.
func section(text, heading string) (string, bool) {
	at := strings.Index(text, "\n"+heading+"\n")
	if at < 0 {
		return "", false
	}
	rest := text[at+len(heading)+2:]
	level := strings.IndexByte(heading, ' ')
	end := regexp.MustCompile(`(?m)^#{1,` + string(rune('0'+level)) + `} `).FindStringIndex(rest)
	if end != nil {
		rest = rest[:end[0]]
	}
	return rest, true
}

var fieldRow = regexp.MustCompile("(?m)^\\| `([a-z0-9_]+)` \\|")

// fieldsShown lists the fields that a section's table names.
func fieldsShown(s string) (names []string) {
	for _, m := range fieldRow.FindAllStringSubmatch(s, -1) {
		names = append(names, m[1])
	}
	return names
}

// fieldsOf lists a struct's own JSON fields in order, without the envelope's, and adds the structs
// they are made of to nested. What is embedded beside the envelope, such as an act, is flat in a body and
// counts as the struct's own.
func fieldsOf(typ reflect.Type, nested map[string]reflect.Type) (names []string) {
	for i := range typ.NumField() {
		f := typ.Field(i)
		if f.Anonymous {
			if f.Type != reflect.TypeFor[muster.Envelope]() {
				names = append(names, fieldsOf(f.Type, nested)...)
			}
			continue
		}
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		names = append(names, name)
		in := f.Type
		for in.Kind() == reflect.Pointer || in.Kind() == reflect.Slice {
			in = in.Elem()
		}
		if in.Kind() == reflect.Struct {
			nested[shapeName(in)] = in
		}
	}
	return names
}

// shapeName is a shape's name on the page: its type's, save where two parts have one word.
func shapeName(typ reflect.Type) string {
	if typ == reflect.TypeFor[offer.Value]() {
		return "OfferValue"
	}
	if typ == reflect.TypeFor[fund.Line]() {
		return "PackageLine"
	}
	return typ.Name()
}

// sameFields compares what the document names with what the struct has.
func sameFields(t *testing.T, text, heading string, typ reflect.Type, nested map[string]reflect.Type) {
	t.Helper()
	s, ok := section(text, heading)
	if !ok {
		t.Errorf("%s has no section %q", formatFile, heading)
		return
	}
	s, _, _ = strings.Cut(s, "\n#### ") // the shapes under it have tables of their own
	if want, got := fieldsOf(typ, nested), fieldsShown(s); !slices.Equal(got, want) {
		t.Errorf("%s names the fields %v under %q; Muster writes %v", formatFile, got, heading, want)
	}
}

func TestEveryKindIsDescribedWithEveryField(t *testing.T) {
	text := readFormat(t)
	nested := map[string]reflect.Type{}
	sameFields(t, text, "### The envelope", reflect.TypeFor[muster.Envelope](), nested)
	known := map[string]bool{}
	for _, k := range parts.State().Kinds() {
		known[k.Name] = true
		sameFields(t, text, "### `"+k.Name+"`", reflect.TypeOf(k.New()).Elem(), nested)
		s, _ := section(text, "### `"+k.Name+"`")
		if said := strings.Contains(s, "**Erasable.**"); said != k.Erasable {
			t.Errorf("%s says erasable %v of %s", formatFile, said, k.Name)
		}
	}
	for len(nested) > 0 {
		more := map[string]reflect.Type{}
		for name, typ := range nested {
			if fieldsOf(typ, map[string]reflect.Type{}); typ.NumField() > 0 && typ.Field(0).IsExported() {
				sameFields(t, text, "#### "+name, typ, more)
			}
		}
		nested = more
	}
	for _, m := range regexp.MustCompile("(?m)^### `([a-z]+\\.[a-z]+/[0-9]+)`$").FindAllStringSubmatch(text, -1) {
		if !known[m[1]] {
			t.Errorf("%s describes %s, which Muster does not know", formatFile, m[1])
		}
	}
}

var jsonBlock = regexp.MustCompile("(?s)```json\n(.*?)```")

// Every example of a kind is a body that Muster would write: it reads it, knows each of its fields,
// and writes the same again.
func TestEveryKindHasAnExampleThatReadsAndWritesBack(t *testing.T) {
	text := readFormat(t)
	for _, k := range parts.State().Kinds() {
		s, _ := section(text, "### `"+k.Name+"`")
		all := jsonBlock.FindAllStringSubmatch(s, -1)
		if len(all) == 0 {
			t.Errorf("%s shows no example of %s", formatFile, k.Name)
		}
		for _, m := range all {
			v := k.New()
			d := json.NewDecoder(strings.NewReader(m[1]))
			d.DisallowUnknownFields()
			if err := d.Decode(v); err != nil {
				t.Errorf("the example of %s: %v\n%s", k.Name, err, m[1])
				continue
			}
			if v.Common().Kind != k.Name {
				t.Errorf("the example of %s is a %s", k.Name, v.Common().Kind)
			}
			got, err := json.Marshal(v)
			if err != nil {
				t.Fatal(err)
			}
			var want bytes.Buffer
			if err := json.Compact(&want, []byte(m[1])); err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(got, want.Bytes()) {
				t.Errorf("the example of %s is\n%s\nMuster writes\n%s", k.Name, want.Bytes(), got)
			}
		}
	}
}

func TestEventsAndMarksAreAllNamed(t *testing.T) {
	s, _ := section(readFormat(t), "### `pledge.entry/1`")
	for _, e := range pledge.Events {
		if !strings.Contains(s, "`"+string(e)+"`") {
			t.Errorf("the event %s is not named", e)
		}
	}
	values, _ := section(readFormat(t), "#### Value")
	for _, m := range pledge.Marks {
		if !strings.Contains(values, "`"+string(m)+"`") {
			t.Errorf("the mark %s is not named", m)
		}
	}
}
